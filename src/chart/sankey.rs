//! TEMPORARY skeleton of the sankey model.

use super::captions::Facts;
use super::mark::Mark;
use super::ranking::Ranking;
use crate::dataset::Dataset;
use crate::query::QueryResult;
use crate::view_spec::CompleteSpec;
use crate::words::Words;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct SankeyModel {}

pub(super) fn build(
    _dataset: &Dataset,
    _spec: &CompleteSpec,
    _result: &QueryResult,
    _ranking: &Ranking,
    _words: &Words,
) -> (SankeyModel, Vec<Mark>, Facts) {
    (SankeyModel::default(), Vec::new(), Facts::default())
}
