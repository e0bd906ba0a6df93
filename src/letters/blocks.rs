//! A Markdown text as a tree of blocks, for what is not HTML: the PDF is set from it.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};
use serde::Serialize;

use super::{footnotes, render};

/// The longest URL that becomes a link; Typst takes none above 8,000 bytes.
const LONGEST_URL: usize = 2_000;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A heading that stands in no list, quotation or footnote.
    Heading {
        /// 2 to 6, at most one more than the heading before: the letter's title is the one of level 1.
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
        /// How each column is aligned: `left`, `center`, `right`, or `start` where the author says nothing.
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
        /// Where to.
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
}

/// The body as blocks; raw HTML is dropped, as it is from pages.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let (body, notes) = footnotes::split_notes(render::parser(markdown));
    let numbers = footnotes::numbers(&body, &notes);
    let mut shelf = Notes { numbers, texts: notes };
    let mut reader = Reader {
        events: body.into_iter(),
        notes: &mut shelf,
        depth: 0,
        level: 1,
    };
    reader.blocks()
}

/// The footnotes of a text.
struct Notes<'t> {
    numbers: BTreeMap<String, usize>,
    /// Those whose text has not been set yet.
    texts: footnotes::Notes<'t>,
}

struct Reader<'t, 'n, I: Iterator<Item = Event<'t>>> {
    events: I,
    notes: &'n mut Notes<'t>,
    /// In how many lists, quotations and footnotes.
    depth: usize,
    /// The level of the last heading.
    level: u8,
}

impl<'t, I: Iterator<Item = Event<'t>>> Reader<'t, '_, I> {
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
            Tag::Paragraph => Block::Paragraph {
                inlines: self.inlines(),
            },
            Tag::CodeBlock(_) => Block::Paragraph { inlines: self.code() },
            Tag::Heading { level, .. } => return self.heading(*level as u8),
            Tag::BlockQuote(_) => Block::Quote { blocks: self.deeper() },
            Tag::List(start) => Block::List {
                start: *start,
                items: self.items(),
            },
            Tag::Table(columns) => Block::Table {
                columns: columns.iter().map(aligned).collect(),
                rows: self.rows(),
            },
            _ => {
                self.blocks();
                return None;
            }
        })
    }

    /// A heading without words is none. Within something else it is a strong line: an outline has no place for it.
    fn heading(&mut self, level: u8) -> Option<Block> {
        let inlines = self.inlines();
        if inlines.iter().all(Inline::is_blank) {
            return None;
        }
        if self.depth > 0 {
            let inlines = vec![Inline::Strong { inlines }];
            return Some(Block::Paragraph { inlines });
        }
        self.level = level.clamp(2, self.level + 1);
        Some(Block::Heading {
            level: self.level,
            inlines,
        })
    }

    fn deeper(&mut self) -> Vec<Block> {
        self.depth += 1;
        let blocks = self.blocks();
        self.depth -= 1;
        blocks
    }

    fn items(&mut self) -> Vec<Vec<Block>> {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.deeper()),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    /// Lines as they are written.
    fn code(&mut self) -> Vec<Inline> {
        let mut text = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::End(_) => break,
                Event::Text(part) => text.push_str(&part),
                _ => {}
            }
        }
        let mut out = Vec::new();
        for line in text.trim_end_matches('\n').split('\n') {
            if !out.is_empty() {
                out.push(Inline::Break);
            }
            out.push(Inline::Text { text: line.to_owned() });
        }
        out
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
            Event::FootnoteReference(name) => self.note(name),
            Event::Start(Tag::Emphasis) => Inline::Emph {
                inlines: self.inlines(),
            },
            Event::Start(Tag::Strong) => Inline::Strong {
                inlines: self.inlines(),
            },
            Event::Start(Tag::Link { dest_url, .. }) => self.link(dest_url),
            Event::Start(Tag::Image { .. }) => Inline::Emph {
                inlines: self.inlines(),
            },
            _ => return None,
        })
    }

    /// A link within the page leads nowhere on paper; one without words could not be seen.
    fn link(&mut self, url: &str) -> Inline {
        let inlines = self.inlines();
        let leads = !url.is_empty() && !url.starts_with('#') && url.len() <= LONGEST_URL;
        Inline::Link {
            url: if leads { url.to_owned() } else { String::new() },
            inlines: if leads && inlines.iter().all(Inline::is_blank) {
                vec![Inline::Text { text: url.to_owned() }]
            } else {
                inlines
            },
        }
    }

    /// A note may refer to others, which are set where they are first referred to.
    fn note(&mut self, name: &str) -> Inline {
        let events = self.notes.texts.remove(name).unwrap_or_default();
        let mut reader = Reader {
            events: events.into_iter(),
            notes: &mut *self.notes,
            depth: 1,
            level: 1,
        };
        let note = reader.blocks();
        Inline::Note {
            number: self.notes.numbers.get(name).copied().unwrap_or_default(),
            note,
        }
    }
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
            Self::Break => true,
        }
    }
}

fn aligned(column: &Alignment) -> &'static str {
    match column {
        Alignment::None => "start",
        Alignment::Left => "left",
        Alignment::Center => "center",
        Alignment::Right => "right",
    }
}

#[cfg(test)]
mod tests;
