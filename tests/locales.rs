//! Every language has the same messages with the same variables in all its plural forms, and none is unused; layouts work for both writing
//! directions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use undersigned::locale::check::{self, Extent};
use undersigned::locale::{Lang, Source};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

/// Returns the files of each language.
fn languages() -> BTreeMap<String, Vec<Source>> {
    let read = |file: PathBuf| Source {
        text: std::fs::read_to_string(&file).expect("a file"),
        file: file.strip_prefix(root()).expect("below").to_owned(),
    };
    entries(&root().join("locales"))
        .into_iter()
        .map(|folder| {
            let tag = folder.file_name().expect("a name").to_string_lossy().into_owned();
            (tag, entries(&folder).into_iter().map(read).collect())
        })
        .collect()
}

/// Returns the ids of a language's messages.
fn ids(files: &[Source]) -> Vec<&str> {
    let lines = files.iter().flat_map(|source| source.text.lines());
    lines
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id)
        .filter(|id| id.starts_with(|c: char| c.is_ascii_lowercase()) && !id.contains(' '))
        .collect()
}

fn text_below(folder: &Path) -> String {
    let texts = entries(folder).into_iter().map(|path| {
        if path.is_dir() {
            text_below(&path)
        } else {
            std::fs::read_to_string(path).unwrap_or_default()
        }
    });
    texts.collect()
}

#[test]
fn every_language_has_the_same_messages_with_the_same_variables_in_all_its_plural_forms() {
    let languages = languages();
    assert!(
        languages.len() >= 2 && ids(&languages["en"]).len() > 200,
        "the messages were found"
    );
    for (tag, files) in &languages {
        let lang = Lang::parse(tag).expect("a tag");
        let problems = check::language(lang, files, &languages["en"], Extent::Whole);
        let told: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }
}

/// The families of messages whose names are put together from a code, a field's name or an outcome.
const FAMILIES: &[&str] = &[
    "month-",
    "weekday-",
    "state-",
    "country-",
    "field-",
    "hint-",
    "listing-",
    "org-kind-",
    "scope-",
    "kind-",
    "status-",
    "error-missing-",
    "error-form-",
    "confirm-",
    "approve-",
    "contact-",
    "approvals-",
    "not-us-",
    "unsubscribe-",
    "next-ask",
    "next-changed",
    "own-state-",
    "staff-bounce-",
    "staff-did-",
    "staff-line-",
    "amended-field-",
    "staff-column-",
    "staff-numbers-",
    "staff-wish-",
    "staff-zone-",
    "staff-format-",
    "staff-state-",
    "staff-held-",
    "staff-reason-",
    "staff-delivery-is-",
    "staff-delivery-show-",
    "staff-rule-",
    "staff-record-delivered",
    "staff-record-given-up",
    "staff-record-acknowledged",
    "staff-record-met",
    "staff-record-answered",
    "staff-record-note",
    "staff-way-",
    "staff-position-",
    "reviewed-because-",
    "staff-mark-",
    "staff-level-",
    "staff-origin-",
    "staff-actor-",
    "staff-mail-",
    "staff-sent-",
    "paper-",
    "staff-paper-",
    "number-locale",
];

#[test]
fn no_message_is_unused() {
    let used = text_below(&root().join("src")) + &text_below(&root().join("templates"));
    let languages = languages();
    let texts: String = languages
        .values()
        .flatten()
        .map(|source| source.text.as_str())
        .collect();
    let shown = |id: &str| used.contains(&format!("\"{id}\"")) || texts.contains(&format!("{{ {id} }}"));
    let unused: Vec<_> = ids(&languages["en"])
        .into_iter()
        .filter(|id| !FAMILIES.iter().any(|family| id.starts_with(family)) && !shown(id))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// Messages about several texts, about letters in general, or about letters of the alphabet.
#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "about", "all-letters", "contact-accepted-explained", "contact-ask-explained", "contact-letters",
    "error-form", "error-marks", "handed-over-links", "index-heading", "index-intro", "index-letters", "kind-letter", "letter-missing", "letters", "links-mail-contact", "links-mail-signed-subject", "list-no-initial", "other-name-hint", "own-contact-explained", "privacy-erased", "privacy-erased-explained", "staff-done-beyond", "staff-import-capitals", "staff-filter-no-words", "staff-no-letters", "staff-notices-explained", "invitation-stop-explained",
    "staff-person-every-letter", "staff-person-only", "staff-person-only-hint", "staff-person-owner-of-some", "staff-role-viewer-may", "staff-rule-name-hint", "staff-rule-name-wrong", "staff-rule-network-hint", "staff-rule-network-wrong",
    "status-404-explained", "status-405-explained", "status-crowded-explained",
];

