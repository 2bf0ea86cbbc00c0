//! What is known: an immutable table of typed columns with roles, measures and coverage, cheap to share.
//!
//! This module must never know files, questions or pictures. Start with [`Dataset`], then [`Column`].

pub mod airports;
mod column;
pub mod country;
mod coverage;
pub mod facts;
mod fingerprint;
mod ledger;
mod measure;
mod metadata;
mod near_names;
mod number;
mod role;
mod slot;
mod text;
mod time;
pub mod world;

pub use column::{Code, Codes, Column, Dictionary, FIRST_ENTRY_CODE, Missing, Place};
pub use fingerprint::Fingerprint;
pub use ledger::{Ledger, Reason};
pub use measure::{Counting, Measure, Unit};
pub use metadata::{AbsentRows, DefinitionChange, Event, Metadata, PartlyCovered};
pub use near_names::suggest as suggest_country;
pub use number::{MAX_SCALE, Number};
pub use role::Role;
pub use slot::Slot;
pub use text::LocalText;
pub use time::{Calendar, FIRST_YEAR, LAST_YEAR, PeriodError, Span, US_FISCAL_START_MONTH};

use facts::Facts;
use std::any::Any;

/// A table, immutable once made. Share it by `Arc`.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    metadata: Metadata,
    columns: Vec<Column>,
    row_count: usize,
    measures: Vec<Measure>,
    events: Vec<Event>,
    fingerprint: Fingerprint,
    /// First to last day that any row names.
    observed: Option<Span>,
    inferred_coverage: Option<Span>,
    /// Where the rows of the file went that it was read from.
    ledger: Ledger,
    /// See [`Dataset::prepare`].
    facts: Slot<Option<Facts>>,
    /// What those who ask keep beside the data.
    notes: Slot<Box<dyn Any + Send + Sync>>,
}

/// Rows from which on a data set is worth preparing.
const WORTH_PREPARING: usize = 20_000;

/// Most different values of a column that rows are grouped by without a role: texts, and numbers.
const MOST_CHOSEN: (usize, usize) = (2_000, 200);

impl Dataset {
    /// Puts columns of equal length together; shorter ones count as not reported below their end. Measures are
    /// suggested from the roles where none are declared, and the count of rows is always one of them.
    pub fn new(metadata: Metadata, columns: Vec<Column>, measures: Vec<Measure>, events: Vec<Event>) -> Self {
        let row_count = columns.iter().map(|column| column.codes.len()).max().unwrap_or(0);
        let fingerprint = Fingerprint::of(&columns, row_count);
        let ledger = Ledger { rows_used: row_count, left_out: Vec::new() };
        let mut dataset = Self {
            metadata,
            columns,
            row_count,
            measures,
            events,
            fingerprint,
            observed: None,
            inferred_coverage: None,
            ledger,
            facts: Slot::default(),
            notes: Slot::default(),
        };
        dataset.observed = dataset.find_observed();
        dataset.inferred_coverage = dataset.observed.map(|observed| coverage::inferred(&dataset, observed));
        if dataset.measures.is_empty() {
            dataset.measures = Measure::suggested(&dataset);
        }
        if !dataset.measures.iter().any(|measure| measure.counting == Counting::Rows) {
            dataset.measures.push(Measure::rows());
        }
        dataset
    }

    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    pub fn row_count(&self) -> usize {
        self.row_count
    }

    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    pub fn events(&self) -> &[Event] {
        &self.events
    }

    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// Where the rows of the file went that it was read from.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Says which rows of the file were left out.
    pub fn set_ledger(&mut self, ledger: Ledger) {
        self.ledger = ledger;
        self.notes = Slot::default();
    }

    /// Puts the rows into the order in which counting reads them, once, where there are many. Changes no number; every
    /// question is answered before and meanwhile, only slower.
    pub fn prepare(&self) {
        if self.row_count >= WORTH_PREPARING {
            self.prepare_now();
        }
    }

    /// As [`Dataset::prepare`], whatever the number of rows.
    pub fn prepare_now(&self) {
        self.facts.get_or_make(|| Facts::of(self));
    }

    /// The rows in the order in which counting reads them, once they were prepared.
    pub fn facts(&self) -> Option<&Facts> {
        self.facts.get().and_then(Option::as_ref)
    }

    /// What those who ask keep beside the data; empty in a copy.
    pub fn notes(&self) -> &Slot<Box<dyn Any + Send + Sync>> {
        &self.notes
    }

    pub fn is_published(&self) -> bool {
        self.metadata.published_figures
    }

    pub fn calendar(&self) -> Calendar {
        self.metadata.calendar
    }

    /// The columns without a role of their own that rows can be grouped and filtered by: texts, places and few numbers,
    /// with so many different values that somebody could choose among them.
    pub fn other_groupings(&self) -> impl Iterator<Item = &Column> {
        let has_role = |index: usize, role: Role| {
            role != Role::None && self.columns.iter().position(|column| column.role == role) == Some(index)
        };
        let can_be_chosen = |column: &Column| {
            let most = match &column.dictionary {
                Dictionary::Text(_) | Dictionary::Places(_) => MOST_CHOSEN.0,
                Dictionary::Numbers { .. } => MOST_CHOSEN.1,
                Dictionary::Times(_) => 0,
            };
            !column.role.is_number() && (2..=most).contains(&column.dictionary.len())
        };
        let columns = self.columns.iter().enumerate();
        columns
            .filter(move |(index, column)| !has_role(*index, column.role) && can_be_chosen(column))
            .map(|(_, column)| column)
    }

