#!/usr/bin/env python3
"""Writes world.txt: the outlines of countries, simplified, and a point for each, from Natural Earth.

    cd /tmp && npm pack world-atlas@2.0.2 i18n-iso-countries@7.14.0
    python3 assets/world/build.py --inputs /tmp

Sources: Natural Earth by way of world-atlas (public domain; ISC for the packaging), numeric codes from
i18n-iso-countries (MIT). Standard library only. Outlines come from the scale of 1:50 million, simplified by the method
of Visvalingam and Whyatt with the ends of shared borders kept, so that neighbours still meet; points are the centroids
of the largest part at 1:10 million. Units are hundredths of a degree.

Lines: "a X Y DX DY DX DY …" is a border, from its first point on; "c CODE X Y RING RING …" a country with its point and
its rings, each a comma-separated list of borders, "~N" for one that is walked backwards. A country without rings has its
point alone.
"""

import argparse
import heapq
import json
import pathlib
import tarfile

HERE = pathlib.Path(__file__).resolve().parent
# Parts that Natural Earth gives no numeric code.
NAMED = {"Kosovo": "XKX", "Somaliland": "SOM", "N. Cyprus": "CYP"}
# Triangles smaller than this, in square degrees, are left out.
LEAST_AREA = 0.012


def member(inputs, archive, name):
    with tarfile.open(inputs / archive) as tar:
        return json.load(tar.extractfile(f"package/{name}"))


def decoded(topology):
    """The borders of a topology in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    borders = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        borders.append(points)
    return borders


def area(points):
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1]))) / 2


def simplified(points):
    """Visvalingam and Whyatt: the point that adds least goes first; both ends stay."""
    count = len(points)
    if count < 4:
        return points
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))

    def triangle(i):
        (ax, ay), (bx, by), (cx, cy) = points[before[i]], points[i], points[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    heap = [(triangle(i), i) for i in range(1, count - 1)]
    heapq.heapify(heap)
    gone, value = [False] * count, {i: a for a, i in heap}
    left, closed = count, points[0] == points[-1]
    while heap and left > (6 if closed else 2):
        size, i = heapq.heappop(heap)
        if gone[i] or value[i] != size:
            continue
        if size > LEAST_AREA:
            break
        gone[i] = True
        left -= 1
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            if 0 < j < count - 1:
                value[j] = max(triangle(j), size)
                heapq.heappush(heap, (value[j], j))
    return [point for point, is_gone in zip(points, gone) if not is_gone]


def rings_of(geometry):
    """The outer rings: what lies in a hole is a country of its own, and drawn later."""
    kinds = {"Polygon": lambda g: [g["arcs"]], "MultiPolygon": lambda g: g["arcs"]}
    return [polygon[0] for polygon in kinds.get(geometry["type"], lambda g: [])(geometry)]


def ring_points(ring, borders):
    points = []
    for index in ring:
        border = borders[index] if index >= 0 else borders[~index][::-1]
        points += border if not points else border[1:]
    return points


def unrolled(points):
    """A ring that crosses the 180th meridian, without the jump there."""
    out, turns = [points[0]], 0
    for (before, _), (x, y) in zip(points, points[1:]):
        turns += -360 if x - before > 180 else 360 if x - before < -180 else 0
        out.append((x + turns, y))
    return out


def centroid(points):
    points = unrolled(points)
    total = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1]):
        cross = x1 * y2 - x2 * y1
        total, x, y = total + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    x, y = (x / (3 * total), y / (3 * total)) if total else points[0]
    return ((x + 180) % 360 - 180, y)


def code_of(geometry, numeric):
    return NAMED.get(geometry["properties"]["name"]) or numeric.get(str(geometry.get("id", "")))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--inputs", type=pathlib.Path, required=True)
    inputs = parser.parse_args().inputs
    numeric = {number: alpha3 for _, alpha3, number, *_ in member(inputs, "i18n-iso-countries-7.14.0.tgz", "codes.json")}
    coarse = member(inputs, "world-atlas-2.0.2.tgz", "countries-50m.json")
    fine = member(inputs, "world-atlas-2.0.2.tgz", "countries-10m.json")
    borders = [simplified(points) for points in decoded(coarse)]
    fine_borders = decoded(fine)
    anchors = {}
    for geometry in fine["objects"]["countries"]["geometries"]:
        code, rings = code_of(geometry, numeric), rings_of(geometry)
        if code and rings and geometry["properties"]["name"] not in ("Somaliland", "N. Cyprus"):
            anchors[code] = centroid(max((ring_points(ring, fine_borders) for ring in rings), key=lambda ring: area(unrolled(ring))))
    shapes = {}
    for geometry in coarse["objects"]["countries"]["geometries"]:
        code = code_of(geometry, numeric)
        if code and code != "ATA":
            shapes.setdefault(code, []).extend(rings_of(geometry))
    # Islands that are dots at this scale have no outline; the largest part of a country always has one.
    used = {}
    for code, rings in shapes.items():
        sized = sorted(((area(unrolled(ring_points(ring, borders))), ring) for ring in rings), key=lambda one: -one[0])
        used[code] = [ring for index, (size, ring) in enumerate(sized) if size > 0.15 or (index == 0 and size > 0.004)]
    numbers = sorted({i if i >= 0 else ~i for rings in used.values() for ring in rings for i in ring})
    new = {old: index for index, old in enumerate(numbers)}
    lines = []
    for old in numbers:
        at = [(round(x * 100), round(y * 100)) for x, y in borders[old]]
        steps = [at[0]] + [(b[0] - a[0], b[1] - a[1]) for a, b in zip(at, at[1:])]
        lines.append("a " + " ".join(f"{x} {y}" for x, y in steps))
    for code in sorted(set(used) | set(anchors)):
        x, y = anchors.get(code) or centroid(ring_points(used[code][0], borders))
        rings = (",".join(str(new[i]) if i >= 0 else f"~{new[~i]}" for i in ring) for ring in used.get(code, []))
        lines.append(" ".join([f"c {code} {round(x * 100)} {round(y * 100)}", *rings]))
    # Then importance.py, which adds a line "w" for each border.
    (HERE / "world.txt").write_text("\n".join(lines) + "\n")
    print(len(lines), "lines,", sum(len(borders[old]) for old in numbers), "points")


if __name__ == "__main__":
    main()
