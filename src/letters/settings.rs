//! The settings of a letter, `letter.toml`: what is common to all languages.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use crate::config::Press;
use crate::problem::Problem;

use super::bill::Bill;
use super::cosponsors::{self, CosponsorTable};
use super::{Cosponsor, Delivery, Kind, Signing, front_matter, target_list};

mod signing;

use signing::SigningTable;
pub(super) use signing::moment;

/// A letter's settings, validated.
#[derive(Debug)]
pub struct Settings {
    /// The kind of text.
    pub kind: Kind,
    /// The revision, from 1.
    pub revision: u32,
    /// The day of publication.
    pub published: Date,
    /// The keys of topics.
    pub topics: Vec<String>,
    /// The bills.
    pub bills: Vec<Bill>,
    /// The rules for signing.
    pub signing: Option<Signing>,
    /// The recipients.
    pub delivery: Option<Delivery>,
    /// The co-sponsors, in the order of their logos.
    pub cosponsors: Vec<Cosponsor>,
    /// The contact for journalists.
    pub press: Option<Press>,
    /// How many days after its delivery the signers' details are erased; `None`: they are kept.
    pub erase_after_days: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Kind,
    revision: u32,
    published: toml::value::Datetime,
    #[serde(default)]
    topics: Vec<String>,
    #[serde(default)]
    bills: Vec<Bill>,
    signing: Option<SigningTable>,
    delivery: Option<Delivery>,
    #[serde(default)]
    cosponsor: Vec<CosponsorTable>,
    press: Option<Press>,
    retention: Option<Retention>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Retention {
    erase_after_days: u32,
}

/// The least and the greatest number of days. A month is left for late bounces, withdrawals and questions of offices.
const ERASE_AFTER_DAYS: std::ops::RangeInclusive<u32> = 30..=3_650;

/// Parses and validates a `letter.toml`; reports every problem at once.
///
/// `known_topics` is `None` if the file of topics can't be read: that is a problem of its own, and then no topic counts as unknown.
pub fn parse(file: &Path, text: &str, known_topics: Option<&BTreeSet<String>>) -> Result<Settings, Vec<Problem>> {
    let mut signing = None;
    let mut cosponsors = Vec::new();
    let mut goes_to = None;
    let (raw, problems) = front_matter::checked(file, text, 0, text, |raw: &File| {
        let mut problems = check(file, text, known_topics, raw);
        let table = raw.signing.as_ref().map(|table| table.checked(file, text));
        signing = table.and_then(|checked| checked.map_err(|found| problems.extend(found)).ok());
        goes_to = raw.delivery.clone().map(|mut delivery| {
            problems.extend(target_list::read(file, text, &mut delivery));
            delivery
        });
        for (nth, table) in raw.cosponsor.iter().enumerate() {
            match table.checked(file, text, nth) {
                Ok(cosponsor) => cosponsors.push(cosponsor),
                Err(found) => problems.extend(found),
            }
        }
        problems
    });
    let sound = raw.filter(|_| problems.is_empty());
    let Some((raw, published)) = sound.and_then(|raw| front_matter::day(&raw.published).map(|day| (raw, day))) else {
        return Err(problems);
    };
    Ok(Settings {
        kind: raw.kind,
        revision: raw.revision,
        published,
        topics: raw.topics,
        bills: raw.bills,
        signing,
        delivery: goes_to.map(|delivery| Delivery {
            subject: delivery.subject.as_deref().map(front_matter::one_line),
            ..delivery
        }),
        cosponsors,
        press: raw.press,
        erase_after_days: raw.retention.map(|it| it.erase_after_days),
    })
}

/// Checks everything outside of `[signing]` that the types do not catch.
fn check(file: &Path, text: &str, known_topics: Option<&BTreeSet<String>>, raw: &File) -> Vec<Problem> {
    let mut problems = Vec::new();
    if front_matter::day(&raw.published).is_none() {
        problems.push(Problem::near(file, text, "published", front_matter::NOT_A_DAY));
    }
    if raw.revision == 0 {
        problems.push(Problem::near(file, text, "revision", front_matter::COUNTS_FROM_1));
    }
    let unknown = |topic: &&String| known_topics.is_some_and(|known| !known.contains(*topic));
    for topic in raw.topics.iter().filter(unknown) {
        let what = format!("the topic \"{topic}\" is not in _site/topics.toml: add it there or fix its name");
        problems.push(Problem::of_value(file, text, ("topics", 0), topic, what));
    }
    if raw.kind == Kind::OpEd && raw.signing.is_some() {
        let what = "an op-ed has its author's name and can't be signed: remove [signing], or choose another kind";
        problems.push(Problem::near(file, text, "[signing]", what));
    }
    if let Some(retention) = &raw.retention {
        if !ERASE_AFTER_DAYS.contains(&retention.erase_after_days) {
            let (least, most) = (ERASE_AFTER_DAYS.start(), ERASE_AFTER_DAYS.end());
            let what = format!("erase_after_days must be from {least} to {most}");
            problems.push(Problem::near(file, text, "erase_after_days", what));
        }
        if raw.signing.is_none() {
            let what = "nobody can sign this, so there is nothing to erase: remove [retention], or add [signing]";
            problems.push(Problem::near(file, text, "[retention]", what));
        }
    }
    let press = raw.press.iter().flat_map(Press::problems);
    problems
        .extend(press.map(|(field, what)| Problem::at(file, text, cosponsors::place(text, "[press]", 0, field), what)));
    if let Some(delivery) = &raw.delivery {
        problems.extend(super::addressing::check(file, text, delivery));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, Vec<Problem>> {
        parse(
            Path::new("letter.toml"),
            text,
            Some(&BTreeSet::from(["workers".to_owned()])),
        )
    }

    const GOOD: &str = "kind = \"letter\"\nrevision = 1\npublished = 2026-11-09\ntopics = [\"workers\"]\n[signing]\npeople = true\ntime_zone = \"America/New_York\"\ncloses = 2027-01-29T17:00:00\n";

    #[test]
    fn deadlines_are_local_to_the_letters_zone() {
        let signing = read(GOOD).expect("good").signing.expect("can be signed");
        let closes = signing.people.expect("people").closes.expect("closes");
        assert_eq!(closes.to_string(), "2027-01-29T22:00:00Z");
        assert!(signing.organizations.is_none());
    }

    #[test]
    fn details_are_erased_after_a_month_or_later_of_what_can_be_signed() {
        let with = |text: &str, days: u32| format!("{text}[retention]\nerase_after_days = {days}\n");
        assert_eq!(read(GOOD).expect("good").erase_after_days, None);
        assert_eq!(read(&with(GOOD, 30)).expect("good").erase_after_days, Some(30));
        let told = refused(&with(GOOD, 29));
        assert_eq!(told, "letter.toml:10:1: erase_after_days must be from 30 to 3650");
        let (unsigned, _) = GOOD.split_once("[signing]").expect("a table");
        let told = refused(&with(unsigned, 365));
        assert!(told.contains("remove [retention]"), "{told}");
    }

    /// Returns every problem, one a line.
    fn refused(text: &str) -> String {
        let problems = read(text).expect_err("refused");
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        told.join("\n")
    }

    #[test]
    fn a_subject_on_several_lines_becomes_one() {
        let text = format!("{GOOD}[delivery]\nleadership = true\nsubject = \"\"\"\nTwo\r\nlines\"\"\"\n");
        let delivery = read(&text).expect("good").delivery.expect("goes to somebody");
        assert_eq!(delivery.subject.as_deref(), Some("Two lines"));
    }

    #[test]
    fn every_problem_is_reported_at_once_with_its_line() {
        let text = GOOD
            .replace("workers", "wrkers")
            .replace("New_York", "Gotham")
            .replace("2027-01-29T17:00:00", "2027-01-29");
        insta::assert_snapshot!(refused(&text), @r#"
        letter.toml:4:11: the topic "wrkers" is not in _site/topics.toml: add it there or fix its name
        letter.toml:7:1: "America/Gotham" is not a time zone: use one such as America/New_York
        letter.toml:8:1: closes must be a local date and time, such as 2027-01-29T17:00:00, that exists in the time zone
        "#);
    }

    #[test]
    fn missing_or_unknown_settings_hide_no_other_problem() {
        let text = GOOD
            .replace("kind =", "knd =")
            .replace("workers", "wrkers")
            .replace("New_York", "Gotham")
            .replace("people = true", "people = 'yes'");
        insta::assert_snapshot!(refused(&text), @r#"
        letter.toml:1:1: unknown field `knd`, expected one of `kind`, `revision`, `published`, `topics`, `bills`, `signing`, `delivery`, `cosponsor`, `press`, `retention`; fix the name or remove the line
        letter.toml:6:10: invalid type: string "yes", expected a boolean; write true or false, without quotes
        letter.toml:1:1: missing field `kind`; add a line `kind = …`
        letter.toml:4:11: the topic "wrkers" is not in _site/topics.toml: add it there or fix its name
        letter.toml:7:1: "America/Gotham" is not a time zone: use one such as America/New_York
        "#);
    }
}
