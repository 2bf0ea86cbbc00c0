"""Compares reading with Polars, DuckDB and pandas on the layout of the ICE Air passenger release, and prints the ratios.

usage: benches/compare_peers.py PROGRAM [--rows 1826402] [--runs 3] [--folder /tmp/arts] [--growth]
needs: pip install polars duckdb pandas pyarrow; ../shared/bench (make_arts.py, peers.py)

Ours is the wall time of a whole process: start, read every column, describe it, print JSON (`check`), or read what a
question needs and print its answer (`table`). Theirs is the time inside a process that has started and imported
already. Each round runs all of them once, one after the other, so that a slow moment of the machine meets all; what is
printed are medians. Peak memory is that of the process.
"""
import argparse, gzip, json, os, pathlib, resource, shutil, statistics, subprocess, sys, time

BENCH = pathlib.Path(__file__).resolve().parents[2] / "shared" / "bench"
WHOLE_LIMIT, MEMORY_LIMIT = 0.8, 1 / 3


def run(command):
    """Wall time in seconds and peak memory in MB of a process."""
    code = ("import resource,subprocess,sys,time;t=time.perf_counter();"
            "subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL);w=time.perf_counter()-t;"
            "print(w,resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024)")
    out = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True).stdout
    return tuple(float(part) for part in out.split())


def peers(file):
    out = subprocess.run([sys.executable, BENCH / "peers.py", file, "--runs", "1"], capture_output=True, text=True).stdout
    return {one["peer"]: one for one in map(json.loads, filter(lambda line: line.startswith("{"), out.splitlines()))}


def compare(program, file, runs):
    rounds = []
    for _ in range(runs):
        theirs = peers(file)
        whole, scan = run([program, "check", file, "--format", "json"]), run(
            [program, "table", file, "--rows", "destination", "--columns", "year", "--measure", "flights"])
        rounds.append((theirs, whole, scan))
    median = lambda of: statistics.median(of(one) for one in rounds)
    print(f"\n{file}")
    whole = {name: median(lambda one: one[0][name]["full"]) for name in ("polars", "duckdb", "pandas")}
    memory = {name: median(lambda one: one[0][name]["peak_mb"]) for name in whole}
    scans = {name: median(lambda one: one[0][name]["scan"]) for name in ("polars-lazy", "duckdb-scan")}
    ours, ours_mb = median(lambda one: one[1][0]), median(lambda one: one[1][1])
    our_scan, our_scan_mb = median(lambda one: one[2][0]), median(lambda one: one[2][1])
    for name in whole:
        print(f"  {name:<22} whole {whole[name]:6.2f} s  {memory[name]:6.0f} MB")
    for name in scans:
        print(f"  {name:<22} three columns {scans[name]:6.2f} s")
    print(f"  deportation-flows      whole {ours:6.2f} s  {ours_mb:6.0f} MB   three columns {our_scan:6.2f} s  {our_scan_mb:4.0f} MB")
    fastest, thriftiest = min(whole, key=whole.get), min(memory, key=memory.get)
    verdict = lambda holds: "holds" if holds else "DOES NOT HOLD"
    ratio = ours / whole[fastest]
    print(f"  whole: {ratio:.2f} of {fastest}, the fastest; at most {WHOLE_LIMIT}: {verdict(ratio <= WHOLE_LIMIT)}")
    ratio = ours_mb / memory[thriftiest]
    print(f"  memory: {ratio:.2f} of {thriftiest}, the thriftiest; at most {MEMORY_LIMIT:.2f}: {verdict(ratio <= MEMORY_LIMIT)}")
    ratio = our_scan / scans["polars-lazy"]
    print(f"  three columns: {ratio:.2f} of polars-lazy; below 1: {verdict(ratio < 1)}")


def growth(program, file, folder):
    """A tenth of a million to ten million rows: the file's first rows, and the file several times over."""
    print("\nrows        MB of file   whole s   MB of memory")
    lines = open(file, "rb").read().splitlines(keepends=True)
    header, body = lines[0], lines[1:]
    for rows in (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000):
        path = folder / "growth.csv"
        with open(path, "wb") as out:
            out.write(header)
            left = rows
            while left > 0:
                out.writelines(body[:left])
                left -= min(left, len(body))
        megabytes = path.stat().st_size / 1e6
        seconds, memory = run([program, "check", str(path), "--format", "json"])
        print(f"{rows:>10,} {megabytes:>11,.0f} {seconds:>10.2f} {memory:>12,.0f}")
        path.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=1_826_402)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=pathlib.Path, default=pathlib.Path("/tmp/arts"))
    parser.add_argument("--growth", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    file = options.folder / ("arts.csv" if options.rows == 1_826_402 else f"arts-{options.rows}.csv")
    if not file.exists():
        subprocess.run([sys.executable, BENCH / "make_arts.py", str(options.rows), file], check=True)
    packed = pathlib.Path(f"{file}.gz")
    if not packed.exists():
        with open(file, "rb") as source, gzip.open(packed, "wb", 6) as target:
            shutil.copyfileobj(source, target, 1 << 20)
    for path in (file, packed):
        compare(options.program, str(path), options.runs)
    if options.growth:
        growth(options.program, file, options.folder)


if __name__ == "__main__":
    main()
