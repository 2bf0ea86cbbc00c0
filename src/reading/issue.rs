//! What was noticed inside a file. Nothing here stops the reading: it is counted, shown, and printed in notes.
//!
//! Start with [`LoadReport`].

use super::mapping::Step;
use super::table::{Segment, place_in};
use crate::dataset::{Ledger, Missing, Reason, Role};
use crate::words::Words;
use std::ops::Range;

/// Rows of one kind of trouble that are named one by one; further ones are counted.
pub const MAX_PLACES: usize = 1000;

/// Rows left out for one reason that are kept with their cells; further ones are counted.
pub const MAX_ROWS_KEPT: usize = 10_000;

/// Where a row stands for a reader of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowPlace {
    /// The file's name without folders.
    pub file: String,
    pub sheet: Option<String>,
    /// Counted as a spreadsheet does, 1 for the first.
    pub row: usize,
    /// What the cell that this is about holds; empty where it is about the whole row.
    pub cell: String,
}

/// A kind of trouble, with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssueKind {
    /// A name in a country column that is no country: kept, shown under its own name, counted.
    UnknownCountry { name: String },
    /// So many further names that are no country.
    MoreUnknownCountries { names: usize },
    /// A name that fits several countries, such as "Congo" alone: kept under its own name until somebody says which.
    AmbiguousCountry { name: String },
    /// The name says one country, the code beside it another; the name was followed.
    CountryCodeDiffers { name: String, code: String },
    /// A text where a number was expected: the cell counts as not reported.
    NotANumber { example: String },
    /// A text where a date was expected: the cell counts as not reported.
    NotADate { example: String },
    /// Day and month could stand in either order in the whole column: no date was taken.
    AmbiguousDates { example: String },
    /// Some dates have the day first, others the month: those that do not fit the more frequent order were not taken.
    ContradictoryDates { example: String },
    /// A mark could stand before thousands or before decimals in the whole column: no such number was taken.
    AmbiguousNumbers { example: String },
    /// A number with the mark of a footnote; the number was taken.
    Footnote { example: String },
    /// A name that is no country but nearly one: kept as it is, the country is a suggestion.
    NearMiss { name: String, country: String },
    /// Several countries in one cell, understood as that.
    JointPlaces { example: String },
    /// Blank cells below a value, as where it is printed once for several rows.
    BlankBelow,
    /// A name that was said to mean another one, and stands nowhere.
    MergeNotUsed { name: String },
    /// A quote that opens and never closes: taken for a letter.
    UnclosedQuote,
    /// Bytes that mean nothing in the encoding of the file.
    NotDecoded { encoding: &'static str },
    /// Rows with the same key, place and time as an earlier row, but other numbers; flagged, not dropped.
    KeyDuplicate { example: String, effect: String },
    /// A key that the other table does not have.
    KeyNotFound { example: String, keys: usize, key: String },
    /// A key that the other table has several times with different cells; the first was taken.
    KeyNotUnique { key: String },
    /// A header names a role, but the cells are not of that kind; the column was left without it.
    RoleNotBelieved { role: &'static str, example: String },
    /// A count that is not whole, or below zero; taken as it stands.
    OddCount { example: String },
    /// A name such as "Total" among places: it may be the sum of the other rows; counted like any other.
    GroupRow { name: String },
    /// A row with fewer fields than the header: the rest counts as not reported.
    ShortRow,
    /// A row with more fields than the header: the surplus is not in any column.
    LongRow { surplus: String },
    /// Rows that repeat an earlier row in every cell; flagged, not dropped. What they add to the sums.
    DuplicateRow { effect: String },
    /// Rows that stand in another file, or on another sheet, in every cell, too: it may be a newer edition of the same.
    SameRowsElsewhere,
    /// Dates with times of day of several time zones.
    SeveralZones { zones: String },
    /// A column without a name, or with the name of an earlier one: it got a name.
    RenamedColumn { name: String },
}

/// One kind of trouble in one column: how often, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataIssue {
    pub kind: IssueKind,
    pub column: Option<String>,
    /// The first rows that have it, at most `MAX_PLACES`.
    pub places: Vec<RowPlace>,
    pub rows: usize,
}

impl DataIssue {
    /// What it is, and in how many rows.
    pub fn sentence(&self, words: &Words) -> String {
        let text = self.text(words);
        match self.places.first().filter(|place| place.row > 0) {
            Some(place) => words.say.issue_with_rows(&text, self.rows, place.row),
            None => text,
        }
    }

