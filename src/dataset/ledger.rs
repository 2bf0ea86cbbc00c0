//! Where every row of a file went: used, or left out for a reason. Nothing is left out without one.
//!
//! This file must never know how the rows were read. Start with [`Ledger`].

use serde::{Deserialize, Serialize};

/// Why a row of the file is no row of the data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A title or a remark above the header.
    AboveHeader,
    BlankRow,
    /// The header once more, as at the top of a printed page.
    RepeatedHeader,
    /// The sum or the average of other rows.
    SumRow,
    /// A row of which only the first cell is filled, and not with what belongs there: a footnote, a section's title.
    RemarkRow,
    /// The same as an earlier row in every cell; left out only where the analyst says so.
    DuplicateRow,
}

impl Reason {
    pub const ALL: [Self; 6] =
        [Self::AboveHeader, Self::BlankRow, Self::RepeatedHeader, Self::SumRow, Self::RemarkRow, Self::DuplicateRow];

    /// The identifier in JSON and in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::AboveHeader => "above_header",
            Self::BlankRow => "blank_row",
            Self::RepeatedHeader => "repeated_header",
            Self::SumRow => "sum_row",
            Self::RemarkRow => "remark_row",
            Self::DuplicateRow => "duplicate_row",
        }
    }
}

/// Rows read = rows used + rows left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    pub rows_used: usize,
    /// In the order of [`Reason::ALL`], each at least one.
    pub left_out: Vec<(Reason, usize)>,
}

impl Ledger {
    pub fn rows_left_out(&self) -> usize {
        self.left_out.iter().map(|(_, rows)| rows).sum()
    }

    pub fn rows_read(&self) -> usize {
        self.rows_used + self.rows_left_out()
    }
}
