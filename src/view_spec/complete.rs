//! Fills in what a view leaves open and resolves its names against a data set. Nothing here fails: a name that the
//! data set does not have becomes a [`SpecProblem`] that the chart puts into words.

use super::key::{Key, key_of};
use super::{
    ChartKind, ChartStyle, DEFAULT_COMPARED, DEFAULT_PERIODS, DEFAULT_SERIES, DEFAULT_TOP, Filter, MAX_TOP, Months,
    OwnLabel, PeriodChoice, Sort, TopMode, ViewSpec,
};
use crate::dataset::country::{Country, NameMatch, fold, match_name};
use crate::dataset::{Calendar, Code, Dataset, FIRST_ENTRY_CODE, Measure, Role, Span};
use std::borrow::Cow;

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
    /// Monday to Sunday.
    Week,
    Day,
}

impl TimeUnit {
    /// The unit that holds a whole span, or `None` where the span is longer than the unit.
    pub fn holding(self, span: Span) -> Option<Span> {
        let unit = match self {
            Self::Year(calendar) => calendar.year(calendar.year_of(span.first()))?,
            Self::Quarter => Span::quarter_of(span.first()),
            Self::Month => Span::month_of(span.first()),
            Self::Week => Span::week_of(span.first()),
            Self::Day => Span::day(span.first()),
        };
        unit.contains(span).then_some(unit)
    }

    /// The unit that holds a day.
    pub fn at(self, day: Span) -> Option<Span> {
        self.holding(Span::day(day.first()))
    }

    /// As views and the command line name it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Year(_) => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
        }
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
    NoColumn {
        name: String,
    },
    NoMeasure {
        name: String,
    },
    NoCountryColumn,
    /// The chart needs a column with a role that none has.
    NoRole {
        role: Role,
    },
    /// A chart over time, and no row says when.
    NoTime,
    /// Rows and columns, or panels and their axis, are the same: every number would stand on the diagonal.
    SameTwice,
    /// The rows know years only, which cannot be cut into others.
    YearsOnly,
}

/// A view with nothing left open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompleteSpec {
    pub chart: ChartKind,
    pub by: Dimension,
    /// As the view names it, or the role chosen.
    pub by_name: String,
    /// The second grouping, with its name.
    pub stack: Option<(Dimension, String)>,
    /// What a map was asked to group by, where that has no places and countries stand in for it.
    pub without_places: Option<String>,
    /// Groupings after the second one, in a chart that has more than two.
    pub further: Vec<(Dimension, String)>,
    /// The unit of a time axis.
    pub per: TimeUnit,
    /// How time is cut into years.
    pub calendar: Calendar,
    pub versus: Option<Span>,
    pub months: Option<Months>,
    pub mode: TopMode,
    pub style: ChartStyle,
    pub share: bool,
    pub trailing: Option<u8>,
    pub own_axis: bool,
    pub measure: Measure,
    /// `None`: all that the data set has.
    pub period: Option<Span>,
    /// The one unit of a time axis that was asked for; the axis shows the others, too.
    pub highlight: Option<Span>,
    pub filters: Vec<ResolvedFilter>,
    /// Filters that this chart made itself, on what it is grouped by: it shows what they take away, pale.
    pub kept: Vec<ResolvedFilter>,
    pub selected: Vec<Key>,
    /// The grouping that what is selected belongs to.
    pub selected_by: Option<(Dimension, String)>,
    /// The rest of a pair that is selected.
    pub selected_within: Vec<ResolvedFilter>,
    pub top: usize,
    pub sort: Sort,
    pub title: String,
    pub subtitle: String,
    pub note: String,
    pub source: String,
    pub credit: String,
    pub alternative: String,
    pub labels: Vec<OwnLabel>,
    pub problems: Vec<SpecProblem>,
    /// A column that a row must have a value in to count at all: both halves of a ratio rest on the same rows.
    pub required: Option<String>,
}

impl CompleteSpec {
    /// What was asked for: the period, or the one unit of a time axis that shows the others, too.
    pub fn asked(&self) -> Option<Span> {
        self.period.or(self.highlight)
    }

    /// The role of the column that bars stand for, where it has one.
    pub fn role(&self, dataset: &Dataset) -> Role {
        match self.by {
            Dimension::Column(index) => dataset.columns().get(index).map_or(Role::None, |column| column.role),
            Dimension::Time(_) => Role::None,
        }
    }

