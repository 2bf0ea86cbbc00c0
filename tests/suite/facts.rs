//! Counting from facts says what counting every row says, whatever the table and whatever is asked.

use deportation_flows::dataset::{Column, Dataset, Role};
use deportation_flows::query;
use deportation_flows::reading::{Mapping, ReadOptions, read_bytes};
use deportation_flows::view_spec::{
    ChartKind, CompleteSpec, Dimension, Key, Months, PeriodChoice, ResolvedFilter, ViewSpec, complete, find_dimension,
    key_of,
};
use proptest::prelude::*;
use std::sync::Arc;

const PLACES: [&str; 8] = ["Ghana", "GHANA ", "Chad", "Ghana & Chad", "Chad & Peru", "Freedonia", "", "Peru"];
const ORIGINS: [&str; 4] = ["Germany", "Italy", "Germany & Italy", ""];
const CITIZENS: [&str; 4] = ["Ghana", "Chad", "Peru", "*"];
const KINDS: [&str; 4] = ["JRO", "NRO", "VDO", ""];
const COUNTS: [&str; 7] = ["0", "1", "12", "3.25", "", "*", "(b)(6)"];
const DATES: [&str; 9] =
    ["2022-03-01", "2022-03-31", "2023-12-31", "2024-01-01", "2024-07-04", "2024-07-09", "2023-11-02", "", "someday"];
const SPANS: [&str; 9] = ["2022-03", "2022", "2023", "2024-01", "2024-07", "2024", "2023-11", "", "2022-04"];
const PERIODS: [&str; 9] =
    ["all", "2024", "2022..2023", "2024-07", "FY2024", "2024-07-04..2024-07-08", "2019", "2022-03-31", "2023-11"];

type Row = ((usize, usize, usize, usize), (usize, usize, u16));

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let places = (0..8_usize, 0..4_usize, 0..4_usize, 0..4_usize);
    prop::collection::vec((places, (0..7_usize, 0..9_usize, 0..1_400_u16)), 1..120)
}

