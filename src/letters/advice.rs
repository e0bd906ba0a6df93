//! Warnings about what may be intended but is more often a slip. A letter is published in spite of them; `letters check` shows them.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::library::Library;
use super::{Edition, Letter, Party, Phase, Signing, begins, files};
use crate::locale::{FALLBACK, Lang};
use crate::problem::Problem;

mod placeholders;
pub mod signs;

pub(crate) use placeholders::placeholders;

/// The length, in characters, from which two languages do not share a paragraph by chance.
const OWN_WORDS: usize = 60;

/// A date further in the future than this seldom has the right year.
const FAR: SignedDuration = SignedDuration::from_hours(2 * 366 * 24);

/// The size, in bytes, from which an image is slow to load on a phone.
pub(crate) const HEAVY_IMAGE: usize = 500_000;

/// Time-zone abbreviations that name no place, and the zones that are meant by them.
const ZONES: [(&str, &str); 5] = [
    ("E", "America/New_York"),
    ("C", "America/Chicago"),
    ("M", "America/Denver"),
    ("P", "America/Los_Angeles"),
    ("H", "Pacific/Honolulu"),
];

/// Returns the zone that somebody means who writes `EST`, `PDT` or `CST6CDT`; `None` for anything else.
pub(crate) fn meant_zone(name: &str) -> Option<&'static str> {
    let upper = name.to_ascii_uppercase();
    let (first, rest) = upper.split_at_checked(1)?;
    let abbreviated = matches!(rest, "ST" | "DT" | "T") || rest.starts_with("ST") && rest.ends_with("DT");
    let found = ZONES.iter().find(|(letter, _)| *letter == first && abbreviated);
    found.map(|(_, zone)| *zone)
}

/// Warns of files that look like an edition or like settings, but are not read under their names.
pub fn unread(folder: &Path) -> Vec<Problem> {
    let told = |file: std::path::PathBuf| {
        let name = file.file_name()?.to_string_lossy().into_owned();
        let meant = meant_name(&name)?;
        let what = format!("this file is ignored because of its name: rename it to {meant}");
        Some(Problem::of_file(&file, what).warning())
    };
    files::entries(folder).into_iter().filter_map(told).collect()
}

/// Returns the name that `en.md.txt`, `EN.MD`, `en.markdown` or `letter.toml.txt` should have.
fn meant_name(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let stem = [".txt", ".md", ".rtf"].iter().find_map(|end| lower.strip_suffix(end));
    let doubled = stem.filter(|stem| [".md", ".toml"].iter().any(|end| stem.ends_with(end)));
    let other = [".markdown", ".mdown", ".mkd"]
        .iter()
        .find_map(|end| lower.strip_suffix(end));
    let meant = doubled
        .map(str::to_owned)
        .or_else(|| other.map(|stem| format!("{stem}.md")))
        .unwrap_or(lower);
    let lang = meant.strip_suffix(".md").and_then(Lang::parse);
    let is_ours = meant == "letter.toml" || lang.is_some_and(|lang| lang.primary().len() <= 3);
    (is_ours && meant != name).then_some(meant)
}

/// Warns of differences between the languages of a letter.
pub(crate) fn of_translations(folder: &Path, editions: &BTreeMap<Lang, Edition>) -> Vec<Problem> {
    let first = Lang::parse(FALLBACK).and_then(|lang| editions.get(&lang));
    let Some(first) = first.or_else(|| editions.values().next()) else {
        return Vec::new();
    };
    let others = editions.values().filter(|edition| edition.lang != first.lang);
    let mut problems = Vec::new();
    for edition in others {
        let file = |lang: Lang| folder.join(format!("{lang}.md"));
        for (key, own, theirs) in [
            ("asks", &edition.front.asks, &first.front.asks),
            ("addressees", &edition.front.addressees, &first.front.addressees),
        ] {
            let (fewer, more) = match own.len().cmp(&theirs.len()) {
                std::cmp::Ordering::Less => ((edition, own), (first, theirs)),
                std::cmp::Ordering::Equal => continue,
                std::cmp::Ordering::Greater => ((first, theirs), (edition, own)),
            };
            let what = format!(
                "{key}: {} here, but {} in {}.md: list the same ones in every language",
                fewer.1.len(),
                more.1.len(),
                more.0.lang
            );
            problems.push(Problem::near(&file(fewer.0.lang), &fewer.0.source, key, what).warning());
        }
        problems.extend(untranslated(&file(edition.lang), edition, first));
    }
    problems
}