    /// Whether a unit of time that is asked for is highlighted among the others, and not shown alone.
    pub fn has_time_axis(&self) -> bool {
        self.chart == ChartKind::Timeline
            || (self.chart == ChartKind::Multiples && self.style != ChartStyle::Rankings)
            || matches!(self.stack, Some((Dimension::Time(_), _)))
    }

    /// The same question with the filters that this chart made: what every other view is narrowed to.
    pub fn narrowed(&self) -> Self {
        let mut spec = self.clone();
        spec.filters.append(&mut spec.kept);
        spec
    }

    /// What is selected of a grouping; nothing where the selection is of others.
    pub fn selected_of(&self, dimension: Dimension) -> &[Key] {
        match &self.selected_by {
            Some((of, _)) if *of == dimension => &self.selected,
            _ => self
                .selected_within
                .iter()
                .find(|part| part.dimension == dimension)
                .map_or(&[], |part| part.keep.as_slice()),
        }
    }

    /// Whether a value of a grouping is selected.
    pub fn selects(&self, dimension: Dimension, key: &Key) -> bool {
        self.selected_of(dimension).contains(key)
    }

    /// Whether something with several ends is selected: where the selection is of one of them, by that one; where it is
    /// a pair, by both.
    pub fn selects_ends(&self, ends: &[(Dimension, bool)]) -> bool {
        let mut spoken = ends.iter().filter(|(dimension, _)| !self.selected_of(*dimension).is_empty()).peekable();
        spoken.peek().is_some() && spoken.all(|(_, is_selected)| *is_selected)
    }

    /// What keeps only the rows that are selected; empty where nothing is.
    pub fn selection_filters(&self) -> Vec<ResolvedFilter> {
        let Some((dimension, by)) = self.selected_by.clone().filter(|_| !self.selected.is_empty()) else {
            return Vec::new();
        };
        let one = ResolvedFilter { by, dimension, keep: self.selected.clone(), is_exact: false };
        std::iter::once(one).chain(self.selected_within.iter().cloned()).collect()
    }

