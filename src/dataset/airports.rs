//! Where airports are: by their ICAO or IATA code, as flight lists print them. Data of the package airportsdata, written
//! by `assets/world/airports.py`. A code that is not here has no place; it is never guessed.
//!
//! This file must never know projections or pixels. Start with [`airport`].

use super::column::{Column, Dictionary};
use super::world::Point;
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Airport {
    /// "KELP".
    pub icao: &'static str,
    /// "ELP".
    pub iata: &'static str,
    pub city: &'static str,
    pub at: Point,
}

struct Airports {
    /// In the order of their ICAO codes.
    all: Vec<Airport>,
    /// Positions in `all`, in the order of their IATA codes.
    by_iata: Vec<usize>,
}

static AIRPORTS: LazyLock<Airports> = LazyLock::new(|| {
    let mut all: Vec<Airport> = include_str!("../../assets/world/airports.txt").lines().filter_map(parse).collect();
    all.sort_by_key(|airport| airport.icao);
    let mut by_iata: Vec<usize> = (0..all.len()).collect();
    by_iata.sort_by_key(|index| all.get(*index).map(|airport| airport.iata));
    Airports { all, by_iata }
});

fn parse(line: &'static str) -> Option<Airport> {
    let mut cells = line.split('\t');
    let (icao, iata) = (cells.next()?, cells.next()?);
    let at = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    Some(Airport { icao, iata, city: cells.next()?, at })
}

/// The airport with a code of four or three letters, in any case.
pub fn airport(code: &str) -> Option<Airport> {
    let code = code.trim().to_ascii_uppercase();
    let Airports { all, by_iata } = &*AIRPORTS;
    let found = match code.len() {
        4 => all.binary_search_by_key(&code.as_str(), |airport| airport.icao).ok()?,
        3 => {
            let iata = |index: &usize| all.get(*index).map_or("", |airport| airport.iata);
            *by_iata.get(by_iata.binary_search_by_key(&code.as_str(), iata).ok()?)?
        }
        _ => return None,
    };
    all.get(found).copied()
}

/// Entries of a column that are looked at.
const LOOKED_AT: usize = 200;
/// Of them, the share that are codes of airports at the least, in percent.
const LEAST_KNOWN: usize = 60;
/// In the name of a column whose codes have three letters: those of countries and of kinds of operations look the same.
const HEADER_WORDS: [&str; 18] = [
    "airport",
    "apt",
    "icao",
    "iata",
    "loc",
    "depart",
    "arriv",
    "pickup",
    "dropoff",
    "aeropuerto",
    "aéroport",
    "flughafen",
    "aeroporto",
    "salida",
    "llegada",
    "départ",
    "abflug",
    "ankunft",
];

impl Column {
    /// Whether the texts of this column are codes of airports, as far as can be told from the first of them.
    pub fn holds_airports(&self) -> bool {
        let Dictionary::Text(texts) = &self.dictionary else { return false };
        let (mut seen, mut known, mut long) = (0, 0, 0);
        for text in texts.iter().map(AsRef::<str>::as_ref).filter(|text| !text.trim().is_empty()).take(LOOKED_AT) {
            seen += 1;
            if airport(text).is_some() {
                known += 1;
                long += usize::from(text.trim().len() == 4);
            }
        }
        let name = self.name.to_lowercase();
        let is_named = HEADER_WORDS.iter().any(|word| name.contains(word));
        seen > 0 && known * 100 >= seen * LEAST_KNOWN && (is_named || long * 2 > known)
    }
}

#[cfg(test)]
mod tests {
    use super::airport;

    /// El Paso, Phoenix-Mesa and Guatemala City, as the releases of ICE Air write them.
    #[test]
    fn airports_are_found_by_either_code() {
        for (code, expected) in [
            ("KELP", Some(("El Paso", -106.38, 31.81))),
            ("elp", Some(("El Paso", -106.38, 31.81))),
            ("AZA ", Some(("Phoenix", -111.66, 33.31))),
            ("MGGT", Some(("Guatemala City", -90.53, 14.58))),
            ("ZZZZ", None),
            ("MGUA", None),
            ("", None),
        ] {
            let found = airport(code).map(|airport| (airport.city, airport.at.0, airport.at.1));
            assert_eq!(found, expected, "{code}");
        }
    }
}
