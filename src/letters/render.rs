//! Markdown as readers see it: safe HTML with footnotes, plain text, excerpts. One event stream (pulldown-cmark) feeds all.

use std::collections::BTreeMap;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html::push_html};

/// The words that a rendering needs in the reader's language.
#[derive(Clone, Debug)]
pub struct Labels {
    /// Heading above the footnotes.
    pub footnotes: String,
    /// Label of the link back from a footnote.
    pub back: String,
}

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

/// The body as HTML: raw HTML dropped, only https, http and mailto links, footnotes numbered and linked both ways.
pub fn html(markdown: &str, labels: &Labels) -> String {
    let (body, notes) = split_notes(parser(markdown));
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let body: Vec<Event<'_>> = body
        .into_iter()
        .map(|event| number(event, &mut numbers, &mut order))
        .collect();
    let mut out = String::new();
    push_html(&mut out, body.into_iter());
    if !order.is_empty() {
        let items: String = order
            .iter()
            .enumerate()
            .map(|(index, name)| note(index + 1, notes.get(name), labels))
            .collect();
        let heading = ammonia::clean_text(&labels.footnotes);
        let opening = "<section role=\"doc-endnotes\" aria-labelledby=\"notes\"><h2 id=\"notes\">";
        out.extend([opening, &heading, "</h2><ol>", &items, "</ol></section>"]);
    }
    clean(&out)
}

pub(super) type Notes<'t> = BTreeMap<String, Vec<Event<'t>>>;

/// Takes the definitions of footnotes out of the stream; raw HTML is dropped on the way.
pub(super) fn split_notes<'t>(events: impl Iterator<Item = Event<'t>>) -> (Vec<Event<'t>>, Notes<'t>) {
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

fn number<'t>(event: Event<'t>, numbers: &mut BTreeMap<String, usize>, order: &mut Vec<String>) -> Event<'t> {
    let Event::FootnoteReference(name) = event else {
        return event;
    };
    let seen = numbers.contains_key(name.as_ref());
    let number = *numbers.entry(name.to_string()).or_insert_with(|| {
        order.push(name.to_string());
        order.len()
    });
    let id = if seen {
        String::new()
    } else {
        format!(" id=\"ref-{number}\"")
    };
    Event::InlineHtml(CowStr::from(format!(
        "<sup><a role=\"doc-noteref\" href=\"#note-{number}\"{id}>{number}</a></sup>"
    )))
}

fn note(number: usize, events: Option<&Vec<Event<'_>>>, labels: &Labels) -> String {
    let mut text = String::new();
    push_html(&mut text, events.into_iter().flatten().cloned());
    let text = text
        .trim()
        .strip_prefix("<p>")
        .and_then(|text| text.strip_suffix("</p>"))
        .unwrap_or(&text)
        .to_owned();
    let label = ammonia::clean_text(&format!("{} {number}", labels.back));
    format!(
        "<li id=\"note-{number}\">{text} <a role=\"doc-backlink\" href=\"#ref-{number}\" aria-label=\"{label}\">↩</a></li>"
    )
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

    fn labels() -> Labels {
        Labels {
            footnotes: "Notes".to_owned(),
            back: "Back to reference".to_owned(),
        }
    }

    #[test]
    fn footnotes_are_numbered_and_linked_both_ways() {
        let out = html("One[^b] two[^a] again[^b].\n\n[^a]: First.\n[^b]: Second.\n", &labels());
        insta::assert_snapshot!(out, @r##"
        <p>One<sup><a role="doc-noteref" href="#note-1" id="ref-1" rel="noopener noreferrer">1</a></sup> two<sup><a role="doc-noteref" href="#note-2" id="ref-2" rel="noopener noreferrer">2</a></sup> again<sup><a role="doc-noteref" href="#note-1" rel="noopener noreferrer">1</a></sup>.</p>
        <section role="doc-endnotes" aria-labelledby="notes"><h2 id="notes">Notes</h2><ol><li id="note-1">Second. <a role="doc-backlink" href="#ref-1" aria-label="Back to reference 1" rel="noopener noreferrer">↩</a></li><li id="note-2">First. <a role="doc-backlink" href="#ref-2" aria-label="Back to reference 2" rel="noopener noreferrer">↩</a></li></ol></section>
        "##);
    }

    #[test]
    fn hostile_markup_is_harmless() {
        let out = html(
            "<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=y> **b**",
            &labels(),
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
