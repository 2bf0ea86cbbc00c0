"""Writes frontex-costs-per-operation.csv: one row for each Frontex operation of 2017-2024, people and payments added up.

Usage: make_costs_per_operation.py SHARED_DATA OUT.csv

The two tables have several rows for an operation, and a join of rows with rows would multiply both sums. So each table
is added up by operation first, and only then are the two put beside each other: one row on each side, one row out. The
script stops where a sum before and after differs.
"""
import csv
import sys
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

FIRST_YEAR = 2017  # the cost sheets before do not name operations, or only some


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(folder, out):
    people_rows = [row for row in rows(folder / "frontex-return-operations.csv") if int(row["year"]) >= FIRST_YEAR]
    payment_rows = rows(folder / "frontex-operation-costs.csv")
    by_operation, payments = defaultdict(list), defaultdict(list)
    for row in people_rows:
        by_operation[row["operation_id"]].append(row)
    for row in payment_rows:
        payments[row["operation_id"]].append(row["paid_eur"])
    table = []
    for operation, own in sorted(by_operation.items(), key=lambda item: (item[1][0]["date"], item[0])):
        [date] = {row["date"] for row in own}
        [kind] = {row["operation_type"] for row in own}
        destinations = sorted({row["destination"] for row in own})
        states = {row["origin_country"] for row in own if row["origin_country"] != "Frontex"}
        people = sum(int(row["returnees"]) for row in own)
        lines = payments.get(operation, [])
        # One empty line makes the amount of the operation unknown.
        known = bool(lines) and all(lines)
        table.append({
            "operation_id": operation,
            "date": date,
            "destination": " & ".join(destinations),
            "destinations": len(destinations),
            "states": len(states),
            "operation_type": kind,
            "people": people,
            "group_size": "10+" if people >= 10 else "1–9" if people else "0",
            "paid_eur": str(sum(map(Decimal, lines))) if known else "",
            "payment_lines": len(lines),
        })
    assert len(table) == len(by_operation) == len({row["operation_id"] for row in table})
    assert sum(row["people"] for row in table) == sum(int(row["returnees"]) for row in people_rows)
    unknown = {row["operation_id"] for row in table if not row["paid_eur"]}
    paid = sum(Decimal(row["paid_eur"]) for row in payment_rows
               if row["paid_eur"] and row["operation_id"] in by_operation and row["operation_id"] not in unknown)
    assert sum(Decimal(row["paid_eur"]) for row in table if row["paid_eur"]) == paid
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    without = sum(1 for row in table if not row["paid_eur"])
    several = sum(1 for row in table if row["destinations"] > 1)
    print(f"{len(table)} operations, {sum(row['people'] for row in table)} people, EUR {paid}; "
          f"{without} without a known amount; {several} with several destinations")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
