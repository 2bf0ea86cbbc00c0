"""Makes the files of this folder, what must come of them (expected.json, hostile/expected.json), and README.md.

    python3 make.py

Every number is invented and small; names of countries are real; the shapes (columns, titles, marks, formats) are those
of publishers of such files. The expected numbers come from the Python lists that a file is written from, never from
reading the file back. The output is the same on every run with the same libraries: openpyxl is not used to write, no
clock is read, and archives carry the date 1980-01-01.

Needs Python 3.11, XlsxWriter, xlwt, odfpy, pyarrow.

How the numbers of expected.json are meant:

- rows_read: rows of the file without the header row. Rows above the header count, blank ones among them, and so do
  blank rows below it; blank rows at the end of a file do not. A record of JSON, Parquet or Arrow is a row. Of files
  with several sheets, only sheets that are read count, each without its header.
- left_out: rows above the header (blank or not) are "above_header"; blank rows below it are "blank_row".
- totals: "rows" is the dimension, "label" a code (three capitals), a name as printed, or null for the grand total;
  "where" and "period" narrow the rows down. Groups without a single known number are not listed. The grand total of a
  dimension counts rows without a value in that dimension, too.
- missing: for the columns named, all kinds of nothing in the rows that are kept.
- flagged: rows that are kept, and that the report must name.
- fingerprint_group: all files with the same word must have one fingerprint.
- optional: the behaviour is hoped for, not required.
"""

import csv
import datetime
import gzip
import io
import json
import random
import struct
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pyarrow
import pyarrow.feather
import pyarrow.parquet
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

HERE = Path(__file__).parent
HOSTILE = HERE / "hostile"
EPOCH = (1980, 1, 1, 0, 0, 0)
NBSP, NARROW = "\u00a0", "\u202f"

# Every spelling that means one country somewhere below, by hand. What is not here is a group under its own name.
CODES = {
    "AFG": "Afghanistan|Afganistán", "ALB": "Albania|ALBANIA|Albanie|Albanien|Albânia", "ARM": "Armenia",
    "BGD": "Bangladesh", "BOL": "Bolivia (Plurinational State of)", "BRA": "Brazil|Brasil|BRAZIL", "CHL": "Chile",
    "CIV": "Côte d’Ivoire|COTE D'IVOIRE|Côte D’ivoire|Côte d'Ivoire|Ivory Coast|Elfenbeinküste",
    "CMR": "Cameroun|Cameroon",
    "COD": "CONGO, THE DEMOCRATIC REPUBLIC OF THE|DR Congo|République démocratique du Congo|Democratic Republic of the Congo",
    "COG": "Congo, Republic of", "COL": "Colombia|COLOMBIA|Colômbia", "CPV": "Cape Verde|Cabo Verde",
    "CUB": "Cuba|CUBA", "DEU": "Germany|DEU|Deutschland",
    "DOM": "Dominican Republic|República Dominicana|DOMINICAN REPUBLIC", "DZA": "Algérie|Algeria",
    "ECU": "Ecuador|ECUADOR", "ESP": "Spain|ESP|Spanien", "FRA": "France|FRA", "GBR": "United Kingdom",
    "GEO": "Georgia|Georgien|Géorgie", "GHA": "Ghana|GHANA", "GIN": "Guinea|Guinée", "GMB": "Gambia|Gambia, The",
    "GNB": "Guiné-Bissau", "GNQ": "Equatorial Guinea", "GRC": "GRC|Greece", "GTM": "Guatemala|GUATEMALA",
    "HND": "Honduras|HONDURAS", "HTI": "Haiti|Haití|HAITI|Haïti", "IND": "India", "IRN": "Iran, Islamic Republic of",
    "IRQ": "Irak|Iraq", "ITA": "Italy|Itália|ITA", "JAM": "Jamaica", "KOR": "Korea, Republic of",
    "MAR": "Morocco|Maroc|Marokko", "MDA": "Moldova|Moldawien|MOLDOVA, REPUBLIC OF", "MEX": "Mexico|México|MEXICO",
    "MKD": "North Macedonia|FYROM|Nordmazedonien", "MMR": "Burma|Myanmar", "NER": "Niger", "NGA": "Nigeria|NIGERIA",
    "NIC": "Nicaragua|NICARAGUA", "NLD": "NLD|Netherlands", "PAK": "Pakistan", "PAN": "Panama", "PER": "Peru|Perú",
    "POL": "Poland|Polen", "PRT": "Portugal", "SEN": "Sénégal|Senegal", "SLV": "El Salvador|EL SALVADOR",
    "SRB": "Serbia|Serbien", "STP": "São Tomé e Príncipe|São Tomé and Príncipe", "SWE": "Sweden|SWE",
    "SWZ": "Swaziland|Eswatini", "SYR": "Syria|Syrien", "TGO": "Togo", "TUN": "Tunisia|Tunisie|Tunesien|TUNISIA",
    "TUR": "Türkiye|Turkey|Türkei", "USA": "United States|Estados Unidos",
    "VEN": "Venezuela|VENEZUELA|Venezuela, Bolivarian Republic Of", "VNM": "Viet Nam|Vietnam|VIETNAM",
    "XKX": "KOSOVO*|Kosovo"
}
CODE_OF = {name: code for code, names in CODES.items() for name in names.split("|")}

EXPECTED: list[dict] = []
README_ROWS: list[tuple[str, str, str]] = []

# --- what is expected -------------------------------------------------------------------------------------------------


def group_label(name):
    """A country's code, or the printed name."""
    return CODE_OF.get(name, name)


def sums(records, measure, column, rows, by, **narrowed):
    """The sum of a column for each group and in all; None is no number."""
    groups: dict = {}
    for record in records:
        if record[column] is not None and record[by] is not None:
            label = JOINT[record[by]][1] if record[by] in JOINT else group_label(record[by])
            groups[label] = groups.get(label, 0) + record[column]
    return listed(measure, rows, groups, sum(r[column] for r in records if r[column] is not None), narrowed)


def counts(records, rows, by, **narrowed):
    """The number of rows for each group and in all."""
    groups = Counter(group_label(record[by]) for record in records if record[by] is not None)
    return listed("rows", rows, groups, len(records), narrowed)


# Cells that name several countries: the countries, and the name of the group of their people, in the order of codes.
JOINT = {
    "Colombia & Ecuador": (["COL", "ECU"], "Colombia & Ecuador"),
    "NIGERIA / GHANA": (["GHA", "NGA"], "Ghana & Nigeria"),
    "Honduras, Guatemala and El Salvador": (["GTM", "HND", "SLV"], "Guatemala & Honduras & El Salvador"),
}


def distinct(records, column, rows, by, **narrowed):
    """The number of different keys for each group and in all; parts may exceed the total. A flight to several
    countries counts for each of them."""
    keys: dict = {}
    for record in records:
        if record[column] is not None and record[by] is not None:
            for label in JOINT.get(record[by], ([group_label(record[by])], ""))[0]:
                keys.setdefault(label, set()).add(record[column])
    groups = {label: len(found) for label, found in keys.items()}
    return listed("flights", rows, groups, len({r[column] for r in records if r[column] is not None}), narrowed)


def listed(measure, rows, groups, total, narrowed):
    entry = lambda label, value: {"measure": measure, "rows": rows, **narrowed, "label": label, "value": plain(value)}
    return [entry(None, total)] + [entry(label, groups[label]) for label in sorted(groups)]


def plain(value):
    """Whole numbers stay whole; amounts have cents."""
    return value if isinstance(value, int) else float(round(value, 2))


def grand(measure, rows, value, **narrowed):
    return [{"measure": measure, "rows": rows, **narrowed, "label": None, "value": plain(value)}]


def expect(file, about, imitates, hard, *, read, left_out=None, roles, totals, options=(), missing=None, **more):
    left_out = left_out or {}
    entry = {
        "file": file, "about": about, "options": list(options), "rows_read": read,
        "rows_kept": read - sum(left_out.values()), "left_out": left_out, "roles": roles, "totals": totals,
        "missing": missing or {}, **more
    }
    EXPECTED.append(entry)
    if file not in [row[0] for row in README_ROWS]:
        README_ROWS.append((file, imitates, hard))


def numbers(seed, count, low, high):
    generator = random.Random(seed)
    return [generator.randint(low, high) for _ in range(count)]


def days(first, count, step):
    start = datetime.date.fromisoformat(first)
    return [start + datetime.timedelta(days=step * index) for index in range(count)]


# --- writing ----------------------------------------------------------------------------------------------------------


def delimited(rows, delimiter=",", end="\n"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue()


def write(name, content, encoding="utf-8"):
    (HERE / name).write_bytes(content if isinstance(content, bytes) else content.encode(encoding))


def zipped(entries):
    """A ZIP of (name, bytes), without the clock."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=9)
    return out.getvalue()


def workbook(fill):
    """The bytes of an XLSX that `fill` fills."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2024, 1, 1)})
    fill(book)
    book.close()
    return out.getvalue()


def ods(sheets):
    """The bytes of an ODS: a list of (name, rows), a row is a list of values or (values, repeated)."""
    document = OpenDocumentSpreadsheet()
    for name, rows in sheets:
        table = Table(name=name)
        for row in rows:
            values, repeated = row if isinstance(row, tuple) else (row, 1)
            line = TableRow(numberrowsrepeated=repeated) if repeated > 1 else TableRow()
            for value in values:
                if value is None:
                    cell = TableCell()
                elif isinstance(value, datetime.date):
                    cell = TableCell(valuetype="date", datevalue=value.isoformat())
                    cell.addElement(P(text=value.strftime("%d.%m.%y")))
                elif isinstance(value, (int, float)):
                    cell = TableCell(valuetype="float", value=value)
                    cell.addElement(P(text=f"{value:,}"))
                else:
                    cell = TableCell(valuetype="string")
                    cell.addElement(P(text=value))
                line.addElement(cell)
            table.addElement(line)
        document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    with zipfile.ZipFile(out) as archive:
        return zipped([(info.filename, archive.read(info)) for info in archive.infolist()])


def codec(name, content):
    return pyarrow.Codec(name).compress(content, asbytes=True)


# --- text files -------------------------------------------------------------------------------------------------------


def spanish_semicolon_cp1252():
    places = ["Guatemala", "Honduras", "El Salvador", "Nicaragua", "Haití", "República Dominicana", "Brasil", "Perú"]
    people = numbers(1, 24, 12, 180)
    people[3], people[11], people[19] = 1_234, 2_005, 1_120
    records = []
    for index, day in enumerate(days("2024-01-03", 24, 9)):
        cents = people[index] * 10_050 + 25 * index
        records.append({"day": day, "to": places[index % 8], "people": people[index], "cents": cents})
    mexican = lambda cents: f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02}"
    rows = [["Fecha", "País de destino", "Personas", "Costo", "Observación"]]
    for record in records:
        note = "“vuelo charter” – ida" if record["people"] > 1000 else ""
        thousands = f"{record['people']:,}".replace(",", ".")
        rows.append([record["day"].strftime("%d/%m/%Y"), record["to"], thousands, mexican(record["cents"]), note])
    write("spanish-semicolon-cp1252.csv", delimited(rows, ";", "\r\n"), "cp1252")
    cost = sum(record["cents"] for record in records)
    may = sum(record["people"] for record in records if record["day"].month == 5)
    expect(
        "spanish-semicolon-cp1252.csv", "Semicolons, Windows-1252, days first, points between thousands.",
        "INM Mexico, IGM Guatemala: monthly returns saved from Excel in Spanish",
        "encoding without a mark; “1.234” is a thousand and some, “12.345,50” has a decimal comma", read=24,
        roles={"date": "Fecha", "destination": "País de destino", "people": "Personas",
               "cost": "Costo"}, totals=sums(records, "people", "people", "destination", "to") +
        grand("people", "destination", may, period="2024-05") + grand("cost", "destination", cost / 100))


