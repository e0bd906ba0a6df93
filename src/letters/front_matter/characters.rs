//! Finds invisible characters in front matter: written literally, or by an escape, which TOML takes even where it would refuse the
//! character.

use std::path::Path;

use toml::Spanned;
use toml::de::DeValue;

use super::super::printing::is_unprintable;
use crate::problem::Problem;

use super::places::texts;
use crate::text::tidy;

/// Returns a problem for each invisible character, and for each text of which nothing is visible; the TOML begins at `start` in the file.
pub(super) fn unseen(file: &Path, text: &str, start: usize, toml: &str, value: &Spanned<DeValue<'_>>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (span, words) in texts(value) {
        let mut tell = |offset: usize, what: String| {
            problems.push(Problem::at(file, text, start + span.start + offset, what));
        };
        if words.chars().any(is_unprintable) {
            for (offset, c) in unprintable(&toml[span.clone()]) {
                let number = u32::from(c);
                tell(
                    offset,
                    format!("the character U+{number:04X} is invisible and can't be printed: remove it"),
                );
            }
        } else if !words.trim().is_empty() && tidy(words).is_empty() {
            tell(
                0,
                "this text has no visible characters: fill it in, or remove it".to_owned(),
            );
        }
    }
    problems
}

/// Finds the unprintable characters of a quoted text, with their offsets.
fn unprintable(quoted: &str) -> Vec<(usize, char)> {
    let mut found = escapes(quoted);
    found.extend(quoted.char_indices().filter(|(_, c)| is_unprintable(*c)));
    found
}

/// Finds the escapes of a quoted text that stand for such characters, with their offsets.
fn escapes(quoted: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut rest = quoted;
    while let Some(at) = rest.find('\\') {
        let offset = quoted.len() - rest.len() + at;
        rest = &rest[at + 1..];
        let Some(kind) = rest.chars().next() else { break };
        rest = &rest[kind.len_utf8()..];
        let digits = match kind {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let c = match kind {
            'b' => Some('\u{8}'),
            'e' => Some('\u{1b}'),
            _ => rest
                .get(..digits)
                .and_then(|hex| char::from_u32(u32::from_str_radix(hex, 16).ok()?)),
        };
        found.extend(c.filter(|c| is_unprintable(*c)).map(|c| (offset, c)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::values::toml_at;
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[expect(dead_code, reason = "what is read is not looked at")]
    struct Head {
        title: String,
        asks: Vec<String>,
    }

    fn told(toml: &str) -> Vec<String> {
        let file = format!("+++\n{toml}+++\n");
        let found = toml_at::<Head>(Path::new("en.md"), &file, 4, toml)
            .err()
            .unwrap_or_default();
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_invisible_character_is_reported_at_its_escape() {
        assert_eq!(
            told("title = \"a\\\\u0001 \\u0001 \\t\"\nasks = [\"x\", \"é\\U0000FFFE \\b\"]\n"),
            [
                "en.md:2:19: the character U+0001 is invisible and can't be printed: remove it",
                "en.md:3:16: the character U+FFFE is invisible and can't be printed: remove it",
                "en.md:3:27: the character U+0008 is invisible and can't be printed: remove it",
            ]
        );
    }

    #[test]
    fn a_literal_invisible_character_is_reported_too() {
        assert_eq!(
            told("title = \"a\u{202e}b\"\nasks = ['\u{ffff}']\n"),
            [
                "en.md:2:11: the character U+202E is invisible and can't be printed: remove it",
                "en.md:3:10: the character U+FFFF is invisible and can't be printed: remove it",
            ]
        );
    }

    #[test]
    fn an_invisible_text_is_reported_at_its_position() {
        let what = "this text has no visible characters: fill it in, or remove it";
        assert_eq!(
            told("title = \"\\u200B\"\nasks = [\"x\", \" \\u3164 \", '\u{feff}', \"\\u0001\"]\n"),
            [
                format!("en.md:2:9: {what}"),
                format!("en.md:3:14: {what}"),
                format!("en.md:3:26: {what}"),
                "en.md:3:32: the character U+0001 is invisible and can't be printed: remove it".to_owned(),
            ]
        );
        assert_eq!(told("title = \"a\\u200B\"\nasks = [\"\"]\n"), [""; 0]);
    }

    #[test]
    fn a_backslash_without_an_escape_is_plain_text() {
        assert_eq!(told("title = 'C:\\u0001'\nasks = [\"\\\\b \\n \\u00e9\"]\n"), [""; 0]);
    }
}
