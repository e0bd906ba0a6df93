//! What the URL of a sheet asks for: the filter, the order and the position.
//!
//! A search may contain a name or an address, and URLs are written to the logs of proxies and the history of browsers. So the words are sealed
//! in the URL ([`Secret::seal`]): the filter form is submitted by POST, and leads to an address that only this service can read.

use std::str::FromStr;

use jiff::civil::Date;

use super::words::Words;
use crate::config::Secret;
use crate::letters::{Letter, Party, begins};
use crate::locale::Lang;
use crate::sheet::{Filter, Period, Sort, Standing};
use crate::signatures::Origin;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::{HoldReason, State};
use crate::signatures::store::flags;
use crate::staff::frame::with_query;
use crate::web::App;
use crate::web::form::choices::STATES;
use crate::web::form::{Errors, Typed};

/// What the sealed search is for.
const PURPOSE: &str = "staff search";

/// The maximum length of a search, in characters.
const LONGEST: usize = 200;

/// The values of `kind`; the first one is the default.
pub(super) const KINDS: [&str; 3] = ["organization", "person", "all"];

/// What the sealed pattern of names is for.
const PATTERN: &str = "staff name pattern";

/// The fields of the URL, besides the sealed search and pattern, and the position.
const FIELDS: [&str; 16] = [
    "kind",
    "state",
    "place",
    "held-for",
    "mark",
    "lang",
    "source",
    "domain",
    "since",
    "before",
    "origin",
    "sort",
    "mail-domain",
    "network",
    "from",
    "until",
];

mod rule;

/// A question to a sheet.
pub(crate) struct Asked {
    pub(crate) filter: Filter,
    pub(super) sort: Sort,
    pub(super) after: SignatureId,
    /// The fields that can't be read, with the keys of their messages.
    pub(crate) errors: Errors,
    /// The fields as typed, without those that are empty or have their default.
    typed: Typed,
}

impl Asked {
    /// Reads a URL's query, or the filter form, which has the search as `text` instead of sealed as `find`.
    pub(crate) fn read(asked: &Typed, secret: &Secret, letter: &Letter) -> Self {
        let opened = secret.open(PURPOSE, asked.get("find"));
        let is_lost = !asked.get("find").is_empty() && opened.is_none();
        let text = match asked.get("text").trim() {
            "" => opened.unwrap_or_default(),
            typed => typed.chars().take(LONGEST).collect(),
        };
        let pattern = match asked.get("pattern").trim() {
            "" => secret.open(PATTERN, asked.get("like")).unwrap_or_default(),
            typed => typed.chars().take(LONGEST).collect(),
        };
        let fields = FIELDS.iter().map(|name| (*name, asked.get(name).trim()));
        let given = fields.filter(|(name, value)| !(value.is_empty() || *name == "kind" && *value == KINDS[0]));
        let typed = Typed::of(given).with("text", &text).with("pattern", &pattern);
        let mut reading = Reading {
            typed: &typed,
            errors: Errors::new(),
        };
        let filter = reading.filter(letter, text.clone());
        let (sort, mut errors) = (reading.word("sort"), reading.errors);
        if is_lost {
            // Sealed with an earlier key.
            errors.insert("text".into(), "staff-filter-text-lost");
        }
        Self {
            filter,
            sort: sort.unwrap_or_default(),
            after: asked.get("after").parse().map_or(SignatureId::NONE, SignatureId::new),
            errors,
            typed,
        }
    }

    /// Returns the text of a field as typed, for the form.
    pub(super) fn typed(&self, name: &str) -> &str {
        match (name, self.typed.get(name)) {
            ("kind", "") => KINDS[0],
            (_, text) => text,
        }
    }

    /// Returns the address of this sheet below a path, from its beginning, with some fields replaced; an empty value removes a field.
    pub(crate) fn path(&self, secret: &Secret, path: &str, other: &[(&str, &str)]) -> String {
        let sealed = self.sealed(secret);
        let own = FIELDS.iter().map(|name| (*name, self.typed.get(name)));
        let own = own.chain(sealed.iter().map(|(name, value)| (*name, value.as_str())));
        let replaced = |name: &str| other.iter().any(|(changed, _)| *changed == name);
        let fields = own.filter(|(name, _)| !replaced(name)).chain(other.iter().copied());
        with_query(path, fields.filter(|(_, value)| !value.is_empty()))
    }

    /// Returns the fields that are set, with the search sealed, for a form that asks the same question.
    pub(super) fn fields(&self, secret: &Secret) -> impl Iterator<Item = (&'static str, String)> {
        let own = FIELDS.iter().map(|name| (*name, self.typed.get(name).to_owned()));
        let all = own.chain(self.sealed(secret)).filter(|(_, value)| !value.is_empty());
        all.collect::<Vec<_>>().into_iter()
    }

    /// Returns the fields that hold what may be a name or an address, sealed.
    fn sealed(&self, secret: &Secret) -> [(&'static str, String); 2] {
        let seal = |purpose: &str, name: &str| match self.typed.get(name) {
            "" => String::new(),
            text => secret.seal(purpose, text),
        };
        [("find", seal(PURPOSE, "text")), ("like", seal(PATTERN, "pattern"))]
    }

    /// Returns the address of the sheet of all signers of this kind.
    pub(super) fn path_of_all(&self, path: &str) -> String {
        let kind = self.typed.get("kind");
        with_query(
            path,
            [("kind", kind)].into_iter().filter(|(_, value)| !value.is_empty()),
        )
    }

    /// Returns whether one of the rarer fields is set, so that they are shown.
    pub(super) fn has_more(&self) -> bool {
        let rare = &FIELDS[3..11];
        rare.iter().any(|name| self.typed.has(name))
    }

    /// Returns whether anything restricts the sheet, besides the kind of signers.
    pub(super) fn is_filtered(&self) -> bool {
        let restricting = FIELDS[1..11].iter().chain(&FIELDS[12..]).chain(&["text", "pattern"]);
        restricting.into_iter().any(|name| !self.typed.get(name).is_empty())
    }
}

/// Returns the earlier of two ends; no end is later than any.
fn earlier(one: Option<jiff::Timestamp>, other: Option<jiff::Timestamp>) -> Option<jiff::Timestamp> {
    [one, other].into_iter().flatten().min()
}

struct Reading<'t> {
    typed: &'t Typed,
    errors: Errors,
}

