#!/usr/bin/env python3
"""Writes countries.tsv: ISO 3166-1 and Kosovo, what we call them, and the names under which they are printed.

    cd /tmp && npm pack cldr-localenames-full@48.2.0 i18n-iso-countries@7.14.0
    python3 assets/countries/build.py --inputs /tmp          # writes countries.tsv
    python3 assets/countries/build.py --check DIRECTORY      # do the names in DIRECTORY/*.csv mean their codes?

Sources: Unicode CLDR (Unicode-3.0), i18n-iso-countries (MIT), and the lists below. Standard library only.
Columns, tab-separated, sorted by code: alpha-3, alpha-2, English name, Spanish name, accepted names joined by "|".
A name that two countries claim stops the build, except for those in AMBIGUOUS: they stand in several lines, and the
program then asks which country is meant. A place without a code (Guantánamo Bay), a state that has ended (USSR,
Yugoslavia, Netherlands Antilles) and words such as "Unknown" stand in no line: see NOTHING.
"""

import argparse
import collections
import csv
import json
import pathlib
import re
import sys
import tarfile
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE / "countries.tsv"
CLDR, ISO = "cldr-localenames-full-48.2.0.tgz", "i18n-iso-countries-7.14.0.tgz"
CLDR_LOCALES = ["en", "es", "es-419", "es-MX", "fr", "de", "pt", "pt-PT"]
ISO_LOCALES = ["en", "es", "fr", "de", "pt"]

# What a newsroom prints, where CLDR's name (with "&" and "St." spelled out) is not that.
ENGLISH = {
    "CCK": "Cocos Islands", "COD": "DR Congo", "COG": "Congo", "HKG": "Hong Kong", "HMD": "Heard and McDonald Islands",
    "MAC": "Macao", "MMR": "Myanmar", "PSE": "Palestine", "SGS": "South Georgia and the South Sandwich Islands",
    "UMI": "US Minor Outlying Islands", "VCT": "Saint Vincent and the Grenadines", "VIR": "US Virgin Islands",
}
SPANISH = {"CIV": "Costa de Marfil", "HKG": "Hong Kong", "MAC": "Macao", "MMR": "Myanmar", "PSE": "Palestina"}

# Printed names that fit several countries: the analyst has to say which is meant.
AMBIGUOUS = {
    "Congo": ["COD", "COG"], "Kongo": ["COD", "COG"], "Korea": ["KOR", "PRK"], "Corea": ["KOR", "PRK"],
    "Corée": ["KOR", "PRK"], "Coreia": ["KOR", "PRK"], "Virgin Islands": ["VGB", "VIR"],
    "Islas Vírgenes": ["VGB", "VIR"], "São Martinho": ["MAF", "SXM"],
}

# What a package gives to the wrong country: i18n-iso-countries 7.14.0 confuses the two Congos in Portuguese.
MISTAKES = {("COG", "República Democrática do Congo"), ("COD", "República Popular do Congo")}

