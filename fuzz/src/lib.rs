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

/// Reads bytes in any format. A panic that the reader caught counts as one.
pub fn read(bytes: &[u8]) {
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
