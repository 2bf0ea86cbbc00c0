//! Figures as files: one of each format, the preview of a keystroke, and packs of a hundred: `cargo bench --bench exports`.

#![allow(
    missing_docs,
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a bench may fail"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use deportation_flows::export::pack::{Pack, PackProgress, PackTarget};
use deportation_flows::export::{Existing, Figure, Format};
use deportation_flows::figure::FigureSettings;
use deportation_flows::query::forget_answers;
use deportation_flows::reading::{Mapping, read_sample};
use deportation_flows::view_spec::{PeriodChoice, ViewSpec};
use deportation_flows::words::Language;
use std::hint::black_box;

const SAMPLE: &str = "frontex-return-operations";

/// Ranking, timeline, flows, matrix, map, comparison: as people mix them in a report.
const VIEWS: [&str; 6] = [
    "View(version: 1)",
    "View(version: 1, chart: timeline, measure: Some(\"people\"))",
    "View(version: 1, chart: sankey, by: Some(\"origin\"), stack: Some(\"destination\"))",
    "View(version: 1, chart: matrix, by: Some(\"origin\"), stack: Some(\"destination\"))",
    "View(version: 1, chart: map)",
    "View(version: 1, chart: compare, versus: Some(\"2019\"))",
];

fn view(number: usize) -> ViewSpec {
    let mut view: ViewSpec = ron::from_str(VIEWS[number % VIEWS.len()]).unwrap();
    let year = 2016 + number / VIEWS.len() % 9;
    view.period = Some(year.to_string().parse::<PeriodChoice>().unwrap());
    view
}

fn exports(criterion: &mut Criterion) {
    let dataset = read_sample(SAMPLE).unwrap().dataset;
    let mapping = Mapping::default();
    let settings = FigureSettings::default();
    for (name, number) in [("ranking", 48), ("timeline", 1), ("flows", 50), ("matrix", 51), ("map", 52)] {
        let mut view = view(number);
        if name == "timeline" {
            view.period = None;
        }
        let figure =
            Figure { dataset: &dataset, sample: Some(SAMPLE), view: &view, settings, mapping: &mapping, house: None };
        for format in [Format::Svg, Format::Png, Format::Pdf, Format::Pptx, Format::Xlsx] {
            let bench = format!("{name} as {}", format.extension());
            criterion.bench_function(&bench, |bencher| bencher.iter(|| black_box(&figure).bytes(format).unwrap()));
        }
    }
    // A keystroke in the title of the export sheet: the picture beside it, drawn anew.
    let mut typed = view(48);
    let mut letters = 0_usize;
    criterion.bench_function("preview after a keystroke, 1100 × 620", |bencher| {
        bencher.iter(|| {
            letters += 1;
            typed.title = format!("Flights {}", letters % 1_000);
            let figure = Figure {
                dataset: &dataset,
                sample: Some(SAMPLE),
                view: &typed,
                settings,
                mapping: &mapping,
                house: None,
            };
            figure.pixels(620.0 / 1080.0).unwrap()
        });
    });
    let views: Vec<(String, ViewSpec)> = (0..100).map(|number| (format!("View {number}"), view(number))).collect();
    let workspace = String::new();
    let pack = Pack {
        dataset: &dataset,
        sample: Some(SAMPLE),
        mapping: &mapping,
        settings,
        views: &views,
        languages: &[Language::English],
        workspace: &workspace,
        house: None,
    };
    let mut group = criterion.benchmark_group("100 views");
    group.sample_size(10);
    let folder = tempfile::tempdir().unwrap();
    let targets = [
        ("as PNG and PPTX files", PackTarget::Folder(folder.path().join("all"), vec![Format::Png, Format::Pptx])),
        ("as a deck", PackTarget::Deck(folder.path().join("all.pptx"))),
        ("as a report", PackTarget::Report(folder.path().join("all.pdf"))),
    ];
    for (name, target) in targets {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                // As the first time: nothing is remembered of the export before.
                forget_answers(&dataset);
                let packed = pack.save(&target, Existing::Replace, &PackProgress::default());
                assert!(packed.failed.is_empty(), "{:?}", packed.failed);
            });
        });
    }
    group.finish();
}

criterion_group!(benches, exports);
criterion_main!(benches);
