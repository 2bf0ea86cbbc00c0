//! Files that nobody prepared: each is read with every row accounted for, or refused with one clear sentence.

use super::{printed, program, refusal, table};
use std::path::{Path, PathBuf};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::File::create(&path)
            .and_then(|mut file| std::io::Write::write_all(&mut file, content.as_ref()))
            .unwrap();
        path
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn what_cannot_be_read_says_why_and_what_helps() {
    let folder = Folder::new();
    let newer = "DeportationFlows(version: 99, anything: [new])";
    let cases: Vec<(PathBuf, &str)> = vec![
        (folder.0.path().join("absent.csv"), "no such file"),
        (folder.0.path().to_owned(), "folder"),
        (folder.file("empty.csv", ""), "empty"),
        (folder.file("blank.csv", "\n \n\n"), "empty"),
        (folder.file("header.csv", "destination,people\n"), "no rows"),
        (folder.file("binary.csv", b"a,b\n\0\x01\x02"), "not a table"),
        (folder.file("sheet.csv", b"PK\x03\x04rest"), "ZIP file is damaged"),
        (folder.file("cut.ron", "DeportationFlows(version: 1, metadata: ("), "damaged in line 1"),
        (folder.file("newer.ron", newer), "version 99"),
        (folder.file("deep.ron", format!("DeportationFlows(version: 1, metadata: {}", "[".repeat(100_000))), "damaged"),
        (
            folder.file(
                "contradiction.ron",
                "DeportationFlows(version: 1, metadata: (), rows: 3, columns: [(name: \"a\", kind: text, values: [\"x\"], cells: \"0x2\")])",
            ),
            "contradicts itself",
        ),
        (
            folder.file(
                "bomb.ron",
                "DeportationFlows(version: 1, metadata: (), rows: 3, columns: [(name: \"a\", kind: text, values: [\"x\"], cells: \"0x18446744073709551615\")])",
            ),
            "contradicts itself",
        ),
    ];
    for (path, expected) in cases {
        let sentence = refusal(&["check", text(&path)]);
        assert!(sentence.contains(expected), "{}: {sentence}", path.display());
        assert!(sentence.ends_with(text(&path)), "the path comes last: {sentence}");
    }
    #[cfg(unix)]
    assert!(refusal(&["check", "/dev/zero"]).contains("device"));
}

