//! What `letters check` accepts can be typeset, and page, plain text and PDF have the same words and numbers in the same order.
//!
//! A run tries the same few letters each time; `PDF_CASES` asks for so many random ones.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use undersigned::delivery::snapshot::Snapshot;
use undersigned::letters::footnotes::Labels;
use undersigned::letters::plain::plain;
use undersigned::letters::render::{check, html};

use undersigned::text;
use undersigned::typesetting::Work;

use super::{person, sheet_of, text_of, typesetter};

fn runner() -> TestRunner {
    let asked = std::env::var("PDF_CASES").ok().and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: asked.unwrap_or(12),
        failure_persistence: None,
        max_shrink_iters: 200,
        ..Config::default()
    };
    match asked {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    }
}

/// Generates inline content. Words are `@` and notes `#` until they are numbered.
fn inline(breaks: &'static str) -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        5 => Just("@".to_owned()),
        1 => Just("`@`".to_owned()),
        1 => Just("@[^#]".to_owned()),
        1 => Just(format!("@{breaks}@")),
    ];
    let piece = leaf.prop_recursive(2, 6, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|text| format!("*{text}*")),
            inner.clone().prop_map(|text| format!("__{text}__")),
            inner.prop_map(|text| format!("[{text}](https://e.example/@)")),
        ]
    });
    // Links hold no links.
    let piece = piece.prop_filter("a link in a link", |text| text.matches("](").count() < 2);
    prop::collection::vec(piece, 1..5)
        .prop_map(|pieces| pieces.join(" "))
        .boxed()
}

fn table() -> impl Strategy<Value = String> {
    let cell = prop_oneof![3 => inline(" "), 1 => Just(String::new())];
    let rows = move |columns| prop::collection::vec(prop::collection::vec(cell.clone(), columns), 1..5);
    (1_usize..5).prop_flat_map(rows).prop_map(|rows| {
        let sides = ["---", ":--", ":-:", "--:"];
        let line = |row: &Vec<String>| format!("| {} |", row.join(" | "));
        let rule: Vec<&str> = (0..rows[0].len()).map(|column| sides[column % 4]).collect();
        let mut lines: Vec<String> = rows.iter().map(line).collect();
        lines.insert(1, format!("|{}|", rule.join("|")));
        lines.join("\n")
    })
}

fn indented(text: &str, first: &str, rest: &str) -> String {
    let lines = text.lines().enumerate();
    let lines: Vec<String> = lines
        .map(|(at, line)| format!("{}{line}", if at == 0 { first } else { rest }))
        .collect();
    lines.join("\n")
}

fn blocks() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => inline("\\\n"),
        1 => (1_usize..7, inline(" ")).prop_map(|(level, text)| format!("{} {text}", "#".repeat(level).replace('#', "%"))),
        1 => table(),
        1 => Just("```\n@\n  @ @\n```".to_owned()),
        1 => Just("***".to_owned()),
    ];
    let block = leaf.prop_recursive(3, 12, 3, |inner| {
        let item = (inline("\\\n"), prop::option::of(inner.clone())).prop_map(|(first, more)| {
            [Some(first), more]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("\n\n")
        });
        let items = prop::collection::vec(item, 1..4).boxed();
        prop_oneof![
            (items.clone(), 0_usize..30).prop_map(|(items, start)| {
                let items = items.iter().enumerate();
                let items: Vec<String> = items
                    .map(|(at, item)| indented(item, &format!("{:<4}", format!("{}.", start + at)), "    "))
                    .collect();
                items.join("\n")
            }),
            items.prop_map(|items| items
                .iter()
                .map(|item| indented(item, "- ", "  "))
                .collect::<Vec<_>>()
                .join("\n")),
            inner.prop_map(|block| indented(&block, "> ", "> ")),
        ]
    });
    prop::collection::vec(block, 1..7).prop_map(|blocks| blocks.join("\n\n"))
}

/// Numbers every word and every footnote: `b7x` in the body, `n7x` in a note. One note in three refers to the next.
fn numbered(text: &str) -> String {
    let (mut out, mut words, mut notes) = (String::new(), 0, 0);
    for c in text.chars() {
        match c {
            '@' => {
                words += 1;
                out.extend(["b", &words.to_string(), "x"]);
            }
            '#' => {
                notes += 1;
                out.push_str(&notes.to_string());
            }
            '%' => out.push('#'),
            c => out.push(c),
        }
    }
    for note in 1..=notes {
        let next = if note % 3 == 0 && note < notes {
            format!("[^{}]", note + 1)
        } else {
            String::new()
        };
        out = format!("{out}\n\n[^{note}]: n{note}x{next} *more*");
    }
    out + "\n"
}

