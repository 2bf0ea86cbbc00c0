//! Which role a column plays, guessed from the words of its header and from what its cells hold. Every guess has a
//! reason, and whatever the analyst says wins.

use super::dates::parse_serial;
use super::issue::{IssueKind, LoadReport, RoleGuess, RoleReason};
use super::table::RawTable;
use super::understanding::{is_place_like, is_some_date, is_some_number, parse_year, usual_mark};
use crate::dataset::country::fold;
use crate::dataset::{Calendar, Role};

/// What the cells of a column look like, as far as guessing needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct CellShape {
    pub distinct: usize,
    /// Shares of the distinct values, 0 to 1.
    pub numbers: f64,
    pub dates: f64,
    pub years: f64,
    pub countries: f64,
    /// Serial numbers of spreadsheets, which are dates only where the header says so.
    pub serials: f64,
}

/// Header words in English, Spanish, French, German and Portuguese, folded. The first column that fits wins.
const HEADER_WORDS: [(Role, &[&str]); 20] = [
    (
        Role::Destination,
        &[
            "destination",
            "destination country",
            "country of destination",
            "dest country",
            "country of return",
            "return country",
            "third country of return",
            "receiving country",
            "air2 country",
            "pais de destino",
            "destino",
            "pais de retorno",
            "pays de destination",
            "pays de retour",
            "zielland",
            "zielstaat",
            "ruckkehrland",
            "destinations",
            "destination s",
            "country of removal",
            "removal country",
            "to",
            "dest",
            "removed to",
            "pays de destination s",
            "land der ruckkehr",
        ],
    ),
    (
        Role::Origin,
        &[
            "origin",
            "origin country",
            "country of origin of flight",
            "departure country",
            "country of departure",
            "member state",
            "ms",
            "state",
            "organising ms",
            "participating ms",
            "sending country",
            "from country",
            "pais de salida",
            "pais de origen",
            "origen",
            "pays de depart",
            "origine",
            "abflugland",
            "mitgliedstaat",
            "pais de partida",
            "origem",
            "ms sac",
            "ms sac tc",
            "mssac",
            "member state s",
            "air country",
            "from",
            "pays d origine du vol",
        ],
    ),
    (
        Role::Citizenship,
        &[
            "citizenship",
            "citizenship country",
            "country of citizenship",
            "countryofcitizenship",
            "nationality",
            "nacionalidad",
            "pais de ciudadania",
            "ciudadania",
            "nationalite",
            "staatsangehorigkeit",
            "nacionalidade",
            "nationalities",
            "country of nationality",
            "pais de nacionalidad",
            "pays de nationalite",
            "staatsburgerschaft",
            "pais de nacionalidade",
        ],
    ),
    (
        Role::Date,
        &[
            "date",
            "flight date",
            "departure date",
            "mission date",
            "missiondate",
            "operation date",
            "day",
            "fecha",
            "fecha de salida",
            "fecha del vuelo",
            "date de depart",
            "datum",
            "abflugdatum",
            "data",
            "date of departure",
            "ro date",
            "departed date",
            "removal date",
            "date of operation",
            "date of flight",
            "fecha de deportacion",
            "fecha de retorno",
            "date du vol",
            "data do voo",
            "flugdatum",
            "tag",
            "jour",
            "dia",
        ],
    ),
    (
        Role::FiscalYear,
        &["fiscal year", "fy", "ano fiscal", "annee fiscale", "haushaltsjahr", "fiscal years", "us fiscal year"],
    ),
    (Role::Year, &["year", "calendar year", "ano", "annee", "jahr", "years", "mission year"]),
    (Role::Month, &["month", "year month", "mes", "mois", "monat"]),
    (Role::PeriodStart, &["period start", "start date", "from date", "inicio del periodo", "fecha inicial"]),
    (Role::PeriodEnd, &["period end", "end date", "to date", "fin del periodo", "fecha final"]),
    (
        Role::FlightKey,
        &[
            "operation id",
            "mission number",
            "missionnumber",
            "mission id",
            "missionid",
            "flight id",
            "ro number",
            "operation number",
            "frontex id",
            "ro id",
            "flight key",
            "id operacion",
            "numero de operacion",
            "id de vuelo",
            "flugnummer",
            "roid",
            "ro title",
            "flight number",
            "flight no",
            "numero de vuelo",
            "vuelo",
            "numero de vol",
            "voo",
            "ro",
            "mission",
            "flight",
        ],
    ),
    (Role::Flights, &["flights", "number of flights", "flight count", "vuelos", "vols", "fluge", "voos", "operations"]),
    (
        Role::People,
        &[
            "people",
            "persons",
            "returnees",
            "removals",
            "number of returnees",
            "passengers",
            "pax",
            "deportees",
            "removed",
            "tcns",
            "tcns accepted",
            "no of tcns",
            "personas",
            "pasajeros",
            "retornados",
            "deportados",
            "personnes",
            "passagers",
            "personen",
            "pessoas",
            "passageiros",
            "number of persons",
            "number of returns",
            "no of returns",
            "number of removals",
            "no of persons",
            "no of returnees",
            "number of people",
            "returns",
            "returned",
            "returned persons",
            "anzahl",
            "anzahl personen",
            "expulsados",
            "removidos",
            "repatriados",
            "numero de personas",
            "cantidad",
            "nombre de personnes",
            "personnes eloignees",
            "numero de pessoas",
            "total people",
        ],
    ),
    (
        Role::Payee,
        &[
            "payee",
            "paid to",
            "who was paid",
            "recipient",
            "recipient country",
            "beneficiary",
            "beneficiario",
            "beneficiaire",
            "pagado a",
            "perceptor",
            "empfanger",
            "zahlungsempfanger",
            "destinatario del pago",
        ],
    ),
    (
        Role::Cost,
        &[
            "cost",
            "costs",
            "paid eur",
            "frontex cost eur",
            "amount",
            "cost eur",
            "costo",
            "coste",
            "cout",
            "kosten",
            "custo",
            "total paid",
            "amount paid",
            "amount paid by frontex",
            "paid",
            "total cost",
            "importe",
            "montant",
            "betrag",
            "valor",
            "monto",
            "frontex cost",
        ],
    ),
    (
        Role::Category,
        &[
            "operation type",
            "type",
            "flight type",
            "type of operation",
            "category",
            "tipo",
            "tipo de operacion",
            "art",
            "type of flight",
            "return type",
            "type of return",
            "removal type",
            "flight category",
            "tipo de vuelo",
            "type de vol",
            "type d operation",
            "flugart",
        ],
    ),
    (Role::Series, &["measure", "series", "indicator", "medida", "indicador"]),
    (Role::Level, &["destination type", "level", "place type", "nivel"]),
    (Role::Publisher, &["counted by", "publisher", "source publisher", "contado por"]),
    (Role::Source, &["source", "source title", "source url", "fuente", "quelle", "fonte"]),
    (Role::Note, &["note", "notes", "remark", "remarks", "nota", "notas", "bemerkung"]),
];

