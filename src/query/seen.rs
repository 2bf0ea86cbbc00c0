//! What the source saw of a span of time, as far as the period and the months that count go. What it did not see is
//! neither zero nor "not reported".

use super::compare::{is_cut, length};
use crate::dataset::{Dataset, Span};
use crate::view_spec::{CompleteSpec, Months};

/// Whether the source saw any day of a span that counts.
pub(super) fn sees(dataset: &Dataset, span: Span, (period, months): (Option<Span>, Option<Months>)) -> bool {
    let asked = [dataset.coverage(), period].into_iter().flatten().try_fold(span, Span::intersection);
    asked.is_some_and(|asked| months.is_none_or(|months| months.reach(asked)))
}

/// Whether a unit of time was seen only in part, or reaches beyond the period asked for. Where only some months count,
/// what is missing of the others is no lack.
pub fn is_partial(dataset: &Dataset, spec: &CompleteSpec, span: Span) -> bool {
    if spec.months.is_none() {
        return dataset.is_partly_covered(span, &spec.measure)
            || spec.period.is_some_and(|period| !period.contains(span));
    }
    let counted = |span: Span| length(span, spec.months);
    let is_outside = |period: Span| period.intersection(span).map(counted) != Some(counted(span));
    sees(dataset, span, (None, spec.months)) && (is_cut(dataset, spec, span) || spec.period.is_some_and(is_outside))
}
