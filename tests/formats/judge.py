#!/usr/bin/env python3
"""What other programs make of exported figures: python-pptx, openpyxl, openxml-audit, poppler, qpdf, LibreOffice.

    judge.py PROGRAM [FOLDER]

exports the views below with PROGRAM and asks each of them. FOLDER keeps the files and the pages that LibreOffice and
poppler draw, to be looked at. Ends non-zero when a program complains. Expected texts and numbers come from the SVG and
the CSV of the same view; tests/suite holds that those two agree with the published sources.
"""

import csv
import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
from pptx import Presentation

SAMPLES = {"F": "sample:frontex-return-operations", "I": "sample:us-ice-removals-by-country", "A": "sample:us-ice-air-removal-flights"}

VIEWS = {
    "one-year": ["F", "--period", "2024"],
    "selected": ["F", "--period", "2024", "--select", "Colombia"],
    "dark-square": ["F", "--period", "2024", "--theme", "dark", "--size", "1080x1080"],
    "by-year": ["F", "--by", "year", "--measure", "people"],
    "ratio": ["F", "--measure", "people_per_flight", "--period", "2024"],
    "change": ["F", "--period", "2024", "--sort", "change", "--top", "12"],
    "article": ["F", "--where", "origin=Germany", "--size", "850x600"],
    "not-covered": ["F", "--period", "2030"],
    "typed": ["F", "--period", "2024", "--title", "=1+1 <&> “typed”", "--note", "@SUM(A1)"],
    "fiscal-year": ["I", "--measure", "people", "--period", "FY2024"],
    "partly": ["I", "--measure", "people", "--by", "year"],
    "published": ["A", "--period", "2020..2024", "--select", "Colombia"],
    "differing": ["A", "--period", "2024"],
    "panels": ["F", "--chart", "multiples", "--per", "month", "--period", "2024"],
    "panels-gaps": ["I", "--chart", "multiples", "--measure", "people", "--period", "FY2013..FY2024", "--select", "Venezuela", "--top", "15"],
    "panels-own-axis": ["F", "--chart", "multiples", "--style", "lines", "--own-axis", "on", "--measure", "people", "--period", "2016..2024", "--per", "year", "--theme", "dark"],
    "stacked": ["F", "--chart", "timeline", "--stack", "category", "--measure", "people", "--period", "2016..2024"],
    "shares": ["F", "--chart", "timeline", "--stack", "category", "--share", "on", "--period", "2016..2024"],
    "sankey": ["F", "--chart", "sankey", "--period", "2024"],
    "matrix": ["F", "--chart", "matrix", "--measure", "people", "--period", "2024"],
    "compare": ["F", "--chart", "compare", "--period", "2024", "--versus", "2019"],
    "rankings": ["F", "--chart", "multiples", "--style", "rankings", "--period", "2024"],
    "shades": ["F", "--chart", "map", "--style", "shades", "--period", "2024", "--theme", "dark"],
    "flow-map": ["F", "--chart", "map", "--period", "2024"],
    "own-file": ["own", "--by", "destination", "--measure", "people"],
}

# Texts that a spreadsheet would run, and letters that XML escapes.
OWN_FILE = '''date,destination,people
2024-01-02,=1+1,5
2024-01-03,@SUM(A1),4
2024-01-04,"+cmd|' /C calc'!A0",3
2024-01-05,-2+3,2
2024-01-06,"A < B & ""C""",1
'''

# Their slides have a shape for each mark, named after it.
MARKED = ("s0", "u1", "u2")

# The numbers of panels, by the same program's table, which tests/suite holds against the published sources.
PANELS = {
    "panels": ["F", "--rows", "destination", "--columns", "month", "--period", "2024"],
    "panels-gaps": ["I", "--rows", "citizenship", "--columns", "year", "--measure", "people", "--period", "FY2013..FY2024"],
    "panels-own-axis": ["F", "--rows", "destination", "--columns", "year", "--measure", "people", "--period", "2016..2024"],
}

# What no spreadsheet has a chart for.
WITHOUT_CHARTS = ["sankey", "matrix", "compare", "shades", "flow-map"]

