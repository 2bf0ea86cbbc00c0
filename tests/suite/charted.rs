//! Charts for tests: data sets by name or from text, their models, and parts of those.

use deportation_flows::chart::{Bar, BarsModel, Body, ChartModel, build_for};
use deportation_flows::dataset::Dataset;
use deportation_flows::reading::{ReadOptions, read_bytes, read_sample};
use deportation_flows::view_spec::{ViewSpec, complete};
use deportation_flows::words::{Language, words};
use std::sync::Arc;

pub fn sample(name: &str) -> Dataset {
    read_sample(name).unwrap().dataset.as_ref().clone()
}

pub fn frontex() -> Dataset {
    sample("frontex-return-operations")
}

pub fn dataset_of(text: &str) -> Dataset {
    let loaded = read_bytes(text.as_bytes(), "table", &ReadOptions::default(), &Arc::default()).unwrap();
    loaded.dataset.as_ref().clone()
}

pub fn model_of(dataset: &Dataset, view: &ViewSpec) -> ChartModel {
    build_for(dataset, &complete(view, dataset), words(Language::English))
}

pub fn notes_of(model: &ChartModel) -> String {
    model.captions.notes.join(" ")
}

pub fn bars_of(model: &ChartModel) -> &BarsModel {
    let Body::Bars(bars) = &model.body else { panic!("{:?}", model.captions.headline) };
    bars
}

pub fn bar<'a>(model: &'a ChartModel, label: &str) -> &'a Bar {
    let found = bars_of(model).bars.iter().find(|bar| bar.label == label);
    found.unwrap_or_else(|| panic!("{label} is not among {:?}", bars_of(model).bars))
}
