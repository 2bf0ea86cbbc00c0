//! Flow maps between airports, where a file names them: U1 of shared/design/charts.md in small.

use deportation_flows::chart::{Body, ChartModel, MapModel, build_for};
use deportation_flows::dataset::Dataset;
use deportation_flows::reading::{ReadOptions, read_bytes, read_sample};
use deportation_flows::view_spec::{ChartKind, ViewSpec, complete};
use deportation_flows::words::{Language, words};
use std::sync::Arc;

/// Passengers of one airport in a fiscal year: El Paso 2,339, Phoenix-Mesa 1,031, San Diego 44; one code that nobody
/// knows, and IATA beside ICAO codes.
const PASSENGERS: &str = "departure_airport,arrival_airport,destination,people
KAEX,KELP,United States,2339
KAEX,AZA,United States,1031
AEX,KSAN,United States,44
KAEX,MXX9,Mexico,7
KELP,MGGT,Guatemala,120
";

fn table_of(text: &str) -> Dataset {
    read_bytes(text.as_bytes(), "table", &ReadOptions::default(), &Arc::default()).unwrap().dataset.as_ref().clone()
}

fn map_of(dataset: &Dataset, by: &str) -> (ChartModel, MapModel) {
    let view = ViewSpec {
        by: Some(by.to_owned()),
        measure: Some("people".to_owned()),
        period: "all".parse().ok(),
        ..ViewSpec::of_kind(ChartKind::Map)
    };
    let model = build_for(dataset, &complete(&view, dataset), words(Language::English));
    let Body::Map(map) = &model.body else { panic!("{:?}", model.captions) };
    let map = map.clone();
    (model, map)
}

#[test]
fn arcs_go_from_airport_to_airport() {
    let dataset = table_of(PASSENGERS);
    let (model, map) = map_of(&dataset, "arrival_airport");
    let arcs: Vec<(&str, String)> =
        map.arcs.iter().map(|arc| (model.marks[arc.mark].label.as_str(), arc.number.to_string())).collect();
    assert_eq!(
        arcs,
        [
            ("Alexandria KAEX to El Paso KELP", "2339".to_owned()),
            ("Alexandria KAEX to Phoenix AZA", "1031".to_owned()),
            ("El Paso KELP to Guatemala City MGGT", "120".to_owned()),
            ("Alexandria AEX to San Diego KSAN", "44".to_owned()),
        ]
    );
    // Where the airport is, and not the middle of its country.
    let el_paso = map.nodes.iter().find(|node| node.label == "El Paso KELP").unwrap();
    assert_eq!((el_paso.at, el_paso.value_label.as_str()), ((-106.38, 31.81), "2,339"));
    let notes = model.captions.notes.join(" ");
    assert!(notes.contains("MXX9"), "a code without a place is named: {notes}");
    // The other way round the arcs are the same.
    let (other, from) = map_of(&dataset, "departure_airport");
    let mut labels: Vec<&str> = from.arcs.iter().map(|arc| other.marks[arc.mark].label.as_str()).collect();
    let mut expected: Vec<&str> = arcs.iter().map(|(label, _)| *label).collect();
    labels.sort_unstable();
    expected.sort_unstable();
    assert_eq!(labels, expected);
}

/// Three letters are an airport's only where the column says so: JRO is a kind of operation here, and Kilimanjaro there.
#[test]
fn codes_of_other_things_are_no_airports() {
    for (text, column, expected) in [
        (PASSENGERS, "arrival_airport", true),
        ("type,people\nJRO,1\nVDO,2\n", "type", false),
        ("airport,people\nJRO,1\nVDO,2\n", "airport", true),
        ("airport,people\nfirst,1\nsecond,2\n", "airport", false),
        ("stop,people\nKELP,1\nKIWA,2\n", "stop", true),
    ] {
        let dataset = table_of(text);
        let found = dataset.columns().iter().find(|one| one.name == column).unwrap();
        assert_eq!(found.holds_airports(), expected, "{column} of {text}");
    }
    for sample in ["frontex-return-operations", "us-ice-removals-by-country"] {
        let dataset = read_sample(sample).unwrap().dataset;
        assert!(dataset.columns().iter().all(|column| !column.holds_airports()), "{sample}");
    }
}
