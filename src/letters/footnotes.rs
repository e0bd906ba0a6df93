//! Footnotes: taken out of a text's events, numbered in the order of reference, and linked both ways, with labels for screen readers.

use std::collections::BTreeMap;

use pulldown_cmark::html::push_html;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::locale::{Lang, Locales};

/// The labels that a rendering needs in the reader's language.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// The heading above the footnotes.
    pub footnotes: String,
    /// The label of the link back from a footnote.
    pub back: String,
    /// The labels' language, if it is not the text's.
    pub lang: Option<Lang>,
}

impl Labels {
    /// Creates the labels for a page in `reader`'s language that shows a text in `text`'s.
    pub fn new(locales: &Locales, reader: Lang, text: Lang) -> Self {
        let spoken = locales.nearest(reader);
        Self {
            footnotes: locales.text(spoken, "footnotes"),
            back: locales.text(spoken, "footnote-back"),
            lang: (spoken != text).then_some(spoken),
        }
    }
}

/// The events of each footnote, by its name.
pub(crate) type Notes<'t> = BTreeMap<String, Vec<Event<'t>>>;

/// Takes the definitions of footnotes out of the stream; raw HTML is dropped on the way.
pub(crate) fn split_notes<'t>(events: impl Iterator<Item = Event<'t>>) -> (Vec<Event<'t>>, Notes<'t>) {
    let mut body = Vec::new();
    let mut notes = Notes::new();
    let mut inside: Option<String> = None;
    for event in events {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {}
            Event::Start(Tag::FootnoteDefinition(name)) => inside = Some(name.to_string()),
            Event::End(TagEnd::FootnoteDefinition) => inside = None,
            event => match &inside {
                Some(name) => notes.entry(name.clone()).or_default().push(event),
                None => body.push(event),
            },
        }
    }
    (body, notes)
}

/// Numbers the footnotes: in the order in which the body refers to them, then in which they refer to others.
pub(crate) fn numbers(body: &[Event<'_>], notes: &Notes<'_>) -> BTreeMap<String, usize> {
    let mut order: Vec<String> = Vec::new();
    let mut numbers = BTreeMap::new();
    let mut events = body;
    let mut next = 0;
    loop {
        for event in events {
            if let Event::FootnoteReference(name) = event
                && !numbers.contains_key(name.as_ref())
            {
                order.push(name.to_string());
                numbers.insert(name.to_string(), order.len());
            }
        }
        let Some(name) = order.get(next) else { return numbers };
        events = notes.get(name).map_or(&[], Vec::as_slice);
        next += 1;
    }
}

/// The numbers of footnotes, in the order in which they are first referred to.
#[derive(Default)]
pub(crate) struct Numbering {
    /// The names of the footnotes.
    pub(crate) order: Vec<String>,
    /// How often each is referred to.
    references: Vec<usize>,
}

impl Numbering {
    /// Renders events as HTML, with references as links.
    pub(crate) fn rendered(&mut self, events: Vec<Event<'_>>) -> String {
        let events: Vec<Event<'_>> = events.into_iter().map(|event| self.numbered(event)).collect();
        let mut out = String::new();
        push_html(&mut out, events.into_iter());
        out
    }

    fn numbered<'t>(&mut self, event: Event<'t>) -> Event<'t> {
        let Event::FootnoteReference(name) = event else {
            return event;
        };
        let known = self.order.iter().position(|other| *other == *name);
        let index = known.unwrap_or_else(|| {
            self.order.push(name.to_string());
            self.references.push(0);
            self.order.len() - 1
        });
        self.references[index] += 1;
        let (number, id) = (index + 1, reference(index + 1, self.references[index]));
        Event::InlineHtml(CowStr::from(format!(
            "<sup><a role=\"doc-noteref\" href=\"#note-{number}\" id=\"{id}\">{number}</a></sup>"
        )))
    }
}

/// Returns the id of the `nth` reference to a footnote.
fn reference(number: usize, nth: usize) -> String {
    if nth == 1 {
        format!("ref-{number}")
    } else {
        format!("ref-{number}-{nth}")
    }
}

