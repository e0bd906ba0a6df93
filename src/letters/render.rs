//! Renders Markdown for readers: safe HTML with footnotes, plain text. One event stream (pulldown-cmark) feeds all of them.

use std::collections::BTreeMap;

use pulldown_cmark::{BrokenLink, Event, LinkType, Parser, Tag};

use super::footnotes::{Numbering, endnotes, split_notes};
use super::headings::{self, Anchors};
use super::markdown::{MarkdownProblem, options, parser};
use super::printing;

pub use super::footnotes::Labels;

/// Renders a text as HTML: raw HTML is dropped, only https, http and mailto links are kept, footnotes are numbered and linked both ways.
pub fn html(markdown: &str, labels: &Labels) -> String {
    let parts = parts(markdown, labels);
    parts.body + &parts.notes
}

/// A text as HTML, apart from its footnotes.
pub struct Parts {
    /// The text.
    pub body: String,
    /// The section with the footnotes; empty if there are none.
    pub notes: String,
}

/// Renders a text like [`html`], for callers that insert something between the text and its footnotes.
pub fn parts(markdown: &str, labels: &Labels) -> Parts {
    let (body, mut notes) = split_notes(parser(markdown));
    let (mut numbering, mut anchors) = (Numbering::default(), Anchors::of(&body));
    let body = numbering.rendered(anchors.set(body));
    let mut texts = Vec::new();
    // A note may refer to another one, so the list grows while it is rendered.
    while let Some(name) = numbering.order.get(texts.len()) {
        let events = notes.remove(name).unwrap_or_default();
        texts.push(numbering.rendered(anchors.set(events)));
    }
    Parts {
        body: clean(&body),
        notes: if texts.is_empty() {
            String::new()
        } else {
            clean(&endnotes(&texts, &numbering, labels))
        },
    }
}

/// The alignments of table cells, as CSS and as classes: pages have no inline styles, and are mirrored for languages written from right to
/// left.
const SIDES: [[&str; 2]; 6] = [
    ["<td style=\"text-align: left\">", "<td class=\"start\">"],
    ["<td style=\"text-align: center\">", "<td class=\"center\">"],
    ["<td style=\"text-align: right\">", "<td class=\"end\">"],
    ["<th style=\"text-align: left\">", "<th class=\"start\">"],
    ["<th style=\"text-align: center\">", "<th class=\"center\">"],
    ["<th style=\"text-align: right\">", "<th class=\"end\">"],
];

fn clean(html: &str) -> String {
    let cells = SIDES
        .iter()
        .fold(html.to_owned(), |html, [style, class]| html.replace(style, class));
    let sides = || ["start", "center", "end"];
    ammonia::Builder::default()
        .add_tags(["section"])
        .add_generic_attributes(["id", "role", "aria-label", "aria-labelledby"])
        .url_schemes(["https", "http", "mailto"].into())
        .link_rel(Some("noopener noreferrer"))
        .add_allowed_classes("td", sides())
        .add_allowed_classes("th", sides())
        .clean(&cells)
        .to_string()
}

/// Finds everything in a text that would be dropped or would lead nowhere.
pub fn check(markdown: &str) -> Vec<MarkdownProblem> {
    let mut problems = Vec::new();
    let mut defined: BTreeMap<String, usize> = BTreeMap::new();
    let mut referenced = Vec::new();
    let mut tell = |offset: usize, what: String| problems.push(MarkdownProblem { offset, what });
    let headings = headings::names(&parser(markdown).collect::<Vec<_>>());
    for (event, range) in parser(markdown).into_offset_iter() {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                tell(range.start, "raw HTML is not allowed: use Markdown instead".to_owned());
            }
            Event::Start(Tag::FootnoteDefinition(name)) => drop(defined.insert(name.to_string(), range.start)),
            Event::FootnoteReference(name) => referenced.push(name.to_string()),
            Event::Start(Tag::Link { dest_url, .. })
                if dest_url.starts_with('#') && !headings::leads(&headings.0, &dest_url) =>
            {
                tell(range.start, nowhere(&dest_url, &headings.1));
            }
            Event::Start(Tag::Link { dest_url, .. }) if !allowed(&dest_url) => {
                tell(
                    range.start,
                    format!("the link \"{dest_url}\" must start with https, http or mailto: fix it"),
                );
            }
            Event::Start(Tag::Image { .. }) => tell(
                range.start,
                "images are not allowed in the text: set image and image_alt at the top of the file".to_owned(),
            ),
            _ => {}
        }
    }
    for (name, offset) in &defined {
        if !referenced.contains(name) {
            tell(
                *offset,
                format!("the footnote [^{name}] is never used: refer to it in the text, or remove it"),
            );
        }
    }
    for (offset, name) in undefined_links(markdown) {
        tell(
            offset,
            format!("the link [{name}] is not defined: add a line `[{name}]: https://…`, or remove the brackets"),
        );
    }
    for (offset, name) in dangling(markdown, &defined) {
        tell(
            offset,
            format!("the footnote [^{name}] is not defined: add a line `[^{name}]: …`"),
        );
    }
    problems.extend(printing::check(markdown));
    problems
}

/// Describes a dead link within the page.
fn nowhere(link: &str, headings: &[String]) -> String {
    match headings {
        [] => format!("the link \"{link}\" points to a heading, but this text has none: remove it"),
        _ => format!(
            "the link \"{link}\" points to a heading that doesn't exist: use one of {}",
            headings::offered(headings)
        ),
    }
}

/// Finds `[text][name]` and `[name][]` without a definition, which are plain text to the parser; `[name]` alone may be an editor's word.
fn undefined_links(markdown: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let tell = |link: BrokenLink<'_>| {
        let full = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        if full && !link.reference.starts_with('^') {
            found.push((link.span.start, link.reference.to_string()));
        }
        None
    };
    Parser::new_with_broken_link_callback(markdown, options(), Some(tell)).for_each(drop);
    found
}

fn allowed(url: &str) -> bool {
    let begins = |scheme: &&str| {
        let begun = url.get(..scheme.len());
        begun.is_some_and(|begun| begun.eq_ignore_ascii_case(scheme))
    };
    ["https://", "http://", "mailto:", "#"].iter().any(begins)
}

/// Finds references to footnotes without a definition. They are plain text to the parser, so the source is searched.
fn dangling<'t>(markdown: &'t str, defined: &BTreeMap<String, usize>) -> Vec<(usize, &'t str)> {
    let starts = markdown.match_indices("[^");
    let found = starts.filter_map(|(offset, _)| Some((offset, markdown[offset + 2..].split_once(']')?.0)));
    found
        .filter(|(_, name)| !name.is_empty() && !name.contains(char::is_whitespace) && !defined.contains_key(*name))
        .collect()
}

#[cfg(test)]
mod tests;
