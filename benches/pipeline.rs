//! From bytes to a figure, step by step, on the bundled data: `cargo bench`.

#![allow(missing_docs, clippy::allow_attributes, clippy::unwrap_used, reason = "a bench may fail")]

use criterion::{Criterion, criterion_group, criterion_main};
use deportation_flows::export::{Figure, Format};
use deportation_flows::figure::FigureSettings;
use deportation_flows::reading::{Mapping, ReadOptions, read_bytes, read_sample};
use deportation_flows::view_spec::{PeriodChoice, ViewSpec, complete};
use deportation_flows::words::{Language, words};
use deportation_flows::{chart, query};
use std::hint::black_box;

const SAMPLE: &str = "frontex-return-operations";

fn pipeline(criterion: &mut Criterion) {
    let dataset = read_sample(SAMPLE).unwrap().dataset;
    let words = words(Language::English);
    criterion.bench_function("read the sample", |bencher| bencher.iter(|| read_sample(black_box(SAMPLE)).unwrap()));
    let csv: String = (0..20_000)
        .map(|row| format!("2024-0{}-11,Ghana,Germany,{},OP{}\n", row % 9 + 1, row % 90, row / 3))
        .fold("date,destination,origin,people,operation_id\n".to_owned(), |text, line| text + &line);
    criterion.bench_function("read 20,000 rows of CSV", |bencher| {
        bencher.iter(|| {
            read_bytes(black_box(csv.as_bytes()), "bench", &ReadOptions::default(), &std::sync::Arc::default()).unwrap()
        });
    });
    for (name, period) in [("one year", "2024"), ("all years", "all")] {
        let view = ViewSpec { period: Some(period.parse::<PeriodChoice>().unwrap()), ..ViewSpec::new() };
        let spec = complete(&view, &dataset);
        criterion.bench_function(&format!("query, {name}"), |bencher| {
            bencher.iter(|| query::run(black_box(&dataset), black_box(&spec)));
        });
        let result = query::run(&dataset, &spec);
        criterion.bench_function(&format!("chart, {name}"), |bencher| {
            bencher.iter(|| chart::build(black_box(&dataset), &spec, &result, words));
        });
    }
    let view = ViewSpec::new();
    let figure = Figure {
        dataset: &dataset,
        sample: Some(SAMPLE),
        view: &view,
        settings: FigureSettings::default(),
        mapping: &Mapping::default(),
    };
    for format in Format::ALL {
        criterion.bench_function(&format!("export {}", format.extension()), |bencher| {
            bencher.iter(|| black_box(&figure).bytes(format).unwrap());
        });
    }
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
