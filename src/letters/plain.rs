//! Converts Markdown to plain text for mails, without losing anything, not even link targets.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{footnotes, markdown};

/// Converts a text: paragraphs are separated by a blank line, lists have dashes or numbers, link targets are in parentheses, footnotes are
/// `[1]` with their texts at the end.
pub fn plain(markdown: &str) -> String {
    let (body, notes) = footnotes::split_notes(markdown::parser(markdown));
    let mut writer = Writer::default();
    for event in body {
        writer.write(event);
    }
    // A note may refer to another one, so the list grows while it is written.
    let mut index = 0;
    while let Some(name) = writer.order.get(index).cloned() {
        index += 1;
        writer.new_block();
        writer.words(&format!("[{index}] "));
        writer.fresh = true;
        for event in notes.get(&name).into_iter().flatten() {
            writer.write(event.clone());
        }
    }
    let lines: Vec<&str> = writer.out.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The numbers of footnotes by name, and names by number.
    numbers: BTreeMap<String, usize>,
    order: Vec<String>,
    /// The next number of each open list; `None` for dashes.
    lists: Vec<Option<u64>>,
    /// The target of each open link.
    links: Vec<(usize, String)>,
    quotes: usize,
    /// Whether what comes next continues this line, even if it is a block.
    fresh: bool,
}

impl Writer {
    /// Begins a block after a blank line.
    fn new_block(&mut self) {
        if self.fresh {
            return;
        }
        while !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
        self.margin();
    }

    fn new_line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.margin();
    }

    fn margin(&mut self) {
        self.out.push_str(&"> ".repeat(self.quotes));
        self.out.push_str(&"  ".repeat(self.lists.len().saturating_sub(1)));
    }

    fn write(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.words(&text),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.new_line(),
            Event::Rule => {
                self.new_block();
                self.words("* * *");
            }
            Event::FootnoteReference(name) => self.reference(&name),
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        self.out.push_str(text);
        self.fresh = false;
    }

    fn reference(&mut self, name: &str) {
        let next = self.order.len() + 1;
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        if number == next {
            self.order.push(name.to_owned());
        }
        self.words(&format!("[{number}]"));
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_) => self.new_block(),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.new_block();
                    self.fresh = true;
                }
                self.lists.push(first);
            }
            Tag::Item => self.item(),
            Tag::TableRow => self.new_line(),
            Tag::Link { dest_url, .. } => self.links.push((self.out.len(), dest_url.into_string())),
            _ => {}
        }
    }

    fn item(&mut self) {
        if !self.fresh {
            self.new_line();
        }
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.words(&mark);
        // The item's first paragraph is on the line of its marker.
        self.fresh = true;
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => self.quotes -= 1,
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::TableCell => self.words("  "),
            TagEnd::Link => {
                // A link whose text is its address, or that leads within the page, needs no address beside it.
                if let Some((start, url)) = self.links.pop()
                    && self.out.get(start..) != Some(url.as_str())
                    && !url.starts_with('#')
                {
                    self.words(&format!(" ({url})"));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_of_a_text_is_lost() {
        let text = plain(
            "Read [the report](https://example.org/r) of *2026*.[^a]\n\n## What is next\n\n1. Call.\n2. Write,\n   soon.\n\n- one\n- two\n  - three\n\n> Said so.\n\nEnd: <https://example.org>.\n\n[^a]: Page [nine](https://example.org/9).\n",
        );
        insta::assert_snapshot!(text, @"
        Read the report (https://example.org/r) of 2026.[1]

        What is next

        1. Call.
        2. Write, soon.

        - one
        - two
          - three

        > Said so.

        End: https://example.org.

        [1] Page nine (https://example.org/9).
        ");
    }
}
