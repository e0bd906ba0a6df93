//! The word-by-word changes between two texts of a letter, for readers of the older one.
//!
//! A signature that waits for its confirmation moves to the new text only if the signer presses a button on a page that showed these
//! changes.

use std::ops::Range;

use serde::Serialize;
use similar::{ChangeTag, DiffOp, TextDiff};

use super::plain::plain;

/// How many unchanged words are shown beside a change.
const CONTEXT: usize = 12;

/// The similarity from which two paragraphs count as one that was rewritten.
const ALIKE: f32 = 0.4;

/// A run of words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Whether it is new.
    pub added: bool,
    /// Whether it is gone.
    pub removed: bool,
    /// The words.
    pub text: String,
}

/// A paragraph in which something changed.
pub(crate) type Paragraph = Vec<Piece>;

/// Returns the paragraphs that changed between two [signed texts](super::Edition::signed_text), in the order of the new one.
pub fn between(old: &str, new: &str) -> Vec<Paragraph> {
    let (old, new) = (paragraphs(old), paragraphs(new));
    let (before, after): (Vec<&str>, Vec<&str>) = (
        old.iter().map(String::as_str).collect(),
        new.iter().map(String::as_str).collect(),
    );
    let diff = TextDiff::from_slices(&before, &after);
    let ops = diff.ops().iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    ops.flat_map(|op| rewritten(&before, &after, op.old_range(), op.new_range()))
        .collect()
}

/// Splits a text into its title, its lines, and the paragraphs of its body.
fn paragraphs(signed: &str) -> Vec<String> {
    let (title, rest) = signed.split_once("\n\n").unwrap_or((signed, ""));
    let mut found = vec![title.to_owned()];
    let mut body = rest;
    while let Some((line, after)) = body.split_once('\n') {
        body = after;
        if line.is_empty() {
            break;
        }
        found.push(line.to_owned());
    }
    let blocks = plain(body);
    found.extend(
        blocks
            .split("\n\n")
            .map(|block| block.split_whitespace().collect::<Vec<_>>().join(" ")),
    );
    found.retain(|paragraph| !paragraph.is_empty());
    found
}

/// Compares paragraphs that replaced one another: similar ones word by word, the others as a whole.
fn rewritten(old: &[&str], new: &[&str], from: Range<usize>, to: Range<usize>) -> Vec<Paragraph> {
    let (mut gone, mut come) = (old[from].iter(), new[to].iter());
    let mut found = Vec::new();
    loop {
        match (gone.next(), come.next()) {
            (Some(old), Some(new)) => found.extend(words(old, new)),
            (Some(old), None) => found.push(vec![piece(ChangeTag::Delete, old)]),
            (None, Some(new)) => found.push(vec![piece(ChangeTag::Insert, new)]),
            (None, None) => return found,
        }
    }
}

fn piece(tag: ChangeTag, text: &str) -> Piece {
    Piece {
        added: tag == ChangeTag::Insert,
        removed: tag == ChangeTag::Delete,
        text: text.trim().to_owned(),
    }
}

fn words(old: &str, new: &str) -> Vec<Paragraph> {
    let diff = TextDiff::from_words(old, new);
    if diff.ratio() < ALIKE {
        return vec![vec![piece(ChangeTag::Delete, old)], vec![piece(ChangeTag::Insert, new)]];
    }
    let mut runs = Runs::default();
    for change in diff.iter_all_changes() {
        runs.take(change.tag(), change.value());
    }
    vec![runs.end()]
}

/// Collects words into runs: a space between two changes belongs to both.
#[derive(Default)]
struct Runs {
    pieces: Paragraph,
    same: String,
    gone: String,
    come: String,
}

impl Runs {
    fn take(&mut self, tag: ChangeTag, word: &str) {
        match tag {
            ChangeTag::Delete => self.gone.push_str(word),
            ChangeTag::Insert => self.come.push_str(word),
            ChangeTag::Equal if word.trim().is_empty() && !(self.gone.is_empty() && self.come.is_empty()) => {
                self.gone.push_str(word);
                self.come.push_str(word);
                return;
            }
            ChangeTag::Equal => {
                self.changed();
                self.same.push_str(word);
                return;
            }
        }
        if !self.same.is_empty() {
            let first = self.pieces.is_empty();
            let text = shortened(&std::mem::take(&mut self.same), first, false);
            self.pieces.push(piece(ChangeTag::Equal, &text));
        }
    }

