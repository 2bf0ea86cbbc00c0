//! Amounts over time: stacked columns, columns beside each other, or lines. Every unit of the axis has its place; one
//! without a number says why, and is never drawn as zero.

use super::captions::Facts;
use super::mark::Mark;
use super::ranking::Ranking;
use crate::dataset::Dataset;
use crate::query::QueryResult;
use crate::view_spec::CompleteSpec;
use crate::words::Words;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MultiplesModel {}

pub(super) fn build(
    _dataset: &Dataset,
    _spec: &CompleteSpec,
    _result: &QueryResult,
    _ranking: &Ranking,
    _words: &Words,
) -> (MultiplesModel, Vec<Mark>, Facts) {
    (MultiplesModel::default(), Vec::new(), Facts::default())
}