#[test]
fn a_messy_table_keeps_every_row_and_says_what_it_noticed() {
    let folder = Folder::new();
    let path = folder.file(
        "messy.csv",
        "\u{FEFF}Date;Country of destination;Persons;note\r\n\
         2024-01-05;Côte d'Ivoire;12;\"two\nlines\"\r\n\
         \r\n\
         2024-02-01;COTE D’IVOIRE ;n/a;\r\n\
         2024-02-03;Freedonia;3\r\n\
         2024-03-01;KOSOVO*;(b)(6), (b)(7)(C);x;surplus\r\n\
         2024-03-01;Congo;*;\r\n\
         soon;Ghana;1,234;\r\n\
         2024-01-05;Côte d'Ivoire;12;\"two\nlines\"\r\n",
    );
    let output = program(&["check", text(&path), "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "done, but the data has problems");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&report["rows_read"], &report["rows_kept"]), (&8.into(), &7.into()));
    let reasons: Vec<&str> =
        report["flagged"].as_array().unwrap().iter().map(|one| one["reason"].as_str().unwrap()).collect();
    for reason in ["short_row", "long_row", "unknown_country", "ambiguous_country", "not_a_date", "duplicate_row"] {
        assert!(reasons.contains(&reason), "{reason} in {reasons:?}");
    }
    let people = report["columns"].as_array().unwrap().iter().find(|column| column["name"] == "Persons").unwrap();
    assert_eq!(people["role"], "people");
    assert_eq!(people["missing"], serde_json::json!({"not_reported": 1, "redacted": 1, "suppressed": 1}));
    let answer = table(&[text(&path), "--rows", "destination", "--measure", "people"]);
    let rows = answer["rows"].as_array().unwrap();
    let value = |label: &str| rows.iter().find(|row| row["label"] == label).unwrap();
    assert_eq!(value("Côte d’Ivoire")["value"], 24, "two spellings are one country");
    assert_eq!(value("Ghana")["value"], 1_234);
    assert_eq!(value("Freedonia")["value"], 3, "an unknown name is kept");
    assert_eq!(value("Kosovo")["missing"], "redacted", "redacted is not zero");
    assert_eq!(value("Congo")["missing"], "suppressed");
    assert_eq!(
        (&answer["rows_read"], &answer["rows_used"], &answer["rows_unusable"]),
        (&8.into(), &4.into(), &4.into()),
        "the blank row is left out, and counted"
    );
}

#[test]
fn roles_can_be_overridden() {
    let folder = Folder::new();
    let path = folder.file("odd.csv", "a,b,c\nGhana,3,2024\nChad,4,2024\n");
    let roles = ["--role", "destination=a", "--role", "people=b", "--role", "year=c"];
    let answer = table(
        &[&[text(&path), "--rows", "destination", "--measure", "people", "--period", "2024"], &roles[..]].concat(),
    );
    assert_eq!(answer["total"], 7);
    assert!(refusal(&["check", text(&path), "--role", "people=z"]).contains("“z”"));
    assert!(refusal(&["check", text(&path), "--role", "cargo=b"]).contains("destination"));
}

#[test]
fn an_existing_file_is_never_written_over_in_silence() {
    let folder = Folder::new();
    let out = folder.file("figure.svg", "mine");
    let export = ["export", "sample:frontex-return-operations", "--out", text(&out)];
    assert!(refusal(&export).contains("exists already"));
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "mine");
    printed(&[&export[..], &["--force"]].concat());
    assert!(std::fs::read_to_string(&out).unwrap().contains("<svg"));
    let absent = folder.0.path().join("absent/figure.svg");
    assert!(refusal(&["export", "sample:frontex-return-operations", "--out", text(&absent)]).contains("folder"));
    assert!(refusal(&["export", "sample:frontex-return-operations", "--out", "figure.bmp"]).contains(".svg"));
    assert!(refusal(&["export", "sample:frontex-return-operations", "--out", text(folder.0.path())]).contains('.'));
}

#[test]
fn wrong_words_on_the_command_line_get_one_helpful_sentence() {
    for (arguments, expected) in [
        (&["table", "sample:frontex-return-operations"][..], "--rows"),
        (&["table", "--rows", "year"], "DATA"),
        (&["table", "sample:nonsense", "--rows", "year"], "frontex-return-operations"),
        (&["table", "sample:frontex-return-operations", "--rows", "colour"], "colour"),
        (&["table", "sample:frontex-return-operations", "--rows", "year", "--measure", "cargo"], "people"),
        (&["table", "sample:frontex-return-operations", "--rows", "year", "--period", "soon"], "2020..2024"),
        (&["table", "sample:frontex-return-operations", "--rows", "year", "--period", "9999"], "1800"),
        (&["table", "sample:frontex-return-operations", "--rows", "year", "--period", "2024..2020"], "before"),
        (&["table", "sample:frontex-return-operations", "--rows", "year", "--where", "origin=Atlantis"], "Atlantis"),
        (&["table", "sample:frontex-return-operations", "--rows", "year", "--top", "0"], "--top"),
        (&["export", "sample:frontex-return-operations", "--out", "x.svg", "--size", "9x9"], "WIDTHxHEIGHT"),
        (&["export", "sample:frontex-return-operations"], "--out"),
        (&["table", "sample:frontex-return-operations", "--rows", "year", "--out", "x"], "--out"),
        (&["convert", "sample:frontex-return-operations", "x.doc"], "*.parquet"),
        (&["recipe", "Cargo.toml"], "no view"),
    ] {
        let sentence = refusal(arguments);
        assert!(sentence.contains(expected), "{arguments:?}: {sentence}");
    }
    let window = refusal(&[]);
    assert!(window.contains("display") && window.contains("export"), "{window}");
    assert!(printed(&["--help"]).contains("deportation-flows table"));
    assert!(printed(&["samples"]).contains("us-ice-air-removal-flights"));
}

#[test]
fn a_header_that_the_cells_do_not_bear_out_is_said_aloud() {
    let folder = Folder::new();
    let path = folder.file("words.csv", "date,destination,people\nsoon,Ghana,many\nlater,Chad,few\n");
    let output = program(&["check", text(&path)]);
    let report = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    for part in ["role date", "soon", "role people", "many", "--role people=people"] {
        assert!(report.contains(part), "{part}: {report}");
    }
}

/// What nothing in the file decides is asked and not guessed; what is said decides it.
#[test]
fn an_order_that_nothing_decides_is_asked() {
    let folder = Folder::new();
    let path = folder.file("dmy.csv", "date,destination,people\n01/02/2024,Ghana,5\n03/04/2024,Chad,6\n");
    let output = program(&["check", text(&path)]);
    let report = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.code() == Some(1) && report.contains("--date-order"), "{report}");
    let answer = table(&[text(&path), "--rows", "month", "--measure", "people", "--date-order", "dmy"]);
    assert_eq!(answer["rows"][0]["label"], "February 2024", "{answer}");
    let answer = table(&[text(&path), "--rows", "month", "--measure", "people", "--date-order", "mdy"]);
    assert_eq!(answer["rows"][0]["label"], "January 2024", "{answer}");
}