    pub fn column_with(&self, role: Role) -> Option<&Column> {
        self.columns.iter().find(|column| column.role == role)
    }

    pub fn column_named(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The role of a country that this data set is mainly about: destination, else citizenship, else origin, else who
    /// was paid.
    pub fn country_role(&self) -> Option<Role> {
        [Role::Destination, Role::Citizenship, Role::Origin, Role::Payee]
            .into_iter()
            .find(|role| self.column_with(*role).is_some())
    }

    /// The editions of which the rows are, oldest first: by name where the names are years or dates, else in the order
    /// in which they were opened. Empty for all but a table of several editions.
    pub fn editions(&self) -> Vec<String> {
        let Some(column) = self.column_with(Role::Edition) else { return Vec::new() };
        let mut names: Vec<String> = (0..column.dictionary.len()).map(|entry| column.dictionary.plain(entry)).collect();
        if names.iter().all(|name| name.starts_with(|first: char| first.is_ascii_digit())) {
            names.sort();
        }
        names
    }

    /// The column that says when, where one column does.
    pub fn time_column(&self) -> Option<&Column> {
        [Role::Date, Role::Month, Role::FiscalYear, Role::Year].into_iter().find_map(|role| self.column_with(role))
    }

    /// The span of days that a row is about, or why there is none.
    pub fn row_span(&self, row: usize) -> Result<Span, Missing> {
        match (self.column_with(Role::PeriodStart), self.column_with(Role::PeriodEnd), self.time_column()) {
            (Some(first), Some(last), _) => {
                let (first, last) = (first.time_at(row)?, last.time_at(row)?);
                Span::new(first.first(), last.last()).ok_or(Missing::NotReported)
            }
            (_, _, Some(column)) => column.time_at(row),
            _ => Err(Missing::NotReported),
        }
    }

    /// Whether rows carry their time at all.
    pub fn has_time(&self) -> bool {
        self.time_column().is_some()
            || (self.column_with(Role::PeriodStart).is_some() && self.column_with(Role::PeriodEnd).is_some())
    }

    /// Whether the rows say no more about time than the year: such years cannot be cut into others.
    pub fn knows_years_only(&self) -> bool {
        let is_year = |column: &Column| {
            let mut spans = (0..column.dictionary.len()).filter_map(|entry| column.dictionary.time(entry));
            matches!(column.role, Role::Year | Role::FiscalYear)
                || spans.all(|span| self.calendar().whole_years(span).is_some())
        };
        self.time_column().is_some_and(is_year)
    }

    /// First to last day that any row names.
    pub fn observed(&self) -> Option<Span> {
        self.observed
    }

    /// The declared coverage, else the span from the first to the last row.
    pub fn coverage(&self) -> Option<Span> {
        self.metadata.coverage.or(self.observed)
    }

    /// Whether all of a span is covered. Where no coverage is declared, a span that begins or ends a little outside the
    /// rows is: as many days without a row as there are between rows, too.
    pub fn covers(&self, span: Span) -> bool {
        self.metadata.coverage.or(self.inferred_coverage).is_some_and(|coverage| coverage.contains(span))
    }

    /// The spans that the source has only in part, for the whole data set and for one measure.
    pub fn gaps<'a>(&'a self, measure: &'a Measure) -> impl Iterator<Item = &'a PartlyCovered> {
        self.metadata.partly_covered.iter().chain(&measure.partly_covered)
    }

    /// Whether the source observed a span only in part: it reaches beyond the coverage, or lies in a part that is
    /// declared to be incomplete. A span wholly outside the coverage is not partly covered but not at all.
    pub fn is_partly_covered(&self, span: Span, measure: &Measure) -> bool {
        let Some(coverage) = self.coverage() else { return false };
        let is_declared = self.gaps(measure).any(|partly| partly.span.overlaps(span));
        coverage.overlaps(span) && (is_declared || !self.covers(span))
    }

    /// First and last year, in the data set's own calendar, that the coverage touches.
    pub fn covered_years(&self) -> Option<(i16, i16)> {
        let coverage = self.coverage()?;
        Some((self.calendar().year_of(coverage.first()), self.calendar().year_of(coverage.last())))
    }

    fn find_observed(&self) -> Option<Span> {
        let of_column = |column: &Column| {
            (0..column.dictionary.len()).filter_map(|entry| column.dictionary.time(entry)).reduce(Span::hull)
        };
        match (self.column_with(Role::PeriodStart), self.column_with(Role::PeriodEnd), self.time_column()) {
            (Some(first), Some(last), _) => Some(of_column(first)?.hull(of_column(last)?)),
            (_, _, Some(column)) => of_column(column),
            _ => None,
        }
    }
}
