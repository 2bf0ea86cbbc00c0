//! TEMPORARY skeleton of the table model.

use super::captions::Facts;
use super::mark::Mark;
use super::ranking::Ranking;
use crate::dataset::Dataset;
use crate::query::QueryResult;
use crate::view_spec::CompleteSpec;
use crate::words::Words;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableModel {}

pub(super) fn build(
    _dataset: &Dataset,
    _spec: &CompleteSpec,
    _result: &QueryResult,
    _ranking: &Ranking,
    _words: &Words,
) -> (TableModel, Vec<Mark>, Facts) {
    (TableModel::default(), Vec::new(), Facts::default())
}
