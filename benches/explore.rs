//! How long one step of a person's exploration takes: everything that the window shows is derived anew for each state
//! of a seeded walk of slider steps, filters, selections and measures.
//!
//! `cargo bench --bench explore -- [--file FILE] [--times N] [--states N] [--walks N] [--json FILE] [--plain] [--parts] [--walking] [--surprised]
//! [--question NAME [--asked N]]`.
//! Without a file, a small table is made. `--times` repeats the rows with other flights. `--plain` asks every row (the
//! oracle), `--walking` leaves out what is asked from nothing. Before it walks, it asks ahead as the window does once a
//! file is open; `--surprised` does not.
//! `explore_peers.py` runs this and puts the same questions to `DuckDB`.

#![allow(
    missing_docs,
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a bench may fail, and prints"
)]

use deportation_flows::dataset::{Code, Codes, Column, Dataset, Dictionary, Metadata, Role, Span};
use deportation_flows::query;
use deportation_flows::reading::{Mapping, ReadOptions, read_bytes, read_path};
use deportation_flows::view_spec::{Dimension, Key, PeriodChoice, complete, find_dimension, key_of};
use deportation_flows::words::{Language, words};
use deportation_flows::workspace::{Document, Memo, ask_ahead};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

/// A seeded source of numbers: the same walk in every run.
struct Walk(u64);

impl Walk {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }
}

fn option(name: &str) -> Option<String> {
    let mut arguments = std::env::args();
    arguments.find(|argument| argument == name)?;
    arguments.next()
}

/// Columns without a role that the walk filters by, too, where the file has them.
const OTHERS: [&str; 2] = ["Sex", "Criminality"];

/// The columns with a role and some others; with `times`, the rows again and again with other flights on the same days.
fn repeated(dataset: &Dataset, times: usize) -> Dataset {
    let repeat = |column: &Column| {
        let is_key = column.role == Role::FlightKey;
        let old = column.dictionary.len();
        let dictionary = match &column.dictionary {
            Dictionary::Text(values) if is_key => Dictionary::Text(
                (0..times).flat_map(|time| values.iter().map(move |value| format!("{value}-{time}").into())).collect(),
            ),
            other => other.clone(),
        };
        let code = |code: Code, time: usize| match code.resolve() {
            Ok(entry) if is_key => Code::entry(entry + time * old).index() as u32,
            _ => code.index() as u32,
        };
        let codes = (0..times).flat_map(|time| column.codes.iter().map(move |one| code(one, time))).collect();
        let codes = Codes::pack(codes, dictionary.len());
        Column::from_ordered(column.name.clone(), column.role, dictionary, codes)
    };
    let is_asked = |column: &&Column| column.role != Role::None || OTHERS.contains(&column.name.as_ref());
    let columns = dataset.columns().iter().filter(is_asked).map(repeat).collect();
    Dataset::new(Metadata::default(), columns, Vec::new(), Vec::new())
}

fn load() -> Dataset {
    let mapping = Mapping {
        roles: vec![(Role::Category, "Status".into()), (Role::Origin, "air_City".into())],
        ..Mapping::default()
    };
    match option("--file") {
        Some(file) => {
            let options = ReadOptions { mapping, ..ReadOptions::default() };
            read_path(Path::new(&file), &options, &Arc::default()).unwrap().dataset.as_ref().clone()
        }
        None => {
            let places = ["Ghana", "Chad", "Mexico", "Peru", "India"];
            let origins = ["Germany", "Italy", "Spain"];
            let csv = (0..200_000).fold("date,destination,origin,type,operation_id\n".to_owned(), |text, row| {
                let (day, year) = (row * 31 % 28 + 1, 2015 + row * 10 / 200_000);
                let (place, origin) = (places[row * 7 % 5], origins[row * 13 % 3]);
                text + &format!(
                    "{year}-0{}-{day:02},{place},{origin},T{},OP{}\n",
                    row % 9 + 1,
                    row % 4,
                    row * 17 % 6_000
                )
            });
            read_bytes(csv.as_bytes(), "bench", &ReadOptions::default(), &Arc::default())
                .unwrap()
                .dataset
                .as_ref()
                .clone()
        }
    }
}

/// The entries of a column, each with its key.
fn entries(column: &Column) -> Vec<Key> {
    (0..column.dictionary.len()).map(|entry| key_of(&column.dictionary, entry)).collect()
}

struct State {
    kind: &'static str,
    document: Document,
}

