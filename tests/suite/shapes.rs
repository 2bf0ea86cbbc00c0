//! Files in the shapes in which real publishers give them (tests/files, made by make.py): each opens, accounts for every
//! row, and gives the numbers from which it was made.

use super::{in_repository, program};
use serde_json::Value;
use std::collections::BTreeMap;

fn expectations(file: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(in_repository(file)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn json(command: &str, file: &str, options: &[&str]) -> Result<Value, String> {
    let path = in_repository(&format!("tests/files/{file}"));
    let mut arguments = vec![command, path.to_str().unwrap(), "--format", "json"];
    arguments.extend(options);
    let output = program(&arguments);
    serde_json::from_slice(&output.stdout)
        .map_err(|_| format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)))
}

fn options(case: &Value) -> Vec<&str> {
    case["options"].as_array().unwrap().iter().map(|option| option.as_str().unwrap()).collect()
}

/// What differs from the expectation.
fn differences(case: &Value) -> Vec<String> {
    let file = case["file"].as_str().unwrap();
    let checked = match json("check", file, &options(case)) {
        Ok(checked) => checked,
        Err(error) => return vec![error],
    };
    let mut found = Vec::new();
    let mut compare = |what: &str, expected: &Value, actual: &Value| {
        if expected != actual {
            found.push(format!("{file}: {what}: expected {expected}, found {actual}"));
        }
    };
    for count in ["rows_read", "rows_kept"] {
        compare(count, &case[count], &checked[count]);
    }
    let left_out: BTreeMap<&str, &Value> = checked["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["reason"].as_str().unwrap(), &one["rows"]))
        .collect();
    compare("left_out", &case["left_out"], &serde_json::to_value(left_out).unwrap());
    let columns = checked["columns"].as_array().unwrap();
    for (role, column) in case["roles"].as_object().unwrap() {
        let has = columns.iter().find(|column| column["role"] == role.as_str()).map(|column| &column["name"]);
        compare(role, column, has.unwrap_or(&Value::Null));
    }
    for (column, kinds) in case["missing"].as_object().unwrap() {
        let has = columns.iter().find(|other| other["name"] == column.as_str()).map(|column| &column["missing"]);
        compare(column, kinds, has.unwrap_or(&Value::Null));
    }
    for total in case["totals"].as_array().unwrap() {
        if let Some(difference) = wrong_total(file, &options(case), total) {
            found.push(difference);
        }
    }
    found
}

fn wrong_total(file: &str, options: &[&str], total: &Value) -> Option<String> {
    let mut arguments = options.to_vec();
    for name in ["measure", "rows", "period"] {
        if let Some(value) = total[name].as_str() {
            arguments.extend([
                ["--measure", "--rows", "--period"]
                    [["measure", "rows", "period"].iter().position(|n| *n == name).unwrap()],
                value,
            ]);
        }
    }
    for filter in total["where"].as_array().into_iter().flatten() {
        arguments.extend(["--where", filter.as_str().unwrap()]);
    }
    let table = match json("table", file, &arguments) {
        Ok(table) => table,
        Err(error) => return Some(format!("{total}: {error}")),
    };
    let value = match total["label"].as_str() {
        None => &table["total"],
        Some(label) => {
            let rows = table["rows"].as_array().unwrap();
            let row = rows.iter().find(|row| row["code"] == label || row["label"] == label);
            row.map_or(&Value::Null, |row| &row["value"])
        }
    };
    (value.as_f64() != total["value"].as_f64()).then(|| format!("{file}: {total}: found {value}"))
}

#[test]
fn files_of_many_shapes_open_and_account_for_every_row() {
    let found: Vec<String> = expectations("tests/files/expected.json").iter().flat_map(differences).collect();
    assert!(found.is_empty(), "{} differences\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_same_table_in_every_format_is_the_same_data() {
    let cases = expectations("tests/files/expected.json");
    let mut fingerprints: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for case in cases.iter().filter(|case| case["fingerprint_group"].is_string()) {
        let file = case["file"].as_str().unwrap();
        let checked = json("check", file, &options(case)).unwrap();
        let group = format!("{} {}", case["fingerprint_group"], checked["fingerprint"]);
        fingerprints.entry(group).or_default().push(file.to_owned());
    }
    assert_eq!(fingerprints.len(), 1, "{fingerprints:#?}");
}

#[test]
fn hostile_files_are_refused_in_a_sentence_or_open() {
    let mut found = Vec::new();
    for case in expectations("tests/files/hostile/expected.json") {
        let file = case["file"].as_str().unwrap();
        let path = in_repository(&format!("tests/files/hostile/{file}"));
        let output = program(&["check", path.to_str().unwrap()]);
        let sentence = String::from_utf8_lossy(&output.stderr);
        let state = match output.status.code() {
            Some(0 | 1) => "opens",
            Some(2) if sentence.trim().lines().count() == 1 => "refused",
            _ => "fails",
        };
        let expected = case["outcome"].as_str().unwrap();
        if state == "fails" || (expected != "either" && expected != state) {
            found.push(format!("{file}: {state} instead of {expected}: {sentence}"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Hostile files that are too large to be kept: each is refused in one sentence, in bounded time and memory.
#[test]
fn large_hostile_files_are_refused_in_bounded_time_and_memory() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: Vec<u8>| {
        let path = folder.path().join(name);
        std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), &bytes).unwrap();
        path
    };
    let wide = (0..100_000).map(|column| column.to_string()).collect::<Vec<_>>().join(",");
    let cases = [
        (write("columns.csv", format!("{wide}\n{wide}\n").into_bytes()), "columns"),
        (write("line.csv", [b"a,b\n".to_vec(), vec![b'x'; 70 << 20]].concat()), "64 MB"),
        (
            write("deep.ron", format!("DeportationFlows(version: 1, metadata: {}", "(".repeat(100_000)).into_bytes()),
            "damaged",
        ),
        (write("deep.json", format!("[{}1{}]", "{\"a\":".repeat(50_000), "}".repeat(50_000)).into_bytes()), "deep"),
        (write("bomb.zip", zip_of_zeros(900 << 20)), "larger"),
        (write("bomb.csv.gz", gzip_of_zeros(300 << 20)), "64 MB"),
        (folder.path().to_owned(), "folder"),
        (std::path::PathBuf::from("/dev/zero"), "device"),
    ];
    for (path, expected) in cases {
        let started = std::time::Instant::now();
        let sentence = super::refusal(&["check", path.to_str().unwrap()]);
        assert!(sentence.contains(expected), "{}: {sentence}", path.display());
        assert!(started.elapsed().as_secs() < 20, "{}: {:?}", path.display(), started.elapsed());
    }
}

fn zip_of_zeros(bytes: usize) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    writer.start_file("zeros.csv", options).unwrap();
    for _ in 0..bytes >> 20 {
        writer.write_all(&vec![b'0'; 1 << 20]).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gzip_of_zeros(bytes: usize) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..bytes >> 20 {
        writer.write_all(&vec![b'0'; 1 << 20]).unwrap();
    }
    writer.finish().unwrap()
}