/// A country column that does not say of what: by citizenship where the file speaks of citizenship, else destination.
const BARE_COUNTRY_WORDS: [&str; 6] = ["country", "country name", "pais", "pays", "land", "staat"];

/// Words that say it anywhere in a longer header, where no header says it alone: "Number of TCNs (accepted)".
const WORDS_INSIDE: [(Role, &[&str]); 8] = [
    (Role::Destination, &["destination", "destinations", "destino", "zielland", "zielstaat"]),
    (
        Role::Citizenship,
        &[
            "citizenship",
            "nationality",
            "nacionalidad",
            "ciudadania",
            "nationalite",
            "staatsangehorigkeit",
            "nacionalidade",
        ],
    ),
    (Role::Origin, &["origin", "origen", "origine", "origem"]),
    (Role::Date, &["date", "fecha", "datum"]),
    (
        Role::People,
        &[
            "returnees",
            "deportees",
            "passengers",
            "persons",
            "people",
            "removals",
            "tcns",
            "personas",
            "pasajeros",
            "deportados",
            "retornados",
            "personen",
            "personnes",
            "pessoas",
            "passageiros",
        ],
    ),
    (Role::Flights, &["flights", "vuelos", "vols", "voos", "fluge"]),
    (Role::Cost, &["cost", "costs", "paid", "costo", "coste", "kosten", "cout", "montant", "importe"]),
    (Role::Year, &["year", "ano", "annee", "jahr"]),
];

/// Headers with these words are about a person and not about a flight.
const NOT_INSIDE: [&str; 13] = [
    "birth",
    "dob",
    "arrest",
    "entry",
    "nacimiento",
    "naissance",
    "geburt",
    "age",
    "source",
    "update",
    "updated",
    "retrieved",
    "published",
];

/// Share of the distinct values that must fit before a header word is believed.
const ENOUGH: f64 = 0.6;