    /// Whether a value is named by a filter that this chart made.
    pub fn is_kept(&self, key: &Key) -> bool {
        self.kept.iter().any(|filter| filter.dimension == self.by && filter.keep.contains(key))
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
    let calendar = calendar_of(view, dataset, &mut problems);
    let find = |name: &str| find_dimension_in(dataset, name, calendar);
    let per = unit_of(view, dataset, calendar);
    let (view, further) = &stages_of(view, &find, &mut problems);
    let (by, by_name, stack) = groupings(view, dataset, per, &find, &mut problems);
    let without_places =
        view.by.clone().filter(|asked| view.chart == ChartKind::Map && asked != "country" && find(asked) != Some(by));
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
        match find(&filter.by) {
            Some(dimension) => {
                let (by, keep) = (filter.by.clone(), filter.keep.clone());
                filters.push(ResolvedFilter { by, dimension, keep, is_exact: filter.exact });
            }
            None => problems.push(SpecProblem::NoColumn { name: filter.by.clone() }),
        }
    }
    // Editions of one table are never added: the newest stands for all, unless the view says otherwise.
    if let Some(dimension) = find(Role::Edition.id())
        && let Some(newest) = dataset.editions().pop()
        && by != dimension
        && stack.as_ref().is_none_or(|(stack, _)| *stack != dimension)
        && !filters.iter().any(|filter| filter.dimension == dimension)
    {
        let (by, keep) = (Role::Edition.id().to_owned(), vec![Key::Text(newest)]);
        filters.push(ResolvedFilter { by, dimension, keep, is_exact: false });
    }
    let is_shown = |filter: &ResolvedFilter| {
        let own = [Some(by), stack.as_ref().filter(|_| view.chart != ChartKind::Compare).map(|(stack, _)| *stack)];
        // A map shows both ends of a flow, whichever it counts by.
        let is_end = match filter.dimension {
            Dimension::Column(index) => dataset.columns().get(index).is_some_and(|column| column.role.is_country()),
            Dimension::Time(_) => false,
        };
        (is_end && view.chart == ChartKind::Map)
            || own.contains(&Some(filter.dimension))
            || further.iter().any(|(further, _)| *further == filter.dimension)
    };
    let shows_rows = view.chart == ChartKind::Table && view.style == ChartStyle::Rows;
    let is_own = |filter: &ResolvedFilter| !shows_rows && view.own_filters.contains(&filter.by) && is_shown(filter);
    let (kept, filters) = filters.into_iter().partition(is_own);
    let selected_by = match &view.selected_by {
        Some(name) => find(name).map(|dimension| (dimension, name.clone())),
        None => {
            let own = (by, by_name.clone());
            let all = [own.clone()].into_iter().chain(stack.clone()).chain(further.iter().cloned());
            // A chart with two ends may have what is selected at either; one over time has it in another column.
            let roles = [Role::Destination, Role::Citizenship, Role::Origin, Role::Category];
            let elsewhere = roles.into_iter().filter_map(|role| Some((find(role.id())?, role.id().to_owned())));
            let mut all = all.chain(elsewhere);
            if view.selected.is_empty() {
                Some(own)
            } else {
                // What no column holds is nowhere selected: nothing is said about it, least of all that it is zero.
                all.find(|(dimension, _)| holds_all(dataset, *dimension, &view.selected))
            }
        }
    };
    let part = |part: &Filter| {
        let (by, keep) = (part.by.clone(), part.keep.clone());
        Some(ResolvedFilter { dimension: find(&by)?, by, keep, is_exact: true })
    };
    let selected_within = view.selected_within.iter().filter_map(part).collect();
    let asked = match view.period {
        None => dataset.metadata().first_period,
        Some(PeriodChoice::All) => None,
        Some(PeriodChoice::Span(span)) => Some(span),
    };
    let is_same_twice = match view.chart {
        ChartKind::Sankey | ChartKind::Matrix => stack.as_ref().is_some_and(|(other, _)| *other == by),
        ChartKind::Multiples => view.style != ChartStyle::Rankings && by == Dimension::Time(per),
        _ => false,
    };
    if is_same_twice && problems.is_empty() {
        problems.push(SpecProblem::SameTwice);
    }
    let compares_periods = view.chart == ChartKind::Compare && (stack.is_none() || view.versus.is_some());
    if compares_periods && !dataset.has_time() {
        problems.push(SpecProblem::NoTime);
    }
    let (asked, versus) = if compares_periods {
        super::compared::periods(dataset, calendar, asked, view.versus)
    } else {
        (asked, view.versus)
    };
    let shows_time = view.chart == ChartKind::Multiples && view.style != ChartStyle::Rankings;
    let has_time_axis =
        view.chart == ChartKind::Timeline || shows_time || matches!(stack, Some((Dimension::Time(_), _)));
    let axis_unit = match stack {
        Some((Dimension::Time(unit), _)) => unit,
        _ => per,
    };
    // A unit that the source never saw stands among no others: the chart says that it is not covered.
    let is_seen = |span: Span| dataset.coverage().is_none_or(|coverage| coverage.overlaps(span));
    let highlight = asked.filter(|span| has_time_axis && is_seen(*span) && axis_unit.holding(*span).is_some());
    CompleteSpec {
        chart: view.chart,
        by,
        by_name,
        stack,
        without_places,
        further: further.clone(),
        per,
        calendar,
        versus,
        months: view.months.filter(|months| months.first <= months.last),
        mode: view.mode,
        style: view.style,
        share: view.share,
        trailing: view.trailing.filter(|count| *count > 1),
        own_axis: view.own_axis,
        measure: measure.unwrap_or_else(Measure::rows),
        period: asked.filter(|_| highlight.is_none()),
        highlight,
        filters,
        kept,
        selected: view.selected.clone(),
        selected_by,
        selected_within: if view.selected.is_empty() { Vec::new() } else { selected_within },
        top: view.top.unwrap_or_else(|| default_top(view, by)).clamp(1, MAX_TOP),
        sort: view.sort,
        title: view.title.clone(),
        subtitle: view.subtitle.clone(),
        note: view.note.clone(),
        source: view.source.clone(),
        credit: view.credit.clone(),
        alternative: view.alternative.clone(),
        labels: view.labels.clone(),
        problems,
        required: None,
    }
}

