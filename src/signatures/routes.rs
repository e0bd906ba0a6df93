//! Signing over HTTP: the letter with who signed it, the two forms, the links in mails, the public lists.

use rocket::Route;

mod admission;
mod approve;
mod changes;
mod check_mail;
mod confirm;
mod contact;
mod deciders_asked;
mod delivered;
mod draft;
mod embed;
mod find_mine;
mod form_page;
mod later;
mod letter;
mod letter_sheet;
mod letter_view;
mod live;
mod lost;
mod next;
mod not_us;
mod oembed;
mod own;
mod pages;
mod reading;
mod recording;
mod saving;
mod settle;
mod share;
mod share_image;
mod sight;
mod sign;
mod signers;
mod tally;
mod turning;
mod waiting;
mod window;

pub use check_mail::CheckMailPages;
pub use live::Feeds;
pub use pages::Pages;
pub use share_image::ShareImages;

use super::rules::rules;
use crate::letters::library::Library;
use crate::letters::{Letter, Slug, near};
use crate::locale::Lang;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{Frame, Text};

/// The language and the letter that a URL names, or 404. The language is one of the interface, or one that only the letter speaks.
fn find<'l>(app: &App, library: &'l Library, lang: Lang, slug: &str) -> Result<(Lang, &'l Letter), Failure> {
    let letter = Slug::parse(slug)
        .ok()
        .and_then(|slug| library.letter(&slug))
        .ok_or(Failure::NotFound)?;
    let spoken = app.locales.find(lang.as_str()).is_some() || letter.editions.contains_key(&lang);
    if spoken {
        Ok((lang, letter))
    } else {
        Err(Failure::NotFound)
    }
}

/// The frame of a letter's page, or of one below it, in every language in which it can be read.
fn frame(app: &App, letter: &Letter, lang: Lang, title: &str, below: &str) -> Frame {
    let rest = format!("/letters/{}{below}", letter.slug);
    let text = Text {
        languages: &letter.languages(),
        read: lang,
        shown: letter.edition(lang).lang,
        rest: &rest,
    };
    Frame::new(app, lang, title, &rest).read_in(app, &text)
}

/// The same, for pages: an address that is nearly right is told which letters it may have meant. `below` follows the name.
fn find_or_near<'l>(
    app: &App,
    library: &'l Library,
    lang: Lang,
    slug: &str,
    below: &str,
) -> Result<(Lang, &'l Letter), Failure> {
    find(app, library, lang, slug).map_err(|_| near::failure(app, library, lang, slug, below))
}

/// The routes, for `lib.rs`.
pub fn routes() -> Vec<Route> {
    [
        letter::routes(),
        sign::routes(),
        confirm::routes(),
        signers::routes(),
        own::routes(),
        find_mine::routes(),
        approve::routes(),
        contact::routes(),
        not_us::routes(),
        draft::routes(),
        embed::routes(),
        next::routes(),
        oembed::routes(),
        share::routes(),
        share_image::routes(),
        tally::routes(),
    ]
    .concat()
}
