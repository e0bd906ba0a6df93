//! `letter.toml`: what is said once for all languages.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::problem::Problem;
use super::{Comments, Delivery, Kind, Signing, Window, front_matter};

/// A letter's settings, checked.
#[derive(Debug)]
pub struct Settings {
    /// What kind of text.
    pub kind: Kind,
    /// From 1.
    pub revision: u32,
    /// The day on its head.
    pub published: Date,
    /// Keys of topics.
    pub topics: Vec<String>,
    /// Bill numbers.
    pub bills: Vec<String>,
    /// Rules for signing.
    pub signing: Option<Signing>,
    /// To whom.
    pub delivery: Option<Delivery>,
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
    bills: Vec<String>,
    signing: Option<SigningTable>,
    delivery: Option<Delivery>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SigningTable {
    #[serde(default)]
    organizations: bool,
    #[serde(default)]
    people: bool,
    time_zone: String,
    opens: Option<toml::value::Datetime>,
    closes: Option<toml::value::Datetime>,
    closes_people: Option<toml::value::Datetime>,
    closes_organizations: Option<toml::value::Datetime>,
    goal: Option<u64>,
    people_per_address: Option<u8>,
    organizations_appear: Option<Appear>,
    unverified_organizations: Option<Unverified>,
    #[serde(default)]
    comments: Comments,
    comments_moderated: Option<bool>,
    #[serde(default)]
    trusted_domains: Vec<String>,
}

/// When organizations stand under a letter.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Appear {
    AtOnce,
    AfterApproval,
}

/// What happens to organizations where nothing shows that their contact speaks for them.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Unverified {
    Count,
    Hold,
}

/// Parses and checks a `letter.toml`; every problem at once.
pub fn parse(file: &Path, text: &str, known_topics: &BTreeSet<String>) -> Result<Settings, Vec<Problem>> {
    let raw: File = front_matter::toml_at(file, text, 0, text)?;
    let mut problems = Vec::new();
    let published = front_matter::day(&raw.published);
    if published.is_none() {
        problems.push(Problem::near(file, text, "published", front_matter::NOT_A_DAY));
    }
    if raw.revision == 0 {
        problems.push(Problem::near(file, text, "revision", "revision counts from 1"));
    }
    for topic in raw.topics.iter().filter(|topic| !known_topics.contains(*topic)) {
        let what = format!("the topic \"{topic}\" is not in _site/topics.toml: add it there or correct its name");
        problems.push(Problem::of_value(file, text, ("topics", 0), topic, what));
    }
    if raw.kind == Kind::OpEd && raw.signing.is_some() {
        let what =
            "an op-ed stands under its author's name and can't be signed: remove [signing], or choose another kind";
        problems.push(Problem::near(file, text, "[signing]", what));
    }
    if let Some(delivery) = &raw.delivery {
        problems.extend(super::addressing::check(file, text, delivery));
    }
    let signing = raw.signing.and_then(|table| match table.checked(file, text) {
        Ok(signing) => Some(signing),
        Err(found) => {
            problems.extend(found);
            None
        }
    });
    match published {
        Some(published) if problems.is_empty() => Ok(Settings {
            kind: raw.kind,
            revision: raw.revision,
            published,
            topics: raw.topics,
            bills: raw.bills,
            signing,
            delivery: raw.delivery,
        }),
        _ => Err(problems),
    }
}

impl SigningTable {
    fn checked(&self, file: &Path, text: &str) -> Result<Signing, Vec<Problem>> {
        let mut problems = Vec::new();
        if !self.organizations && !self.people {
            let what = "nobody may sign: set organizations or people to true, or remove [signing]";
            problems.push(Problem::near(file, text, "[signing]", what));
        }
        let zone = TimeZone::get(&self.time_zone).unwrap_or_else(|_| {
            let what = format!(
                "\"{}\" is not a time zone: write one such as America/New_York",
                self.time_zone
            );
            problems.push(Problem::near(file, text, "time_zone", what));
            TimeZone::UTC
        });
        let mut moment = |key: &str, value: Option<&toml::value::Datetime>| {
            let value = value?;
            let found = local(value, &zone);
            if found.is_none() {
                let what = format!(
                    "{key} must be a local date and time, such as 2027-01-29T17:00:00, that exists in the zone"
                );
                problems.push(Problem::near(file, text, key, what));
            }
            found
        };
        let opens = moment("opens", self.opens.as_ref());
        let closes = moment("closes", self.closes.as_ref());
        let people_close = moment("closes_people", self.closes_people.as_ref()).or(closes);
        let organizations_close = moment("closes_organizations", self.closes_organizations.as_ref()).or(closes);
        let own = |key: &'static str, set: bool| if set { key } else { "closes" };
        let ends = [
            (people_close, own("closes_people", self.closes_people.is_some())),
            (
                organizations_close,
                own("closes_organizations", self.closes_organizations.is_some()),
            ),
        ];
        for (end, key) in ends {
            if opens.zip(end).is_some_and(|(opens, end)| end <= opens) {
                let what = "signing closes before it opens: correct one of the two";
                problems.push(Problem::near(file, text, key, what));
            }
        }
        problems.dedup();
        let people_per_address = self.people_per_address.unwrap_or(1);
        if !matches!(people_per_address, 1 | 2) {
            let what = "people_per_address must be 1, or 2 for households that share a mailbox";
            problems.push(Problem::near(file, text, "people_per_address", what));
        }
        for domain in &self.trusted_domains {
            if crate::domains::registrable(domain).as_deref() != Some(domain) {
                let what = format!("\"{domain}\" is not a registered domain: write it as in union.org, in lower case");
                problems.push(Problem::of_value(file, text, ("trusted_domains", 0), domain, what));
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Signing {
            people_per_address,
            organizations_wait: self.organizations_appear == Some(Appear::AfterApproval),
            unverified_wait: self.unverified_organizations == Some(Unverified::Hold),
            comments: self.comments,
            comments_moderated: self.comments_moderated.unwrap_or(true),
            trusted_domains: self.trusted_domains.clone(),
            organizations: self.organizations.then_some(Window {
                opens,
                closes: organizations_close,
            }),
            people: self.people.then_some(Window {
                opens,
                closes: people_close,
            }),
            time_zone: zone,
            goal: self.goal,
        })
    }
}

/// A TOML date-time (local, in `zone`) as a moment; `None` if it is not one, or falls into a gap of the clock.
fn local(value: &toml::value::Datetime, zone: &TimeZone) -> Option<Timestamp> {
    if value.offset.is_some() {
        return value.to_string().parse().ok();
    }
    let civil: DateTime = value.to_string().parse().ok()?;
    value.time.as_ref()?;
    zone.to_ambiguous_zoned_datetime(civil)
        .unambiguous()
        .ok()
        .map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, Vec<Problem>> {
        parse(Path::new("letter.toml"), text, &BTreeSet::from(["workers".to_owned()]))
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
    fn every_problem_is_told_at_once_with_its_line() {
        let text = GOOD
            .replace("workers", "wrkers")
            .replace("New_York", "Gotham")
            .replace("2027-01-29T17:00:00", "2027-01-29");
        let found: Vec<String> = read(&text)
            .expect_err("refused")
            .iter()
            .map(ToString::to_string)
            .collect();
        insta::assert_snapshot!(found.join("\n"), @r#"
        letter.toml:4:11: the topic "wrkers" is not in _site/topics.toml: add it there or correct its name
        letter.toml:7:1: "America/Gotham" is not a time zone: write one such as America/New_York
        letter.toml:8:1: closes must be a local date and time, such as 2027-01-29T17:00:00, that exists in the zone
        "#);
    }
}
