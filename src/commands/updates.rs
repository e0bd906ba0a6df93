//! `updates`: what signers hear afterwards.

use std::process::ExitCode;
use std::sync::Arc;

use undersigned::letters::{Letter, Update, begins};
use undersigned::outbox::mailer::Mailer;
use undersigned::updates::sending::Sending;
use undersigned::updates::{Outlook, Which, store};

use super::Desk;

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
    },
}

/// Does one of them.
pub fn updates(wish: Updates) -> anyhow::Result<ExitCode> {
    let desk = Desk::open()?;
    match wish {
        Updates::Send { slug, update, yes } => {
            let letter = desk.letter(&slug)?;
            send(&desk, letter, find(letter, &update)?, yes)?;
        }
        Updates::List { slug } => list(&desk, desk.letter(&slug)?)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn find<'l>(letter: &'l Letter, name: &str) -> anyhow::Result<&'l Update> {
    let folder = letter.folder.join("updates");
    let found = letter.update(name);
    found.ok_or_else(|| anyhow::anyhow!("there is no update {name}: name a folder of {}", folder.display()))
}

/// Shows how many receive it, asks, and owes the mails.
fn send(desk: &Desk, letter: &Letter, update: &Update, yes: bool) -> anyhow::Result<()> {
    let day = begins(update.published, &letter.zone());
    anyhow::ensure!(
        day <= desk.config.clock.now(),
        "{} is dated {} and shown from that day on: send it then, or correct `published` in its head",
        update.name,
        update.published
    );
    let sending = Sending {
        config: Arc::new(desk.config.clone()),
        mail_domain: Mailer::domain_of(&desk.config.mail)?,
        which: which(letter, update),
        now: desk.config.clock.now(),
    };
    let Outlook { mails, before } = sending.outlook(&desk.store)?;
    super::say(&line(desk, update));
    super::say(&format!(
        "  {mails} mails, one to each address that asked for news of {}; {before} were owed before",
        letter.slug
    ));
    if mails == 0 || !super::agreed(yes, mails)? {
        super::say("nothing was sent");
        return Ok(());
    }
    let bar = super::progress(mails, 5_000, "mails");
    let owed = sending.send(&desk.store, &|batch| bar.inc(batch))?;
    bar.finish_and_clear();
    super::say(&format!(
        "{owed} mails are owed; `undersigned serve` sends them, in the language that each signer read. \
         Run this again to reach those who sign later: nobody receives it twice."
    ));
    Ok(())
}

fn list(desk: &Desk, letter: &Letter) -> anyhow::Result<()> {
    if letter.updates.is_empty() {
        let folder = letter.folder.join("updates");
        super::say(&format!("No updates yet: write one in {}", folder.display()));
    }
    for update in &letter.updates {
        let states = desk.store.read_now(|db| store::states(db, &which(letter, update)))?;
        let states: Vec<String> = states
            .iter()
            .map(|(state, number)| format!("{number} {state}"))
            .collect();
        let fares = if states.is_empty() {
            "not sent".to_owned()
        } else {
            states.join(", ")
        };
        super::say(&format!("{}\t{fares}", line(desk, update)));
    }
    Ok(())
}

fn which(letter: &Letter, update: &Update) -> Which {
    Which {
        letter: letter.slug.to_string(),
        name: update.name.to_string(),
    }
}

/// Name, day and title, separated by tabs.
fn line(desk: &Desk, update: &Update) -> String {
    let title = &update.edition(desk.locales.fallback()).title;
    format!("{}\t{}\t{title}", update.name, update.published)
}
