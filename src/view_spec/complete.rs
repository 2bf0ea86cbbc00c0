//! Fills in what a view leaves open and resolves its names against a data set. Nothing here fails: a name that the
//! data set does not have becomes a [`SpecProblem`] that the chart puts into words.

use super::key::{Key, key_of};
use super::{ChartKind, DEFAULT_PERIODS, DEFAULT_TOP, MAX_TOP, PeriodChoice, Sort, ViewSpec};
use crate::dataset::country::{Country, NameMatch, fold, match_name};
use crate::dataset::{Calendar, Code, Dataset, FIRST_ENTRY_CODE, Measure, Role, Span};

/// What rows are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// A column by its position.
    Column(usize),
    /// The time of the row, cut into units.
    Time(TimeUnit),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    Year(Calendar),
    Quarter,
    Month,
    Day,
}

impl TimeUnit {
    /// The unit that holds a whole span, or `None` where the span is longer than the unit.
    pub fn holding(self, span: Span) -> Option<Span> {
        let unit = match self {
            Self::Year(calendar) => calendar.year(calendar.year_of(span.first()))?,
            Self::Quarter => Span::quarter_of(span.first()),
            Self::Month => Span::month_of(span.first()),
            Self::Day => Span::day(span.first()),
        };
        unit.contains(span).then_some(unit)
    }
}

/// A filter whose column was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedFilter {
    /// As the view names it.
    pub by: String,
    pub dimension: Dimension,
    pub keep: Vec<Key>,
    /// Whether it stands for groups of an answer, and keeps a cell with several countries only where its group is kept.
    pub is_exact: bool,
}

/// What a view asks for and this data set does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpecProblem {
    NoColumn { name: String },
    NoMeasure { name: String },
    NoCountryColumn,
}

/// A view with nothing left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompleteSpec {
    pub chart: ChartKind,
    pub by: Dimension,
    /// As the view names it, or the role chosen.
    pub by_name: String,
    pub measure: Measure,
    /// `None`: all that the data set has.
    pub period: Option<Span>,
    pub filters: Vec<ResolvedFilter>,
    pub selected: Vec<Key>,
    pub top: usize,
    pub sort: Sort,
    pub title: String,
    pub subtitle: String,
    pub note: String,
    pub problems: Vec<SpecProblem>,
    /// A column that a row must have a value in to count at all: both halves of a ratio rest on the same rows.
    pub required: Option<String>,
}

impl CompleteSpec {
    /// The role of the column that bars stand for, where it has one.
    pub fn role(&self, dataset: &Dataset) -> Role {
        match self.by {
            Dimension::Column(index) => dataset.columns().get(index).map_or(Role::None, |column| column.role),
            Dimension::Time(_) => Role::None,
        }
    }

    pub fn without_filter(&self, by: &str) -> Self {
        let mut spec = self.clone();
        spec.filters.retain(|filter| filter.by != by);
        spec
    }
}

/// Fills in a view for a data set.
pub fn complete(view: &ViewSpec, dataset: &Dataset) -> CompleteSpec {
    let mut problems = Vec::new();
    let default_by = dataset.country_role().map(Role::id).or(dataset.has_time().then_some("year"));
    let wanted = view.by.as_deref().or(default_by);
    let by = wanted.and_then(|name| Some((find_dimension(dataset, name)?, name.to_owned())));
    if by.is_none() {
        problems.push(match &view.by {
            Some(name) if name != "country" => SpecProblem::NoColumn { name: name.clone() },
            _ => SpecProblem::NoCountryColumn,
        });
    }
    let (by, by_name) = by.unwrap_or((Dimension::Column(0), String::new()));
    let by_name = if by_name == "country" { default_by.unwrap_or("").to_owned() } else { by_name };
    let measure = match view.measure.as_deref() {
        None => dataset.measures().first().cloned(),
        Some(id) => {
            let declared = dataset.measures().iter().find(|measure| measure.id.eq_ignore_ascii_case(id)).cloned();
            let found = declared.or_else(|| Measure::of_column(id, dataset));
            if found.is_none() {
                problems.push(SpecProblem::NoMeasure { name: id.to_owned() });
            }
            found
        }
    };
    let mut filters = Vec::new();
    for filter in view.filters.iter().filter(|filter| !filter.keep.is_empty()) {
        match find_dimension(dataset, &filter.by) {
            Some(dimension) => {
                let (by, keep) = (filter.by.clone(), filter.keep.clone());
                filters.push(ResolvedFilter { by, dimension, keep, is_exact: false });
            }
            None => problems.push(SpecProblem::NoColumn { name: filter.by.clone() }),
        }
    }
    CompleteSpec {
        chart: view.chart,
        by,
        by_name,
        measure: measure.unwrap_or_else(Measure::rows),
        period: match view.period {
            None => dataset.metadata().first_period,
            Some(PeriodChoice::All) => None,
            Some(PeriodChoice::Span(span)) => Some(span),
        },
        filters,
        selected: view.selected.clone(),
        top: view
            .top
            .unwrap_or(if matches!(by, Dimension::Time(_)) { DEFAULT_PERIODS } else { DEFAULT_TOP })
            .clamp(1, MAX_TOP),
        sort: view.sort,
        title: view.title.clone(),
        subtitle: view.subtitle.clone(),
        note: view.note.clone(),
        problems,
        required: None,
    }
}

