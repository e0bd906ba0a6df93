//! Fonts: the embedded ones, and from the machine those that names in other scripts need.
//!
//! One character that no font covers would fail a PDF/UA file as a whole, so every text is tested first; what no font covers
//! is shown in the open as a box with the character's number, never dropped.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use typst::foundations::Bytes;
use typst::text::Font;

/// The fonts for one file, the embedded ones first.
pub(super) struct Fonts(pub(super) Vec<Font>);

impl Fonts {
    /// Every font that the sheet needs; characters that none covers are replaced in the sheet.
    pub(super) fn for_text(sheet: &mut Value, folders: &[PathBuf]) -> Self {
        let embedded = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data)));
        let mut fonts: Vec<Font> = embedded.collect();
        let mut missing = BTreeSet::new();
        characters(sheet, &mut missing);
        missing.retain(|c| !fonts.iter().any(|font| covers(font, *c)));
        if !missing.is_empty() {
            for file in folders.iter().flat_map(|folder| files(folder)) {
                take(&file, &mut missing, &mut fonts);
            }
        }
        if !missing.is_empty() {
            replace(sheet, &missing);
        }
        Self(fonts)
    }
}

fn covers(font: &Font, c: char) -> bool {
    c == '\n' || (!c.is_control() && font.info().coverage.contains(u32::from(c)))
}

fn characters(value: &Value, found: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => found.extend(text.chars()),
        Value::Array(values) => values.iter().for_each(|value| characters(value, found)),
        Value::Object(values) => values.values().for_each(|value| characters(value, found)),
        _ => {}
    }
}

/// Adds the fonts of a file that cover a character which is still missing.
fn take(file: &Path, missing: &mut BTreeSet<char>, fonts: &mut Vec<Font>) {
    if missing.is_empty() {
        return;
    }
    let Ok(data) = std::fs::read(file) else { return };
    for font in Font::iter(Bytes::new(data)) {
        let before = missing.len();
        missing.retain(|c| !covers(&font, *c));
        if missing.len() < before {
            fonts.push(font);
        }
    }
}

/// Font files below a folder, regular weights first.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
        {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| {
                ["ttf", "otf", "ttc"]
                    .iter()
                    .any(|known| extension.eq_ignore_ascii_case(known))
            }) {
                found.push(path);
            }
        }
    }
    found.sort_by_key(|path| (!path.to_string_lossy().contains("Regular"), path.clone()));
    found
}

fn replace(value: &mut Value, missing: &BTreeSet<char>) {
    match value {
        Value::String(text) if text.chars().any(|c| missing.contains(&c)) => {
            let shown = text.chars().map(|c| {
                if missing.contains(&c) {
                    format!("[U+{:04X}]", u32::from(c))
                } else {
                    c.to_string()
                }
            });
            *text = shown.collect();
        }
        Value::Array(values) => values.iter_mut().for_each(|value| replace(value, missing)),
        Value::Object(values) => values.values_mut().for_each(|value| replace(value, missing)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_no_font_covers_is_shown_by_its_number() {
        let mut sheet = serde_json::json!({"lines": [{"name": "José 李"}]});
        Fonts::for_text(&mut sheet, &[]);
        assert_eq!(sheet["lines"][0]["name"], "José [U+674E]");
    }
}
