//! Where each format keeps the recipe, and how it is found again, also after another program has saved the file: the
//! `metadata` of an SVG, a text chunk of a PNG, an attached file of a PDF, own properties of a document in a ZIP (PPTX,
//! XLSX, and what `LibreOffice` makes of them).
//!
//! Files are hostile until they were read: every reader stops at [`MAX_BYTES`]. Nothing here knows what a recipe says.

use super::recipe::{MAX_BYTES, RecipeError};
use super::{png_image, svg};
use flate2::read::ZlibDecoder;
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::io::{Cursor, Read};

/// The properties that carry a recipe have this name and a number from 1 on: programs take 255 letters for one.
const PROPERTY: &str = "deportation-flows-recipe-";
const PROPERTY_LETTERS: usize = 240;

/// Files in a ZIP that may hold properties: of Office Open XML, and of `OpenDocument`.
const PROPERTY_FILES: [&str; 2] = ["docProps/custom.xml", "meta.xml"];

/// Attached files of a PDF that are looked into.
const MOST_ATTACHED: usize = 64;

/// The recipe, written without line breaks, in pieces that fit properties.
pub(super) fn properties(recipe: &str) -> Vec<(String, String)> {
    if recipe.is_empty() {
        return Vec::new();
    }
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    for letter in recipe.chars() {
        // Other programs may drop a space at the end of a text.
        if piece.encode_utf16().count() >= PROPERTY_LETTERS && letter != ' ' && !piece.ends_with(' ') {
            pieces.push(std::mem::take(&mut piece));
        }
        piece.push(letter);
    }
    pieces.push(piece);
    pieces.into_iter().zip(1..).map(|(piece, number)| (format!("{PROPERTY}{number}"), piece)).collect()
}

/// The text of the metadata element, wherever a program that edited the file has moved it.
pub(super) fn in_svg(bytes: &[u8]) -> Result<String, RecipeError> {
    let text = std::str::from_utf8(bytes).map_err(|error| RecipeError::Damaged(error.to_string()))?;
    let start = text.find(svg::RECIPE_ID).ok_or(RecipeError::Absent)?;
    let after = text.get(start..).and_then(|rest| rest.split_once('>')).map(|(_, after)| after);
    let (content, _) = after.and_then(|after| after.split_once("</metadata>")).ok_or(RecipeError::Absent)?;
    if content.len() > MAX_BYTES {
        return Err(RecipeError::TooLarge);
    }
    let content = content.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    let unescaped = content
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    Ok(unescaped)
}

pub(super) fn in_png(bytes: &[u8]) -> Result<String, RecipeError> {
    let damaged = |error: png::DecodingError| RecipeError::Damaged(error.to_string());
    let limits = png::Limits { bytes: MAX_BYTES * 8 };
    let decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    let reader = decoder.read_info().map_err(damaged)?;
    let chunk = reader.info().utf8_text.iter().find(|chunk| chunk.keyword == png_image::RECIPE_KEYWORD);
    chunk.ok_or(RecipeError::Absent)?.get_text().map_err(damaged)
}

/// The attached file that begins like a recipe. Programs that rewrite a PDF move and pack objects anew, so the streams
/// are looked through and no table of the file is trusted.
pub(super) fn in_pdf(bytes: &[u8]) -> Result<String, RecipeError> {
    let mut attached = 0;
    for at in memmem::find_iter(bytes, b"/EmbeddedFile") {
        let Some(rest) = bytes.get(at..) else { continue };
        // `/EmbeddedFiles` is the list of them.
        if rest.get(13).is_some_and(u8::is_ascii_alphanumeric) {
            continue;
        }
        let head = rest.get(..4_096).unwrap_or(rest);
        let Some(start) = memmem::find(head, b"stream") else { continue };
        let is_other_object = memmem::find(head, b"endobj").is_some_and(|end| end < start);
        let Some(data) = rest.get(start + 6..).filter(|_| !is_other_object) else { continue };
        let data = data.strip_prefix(b"\r\n").or(data.strip_prefix(b"\n")).unwrap_or(data);
        attached += 1;
        if attached > MOST_ATTACHED {
            break;
        }
        if let Some(text) = attached_text(data)? {
            return Ok(text);
        }
    }
    Err(RecipeError::Absent)
}

/// The text of a stream if it is a recipe, packed or plain.
fn attached_text(data: &[u8]) -> Result<Option<String>, RecipeError> {
    let mut text = Vec::new();
    if looks_like_recipe(data) {
        let end = memmem::find(data, b"endstream").unwrap_or(data.len());
        text = data.get(..end.min(MAX_BYTES + 1)).unwrap_or(data).to_vec();
    } else {
        let mut head = Vec::new();
        // What is no packed text ends in an error, and is no recipe.
        let _ = ZlibDecoder::new(data).take(64).read_to_end(&mut head);
        if !looks_like_recipe(&head) {
            return Ok(None);
        }
        let most = MAX_BYTES as u64 + 1;
        let unpacked = ZlibDecoder::new(data).take(most).read_to_end(&mut text);
        unpacked.map_err(|error| RecipeError::Damaged(error.to_string()))?;
    }
    if text.len() > MAX_BYTES {
        return Err(RecipeError::TooLarge);
    }
    String::from_utf8(text).map(Some).map_err(|error| RecipeError::Damaged(error.to_string()))
}

