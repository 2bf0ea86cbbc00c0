//! Years one after the other: by key, and by the player.

use super::history::Gesture;
use super::{Document, ViewCommand, Workspace};
use crate::chart::{self, Axis, Body};
use crate::dataset::Span;
use crate::view_spec::{PeriodChoice, complete};

/// Steps from year to year by key, one after the other, are one act; numbers of other gestures begin at 1.
const STEPS: Gesture = Gesture(0);

/// A frame that took longer in seconds was none: the machine slept.
const LONGEST_FRAME: f32 = 0.5;

/// Rows up to which the scale of all years is found out before they play.
const ROWS_FOR_SCALE: usize = 5_000_000;

/// Whether the years are playing, and what has gathered towards the next step.
#[derive(Clone, Copy, Debug, Default)]
pub struct Player {
    run: Option<Gesture>,
    gathered_years: f32,
}

impl Player {
    pub fn is_playing(&self) -> bool {
        self.run.is_some()
    }

    /// Seconds until there is something else to see.
    pub fn seconds_to_next(&self, years_per_second: f32) -> f32 {
        ((1.0 - self.gathered_years) / years_per_second.max(0.01)).clamp(0.005, LONGEST_FRAME * 0.8)
    }

    pub fn pause(&mut self) {
        *self = Self::default();
    }

    pub(super) fn toggle(&mut self, gesture: Gesture) {
        *self = Self { run: if self.run.is_some() { None } else { Some(gesture) }, gathered_years: 0.0 };
    }

    /// How many years to go on after so many seconds; a long pause of the machine is not caught up with.
    pub(super) fn advance(&mut self, seconds: f32, years_per_second: f32) -> u32 {
        if self.run.is_none() {
            return 0;
        }
        self.gathered_years += seconds.clamp(0.0, LONGEST_FRAME) * years_per_second;
        let mut steps = 0;
        while self.gathered_years >= 1.0 && steps < 4 {
            self.gathered_years -= 1.0;
            steps += 1;
        }
        steps
    }
}

impl Workspace {
    /// First and last year shown, in positions of the time bar, and how many there are.
    pub fn years_shown(&self) -> Option<(usize, usize)> {
        let derived = self.derived()?;
        let period = derived.spec.asked()?;
        let mut inside = derived.years.iter().enumerate().filter(|(_, year)| period.contains(year.span));
        let first = inside.next()?.0;
        let last = inside.next_back().map_or(first, |(index, _)| index);
        let (from, to) = (derived.years.get(first)?.span, derived.years.get(last)?.span);
        (from.hull(to) == period).then_some((first, last))
    }

    /// The period from one position of the time bar to another, in either order.
    pub fn period_of_years(&self, one: usize, other: usize) -> Option<PeriodChoice> {
        let years = &self.derived()?.years;
        Some(PeriodChoice::Span(years.get(one)?.span.hull(years.get(other)?.span)))
    }

    /// Whether there is anything to see at one position of the time bar: where figures are published, the years that they
    /// were published for. Others go through all years, to see what is not covered.
    pub fn can_stop_at(&self, index: usize) -> bool {
        let Some(derived) = self.derived() else { return false };
        let is_published = |year: &super::YearBar| derived.published_periods.iter().any(|(span, _)| *span == year.span);
        !self.data.dataset.is_published()
            || !derived.years.iter().any(is_published)
            || derived.years.get(index).is_some_and(is_published)
    }

    /// The nearest position at which there is anything to see.
    pub fn nearest_stop(&self, index: usize) -> usize {
        let count = self.derived().map_or(0, |derived| derived.years.len());
        let stops = (0..count).filter(|stop| self.can_stop_at(*stop));
        stops.min_by_key(|stop| stop.abs_diff(index)).unwrap_or(index)
    }

    /// Positions of covered years at which there is anything to see.
    fn covered_stops(&self) -> Vec<usize> {
        let years = self.derived().map_or(&[][..], |derived| derived.years.as_slice());
        let covered = years.iter().enumerate().filter(|(_, year)| year.is_covered).map(|(index, _)| index);
        covered.filter(|index| self.can_stop_at(*index)).collect()
    }

