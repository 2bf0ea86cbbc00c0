//! Text that came with the data, in the languages in which it was written. Sentences of the program itself stand in
//! `words`; the words of a source are kept as they are.

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// A text in one or several languages, keyed by language code; an empty code means that the language is not known.
/// In a file it is either `"text"` or `{"en": "text", "es": "texto"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LocalText(BTreeMap<String, String>);

impl LocalText {
    /// A text whose language is not known.
    pub fn plain(text: &str) -> Self {
        if text.is_empty() { Self::default() } else { Self(BTreeMap::from([(String::new(), text.to_owned())])) }
    }

    /// A text in English with its Spanish; a plain one where there is none.
    pub fn with_spanish(english: &str, spanish: &str) -> Self {
        if spanish.is_empty() {
            return Self::plain(english);
        }
        Self([("en", english), ("es", spanish)].map(|(code, text)| (code.to_owned(), text.to_owned())).into())
    }

    /// The text in `language`, else in English, else in whatever there is; empty when there is none.
    pub fn in_language(&self, language: &str) -> &str {
        self.0.get(language).or_else(|| self.0.get("en")).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}

impl Serialize for LocalText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.0.len(), self.0.get("")) {
            (0, _) => serializer.serialize_str(""),
            (1, Some(text)) => serializer.serialize_str(text),
            _ => self.0.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for LocalText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrMap;
        impl<'de> Visitor<'de> for TextOrMap {
            type Value = LocalText;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a text, or a map from language codes to texts")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<LocalText, E> {
                Ok(LocalText::plain(text))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<LocalText, A::Error> {
                let mut texts = BTreeMap::new();
                while let Some((language, text)) = map.next_entry::<String, String>()? {
                    texts.insert(language, text);
                }
                Ok(LocalText(texts))
            }
        }
        deserializer.deserialize_any(TextOrMap)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_plain_or_by_language() {
        let plain: LocalText = ron::from_str("\"Frontex\"").unwrap();
        assert_eq!(plain.in_language("es"), "Frontex");
        let both: LocalText = ron::from_str(r#"{"en": "flights", "es": "vuelos"}"#).unwrap();
        assert_eq!((both.in_language("es"), both.in_language("fr")), ("vuelos", "flights"));
        assert_eq!(ron::from_str::<LocalText>(&ron::to_string(&both).unwrap()).unwrap(), both);
        assert!(LocalText::default().is_empty());
    }
}
