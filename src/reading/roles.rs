//! Which role a column plays, guessed from the words of its header and from what its cells hold. Every guess has a
//! reason, and whatever the analyst says wins.

use super::issue::{RoleGuess, RoleReason};
use crate::dataset::Role;
use crate::dataset::country::fold;

/// What the cells of a column look like, as far as guessing needs it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct CellShape {
    pub distinct: usize,
    /// Shares of the distinct values, 0 to 1.
    pub numbers: f64,
    pub dates: f64,
    pub years: f64,
    pub countries: f64,
}

/// Header words in English, Spanish, French, German and Portuguese, folded. The first column that fits wins.
const HEADER_WORDS: [(Role, &[&str]); 19] = [
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
        ],
    ),
    (Role::FiscalYear, &["fiscal year", "fy", "ano fiscal", "annee fiscale", "haushaltsjahr"]),
    (Role::Year, &["year", "calendar year", "ano", "annee", "jahr"]),
    (Role::Month, &["month", "year month", "mes", "mois", "monat"]),
    (Role::PeriodStart, &["period start", "start date", "from date", "inicio del periodo", "fecha inicial"]),
    (Role::PeriodEnd, &["period end", "end date", "to date", "fin del periodo", "fecha final"]),
    (
        Role::FlightKey,
        &[
            "operation id",
            "mission id",
            "missionid",
            "mission number",
            "missionnumber",
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
        ],
    ),
    (
        Role::Category,
        &["operation type", "type", "flight type", "type of operation", "category", "tipo", "tipo de operacion", "art"],
    ),
    (Role::Series, &["measure", "series", "indicator", "medida", "indicador"]),
    (Role::Level, &["destination type", "level", "place type", "nivel"]),
    (Role::Publisher, &["counted by", "publisher", "source publisher", "contado por"]),
    (Role::Source, &["source", "source title", "source url", "fuente", "quelle", "fonte"]),
    (Role::Note, &["note", "notes", "remark", "remarks", "nota", "notas", "bemerkung"]),
];

/// A country column that does not say of what: by citizenship where the file speaks of citizenship, else destination.
const BARE_COUNTRY_WORDS: [&str; 6] = ["country", "country name", "pais", "pays", "land", "staat"];

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
    let mut set = |index: usize, role: Role, reason: RoleReason| {
        if let Some(guess) = guesses.get_mut(index) {
            (guess.role, guess.reason) = (role, reason);
        }
    };
    let mut taken: Vec<usize> = Vec::new();
    for (role, name) in chosen {
        if let Some(index) = headers.iter().position(|header| header == name) {
            set(index, *role, RoleReason::Chosen);
            taken.push(index);
        }
    }
    let is_chosen = |role| chosen.iter().any(|(chosen, _)| *chosen == role);
    let folded: Vec<String> = headers.iter().map(|header| fold(&header.replace(['_', '.'], " "))).collect();
    let fits = |role: Role, index: usize| shapes.get(index).is_none_or(|shape| shape_fits(role, *shape));
    for (role, words) in HEADER_WORDS {
        if is_chosen(role) {
            continue;
        }
        let found = words.iter().find_map(|word| {
            let index = (0..folded.len()).find(|index| {
                folded.get(*index).is_some_and(|header| header == word) && !taken.contains(index) && fits(role, *index)
            })?;
            Some((index, *word))
        });
        if let Some((index, word)) = found {
            set(index, role, RoleReason::HeaderWord(word));
            taken.push(index);
        } else if let Some(index) = folded.iter().position(|header| words.contains(&header.as_str())) {
            // The header says it, the cells do not bear it out: the analyst has to know.
            if !taken.contains(&index) && !fits(role, index) {
                not_believed.push((index, role));
            }
        }
    }
    let bare = BARE_COUNTRY_WORDS.iter().find_map(|word| {
        let index = folded.iter().position(|header| header == word)?;
        (!taken.contains(&index) && fits(Role::Destination, index)).then_some((index, *word))
    });
    if let Some((index, word)) = bare {
        let role = if speaks_of_citizenship { Role::Citizenship } else { Role::Destination };
        if !is_chosen(role) {
            set(index, role, RoleReason::HeaderWord(word));
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

/// Whether a printed value is one that a column of this role holds.
pub(super) fn is_of_role(role: Role, looks: ValueLooks) -> bool {
    match role {
        role if role.is_country() => looks.country,
        Role::Year | Role::FiscalYear => looks.year,
        role if role.is_time() => looks.date,
        role if role.is_number() => looks.number,
        _ => true,
    }
}

/// What one printed value looks like.
#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "a value can look like several things at once")]
pub(super) struct ValueLooks {
    pub number: bool,
    pub date: bool,
    pub year: bool,
    pub country: bool,
}

fn shape_fits(role: Role, shape: CellShape) -> bool {
    if shape.distinct == 0 {
        return true;
    }
    match role {
        Role::Destination | Role::Origin | Role::Citizenship => shape.countries >= 0.3,
        Role::Date | Role::Month | Role::PeriodStart | Role::PeriodEnd => shape.dates >= ENOUGH,
        Role::Year | Role::FiscalYear => shape.years >= ENOUGH,
        Role::Flights | Role::People | Role::Cost => shape.numbers >= ENOUGH,
        Role::FlightKey
        | Role::Category
        | Role::Series
        | Role::Level
        | Role::Publisher
        | Role::Source
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