/// A person's walk: each state is one step from the one before.
fn walk(dataset: &Dataset, count: usize) -> Vec<State> {
    let mut walk = Walk(20_261_123);
    let (first, last) = dataset.covered_years().unwrap();
    let calendar = dataset.calendar();
    let mut document = Document::default();
    let mut year = last - 1;
    let mut month = 6;
    let filterable: Vec<(&str, Vec<Key>)> = [
        (Role::Destination, "destination"),
        (Role::Citizenship, "citizenship"),
        (Role::Category, "category"),
        (Role::Origin, "origin"),
    ]
    .into_iter()
    .filter_map(|(role, by)| Some((by, entries(dataset.column_with(role)?))))
    .chain(OTHERS.iter().filter_map(|name| Some((*name, entries(dataset.column_named(name)?)))))
    .collect();
    let mut states = Vec::new();
    let period = |span: Option<Span>| span.map(PeriodChoice::Span);
    document.view.period = period(calendar.year(year));
    while states.len() < count {
        let view = &mut document.view;
        let kind = match walk.below(100) {
            0..35 => {
                year = if walk.below(4) == 0 { year - 1 } else { year + 1 };
                year = if year > last { first } else { year.max(first) };
                view.period = period(calendar.year(year));
                "year"
            }
            35..55 => {
                month = month % 12 + 1;
                view.period = format!("{year}-{month:02}").parse().ok();
                "month"
            }
            55..78 => {
                let (by, keys) = &filterable[walk.below(filterable.len())];
                if view.filters.len() > 2 || view.filters.iter().any(|filter| filter.keep.len() > 3) {
                    view.filters.clear();
                } else {
                    let index = walk.below(keys.len().min(12));
                    view.toggle_filter(by, keys[index].clone());
                }
                "filter"
            }
            78..92 => {
                let (_, keys) = &filterable[0];
                let key = keys[walk.below(keys.len())].clone();
                view.selected = if view.selected.contains(&key) { Vec::new() } else { vec![key] };
                "selection"
            }
            92..97 => {
                view.measure = if view.measure.is_none() { Some("rows".into()) } else { None };
                "measure"
            }
            _ => {
                view.period = Some(PeriodChoice::All);
                "all years"
            }
        };
        states.push(State { kind, document: document.clone() });
    }
    states
}

/// Everything that is on screen, and the flows of the map, which this branch's map does not ask for yet.
fn derive(memo: &mut Memo, dataset: &Dataset, document: &Document) {
    memo.refresh(dataset, document, words(Language::English));
    if let (Some(Dimension::Column(origin)), Some(derived)) = (find_dimension(dataset, "origin"), memo.derived()) {
        let tile = derived.tiles.iter().find(|tile| tile.spec.chart == deportation_flows::view_spec::ChartKind::Map);
        if let Some(tile) = tile {
            std::hint::black_box(query::run_pivot(dataset, &tile.spec, Dimension::Column(origin), "origin"));
        }
    }
}

/// How long each part of a state takes when a person walks, and the parts of the slowest states.
fn parts(dataset: &Dataset, states: &[State]) {
    use deportation_flows::chart;
    let words = words(Language::English);
    query::forget_answers(dataset);
    let mut slowest: Vec<(f64, String)> = Vec::new();
    let mut of_part: Vec<(String, Vec<f64>)> = Vec::new();
    for (index, state) in states.iter().enumerate() {
        let mut line = String::new();
        let mut all = 0.0;
        let mut timed = |name: &str, act: &mut dyn FnMut()| {
            let started = Instant::now();
            act();
            let took = started.elapsed().as_secs_f64() * 1000.0;
            all += took;
            line.extend([" ".to_owned(), name.to_owned(), format!(" {took:.2}")]);
            match of_part.iter_mut().find(|(part, _)| part == name) {
                Some((_, times)) => times.push(took),
                None => of_part.push((name.to_owned(), vec![took])),
            }
        };
        let mut spec = None;
        timed("complete", &mut || spec = Some(complete(&state.document.view, dataset)));
        let spec = spec.unwrap();
        let mut result = None;
        timed("ranking", &mut || result = Some(query::run(dataset, &spec)));
        let result = result.unwrap();
        timed("its model", &mut || drop(chart::build(dataset, &spec, &result, words)));
        for tile in &state.document.tiles {
            let spec = complete(&tile.beside(&state.document.view, &spec.by_name), dataset);
            let name = format!("{:?}", spec.chart);
            let mut result = None;
            timed(&name, &mut || result = Some(query::run(dataset, &spec)));
            let result = result.unwrap();
            timed(&format!("{name} model"), &mut || drop(chart::build(dataset, &spec, &result, words)));
            if name == "Map" {
                let origin = find_dimension(dataset, "origin").unwrap();
                timed("flows", &mut || drop(query::run_pivot(dataset, &spec, origin, "origin")));
            }
        }
        let narrowed = spec.narrowed();
        for by in ["origin", "destination", "citizenship", "category"] {
            let dimension = find_dimension(dataset, by).unwrap();
            timed(&format!("list of {by}"), &mut || drop(query::facet(dataset, &narrowed, by, dimension)));
        }
        timed("years", &mut || drop(query::yearly(dataset, &narrowed)));
        slowest.push((all, format!("{index:>4} {:<10}{line}", state.kind)));
    }
    for (part, mut times) in of_part {
        times.sort_by(f64::total_cmp);
        let [p50, p90, p99, max] = [0.5, 0.9, 0.99, 1.0].map(|part| quantile(&times, part));
        println!("  {part:<28} {p50:>7.2} {p90:>7.2} {p99:>7.2} {max:>7.2}");
    }
    slowest.sort_by(|one, other| other.0.total_cmp(&one.0));
    slowest.iter().take(14).for_each(|(all, line)| println!("{all:.2}: {line}"));
}

