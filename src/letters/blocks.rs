//! A Markdown text as a tree of blocks, for what is not HTML: the PDF is set from it.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag, TagEnd};
use serde::Serialize;

use super::{footnotes, render};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// `level` 1 to 6, as written.
    Heading {
        /// 1 to 6.
        level: u8,
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
        /// Numbered.
        ordered: bool,
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
        /// Rows of cells.
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
        /// Where to.
        url: String,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// A reference to a footnote; `note` is its text at the first reference, and empty later.
    Note {
        /// Identifies the footnote.
        name: String,
        /// Its text, at the first reference only.
        note: Vec<Inline>,
    },
    /// A new line.
    Break,
}

/// The body as blocks; raw HTML is dropped, as it is from pages.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let (body, notes) = footnotes::split_notes(render::parser(markdown));
    let notes = notes.into_iter().map(|(name, events)| {
        let mut reader = Reader {
            events: events.into_iter(),
            notes: BTreeMap::new(),
        };
        (name, flat(reader.blocks()))
    });
    let notes = notes.collect();
    Reader {
        events: body.into_iter(),
        notes,
    }
    .blocks()
}

/// A footnote is one run of words.
fn flat(blocks: Vec<Block>) -> Vec<Inline> {
    let mut out = Vec::new();
    for block in blocks {
        if !out.is_empty() {
            out.push(Inline::Break);
        }
        match block {
            Block::Heading { inlines, .. } | Block::Paragraph { inlines } => out.extend(inlines),
            Block::List { items, .. } => out.extend(flat(items.into_iter().flatten().collect())),
            Block::Quote { blocks } => out.extend(flat(blocks)),
            Block::Table { rows } => out.extend(rows.into_iter().flatten().flatten()),
            Block::Rule => {}
        }
    }
    out
}

struct Reader<'t, I: Iterator<Item = Event<'t>>> {
    events: I,
    /// Footnotes whose text has not been set yet.
    notes: BTreeMap<String, Vec<Inline>>,
}

impl<'t, I: Iterator<Item = Event<'t>>> Reader<'t, I> {
    /// Blocks up to the end of the one that they are in.
    fn blocks(&mut self) -> Vec<Block> {
        let mut out = Vec::new();
        // Words that stand in a tight list item without a paragraph of their own.
        let mut loose = Vec::new();
        while let Some(event) = self.events.next() {
            if let Some(inline) = self.inline(&event) {
                loose.push(inline);
                continue;
            }
            if !loose.is_empty() {
                out.push(Block::Paragraph {
                    inlines: std::mem::take(&mut loose),
                });
            }
            match event {
                Event::Start(tag) => out.extend(self.block(&tag)),
                Event::Rule => out.push(Block::Rule),
                Event::End(_) => return out,
                _ => {}
            }
        }
        if !loose.is_empty() {
            out.push(Block::Paragraph { inlines: loose });
        }
        out
    }

    fn block(&mut self, tag: &Tag<'t>) -> Option<Block> {
        Some(match tag {
            Tag::Paragraph | Tag::CodeBlock(_) => Block::Paragraph {
                inlines: self.inlines(),
            },
            Tag::Heading { level, .. } => Block::Heading {
                level: *level as u8,
                inlines: self.inlines(),
            },
            Tag::BlockQuote(_) => Block::Quote { blocks: self.blocks() },
            Tag::List(start) => Block::List {
                ordered: start.is_some(),
                items: self.items(),
            },
            Tag::Table(_) => Block::Table { rows: self.rows() },
            _ => {
                self.blocks();
                return None;
            }
        })
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.blocks()),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    fn rows(&mut self) -> Vec<Vec<Vec<Inline>>> {
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.inlines();
                    rows.last_mut().into_iter().for_each(|row| row.push(cell.clone()));
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        rows
    }

    /// Words up to the end of what they are in.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut out = Vec::new();
        while let Some(event) = self.events.next() {
            if let Event::End(_) = event {
                break;
            }
            out.extend(self.inline(&event));
        }
        out
    }

    fn inline(&mut self, event: &Event<'t>) -> Option<Inline> {
        Some(match event {
            Event::Text(text) | Event::Code(text) => Inline::Text { text: text.to_string() },
            Event::SoftBreak => Inline::Text { text: " ".to_owned() },
            Event::HardBreak => Inline::Break,
            Event::FootnoteReference(name) => Inline::Note {
                name: name.to_string(),
                note: self.notes.remove(name.as_ref()).unwrap_or_default(),
            },
            Event::Start(Tag::Emphasis) => Inline::Emph {
                inlines: self.inlines(),
            },
            Event::Start(Tag::Strong) => Inline::Strong {
                inlines: self.inlines(),
            },
            Event::Start(Tag::Link { dest_url, .. }) => Inline::Link {
                url: dest_url.to_string(),
                inlines: self.inlines(),
            },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_a_letter_may_hold_is_kept() {
        let text = "## Head\n\nOne *two* **three**[^a] again[^a].\n\n- tight\n- [link](https://e.example)\n\n1. loose\n\n   more\n\n> said\n\n| A | B |\n| - | - |\n| 1 | 2 |\n\n---\n\n[^a]: Note *it*.\n";
        let lines: Vec<String> = blocks(text)
            .iter()
            .map(|block| serde_json::to_string(block).expect("JSON"))
            .collect();
        insta::assert_snapshot!(lines.join("\n"), @r#"
        {"kind":"heading","level":2,"inlines":[{"kind":"text","text":"Head"}]}
        {"kind":"paragraph","inlines":[{"kind":"text","text":"One "},{"kind":"emph","inlines":[{"kind":"text","text":"two"}]},{"kind":"text","text":" "},{"kind":"strong","inlines":[{"kind":"text","text":"three"}]},{"kind":"note","name":"a","note":[{"kind":"text","text":"Note "},{"kind":"emph","inlines":[{"kind":"text","text":"it"}]},{"kind":"text","text":"."}]},{"kind":"text","text":" again"},{"kind":"note","name":"a","note":[]},{"kind":"text","text":"."}]}
        {"kind":"list","ordered":false,"items":[[{"kind":"paragraph","inlines":[{"kind":"text","text":"tight"}]}],[{"kind":"paragraph","inlines":[{"kind":"link","url":"https://e.example","inlines":[{"kind":"text","text":"link"}]}]}]]}
        {"kind":"list","ordered":true,"items":[[{"kind":"paragraph","inlines":[{"kind":"text","text":"loose"}]},{"kind":"paragraph","inlines":[{"kind":"text","text":"more"}]}]]}
        {"kind":"quote","blocks":[{"kind":"paragraph","inlines":[{"kind":"text","text":"said"}]}]}
        {"kind":"table","rows":[[[{"kind":"text","text":"A"}],[{"kind":"text","text":"B"}]],[[{"kind":"text","text":"1"}],[{"kind":"text","text":"2"}]]]}
        {"kind":"rule"}
        "#);
    }
}