impl Reading<'_> {
    fn filter(&mut self, letter: &Letter, text: String) -> Filter {
        let some = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty());
        let period = Period {
            since: self.day("since", letter).max(self.moment("from", letter)),
            before: earlier(self.day("before", letter), self.moment("until", letter)),
        };
        let domain = self.typed.get("domain").trim_start_matches('@').to_lowercase();
        Filter {
            letter: Some(letter.slug.to_string()),
            party: self.party(),
            standing: self.word("state").unwrap_or_default(),
            held_for: self.word("held-for"),
            origin: self.word("origin"),
            flag: self.one_of("mark", &flags::ALL),
            source: some(self.typed.get("source")),
            lang: some(self.typed.get("lang")),
            region: self.place(),
            domain: some(&domain),
            period,
            text: some(&text),
            rule: self.rule(),
        }
    }

    /// Returns the kind of signers; `None` for all.
    fn party(&mut self) -> Option<Party> {
        match self.typed.get("kind") {
            "" => Some(Party::Organization),
            "all" => None,
            _ => self.word("kind"),
        }
    }

    fn place(&mut self) -> Option<String> {
        match self.typed.get("place") {
            Filter::ABROAD => Some(Filter::ABROAD.to_owned()),
            _ => self.one_of("place", STATES),
        }
    }

    /// Parses a field with one of a few words; `None` if it is empty or wrong.
    fn word<T: FromStr>(&mut self, name: &'static str) -> Option<T> {
        let word = self.typed.get(name);
        let read = word.parse().ok();
        if read.is_none() && !word.is_empty() {
            self.errors.insert(name.into(), "staff-filter-unknown");
        }
        read
    }

    fn one_of(&mut self, name: &'static str, words: &[&str]) -> Option<String> {
        let word = self.typed.get(name);
        if words.contains(&word) {
            return Some(word.to_owned());
        }
        if !word.is_empty() {
            self.errors.insert(name.into(), "staff-filter-unknown");
        }
        None
    }

    /// Parses a day of the letter's time zone, and returns when it begins.
    fn day(&mut self, name: &'static str, letter: &Letter) -> Option<jiff::Timestamp> {
        let day = self.typed.get(name);
        let read = Date::strptime("%Y-%m-%d", day)
            .or_else(|_| Date::strptime("%m/%d/%Y", day))
            .ok();
        if read.is_none() && !day.is_empty() {
            self.errors.insert(name.into(), "staff-filter-day");
        }
        read.map(|day| begins(day, &letter.zone()))
    }
}

/// Describes a filter, a line for each field, for people who are about to export what it finds.
pub(crate) fn described(app: &App, lang: Lang, asked: &Asked) -> Vec<String> {
    let words = Words { app, lang };
    let labels = [
        ("text", "staff-filter-text-label"),
        ("kind", "staff-signers"),
        ("state", "staff-filter-state"),
        ("place", "staff-filter-place"),
        ("held-for", "staff-filter-held-for"),
        ("mark", "staff-filter-mark"),
        ("lang", "staff-filter-lang"),
        ("origin", "staff-column-origin"),
        ("source", "staff-filter-source"),
        ("domain", "staff-filter-domain"),
        ("since", "staff-filter-since"),
        ("before", "staff-filter-before"),
        ("mail-domain", "staff-rule-domain"),
        ("network", "staff-rule-network"),
        ("pattern", "staff-rule-name"),
        ("from", "staff-rule-from"),
        ("until", "staff-rule-until"),
    ];
    let value = |name: &str, typed: &str| match name {
        "kind" => words.text(super::kind_name(typed)),
        "state" => words.state(typed),
        "held-for" => words.held_for(typed),
        "mark" => words.mark(typed),
        "origin" => words.origin(typed),
        "lang" => app
            .locales
            .find(typed)
            .map_or_else(|| typed.to_owned(), |lang| app.locales.own_name(lang)),
        "place" if typed == Filter::ABROAD => words.text("staff-filter-abroad"),
        "place" => words.of("state", typed),
        _ => typed.to_owned(),
    };
    let given = labels.iter().filter(|(name, _)| !asked.typed(name).is_empty());
    let line = |(name, label): &(&str, &str)| format!("{}: {}", words.text(label), value(name, asked.typed(name)));
    given.map(line).collect()
}

/// Returns the values of `state`: first what staff look for, then every state.
pub(super) fn states() -> impl Iterator<Item = &'static str> {
    let every = State::ALL.iter().map(|state| state.as_str());
    Standing::WORDS.into_iter().chain(every)
}

/// Returns the values of `origin`.
pub(super) fn origins() -> impl Iterator<Item = &'static str> {
    <Origin as strum::VariantNames>::VARIANTS.iter().copied()
}

/// Returns the values of `held-for`.
pub(super) fn reasons() -> impl Iterator<Item = &'static str> {
    <HoldReason as strum::VariantNames>::VARIANTS.iter().copied()
}
