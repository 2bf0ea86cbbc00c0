//! Pictures to the clipboard. The clipboard itself is asked, so that success is told only when it is true; on X11 and
//! Wayland the program has to stay to hand the picture out, so one handle is kept while it runs.

use std::borrow::Cow;
use std::sync::{LazyLock, Mutex};

static CLIPBOARD: LazyLock<Mutex<Option<arboard::Clipboard>>> = LazyLock::new(|| Mutex::new(None));

/// Copies width, height and RGBA; says what the system said where it failed.
pub fn copy_picture((width, height, rgba): (u32, u32, Vec<u8>)) -> Result<(), String> {
    let mut kept = CLIPBOARD.lock().map_err(|error| error.to_string())?;
    if kept.is_none() {
        *kept = Some(arboard::Clipboard::new().map_err(|error| error.to_string())?);
    }
    let Some(clipboard) = kept.as_mut() else { return Err(String::new()) };
    let image = arboard::ImageData { width: width as usize, height: height as usize, bytes: Cow::Owned(rgba) };
    clipboard.set_image(image).map_err(|error| error.to_string())
}
