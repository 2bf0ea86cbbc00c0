//! The reading code of the program without its window, for the fuzzer. Each target gives bytes to [`read`], which must
//! come back in bounded time and memory, with a data set whose rows reconcile or with a problem, and never panic.

#![allow(dead_code, unused_imports, missing_docs)]

#[path = "../../src/dataset/mod.rs"]
pub mod dataset;
#[path = "../../src/reading/mod.rs"]
pub mod reading;
#[path = "../../src/words/mod.rs"]
pub mod words;

use std::sync::Arc;

/// Parsers that others wrote may panic behind the reader's guard; libFuzzer's hook would end the run at once.
static HOOK: std::sync::Once = std::sync::Once::new();

/// Reads bytes in any format. A panic of our own, which only the outermost guard catches, is a finding.
pub fn read(bytes: &[u8]) {
    HOOK.call_once(reading::silence_guarded_panics);
    let options = reading::ReadOptions { most_rows: Some(20_000), ..reading::ReadOptions::default() };
    match reading::read_bytes(bytes, "fuzz", &options, &Arc::default()) {
        Ok(loaded) => {
            let report = &loaded.report;
            let left_out: usize = report.left_out.iter().map(|left_out| left_out.rows).sum();
            assert_eq!(report.rows_read, report.rows_kept + left_out);
            assert_eq!(report.rows_kept, loaded.dataset.row_count());
        }
        Err(problem) => {
            let words = words::words(words::Language::English);
            assert!(!problem.sentence(words).is_empty());
            assert!(problem != reading::ReadProblem::Panicked);
        }
    }
}
