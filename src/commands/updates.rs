//! `updates`: mails with updates to signers.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;

use undersigned::letters::{Letter, Update, begins};
use undersigned::outbox::mailer::Mailer;
use undersigned::updates::sending::Sending;
use undersigned::updates::{SendingPreview, UpdateKey, store};

use super::{Workspace, listing};

/// Mail updates of a letter to the signers who asked for news
#[derive(clap::Subcommand)]
pub enum Updates {
    /// Send an update: one mail to each address that asked for news, never twice
    Send {
        /// The letter's name, as in its URL
        slug: String,
        /// The update's name: a folder in letters/<slug>/updates
        update: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Show the updates of a letter, and how their mails fare
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
        Updates::Send { slug, update, yes } => {
            let letter = workspace.letter(&slug)?;
            send(&workspace, letter, find(letter, &update)?, yes)?;
        }
        Updates::List { slug, json } => list(&workspace, workspace.letter(&slug)?, json)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn find<'l>(letter: &'l Letter, name: &str) -> anyhow::Result<&'l Update> {
    let folder = letter.folder.join("updates");
    let found = letter.update(name);
    found.ok_or_else(|| anyhow::anyhow!("there is no update {name}: name a folder of {}", folder.display()))
}

/// Shows how many receive it, asks, and enqueues the mails.
fn send(workspace: &Workspace, letter: &Letter, update: &Update, yes: bool) -> anyhow::Result<()> {
    let day = begins(update.published, &letter.zone());
    anyhow::ensure!(
        day <= workspace.config.clock.now(),
        "{} is dated {} and shown from that day on: send it then, or correct `published` in its head",
        update.name,
        update.published
    );
    let sending = Sending {
        config: Arc::new(workspace.config.clone()),
        mail_domain: Mailer::domain_of(&workspace.config.mail)?,
        which: which(letter, update),
        now: workspace.config.clock.now(),
    };
    let SendingPreview { mails, before } = sending.outlook(&workspace.store)?;
    super::say(&line(workspace, update));
    super::say(&format!(
        "  {}, one to each address that asked for news of {}; {} owed before",
        super::counted(mails, "mail", "mails"),
        letter.slug,
        super::counted(before, "was", "were")
    ));
    if mails == 0 || !super::agreed(yes, &super::counted(mails, "mail", "mails"))? {
        super::say("nothing was sent");
        return Ok(());
    }
    let bar = super::progress(mails, 5_000, "mails");
    let owed = sending.send(&workspace.store, &|batch| bar.inc(batch))?;
    bar.finish_and_clear();
    super::say(&format!(
        "{} signer read. Run this again to reach those who sign later: nobody receives it twice.",
        super::counted(
            owed,
            "mail is owed; `undersigned serve` sends it, in the language that its",
            "mails are owed; `undersigned serve` sends them, in the language that each"
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
        super::complain(&format!("No updates yet: write one in {}", folder.display()));
    }
    listing::show(&["update", "published", "title", "mails"], &updates, |it| {
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
