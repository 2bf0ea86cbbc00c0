#!/usr/bin/env python3
"""Whether a browser draws the figures as the program does: Chromium beside resvg, which draws the program's PNG.

    compare_renderers.py PROGRAM [FOLDER]

exports each view of the gallery as SVG and as PNG with PROGRAM, lets Chromium draw the SVG at the same size with the
program's own typeface, and compares: all pixels, slightly blurred because edges are smoothed differently; and each
text by itself, where its ink lies and how much of it there is. Then once more without the typeface, as a reader has it
who never installed it: the fallback may be wider by a few percent, and no text may leave the figure. FOLDER keeps all
pictures, and one of the differences for each view. Ends non-zero beyond the limits below.
"""

import html
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from PIL import Image, ImageChops, ImageFilter

ROOT = Path(__file__).resolve().parents[2]

# Limits, and what was measured when they were set (Chromium 156, 30 figures): see README.md beside this file.
# A pixel differs when one of its channels does by more than this, of 255, after a blur of one pixel.
CHANNEL = 48
# Share of the pixels of a figure that may differ.
PIXELS = 0.001
# How far the centre of a text's ink may lie from where it lies in the program's own picture: in pixels, and on top of
# that as a share of its width, because the two add up the widths of letters with different rounding.
SHIFT = (1.0, 0.0025)
# How much more or less ink a text may have.
INK = 0.2
# How much wider a text may be in the fallback typeface, on average over a figure.
WIDER = 1.06

# Saved views that are not at the size of a slide by themselves, and views of other kinds: dark, Spanish, outlines.
MORE = {
    "dark": ["--view", "gallery:s1", "--theme", "dark"],
    "spanish": ["--view", "gallery:s2", "--language", "es"],
    "square": ["--view", "gallery:u2", "--size", "1080x1080"],
    "map-dark": ["--view", "gallery:s0", "--theme", "dark", "--size", "850x600"],
    "outlines": ["--view", "gallery:s1", "--outlines"],
    "rankings": ["sample:frontex-return-operations", "--chart", "multiples", "--style", "rankings", "--period", "2024"],
}

# Says what the bundled data lack.
WITHOUT_DATA = ["c17"]

findings = []


