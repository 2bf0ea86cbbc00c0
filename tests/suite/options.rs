//! What the command line says changes the numbers, or is refused by name; `table` knows every chart.

use super::{printed, program, refusal, table};

const FRONTEX: &str = "sample:frontex-return-operations";

#[test]
fn an_option_that_changes_nothing_is_refused_by_its_name() {
    for (arguments, expected) in [
        (&["--chart", "map", "--by", "destination", "--share", "on"][..], "--share"),
        (&["--chart", "map", "--by", "destination", "--trailing", "6"], "--trailing"),
        (&["--chart", "map", "--by", "destination", "--stack", "category"], "--stack"),
        (&["--chart", "map", "--by", "destination", "--sort", "name"], "--sort"),
        (&["--chart", "map", "--versus", "2019"], "--versus"),
        (&["--chart", "sankey", "--share", "on"], "--share"),
        (&["--chart", "matrix", "--own-axis", "on"], "--own-axis"),
        (&["--chart", "matrix", "--columns", "year"], "--columns"),
        (&["--chart", "timeline", "--by", "destination"], "--by"),
        (&["--chart", "timeline", "--top", "3"], "--stack"),
        (&["--chart", "timeline", "--style", "shades"], "map"),
        (&["--chart", "multiples", "--mode", "each"], "timeline"),
        (&["--chart", "bars", "--by", "destination", "--per", "month"], "--per"),
        (&["--chart", "bars", "--by", "destination", "--share", "on"], "--stack"),
        (&["--chart", "map", "--by", "colour"], "colour"),
    ] {
        let sentence = refusal(&[&["table", FRONTEX], arguments].concat());
        assert!(sentence.contains(expected), "{arguments:?}: {sentence}");
        // Only `table` has columns, and only figures have shares of bars without parts.
        let is_of_table = arguments.contains(&"--columns") || (arguments.contains(&"bars") && expected == "--stack");
        if !is_of_table {
            let out = ["export", FRONTEX, "--out", "/nowhere/figure.svg"];
            let sentence = refusal(&[&out[..], arguments].concat());
            assert!(sentence.contains(expected), "{arguments:?}: {sentence}");
        }
    }
}

/// Statewatch prints for 2024: 82 operations to Tunisia and 55 + 193 + 40 + 5 = 293 of four types.
#[test]
fn the_table_has_the_numbers_of_every_chart() {
    let rows = |arguments: &[&str]| {
        let json = table(&[&[FRONTEX, "--period", "2024"], arguments].concat());
        // One year of a time axis is shown among the others.
        if !arguments.contains(&"--per") && !arguments.contains(&"year") {
            assert_eq!(json["total"], 293, "{arguments:?}");
        }
        json["rows"].as_array().unwrap().clone()
    };
    let named = |rows: &[serde_json::Value], column: &str, value: &str| {
        rows.iter().find(|row| row[column] == value).unwrap_or_else(|| panic!("no {value}: {rows:?}")).clone()
    };
    let timeline = rows(&["--chart", "timeline", "--per", "year", "--stack", "category"]);
    let year = named(&timeline, "year", "2024");
    assert_eq!(
        (&year["JRO"], &year["NRO"], &year["CRO"], &year["VRD"]),
        (&55.into(), &193.into(), &40.into(), &5.into())
    );
    let shares = rows(&["--chart", "timeline", "--per", "year", "--stack", "category", "--share", "on"]);
    assert_eq!(named(&shares, "year", "2024")["NRO %"], 65.9);
    let parts = rows(&["--chart", "bars", "--by", "destination", "--stack", "category", "--top", "3"]);
    assert_eq!(named(&parts, "destination", "Tunisia")["flights"], 82);
    let multiples = rows(&["--chart", "multiples", "--by", "destination", "--per", "year"]);
    let of_year: Vec<_> = multiples.into_iter().filter(|row| row["year"] == "2024").collect();
    assert_eq!(named(&of_year, "destination", "Tunisia")["flights"], 82);
    let matrix = rows(&["--chart", "matrix", "--by", "destination", "--stack", "category"]);
    assert_eq!(named(&matrix, "destination", "Tunisia")["total"], 82);
    let map = rows(&["--chart", "map", "--by", "destination"]);
    let arcs = map.iter().filter(|row| row["destination"] == "Tunisia");
    assert!(arcs.map(|row| row["flights"].as_u64().unwrap()).sum::<u64>() >= 82);
    let sankey = rows(&["--chart", "sankey", "--by", "origin", "--stack", "category,destination", "--top", "3"]);
    assert!(sankey.iter().any(|row| row["from_grouping"] == "Type" && row["to"] == "Tunisia"));
    let crossed = rows(&["--chart", "table", "--by", "destination", "--stack", "year"]);
    assert_eq!(named(&crossed, "label", "Tunisia")["values"]["2024"], 82);
    let compared = rows(&["--rows", "destination", "--versus", "2023"]);
    let values = &named(&compared, "label", "Tunisia")["values"];
    assert!(values.as_object().unwrap().values().any(|value| *value == 82), "{values}");
}