# Forms found in data and in older publications, beyond those of the two packages.
ALIASES = {
    "ALA": ["Aaland"],
    "ARE": ["U.A.E.", "EAU"],
    "ATG": ["Antigua"],
    "BES": ["Bonaire, Sint Eustatius and Saba", "Bonaire, St. Eustatius and Saba", "Bonaire", "BES Islands"],
    "BFA": ["Upper Volta"],
    "BGD": ["Bangla Desh", "Bangladesh, People's Republic of"],
    "BHS": ["Bahamas, The"],
    "BIH": ["Bosnia", "Bosnia i Herzegovina", "Bosnia-Hercegovina", "Bosnia y Hercegovina"],
    "BLR": ["Byelorussia", "Belorussia"],
    "BLZ": ["British Honduras"],
    "BOL": ["Bolivia, Plurinational State of", "Plurinational State of Bolivia", "Estado Plurinacional de Bolivia",
            "Bolivia, Estado Plurinacional de"],
    "BRN": ["Brunei Darussalam"],
    "CAF": ["Central African Rep.", "Central African Empire"],
    "CCK": ["Cocos Island", "Keeling Islands"],
    "CHE": ["Swiss Confederation"],
    "CHN": ["China, People's Republic of", "China, People's Republic", "Peoples Republic of China", "PRC",
            "China, Mainland", "Mainland China", "República Popular China", "República Popular de China", "China, PR",
            "PR China"],
    "CIV": ["Cote d Ivoire", "Ivory Coast", "The Ivory Coast", "Republic of Côte d'Ivoire",
            "Cote d'Ivoire, Republic of", "Ivory Coast, Republic of"],
    "COD": ["Congo DR", "Congo, DR", "DR Congo", "D.R. Congo", "DRC", "RDC", "RD Congo", "R.D. Congo", "Congo RD",
            "Congo RDC", "Congo DRC", "Zaire", "Congo, Zaire", "Congo, Kinshasa",
            "Congo, The Democratic Republic of the", "Congo, Democratic Republic of the",
            "Congo, Democratic Republic of", "Congo, Democratic Republic", "Congo, Dem. Rep.",
            "Congo, Dem. Rep. of the", "Congo, Dem. Republic", "Democratic Republic of the Congo",
            "Democratic Republic of Congo", "Democratic Republic Congo", "Dem Rep of the Congo", "Dem. Rep. of Congo",
            "Dem. Rep. Congo", "Dem. Republic of the Congo", "Congo, República Democrática del",
            "Rep. Dem. del Congo", "Rep. Democrática del Congo", "República Democrática del Congo",
            "République démocratique du Congo", "Demokratische Republik Kongo", "DR Kongo",
            "República Democrática do Congo"],
    "COG": ["Congo, Republic of", "Congo, Republic of the", "Congo, Republic", "Congo, Rep.", "Congo, Rep. of",
            "Congo, Rep. of the", "Republic of Congo", "Republic of the Congo", "Rep. of the Congo", "Rep. of Congo",
            "Congo Republic", "Congo Brazzaville", "People's Republic of the Congo", "República Popular do Congo",
            "Congo, República del", "República del Congo", "República do Congo", "Republik Kongo"],
    "CPV": ["Cape Verde", "Cabo Verde", "Cape Verde Islands", "Republic of Cabo Verde"],
    "CUW": ["Curacao"],
    "CZE": ["Czechia", "Czech Republic", "Czech Rep.", "Tschechei"],
    "DEU": ["Germany, Federal Republic of", "Federal Republic of Germany", "Bundesrepublik Deutschland",
            "Germany (until 1990 former territory of the FRG)"],
    "DMA": ["Commonwealth of Dominica", "Dominica, Commonwealth of"],
    "DOM": ["Dominican Rep.", "Dominican Republic, The", "Rep. Dominicana"],
    "EGY": ["Egypt, Arab Republic of", "Egypt, Arab Rep.", "Arab Republic of Egypt"],
    "ESH": ["Sahrawi Arab Democratic Republic", "Spanish Sahara"],
    "FLK": ["Falkland Islands [Malvinas]", "Falklands", "Malvinas", "Islas Malvinas (Falkland)"],
    "FRO": ["Faeroe Islands", "Faroes", "Faeroes"],
    "FSM": ["Micronesia, Federated States of", "Micronesia, Federated States", "Micronesia, Fed. States of",
            "Micronesia, Fed. Sts.", "Federated States of Micronesia", "FS Micronesia",
            "Estados Federados de Micronesia", "Micronesia, Estados Federados de"],
    "GBR": ["UK", "U.K.", "Great Britain", "Britain", "United Kingdom of Great Britain and Northern Ireland",
            "United Kingdom, Great Britain", "Gran Bretaña", "Reino Unido de Gran Bretaña e Irlanda del Norte"],
    "GEO": ["Georgia, Republic of", "Republic of Georgia", "Georgia (Country)"],
    "GIN": ["Guinea Conakry", "Guinea-Conakry", "Guinea (Conakry)", "Guinea, Republic of", "Republic of Guinea",
            "Guinée Conakry"],
    "GMB": ["Gambia, The", "Gambia, Republic of The", "Republic of the Gambia"],
    "GNB": ["Guinea Bissau", "Guinea-Bissao", "Portuguese Guinea"],
    "GNQ": ["Eq. Guinea", "Equat. Guinea", "Spanish Guinea"],
    "GRC": ["Hellas", "Hellenic Republic"],
    "GUF": ["French Guyana"],
    "GUY": ["British Guiana", "Co-operative Republic of Guyana"],
    "HKG": ["Hong Kong", "Hong Kong SAR", "Hong Kong, China", "Hong Kong (China)", "Hong Kong (SAR)",
            "China, Hong Kong SAR", "Hong Kong S.A.R.", "China, Hong Kong Special Administrative Region",
            "Hong Kong Special Administrative Region of China"],
    "HRV": ["Republic of Croatia", "Hrvatska"],
    "IRL": ["Republic of Ireland", "Ireland, Republic of", "Eire"],
    "IRN": ["Iran, Islamic Republic of", "Iran, Islamic Republic", "Iran, Islamic Rep.", "Islamic Republic of Iran",
            "Persia", "República Islámica del Irán", "Irán, República Islámica de", "Irán, República Islámica del"],
    "KGZ": ["Kyrgyz Republic", "Kyrgyz Rep.", "Kirghizia", "Kirgizstan", "Kyrgystan"],
    "KHM": ["Kampuchea", "Democratic Kampuchea", "Khmer Republic"],
    "KNA": ["Saint Kitts-Nevis", "St. Kitts-Nevis", "St. Kitts", "Saint Kitts", "Saint Christopher and Nevis",
            "St. Christopher-Nevis"],
    "KOR": ["Korea, Republic of", "Korea, Rep.", "Korea, Rep. of", "Korea, the Republic of", "Republic of Korea",
            "Rep. of Korea", "Korea, South", "South Korea", "Korea (South)", "S. Korea", "Corea, República de",
            "República de Corea", "ROK"],
    "LAO": ["Lao People's Democratic Republic", "Lao PDR", "Laos, People's Democratic Republic",
            "Lao, People's Democratic Republic", "Lao", "República Democrática Popular Lao", "Lao P.D.R."],
    "LBY": ["Libyan Arab Jamahiriya", "Libyan Arab Republic", "State of Libya"],
    "LKA": ["Ceylon"],
    "MAC": ["Macau", "Macao", "Macau SAR", "Macao SAR", "China, Macao SAR", "Macau, China", "Macao, China",
            "Macau (China)", "China, Macao Special Administrative Region",
            "Macao Special Administrative Region of China"],
    "MAF": ["Saint Martin (French)", "St. Martin (French part)"],
    "MDA": ["Moldova, Republic of", "Moldova, Rep. of", "Moldova, the Republic of", "Republic of Moldova",
            "Rep. of Moldova", "Moldavia", "República de Moldova", "Moldova, República de"],
    "MDV": ["Maldive Islands"],
    "MHL": ["Marshalls", "Republic of the Marshall Islands"],
    "MKD": ["Macedonia", "FYROM", "FYR Macedonia", "FYR of Macedonia", "F.Y.R. Macedonia", "Macedonia (FYROM)",
            "Republic of Macedonia", "Macedonia, Republic of", "Macedonia, FYR", "Macedonia, North",
            "Republic of North Macedonia", "Macedonia, the former Yugoslav Republic of",
            "The former Yugoslav Republic of Macedonia", "Former Yugoslav Republic of Macedonia, the",
            "Ex-República Yugoslava de Macedonia", "Antigua República Yugoslava de Macedonia", "ARYM", "Mazedonien",
            "Macédoine", "Macedônia", "Macedónia"],
    "MMR": ["Burma", "Myanmar/Burma", "Burma/Myanmar", "Burma (Myanmar)", "Birmania", "Birmanie", "Birmânia", "Birma",
            "Union of Myanmar"],
    "MNP": ["Northern Marianas", "Northern Mariana Island", "CNMI", "Commonwealth of the Northern Mariana Islands",
            "Mariana Islands, Northern", "N. Mariana Islands", "No. Mariana Islands"],
    "NAM": ["South West Africa"],
    "NLD": ["The Netherlands", "Netherlands, The", "Holland", "Netherlands, Kingdom of the",
            "Kingdom of the Netherlands", "Holanda", "Hollande"],
    "PCN": ["Pitcairn Island"],
    "PLW": ["Republic of Palau", "Belau"],
    "PNG": ["Papua-New Guinea", "Papua N. Guinea"],
    "PRI": ["Puerto Rico, Commonwealth of", "Porto Rico"],
    "PRK": ["Korea, Democratic People's Republic of", "Korea, Democratic People's Republic",
            "Korea, the Democratic People's Republic of", "Democratic People's Republic of Korea",
            "Dem. People's Rep. of Korea", "Korea, Dem. People's Rep.", "Korea, Dem. People's Rep. of",
            "Korea, North", "North Korea", "Korea (North)", "N. Korea", "DPRK", "DPR Korea", "Korea, DPR",
            "República Popular Democrática de Corea", "Corea, República Popular Democrática de"],
    "PRT": ["Portuguese Republic"],
    "PSE": ["Palestine", "Palestinian territories", "Palestinian territory", "Palestinian Territory, Occupied",
            "Occupied Palestinian Territory", "Occupied Palestinian Territories", "OPT", "State of Palestine",
            "Palestine, State of", "Palestinian Authority", "West Bank and Gaza", "West Bank and Gaza Strip",
            "Gaza and West Bank", "West Bank/Gaza", "Estado de Palestina", "Palestina, Estado de",
            "Territorio Palestino Ocupado"],
    "REU": ["Reunion", "Reunion Island"],
    "ROU": ["Roumania", "Rumania"],
    "RUS": ["Russia", "Russian Federation", "Russian Fed.", "Russia, Federation of", "Federación de Rusia",
            "Federación Rusa"],
    "SHN": ["Saint Helena, Ascension and Tristan da Cunha", "Saint Helena, Ascension & Tristan da Cunha",
            "St. Helena, Ascension and Tristan da Cunha"],
    "SJM": ["Svalbard and Jan Mayen Islands"],
    "SLB": ["Solomons", "British Solomon Islands"],
    "SLV": ["Salvador", "Republic of El Salvador", "Salvador, El"],
    "SOM": ["Somali Republic", "Somalia, Federal Republic of", "Federal Republic of Somalia",
            "Somali Democratic Republic"],
    "SRB": ["Republic of Serbia", "Serbia, Republic of"],
    "SSD": ["South-Sudan", "Sudan, South", "S. Sudan", "Republic of South Sudan"],
    "STP": ["Sao Tome", "São Tomé", "Sao Tome-Principe", "Sao Tome & Principe"],
    "SUR": ["Surinam", "Dutch Guiana"],
    "SVK": ["Slovak Republic", "Slovak Rep."],
    "SWZ": ["Swaziland", "Eswatini", "eSwatini", "Kingdom of Eswatini", "Eswatini, Kingdom of", "Swasiland"],
    "SXM": ["Sint Maarten (Dutch)", "Sint Maarten (Dutch part)", "St. Maarten", "Saint Maarten",
            "Saint Martin (Dutch part)"],
    "SYR": ["Syria", "Syrian Arab Republic", "Syrian Arab Rep.", "República Árabe Siria", "Siria, República Árabe"],
    "TCA": ["Turks & Caicos", "Turks and Caicos", "Turks and Caicos Island"],
    "TLS": ["East Timor", "Timor Leste", "Timor-Leste, Democratic Republic of"],
    "TTO": ["Trinidad", "Trinidad & Tobago", "Trinidad-Tobago", "Trinidad Tobago"],
    "TUR": ["Turkey", "Türkiye", "Turkiye", "Türkiye, Republic of", "Republic of Türkiye", "Republic of Turkey",
            "Turkey (Türkiye)"],
    "TWN": ["Taiwan, China", "Taiwan (Republic of China)", "China, Taiwan", "Taiwan, Republic of China",
            "Republic of China", "Chinese Taipei", "Formosa"],
    "TZA": ["Tanzania, United Republic of", "Tanzania, United Republic", "Tanzania, United Rep. of",
            "Tanzania, the United Republic of", "United Rep. of Tanzania", "República Unida de Tanzania",
            "Tanzania, República Unida de"],
    "USA": ["US", "U.S.", "USA", "U.S.A.", "United States", "The United States", "United States of America",
            "EE. UU.", "EE.UU.", "EEUU", "EUA", "Estados Unidos de América", "United States of America, The"],
    "VAT": ["Holy See", "The Holy See", "Vatican", "Holy See (Vatican City)", "Vatican City State", "Vaticano",
            "Vatikan", "Santa Sede"],
    "VCT": ["Saint Vincent and the Grenadines", "St. Vincent-Grenadines", "St. Vincent Grenadines",
            "St. Vincent & the Grenadines", "St. Vincent and Grenadines", "St. Vincent", "Saint Vincent"],
    "VEN": ["Venezuela, Bolivarian Republic of", "Venezuela, Bolivarian Republic", "Bolivarian Republic of Venezuela",
            "Venezuela, RB", "República Bolivariana de Venezuela", "Venezuela, República Bolivariana de"],
    "VGB": ["British Virgin Islands", "Virgin Islands, British", "Virgin Islands (British)", "Virgin Islands, UK",
            "BVI"],
    "VIR": ["US Virgin Islands", "U.S. Virgin Islands", "Virgin Islands, U.S.", "Virgin Islands (U.S.)",
            "Virgin Islands, US", "Virgin Islands of the United States", "USVI", "Virgin Islands, United States"],
    "VNM": ["Viet Nam", "Vietnam", "Viet-Nam", "Socialist Republic of Vietnam", "Vietnam, Socialist Republic of",
            "Viet Nam, Socialist Republic of"],
    "WSM": ["Western Samoa", "Samoa, Western", "Independent State of Samoa"],
    "XKX": ["Kosovo*", "Republic of Kosovo", "Kosovo, Republic of", "Kosovo (UNSCR 1244)", "Kosovo (UNSCR 1244/99)",
            "Kosovo (UNSC 1244)", "Kosovo (S/RES/1244 (1999))", "Kosovo (under UNSCR 1244)",
            "Kosovo (under UNSCR 1244/99)", "Kosovo (under United Nations Security Council Resolution 1244/99)",
            "Kosova"],
    "YEM": ["Yemen, Republic of", "Republic of Yemen", "Yemen, Rep."],
    "ZAF": ["Republic of South Africa", "South Africa, Republic of"],
    "ZWE": ["Rhodesia", "Southern Rhodesia"],
}

