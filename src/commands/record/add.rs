//! `record add`: adds what happened at an office.

use std::path::{Path, PathBuf};

use anyhow::anyhow;
use undersigned::delivery::store::{NotAnswered, NotSettled};
use undersigned::record::{AnswerFile, Kind, NewEntry, NotEntered, Way, enter};

use super::super::deliver::{context, day, wrong_day};
use super::super::person::Person;
use super::super::{Workspace, input, say};
use super::unknown;

/// What happened at an office
#[derive(clap::Args)]
pub struct Add {
    /// The letter's name, as in its URL
    slug: String,
    /// Such as member:B001234
    office: String,
    /// One of delivered, given-up, acknowledged, met, answered and note
    #[arg(long)]
    what: String,
    /// One of email, post, in-person, phone and portal
    #[arg(long)]
    how: Option<String>,
    /// When it happened (today by default)
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<String>,
    /// A note, which only staff can read
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// A file to keep with it, such as the answer
    #[arg(long)]
    file: Option<PathBuf>,
    #[command(flatten)]
    person: Person,
}

pub(super) fn add(add: Add) -> anyhow::Result<()> {
    let kind: Kind = add.what.parse().map_err(|_| {
        anyhow!(
            "--what {}: use delivered, given-up, acknowledged, met, answered or note",
            add.what
        )
    })?;
    let way = add.how.as_deref().map(way).transpose()?;
    let file = add.file.as_deref().map(answer_file).transpose()?;
    let workspace = Workspace::open()?;
    let context = context(
        &workspace,
        workspace.letter(&add.slug)?,
        add.person.by(&workspace.store)?,
    );
    let entry = NewEntry {
        office: add.office.clone(),
        kind,
        way,
        on: day(add.on.as_deref())?,
        note: add.note,
        file,
    };
    enter(context, entry).map_err(|error| not_entered(&add.slug, error))?;
    say(&format!("{}: {}", add.office, kind.as_str()));
    Ok(())
}

fn way(word: &str) -> anyhow::Result<Way> {
    word.parse()
        .map_err(|_| anyhow!("--how {word}: use email, post, in-person, phone or portal"))
}

fn answer_file(path: &Path) -> anyhow::Result<AnswerFile> {
    let bytes = input::bytes_of(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    AnswerFile::new(&name, bytes).map_err(|error| anyhow!("{}: {error}: choose another file", path.display()))
}

/// Explains why nothing is entered, and what to do.
fn not_entered(slug: &str, error: NotEntered) -> anyhow::Error {
    match error {
        NotEntered::Unknown(office) | NotEntered::Settled(NotSettled::Unknown(office)) => unknown(slug, &office),
        NotEntered::Empty => anyhow!("a note has no words: add them with --note"),
        NotEntered::Day(error)
        | NotEntered::Settled(NotSettled::Day(error))
        | NotEntered::Answered(NotAnswered::Day(error)) => wrong_day(error),
        NotEntered::Settled(error) => {
            anyhow!("{error}, so nothing was recorded: run `undersigned deliver {slug} --status` to see the delivery")
        }
        NotEntered::Answered(error) => {
            anyhow!("{error}, so nothing was recorded: run `undersigned deliver {slug} --status` to see the delivery")
        }
        NotEntered::Store(_) => error.into(),
    }
}
