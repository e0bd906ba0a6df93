//! Checks that a language has the same messages as the first one, with the same variables, in all plural forms, and no others.

use std::collections::BTreeSet;

use super::catalog::{self, Catalog, Choice, Shape, Source};
use super::{KIND, Lang, plural};
use crate::problem::Problem;

/// How much of the first language another one has to translate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Every message: a complete language.
    Whole,
    /// Any of them: replacements for some messages.
    Part,
}

/// Returns all problems of a language's files, in the order of files and lines. `first` holds the messages to compare with.
pub fn language(lang: Lang, files: &[Source], first: &[Source], extent: Extent) -> Vec<Problem> {
    let (catalog, mut problems) = Catalog::read(files);
    let broken = !problems.is_empty();
    let (first, _) = Catalog::read(first);
    let comparison = Comparison {
        forms: plural::forms(lang),
        lang,
        files,
        catalog: &catalog,
        first: &first,
        extent,
    };
    for (key, shape) in &catalog.shapes {
        let told = comparison.message(key, shape);
        problems.extend(
            told.into_iter()
                .map(|what| catalog::at(&files[shape.place.0], shape.place.1, what)),
        );
    }
    // If a file can't be parsed completely, nobody knows what is missing.
    if extent == Extent::Whole && !broken {
        problems.extend(comparison.missing());
    }
    problems.sort_by(|a, b| (&a.file, a.line, &a.what).cmp(&(&b.file, b.line, &b.what)));
    problems
}

struct Comparison<'a> {
    lang: Lang,
    forms: BTreeSet<&'static str>,
    files: &'a [Source],
    catalog: &'a Catalog,
    first: &'a Catalog,
    extent: Extent,
}

fn list<'w>(words: impl IntoIterator<Item = &'w String>) -> String {
    words.into_iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

impl Comparison<'_> {
    /// Returns the problems of one message.
    fn message(&self, key: &str, shape: &Shape) -> Vec<String> {
        let mut wrong = Vec::new();
        for quoted in shape.quoted.iter().filter(|quoted| !self.has(quoted)) {
            wrong.push(format!(
                "{key} refers to {quoted}, which doesn't exist: add it, or fix its name"
            ));
        }
        self.forms(key, shape, &mut wrong);
        if key.starts_with('-') {
            if !self.is_quoted(key) {
                wrong.push(format!("no message uses the term {key}: remove it"));
            }
            return wrong;
        }
        let Some(meant) = self.first.shapes.get(key) else {
            wrong.push(format!("{key} is never shown: remove it, or fix its name"));
            return wrong;
        };
        // Every message may choose its words by the kind of text, in one language and not in another.
        let variables = |catalog: &Catalog| {
            let mut variables = catalog.variables(key);
            variables.remove(KIND);
            variables
        };
        let (has, wants) = (variables(self.catalog), variables(self.first));
        for variable in has.difference(&wants) {
            wrong.push(format!(
                "{key} has no variable ${variable}: remove it, or use one of these: {}",
                list(&wants)
            ));
        }
        for variable in wants.difference(&has) {
            wrong.push(format!(
                "{key} does not show ${variable}: add {{ ${variable} }} where it belongs"
            ));
        }
        let words = |shape: &Shape| {
            let words = shape
                .choices
                .iter()
                .filter(|choice| matches!(choice, Choice::Words(words) if !words.contains("statement")));
            words.cloned().collect::<BTreeSet<_>>()
        };
        if words(shape) != words(meant) {
            wrong.push(format!(
                "{key} has different variants from the original: use the same ones"
            ));
        }
        wrong.extend(setting(key, shape.words.trim()));
        wrong
    }

    /// Returns whether a message or term may be referenced. Replacements may reference messages that they don't replace.
    fn has(&self, quoted: &str) -> bool {
        let embedded = self.extent == Extent::Part && !quoted.starts_with('-');
        self.catalog.shapes.contains_key(quoted) || (embedded && self.first.shapes.contains_key(quoted))
    }

    /// Checks that each choice among plural forms has all forms of the language, and no other.
    fn forms(&self, key: &str, shape: &Shape, wrong: &mut Vec<String>) {
        for choice in &shape.choices {
            let Choice::Plural(keys) = choice else { continue };
            for form in self.forms.iter().filter(|form| !keys.contains(**form)) {
                wrong.push(format!(
                    "{key} is missing the plural form [{form}] of {}: add it",
                    self.lang
                ));
            }
            let named = keys.iter().filter(|key| key.parse::<u64>().is_err());
            for form in named.filter(|form| !self.forms.contains(form.as_str())) {
                wrong.push(format!("{key}: {} has no plural form [{form}]: remove it", self.lang));
            }
        }
    }

    fn is_quoted(&self, term: &str) -> bool {
        let whole = term.split('.').next().unwrap_or(term);
        let quotes = |quoted: &String| quoted == term || quoted.split('.').next() == Some(whole);
        self.catalog
            .shapes
            .values()
            .any(|shape| shape.quoted.iter().any(quotes))
    }

    /// Returns missing messages as problems at the end of the first file, where they can be added.
    fn missing(&self) -> Vec<Problem> {
        let wanted = self.first.shapes.keys().filter(|key| !key.starts_with('-'));
        let missing = wanted.filter(|key| !self.catalog.shapes.contains_key(*key));
        let Some(file) = self.files.first() else {
            return Vec::new();
        };
        let told = |key: &String| {
            let what = format!(
                "{} is missing the message {key}: translate it here or in another file",
                self.lang
            );
            catalog::at(file, file.text.lines().count().max(1), what)
        };
        missing.map(told).collect()
    }
}

