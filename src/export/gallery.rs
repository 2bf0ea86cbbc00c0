//! Views that come with the program, each a recipe with the sample that it needs: the charts that reports of this field
//! make again and again, as far as the bundled data carry them. `assets/views/README.md` says what each was made after.
//!
//! Nothing here knows windows. Start with [`GALLERY`].

use super::recipe::{Carried, Recipe, RecipeError, read};
use crate::words::{Labels, Words};

/// What a view answers; the gallery is in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    Ranks,
    Since,
    FromTo,
    Against,
}

impl Question {
    pub const ALL: [Self; 4] = [Self::Ranks, Self::Since, Self::FromTo, Self::Against];

    pub fn title(self, words: &Words) -> &'static str {
        match self {
            Self::Ranks => words.labels.gallery_ranks,
            Self::Since => words.labels.gallery_since,
            Self::FromTo => words.labels.gallery_from_to,
            Self::Against => words.labels.gallery_against,
        }
    }
}

/// A view of the gallery.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The identifier in `gallery:ID`.
    pub id: &'static str,
    pub question: Question,
    /// What it is called, and what it shows, in one line each.
    texts: fn(&Labels) -> (&'static str, &'static str),
    content: &'static str,
}

impl Entry {
    pub fn named(id: &str) -> Option<Self> {
        GALLERY.into_iter().find(|entry| entry.id == id)
    }

    pub fn title(&self, words: &Words) -> &'static str {
        (self.texts)(words.labels).0
    }

    pub fn about(&self, words: &Words) -> &'static str {
        (self.texts)(words.labels).1
    }

    pub fn recipe(&self) -> Result<Recipe, RecipeError> {
        match read(self.content.as_bytes())? {
            Carried::Recipe(recipe) => Ok(*recipe),
            Carried::View(_) | Carried::Workspace(_) => Err(RecipeError::Absent),
        }
    }
}

pub const GALLERY: [Entry; 27] = [
    Entry {
        id: "o1",
        question: Question::Ranks,
        texts: |labels| (labels.gallery_o1, labels.gallery_o1_about),
        content: include_str!("../../assets/views/o1.ron"),
    },
    Entry {
        id: "c4",
        question: Question::Ranks,
        texts: |labels| (labels.gallery_c4, labels.gallery_c4_about),
        content: include_str!("../../assets/views/c4.ron"),
    },
    Entry {
        id: "c5",
        question: Question::Ranks,
        texts: |labels| (labels.gallery_c5, labels.gallery_c5_about),
        content: include_str!("../../assets/views/c5.ron"),
    },
    Entry {
        id: "c8",
        question: Question::Ranks,
        texts: |labels| (labels.gallery_c8, labels.gallery_c8_about),
        content: include_str!("../../assets/views/c8.ron"),
    },
    Entry {
        id: "s3",
        question: Question::Ranks,
        texts: |labels| (labels.gallery_s3, labels.gallery_s3_about),
        content: include_str!("../../assets/views/s3.ron"),
    },
    Entry {
        id: "s1",
        question: Question::Since,
        texts: |labels| (labels.gallery_s1, labels.gallery_s1_about),
        content: include_str!("../../assets/views/s1.ron"),
    },
    Entry {
        id: "s2",
        question: Question::Since,
        texts: |labels| (labels.gallery_s2, labels.gallery_s2_about),
        content: include_str!("../../assets/views/s2.ron"),
    },
    Entry {
        id: "s4",
        question: Question::Since,
        texts: |labels| (labels.gallery_s4, labels.gallery_s4_about),
        content: include_str!("../../assets/views/s4.ron"),
    },
    Entry {
        id: "s4-operations",
        question: Question::Since,
        texts: |labels| (labels.gallery_s4_operations, labels.gallery_s4_operations_about),
        content: include_str!("../../assets/views/s4-operations.ron"),
    },
    Entry {
        id: "o2",
        question: Question::Since,
        texts: |labels| (labels.gallery_o2, labels.gallery_o2_about),
        content: include_str!("../../assets/views/o2.ron"),
    },
    Entry {
        id: "c2",
        question: Question::Since,
        texts: |labels| (labels.gallery_c2, labels.gallery_c2_about),
        content: include_str!("../../assets/views/c2.ron"),
    },
    Entry {
        id: "c3",
        question: Question::Since,
        texts: |labels| (labels.gallery_c3, labels.gallery_c3_about),
        content: include_str!("../../assets/views/c3.ron"),
    },
    Entry {
        id: "c6",
        question: Question::Since,
        texts: |labels| (labels.gallery_c6, labels.gallery_c6_about),
        content: include_str!("../../assets/views/c6.ron"),
    },
    Entry {
        id: "c9",
        question: Question::Since,
        texts: |labels| (labels.gallery_c9, labels.gallery_c9_about),
        content: include_str!("../../assets/views/c9.ron"),
    },
    Entry {
        id: "u3",
        question: Question::Since,
        texts: |labels| (labels.gallery_u3, labels.gallery_u3_about),
        content: include_str!("../../assets/views/u3.ron"),
    },
    Entry {
        id: "u4",
        question: Question::Since,
        texts: |labels| (labels.gallery_u4, labels.gallery_u4_about),
        content: include_str!("../../assets/views/u4.ron"),
    },
    Entry {
        id: "u5",
        question: Question::Since,
        texts: |labels| (labels.gallery_u5, labels.gallery_u5_about),
        content: include_str!("../../assets/views/u5.ron"),
    },
    Entry {
        id: "u6",
        question: Question::Since,
        texts: |labels| (labels.gallery_u6, labels.gallery_u6_about),
        content: include_str!("../../assets/views/u6.ron"),
    },
    Entry {
        id: "u7",
        question: Question::Since,
        texts: |labels| (labels.gallery_u7, labels.gallery_u7_about),
        content: include_str!("../../assets/views/u7.ron"),
    },
    Entry {
        id: "u8",
        question: Question::Since,
        texts: |labels| (labels.gallery_u8, labels.gallery_u8_about),
        content: include_str!("../../assets/views/u8.ron"),
    },
    Entry {
        id: "s0",
        question: Question::FromTo,
        texts: |labels| (labels.gallery_s0, labels.gallery_s0_about),
        content: include_str!("../../assets/views/s0.ron"),
    },
    Entry {
        id: "u1",
        question: Question::FromTo,
        texts: |labels| (labels.gallery_u1, labels.gallery_u1_about),
        content: include_str!("../../assets/views/u1.ron"),
    },
    Entry {
        id: "u2",
        question: Question::FromTo,
        texts: |labels| (labels.gallery_u2, labels.gallery_u2_about),
        content: include_str!("../../assets/views/u2.ron"),
    },
    Entry {
        id: "c17",
        question: Question::FromTo,
        texts: |labels| (labels.gallery_c17, labels.gallery_c17_about),
        content: include_str!("../../assets/views/c17.ron"),
    },
    Entry {
        id: "change",
        question: Question::Against,
        texts: |labels| (labels.gallery_change, labels.gallery_change_about),
        content: include_str!("../../assets/views/change.ron"),
    },
    Entry {
        id: "c11",
        question: Question::Against,
        texts: |labels| (labels.gallery_c11, labels.gallery_c11_about),
        content: include_str!("../../assets/views/c11.ron"),
    },
    Entry {
        id: "c12",
        question: Question::Against,
        texts: |labels| (labels.gallery_c12, labels.gallery_c12_about),
        content: include_str!("../../assets/views/c12.ron"),
    },
];
