//! Finds what can't be printed: a letter that passes these checks can be typeset as a PDF.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown::{MarkdownProblem, parser};
use crate::text::is_noncharacter;

/// How deep lists, quotations and footnotes may be nested; more leave no room on a page.
const DEEPEST: usize = 8;

/// How deep inline content such as emphasis and links may be nested.
const DEEPEST_WORDS: usize = 8;

/// Returns every such problem, with its position.
pub(crate) fn check(markdown: &str) -> Vec<MarkdownProblem> {
    let mut problems = nesting(markdown);
    problems.extend(empty_notes(markdown));
    let controls = markdown.char_indices().filter(|(_, c)| is_unprintable(*c));
    problems.extend(controls.map(|(offset, c)| MarkdownProblem {
        offset,
        what: format!(
            "the character U+{:04X} is invisible and can't be printed: remove it",
            u32::from(c)
        ),
    }));
    problems.extend(named_controls(markdown));
    problems
}

/// Finds control characters written as `&#1;`: neither a feed nor a PDF may contain them.
fn named_controls(markdown: &str) -> Vec<MarkdownProblem> {
    let mut problems = Vec::new();
    for (event, range) in parser(markdown).into_offset_iter() {
        let (Event::Text(text) | Event::Code(text)) = event else {
            continue;
        };
        let source = &markdown[range.clone()];
        let named = text.chars().filter(|c| is_unprintable(*c) && !source.contains(*c));
        problems.extend(named.map(|c| MarkdownProblem {
            offset: range.start,
            what: format!(
                "this code produces the character U+{:04X}, which is invisible and can't be printed: remove it",
                u32::from(c)
            ),
        }));
    }
    problems
}

/// Finds headings that are more than one level below the one before: screen readers list them as an outline. Such a text can be published;
/// whether to mend it is the author's decision.
pub(crate) fn skipped_levels(markdown: &str) -> Vec<MarkdownProblem> {
    let (mut problems, mut depth, mut before) = (Vec::new(), 0, 1);
    for (event, range) in parser(markdown).into_offset_iter() {
        match event {
            Event::Start(tag) if is_container(&tag) => depth += 1,
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => depth -= 1,
            Event::Start(Tag::Heading { level, .. }) if depth == 0 => {
                let level = level as u8;
                if level > before + 1 && level > 2 {
                    problems.push(MarkdownProblem {
                        offset: range.start,
                        what: format!(
                            "the heading skips from level {before} to level {level}: use {} instead",
                            "#".repeat(usize::from(before) + 1)
                        ),
                    });
                }
                before = level.max(2);
            }
            _ => {}
        }
    }
    problems
}

/// Returns whether a character is unprintable: control characters other than white space, bidi overrides, and what Unicode reserves for
/// programs.
pub(crate) fn is_unprintable(c: char) -> bool {
    let white = matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
    let overrides = matches!(c, '\u{202d}' | '\u{202e}');
    (c.is_control() && !white) || overrides || is_noncharacter(c)
}

/// Finds the first position at which each kind of nesting is too deep.
fn nesting(markdown: &str) -> Vec<MarkdownProblem> {
    let (mut problems, mut deep, mut deep_words) = (Vec::new(), 0, 0);
    let mut told = [false; 2];
    for (event, range) in parser(markdown).into_offset_iter() {
        let (depth, deepest, index, what) = match &event {
            Event::Start(tag) if is_container(tag) => {
                deep += 1;
                (deep, DEEPEST, 0, "lists and quotes")
            }
            Event::Start(tag) if is_words(tag) => {
                deep_words += 1;
                (deep_words, DEEPEST_WORDS, 1, "bold, italics and links")
            }
            Event::End(tag) => {
                match tag {
                    TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => deep -= 1,
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image => deep_words -= 1,
                    _ => {}
                }
                continue;
            }
            _ => continue,
        };
        if depth > deepest && !std::mem::replace(&mut told[index], true) {
            problems.push(MarkdownProblem {
                offset: range.start,
                what: format!("{what} are nested more than {deepest} levels deep: use fewer levels"),
            });
        }
    }
    problems
}

