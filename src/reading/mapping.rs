//! What an analyst has said about the files of one shape: which sheet, which row is the header, how numbers and dates
//! are written, what the columns are, which cleaning steps are on. Everything that is not said is guessed.
//!
//! A mapping is a small RON file: it is remembered for the next file of the same shape, travels with a saved view, and
//! is what `--mapping` reads. This file must never know how a format is read. Start with [`Mapping`].

use super::ReadProblem;
use super::dates::DateOrder;
use super::numbers::DecimalMark;
use crate::dataset::{Missing, Role};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The newest version of a mapping that this program knows.
pub const MAX_VERSION: u32 = 1;

/// Every sheet with the header of the first one, one after the other.
pub const ALL_SHEETS: &str = "*";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename = "Mapping", deny_unknown_fields)]
pub struct Mapping {
    pub version: u32,
    /// A sheet of a workbook or a file in a ZIP; [`ALL_SHEETS`] for all of one shape.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The number of the header's row, 1 for the first; 0 where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// A label of the WHATWG Encoding Standard, such as "windows-1252".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal: Option<DecimalMark>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// Roles by column name; they win over guesses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<(Role, String)>,
    /// Marks that stand for nothing, in any case; `None` says that the text is a value after all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<(String, Option<Missing>)>,
    /// Names of places that mean another one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub merges: Vec<Merge>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lookups: Vec<Lookup>,
    /// Cleaning steps that are not as [`Step::is_on_by_default`] says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<(Step, bool)>,
    /// Further files of the same shape, read as one table with the first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<PathBuf>,
    /// Whether those files are editions that say the same things again: set side by side, and never added.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub editions: bool,
}

impl Default for Mapping {
    fn default() -> Self {
        Self {
            version: MAX_VERSION,
            sheet: None,
            header_row: None,
            delimiter: None,
            encoding: None,
            decimal: None,
            date_order: None,
            roles: Vec::new(),
            missing: Vec::new(),
            merges: Vec::new(),
            lookups: Vec::new(),
            steps: Vec::new(),
            also: Vec::new(),
            editions: false,
        }
    }
}

/// Two names of one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merge {
    /// As printed in the file.
    pub from: String,
    /// A country's code or name, or another name in the file.
    pub to: String,
}

/// Columns that stand in another sheet or file, found by a key. A lookup never adds or drops a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lookup {
    /// `None`: the same workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The column of keys here.
    pub key: String,
    /// The column of keys there.
    pub other_key: String,
    /// The columns to bring; all others there, where none is named.
    pub columns: Vec<String>,
}

/// Something that is done to a table before it is used. Each is listed, and each can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    LeaveOutRepeatedHeaders,
    LeaveOutSums,
    LeaveOutRemarks,
    LeaveOutDuplicates,
    /// A place or a time that is printed once for several rows, as in merged cells.
    FillDown,
    /// "Colombia & Ecuador" means two places.
    SeparateJointPlaces,
    /// Marks such as "n/a" and "*" are kinds of nothing.
    UnderstandMissingMarks,
    /// "€ -" is how a spreadsheet prints zero.
    ReadAccountingZero,
    /// A type of operation that stands in another sheet of the workbook is brought over by the operation's key.
    LookUpCategory,
}

impl Step {
    pub const ALL: [Self; 9] = [
        Self::LeaveOutRepeatedHeaders,
        Self::LeaveOutSums,
        Self::LeaveOutRemarks,
        Self::LeaveOutDuplicates,
        Self::FillDown,
        Self::SeparateJointPlaces,
        Self::UnderstandMissingMarks,
        Self::ReadAccountingZero,
        Self::LookUpCategory,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Self::LeaveOutRepeatedHeaders => "leave_out_repeated_headers",
            Self::LeaveOutSums => "leave_out_sums",
            Self::LeaveOutRemarks => "leave_out_remarks",
            Self::LeaveOutDuplicates => "leave_out_duplicates",
            Self::FillDown => "fill_down",
            Self::SeparateJointPlaces => "separate_joint_places",
            Self::UnderstandMissingMarks => "understand_missing_marks",
            Self::ReadAccountingZero => "read_accounting_zero",
            Self::LookUpCategory => "look_up_category",
        }
    }

    /// Duplicates are flagged and kept, as two people on one flight can look the same; a blank cell is not known to
    /// mean the one above.
    pub fn is_on_by_default(self) -> bool {
        !matches!(self, Self::LeaveOutDuplicates | Self::FillDown)
    }
}

