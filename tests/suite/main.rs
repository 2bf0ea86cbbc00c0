//! Tests of the program as a whole. Expected numbers come from the published sources, never from our own output.

#![allow(
    clippy::allow_attributes,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail"
)]

mod adversity;
mod airports;
mod animation;
mod charted;
mod codes;
mod compare;
mod crossings;
mod drawn_numbers;
mod facts;
mod files;
mod formats;
mod gallery;
mod house;
mod keyboard;
mod linking;
mod many_places;
mod numbers;
mod options;
mod outlines;
mod pack;
mod pack_window;
mod properties;
mod ratios;
mod raw;
mod reconcile;
mod round_trip;
mod rows;
mod rules;
mod shapes;
mod sheets;
mod sizes;
mod times;
mod two_languages;
mod verify;
mod views;
mod window;

use std::path::PathBuf;
use std::process::{Command, Output};

/// Runs the program without a display, in English, with preferences of its own: no test writes into those of a person.
fn program(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_deportation-flows"))
        .args(arguments)
        .env("DEPORTATION_FLOWS_CONFIG", concat!(env!("CARGO_TARGET_TMPDIR"), "/preferences"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("LANG", "C")
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

/// Its standard output, for a call that must succeed.
fn printed(arguments: &[&str]) -> String {
    let output = program(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The JSON of `table`.
fn table(arguments: &[&str]) -> serde_json::Value {
    let all: Vec<&str> = ["table"].iter().chain(arguments).chain(&["--format", "json"]).copied().collect();
    serde_json::from_str(&printed(&all)).unwrap()
}

/// The sentence on standard error of a call that must not be done.
fn refusal(arguments: &[&str]) -> String {
    let output = program(arguments);
    let sentence = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {sentence}");
    assert!(!sentence.is_empty() && sentence.lines().count() == 1, "{arguments:?}: {sentence}");
    sentence
}

fn in_repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}