# Must mean no country, whatever a package says.
NOTHING = """
    Africa; All destinations; America; Americas; Antilles; Asia; Cuba (Guantánamo); Czechoslovakia;
    Czechoslovakia (former); East Germany; Europe; Frontex; German Democratic Republic; Guantanamo; Guantánamo Bay;
    Korea (not specified); Latin America and the Caribbean; NA; Netherlands Antilles; Netherlands Antilles (former);
    Not reported; Other; Serbia and Kosovo; Serbia and Montenegro; Serbia and Montenegro (former); Soviet Union;
    Soviet Union (former); Stateless; Total; USSR; USSR (former); Union of Soviet Socialist Republics; Unknown;
    Yugoslavia; Yugoslavia (former)
""".replace(";", "\n").split("\n")
NOTHING = [name.strip() for name in NOTHING if name.strip()]

SPECIAL = dict(zip("ßæœøđðþłıħŋəŧĸ", "ss ae oe o d d th l i h n e t k".split()))
APOSTROPHES = "'’‘‛`´ʹʻʼʽ′‵＇"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def fold(printed):
    """The same folding as `fold` in src/dataset/country.rs; a test there holds the two together."""
    words, run = [""], 0
    for char in printed.lower():
        if char in APOSTROPHES + INVISIBLE or unicodedata.combining(char):
            continue
        if char == "&":
            words += ["and", ""]
            run = 0
        elif (char.isalpha() and char not in "ªº") or char in "0123456789":
            plain = unicodedata.normalize("NFKD", char)
            words[-1] += "".join(SPECIAL.get(c, c) for c in plain if c in APOSTROPHES or not unicodedata.combining(c))
            run += 1
        else:
            if not (char == "." and run == 1):
                words.append("")
            run = 0
    return " ".join(word for word in words if word)


