#!/usr/bin/env python3
"""Writes airports.txt from the PyPI package airportsdata (MIT): airports that have an IATA code.

    pip download airportsdata==20260905 --no-deps && unzip airportsdata-*.whl
    airports.py airportsdata/airports.csv > airports.txt

One line for each: ICAO code, IATA code, longitude, latitude, city; parted by tabs, in the order of the ICAO codes.
"""

import csv
import sys

lines = set()
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    icao, iata, city = row["icao"].strip(), row["iata"].strip(), (row["city"] or row["name"]).strip()
    if len(iata) == 3 and iata.isalpha() and len(icao) == 4:
        lines.add(f"{icao}\t{iata}\t{float(row['lon']):.2f}\t{float(row['lat']):.2f}\t{city}")
print("\n".join(sorted(lines)))
