//! The table `[signing]` of `letter.toml`: who may sign, when, and by which rules.

use std::path::Path;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;
use toml::value::Datetime;

use crate::problem::Problem;

use super::super::{Comments, FullNames, Signing, Window};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SigningTable {
    #[serde(default)]
    organizations: bool,
    #[serde(default)]
    people: bool,
    time_zone: String,
    opens: Option<Datetime>,
    closes: Option<Datetime>,
    closes_people: Option<Datetime>,
    closes_organizations: Option<Datetime>,
    goal: Option<u64>,
    people_per_address: Option<u8>,
    organizations_appear: Option<Appear>,
    unverified_organizations: Option<Unverified>,
    #[serde(default)]
    comments: Comments,
    comments_moderated: Option<bool>,
    #[serde(default)]
    full_names_to_offices: FullNames,
    #[serde(default)]
    trusted_domains: Vec<String>,
}

/// When organizations are listed under a letter.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Appear {
    AtOnce,
    AfterApproval,
}

/// What happens to organizations if nothing shows that their contact speaks for them. By default they are held: any name can be typed from
/// any mailbox.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Unverified {
    Count,
    Hold,
}

/// The problems found in this file's table.
struct Found<'f> {
    file: &'f Path,
    text: &'f str,
    problems: Vec<Problem>,
}

impl Found<'_> {
    fn wrong(&mut self, key: &str, what: impl Into<String>) {
        self.problems.push(Problem::near(self.file, self.text, key, what));
    }

    /// Parses a setting's time in a zone.
    fn moment(&mut self, key: &str, value: Option<&Datetime>, zone: &TimeZone) -> Option<Timestamp> {
        let value = value?;
        let moment = local(value, zone);
        if moment.is_none() {
            self.wrong(
                key,
                format!(
                    "{key} must be a local date and time, such as 2027-01-29T17:00:00, that exists in the time zone"
                ),
            );
        }
        moment
    }
}

impl SigningTable {
    pub(super) fn checked(&self, file: &Path, text: &str) -> Result<Signing, Vec<Problem>> {
        let mut found = Found {
            file,
            text,
            problems: Vec::new(),
        };
        if !self.organizations && !self.people {
            found.wrong(
                "[signing]",
                "no one can sign: set organizations or people to true, or remove [signing]",
            );
        }
        let zone = self.zone(&mut found);
        let (people, organizations) = self.windows(&zone, &mut found);
        found.problems.dedup();
        let people_per_address = self.people_per_address.unwrap_or(1);
        if !matches!(people_per_address, 1 | 2) {
            let what = "people_per_address must be 1, or 2 for households that share an email address";
            found.wrong("people_per_address", what);
        }
        found.problems.extend(self.untrue_domains(file, text));
        if !found.problems.is_empty() {
            return Err(found.problems);
        }
        Ok(Signing {
            people_per_address,
            organizations_wait: self.organizations_appear == Some(Appear::AfterApproval),
            unverified_wait: self.unverified_organizations != Some(Unverified::Count),
            comments: self.comments,
            comments_moderated: self.comments_moderated.unwrap_or(true),
            full_names: self.full_names_to_offices,
            trusted_domains: self.trusted_domains.clone(),
            organizations: self.organizations.then_some(organizations),
            people: self.people.then_some(people),
            time_zone: zone,
            goal: self.goal,
            paused: None,
        })
    }

    fn zone(&self, found: &mut Found<'_>) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or_else(|_| {
            let meant = super::super::advice::meant_zone(&self.time_zone);
            let mend = meant.map_or_else(
                || "use one such as America/New_York".to_owned(),
                |zone| format!("use {zone}"),
            );
            let what = format!("\"{}\" is not a time zone: {mend}", self.time_zone);
            found.wrong("time_zone", what);
            TimeZone::UTC
        })
    }

    /// Parses the windows in which people and organizations may sign.
    fn windows(&self, zone: &TimeZone, found: &mut Found<'_>) -> (Window, Window) {
        let opens = found.moment("opens", self.opens.as_ref(), zone);
        let closes = found.moment("closes", self.closes.as_ref(), zone);
        let mut window = |key: &str, own: Option<&Datetime>| {
            let end = found.moment(key, own, zone).or(closes);
            if opens.zip(end).is_some_and(|(opens, end)| end <= opens) {
                let key = if own.is_some() { key } else { "closes" };
                found.wrong(key, "signing closes before it opens: fix one of the dates");
            }
            Window { opens, closes: end }
        };
        (
            window("closes_people", self.closes_people.as_ref()),
            window("closes_organizations", self.closes_organizations.as_ref()),
        )
    }

    fn untrue_domains(&self, file: &Path, text: &str) -> Vec<Problem> {
        let registered = |domain: &&String| crate::domains::registrable(domain).as_deref() == Some(domain.as_str());
        let wrong = self.trusted_domains.iter().filter(|domain| !registered(domain));
        wrong
            .map(|domain| {
                let what = format!("\"{domain}\" is not a registered domain: use lowercase, as in union.org");
                Problem::of_value(file, text, ("trusted_domains", 0), domain, what)
            })
            .collect()
    }
}

/// Converts a local time in `zone` to a timestamp; `None` if it falls into a gap of the clock, or comes twice.
pub(in crate::letters) fn moment(civil: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    let found = zone.to_ambiguous_zoned_datetime(civil).unambiguous();
    found.ok().map(|zoned| zoned.timestamp())
}

/// Converts a TOML date-time (local, in `zone`) to a timestamp; `None` if it is none, or falls into a gap of the clock.
fn local(value: &Datetime, zone: &TimeZone) -> Option<Timestamp> {
    if value.offset.is_some() {
        return value.to_string().parse().ok();
    }
    let civil: DateTime = value.to_string().parse().ok()?;
    value.time.as_ref()?;
    moment(civil, zone)
}
