//! Several things found out beside each other: what a window shows of one moment are questions of their own.
//!
//! This module must never know what is found out. Start with [`all`].

use std::sync::{Mutex, PoisonError};

/// Finds something out and puts it where it belongs.
pub(super) type Act<'a> = Box<dyn FnOnce() + Send + 'a>;

/// Does the first act here, and all others in their order: a second processor begins with them at once, this one takes
/// its share when it is done with the first.
pub(super) fn all<T>(first: impl FnOnce() -> T, others: Vec<Act<'_>>) -> T {
    let next = Mutex::new(others.into_iter());
    let work = || {
        // The lock is not held while an act runs.
        let take = || next.lock().unwrap_or_else(PoisonError::into_inner).next();
        while let Some(act) = take() {
            act();
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        let found = first();
        work();
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;

    #[test]
    fn every_act_is_done_once() {
        for count in [0, 1, 2, 100] {
            let done: Vec<AtomicUsize> = (0..count).map(|_| AtomicUsize::new(0)).collect();
            let acts: Vec<Act<'_>> = done
                .iter()
                .map(|done| -> Act<'_> {
                    Box::new(|| {
                        done.fetch_add(1, Ordering::Relaxed);
                    })
                })
                .collect();
            assert_eq!(all(|| "first", acts), "first");
            assert!(done.iter().all(|done| done.load(Ordering::Relaxed) == 1));
        }
    }

    #[test]
    fn the_first_act_and_another_run_at_the_same_time() {
        // Each waits for the other: one after the other they would not end.
        let ((to_first, first), (to_other, other)) = (mpsc::channel(), mpsc::channel());
        let act: Act<'_> = Box::new(move || {
            other.recv().unwrap();
            to_first.send(2).unwrap();
        });
        let found = all(
            || {
                to_other.send(1).unwrap();
                first.recv().unwrap()
            },
            vec![act],
        );
        assert_eq!(found, 2);
    }
}