/// Returns the messages that call the text that they are about a letter, even if it is a statement.
fn calls_it_a_letter(files: &[Source], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut id = "";
    for line in files.iter().flat_map(|source| source.text.lines()) {
        let begins = line
            .split_once(" =")
            .filter(|(id, _)| !id.is_empty() && !id.contains(' '));
        let shown = begins.map_or(line, |(begun, text)| {
            id = begun;
            text
        });
        let is_chosen = line.trim_start().starts_with("*[letter]");
        let shown = shown
            .split('{')
            .map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
        let shown = shown.collect::<String>().to_lowercase();
        let mut named = shown.split(|c: char| !c.is_alphabetic());
        if !line.starts_with('#') && !is_chosen && !GENERAL.contains(&id) && named.any(|word| words.contains(&word)) {
            found.push(format!("{id}: {line}"));
        }
    }
    found
}

#[test]
fn messages_about_one_text_do_not_call_a_statement_a_letter() {
    let languages = languages();
    for (tag, words) in [("en", ["letter", "letters"]), ("es", ["carta", "cartas"])] {
        let found = calls_it_a_letter(&languages[tag], &words);
        assert!(
            found.is_empty(),
            "refer to the-letter and its like:\n{}",
            found.join("\n")
        );
    }
    let bad = Source {
        file: PathBuf::from("bad.ftl"),
        text: "sign = Sign the letter\nread = Read { the-letter }\n".to_owned(),
    };
    assert_eq!(calls_it_a_letter(&[bad], &["letter"]), ["sign: sign = Sign the letter"]);
}

/// Finds what names a side of the page instead of the beginning or end of a line.
fn sided(css: &str) -> Vec<String> {
    let mut found = Vec::new();
    let comments = css
        .split("/*")
        .map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest));
    let css: String = comments.collect();
    for declaration in css.split(['{', '}', ';']).map(str::trim) {
        let Some((property, value)) = declaration.split_once(':') else {
            continue;
        };
        let (property, value) = (property.trim(), value.trim());
        let words = |text: &str| {
            text.split(['-', ' ', ',', '(', ')'])
                .any(|word| word == "left" || word == "right")
        };
        let sides = matches!(
            property,
            "text-align" | "float" | "clear" | "justify-content" | "transform-origin"
        );
        if words(property) || (sides && words(value)) {
            found.push(declaration.to_owned());
        }
    }
    found
}

#[test]
fn style_sheets_use_logical_directions() {
    let wrong = ".a { margin-left: 1px; text-align: right } b { border-left: 0; left: 1px; float: left; padding: 0 }";
    assert_eq!(sided(wrong).len(), 5, "{:?}", sided(wrong));
    let sheets = entries(&root().join("static/css"));
    assert!(!sheets.is_empty());
    for sheet in sheets {
        assert_eq!(
            sided(&std::fs::read_to_string(&sheet).expect("a file")),
            Vec::<String>::new(),
            "{}",
            sheet.display()
        );
    }
}

/// Styles within mails are checked, too.
#[test]
fn mails_declare_their_direction_and_use_no_fixed_side() {
    let bodies: Vec<_> = entries(&root().join("templates/emails"))
        .into_iter()
        .map(|folder| folder.join("body.html.hbs"))
        .filter(|file| file.is_file())
        .collect();
    assert!(bodies.len() > 5);
    for file in bodies {
        let text = std::fs::read_to_string(&file).expect("a file");
        assert!(
            text.contains("<html lang=\"{{lang}}\" dir=\"{{t \"direction\"}}\">"),
            "{} says neither its language nor its direction",
            file.display()
        );
        for style in text.split("style=\"").skip(1) {
            let style = style.split('"').next().unwrap_or_default();
            assert_eq!(sided(style), Vec::<String>::new(), "{}", file.display());
        }
    }
}
