//! Languages: which ones there are, which one a reader wants, and every visible message, number and date in them.
//!
//! A language is a folder in `locales/` with Fluent files; adding one needs no code. Each folder's own messages say
//! how its numbers and dates look (`number-locale`, `direction`, `date-long`, `month-1` …).

use std::borrow::Cow;
use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

mod negotiate;
mod numbers;

pub use negotiate::negotiate;

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Files;

/// The language that stands in for a missing one.
pub const FALLBACK: &str = "en";

/// What went wrong while loading messages.
#[derive(Debug, thiserror::Error)]
#[error("locales/{file}: {why}")]
pub struct LocaleError {
    /// The file, relative to `locales/`.
    pub file: String,
    /// What is wrong.
    pub why: String,
}

/// A language tag in lower case, such as `en` or `es`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang {
    bytes: [u8; 11],
    length: u8,
}

impl Lang {
    /// Parses a tag of 2 to 11 lower-case letters, digits and hyphens, beginning with a letter.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = (2..=11).contains(&text.len()) && text.as_bytes()[0].is_ascii_lowercase();
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !fits || !plain || text.parse::<LanguageIdentifier>().is_err() {
            return None;
        }
        let mut bytes = [0; 11];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Some(Self {
            bytes,
            length: u8::try_from(text.len()).ok()?,
        })
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).expect("made from ASCII")
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A value that a message takes.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// A count: chooses the plural form and is shown with the language's digits and groups.
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

/// All languages with all their messages.
pub struct Locales {
    bundles: BTreeMap<Lang, FluentBundle<FluentResource>>,
}

impl Locales {
    /// Loads every folder of `locales/`.
    pub fn load() -> Result<Self, LocaleError> {
        let mut files: BTreeMap<Lang, Vec<(String, String)>> = BTreeMap::new();
        for file in Files::iter().filter(|file| file.ends_with(".ftl")) {
            let wrong = |why: String| LocaleError {
                file: file.to_string(),
                why,
            };
            let tag = file.split('/').next().unwrap_or_default();
            let lang = Lang::parse(tag).ok_or_else(|| wrong(format!("{tag} is not a language tag")))?;
            let content = Files::get(&file).ok_or_else(|| wrong("can't be read".to_owned()))?;
            let text = String::from_utf8(content.data.into_owned()).map_err(|error| wrong(error.to_string()))?;
            files.entry(lang).or_default().push((file.to_string(), text));
        }
        let mut bundles = BTreeMap::new();
        for (lang, files) in files {
            bundles.insert(lang, bundle(lang, files)?);
        }
        let fallback = Lang::parse(FALLBACK).expect("a tag");
        if !bundles.contains_key(&fallback) {
            return Err(LocaleError {
                file: FALLBACK.to_owned(),
                why: "this folder must exist".to_owned(),
            });
        }
        Ok(Self { bundles })
    }

