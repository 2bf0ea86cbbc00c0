//! The amounts of a pivot: one for each pair where that is a table, only the pairs that rows have where it would be too
//! large for one.
//!
//! Start with [`PivotCells::at`].

use super::amount::Amount;

/// Pairs from which on only those are kept that a row has.
pub(super) const MOST_PAIRS_IN_FULL: usize = 2 << 20;

/// Amounts of rows by columns, by their positions.
#[derive(Clone, Debug, PartialEq)]
pub enum PivotCells {
    /// For each row one amount for each column.
    All(Vec<Vec<Amount>>),
    /// For each row the columns that it has rows with, in their order; any other pair is `absent`.
    Found { lines: Vec<Vec<(usize, Amount)>>, columns: usize, absent: Amount },
}

impl PivotCells {
    /// The amount of a pair; `None` beyond the table.
    pub fn at(&self, row: usize, column: usize) -> Option<&Amount> {
        match self {
            Self::All(lines) => lines.get(row)?.get(column),
            Self::Found { lines, columns, absent } => {
                let line = lines.get(row).filter(|_| column < *columns)?;
                let found = line.binary_search_by_key(&column, |(at, _)| *at).ok();
                Some(found.and_then(|index| line.get(index)).map_or(absent, |(_, amount)| amount))
            }
        }
    }

    /// The pairs of a row that are kept, in the order of the columns: all, or those that it has rows with.
    pub fn of_row(&self, row: usize) -> Box<dyn Iterator<Item = (usize, &Amount)> + '_> {
        match self {
            Self::All(lines) => Box::new(lines.get(row).into_iter().flatten().enumerate()),
            Self::Found { lines, .. } => {
                Box::new(lines.get(row).into_iter().flatten().map(|(column, amount)| (*column, amount)))
            }
        }
    }

    /// All pairs that are kept: row, column, amount.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize, &Amount)> {
        (0..self.row_count()).flat_map(|row| self.of_row(row).map(move |(column, amount)| (row, column, amount)))
    }

    /// The amounts of a column, one for each row.
    pub fn of_column(&self, column: usize) -> impl Iterator<Item = Option<&Amount>> {
        (0..self.row_count()).map(move |row| self.at(row, column))
    }

    pub fn row_count(&self) -> usize {
        match self {
            Self::All(lines) => lines.len(),
            Self::Found { lines, .. } => lines.len(),
        }
    }

    /// What a pair without a row amounts to, where such pairs are not kept.
    pub fn absent(&self) -> Option<&Amount> {
        match self {
            Self::All(_) => None,
            Self::Found { absent, .. } => Some(absent),
        }
    }

    pub(super) fn size(&self) -> usize {
        match self {
            Self::All(lines) => lines.iter().map(Vec::len).sum(),
            Self::Found { lines, .. } => lines.iter().map(|line| line.len() + 1).sum(),
        }
    }
}
