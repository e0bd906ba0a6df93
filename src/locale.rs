//! Languages: which ones exist, which one a reader prefers, and every visible message, number and date in them.
//!
//! A language is a folder of Fluent files, in `locales/` or in the operator's own folder; adding one needs no code. Its own messages say
//! how its numbers and dates look (`number-locale`, `direction`, `date-long`, `month-1` …); its plural forms are CLDR's.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::problem::Problem;

mod catalog;
pub mod check;
mod dates;
pub(crate) mod initials;
mod lang;
mod load;
mod negotiate;
mod numbers;
pub mod order;
pub mod plural;
pub(crate) mod speech;

pub use catalog::Source;
pub use dates::Weekday;
pub use lang::Lang;
pub(crate) use negotiate::{negotiate, wished};

/// The fallback language.
pub(crate) const FALLBACK: &str = "en";

/// Unusable messages: one a line, with file and line.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct LocaleError(pub Vec<Problem>);

/// A value that a message takes.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// A count: selects the plural form, and is shown with the language's digits and grouping.
    Count(u64),
    /// Any text.
    Text(Cow<'a, str>),
}

impl From<u64> for Value<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

/// The variable that every message may choose its words by: the kind of text that it is about, `letter` or `statement`.
const KIND: &str = "kind";

/// All languages with all their messages. Clones share them.
#[derive(Clone)]
pub struct Locales {
    bundles: Arc<BTreeMap<Lang, FluentBundle<FluentResource>>>,
    kind: &'static str,
}

impl Locales {
    /// Loads the embedded languages.
    pub fn load() -> Result<Self, LocaleError> {
        Self::with(None)
    }

    /// Loads the embedded languages, and a folder whose languages are added and whose messages replace the embedded ones. Reports every
    /// problem of that folder.
    pub fn with(folder: Option<&Path>) -> Result<Self, LocaleError> {
        let mut languages = load::embedded();
        if let Some(folder) = folder {
            let own = load::below(folder).map_err(LocaleError)?;
            let problems = load::problems(&own, &languages);
            if !problems.is_empty() {
                return Err(LocaleError(problems));
            }
            for (lang, files) in own {
                languages.entry(lang).or_default().extend(files);
            }
        }
        let made = languages
            .iter()
            .map(|(lang, files)| Ok((*lang, load::bundle(*lang, files)?)));
        Ok(Self {
            bundles: Arc::new(made.collect::<Result<_, Vec<Problem>>>().map_err(LocaleError)?),
            kind: "letter",
        })
    }

    /// Returns the same messages in the words for another kind of text, such as `statement`. Messages that name the text refer to
    /// `the-letter` and its like, which know the kinds; for a kind that they don't know, they say “letter”.
    #[must_use]
    pub fn about(&self, kind: &'static str) -> Self {
        Self { kind, ..self.clone() }
    }

    /// Iterates over the languages of the interface, sorted by tag.
    pub fn languages(&self) -> impl Iterator<Item = Lang> + '_ {
        self.bundles.keys().copied()
    }

    /// Returns the language for a tag, if the interface has it.
    pub fn find(&self, tag: &str) -> Option<Lang> {
        Lang::parse(tag).filter(|lang| self.bundles.contains_key(lang))
    }

    /// Returns the language of the interface that is nearest to one that it may not have; messages for such a language are in the nearest
    /// one.
    ///
    /// The language in an address is the text's: `/ht/letters/…` exists as soon as the letter has `ht.md`. A page's own words, and mails to
    /// people who sign there, are in the nearest language. Both are stored.
    pub fn nearest(&self, lang: Lang) -> Lang {
        if self.bundles.contains_key(&lang) {
            return lang;
        }
        lang.nearest(self.languages()).unwrap_or_else(|| self.fallback())
    }

    /// Returns the fallback language.
    pub fn fallback(&self) -> Lang {
        Lang::parse(FALLBACK).expect("a tag")
    }

    /// Returns a language's own name.
    pub fn own_name(&self, lang: Lang) -> String {
        if self.bundles.contains_key(&lang) {
            self.text(lang, "language-name")
        } else {
            lang.own_name()
        }
    }

    /// Returns the direction in which a language is written: `ltr` or `rtl`.
    pub fn direction(&self, lang: Lang) -> String {
        if self.bundles.contains_key(&lang) {
            self.text(lang, "direction")
        } else {
            lang.direction().to_owned()
        }
    }

    /// Returns whether a message exists in this language, or the nearest one.
    pub fn has(&self, lang: Lang, id: &str) -> bool {
        let bundle = self.bundles.get(&self.nearest(lang));
        bundle.is_some_and(|bundle| bundle.has_message(id))
    }

    /// Returns a message without variables.
    pub fn text(&self, lang: Lang, id: &str) -> String {
        self.format(lang, id, &[])
    }

    /// Formats a message with variables. A missing message shows its id, which a test prevents.
    pub fn format(&self, lang: Lang, id: &str, values: &[(&str, Value<'_>)]) -> String {
        let fallback = || self.bundles.get(&self.fallback());
        let bundle = self
            .bundles
            .get(&self.nearest(lang))
            .filter(|bundle| bundle.has_message(id))
            .or_else(fallback);
        let pattern = bundle.and_then(|bundle| Some((bundle, bundle.get_message(id)?.value()?)));
        let Some((bundle, pattern)) = pattern else {
            tracing::error!(event = "locale.missing", id);
            return id.to_owned();
        };
        let mut args = FluentArgs::new();
        args.set(KIND, self.kind);
        for (name, value) in values {
            args.set(*name, fluent(value));
        }
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(event = "locale.format", id, ?errors);
        }
        text
    }

    /// Formats a count with the language's digits and grouping: `48,210`.
    pub fn number(&self, lang: Lang, number: u64) -> String {
        numbers::grouped(&self.text(lang, "number-locale"), number)
    }

    /// Writes a text with the language's digits, without grouping: years, times.
    pub(crate) fn digits(&self, lang: Lang, text: &str) -> String {
        numbers::with_digits(&self.text(lang, "number-locale"), text)
    }

    /// Sorts things by name in the order of a language (CLDR).
    pub(crate) fn sort_by_name<T>(lang: Lang, things: &mut [T], name: impl Fn(&T) -> &str) {
        let order = order::of_language(lang);
        things.sort_by(|a, b| {
            let (a, b) = (name(a), name(b));
            order.as_ref().map_or_else(|| a.cmp(b), |order| order.compare(a, b))
        });
    }
}

fn fluent<'a>(value: &'a Value<'_>) -> FluentValue<'a> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        Value::Count(count) => FluentValue::Number(FluentNumber::new(
            *count as f64,
            fluent_bundle::types::FluentNumberOptions::default(),
        )),
        Value::Text(text) => FluentValue::from(text.as_ref()),
    }
}

#[cfg(test)]
mod tests;
