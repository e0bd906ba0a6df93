//! `letters set` and `letters unset`: what holds on top of a letter's file. `letters check` and `status` say what is set.

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::Timestamp;
use serde::Serialize;
use undersigned::clock::from_micros;
use undersigned::letters::overrides::{self, Setting, Value};
use undersigned::letters::store::settings::{self as stored, Change, standing};
use undersigned::letters::{Letter, Party};
use undersigned::locale::Lang;
use undersigned::staff::store::accounts;
use undersigned::store::{Read, Store, StoreError, Tx};
use undersigned::text;

use super::super::person::Person;
use super::super::{Workspace, counted, say};

/// The maximum length of the reason, in characters.
const LONGEST_WHY: usize = 300;

/// What is set: one setting, or the deadline of everyone who is asked to sign.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Which {
    Closes,
    ClosesPeople,
    ClosesOrganizations,
    Goal,
    Approval,
    Paused,
}

impl Which {
    fn of(self, letter: &Letter) -> Vec<Setting> {
        match self {
            Self::Closes => {
                let filed = letter.filed.as_ref();
                let is_asked = |party: &Party| match party {
                    Party::Person => filed.is_some_and(|it| it.people.is_some()),
                    Party::Organization => filed.is_some_and(|it| it.organizations.is_some()),
                };
                Party::BOTH.into_iter().filter(is_asked).map(Setting::closes).collect()
            }
            Self::ClosesPeople => vec![Setting::ClosesPeople],
            Self::ClosesOrganizations => vec![Setting::ClosesOrganizations],
            Self::Goal => vec![Setting::Goal],
            Self::Approval => vec![Setting::Approval],
            Self::Paused => vec![Setting::Paused],
        }
    }
}

/// Sets a setting.
pub fn set(
    slug: &str,
    which: Which,
    (value, told): (&str, &[String]),
    why: &str,
    person: &Person,
) -> anyhow::Result<ExitCode> {
    let reasons = reasons(told)?;
    anyhow::ensure!(
        reasons.is_empty() || matches!(which, Which::Paused),
        "--tell is only for paused"
    );
    change(slug, which, why, person, |letter, setting, now| {
        let value = overrides::parse(letter, setting, value, reasons.clone(), now);
        value
            .map(Some)
            .map_err(|refused| anyhow::anyhow!("{setting}: {refused}"))
    })
}

/// Gives a setting back to the file.
pub fn unset(slug: &str, which: Which, why: &str, person: &Person) -> anyhow::Result<ExitCode> {
    change(slug, which, why, person, |_, _, _| Ok(None))
}

fn reasons(told: &[String]) -> anyhow::Result<BTreeMap<Lang, String>> {
    let reason = |it: &String| {
        let (lang, reason) = it.split_once('=')?;
        Some((Lang::parse(lang.trim())?, overrides::reason(reason)?))
    };
    let read: Option<BTreeMap<_, _>> = told.iter().map(reason).collect();
    read.ok_or_else(|| {
        anyhow::anyhow!("--tell needs a language and a sentence, such as \"en=We are fixing a mistake.\"")
    })
}

fn change(
    slug: &str,
    which: Which,
    why: &str,
    person: &Person,
    value: impl Fn(&Letter, Setting, Timestamp) -> anyhow::Result<Option<Value>>,
) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    let letter = workspace.letter(slug)?;
    anyhow::ensure!(
        letter.filed.is_some(),
        "nobody can sign {slug}: check [signing] in its letter.toml"
    );
    let (by, now) = (person.by(&workspace.store)?, workspace.config.clock.now());
    let why = text::tidy(why);
    anyhow::ensure!(
        (1..=LONGEST_WHY).contains(&why.chars().count()),
        "--why must give other staff a reason of at most {}",
        counted(LONGEST_WHY as u64, "character", "characters")
    );
    let settings = which.of(letter);
    let changes: Vec<Change> = settings
        .iter()
        .map(|setting| {
            Ok(Change {
                setting: *setting,
                value: value(letter, *setting, now)?,
                why: why.clone(),
            })
        })
        .collect::<anyhow::Result<_>>()?;
    let name = slug.to_owned();
    let write = move |tx: &Tx<'_>| {
        for change in &changes {
            stored::set(tx, by, &name, change, now)?;
        }
        Ok::<_, StoreError>(())
    };
    workspace.store.write_now(write)?;
    let is_set = |it: &SetHere| settings.iter().any(|setting| setting.as_str() == it.setting);
    let now_set = workspace.store.read_now(|db| set_here(db, letter))?;
    let lines: Vec<String> = now_set.iter().filter(|it| is_set(it)).map(SetHere::line).collect();
    if lines.is_empty() {
        say(&format!("{slug}: what letter.toml says holds again"));
    }
    for line in &lines {
        say(&format!("{slug}: {line}"));
    }
    Ok(ExitCode::SUCCESS)
}

/// A setting that is set on top of a letter's file.
#[derive(Serialize)]
pub struct SetHere {
    setting: &'static str,
    /// The value, as `letters set` takes it.
    value: String,
    /// What the file says; nothing for a pause.
    file: Option<String>,
    why: String,
    /// The address of the account that set it, if it is known.
    by: Option<String>,
    at: String,
}

impl SetHere {
    /// Says it in a line.
    pub fn line(&self) -> String {
        let file = self
            .file
            .as_ref()
            .map_or_else(String::new, |file| format!(" (letter.toml: {file})"));
        let by = self.by.as_deref().unwrap_or("a command");
        let Self {
            setting,
            value,
            at,
            why,
            ..
        } = self;
        format!("{setting} is {value}{file}, set by {by} on {at}: {why}")
    }
}

/// Returns what is set of a letter.
pub fn set_here(db: &Read<'_>, letter: &Letter) -> Result<Vec<SetHere>, StoreError> {
    let history = stored::history(db, letter.slug.as_str())?;
    let emails: BTreeMap<_, _> = accounts::all(db)?.into_iter().map(|it| (it.id, it.email)).collect();
    let standing = standing(&history);
    let set = standing.iter().filter_map(|(setting, entry)| {
        let filed = letter.filed.as_ref().and_then(|filed| Value::of(*setting, filed));
        Some(SetHere {
            setting: setting.as_str(),
            value: in_zone(letter, entry.value.as_ref()?),
            file: filed.map(|value| in_zone(letter, &value)),
            why: entry.why.clone(),
            by: entry.set_by.map(|id| match emails.get(&id) {
                Some(email) => email.clone(),
                None => format!("removed account {id}"),
            }),
            at: from_micros(entry.set_at).strftime("%Y-%m-%d %H:%M UTC").to_string(),
        })
    });
    Ok(set.collect())
}

/// Writes a value as it is typed: a deadline is local to the letter's zone.
fn in_zone(letter: &Letter, value: &Value) -> String {
    match value {
        Value::Closes(Some(at)) => at
            .to_zoned_datetime(letter.zone())
            .strftime("%Y-%m-%dT%H:%M")
            .to_string(),
        other => other.stored().0,
    }
}

/// Says what is set of letters, a line each.
pub fn tell(store: &Store, letters: &[&Letter]) -> anyhow::Result<()> {
    for letter in letters {
        for it in store.read_now(|db| set_here(db, letter))? {
            say(&format!("{}: {}", letter.slug, it.line()));
        }
    }
    Ok(())
}
