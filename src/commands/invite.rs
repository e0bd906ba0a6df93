//! `invite`: a link for each organization, which fills in its form and tells who came by it.

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use serde::Serialize;
use undersigned::letters::Party;
use undersigned::organizations::guest_list;
use undersigned::organizations::store::invitations::{Book, Invitation};
use undersigned::store::StoreError;

use super::{Desk, listing};

/// Make an invitation link for each organization of a file
#[derive(clap::Args)]
pub struct Invite {
    /// The letter's name, as in its URL
    slug: String,
    /// CSV with the column name, and, if known, email, note, website, city, state, country; or a form's answers
    file: PathBuf,
    /// The language of the form that the links open, such as es
    #[arg(long)]
    lang: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// An organization's link.
#[derive(Serialize)]
struct Made {
    name: String,
    email: String,
    link: String,
    /// Whether the link was made now; otherwise an earlier list had the organization, too.
    new: bool,
}

/// Prints name, address and link.
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
    let guests = guest_list::guests(&super::bytes_of(&wish.file)?, &desk.locales)
        .map_err(|problems| super::refused(&wish.file, &problems, "nobody was invited"))?;
    let form = format!(
        "{}/{lang}/letters/{}/sign/organization",
        desk.config.site.base_url, wish.slug
    );
    let (slug, now) = (wish.slug.clone(), desk.config.clock.now());
    let made = desk.store.write_now(move |tx| {
        let mut book = Book::of(tx, &slug)?;
        let (mut made, mut shown) = (Vec::new(), HashSet::new());
        for guest in guests {
            let Invitation { code, new } = book.invite(tx, &guest, now)?;
            let link = format!("{form}?invite={code}");
            // A list may name an organization twice.
            if shown.insert(code) {
                let (name, email) = (guest.name, guest.email.unwrap_or_default());
                made.push(Made { name, email, link, new });
            }
        }
        Ok::<_, StoreError>(made)
    })?;
    if wish.json {
        listing::json(&made)?;
    } else {
        listing::show(&["name", "email", "link"], &made, |it| {
            vec![it.name.clone(), it.email.clone(), it.link.clone()]
        });
    }
    let new = made.iter().filter(|it| it.new).count();
    let known = super::counted(made.len() - new, "had its link before", "had their link before");
    super::complain(&format!("{new} new, {known}"));
    Ok(ExitCode::SUCCESS)
}