/// Seven places had more flights in 2024 than Nigeria's 19: Tunisia 82, Georgia 39, Albania 29, Moldova, North Macedonia
/// and Serbia 26, Iraq 25. The map names each of them, or as many as it is asked for.
#[test]
fn a_map_names_the_largest_and_says_which_column_has_no_places() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("map.svg");
    let svg = |arguments: &[&str]| {
        let fixed =
            ["export", FRONTEX, "--chart", "map", "--period", "2024", "--force", "--out", out.to_str().unwrap()];
        let output = program(&[&fixed[..], arguments].concat());
        assert!(output.status.success());
        (std::fs::read_to_string(&out).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let is_label = |svg: &str, name: &str| svg.contains(&format!(">{name}</text>"));
    let (all, _) = svg(&["--by", "destination"]);
    for name in ["Tunisia", "Georgia", "Albania", "Moldova", "North Macedonia", "Serbia", "Iraq"] {
        assert!(is_label(&all, name), "{name}");
    }
    let (five, _) = svg(&["--by", "destination", "--top", "3"]);
    assert!(is_label(&five, "Albania") && !is_label(&five, "Iraq") && five.contains("3 largest of 30"));
    let (other, said) = svg(&["--by", "category"]);
    assert!(said.contains("“category” names no places") && other.contains("“category” names no places"), "{said}");
}

#[test]
fn files_of_one_shape_may_simply_be_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, people: u32| {
        let path = folder.path().join(name);
        let rows = format!("Destination,Year,People\nGhana,2024,{people}\n");
        std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), rows.as_bytes()).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let json = table(&[&file("one.csv", 3), &file("other.csv", 4), "--rows", "destination", "--measure", "people"]);
    assert_eq!(json["total"], 7);
}

#[test]
fn the_help_names_every_bundled_data_set() {
    let help = printed(&["--help"]);
    let samples = printed(&["samples"]);
    for line in samples.lines().filter(|line| !line.is_empty() && !line.starts_with("gallery:")) {
        let name = line.split_whitespace().next().unwrap();
        assert!(help.contains(&format!("sample:{name}")), "{name}");
    }
    assert!(help.contains("--stack category,destination"));
}

/// Flight b went to both countries: filtered by Tunisia, it is a flight to Tunisia, and Nigeria was not asked for.
#[test]
fn a_filter_on_an_end_leaves_no_stubs_of_other_places() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("joint.csv");
    let rows = "flight_id,origin,destination,year\na,Germany,Tunisia,2024\nb,Germany,Tunisia / Nigeria,2024\n\
                c,Italy,Nigeria,2024\nd,Italy,Tunisia,2024\n";
    std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), rows.as_bytes()).unwrap();
    let file = path.to_str().unwrap();
    for chart in ["sankey", "map"] {
        let fixed = [file, "--chart", chart, "--by", "destination", "--measure", "flights"];
        let ends = |arguments: &[&str]| {
            let json = table(&[&fixed[..], arguments].concat());
            let rows = json["rows"].as_array().unwrap().clone();
            let mut ends: Vec<(String, u64)> = rows
                .iter()
                .map(|row| (row["destination"].as_str().unwrap().to_owned(), row["flights"].as_u64().unwrap()))
                .collect();
            ends.sort();
            ends
        };
        let named =
            |list: &[(&str, u64)]| list.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect::<Vec<_>>();
        assert_eq!(ends(&[]), named(&[("Nigeria", 1), ("Nigeria", 1), ("Tunisia", 1), ("Tunisia", 2)]), "{chart}");
        assert_eq!(ends(&["--where", "destination=Tunisia"]), named(&[("Tunisia", 1), ("Tunisia", 2)]), "{chart}");
    }
}

#[test]
fn a_map_of_airports_alone_needs_no_column_to_be_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("air.csv");
    let rows = "flight_id,departure_airport,arrival_airport,date\na,KELP,MGGT,2024-01-03\nb,ELP,MGGT,2024-01-04\n\
                c,KIWA,MHLM,2024-01-06\n";
    std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), rows.as_bytes()).unwrap();
    let map = table(&[path.to_str().unwrap(), "--chart", "map"]);
    assert_eq!((map["total"].as_u64(), map["rows"].as_array().unwrap().len()), (Some(3), 3));
    let notes = map["notes"].to_string();
    assert!(notes.contains("One airport under two codes") && notes.contains("El Paso: ELP, KELP"), "{notes}");
}
