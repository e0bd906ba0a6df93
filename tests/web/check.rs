//! What `letters check` says about each kind of error: where, what, and how to mend it.

use std::path::Path;

use undersigned::letters::library::Library;
use undersigned::locale::Locales;

use crate::app::copy;

const TOML: &str = "protect-temporary-visa-workers/letter.toml";
const TEXT: &str = "protect-temporary-visa-workers/en.md";
const OP_ED: &str = "recruitment-that-works-for-nurses/letter.toml";
const TOPICS: &str = "_site/topics.toml";

/// Returns the problems of our letters with one file changed, without the folder's name.
fn problems(file: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    copy(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters")),
        folder.path(),
    );
    let path = folder.path().join(file);
    let text = std::fs::read_to_string(&path).expect("a file");
    let changed = change(&text);
    assert_ne!(text, changed, "the slip is there");
    std::fs::write(&path, changed).expect("writes");
    let found = Library::load(folder.path(), &Locales::load().expect("locales"))
        .err()
        .unwrap_or_default();
    let prefix = format!("{}/", folder.path().display());
    found
        .iter()
        .map(|problem| problem.to_string().replace(&prefix, ""))
        .collect()
}

#[rstest::rstest]
#[case(TOML, "\"HSED\"", "\"hsed\"", "letter.toml:15:31: \"hsed\" is not a committee code")]
#[case(
    TOML,
    "leadership = true",
    "members = [\"Pelosi\"]",
    "letter.toml:16:12: \"Pelosi\" is not a Member's bioguide ID"
)]
#[case(
    TOML,
    "leadership = true",
    "chambers = [\"senat\"]",
    "letter.toml:16:13: \"senat\" is not a chamber"
)]
#[case(
    TOML,
    "name = \"The Secretary of Labor\"",
    "name = \"\"",
    "letter.toml:21:8: the recipient's name is empty"
)]
#[case(
    TOML,
    "\"200 Constitution Avenue NW\"",
    "\" \"",
    "letter.toml:22:1: the recipient's address is missing or has an empty line"
)]
#[case(
    TOML,
    "salutation = \"Dear Secretary:\"",
    "salutation = ''",
    "letter.toml:23:14: the recipient's salutation is empty"
)]
#[case(
    TOML,
    "closes = 2027-01-29T17:00:00",
    "closes_people = 2026-01-29T17:00:00",
    "letter.toml:11:1: signing closes before it opens"
)]
#[case(
    TOML,
    "closes = 2027-01-29T17:00:00",
    "# closes soon\nclosess_people = 1\ncloses = 2026-01-29T17:00:00",
    "letter.toml:12:1: unknown field `closess_people`"
)]
#[case(
    OP_ED,
    "topics =",
    "[signing]\npeople = true\ntime_zone = \"UTC\"\n#",
    "letter.toml:4:1: an op-ed has its author's name"
)]
#[case(
    TOPICS,
    "es = \"Salud\"\n",
    "",
    "topics.toml:4:1: the topic \"health\" has no name in language es"
)]
#[case(TEXT, "title =", "titel =", "en.md:2:1: unknown field `titel`")]
fn each_error_is_reported_at_its_position(
    #[case] file: &str,
    #[case] from: &str,
    #[case] to: &str,
    #[case] told: &str,
) {
    let found = problems(file, |text| text.replacen(from, to, 1));
    let folder = file.rsplit_once('/').expect("in a folder").0;
    let told = format!("{folder}/{told}");
    assert!(
        found.iter().any(|problem| problem.starts_with(&told)),
        "{told}\n{found:#?}"
    );
}

#[test]
fn windows_line_ends_move_no_position() {
    let broken = |text: &str| format!("{text}\nA note that is nowhere.[^none]\n");
    let plain = problems(TEXT, broken);
    assert_eq!(plain.len(), 1, "{plain:?}");
    assert_eq!(problems(TEXT, |text| broken(text).replace('\n', "\r\n")), plain);
}

#[test]
fn all_unknown_names_and_syntax_errors_of_a_file_are_reported() {
    let lines = |found: Vec<String>| -> Vec<String> {
        let place = |problem: &String| problem.split(':').nth(1).unwrap_or_default().to_owned();
        found.iter().map(place).collect()
    };
    let unknown = |text: &str| {
        text.replace("topics", "topcis")
            .replace("goal", "gaol")
            .replace("leadership", "laedership")
    };
    assert_eq!(lines(problems(TOML, unknown)), ["4", "12", "16"]);
    let slips = |text: &str| {
        text.replace("revision = 1", "revision = ")
            .replace("people = true", "people true")
    };
    assert_eq!(lines(problems(TOML, slips)), ["2", "8"]);
}

#[test]
fn errors_in_front_matter_hide_neither_each_other_nor_those_of_the_body() {
    let broken = |text: &str| {
        let text = text
            .replacen("title =", "# title =", 1)
            .replacen("summary =", "# summary =", 1);
        let text = text.replacen("asks =", "closing = ''\nasks =", 1);
        format!("{text}\nA note that is nowhere.[^none]\n")
    };
    let found = problems(TEXT, broken).join("\n");
    for told in [
        "en.md:2:1: missing field `title`; add a line `title = …`",
        "en.md:2:1: missing field `summary`; add a line `summary = …`",
        "the closing is empty: write one, or remove the line to use the default",
        "the footnote [^none] is not defined: add a line",
    ] {
        assert!(found.contains(told), "{told}\n{found}");
    }
}

#[rstest::rstest]
#[case("title = \"", "title = \"\\u200B\" # \"", "this text has no visible characters")]
#[case("summary = \"", "summary = \"\u{3164}\" # \"", "this text has no visible characters")]
#[case("asks = [", "asks = [\"\\uFEFF\", ", "this text has no visible characters")]
#[case(
    "title = \"",
    "translator = \" \"\ntitle = \"",
    "the translator is empty: fill it in, or remove the line"
)]
#[case("asks = [", "asks = [\" \", ", "one of the asks is empty: fill it in, or remove it")]
fn front_matter_must_not_contain_invisible_text(#[case] from: &str, #[case] to: &str, #[case] what: &str) {
    let found = problems(TEXT, |text| text.replacen(from, to, 1));
    let text = std::fs::read_to_string(Path::new("letters").join(TEXT)).expect("reads");
    let line = 1 + text
        .lines()
        .position(|line| line.starts_with(from.trim_end_matches(['"', '['])))
        .expect("a line");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].contains(&format!("en.md:{line}:")) && found[0].contains(what),
        "{found:?}"
    );
}
