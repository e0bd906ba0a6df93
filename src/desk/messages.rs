//! Messages to Congress that no one has read yet: they go to offices only once staff have approved them.

use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::paths;
use super::signers::{Note, Refusal, decide_chosen, notes, picked, to_decide};
use crate::letters::live_library::LiveLibrary;
use crate::review::decide::{Decision, Judgement};
use crate::review::store::decisions::{Unread, unread_comments};
use crate::signatures::ids::SignatureId;
use crate::signatures::store::search::{Page as Paging, Paged};
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::frame::page;
use crate::staff::guard::Staff;
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

/// How many messages a page has.
const MOST: usize = 50;

#[derive(Serialize)]
struct Message {
    signature: SignatureId,
    text: String,
    path: String,
    picked: bool,
}

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    messages: Vec<Message>,
    path: String,
    back: String,
    sheet: String,
    next: String,
    /// The first page, if this is another one.
    first: String,
    may_edit: bool,
    notes: Vec<Note>,
}

#[get("/letters/<slug>/messages?<asked..>")]
async fn list(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    asked: Typed,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    let after = asked.get("after").parse().map_or(SignatureId::NONE, SignatureId::new);
    let (of, page_asked) = (slug.to_owned(), Paging { after, limit: MOST });
    let read = move |db: &Read<'_>| unread_comments(db, &of, page_asked);
    let found: Result<Paged<Unread>, StoreError> = app.store.read(read).await;
    let Paged { rows, more } = found?;
    let path = paths::messages(slug);
    let last = rows.last().map(|it| it.id).filter(|_| more > 0);
    let is_first = after == SignatureId::NONE;
    let edition = letter.edition(staff.lang());
    let picked = picked(&asked);
    let back = if is_first {
        path.clone()
    } else {
        format!("{path}?after={after}")
    };
    let message = |it: Unread| Message {
        signature: it.id,
        path: paths::signer(slug, it.id),
        picked: picked.contains(&it.id),
        text: it.comment,
    };
    let view = View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        messages: rows.into_iter().map(message).collect(),
        next: last.map_or_else(String::new, |last| format!("{path}?after={last}")),
        first: if is_first { String::new() } else { path.clone() },
        sheet: paths::individuals(slug),
        may_edit: staff.may_edit(slug),
        notes: notes(app, &staff, letter, (&asked, &back)).await?,
        back,
        path,
    };
    let title = app.locales.text(staff.lang(), "staff-messages");
    page(app, &staff, ("staff_messages", &view.back), &title, &view)
}

/// Approves or refuses the chosen messages.
#[post("/letters/<slug>/messages", data = "<form>")]
async fn judge(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Go, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let judgement = match form.get("decision") {
        "accept" => Some(Judgement::Accept),
        "refuse" => Some(Judgement::Refuse),
        _ => None,
    };
    let decision = judgement.map(Decision::Comment);
    decide_chosen(app, &staff, letter, (&form, decision)).await.map_err(Err)
}

pub(super) fn routes() -> Vec<Route> {
    routes![list, judge]
}
