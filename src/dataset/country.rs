//! Countries and territories with a code, and what a printed name means: one of them, several, or none.
//!
//! This module must never know columns, files or the language of the window, and it never guesses: a place without a
//! code (Guantánamo Bay), a state that has ended (USSR) and a near miss mean nothing here. The names are data, written
//! by `assets/countries/build.py`. Start with [`match_name`], then [`Country`].

use std::collections::HashMap;
use std::sync::LazyLock;

/// A country or territory with an ISO 3166-1 code (Kosovo: the user-assigned XKX). Cheap to copy; ordered by code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Country(u16);

/// What a printed name means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameMatch {
    One(Country),
    /// The printed name fits several, in the order of their codes; the analyst has to say which.
    Several(&'static [Country]),
    None,
}

struct Row {
    code: &'static str,
    alpha2: &'static str,
    english: &'static str,
    spanish: &'static str,
}

struct Table {
    /// Sorted by code, so that a country is its index.
    rows: Vec<Row>,
    by_name: HashMap<String, Vec<Country>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::parse(include_str!("../../assets/countries/countries.tsv")));

impl Table {
    fn parse(text: &'static str) -> Self {
        let mut table = Self { rows: Vec::new(), by_name: HashMap::new() };
        for (index, line) in (0..).zip(text.lines()) {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default();
            table.rows.push(Row { code: cell(), alpha2: cell(), english: cell(), spanish: cell() });
            for name in cell().split('|') {
                table.by_name.entry(key(name)).or_default().push(Country(index));
            }
        }
        table
    }

    fn named(&'static self, name: &str) -> &'static [Country] {
        self.by_name.get(&key(name)).map_or(&[], Vec::as_slice)
    }
}

impl Country {
    /// The ISO 3166-1 alpha-3 code.
    pub fn code(self) -> &'static str {
        self.row().map_or("", |row| row.code)
    }

    pub fn alpha2(self) -> &'static str {
        self.row().map_or("", |row| row.alpha2)
    }

    pub fn english_name(self) -> &'static str {
        self.row().map_or("", |row| row.english)
    }

    pub fn spanish_name(self) -> &'static str {
        self.row().map_or("", |row| row.spanish)
    }

    /// The country of an alpha-3 code in either case; also of KSV and XKK, which stand for Kosovo in some tables.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.trim().to_ascii_uppercase();
        let code = if matches!(code.as_str(), "KSV" | "XKK") { "XKX" } else { &code };
        let index = TABLE.rows.binary_search_by(|row| row.code.cmp(code)).ok()?;
        u16::try_from(index).ok().map(Self)
    }

    /// The country of an alpha-2 code in capitals.
    pub fn from_alpha2(code: &str) -> Option<Self> {
        let index = TABLE.rows.iter().position(|row| row.alpha2 == code && !code.is_empty())?;
        u16::try_from(index).ok().map(Self)
    }

    /// All of them, in the order of their codes.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..).zip(&TABLE.rows).map(|(index, _)| Self(index))
    }

    fn row(self) -> Option<&'static Row> {
        TABLE.rows.get(usize::from(self.0))
    }
}

/// Every known name, folded and without "the", with the countries that it may mean; in no order.
pub fn known_names() -> impl Iterator<Item = (&'static str, &'static [Country])> {
    TABLE.by_name.iter().map(|(name, countries)| (name.as_str(), countries.as_slice()))
}

/// Which country a printed name means. Beyond what [`fold`] folds, "the" and footnote marks do not count, an alpha-3
/// code in capitals is a name, and what stands in brackets must name the same country: "Eswatini (Swaziland)" is one,
/// "Cuba (Guantánamo)" is none.
pub fn match_name(printed: &str) -> NameMatch {
    let printed = printed.trim();
    if printed.len() == 3
        && printed.bytes().all(|byte| byte.is_ascii_uppercase())
        && let Some(country) = Country::from_code(printed)
    {
        return NameMatch::One(country);
    }
    let whole = TABLE.named(printed);
    if !whole.is_empty() {
        return name_match(whole);
    }
    let Some((outside, inside)) =
        printed.trim_end_matches(|char: char| !char.is_alphanumeric()).rsplit_once(['(', '['])
    else {
        return NameMatch::None;
    };
    let named = TABLE.named(outside);
    if is_mark(inside) {
        return name_match(named);
    }
    let also_named = TABLE.named(inside);
    let mut both = named
        .iter()
        .filter(|country| also_named.contains(country) || country.code() == inside || country.alpha2() == inside);
    match (both.next(), both.next()) {
        (Some(country), None) => NameMatch::One(*country),
        (Some(_), Some(_)) => name_match(named),
        _ => NameMatch::None,
    }
}

