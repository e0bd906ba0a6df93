//! The links of a letter for those without an account, to its organizations or to its preview: made, listed and revoked by its editors.

mod days;
mod shared;

use std::collections::BTreeMap;

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

pub(super) use self::days::last_day;
use self::days::{end, usual_end};
use self::shared::{Shared, is_public};
use super::signers::Refusal;
use crate::audit::StaffId;
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Weekday;
use crate::staff::answer::{Answer, Go};
use crate::staff::form::StaffForm;
use crate::staff::frame::{moment, page};
use crate::staff::guard::Staff;
use crate::staff::shared_links::{self, LONGEST_NOTE, Opens};
use crate::staff::store::accounts;
use crate::staff::store::shared_links::{self as stored, SharedLink, SharedLinkId};
use crate::store::{Read, StoreError};
use crate::text;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

/// A link, as it is listed.
#[derive(Serialize)]
struct Row {
    id: SharedLinkId,
    note: String,
    made: String,
    status: String,
    /// Whether it can be revoked.
    open: bool,
}

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    /// The page that led here.
    back: String,
    path: String,
    heading: String,
    explained: String,
    /// The name of a link's field.
    name: String,
    /// The letter's own page, if it is published and needs no preview.
    public: String,
    rows: Vec<Row>,
    note: String,
    wrong_note: String,
    ends: String,
    wrong_ends: String,
    /// The link that was just made; empty otherwise.
    link: String,
}

/// What is wrong with the form, as messages.
#[derive(Default)]
struct Wrong {
    note: &'static str,
    ends: &'static str,
}

#[get("/letters/<slug>/partners")]
async fn partners(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
) -> Result<Page, Refusal> {
    list(app, live_library, &staff, (slug, Opens::Partners)).await
}

#[get("/letters/<slug>/previews")]
async fn previews(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
) -> Result<Page, Refusal> {
    list(app, live_library, &staff, (slug, Opens::Preview)).await
}

async fn list(
    app: &App,
    live_library: &LiveLibrary,
    staff: &Staff,
    (slug, opens): (&str, Opens),
) -> Result<Page, Refusal> {
    let library = live_library.now();
    let shared = Shared::of(staff, &library, slug, opens)?;
    let (typed, wrong) = (Typed::default(), Wrong::default());
    let page = shown(
        app,
        staff,
        (shared, is_public(&library, shared)),
        (&typed, &wrong, String::new()),
    )
    .await;
    page.map_err(Err)
}

async fn shown(
    app: &App,
    staff: &Staff,
    (shared, is_public): (Shared<'_>, bool),
    (typed, wrong, link): (&Typed, &Wrong, String),
) -> Result<Page, Failure> {
    let (letter, opens) = (shared.letter, shared.opens);
    let text = |id: &str| {
        if id.is_empty() {
            String::new()
        } else {
            app.locales.text(staff.lang(), id)
        }
    };
    let slug = letter.slug.to_string();
    let read = move |db: &Read<'_>| {
        let all = stored::all(db, &slug, opens)?;
        let emails = accounts::all(db)?.into_iter().map(|it| (it.id, it.email));
        Ok::<_, StoreError>((all, emails.collect::<BTreeMap<_, _>>()))
    };
    let (all, emails) = app.store.read(read).await?;
    let edition = letter.edition(staff.lang());
    let [heading, explained, name] = shared.words().map(text);
    let has_link = !link.is_empty();
    let view = View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        back: shared.back(),
        path: shared.path(),
        heading,
        explained,
        name,
        public: if is_public {
            format!("/{}/letters/{}", staff.lang(), letter.slug)
        } else {
            String::new()
        },
        rows: all.iter().map(|it| row(app, staff, letter, (it, &emails))).collect(),
        note: typed.get("note").to_owned(),
        wrong_note: text(wrong.note),
        ends: if typed.has("ends") {
            typed.get("ends").to_owned()
        } else {
            usual_end(app, letter)
        },
        wrong_ends: text(wrong.ends),
        link,
    };
    let page = page(app, staff, ("staff_shared_links", &view.path), &view.heading, &view)?;
    Ok(if has_link { page.secret() } else { page })
}

