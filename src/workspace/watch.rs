//! Watches the open file, so that a change on disk is noticed without drawing a single frame for it.

use crate::reading::Stamp;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

/// How often the file is looked at.
const PAUSE: Duration = Duration::from_millis(1500);

/// A thread that looks at a file until this is dropped.
#[derive(Debug)]
pub struct Watch {
    has_changed: Arc<AtomicBool>,
    /// Closed when the watch ends.
    _stop: Sender<()>,
}

impl Watch {
    /// `wake` is called once, when the file is no longer what it was. `None` where no thread can be started.
    pub fn start(path: PathBuf, wake: impl FnOnce() + Send + 'static) -> Option<Self> {
        let before = Stamp::of(&path)?;
        let has_changed = Arc::new(AtomicBool::new(false));
        let (stop, stopped) = channel::<()>();
        let shared = has_changed.clone();
        let thread = std::thread::Builder::new().name("watching".to_owned());
        let spawned = thread.spawn(move || {
            let mut seen = before;
            while stopped.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
                // A file that is gone for a moment is being replaced; one that still changes is being written.
                let Some(now) = Stamp::of(&path) else { continue };
                if now != before && now == seen {
                    shared.store(true, Ordering::Relaxed);
                    wake();
                    return;
                }
                seen = now;
            }
        });
        spawned.ok().map(|_| Self { has_changed, _stop: stop })
    }

    pub fn has_changed(&self) -> bool {
        self.has_changed.load(Ordering::Relaxed)
    }
}
