//! Finds characters in a letter's own text and in its settings that no available font shows: offices would read their numbers instead.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use pulldown_cmark::Event;

use crate::letters::printing::is_unprintable;
use crate::problem::Problem;

use crate::letters::{Edition, Letter, Recipient, files, front_matter, markdown};

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

/// Returns what is printed of the letter's settings: bills, co-sponsors, recipients who are not Members, and who gets a copy.
fn printed_settings(letter: &Letter) -> Vec<&str> {
    let bills = letter.bills.iter().map(|bill| bill.number.as_str());
    let cosponsors = letter.cosponsors.iter().map(|cosponsor| cosponsor.name.as_str());
    let delivery = letter.delivery.iter();
    let addressed = delivery.flat_map(|delivery| {
        let lines = delivery.recipients.iter().flat_map(lines_of_recipient);
        lines.chain(&delivery.cc).map(String::as_str)
    });
    bills.chain(cosponsors).chain(addressed).collect()
}

fn lines_of_recipient(recipient: &Recipient) -> impl Iterator<Item = &String> {
    [&recipient.name, &recipient.salutation]
        .into_iter()
        .chain(&recipient.address)
}

/// Returns all distinct printed words of a letter that are not plain ASCII, for which fonts are sought.
pub fn words(letter: &Letter, edition: &Edition) -> BTreeSet<String> {
    let pieces = printed(edition, &edition.source);
    let texts = pieces.iter().map(|piece| piece.text.as_str());
    let words = texts.chain(printed_settings(letter)).flat_map(str::split_whitespace);
    words.filter(|word| !word.is_ascii()).map(str::to_owned).collect()
}

/// Warns of each of these signs in an edition and in the letter's settings, at its first position in each file.
pub fn unshown(letter: &Letter, edition: &Edition, signs: &BTreeSet<String>) -> Vec<Problem> {
    let source = lines_of(edition);
    let pieces = printed(edition, &source);
    let file = letter.folder.join(format!("{}.md", edition.lang));
    let mut problems = unshown_in(&file, &source, &pieces, signs);
    let settings = printed_settings(letter);
    let has = |sign: &String| settings.iter().any(|text| text.contains(sign.as_str()));
    let signs: BTreeSet<String> = signs.iter().filter(|sign| has(sign)).cloned().collect();
    if !signs.is_empty() {
        let file = letter.folder.join("letter.toml");
        // Read again only to say where the sign is.
        let source = files::text(&file).unwrap_or_default();
        let pieces = front_matter::texts_of_settings(&source).into_iter();
        let pieces: Vec<Piece> = pieces
            .filter(|(_, text)| settings.contains(&text.as_str()))
            .map(|(range, text)| Piece { range, text })
            .collect();
        problems.extend(unshown_in(&file, &source, &pieces, &signs));
    }
    problems
}

/// Warns of signs in the pieces of a file.
fn unshown_in(file: &Path, source: &str, pieces: &[Piece], signs: &BTreeSet<String>) -> Vec<Problem> {
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
        Some(Problem::at(file, source, offset, what).warning())
    };
    // Unprintable characters were reported already.
    let signs = signs.iter().filter(|sign| !sign.chars().any(is_unprintable));
    signs.filter_map(told).collect()
}
