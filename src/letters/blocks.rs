//! A Markdown text as a tree of blocks, for what is not HTML: the PDF is set from it.

use serde::Serialize;

use super::headings::Anchors;
use super::{footnotes, markdown};

use reading::{Notes, Reader};

mod links;
mod reading;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A heading that stands in no list, quotation or footnote.
    Heading {
        /// 2 to 6, at most one more than the heading before: the letter's title is the one of level 1.
        level: u8,
        /// What a link within the text calls it.
        anchor: String,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first item's number; `None`: not numbered.
        start: Option<u64>,
        /// One list of blocks each.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A table, its header first.
    Table {
        /// How each column is aligned: `start`, `center` or `end`.
        columns: Vec<&'static str>,
        /// Rows of cells; each row has as many cells as there are columns.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A line across.
    Rule,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Inline {
    /// Plain words.
    Text {
        /// The words.
        text: String,
    },
    /// Stressed.
    Emph {
        /// What is stressed.
        inlines: Vec<Inline>,
    },
    /// Strong.
    Strong {
        /// What is strong.
        inlines: Vec<Inline>,
    },
    /// A link.
    Link {
        /// Where to; `#` and an anchor: within the text; empty: nowhere.
        url: String,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// A reference to a footnote; `note` is its text at the first reference, and empty later.
    Note {
        /// Its number, the same as on the letter's page.
        number: usize,
        /// Its text, at the first reference only.
        note: Vec<Block>,
    },
    /// A new line.
    Break,
    /// Nothing to be seen, and where links within the text lead: the place of a heading that stands in something else.
    Anchor {
        /// What they call it.
        anchor: String,
    },
}

/// The body as blocks; raw HTML is dropped, as it is from pages.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let (body, texts) = footnotes::split_notes(markdown::parser(markdown));
    let numbers = footnotes::numbers(&body, &texts);
    let mut anchors = Anchors::of(&body);
    let body = anchors.set(body);
    let texts = texts.into_iter().map(|(name, events)| (name, anchors.set(events)));
    let mut notes = Notes {
        numbers,
        texts: texts.collect(),
    };
    let mut blocks = Reader::of_body(body, &mut notes);
    links::settle(&mut blocks);
    blocks
}

impl Inline {
    /// Whether nothing of it can be seen.
    fn is_blank(&self) -> bool {
        match self {
            Self::Text { text } => text.trim().is_empty(),
            Self::Emph { inlines } | Self::Strong { inlines } | Self::Link { inlines, .. } => {
                inlines.iter().all(Self::is_blank)
            }
            Self::Note { .. } => false,
            Self::Break | Self::Anchor { .. } => true,
        }
    }
}

#[cfg(test)]
mod tests;
