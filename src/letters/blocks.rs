//! A Markdown text as a tree of blocks, for output that is not HTML, such as the PDF.

use serde::Serialize;

use super::headings::Anchors;
use super::{footnotes, markdown};

use reading::{Notes, Reader};

mod links;
mod reading;

/// A block of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A heading outside of lists, quotations and footnotes.
    Heading {
        /// The level, 2 to 6, at most one more than that of the heading before: the letter's title has level 1.
        level: u8,
        /// The target of links within the text.
        anchor: String,
        /// The words.
        inlines: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// The words.
        inlines: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first item's number; `None` if it is not numbered.
        start: Option<u64>,
        /// The items, each a list of blocks.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote {
        /// The quoted blocks.
        blocks: Vec<Block>,
    },
    /// A table, its header first.
    Table {
        /// How each column is aligned: `start`, `center` or `end`.
        columns: Vec<&'static str>,
        /// The rows of cells; each row has as many cells as there are columns.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A thematic break.
    Rule,
}

/// Inline content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Inline {
    /// Plain words.
    Text {
        /// The words.
        text: String,
    },
    /// Emphasis.
    Emph {
        /// The emphasized content.
        inlines: Vec<Inline>,
    },
    /// Strong emphasis.
    Strong {
        /// The emphasized content.
        inlines: Vec<Inline>,
    },
    /// A link.
    Link {
        /// The target; `#` and an anchor within the text; empty if it leads nowhere.
        url: String,
        /// The words.
        inlines: Vec<Inline>,
    },
    /// A reference to a footnote; `note` is its text at the first reference, and empty later.
    Note {
        /// The footnote's number, the same as on the letter's page.
        number: usize,
        /// The footnote's text, at the first reference only.
        note: Vec<Block>,
    },
    /// A line break.
    Break,
    /// An invisible target of links: the position of a heading inside another block.
    Anchor {
        /// The name that links use.
        anchor: String,
    },
}

/// Parses a text into blocks; raw HTML is dropped, as it is from pages.
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
    /// Returns whether nothing of it is visible.
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