/// A chart of flows may name several groupings in `stack`, with commas between them: the view with the first of them,
/// and the others.
fn stages_of<'a>(
    view: &'a ViewSpec,
    find: &dyn Fn(&str) -> Option<Dimension>,
    problems: &mut Vec<SpecProblem>,
) -> (Cow<'a, ViewSpec>, Vec<(Dimension, String)>) {
    let whole = view.stack.as_deref().unwrap_or("");
    // A column may have a comma in its name.
    if view.chart != ChartKind::Sankey || !whole.contains(',') || find(whole).is_some() {
        return (Cow::Borrowed(view), Vec::new());
    }
    let mut names = whole.split(',').map(str::trim).filter(|name| !name.is_empty());
    let first = names.next().map(str::to_owned);
    let mut further = Vec::new();
    for name in names {
        match find(name) {
            Some(dimension) => further.push((dimension, name.to_owned())),
            None => problems.push(no_column(view.chart, name)),
        }
    }
    (Cow::Owned(ViewSpec { stack: first, ..view.clone() }), further)
}

/// To a chart with two ends, a role that no column has is another problem than a name that nobody knows.
fn no_column(chart: ChartKind, name: &str) -> SpecProblem {
    let has_ends = matches!(chart, ChartKind::Sankey | ChartKind::Matrix);
    match Role::from_id(&name.to_lowercase()).filter(|_| has_ends) {
        Some(role) if role.is_country() || role == Role::Category => SpecProblem::NoRole { role },
        _ => SpecProblem::NoColumn { name: name.to_owned() },
    }
}

/// The calendar asked for, where the rows can be cut by it.
fn calendar_of(view: &ViewSpec, dataset: &Dataset, problems: &mut Vec<SpecProblem>) -> Calendar {
    let own = dataset.calendar();
    match view.calendar {
        Some(asked) if asked != own && dataset.knows_years_only() => {
            problems.push(SpecProblem::YearsOnly);
            own
        }
        Some(asked) => asked,
        None => own,
    }
}

/// The unit of a time axis: the one asked for, else one of which the coverage has a readable number.
fn unit_of(view: &ViewSpec, dataset: &Dataset, calendar: Calendar) -> TimeUnit {
    let named = |name: &str| match find_dimension_in(dataset, name, calendar) {
        Some(Dimension::Time(unit)) => Some(unit),
        _ => None,
    };
    let is_over_time = matches!(view.chart, ChartKind::Timeline);
    let asked = view.per.as_deref().and_then(named);
    let asked = asked.or_else(|| view.by.as_deref().filter(|_| is_over_time).and_then(named));
    let days = dataset.coverage().map_or(0, Span::days);
    asked.unwrap_or(match days {
        _ if dataset.knows_years_only() || dataset.is_published() => TimeUnit::Year(calendar),
        0..=62 => TimeUnit::Day,
        63..=1_100 => TimeUnit::Month,
        _ => TimeUnit::Year(calendar),
    })
}

type Groupings = (Dimension, String, Option<(Dimension, String)>);

