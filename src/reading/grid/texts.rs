//! Many texts in one string.

/// Texts one after the other in one string: a million short texts take a few bytes more than their letters.
#[derive(Clone, Debug, Default)]
pub(in crate::reading) struct Texts {
    letters: String,
    /// Where each text ends.
    ends: Vec<u32>,
    is_full: bool,
}

impl Texts {
    /// Without texts, with room for so many letters and texts.
    pub(super) fn with_capacity(letters: usize, texts: usize) -> Self {
        Self { letters: String::with_capacity(letters), ends: Vec::with_capacity(texts), is_full: false }
    }

    /// Adds a text and gives its position; `None` once four gigabytes of distinct text are reached.
    pub(in crate::reading) fn push(&mut self, text: &str) -> Option<u32> {
        let Ok(end) = u32::try_from(self.letters.len() + text.len()) else {
            self.is_full = true;
            return None;
        };
        self.letters.push_str(text);
        self.ends.push(end);
        u32::try_from(self.ends.len() - 1).ok()
    }

    pub(in crate::reading) fn get(&self, index: usize) -> &str {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.letters.get(start as usize..end as usize).unwrap_or("")
    }

    pub(super) fn bytes(&self, index: usize) -> &[u8] {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.letters.as_bytes().get(start as usize..end as usize).unwrap_or_default()
    }

    /// All letters, and where those of a text begin.
    pub(in crate::reading) fn letters(&self) -> &[u8] {
        self.letters.as_bytes()
    }

    pub(super) fn start(&self, index: usize) -> u32 {
        index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }

    pub(in crate::reading) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(in crate::reading) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    pub(in crate::reading) fn is_full(&self) -> bool {
        self.is_full
    }
}

impl<'a> FromIterator<&'a str> for Texts {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        let mut list = Self::default();
        for text in texts {
            let _ = list.push(text);
        }
        list
    }
}