def tabs_utf16le():
    places = ["Tunisia", "Albania", "Georgia", "Kosovo", "Nigeria", "Moldova"]
    people = numbers(2, 18, 3, 90)
    records = [{
        "day": day, "to": places[index % 6], "people": people[index], "id": f"RO-{4100 + index - index % 3:05}"
    } for index, day in enumerate(days("2023-02-01", 18, 11))]
    rows = [["Date", "Operation ID", "Destination", "Returnees"]]
    rows += [[r["day"].isoformat(), r["id"], r["to"], r["people"]] for r in records]
    write("tabs-utf16le.txt", b"\xff\xfe" + delimited(rows, "\t", "\r\n").encode("utf-16-le"))
    expect("tabs-utf16le.txt", "Tabs and UTF-16, little end first, as Excel saves “Unicode text”.",
           "Frontex tables saved from Excel as “Unicode text”", "UTF-16 with a mark; the ending says nothing", read=18,
           roles={"date": "Date", "flight_key": "Operation ID", "destination": "Destination", "people": "Returnees"},
           totals=sums(records, "people", "people", "destination", "to") + distinct(records, "id", "destination", "to"))


def commas_utf16be():
    places = ["Pakistan", "Bangladesh", "Georgia", "Türkiye"]
    people = numbers(3, 12, 5, 70)
    records = [{"day": day, "to": places[index % 4], "people": people[index]}
               for index, day in enumerate(days("2023-05-02", 12, 17))]
    rows = [["Date", "Destination", "Persons", "Remark"]]
    rows += [[r["day"].isoformat(), r["to"], r["people"], "Πτήση τσάρτερ, Αθήνα" if r["people"] > 40 else ""]
             for r in records]
    write("commas-utf16be.csv", b"\xfe\xff" + delimited(rows).encode("utf-16-be"))
    expect("commas-utf16be.csv", "UTF-16, big end first, with Greek in a remark.",
           "older exports of Greek and Turkish ministries",
           "UTF-16 with the bytes the other way around; a comma inside a quoted remark", read=12,
           roles={"date": "Date", "destination": "Destination",
                  "people": "Persons"}, totals=sums(records, "people", "people", "destination", "to"))


ARTS_COLUMNS = (
    "ANumber LastName FirstName DOB Status Sex Convictions GangMember ClassLvl Age MissionDate MissionNumber PULOC DropLoc "
    "StrikeFromList ReasonStruck R-T Code CountryOfCitizenship Juvenile MissionWeek MissionQuarter MissionYear MissionMonth "
    "Criminality FamilyUnitFlag UnaccompaniedFlag AlienMasterID MissionID air_AirportID air_AirportName air_City st_StateAbbr "
    "AOR_AORName air_Country air2_AirportID air2_AirportName air2_City air2_Country air_LatitudeDecimalDegrees "
    "air2_LatitudeDecimalDegrees air2_LongitudeDecimalDegrees").split()