    /// What it is.
    pub fn text(&self, words: &Words) -> String {
        let say = words.say;
        let column = self.column.as_deref().unwrap_or("");
        match &self.kind {
            IssueKind::UnknownCountry { name } => say.issue_unknown_country(name, column),
            IssueKind::MoreUnknownCountries { names } => say.issue_more_unknown_countries(*names, column),
            IssueKind::AmbiguousCountry { name } => say.issue_ambiguous_country(name, column),
            IssueKind::CountryCodeDiffers { name, code } => say.issue_country_code_differs(name, code),
            IssueKind::NotANumber { example } => say.issue_not_a_number(example, column),
            IssueKind::NotADate { example } => say.issue_not_a_date(example, column),
            IssueKind::RoleNotBelieved { role, example } => say.issue_role_not_believed(role, example, column),
            IssueKind::OddCount { example } => say.issue_odd_count(example, column),
            IssueKind::GroupRow { name } => say.issue_group_row(name, column),
            IssueKind::ShortRow => words.labels.issue_short_row.to_owned(),
            IssueKind::LongRow { surplus } => say.issue_long_row(surplus),
            IssueKind::DuplicateRow { effect } if effect.is_empty() => words.labels.issue_duplicate_row.to_owned(),
            IssueKind::DuplicateRow { effect } => say.issue_duplicate_rows(effect),
            IssueKind::SameRowsElsewhere => words.labels.issue_same_rows_elsewhere.to_owned(),
            IssueKind::SeveralZones { zones } => say.issue_several_zones(zones, column),
            IssueKind::AmbiguousDates { example } => say.issue_ambiguous_dates(example, column),
            IssueKind::ContradictoryDates { example } => say.issue_contradictory_dates(example, column),
            IssueKind::AmbiguousNumbers { example } => say.issue_ambiguous_numbers(example, column),
            IssueKind::Footnote { example } => say.issue_footnote(example, column),
            IssueKind::NearMiss { name, country } => say.issue_near_miss(name, country, column),
            IssueKind::JointPlaces { example } => say.issue_joint_places(example, column),
            IssueKind::MergeNotUsed { name } => say.issue_merge_not_used(name),
            IssueKind::BlankBelow => say.issue_blank_below(column),
            IssueKind::UnclosedQuote => words.labels.issue_unclosed_quote.to_owned(),
            IssueKind::NotDecoded { encoding } => say.issue_not_decoded(encoding),
            IssueKind::KeyDuplicate { example, effect } => say.issue_key_duplicate(example, effect),
            IssueKind::KeyNotFound { example, keys, key } => say.issue_key_not_found(example, *keys, key),
            IssueKind::KeyNotUnique { key } => say.issue_key_not_unique(key),
            IssueKind::RenamedColumn { name } => say.issue_renamed_column(name),
        }
    }

    /// The identifier in JSON.
    pub fn id(&self) -> &'static str {
        match &self.kind {
            IssueKind::UnknownCountry { .. } => "unknown_country",
            IssueKind::MoreUnknownCountries { .. } => "more_unknown_countries",
            IssueKind::AmbiguousCountry { .. } => "ambiguous_country",
            IssueKind::CountryCodeDiffers { .. } => "country_code_differs",
            IssueKind::NotANumber { .. } => "not_a_number",
            IssueKind::NotADate { .. } => "not_a_date",
            IssueKind::RoleNotBelieved { .. } => "role_not_believed",
            IssueKind::OddCount { .. } => "odd_count",
            IssueKind::GroupRow { .. } => "group_row",
            IssueKind::ShortRow => "short_row",
            IssueKind::LongRow { .. } => "long_row",
            IssueKind::DuplicateRow { .. } => "duplicate_row",
            IssueKind::SameRowsElsewhere => "same_rows_elsewhere",
            IssueKind::SeveralZones { .. } => "several_zones",
            IssueKind::AmbiguousDates { .. } => "ambiguous_dates",
            IssueKind::ContradictoryDates { .. } => "contradictory_dates",
            IssueKind::AmbiguousNumbers { .. } => "ambiguous_numbers",
            IssueKind::Footnote { .. } => "footnote",
            IssueKind::NearMiss { .. } => "near_miss",
            IssueKind::JointPlaces { .. } => "joint_places",
            IssueKind::MergeNotUsed { .. } => "merge_not_used",
            IssueKind::BlankBelow => "blank_below",
            IssueKind::UnclosedQuote => "unclosed_quote",
            IssueKind::NotDecoded { .. } => "not_decoded",
            IssueKind::KeyDuplicate { .. } => "key_duplicate",
            IssueKind::KeyNotFound { .. } => "key_not_found",
            IssueKind::KeyNotUnique { .. } => "key_not_unique",
            IssueKind::RenamedColumn { .. } => "renamed_column",
        }
    }
}

