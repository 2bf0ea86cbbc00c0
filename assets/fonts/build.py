#!/usr/bin/env python3
"""Writes Inter-Regular.otf, Inter-SemiBold.otf, Inter-Bold.otf and OFL.txt beside this file.

    apt-get install fonts-inter            # Debian's 4.0~beta7+ds-1; its static OTF files say version 3.019
    pip install fonttools==4.68.0
    python3 assets/fonts/build.py          # the same bytes on every run; ends with a check of what was written

Inter, (c) The Inter Project Authors, SIL Open Font License 1.1, no reserved font name. What is changed: digits, comma,
full stop, colon and semicolon are the tabular ones without asking for the feature "tnum", so that numbers of one length
are of one width in every renderer; glyphs for private use and all optional features are gone.
"""

import pathlib
import sys

from fontTools import subset
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = pathlib.Path("/usr/share/fonts/opentype/inter")
LICENCE = pathlib.Path("/usr/share/doc/fonts-inter/copyright")
WEIGHTS = {"Inter-Regular": 400, "Inter-SemiBold": 600, "Inter-Bold": 700}
FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk"]
DIGITS, PUNCTUATION = "0123456789", ",.:;"
PRIVATE = range(0xE000, 0xF900)
LARGEST = 250_000


def subtables(font, table, tag):
    """The subtables of a feature's lookups, each lookup once."""
    table = font[table].table
    lookups = {i for r in table.FeatureList.FeatureRecord if r.FeatureTag == tag for i in r.Feature.LookupListIndex}
    for lookup in sorted(lookups):
        for part in table.LookupList.Lookup[lookup].SubTable:
            yield getattr(part, "ExtSubTable", part)


def make_figures_tabular(font):
    """Lets characters mean the alternates that "tnum" would choose; the punctuation keeps its kerning with letters."""
    tabular = {}
    for part in subtables(font, "GSUB", "tnum"):
        tabular.update(part.mapping)
    cmap = font.getBestCmap()
    chosen = {ord(char): tabular[cmap[ord(char)]] for char in DIGITS + PUNCTUATION}
    plain = {ord(char): cmap[ord(char)] for char in PUNCTUATION}
    for part in subtables(font, "GPOS", "kern"):
        if part.Format != 2:
            continue
        for code, glyph in plain.items():
            if glyph in part.Coverage.glyphs:
                part.Coverage.glyphs.append(chosen[code])
            for classes in (part.ClassDef1.classDefs, part.ClassDef2.classDefs):
                if glyph in classes:
                    classes[chosen[code]] = classes[glyph]
        part.Coverage.glyphs.sort(key=font.getGlyphID)
    for table in font["cmap"].tables:
        table.cmap.update({code: glyph for code, glyph in chosen.items() if code in table.cmap})


def make_digits_equally_wide(font):
    """Upstream's tabular digits differ by 3 and 5 of 2816 units in SemiBold and Bold: all become as wide as the space
    for a digit, U+2007, in `hmtx` and in the outline program, which names its width first."""
    cmap, cff = font.getBestCmap(), font["CFF "].cff.topDictIndex[0]
    wide = font["hmtx"][cmap[0x2007]][0]
    for glyph in (cmap[ord(char)] for char in DIGITS):
        advance, bearing = font["hmtx"][glyph]
        if advance == wide:
            continue
        outline = cff.CharStrings[glyph]
        outline.decompile()
        nominal = outline.private.nominalWidthX
        if outline.program[0] + nominal != advance:
            sys.exit(f"{glyph} does not begin with its width")
        outline.program[0] = wide - nominal
        font["hmtx"][glyph] = (wide, bearing)


def build(name):
    font = TTFont(SOURCE / f"{name}.otf", recalcTimestamp=False)
    make_figures_tabular(font)
    make_digits_equally_wide(font)
    options = subset.Options(
        layout_features=FEATURES, name_IDs=[0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17], notdef_outline=True,
        desubroutinize=False, hinting=True, glyph_names=False, recalc_timestamp=False,
    )
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for code in font.getBestCmap() if code not in PRIVATE])
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID == 5:
            record.string = f"{record}; tabular figures, fewer features"
    font.save(HERE / f"{name}.otf")