def pipes_redacted():
    generator = random.Random(4)
    places = ["GUATEMALA", "HONDURAS", "EL SALVADOR", "MEXICO", "ECUADOR", "DOMINICAN REPUBLIC"]
    airports = [("KAEX", "Alexandria International Airport", "Alexandria", "LA"),
                ("KHRL", "Valley International Airport", "Harlingen", "TX"),
                ("KIWA", "Phoenix-Mesa Gateway Airport", "Mesa", "AZ")]
    records, rows = [], [ARTS_COLUMNS]
    for index in range(60):
        day = datetime.date(2017, 10, 2) + datetime.timedelta(days=5 * (index // 4))
        drop = places[(index // 4) % 6]
        # On one flight of three, one person has another citizenship; two citizenships are withheld.
        citizenship = places[(index // 4 + (1 if index % 12 == 5 else 0)) % 6]
        citizenship = None if index in (17, 44) else citizenship
        mission = 41_000 + index // 4 // 2
        us = airports[index % 3]
        quarter = (day.month - 1) // 3 + 1
        row = ["(b)(6), (b)(7)(C)"] * 3 + ["(B)(6);(B)(7)(C) "]
        row += [
            generator.choice(["8C", "8G", "3", "16"]),
            generator.choice("MMMF"),
            generator.choice(["IE", "ILLEGAL ENTRY", "", "DRUGS, TRAFFICKING"]), "N",
            generator.choice(["", "1.0", "2.0"]),
            generator.randint(18, 60),
            day.isoformat(), 100_000 + index // 4, us[0], f"M{drop[:2]}{drop[-1]}", "1.0" if index == 9 else "",
            "No-show" if index == 9 else "",
            generator.choice("RT"),
            generator.choice("RTX"), citizenship or "(b)(6), (b)(7)(C)", "False",
            day.isocalendar()[1], quarter, day.year, day.month,
            generator.choice(["NC",
                              "C"]), "", "", index + 1, mission, index % 3 + 1, us[1], us[2], us[3], "San Antonio, TX",
            "United States", 100 + places.index(drop), f"{drop.title()} International", f"{drop.title()} City",
            drop.title(), "31.327",
            round(10 + places.index(drop) * 0.37, 3),
            round(-90 + places.index(drop) * 0.41, 3)
        ]
        assert len(row) == len(ARTS_COLUMNS)
        rows.append(row)
        records.append({"of": citizenship, "to": drop.title(), "mission": 100_000 + index // 4, "day": day})
    write("pipes-redacted-arts.csv", delimited(rows, "|"))
    redacted = {name: {"redacted": 60} for name in ["ANumber", "LastName", "FirstName", "DOB"]}
    october = sum(record["day"].month == 10 for record in records)
    expect(
        "pipes-redacted-arts.csv", "Pipes between the cells and marks of redaction in place of names.",
        "ICE Air ARTS release, as UWCHR published it",
        "a row is a passenger, not a flight; 42 columns; withheld is not blank; "
        "the mission is counted by MissionNumber", read=60, roles={
            "date": "MissionDate", "flight_key": "MissionNumber", "citizenship": "CountryOfCitizenship",
            "destination": "air2_Country"
        }, totals=counts(records, "citizenship", "of") + counts(records, "destination", "to") +
        distinct(records, "mission", "destination", "to") + grand("rows", "citizenship", october, period="2017-10"),
        missing={
            **redacted, "CountryOfCitizenship": {"redacted": 2}, "UnaccompaniedFlag": {"not_reported": 60},
            "ReasonStruck": {"not_reported": 59}
        })


def preamble_and_footnotes():
    places = ["Mexico", "Guatemala", "Honduras", "El Salvador", "Dominican Republic", "Ecuador"]
    people = numbers(5, 18, 40, 990)
    records = [{"of": places[index % 6], "fy": 2022 + index // 6, "people": people[index]} for index in range(18)]
    rows = [["ICE Removals by Country of Citizenship, FY 2022 - FY 2024", "", ""], ["", "", ""],
            ["Source: invented for a test, 3 May 2025", "", ""], ["", "", ""],
            ["Citizenship", "Fiscal Year", "Removals"]]
    rows += [[r["of"], r["fy"], f"{r['people']:,}"] for r in records]
    rows += [["", "", ""], ["* Removals include returns, from 2007 on.", "", ""],
             ["Note: FY 2024 is to 30 September 2024.", "", ""], ["Numbers are preliminary.", "", ""]]
    write("preamble-and-footnotes.csv", delimited(rows))
    of_2023 = [record for record in records if record["fy"] == 2023]
    expect(
        "preamble-and-footnotes.csv", "Four lines above the header, a blank line and three footnotes below.",
        "TRAC and OHSS tables saved from a web page",
        "the header is in line 5; footnotes are no countries; a fiscal year is no year", read=4 + 18 + 1 + 3,
        left_out={"above_header": 4, "blank_row": 1, "remark_row": 3
                  }, roles={"citizenship": "Citizenship", "fiscal_year": "Fiscal Year",
                            "people": "Removals"}, totals=sums(records, "people", "people", "citizenship", "of") +
        sums(of_2023, "people", "people", "citizenship", "of", period="FY2023"))


def tabula_amount(cents, width=58):
    """As tabula prints an accounting cell: the first digit is torn off."""
    if cents == 0:
        return "€" + "-".rjust(width)
    text = f"{cents // 100:,}.{cents % 100:02}"
    torn = text[0] + " " + text[1:] if cents >= 1_000_000 else text
    return "€" + torn.rjust(width)


def repeated_header_tabula():
    payers = ["DEU", "ITA", "FRA", "ESP", "NLD", "SWE", "GRC"]
    values = numbers(6, 45, 5_000, 29_000_000)
    values[4] = values[13] = values[31] = 0
    records = [{"id": f"RO-{890 + index // 2:05}", "day": day, "by": payers[index % 7], "cents": values[index]}
               for index, day in enumerate(days("2019-01-03", 45, 4))]
    rows, header = [], ["RO-ID", "Date", "MS/SAC", "TOTAL PAID"]
    for index, record in enumerate(records):
        if index % 15 == 0:
            rows.append(header)
        rows.append([record["id"], record["day"].strftime("%d/%m/%Y"), record["by"], tabula_amount(record["cents"])])
    total = sum(values)
    rows.append(["", "", "", tabula_amount(total)])
    write("repeated-header-tabula.csv", delimited(rows, end="\r\n"))
    euros = [{**record, "euros": record["cents"] / 100} for record in records]
    expect(
        "repeated-header-tabula.csv",
        "A printed table: the header on each page, torn amounts, a total without a name at the end.",
        "Frontex costs 2019, a PDF through tabula",
        "the header comes back twice; “€ 1 2,345.67” is one amount; “€ -” is zero; "
        "the last row is the sum and does not say so", read=45 + 2 + 1, left_out={"repeated_header": 2, "sum_row": 1},
        roles={"flight_key": "RO-ID", "date": "Date", "origin": "MS/SAC", "cost": "TOTAL PAID"
               }, totals=sums(euros, "cost", "euros", "origin", "by") + distinct(records, "id", "origin", "by"))


def ragged_and_quoted():
    dr_congo = "CONGO, THE DEMOCRATIC REPUBLIC OF THE"
    rows = [  # date, destination, people, remark; fewer or more cells as they stand in the file
        ["2024-01-09", "Ghana", "31", "Left late.\r\nSecond line of the remark."], ["2024-01-17", dr_congo, "12", ""],
        ["2024-01-25", "Nigeria", "44"], ["2024-02-02", "Ghana"],
        ["2024-02-10", "Nigeria", "27", 'The crew said "no"; then yes.'], ["2024-02-18", "Senegal", "9", "", "", ""],
        ["2024-02-26", "Gambia, The", "18", "three remarks", "in place", "of one"],
        ["2024-03-05", "Ghana", "22", "Line one\n\nline three, after a blank one"],
        ["2024-03-13", dr_congo, "7", "2024-03-14,Ghana,99"], ["2024-03-21", "Cameroon", "15", '"'],
        ["2024-03-29", "Nigeria", "38", ""], ["2024-04-06", "Senegal", "11", "x" * 300]
    ]
    records = [{"to": row[1], "people": int(row[2]) if len(row) > 2 else None} for row in rows]
    write("ragged-and-quoted.csv",
          delimited([["Flight date", "Destination", "Passengers", "Remarks"], *rows], end="\r\n"))
    expect(
        "ragged-and-quoted.csv",
        "Short rows, long rows, and quoted cells with line breaks, commas and quotation marks.",
        "spreadsheets kept by volunteers, exported from Google Sheets",
        "a line is not a row; the cell of a short row is not reported, "
        "not zero; cells beyond the header are named in the report", read=12,
        roles={"date": "Flight date", "destination": "Destination",
               "people": "Passengers"}, totals=sums(records, "people", "people", "destination", "to"),
        missing={"Passengers": {"not_reported": 1}}, flagged={"short_rows": 2, "long_rows": 1})


def german_months():
    months = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember"
    ]
    pairs = [("Georgien", "Georgien"), ("Türkei", "Türkei"), ("Syrien", "Polen"), ("Elfenbeinküste", "Spanien")]
    people = numbers(8, 48, 3, 260)
    people[0], people[17] = 1_204, 1_018
    records = [{"month": index // 4 + 1, "of": pairs[index % 4][0], "to": pairs[index % 4][1], "people": people[index]}
               for index in range(48)]
    rows = [["Monat", "Staatsangehörigkeit", "Zielstaat", "Anzahl"]]
    for r in records:
        rows.append([f"{months[r['month'] - 1]} 2024", r["of"], r["to"], f"{r['people']:,}".replace(",", ".")])
    write("german-months.csv", "\ufeff" + delimited(rows, ";", "\r\n"))
    may = [record for record in records if record["month"] == 5]
    expect(
        "german-months.csv", "German names of months and countries; citizenship and destination differ.",
        "answers of the German government to the Bundestag",
        "“Mai 2024” is a month; “1.204” is a thousand and some, and no other column says so; "
        "“Anzahl” is the only number", read=48,
        roles={"month": "Monat", "citizenship": "Staatsangehörigkeit", "destination": "Zielstaat",
               "people": "Anzahl"}, totals=sums(records, "people", "people", "destination", "to") +
        sums(records, "people", "people", "citizenship", "of") +
        sums(may, "people", "people", "destination", "to", period="2024-05"))


def french_spaces():
    written = [("1er mai 2024", 2024, 5), ("12 février 2024", 2024, 2), ("3 août 2024", 2024, 8),
               ("28 déc. 2023", 2023, 12), ("1er mars 2024", 2024, 3), ("15 juil. 2024", 2024, 7),
               ("9 mai 2024", 2024, 5), ("22 octobre 2023", 2023, 10)]
    places = [
        "Albanie", "Géorgie", "Algérie", "Tunisie", "Maroc", "Côte d’Ivoire", "Guinée",
        "République démocratique du Congo"
    ]
    people = numbers(9, 16, 4, 320)
    people[0], people[5], people[10] = 1_234, 12_001, 1_050
    records, rows = [], [["Date", "Pays de destination", "Personnes", "Coût (€)"]]
    for index in range(16):
        text, year, month = written[index % 8]
        space = NBSP if index % 2 == 0 else NARROW
        printed = f"{people[index]:,}".replace(",", space)
        cents = people[index] * 1_575
        cost = f"{cents // 100:,}".replace(",", NBSP) + f",{cents % 100:02}{NBSP}€"
        records.append(
            {"year": year, "month": month, "to": places[index % 8], "people": people[index], "cost": cents / 100})
        rows.append([text, places[index % 8], printed, cost])
    write("french-spaces.csv", delimited(rows, ";"))
    may = sum(r["people"] for r in records if (r["year"], r["month"]) == (2024, 5))
    expect(
        "french-spaces.csv", "French dates, blanks that do not break between thousands, a decimal comma.",
        "French Ministry of the Interior, La Cimade",
        "U+00A0 and U+202F within numbers; “1er mai 2024”; “Coût (€)” has the currency in the header", read=16,
        roles={"date": "Date", "destination": "Pays de destination", "people": "Personnes",
               "cost": "Coût (€)"}, totals=sums(records, "people", "people", "destination", "to") +
        grand("people", "destination", may, period="2024-05") +
        grand("people", "destination", sum(r["people"] for r in records if r["year"] == 2023), period="2023") +
        grand("cost", "destination", sum(r["cost"] for r in records)))


def portuguese():
    months = ["janeiro", "fevereiro", "março", "abril", "maio", "junho"]
    places = ["Cabo Verde", "Guiné-Bissau", "São Tomé e Príncipe", "Colômbia", "Albânia"]
    people = numbers(10, 15, 1, 60)
    records, rows = [], [["Data", "Origem", "Destino", "Passageiros", "Custo"]]
    for index in range(15):
        cents = people[index] * 123_456 + 7
        cost = "R$ " + f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02}"
        records.append({"month": index % 6 + 1, "to": places[index % 5], "people": people[index], "cost": cents / 100})
        rows.append([
            f"{index + 3} de {months[index % 6]} de 2024", "Portugal" if index % 3 else "Brasil", places[index % 5],
            people[index], cost
        ])
    write("portuguese.csv", delimited(rows, ";", "\r\n"), "cp1252")
    march = sum(r["people"] for r in records if r["month"] == 3)
    expect(
        "portuguese.csv", "Portuguese dates, names and amounts in reais.",
        "Brazilian Federal Police, Portuguese SEF/AIMA",
        "“São Tomé e Príncipe” is one country, not two; “R$ 1.234,56”; “Data” is the date", read=15,
        roles={"date": "Data", "origin": "Origem", "destination": "Destino", "people": "Passageiros",
               "cost": "Custo"}, totals=sums(records, "people", "people", "destination", "to") +
        grand("people", "destination", march, period="2024-03") +
        grand("cost", "destination", sum(r["cost"] for r in records)))


def us_dates_times():
    clocks = ["2:30:00 PM", "12:05:00 AM", "11:59:00 PM", "8:00:00 AM"]
    places = ["MEXICO", "GUATEMALA", "HONDURAS", "COLOMBIA", "ECUADOR"]
    records, rows = [], [[
        "Departed Date", "Port of Departure", "Departure Country", "Citizenship Country", "Birth Year",
        "Unique Identifier"
    ]]
    years = numbers(11, 40, 1960, 2003)
    for index, day in enumerate(days("2024-01-01", 40, 3)):
        to = places[index % 5]
        of = "VENEZUELA" if index % 10 == 0 else to
        records.append({"day": day, "to": to, "of": of})
        rows.append([
            f"{day.month}/{day.day}/{day.year} {clocks[index % 4]}", "LAREDO, TX, POE", to, of, years[index],
            f"{7919 * (index + 1):08x}"
        ])
    write("us-dates-times.csv", delimited(rows))
    january = [record for record in records if record["day"].month == 1]
    expect(
        "us-dates-times.csv", "Month first, with a time of day; one row for each person.",
        "ICE removals released to the Deportation Data Project",
        "1/2/2024 is 2 January; five past midnight stays on its day; a year of birth "
        "is no year; “Departure Country” is where people were taken, so the role is said", read=40,
        options=["--role", "destination=Departure Country"],
        roles={"date": "Departed Date", "destination": "Departure Country",
               "citizenship": "Citizenship Country"}, totals=counts(records, "destination", "to") +
        counts(records, "citizenship", "of") + counts(january, "destination", "to", period="2024-01") +
        grand("rows", "destination", sum(r["day"] == datetime.date(2024, 2, 3) for r in records), period="2024-02-03"))


def totals_among_rows():
    records, rows = [], [["year", "origin", "destination", "people"]]
    people = iter(numbers(12, 40, 2, 120))
    sum_rows = 0
    for year in (2022, 2023):
        year_sum = 0
        for origin in ("Germany", "France", "Spain"):
            own = []
            for to in ("Albania", "Georgia", "Tunisia", "Nigeria"):
                record = {"year": year, "from": origin, "to": to, "people": next(people)}
                records.append(record)
                own.append(record["people"])
                rows.append([year, origin, to, record["people"]])
            rows.append([year, origin, "All destinations", sum(own)])
            rows.append([year, origin, "average", sum(own) / 4])
            sum_rows += 2
            year_sum += sum(own)
        rows.append([year, f"Total {year}", "", year_sum])
        sum_rows += 1
    for to in ("Albania", "Georgia"):
        rows.append(["", "Total", to, sum(r["people"] for r in records if r["to"] == to)])
        sum_rows += 1
    rows.append(["Grand total", "", "", sum(r["people"] for r in records)])
    sum_rows += 1
    write("totals-among-rows.csv", delimited(rows))
    spain = [record for record in records if record["from"] == "Spain"]
    expect(
        "totals-among-rows.csv",
        "Sums and averages among the rows, by three different words in three different columns.",
        "Statewatch tables of Frontex returns",
        "“All destinations”, “average”, “Total 2022”, “Grand total” are no places and are never added",
        read=24 + sum_rows, left_out={"sum_row": sum_rows},
        roles={"year": "year", "origin": "origin", "destination": "destination",
               "people": "people"}, totals=sums(records, "people", "people", "destination", "to") +
        sums(records, "people", "people", "origin", "from") +
        sums([r for r in records if r["year"] == 2023], "people", "people", "destination", "to", period="2023") +
        sums(spain, "people", "people", "destination", "to", where=["origin=ESP"]))


def joint_destinations():
    cells = [
        "Colombia & Ecuador", "NIGERIA / GHANA", "Colombia", "Ecuador", "Nigeria", "Honduras", "Colombia & Ecuador",
        "Honduras, Guatemala and El Salvador", "Ghana", "Honduras", "NIGERIA / GHANA", "Colombia"
    ]
    people = numbers(13, 12, 20, 130)
    records = [{"day": day, "to": cells[index], "people": people[index], "flights": 1}
               for index, day in enumerate(days("2025-01-07", 12, 6))]
    rows = [["Date", "Destination", "Flights", "People"]] + [[r["day"].isoformat(), r["to"], r["flights"], r["people"]]
                                                             for r in records]
    write("joint-destinations.csv", delimited(rows))
    expect("joint-destinations.csv", "One flight to two or three countries in one cell.",
           "weekly posts of Witness at the Border (“Honduras coupled with Ecuador”)",
           "the people of a joint row belong to the total and to a group of "
           "their own, to neither country", read=12,
           roles={"date": "Date", "destination": "Destination", "flights": "Flights", "people": "People"},
           totals=sums(records, "people", "people", "destination", "to") + grand("flights", "destination", 12),
           flagged={"joint_cells": 5})


def kinds_of_nothing():
    not_reported, suppressed, redacted = "not_reported", "suppressed", "redacted"
    cells = [("17", 17), ("*", suppressed), ("n/a", not_reported), ("–", not_reported), ("", not_reported), ("0", 0),
             ("204", 204), ("*", suppressed), ("0", 0), ("N/A", not_reported), ("33", 33), ("<5", suppressed),
             ("1,024", 1024), ("[redacted]", redacted), ("", not_reported), ("6", 6), (" * ", suppressed), ("0", 0)]
    places = ["Syria", "Afghanistan", "Iraq", "Pakistan", "Nigeria", "Georgia"]
    records = [{"to": places[index % 6], "people": value if isinstance(value, int) else None}
               for index, (_, value) in enumerate(cells)]
    rows = [["Year", "Destination", "Persons"]]
    rows += [[2021 + index // 6, places[index % 6], printed] for index, (printed, _) in enumerate(cells)]
    write("kinds-of-nothing.csv", delimited(rows))
    kinds = Counter(value for _, value in cells if isinstance(value, str))
    expect(
        "kinds-of-nothing.csv", "Zero, blank, “n/a”, “–”, “*”, “<5” and “[redacted]” in one column.",
        "UNHCR and Eurostat tables of small counts",
        "zero is a number; four marks are three different kinds of nothing; the column is one of numbers all the same",
        read=18, roles={"year": "Year", "destination": "Destination",
                        "people": "Persons"}, totals=sums(records, "people", "people", "destination",
                                                          "to"), missing={"Persons": dict(sorted(kinds.items()))})


def mixed_precision():
    dated = [("2023", "Y"), ("2023-11", "M"), ("2023-11-20", "D"), ("2024-05-17", "D"), ("May 2024", "M"),
             ("2024", "Y"), ("2024-05", "M"), ("2024-05-30", "D"), ("17 June 2024", "D"), ("2024-06", "M"),
             ("2024-06-02", "D"), ("2024", "Y")]
    places = ["Gambia", "Senegal", "Ghana"]
    people = numbers(15, 12, 5, 50)
    records = [{"date": text, "kind": kind, "to": places[index % 3], "people": people[index]}
               for index, (text, kind) in enumerate(dated)]
    rows = [["Departure date", "Destination", "People"]] + [[r["date"], r["to"], r["people"]] for r in records]
    write("mixed-precision-dates.csv", delimited(rows))
    in_may = [r for r in records if r["date"] in ("2024-05-17", "May 2024", "2024-05", "2024-05-30")]
    in_2024 = [r for r in records if "2024" in r["date"]]
    expect(
        "mixed-precision-dates.csv", "Days, months and years in one column of dates.",
        "operation lists with gaps (Statewatch fills them with 31 December)",
        "nothing is filled in: a year-only row counts in its year and in no month", read=12,
        roles={"date": "Departure date", "destination": "Destination",
               "people": "People"}, totals=sums(records, "people", "people", "destination", "to") +
        sums(in_2024, "people", "people", "destination", "to", period="2024") +
        sums(in_may, "people", "people", "destination", "to", period="2024-05"))


def country_names():
    names = [
        "KOSOVO*", "CONGO, THE DEMOCRATIC REPUBLIC OF THE", "Côte D’ivoire", "COTE D'IVOIRE", "Burma", "Myanmar",
        "Viet Nam", "Gautemala", "Guatemala", "Congo", "Stateless", "Türkiye", "Turkey", "Swaziland", "Gambia, The",
        "Georgia", "Guinea", "Equatorial Guinea", "Niger", "Nigeria", "Venezuela, Bolivarian Republic Of",
        "Iran, Islamic Republic of", "Korea, Republic of", "Korea (not specified)", "Guantánamo Bay", "FYROM",
        "Bolivia (Plurinational State of)", "Serbia and Montenegro", "USSR (former)", "Unknown", "MOLDOVA, REPUBLIC OF",
        "Congo, Republic of", "DR Congo"
    ]
    people = numbers(16, len(names), 1, 40)
    records = [{"year": 2019 + index % 3, "to": name, "people": people[index]} for index, name in enumerate(names)]
    rows = [["Year", "Country of return", "Returnees"]] + [[r["year"], r["to"], r["people"]] for r in records]
    write("country-names.csv", delimited(rows))
    expect(
        "country-names.csv", "Official, former, misspelled and ambiguous names of countries.",
        "Frontex and DHS lists, in which several spellings stand side by side",
        "spellings of one country are one group; “Congo” alone, “Gautemala”, “Stateless”, “USSR (former)” keep their own name; four Guineas, two Congos",
        read=len(names), roles={"year": "Year", "destination": "Country of return",
                                "people": "Returnees"}, totals=sums(records, "people", "people", "destination", "to"),
        flagged={"ambiguous_names": ["Congo"], "near_names": {"Gautemala": "GTM"}})


def accounting():
    values = [(123_450, 12), (-99_900, 30), (0, 5), (-1_200, 8), (1_000_000, 41), (45_075, 3), (-250, 1),
              (7_777_777, 90)]
    printed = ["1,234.50", "(999.00)", "€ -", "-€ 12.00", "10,000.00", "€450.75", "2.50-", "EUR 77,777.77"]
    shares = ["12.5 %", "30%", "0%", "-8.25 %", "41.0%", "3 %", "(1.5%)", "100%"]
    places = ["Albania", "Georgia", "Pakistan", "Nigeria"]
    records = [{"to": places[index % 4], "cost": cents / 100, "people": people}
               for index, (cents, people) in enumerate(values)]
    rows = [["Date", "Destination", "People", "Cost EUR", "Change"]]
    rows += [[f"2024-0{index + 1}-15", places[index % 4], people, printed[index], shares[index]]
             for index, (_, people) in enumerate(values)]
    write("accounting-negatives.csv", delimited(rows))
    expect(
        "accounting-negatives.csv", "Amounts below zero written in four ways, an accounting zero, percentages.",
        "settlements of Frontex grants with repayments",
        "“(999.00)”, “-€ 12.00”, “2.50-” are below zero; “€ -” is zero; percentages are a column of their own", read=8,
        roles={"date": "Date", "destination": "Destination", "people": "People",
               "cost": "Cost EUR"}, totals=sums(records, "cost", "cost", "destination", "to") +
        sums(records, "people", "people", "destination", "to"))


def fiscal_years_wide():
    places = ["Mexico", "Guatemala", "Honduras", "El Salvador", "Colombia", "Ecuador", "Haiti", "Brazil"]
    table = [numbers(310 + index, 6, 10, 900) for index in range(8)]
    rows = [["Country of Citizenship", *[f"FY{year}" for year in range(2019, 2025)]]]
    rows += [[place, *values] for place, values in zip(places, table)]
    rows.append(["Total", *[sum(column) for column in zip(*table)]])
    write("fiscal-years-wide.csv", delimited(rows))
    expect("fiscal-years-wide.csv", "One column for each fiscal year.",
           "appendix of the ICE annual report, FY 2019 to FY 2024",
           "the numbers are in six columns; a program that does not turn them must still say whose citizenship it is",
           read=9, left_out={"sum_row": 1}, roles={"citizenship": "Country of Citizenship"},
           totals=grand("rows", "citizenship", 8), optional=True)


def duplicates():
    base = [("RO-02501", "2023-04-04", "Germany", "Ghana", 13), ("RO-02502", "2023-04-11", "Spain", "Colombia", 8),
            ("RO-02503", "2023-04-18", "France", "Albania", 21), ("RO-02504", "2023-04-25", "Germany", "Ghana", 5),
            ("RO-02505", "2023-05-02", "Sweden", "Iraq", 9), ("RO-02506", "2023-05-09", "Italy", "Tunisia", 30)]
    table = base[:4] + [base[1]] + base[4:] + [base[5], base[5], ("RO-02504", "2023-04-25", "Germany", "Ghana", 1)]
    records = [{"id": row[0], "to": row[3], "people": row[4]} for row in table]
    write("duplicates.csv", delimited([["operation_id", "date", "origin", "destination", "people"], *table]))
    expect(
        "duplicates.csv", "Rows that repeat another one, and one that repeats all but its number.",
        "Frontex returns 2023: RO-02504 Germany to Ghana, 13 and 1",
        "duplicates are named and kept; nothing is dropped without being told", read=10, roles={
            "flight_key": "operation_id", "date": "date", "origin": "origin", "destination": "destination",
            "people": "people"
        }, totals=sums(records, "people", "people", "destination", "to") + distinct(records, "id", "destination", "to"),
        flagged={"exact_duplicates": 3, "key_duplicates": 1})


def without_header():
    places = ["Honduras", "Guatemala", "Nicaragua"]
    people = numbers(34, 9, 20, 140)
    records = [{"day": day, "to": places[index % 3], "people": people[index]}
               for index, day in enumerate(days("2024-06-03", 9, 7))]
    write("without-header.csv", delimited([[r["day"].isoformat(), r["to"], r["people"]] for r in records]))
    expect("without-header.csv", "The first line is data.", "a table copied out of a report",
           "nothing names the columns; the first row must not be lost", read=9,
           roles={"date": "column 1", "destination": "column 2"}, totals=counts(records, "destination",
                                                                                "to"), optional=True)


def eurostat_labels():
    people = [5 * value for value in numbers(35, 24, 0, 90)]
    generator = iter(people)
    records, rows = [], [[
        "DATAFLOW", "LAST UPDATE", "freq", "citizen", "age", "sex", "unit", "geo", "TIME_PERIOD", "OBS_VALUE",
        "OBS_FLAG"
    ]]
    for year in (2022, 2023):
        for geo in ("Germany", "France", "Greece"):
            for citizen in ("Albania", "Georgia", "Syria", "Morocco"):
                value = next(generator)
                is_secret = (year, geo, citizen) in ((2022, "Greece", "Syria"), (2023, "Greece", "Morocco"))
                value = None if is_secret else value
                records.append({"of": citizen, "from": geo, "year": year, "people": value})
                rows.append([
                    "ESTAT:MIGR_EIRTN1(1.0)", "15/03/25 23:00:00", "Annual", citizen, "Total", "Total", "Person", geo,
                    year, "" if is_secret else value, "c" if is_secret else ""
                ])
    write("eurostat-labels.csv", delimited(rows, end="\r\n"))
    options = [
        "--role", "people=OBS_VALUE", "--role", "citizenship=citizen", "--role", "origin=geo", "--role",
        "year=TIME_PERIOD"
    ]
    expect(
        "eurostat-labels.csv", "SDMX-CSV with labels; age and sex say “Total” in every row.",
        "Eurostat migr_eirtn1, SDMX-CSV with labels",
        "“Total” in a column that is no place makes no sum of a row; OBS_VALUE says nothing, so roles are said; LAST UPDATE is no date of a flight",
        read=24, options=options,
        roles={"people": "OBS_VALUE", "citizenship": "citizen", "origin": "geo",
               "year": "TIME_PERIOD"}, totals=sums(records, "people", "people", "citizenship", "of") +
        sums(records, "people", "people", "origin", "from") +
        grand("people", "citizenship", sum(
            r["people"] for r in records if r["year"] == 2023 and r["people"] is not None), period="2023"),
        missing={"OBS_VALUE": {"not_reported": 2}})


# --- spreadsheets -----------------------------------------------------------------------------------------------------


def titles_and_hidden_sheet():
    places = ["Albania", "Moldova", "North Macedonia", "Serbia", "Georgia"]
    people = numbers(17, 15, 3, 80)
    records = [{"day": day, "to": places[index % 5], "people": people[index], "type": ["JRO", "NRO", "CRO"][index % 3]}
               for index, day in enumerate(days("2022-01-11", 15, 13))]

    def fill(book):
        day_format = book.add_format({"num_format": "dd/mm/yyyy"})
        notes = book.add_worksheet("Read me")
        notes.write_column(0, 0, ["About these tables", "They were made for a test.", "Nothing in them is true."])
        sheet = book.add_worksheet("Table 1")
        sheet.merge_range("B1:E1", "Return operations by charter flight, 2022", book.add_format({"bold": True}))
        sheet.write("B2", "Number of persons returned, by day and country of return")
        sheet.write_row(3, 1, ["Date of departure", "Type of operation", "Country of return", "Number of returnees"])
        for index, record in enumerate(records):
            sheet.write_datetime(4 + index, 1, record["day"], day_format)
            sheet.write_row(4 + index, 2, [record["type"], record["to"], record["people"]])
        sheet.write(20, 1, "Source: invented for a test")
        sheet.write(21, 1, "* This designation is without prejudice to positions on status.")
        hidden = book.add_worksheet("old")
        hidden.write_row(0, 0, ["Date", "Type", "Origin", "Destination", "People", "Operation ID"])
        for index in range(30):
            hidden.write_row(1 + index, 0, ["2021-01-01", "JRO", "Germany", "Albania", 999, f"RO-{index}"])
        hidden.hide()
        by_type = book.add_worksheet("Table 2")
        by_type.write_row(0, 0, ["Type of operation", "Share"])
        by_type.write_column(1, 0, ["JRO", "NRO", "CRO"])
        by_type.write_column(1, 1, [0.4, 0.3, 0.3])

    write("titles-and-hidden-sheet.xlsx", workbook(fill))
    jro = [record for record in records if record["type"] == "JRO"]
    expect(
        "titles-and-hidden-sheet.xlsx",
        "Titles above, notes below, a blank first column, and three other sheets, one of them hidden.",
        "Frontex answers to requests for documents; statistical offices",
        "the table is on the second sheet, from column B and row 4; a larger table on a hidden sheet is not it; "
        "the title is a merged cell", read=3 + 15 + 1 + 2,
        left_out={"above_header": 3, "blank_row": 1, "remark_row": 2}, roles={
            "date": "Date of departure", "category": "Type of operation", "destination": "Country of return",
            "people": "Number of returnees"
        }, totals=sums(records, "people", "people", "destination", "to") +
        sums(jro, "people", "people", "destination", "to", where=["category=JRO"]) +
        grand("people", "destination", sum(r["people"] for r in records if r["day"].month == 3), period="2022-03"))


def sheet_per_year():
    places = ["Tunisia", "Nigeria", "Albania", "Ghana"]
    people = iter(numbers(18, 24, 10, 95))
    records = [{
        "day": datetime.date(year, 2 + 2 * index % 12, 5 + index), "to": places[index % 4], "people": next(people)
    } for year in (2022, 2023, 2024) for index in range(8 if year != 2023 else 6)]

    def fill(book):
        day_format = book.add_format({"num_format": "yyyy-mm-dd"})
        book.add_worksheet("Notes").write_column(0, 0, ["Removals by charter", "One sheet for each year"])
        for year in (2022, 2023, 2024):
            sheet = book.add_worksheet(str(year))
            sheet.write_row(0, 0, ["Date", "Destination", "People"])
            own = [record for record in records if record["day"].year == year]
            for row, record in enumerate(own, 1):
                sheet.write_datetime(row, 0, record["day"], day_format)
                sheet.write_row(row, 1, [record["to"], record["people"]])
            sheet.write_row(len(own) + 1, 0, ["Total", "", sum(record["people"] for record in own)])

    write("sheet-per-year.xlsx", workbook(fill))
    roles = {"date": "Date", "destination": "Destination", "people": "People"}
    imitates, hard = ("Costa Rica DGME, Frontex 2006-2018",
                      "the years belong together, the sheet of notes does not; each year ends with a total")
    in_2024 = [record for record in records if record["day"].year == 2024]
    expect(
        "sheet-per-year.xlsx", "All sheets of one shape as one table.", imitates, hard, read=22 + 3,
        left_out={"sum_row": 3}, roles=roles, options=["--sheet", "*"],
        totals=sums(records, "people", "people", "destination", "to") +
        sums(in_2024, "people", "people", "destination", "to", period="2024"))
    expect("sheet-per-year.xlsx", "One sheet by its name.", imitates, hard, read=8 + 1, left_out={"sum_row": 1},
           roles=roles, options=["--sheet", "2024"], totals=sums(in_2024, "people", "people", "destination", "to"))


def formulas_and_dates():
    places = ["Ghana", "Nigeria", "Togo", "Senegal"]
    adults, children = numbers(19, 12, 5, 60), numbers(190, 12, 0, 9)
    days_out = days("2024-03-04", 12, 8)
    records = [{"day": days_out[index], "to": places[index % 4], "people": adults[index] + children[index]}
               for index in range(12)]
    records[7]["people"] = None

    def fill(book):
        short, long = book.add_format({"num_format": "d.m.yy"}), book.add_format({"num_format": "[$-409]d mmmm yyyy;@"})
        sheet = book.add_worksheet("Flights")
        sheet.write_row(0, 0, ["Flight date", "Destination", "Adults", "Children", "Passengers", "Share of children"])
        for index, record in enumerate(records):
            row, day = index + 1, record["day"]
            if index == 4:
                sheet.write_string(row, 0, f"{day.day} {day:%B %Y}")
            elif index == 9:
                sheet.write_string(row, 0, day.isoformat())
            elif index == 2:
                sheet.write_datetime(row, 0, datetime.datetime(day.year, day.month, day.day, 22, 45),
                                     book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
            else:
                sheet.write_datetime(row, 0, day, short if index % 2 else long)
            sheet.write_row(row, 1, [record["to"], adults[index], children[index]])
            broken = record["people"] is None
            sheet.write_formula(row, 4, f"=C{row + 1}+D{row + 1}" if not broken else "=VLOOKUP(1,H1:I2,2)", None,
                                "#N/A" if broken else record["people"])
            sheet.write_formula(row, 5, f"=D{row + 1}/E{row + 1}", book.add_format({"num_format": "0.0%"}),
                                0 if broken else round(children[index] / record["people"], 6))
        known = sum(record["people"] or 0 for record in records)
        sheet.write_string(13, 0, "Total")
        sheet.write_formula(13, 2, "=SUM(C2:C13)", None, sum(adults))
        sheet.write_formula(13, 3, "=SUM(D2:D13)", None, sum(children))
        sheet.write_formula(13, 4, '=SUMIF(E2:E13,">0")', None, known)

    write("formulas-and-dates.xlsx", workbook(fill))
    march = sum(record["people"] or 0 for record in records if record["day"].month == 3)
    expect(
        "formulas-and-dates.xlsx", "Formulas with their last results, and days as cells of three formats and as text.",
        "working files of monitors and NGOs",
        "what the formula gave counts; “#N/A” is not reported; a day is a number with a format, or text, in one column",
        read=13, left_out={"sum_row": 1},
        roles={"date": "Flight date", "destination": "Destination",
               "people": "Passengers"}, totals=sums(records, "people", "people", "destination", "to") +
        grand("people", "destination", march, period="2024-03"), missing={"Passengers": {"not_reported": 1}})


def legacy_xls():
    places = ["Albania", "Kosovo", "Nigeria", "Côte d'Ivoire", "Türkiye"]
    people = numbers(20, 15, 4, 66)
    records = [{"day": day, "to": places[index % 5], "people": people[index], "cost": people[index] * 75_025 / 100}
               for index, day in enumerate(days("2011-01-19", 15, 21))]
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("JRO 2011")
    day_format = xlwt.easyxf(num_format_str="DD-MM-YYYY")
    sheet.write(0, 0, "Overview of joint return operations in 2011")
    for column, name in enumerate(["Date", "Destination", "No. of TCNs", "Costs"]):
        sheet.write(2, column, name)
    for row, record in enumerate(records, 3):
        sheet.write(row, 0, record["day"], day_format)
        sheet.write(row, 1, record["to"])
        sheet.write(row, 2, record["people"])
        sheet.write(row, 3, record["cost"])
    book.add_sheet("Sheet2")
    out = io.BytesIO()
    book.save(out)
    write("legacy.xls", out.getvalue())
    expect(
        "legacy.xls", "Excel 97 to 2003, with a title and a blank row.",
        "Frontex overviews of joint return operations to 2012",
        "the old binary format; days are numbers with a format; an empty second sheet", read=2 + 15,
        left_out={"above_header": 2
                  }, roles={"date": "Date", "destination": "Destination", "people": "No. of TCNs",
                            "cost": "Costs"}, totals=sums(records, "people", "people", "destination", "to") +
        grand("cost", "destination", sum(r["cost"] for r in records)))


def home_office_ods():
    pairs = [("Albania", "Albania"), ("India", "India"), ("Brazil", "Brazil"), ("Iraq", "Germany")]
    people = iter(numbers(21, 32, 0, 75))
    records, rows = [], []
    for quarter in ("2023 Q3", "2023 Q4", "2024 Q1", "2024 Q2"):
        for kind in ("Enforced return", "Voluntary return"):
            for of, to in pairs:
                record = {"year": int(quarter[:4]), "kind": kind, "of": of, "to": to, "people": next(people)}
                records.append(record)
                rows.append([record["year"], quarter, kind, of, to, record["people"]])
    header = ["Year", "Quarter", "Return type", "Nationality", "Return destination", "Number of returns"]
    data = [["Ret_D01: Returns, by nationality and type of return"], ["[Note 1] Invented for a test"], header, *rows,
            ([None], 200)]
    write("home-office.ods", ods([("Notes", [["Notes"], ["The numbers are made up."]]), ("Data_-_Ret_D01", data)]))
    enforced = [record for record in records if record["kind"] == "Enforced return"]
    expect(
        "home-office.ods", "OpenDocument, with a sheet of notes before the data and 200 blank rows after them.",
        "UK Home Office, detailed datasets on returns (Ret_D01)",
        "returns, nationality and destination are named in the office’s own words; blank rows at the end are no rows",
        read=2 + 32, left_out={"above_header": 2}, roles={
            "year": "Year", "category": "Return type", "citizenship": "Nationality",
            "destination": "Return destination", "people": "Number of returns"
        }, totals=sums(records, "people", "people", "citizenship", "of") +
        sums(records, "people", "people", "destination", "to") +
        sums(enforced, "people", "people", "destination", "to", where=["category=Enforced return"]) +
        grand("people", "destination", sum(r["people"] for r in records if r["year"] == 2024), period="2024"))


def wrong_endings():
    places = ["Chile", "Peru", "Bolivia (Plurinational State of)"]
    people = numbers(32, 9, 4, 50)
    records = [{"day": day, "to": places[index % 3], "people": people[index]}
               for index, day in enumerate(days("2024-02-06", 9, 10))]
    rows = [["Date", "Destination", "People"]] + [[r["day"].isoformat(), r["to"], r["people"]] for r in records]

    def fill(book):
        sheet = book.add_worksheet()
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)

    write("workbook-named.csv", workbook(fill))
    write("text-named.xlsx", delimited(rows))
    for file, about in [("workbook-named.csv", "A workbook with the ending of a text."),
                        ("text-named.xlsx", "A text with the ending of a workbook.")]:
        expect(file, about, "attachments renamed by hand, downloads from portals",
               "the bytes say what it is, the ending does not", read=9,
               roles={"date": "Date", "destination": "Destination",
                      "people": "People"}, totals=sums(records, "people", "people", "destination", "to"))


# --- records, columns and packing -------------------------------------------------------------------------------------


def json_forms():
    places = ["Guatemala", "Honduras", "Ecuador", "Haiti", "Jamaica"]
    people = numbers(22, 15, 20, 135)
    records = [{
        "date": day.isoformat(), "destination": places[index % 5], "flight_id": f"F{600 + index // 2}",
        "people": people[index]
    } for index, day in enumerate(days("2025-02-03", 15, 4))]
    records[6]["people"] = None
    roles = {"date": "date", "destination": "destination", "flight_key": "flight_id", "people": "people"}
    totals = sums(records, "people", "people", "destination", "destination") + distinct(
        records, "flight_id", "destination", "destination")
    write("records.json", json.dumps(records, ensure_ascii=False, indent=1) + "\n")
    expect("records.json", "A list of records.", "downloads of open data portals", "null is not reported", read=15,
           roles=roles, totals=totals, missing={"people": {"not_reported": 1}})
    sparse = [{key: value for key, value in record.items() if value is not None} for record in records]
    sparse[0] = {**sparse[0], "confidence": "confirmed"}
    sparse[9] = {**sparse[9], "confidence": "estimated", "route": ["KAEX", "MGGT"]}
    write("lines.ndjson", "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in sparse))
    expect(
        "lines.ndjson", "One record on each line; some have more keys than others.",
        "logs of flight trackers (deportationflights.com style)",
        "a key that is not there is not reported; a list in a cell must not stop the reading; columns come from all records",
        read=15, roles=roles, totals=totals,
        missing={"people": {"not_reported": 1}, "confidence": {"not_reported": 13}})
    texts = [{**record, "people": None if record["people"] is None else str(record["people"])} for record in records]
    wrapped = {
        "meta": {
            "title": "Removal flights", "license": "none", "columns": ["date", "destination", "flight_id", "people"]
        }, "count": 15, "data": texts
    }
    write("wrapped.json", json.dumps(wrapped, ensure_ascii=False))
    expect("wrapped.json", "The records under “data”, numbers as texts.", "answers of web services",
           "the list is inside an object, beside other things; numbers come as texts", read=15, roles=roles,
           totals=totals, missing={"people": {"not_reported": 1}})


def columnar():
    places = ["MEXICO", "GUATEMALA", "HONDURAS", "EL SALVADOR"]
    people = numbers(25, 24, 1, 60)
    cents = numbers(250, 24, 10_000, 900_000)
    records = [{"day": day, "of": places[index % 4], "people": people[index], "cents": cents[index]}
               for index, day in enumerate(days("2024-10-01", 24, 6))]
    records[5]["people"] = records[18]["people"] = None
    table = pyarrow.table({
        "departed_date": pyarrow.array([r["day"] for r in records], pyarrow.date32()),
        "citizenship_country": pyarrow.array([r["of"] for r in records]).dictionary_encode(),
        "people": pyarrow.array([r["people"] for r in records],
                                pyarrow.int32()), "cost": pyarrow.array([Decimal(r["cents"]) / 100 for r in records],
                                                                        pyarrow.decimal128(12, 2)),
        "duplicate_likely": pyarrow.array([index == 3 for index in range(24)])
    })
    pyarrow.parquet.write_table(table, HERE / "dates-and-decimals.parquet", compression="snappy")
    year_end = sum(r["people"] or 0 for r in records if r["day"].year == 2024)
    expect(
        "dates-and-decimals.parquet", "Days, whole numbers with nulls, exact decimals, a dictionary and truth values.",
        "Deportation Data Project releases in Parquet",
        "types are given and must not be guessed again; null is not reported; decimals stay exact", read=24,
        roles={"date": "departed_date", "citizenship": "citizenship_country", "people": "people", "cost": "cost"},
        totals=sums(records, "people", "people", "citizenship", "of") + grand("cost", "citizenship",
                                                                              sum(cents) / 100) +
        grand("people", "citizenship", year_end, period="2024"), missing={"people": {"not_reported": 2}})
    stamped = pyarrow.table({
        "takeoff_time": pyarrow.array(
            [datetime.datetime(r["day"].year, r["day"].month, r["day"].day, 23, 30) for r in records],
            pyarrow.timestamp("us")), "destination": pyarrow.array([r["of"].title() for r in records],
                                                                   pyarrow.large_string()),
        "passengers": pyarrow.array([None if r["people"] is None else float(r["people"]) for r in records],
                                    pyarrow.float64())
    })
    pyarrow.feather.write_feather(stamped, HERE / "timestamps.feather", compression="lz4")
    to = [{"to": r["of"].title(), "people": r["people"]} for r in records]
    expect(
        "timestamps.feather", "Times of take-off, and whole numbers that were stored as fractions.",
        "pandas tables of the ICE Air explorer, saved with to_feather",
        "Arrow IPC with LZ4; a time late in the day stays on its day; 12.0 people are 12", read=24,
        roles={"date": "takeoff_time", "destination": "destination",
               "people": "passengers"}, totals=sums(to, "people", "people", "destination", "to") +
        grand("people", "destination", year_end, period="2024"), missing={"passengers": {"not_reported": 2}})


def packed():
    places = ["Honduras", "Guatemala", "El Salvador", "Colombia"]
    people = numbers(27, 40, 20, 140)
    records = [{"day": day, "to": places[index % 4], "people": people[index]}
               for index, day in enumerate(days("2024-01-02", 40, 1))]
    january, february = records[:30], records[30:]
    header = ["Date", "Destination", "People"]
    text = lambda part: delimited([header, *[[r["day"].isoformat(), r["to"], r["people"]] for r in part]]).encode()
    roles = {"date": "Date", "destination": "Destination", "people": "People"}
    write("packed.csv.gz", gzip.compress(text(january), 9, mtime=0))
    expect("packed.csv.gz", "A text in gzip.", "archives of open data portals", "unpacked without being told", read=30,
           roles=roles, totals=sums(january, "people", "people", "destination", "to"))
    write("packed.csv.zst", codec("zstd", text(february)))
    expect("packed.csv.zst", "A text in Zstandard.", "archives of data projects", "unpacked without being told",
           read=10, roles=roles, totals=sums(february, "people", "people", "destination", "to"))
    entries = [("2024/2024-01.csv", text(january)),
               ("__MACOSX/2024/._2024-01.csv", b"\0\5\x16\7\0\2\0\0Mac OS X        \0\2"),
               ("2024/2024-02.csv", text(february)), ("2024/README.txt", b"Two months.\nInvented for a test.\n")]
    write("two-months.zip", zipped(entries))
    expect(
        "two-months.zip", "Two monthly texts of one shape, beside a README and what a Mac adds.",
        "monthly releases sent as an archive", "the two months are one table; the README and __MACOSX are none",
        read=40, roles=roles, totals=sums(records, "people", "people", "destination", "to") +
        sums(february, "people", "people", "destination", "to", period="2024-02-01..2024-02-10"))
    assert february[0]["day"] == datetime.date(2024, 2, 1)


# --- the same table in every format -----------------------------------------------------------------------------------


def same_table():
    places = [
        "Côte d’Ivoire", "Türkiye", "São Tomé and Príncipe", "Colombia & Ecuador", "Ghana", "Haïti", "Cabo Verde", None,
        "Ghana", "Albania", "Türkiye", "Côte d’Ivoire", "Ghana", "Albania", "Nigeria", "Haïti", "Ghana", "Senegal",
        "Albania", "Nigeria"
    ]
    people = numbers(99, 20, 4, 150)
    people[6] = people[13] = None
    people[10] = 0
    people[16] = 1_050
    records = [{
        "day": day, "to": places[index], "people": people[index], "id": f"RO-{5000 + index - (index % 5 == 1):05}"
    } for index, day in enumerate(days("2023-11-02", 20, 7))]
    header = ["Date", "Destination", "People", "Operation ID"]
    blank = lambda value: "" if value is None else value
    rows = [header] + [[r["day"].isoformat(), blank(r["to"]), blank(r["people"]), r["id"]] for r in records]
    named = [dict(zip(header, [r["day"].isoformat(), r["to"], r["people"], r["id"]])) for r in records]
    comma = delimited(rows).encode()

    def fill(book):
        day_format = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("Flights")
        sheet.write_row(0, 0, header)
        for row, record in enumerate(records, 1):
            sheet.write_datetime(row, 0, record["day"], day_format)
            for column, value in enumerate([record["to"], record["people"], record["id"]], 1):
                if value is not None:
                    sheet.write(row, column, value)

    legacy = xlwt.Workbook(encoding="utf-8")
    sheet = legacy.add_sheet("Flights")
    for column, name in enumerate(header):
        sheet.write(0, column, name)
    for row, record in enumerate(records, 1):
        sheet.write(row, 0, record["day"], xlwt.easyxf(num_format_str="YYYY-MM-DD"))
        for column, value in enumerate([record["to"], record["people"], record["id"]], 1):
            if value is not None:
                sheet.write(row, column, value)
    xls = io.BytesIO()
    legacy.save(xls)

    table = pyarrow.table({
        "Date": pyarrow.array([r["day"] for r in records],
                              pyarrow.date32()), "Destination": pyarrow.array([r["to"] for r in records],
                                                                              pyarrow.string()),
        "People": pyarrow.array([r["people"] for r in records],
                                pyarrow.int64()), "Operation ID": pyarrow.array([r["id"] for r in records],
                                                                                pyarrow.string())
    })
    parquet, arrow = io.BytesIO(), io.BytesIO()
    pyarrow.parquet.write_table(table, parquet, compression="zstd")
    with pyarrow.ipc.new_file(arrow, table.schema) as out:
        out.write_table(table, max_chunksize=7)

    formats = {
        "csv": comma, "tsv": delimited(rows, "\t").encode(), "psv": delimited(rows, "|").encode(),
        "scsv": delimited(rows, ";", "\r\n").encode("utf-8-sig"),
        "utf16.csv": b"\xff\xfe" + comma.decode().encode("utf-16-le"), "cp1252.csv": comma.decode().encode("cp1252"),
        "csv.gz": gzip.compress(comma, 9, mtime=0), "csv.zst": codec("zstd", comma), "zip": zipped([
            ("same-table.csv", comma)
        ]), "xlsx": workbook(fill), "xls": xls.getvalue(), "ods": ods([
            ("Flights", [header, *[[r["day"], r["to"], r["people"], r["id"]] for r in records]])
        ]), "json": (json.dumps(named, ensure_ascii=False, indent=1) + "\n").encode(),
        "ndjson": "".join(json.dumps(record, ensure_ascii=False) + "\n"
                          for record in named).encode(), "parquet": parquet.getvalue(), "arrow": arrow.getvalue()
    }
    totals = sums(records, "people", "people", "destination", "to") + distinct(records, "id", "destination", "to")
    totals += grand("people", "destination", sum(r["people"] or 0 for r in records if r["day"].year == 2024),
                    period="2024")
    for ending, content in formats.items():
        write(f"same-table.{ending}", content)
        expect(f"same-table.{ending}", "The same 20 rows in every format.",
               "the same release, as different people pass it on",
               "accents, a joint cell, blank cells, a zero: one fingerprint in all 16 formats", read=20,
               roles={"date": "Date", "destination": "Destination", "people": "People", "flight_key": "Operation ID"},
               totals=totals, missing={"Destination": {"not_reported": 1},
                                       "People": {"not_reported": 2}}, fingerprint_group="same-table")


# --- files that mean no good ------------------------------------------------------------------------------------------


def sheet_xml(inner, doctype="", dimension="A1:B2"):
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{doctype}<worksheet xmlns="http://schemas.openxmlformats.org/'
        f'spreadsheetml/2006/main"><dimension ref="{dimension}"/><sheetData>{inner}</sheetData></worksheet>').encode()


def with_sheet(xml):
    """A workbook of which the first sheet is replaced."""
    whole = workbook(lambda book: book.add_worksheet("Sheet1").write(0, 0, "x"))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        return zipped([(i.filename, xml if i.filename == "xl/worksheets/sheet1.xml" else archive.read(i))
                       for i in archive.infolist()])


def text_cell(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def ods_repeated():
    ns = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
                  for short, long in [("office", "office"), ("table", "table"), ("text", "text")])
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ns} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1"><table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>")
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    return zipped([("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.encode()),
                   ("META-INF/manifest.xml", manifest.encode())])


def encrypted_container():
    """What a workbook with a password looks like from outside: a compound file with EncryptionInfo and EncryptedPackage.
    What is inside is noise, since no program that lacks the password can tell."""
    info = (
        struct.pack("<HHI", 4, 4, 0x40) +
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<encryption xmlns='
        b'"http://schemas.microsoft.com/office/2006/encryption"><keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" '
        b'cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="AAAAAAAAAAAAAAAAAAAAAA=="/></encryption>'
    )
    streams = [("EncryptionInfo", info.ljust(4096, b" ")),
               ("EncryptedPackage", struct.pack("<Q", 8_000) + random.Random(1).randbytes(8_184))]
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    fat, sectors, starts = [fat_mark, end], [], []
    for _, content in streams:  # sector 0 is the FAT, sector 1 the directory
        starts.append(2 + len(sectors))
        pieces = [content[at:at + 512].ljust(512, b"\0") for at in range(0, len(content), 512)]
        sectors += pieces
        fat += [len(fat) + 1 + index for index in range(len(pieces) - 1)] + [end]
    fat += [free] * (128 - len(fat))

    def entry(name, kind, child=free, right=free, start=0, size=0):
        wide = (name + "\0").encode("utf-16-le") if name else b""
        head = wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, free, right, child)
        return head + bytes(16) + struct.pack("<I", 0) + bytes(16) + struct.pack("<IQ", start, size)

    directory = (entry("Root Entry", 5, child=1, start=end) +
                 entry(streams[0][0], 2, right=2, start=starts[0], size=len(streams[0][1])) +
                 entry(streams[1][0], 2, start=starts[1], size=len(streams[1][1])) + entry("", 0, start=0))
    header = (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6) +
              struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<I", 0) +
              struct.pack("<I", free) * 108)
    return header + struct.pack("<128I", *fat) + directory + b"".join(sectors)


def hostile():
    good_xlsx, good_parquet = (HERE /
                               "formulas-and-dates.xlsx").read_bytes(), (HERE /
                                                                         "dates-and-decimals.parquet").read_bytes()
    good_zip, good_gz = (HERE / "two-months.zip").read_bytes(), (HERE / "packed.csv.gz").read_bytes()
    good_arrow, good_xls = (HERE / "same-table.arrow").read_bytes(), (HERE / "legacy.xls").read_bytes()
    head = "Date,Destination,People\n"
    lines = "".join(f"2024-01-{day:02},Ghana,{day}\n" for day in range(1, 21))
    laughs = ('<!DOCTYPE lolz [<!ENTITY a0 "ha">' +
              "".join(f"<!ENTITY a{level} \"{f'&a{level - 1};' * 10}\">" for level in range(1, 11)) + "]>\n")
    two_cells = f'<row r="1">{text_cell("A1", "Destination")}{text_cell("B1", "People")}</row><row r="2">{text_cell("A2", "Ghana")}<c r="B2"><v>3</v></c></row>'
    deep = lambda levels: "[" * levels + "1" + "]" * levels
    infected = zipfile.ZipInfo("../../../../tmp/evil.csv", EPOCH)
    slip = io.BytesIO()
    with zipfile.ZipFile(slip, "w") as archive:
        archive.writestr(infected, head + "2024-01-01,Ghana,3\n")
    locked = bytearray(zipped([("flights.csv", (head + lines).encode())]))
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        locked[locked.index(signature) + flags] |= 1
    refused, opens, either = "refused", "opens", "either"
    files = [
        ("truncated.xlsx", good_xlsx[:len(good_xlsx) * 2 // 3], refused, "two thirds of a workbook"),
        ("truncated.xls", good_xls[:len(good_xls) // 2], refused, "half of an old workbook"),
        ("truncated.parquet", good_parquet[:-40], refused, "Parquet without its end"),
        ("truncated.arrow", good_arrow[:len(good_arrow) // 2], refused, "half of an Arrow file"),
        ("truncated.zip", good_zip[:-60], refused, "a ZIP without its directory"),
        ("truncated.csv.gz", good_gz[:-30], either,
         "gzip that is cut short: refused, or opened with a warning; never silently shorter"),
        ("flipped.csv.gz", bytes(good_gz[:60]) + b"\xff\xff\xff" + bytes(good_gz[63:]), refused,
         "gzip with three wrong bytes"),
        ("nul-bytes.csv", (head + lines).encode().replace(b"Ghana,7", b"Gh\0ana,7").replace(b",11\n", b",\0\0\n"),
         either, "NUL within cells"), ("only-nul.csv", bytes(4_096), refused, "4,096 NUL"),
        ("invalid-utf8.csv", head.encode() + "2024-01-01,Côte d’Ivoire,3\n".encode() +
         b"2024-01-02,C\xf4te d'Ivoire,4\n2024-01-03,\xff\xfe\xc0,5\n", opens,
         "UTF-8 with bytes that are none: opened in some encoding, with a remark"),
        ("broken-utf16.csv", b"\xff\xfe" + (head + lines).encode("utf-16-le") + b"\x00\xd8\x41", either,
         "UTF-16 with half a pair and half a character at the end"),
        ("lying-dimension.xlsx", with_sheet(sheet_xml(two_cells, dimension="A1:XFD1048576")), opens,
         "four cells that claim to be 17 thousand million; 1 row"),
        ("far-cell.xlsx",
         with_sheet(
             sheet_xml(
                 f'<row r="1">{text_cell("A1", "Destination")}</row><row r="1048576">{text_cell("XFD1048576", "Ghana")}</row>',
                 dimension="A1:XFD1048576")), refused, "two cells at opposite corners of a sheet"),
        ("entity-bomb.xlsx", with_sheet(sheet_xml(f'<row r="1">{text_cell("A1", "&a10;")}</row>', laughs)), either,
         "entities that become twenty thousand million letters; they must not"),
        ("external-entity.xlsx",
         with_sheet(
             sheet_xml(f'<row r="1">{text_cell("A1", "Destination")}{text_cell("B1", "&x;")}</row>',
                       '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n')), either,
         "an entity that names another file; it must not be read"),
        ("no-sheets.xlsx", zipped([("[Content_Types].xml", b"<Types/>"),
                                   ("xl/workbook.xml", b"<workbook/>")]), refused, "a workbook without a sheet"),
        ("password.xlsx", encrypted_container(), refused,
         "looks like a workbook with a password; the sentence should say so"),
        ("repeated-cells.ods", ods_repeated(), refused, "one cell with a value, 1,048,576 times 16,384 times"),
        ("bomb-40mb.zip", zipped([("data.csv", bytes(40_000_000))]), refused, "40 MB of zeros in 40 kB"),
        ("bomb-40mb.csv.gz", gzip.compress(b"a" * 40_000_000, 9, mtime=0), either, "one cell of 40 MB in 40 kB"),
        ("bomb-200mb.csv.zst", codec("zstd",
                                     b"Date,People\n" + b"1" * 200_000_000), either, "one cell of 200 MB in some kB"),
        ("path-traversal.zip", slip.getvalue(), either, "an entry with ../ in its name; nothing may be written"),
        ("locked.zip", bytes(locked), refused, "an entry that says that it is encrypted"),
        ("empty.zip", zipped([]), refused, "a ZIP of nothing"),
        ("pictures-only.zip", zipped([("a.png", b"\x89PNG\r\n\x1a\n" + bytes(64)),
                                      ("b.pdf", b"%PDF-1.7\n")]), refused, "a ZIP without a table"),
        ("zip-in-zip-in-zip.zip", zipped([("b.zip", zipped([("a.zip", zipped([("t.csv", (head + lines).encode())]))]))
                                          ]), refused, "three layers"),
        ("nan.json",
         '[{"date": "2024-01-01", "people": NaN}, {"date": "2024-01-02", "people": Infinity}, {"date": "2024-01-03", "people": 3}]\n'
         .encode(), either, "NaN and Infinity, which are no JSON; if opened, not reported"),
        ("big-numbers.json",
         ('[{"destination": "Ghana", "people": 9007199254740993}, {"destination": "Togo", "people": 123456789012345678901234567890}, '
          '{"destination": "Mali", "people": 1e400}, {"destination": "Chad", "people": 0.1}]\n').encode(), opens,
         "numbers beyond 2^53, 2^64 and all: Ghana stays 9007199254740993; the rest may be no number, with a remark"),
        ("big-numbers.csv",
         ("Destination,People\nGhana,9007199254740993\nTogo,123456789012345678901234567890\nMali,1e400\nChad,3\n"
          ).encode(), opens, "the same as a text"),
        ("deep.json", deep(20_000).encode(), refused, "20,000 lists in each other"),
        ("scalar.json", b'"just a text"\n', refused, "JSON that is no table; or one text"),
        ("half.json", b'[{"date": "2024-01-01", "people": 3}, {"date": "2024-01-', refused, "JSON that is cut short"),
        ("bad-line.ndjson",
         b'{"date": "2024-01-01", "people": 3}\n{"date": "2024-01-02", "people": \n{"date": "2024-01-03", "people": 5}\n',
         either, "one line of three is broken: refused with its number, or opened with a remark"),
        ("duplicate-keys.json",
         b'[{"people": 3, "people": 4, "destination": "Ghana"}, {"people": 5, "destination": "Togo"}]\n', opens,
         "one key twice in a record"),
        ("unclosed-quote.csv", (head + lines.replace("Ghana,5\n", '"Ghana,5\n')).encode(), opens,
         "a quotation mark that never ends; a remark must say in which line"),
        ("header-only.csv", head.encode(), refused, "a header and nothing else"),
        ("empty.csv", b"", refused, "no byte"), ("blank-lines.csv", b"\n\r\n\n   \n\n", refused, "blank lines only"),
        ("delimiters-only.csv", b",,,\n" * 50, refused, "commas only"),
        ("bom-only.csv", b"\xef\xbb\xbf", refused, "a byte order mark and nothing else"),
        ("one-cell.csv", b"hello", refused, "one word"),
        ("same-names.csv", b"People,People,,Destination,Destination\n1,2,3,Ghana,Togo\n4,5,6,Togo,Ghana\n", opens,
         "columns with one name, and one without"),
        ("formula-injection.csv",
         ('Destination,People,Note\nGhana,3,=HYPERLINK(""http://x"")\n@SUM(A1),4,+1+1\n=cmd|\' /C calc\'!A0,5,-2+3\n'
          ).replace('""', "'").encode(), opens,
         "cells that a spreadsheet would run; an exported CSV or XLSX must not arm them"),
        ("markup-and-bidi.csv",
         "Destination,People\n<svg onload=alert(1)>,3\nGhana\u202egnp.exe,4\n]]>&amp;<!--,5\nTogo\u0007\u001b[31m,6\n".
         encode(), opens,
         "names with markup, a mark that turns letters around, and control characters; SVG and terminal must stay whole"
         ),
        ("extreme-dates.csv",
         b"Date,Destination,People\n0000-00-00,Ghana,1\n9999-12-31,Ghana,2\n-0001-01-01,Ghana,3\n2024-02-30,Ghana,4\n2024-02-29,Ghana,5\n99999-01-01,Ghana,6\n",
         either, "days that do not exist or are far away; if opened, at least 29 February 2024 is a day"),
        ("long-cell.csv", ("Destination,People\nGhana,3\n" + "G" * 45_000 + ",4\n").encode(), opens,
         "a name of 45,000 letters")
    ]
    for name, content, _, _ in files:
        assert len(content) <= 50_000, (name, len(content))
        (HOSTILE / name).write_bytes(content)
    listed = [{"file": name, "outcome": outcome, "about": about} for name, _, outcome, about in files]
    write("hostile/expected.json", json.dumps(listed, ensure_ascii=False, indent=1) + "\n")
    return listed


# --- the whole folder -------------------------------------------------------------------------------------------------

README = """# Files of other shapes

Written by `make.py`; nothing here is edited by hand. Every number is invented. `expected.json` says what must come of
each file: how many rows are read, kept and left out, what the columns are, and the totals. What its fields mean stands
at the top of `make.py`.

| file | whose shape | what is hard |
| --- | --- | --- |
{rows}

## `hostile/`

Damaged, misleading and oversized files. For all of them: an answer within seconds, memory in proportion to the file or
to a limit that the program names, no panic, no other file read or written, and never a number that is silently wrong.
`hostile/expected.json` says which must be refused with a sentence (`refused`), which must open (`opens`), and where
both are right (`either`).

| file | outcome | what it is |
| --- | --- | --- |
{hostile}
"""


def main():
    HOSTILE.mkdir(exist_ok=True)
    for make in (spanish_semicolon_cp1252, tabs_utf16le, commas_utf16be, pipes_redacted, preamble_and_footnotes,
                 repeated_header_tabula, ragged_and_quoted, german_months, french_spaces, portuguese, us_dates_times,
                 totals_among_rows, joint_destinations, kinds_of_nothing, mixed_precision, country_names, accounting,
                 fiscal_years_wide, duplicates, without_header, eurostat_labels, titles_and_hidden_sheet,
                 sheet_per_year, formulas_and_dates, legacy_xls, home_office_ods, wrong_endings, json_forms, columnar,
                 packed, same_table):
        make()
    listed_hostile = hostile()
    one_line = lambda entry: json.dumps(entry, ensure_ascii=False)
    entries = []
    for entry in EXPECTED:
        assert (HERE / entry["file"]).stat().st_size <= 60_000, entry["file"]
        fields = ",\n".join(
            f"  {json.dumps(key)}: " +
            ("[\n   " + ",\n   ".join(map(one_line, value)) + "\n  ]" if key == "totals" else one_line(value))
            for key, value in entry.items())
        entries.append(" {\n" + fields + "\n }")
    write("expected.json", "[\n" + ",\n".join(entries) + "\n]\n")
    same = [row for row in README_ROWS if row[0].startswith("same-table")]
    shown = [row for row in README_ROWS if row not in same] + [("`, `".join(row[0] for row in same), *same[0][1:])]
    rows = "\n".join(f"| `{file}` | {imitates} | {hard} |" for file, imitates, hard in shown)
    bad = "\n".join(f"| `{one['file']}` | {one['outcome']} | {one['about']} |" for one in listed_hostile)
    write("README.md", README.format(rows=rows, hostile=bad))


if __name__ == "__main__":
    main()