/// What spellings of one name have in common: lower case without accents, apostrophes and the dots of "U.S.A.", "and"
/// for "&", and one blank for any other run of marks and blanks. Also for searching.
pub fn fold(printed: &str) -> String {
    let mut folded = String::with_capacity(printed.len());
    let mut letters_in_a_row = 0;
    for char in printed.chars().flat_map(char::to_lowercase) {
        if char.is_ascii_alphanumeric() {
            folded.push(char);
            letters_in_a_row += 1;
            continue;
        }
        if APOSTROPHES.contains(char) || is_invisible(char) {
            continue;
        }
        if (char.is_alphabetic() && !"ªº".contains(char)) || char.is_ascii_digit() {
            match plain(char) {
                Some(plain) => folded.push_str(plain),
                None => folded.push(char),
            }
            letters_in_a_row += 1;
            continue;
        }
        let in_abbreviation = char == '.' && letters_in_a_row == 1;
        if !in_abbreviation && !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
        if char == '&' {
            folded.push_str("and ");
        }
        letters_in_a_row = 0;
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Folded, and without the word "the": "The Gambia", "Gambia (the)", "Congo, Democratic Republic of the".
fn key(printed: &str) -> String {
    fold(printed).split(' ').filter(|word| *word != "the").collect::<Vec<_>>().join(" ")
}

fn name_match(countries: &'static [Country]) -> NameMatch {
    match countries {
        [] => NameMatch::None,
        [country] => NameMatch::One(*country),
        several => NameMatch::Several(several),
    }
}

fn plain(char: char) -> Option<&'static str> {
    if char.is_ascii() {
        return None;
    }
    PLAIN.iter().find(|(_, accented)| accented.contains(char)).map(|(plain, _)| *plain)
}

/// Whether brackets hold no part of a name: "(1)", "[a]".
fn is_mark(inside: &str) -> bool {
    let inside = inside.trim();
    let is_number = inside.len() <= 2 && inside.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = inside.len() == 1 && inside.bytes().all(|byte| byte.is_ascii_lowercase());
    is_number || is_letter
}

/// Combining accents, the soft hyphen and characters of no width.
fn is_invisible(char: char) -> bool {
    matches!(char, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

const APOSTROPHES: &str = "'’‘‛`´ʹʻʼʽ′‵＇";

/// Latin letters that are more than A to Z: Latin-1, Extended-A, Extended Additional, and what else has a plain form.
const PLAIN: [(&str, &str); 33] = [
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁẚạảấầẩẫậắằẳẵặ"),
    ("ae", "æǣǽ"),
    ("b", "ḃḅḇ"),
    ("c", "çćĉċčḉ"),
    ("d", "ðďđḋḍḏḑḓ"),
    ("dz", "ǆǳ"),
    ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệə"),
    ("f", "ḟ"),
    ("g", "ĝğġģǧǵḡ"),
    ("h", "ĥħȟḣḥḧḩḫẖ"),
    ("i", "ìíîïĩīĭįıǐȉȋḭḯỉị"),
    ("ij", "ĳ"),
    ("j", "ĵǰ"),
    ("k", "ķĸǩḱḳḵ"),
    ("l", "ĺļľŀłḷḹḻḽ"),
    ("lj", "ǉ"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňŉŋǹṅṇṉṋ"),
    ("nj", "ǌ"),
    ("o", "òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ("oe", "œ"),
    ("p", "ṕṗ"),
    ("r", "ŕŗřȑȓṙṛṝṟ"),
    ("s", "śŝşšſșṡṣṥṧṩẛ"),
    ("ss", "ß"),
    ("t", "ţťŧțṫṭṯṱẗ"),
    ("th", "þ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷȳẏẙỳỵỷỹ"),
    ("z", "źżžẑẓẕ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(printed: &str) -> String {
        match match_name(printed) {
            NameMatch::One(country) => country.code().to_owned(),
            NameMatch::Several(several) => several.iter().map(|country| country.code()).collect::<Vec<_>>().join(" "),
            NameMatch::None => "-".to_owned(),
        }
    }

    #[test]
    fn printed_names_mean_their_country_several_or_none() {
        // The expected codes ("-": none), and printed names with "|" between them.
        let cases = [
            ("COD", "Congo DR|DR Congo|CONGO, THE DEMOCRATIC REPUBLIC OF THE|Congo, Democratic Republic of the|Zaire"),
            (
                "COD",
                "Dem. Rep. of the Congo|DEM REP OF THE CONGO|Congo (Kinshasa)|Congo (the Democratic Republic of the)",
            ),
            ("COG", "Congo, Republic of|Congo (Brazzaville)|Congo (the Republic of the)|República del Congo"),
            ("COD COG", "Congo|CONGO|The Congo|Congo (the)|Kongo|Congo (1)"),
            ("KOR PRK", "Korea|KOREA"),
            ("KOR", "Korea, Republic of|Korea (South)|South Korea|Corea del Sur|Südkorea"),
            ("PRK", "Korea, Democratic People's Republic of|Korea (the Democratic People’s Republic of)"),
            ("XKX", "KOSOVO*|Kosovo|Kosovo [1]|Kosovo¹|Kosovo †|Kosovo (under UNSCR 1244/99)|XKX|XKK|KSV"),
            (
                "CIV",
                "COTE D'IVOIRE|Côte D’ivoire|CÔTE D'IVOIRE|Co\u{302}te d`Ivoire|Ivory Coast|Cote d Ivoire|Costa de Marfil",
            ),
            ("VNM", "VIET NAM|Vietnam|Viet-Nam|Việt Nam|Viêt Nam"),
            ("TUR", "Turkey|Türkiye|TURKIYE|Turquía|Tuerkei"),
            ("SWZ", "Swaziland|Eswatini|Eswatini (Swaziland)|eSwatini"),
            ("MKD", "Macedonia|FYROM|North Macedonia|Macedonia, the former Yugoslav Republic of"),
            ("CPV", "Cape Verde|Cabo Verde"),
            ("MMR", "Burma|BURMA|Myanmar|Myanmar (Burma)|Burma/Myanmar"),
            ("CZE", "Czechia|Czech Republic|CZECH REPUBLIC"),
            ("GIN", "Guinea|GUINEA|Guinée"),
            ("GNB", "Guinea-Bissau|Guinea‑Bissau|GUINEA BISSAU"),
            ("GNQ", "Equatorial Guinea|Guinea Ecuatorial"),
            ("PNG", "Papua New Guinea"),
            ("NER", "Niger|Níger|Niger (the)"),
            ("NGA", "Nigeria"),
            ("DMA", "Dominica"),
            ("DOM", "Dominican Republic|DOMINICAN REPUBLIC "),
            ("AUT", "Austria|Österreich|Oesterreich"),
            ("AUS", "Australia"),
            ("GEO", "Georgia|GEORGIA"),
            ("SDN", "Sudan"),
            ("SSD", "South Sudan|Sudan, South"),
            ("GMB", "Gambia|The Gambia|Gambia, The|Gambia (the)"),
            ("VEN", "Venezuela, Bolivarian Republic Of|Venezuela (Bolivarian Republic of)|VENEZUELA"),
            ("BOL", "Bolivia, Plurinational State of|Bolivia"),
            ("MDA", "MOLDOVA, REPUBLIC OF|Moldova"),
            ("TZA", "Tanzania, United Republic of"),
            ("IRN", "Iran, Islamic Republic of|Iran (Islamic Republic of)|Irán"),
            ("SYR", "Syrian Arab Republic|Syria|Siria"),
            ("LAO", "Lao People's Democratic Republic|Lao Peoples Democratic Republic|Laos"),
            ("RUS", "Russian Federation|Russia"),
            ("CHN", "China, Peoples Republic of|China, People's Republic Of"),
            ("FSM", "Micronesia, Federated States of|Micronesia"),
            (
                "VCT",
                "ST. VINCENT-GRENADINES|St. Vincent Grenadines|Saint Vincent and the Grenadines|St. Vincent & Grenadines",
            ),
            ("KNA", "St. Kitts-Nevis|Saint Kitts and Nevis|St Kitts & Nevis"),
            ("TTO", "Trinidad & Tobago|TRINIDAD AND TOBAGO|Trinidad-Tobago|Trinidad  and   Tobago"),
            ("ATG", "ANTIGUA-BARBUDA|Antigua & Barbuda"),
            ("BIH", "BOSNIA-HERZEGOVINA|Bosnia and Herzegovina"),
            ("STP", "Sao Tome and Principe|São Tomé & Príncipe"),
            ("SXM", "Sint Maarten (Dutch)"),
            ("PSE", "Palestine|Palestinian Territories|West Bank and Gaza"),
            ("HKG", "Hong Kong|China, Hong Kong SAR"),
            ("MAC", "Macau|Macao"),
            ("TWN", "Taiwan|Taiwan, Province of China"),
            ("VAT", "Holy See (Vatican City State)|Vatican City"),
            ("PRI", "Puerto Rico"),
            ("MNP", "Northern Marianas"),
            ("VIR", "Virgin Islands, U.S.|US Virgin Islands"),
            ("VGB VIR", "Virgin Islands"),
            ("USA", "U.S.A.|USA|US|EE. UU.|The United States of America|United States*"),
            ("NLD", "The Netherlands|Netherlands (Kingdom of the)"),
            ("CUW", "Curacao|Curaçao"),
            ("GTM", "GTM|Guatemala (GT)|Guatemala (GTM)|\u{feff}Guatemala\u{a0}"),
            ("-", "Guantanamo Bay|Guantánamo|Cuba (Guantánamo)|Cuba, Guantanamo Bay|GTMO"),
            ("-", "Unknown|Stateless|Other|Not reported|All destinations|Africa|Frontex|*|The||1|(1)"),
            ("-", "USSR (former)|Yugoslavia|Serbia and Montenegro|Czechoslovakia|Netherlands Antilles"),
            ("-", "Korea (not specified)|Montenegro - Raps|USA (Georgia)|Germany (East)|NA|gtm|Guatemla"),
        ];
        for (expected, names) in cases {
            for printed in names.split('|') {
                assert_eq!(meaning(printed), expected, "{printed:?}");
            }
        }
    }

    #[test]
    fn the_table_is_whole_and_sorted_and_every_name_in_it_is_found() {
        let all: Vec<Country> = Country::all().collect();
        assert_eq!(all.len(), 250);
        assert!(all.is_sorted_by(|one, next| one.code() < next.code()));
        for country in all {
            assert_eq!(Country::from_code(&country.code().to_lowercase()), Some(country));
            assert_eq!((country.code().len(), country.alpha2().len()), (3, 2));
            assert_eq!(meaning(country.code()), country.code());
            for name in [country.english_name(), country.spanish_name()] {
                assert!(TABLE.named(name).contains(&country), "{name}");
                assert!(!name.contains('\''), "{name}");
            }
        }
        let ambiguous = TABLE.by_name.values().filter(|countries| countries.len() > 1).count();
        assert_eq!((ambiguous, TABLE.by_name.len()), (9, 1393), "as many as assets/countries/build.py counts");
        assert!(TABLE.by_name.keys().all(|name| name.is_ascii() && !name.is_empty()));
    }

    #[test]
    fn codes_and_display_names() {
        let shown = |code| Country::from_code(code).map(|country| (country.english_name(), country.spanish_name()));
        assert_eq!(shown("civ"), Some(("Côte d’Ivoire", "Costa de Marfil")));
        assert_eq!(shown("COD"), Some(("DR Congo", "República Democrática del Congo")));
        assert_eq!(shown("HKG"), Some(("Hong Kong", "Hong Kong")));
        assert_eq!(shown("KSV"), Some(("Kosovo", "Kosovo")));
        assert_eq!((shown("NA"), shown("GTMO"), shown("")), (None, None, None));
    }

    #[test]
    fn folding() {
        assert_eq!(fold("  Trinidad&Tobago – "), "trinidad and tobago");
        assert_eq!(fold("Łódź, ‘Straße’ Œuvre Þing ẞ"), "lodz strasse oeuvre thing ss");
        assert_eq!(fold("St.Lucia U.S. A.B.C."), "st lucia us abc");
        assert_eq!(fold("ĐÀ NẴNG İzmir Şırnak Москва"), "da nang izmir sirnak москва");
    }
}
