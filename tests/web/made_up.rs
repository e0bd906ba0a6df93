//! A made-up language, derived from the English one: every word of it begins with a Hebrew letter, and it is written from right to left.
//! Any word on a page without that letter was not translated.

use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement, Variant, VariantKey};

use crate::app::copy;

/// The tag of the language.
pub const TAG: &str = "he";
/// The letter that each of its words begins with.
pub const MARK: char = 'א';

/// Puts the mark before each word of a text.
pub fn marked(text: &str) -> String {
    let word = |word: &str| match word.find(char::is_alphabetic) {
        Some(first) => format!("{}{MARK}{}", &word[..first], &word[first..]),
        None => word.to_owned(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Returns the words on a page or in a mail that lack the mark, except codes, addresses, and names that are the same in every language.
pub fn unmarked(text: &str) -> Vec<String> {
    let latin = |word: &str| word.split(|c: char| !c.is_ascii_alphabetic()).any(|run| run.len() > 1);
    let digest = |word: &str| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let code = |word: &str| digest(word) || !word.chars().any(|c| c.is_ascii_lowercase());
    let address = |word: &str| {
        ["@", "://", ".test", ".example", "/"]
            .iter()
            .any(|sign| word.contains(sign))
    };
    let brand = |word: &str| {
        [
            "WhatsApp",
            "Facebook",
            "Bluesky",
            "mastodon.social",
            "English",
            "Español",
        ]
        .contains(&word.trim_matches(['.', ',', '(', ')']))
    };
    text.split_whitespace()
        .filter(|word| latin(word) && !word.contains(MARK) && !code(word) && !address(word) && !brand(word))
        .map(str::to_owned)
        .collect()
}

fn root(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    entries.map(|entry| entry.path()).collect()
}

/// Writes the language's messages into a folder for the setting `content.locales`.
pub fn messages(into: &Path) {
    let folder = into.join(TAG);
    std::fs::create_dir_all(&folder).expect("a folder");
    for file in files(&root("locales/en")) {
        let text = std::fs::read_to_string(&file).expect("reads");
        let mut resource = fluent_syntax::parser::parse(text).expect("Fluent");
        for entry in &mut resource.body {
            if let Entry::Message(message) = entry {
                let setting = match message.id.name.as_str() {
                    "direction" => Some("rtl"),
                    "number-locale" => Some("he-IL"),
                    "clock-hours" => Some("24"),
                    _ => None,
                };
                match (&mut message.value, setting) {
                    (Some(value), Some(setting)) => {
                        value.elements = vec![PatternElement::TextElement {
                            value: setting.to_owned(),
                        }];
                    }
                    (Some(value), None) => pattern(value),
                    _ => {}
                }
            }
        }
        let text = fluent_syntax::serializer::serialize(&resource);
        std::fs::write(folder.join(file.file_name().expect("a name")), text).expect("writes");
    }
}

fn pattern(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = marked(value),
            PatternElement::Placeable {
                expression: Expression::Select { variants, .. },
            } => {
                for variant in variants.iter_mut() {
                    self::pattern(&mut variant.value);
                }
                plural(variants);
            }
            PatternElement::Placeable { .. } => {}
        }
    }
}

/// Adds the dual form of Hebrew.
fn plural(variants: &mut Vec<Variant<String>>) {
    let at = |wanted: &str| {
        variants
            .iter()
            .position(|variant| matches!(&variant.key, VariantKey::Identifier { name } if name == wanted))
    };
    if let (Some(_), Some(other)) = (at("one"), at("other")) {
        let name = "two".to_owned();
        let two = Variant {
            key: VariantKey::Identifier { name },
            value: variants[other].value.clone(),
            default: false,
        };
        variants.insert(0, two);
    }
}

/// Writes our letters with an edition, and every page and topic, in the language.
pub fn letters(into: &Path) {
    copy(&root("letters"), into);
    translate(into);
    let topics = into.join("_site/topics.toml");
    let text = std::fs::read_to_string(&topics).expect("reads");
    let named = text.lines().map(|line| match line.strip_prefix("en = ") {
        Some(name) => format!("{line}\n{TAG} = {}", toml_text(&marked(name.trim_matches('"')))),
        None => line.to_owned(),
    });
    std::fs::write(&topics, named.collect::<Vec<_>>().join("\n")).expect("writes");
    // Names of people and organizations are the same in every language.
    let members = into.join("_site/coalition/members.csv");
    mark(&members, |line| {
        line.split_once(",http")
            .map_or(line, |(name, _)| name)
            .trim_end_matches(',')
    });
    let settings = into.join("protect-temporary-visa-workers/letter.toml");
    mark(&settings, |line| {
        line.strip_prefix("name = ").map_or("", |name| name.trim_matches('"'))
    });
}

/// Marks a part of each line of a file but its first.
fn mark(file: &Path, part: impl Fn(&str) -> &str) {
    let text = std::fs::read_to_string(file).expect("reads");
    let lines = text.lines().enumerate().map(|(nth, line)| match part(line) {
        "" => line.to_owned(),
        _ if nth == 0 => line.to_owned(),
        part => line.replacen(part, &marked(part), 1),
    });
    std::fs::write(file, lines.collect::<Vec<_>>().join("\n")).expect("writes");
}

fn translate(folder: &Path) {
    for path in files(folder) {
        if path.is_dir() {
            translate(&path);
        } else if path.file_name().is_some_and(|name| name == "en.md") {
            let text = std::fs::read_to_string(&path).expect("reads");
            std::fs::write(path.with_file_name(format!("{TAG}.md")), edition(&text)).expect("writes");
        }
    }
}

fn toml_text(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn edition(text: &str) -> String {
    let rest = text.strip_prefix("+++\n").expect("a head");
    let (head, body) = rest.split_once("\n+++\n").expect("a body");
    let mut head: toml::Table = head.parse().expect("TOML");
    for (_, value) in head.iter_mut().filter(|(key, _)| *key != "image") {
        match value {
            toml::Value::String(text) => *text = marked(text),
            toml::Value::Array(lines) => {
                for line in lines {
                    *line = toml::Value::from(marked(line.as_str().unwrap_or_default()));
                }
            }
            _ => {}
        }
    }
    // A footnote's name opens its line: the mark stands behind it.
    let line = |line: &str| match line.split_once("]: ") {
        Some((name, note)) if name.starts_with("[^") => format!("{name}]: {}", marked(note)),
        _ => marked(line),
    };
    let body: Vec<String> = body.lines().map(line).collect();
    format!("+++\n{head}+++\n{}\n", body.join("\n"))
}