fn quantile(sorted: &[f64], part: f64) -> f64 {
    let index = (part * sorted.len() as f64).ceil() as usize;
    sorted[index.clamp(1, sorted.len()) - 1]
}

fn report(name: &str, states: &[State], times: &[f64]) {
    println!("{name}: milliseconds            count     p50     p90     p99     max");
    let mut kinds: Vec<&str> = states.iter().map(|state| state.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds.into_iter().chain([""]) {
        let mut of_kind: Vec<f64> = states
            .iter()
            .zip(times)
            .filter(|(state, _)| kind.is_empty() || state.kind == kind)
            .map(|(_, time)| *time)
            .collect();
        of_kind.sort_by(f64::total_cmp);
        let [p50, p90, p99, max] = [0.5, 0.9, 0.99, 1.0].map(|part| quantile(&of_kind, part));
        let label = if kind.is_empty() { "all" } else { kind };
        println!("  {label:<28} {:>6} {p50:>7.2} {p90:>7.2} {p99:>7.2} {max:>7.2}", of_kind.len());
    }
}

/// What a state asks, for somebody else to answer.
fn as_json(dataset: &Dataset, state: &State, times: (f64, f64)) -> serde_json::Value {
    let spec = complete(&state.document.view, dataset);
    let printed = |dimension: Dimension, keep: &[Key]| -> Vec<String> {
        let Dimension::Column(index) = dimension else { return Vec::new() };
        let column = &dataset.columns()[index];
        let kept = |entry: &usize| keep.contains(&key_of(&column.dictionary, *entry));
        (0..column.dictionary.len()).filter(kept).map(|entry| column.dictionary.plain(entry)).collect()
    };
    let filters: Vec<serde_json::Value> = spec
        .filters
        .iter()
        .map(|filter| serde_json::json!({"by": filter.by, "keep": printed(filter.dimension, &filter.keep)}))
        .collect();
    let days = spec.period.map(|span| [span.first().to_string(), span.last().to_string()]);
    let before = spec.period.and_then(Span::before).map(|span| [span.first().to_string(), span.last().to_string()]);
    serde_json::json!({
        "kind": state.kind, "period": days, "before": before, "filters": filters, "measure": spec.measure.id,
        "selected": printed(spec.by, &spec.selected), "cold_ms": times.0, "warm_ms": times.1,
        "total": query::run(dataset, &spec).total.known().map_or(String::new(), |total| total.to_string()),
    })
}

/// A question to be put.
type Ask<'a> = Box<dyn Fn() + 'a>;

/// The shortest of many times of single questions, asked anew each time.
fn single_questions(dataset: &Dataset) {
    let view = deportation_flows::view_spec::ViewSpec::new;
    let one_year = dataset.covered_years().and_then(|(_, last)| dataset.calendar().year(last - 1));
    let mut filtered = view();
    let category = dataset.column_with(Role::Category).map(entries).unwrap_or_default();
    category.into_iter().take(2).for_each(|key| filtered.toggle_filter("category", key));
    let dimension = |name: &str| find_dimension(dataset, name).unwrap();
    let spec = complete(&view(), dataset);
    let by = |name: &str| {
        let mut spec = complete(&filtered, dataset);
        spec.by = dimension(name);
        spec
    };
    let origin = dimension("origin");
    let questions: Vec<(&str, Ask<'_>)> = vec![
        ("by year, all years", Box::new(|| drop(query::run_in(dataset, &by("year"), None)))),
        ("by month, all years", Box::new(|| drop(query::run_in(dataset, &by("month"), None)))),
        ("by destination, all years", Box::new(|| drop(query::run_in(dataset, &by("destination"), None)))),
        ("by destination, one year", Box::new(|| drop(query::run_in(dataset, &spec, one_year)))),
        ("by destination, one year, filtered", Box::new(|| drop(query::run_in(dataset, &by("destination"), one_year)))),
        ("by category, one year", Box::new(|| drop(query::run_in(dataset, &by("category"), one_year)))),
        (
            "destination by origin, one year",
            Box::new(|| {
                let mut spec = spec.clone();
                spec.period = one_year;
                drop(query::run_pivot(dataset, &spec, origin, "origin"));
            }),
        ),
    ];
    let only = option("--question");
    let asked = option("--asked").and_then(|asked| asked.parse().ok()).unwrap_or(40);
    for (name, ask) in questions.into_iter().filter(|(name, _)| only.as_ref().is_none_or(|only| only == name)) {
        let mut best = f64::MAX;
        for _ in 0..asked {
            query::forget_answers(dataset);
            let started = Instant::now();
            ask();
            best = best.min(started.elapsed().as_secs_f64() * 1000.0);
        }
        println!("  {best:>8.3} ms  {name}");
    }
}

fn main() {
    // `cargo test --benches` only builds and starts it.
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let count = option("--states").and_then(|count| count.parse().ok()).unwrap_or(if is_bench { 300 } else { 3 });
    let times = option("--times").and_then(|times| times.parse().ok()).unwrap_or(1);
    let dataset = repeated(&load(), times);
    println!("{} rows, {} columns with a role", dataset.row_count(), dataset.columns().len());
    if !std::env::args().any(|argument| argument == "--plain") {
        let started = Instant::now();
        dataset.prepare_now();
        query::prepare(&dataset);
        let seconds = started.elapsed().as_secs_f64();
        let bytes = query::prepared_bytes(&dataset);
        let codes: usize = dataset.columns().iter().map(|column| column.codes.bytes()).sum();
        println!(
            "prepared in {seconds:.2} s; that takes {:.1} MB, the columns' codes {:.1} MB",
            bytes as f64 / 1e6,
            codes as f64 / 1e6
        );
        println!("{}", dataset.facts().map_or(String::new(), deportation_flows::dataset::facts::Facts::sizes));
    }
    let states = walk(&dataset, count);
    single_questions(&dataset);
    if std::env::args().any(|argument| argument == "--parts") {
        // The second time everything has been touched once.
        parts(&dataset, &states);
        parts(&dataset, &states);
        return;
    }
    let mut memo = Memo::default();
    // Warm: code and data have been touched once.
    for state in states.iter().take(5) {
        derive(&mut memo, &dataset, &state.document);
    }
    // Of several walks the shortest time of each state: what else the machine does takes time, too.
    let asks_ahead = !std::env::args().any(|argument| argument == "--surprised");
    let walks: usize = option("--walks").and_then(|walks| walks.parse().ok()).unwrap_or(1);
    let once = |forgets: bool| -> Vec<f64> {
        let mut memo = Memo::default();
        query::forget_answers(&dataset);
        if asks_ahead && !forgets {
            ask_ahead(&dataset, &states[0].document, words(Language::English), &|| true);
        }
        let one = |state: &State| {
            memo.clear();
            if forgets {
                query::forget_answers(&dataset);
            }
            let started = Instant::now();
            derive(&mut memo, &dataset, &state.document);
            started.elapsed().as_secs_f64() * 1000.0
        };
        states.iter().map(one).collect()
    };
    let measure = |forgets: bool| -> Vec<f64> {
        let mut best = once(forgets);
        for _ in 1..walks {
            best.iter_mut().zip(once(forgets)).for_each(|(best, other)| *best = best.min(other));
        }
        best
    };
    if asks_ahead {
        query::forget_answers(&dataset);
        let started = Instant::now();
        ask_ahead(&dataset, &states[0].document, words(Language::English), &|| true);
        println!("asked ahead in {:.2} s by one processor", started.elapsed().as_secs_f64());
    }
    let only_walks = std::env::args().any(|argument| argument == "--walking");
    let cold = if only_walks { vec![0.0; states.len()] } else { measure(true) };
    if !only_walks {
        report("each state from nothing", &states, &cold);
    }
    let warm = measure(false);
    report("as a person walks", &states, &warm);
    if let Some(file) = option("--json") {
        let lines: Vec<serde_json::Value> = states
            .iter()
            .zip(cold.iter().zip(&warm))
            .map(|(state, (cold, warm))| as_json(&dataset, state, (*cold, *warm)))
            .collect();
        serde_json::to_writer(std::fs::File::create(file).unwrap(), &lines).unwrap();
    }
}
