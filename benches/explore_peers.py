"""The same walk of a person through the same table, answered by this program and by DuckDB, in one run.

usage: explore_peers.py PROGRAM FILE [--times N] [--states N] [--every N]

PROGRAM is the compiled bench `explore` (`cargo bench --bench explore --no-run` prints where it is), FILE a table in the
layout of the ICE Air passenger release (../shared/bench/make_arts.py). DuckDB gets the needed columns in memory, texts
as ENUM and flights as whole numbers, and one statement for each thing that the window shows; statements that our window
shares between views are asked once. `--every 5` asks DuckDB for every fifth state only.
"""
import json, statistics, subprocess, sys, tempfile, time
import duckdb

program, file = sys.argv[1:3]
option = lambda name, other: int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else other
times, states, every = option("--times", 1), option("--states", 300), option("--every", 5)
COLUMNS = {"destination": "air2_Country", "origin": "air_City", "citizenship": "CountryOfCitizenship", "category": "Status",
           "Sex": "Sex", "Criminality": "Criminality"}

base = duckdb.connect()
base.execute(f"""create table raw as select cast(MissionDate as date) as day, cast(MissionNumber as integer) as flight,
    {", ".join(f"{column} as {by}" for by, column in COLUMNS.items())}
    from read_csv('{file}', delim='|', header=true, all_varchar=true)""")
for by in COLUMNS:
    base.execute(f"create type {by}_type as enum (select distinct {by} from raw where {by} is not null order by 1)")
casts = ", ".join(f"cast({by} as {by}_type) as {by}" for by in COLUMNS)
base.execute(f"""create table t as select day, (flight + 1000000 * time)::integer as flight, {casts}
    from raw, range({times}) as times(time)""")
base.execute("drop table raw")


def where(state, without=None, period="period", selected=False):
    parts = []
    if period and state[period]:
        parts.append("day between '{}' and '{}'".format(*state[period]))
    filters = [(one["by"], one["keep"]) for one in state["filters"] if one["by"] != without]
    filters += [("destination", state["selected"])] if selected else []
    for by, keep in filters:
        parts.append(f"{by} in ({', '.join(repr(value) for value in keep)})")
    return " where " + " and ".join(parts) if parts else ""


def answer(state):
    """Everything that the window shows of a state."""
    counted = "count(distinct flight)" if state["measure"] == "flights" else "count(*)"
    ask = lambda sql: base.execute(sql).fetchall()
    ranking = ask(f"select destination, {counted} as n from t{where(state)} group by 1 order by 2 desc")
    if state["period"]:
        ask(f"select destination, {counted} from t{where(state, period='before')} group by 1")
        ask(f"select {counted} from t{where(state, period='before')}")
    total = ask(f"select {counted} from t{where(state)}")
    rest = [name for name, _ in ranking[10:]]
    if rest:
        names = ", ".join(repr(name) for name in rest)
        ask(f"select {counted} from (select * from t{where(state)}) where destination in ({names})")
    ask(f"select year(day), {counted} from t{where(state, period=None)} group by 1")
    if state["filters"]:
        ask(f"select year(day), {counted} from t group by 1")
    if state["selected"]:
        ask(f"select year(day), {counted} from t{where(state, period=None, selected=True)} group by 1")
        ask(f"select {counted} from t{where(state, selected=True)}")
    ask(f"select destination, origin, {counted} from t{where(state)} group by 1, 2")
    for by in COLUMNS:
        filtered = any(one["by"] == by for one in state["filters"])
        # Columns without a role have a list only where something is filtered by them.
        if filtered or by not in ("destination", "Sex", "Criminality"):
            ask(f"select {by}, {counted} from t{where(state, without=by)} group by 1")
    return total


with tempfile.NamedTemporaryFile(suffix=".json") as out:
    arguments = ["--bench", "--file", file, "--times", str(times), "--states", str(states), "--json", out.name]
    subprocess.run([program, *arguments], check=True)
    walked = json.load(open(out.name))
sample = walked[::every]
for state in sample[:3]:
    answer(state)
theirs = []
for state in sample:
    started = time.perf_counter()
    total = answer(state)
    theirs.append((time.perf_counter() - started) * 1000)
    # Where no row is left we say why, and DuckDB says zero.
    if str(total[0][0]) != (state["total"] or "0"):
        print("DIFFERENT:", state, total)
quantile = lambda values, part: sorted(values)[max(0, -(-int(len(values) * part * 1000) // 1000) - 1)]
print(f"DuckDB {duckdb.__version__}, {len(sample)} of the states, {base.execute('select count(*) from t').fetchone()[0]:,} rows")
for name, values in (("DuckDB", theirs), ("ours, from nothing", [s["cold_ms"] for s in sample]), ("ours, walking", [s["warm_ms"] for s in sample])):
    print(f"  {name:<20} p50 {quantile(values, .5):9.2f} ms   p99 {quantile(values, .99):9.2f} ms   max {max(values):9.2f} ms")
for name, which in (("from nothing", "cold_ms"), ("walking", "warm_ms")):
    ratios = [their / state[which] for their, state in zip(theirs, sample)]
    print(f"  {name}: DuckDB takes {statistics.median(ratios):.0f} times as long (median), {min(ratios):.0f} at the least")
