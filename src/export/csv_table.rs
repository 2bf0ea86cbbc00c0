//! The numbers behind a figure as CSV: one line for each group, the total last, the notes below the source.
//! Numbers are plain; texts that a spreadsheet would run as formulas are defused.

use crate::chart::{BarKey, Body, ChartModel, RankedGroup, key_code, rank};
use crate::dataset::{Counting, Dataset};
use crate::query::{self, Amount, QueryResult};
use crate::view_spec::CompleteSpec;
use crate::words::Words;

/// UTF-8 with a byte order mark, which Excel needs to see that it is UTF-8.
pub(super) fn write(
    dataset: &Dataset,
    spec: &CompleteSpec,
    result: &QueryResult,
    model: &ChartModel,
    words: &Words,
) -> Option<Vec<u8>> {
    let ranking = rank(spec, result, words);
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::from(*b"\xEF\xBB\xBF"));
    let group_name = if spec.by_name.is_empty() { "group" } else { spec.by_name.as_str() };
    let measure = spec.measure.id.as_str();
    let header = [
        "rank",
        group_name,
        "code",
        measure,
        "published_values",
        "missing",
        "previous",
        "change",
        "rows_behind",
        "source",
    ];
    writer.write_record(header.map(defuse)).ok()?;
    let has_own_line = |ranked: &RankedGroup| match &model.body {
        Body::Bars(bars) => bars.bars.iter().any(|bar| bar.key == BarKey::One(ranked.group.key.clone())),
        Body::Timeline(_)
        | Body::Map(_)
        | Body::Sankey(_)
        | Body::Matrix(_)
        | Body::Multiples(_)
        | Body::Compare(_)
        | Body::Table(_)
        | Body::Empty { .. } => true,
    };
    let (shown, rest): (Vec<&RankedGroup>, Vec<&RankedGroup>) =
        ranking.groups.iter().partition(|ranked| has_own_line(ranked));
    for ranked in shown {
        writer.write_record(record(ranked)).ok()?;
    }
    let (numbered, without): (Vec<&RankedGroup>, Vec<&RankedGroup>) =
        rest.iter().partition(|ranked| ranked.group.amount.largest().is_some());
    if !numbered.is_empty() && !matches!(spec.measure.counting, Counting::Published { .. }) {
        let together =
            query::amount_together(dataset, spec, numbered.iter().map(|ranked| ranked.group.key.clone()).collect());
        let number = together.known().map_or(String::new(), |number| number.to_string());
        let label = words.say.others(numbered.len());
        writer.write_record(["", &label, "", &number, "", missing_id(&together), "", "", "", ""]).ok()?;
    }
    let total = [
        String::new(),
        words.labels.total.to_owned(),
        String::new(),
        result.total.known().map_or(String::new(), |number| number.to_string()),
        String::new(),
        missing_id(&result.total).to_owned(),
        result.previous_total.as_ref().and_then(Amount::known).map_or(String::new(), |number| number.to_string()),
        String::new(),
        result.rows.used.to_string(),
        String::new(),
    ];
    writer.write_record(total).ok()?;
    writer.write_record([""]).ok()?;
    for text in about(dataset, result, model, words) {
        writer.write_record([defuse(&text)]).ok()?;
    }
    for line in super::csv_parts::lines(model, &spec.by_name, words) {
        writer.write_record(line.iter().map(|text| defuse(text))).ok()?;
    }
    // What stands together in one line, name by name.
    for (heading, members) in [(words.say.others(numbered.len()), numbered), (String::new(), without)] {
        if members.is_empty() {
            continue;
        }
        writer.write_record([""]).ok()?;
        writer.write_record(["", heading.as_str()]).ok()?;
        for ranked in members {
            writer.write_record(record(ranked)).ok()?;
        }
    }
    writer.into_inner().ok()
}

/// What stands below the numbers: captions, notes, where the rows went, the source.
pub(super) fn about(dataset: &Dataset, result: &QueryResult, model: &ChartModel, words: &Words) -> Vec<String> {
    let counts = &result.rows;
    let reconciled = words.say.rows_reconcile(
        &counts.read.to_string(),
        &counts.used.to_string(),
        &counts.filtered().to_string(),
        &counts.unusable_rows().to_string(),
    );
    let about = [model.captions.headline.clone(), model.captions.subtitle.clone()];
    let notes = model.captions.notes.iter().map(|note| format!("{}: {note}", words.labels.note));
    let source = format!("{}: {}", words.labels.source, model.captions.source);
    let fingerprint = format!("{}: {}", words.labels.fingerprint, dataset.fingerprint());
    about.into_iter().chain(notes).chain([reconciled, source, fingerprint]).collect()
}

/// One line of the table.
fn record(ranked: &RankedGroup) -> [String; 10] {
    let number = |amount: Option<&Amount>| amount.and_then(Amount::known).map_or(String::new(), |n| n.to_string());
    let (published, source) = match &ranked.group.amount {
        Amount::Differing(values) => (
            values.iter().map(|one| one.value.to_string()).collect::<Vec<_>>().join(" | "),
            values.iter().map(|one| one.sources.join("; ")).collect::<Vec<_>>().join(" | "),
        ),
        Amount::Published(one) => (String::new(), one.sources.join("; ")),
        Amount::Known(_) | Amount::Missing(_) => (String::new(), String::new()),
    };
    [
        ranked.rank.map_or(String::new(), |rank| rank.to_string()),
        defuse(&ranked.label),
        key_code(&ranked.group.key).unwrap_or("").to_owned(),
        number(Some(&ranked.group.amount)),
        published,
        missing_id(&ranked.group.amount).to_owned(),
        number(ranked.group.previous.as_ref()),
        ranked.change.map_or(String::new(), |change| change.difference().to_string()),
        ranked.group.rows.to_string(),
        defuse(&source),
    ]
}

pub(super) fn missing_id(amount: &Amount) -> &'static str {
    match amount {
        Amount::Missing(nothing) => nothing.id(),
        Amount::Differing(_) => "published_values_differ",
        Amount::Known(_) | Amount::Published(_) => "",
    }
}

/// An apostrophe before what a spreadsheet would take for a formula.
pub(super) fn defuse(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::defuse;

    #[test]
    fn formulas_are_defused() {
        for (text, expected) in [("=1+1", "'=1+1"), ("@x", "'@x"), ("Ghana", "Ghana"), ("-", "'-")] {
            assert_eq!(defuse(text), expected);
        }
    }
}
