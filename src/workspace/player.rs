//! Years one after the other: by key, and by the player.

use super::history::Gesture;
use super::{ViewCommand, Workspace};
use crate::view_spec::PeriodChoice;

/// Steps from year to year by key, one after the other, are one act; numbers of other gestures begin at 1.
const STEPS: Gesture = Gesture(0);

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
        self.gathered_years += seconds.clamp(0.0, 0.5) * years_per_second;
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

    /// One year or range later or earlier; from all years, to the last or first covered one.
    pub(super) fn step_year(&mut self, by: isize) {
        let Some(derived) = self.derived() else { return };
        let count = derived.years.len();
        let target = match self.years_shown() {
            Some((first, last)) => match (first.checked_add_signed(by), last.checked_add_signed(by)) {
                (Some(first), Some(last)) if last < count => Some((first, last)),
                _ => None,
            },
            None => {
                let year = if by > 0 { 1 } else { count.saturating_sub(2) };
                Some((year, year))
            }
        };
        if let Some(period) = target.and_then(|(first, last)| self.period_of_years(first, last)) {
            self.change_view(ViewCommand::SetPeriod(period), Some(STEPS));
        }
    }

    /// The first or the last covered year.
    pub(super) fn go_to_year(&mut self, last: bool) {
        let Some(derived) = self.derived() else { return };
        let mut covered = derived.years.iter().enumerate().filter(|(_, year)| year.is_covered).map(|(index, _)| index);
        let index = if last { covered.next_back() } else { covered.next() };
        if let Some(period) = index.and_then(|index| self.period_of_years(index, index)) {
            self.change_view(ViewCommand::SetPeriod(period), None);
        }
    }

    /// The next covered year; after the last one the first again. All steps of one run are one undo step.
    pub(super) fn play_one_year(&mut self) {
        let gesture = self.player.run;
        let Some(derived) = self.derived() else { return };
        let covered: Vec<usize> =
            derived.years.iter().enumerate().filter(|(_, year)| year.is_covered).map(|(index, _)| index).collect();
        let after = self.years_shown().map(|(_, last)| last);
        let next = covered.iter().find(|index| after.is_some_and(|after| **index > after)).or(covered.first());
        if let Some(period) = next.and_then(|index| self.period_of_years(*index, *index)) {
            self.change_view(ViewCommand::SetPeriod(period), gesture);
            self.refresh();
        }
    }
}