/// The comment that begins like a recipe, wherever it stands among the frames.
pub(super) fn in_gif(bytes: &[u8]) -> Result<String, RecipeError> {
    /// The table of colours that the flags announce, in bytes.
    fn table(flags: u8) -> usize {
        if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
    }
    let cut = || RecipeError::Damaged(String::new());
    let flags = *bytes.get(10).ok_or_else(cut)?;
    let mut at = 13 + table(flags);
    loop {
        let mut is_comment = false;
        match bytes.get(at) {
            Some(0x21) => {
                is_comment = bytes.get(at + 1) == Some(&0xFE);
                at += 2;
            }
            Some(0x2C) => at += 11 + table(*bytes.get(at + 9).ok_or_else(cut)?),
            _ => return Err(RecipeError::Absent),
        }
        let mut text = Vec::new();
        loop {
            let length = usize::from(*bytes.get(at).ok_or_else(cut)?);
            if length == 0 {
                at += 1;
                break;
            }
            let part = bytes.get(at + 1..at + 1 + length).ok_or_else(cut)?;
            at += 1 + length;
            if is_comment && text.len() <= MAX_BYTES {
                text.extend_from_slice(part);
            }
        }
        if looks_like_recipe(&text) {
            if text.len() > MAX_BYTES {
                return Err(RecipeError::TooLarge);
            }
            return String::from_utf8(text).map_err(|error| RecipeError::Damaged(error.to_string()));
        }
    }
}

fn looks_like_recipe(data: &[u8]) -> bool {
    [&b"Recipe("[..], b"View(", b"Workspace("].iter().any(|name| data.starts_with(name))
}

/// The properties of a document in a ZIP.
pub(super) fn in_package(bytes: &[u8]) -> Result<String, RecipeError> {
    // What is no ZIP that can be opened is for the readers of data to explain.
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| RecipeError::Absent)?;
    for name in PROPERTY_FILES {
        let Ok(file) = package.by_name(name) else { continue };
        let mut xml = Vec::new();
        let most = 4 * MAX_BYTES as u64;
        let read = file.take(most + 1).read_to_end(&mut xml);
        read.map_err(|error| RecipeError::Damaged(error.to_string()))?;
        // The marks of the properties are of some other program if there is no name of ours among them.
        if memmem::find(&xml, PROPERTY.as_bytes()).is_none() {
            continue;
        }
        if xml.len() as u64 > most {
            return Err(RecipeError::TooLarge);
        }
        return joined_properties(&xml);
    }
    Err(RecipeError::Absent)
}

/// The texts inside elements with a name of ours, in the order of their numbers.
fn joined_properties(xml: &[u8]) -> Result<String, RecipeError> {
    let damaged = |error: &dyn std::fmt::Display| RecipeError::Damaged(error.to_string());
    let mut reader = Reader::from_str(std::str::from_utf8(xml).map_err(|error| damaged(&error))?);
    let mut pieces: Vec<(u32, String)> = Vec::new();
    let mut depth = 0_usize;
    // The number of the property that is being read, and how deep its element is.
    let mut open: Option<(u32, usize)> = None;
    let mut text = String::new();
    loop {
        match reader.read_event().map_err(|error| damaged(&error))? {
            Event::Start(element) => {
                depth += 1;
                if open.is_none() {
                    let numbers = element
                        .attributes()
                        .flatten()
                        .filter_map(|attribute| attribute.value.strip_prefix(PROPERTY)?.parse::<u32>().ok());
                    open = numbers.last().map(|number| (number, depth));
                }
            }
            Event::End(_) => {
                if let Some((number, _)) = open.filter(|(_, at)| *at == depth) {
                    pieces.push((number, std::mem::take(&mut text)));
                    open = None;
                }
                depth = depth.saturating_sub(1);
            }
            Event::Text(part) if open.is_some() => text.push_str(&part),
            Event::CData(part) if open.is_some() => text.push_str(&part),
            Event::GeneralRef(reference) if open.is_some() => text.push(letter_of(&reference)?),
            Event::Eof => break,
            _ => {}
        }
        if text.len() > MAX_BYTES {
            return Err(RecipeError::TooLarge);
        }
    }
    pieces.sort_by_key(|(number, _)| *number);
    let joined: String =
        pieces.into_iter().map(|(_, piece)| piece.trim_matches(['\n', '\r', '\t']).to_owned()).collect();
    if joined.len() > MAX_BYTES { Err(RecipeError::TooLarge) } else { Ok(joined) }
}

/// `&amp;`, `&#39;`: one letter.
fn letter_of(reference: &BytesRef<'_>) -> Result<char, RecipeError> {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return Ok(letter);
    }
    match reference.as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        other => Err(RecipeError::Damaged(other.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_is_cut_into_pieces_and_joined_again() {
        for length in [0, 1, 239, 240, 241, 5_000] {
            let recipe: String = "a \"ñ\" & <b> 😀 ".chars().cycle().take(length).collect();
            let recipe = recipe.trim_end();
            let pieces = properties(recipe);
            assert!(pieces.iter().all(|(_, piece)| piece.encode_utf16().count() <= 255));
            let list: Vec<String> = pieces
                .iter()
                .rev()
                .map(|(name, piece)| {
                    let piece = piece.replace('&', "&amp;").replace('<', "&lt;");
                    format!("<property name=\"{name}\"><vt:lpwstr>{piece}</vt:lpwstr></property>")
                })
                .collect();
            let other = "<property name=\"other\"><vt:lpwstr>x</vt:lpwstr></property>";
            let xml = format!("<Properties>{}{other}</Properties>", list.concat());
            assert_eq!(joined_properties(xml.as_bytes()).unwrap(), recipe, "{length}");
        }
    }
}