/// Finds what a name on the command line or in a view means: `country`, a role, a unit of time, or a column.
pub fn find_dimension(dataset: &Dataset, name: &str) -> Option<Dimension> {
    let position = |test: &dyn Fn(&crate::dataset::Column) -> bool| dataset.columns().iter().position(test);
    let by_role = |role: Role| position(&|column| column.role == role).map(Dimension::Column);
    let lower = name.to_lowercase();
    match lower.as_str() {
        "country" => return dataset.country_role().and_then(by_role),
        "year" | "quarter" | "month" | "day" | "date" if dataset.has_time() => {
            return Some(Dimension::Time(match lower.as_str() {
                "year" => TimeUnit::Year(dataset.calendar()),
                "quarter" => TimeUnit::Quarter,
                "month" => TimeUnit::Month,
                _ => TimeUnit::Day,
            }));
        }
        "fiscal_year" if dataset.has_time() => {
            let calendar = if dataset.calendar().is_fiscal() { dataset.calendar() } else { Calendar::US_FISCAL };
            return Some(Dimension::Time(TimeUnit::Year(calendar)));
        }
        _ => {}
    }
    let role = Role::from_id(&lower).filter(|role| *role != Role::None).and_then(by_role);
    role.or_else(|| position(&|column| column.name == name).map(Dimension::Column))
        .or_else(|| position(&|column| column.name.to_lowercase() == lower).map(Dimension::Column))
}

/// By name, or by an alpha-2 or alpha-3 code in any case.
fn country_meant(text: &str) -> Option<Country> {
    match match_name(text) {
        NameMatch::One(country) => Some(country),
        NameMatch::Several(_) | NameMatch::None => {
            let by_alpha2 = || Country::all().find(|country| country.alpha2().eq_ignore_ascii_case(text));
            Country::from_code(text).or_else(by_alpha2)
        }
    }
}

/// The key that a text on the command line means in a column: a country by name or code, a text whatever its case
/// and accents.
pub fn find_key(dataset: &Dataset, dimension: Dimension, text: &str) -> Option<Key> {
    let column = match dimension {
        Dimension::Time(_) => return text.parse().ok().map(Key::Time),
        Dimension::Column(index) => dataset.columns().get(index)?,
    };
    let keys: Vec<Key> = (0..column.dictionary.len()).map(|entry| key_of(&column.dictionary, entry)).collect();
    if column.role.is_country()
        && let Some(country) = country_meant(text)
        && keys.contains(&Key::Country(country))
    {
        return Some(Key::Country(country));
    }
    let folded = fold(text);
    let texts = |key: &&Key| matches!(key, Key::Text(name) if name == text || fold(name) == folded);
    keys.iter().find(texts).cloned().or_else(|| {
        let missing = crate::dataset::Missing::ALL.into_iter().find(|reason| reason.id() == text)?;
        let used = column.codes.iter().any(|code| code == Code::missing(missing));
        (used && Code::missing(missing).index() < FIRST_ENTRY_CODE as usize).then_some(Key::Missing(missing))
    })
}
