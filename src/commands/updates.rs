//! `updates`: mails with updates to signers.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use undersigned::audit::By;
use undersigned::letters::{Letter, Update, begins};
use undersigned::outbox::mailer::Mailer;
use undersigned::updates::sending::Sending;
use undersigned::updates::{SendingPreview, UpdateKey, store};

use super::person::Person;
use super::{Workspace, listing};

/// Email an update about a letter to the signers who subscribed
#[derive(clap::Subcommand)]
pub enum Updates {
    /// Send an update to each subscribed address, once
    Send {
        /// The letter's name, as in its URL
        slug: String,
        /// The update's name: a folder in letters/<slug>/updates
        update: String,
        /// Send without asking for confirmation
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        person: Person,
    },
    /// List the updates of a letter and the status of their emails
    List {
        /// The letter's name
        slug: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

/// An update, and its number of mails by state.
#[derive(serde::Serialize)]
struct Listed {
    name: String,
    published: String,
    title: String,
    mails: BTreeMap<String, u64>,
}

/// Runs the subcommand.
pub fn updates(args: Updates) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    match args {
        Updates::Send {
            slug,
            update,
            yes,
            person,
        } => {
            let (letter, by) = (workspace.letter(&slug)?, person.by(&workspace.store)?);
            send(&workspace, by, (letter, find(letter, &update)?), yes)?;
        }
        Updates::List { slug, json } => list(&workspace, workspace.letter(&slug)?, json)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn find<'l>(letter: &'l Letter, name: &str) -> anyhow::Result<&'l Update> {
    let folder = letter.folder.join("updates");
    let found = letter.update(name);
    found.ok_or_else(|| anyhow::anyhow!("no update named {name} in {}: check the name", folder.display()))
}

/// Shows how many receive it, asks, and enqueues the mails.
fn send(workspace: &Workspace, by: By, (letter, update): (&Letter, &Update), yes: bool) -> anyhow::Result<()> {
    let day = begins(update.published, &letter.zone());
    anyhow::ensure!(
        day <= workspace.config.clock.now(),
        "{} is dated {} and is not public until that day: send it then, or change `published` at the top of its file",
        update.name,
        update.published
    );
    let sending = Sending {
        config: Arc::new(workspace.config.clone()),
        mail_domain: Mailer::domain_of(&workspace.config.mail)?,
        which: which(letter, update),
        now: workspace.config.clock.now(),
        by,
    };
    let SendingPreview { mails, before } = sending.outlook(&workspace.store)?;
    super::say(&line(workspace, update));
    super::say(&format!(
        "  {}, one for each address subscribed to {}; {} before",
        super::counted(mails, "email", "emails"),
        letter.slug,
        super::counted(before, "was queued or sent", "were queued or sent")
    ));
    if mails == 0 || !super::agreed(yes, &super::counted(mails, "email", "emails"))? {
        super::say("Nothing was sent");
        return Ok(());
    }
    let bar = super::progress(mails, 5_000, "emails");
    let owed = sending.send(&workspace.store, &|batch| bar.inc(batch))?;
    bar.finish_and_clear();
    super::say(&format!(
        "{} language its signer used. To reach people who sign later, run this command again; nobody gets it twice.",
        super::counted(
            owed,
            "email queued. It is sent while `undersigned serve` is running, in the",
            "emails queued. Each is sent while `undersigned serve` is running, in the"
        )
    ));
    Ok(())
}

fn list(workspace: &Workspace, letter: &Letter, json: bool) -> anyhow::Result<()> {
    let listed = |update: &Update| {
        let states = workspace
            .store
            .read_now(|db| store::states(db, &which(letter, update)))?;
        Ok::<_, anyhow::Error>(Listed {
            name: update.name.to_string(),
            published: update.published.to_string(),
            title: title(workspace, update).to_owned(),
            mails: states.into_iter().collect(),
        })
    };
    let updates: Vec<Listed> = letter.updates.iter().map(listed).collect::<Result<_, _>>()?;
    if json {
        return listing::json(&updates);
    }
    if updates.is_empty() {
        let folder = letter.folder.join("updates");
        super::complain(&format!(
            "No updates yet. To write one, add a folder in {}",
            folder.display()
        ));
    }
    listing::show(&["update", "published", "title", "emails"], &updates, |it| {
        let states: Vec<String> = it.mails.iter().map(|(state, n)| format!("{n} {state}")).collect();
        let fares = if states.is_empty() {
            "not sent".to_owned()
        } else {
            states.join(", ")
        };
        vec![it.name.clone(), it.published.clone(), it.title.clone(), fares]
    });
    Ok(())
}

fn which(letter: &Letter, update: &Update) -> UpdateKey {
    UpdateKey {
        letter: letter.slug.to_string(),
        name: update.name.to_string(),
    }
}

/// Formats name, day and title, separated by tabs.
fn line(workspace: &Workspace, update: &Update) -> String {
    format!("{}\t{}\t{}", update.name, update.published, title(workspace, update))
}

fn title<'u>(workspace: &Workspace, update: &'u Update) -> &'u str {
    &update.edition(workspace.locales.fallback()).title
}