def key(printed):
    """What spellings of one name have in common: folded, and without the word "the"."""
    return " ".join(word for word in fold(printed).split() if word != "the")


def read(archive):
    with tarfile.open(archive) as tar:
        files = [member for member in tar if member.isfile() and member.name.endswith(".json")]
        return {file.name.removeprefix("package/"): tar.extractfile(file).read() for file in files}


def variants(name):
    """Ways in which gazetteers and agencies shorten the same name."""
    yield name
    spelled = re.sub(r"\bSt\. ", "Saint ", name)
    for form in dict.fromkeys([spelled, spelled.replace("Saint ", "St. ").replace("Saint-", "St. ")]):
        yield form
        if " & " in form or " and " in form:
            plain = form.replace(" & ", " and ")
            yield plain
            yield plain.replace(" and the ", "-").replace(" and ", "-")


def german(name):
    return name.translate({ord(a): b for a, b in zip("äöüÄÖÜß", "ae oe ue Ae Oe Ue ss".split())})


def build(inputs):
    cldr, iso = read(inputs / CLDR), read(inputs / ISO)
    codes = {a2: "XKX" if a2 == "XK" else a3 for a2, a3, *_ in json.loads(iso["codes.json"])}
    names = {a3: [] for a3 in codes.values()}
    english, spanish = {}, {}
    for locale in CLDR_LOCALES:
        found = json.loads(cldr[f"main/{locale}/territories.json"])["main"][locale]["localeDisplayNames"]["territories"]
        for territory, name in found.items():
            a3 = codes.get(territory.split("-")[0])
            if a3 and not territory.endswith("chagos"):
                names[a3] += [*variants(name)] + ([german(name)] if locale == "de" else [])
                if "-" not in territory and locale == "en":
                    english[a3] = ENGLISH.get(a3, name.replace("&", "and").replace("St. ", "Saint "))
                if "-" not in territory and locale == "es":
                    spanish[a3] = SPANISH.get(a3, name)
    for locale in ISO_LOCALES:
        for a2, found in json.loads(iso[f"langs/{locale}.json"])["countries"].items():
            for name in [found] if isinstance(found, str) else found:
                names[codes[a2]] += [*variants(name)] + ([german(name)] if locale == "de" else [])
    for a3, more in ALIASES.items():
        names[a3] += [form for name in more for form in variants(name)]
    ambiguous = {key(name) for name in AMBIGUOUS}
    for name, several in AMBIGUOUS.items():
        for a3 in several:
            names[a3].append(name)

    lines, claims, problems = [], collections.defaultdict(set), []
    codes_of = {a3: a2 for a2, a3 in codes.items()}
    for a3 in sorted(codes_of):
        accepted = {}
        for name in [english[a3], spanish[a3], *names[a3]]:
            name = name.strip()
            if (a3, name) in MISTAKES:
                continue
            # Two letters are a code, and codes are no names; CLDR's "RU" is the Reino Unido.
            if max((len(word) for word in key(name).split()), default=0) > 2 or key(name) in ("us", "uk", "ee uu"):
                accepted.setdefault(key(name), name)
            if "|" in name or "\t" in name:
                problems.append(f"{a3}: a separator in {name!r}")
        for folded in accepted:
            claims[folded].add(a3)
        lines.append("\t".join([a3, codes_of[a3], english[a3], spanish[a3], "|".join(accepted.values())]))
    for folded, claimants in sorted(claims.items()):
        if len(claimants) > 1 and folded not in ambiguous:
            problems.append(f"{folded!r} is claimed by {sorted(claimants)}")
        if folded.upper() in codes_of and claimants != {folded.upper()}:
            problems.append(f"{folded!r} of {sorted(claimants)} is another country's code")
        if folded in map(key, NOTHING):
            problems.append(f"{folded!r} must mean nothing, but is in {sorted(claimants)}")
    for column, table in (("English", english), ("Spanish", spanish)):
        if len(set(table.values())) != len(codes_of):
            problems.append(f"{column} display names are not distinct")
    if len(codes_of) != 250:
        problems.append(f"{len(codes_of)} countries instead of 249 and Kosovo")
    if problems:
        sys.exit("\n".join(problems))
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} countries, {len(claims)} names, {TABLE.stat().st_size} bytes")