findings = []
asked = 0


def hold(condition, view, sentence):
    global asked
    asked += 1
    if not condition:
        findings.append(f"{view}: {sentence}")


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, timeout=600, encoding="utf-8", errors="replace")
    return done.returncode, done.stdout, done.stderr


def plain(text):
    """Without spaces, of which programs make their own."""
    return re.sub(r"\s+", "", text).replace("\u00a0", "").replace("\u202f", "")


def svg_parts(path):
    root = ElementTree.parse(path).getroot()
    space = "{http://www.w3.org/2000/svg}"
    texts = ["".join(element.itertext()) for element in root.iter(f"{space}text")]
    return root.find(f"{space}title").text, root.find(f"{space}desc").text or "", texts


def csv_sections(path):
    """Lines between empty ones."""
    sections = [[]]
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            if any(row):
                sections[-1].append(row)
            else:
                sections.append([])
    return sections


def csv_numbers(path):
    """The table of groups: label and number."""
    groups = next((section for section in csv_sections(path) if section[0][0] == "rank"), [])
    return {row[1].removeprefix("'"): row[3] for row in groups[1:]}


def csv_drawn(path):
    """The numbers of a chart that draws more than one for each group."""
    drawn = csv_sections(path)[0]
    # A comparison has both sides in the table of groups.
    return None if drawn[0][0] == "rank" or "missing_before" in drawn[0] else drawn


def recipe(program, path):
    status, out, err = run(program, "recipe", path)
    return out if status == 0 else f"refused: {err}"


def judge_pdf(program, view, path, title, texts):
    status, out, _ = run("pdftotext", "-raw", path, "-")
    page = plain(out)
    for text in texts:
        hold(plain(text) in page, view, f"pdftotext does not find “{text}”")
    _, fonts, _ = run("pdffonts", path)
    rows = [line.split() for line in fonts.splitlines()[2:]]
    hold(rows and all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows), view, f"fonts are not embedded:\n{fonts}")
    _, info, _ = run("pdfinfo", path)
    hold(re.search(r"Tagged: +yes", info) and plain(title) in plain(info), view, "pdfinfo: not tagged, or no title")
    _, tree, _ = run("pdfinfo", "-struct-text", path)
    hold(all(part in tree for part in ["H1", "Figure", "P (block)"]), view, f"the structure lacks a part:\n{tree}")
    status, out, err = run("qpdf", "--check", path)
    hold(status == 0, view, f"qpdf: {out}{err}")
    raw = path.read_bytes()
    part = re.search(rb"<pdfaid:part>(\d)", raw)
    hold(part and part.group(1) == b"3" and b"<pdfaid:conformance>A" in raw, view, "does not call itself PDF/A-3a")
    hold(b"<pdfuaid:part>1" in raw, view, "does not call itself PDF/UA-1")
    again = path.with_suffix(".packed.pdf")
    run("qpdf", "--object-streams=generate", "--recompress-flate", "--compression-level=9", path, again)
    hold(recipe(program, again) == recipe(program, path), view, "the recipe is lost when qpdf packs the PDF anew")


