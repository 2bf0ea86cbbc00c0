//! Editions of one table: several files that say the same things again, each row with the name of its edition.
//!
//! This file must never know what the rows say. Start with [`names`].

use super::Mapping;
use super::issue::{LoadReport, RoleGuess, RoleReason};
use super::table::RawTable;
use crate::dataset::{FIRST_YEAR, LAST_YEAR, Role};
use std::path::PathBuf;

/// The column that names the edition of a row.
pub(super) const COLUMN: &str = "edition";

/// The name of each file's edition: the year in its name where every file has another one, else the name without its
/// ending; where two are the same, with a number. Sheets and the files of an archive are named in the same way.
pub(super) fn names(files: &[String]) -> Vec<String> {
    let mut years: Vec<String> = files.iter().filter_map(|file| last_year(file)).collect();
    let named = years.clone();
    years.sort();
    years.dedup();
    if years.len() == files.len() {
        return named;
    }
    let mut names: Vec<String> = Vec::new();
    for stem in files.iter().map(|file| stem(file)) {
        let numbered = |number: usize| if number < 2 { stem.clone() } else { format!("{stem} ({number})") };
        names.push((1..=files.len()).map(numbered).find(|candidate| !names.contains(candidate)).unwrap_or_default());
    }
    names
}

/// The names of a file and of those that are read with it.
pub(super) fn files(first: &str, others: &[PathBuf]) -> Vec<String> {
    let name_of = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    [first.to_owned()].into_iter().chain(others.iter().map(name_of)).collect()
}

/// The title of the data: all editions are named.
pub(super) fn title(first: &str, mapping: &Mapping) -> String {
    let also = mapping.also.iter().filter(|_| mapping.editions);
    let stems = also.filter_map(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
    [first.to_owned()].into_iter().chain(stems).collect::<Vec<_>>().join(" · ")
}

fn stem(file: &str) -> String {
    file.split_once('.').map_or(file, |(stem, _)| stem).to_owned()
}

/// The last number in a name that can be a year.
fn last_year(file: &str) -> Option<String> {
    let mut numbers = file.split(|letter: char| !letter.is_ascii_digit());
    let is_year =
        |text: &&str| text.len() == 4 && text.parse::<i16>().is_ok_and(|year| (FIRST_YEAR..=LAST_YEAR).contains(&year));
    numbers.rfind(is_year).map(str::to_owned)
}

/// The column that was added is what its name says.
pub(super) fn give_role(table: &RawTable, roles: &mut [Role], report: &mut LoadReport) {
    let Some(index) = table.headers.iter().rposition(|header| header.starts_with(COLUMN)) else { return };
    if let (Some(role), Some(column)) = (roles.get_mut(index), table.headers.get(index)) {
        *role = Role::Edition;
        report.roles.retain(|guess| guess.column != *column);
        report.roles.push(RoleGuess { column: column.clone(), role: Role::Edition, reason: RoleReason::Chosen });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_are_named_by_their_year_or_their_file() {
        for (files, expected) in [
            (["returnees-edition-2021.csv", "returnees-edition-2022.csv"], ["2021", "2022"]),
            (["2016-2020 v1 (2021).csv", "2016-2021 v2 (2022).csv"], ["2021", "2022"]),
            (["release 1.csv", "release 2.csv"], ["release 1", "release 2"]),
            (["flights-2020-old.csv", "flights-2020-new.csv"], ["flights-2020-old", "flights-2020-new"]),
            (["a.csv", "a.csv"], ["a", "a (2)"]),
        ] {
            let [first, second] = files;
            assert_eq!(names(&super::files(first, &[PathBuf::from("/x").join(second)])), expected);
        }
    }
}