/// What the marks of a chart stand for, and the second grouping where the chart has one.
fn groupings(
    view: &ViewSpec,
    dataset: &Dataset,
    per: TimeUnit,
    find: &dyn Fn(&str) -> Option<Dimension>,
    problems: &mut Vec<SpecProblem>,
) -> Groupings {
    let resolve = |name: &str, problems: &mut Vec<SpecProblem>| {
        let found = find(name).map(|dimension| (dimension, name.to_owned()));
        if found.is_none() {
            problems.push(no_column(view.chart, name));
        }
        found
    };
    let has = |role: Role| dataset.column_with(role).is_some();
    let stack = view.stack.as_deref().and_then(|name| resolve(name, problems));
    let nothing = (Dimension::Column(0), String::new());
    let role_named = |role: Role| find(role.id()).map(|dimension| (dimension, role.id().to_owned()));
    match view.chart {
        ChartKind::Timeline => {
            if !dataset.has_time() {
                problems.push(SpecProblem::NoTime);
            }
            (Dimension::Time(per), per.id().to_owned(), stack)
        }
        ChartKind::Sankey | ChartKind::Matrix if view.stack.is_none() => {
            let wanted = view.by.as_deref().filter(|name| find(name).is_some());
            let over_time = (Dimension::Time(per), per.id().to_owned());
            let pairs = [
                (Role::Citizenship, Role::Destination),
                (Role::Origin, Role::Destination),
                (Role::Origin, Role::Citizenship),
            ];
            let pair = pairs.into_iter().find(|(from, to)| {
                let is_wanted = |role: Role| wanted.is_none_or(|name| name == role.id() || name == "country");
                has(*from) && has(*to) && (is_wanted(*from) || is_wanted(*to))
            });
            match (pair.and_then(|(from, to)| Some((role_named(from)?, role_named(to)?))), view.chart) {
                (Some(((by, name), to)), _) => (by, name, Some(to)),
                (None, ChartKind::Matrix) if dataset.has_time() => {
                    let (by, name) = main_grouping(view, dataset, find, problems).unwrap_or(nothing);
                    (by, name, Some(over_time))
                }
                (None, _) => {
                    let role = if has(Role::Origin) { Role::Destination } else { Role::Origin };
                    problems.push(SpecProblem::NoRole { role });
                    (nothing.0, nothing.1, None)
                }
            }
        }
        ChartKind::Map => {
            let role =
                [Role::Destination, Role::Citizenship, Role::Origin, Role::Payee].into_iter().find(|role| has(*role));
            // What is no column at all is an error; a column without places gives way to one that has some.
            if let Some(name) = view.by.as_deref().filter(|name| *name != "country" && find(name).is_none()) {
                problems.push(no_column(view.chart, name));
            }
            let asked = view.by.as_deref().and_then(|name| find(name).map(|dimension| (dimension, name.to_owned())));
            let is_place = |column: &crate::dataset::Column| column.role.is_country() || column.holds_airports();
            let asked = asked.filter(|(dimension, _)| match dimension {
                Dimension::Column(index) => dataset.columns().get(*index).is_some_and(is_place),
                Dimension::Time(_) => false,
            });
            let found = asked.or_else(|| role.and_then(role_named)).or_else(|| airports_of(dataset));
            if found.is_none() {
                problems.push(SpecProblem::NoCountryColumn);
            }
            let (by, name) = found.unwrap_or(nothing);
            let name = if name == "country" { role.map_or(name, |role| role.id().to_owned()) } else { name };
            (by, name, stack)
        }
        ChartKind::Bars
        | ChartKind::Sankey
        | ChartKind::Matrix
        | ChartKind::Multiples
        | ChartKind::Compare
        | ChartKind::Table => {
            let ranks = view.chart == ChartKind::Multiples && view.style == ChartStyle::Rankings;
            if view.chart == ChartKind::Multiples && !ranks && !dataset.has_time() {
                problems.push(SpecProblem::NoTime);
            }
            let near = near_end(view, dataset, stack.as_ref(), find);
            let (by, name) = near.or_else(|| main_grouping(view, dataset, find, problems)).unwrap_or(nothing);
            // Two editions of a file are what a comparison of them is about, unless periods are named.
            let is_plain = view.chart == ChartKind::Compare && view.stack.is_none() && view.versus.is_none();
            let editions = role_named(Role::Edition).filter(|(dimension, _)| is_plain && *dimension != by);
            // Panels of bars need something that the bars stand for.
            let roles = [Role::Destination, Role::Citizenship, Role::Origin, Role::Payee, Role::Category];
            let others = roles.into_iter().filter_map(role_named).find(|(dimension, _)| *dimension != by);
            let stack = stack.or(editions).filter(|(dimension, _)| !ranks || *dimension != by);
            let stack = if ranks { stack.or(others) } else { stack };
            if ranks && stack.is_none() {
                problems.push(SpecProblem::NoRole { role: Role::Origin });
            }
            (by, name, stack)
        }
    }
}

/// The airports that a map shows where no column names countries: where flights arrive, else the first ones.
fn airports_of(dataset: &Dataset) -> Option<(Dimension, String)> {
    let is_end = |name: &str| ["arriv", "dest", "drop"].iter().any(|word| name.to_lowercase().contains(word));
    let airports = || dataset.columns().iter().enumerate().filter(|(_, column)| column.holds_airports());
    let end = airports().find(|(_, column)| is_end(&column.name)).or_else(|| airports().next());
    end.map(|(index, column)| (Dimension::Column(index), column.name.clone()))
}

