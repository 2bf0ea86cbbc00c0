#!/usr/bin/env python3
"""How soon the window is there, beside an empty window of the same toolkit on the same machine in the same run.

    first_frame.py BENCH_BINARY [RUNS]

BENCH_BINARY: what `cargo bench --bench frame --no-run` names. Needs a display (`xvfb-run -s "-screen 0 1600x1000x24"`).
Both windows are started in turn; the time goes from the start of the process until its first frame has been shown.
"""

import statistics
import subprocess
import sys
import time


def first_frame(binary, which):
    began = time.perf_counter()
    process = subprocess.Popen([binary, "--window", which], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    process.stdout.readline()
    took = time.perf_counter() - began
    process.wait(timeout=60)
    return took


binary, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 15
for which in ("empty", "program"):
    first_frame(binary, which)
times = {"empty": [], "program": []}
for _ in range(runs):
    for which, found in times.items():
        found.append(first_frame(binary, which))
for which, found in times.items():
    print(f"{which:<8} median {statistics.median(found) * 1000:.0f} ms, {min(found) * 1000:.0f}–{max(found) * 1000:.0f}")
ratios = [program / empty for program, empty in zip(times["program"], times["empty"])]
print(f"program / empty: median {statistics.median(times['program']) / statistics.median(times['empty']):.2f}, of pairs {statistics.median(ratios):.2f}")
