//! The Markdown dialect of letters.

use pulldown_cmark::{Options, Parser};

/// Something in a Markdown text that we do not publish; `offset` is a byte offset into the text.
#[derive(Debug, PartialEq, Eq)]
pub struct MarkdownProblem {
    /// The byte offset.
    pub offset: usize,
    /// What is wrong, and how to mend it.
    pub what: String,
}

pub(crate) fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, options())
}

pub(super) fn options() -> Options {
    Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES
}