/// Whether a column has every one of these values.
fn holds_all(dataset: &Dataset, dimension: Dimension, keys: &[Key]) -> bool {
    let Dimension::Column(index) = dimension else {
        return keys.iter().all(|key| matches!(key, Key::Time(_) | Key::Missing(_)));
    };
    let Some(column) = dataset.columns().get(index) else { return false };
    let holds = |key: &Key| {
        matches!(key, Key::Missing(_))
            || (0..column.dictionary.len()).any(|entry| match key_of(&column.dictionary, entry) {
                Key::Joint(countries) => {
                    matches!(key, Key::Joint(same) if *same == countries)
                        || matches!(key, Key::Country(one) if countries.contains(one))
                }
                other => other == *key,
            })
    };
    keys.iter().all(holds)
}

/// Where a chart with two ends is asked for by its far end only: the first country that is not there already, in the
/// order in which a journey names them.
fn near_end(
    view: &ViewSpec,
    dataset: &Dataset,
    far: Option<&(Dimension, String)>,
    find: &dyn Fn(&str) -> Option<Dimension>,
) -> Option<(Dimension, String)> {
    let is_asked = matches!(view.chart, ChartKind::Sankey | ChartKind::Matrix) && view.by.is_none();
    let (far, _) = far.filter(|(dimension, _)| is_asked && matches!(dimension, Dimension::Column(_)))?;
    [Role::Origin, Role::Citizenship, Role::Destination, Role::Category]
        .into_iter()
        .filter(|role| dataset.column_with(*role).is_some())
        .filter_map(|role| find(role.id()).map(|dimension| (dimension, role.id().to_owned())))
        .find(|(dimension, _)| dimension != far)
}

/// The column asked for, else the country that the data set is mainly about, else years.
fn main_grouping(
    view: &ViewSpec,
    dataset: &Dataset,
    find: &dyn Fn(&str) -> Option<Dimension>,
    problems: &mut Vec<SpecProblem>,
) -> Option<(Dimension, String)> {
    let default_by = dataset.country_role().map(Role::id).or(dataset.has_time().then_some("year"));
    let wanted = view.by.as_deref().or(default_by);
    let by = wanted.and_then(|name| Some((find(name)?, name.to_owned())));
    if by.is_none() {
        problems.push(match &view.by {
            Some(name) if name != "country" => no_column(view.chart, name),
            _ => SpecProblem::NoCountryColumn,
        });
    }
    let (by, name) = by?;
    Some((by, if name == "country" { default_by.unwrap_or("").to_owned() } else { name }))
}

fn default_top(view: &ViewSpec, by: Dimension) -> usize {
    match (view.chart, by) {
        (ChartKind::Compare, Dimension::Column(_)) if view.style == ChartStyle::Slopes => DEFAULT_TOP + 2,
        (ChartKind::Bars, Dimension::Time(_)) => DEFAULT_PERIODS,
        (ChartKind::Bars, Dimension::Column(_)) => DEFAULT_TOP,
        (ChartKind::Compare, Dimension::Column(_)) => DEFAULT_COMPARED,
        (ChartKind::Timeline, _) => DEFAULT_SERIES,
        (ChartKind::Sankey | ChartKind::Matrix, _) => 15,
        (ChartKind::Multiples, _) => 12,
        (ChartKind::Map | ChartKind::Table | ChartKind::Compare, _) => MAX_TOP,
    }
}

/// Finds what a name on the command line or in a view means: `country`, a role, a unit of time, or a column.
pub fn find_dimension(dataset: &Dataset, name: &str) -> Option<Dimension> {
    find_dimension_in(dataset, name, dataset.calendar())
}

/// As [`find_dimension`], with years of a calendar.
pub fn find_dimension_in(dataset: &Dataset, name: &str, calendar: Calendar) -> Option<Dimension> {
    let position = |test: &dyn Fn(&crate::dataset::Column) -> bool| dataset.columns().iter().position(test);
    let by_role = |role: Role| position(&|column| column.role == role).map(Dimension::Column);
    let lower = name.to_lowercase();
    match lower.as_str() {
        "country" => return dataset.country_role().and_then(by_role),
        "year" | "quarter" | "month" | "week" | "day" | "date" if dataset.has_time() => {
            return Some(Dimension::Time(match lower.as_str() {
                "year" => TimeUnit::Year(calendar),
                "quarter" => TimeUnit::Quarter,
                "month" => TimeUnit::Month,
                "week" => TimeUnit::Week,
                _ => TimeUnit::Day,
            }));
        }
        "fiscal_year" if dataset.has_time() => {
            let calendar = if calendar.is_fiscal() { calendar } else { Calendar::US_FISCAL };
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
