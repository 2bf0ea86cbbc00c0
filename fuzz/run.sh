#!/bin/sh
# Builds the fuzz targets and runs all of them at once: fuzz/run.sh SECONDS [TARGET…]
#
# Works with a stable compiler: the coverage instrumentation is switched on by hand, so that neither cargo-fuzz nor a
# nightly compiler is needed (with them, `cargo +nightly fuzz run TARGET` works, too). Needs a C++ compiler for
# libFuzzer. Seeds are the files of tests/files; what is found is kept in fuzz/corpus and fuzz/artifacts.
set -eu
cd "$(dirname "$0")"
seconds=${1:-600}
[ $# -gt 0 ] && shift
targets=${*:-"delimited native spreadsheet parquet_file arrow_file json packed"}
flags="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1"
host=$(rustc -vV | sed -n 's/^host: //p')
RUSTFLAGS="$flags" cargo build --release --target "$host" $(for target in $targets; do printf -- '--bin %s ' "$target"; done)
seed() { # TARGET FILE…
    mkdir -p "corpus/$1" "artifacts/$1"
    target=$1
    shift
    for file in "$@"; do [ -f "$file" ] && cp -n "$file" "corpus/$target/" || true; done
}
files=../tests/files
seed delimited $files/*.csv $files/*.txt $files/*.tsv $files/*.psv $files/*.scsv $files/hostile/*.csv
seed native ../assets/samples/events.ron
seed spreadsheet $files/*.xlsx $files/*.xls $files/*.ods $files/hostile/*.xlsx $files/hostile/*.ods
seed parquet_file $files/*.parquet $files/hostile/*.parquet
seed arrow_file $files/*.arrow $files/*.feather $files/hostile/*.arrow
seed json $files/*.json $files/*.ndjson $files/hostile/*json
seed packed $files/*.gz $files/*.zst $files/*.zip
status=0
for target in $targets; do
    # A slow or a large input is a finding like a crash.
    "target/$host/release/$target" -max_total_time="$seconds" -timeout=60 -rss_limit_mb=2048 -max_len=65536 \
        -artifact_prefix="artifacts/$target/" "corpus/$target" > "artifacts/$target.log" 2>&1 &
    eval "pid_$target=\$!"
done
for target in $targets; do
    eval "pid=\$pid_$target"
    if wait "$pid"; then state=clean; else state="FOUND SOMETHING: fuzz/artifacts/$target"; status=1; fi
    runs=$(sed -n 's/^Done \([0-9]*\) runs.*/\1 runs/p' "artifacts/$target.log" | tail -1)
    echo "$target: $state ${runs:-} $(grep -o 'cov: [0-9]*' "artifacts/$target.log" | tail -1)"
done
exit $status
