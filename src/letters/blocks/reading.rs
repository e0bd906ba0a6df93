//! Builds blocks from the events of a text.

use std::collections::BTreeMap;

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::{Block, Inline};
use crate::letters::footnotes;

/// The longest URL that becomes a link; Typst takes none above 8,000 bytes.
const LONGEST_URL: usize = 2_000;

/// The footnotes of a text.
pub(super) struct Notes<'t> {
    pub(super) numbers: BTreeMap<String, usize>,
    /// Footnotes whose text has not been used yet.
    pub(super) texts: footnotes::Notes<'t>,
}

pub(super) struct Reader<'t, 'n, I: Iterator<Item = Event<'t>>> {
    events: I,
    notes: &'n mut Notes<'t>,
    /// How deeply lists, quotations and footnotes are nested here.
    depth: usize,
    /// The level of the last heading.
    level: u8,
}

impl<'t, 'n> Reader<'t, 'n, std::vec::IntoIter<Event<'t>>> {
    /// Builds the blocks of a whole text.
    pub(super) fn of_body(events: Vec<Event<'t>>, notes: &'n mut Notes<'t>) -> Vec<Block> {
        Self::new(events, notes, 0).blocks()
    }

    fn new(events: Vec<Event<'t>>, notes: &'n mut Notes<'t>, depth: usize) -> Self {
        Self {
            events: events.into_iter(),
            notes,
            depth,
            level: 1,
        }
    }
}

impl<'t, I: Iterator<Item = Event<'t>>> Reader<'t, '_, I> {
    /// Builds blocks up to the end of the enclosing one.
    fn blocks(&mut self) -> Vec<Block> {
        let mut out = Vec::new();
        // A tight list item has words without a paragraph of their own.
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
            Tag::Heading { level, id, .. } => return self.heading(*level as u8, id.as_deref().unwrap_or_default()),
            Tag::BlockQuote(_) => Block::Quote { blocks: self.deeper() },
            Tag::List(start) => Block::List {
                start: *start,
                items: self.items(),
            },
            Tag::Table(columns) => Block::Table {
                columns: columns.iter().copied().map(aligned).collect(),
                rows: self.rows(),
            },
            _ => {
                self.blocks();
                return None;
            }
        })
    }

    /// Builds a heading; `None` if it has no words. Within another block it becomes a strong line, since an outline has no place for it.
    fn heading(&mut self, level: u8, anchor: &str) -> Option<Block> {
        let inlines = self.inlines();
        if inlines.iter().all(Inline::is_blank) {
            return None;
        }
        if self.depth > 0 {
            let anchor = anchor.to_owned();
            let inlines = vec![Inline::Anchor { anchor }, Inline::Strong { inlines }];
            return Some(Block::Paragraph { inlines });
        }
        self.level = level.clamp(2, self.level + 1);
        Some(Block::Heading {
            level: self.level,
            anchor: anchor.to_owned(),
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

    /// Builds the lines of a code block as they are written.
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

    /// Builds inline content up to the end of the enclosing element.
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
            Event::Start(Tag::Emphasis | Tag::Image { .. }) => Inline::Emph {
                inlines: self.inlines(),
            },
            Event::Start(Tag::Strong) => Inline::Strong {
                inlines: self.inlines(),
            },
            Event::Start(Tag::Link { dest_url, .. }) => self.link(dest_url),
            _ => return None,
        })
    }

    /// Builds a link. One without words would be invisible, so it shows its target.
    fn link(&mut self, url: &str) -> Inline {
        let inlines = self.inlines();
        let leads = !url.is_empty() && url.len() <= LONGEST_URL;
        Inline::Link {
            url: if leads { url.to_owned() } else { String::new() },
            inlines: if leads && !url.starts_with('#') && inlines.iter().all(Inline::is_blank) {
                vec![Inline::Text { text: url.to_owned() }]
            } else {
                inlines
            },
        }
    }

    /// Builds a reference to a footnote. A note may refer to others, which are printed where they are first referred to.
    fn note(&mut self, name: &str) -> Inline {
        let events = self.notes.texts.remove(name).unwrap_or_default();
        let note = Reader::new(events, &mut *self.notes, 1).blocks();
        Inline::Note {
            number: self.notes.numbers.get(name).copied().unwrap_or_default(),
            note,
        }
    }
}

fn aligned(column: Alignment) -> &'static str {
    match column {
        Alignment::None | Alignment::Left => "start",
        Alignment::Center => "center",
        Alignment::Right => "end",
    }
}