def judge_pptx(view, path, title, description, numbers, drawn, svg_texts):
    deck = Presentation(path)
    hold(len(deck.slides) == 1, view, "not one slide")
    slide = deck.slides[0]
    hold(slide.shapes.title is not None and slide.shapes.title.text_frame.text == title, view, "the title is not in its placeholder")
    notes = slide.notes_slide.notes_text_frame.text
    hold("Deportation Flows" in notes and len(notes.splitlines()) > 8, view, f"the notes say too little: {notes}")
    texts = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    hold("Source:" in texts or view == "own-file", view, "no source on the slide")
    graphics = [shape for shape in slide.shapes if shape.has_chart or shape.shape_type in (6, 13)]
    hold(len(graphics) == 1, view, "not one chart or picture")
    properties = graphics[0]._element.xpath(".//p:cNvPr")[0]
    hold(properties.get("descr") == description, view, "the text alternative is not that of the figure")
    if view in PANELS:
        hold(graphics[0].shape_type == 6, view, "no group of charts")
        return
    if graphics[0].shape_type == 6:
        # Shapes: every text of the figure is a text that can be edited, and so is every mark.
        inside = [shape.text_frame.text for shape in graphics[0].shapes if shape.has_text_frame and shape.text_frame.text]
        everything = plain(" ".join([title, texts, *inside]))
        for text in svg_texts:
            hold(plain(text) in everything, view, f"“{text}” is not on the slide")
        hold(len(graphics[0].shapes) >= len(inside) > 0, view, f"{len(inside)} texts of {len(graphics[0].shapes)} shapes")
        # A shape is named after what it shows, with its number.
        named = [shape.name for shape in graphics[0].shapes if shape.shape_type != 17 and ": " in shape.name]
        hold(len(named) > 3 or view not in MARKED, view, f"{len(named)} shapes have a name")
    if not graphics[0].has_chart:
        return
    plot = graphics[0].chart.plots[0]
    categories, values = list(plot.categories), list(plot.series[0].values)
    compared = 0
    if len(plot.series) > 1:
        heads = drawn[0]
        for at, line in enumerate(drawn[1:]):
            parts = {series.name: known(line[heads.index(series.name)]) for series in plot.series}
            whole = sum(part or 0 for part in parts.values()) / 100 if view == "shares" else 1
            for series in plot.series:
                compared += 1
                value, part = list(series.values)[at], parts[series.name]
                hold(value == part or abs(value - part / whole) < 1e-9, view, f"{line[0]}, {series.name}: {value} on the slide, {part} in the CSV")
        numbers = {}
    for name, value in zip(categories, values):
        if numbers.get(name):
            compared += 1
            hold(abs(float(numbers[name]) - value) < 1e-9, view, f"{name}: {value} on the slide, {numbers[name]} in the CSV")
    hold(compared or view == "differing", view, f"no category of the slide stands in the CSV: {categories}")
    book = openpyxl.load_workbook(io.BytesIO(graphics[0].chart.part.chart_workbook.xlsx_part.blob))
    sheet = book.active
    behind = [(row[0].value, row[1].value) for row in sheet.iter_rows(min_row=2, max_col=2)]
    hold(behind == list(zip(categories, values)), view, f"the workbook behind the chart differs: {behind}")


def known(cell):
    """The number of a cell; nothing for a reason why there is none."""
    return float(cell) if re.fullmatch(r"-?[0-9.]+", cell) else None