/// Checks a message that the program reads as a setting.
fn setting(key: &str, words: &str) -> Option<String> {
    let good = match key {
        "direction" => matches!(words, "ltr" | "rtl"),
        "clock-hours" => matches!(words, "12" | "12:00" | "24"),
        "number-locale" => words.parse::<unic_langid::LanguageIdentifier>().is_ok(),
        _ => return None,
    };
    let meant = match key {
        "direction" => "ltr or rtl",
        "clock-hours" => "12, 12:00 (full hours with their minutes) or 24",
        _ => "a locale such as en-US",
    };
    (!good).then(|| format!("{key} must be {meant}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "a = Hello { $name }\nb = { $count ->\n    [one] one\n   *[other] { $count }\n }\nc = { $kind ->\n    [person] P\n   *[group] G\n }\nd = x\n    .title = of { $what }\n";

    fn told(tag: &str, text: &str, extent: Extent) -> Vec<String> {
        let source = |text: &str| {
            vec![Source {
                file: "x.ftl".into(),
                text: text.to_owned(),
            }]
        };
        let found = language(Lang::parse(tag).expect("a tag"), &source(text), &source(FIRST), extent);
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_same_messages_are_no_problem() {
        assert_eq!(told("en", FIRST, Extent::Whole), Vec::<String>::new());
        assert_eq!(told("en", "a = Dear { $name }\n", Extent::Part), Vec::<String>::new());
    }

    #[test]
    fn each_error_is_reported_with_its_line_and_advice() {
        let text = "-brand = U\n-left = L\na = Hi { $nam } { -brand } { -none }\nb = { $count ->\n    [one] uno\n   *[other] { $count }\n }\nc = { $kind ->\n    [person] P\n   *[other] G\n }\nd = x\nd = y\ne = z\n";
        insta::assert_snapshot!(told("es", text, Extent::Whole).join("\n"), @"
        x.ftl:2:1: no message uses the term -left: remove it
        x.ftl:3:1: a does not show $name: add { $name } where it belongs
        x.ftl:3:1: a has no variable $nam: remove it, or use one of these: name
        x.ftl:3:1: a refers to -none, which doesn't exist: add it, or fix its name
        x.ftl:4:1: b is missing the plural form [many] of es: add it
        x.ftl:8:1: c has different variants from the original: use the same ones
        x.ftl:13:1: d is defined twice: remove one
        x.ftl:14:1: e is never shown: remove it, or fix its name
        ");
    }

    #[test]
    fn missing_messages_are_reported_down_to_the_attribute() {
        let text = FIRST
            .replace("a = Hello { $name }\n", "")
            .replace("    .title = of { $what }\n", "");
        insta::assert_snapshot!(told("en", &text, Extent::Whole).join("\n"), @"
        x.ftl:9:1: en is missing the message a: translate it here or in another file
        x.ftl:9:1: en is missing the message d.title: translate it here or in another file
        ");
        let other = FIRST.replace("{ $what }", "{ $whom }");
        assert_eq!(
            told("en", &other, Extent::Part).len(),
            2,
            "an attribute has variables of its own"
        );
    }

    #[test]
    fn a_fluent_syntax_error_is_reported_at_its_position() {
        insta::assert_snapshot!(told("en", "a = { $name }\nb = { $count\n", Extent::Part).join("\n"), @r#"x.ftl:3:1: not a valid Fluent message (Expected a token starting with "}"): fix or remove it"#);
    }

    #[test]
    fn settings_are_checked() {
        let first = "direction = ltr\nclock-hours = 12\nnumber-locale = en-US\n";
        let source = |text: &str| {
            vec![Source {
                file: "x.ftl".into(),
                text: text.to_owned(),
            }]
        };
        let wrong = "direction = left\nclock-hours = 13\nnumber-locale = ?\n";
        let found = language(
            Lang::parse("en").expect("a tag"),
            &source(wrong),
            &source(first),
            Extent::Whole,
        );
        assert_eq!(found.len(), 3, "{found:?}");
    }
}
