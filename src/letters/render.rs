//! Markdown as readers see it: safe HTML with footnotes, plain text, excerpts. One event stream (pulldown-cmark) feeds all.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

pub use super::footnotes::Labels;
use super::footnotes::{Numbering, endnotes, split_notes};

/// Something in a Markdown text that we do not publish; `offset` is a byte offset into the text.
#[derive(Debug, PartialEq, Eq)]
pub struct MarkdownProblem {
    /// Where.
    pub offset: usize,
    /// What is wrong, and how to mend it.
    pub what: String,
}

pub(super) fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_FOOTNOTES | Options::ENABLE_TABLES)
}

/// A text as HTML: raw HTML dropped, only https, http and mailto links, footnotes numbered and linked both ways.
pub fn html(markdown: &str, labels: &Labels) -> String {
    let parts = parts(markdown, labels);
    parts.body + &parts.notes
}

/// A text as HTML, its footnotes apart.
pub struct Parts {
    /// The text.
    pub body: String,
    /// A section with the footnotes; empty if there are none.
    pub notes: String,
}

/// The same as [`html`], for who sets something between the text and its footnotes.
pub fn parts(markdown: &str, labels: &Labels) -> Parts {
    let (body, mut notes) = split_notes(parser(markdown));
    let mut numbering = Numbering::default();
    let body = numbering.rendered(body);
    let mut texts = Vec::new();
    // A note may refer to another one: the list grows while it is rendered.
    while let Some(name) = numbering.order.get(texts.len()) {
        let events = notes.remove(name).unwrap_or_default();
        texts.push(numbering.rendered(events));
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

fn clean(html: &str) -> String {
    ammonia::Builder::default()
        .add_tags(["section"])
        .add_generic_attributes(["id", "role", "aria-label", "aria-labelledby"])
        .url_schemes(["https", "http", "mailto"].into())
        .link_rel(Some("noopener noreferrer"))
        .clean(html)
        .to_string()
}

/// The body's words alone, for excerpts: link targets and footnotes are left out ([`super::plain`] keeps them).
pub fn text(markdown: &str) -> String {
    let (body, _) = split_notes(parser(markdown));
    let mut out = String::new();
    for event in body {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(Tag::Item) => out.push_str("- "),
            Event::End(TagEnd::Item) => out.push('\n'),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::List(_)) => out.push_str("\n\n"),
            _ => {}
        }
    }
    out.trim().to_owned()
}

/// The beginning of the text, at most `characters` long, cut at a word.
pub fn excerpt(markdown: &str, characters: usize) -> String {
    let prose: Vec<&str> = markdown.lines().filter(|line| !line.starts_with('#')).collect();
    let plain = text(&prose.join("\n")).split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= characters {
        return plain;
    }
    let cut: String = plain.chars().take(characters).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', '.', ';', ':']))
}

/// Everything in a text that would be dropped or would lead nowhere.
pub fn check(markdown: &str) -> Vec<MarkdownProblem> {
    let mut problems = Vec::new();
    let mut defined: BTreeMap<String, usize> = BTreeMap::new();
    let mut referenced = Vec::new();
    let mut tell = |offset: usize, what: String| problems.push(MarkdownProblem { offset, what });
    for (event, range) in parser(markdown).into_offset_iter() {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => tell(
                range.start,
                "raw HTML is not published: write Markdown instead".to_owned(),
            ),
            Event::Start(Tag::FootnoteDefinition(name)) => drop(defined.insert(name.to_string(), range.start)),
            Event::FootnoteReference(name) => referenced.push(name.to_string()),
            Event::Start(Tag::Link { dest_url, .. }) if !allowed(&dest_url) => {
                tell(
                    range.start,
                    format!("the link \"{dest_url}\" is not https, http or mailto: correct it"),
                );
            }
            Event::Start(Tag::Image { .. }) => tell(
                range.start,
                "images stand in the head (image, image_alt), not in the text".to_owned(),
            ),
            _ => {}
        }
    }
    for (name, offset) in &defined {
        if !referenced.contains(name) {
            tell(
                *offset,
                format!("the footnote [^{name}] is never referred to: refer to it or remove it"),
            );
        }
    }
    for (offset, name) in dangling(markdown, &defined) {
        tell(
            offset,
            format!("the footnote [^{name}] is not defined: add a line `[^{name}]: …`"),
        );
    }
    problems
}

fn allowed(url: &str) -> bool {
    ["https://", "http://", "mailto:", "#"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

/// References without a definition are plain text to the parser, so they are looked for in the source.
fn dangling<'t>(markdown: &'t str, defined: &BTreeMap<String, usize>) -> Vec<(usize, &'t str)> {
    let starts = markdown.match_indices("[^");
    let found = starts.filter_map(|(offset, _)| Some((offset, markdown[offset + 2..].split_once(']')?.0)));
    found
        .filter(|(_, name)| !name.is_empty() && !name.contains(char::is_whitespace) && !defined.contains_key(*name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_markup_is_harmless() {
        let out = html(
            "<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=y> **b**",
            &Labels::default(),
        );
        assert!(!out.contains("script") && !out.contains("onerror"), "{out}");
        assert!(out.contains("<strong>b</strong>"));
    }

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(excerpt("Protect the *workers*, now.", 100), "Protect the workers, now.");
        assert_eq!(excerpt("One.\n\n## Heading\n\nTwo.", 100), "One. Two.");
        assert_eq!(excerpt("Protect the workers, now.", 21), "Protect the workers…");
    }

    #[test]
    fn what_can_not_be_published_is_told_with_its_place() {
        let found: Vec<String> = check("a [^x] <b>c</b>\n\n[^y]: z\n\n[l](ftp://q)")
            .into_iter()
            .map(|p| format!("{}: {}", p.offset, p.what))
            .collect();
        insta::assert_snapshot!(found.join("\n"), @r#"
        7: raw HTML is not published: write Markdown instead
        11: raw HTML is not published: write Markdown instead
        26: the link "ftp://q" is not https, http or mailto: correct it
        17: the footnote [^y] is never referred to: refer to it or remove it
        2: the footnote [^x] is not defined: add a line `[^x]: …`
        "#);
    }
}
