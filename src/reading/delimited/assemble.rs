//! The parts of all processors put into the order of the file. The result does not depend on who read what: texts are
//! numbered anew by first appearance.
//!
//! Start with [`assemble`].

use super::tokenise::{BlockRows, Part, PartColumn};
use super::{DelimitedGrid, Layout};
use crate::reading::grid::{Grid, GridColumn, Interner, Ragged, TextCodes};
use crate::reading::on_all_processors;

/// Puts what the processors have made into the order of the file, several columns at a time.
pub(super) fn assemble(mut parts: Vec<Part>, layout: Layout, wanted: &[bool]) -> DelimitedGrid {
    let width = parts.iter().map(|part| part.columns.len()).max().unwrap_or(0);
    let mut order: Vec<(usize, usize, BlockRows)> = Vec::new();
    for (index, part) in parts.iter_mut().enumerate() {
        let mut first = 0;
        for block in std::mem::take(&mut part.blocks) {
            let rows = block.rows;
            order.push((index, first, block));
            first += rows;
        }
    }
    order.sort_by_key(|(_, _, block)| block.index);
    let mut grid = Grid { first_row: 1, ..Grid::default() };
    grid.ragged = Ragged { usual: layout.fields, rows: Vec::new() };
    let mut unclosed_quotes = Vec::new();
    for (_, _, block) in &order {
        let base = u32::try_from(grid.rows).unwrap_or(u32::MAX);
        let move_down = |row: &u32| row.saturating_add(base);
        grid.blank_rows.extend(block.blank.iter().map(move_down));
        grid.single_cell_rows.extend(block.single_cell.iter().map(move_down));
        grid.ragged.rows.extend(block.ragged.iter().map(|(row, fields)| (move_down(row), *fields)));
        unclosed_quotes.extend(block.unclosed_quotes.iter().map(move_down));
        grid.rows += block.rows;
    }
    grid.skipped = (0..width).map(|column| wanted.get(column) == Some(&false)).collect();
    let rows = grid.rows;
    let mut by_column: Vec<Vec<PartColumn>> = (0..width).map(|_| Vec::new()).collect();
    for part in parts {
        let mut columns = part.columns.into_iter();
        for slot in &mut by_column {
            slot.push(columns.next().unwrap_or_default());
        }
    }
    // A column with many texts takes longest, and is begun first.
    let weight = |parts: &Vec<PartColumn>| parts.iter().map(|part| part.interner.texts.len()).sum();
    grid.columns = on_all_processors(by_column, weight, |parts| assemble_column(parts, &order, rows));
    while grid.rows > 0 && grid.blank_rows.last().is_some_and(|row| *row as usize + 1 == grid.rows) {
        grid.blank_rows.pop();
        grid.rows -= 1;
    }
    DelimitedGrid { grid, unclosed_quotes }
}

fn assemble_column(mut parts: Vec<PartColumn>, order: &[(usize, usize, BlockRows)], rows: usize) -> GridColumn {
    if parts.len() == 1
        && let Some(mut only) = parts.pop()
    {
        if only.codes.len() > 0 {
            let blank = if only.codes.len() < rows { only.interner.intern("") } else { 0 };
            while only.codes.len() < rows {
                only.codes.push(blank);
            }
        }
        return GridColumn { texts: only.interner.texts, codes: only.codes };
    }
    if parts.iter().all(|part| part.codes.len() == 0) {
        return GridColumn::default();
    }
    let most: usize = parts.iter().map(|part| part.interner.texts.len()).sum();
    // The tables for finding texts are no longer needed, the texts are.
    let mut parts: Vec<_> = parts.into_iter().map(|part| (part.interner.texts, part.codes)).collect();
    let mut number_of: Vec<Vec<u32>> = parts.iter().map(|(texts, _)| vec![u32::MAX; texts.len()]).collect();
    let letters = parts.iter().map(|(texts, _)| texts.letters().len()).sum();
    let mut merged = Interner::with_room(letters, most);
    let mut unseen: Vec<usize> = number_of.iter().map(Vec::len).collect();
    let mut codes = TextCodes::with_capacity(rows, most);
    let mut block_codes: Vec<u32> = Vec::new();
    for (part, first, block) in order {
        let (Some((texts, local)), Some(number_of)) = (parts.get_mut(*part), number_of.get_mut(*part)) else {
            continue;
        };
        block_codes.clear();
        let is_complete = local.len() >= first + block.rows;
        match unseen.get_mut(*part) {
            // Every text of this part has its number: what is left is one look-up for each row.
            Some(0) if is_complete => local.map_in(&(*first..first + block.rows), number_of, 0, &mut block_codes),
            unseen => {
                let mut found = 0;
                local.for_each_in(*first, block.rows, |code| {
                    let known = code.and_then(|code| number_of.get_mut(code).map(|known| (code, known)));
                    block_codes.push(match known {
                        Some((_, known)) if *known != u32::MAX => *known,
                        Some((code, known)) => {
                            *known = merged.intern(texts.get(code));
                            found += 1;
                            *known
                        }
                        None => merged.intern(""),
                    });
                });
                if let Some(unseen) = unseen {
                    *unseen = unseen.saturating_sub(found);
                }
            }
        }
        codes.extend(&block_codes);
    }
    GridColumn { texts: merged.texts, codes }
}
