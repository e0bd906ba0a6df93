//! The numbers as tables: what a chart shows, and what a file holds.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::super::paths;
use crate::dashboard::figures::{Both, Figures, Topic};
use crate::locale::{Lang, Locales, Value, Weekday};
use crate::signatures::state::State;
use crate::tables::harmless;
use crate::web::App;
use crate::web::form::choices::STATES;

/// Tables with more rows are folded.
const SHORT: usize = 12;

/// The language and the messages of the page.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) app: &'a App,
    pub(super) lang: Lang,
}

impl Words<'_> {
    pub(super) fn text(self, id: &str) -> String {
        self.app.locales.text(self.lang, id)
    }

    pub(super) fn format(self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        self.app.locales.format(self.lang, id, values)
    }

    /// Returns the message with this id, or else the word itself.
    fn or_word(self, id: &str, word: &str) -> String {
        if self.app.locales.has(self.lang, id) {
            self.text(id)
        } else {
            word.to_owned()
        }
    }

    /// Formats a day: `December 1, 2026`.
    pub(super) fn day(self, day: Date) -> String {
        self.app.locales.date(self.lang, day, Weekday::Omit)
    }
}

#[derive(Clone, Serialize)]
struct Row {
    /// The value in files.
    #[serde(skip)]
    value: String,
    label: String,
    organizations: u64,
    people: u64,
    total: u64,
    /// The total until then, if the rows follow each other in time.
    running: u64,
    /// The length of the bar beside it, in percent of the longest.
    share: u64,
}

/// A table of the page.
#[derive(Serialize)]
pub(super) struct Table {
    word: &'static str,
    title: String,
    /// What to know about it; may be empty.
    note: String,
    /// The path of the same numbers as a file.
    file: String,
    rows: Vec<Row>,
    has_running: bool,
    folded: bool,
}

impl Table {
    /// Returns the name of its file.
    pub(super) fn word(&self) -> &'static str {
        self.word
    }

    /// Returns the numbers as a file: plain digits, and words that no spreadsheet runs.
    pub(super) fn csv(&self) -> String {
        let head = if self.has_running { ",running_total" } else { "" };
        let lines = self.rows.iter().map(|row| {
            let (value, label) = (quoted(&row.value), quoted(&row.label));
            let numbers = format!("{},{},{}", row.organizations, row.people, row.total);
            let running = if self.has_running {
                format!(",{}", row.running)
            } else {
                String::new()
            };
            format!("{value},{label},{numbers}{running}\r\n")
        });
        let head = format!("value,label,organizations,individuals,total{head}\r\n");
        std::iter::once(head).chain(lines).collect::<Vec<_>>().concat()
    }
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", harmless(cell.to_owned()).replace('"', "\"\""))
}

/// Returns the days with signatures, in their order.
pub(super) fn days(figures: &Figures) -> Vec<(Date, Both)> {
    let found = figures.of(Topic::Day);
    found
        .filter_map(|(day, both)| Some((day.parse().ok()?, both)))
        .collect()
}

/// Returns all tables, in the order of the page.
pub(super) fn all(words: Words<'_>, slug: &str, figures: &Figures) -> Vec<Table> {
    let by_value = |topic, label: &dyn Fn(&str) -> String| {
        let rows = figures.of(topic).map(|(value, both)| row(value, label(value), both));
        most_first(rows.collect())
    };
    let table = |word: &'static str, rows: Vec<Row>| Table {
        word,
        title: words.text(&format!("staff-numbers-{word}")),
        note: words.or_word(&format!("staff-numbers-{word}-note"), ""),
        file: paths::numbers_file(slug, word),
        has_running: word == "days",
        folded: rows.len() > SHORT,
        rows: with_shares(rows),
    };
    vec![
        table("days", in_time(words, figures)),
        table("states", by_value(Topic::Place, &|place| place_name(words, place))),
        table("districts", districts(words, figures)),
        table("sources", by_value(Topic::Source, &|source| source_name(words, source))),
        table(
            "invitations",
            by_value(Topic::Invitation, &|_| words.text("staff-numbers-invited")),
        ),
        table("languages", by_value(Topic::Language, &|tag| language_name(words, tag))),
        table(
            "origins",
            by_value(Topic::Origin, &|word| {
                words.or_word(&format!("staff-origin-{word}"), word)
            }),
        ),
        table("steps", steps(words, figures)),
        table("statuses", statuses(words, figures)),
    ]
}

