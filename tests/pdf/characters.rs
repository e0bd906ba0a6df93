//! No character breaks a PDF: each scalar value of Unicode, alone and after letters of several scripts.
//!
//! A run takes a sample. `script/every-character` takes all of them.

use std::collections::BTreeSet;

use undersigned::typesetting::{Typesetter, Work};

use super::{sheet, typesetter};

/// What precedes the character, which may join it, or be a mark on it.
const BEFORE: [&str; 5] = ["", "a", "ب", "क", "漢"];

/// How many characters are on a page, each after each of these.
const AT_ONCE: usize = 4_000;

/// The step of the sample; a prime, so that it meets each block at another position.
const STEP: usize = 1_009;

/// Characters that an available font claims without having their glyphs, or that combine with letters of another font.
fn known() -> impl Iterator<Item = char> {
    let listed = include_str!("../data/characters-without-glyphs.txt").split_whitespace();
    listed.map(|code| {
        let number = u32::from_str_radix(code.trim_start_matches("U+"), 16).expect("a number");
        char::from_u32(number).expect("a character")
    })
}

fn is_set(typesetter: &Typesetter, characters: &[char]) {
    let mut page = serde_json::to_value(sheet(std::iter::once("Ana".to_owned()))).expect("JSON");
    let line = |c: &char| {
        let words: Vec<String> = BEFORE.iter().map(|before| format!("{before}{c}")).collect();
        serde_json::json!({"name": words.join(" "), "detail": "", "spoken": "", "rest": ""})
    };
    page["groups"][0]["lines"] = characters.iter().map(line).collect();
    let made = typesetter.set(Work::Bundle, &page);
    let (first, last) = (characters.first(), characters.last());
    let file = made
        .unwrap_or_else(|error| panic!("{first:?} to {last:?}: {error}"))
        .file;
    assert!(file.starts_with(b"%PDF-"));
}

#[test]
fn no_character_stops_a_pdf() {
    let all = '\0'..=char::MAX;
    let chosen: Vec<char> = match std::env::var_os("EVERY_CHARACTER") {
        Some(_) => all.collect(),
        None => all
            .step_by(STEP)
            .chain(known())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
    };
    let machine = std::env::var_os("FONT_FOLDER").map(Into::into);
    let typesetter = Typesetter {
        fonts: machine.into_iter().collect(),
        limit: std::time::Duration::from_mins(20),
        megabytes: 8_192,
        ..typesetter()
    };
    let sheets: Vec<&[char]> = chosen.chunks(AT_ONCE).collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        while let Some(characters) = sheets.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            is_set(&typesetter, characters);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
}