def judge_panels(program, view, path, samples):
    """Each panel is a chart whose values are those of the table, and which has nothing where the table has none."""
    sample, *options = PANELS[view]
    status, out, err = run(program, "table", samples[sample], *options, "--top", 300, "--format", "csv", "--language", "en")
    hold(status == 0, view, err)
    table = {row[0].removeprefix("'"): row[2:] for row in list(csv.reader(io.StringIO(out.lstrip("\ufeff"))))[1:]}
    group = next(shape for shape in Presentation(path).slides[0].shapes if shape.shape_type == 6)
    charts = [shape for shape in group.shapes if shape.has_chart]
    hold(len(charts) == len(group.shapes) > 8, view, f"{len(charts)} charts")
    gaps = compared = 0
    places, limits = [], set()
    for shape in charts:
        chart, alternative = shape.chart, shape._element.xpath(".//p:cNvPr")[0].get("descr")
        name = shape.name
        title = chart.chart_title.text_frame.text
        hold(title.startswith(name) or ("…" in title and name.startswith(title.split("…")[0])), view, f"{name} is called “{title}”")
        hold(alternative.startswith(name), view, f"{name} has no text alternative: {alternative}")
        categories, values = list(chart.plots[0].categories), list(chart.plots[0].series[0].values)
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        behind = [(row[0].value, row[1].value) for row in sheet.iter_rows(min_row=2, max_col=2)]
        hold(behind == list(zip(categories, values)), view, f"{name}: the workbook behind the chart differs: {behind}")
        hold(chart._chartSpace.xpath("c:chart/c:dispBlanksAs")[0].get("val") == "gap", view, f"{name}: nothing is not a gap")
        limits.add(tuple(element.get("val") for element in chart._chartSpace.xpath(".//c:valAx/c:scaling/c:max")))
        places.append((shape.left, shape.top, shape.left + shape.width, shape.top + shape.height))
        sizes = [int(size) for size in chart._chartSpace.xpath(".//@sz")]
        hold(min(sizes) >= 1100, view, f"{name}: type of {min(sizes) / 100} points")
        if name not in table:
            hold(name.startswith("Others ("), view, f"{name} stands in no row of the table")
            named = {other.name for other in charts} | {"Total"}
            for at, value in enumerate(values):
                rest = [known(row[at]) for other, row in table.items() if other not in named]
                rest = [number for number in rest if number is not None]
                # A flight to several destinations is one flight of them together.
                least = max(rest, default=0) if view == "panels" else sum(rest)
                hold((value is None and not rest) or least <= value <= sum(rest), view, f"{name}: {value}, not {rest}")
            continue
        for expected, value, category in zip(table[name], values, categories, strict=True):
            compared += 1
            gaps += value is None
            hold(known(expected) == value, view, f"{name}, {category}: {value} in the chart, “{expected}” in the table")
    hold(compared > 80, view, f"only {compared} values")
    hold((gaps > 0) == (view == "panels-gaps"), view, f"{gaps} gaps")
    hold(len(limits) == 1, view, f"axes end at {limits}")
    hold((limits == {()}) == (view == "panels-own-axis"), view, f"axes end at {limits}")
    for index, one in enumerate(places):
        for other in places[index + 1:]:
            apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            hold(apart, view, f"charts overlap: {one} {other}")


def judge_xlsx(view, path, title, numbers, drawn):
    book = openpyxl.load_workbook(path)
    expected = ["Numbers", "Totals", "About"] if drawn else ["Numbers", "About"]
    hold(book.sheetnames == expected, view, f"sheets: {book.sheetnames}")
    charts = len(book["Numbers"]._charts)
    if drawn:
        judge_drawn(view, book["Numbers"], drawn)
    sheet = book[expected[-2]]
    header = [cell.value for cell in sheet[1]]
    # The name, its code where places have one, the number.
    label_column = header.index("Rank") + 1 if "Rank" in header else 0
    number_column = label_column + (2 if "Code" in header else 1)
    seen = 0
    for row in sheet.iter_rows(min_row=2):
        label, cell = row[label_column].value, row[number_column]
        if label is None:
            break
        if numbers.get(label):
            seen += 1
            hold(isinstance(cell.value, (int, float)) and abs(float(numbers[label]) - cell.value) < 1e-9, view, f"{label}: {cell.value!r}, not {numbers[label]}")
            hold("0" in cell.number_format, view, f"{label} has no number format")
        elif numbers:
            hold(cell.value is None, view, f"{label}: {cell.value!r} where nothing is known")
    hold(seen or view in ("differing", "not-covered", "compare"), view, "no number in the sheet")
    hold(not any(cell.data_type == "f" for every in book for row in every.iter_rows() for cell in row), view, "a formula")
    has_charts = bool(seen) and view not in WITHOUT_CHARTS
    hold(bool(charts) == has_charts and (view not in PANELS or charts > 8), view, f"{charts} charts")
    about = {row[0].value: row[1].value for row in book["About"].iter_rows(max_col=2)}
    hold(about.get("Title") == title and (about.get("Source") or view == "own-file") and about.get("Filters") and about.get("Recipe", "").startswith("Recipe("), view, f"About: {about}")


