//! The links for partners of a letter: made, listed and revoked by its editors.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::paths;
use super::signers::{Refusal, to_decide};
use crate::audit::StaffId;
use crate::clock::from_micros;
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Letter, begins};
use crate::locale::Weekday;
use crate::staff::answer::{Answer, Go};
use crate::staff::form::StaffForm;
use crate::staff::frame::{moment, page};
use crate::staff::guard::Staff;
use crate::staff::partner_links::{self, LONGEST_NOTE, MOST_DAYS};
use crate::staff::store::accounts;
use crate::staff::store::partner_links::{self as stored, PartnerLink, PartnerLinkId};
use crate::store::{Read, StoreError};
use crate::text;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

/// How many days a link is open unless staff choose another day.
const USUAL_DAYS: i32 = 30;

/// A link, as it is listed.
#[derive(Serialize)]
struct Row {
    id: PartnerLinkId,
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
    sheet: String,
    path: String,
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
async fn list(app: &State<App>, live_library: &State<LiveLibrary>, staff: Staff, slug: &str) -> Result<Page, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let (typed, wrong) = (Typed::default(), Wrong::default());
    let page = shown(app, &staff, letter, (&typed, &wrong, String::new())).await;
    page.map_err(Err)
}

async fn shown(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (typed, wrong, link): (&Typed, &Wrong, String),
) -> Result<Page, Failure> {
    let text = |id: &str| {
        if id.is_empty() {
            String::new()
        } else {
            app.locales.text(staff.lang(), id)
        }
    };
    let slug = letter.slug.to_string();
    let read = move |db: &Read<'_>| {
        let all = stored::all(db, &slug)?;
        let emails = accounts::all(db)?.into_iter().map(|it| (it.id, it.email));
        Ok::<_, StoreError>((all, emails.collect::<BTreeMap<_, _>>()))
    };
    let (all, emails) = app.store.read(read).await?;
    let edition = letter.edition(staff.lang());
    let has_link = !link.is_empty();
    let view = View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        sheet: paths::signers(letter.slug.as_str()),
        path: paths::partners(letter.slug.as_str()),
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
    let page = page(
        app,
        staff,
        ("staff_partners", &view.path),
        &text("staff-partners"),
        &view,
    )?;
    Ok(if has_link { page.secret() } else { page })
}

fn today(app: &App, letter: &Letter) -> Date {
    app.clock.now().to_zoned_datetime(letter.zone()).date()
}

fn usual_end(app: &App, letter: &Letter) -> String {
    let today = today(app, letter);
    today.checked_add(USUAL_DAYS.days()).unwrap_or(today).to_string()
}

fn row(app: &App, staff: &Staff, letter: &Letter, (it, emails): (&PartnerLink, &BTreeMap<StaffId, String>)) -> Row {
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

/// Returns the last day on which a link works.
pub(super) fn last_day(letter: &Letter, ends_at: i64) -> Date {
    let end = from_micros(ends_at).to_zoned_datetime(letter.zone()).date();
    end.yesterday().unwrap_or(end)
}

/// Makes a link, or revokes one.
#[post("/letters/<slug>/partners", data = "<form>")]
async fn act(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    if form.get("action") == "revoke" {
        return revoke(app, &staff, letter, form.get("link")).await.map_err(Err);
    }
    make(app, &staff, letter, &form).await.map_err(Err)
}

async fn revoke(app: &App, staff: &Staff, letter: &Letter, link: &str) -> Result<Answer, Failure> {
    let id = link.parse::<PartnerLinkId>().map_err(|_| Failure::NotFound)?;
    let (slug, by, now) = (letter.slug.to_string(), staff.by(), app.clock.now());
    let revoked: Result<bool, StoreError> = app
        .store
        .write(move |tx| partner_links::revoke(tx, by, &slug, id, now))
        .await;
    revoked?;
    Ok(Answer::Go(Go::to(&paths::partners(letter.slug.as_str()))))
}

async fn make(app: &App, staff: &Staff, letter: &Letter, form: &Typed) -> Result<Answer, Failure> {
    let note = text::tidy(form.get("note"));
    let ends_at = end(app, letter, form.get("ends"));
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
        let page = shown(app, staff, letter, (form, &wrong, String::new())).await?;
        return Ok(page.with_status(Status::UnprocessableEntity).into());
    };
    let (slug, by, account, now) = (letter.slug.to_string(), staff.by(), staff.id(), app.clock.now());
    let made: Result<_, StoreError> = app
        .store
        .write(move |tx| partner_links::make(tx, (by, account), &slug, (&note, ends_at), now))
        .await;
    let lang = staff.lang();
    let link = format!("{}/{lang}/partners/{}", app.config.site.base_url, made?.as_text());
    let page = shown(app, staff, letter, (&Typed::default(), &Wrong::default(), link)).await?;
    Ok(page.into())
}

/// Returns when a link ends that works through a day of the letter's time zone; `None` if the day can't be read, is over, or is too far.
fn end(app: &App, letter: &Letter, day: &str) -> Option<Timestamp> {
    let day = Date::strptime("%Y-%m-%d", day.trim())
        .or_else(|_| Date::strptime("%m/%d/%Y", day.trim()))
        .ok()?;
    let today = today(app, letter);
    let latest = today.checked_add(MOST_DAYS.days()).ok()?;
    (today..=latest)
        .contains(&day)
        .then(|| day.tomorrow().ok())
        .flatten()
        .map(|next| begins(next, &letter.zone()))
}

pub(super) fn routes() -> Vec<Route> {
    routes![list, act]
}
