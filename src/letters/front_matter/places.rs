//! Locates the texts of front matter in its file.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::split;

/// Returns every text of a TOML value, in order, with the range of its quotes.
pub(super) fn texts<'v>(value: &'v Spanned<DeValue<'_>>) -> Vec<(Range<usize>, &'v str)> {
    match value.get_ref() {
        DeValue::String(string) => vec![(value.span(), string.as_ref())],
        DeValue::Array(array) => array.iter().flat_map(texts).collect(),
        DeValue::Table(table) => table.iter().flat_map(|(_, it)| texts(it)).collect(),
        _ => Vec::new(),
    }
}

/// Returns every text of a file's front matter, with the range of its quotes in the file; empty if there is no front matter.
pub(crate) fn texts_of_head(source: &str) -> Vec<(Range<usize>, String)> {
    let Ok(head) = split(Path::new(""), source) else {
        return Vec::new();
    };
    let range = head.front.range;
    let found = texts_of_settings(&source[range.clone()]).into_iter();
    found
        .map(|(span, text)| (range.start + span.start..range.start + span.end, text))
        .collect()
}

/// Returns every text of a TOML file, with the range of its quotes.
pub(crate) fn texts_of_settings(source: &str) -> Vec<(Range<usize>, String)> {
    let (table, _) = DeTable::parse_recoverable(source);
    let root = Spanned::new(table.span(), DeValue::Table(table.into_inner()));
    let found = texts(&root).into_iter();
    found.map(|(span, text)| (span, text.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_located_regardless_of_its_quoting() {
        let source = "+++\ntitle = \"a\\u1DC4\"\nasks = [\n  'b',\n]\n+++\nBody.\n";
        let found = texts_of_head(source);
        let read: Vec<_> = found
            .iter()
            .map(|(at, text)| (&source[at.clone()], text.as_str()))
            .collect();
        assert_eq!(read, [("'b'", "b"), ("\"a\\u1DC4\"", "a\u{1dc4}")]);
    }
}