def judge_drawn(view, sheet, drawn):
    """The sheet has the lines of the CSV, its numbers as numbers."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    hold(len(rows) == len(drawn) - 1, view, f"{len(rows)} lines, {len(drawn) - 1} in the CSV")
    for row, line in zip(rows, drawn[1:]):
        wanted = [float(cell) for cell in line if re.fullmatch(r"-?[0-9.]+", cell)]
        found = [value for value in row if isinstance(value, (int, float))]
        hold(row[0] == line[0].removeprefix("'"), view, f"{row[0]}, and {line[0]} in the CSV")
        # Years are names, and stand first.
        hold(found == wanted[len(wanted) - len(found):] and len(wanted) - len(found) <= 2, view, f"{row}, and {line} in the CSV")


def office(kind, folder, paths):
    """One call for all files: LibreOffice takes seconds to start."""
    run("soffice", "--headless", "--convert-to", kind, "--outdir", folder, *paths)


def judge_office(program, folder, titles):
    """LibreOffice draws the files, and keeps the view when it saves them itself."""
    for suffix, kinds in {"pptx": ["pptx", "odp"], "xlsx": ["xlsx", "ods"]}.items():
        paths = {view: folder / f"{view}.{suffix}" for view in titles}
        office("pdf", folder / suffix, [*paths.values(), *(folder.glob("shape-*.pptx") if suffix == "pptx" else [])])
        for drawn in sorted((folder / suffix).glob("*.pdf")):
            run("pdftoppm", "-r", "72", "-f", "1", "-l", "1", "-png", drawn, folder / "drawn" / f"{drawn.stem}-{suffix}")
        for view, title in titles.items():
            _, out, _ = run("pdftotext", folder / suffix / f"{view}.pdf", "-")
            hold(plain(title) in plain(out), view, f"LibreOffice does not draw the title of the {suffix}")
        for kind in kinds:
            office(kind, folder / "saved", paths.values())
            for view, path in paths.items():
                saved = recipe(program, folder / "saved" / f"{view}.{kind}")
                hold(saved == recipe(program, path), view, f"the recipe is lost when LibreOffice saves {suffix} as {kind}")


def judge_schema(view, path):
    status, out, err = run(Path(sys.executable).with_name("openxml-audit"), path)
    hold(status == 0 and "Errors: 0" in out, view, f"openxml-audit on {path.name}: {out}{err}")


def main():
    program = Path(sys.argv[1]).resolve()
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp(prefix="deportation-flows-"))
    folder.mkdir(parents=True, exist_ok=True)
    titles = {}
    own = folder / "own.csv"
    own.write_text(OWN_FILE)
    samples = SAMPLES | {"own": own}
    for name in ["drawn", "saved", "pptx", "xlsx"]:
        (folder / name).mkdir(exist_ok=True)
    for view, (sample, *options) in VIEWS.items():
        files = {kind: folder / f"{view}.{kind}" for kind in ["svg", "csv", "pdf", "pptx", "xlsx"]}
        for path in files.values():
            out = ["--language", "en", "--force", "--out", path]
            status, _, err = run(program, "export", samples[sample], *options, *out)
            hold(status == 0, view, f"{path.name}: {err}")
        titles[view], description, texts = svg_parts(files["svg"])
        numbers = csv_numbers(files["csv"])
        judge_pdf(program, view, files["pdf"], titles[view], texts)
        judge_pptx(view, files["pptx"], titles[view], description, numbers, csv_drawn(files["csv"]), texts)
        if view in PANELS:
            judge_panels(program, view, files["pptx"], samples)
        judge_xlsx(view, files["xlsx"], titles[view], numbers, csv_drawn(files["csv"]))
        judge_schema(view, files["pptx"])
        judge_schema(view, files["xlsx"])
        run("pdftoppm", "-r", "72", "-png", files["pdf"], folder / "drawn" / f"{view}-pdf")
    # Charts of kinds that no view has yet, where the tests of the program have left some.
    for path in sorted(folder.glob("shape-*.pptx")):
        judge_schema(path.stem, path)
        chart = next(shape for shape in Presentation(path).slides[0].shapes if shape.has_chart).chart
        values = [list(series.values) for series in chart.plots[0].series]
        hold(values == [[1.0, 2.0, 7.0], [3.0, None, 4.5]], path.stem, f"values: {values}")
    judge_office(program, folder, titles)
    for finding in findings:
        print(finding if len(finding) < 600 else f"{finding[:600]} …")
    print(f"{asked} questions, {len(findings)} complaints; the files are in {folder}")
    sys.exit(1 if findings else 0)


main()