def pair_kerning(font, first, second):
    total = 0
    for part in subtables(font, "GPOS", "kern"):
        if first not in part.Coverage.glyphs:
            continue
        value = None
        if part.Format == 1:
            pairs = part.PairSet[part.Coverage.glyphs.index(first)].PairValueRecord
            value = next((pair.Value1 for pair in pairs if pair.SecondGlyph == second), None)
        else:
            record = part.Class1Record[part.ClassDef1.classDefs.get(first, 0)]
            value = record.Class2Record[part.ClassDef2.classDefs.get(second, 0)].Value1
        total += getattr(value, "XAdvance", 0) or 0
    return total


def problems_of(name, weight):
    path = HERE / f"{name}.otf"
    font = TTFont(path)
    cmap, source = font.getBestCmap(), TTFont(SOURCE / f"{name}.otf").getBestCmap()
    number = [cmap[ord(char)] for char in DIGITS + PUNCTUATION]
    digits = number[: len(DIGITS)]
    advances = {font["hmtx"][glyph][0] for glyph in digits}
    glyph_set = font.getGlyphSet()
    for glyph in digits:
        outline = font["CFF "].cff.topDictIndex[0].CharStrings[glyph]
        outline.draw(NullPen())
        advances |= {outline.width, glyph_set[glyph].width}
    if len(advances) != 1:
        yield f"digits are {sorted(advances)} wide"
    if any(pair_kerning(font, a, b) for a in number for b in number if a in digits or b in digits):
        yield "digits are kerned"
    if not pair_kerning(font, cmap[ord("Y")], cmap[ord(",")]):
        yield "the comma has lost its kerning"
    if lost := [f"U+{code:04X}" for code in source if code not in cmap and code not in PRIVATE]:
        yield f"lost {lost}"
    names = font["name"]
    if (names.getDebugName(16) or names.getDebugName(1)) != "Inter" or font["OS/2"].usWeightClass != weight:
        yield "the family or the weight is wrong"
    found = {r.FeatureTag for t in ("GSUB", "GPOS") for r in font[t].table.FeatureList.FeatureRecord}
    if not found <= set(FEATURES) or not {"ccmp", "kern", "mark"} <= found:
        yield f"features are {sorted(found)}"
    size = path.stat().st_size
    if size > LARGEST:
        yield f"{size} bytes"
    print(f"{path.name}: {size} bytes, {len(font.getGlyphOrder())} glyphs, digits {advances}, {sorted(found)}")


def licence():
    """The licence as Debian prints it, out of its indented form."""
    text = LICENCE.read_text(encoding="utf-8")
    start = text.index("License: OFL-1.1\n") + len("License: OFL-1.1\n")
    lines = []
    for line in text[start:].splitlines():
        if line and not line.startswith(" "):
            break
        lines.append("" if line.strip() in (".", "") else line[1:])
    body = "\n".join(lines).strip()
    return (
        "Copyright (c) 2016-2022 The Inter Project Authors (https://github.com/rsms/inter)\n\n"
        "This Font Software is licensed under the SIL Open Font License, Version 1.1.\n"
        "This license is copied below, and is also available with a FAQ at:\nhttps://scripts.sil.org/OFL\n\n"
        "-----------------------------------------------------------\n"
        "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007\n"
        f"-----------------------------------------------------------\n\n{body}\n"
    )


if __name__ == "__main__":
    for font_name in WEIGHTS:
        build(font_name)
    (HERE / "OFL.txt").write_text(licence(), encoding="utf-8")
    wrong = [f"{name}: {problem}" for name, weight in WEIGHTS.items() for problem in problems_of(name, weight)]
    sys.exit("\n".join(wrong) or 0)
