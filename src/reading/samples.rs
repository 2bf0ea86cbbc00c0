//! The data sets that are part of the program, made from published files by `deportation-flows convert`;
//! `assets/samples/README.md` has the commands.

use super::{Loaded, ReadOptions, ReadProblem, read_bytes};
use std::sync::Arc;

/// A bundled data set.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// The identifier in `sample:NAME`.
    pub name: &'static str,
    content: &'static str,
}

/// The one at the top is shown at the first start.
pub const SAMPLES: [Sample; 7] = [
    Sample {
        name: "frontex-return-operations",
        content: include_str!("../../assets/samples/frontex-return-operations.ron"),
    },
    Sample {
        name: "frontex-operation-costs",
        content: include_str!("../../assets/samples/frontex-operation-costs.ron"),
    },
    Sample {
        name: "frontex-costs-per-operation",
        content: include_str!("../../assets/samples/frontex-costs-per-operation.ron"),
    },
    Sample {
        name: "us-ice-removals-by-country",
        content: include_str!("../../assets/samples/us-ice-removals-by-country.ron"),
    },
    Sample { name: "us-ice-removals-totals", content: include_str!("../../assets/samples/us-ice-removals-totals.ron") },
    Sample {
        name: "us-ice-air-removal-flights",
        content: include_str!("../../assets/samples/us-ice-air-removal-flights.ron"),
    },
    Sample { name: "events", content: include_str!("../../assets/samples/events.ron") },
];

impl Sample {
    pub fn named(name: &str) -> Option<Self> {
        SAMPLES.into_iter().find(|sample| sample.name == name)
    }
}

pub fn read_sample(name: &str) -> Result<Loaded, ReadProblem> {
    read_sample_with(name, &ReadOptions::default())
}

/// As [`read_sample`], with roles that the analyst gives.
pub fn read_sample_with(name: &str, options: &ReadOptions) -> Result<Loaded, ReadProblem> {
    let sample = Sample::named(name).ok_or_else(|| ReadProblem::NoSuchSample {
        name: name.to_owned(),
        known: SAMPLES.iter().map(|sample| sample.name).collect(),
    })?;
    read_bytes(sample.content.as_bytes(), name, options, &Arc::default())
}