fn row(app: &App, staff: &Staff, letter: &Letter, (it, emails): (&SharedLink, &BTreeMap<StaffId, String>)) -> Row {
    let (lang, now) = (staff.lang(), app.clock.now().as_microsecond());
    let removed = || {
        let number = [("number", it.made_by.to_string().into())];
        app.locales.format(lang, "staff-audit-removed", &number)
    };
    let who = emails.get(&it.made_by).cloned().unwrap_or_else(removed);
    let made = [("who", who.into()), ("moment", moment(app, lang, it.made_at).into())];
    let last = last_day(letter, it.ends_at);
    let day = [("day", app.locales.date(lang, last, Weekday::Omit).into())];
    let open = it.revoked_at.is_none() && it.ends_at > now;
    Row {
        id: it.id,
        note: it.note.clone(),
        made: app.locales.format(lang, "staff-partners-made", &made),
        status: match it.revoked_at {
            Some(at) => {
                let at = [("moment", moment(app, lang, at).into())];
                app.locales.format(lang, "staff-partners-revoked", &at)
            }
            None if open => app.locales.format(lang, "staff-partners-open", &day),
            None => app.locales.format(lang, "staff-partners-ended", &day),
        },
        open,
    }
}

/// Makes a link for partners, or revokes one.
#[post("/letters/<slug>/partners", data = "<form>")]
async fn act_on_partners(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Answer, Refusal> {
    act(app, live_library, &staff, (slug, Opens::Partners), &form).await
}

/// Makes a link to a preview, or revokes one.
#[post("/letters/<slug>/previews", data = "<form>")]
async fn act_on_previews(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Answer, Refusal> {
    act(app, live_library, &staff, (slug, Opens::Preview), &form).await
}

async fn act(
    app: &App,
    live_library: &LiveLibrary,
    staff: &Staff,
    (slug, opens): (&str, Opens),
    form: &StaffForm,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let shared = Shared::of(staff, &library, slug, opens)?;
    if form.get("action") == "revoke" {
        return revoke(app, staff, shared, form.get("link")).await.map_err(Err);
    }
    if is_public(&library, shared) {
        // It was published in the meantime: the page says so.
        return Ok(Answer::Go(Go::to(&shared.path())));
    }
    make(app, staff, shared, form).await.map_err(Err)
}

async fn revoke(app: &App, staff: &Staff, shared: Shared<'_>, link: &str) -> Result<Answer, Failure> {
    let id = link.parse::<SharedLinkId>().map_err(|_| Failure::NotFound)?;
    let (slug, opens, by, now) = (shared.slug().to_owned(), shared.opens, staff.by(), app.clock.now());
    let revoked: Result<bool, StoreError> = app
        .store
        .write(move |tx| shared_links::revoke(tx, by, (&slug, opens), id, now))
        .await;
    revoked?;
    Ok(Answer::Go(Go::to(&shared.path())))
}

async fn make(app: &App, staff: &Staff, shared: Shared<'_>, form: &Typed) -> Result<Answer, Failure> {
    let note = text::tidy(form.get("note"));
    let ends_at = end(app, shared.letter, form.get("ends"));
    let wrong = Wrong {
        note: match note.chars().count() {
            0 => "staff-partners-note-missing",
            1..=LONGEST_NOTE => "",
            _ => "error-too-long",
        },
        ends: if ends_at.is_none() {
            "staff-partners-ends-wrong"
        } else {
            ""
        },
    };
    let (Some(ends_at), "") = (ends_at, wrong.note) else {
        let page = shown(app, staff, (shared, false), (form, &wrong, String::new())).await?;
        return Ok(page.with_status(Status::UnprocessableEntity).into());
    };
    let (slug, opens) = (shared.slug().to_owned(), shared.opens);
    let (by, account, now) = (staff.by(), staff.id(), app.clock.now());
    let made: Result<_, StoreError> = app
        .store
        .write(move |tx| shared_links::make(tx, (by, account), (&slug, opens), (&note, ends_at), now))
        .await;
    let lang = staff.lang();
    let (base, there) = (&app.config.site.base_url, shared.opened_at());
    let link = format!("{base}/{lang}/{there}/{}", made?.as_text());
    let page = shown(
        app,
        staff,
        (shared, false),
        (&Typed::default(), &Wrong::default(), link),
    )
    .await?;
    Ok(page.into())
}

pub(super) fn routes() -> Vec<Route> {
    routes![partners, previews, act_on_partners, act_on_previews]
}
