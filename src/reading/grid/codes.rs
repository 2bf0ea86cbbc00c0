//! Which text of a column each row has.

/// Which text each row has, in the narrowest width that fits.
#[derive(Clone, Debug)]
pub(in crate::reading) enum TextCodes {
    Narrow(Vec<u8>),
    Medium(Vec<u16>),
    Wide(Vec<u32>),
}

impl Default for TextCodes {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

impl TextCodes {
    pub(in crate::reading) fn push(&mut self, code: u32) {
        match self {
            Self::Narrow(codes) => match u8::try_from(code) {
                Ok(code) => codes.push(code),
                Err(_) => {
                    *self = Self::Medium(codes.iter().map(|code| u16::from(*code)).collect());
                    self.push(code);
                }
            },
            Self::Medium(codes) => match u16::try_from(code) {
                Ok(code) => codes.push(code),
                Err(_) => {
                    *self = Self::Wide(codes.iter().map(|code| u32::from(*code)).collect());
                    self.push(code);
                }
            },
            Self::Wide(codes) => codes.push(code),
        }
    }

    /// Adds many codes with one look at the width.
    pub(in crate::reading) fn extend(&mut self, codes: &[u32]) {
        let highest = codes.iter().copied().max().unwrap_or(0);
        let fits = match self {
            Self::Narrow(_) => u8::try_from(highest).is_ok(),
            Self::Medium(_) => u16::try_from(highest).is_ok(),
            Self::Wide(_) => true,
        };
        match self {
            _ if !fits => codes.iter().for_each(|code| self.push(*code)),
            // All of them fit, as the highest does: nothing is cut off.
            Self::Narrow(own) => own.extend(codes.iter().map(|code| code.to_le_bytes()[0])),
            Self::Medium(own) => {
                own.extend(codes.iter().map(|code| u16::from_le_bytes([code.to_le_bytes()[0], code.to_le_bytes()[1]])));
            }
            Self::Wide(own) => own.extend_from_slice(codes),
        }
    }

    pub(in crate::reading) fn with_capacity(rows: usize, highest: usize) -> Self {
        if u8::try_from(highest).is_ok() {
            Self::Narrow(Vec::with_capacity(rows))
        } else if u16::try_from(highest).is_ok() {
            Self::Medium(Vec::with_capacity(rows))
        } else {
            Self::Wide(Vec::with_capacity(rows))
        }
    }

    pub(in crate::reading) fn at(&self, row: usize) -> usize {
        match self {
            Self::Narrow(codes) => codes.get(row).copied().map_or(usize::MAX, usize::from),
            Self::Medium(codes) => codes.get(row).copied().map_or(usize::MAX, usize::from),
            Self::Wide(codes) => codes.get(row).copied().map_or(usize::MAX, |code| code as usize),
        }
    }

    pub(in crate::reading) fn len(&self) -> usize {
        match self {
            Self::Narrow(codes) => codes.len(),
            Self::Medium(codes) => codes.len(),
            Self::Wide(codes) => codes.len(),
        }
    }

    /// Calls `visit` with the code of each of `rows` rows from `first` on, `None` below the end of the column: one
    /// dispatch for the column, not one for the cell.
    pub(in crate::reading) fn for_each_in(&self, first: usize, rows: usize, mut visit: impl FnMut(Option<usize>)) {
        let last = (first + rows).min(self.len());
        match self {
            Self::Narrow(codes) => {
                codes.get(first..last).unwrap_or_default().iter().for_each(|code| visit(Some(usize::from(*code))));
            }
            Self::Medium(codes) => {
                codes.get(first..last).unwrap_or_default().iter().for_each(|code| visit(Some(usize::from(*code))));
            }
            Self::Wide(codes) => {
                codes.get(first..last).unwrap_or_default().iter().for_each(|code| visit(Some(*code as usize)));
            }
        }
        for _ in last.max(first)..first + rows {
            visit(None);
        }
    }
}

impl TextCodes {
    /// Whether any row of some runs has a code.
    pub(in crate::reading) fn contains_in(&self, runs: &[std::ops::Range<usize>], code: usize) -> bool {
        let clip = |run: &std::ops::Range<usize>| run.start.min(self.len())..run.end.min(self.len());
        runs.iter().map(clip).any(|run| match self {
            Self::Narrow(codes) => {
                u8::try_from(code).is_ok_and(|code| memchr::memchr(code, codes.get(run).unwrap_or_default()).is_some())
            }
            Self::Medium(codes) => {
                u16::try_from(code).is_ok_and(|code| codes.get(run).unwrap_or_default().contains(&code))
            }
            Self::Wide(codes) => {
                u32::try_from(code).is_ok_and(|code| codes.get(run).unwrap_or_default().contains(&code))
            }
        })
    }

    /// Adds what `table` says of the codes of a run of rows; `otherwise` for rows below the end of the column.
    pub(in crate::reading) fn map_in<T: Copy>(
        &self,
        run: &std::ops::Range<usize>,
        table: &[T],
        otherwise: T,
        into: &mut Vec<T>,
    ) {
        let of = |code: usize| table.get(code).copied().unwrap_or(otherwise);
        let range = run.start.min(self.len())..run.end.min(self.len());
        let missing = run.len() - range.len();
        match self {
            Self::Narrow(codes) => {
                into.extend(codes.get(range).unwrap_or_default().iter().map(|code| of(usize::from(*code))));
            }
            Self::Medium(codes) => {
                into.extend(codes.get(range).unwrap_or_default().iter().map(|code| of(usize::from(*code))));
            }
            Self::Wide(codes) => {
                into.extend(codes.get(range).unwrap_or_default().iter().map(|code| of(*code as usize)));
            }
        }
        into.extend(std::iter::repeat_n(otherwise, missing));
    }
}
