//! Deportation Flows: a local file about deportation flows is opened, held in memory, looked at from every side, and
//! turned into figures for publication. `ViewSpec + Dataset + Size` fully determines a figure.
//!
//! The modules stand in the order in which they may use each other: each uses only those above it. `docs/architecture.md`
//! has the whole picture; start with [`dataset`], then [`view_spec`], [`query`] and [`chart`].

pub mod words;

pub mod dataset;

pub mod reading;

pub mod view_spec;

pub mod query;

pub mod chart;

pub mod figure;

pub mod export;

pub mod workspace;

pub mod cli;

pub mod ui;