    /// Every language of the interface, in the order of their tags.
    pub fn languages(&self) -> impl Iterator<Item = Lang> + '_ {
        self.bundles.keys().copied()
    }

    /// The language for a tag, if the interface speaks it.
    pub fn find(&self, tag: &str) -> Option<Lang> {
        Lang::parse(tag).filter(|lang| self.bundles.contains_key(lang))
    }

    /// The language that stands in for a missing one.
    pub fn fallback(&self) -> Lang {
        Lang::parse(FALLBACK).expect("a tag")
    }

    /// Whether a message exists in this very language.
    pub fn has(&self, lang: Lang, id: &str) -> bool {
        self.bundles.get(&lang).is_some_and(|bundle| bundle.has_message(id))
    }

    /// A message without variables.
    pub fn text(&self, lang: Lang, id: &str) -> String {
        self.format(lang, id, &[])
    }

    /// A message with variables. A missing message shows its id: a test keeps that from happening.
    pub fn format(&self, lang: Lang, id: &str, values: &[(&str, Value<'_>)]) -> String {
        let fallback = || self.bundles.get(&self.fallback());
        let bundle = self
            .bundles
            .get(&lang)
            .filter(|bundle| bundle.has_message(id))
            .or_else(fallback);
        let pattern = bundle.and_then(|bundle| Some((bundle, bundle.get_message(id)?.value()?)));
        let Some((bundle, pattern)) = pattern else {
            tracing::error!(event = "locale.missing", id);
            return id.to_owned();
        };
        let mut args = FluentArgs::new();
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

    /// A count with the language's digits and groups: `48,210`.
    pub fn number(&self, lang: Lang, number: u64) -> String {
        numbers::grouped(&self.text(lang, "number-locale"), number)
    }

    /// A time of day with its zone: `5 pm Eastern`, `5:30 pm Eastern`, `17:00 (hora del Este)`; the zone's abbreviation where it has
    /// no name of ours.
    pub fn time(&self, lang: Lang, moment: &jiff::ZonedDateTime) -> String {
        let zone = match moment.time_zone().iana_name().unwrap_or_default() {
            "America/New_York" | "US/Eastern" => self.text(lang, "zone-eastern"),
            "America/Chicago" | "US/Central" => self.text(lang, "zone-central"),
            "America/Denver" | "US/Mountain" => self.text(lang, "zone-mountain"),
            "America/Los_Angeles" | "US/Pacific" => self.text(lang, "zone-pacific"),
            _ => moment.strftime("%Z").to_string(),
        };
        let pattern = match (self.text(lang, "clock-hours").as_str(), moment.minute()) {
            ("12", 0) => "%-I %P",
            ("12", _) => "%-I:%M %P",
            _ => "%H:%M",
        };
        let clock = moment.strftime(pattern).to_string();
        self.format(lang, "time-in-zone", &[("time", clock.into()), ("zone", zone.into())])
    }

    /// A day: `Friday, June 4, 2027`, without the weekday if `weekday` is [`Weekday::Omit`].
    pub fn date(&self, lang: Lang, date: jiff::civil::Date, weekday: Weekday) -> String {
        let month = self.text(lang, &format!("month-{}", date.month()));
        let values = [
            ("day", Value::Text(date.day().to_string().into())),
            ("month", Value::Text(month.into())),
            ("year", Value::Text(date.year().to_string().into())),
        ];
        let day = self.format(lang, "date-long", &values);
        match weekday {
            Weekday::Omit => day,
            Weekday::Show => {
                let name = self.text(lang, &format!("weekday-{}", date.weekday().to_monday_one_offset()));
                self.format(
                    lang,
                    "date-with-weekday",
                    &[("weekday", name.into()), ("date", day.into())],
                )
            }
        }
    }
}

/// Whether a date names its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weekday {
    /// `Friday, June 4, 2027`
    Show,
    /// `June 4, 2027`
    Omit,
}

fn bundle(lang: Lang, files: Vec<(String, String)>) -> Result<FluentBundle<FluentResource>, LocaleError> {
    // Numbers follow `number-locale` (es-US groups as Spanish speakers in the United States do), so it names the bundle.
    let declared = files
        .iter()
        .flat_map(|(_, text)| text.lines())
        .find_map(|line| line.strip_prefix("number-locale = "));
    let id: LanguageIdentifier = declared
        .unwrap_or(lang.as_str())
        .trim()
        .parse()
        .map_err(|_| LocaleError {
            file: lang.to_string(),
            why: "number-locale is not a locale".to_owned(),
        })?;
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Names stand in <bdi> in pages; invisible isolation marks would only litter plain-text mails.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(numbers::fluent_number));
    for (file, text) in files {
        let wrong = |why: String| LocaleError {
            file: file.clone(),
            why,
        };
        let resource = FluentResource::try_new(text).map_err(|(_, errors)| wrong(format!("{errors:?}")))?;
        bundle
            .add_resource(resource)
            .map_err(|errors| wrong(format!("{errors:?}")))?;
    }
    Ok(bundle)
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