/// Finds empty footnotes, whose references would lead nowhere. Their offsets are those of their definitions.
fn empty_notes(markdown: &str) -> Vec<MarkdownProblem> {
    let (mut problems, mut open) = (Vec::new(), None);
    for (event, range) in parser(markdown).into_offset_iter() {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => open = Some(range.start),
            Event::End(TagEnd::FootnoteDefinition) => problems.extend(open.take().map(|offset| MarkdownProblem {
                offset,
                what: "this footnote is empty: fill it in, or remove it and its references".to_owned(),
            })),
            // Only readable content counts.
            Event::Text(text) | Event::Code(text) if !text.trim().is_empty() => open = None,
            Event::FootnoteReference(_) | Event::Start(Tag::Image { .. }) => open = None,
            _ => {}
        }
    }
    problems
}

fn is_container(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::List(_) | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_))
}

fn is_words(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(markdown: &str) -> Vec<String> {
        let problems = check(markdown).into_iter();
        problems
            .map(|problem| format!("{}: {}", problem.offset, problem.what))
            .collect()
    }

    #[test]
    fn character_references_are_checked_like_literal_characters() {
        assert_eq!(
            found("ab &#1; c"),
            ["3: this code produces the character U+0001, which is invisible and can't be printed: remove it"]
        );
        assert_eq!(found("x &#xFFFF; `&#8;`").len(), 1, "in code it is what it is");
        assert_eq!(found("x\u{1} &amp; &#9;").len(), 1, "told once");
    }

    #[test]
    fn excessive_nesting_is_reported_once_at_its_position() {
        let list = |depth: usize| {
            (0..depth)
                .map(|n| format!("{}- x\n", "  ".repeat(n)))
                .collect::<Vec<_>>()
                .concat()
        };
        assert_eq!(found(&list(8)), Vec::<String>::new());
        assert_eq!(
            found(&list(300)),
            ["104: lists and quotes are nested more than 8 levels deep: use fewer levels"]
        );
        assert_eq!(found(&format!("{} x", ">".repeat(2000))).len(), 1);
        assert_eq!(
            found(&format!("{}c{}", "*a **b ".repeat(5), "** d*".repeat(5))).len(),
            1
        );
    }

    #[test]
    fn a_skipped_heading_level_is_reported_at_its_position() {
        let skips = |markdown: &str| {
            skipped_levels(markdown)
                .into_iter()
                .map(|it| (it.offset, it.what))
                .collect::<Vec<_>>()
        };
        let told = "the heading skips from level 2 to level 4: use ### instead".to_owned();
        assert_eq!(skips("## a\n\n#### b\n\n##### c\n\n## d\n"), [(6, told)]);
        assert_eq!(skips("# a\n\n## b\n\n### c\n\n> ###### d\n"), []);
        assert_eq!(skips("### a\n").len(), 1);
    }

    #[test]
    fn an_empty_footnote_is_reported_at_its_position() {
        let told = |offset: usize| {
            vec![format!(
                "{offset}: this footnote is empty: fill it in, or remove it and its references"
            )]
        };
        assert_eq!(found("Text[^1].\n\n[^1]:\n"), told(11));
        assert_eq!(found("Text[^1].\n\n[^1]: [x]: https://e.org\n"), told(11));
        assert_eq!(found("Text[^1].\n\n[^1]: Words.\n"), Vec::<String>::new());
        assert_eq!(found("Text[^1].\n\n[^1]:\n    - a list\n"), Vec::<String>::new());
    }

    #[test]
    fn white_space_is_accepted_and_other_control_characters_are_reported() {
        assert_eq!(found("a\tb\u{b}c\r\nd\u{85}"), Vec::<String>::new());
        assert_eq!(
            found("añ\u{1}"),
            ["3: the character U+0001 is invisible and can't be printed: remove it"]
        );
        assert_eq!(found("\u{ffff}\u{fdd0}").len(), 2);
        assert_eq!(found("abc \u{202e}def").len(), 1, "it would turn what follows it");
    }
}