impl Mapping {
    pub fn is_on(&self, step: Step) -> bool {
        self.steps.iter().rev().find(|(other, _)| *other == step).map_or(step.is_on_by_default(), |(_, on)| *on)
    }

    /// Switches a step, and forgets what says nothing new.
    pub fn switch(&mut self, step: Step, on: bool) {
        self.steps.retain(|(other, _)| *other != step);
        if on != step.is_on_by_default() {
            self.steps.push((step, on));
        }
    }

    /// Takes over what another mapping says; it wins.
    pub fn put_above(&mut self, above: &Self) {
        fn win<T: Clone>(below: &mut Option<T>, above: Option<&T>) {
            if let Some(above) = above {
                *below = Some(above.clone());
            }
        }
        win(&mut self.sheet, above.sheet.as_ref());
        win(&mut self.header_row, above.header_row.as_ref());
        win(&mut self.delimiter, above.delimiter.as_ref());
        win(&mut self.encoding, above.encoding.as_ref());
        win(&mut self.decimal, above.decimal.as_ref());
        win(&mut self.date_order, above.date_order.as_ref());
        for (role, column) in &above.roles {
            self.roles.retain(|(other, name)| other != role && name != column);
            self.roles.push((*role, column.clone()));
        }
        self.missing.extend(above.missing.iter().cloned());
        self.merges.extend(above.merges.iter().cloned());
        self.lookups.extend(above.lookups.iter().cloned());
        for (step, on) in &above.steps {
            self.switch(*step, *on);
        }
        self.also.extend(above.also.iter().cloned());
        self.editions |= above.editions;
    }

    /// The same without the paths of other files: what may be sent on.
    pub fn without_paths(&self) -> Self {
        let lookups = self.lookups.iter().filter(|lookup| lookup.file.is_none()).cloned().collect();
        Self { also: Vec::new(), lookups, ..self.clone() }
    }

    /// Whether nothing at all was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// RON, one field on a line.
    pub fn write(&self) -> String {
        let style = ron::ser::PrettyConfig::new().struct_names(true).indentor("  ").new_line("\n").depth_limit(3);
        let mut text = ron::ser::to_string_pretty(self, style).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads what [`Mapping::write`] wrote, or what somebody wrote by hand.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadProblem> {
        let text = std::str::from_utf8(bytes).map_err(|_| ReadProblem::NotUtf8)?;
        let mapping: Self = super::native::parse_ron(text)?;
        if mapping.version > MAX_VERSION {
            return Err(ReadProblem::NewerVersion { version: mapping.version, most: MAX_VERSION });
        }
        Ok(mapping)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_says_only_what_was_said_and_reads_back_equal() {
        let mut mapping =
            Mapping { sheet: Some("2023".into()), date_order: Some(DateOrder::DayMonthYear), ..Mapping::default() };
        mapping.roles.push((Role::People, "Personas".into()));
        mapping.missing.push(("s/i".into(), Some(Missing::NotReported)));
        mapping.switch(Step::LeaveOutSums, false);
        mapping.switch(Step::LeaveOutDuplicates, true);
        mapping.switch(Step::LeaveOutDuplicates, false);
        let text = mapping.write();
        assert!(!text.contains("encoding") && !text.contains("duplicates"), "{text}");
        assert_eq!(Mapping::read(text.as_bytes()), Ok(mapping));
        assert!(Mapping::read(b"Mapping(version: 99)").is_err());
        assert!(Mapping::read(b"Mapping(sheeet: \"x\")").is_err());
    }
}
