//! `invite`: a link for each organization, which fills in its form and tells who came by it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use undersigned::email::EmailAddress;
use undersigned::letters::Party;
use undersigned::signatures::store::invitations;
use undersigned::store::StoreError;

use super::{Desk, say};

/// Make an invitation link for each organization of a file
#[derive(clap::Args)]
pub struct Invite {
    /// The letter's name, as in its URL
    slug: String,
    /// CSV, UTF-8, with the columns name, email (may be empty), note (may be empty)
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
    let text = std::fs::read_to_string(&wish.file).with_context(|| format!("{}", wish.file.display()))?;
    let rows = rows(&wish.file, &text)?;
    let (slug, now) = (wish.slug.clone(), desk.config.clock.now());
    let made = desk.store.write_now(move |tx| {
        let mut made = Vec::new();
        for (name, email, note) in rows {
            let code = invitations::invite(tx, &slug, &name, email.as_deref(), note.as_deref(), now)?;
            made.push((name, email.unwrap_or_default(), code));
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

type Row = (String, Option<String>, Option<String>);

fn rows(file: &std::path::Path, text: &str) -> anyhow::Result<Vec<Row>> {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers()?.clone();
    let place = |name: &str| header.iter().position(|cell| cell.trim() == name);
    let at = place("name").with_context(|| {
        format!(
            "{}:1:1: the column name is missing: begin the file with name,email,note",
            file.display()
        )
    })?;
    let (email, note) = (place("email"), place("note"));
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |index: Option<usize>| {
            index
                .and_then(|index| record.get(index))
                .map(str::trim)
                .filter(|cell| !cell.is_empty())
        };
        let name = undersigned::text::name(cell(Some(at)).unwrap_or_default(), 160);
        let address = cell(email).map(EmailAddress::parse).transpose();
        match (name, address) {
            (Ok(name), Ok(address)) => {
                rows.push((
                    name,
                    address.map(|address| address.as_str().to_owned()),
                    cell(note).map(str::to_owned),
                ));
            }
            (Err(_), _) => problems.push(format!(
                "{}:{line}:{}: this is no organization's name: correct it",
                file.display(),
                at + 1
            )),
            (_, Err(_)) => problems.push(format!(
                "{}:{line}:{}: this is no e-mail address: correct it or leave it empty",
                file.display(),
                email.unwrap_or(0) + 1
            )),
        }
    }
    anyhow::ensure!(problems.is_empty(), problems.join("\n"));
    Ok(rows)
}
