//! From bytes to a figure, step by step, on the bundled data: `cargo bench`.

#![allow(
    missing_docs,
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench may fail"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use deportation_flows::export::{Figure, Format};
use deportation_flows::figure::FigureSettings;
use deportation_flows::reading::{ColumnKind, Mapping, ReadOptions, read_bytes, read_sample, write_parquet};
use deportation_flows::view_spec::{PeriodChoice, ViewSpec, complete};
use deportation_flows::words::{Language, words};
use deportation_flows::{chart, query};
use std::hint::black_box;
use std::io::Write as _;
use std::sync::Arc;

const SAMPLE: &str = "frontex-return-operations";

fn pipeline(criterion: &mut Criterion) {
    let dataset = read_sample(SAMPLE).unwrap().dataset;
    let words = words(Language::English);
    criterion.bench_function("read the sample", |bencher| bencher.iter(|| read_sample(black_box(SAMPLE)).unwrap()));
    let csv: String = (0..20_000)
        .map(|row| format!("2024-0{}-11,Ghana,Germany,{},OP{}\n", row % 9 + 1, row % 90, row / 3))
        .fold("date,destination,origin,people,operation_id\n".to_owned(), |text, line| text + &line);
    criterion.bench_function("read 20,000 rows of CSV", |bencher| {
        bencher
            .iter(|| read_bytes(black_box(csv.as_bytes()), "bench", &ReadOptions::default(), &Arc::default()).unwrap());
    });
    readers(criterion, &csv);
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
        house: None,
    };
    for format in Format::ALL {
        criterion.bench_function(&format!("export {}", format.extension()), |bencher| {
            bencher.iter(|| black_box(&figure).bytes(format).unwrap());
        });
    }
}

/// The same 20,000 rows in the formats that can be written here, and small files of the others.
fn readers(criterion: &mut Criterion, csv: &str) {
    let read = |bytes: &[u8]| read_bytes(bytes, "bench", &ReadOptions::default(), &Arc::default()).unwrap();
    let lines: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
    let (names, rows) = lines.split_first().unwrap();
    let record = |cells: &Vec<&str>| {
        let pairs: Vec<String> = names.iter().zip(cells).map(|(name, cell)| format!("{name:?}:{cell:?}")).collect();
        format!("{{{}}}", pairs.join(","))
    };
    let json = format!("[{}]", rows.iter().map(record).collect::<Vec<_>>().join(","));
    let headers: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let kinds = vec![ColumnKind::Text; headers.len()];
    let parquet =
        write_parquet(&headers, &mut |column, row| Some(rows[row][column].to_owned()), rows.len(), &kinds).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(csv.as_bytes()).unwrap();
    let versions = [
        ("read 20,000 rows of gzip", gzip.finish().unwrap()),
        ("read 20,000 rows of JSON", json.into_bytes()),
        ("read 20,000 rows of Parquet", parquet),
        ("read 20,000 rows of UTF-16", csv.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("read a small XLSX", include_bytes!("../tests/files/same-table.xlsx").to_vec()),
        ("read a small ODS", include_bytes!("../tests/files/same-table.ods").to_vec()),
        ("read a small XLS", include_bytes!("../tests/files/same-table.xls").to_vec()),
    ];
    for (name, bytes) in &versions {
        criterion.bench_function(name, |bencher| bencher.iter(|| read(black_box(bytes))));
    }
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
