//! Invitations to a letter: which organizations are invited, what became of each, and the emails to them. Editors invite, after a recent code.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use self::acts::{invite, remind, send_all, stop};
use super::paths;
use super::signers::{Refusal, to_decide};
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::organizations::guest_list::guests;
use crate::organizations::invitations::Invitations;
use crate::organizations::inviting::FIRST;
use crate::organizations::store::inviting::{self, Answer, Line};
use crate::signatures::ids::InvitationId;
use crate::staff::answer::{Answer as Reply, Go};
use crate::staff::form::StaffForm;
use crate::staff::frame::page;
use crate::staff::guard::{JustConfirmed, Staff};
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::form::choices::Choice;
use crate::web::page::Page;

mod acts;

/// How many invitations a page has.
const MOST: usize = 100;

/// How many organizations one form invites.
const AT_ONCE: usize = 500;

#[derive(Serialize)]
struct Row {
    invitation_id: InvitationId,
    name: String,
    email: String,
    status: String,
    tone: &'static str,
    /// How many reminders were sent; empty without any.
    reminders: String,
    /// Whether its emails can be stopped, and whether they are.
    may_stop: bool,
    stopped: bool,
}

#[derive(Serialize)]
struct View {
    title: String,
    title_lang: String,
    path: String,
    numbers: String,
    rows: Vec<Row>,
    next: String,
    may_edit: bool,
    languages: Vec<Choice>,
    /// What was pasted, and what is wrong with it, a line each.
    list: String,
    problems: Vec<String>,
    /// The days of the two reminders; empty for none.
    first: String,
    second: String,
    /// What was done; empty if nothing was.
    done: String,
}

#[get("/letters/<slug>/invitations?<asked..>")]
async fn list(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    asked: Typed,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    render(app, &staff, letter, (&asked, &Typed::default(), Vec::new())).await
}

async fn render(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (asked, typed, problems): (&Typed, &Typed, Vec<String>),
) -> Result<Page, Failure> {
    let (slug, lang) = (letter.slug.to_string(), staff.lang());
    let after = asked.get("after").parse().map_or(InvitationId::NONE, InvitationId::new);
    let of = slug.clone();
    let read = move |db: &Read<'_>| {
        Ok::<_, StoreError>((
            inviting::lines(db, &of, after, MOST + 1)?,
            inviting::reminders(db, &of)?,
        ))
    };
    let (mut lines, reminders) = app.store.read(read).await?;
    let has_more = lines.len() > MOST;
    lines.truncate(MOST);
    let days = |number: u32| {
        let found = reminders.iter().find(|(of, _)| *of == number);
        found.map_or_else(String::new, |(_, days)| days.to_string())
    };
    let edition = letter.edition(lang);
    let here = paths::invitations(&slug);
    let may_edit = staff.may_edit(&slug);
    let view = View {
        title: edition.front.title.clone(),
        title_lang: edition.lang.to_string(),
        numbers: paths::numbers(&slug),
        next: lines
            .last()
            .filter(|_| has_more)
            .map_or_else(String::new, |it| format!("{here}?after={}", it.id)),
        rows: lines.into_iter().map(|it| row(app, lang, may_edit, it)).collect(),
        path: here.clone(),
        may_edit,
        languages: languages(app, typed.get("lang")),
        list: typed.get("list").to_owned(),
        problems,
        first: days(1),
        second: days(2),
        done: done(app, lang, asked),
    };
    let title = app.locales.text(lang, "staff-invitations");
    page(app, staff, ("staff_invitations", &here), &title, &view)
}

fn languages(app: &App, chosen: &str) -> Vec<Choice> {
    let fallback = app.locales.fallback();
    let chosen = app.locales.find(chosen).unwrap_or(fallback);
    let choice = |lang: Lang| Choice {
        value: lang.to_string(),
        label: app.locales.own_name(lang),
        chosen: lang == chosen,
    };
    app.locales.languages().map(choice).collect()
}

