//! What a file is, by its first bytes; the extension is never asked.

use encoding_rs::{UTF_16BE, UTF_16LE};

/// The kinds of content that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Empty,
    /// A data set in the program's own format.
    Native,
    /// A saved view in RON.
    View,
    /// A workspace of the program: views and how they are arranged.
    Workspace,
    /// A saved mapping in RON.
    Mapping,
    /// The looks of a newsroom.
    HouseStyle,
    Svg,
    Png,
    Gzip,
    Zstandard,
    /// A ZIP, which may be a workbook: XLSX, XLSM, XLSB, ODS.
    Zip,
    /// The container of XLS, and of workbooks behind a password.
    Compound,
    Parquet,
    Arrow,
    Json,
    /// A known format that holds no table for this program.
    OtherFormat(&'static str),
    Binary,
    /// Text that may be a table, in whatever encoding.
    Text,
}

const MAGIC: [(&[u8], Content); 14] = [
    (b"\x89PNG\r\n\x1A\n", Content::Png),
    (b"PK\x03\x04", Content::Zip),
    (b"PK\x05\x06", Content::Zip),
    (b"\xD0\xCF\x11\xE0", Content::Compound),
    (b"PAR1", Content::Parquet),
    (b"ARROW1", Content::Arrow),
    (b"FEA1", Content::Arrow),
    (b"\xFF\xFF\xFF\xFF", Content::Arrow),
    (b"\x1F\x8B", Content::Gzip),
    (b"\x28\xB5\x2F\xFD", Content::Zstandard),
    (b"%PDF", Content::OtherFormat("PDF")),
    (b"GIF8", Content::OtherFormat("GIF")),
    (b"SQLite format 3", Content::OtherFormat("SQLite")),
    (b"7z\xBC\xAF\x27\x1C", Content::OtherFormat("7-Zip")),
];

/// Bytes that are looked at to tell text from binary.
const HEAD_BYTES: usize = 64 << 10;

/// Looks at the beginning of a file, or at all of it.
pub fn sniff(bytes: &[u8]) -> Content {
    if let Some((_, content)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return *content;
    }
    if [UTF_16LE, UTF_16BE].contains(&super::encoding::choose(bytes, None).unwrap_or(encoding_rs::UTF_8)) {
        return Content::Text;
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = body.get(..HEAD_BYTES).unwrap_or(body);
    if head.iter().all(u8::is_ascii_whitespace) && body.iter().all(u8::is_ascii_whitespace) {
        return Content::Empty;
    }
    let odd = head.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    if head.contains(&0) || odd * 20 > head.len() {
        return Content::Binary;
    }
    let text = String::from_utf8_lossy(head);
    let start = skip_ron_comments(&text);
    if named(start, "DeportationFlows") {
        Content::Native
    } else if named(start, "View") || named(start, "Recipe") {
        Content::View
    } else if named(start, "Workspace") {
        Content::Workspace
    } else if named(start, "Mapping") {
        Content::Mapping
    } else if named(start, "HouseStyle") {
        Content::HouseStyle
    } else if start.starts_with("<svg") || (start.starts_with("<?xml") && start.contains("<svg")) {
        Content::Svg
    } else if start.starts_with('{') || start.starts_with('[') {
        Content::Json
    } else if start.get(..9).is_some_and(|tag| tag.eq_ignore_ascii_case("<!doctype")) || start.starts_with("<html") {
        Content::OtherFormat("HTML")
    } else if start.starts_with("<?xml") {
        Content::OtherFormat("XML")
    } else {
        Content::Text
    }
}

/// Whether a RON structure of this name begins here.
fn named(text: &str, name: &str) -> bool {
    text.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('('))
}

/// What comes after comments and extension attributes.
fn skip_ron_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let end = match rest.get(..2) {
            Some("//") => "\n",
            Some("/*") => "*/",
            Some("#!") => "]",
            _ => return rest,
        };
        rest = rest.split_once(end).map_or("", |(_, after)| after.trim_start());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_counts_and_not_the_name() {
        for (bytes, expected) in [
            (&b""[..], Content::Empty),
            (b"  \n\n", Content::Empty),
            (b"\xEF\xBB\xBFyear,people\n2024,3\n", Content::Text),
            (b"// made by hand\nDeportationFlows(version: 1)", Content::Native),
            (b"#![enable(implicit_some)]\n/* twice */ DeportationFlows (version: 1)", Content::Native),
            (b"View(version: 1)", Content::View),
            (b"Mapping(version: 1)", Content::Mapping),
            (b"HouseStyle(version: 1)", Content::HouseStyle),
            (b"<?xml version=\"1.0\"?><svg/>", Content::Svg),
            (b"\x89PNG\r\n\x1A\n....", Content::Png),
            (b"PK\x03\x04....", Content::Zip),
            (b"a,b\n1,\0\n", Content::Binary),
            (b"a,b\nEspa\xF1a,2\n", Content::Text),
            (b"\xFF\xFEa\0,\0b\0\n\0", Content::Text),
            (b"a\0,\0b\0\n\x001\0,\x002\0", Content::Text),
            (b"[{\"a\": 1}]", Content::Json),
            (b"PAR1....", Content::Parquet),
            (b"\x1F\x8B....", Content::Gzip),
        ] {
            assert_eq!(sniff(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
