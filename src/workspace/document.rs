//! What a person has made of the data: the part that is saved, undone and sent on. A few kilobytes.

use crate::reading::Mapping;
use crate::view_spec::ViewSpec;
use serde::{Deserialize, Serialize};

/// Everything that undo takes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub view: ViewSpec,
    /// What was said about how the open file is read.
    #[serde(default, skip_serializing_if = "Mapping::is_empty")]
    pub mapping: Mapping,
}

impl Default for Document {
    fn default() -> Self {
        Self { view: ViewSpec::new(), mapping: Mapping::default() }
    }
}