/// `spread`: how many different flights there are.
fn table(rows: &[Row], by_day: bool, spread: u16) -> Dataset {
    let mut text = "date,destination,origin,citizenship,type,people,operation_id,sex\n".to_owned();
    text.push_str(if by_day { "2024-01-02," } else { "2024," });
    text.push_str("Ghana,Germany,Ghana,JRO,1,Z,F\n");
    for ((place, origin, citizen, kind), (count, date, key)) in rows {
        let date = if by_day { DATES[*date] } else { SPANS[*date] };
        // One in eight names no flight.
        let (sex, key) = (["F", "M", ""][usize::from(*key) % 3], key / 2);
        let key = if key % 8 == 0 { String::new() } else { format!("K{}", key % spread) };
        let cells =
            [date, PLACES[*place], ORIGINS[*origin], CITIZENS[*citizen], KINDS[*kind], COUNTS[*count], &key, sex];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    let roles = [
        (Role::Date, "date"),
        (Role::Destination, "destination"),
        (Role::Origin, "origin"),
        (Role::Citizenship, "citizenship"),
        (Role::Category, "type"),
        (Role::People, "people"),
        (Role::FlightKey, "operation_id"),
    ];
    let roles = roles.into_iter().map(|(role, name)| (role, name.to_owned())).collect();
    let options = ReadOptions { mapping: Mapping { roles, ..Mapping::default() }, ..ReadOptions::default() };
    read_bytes(text.as_bytes(), "table", &options, &Arc::default()).unwrap().dataset.as_ref().clone()
}

fn keys_of(column: &Column) -> Vec<Key> {
    (0..column.dictionary.len()).map(|entry| key_of(&column.dictionary, entry)).collect()
}

/// Everything that the window asks of one view.
fn answers(dataset: &Dataset, spec: &CompleteSpec) -> Vec<String> {
    let dimension = |name: &str| find_dimension(dataset, name).unwrap();
    let mut answers = vec![
        format!("{:#?}", query::run(dataset, spec)),
        format!("{:#?}", query::yearly(dataset, spec)),
        format!("{:#?}", query::selected_totals(dataset, spec)),
    ];
    for by in ["destination", "origin", "citizenship", "type", "sex", "year", "month"] {
        answers.push(format!("{:#?}", query::facet(dataset, spec, by, dimension(by))));
    }
    for by in ["origin", "type", "sex", "year", "month", "week"] {
        answers.push(format!("{:#?}", query::run_pivot(dataset, spec, dimension(by), by)));
    }
    for per in ["year", "month", "week", "day"] {
        let over = CompleteSpec { by: dimension(per), by_name: per.to_owned(), ..spec.clone() };
        answers.push(format!("{:#?}", query::over_time(dataset, &over)));
        let stacked = CompleteSpec { stack: Some((dimension("destination"), "destination".into())), ..over };
        let answer = query::over_time(dataset, &stacked);
        let some: Vec<Key> = answer.parts.iter().step_by(2).map(|(key, _)| key.clone()).collect();
        answers.push(format!("{:#?}", query::together_over_time(dataset, &stacked, some, &answer.units)));
        answers.push(format!("{answer:#?}"));
    }
    let groups = query::run_in(dataset, spec, None).groups;
    let some = groups.iter().step_by(2).map(|group| group.key.clone()).collect();
    answers.push(format!("{:#?}", query::amount_together(dataset, spec, some)));
    answers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counting_from_facts_is_counting_rows(
        rows in rows(),
        (by_day, spread) in (any::<bool>(), prop::sample::select(vec![3_u16, 40, 700])),
        (measure, period, by) in (0..4_usize, 0..9_usize, 0..6_usize),
        (filters, months, selected) in (prop::collection::vec((0..6_usize, 0..9_usize, any::<bool>()), 0..3), 0..3_u8, 0..9_usize),
    ) {
        let dataset = table(&rows, by_day, spread);
        let prepared = dataset.clone();
        prepared.prepare_now();
        prop_assert!(prepared.facts().is_some());
        let measure = ["flights", "people", "rows", "people_per_flight"][measure];
        let by = ["destination", "origin", "type", "month", "date", "sex"][by];
        let next = PERIODS[(period + 1) % PERIODS.len()].parse::<PeriodChoice>().unwrap();
        let view = ViewSpec {
            measure: Some(measure.into()),
            by: Some(by.into()),
            period: Some(PERIODS[period].parse::<PeriodChoice>().unwrap()),
            months: (months > 0).then_some(Months { first: months, last: 7 }),
            selected: keys_of(dataset.column_with(Role::Destination).unwrap()).into_iter().nth(selected).into_iter().collect(),
            selected_by: Some("destination".into()),
            ..ViewSpec::of_kind(ChartKind::Bars)
        };
        let mut spec = complete(&view, &dataset);
        for (by, key, is_exact) in filters {
            let by = ["destination", "origin", "type", "year", "citizenship", "sex"][by];
            let dimension = find_dimension(&dataset, by).unwrap();
            let keys = match dimension {
                Dimension::Column(index) => keys_of(&dataset.columns()[index]),
                Dimension::Time(_) => (2022..2025).map(|year| Key::Time(year.to_string().parse().unwrap())).collect(),
            };
            let keep = [key, key + 3].into_iter().filter_map(|index| keys.get(index % (keys.len() + 1)).cloned()).collect();
            spec.filters.push(ResolvedFilter { by: by.into(), dimension, keep, is_exact });
        }
        // The second question finds what the first one left: wider filters, and another period.
        let mut wider = spec.clone();
        wider.filters.pop();
        wider.period = complete(&ViewSpec { period: Some(next), ..view }, &dataset).period;
        for spec in [&spec, &wider, &spec] {
            for (plain, fast) in answers(&dataset, spec).into_iter().zip(answers(&prepared, spec)) {
                prop_assert_eq!(plain, fast);
            }
        }
    }
}

/// More days than marks of one byte tell apart, and a flight that comes again just when its mark does.
#[test]
fn flights_count_on_each_of_a_thousand_days() {
    let first: jiff::civil::Date = "2020-01-01".parse().unwrap();
    let days = first.series(jiff::Span::new().days(1)).take(1_000).enumerate();
    let rows = days.map(|(index, day)| {
        let seldom = if index % 255 == 0 { format!("{day},Ghana,K3\n") } else { String::new() };
        format!("{day},Ghana,K1\n{day},Chad,K1\n{day},Ghana,K2\n{seldom}")
    });
    let text = "date,destination,operation_id\n".to_owned() + &rows.collect::<String>();
    let dataset = read_bytes(text.as_bytes(), "table", &ReadOptions::default(), &Arc::default()).unwrap().dataset;
    dataset.prepare_now();
    let view = ViewSpec { measure: Some("flights".into()), by: Some("date".into()), ..ViewSpec::new() };
    let mut spec = complete(&view, &dataset);
    spec.by = find_dimension(&dataset, "day").unwrap();
    let groups = query::run_in(&dataset, &spec, None).groups;
    let amounts: Vec<String> = groups.iter().filter_map(|group| Some(group.amount.known()?.to_string())).collect();
    let expected: Vec<&str> = (0..1_000).map(|index| if index % 255 == 0 { "3" } else { "2" }).collect();
    assert_eq!(amounts, expected);
}

/// The samples, too, are answered alike, and one with flights is answered from facts.
#[test]
fn the_samples_are_counted_alike() {
    for sample in deportation_flows::reading::SAMPLES {
        let dataset = deportation_flows::reading::read_sample(sample.name).unwrap().dataset;
        let prepared = dataset.as_ref().clone();
        prepared.prepare_now();
        assert_eq!(prepared.facts().is_some(), !dataset.is_published());
        for period in ["all", "2016", "2019..2021", "2020-03"] {
            for measure in dataset.measures() {
                let view = ViewSpec {
                    measure: Some(measure.id.clone()),
                    period: Some(period.parse().unwrap()),
                    ..ViewSpec::new()
                };
                let spec = complete(&view, &dataset);
                assert_eq!(query::run(&dataset, &spec), query::run(&prepared, &spec), "{} {period}", sample.name);
                assert_eq!(query::yearly(&dataset, &spec), query::yearly(&prepared, &spec), "{}", sample.name);
            }
        }
    }
}