/// A flight whose people are not reported must not make the ratio smaller.
#[test]
fn both_halves_of_a_ratio_rest_on_the_same_rows() {
    let folder = Folder::new();
    let path = folder.file("r.csv", "destination,operation_id,people\nNigeria,A,7\nNigeria,B,\nChad,C,5\n");
    let answer = table(&[text(&path), "--rows", "destination", "--measure", "people_per_flight"]);
    assert_eq!((&answer["rows"][0]["value"], &answer["total"]), (&7.into(), &6.into()), "{answer}");
}

#[test]
fn a_view_of_other_data_is_applied_with_a_word() {
    let folder = Folder::new();
    let (one, two) = (folder.0.path().join("one.svg"), folder.0.path().join("two.svg"));
    printed(&["export", "sample:frontex-return-operations", "--period", "2024", "--out", text(&one)]);
    let arguments = ["export", "sample:us-ice-removals-by-country", "--by", "citizenship", "--view", text(&one)];
    let output = program(&[&arguments[..], &["--period", "FY2024", "--out", text(&two)]].concat());
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("Frontex return operations"));
}

#[test]
fn a_native_file_that_would_lie_or_burst_is_refused() {
    let folder = Folder::new();
    let file = |body: &str| {
        let content = format!("DeportationFlows(version: 1, metadata: (published_figures: true), {body})");
        refusal(&["check", text(&folder.file("f.ron", content))])
    };
    let column = "columns: [(name: \"n\", role: people, kind: number, values: [\"1\"], cells: \"0x2\")], rows: 2";
    assert!(
        file(&format!("measures: [(id: \"s\", unit: people, counting: sum(\"n\"))], {column}")).contains("overlap")
    );
    assert!(
        file(&format!("measures: [(id: \"s\", unit: people, counting: distinct(\"m\"))], {column}")).contains("“m”")
    );
    let burst = "columns: [(name: \"n\", kind: number, values: [\"1\"], cells: \"0x90000000000\")], rows: 90000000000";
    assert!(file(burst).contains("contradicts"));
}

/// Thousands of names that nobody knows are told in some lines and one number, and none of them vanishes.
#[test]
fn very_many_unknown_names_are_counted_together() {
    let folder = Folder::new();
    let rows: Vec<String> = (0..3_000).map(|row| format!("Place {row},2024,1")).collect();
    let rows = rows.join("\n");
    let path = folder.file("many.csv", format!("place,year,people\n{rows}"));
    let role = ["--role", "destination=place"];
    let report = program(&[&["check", text(&path), "--format", "json"], &role[..]].concat());
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
    let flagged = report["flagged"].as_array().unwrap();
    let named: u64 = flagged.iter().map(|issue| issue["rows"].as_u64().unwrap()).sum();
    assert!(flagged.len() < 100 && named == 3_000, "{} lines for {named} rows", flagged.len());
    let answer = table(&[&[text(&path), "--rows", "destination", "--top", "5"], &role[..]].concat());
    assert_eq!((&answer["total"], &answer["rows"][5]["value"]), (&3_000.into(), &2_995.into()));
}