/// What was guessed, and which header words were not believed because of what the cells hold.
pub(super) struct Guesses {
    pub roles: Vec<RoleGuess>,
    pub not_believed: Vec<(usize, Role)>,
}

/// The roles of all columns, in their order. `speaks_of_citizenship`: whether any text in the file does.
pub(super) fn guess(
    headers: &[String],
    shapes: &[CellShape],
    chosen: &[(Role, String)],
    speaks_of_citizenship: bool,
) -> Guesses {
    let mut not_believed: Vec<(usize, Role)> = Vec::new();
    let mut guesses: Vec<RoleGuess> = headers
        .iter()
        .map(|name| RoleGuess { column: name.clone(), role: Role::None, reason: RoleReason::Content })
        .collect();
    let mut taken: Vec<usize> = Vec::new();
    for (role, name) in chosen {
        if let Some(index) = headers.iter().position(|header| header == name) {
            give(&mut guesses, index, *role, RoleReason::Chosen);
            taken.push(index);
        }
    }
    let is_chosen = |role| chosen.iter().any(|(chosen, _)| *chosen == role);
    let folded: Vec<String> = headers.iter().map(|header| plain_header(header)).collect();
    // In the files of ICE the country of departure is where a person departed to.
    let departs_to = folded.iter().any(|header| header == "departed date");
    let fits = |role: Role, index: usize| shapes.get(index).is_none_or(|shape| shape_fits(role, *shape));
    for (role, words) in HEADER_WORDS {
        if is_chosen(role) {
            continue;
        }
        let departure = ["departure country", "country of departure"];
        let words: Vec<&'static str> = match role {
            Role::Destination if departs_to => words.iter().chain(&departure).copied().collect(),
            Role::Origin if departs_to => words.iter().filter(|word| !departure.contains(word)).copied().collect(),
            _ => words.to_vec(),
        };
        let found = words.iter().find_map(|word| {
            let index = (0..folded.len()).find(|index| {
                folded.get(*index).is_some_and(|header| header == word) && !taken.contains(index) && fits(role, *index)
            })?;
            Some((index, *word))
        });
        if let Some((index, word)) = found {
            give(&mut guesses, index, role, RoleReason::HeaderWord(word));
            taken.push(index);
        } else if let Some(index) = folded.iter().position(|header| words.contains(&header.as_str())) {
            // The header says it, the cells do not bear it out: the analyst has to know.
            if !taken.contains(&index) && !fits(role, index) {
                not_believed.push((index, role));
            }
        }
    }
    for (role, words) in WORDS_INSIDE {
        if is_chosen(role) || guesses_of(&guesses, role) {
            continue;
        }
        let found = words.iter().find_map(|word| {
            let says = |header: &String| {
                let mut inside = header.split(' ');
                inside.any(|part| part == *word) && !header.split(' ').any(|part| NOT_INSIDE.contains(&part))
            };
            let index = (0..folded.len())
                .find(|index| folded.get(*index).is_some_and(says) && !taken.contains(index) && fits(role, *index))?;
            Some((index, *word))
        });
        // A year beside a date says nothing new, and a table has its time once.
        let is_new = !role.is_time() || !guesses.iter().any(|guess| guess.role.is_time());
        if let Some((index, word)) = found.filter(|_| is_new) {
            if let Some(guess) = guesses.get_mut(index) {
                (guess.role, guess.reason) = (role, RoleReason::HeaderWord(word));
            }
            taken.push(index);
        }
    }
    let bare = BARE_COUNTRY_WORDS.iter().find_map(|word| {
        let index = folded.iter().position(|header| header == word)?;
        (!taken.contains(&index) && fits(Role::Destination, index)).then_some((index, *word))
    });
    if let Some((index, word)) = bare {
        // People by fiscal year and country, without flights or days: such tables are printed by citizenship.
        let is_yearly = guesses_of(&guesses, Role::FiscalYear)
            && guesses_of(&guesses, Role::People)
            && ![Role::Date, Role::FlightKey, Role::Flights, Role::Destination]
                .iter()
                .any(|role| guesses_of(&guesses, *role));
        let (role, reason) = match (speaks_of_citizenship, is_yearly) {
            (true, _) => (Role::Citizenship, RoleReason::HeaderWord(word)),
            (false, true) => (Role::Citizenship, RoleReason::PeopleByFiscalYear),
            (false, false) => (Role::Destination, RoleReason::HeaderWord(word)),
        };
        if !is_chosen(role)
            && !guesses_of(&guesses, role)
            && let Some(guess) = guesses.get_mut(index)
        {
            (guess.role, guess.reason) = (role, reason);
            taken.push(index);
        }
    }
    let has = |guesses: &[RoleGuess], test: fn(Role) -> bool| guesses.iter().any(|guess| test(guess.role));
    let by_content = |guesses: &mut Vec<RoleGuess>, role: Role, test: fn(CellShape) -> bool| {
        let found =
            (0..shapes.len()).find(|index| !taken.contains(index) && shapes.get(*index).is_some_and(|s| test(*s)));
        if let Some(guess) = found.and_then(|index| guesses.get_mut(index)) {
            (guess.role, guess.reason) = (role, RoleReason::Content);
        }
    };
    if !has(&guesses, Role::is_country) {
        let role = if speaks_of_citizenship { Role::Citizenship } else { Role::Destination };
        by_content(&mut guesses, role, |shape| shape.distinct > 1 && shape.countries >= 0.8);
    }
    if !has(&guesses, Role::is_time) {
        by_content(&mut guesses, Role::Date, |shape| shape.dates >= 0.95 && shape.years < 0.5);
    }
    if !has(&guesses, Role::is_time) {
        by_content(&mut guesses, Role::Year, |shape| shape.years >= 0.95);
    }
    Guesses { roles: guesses, not_believed }
}