CODE_BESIDE = {
    "origin_country": "origin_iso3", "destination": "destination_iso3", "destination_as_printed": "destination_iso3",
    "country": "iso3", "country_as_printed": "iso3", "origin": None,
}


def check(directory):
    by_name = collections.defaultdict(set)
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        a3, *_, accepted = line.split("\t")
        for name in accepted.split("|"):
            by_name[key(name)].add(a3)
    seen = collections.defaultdict(collections.Counter)
    for path in sorted(directory.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for column, code in CODE_BESIDE.items():
                    if column in row and row[column]:
                        beside = row[code] if code in row else None
                        seen[row[column], beside][f"{path.name}:{column}"] += 1
    wrong, resolved = 0, 0
    for (name, beside), where in sorted(seen.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        found = sorted(by_name.get(key(name), ()))
        if found == [beside] or (beside is None and len(found) == 1):
            resolved += 1
            continue
        expected = (len(found) > 1 and (not beside or beside in found)) or (not found and not beside)
        wrong += not expected
        said = "nothing" if not found else "ambiguous " + "/".join(found) if len(found) > 1 else found[0]
        mark = "ok   " if expected else "WRONG"
        print(mark, f"{name!r}: {said}; beside it {beside!r}; {', '.join(where)}, {where.total()} rows")
    for name in NOTHING:
        if by_name.get(key(name)):
            wrong += 1
            print("WRONG", f"{name!r} must mean nothing")
    print(f"{resolved} names mean the code beside them, {wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=pathlib.Path, help="the directory with the two packed npm packages")
    parser.add_argument("--check", type=pathlib.Path, metavar="DIRECTORY", help="a directory of CSV files")
    arguments = parser.parse_args()
    if not arguments.inputs and not arguments.check:
        parser.error("say --inputs or --check")
    if arguments.inputs:
        build(arguments.inputs)
    if arguments.check:
        check(arguments.check)
