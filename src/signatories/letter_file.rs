//! The letter as a PDF for everyone, with the organizations that signed it.
//!
//! It is set by a child process, one at a time over all letters, and kept in memory. A file is as good as new for a while, whoever signs
//! meanwhile, so that readers can't keep the machine busy; after that it is set again if its content has changed. It is set again at once
//! if an organization has taken its name back. A request waits for a few seconds at most: then it gets the file as it was, or is told when
//! to come again.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use rocket::http::Header;
use rocket::{Responder, Route, State, get, routes};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use self::files::{Found, LetterFiles, Moment, Order};
use crate::delivery::Count;
use crate::delivery::rendition::RenditionContext;
use crate::delivery::snapshot::Snapshot;
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Kind, Letter};
use crate::locale::Lang;
use crate::signatures::locality::states_by_name;
use crate::signatures::store;
use crate::site::letter_page::{find, frame};
use crate::site::letter_view::LetterView;
use crate::store::StoreError;
use crate::typesetting;
use crate::web::App;
use crate::web::error::{Failure, wait_in_words};
use crate::web::page::{self, Page};

pub(crate) mod files;

/// The most organizations that are printed.
const MOST: usize = 10_000;

/// When to come again while the file is being made.
const SOON: Duration = Duration::from_secs(10);

/// Returns the path of a letter's file; empty if it has none: a statement or an op-ed, or a program that can't set it.
pub(crate) fn path(letter: &Letter, lang: Lang) -> String {
    if has_one(letter) {
        format!("/{lang}/letters/{}/letter.pdf", letter.slug)
    } else {
        String::new()
    }
}

fn has_one(letter: &Letter) -> bool {
    typesetting::AVAILABLE && letter.kind == Kind::Letter
}

#[derive(Responder)]
enum Answer {
    File {
        page: Page,
        name: Header<'static>,
        robots: Header<'static>,
    },
    /// 503: it is being made, or can't be made at the moment.
    Later { page: Page, retry: Header<'static> },
}

#[derive(Serialize)]
struct View {
    letter: LetterView,
    heading: String,
    explanation: String,
    /// The path to try again.
    again: String,
}

#[get("/<lang>/letters/<slug>/letter.pdf", rank = 2)]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    files: &State<LetterFiles>,
    lang: Lang,
    slug: &str,
) -> Result<Answer, Failure> {
    let library = live_library.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    if !has_one(letter) {
        return Err(Failure::NotFound);
    }
    let (text, now) = (letter.edition(lang), app.clock.now());
    let key = (text.lang, letter.slug.to_string());
    let moment = Moment {
        now,
        generation: app.changes.of(slug),
    };
    let found = files.serve(key, text.digest, moment, || order(app, files, letter, text.lang, now));
    let (heading, explanation, wait) = match found.await? {
        Found::File(page) => {
            let name = format!("inline; filename=\"{}-{}.pdf\"", letter.slug, text.lang);
            return Ok(Answer::File {
                page: *page,
                name: Header::new("Content-Disposition", name),
                // What search engines keep would outlive a name that is withdrawn.
                robots: Header::new("X-Robots-Tag", "noindex"),
            });
        }
        Found::Later => ("pdf-later", "pdf-later-explained", SOON.as_secs()),
        Found::Failed => (
            "pdf-failed",
            "pdf-failed-explained",
            files::PATIENCE.as_secs().unsigned_abs(),
        ),
    };
    let heading = app.locales.text(lang, heading);
    let values = [("wait", wait_in_words(app, lang, wait).into())];
    let view = View {
        explanation: app.locales.format(lang, explanation, &values),
        letter: LetterView::new(app, letter, lang, now),
        again: path(letter, lang),
        heading,
    };
    let frame = frame(app, letter, lang, &view.heading, "/letter.pdf");
    let page = page::html(app, "pdf_later", &frame, &view)?;
    Ok(Answer::Later {
        page: page.with_status(rocket::http::Status::ServiceUnavailable),
        retry: Header::new("Retry-After", wait.to_string()),
    })
}

/// Composes the words of a file, and how to set it.
async fn order(
    app: &App,
    files: &LetterFiles,
    letter: &Letter,
    lang: Lang,
    now: Timestamp,
) -> Result<Order, StoreError> {
    let (slug, revision) = (letter.slug.to_string(), letter.revision);
    let states = states_by_name(&app.locales, lang);
    let read = app.store.read(move |db| {
        let (organizations, _) = store::organizations(db, &slug, (lang, &states), MOST)?;
        let tally = store::tally_of(db, &slug, revision)?;
        let people = Count {
            listed: tally.people,
            unlisted: tally.unlisted,
        };
        Ok::<_, StoreError>(Snapshot::of_public(
            organizations,
            people,
            (tally.by_origin(), store::has_invented(db, &slug)?),
        ))
    });
    let snapshot = read.await?;
    let context = RenditionContext {
        letter,
        edition: letter.edition(lang),
        snapshot: &snapshot,
        earlier: &std::collections::BTreeMap::new(),
        site: &app.config.site,
        locales: &app.locales,
        congress: 0,
        date: letter.published,
        code: "",
        most_people: 0,
        since: None,
    };
    let sheet = context.public_copy(now.to_zoned_datetime(letter.zone()).date());
    let images = context.images();
    let mut digest = Sha256::new_with_prefix(serde_json::to_vec(&sheet).unwrap_or_default());
    for bytes in images.values() {
        digest.update(Sha256::digest(bytes.as_slice()));
    }
    let typesetter = Arc::clone(&files.typesetter);
    Ok(Order {
        content: digest.finalize().into(),
        names: snapshot.organizations.iter().map(|it| it.name.clone()).collect(),
        make: Box::new(move || typesetter.set_with(typesetting::Work::Bundle, &sheet, &images)),
    })
}

pub(crate) fn routes() -> Vec<Route> {
    routes![show]
}
