//! Characters that nobody sees, written into a head by escape: TOML takes `"\\u0001"` where it would refuse the character itself.

use std::path::Path;

use toml::Spanned;
use toml::de::DeValue;

use super::super::printing::is_unprintable;
use super::super::problem::Problem;

/// A problem for each of them, at its escape; the TOML stands at `start` in the file.
pub(super) fn unprintable(
    file: &Path,
    text: &str,
    start: usize,
    toml: &str,
    value: &Spanned<DeValue<'_>>,
) -> Vec<Problem> {
    match value.get_ref() {
        DeValue::String(string) if string.chars().any(is_unprintable) => {
            let span = value.span();
            let found = escapes(&toml[span.clone()]);
            let tell = |(offset, c): (usize, char)| {
                let what = format!(
                    "the character U+{:04X} can't be seen or printed: remove it",
                    u32::from(c)
                );
                Problem::at(file, text, start + span.start + offset, what)
            };
            found.into_iter().map(tell).collect()
        }
        DeValue::Array(array) => array
            .iter()
            .flat_map(|it| unprintable(file, text, start, toml, it))
            .collect(),
        DeValue::Table(table) => {
            let values = table.iter();
            values
                .flat_map(|(_, it)| unprintable(file, text, start, toml, it))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The escapes of a text in quotes that stand for such characters, with their offsets.
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
    fn what_nobody_sees_is_told_at_its_escape() {
        assert_eq!(
            told("title = \"a\\\\u0001 \\u0001 \\t\"\nasks = [\"x\", \"é\\U0000FFFE \\b\"]\n"),
            [
                "en.md:2:19: the character U+0001 can't be seen or printed: remove it",
                "en.md:3:16: the character U+FFFE can't be seen or printed: remove it",
                "en.md:3:27: the character U+0008 can't be seen or printed: remove it",
            ]
        );
    }

    #[test]
    fn what_is_no_escape_is_a_text() {
        assert_eq!(told("title = 'C:\\u0001'\nasks = [\"\\\\b \\n \\u00e9\"]\n"), [""; 0]);
    }
}