fn row(value: &str, label: String, both: Both) -> Row {
    Row {
        value: value.to_owned(),
        label,
        organizations: both.organizations,
        people: both.people,
        total: both.total(),
        running: 0,
        share: 0,
    }
}

fn most_first(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.label.cmp(&b.label)));
    rows
}

fn with_shares(mut rows: Vec<Row>) -> Vec<Row> {
    let longest = rows.iter().map(|row| row.total).max().unwrap_or(0).max(1);
    for row in &mut rows {
        row.share = row.total.saturating_mul(100).div_ceil(longest);
    }
    rows
}

fn in_time(words: Words<'_>, figures: &Figures) -> Vec<Row> {
    let mut running = 0;
    let each = days(figures).into_iter().map(|(day, both)| {
        running += both.total();
        Row {
            running,
            ..row(&day.to_string(), words.day(day), both)
        }
    });
    each.collect()
}

/// Returns the name of a state, or of another country.
pub(super) fn place_name(words: Words<'_>, place: &str) -> String {
    if STATES.contains(&place) {
        return words.text(&format!("state-{place}"));
    }
    words.or_word(&format!("country-{}", place.to_uppercase()), place)
}

fn source_name(words: Words<'_>, source: &str) -> String {
    if source.is_empty() {
        words.text("staff-numbers-no-link")
    } else {
        words.or_word(&format!("staff-numbers-source-{source}"), source)
    }
}

fn language_name(words: Words<'_>, tag: &str) -> String {
    let locales: &Locales = &words.app.locales;
    Lang::parse(tag).map_or_else(|| tag.to_owned(), |lang| locales.own_name(lang))
}

/// Returns the districts of the newest Congress that signers were asked about; those of an earlier one say so.
fn districts(words: Words<'_>, figures: &Figures) -> Vec<Row> {
    let congress = |value: &str| {
        value
            .split_once('/')
            .and_then(|(congress, _)| congress.parse::<u32>().ok())
    };
    let newest = figures
        .of(Topic::District)
        .filter_map(|(value, _)| congress(value))
        .max();
    let name = |value: &str| {
        let Some((_, district)) = value.split_once('/') else {
            return words.text("staff-numbers-no-district");
        };
        let (state, number) = district.split_once('-').unwrap_or((district, "0"));
        let district = if number == "0" {
            words.format("staff-numbers-at-large", &[("state", place_name(words, state).into())])
        } else {
            let values = [
                ("state", place_name(words, state).into()),
                ("id", number.to_owned().into()),
            ];
            words.format("staff-numbers-district", &values)
        };
        match congress(value).filter(|congress| Some(*congress) != newest) {
            Some(congress) => {
                let values = [("district", district.into()), ("id", congress.to_string().into())];
                words.format("staff-numbers-earlier-congress", &values)
            }
            None => district,
        }
    };
    let rows = figures
        .of(Topic::District)
        .map(|(value, both)| row(value, name(value), both));
    most_first(rows.collect())
}

/// Returns how far signatures came.
fn steps(words: Words<'_>, figures: &Figures) -> Vec<Row> {
    let counted = figures.get(Topic::State, State::Confirmed.as_str());
    let steps = [
        ("stored", figures.get(Topic::Step, "stored")),
        ("proven", figures.get(Topic::Step, "proven")),
        ("counted", counted),
    ];
    let rows = steps.into_iter().filter(|(_, both)| both.total() > 0);
    rows.map(|(word, both)| row(word, words.text(&format!("staff-numbers-step-{word}")), both))
        .collect()
}

fn statuses(words: Words<'_>, figures: &Figures) -> Vec<Row> {
    let found: BTreeMap<&str, Both> = figures.of(Topic::State).collect();
    let rows = State::ALL.iter().filter_map(|state| {
        let both = found.get(state.as_str())?;
        Some(row(state.as_str(), words.text(&format!("staff-state-{state}")), *both))
    });
    rows.collect()
}
