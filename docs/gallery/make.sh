#!/bin/sh
# Makes the figures of this folder again: docs/gallery/make.sh [PROGRAM]
set -eu
cd "$(dirname "$0")"
program=${1:-../../target/release/deportation-flows}
frontex=sample:frontex-return-operations
"$program" export --view gallery:s1 --size wide --out 01-people-by-year.png --force
"$program" export --view gallery:s4 --out 02-people-by-type.svg --force
"$program" export --view gallery:s0 --out 03-origin-to-destination.pdf --force
"$program" export --view gallery:u4 --language es --size article --scale 2 --out 04-espanol.png --force
"$program" export --view gallery:s4 --out 05-editable-chart.pptx --force
"$program" export --view gallery:c6 --size square --out 06-small-multiples.png --force
"$program" export $frontex --chart compare --period 2024 --versus 2019 --theme dark --out 07-compared.png --force
"$program" export $frontex --chart map --period 2024 --size a4 --scale 2 --out 08-map-for-print.png --force
"$program" export $frontex --period 2024 --out 09-numbers.xlsx --force
"$program" export $frontex --measure people --size 960x540 --out 10-the-years.gif --force
