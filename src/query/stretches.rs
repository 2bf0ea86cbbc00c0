//! How a question cuts time: which points lie inside the period, which group each belongs to, and how many rows of each
//! profile that gives. It depends on no filter of columns, so that the questions of one moment share it.

use super::grouping::Grouping;
use super::tally::{InPeriod, place_in_period};
use crate::dataset::Span;
use crate::dataset::facts::{Cells, Facts};
use crate::view_spec::{Dimension, Key, Months};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// What the cut depends on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Timing {
    /// The groupings that are of time.
    pub rows: Option<Dimension>,
    pub columns: Option<Dimension>,
    pub period: Option<Span>,
    pub months: Option<Months>,
    /// The filters that are of time, each with whether it keeps only groups.
    pub filters: Vec<(Dimension, Vec<Key>, bool)>,
}

impl Timing {
    /// Whether groups or filters differ with time, so that what lies outside the period must be looked at.
    fn needs_outside(&self) -> bool {
        self.rows.is_some() || self.columns.is_some() || !self.filters.is_empty()
    }
}

/// Where points in time stand to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Standing {
    /// Left out by a filter of time.
    Filtered,
    In(InPeriod),
}

/// Points that are alike to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub standing: Standing,
    /// Groups of the two groupings, zero where one is not of time; `None` for a time that is longer than the unit.
    pub groups: Option<(usize, usize)>,
    pub times: Vec<Range<usize>>,
}

#[derive(Debug)]
pub(super) struct Stretches {
    pub list: Vec<Stretch>,
    /// Whether what lies outside the period must be looked at.
    needs_outside: bool,
    cells: OnceLock<Option<Cells>>,
}

impl Stretches {
    /// `kept`: for each code of the column of time whether all filters of time keep it.
    pub(super) fn of(
        facts: &Facts,
        timing: &Timing,
        (rows, columns): (Option<&Grouping<'_>>, Option<&Grouping<'_>>),
        kept: &[Vec<bool>],
    ) -> Self {
        let mut list: Vec<Stretch> = Vec::new();
        // The stretch of a group that was begun, so that each has one.
        let mut known: HashMap<(Standing, Option<(usize, usize)>), usize> = HashMap::new();
        let choice = |grouping: Option<&Grouping<'_>>, code: usize| match grouping {
            Some(grouping) => grouping.by_code()?.1.choice_of_code(code),
            None => Some(0),
        };
        let mut last: Option<usize> = None;
        for (time, (code, span)) in facts.times().iter().enumerate() {
            let code = code.index();
            let is_kept = kept.iter().all(|kept| kept.get(code).copied().unwrap_or(false));
            let standing = if is_kept {
                Standing::In(place_in_period(*span, timing.period, timing.months))
            } else {
                Standing::Filtered
            };
            let groups = if is_kept { choice(rows, code).zip(choice(columns, code)) } else { None };
            if let Some(stretch) = last.and_then(|last| list.get_mut(last))
                && stretch.standing == standing
                && stretch.groups == groups
                && let Some(range) = stretch.times.last_mut()
            {
                range.end = time + 1;
                continue;
            }
            let index = *known.entry((standing, groups)).or_insert(list.len());
            if index == list.len() {
                list.push(Stretch { standing, groups, times: Vec::new() });
            }
            if let Some(stretch) = list.get_mut(index) {
                stretch.times.push(time..time + 1);
            }
            last = Some(index);
        }
        Self { list, needs_outside: timing.needs_outside(), cells: OnceLock::new() }
    }

    /// One point for each stretch; that of what lies outside is empty where nobody needs it. `None` beyond the range of
    /// numbers.
    pub(super) fn cells(&self, facts: &Facts) -> Option<&Cells> {
        let is_needed = |stretch: &Stretch| match stretch.standing {
            Standing::Filtered => false,
            Standing::In(InPeriod::Outside) => self.needs_outside,
            Standing::In(_) => true,
        };
        let times = |stretch| if is_needed(stretch) { stretch.times.as_slice() } else { &[] };
        let gather = || facts.gathered(&self.list.iter().map(times).collect::<Vec<_>>());
        self.cells.get_or_init(gather).as_ref()
    }
}
