//! Finds characters in a letter's own text that no available font shows: offices would read their numbers instead.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::Event;

use crate::letters::printing::is_unprintable;
use crate::problem::Problem;

use crate::letters::{Edition, Letter, front_matter, markdown};

/// A printed piece of an edition's file, and its position there, in bytes.
struct Piece {
    range: Range<usize>,
    text: String,
}

/// Reads an edition's file with the line ends of its text: lines and columns stay the same.
fn lines_of(edition: &Edition) -> String {
    edition.source.replace("\r\n", "\n")
}

/// Returns what is printed of an edition besides signers' names: title, addressees, asks, closing and text.
fn printed(edition: &Edition, source: &str) -> Vec<Piece> {
    let front = &edition.front;
    let head = front_matter::texts_of_head(source);
    // A title may be broken into lines, and each may contain escapes.
    let place = |line: &String| {
        let says = |text: &str| front_matter::one_line(text) == front_matter::one_line(line);
        let found = head.iter().find(|(_, text)| says(text));
        found.map_or(0..0, |(range, _)| range.clone())
    };
    let lines = std::iter::once(&front.title).chain(&front.addressees);
    let lines = lines.chain(&front.asks).chain(&front.closing);
    let mut pieces: Vec<Piece> = lines
        .map(|line| Piece {
            range: place(line),
            text: line.clone(),
        })
        .collect();
    let body = source.rfind(&edition.markdown).unwrap_or(source.len());
    for (event, range) in markdown::parser(&edition.markdown).into_offset_iter() {
        if let Event::Text(text) | Event::Code(text) = event {
            pieces.push(Piece {
                range: body + range.start..body + range.end,
                text: text.into_string(),
            });
        }
    }
    pieces
}

/// Returns all distinct printed words of an edition that are not plain ASCII, for which fonts are sought.
pub fn words(edition: &Edition) -> BTreeSet<String> {
    let pieces = printed(edition, &edition.source);
    let words = pieces.iter().flat_map(|piece| piece.text.split_whitespace());
    words.filter(|word| !word.is_ascii()).map(str::to_owned).collect()
}

/// Warns of each of these signs in an edition, at its first position.
pub fn unshown(letter: &Letter, edition: &Edition, signs: &BTreeSet<String>) -> Vec<Problem> {
    let file = letter.folder.join(format!("{}.md", edition.lang));
    let source = lines_of(edition);
    let pieces = printed(edition, &source);
    let told = |sign: &String| {
        let piece = pieces.iter().find(|piece| piece.text.contains(sign.as_str()))?;
        // The character may be written as an escape or as `&#7620;`; then the beginning of the piece is reported.
        let written = source.get(piece.range.clone()).unwrap_or_default();
        let offset = piece.range.start + written.find(sign.as_str()).unwrap_or(0);
        let numbers: Vec<String> = sign.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        let what = format!(
            "no installed font has {sign} ({}), so the PDF would show its code point: remove it, or install a font that has it",
            numbers.join(" ")
        );
        Some(Problem::at(&file, &source, offset, what).warning())
    };
    // Unprintable characters were reported already.
    let signs = signs.iter().filter(|sign| !sign.chars().any(is_unprintable));
    signs.filter_map(told).collect()
}
