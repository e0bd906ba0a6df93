//! `invite`: a link for each organization, which fills in its form and tells who came by it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use undersigned::email::EmailAddress;
use undersigned::letters::Party;
use undersigned::signatures::form::fields::STATES;
use undersigned::signatures::store::invitations::{self, Guest};
use undersigned::store::StoreError;

use super::{Desk, say};

/// Make an invitation link for each organization of a file
#[derive(clap::Args)]
pub struct Invite {
    /// The letter's name, as in its URL
    slug: String,
    /// CSV, UTF-8, with the column name, and, if known, email, note, website, city, state
    file: PathBuf,
    /// The language of the form that the links open, such as es
    #[arg(long)]
    lang: Option<String>,
}

/// Prints name, address and link, separated by tabs.
pub fn invite(wish: &Invite) -> anyhow::Result<ExitCode> {
    let desk = Desk::open()?;
    let letter = desk.letter(&wish.slug)?;
    let open = letter
        .signing
        .as_ref()
        .is_some_and(|signing| signing.window(Party::Organization).is_some());
    anyhow::ensure!(
        open,
        "organizations can't sign {}: see [signing] in its letter.toml",
        wish.slug
    );
    let lang = match &wish.lang {
        None => desk.locales.fallback(),
        Some(tag) => desk
            .locales
            .find(tag)
            .with_context(|| format!("there is no language {tag}: name a folder of locales"))?,
    };
    let text = super::text_of(&wish.file)?;
    let rows = rows(&wish.file, &text)?;
    let (slug, now) = (wish.slug.clone(), desk.config.clock.now());
    let made = desk.store.write_now(move |tx| {
        let mut made = Vec::new();
        for guest in rows {
            let code = invitations::invite(tx, &slug, &guest, now)?;
            made.push((guest.name, guest.email.unwrap_or_default(), code));
        }
        Ok::<_, StoreError>(made)
    })?;
    for (name, email, code) in made {
        let base = &desk.config.site.base_url;
        say(&format!(
            "{name}\t{email}\t{base}/{lang}/letters/{}/sign/organization?invite={code}",
            wish.slug
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Every line's organization, or every problem as `file:line:column`.
fn rows(file: &Path, text: &str) -> anyhow::Result<Vec<Guest>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers()?.clone();
    anyhow::ensure!(
        column(&header, "name").is_some(),
        "{}:1:1: the column name is missing: begin the file with name,email,note,website,city,state",
        file.display()
    );
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record?;
        match guest(&header, &record) {
            Ok(guest) => rows.push(guest),
            Err((name, why)) => {
                let line = record.position().map_or(0, csv::Position::line);
                let at = column(&header, name).unwrap_or(0) + 1;
                problems.push(format!("{}:{line}:{at}: {why}", file.display()));
            }
        }
    }
    anyhow::ensure!(problems.is_empty(), problems.join("\n"));
    Ok(rows)
}

fn column(header: &csv::StringRecord, name: &str) -> Option<usize> {
    header.iter().position(|cell| cell.trim() == name)
}

/// One line's organization; or the column that is wrong, and what to do.
fn guest(header: &csv::StringRecord, record: &csv::StringRecord) -> Result<Guest, (&'static str, &'static str)> {
    let cell = |name: &str| {
        let cell = record.get(column(header, name)?)?.trim();
        (!cell.is_empty()).then(|| cell.to_owned())
    };
    let name = undersigned::text::name(&cell("name").unwrap_or_default(), 160);
    let email = cell("email").map(|given| EmailAddress::parse(&given)).transpose();
    let state = cell("state");
    if state.as_deref().is_some_and(|state| !STATES.contains(&state)) {
        return Err((
            "state",
            "this is no code of a state, such as CA: correct it or leave it empty",
        ));
    }
    Ok(Guest {
        name: name.map_err(|_| ("name", "this is no organization's name: correct it"))?,
        email: email
            .map_err(|_| ("email", "this is no e-mail address: correct it or leave it empty"))?
            .map(|address| address.as_str().to_owned()),
        note: cell("note"),
        website: cell("website"),
        city: cell("city"),
        state,
    })
}