/// Returns the numbered words of a kind, each once, with what `beside` finds next to it.
fn words<'t, T>(text: &'t str, kind: char, beside: impl Fn(&'t str, &'t str) -> T) -> Vec<(&'t str, T)> {
    let mut found: Vec<(&str, T)> = Vec::new();
    for (at, _) in text.match_indices(kind) {
        let digits = text[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
        let end = at + 1 + digits + 1;
        if digits == 0 || text.get(end - 1..end) != Some("x") || found.iter().any(|(word, _)| *word == &text[at..end]) {
            continue;
        }
        found.push((&text[at..end], beside(&text[..at], &text[end..])));
    }
    found
}

/// Returns the number of the item that a word begins.
fn item(before: &str, _: &str) -> Option<u64> {
    let before = before.strip_suffix(". ")?;
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    before[before.len() - digits..].parse().ok()
}

/// Returns the number of the footnote that a word refers to.
fn note(_: &str, after: &str) -> Option<u64> {
    let after = after.strip_prefix('[').unwrap_or(after);
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    after[..digits].parse().ok()
}

/// Strips the tags of a page, and with them the addresses.
fn without_tags(html: &str) -> String {
    let mut pieces = html.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        text + piece.split_once('>').map_or("", |(_, rest)| rest)
    })
}

fn names<'t, T>(words: &[(&'t str, T)]) -> Vec<&'t str> {
    words.iter().map(|(word, _)| *word).collect()
}

#[test]
fn accepted_texts_are_set_and_page_plain_text_and_pdf_agree() {
    let tried = runner().run(&blocks().prop_map(|text| numbered(&text)), |markdown| {
        prop_assert_eq!(check(&markdown), []);
        let sheet = sheet_of(&Snapshot::default(), Some(&markdown));
        let made = typesetter().set(Work::Bundle, &sheet);
        let made = made.map_err(|error| TestCaseError::fail(error.to_string()))?;
        let pdf = text_of(&made.file, "-raw");
        let page = without_tags(&html(&markdown, &Labels::default()));
        let plain = without_addresses(&plain(&markdown));
        for kind in ['b', 'n'] {
            let (on_page, in_plain) = (words(&page, kind, note), words(&plain, kind, note));
            prop_assert_eq!(&on_page, &in_plain, "{}", plain);
            let mut in_pdf = words(&pdf, kind, note);
            if kind == 'n' {
                // Notes stand below the pages that refer to them.
                in_pdf.sort_unstable();
                let mut sorted = on_page.clone();
                sorted.sort_unstable();
                prop_assert_eq!(sorted, in_pdf, "{}", pdf);
            } else {
                prop_assert_eq!(on_page, in_pdf, "{}", pdf);
            }
        }
        let (in_plain, in_pdf) = (words(&plain, 'b', item), words(&pdf, 'b', item));
        prop_assert_eq!(in_plain, in_pdf, "{}", pdf);
        prop_assert!(!names(&words(&page, 'b', item)).is_empty() || !markdown.contains('b'));
        Ok(())
    });
    tried.unwrap_or_else(|error| panic!("{error}"));
}

/// Strips link targets, which plain text has in parentheses.
fn without_addresses(plain: &str) -> String {
    let mut pieces = plain.split(" (https://e.example/");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| {
        text + piece.split_once(')').map_or("", |(_, rest)| rest)
    })
}

#[test]
fn every_accepted_name_or_word_is_typeset() {
    let letters =
        prop::collection::vec(any::<char>(), 1..30).prop_map(|letters| letters.into_iter().collect::<String>());
    let mixed = prop_oneof![letters, "[a-zé\\p{Arabic}\\p{Devanagari}\\p{Han}\\p{M} ]{1,30}"];
    let taken = prop::collection::vec(mixed, 1..40);
    let tried = runner().run(&taken, |typed| {
        let people = typed.iter().filter_map(|typed| {
            let mut person = person(text::name(typed, 120).ok()?);
            person.comment = text::optional_line(typed, 120).ok().flatten();
            Some(person)
        });
        let snapshot = Snapshot {
            people: people.collect(),
            ..Snapshot::default()
        };
        let made = typesetter().set(Work::Bundle, &sheet_of(&snapshot, None));
        let made = made.map_err(|error| TestCaseError::fail(error.to_string()))?;
        let printed = text_of(&made.file, "-raw").split_whitespace().collect::<String>();
        for c in made.unshown.iter().filter_map(|cluster| cluster.chars().last()) {
            let number = format!("[U+{:04X}]", u32::from(c));
            prop_assert!(printed.contains(&number), "{}", number);
        }
        Ok(())
    });
    tried.unwrap_or_else(|error| panic!("{error}"));
}
