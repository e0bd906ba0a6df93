//! `invite`: creates a link for each organization, which prefills its form and tells which ones came by it.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use serde::Serialize;
use undersigned::audit::store::record;
use undersigned::audit::{Act, Deed};
use undersigned::organizations::guest_list;
use undersigned::organizations::invitations::{Invitations, NotAsked};
use undersigned::store::StoreError;

use super::person::Person;
use super::{Workspace, listing};

/// Create an invitation link for each organization in a file
#[derive(clap::Args)]
pub struct Invite {
    /// The letter's name, as in its URL
    slug: String,
    /// A CSV file with the column name and, optionally, email, note, website, city, state, country; exports of online forms work too
    file: PathBuf,
    /// The language of the form that the links open, such as es
    #[arg(long)]
    lang: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    person: Person,
}

/// An organization's link.
#[derive(Serialize)]
struct InviteLink {
    name: String,
    email: String,
    link: String,
    /// Whether the link is new; otherwise an earlier list had the organization, too.
    new: bool,
}

/// Creates the links, and prints name, address and link.
pub fn invite(args: &Invite) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    let invitations = Invitations::to(workspace.letter(&args.slug)?).map_err(|NotAsked| {
        anyhow::anyhow!(
            "organizations can't sign {}: check [signing] in its letter.toml",
            args.slug
        )
    })?;
    let lang = match &args.lang {
        None => workspace.locales.fallback(),
        Some(tag) => workspace
            .locales
            .find(tag)
            .with_context(|| format!("no language named {tag}: use the name of a folder in locales/"))?,
    };
    let guests = guest_list::guests(&super::input::bytes_of(&args.file)?, &workspace.locales)
        .map_err(|problems| super::refused(&args.file, &problems, "no invitations were created"))?;
    let now = workspace.config.clock.now();
    let book = invitations.clone();
    let (by, slug) = (args.person.by(&workspace.store)?, args.slug.clone());
    let invited = workspace.store.write_now(move |tx| {
        let invited = book.invite(tx, guests, now)?;
        let new = invited.iter().filter(|it| it.new).count();
        if new > 0 {
            record(tx, by, &Deed::about(Act::OrganizationsInvited, &slug, new), now)?;
        }
        Ok::<_, StoreError>(invited)
    })?;
    let base = &workspace.config.site.base_url;
    let made: Vec<InviteLink> = invited
        .into_iter()
        .map(|it| InviteLink {
            link: invitations.link(base, lang, &it.code),
            name: it.guest.name,
            email: it.guest.email.unwrap_or_default(),
            new: it.new,
        })
        .collect();
    if args.json {
        listing::json(&made)?;
    } else {
        listing::show(&["name", "email", "link"], &made, |it| {
            vec![it.name.clone(), it.email.clone(), it.link.clone()]
        });
    }
    let new = made.iter().filter(|it| it.new).count();
    let known = super::counted(made.len() - new, "already had a link", "already had a link");
    super::complain(&format!("{new} new, {known}"));
    Ok(ExitCode::SUCCESS)
}
