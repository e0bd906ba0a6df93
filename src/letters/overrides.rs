//! What staff set of a letter's settings, on top of its file: deadlines, goal, rule of approval, and whether signing is paused.
//!
//! The database has what was set ([`super::store::settings`]); [`super::overlay`] puts it over the rules that the file has, wherever letters are read. A file that
//! is changed later does not undo it: staff do.

use std::collections::BTreeMap;

use jiff::Timestamp;
use strum::{Display, EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::{Party, Pause, Signing};
use crate::locale::Lang;
use crate::text;

mod typed;

pub use typed::{Refused, parse};

/// The maximum length of the reason for a pause that readers are told, in characters.
pub const LONGEST_REASON: usize = 300;

/// The greatest goal.
pub const GREATEST_GOAL: u64 = 1_000_000_000;

/// A setting that staff may set.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Display, EnumString, IntoStaticStr, VariantArray, VariantNames,
)]
#[strum(serialize_all = "snake_case")]
pub enum Setting {
    /// When people can no longer sign.
    ClosesPeople,
    /// When organizations can no longer sign.
    ClosesOrganizations,
    /// The target number of signatures.
    Goal,
    /// Which organizations wait for staff.
    Approval,
    /// Whether signing is paused.
    Paused,
}

impl Setting {
    /// Returns the word that is stored.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Returns the deadline of a kind of signer.
    pub fn closes(party: Party) -> Self {
        match party {
            Party::Person => Self::ClosesPeople,
            Party::Organization => Self::ClosesOrganizations,
        }
    }

    /// Returns whose deadline it is.
    pub fn party(self) -> Option<Party> {
        match self {
            Self::ClosesPeople => Some(Party::Person),
            Self::ClosesOrganizations => Some(Party::Organization),
            Self::Goal | Self::Approval | Self::Paused => None,
        }
    }
}

/// Which organizations are listed only after staff approve them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Approval {
    /// All of them.
    Every,
    /// Those of which nothing shows that their contact speaks for them.
    Unverified,
    /// None.
    None,
}

impl Approval {
    /// Returns the word that is stored.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Returns the rule that a letter has.
    pub fn of(signing: &Signing) -> Self {
        match (signing.organizations_wait, signing.unverified_wait) {
            (true, _) => Self::Every,
            (false, true) => Self::Unverified,
            (false, false) => Self::None,
        }
    }
}

/// What a setting is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The end of signing; `None`: there is none.
    Closes(Option<Timestamp>),
    /// The target; `None`: there is none.
    Goal(Option<u64>),
    /// Who waits for staff.
    Approval(Approval),
    /// That signing is paused.
    Paused(Pause),
}

/// The word for a deadline or goal that there is not.
const NONE: &str = "none";
const YES: &str = "yes";

impl Value {
    /// Returns the text that is stored, and the one that readers are told.
    pub fn stored(&self) -> (String, String) {
        let told = match self {
            Self::Paused(pause) => lines(&pause.reasons),
            _ => String::new(),
        };
        let or_none = |it: Option<String>| it.unwrap_or_else(|| NONE.to_owned());
        let stored = match self {
            Self::Closes(at) => or_none(at.map(|at| at.to_string())),
            Self::Goal(goal) => or_none(goal.map(|goal| goal.to_string())),
            Self::Approval(rule) => rule.as_str().to_owned(),
            Self::Paused(_) => YES.to_owned(),
        };
        (stored, told)
    }

    /// Reads what is stored; `None` if this program does not know it.
    pub fn read(setting: Setting, stored: &str, told: &str) -> Option<Self> {
        let some = Some(stored).filter(|it| *it != NONE);
        Some(match setting {
            Setting::ClosesPeople | Setting::ClosesOrganizations => {
                Self::Closes(some.map(str::parse).transpose().ok()?)
            }
            Setting::Goal => Self::Goal(some.map(str::parse).transpose().ok()?),
            Setting::Approval => Self::Approval(stored.parse().ok()?),
            Setting::Paused => Self::Paused(Pause {
                reasons: of_lines(told),
            }),
        })
    }

    /// Returns what a letter's rules have of a setting; `None` if it does not ask those whom it concerns, or if it is not paused.
    pub fn of(setting: Setting, signing: &Signing) -> Option<Self> {
        Some(match setting {
            Setting::ClosesPeople => Self::Closes(signing.people?.closes),
            Setting::ClosesOrganizations => Self::Closes(signing.organizations?.closes),
            Setting::Goal => Self::Goal(signing.goal),
            Setting::Approval => Self::Approval(Approval::of(signing)),
            Setting::Paused => Self::Paused(signing.paused.clone()?),
        })
    }

    /// Puts it into a letter's rules.
    pub(super) fn put(self, setting: Setting, signing: &mut Signing) {
        match self {
            Self::Closes(closes) => {
                let window = match setting.party() {
                    Some(Party::Organization) => signing.organizations.as_mut(),
                    _ => signing.people.as_mut(),
                };
                if let Some(window) = window {
                    window.closes = closes;
                }
            }
            Self::Goal(goal) => signing.goal = goal,
            Self::Approval(rule) => {
                signing.organizations_wait = rule == Approval::Every;
                signing.unverified_wait = rule != Approval::None;
            }
            Self::Paused(pause) => signing.paused = Some(pause),
        }
    }
}

fn lines(reasons: &BTreeMap<Lang, String>) -> String {
    let lines: Vec<String> = reasons
        .iter()
        .map(|(lang, reason)| format!("{lang}: {reason}"))
        .collect();
    lines.join("\n")
}

fn of_lines(told: &str) -> BTreeMap<Lang, String> {
    let lines = told.lines().filter_map(|line| line.split_once(": "));
    lines
        .filter_map(|(lang, reason)| Some((Lang::parse(lang)?, reason.to_owned())))
        .collect()
}

/// Makes the reason for a pause one line of a length that fits a page; `None` if there is none.
pub fn reason(typed: &str) -> Option<String> {
    let line: String = text::tidy(typed).chars().take(LONGEST_REASON).collect();
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests;