impl IssueKind {
    /// Whether only the analyst can say what is meant.
    pub fn is_question(&self) -> bool {
        matches!(self, Self::AmbiguousDates { .. } | Self::AmbiguousNumbers { .. } | Self::AmbiguousCountry { .. })
    }

    /// Whether it is told for information and is no trouble.
    pub fn is_information(&self) -> bool {
        matches!(self, Self::JointPlaces { .. })
    }

    /// Whether two are the same trouble, with other examples.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::NotANumber { .. }, Self::NotANumber { .. })
            | (Self::NotADate { .. }, Self::NotADate { .. })
            | (Self::ContradictoryDates { .. }, Self::ContradictoryDates { .. })
            | (Self::OddCount { .. }, Self::OddCount { .. })
            | (Self::Footnote { .. }, Self::Footnote { .. })
            | (Self::JointPlaces { .. }, Self::JointPlaces { .. })
            | (Self::KeyDuplicate { .. }, Self::KeyDuplicate { .. })
            | (Self::LongRow { .. }, Self::LongRow { .. }) => true,
            (left, right) => left == right,
        }
    }
}

/// Why a column has its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoleReason {
    /// The file itself says so.
    Declared,
    /// The analyst said so.
    Chosen,
    /// A word in the header.
    HeaderWord(&'static str),
    /// What the cells hold.
    Content,
    /// A country beside people by fiscal year and no flights: such tables are by citizenship.
    PeopleByFiscalYear,
}

/// The role of a column and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleGuess {
    pub column: String,
    pub role: Role,
    pub reason: RoleReason,
}

impl RoleGuess {
    pub fn reason_text(&self, words: &Words) -> String {
        match self.reason {
            RoleReason::Declared => words.labels.role_declared.to_owned(),
            RoleReason::Chosen => words.labels.role_chosen.to_owned(),
            RoleReason::HeaderWord(word) => words.say.role_by_header(word),
            RoleReason::Content => words.labels.role_by_content.to_owned(),
            RoleReason::PeopleByFiscalYear => words.labels.role_by_fiscal_year.to_owned(),
        }
    }
}

/// What a reason is called.
pub fn reason_name(reason: Reason, words: &Words) -> &'static str {
    let labels = words.labels;
    match reason {
        Reason::AboveHeader => labels.reason_above_header,
        Reason::BlankRow => labels.reason_blank_row,
        Reason::RepeatedHeader => labels.reason_repeated_header,
        Reason::SumRow => labels.reason_sum_row,
        Reason::RemarkRow => labels.reason_remark_row,
        Reason::DuplicateRow => labels.reason_duplicate_row,
    }
}

/// What a cleaning step does.
pub fn step_name(step: Step, words: &Words) -> &'static str {
    let labels = words.labels;
    match step {
        Step::LeaveOutRepeatedHeaders => labels.step_repeated_headers,
        Step::LeaveOutSums => labels.step_sums,
        Step::LeaveOutRemarks => labels.step_remarks,
        Step::LeaveOutDuplicates => labels.step_duplicates,
        Step::FillDown => labels.step_fill_down,
        Step::SeparateJointPlaces => labels.step_joint_places,
        Step::UnderstandMissingMarks => labels.step_missing_marks,
        Step::ReadAccountingZero => labels.step_accounting_zero,
        Step::LookUpCategory => labels.step_look_up_category,
    }
}

/// Rows that are left out for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub reason: Reason,
    pub rows: usize,
    /// The first of them with their cells, at most `MAX_ROWS_KEPT`.
    pub first: Vec<(RowPlace, Vec<String>)>,
}

/// A cleaning step: whether it is on, and how many rows or cells it concerns in this file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepTaken {
    pub step: Step,
    pub is_on: bool,
    pub count: usize,
    /// What it did, such as the column that was looked up.
    pub detail: String,
}

