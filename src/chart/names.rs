//! What a reader calls the values of a column and the roles of columns.

use super::period_format::format_period;
use crate::dataset::{Calendar, Dataset, Missing, Role};
use crate::view_spec::{CompleteSpec, Dimension, Key, OwnLabel, TimeUnit};
use crate::words::{CountryNames, Words};

/// The name of a value: what a person typed for it; else countries in the language of the words, everything else as
/// printed.
pub fn key_name(key: &Key, calendar: Calendar, words: &Words) -> String {
    let name = generated_name(key, calendar, words);
    let own = words.own_names.iter().find(|(of, _)| *of == name);
    own.map_or(name, |(_, own)| own.clone())
}

/// The words in which a view names its values: those that a person renamed have their own.
pub(super) fn words_of_view(spec: &CompleteSpec, words: &Words) -> Words {
    let named = |label: &OwnLabel| (generated_name(&label.of, spec.calendar, words), label.text.clone());
    Words { own_names: spec.labels.iter().map(named).collect(), ..words.clone() }
}

fn generated_name(key: &Key, calendar: Calendar, words: &Words) -> String {
    match key {
        Key::Country(country) => match words.countries {
            CountryNames::English => country.english_name(),
            CountryNames::Spanish => country.spanish_name(),
            CountryNames::Listed(names) => {
                let listed = names.iter().find(|(code, _)| *code == country.code());
                listed.map_or(country.english_name(), |(_, name)| *name)
            }
        }
        .to_owned(),
        Key::Joint(countries) => {
            let names: Vec<String> =
                countries.iter().map(|one| key_name(&Key::Country(*one), calendar, words)).collect();
            names.join(" & ")
        }
        Key::Text(text) => text.clone(),
        Key::Time(span) => format_period(*span, calendar, words),
        Key::Missing(reason) => missing_name(*reason, words).to_owned(),
    }
}

/// ISO 3166-1 alpha-3, where the value is a country.
pub fn key_code(key: &Key) -> Option<&'static str> {
    match key {
        Key::Country(country) => Some(country.code()),
        Key::Joint(_) | Key::Text(_) | Key::Time(_) | Key::Missing(_) => None,
    }
}

pub(super) fn missing_name(reason: Missing, words: &Words) -> &'static str {
    match reason {
        Missing::NotReported => words.labels.not_reported,
        Missing::NotCovered => words.labels.not_covered_label,
        Missing::Redacted => words.labels.redacted,
        Missing::Suppressed => words.labels.suppressed,
    }
}

/// The word for a column's role in "by …": one and many.
pub fn role_name(role: Role, words: &Words) -> Option<(&'static str, &'static str)> {
    let labels = words.labels;
    match role {
        Role::Destination => Some((labels.destination, labels.destinations)),
        Role::Origin => Some((labels.origin, labels.origins)),
        Role::Citizenship => Some((labels.citizenship, labels.citizenships)),
        Role::Payee => Some((labels.payee, labels.payees)),
        Role::Category => Some((labels.category, labels.categories)),
        Role::Edition => Some((labels.edition, labels.editions)),
        _ => None,
    }
}

/// What one group of a view is called, as a heading: "Destination".
pub fn group_name(dataset: &Dataset, spec: &CompleteSpec, words: &Words) -> String {
    super::bars::capitalised(&dimension_name(spec, spec.role(dataset), words).0)
}

/// What the groups of a view are called: one and many.
pub(super) fn dimension_name(spec: &CompleteSpec, role: Role, words: &Words) -> (String, String) {
    name_of_dimension(spec.by, &spec.by_name, role, words)
}

/// What the groups of a grouping are called: one and many; `name` where its role has no word.
pub(super) fn name_of_dimension(dimension: Dimension, name: &str, role: Role, words: &Words) -> (String, String) {
    let labels = words.labels;
    let (one, many) = match dimension {
        Dimension::Time(TimeUnit::Year(calendar)) if calendar.is_fiscal() => (labels.fiscal_year, labels.fiscal_years),
        Dimension::Time(TimeUnit::Year(_)) => (labels.year, labels.years),
        Dimension::Time(TimeUnit::Quarter) => (labels.quarter, labels.quarters),
        Dimension::Time(TimeUnit::Month) => (labels.month, labels.months),
        Dimension::Time(TimeUnit::Week) => (labels.week, labels.weeks),
        Dimension::Time(TimeUnit::Day) => (labels.day, labels.days),
        Dimension::Column(_) => match role_name(role, words) {
            Some(names) => names,
            None => return (name.to_owned(), labels.values.to_owned()),
        },
    };
    (one.to_owned(), many.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::country::Country;
    use crate::words::words;

    /// What the file of a third language needs for its countries.
    #[test]
    fn a_language_may_list_its_own_names_of_countries() {
        let english = words(crate::words::Language::English);
        let french = Words { countries: CountryNames::Listed(&[("COL", "Colombie")]), ..english.clone() };
        let name =
            |code: &str| key_name(&Key::Country(Country::from_code(code).unwrap()), Calendar::GREGORIAN, &french);
        assert_eq!([name("COL"), name("DEU")], ["Colombie", "Germany"]);
    }
}
