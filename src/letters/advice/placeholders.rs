//! Finds placeholders that a draft holds in place of words to come.

use std::path::Path;

use crate::problem::Problem;

use crate::locale::Lang;

/// Words that are placeholders.
const WORDS: [&str; 7] = ["TK", "TKTK", "TODO", "FIXME", "TBD", "TBA", "PLACEHOLDER"];

/// First words of a bracketed text that somebody was to replace.
const BEGINS: [&str; 15] = [
    "insert",
    "your",
    "name",
    "date",
    "city",
    "state",
    "org",
    "organization",
    "fill",
    "tk",
    "inserte",
    "su ",
    "nombre",
    "fecha",
    "completar",
];

/// Words after which `XX` is a number.
const NUMBERED: [&str; 14] = [
    "title",
    "titles",
    "article",
    "chapter",
    "part",
    "section",
    "century",
    "siglo",
    "título",
    "artículo",
    "capítulo",
    "parte",
    "sección",
    "anexo",
];

/// Warns of every placeholder of a file, in its head and its text.
pub(crate) fn placeholders(file: &Path, text: &str, lang: Lang) -> Vec<Problem> {
    let mut found = bracketed(text);
    found.extend(words(text, lang));
    found.sort_unstable();
    found.dedup_by_key(|(offset, _)| *offset);
    let told = |(offset, placeholder): (usize, &str)| {
        let what = format!("\"{placeholder}\" looks like a placeholder: replace it with the real text");
        Problem::at(file, text, offset, what).warning()
    };
    found.into_iter().map(told).collect()
}

/// Finds `[ORG NAME]`, `[insert date]`, `{{name}}`, `<<name>>`.
fn bracketed(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (open, close) in [("{{", "}}"), ("<<", ">>"), ("[", "]")] {
        for (offset, _) in text.match_indices(open) {
            let inner_at = offset + open.len();
            let Some(length) = text[inner_at..].find(close) else {
                continue;
            };
            let (inner, end) = (&text[inner_at..inner_at + length], inner_at + length + close.len());
            let whole = &text[offset..end];
            let is_one = match open {
                "[" => is_blank(inner) && !is_link(text, offset, end),
                _ => !inner.contains('\n') && !inner.trim().is_empty(),
            };
            if is_one {
                found.push((offset, whole));
            }
        }
    }
    found
}

/// Returns whether words in brackets are a placeholder: several in capitals, or a request.
fn is_blank(inner: &str) -> bool {
    if inner.chars().count() > 60 || inner.contains(['"', '\'', '\n', '[', '^', '.']) {
        return false;
    }
    let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters > 0 && !inner.chars().any(char::is_lowercase);
    // A single short word in capitals is often an abbreviation that an editor inserted.
    let several = inner.trim().contains([' ', '_']) || letters >= 6;
    let lower = inner.trim().to_lowercase();
    let request = BEGINS.iter().any(|begin| {
        let rest = lower.strip_prefix(begin);
        rest.is_some_and(|rest| begin.ends_with(' ') || !rest.starts_with(char::is_alphabetic))
    });
    (capitals && several) || request || (letters > 1 && lower.chars().all(|c| c == 'x' || c == ' '))
}

/// Returns whether brackets belong to a link, a reference or its definition.
fn is_link(text: &str, start: usize, end: usize) -> bool {
    let name = &text[start..end];
    text[end..].starts_with(['(', '[', ':']) || text[..start].ends_with(']') || text.contains(&format!("{name}:"))
}

/// Finds `TK`, `TODO`, `XX`, `____`, `Lorem ipsum`.
fn words(text: &str, lang: Lang) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut before = "";
    for chunk in text.split_whitespace() {
        let start = chunk.as_ptr() as usize - text.as_ptr() as usize;
        if !chunk.contains("://") {
            for (offset, word) in pieces(chunk) {
                if stands_for_others(word, before, &chunk[offset + word.len()..], lang) {
                    found.push((start + offset, word));
                }
                before = word;
            }
        }
        if chunk.contains("____") && chunk.trim_matches('_').len() + 4 <= chunk.len() && !is_alone(text, start, chunk) {
            found.push((start, chunk));
        }
    }
    let lower = text.to_ascii_lowercase();
    found.extend(
        lower
            .match_indices("lorem ipsum")
            .map(|(offset, words)| (offset, &text[offset..offset + words.len()])),
    );
    found
}

/// Splits a text into runs of letters and digits, with their positions.
fn pieces(chunk: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = chunk
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.map(|word| (word.as_ptr() as usize - chunk.as_ptr() as usize, word))
}

fn stands_for_others(word: &str, before: &str, after: &str, lang: Lang) -> bool {
    if word.len() >= 2 && word.bytes().all(|byte| byte == b'X') {
        // Roman numerals for twenty and thirty.
        return word.len() > 3 || !NUMBERED.contains(&before.to_lowercase().as_str());
    }
    // In Spanish and related languages this is a word.
    let is_word = word == "TODO" && !["en", "fr", "de", "ht"].contains(&lang.primary()) && !after.starts_with(':');
    WORDS.contains(&word) && !is_word
}

/// Returns whether a run of underscores is alone on its line, which is Markdown's thematic break.
fn is_alone(text: &str, start: usize, chunk: &str) -> bool {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    text[line_start..line_end].trim() == chunk
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, lang: &str) -> Vec<String> {
        let lang = Lang::parse(lang).expect("a tag");
        let found = placeholders(Path::new("x"), text, lang);
        found.iter().map(ToString::to_string).collect()
    }

    #[rstest::rstest]
    #[case("We at [ORG NAME] ask", "[ORG NAME]")]
    #[case("On [DATE] we", "[DATE]")]
    #[case("signed by [insert name here]", "[insert name here]")]
    #[case("firmado por [nombre]", "[nombre]")]
    #[case("about [XX] people", "[XX]")]
    #[case("Dear {{first_name}}", "{{first_name}}")]
    #[case("Dear <<NAME>>", "<<NAME>>")]
    #[case("In 2024, TK people", "TK")]
    #[case("TODO: figures", "TODO")]
    #[case("# TODO: cifras", "TODO")]
    #[case("about XX percent", "XX")]
    #[case("about $XXX,XXX", "XXX")]
    #[case("call ______ now", "______")]
    #[case("Lorem ipsum dolor", "Lorem ipsum")]
    fn a_placeholder_is_told(#[case] text: &str, #[case] placeholder: &str) {
        let told = told(text, "en");
        let begin = format!("warning: \"{placeholder}\" looks like a placeholder");
        assert!(told.iter().any(|line| line.contains(&begin)), "{told:?}");
    }

    #[rstest::rstest]
    #[case("the [DHS] rule, [t]he [sic] text [U.S.] of [it]", "en")]
    #[case("[ASK CONGRESS](https://a.example) [A B][ref] [ref]: https://a.example", "en")]
    #[case("[A LAW] of old\n\n[A LAW]: https://a.example", "en")]
    #[case("Title XX of the Social Security Act", "en")]
    #[case("en el siglo XX, TODO cambia", "es")]
    #[case("see https://example.org/TK/TODO", "en")]
    #[case("one\n\n____\n\ntwo", "en")]
    #[case("asks = [\"ONE THING\"]\nlist = [ONE]", "en")]
    #[case("a note[^NOTE ONE]", "en")]
    fn intended_text_is_not_a_placeholder(#[case] text: &str, #[case] lang: &str) {
        assert_eq!(told(text, lang), Vec::<String>::new());
    }
}