    fn changed(&mut self) {
        for (tag, words) in [(ChangeTag::Delete, &mut self.gone), (ChangeTag::Insert, &mut self.come)] {
            let words = std::mem::take(words);
            if !words.trim().is_empty() {
                self.pieces.push(piece(tag, &words));
            }
        }
    }

    fn end(mut self) -> Paragraph {
        self.changed();
        if !self.same.trim().is_empty() {
            let first = self.pieces.is_empty();
            let text = shortened(&self.same, first, true);
            self.pieces.push(piece(ChangeTag::Equal, &text));
        }
        self.pieces
    }
}

/// Shortens an unchanged run to what is close to a change.
fn shortened(same: &str, first: bool, last: bool) -> String {
    let words: Vec<&str> = same.split_whitespace().collect();
    let (before, after) = (if first { 0 } else { CONTEXT }, if last { 0 } else { CONTEXT });
    if words.len() <= before + after + 3 {
        return words.join(" ");
    }
    let parts = [
        words[..before].join(" "),
        "…".to_owned(),
        words[words.len() - after..].join(" "),
    ];
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Formats changes as one line a paragraph: `[-gone-]{+come+}`.
    fn told(old: &str, new: &str) -> String {
        let one = |piece: &Piece| match (piece.removed, piece.added) {
            (true, _) => format!("[-{}-]", piece.text),
            (_, true) => format!("{{+{}+}}", piece.text),
            _ => piece.text.clone(),
        };
        let line = |paragraph: &Paragraph| paragraph.iter().map(one).collect::<Vec<_>>().join(" ");
        between(old, new).iter().map(line).collect::<Vec<_>>().join("\n")
    }

    const OLD: &str = "Title\n\nTo the Members\nPay sick leave.\nH.R. 1\n\nWe ask you to write this into law.\n\nMany slept in *shared* rooms.[^a]\n\n[^a]: A note.\n";

    #[test]
    fn an_unchanged_text_has_no_changes() {
        assert_eq!(told(OLD, OLD), "");
        assert_eq!(
            told(OLD, &OLD.replace("*shared*", "**shared**")),
            "",
            "nobody reads markup"
        );
    }

    #[test]
    fn a_changed_word_is_shown_with_its_context() {
        let new = OLD.replace("*shared* rooms", "crowded, locked rooms");
        insta::assert_snapshot!(told(OLD, &new), @"Many slept in [-shared-] {+crowded, locked+} rooms.[1]");
    }

    #[test]
    fn title_lines_and_notes_are_part_of_the_text() {
        let new = OLD
            .replace("Title", "A title")
            .replace("H.R. 1", "H.R. 12")
            .replace("A note.", "Another note.");
        insta::assert_snapshot!(told(OLD, &new), @"
        [-Title-]
        {+A title+}
        H.R. [-1-] {+12+}
        [1] [-A-] {+Another+} note.
        ");
    }

    #[test]
    fn whole_paragraphs_are_added_and_removed() {
        let new = OLD
            .replace("We ask you to write this into law.\n\n", "")
            .replace("\n\n[^a]", "\n\nThe remedy is simple.\n\n[^a]");
        insta::assert_snapshot!(told(OLD, &new), @"
        [-We ask you to write this into law.-]
        {+The remedy is simple.+}
        ");
    }

    #[test]
    fn what_is_far_from_a_change_is_left_out() {
        let words = (1..=60).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
        let old = format!("T\n\n\n{words}\n");
        insta::assert_snapshot!(told(&old, &old.replace("w30 ", "changed ")), @"… w18 w19 w20 w21 w22 w23 w24 w25 w26 w27 w28 w29 [-w30-] {+changed+} w31 w32 w33 w34 w35 w36 w37 w38 w39 w40 w41 w42 …");
    }

    #[test]
    fn a_text_without_header_lines_is_compared_too() {
        assert_eq!(told("T\n\n\nBody.\n", "T\n\n\nBody now.\n"), "[-Body.-]\n{+Body now.+}");
    }
}
