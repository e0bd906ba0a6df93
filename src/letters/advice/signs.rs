//! Signs in a letter's own text that no font at hand shows: where they stand, for offices read their numbers instead.

use std::collections::BTreeSet;

use pulldown_cmark::Event;

use crate::letters::problem::Problem;
use crate::letters::{Edition, Letter, render};

/// A piece of an edition's file that is printed, and where it begins there, in bytes.
struct Piece {
    offset: usize,
    text: String,
}

/// What is printed of an edition beside signers' names: title, addressees, asks, closing and text.
fn printed(edition: &Edition) -> Vec<Piece> {
    let (front, source) = (&edition.front, &edition.source);
    let body = source.rfind(&edition.markdown).unwrap_or(source.len());
    let lines = std::iter::once(&front.title).chain(&front.addressees);
    let lines = lines.chain(&front.asks).chain(&front.closing);
    let mut pieces: Vec<Piece> = lines
        .map(|line| Piece {
            offset: source[..body].find(line.as_str()).unwrap_or_default(),
            text: line.clone(),
        })
        .collect();
    for (event, range) in render::parser(&edition.markdown).into_offset_iter() {
        if let Event::Text(text) | Event::Code(text) = event {
            pieces.push(Piece {
                offset: body + range.start,
                text: text.into_string(),
            });
        }
    }
    pieces
}

/// Every printed word of an edition that is not plain ASCII, each once: what fonts are sought for.
pub fn words(edition: &Edition) -> BTreeSet<String> {
    let pieces = printed(edition);
    let words = pieces.iter().flat_map(|piece| piece.text.split_whitespace());
    words.filter(|word| !word.is_ascii()).map(str::to_owned).collect()
}

/// A warning for each of these signs that an edition has, at the first place of it.
pub fn unshown(letter: &Letter, edition: &Edition, signs: &BTreeSet<String>) -> Vec<Problem> {
    let file = letter.folder.join(format!("{}.md", edition.lang));
    let pieces = printed(edition);
    let told = |sign: &String| {
        let (piece, within) = pieces
            .iter()
            .find_map(|piece| Some((piece, piece.text.find(sign.as_str())?)))?;
        // A piece may be written otherwise in the file, as with `&amp;`: the sign itself stands after its beginning.
        let written = edition.source[piece.offset..].find(sign.as_str()).unwrap_or(within);
        let numbers: Vec<String> = sign.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        let what = format!(
            "no font here shows {sign} ({}): offices would read its number; leave it out, or install a font that has it",
            numbers.join(" ")
        );
        Some(Problem::at(&file, &edition.source, piece.offset + written, what).warning())
    };
    signs.iter().filter_map(told).collect()
}
