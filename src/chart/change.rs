//! The difference between two periods, by the rules of domain.md: no infinity, "new" from zero, nothing from nothing.

use super::number_format::format_number;
use crate::dataset::{Number, Unit};
use crate::query::Amount;
use crate::words::Words;

/// How an amount differs from the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    By(Number),
    /// From zero to something.
    New(Number),
}

impl Change {
    pub fn difference(self) -> Number {
        match self {
            Self::By(number) | Self::New(number) => number,
        }
    }

    pub(super) fn label(self, unit: &Unit, words: &Words) -> String {
        match self {
            Self::New(_) => words.labels.new.to_owned(),
            Self::By(number) if number.is_zero() => "±0".to_owned(),
            Self::By(number) if number.is_negative() => format_number(number, unit, words),
            Self::By(number) => format!("+{}", format_number(number, unit, words)),
        }
    }
}

/// `None` where either side has no single number.
pub fn change_between(amount: &Amount, previous: Option<&Amount>) -> Option<Change> {
    let (now, before) = (amount.known()?, previous?.known()?);
    let difference = now.minus(before)?;
    Some(if before.is_zero() && !now.is_zero() { Change::New(difference) } else { Change::By(difference) })
}
