//! What is derived from data and view, kept until either changes: an unchanged frame runs no query.

use crate::chart::{self, ChartModel};
use crate::dataset::country::fold;
use crate::dataset::{Dataset, Fingerprint, Number, Role, Span};
use crate::query::{self, Amount, Group, QueryResult};
use crate::view_spec::{ChartKind, CompleteSpec, Key, complete, find_dimension};
use crate::words::Words;
use std::cmp::Reverse;
use std::sync::OnceLock;

use super::beside::{self, Act};
use super::document::{Document, Layout};

/// The check boxes of one column.
#[derive(Clone, Debug, PartialEq)]
pub struct Facet {
    /// As filters name it.
    pub by: String,
    /// None for a column that somebody chose.
    pub role: Role,
    pub values: Vec<FacetValue>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FacetValue {
    pub key: Key,
    pub label: String,
    /// The measure for this value under all other filters, or a dash.
    pub count: String,
    pub kept: bool,
}

/// One year of the time bar.
#[derive(Clone, Debug, PartialEq)]
pub struct YearBar {
    pub year: i16,
    pub span: Span,
    pub label: String,
    /// 0 to 1 of the highest year; `None` without a number.
    pub height: Option<f32>,
    /// The number with its unit, or why there is none.
    pub text: String,
    pub is_covered: bool,
    pub is_partly_covered: bool,
    pub events: Vec<String>,
}

/// A chart beside the large one.
#[derive(Clone, Debug)]
pub struct Tile {
    pub spec: CompleteSpec,
    pub model: ChartModel,
}

/// Everything that the window shows of the data.
#[derive(Clone, Debug)]
pub struct Derived {
    pub spec: CompleteSpec,
    pub result: QueryResult,
    pub model: ChartModel,
    /// The charts beside the large one.
    pub tiles: Vec<Tile>,
    pub facets: Vec<Facet>,
    pub years: Vec<YearBar>,
    /// For published figures: the spans for which figures exist, with how many places.
    pub published_periods: Vec<(Span, usize)>,
}

#[derive(Clone, Debug, Default)]
pub struct Memo {
    key: Option<(Fingerprint, Document, &'static str)>,
    derived: Option<Derived>,
    /// How often something was computed; a test holds that an unchanged frame computes nothing.
    pub computations: u64,
}

impl Memo {
    /// Computes anew if the data, the view or the language is another than last time.
    pub fn refresh(&mut self, dataset: &Dataset, document: &Document, words: &Words) {
        let (print, language) = (dataset.fingerprint(), words.language.code());
        let is_same =
            |key: &(Fingerprint, Document, &'static str)| key.0 == print && key.2 == language && key.1 == *document;
        if self.derived.is_some() && self.key.as_ref().is_some_and(is_same) {
            return;
        }
        self.computations += 1;
        let hands = if dataset.row_count() >= ROWS_FOR_TWO { Hands::Two } else { Hands::One(&|| true) };
        self.derived = Some(derive(dataset, document, words, hands));
        self.key = Some((print, document.clone(), language));
    }

    /// Forgets everything: the next refresh computes.
    pub fn clear(&mut self) {
        self.key = None;
    }

    pub fn derived(&self) -> Option<&Derived> {
        self.derived.as_ref()
    }
}

/// Rows from which a second processor is worth its start.
const ROWS_FOR_TWO: usize = 50_000;

/// The columns that always have a list, as filters name them.
const LISTED: [(Role, &str); 6] = [
    (Role::Origin, "origin"),
    (Role::Destination, "destination"),
    (Role::Citizenship, "citizenship"),
    (Role::Payee, "payee"),
    (Role::Category, "category"),
    (Role::Edition, "edition"),
];

/// Who finds out what the window shows, which changes nothing of what is found.
#[derive(Clone, Copy)]
enum Hands<'a> {
    /// A second processor takes a part.
    Two,
    /// One alone, who is asked before each act whether to go on; who stops leaves parts out.
    One(&'a dyn Fn() -> bool),
}

/// Finds out what a window would show, so that it is in the memory of the query; whether it was done with.
pub(super) fn ask(dataset: &Dataset, document: &Document, words: &Words, may_go_on: &dyn Fn() -> bool) -> bool {
    if may_go_on() {
        derive(dataset, document, words, Hands::One(may_go_on));
    }
    may_go_on()
}

fn derive(dataset: &Dataset, document: &Document, words: &Words, hands: Hands<'_>) -> Derived {
    let spec = complete(&document.view, dataset);
    let narrowed = spec.narrowed();
    let of_tiles: Vec<CompleteSpec> = match document.layout {
        Layout::One => Vec::new(),
        Layout::Beside | Layout::Grid => {
            document.tiles.iter().map(|tile| complete(&tile.beside(&document.view, &spec.by_name), dataset)).collect()
        }
    };
    let answer = |spec: &CompleteSpec| {
        let result = query::run(dataset, spec);
        let model = chart::build(dataset, spec, &result, words);
        (result, model)
    };
    let main = || answer(&spec);
    let models: Vec<OnceLock<ChartModel>> = of_tiles.iter().map(|_| OnceLock::new()).collect();
    let facets = LISTED.map(|_| OnceLock::new());
    let bars = OnceLock::new();
    // Questions of other times and filters than the large chart's come first; what uses the same answers comes after,
    // when they are there.
    let mut acts: Vec<(u8, Act<'_>)> = Vec::new();
    for (spec, model) in of_tiles.iter().zip(&models) {
        let order = if spec.chart == ChartKind::Timeline { 0 } else { 3 };
        acts.push((order, Box::new(|| drop(model.set(answer(spec).1)))));
    }
    acts.push((1, Box::new(|| query::ask_before(dataset, &spec))));
    for ((role, by), list) in LISTED.iter().zip(&facets) {
        let order = if narrowed.filters.iter().any(|filter| filter.by == *by) { 2 } else { 4 };
        let narrowed = &narrowed;
        acts.push((order, Box::new(move || drop(list.set(facet(dataset, narrowed, *role, by, words))))));
    }
    acts.push((5, Box::new(|| drop(bars.set(years(dataset, &narrowed, words))))));
    acts.sort_by_key(|(order, _)| *order);
    let acts: Vec<Act<'_>> = acts.into_iter().map(|(_, act)| act).collect();
    let (result, model) = match hands {
        Hands::Two => beside::all(main, acts),
        Hands::One(may_go_on) => {
            let found = main();
            acts.into_iter().take_while(|_| may_go_on()).for_each(|act| act());
            found
        }
    };
    let models: Vec<ChartModel> = models.into_iter().filter_map(OnceLock::into_inner).collect();
    let mut facets: Vec<Facet> = facets.into_iter().filter_map(OnceLock::into_inner).flatten().collect();
    let years = bars.into_inner().unwrap_or_default();

    // A filter that nobody can see could not be taken back.
    let filtered = spec.filters.iter().chain(&spec.kept).map(|filter| filter.by.clone());
    for name in document.listed_columns.iter().cloned().chain(filtered) {
        if dataset.column_named(&name).is_some() && !facets.iter().any(|facet| facet.by == name) {
            facets.extend(facet(dataset, &narrowed, Role::None, &name, words));
        }
    }
    let published_periods = query::published_periods(dataset, &narrowed);
    let tiles = of_tiles.into_iter().zip(models).map(|(spec, model)| Tile { spec, model }).collect();
    Derived { spec, result, model, tiles, facets, years, published_periods }
}

fn facet(dataset: &Dataset, spec: &CompleteSpec, role: Role, by: &str, words: &Words) -> Option<Facet> {
    let dimension =
        find_dimension(dataset, by).filter(|_| role == Role::None || dataset.column_with(role).is_some())?;
    let result = query::facet(dataset, spec, by, dimension);
    let kept =
        spec.filters.iter().find(|filter| filter.by == by).map(|filter| filter.keep.as_slice()).unwrap_or_default();
    let mut values: Vec<(Option<Number>, FacetValue)> = result
        .groups
        .iter()
        .filter(|group| !is_group_of_places(dataset, role, group))
        .map(|group| {
            let count = match &group.amount {
                Amount::Missing(_) => "–".to_owned(),
                amount => chart::amount_label(amount, &spec.measure.unit, words),
            };
            let label = chart::key_name(&group.key, dataset.calendar(), words);
            let kept = kept.contains(&group.key);
            (group.amount.largest(), FacetValue { key: group.key.clone(), label, count, kept })
        })
        .collect();
    values.sort_by_cached_key(|(amount, value)| (Reverse(*amount), fold(&value.label)));
    let values: Vec<FacetValue> = values.into_iter().map(|(_, value)| value).collect();
    (values.len() > 1 || role == Role::None).then(|| Facet { by: by.to_owned(), role, values })
}

/// Regions and "all destinations" of published figures are no places to choose.
fn is_group_of_places(dataset: &Dataset, role: Role, group: &Group) -> bool {
    dataset.is_published() && role.is_country() && !matches!(group.key, Key::Country(_))
}

/// Every year that the coverage touches, and one not covered on each side: outside the coverage is a place, too.
fn years(dataset: &Dataset, spec: &CompleteSpec, words: &Words) -> Vec<YearBar> {
    let Some(coverage) = dataset.coverage() else { return Vec::new() };
    let (first, last) = (spec.calendar.year_of(coverage.first()), spec.calendar.year_of(coverage.last()));
    let calendar = spec.calendar;
    let yearly = query::yearly(dataset, spec);
    let amount_of =
        |span: Span| yearly.groups.iter().find(|group| group.key == Key::Time(span)).map(|group| &group.amount);
    let highest = yearly
        .groups
        .iter()
        .filter_map(|group| group.amount.largest())
        .max()
        .filter(|number| !number.is_zero())
        .map_or(1.0, Number::to_f64);
    (first - 1..=last + 1)
        .filter_map(|year| {
            let span = calendar.year(year)?;
            let is_covered = coverage.overlaps(span);
            let amount = amount_of(span).filter(|_| is_covered);
            let is_partly_covered = dataset.is_partly_covered(span, &spec.measure);
            #[expect(clippy::cast_possible_truncation, reason = "a height on a screen")]
            let height = amount.and_then(Amount::largest).map(|number| (number.to_f64() / highest).max(0.0) as f32);
            let counted = match amount {
                Some(amount) => chart::count_text(amount, &spec.measure.unit, words),
                None if is_covered => chart::nothing_name(query::Nothing::NotPublished, words).to_owned(),
                None => words.labels.not_covered_label.to_owned(),
            };
            let mut text = counted;
            if is_partly_covered {
                text = format!("{text}, {}", words.labels.partly_covered);
            }
            let events = dataset
                .events()
                .iter()
                .filter(|event| span.contains(Span::day(event.when.first())))
                .map(|event| {
                    let when = chart::format_period(event.when, crate::dataset::Calendar::GREGORIAN, words);
                    format!("{when}: {}", event.label.in_language(words.language.code()))
                })
                .collect();
            Some(YearBar {
                year,
                label: chart::format_period(span, calendar, words),
                span,
                height,
                text,
                is_covered,
                is_partly_covered,
                events,
            })
        })
        .collect()
}

/// Whether what is selected can become a filter.
pub(super) fn can_filter(spec: &CompleteSpec) -> bool {
    !spec.selection_filters().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::{ReadOptions, read_bytes};
    use crate::view_spec::{ChartKind, PeriodChoice};
    use crate::words::{Language, words};
    use std::sync::Arc;

    #[test]
    fn two_processors_find_what_one_finds() {
        let places = ["Ghana", "Chad", "Mexico", "Peru", "India", "Ghana & Chad", ""];
        let csv = (0..3_000).fold("date,destination,origin,type,operation_id\n".to_owned(), |text, row| {
            let (year, month, day) = (2019 + row % 5, row % 11 + 1, row * 7 % 28 + 1);
            let (place, origin) = (places[row * 13 % 7], ["Germany", "Italy", "Spain"][row * 5 % 3]);
            text + &format!("{year}-{month:02}-{day:02},{place},{origin},T{},OP{}\n", row * 3 % 4, row * 17 % 900)
        });
        let dataset = read_bytes(csv.as_bytes(), "table", &ReadOptions::default(), &Arc::default()).unwrap().dataset;
        dataset.prepare_now();
        let keys = |by: &str| -> Vec<Key> {
            let lists = derive(&dataset, &Document::default(), words(Language::English), Hands::One(&|| true)).facets;
            let list = lists.into_iter().find(|list| list.by == by).unwrap();
            list.values.into_iter().map(|value| value.key).collect()
        };
        let (destinations, types) = (keys("destination"), keys("category"));
        let mut document = Document::default();
        let mut documents = vec![document.clone()];
        for step in 0..24 {
            let view = &mut document.view;
            match step % 6 {
                0 => view.period = format!("{}", 2019 + step % 5).parse().ok(),
                1 => view.toggle_filter("category", types[step % types.len()].clone()),
                2 => view.selected = vec![destinations[step % destinations.len()].clone()],
                3 => view.period = format!("{}-{:02}", 2019 + step % 5, step % 11 + 1).parse().ok(),
                4 => view.toggle_filter("destination", destinations[step % destinations.len()].clone()),
                _ => view.period = Some(PeriodChoice::All),
            }
            documents.push(document.clone());
        }
        // Each with a memory of its own, that of two filled by both at the same time.
        let (one, two) = (dataset.as_ref().clone(), dataset.as_ref().clone());
        one.prepare_now();
        two.prepare_now();
        for document in &documents {
            for language in [Language::English, Language::Spanish] {
                let by_one = derive(&one, document, words(language), Hands::One(&|| true));
                let by_two = derive(&two, document, words(language), Hands::Two);
                assert_eq!(format!("{by_one:?}"), format!("{by_two:?}"));
                assert_eq!(by_two.tiles.len(), document.tiles.len());
            }
            // Now and then both are asked about nothing that they know.
            query::forget_answers(&two);
        }
        assert!(documents.iter().any(|document| document.tiles.iter().any(|tile| tile.chart == ChartKind::Timeline)));
    }
}