/// A row is left out as a sum where its place says so or where it adds up, and never for a word in a name.
#[test]
fn sums_are_left_out_and_names_are_not_taken_for_sums() {
    let folder = Folder::new();
    for (name, text, kept, people) in [
        (
            "a carrier is called Total",
            "Carrier,Date,Destination,People\nTotal Air,2024-01-20,Haiti,500\nIcarus,2024-01-21,Cuba,190\n",
            2,
            690,
        ),
        (
            "flights are called by words for sums",
            "Flight,Date,Destination,People\nAll,2024-01-01,Cuba,10\nAverage,2024-01-02,Haiti,10\nTotal,2024-01-03,Ghana,10\n",
            3,
            30,
        ),
        (
            "a type that is the sum of the others",
            "Destination,Type,Year,People\nCuba,Charter,2024,1\nCuba,Commercial,2024,2\nCuba,Total,2024,3\nHaiti,Charter,2024,4\nHaiti,Commercial,2024,5\nHaiti,Total,2024,9\n",
            4,
            12,
        ),
        (
            "an age that is Total in every row",
            "Destination,Age,Year,People\nCuba,Total,2024,1\nHaiti,Total,2024,2\nGhana,Total,2024,3\n",
            3,
            6,
        ),
        (
            "regions above their countries",
            "Region,Destination,Year,People\nAmericas,,2024,30\n,Cuba,2024,10\n,Haiti,2024,20\nAfrica,,2024,7\n,Ghana,2024,3\n,Togo,2024,4\n",
            4,
            37,
        ),
        ("a region that is no sum", "Destination,Year,People\nAfrica,2024,5\nCuba,2024,10\nHaiti,2024,20\n", 3, 35),
        (
            "an origin in every row with its total",
            "Origin,Destination,Year,People\nGermany,Albania,2024,4\nGermany,Georgia,2024,5\nGermany,All destinations,2024,9\n",
            2,
            9,
        ),
        (
            "footnotes below",
            "Destination,Year,People\nCuba,2024,10\nHaiti,2024,20\nGhana,2024,5\nNote: preliminary,,\nSource,,\n",
            3,
            35,
        ),
    ] {
        let path = folder.file("sums.csv", text);
        let answer =
            table(&[super::files::text(&path), "--rows", "destination", "--measure", "people", "--period", "all"]);
        let rows = text.lines().count() - 1;
        assert_eq!((&answer["rows_read"], &answer["total"]), (&rows.into(), &people.into()), "{name}: {answer}");
        let report: serde_json::Value =
            serde_json::from_slice(&program(&["check", super::files::text(&path), "--format", "json"]).stdout).unwrap();
        assert_eq!(report["rows_kept"], kept, "{name}: {report}");
    }
}

/// A value that is printed once for several rows fills the blanks below only where the analyst says so.
#[test]
fn blanks_below_a_value_are_flagged_and_filled_on_demand() {
    let folder = Folder::new();
    let path = folder.file("merged.csv", "Year,Destination,People\n2023,Cuba,100\n,Haiti,50\n2024,Cuba,1\n,Haiti,2\n");
    let path = text(&path);
    let report: serde_json::Value =
        serde_json::from_slice(&program(&["check", path, "--format", "json"]).stdout).unwrap();
    assert_eq!(report["flagged"][0]["reason"], "blank_below");
    let arguments = [path, "--rows", "destination", "--measure", "people", "--period", "2023"];
    assert_eq!(table(&arguments)["total"], 100);
    assert_eq!(table(&[&arguments[..], &["--step", "fill_down=on"]].concat())["total"], 150);
}

