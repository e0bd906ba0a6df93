//! The public report of deliveries: a line for each day and bundle, with how many offices have it and whose names it contains; and how many
//! offices answered.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use crate::clock::from_micros;
use crate::delivery::store;
use crate::delivery::store::delivered::{self, Delivery};
use crate::letters::Letter;
use crate::locale::{Lang, Locales, Weekday};
use crate::shelf::Shelf;
use crate::store::{Read, StoreError};

/// What a bundle's manifest says of its signers.
#[derive(Clone, Copy, Deserialize)]
struct Names {
    organizations: u64,
    people: People,
}

#[derive(Clone, Copy, Deserialize)]
struct People {
    listed: u64,
    unlisted: u64,
}

/// A delivery with the names that it contained, if its bundle still exists.
pub(crate) struct Sent {
    delivery: Delivery,
    names: Option<Names>,
}

/// Returns a letter's deliveries, oldest first; `bundles` is the folder of frozen bundles, if they are in one.
pub(crate) fn of(db: &Read<'_>, slug: &str, bundles: &Path) -> Result<Vec<Sent>, StoreError> {
    let shelf = Shelf::seen_from(db, bundles);
    let names_in = |bundle| serde_json::from_slice(&shelf.manifest(db, bundle).ok()?).ok();
    // A bundle that was delivered over days is read once.
    let mut read: BTreeMap<[u8; 32], Option<Names>> = BTreeMap::new();
    let with_names = |delivery: Delivery| {
        let names = delivery
            .bundle
            .and_then(|bundle| *read.entry(bundle).or_insert_with(|| names_in(bundle)));
        Sent { delivery, names }
    };
    Ok(delivered::deliveries(db, slug)?.into_iter().map(with_names).collect())
}

/// The answers to a letter: the day of each, in no particular order.
pub(crate) struct Answers(Vec<Date>);

/// Returns the answers to a letter.
pub(crate) fn answers(db: &Read<'_>, slug: &str) -> Result<Answers, StoreError> {
    Ok(Answers(store::answers(db, slug)?.into_values().collect()))
}

impl Answers {
    /// Formats how many offices answered, and when the first did: `Answered by 3 offices; the first answer came on December 8, 2026`.
    ///
    /// It names no office, as the report of deliveries does not either: an answer is often a letter to the publisher alone, and a name beside
    /// "answered" would be read as agreement. What an office said, and which one it was, can be told in an update, in words of staff.
    pub(crate) fn sentence(&self, locales: &Locales, lang: Lang) -> Option<String> {
        let first = self.0.iter().min()?;
        let date = locales.date(lang, *first, Weekday::Omit);
        let count = u64::try_from(self.0.len()).unwrap_or(u64::MAX);
        Some(locales.format(lang, "answered-on", &[("date", date.into()), ("count", count.into())]))
    }
}

/// Formats a line for each day and bundle: `Delivered on December 1, 2026 to 4 offices, with the names of …`.
pub(crate) fn sentences(locales: &Locales, letter: &Letter, lang: Lang, sent: &[Sent]) -> Vec<String> {
    let zone = letter
        .signing
        .as_ref()
        .map_or(jiff::tz::TimeZone::UTC, |signing| signing.time_zone.clone());
    let mut days: Vec<(Date, u32, &Sent)> = Vec::new();
    for one in sent {
        let day = from_micros(one.delivery.moment).to_zoned_datetime(zone.clone()).date();
        let same = |last: &&mut (Date, u32, &Sent)| last.0 == day && last.2.delivery.bundle == one.delivery.bundle;
        match days.last_mut().filter(same) {
            Some(last) => last.1 += one.delivery.offices,
            None => days.push((day, one.delivery.offices, one)),
        }
    }
    days.into_iter()
        .map(|(day, offices, sent)| line(locales, lang, day, offices, sent))
        .collect()
}

fn line(locales: &Locales, lang: Lang, day: Date, offices: u32, sent: &Sent) -> String {
    let date = locales.date(lang, day, Weekday::Omit);
    let on = locales.format(
        lang,
        "delivered-on",
        &[("date", date.into()), ("count", u64::from(offices).into())],
    );
    let Some(names) = sent.names else {
        return on;
    };
    let counted = |id: &str, count: u64| locales.format(lang, id, &[("count", count.into())]);
    let people = names.people.listed + names.people.unlisted;
    let [organizations_said, people_said] =
        [("tally-organizations", names.organizations), ("tally-people", people)].map(|(id, count)| counted(id, count));
    let signers = match (names.organizations, people) {
        (0, 0) => return on,
        (0, _) => people_said,
        (_, 0) => organizations_said,
        _ => {
            let values = [
                ("organizations", organizations_said.into()),
                ("people", people_said.into()),
            ];
            locales.format(lang, "bundle-and", &values)
        }
    };
    let revision = u64::from(sent.delivery.revision).into();
    let values = [("on", on.into()), ("signers", signers.into()), ("revision", revision)];
    locales.format(lang, "delivered-with", &values)
}