def run(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, timeout=300, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def fonts(folder, has_typeface):
    """A fontconfig of its own: what else is installed on this machine changes nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    fallback = "/usr/share/fonts/truetype/liberation"
    if not Path(fallback).is_dir():
        sys.exit(f"no fallback typeface in {fallback}: install fonts-liberation")
    own = f"<dir>{ROOT / 'assets/fonts'}</dir>" if has_typeface else ""
    path = folder / "fonts.conf"
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{own}<dir>{fallback}</dir>'
        f'<include ignore_missing="yes">/etc/fonts/conf.d</include><cachedir>{folder}/cache</cachedir></fontconfig>'
    )
    return os.environ | {"FONTCONFIG_FILE": str(path), "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}


def chromium(environment, *options):
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
               "--force-device-scale-factor=1", "--force-color-profile=srgb", "--disable-lcd-text", "--font-render-hinting=none",
               "--disable-background-networking", "--no-first-run"]
    return run(*command, *options, env=environment)


def texts_of(environment, figures, folder):
    """For each figure the text elements as Chromium lays them out: text, left, top, width, height."""
    page = folder / "texts.html"
    inside = "".join(f'<div style="position:absolute;left:0;top:0">{(folder / f"{name}.svg").read_text().split("?>", 1)[1]}</div>' for name in figures)
    script = """document.fonts.ready.then(() => { const all = [...document.querySelectorAll('svg')].map(svg =>
        [...svg.querySelectorAll('text')].map(text => { const box = text.getBBox();
        return [text.textContent, box.x, box.y, box.width, box.height]; }));
        document.body.innerHTML = ''; const out = document.createElement('pre'); out.textContent = JSON.stringify(all);
        document.body.append(out); });"""
    page.write_text(f'<!doctype html><meta charset="utf-8"><body style="margin:0">{inside}<script>{script}</script>')
    dom = chromium(environment, "--virtual-time-budget=10000", "--dump-dom", page.as_uri()).decode()
    return dict(zip(figures, json.loads(html.unescape(re.search(r"<pre>(.*?)</pre>", dom, re.S).group(1))), strict=True))


def ink(picture, box):
    """Centre and amount of what differs from the commonest colour in a rectangle."""
    left, top, width, height = box
    cut = picture[max(0, int(top)):int(top + height) + 1, max(0, int(left) - 1):int(left + width) + 2].astype(numpy.float64)
    if cut.size == 0:
        return None
    colours, counts = numpy.unique(cut.reshape(-1, 3), axis=0, return_counts=True)
    amount = numpy.abs(cut - colours[counts.argmax()]).sum(axis=2)
    total = amount.sum()
    if total == 0:
        return None
    rows, columns = numpy.indices(amount.shape)
    return (columns * amount).sum() / total, (rows * amount).sum() / total, total


def compare(name, folder, texts):
    own, other = (Image.open(folder / f"{name}{suffix}.png").convert("RGB") for suffix in ["", "-chromium"])
    if own.size != other.size:
        findings.append(f"{name}: {own.size} and {other.size}")
        return 1.0, 0.0, ""
    blurred = [picture.filter(ImageFilter.GaussianBlur(1)) for picture in (own, other)]
    difference = ImageChops.difference(*blurred)
    difference.save(folder / f"{name}-difference.png")
    differs = (numpy.asarray(difference).max(axis=2) > CHANNEL).mean()
    if differs > PIXELS:
        findings.append(f"{name}: {differs:.3%} of the pixels differ")
    one, two = numpy.asarray(own), numpy.asarray(other)
    worst, worst_text = 0.0, ""
    for text, *box in texts:
        inks = ink(one, box), ink(two, box)
        if None in inks:
            if inks != (None, None):
                findings.append(f"{name}: only one of them draws “{text}”")
            continue
        (x, y, amount), (other_x, other_y, other_amount) = inks
        shift = max(abs(x - other_x), abs(y - other_y))
        if shift > worst:
            worst, worst_text = shift, text
        if shift > SHIFT[0] + SHIFT[1] * box[2]:
            findings.append(f"{name}: “{text}” lies {shift:.2f} pixels away")
        if abs(other_amount / amount - 1) > INK:
            findings.append(f"{name}: “{text}” has {other_amount / amount:.0%} of the ink")
    return differs, worst, worst_text


def judge_fallback(name, size, with_typeface, without):
    """Gives how much wider the text is; a text that leaves the figure is a complaint."""
    wide = sum(width for _, _, _, width, _ in with_typeface)
    ratio = sum(width for _, _, _, width, _ in without) / wide if wide else 1.0
    if ratio > WIDER:
        findings.append(f"{name}: without the typeface, text is {ratio:.0%} as wide")
    for text, left, _, width, _ in without:
        if left < -1 or left + width > size[0] + 1:
            findings.append(f"{name}: without the typeface, “{text}” leaves the figure")
    return ratio


def main():
    program = Path(sys.argv[1]).resolve()
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp(prefix="deportation-flows-"))
    folder.mkdir(parents=True, exist_ok=True)
    views = {path.stem: ["--view", f"gallery:{path.stem}"] for path in sorted((ROOT / "assets/views").glob("*.ron")) if path.stem not in WITHOUT_DATA}
    figures = views | MORE
    environment, bare = fonts(folder / "fonts", True), fonts(folder / "bare", False)
    for name, options in figures.items():
        language = [] if "--language" in options else ["--language", "en"]
        files = [part for suffix in ["svg", "png"] for part in ("--out", folder / f"{name}.{suffix}")]
        run(program, "export", *options, *language, "--force", *files)
    with_typeface, without = (texts_of(one, list(figures), folder) for one in (environment, bare))
    print(f"{'figure':<16} {'pixels':>8} {'shift':>6} {'fallback':>9}")
    for name in figures:
        size = Image.open(folder / f"{name}.png").size
        chromium(environment, f"--window-size={size[0]},{size[1]}", f"--screenshot={folder / f'{name}-chromium.png'}", (folder / f"{name}.svg").as_uri())
        differs, shift, text = compare(name, folder, with_typeface[name])
        ratio = judge_fallback(name, size, with_typeface[name], without[name])
        print(f"{name:<16} {differs:8.3%} {shift:6.2f} {ratio:9.1%}  {text[:50]}")
    for finding in findings:
        print(finding)
    print(f"{len(figures)} figures, {len(findings)} complaints; the pictures are in {folder}")
    sys.exit(1 if findings else 0)


main()