/// Renders the section with all footnotes; `texts` are theirs, as HTML.
pub(crate) fn endnotes(texts: &[String], numbering: &Numbering, labels: &Labels) -> String {
    let lang = labels.lang.map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default();
    let heading = ammonia::clean_text(&labels.footnotes);
    let items = texts
        .iter()
        .zip(&numbering.references)
        .enumerate()
        .map(|(index, (text, references))| {
            let number = index + 1;
            let links = (1..=*references).map(|nth| back_link(number, nth, labels, &lang));
            let links: String = links.collect();
            format!("<li id=\"note-{number}\">{}{links}</li>", on_its_line(text.trim()))
        });
    let items = items.collect::<Vec<_>>().concat();
    format!(
        "<section role=\"doc-endnotes\" aria-labelledby=\"notes\"><h2 id=\"notes\"{lang}>{heading}</h2><ol>{items}</ol></section>"
    )
}

/// Unwraps a single paragraph, so that it is on the line of its number.
fn on_its_line(text: &str) -> &str {
    let one = text.strip_prefix("<p>").and_then(|text| text.strip_suffix("</p>"));
    one.filter(|text| !text.contains("<p>")).unwrap_or(text)
}

/// Renders the link from a footnote back to the `nth` reference to it.
fn back_link(number: usize, nth: usize, labels: &Labels, lang: &str) -> String {
    let which = if nth == 1 {
        number.to_string()
    } else {
        format!("{number}.{nth}")
    };
    let (back, label) = (
        reference(number, nth),
        ammonia::clean_text(&format!("{} {which}", labels.back)),
    );
    format!(" <a role=\"doc-backlink\" href=\"#{back}\" aria-label=\"{label}\"{lang}>↩</a>")
}

#[cfg(test)]
mod tests {
    use super::super::render::{html, parts};
    use super::*;

    fn labels() -> Labels {
        Labels {
            footnotes: "Notes".to_owned(),
            back: "Back to reference".to_owned(),
            lang: None,
        }
    }

    #[test]
    fn footnotes_are_numbered_and_linked_both_ways() {
        let out = html("One[^b] two[^a] again[^b].\n\n[^a]: First.\n[^b]: Second.\n", &labels());
        insta::assert_snapshot!(out, @r##"
        <p>One<sup><a role="doc-noteref" href="#note-1" id="ref-1" rel="noopener noreferrer">1</a></sup> two<sup><a role="doc-noteref" href="#note-2" id="ref-2" rel="noopener noreferrer">2</a></sup> again<sup><a role="doc-noteref" href="#note-1" id="ref-1-2" rel="noopener noreferrer">1</a></sup>.</p>
        <section role="doc-endnotes" aria-labelledby="notes"><h2 id="notes">Notes</h2><ol><li id="note-1">Second. <a role="doc-backlink" href="#ref-1" aria-label="Back to reference 1" rel="noopener noreferrer">↩</a> <a role="doc-backlink" href="#ref-1-2" aria-label="Back to reference 1.2" rel="noopener noreferrer">↩</a></li><li id="note-2">First. <a role="doc-backlink" href="#ref-2" aria-label="Back to reference 2" rel="noopener noreferrer">↩</a></li></ol></section>
        "##);
    }

    #[test]
    fn a_footnote_may_have_one_of_its_own_and_paragraphs() {
        let out = html(
            "One[^a].\n\n[^a]: First[^b].\n\n    More.\n\n[^b]: Second.\n",
            &labels(),
        );
        assert!(
            out.contains("First<sup><a role=\"doc-noteref\" href=\"#note-2\" id=\"ref-2\""),
            "{out}"
        );
        assert!(
            out.contains("<p>More.</p>")
                && out.contains("<li id=\"note-2\">Second. <a role=\"doc-backlink\" href=\"#ref-2\""),
            "{out}"
        );
    }

    #[test]
    fn labels_in_another_language_than_the_text_say_so() {
        let spanish = Labels {
            lang: Lang::parse("es"),
            footnotes: "Notas".to_owned(),
            back: "Volver".to_owned(),
        };
        let notes = parts("One[^a].\n\n[^a]: First.\n", &spanish).notes;
        assert!(notes.contains("<h2 id=\"notes\" lang=\"es\">Notas</h2>"), "{notes}");
        assert!(notes.contains("aria-label=\"Volver 1\" lang=\"es\""), "{notes}");
    }
}
