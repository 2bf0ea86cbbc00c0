//! What a file is, by its first bytes; the extension is never asked.

/// The kinds of content that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Empty,
    /// A data set in the program's own format.
    Native,
    /// A saved view in RON.
    View,
    Svg,
    Png,
    /// A known format that this version does not read.
    OtherFormat(&'static str),
    Binary,
    /// Text, but not UTF-8 from this row on.
    NotUtf8 {
        row: usize,
    },
    /// Text that may be a table.
    Text,
}

const MAGIC: [(&[u8], &str); 10] = [
    (b"PK\x03\x04", "XLSX/ODS/ZIP"),
    (b"\xD0\xCF\x11\xE0", "XLS"),
    (b"PAR1", "Parquet"),
    (b"ARROW1", "Arrow"),
    (b"\x1F\x8B", "gzip"),
    (b"\x28\xB5\x2F\xFD", "Zstandard"),
    (b"%PDF", "PDF"),
    (b"\xFF\xFE", "UTF-16"),
    (b"\xFE\xFF", "UTF-16"),
    (b"SQLite format 3", "SQLite"),
];

/// How many bytes are looked at to tell text from binary.
const HEAD_BYTES: usize = 64 << 10;

pub fn sniff(bytes: &[u8]) -> Content {
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Content::Png;
    }
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Content::OtherFormat(format);
    }
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let head = body.get(..HEAD_BYTES).unwrap_or(body);
    if head.iter().all(u8::is_ascii_whitespace) && body.iter().all(u8::is_ascii_whitespace) {
        return Content::Empty;
    }
    if head.contains(&0) {
        return Content::Binary;
    }
    if let Err(error) = std::str::from_utf8(body) {
        let before = body.get(..error.valid_up_to()).unwrap_or(body);
        let row = before.split(|byte| *byte == b'\n').count();
        let odd = head.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
        return if odd * 20 > head.len() { Content::Binary } else { Content::NotUtf8 { row } };
    }
    let text = String::from_utf8_lossy(head);
    let start = skip_ron_comments(&text);
    if named(start, "DeportationFlows") {
        Content::Native
    } else if named(start, "View") || named(start, "Recipe") {
        Content::View
    } else if start.starts_with("<svg") || (start.starts_with("<?xml") && start.contains("<svg")) {
        Content::Svg
    } else if start.starts_with('{') || start.starts_with("[{") {
        Content::OtherFormat("JSON")
    } else if start.starts_with("<!DOCTYPE") || start.starts_with("<html") {
        Content::OtherFormat("HTML")
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
            (b"<?xml version=\"1.0\"?><svg/>", Content::Svg),
            (b"\x89PNG\r\n\x1A\n....", Content::Png),
            (b"PK\x03\x04....", Content::OtherFormat("XLSX/ODS/ZIP")),
            (b"a,b\n1,\0\n", Content::Binary),
            (b"a,b\nEspa\xF1a,2\n", Content::NotUtf8 { row: 2 }),
            (b"[{\"a\": 1}]", Content::OtherFormat("JSON")),
        ] {
            assert_eq!(sniff(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
