//! How numbers are counted. A measure names its unit and its definition; two measures are never added.

use super::Dataset;
use super::metadata::PartlyCovered;
use super::role::Role;
use super::text::LocalText;
use serde::{Deserialize, Serialize};

/// What the number counts. The noun after a number comes from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Flights,
    People,
    Rows,
    /// A currency by its ISO 4217 code, such as `EUR`.
    Money(String),
    PeoplePerFlight,
    /// Values of a column of which only the name is known.
    Other,
}

/// How rows become a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// The sum of a column. Rows without a value are unusable, and counted.
    Sum(String),
    /// Distinct values of a key column. Parts may exceed the total: an operation with two destinations counts once
    /// for each and once in the total.
    Distinct(String),
    Rows,
    /// A figure that somebody printed for a span, taken as it is, never added. `series` names the value of the
    /// column with the role `series` that this measure takes.
    Published {
        column: String,
        series: Option<String>,
    },
    /// One measure divided by another, each by identifier. Results that rest on fewer than `minimum_base` are marked:
    /// of the denominator or, where `cases` names a measure, of that one, as euros per person rest on operations.
    Ratio {
        numerator: String,
        denominator: String,
        minimum_base: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cases: Option<String>,
    },
}

/// A measure of a data set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The identifier on the command line and in views: `flights`, `people`.
    pub id: String,
    pub unit: Unit,
    pub counting: Counting,
    /// What a subtitle calls it, as a plural: "Return flights". Empty: the unit's own word.
    #[serde(default)]
    pub name: LocalText,
    /// One line that says what is counted, printed under figures. Empty: a line made from `counting`.
    #[serde(default)]
    pub definition: LocalText,
    /// Spans in which the source has this measure only in part, beside those of the whole data set.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partly_covered: Vec<PartlyCovered>,
}

impl Measure {
    fn unnamed(id: &str, unit: Unit, counting: Counting) -> Self {
        Self {
            id: id.to_owned(),
            unit,
            counting,
            name: LocalText::default(),
            definition: LocalText::default(),
            partly_covered: Vec::new(),
        }
    }

    /// The count of rows, which every data set has.
    pub fn rows() -> Self {
        Self::unnamed("rows", Unit::Rows, Counting::Rows)
    }

    /// A measure asked for by `sum:COLUMN` or `distinct:COLUMN`.
    pub fn of_column(id: &str, dataset: &Dataset) -> Option<Self> {
        let (kind, name) = id.split_once(':')?;
        let column = dataset.column_named(name)?;
        match kind {
            // Published figures overlap; their sum would be nonsense.
            "sum" if !dataset.is_published() && matches!(column.dictionary, super::Dictionary::Numbers { .. }) => {
                Some(Self::unnamed(id, unit_of(column.role), Counting::Sum(column.name.clone())))
            }
            "distinct" => {
                let unit = if column.role == Role::FlightKey { Unit::Flights } else { Unit::Other };
                Some(Self::unnamed(id, unit, Counting::Distinct(column.name.clone())))
            }
            _ => None,
        }
    }

    /// The measures that the roles of a data set suggest when its file declares none.
    pub fn suggested(dataset: &Dataset) -> Vec<Self> {
        let name_of = |role| dataset.column_with(role).map(|column| column.name.clone());
        if dataset.is_published() {
            return suggested_published(dataset);
        }
        let mut measures = Vec::new();
        let flights = name_of(Role::FlightKey).map(Counting::Distinct).or(name_of(Role::Flights).map(Counting::Sum));
        if let Some(counting) = flights {
            measures.push(Self::unnamed("flights", Unit::Flights, counting));
        }
        if let Some(column) = name_of(Role::People) {
            measures.push(Self::unnamed("people", Unit::People, Counting::Sum(column)));
        }
        if measures.len() == 2 {
            let [numerator, denominator] = ["people", "flights"].map(str::to_owned);
            let counting = Counting::Ratio { numerator, denominator, minimum_base: 10, cases: None };
            measures.push(Self::unnamed("people_per_flight", Unit::PeoplePerFlight, counting));
        }
        if let Some(column) = name_of(Role::Cost) {
            let unit = currency_in(&column).map_or(Unit::Other, Unit::Money);
            let per_person = unit.clone();
            measures.push(Self::unnamed("cost", unit, Counting::Sum(column)));
            let has = |id: &str| measures.iter().any(|measure| measure.id == id);
            if per_person != Unit::Other && has("people") {
                let [numerator, denominator] = ["cost", "people"].map(str::to_owned);
                let (minimum_base, cases) = if has("flights") { (3, Some("flights".to_owned())) } else { (10, None) };
                let counting = Counting::Ratio { numerator, denominator, minimum_base, cases };
                measures.push(Self::unnamed("cost_per_person", per_person, counting));
            }
        }
        measures
    }
}

/// Currencies that headers name, by ISO 4217 code and as people write them.
const CURRENCIES: [(&str, &[&str]); 6] = [
    ("EUR", &["eur", "euro", "euros", "€"]),
    ("USD", &["usd", "dollars", "dolares", "us$"]),
    ("GBP", &["gbp", "£"]),
    ("CHF", &["chf"]),
    ("SEK", &["sek"]),
    ("MXN", &["mxn"]),
];

/// The currency that the name of a column says: `paid_eur`, "Cost (EUR)", "Importe en euros".
fn currency_in(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let mut parts = name.split(|letter: char| !letter.is_alphanumeric() && !"€£$".contains(letter));
    let named = |part: &str| CURRENCIES.iter().find(|(_, words)| words.contains(&part));
    parts.find_map(named).map(|(code, _)| (*code).to_owned())
}

fn unit_of(role: Role) -> Unit {
    match role {
        Role::Flights => Unit::Flights,
        Role::People => Unit::People,
        _ => Unit::Other,
    }
}

/// One measure for each column of counts and, where the figures name what they count, for each series.
fn suggested_published(dataset: &Dataset) -> Vec<Measure> {
    let series: Vec<Option<String>> = match dataset.column_with(Role::Series) {
        None => vec![None],
        Some(column) => (0..column.dictionary.len()).map(|entry| Some(column.dictionary.plain(entry))).collect(),
    };
    let mut measures = Vec::new();
    for (role, unit) in [(Role::Flights, Unit::Flights), (Role::People, Unit::People)] {
        let Some(column) = dataset.column_with(role) else { continue };
        for (index, series) in series.iter().enumerate() {
            let id = if index == 0 { role.id().to_owned() } else { format!("{}-{}", role.id(), index + 1) };
            let counting = Counting::Published { column: column.name.clone(), series: series.clone() };
            let name = series.as_deref().map(LocalText::plain).unwrap_or_default();
            measures.push(Measure { name, ..Measure::unnamed(&id, unit.clone(), counting) });
        }
    }
    measures
}
