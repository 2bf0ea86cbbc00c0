//! What was noticed inside a file. Nothing here stops the reading: it is counted, shown, and printed in notes.

use crate::dataset::Role;
use crate::words::Words;

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
    /// Rows that repeat an earlier row in every cell; flagged, not dropped.
    DuplicateRow,
    /// Lines without any field: left out.
    BlankRow,
    /// A column without a name, or with the name of an earlier one: it got a name.
    RenamedColumn { name: String },
}

/// One kind of trouble in one column: how often, and where first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataIssue {
    pub kind: IssueKind,
    pub column: Option<String>,
    /// First row that has it, counted as a spreadsheet does: the header is row 1.
    pub first_row: Option<usize>,
    pub rows: usize,
}

impl DataIssue {
    pub fn sentence(&self, words: &Words) -> String {
        let say = words.say;
        let column = self.column.as_deref().unwrap_or("");
        let text = match &self.kind {
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
            IssueKind::DuplicateRow => words.labels.issue_duplicate_row.to_owned(),
            IssueKind::BlankRow => words.labels.issue_blank_row.to_owned(),
            IssueKind::RenamedColumn { name } => say.issue_renamed_column(name),
        };
        match self.first_row {
            Some(row) => say.issue_with_rows(&text, self.rows, row),
            None => text,
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
            IssueKind::DuplicateRow => "duplicate_row",
            IssueKind::BlankRow => "blank_row",
            IssueKind::RenamedColumn { .. } => "renamed_column",
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
        }
    }
}

/// What reading a file yielded beside the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// Rows below the header, blank lines included.
    pub rows_read: usize,
    pub rows_kept: usize,
    pub issues: Vec<DataIssue>,
    pub roles: Vec<RoleGuess>,
}

impl LoadReport {
    /// Adds one occurrence; the same trouble in the same column is one issue with a count.
    pub(super) fn add(&mut self, kind: IssueKind, column: Option<&str>, row: usize, rows: usize) {
        let same_shape = |issue: &&mut DataIssue| {
            issue.column.as_deref() == column
                && match (&issue.kind, &kind) {
                    (IssueKind::NotANumber { .. }, IssueKind::NotANumber { .. })
                    | (IssueKind::NotADate { .. }, IssueKind::NotADate { .. })
                    | (IssueKind::OddCount { .. }, IssueKind::OddCount { .. })
                    | (IssueKind::LongRow { .. }, IssueKind::LongRow { .. }) => true,
                    (left, right) => left == right,
                }
        };
        match self.issues.iter_mut().find(same_shape) {
            Some(issue) => issue.rows += rows,
            None => self.issues.push(DataIssue { kind, column: column.map(str::to_owned), first_row: Some(row), rows }),
        }
    }
}
