#!/usr/bin/env python3
"""Says of each point of world.txt how much a border loses without it, in a line "w" below each line "a".

    importance.py [world.txt]

By Visvalingam and Whyatt (1993, doi:10.1179/000870493786962263): the area of the triangle with the two points that are
still beside it when it is its turn to go, smallest first, and never less than that of one that went before. In
steradians on the earth, as a letter: `0` for 1e-8 and below, three letters further for twice as much. Ends of borders
stay, and so do the three points that matter most of a border that closes in itself; their letter is `~`. The same
border has the same letters for both of its countries, so that a simplified map has no gaps.
"""

import heapq
import math
import sys
from pathlib import Path

LEAST = 1e-8


def importances(points):
    count = len(points)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    gone, found = [False] * count, [math.inf] * count

    def area(at):
        (x1, y1), (x2, y2), (x3, y3) = (points[i] for i in (before[at], at, after[at]))
        degrees = abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2 / 10_000
        return degrees * math.radians(1) ** 2 * math.cos(math.radians(y2 / 100))

    heap = [(area(at), at) for at in range(1, count - 1)]
    current = dict((at, size) for size, at in heap)
    heapq.heapify(heap)
    largest = 0.0
    while heap:
        size, at = heapq.heappop(heap)
        if gone[at] or size != current[at]:
            continue
        largest = max(largest, size)
        found[at], gone[at] = largest, True
        after[before[at]], before[after[at]] = after[at], before[at]
        for beside in (before[at], after[at]):
            if 0 < beside < count - 1:
                current[beside] = area(beside)
                heapq.heappush(heap, (current[beside], beside))
    if points[0] == points[-1]:
        for at in sorted(range(1, count - 1), key=lambda at: -found[at])[:3]:
            found[at] = math.inf
    return found


def letter(size):
    if math.isinf(size):
        return "~"
    return chr(ord("0") + min(max(round(3 * math.log2(max(size, LEAST) / LEAST)), 0), 70))


def main():
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("world.txt")
    lines = []
    for line in path.read_text().splitlines():
        if line.startswith("w "):
            continue
        lines.append(line)
        if line.startswith("a "):
            numbers = [int(cell) for cell in line.split()[1:]]
            x, y, points = 0, 0, []
            for dx, dy in zip(numbers[::2], numbers[1::2]):
                x, y = x + dx, y + dy
                points.append((x, y))
            lines.append("w " + "".join(letter(size) for size in importances(points)))
    path.write_text("\n".join(lines) + "\n")


main()
