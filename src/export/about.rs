//! A figure in words: what it shows, of which data, by which definitions, and how it is opened again. The sheet "About"
//! of a workbook and the speaker notes of a slide say this.

use super::numbers_table::reconciled;
use crate::chart::{Captions, filter_text, format_period_long, measure_name};
use crate::dataset::Dataset;
use crate::query::QueryResult;
use crate::view_spec::CompleteSpec;
use crate::words::Words;

/// Name and text of each line; lines without a text are left out.
pub(super) fn lines(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    captions: &Captions,
    program: &str,
    words: &Words,
) -> Vec<(&'static str, String)> {
    let labels = words.labels;
    let language = words.language.code();
    let metadata = dataset.metadata();
    let period = |span| format_period_long(span, dataset.calendar(), words);
    let filters = filter_text(dataset, spec, words);
    let mut lines: Vec<(&'static str, String)> = vec![
        (labels.title, captions.headline.clone()),
        (labels.subtitle, captions.subtitle.clone()),
        (labels.measure, measure_name(spec, words)),
        (labels.definition, spec.measure.definition.in_language(language).to_owned()),
        (labels.filters, if filters.is_empty() { labels.no_filters.to_owned() } else { filters }),
        (labels.period, spec.period.map_or(labels.all_years.to_owned(), period)),
        (labels.coverage, dataset.coverage().map(period).unwrap_or_default()),
        (labels.rows, reconciled(result, words)),
    ];
    let definition = spec.measure.definition.in_language(language);
    lines.extend(captions.notes.iter().filter(|note| *note != definition).map(|note| (labels.note, note.clone())));
    lines.extend([
        (labels.source, captions.source.clone()),
        (labels.publisher, metadata.publisher.in_language(language).to_owned()),
        (labels.licence, metadata.licence.in_language(language).to_owned()),
        (labels.address, metadata.address.clone()),
        (labels.retrieved, metadata.retrieved.clone()),
        (labels.data_set, metadata.title.in_language(language).to_owned()),
        (labels.fingerprint, dataset.fingerprint().to_string()),
        (labels.made_with, program.to_owned()),
        (labels.open_again, labels.open_again_how.to_owned()),
    ]);
    lines.retain(|(_, text)| !text.is_empty());
    lines
}