    /// One year or range later or earlier; from all years, to the last or first covered one.
    pub(super) fn step_year(&mut self, by: isize) {
        let Some(derived) = self.derived() else { return };
        let count = derived.years.len();
        let target = match self.years_shown() {
            Some((year, last)) if year == last => {
                let after = |index: usize| index.checked_add_signed(by).filter(|index| *index < count);
                let mut years = std::iter::successors(after(year), |index| after(*index));
                years.find(|index| self.can_stop_at(*index)).map(|year| (year, year))
            }
            Some((first, last)) => match (first.checked_add_signed(by), last.checked_add_signed(by)) {
                (Some(first), Some(last)) if last < count => Some((first, last)),
                _ => None,
            },
            None => {
                let covered = self.covered_stops();
                let year = if by > 0 { covered.first() } else { covered.last() };
                year.map(|year| (*year, *year))
            }
        };
        if let Some(period) = target.and_then(|(first, last)| self.period_of_years(first, last)) {
            self.change_view(ViewCommand::SetPeriod(period), Some(STEPS));
        }
    }

    /// The first or the last covered year.
    pub(super) fn go_to_year(&mut self, last: bool) {
        let covered = self.covered_stops();
        let index = if last { covered.last() } else { covered.first() };
        if let Some(period) = index.and_then(|index| self.period_of_years(*index, *index)) {
            self.change_view(ViewCommand::SetPeriod(period), None);
        }
    }

    /// The next covered year; after the last one the first again. All steps of one run are one undo step.
    pub(super) fn play_one_year(&mut self) {
        let gesture = self.player.run;
        let covered = self.covered_stops();
        let after = self.years_shown().map(|(_, last)| last);
        let next = covered.iter().find(|index| after.is_some_and(|after| **index > after)).or(covered.first());
        if let Some(period) = next.and_then(|index| self.period_of_years(*index, *index)) {
            self.change_view(ViewCommand::SetPeriod(period), gesture);
            self.refresh();
        }
    }
}

/// The axes of bars while the years play: one for all years, so that a bar that grows has grown in the data.
#[derive(Clone, Debug)]
pub(super) struct Scales {
    /// What they belong to, whatever the period.
    of: Document,
    axes: Vec<Option<Axis>>,
}

impl Workspace {
    /// The axis of the bars of a tile while the years play.
    pub fn scale_of(&self, tile: usize) -> Option<&Axis> {
        self.scales.as_ref()?.axes.get(tile)?.as_ref()
    }

    /// Finds out the scale of all years where they have begun to play.
    pub(super) fn follow_scales(&mut self) {
        if !self.player.is_playing() || self.data.dataset.row_count() > ROWS_FOR_SCALE {
            self.scales = None;
            return;
        }
        let mut of = self.document.clone();
        of.view.period = None;
        if self.scales.as_ref().is_some_and(|scales| scales.of == of) {
            return;
        }
        let Some(derived) = self.derived() else { return };
        let models = std::iter::once(&derived.model).chain(derived.tiles.iter().map(|tile| &tile.model));
        let spans: Vec<Span> =
            self.covered_stops().iter().filter_map(|index| Some(derived.years.get(*index)?.span)).collect();
        let axis_of = |tile: usize| {
            let mut view = self.document.view_of(tile, &derived.spec.by_name);
            let axes = spans.iter().filter_map(|span| {
                view.period = Some(PeriodChoice::Span(*span));
                let spec = complete(&view, &self.data.dataset);
                match chart::build_for(&self.data.dataset, &spec, self.words()).body {
                    Body::Bars(bars) => Some(bars.axis),
                    _ => None,
                }
            });
            axes.max_by(|one, other| one.max.total_cmp(&other.max))
        };
        let is_bars = |model: &chart::ChartModel| matches!(model.body, Body::Bars(_));
        let axes = models.enumerate().map(|(tile, model)| if is_bars(model) { axis_of(tile) } else { None }).collect();
        self.scales = Some(Scales { of, axes });
    }
}
