//! Headings as link targets: each has an id made of its words, and `[text](#its-words)` leads there.
//!
//! The ids have a prefix, since the surrounding page has ids of its own; authors write links without it.

use std::collections::BTreeSet;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use unicode_normalization::UnicodeNormalization;

/// The prefix of a heading's id.
const PREFIX: &str = "s-";

/// The name of a heading without any letter.
const NAMELESS: &str = "section";

/// The distinct names of a text's headings, as links give them.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    /// Returns the next heading's name: its words in lower case, joined by hyphens, in any script; numbered if the name is taken.
    fn next(&mut self, words: &str) -> String {
        let composed: String = words.nfc().collect::<String>().to_lowercase();
        // Vowel signs and accents belong to the preceding letter.
        let is_part = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
        let parts: Vec<&str> = composed
            .split(|c: char| !is_part(c))
            .filter(|part| part.contains(char::is_alphanumeric))
            .collect();
        let name = if parts.is_empty() {
            NAMELESS.to_owned()
        } else {
            parts.join("-")
        };
        let numbered = (2..).map(|nth| format!("{name}-{nth}"));
        let free = std::iter::once(name.clone())
            .chain(numbered)
            .find(|name| !self.0.contains(name));
        let name = free.unwrap_or(name);
        self.0.insert(name.clone());
        name
    }

    /// Returns the name that a link such as `#what-happened` refers to, if a heading has it. Browsers percent-encode other scripts.
    fn meant(&self, link: &str) -> Option<&str> {
        let given = link.strip_prefix('#')?;
        let decoded = percent_decoded(given)?;
        let name = decoded.nfc().collect::<String>().to_lowercase();
        self.0.get(&name).map(String::as_str)
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).filter(|_| *first == b'%');
        if let Some(byte) = hex.and_then(|hex| data_encoding::HEXUPPER_PERMISSIVE.decode(hex).ok()) {
            bytes.extend(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

/// Returns the names of a text's headings, in order.
pub(crate) fn names<'e, 't: 'e>(events: impl IntoIterator<Item = &'e Event<'t>>) -> (Names, Vec<String>) {
    let (mut names, mut order) = (Names::default(), Vec::new());
    let mut words: Option<String> = None;
    for event in events {
        match event {
            Event::Start(Tag::Heading { .. }) => words = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => order.extend(words.take().map(|words| names.next(&words))),
            Event::Text(text) | Event::Code(text) => words.iter_mut().for_each(|words| words.push_str(text)),
            Event::SoftBreak | Event::HardBreak => words.iter_mut().for_each(|words| words.push(' ')),
            _ => {}
        }
    }
    (names, order)
}

/// Returns whether a link leads to a heading of the text.
pub(crate) fn leads(names: &Names, link: &str) -> bool {
    names.meant(link).is_some()
}

/// Lists the valid link targets, for the words of a problem.
pub(crate) fn offered(order: &[String]) -> String {
    let links: Vec<String> = order.iter().map(|name| format!("#{name}")).collect();
    links.join(", ")
}

/// Adds ids to a text's headings, and resolves the links of the text and its notes to them.
pub(crate) struct Anchors {
    names: Names,
    order: std::vec::IntoIter<String>,
}

impl Anchors {
    /// Creates the anchors for the events of a text.
    pub(crate) fn of(events: &[Event<'_>]) -> Self {
        let (names, order) = names(events);
        Self {
            names,
            order: order.into_iter(),
        }
    }

    /// Processes the events of the text, or of one of its notes.
    pub(crate) fn set<'t>(&mut self, events: Vec<Event<'t>>) -> Vec<Event<'t>> {
        events.into_iter().map(|event| self.one(event)).collect()
    }

    fn one<'t>(&mut self, event: Event<'t>) -> Event<'t> {
        match event {
            Event::Start(Tag::Heading {
                level, classes, attrs, ..
            }) => Event::Start(Tag::Heading {
                level,
                id: self.order.next().map(|name| CowStr::from(format!("{PREFIX}{name}"))),
                classes,
                attrs,
            }),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => {
                let meant = self
                    .names
                    .meant(&dest_url)
                    .map(|name| CowStr::from(format!("#{PREFIX}{name}")));
                Event::Start(Tag::Link {
                    link_type,
                    dest_url: meant.unwrap_or(dest_url),
                    title,
                    id,
                })
            }
            event => event,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{markdown, render};
    use crate::letters::footnotes::Labels;

    use super::*;

    fn named(markdown: &str) -> Vec<String> {
        let events: Vec<Event<'_>> = markdown::parser(markdown).collect();
        names(&events).1
    }

    #[test]
    fn a_headings_name_is_its_words_in_any_script_and_unique() {
        let text = "## What *happened*?\n\n## What happened\n\n## What happened-2\n\n## ¿Qué pasó?\n\n## काला संघ\n\n## 🌾\n\n## مرحبا بكم\n\n## `H-2A` & H-2B";
        assert_eq!(
            named(text),
            [
                "what-happened",
                "what-happened-2",
                "what-happened-2-2",
                "qué-pasó",
                "काला-संघ",
                "section",
                "مرحبا-بكم",
                "h-2a-h-2b"
            ]
        );
    }

    #[test]
    fn a_name_does_not_depend_on_how_accents_are_written() {
        assert_eq!(named("## ¿Que\u{301} paso\u{301}?"), named("## ¿Qué pasó?"));
    }

    #[test]
    fn headings_have_ids_and_links_lead_to_them() {
        let text = "[down](#Qué-pasó) [coded](#qu%C3%A9-pas%C3%B3) [away](#nowhere)[^a]\n\n## ¿Qué pasó?\n\n## Notes\n\n[^a]: See [above](#notes).\n";
        let html = render::html(text, &Labels::default());
        assert!(html.contains("<h2 id=\"s-qué-pasó\">¿Qué pasó?</h2>"), "{html}");
        assert!(html.contains("<h2 id=\"s-notes\">Notes</h2>"), "{html}");
        assert_eq!(
            html.matches("id=\"notes\"").count(),
            1,
            "the heading of the footnotes: {html}"
        );
        assert_eq!(html.matches("href=\"#s-qu").count(), 2, "{html}");
        assert!(html.contains("href=\"#s-notes\""), "a note links to a heading: {html}");
        assert!(html.contains("href=\"#nowhere\""), "{html}");
    }

    #[test]
    fn dead_links_are_reported() {
        let text = "[good](#one) [bad](#two) [a][undefined] [b][] [sic] [^x] [ref]\n\n## One\n\n`[c][code]`\n\n[ref]: https://a.example\n";
        let found: Vec<String> = render::check(text).into_iter().map(|found| found.what).collect();
        let told = |words: &str| found.iter().filter(|what| what.contains(words)).count();
        assert_eq!(
            told("\"#two\" points to a heading that doesn't exist: use one of #one"),
            1,
            "{found:?}"
        );
        assert_eq!(told("the link [undefined] is not defined"), 1, "{found:?}");
        assert_eq!(told("the link [b] is not defined"), 1, "{found:?}");
        assert_eq!(told("the footnote [^x] is not defined"), 1, "{found:?}");
        assert_eq!(found.len(), 4, "{found:?}");
        let none = render::check("[bad](#two)");
        assert!(none[0].what.contains("this text has none"), "{none:?}");
    }
}