/// A mark that was taken for a kind of nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkTaken {
    pub text: String,
    pub kind: Missing,
    pub cells: usize,
}

/// A sheet of a workbook or a file in a ZIP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetInfo {
    pub name: String,
    pub is_visible: bool,
    pub is_used: bool,
}

/// How the file was cut into cells, guessed or said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormatFound {
    /// Such as "CSV", "XLSX", "Parquet".
    pub format: &'static str,
    /// Such as "gzip".
    pub packing: Option<&'static str>,
    pub encoding: Option<&'static str>,
    pub delimiter: Option<char>,
    /// The number of the header's row; 0 where the file has none, `None` where the format names its columns.
    pub header_row: Option<usize>,
}

/// What reading a file yielded beside the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// All rows but the header, those above it and blank ones included.
    pub rows_read: usize,
    pub rows_kept: usize,
    pub left_out: Vec<LeftOut>,
    pub issues: Vec<DataIssue>,
    pub roles: Vec<RoleGuess>,
    pub steps: Vec<StepTaken>,
    pub marks: Vec<MarkTaken>,
    pub sheets: Vec<SheetInfo>,
    pub found: FormatFound,
    /// The names of the columns and what kind of file they are in: files with the same shape are read the same way.
    pub shape: String,
    /// The runs of rows that were kept, in rows of the file.
    pub kept: Vec<Range<usize>>,
    pub segments: Vec<Segment>,
}

impl LoadReport {
    /// Adds one occurrence; the same trouble in the same column is one issue with a count.
    pub(super) fn add(&mut self, kind: IssueKind, column: Option<&str>, place: RowPlace, rows: usize) {
        self.add_all(kind, column, vec![place], rows);
    }

    /// Adds several occurrences, of which the first places are known.
    pub(super) fn add_all(&mut self, kind: IssueKind, column: Option<&str>, places: Vec<RowPlace>, rows: usize) {
        let same = |issue: &&mut DataIssue| issue.column.as_deref() == column && issue.kind.is_like(&kind);
        match self.issues.iter_mut().find(same) {
            Some(issue) => {
                issue.rows += rows;
                let room = MAX_PLACES.saturating_sub(issue.places.len());
                issue.places.extend(places.into_iter().take(room));
            }
            None => self.issues.push(DataIssue { kind, column: column.map(str::to_owned), places, rows }),
        }
    }

    /// Takes over what was noticed elsewhere.
    pub(super) fn absorb(&mut self, other: Self) {
        for issue in other.issues {
            self.add_all(issue.kind, issue.column.as_deref(), issue.places, issue.rows);
        }
        for mark in other.marks {
            match self.marks.iter_mut().find(|known| known.text == mark.text && known.kind == mark.kind) {
                Some(known) => known.cells += mark.cells,
                None => self.marks.push(mark),
            }
        }
    }

    pub fn ledger(&self) -> Ledger {
        Ledger {
            rows_used: self.rows_kept,
            left_out: self.left_out.iter().map(|left_out| (left_out.reason, left_out.rows)).collect(),
        }
    }

    /// Rows that repeat an earlier one in every cell, where that changes a sum.
    pub(super) fn repeated_rows(&self) -> usize {
        let has_effect = |kind: &IssueKind| matches!(kind, IssueKind::DuplicateRow { effect } if !effect.is_empty());
        self.issues.iter().filter(|issue| has_effect(&issue.kind)).map(|issue| issue.rows).sum()
    }

    /// Whether parts of the table repeat each other, as editions do.
    pub fn says_the_same_elsewhere(&self) -> bool {
        self.issues.iter().any(|issue| issue.kind == IssueKind::SameRowsElsewhere)
    }

    /// Where a row of the data set stands in its file.
    pub fn place_of(&self, row: usize) -> RowPlace {
        let mut before = 0;
        for run in &self.kept {
            if row < before + run.len() {
                return place_in(&self.segments, run.start + row - before);
            }
            before += run.len();
        }
        RowPlace::default()
    }

    /// Whether only the analyst can say how the file is meant.
    pub fn has_question(&self) -> bool {
        self.issues.iter().any(|issue| issue.kind.is_question())
    }

    /// Whether there is anything that an analyst should look at.
    pub fn has_trouble(&self) -> bool {
        self.issues.iter().any(|issue| !issue.kind.is_information())
    }
}