fn give(guesses: &mut [RoleGuess], index: usize, role: Role, reason: RoleReason) {
    if let Some(guess) = guesses.get_mut(index) {
        (guess.role, guess.reason) = (role, reason);
    }
}

fn guesses_of(guesses: &[RoleGuess], role: Role) -> bool {
    guesses.iter().any(|guess| guess.role == role)
}

/// A header as plain words: `CountryOfCitizenship`, `country_of_citizenship` and "Country of citizenship" are one.
fn plain_header(header: &str) -> String {
    let mut spaced = String::with_capacity(header.len() + 8);
    let mut before_is_lower = false;
    for char in header.chars() {
        if char.is_uppercase() && before_is_lower {
            spaced.push(' ');
        }
        spaced.push(if matches!(char, '_' | '.') { ' ' } else { char });
        before_is_lower = char.is_lowercase();
    }
    fold(&spaced)
}

/// Rows that are looked at for guesses, so that the beginning of a file and all of it are guessed alike.
const HEAD_ROWS: usize = 10_000;

/// Distinct values of a column that are looked at.
const SAMPLE: usize = 200;

/// The roles of a table's columns.
pub(super) fn guess_for(table: &RawTable, chosen: &[(Role, String)]) -> Guesses {
    let kept = table.kept();
    let start = kept.first().map_or(0, |run| run.start);
    let samples: Vec<Vec<&str>> = table
        .columns
        .iter()
        .map(|column| {
            let mut seen = std::collections::HashSet::new();
            // Footnotes say nothing about a column.
            let is_lone = |row: &usize| table.columns.len() > 1 && table.single_cell_rows.binary_search(row).is_ok();
            let rows = kept.iter().cloned().flatten().take_while(|row| *row < start + HEAD_ROWS);
            let rows = rows.filter(|row| !is_lone(row));
            let codes = rows.filter_map(|row| {
                let code = column.codes.at(row);
                (code != usize::MAX && seen.insert(code)).then_some(code)
            });
            let texts = codes.map(|code| column.texts.get(code).trim()).filter(|text| usual_mark(text).is_none());
            texts.take(SAMPLE).collect()
        })
        .collect();
    let shapes: Vec<CellShape> = samples.iter().map(|sample| shape_of(sample)).collect();
    let speaks = |text: &&str| {
        let text = text.to_lowercase();
        text.contains("citizenship") || text.contains("nationality")
    };
    let speaks_of_citizenship = samples.iter().flatten().any(speaks);
    let mut guesses = guess(&table.headers, &shapes, chosen, speaks_of_citizenship);
    // A country beside "Organising MS" and "Participating MS" is the state that took part.
    let takes_part = |text: &&str| {
        let text = text.to_lowercase();
        text.contains("organising ms") || text.contains("participating ms") || text.contains("member state")
    };
    if samples.iter().flatten().any(takes_part) && !guesses_of(&guesses.roles, Role::Origin) && chosen.is_empty() {
        let bare = |guess: &&mut RoleGuess| {
            guess.role == Role::Destination
                && matches!(guess.reason, RoleReason::HeaderWord(word) if BARE_COUNTRY_WORDS.contains(&word))
        };
        if let Some(guess) = guesses.roles.iter_mut().find(bare) {
            guess.role = Role::Origin;
        }
    }
    guesses
}