/// Warns of paragraphs that were not translated.
fn untranslated(file: &Path, edition: &Edition, first: &Edition) -> Option<Problem> {
    let theirs: Vec<&str> = paragraphs(&first.markdown).collect();
    let copied: Vec<&str> = paragraphs(&edition.markdown)
        .filter(|paragraph| theirs.contains(paragraph))
        .collect();
    let place = copied
        .first()
        .and_then(|paragraph| edition.source.find(paragraph))
        .unwrap_or_default();
    let whole = !edition.markdown.trim().is_empty() && edition.markdown.trim() == first.markdown.trim();
    let what = match copied.len() {
        _ if whole => format!("this text is the same as in {}.md: translate it", first.lang),
        0 => return None,
        1 => format!("this paragraph is the same as in {}.md: translate it", first.lang),
        more => format!(
            "{more} paragraphs, starting with this one, are the same as in {}.md: translate them",
            first.lang
        ),
    };
    Some(Problem::at(file, &edition.source, place, what).warning())
}

/// Iterates over the paragraphs that are long enough to be somebody's own words; footnotes quote titles of laws.
fn paragraphs(markdown: &str) -> impl Iterator<Item = &str> {
    let all = markdown.split("\n\n").map(str::trim);
    all.filter(|paragraph| paragraph.chars().count() >= OWN_WORDS && !paragraph.starts_with("[^"))
}

/// Warns of odd dates. `since` returns when a letter was first published here, if it was.
pub fn of_times(library: &Library, now: Timestamp, since: &dyn Fn(&Letter) -> Option<Timestamp>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for letter in library.newest_first() {
        let file = letter.folder.join("letter.toml");
        let text = files::text(&file).unwrap_or_default();
        let mut warn = |key: &str, what: String| problems.push(Problem::near(&file, &text, key, what).warning());
        if is_far(letter.publication(), now) {
            warn(
                "published",
                format!("published is {}: is the year right?", letter.published),
            );
        } else if letter.publication() > now && since(letter).is_none() {
            warn("published", waits(letter.published));
        }
        for update in letter
            .updates
            .iter()
            .filter(|update| begins(update.published, &letter.zone()) > now)
        {
            let file = letter.folder.join("updates").join(update.name.as_str());
            problems.push(Problem::of_file(&file, waits(update.published)).warning());
        }
        if letter.erase_after_days.is_some() && has_no_end(letter) {
            let what = "nothing is erased as long as people can sign: set closes in [signing]";
            problems.push(Problem::near(&file, &text, "erase_after_days", what).warning());
        }
        if let Some(signing) = &letter.signing {
            let found = windows(signing, &text, now, since(letter));
            problems.extend(
                found
                    .into_iter()
                    .map(|(key, what)| Problem::near(&file, &text, key, what).warning()),
            );
        }
    }
    problems
}

/// Returns whether somebody can sign without an end.
fn has_no_end(letter: &Letter) -> bool {
    let windows = Party::BOTH.map(|party| letter.signing.as_ref().and_then(|signing| signing.window(party)));
    windows.into_iter().flatten().any(|window| window.closes.is_none())
}

fn waits(day: Date) -> String {
    format!("{day} is in the future: this will not appear until then")
}

fn is_far(moment: Timestamp, now: Timestamp) -> bool {
    moment.duration_since(now) > FAR
}

/// Returns whether signing has ended for everyone who is asked.
fn is_over(signing: &Signing, now: Timestamp) -> bool {
    let over = |party: &Party| matches!(signing.phase(*party, now), Phase::Closed | Phase::NotAsked);
    Party::BOTH.iter().all(over)
}

/// Returns what is odd about the times of signing: the setting, and what to do.
fn windows(signing: &Signing, text: &str, now: Timestamp, since: Option<Timestamp>) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let zone = signing.time_zone.iana_name().unwrap_or_default();
    if let Some(meant) = meant_zone(zone) {
        let what = format!("\"{zone}\" may not follow daylight saving time: use {meant}");
        found.push(("time_zone", what));
    }
    for party in Party::BOTH {
        let Some(window) = signing.window(party) else { continue };
        let own = match party {
            Party::Person => "closes_people",
            Party::Organization => "closes_organizations",
        };
        let key = if text.contains(own) { own } else { "closes" };
        let day = |moment: Timestamp| moment.to_zoned_datetime(signing.time_zone.clone()).date();
        if let Some(closes) = window.closes {
            // The window was open before it closed, so the letter has had its time.
            let had_its_time = since.is_some_and(|since| since < closes);
            if closes <= now && !had_its_time {
                let who = match party {
                    _ if is_over(signing, now) => "no one",
                    Party::Person => "no individual",
                    Party::Organization => "no organization",
                };
                found.push((
                    key,
                    format!("the deadline, {}, has passed: {who} can sign", day(closes)),
                ));
            } else if is_far(closes, now) {
                found.push((key, format!("signing closes on {}: is the year right?", day(closes))));
            }
        }
        if let Some(opens) = window.opens.filter(|opens| is_far(*opens, now)) {
            found.push(("opens", format!("signing opens on {}: is the year right?", day(opens))));
        }
    }
    found.dedup();
    found
}

#[cfg(test)]
mod tests;