/// Says what a form did, which the address of the page it leads to tells.
fn done(app: &App, lang: Lang, asked: &Typed) -> String {
    let id = match asked.get("did") {
        "invited" => "staff-invitations-did-invite",
        "sent" => "staff-invitations-did-send",
        "saved" => "staff-invitations-did-save",
        _ => return String::new(),
    };
    let count: u64 = asked.get("count").parse().unwrap_or(0);
    app.locales.format(lang, id, &[("count", count.into())])
}

fn row(app: &App, lang: Lang, may_edit: bool, it: Line) -> Row {
    let text = |id: &str| app.locales.text(lang, id);
    let (status, tone) = match (it.signed, it.answer, it.mail.as_deref()) {
        (Some(state), ..) => (text(&format!("staff-state-{state}")), "counts"),
        (None, Some(Answer::Declined), _) => (text("staff-invitation-declined"), "over"),
        (None, Some(Answer::NoMore), _) => (text("staff-invitation-no-more"), "over"),
        (None, None, _) if it.is_stopped => (text("staff-invitation-stopped"), "over"),
        (None, None, Some("sent")) => (text("staff-invitation-sent"), "soon"),
        (None, None, Some("queued")) => (text("staff-invitation-queued"), "soon"),
        (None, None, Some("bounced")) => (text("staff-invitation-bounced"), "waits"),
        (None, None, Some("failed" | "uncertain")) => (text("staff-invitation-failed"), "waits"),
        (None, None, Some(_)) => (text("staff-invitation-canceled"), "over"),
        (None, None, None) if it.email.is_empty() => (text("staff-invitation-no-email"), "soon"),
        (None, None, None) => (text("staff-invitation-unsent"), "soon"),
    };
    let reminders = it.last.filter(|last| *last > FIRST);
    Row {
        invitation_id: it.id,
        may_stop: may_edit && it.signed.is_none() && it.answer.is_none() && !it.email.is_empty(),
        stopped: it.is_stopped,
        reminders: reminders.map_or_else(String::new, |last| {
            app.locales
                .format(lang, "staff-invitation-reminders", &[("count", u64::from(last).into())])
        }),
        name: it.name,
        email: it.email,
        status,
        tone,
    }
}

/// Invites, sends, stops, or sets the reminders.
#[post("/letters/<slug>/invitations", data = "<form>")]
async fn act(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: JustConfirmed,
    slug: &str,
    form: StaffForm,
) -> Result<Reply, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let Ok(invitations) = Invitations::to(letter) else {
        let wrong = app.locales.text(staff.lang(), "staff-invitations-closed");
        return again(app, &staff, letter, &form, vec![wrong]).await;
    };
    let done = match form.get("action") {
        "invite" => match guests(form.get("list").as_bytes(), &app.locales) {
            Ok(list) if list.len() <= AT_ONCE && !list.is_empty() => {
                let lang = app
                    .locales
                    .find(form.get("lang"))
                    .unwrap_or_else(|| app.locales.fallback());
                ("invited", invite(app, &staff, slug, (invitations, list, lang)).await)
            }
            Ok(_) => {
                let wrong = app.locales.text(staff.lang(), "staff-invitations-too-many");
                return again(app, &staff, letter, &form, vec![wrong]).await;
            }
            Err(problems) => {
                let problems = problems.iter().take(50).map(ToString::to_string).collect();
                return again(app, &staff, letter, &form, problems).await;
            }
        },
        "send" => ("sent", send_all(app, &staff, slug).await),
        "stop" | "go-on" => ("saved", stop(app, slug, &form).await),
        "reminders" => ("saved", remind(app, &staff, slug, &form).await),
        _ => ("", Ok(0)),
    };
    let (did, count) = (done.0, done.1.map_err(|error| Err(error.into()))?);
    Ok(Reply::Go(Go::to(&format!(
        "{}?did={did}&count={count}",
        paths::invitations(slug)
    ))))
}

async fn again(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    form: &Typed,
    problems: Vec<String>,
) -> Result<Reply, Refusal> {
    let page = render(app, staff, letter, (&Typed::default(), form, problems)).await;
    Ok(page.map_err(Err)?.with_status(Status::UnprocessableEntity).into())
}

pub(super) fn routes() -> Vec<Route> {
    routes![list, act]
}