/// Shares of distinct values that look like numbers, dates, years, countries.
fn shape_of(sample: &[&str]) -> CellShape {
    #[expect(clippy::cast_precision_loss, reason = "at most 200")]
    let share = |test: &dyn Fn(&str) -> bool| {
        if sample.is_empty() {
            0.0
        } else {
            sample.iter().filter(|text| test(text)).count() as f64 / sample.len() as f64
        }
    };
    CellShape {
        distinct: sample.len(),
        numbers: share(&is_some_number),
        dates: share(&is_some_date),
        years: share(&|text| parse_year(text, Calendar::GREGORIAN).is_some()),
        countries: share(&is_place_like),
        serials: share(&|text| text.len() >= 5 && parse_serial(text).is_some()),
    }
}

/// A header that names a role with cells that do not fit it: how many rows, and an example.
pub(super) fn report_not_believed(table: &RawTable, not_believed: &[(usize, Role)], report: &mut LoadReport) {
    for (index, role) in not_believed {
        let (Some(raw), Some(header)) = (table.columns.get(*index), table.headers.get(*index)) else { continue };
        let fits = |text: &str| usual_mark(text).is_some() || is_of_role(*role, text);
        let misfits: Vec<bool> = raw.texts.iter().map(|text| !fits(text.trim())).collect();
        let rows = table.kept().into_iter().flatten();
        let found: Vec<usize> = rows.filter(|row| misfits.get(raw.codes.at(*row)).copied().unwrap_or(false)).collect();
        let Some(first) = found.first() else { continue };
        let kind = IssueKind::RoleNotBelieved { role: role.id(), example: raw.cell(*first).trim().to_owned() };
        let places = found.iter().take(100).map(|row| table.place(*row)).collect();
        report.add_all(kind, Some(header), places, found.len());
    }
}

/// Whether a printed value is one that a column of this role holds.
fn is_of_role(role: Role, text: &str) -> bool {
    match role {
        role if role.is_country() => is_place_like(text),
        Role::Year | Role::FiscalYear => parse_year(text, Calendar::GREGORIAN).is_some(),
        role if role.is_time() => is_some_date(text),
        role if role.is_number() => is_some_number(text),
        _ => true,
    }
}

fn shape_fits(role: Role, shape: CellShape) -> bool {
    if shape.distinct == 0 {
        return true;
    }
    match role {
        Role::Destination | Role::Origin | Role::Citizenship | Role::Payee => shape.countries >= 0.3,
        Role::Date | Role::Month | Role::PeriodStart | Role::PeriodEnd => shape.dates + shape.serials >= ENOUGH,
        Role::Year | Role::FiscalYear => shape.years >= ENOUGH,
        Role::Flights | Role::People | Role::Cost => shape.numbers >= ENOUGH,
        Role::FlightKey
        | Role::Category
        | Role::Series
        | Role::Level
        | Role::Publisher
        | Role::Source
        | Role::Edition
        | Role::Note
        | Role::None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(columns: &[(&str, CellShape)], citizenship: bool) -> Vec<&'static str> {
        let headers: Vec<String> = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        let shapes: Vec<CellShape> = columns.iter().map(|(_, shape)| *shape).collect();
        guess(&headers, &shapes, &[], citizenship).roles.iter().map(|guess| guess.role.id()).collect()
    }

    #[test]
    fn roles_come_from_header_words_that_the_cells_bear_out() {
        let country = CellShape { distinct: 9, countries: 1.0, ..CellShape::default() };
        let number = CellShape { distinct: 9, numbers: 1.0, ..CellShape::default() };
        let date = CellShape { distinct: 9, dates: 1.0, ..CellShape::default() };
        let text = CellShape { distinct: 9, ..CellShape::default() };
        assert_eq!(
            guessed(&[("Fecha", date), ("País de destino", country), ("Personas", number)], false),
            ["date", "destination", "people"]
        );
        assert_eq!(
            guessed(&[("MissionDate", date), ("MissionNumber", text), ("CountryOfCitizenship", country)], false),
            ["date", "flight_key", "citizenship"]
        );
        assert_eq!(guessed(&[("country", country), ("removals", number)], true), ["citizenship", "people"]);
        assert_eq!(guessed(&[("country", country), ("people", text)], false), ["destination", "none"]);
        assert_eq!(guessed(&[("A", date), ("B", country)], false), ["date", "destination"]);
    }
}
