//! Parsers that others wrote may panic on a damaged file. Behind a guard that is an ordinary failure, and nothing is
//! printed about it.
//!
//! Start with [`guarded`]; the program's panic hook asks [`is_guarded`].

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDS: Cell<u32> = const { Cell::new(0) };
}

/// Whether a panic of this thread would be caught and told as a damaged file.
pub fn is_guarded() -> bool {
    GUARDS.get() > 0
}

/// What a parser gives; `None` where it panics.
pub(super) fn guarded<T>(parse: impl FnOnce() -> T) -> Option<T> {
    GUARDS.set(GUARDS.get() + 1);
    let outcome = catch_unwind(AssertUnwindSafe(parse)).ok();
    GUARDS.set(GUARDS.get() - 1);
    outcome
}

/// Keeps the hook quiet about panics behind a guard; others are printed as before.
pub fn silence_guarded_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !is_guarded() {
            usual(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_behind_a_guard_is_a_failure_and_the_guard_ends() {
        assert_eq!(guarded(|| 3), Some(3));
        assert!(!is_guarded());
        assert_eq!(guarded(is_guarded), Some(true));
        assert_eq!(guarded(|| std::hint::black_box(Option::<u8>::None).unwrap()), None);
        assert!(!is_guarded());
    }
}
