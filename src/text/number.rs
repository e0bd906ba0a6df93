//! A number and its noun, in the English of the command line. Pages and mails use Fluent's plural forms.

/// Formats a count: `1 signature`, `2,040 signatures`.
pub fn counted(number: impl TryInto<u64>, one: &str, many: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// Formats a number with commas: `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::counted;

    /// The nouns that commands count.
    const NOUNS: &[&str] = &[
        "characters",
        "committee seats",
        "contacts",
        "counted signatures",
        "emails",
        "errors",
        "files",
        "individuals",
        "letters",
        "lines",
        "more problems",
        "more signatures",
        "offices",
        "organizations",
        "people",
        "problems",
        "records",
        "rows",
        "signatures",
        "signers",
        "subscriptions",
        "times",
        "warnings",
        "were",
        "ZIP codes",
    ];

    #[test]
    fn one_is_not_several() {
        assert_eq!(counted(0_u64, "person", "people"), "0 people");
        assert_eq!(counted(1_usize, "person", "people"), "1 person");
        assert_eq!(counted(2_i64, "person", "people"), "2 people");
        let grouped = [999_u64, 1_000, 12_345, 1_234_567].map(|number| counted(number, "person", "people"));
        assert_eq!(
            grouped,
            ["999 people", "1,000 people", "12,345 people", "1,234,567 people"]
        );
    }

    fn is_test(path: &Path) -> bool {
        path.ends_with("text/number.rs")
            || path
                .components()
                .any(|part| part.as_os_str().to_string_lossy().starts_with("tests"))
    }

    fn sources(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|kind| kind == "rs") && !is_test(&path) {
                let text = std::fs::read_to_string(&path).expect("reads");
                let lines = text.lines().enumerate();
                found.extend(lines.map(|(n, line)| format!("{}:{}: {line}", path.display(), n + 1)));
            }
        }
    }

    /// Checks the sources. If more than one is certain, the arm of a `match` begins with `many =>` or `more =>`.
    #[test]
    fn every_number_before_a_noun_is_counted() {
        let mut lines = Vec::new();
        sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut lines);
        let is_wrong = |line: &&String| {
            let printed = NOUNS.iter().any(|noun| {
                let wanted = format!("}} {noun}");
                let mut places = line.match_indices(&wanted);
                places.any(|(at, found)| {
                    line[at + found.len()..].starts_with(|c: char| !c.is_alphanumeric()) && line[..at].contains('"')
                })
            });
            printed && !["many =>", "more =>"].iter().any(|arm| line.contains(arm)) && !line.contains("assert")
        };
        let wrong: Vec<_> = lines.iter().filter(is_wrong).collect();
        assert!(wrong.is_empty(), "say counted(…): {wrong:#?}");
    }
}
