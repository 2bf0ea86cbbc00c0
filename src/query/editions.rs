//! Editions of one table say the same things again and are never added: whoever asks without naming one is answered from
//! the newest. `view_spec::complete` says so in the view; here it holds for every question that is made from one.

use crate::dataset::{Dataset, Role};
use crate::view_spec::{CompleteSpec, Dimension, Key, ResolvedFilter};
use std::borrow::Cow;

/// The column that says which edition a row is of.
fn edition(dataset: &Dataset) -> Option<Dimension> {
    dataset.columns().iter().position(|column| column.role == Role::Edition).map(Dimension::Column)
}

/// The question of one edition, where it is not grouped by editions: the newest of those that its filters keep, or of
/// all. `columns`: a second grouping.
pub(super) fn of_one<'a>(
    dataset: &Dataset,
    spec: &'a CompleteSpec,
    columns: Option<Dimension>,
) -> Cow<'a, CompleteSpec> {
    let Some(dimension) = edition(dataset).filter(|edition| spec.by != *edition && columns != Some(*edition)) else {
        return Cow::Borrowed(spec);
    };
    let of_editions = || spec.filters.iter().filter(|filter| filter.dimension == dimension);
    if of_editions().any(|filter| filter.keep.len() == 1) {
        return Cow::Borrowed(spec);
    }
    let is_kept = |name: &String| of_editions().all(|filter| filter.keep.contains(&Key::Text(name.clone())));
    let Some(newest) = dataset.editions().into_iter().rfind(is_kept) else { return Cow::Borrowed(spec) };
    let mut one = spec.clone();
    let (by, keep) = (Role::Edition.id().to_owned(), vec![Key::Text(newest)]);
    one.filters.push(ResolvedFilter { by, dimension, keep, is_exact: false });
    Cow::Owned(one)
}

/// The question without its filters, but of the same edition; `None` where that is the same question.
pub fn without_filters(dataset: &Dataset, spec: &CompleteSpec) -> Option<CompleteSpec> {
    let mut plain = spec.clone();
    plain.filters.retain(|filter| Some(filter.dimension) == edition(dataset));
    (plain.filters.len() < spec.filters.len()).then_some(plain)
}
