//! A ZIP of XML parts with their types and relations, as the Open Packaging Conventions want it. The same parts give
//! the same bytes: no part has a date.

use crate::export::svg::escape;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

pub(super) struct Package {
    parts: Vec<(String, Vec<u8>)>,
    types: String,
}

impl Package {
    pub(super) fn new() -> Self {
        Self { parts: Vec::new(), types: String::new() }
    }

    /// A part in XML, with its type.
    pub(super) fn add(&mut self, name: &str, content_type: &str, xml: &str) {
        let _ = write!(self.types, "<Override PartName=\"/{name}\" ContentType=\"{content_type}\"/>");
        self.add_bytes(name, xml.as_bytes().to_vec());
    }

    /// A part whose type follows from its extension.
    pub(super) fn add_bytes(&mut self, name: &str, bytes: Vec<u8>) {
        self.parts.push((name.to_owned(), bytes));
    }

    /// How many parts have a name that begins like this.
    pub(super) fn count(&self, start: &str) -> usize {
        self.parts.iter().filter(|(name, _)| name.starts_with(start)).count()
    }

    pub(super) fn relate(&mut self, name: &str, relations: &Relations) {
        self.add_bytes(name, relations.xml().into_bytes());
    }

    pub(super) fn finish(self) -> Option<Vec<u8>> {
        let types = format!(
            "{}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
             ContentType=\"application/xml\"/><Default Extension=\"xlsx\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet\"/><Default \
             Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>{}\
             </Types>",
            super::XML_HEAD,
            self.types
        );
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let packed = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let first = ("[Content_Types].xml".to_owned(), types.into_bytes());
        for (name, bytes) in [first].iter().chain(&self.parts) {
            // What is packed already only costs time.
            let is_packed = matches!(name.rsplit_once('.'), Some((_, "xlsx" | "png")));
            let options = if is_packed { packed.compression_method(CompressionMethod::Stored) } else { packed };
            writer.start_file(name.as_str(), options).ok()?;
            writer.write_all(bytes).ok()?;
        }
        Some(writer.finish().ok()?.into_inner())
    }
}

/// Which other parts a part refers to.
pub(super) struct Relations(Vec<(String, String)>);

impl Relations {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    /// Gives the identifier by which the part refers to the target.
    pub(super) fn add(&mut self, kind: &str, target: &str) -> String {
        self.0.push((kind.to_owned(), target.to_owned()));
        format!("rId{}", self.0.len())
    }

    fn xml(&self) -> String {
        let list: Vec<String> = self
            .0
            .iter()
            .zip(1..)
            .map(|((kind, target), number)| {
                format!("<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{}\"/>", escape(target))
            })
            .collect();
        let list = list.concat();
        format!(
            "{}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{list}\
             </Relationships>",
            super::XML_HEAD
        )
    }
}
