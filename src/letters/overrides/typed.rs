//! What staff type for a setting: parsed, and checked as the file's would be.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::super::{Letter, Pause, settings};
use super::{GREATEST_GOAL, NONE, Setting, Value, YES};
use crate::locale::Lang;

/// Why a value can't be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The letter can't be signed by those whom the setting concerns.
    #[error("the letter's file doesn't ask them to sign")]
    NotAsked,
    /// It is no time, or none of the time zone.
    #[error(
        "the deadline must be a date and time such as 2027-01-29T17:00 that exists in the letter's time zone, or none"
    )]
    NoTime,
    /// It is in the past.
    #[error("this time has passed; to stop signing now, set paused")]
    Past,
    /// Signing would close before it opens.
    #[error("signing would close before it opens")]
    BeforeOpening,
    /// It is no number from 1.
    #[error("the goal must be a whole number from 1 to 1000000000, or none")]
    NoGoal,
    /// It is no rule.
    #[error("approval must be every, unverified or none")]
    NoRule,
    /// It is something else than yes.
    #[error("paused can only be set to yes; to let people sign again, use `letters unset`")]
    NotYes,
}

/// Parses what staff type for a setting of a letter, and checks it as the file's would be. The reasons for a pause are given apart.
pub fn parse(
    letter: &Letter,
    setting: Setting,
    typed: &str,
    reasons: BTreeMap<Lang, String>,
    now: Timestamp,
) -> Result<Value, Refused> {
    let signing = letter.filed.as_ref().ok_or(Refused::NotAsked)?;
    let some = Some(typed.trim()).filter(|it| !it.eq_ignore_ascii_case(NONE));
    match setting {
        Setting::ClosesPeople | Setting::ClosesOrganizations => {
            let window = setting.party().and_then(|party| signing.window(party));
            let window = window.ok_or(Refused::NotAsked)?;
            let at = some.map(|it| deadline(it, &signing.time_zone).ok_or(Refused::NoTime));
            let at = at.transpose()?;
            if at.is_some_and(|at| at <= now) {
                return Err(Refused::Past);
            }
            if at.zip(window.opens).is_some_and(|(at, opens)| at <= opens) {
                return Err(Refused::BeforeOpening);
            }
            Ok(Value::Closes(at))
        }
        Setting::Goal => {
            let number = |it: &str| it.replace([',', ' '], "").parse::<u64>().ok();
            let goal = some.map(|it| number(it).filter(|goal| (1..=GREATEST_GOAL).contains(goal)));
            goal.map_or(Ok(Value::Goal(None)), |goal| {
                goal.map(|goal| Value::Goal(Some(goal))).ok_or(Refused::NoGoal)
            })
        }
        Setting::Approval => {
            signing.organizations.ok_or(Refused::NotAsked)?;
            typed.trim().parse().map(Value::Approval).map_err(|_| Refused::NoRule)
        }
        Setting::Paused if typed.trim() == YES => Ok(Value::Paused(Pause { reasons })),
        Setting::Paused => Err(Refused::NotYes),
    }
}

/// Parses a local date and time in a zone, such as `2027-01-29T17:00`.
fn deadline(typed: &str, zone: &TimeZone) -> Option<Timestamp> {
    let formats = [
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M:%S",
    ];
    let civil = formats.iter().find_map(|format| DateTime::strptime(format, typed).ok());
    settings::moment(civil?, zone)
}
