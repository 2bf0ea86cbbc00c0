//! A place for what can be made again from a data set at any time: no part of its content. Two slots are always equal,
//! and the slot of a copy is empty.

use std::fmt;
use std::sync::OnceLock;

/// Filled at most once.
pub struct Slot<T>(OnceLock<T>);

impl<T> Slot<T> {
    pub fn get(&self) -> Option<&T> {
        self.0.get()
    }

    /// What is in it, made now where it was empty.
    pub fn get_or_make(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> PartialEq for Slot<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> fmt::Debug for Slot<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.get().is_some() { "filled" } else { "empty" })
    }
}
