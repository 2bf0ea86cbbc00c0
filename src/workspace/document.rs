//! What a person has made of the data: the part that is saved, undone and sent on. A few kilobytes.

use crate::view_spec::ViewSpec;
use serde::{Deserialize, Serialize};

/// Everything that undo takes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub view: ViewSpec,
}

impl Default for Document {
    fn default() -> Self {
        Self { view: ViewSpec::new() }
    }
}
