//! The texts of a rendition, cluster by cluster: what a reader takes for one character (a letter with its marks) comes from one font.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use unicode_segmentation::UnicodeSegmentation;

/// Fields that no reader sees: addresses and identifiers.
const UNSEEN: [&str; 4] = ["url", "anchor", "note_name", "lang"];

/// The replacement for each cluster that no available font shows.
pub(super) type Replacements = BTreeMap<String, String>;

/// Replaces tabs, line separators and the like by spaces, and drops byte-order marks.
pub(super) fn tidy(value: &mut Value) {
    each(value, &mut |text| {
        if text.chars().any(|c| spaced(c).is_none_or(|spaced| spaced != c)) {
            *text = text.chars().filter_map(spaced).collect();
        }
    });
}

fn spaced(c: char) -> Option<char> {
    match c {
        '\u{feff}' => None,
        '\t' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ => Some(c),
    }
}

/// Returns every distinct cluster that is more than a printable ASCII character.
pub(super) fn distinct(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    look(value, &mut |text| {
        if text.bytes().any(|byte| !plain(byte)) {
            let clusters = text.graphemes(true).filter(|cluster| !cluster.bytes().all(plain));
            for cluster in clusters {
                if !found.contains(cluster) {
                    found.insert(cluster.to_owned());
                }
            }
        }
    });
    found
}

fn plain(byte: u8) -> bool {
    matches!(byte, b'\n' | b' '..=b'~')
}

/// Applies the replacements to every text.
pub(super) fn replace(value: &mut Value, replacements: &Replacements) {
    if replacements.is_empty() {
        return;
    }
    each(value, &mut |text| {
        if text.bytes().all(plain) {
            return;
        }
        let clusters = text.graphemes(true);
        let shown = clusters.map(|cluster| replacements.get(cluster).map_or(cluster, String::as_str));
        *text = shown.collect();
    });
}

/// Formats each character as its number: `[U+1DC4]`.
pub(super) fn numbers(text: &str) -> String {
    let numbers: Vec<String> = text.chars().map(|c| format!("[U+{:04X}]", u32::from(c))).collect();
    numbers.concat()
}

fn each(value: &mut Value, change: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(values) => values.iter_mut().for_each(|value| each(value, change)),
        Value::Object(values) => {
            let seen = values.iter_mut().filter(|(key, _)| !UNSEEN.contains(&key.as_str()));
            seen.for_each(|(_, value)| each(value, change));
        }
        _ => {}
    }
}

fn look(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => found(text),
        Value::Array(values) => values.iter().for_each(|value| look(value, found)),
        Value::Object(values) => {
            let seen = values.iter().filter(|(key, _)| !UNSEEN.contains(&key.as_str()));
            seen.for_each(|(_, value)| look(value, found));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_letter_and_its_marks_are_one_cluster_and_addresses_are_left_alone() {
        let mut sheet = json!({"name": "Ana a\u{1dc4}\tŁ", "url": "https://e.example/\u{1dc4}"});
        tidy(&mut sheet);
        assert_eq!(distinct(&sheet), ["a\u{1dc4}", "Ł"].map(str::to_owned).into());
        let replacements = Replacements::from([("a\u{1dc4}".to_owned(), "a[U+1DC4]".to_owned())]);
        replace(&mut sheet, &replacements);
        assert_eq!(
            sheet,
            json!({"name": "Ana a[U+1DC4] Ł", "url": "https://e.example/\u{1dc4}"})
        );
    }
}