/// "None" is an answer among words, and nothing among numbers, places and flights.
#[test]
fn none_is_an_answer_where_it_can_be_one() {
    let folder = Folder::new();
    let rows =
        "2024-01-01,F1,Ghana,NONE,3\n2024-01-02,None,None,DUI,4\n2024-01-03,F3,Togo,,none\n2024-01-04,F4,Togo,null,5\n";
    let file = folder.file("answers.csv", format!("date,flight_id,destination,convictions,people\n{rows}"));
    let missing = |options: &[&str]| -> Vec<String> {
        let arguments = [&["check", text(&file), "--format", "json"], options].concat();
        let checked: serde_json::Value = serde_json::from_str(&printed(&arguments)).unwrap();
        let columns = checked["columns"].as_array().unwrap();
        columns.iter().map(|column| column["missing"]["not_reported"].as_u64().unwrap_or(0).to_string()).collect()
    };
    // Date, flight, destination, convictions, people.
    assert_eq!(missing(&[]), ["0", "1", "1", "2", "1"]);
    assert_eq!(missing(&["--missing", "none"]), ["0", "1", "1", "3", "1"], "unless somebody says so");
}

/// The reasons for which rows are flagged. `check` ends non-zero where there is any.
fn issues_of(arguments: &[&str]) -> Vec<String> {
    let output = program(&[&["check", "--format", "json"], arguments].concat());
    let checked: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let issues = checked["flagged"].as_array().unwrap().iter();
    issues.map(|issue| issue["reason"].as_str().unwrap_or("").to_owned()).collect()
}

/// Two editions of one table in an archive are no more rows: it is said, and they can be set side by side.
#[test]
fn editions_in_one_archive_are_noticed_and_never_added() {
    let folder = Folder::new();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, last) in [("returns-2021.csv", "2020,Italy,Tunisia,30"), ("returns-2022.csv", "2020,Italy,Tunisia,35")] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        let rows = "year,origin,destination,people\n2018,Italy,Tunisia,10\n2019,Italy,Tunisia,20\n";
        std::io::Write::write_all(&mut archive, format!("{rows}{last}\n").as_bytes()).unwrap();
    }
    let file = folder.file("both.zip", archive.finish().unwrap().into_inner());
    assert!(issues_of(&[text(&file)]).contains(&"same_rows_elsewhere".to_owned()));
    let total = |options: &[&str]| -> f64 {
        let arguments =
            [&["table", text(&file), "--rows", "destination", "--measure", "people", "--format", "json"], options]
                .concat();
        serde_json::from_str::<serde_json::Value>(&printed(&arguments)).unwrap()["total"].as_f64().unwrap()
    };
    assert!((total(&["--editions"]) - 65.0).abs() < f64::EPSILON, "10 + 20 + 35: the newer edition");
    assert!(!issues_of(&[text(&file), "--editions"]).contains(&"same_rows_elsewhere".to_owned()));
    assert!(
        printed(&["table", text(&file), "--rows", "destination", "--measure", "people"])
            .contains("2 rows of the file repeat an earlier one")
    );
}

/// What headers and clocks say about money, who was paid, and days.
#[test]
fn currencies_payees_and_several_time_zones_are_understood() {
    let folder = Folder::new();
    let file = folder.file("paid.csv", "year,payee,destination,paid_eur,people\n2020,Italy,Tunisia,300.00,20\n");
    let people = printed(&["table", text(&file), "--by", "destination", "--measure", "cost_per_person"]);
    assert!(people.contains("Overall EUR 15."), "{people}");
    let only_payee = folder.file("payee.csv", "date,payee,paid_eur\n2020-01-01,Italy,3\n2020-02-01,Spain,4\n");
    let checked = printed(&["check", text(&only_payee)]);
    assert!(checked.contains("payee: payee"), "{checked}");
    for (hours, expected) in [
        (["23:30:00Z", "01:30:00-05:00"], true),
        (["23:30+01:00", "23:30+02:00"], false),
        (["23:30", "22:30"], false),
        (["10:00 UTC", "10:00 UTC-6"], true),
    ] {
        let [first, second] = hours;
        let rows = format!("takeoff,people\n2021-01-03T{first},3\n2021-02-03T{second},4\n");
        let found = issues_of(&[text(&folder.file("zones.csv", rows))]).contains(&"several_zones".to_owned());
        assert_eq!(found, expected, "{hours:?}");
    }
}
