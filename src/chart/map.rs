//! TEMPORARY skeleton of the map model.

use super::captions::Facts;
use super::mark::Mark;
use super::ranking::Ranking;
use crate::dataset::Dataset;
use crate::query::QueryResult;
use crate::view_spec::CompleteSpec;
use crate::words::Words;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapModel {}

pub(super) fn build(
    _dataset: &Dataset,
    _spec: &CompleteSpec,
    _result: &QueryResult,
    _ranking: &Ranking,
    _words: &Words,
) -> (MapModel, Vec<Mark>, Facts) {
    (MapModel::default(), Vec::new(), Facts::default())
}
