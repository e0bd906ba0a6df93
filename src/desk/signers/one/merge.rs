//! Two signatures side by side: staff choose which one stays, or keep both. A merge can be undone on either signer's page.

use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::super::super::paths;
use super::super::decided::{Refusal, to_decide};
use super::super::told::lead_back_from;
use super::super::transaction::act;
use super::super::words::{Words, tone};
use super::facts::{Fact, facts};
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::mail::MailContext;
use crate::review::decide::Seen;
use crate::review::merging::{self, Comparison};
use crate::review::store::shown::{Subject, shown};
use crate::review::store::signer::{Signer, signer};
use crate::signatures::ids::SignatureId;
use crate::staff::answer::Go;
use crate::staff::form::StaffForm;
use crate::staff::frame::page;
use crate::staff::guard::Staff;
use crate::store::{Read, StoreError, Tx};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

/// One of both.
#[derive(Serialize)]
struct Side {
    id: SignatureId,
    name: String,
    path: String,
    status: String,
    tone: &'static str,
    /// The words of its button.
    keep: String,
    /// What the page showed, which the decision has to find again.
    shown: String,
}

/// A fact about both.
#[derive(Serialize)]
struct Compared {
    label: String,
    one: String,
    other: String,
    differs: bool,
}

#[derive(Serialize)]
struct View {
    path: String,
    back: String,
    name: String,
    one: Side,
    other: Side,
    facts: Vec<Compared>,
}

/// A signer with what a decision has to find again.
type Found = (Signer, String);

async fn both(app: &App, letter: &Letter, ids: [SignatureId; 2]) -> Result<[Found; 2], Failure> {
    let slug = letter.slug.to_string();
    let read = move |db: &Read<'_>| {
        let one = |id| {
            let found = signer(db, id)?.filter(|it| it.row.letter == slug && it.row.state.stands());
            Ok::<_, StoreError>(found.zip(shown(db, &slug, id, Subject::Whole)?))
        };
        Ok::<_, StoreError>(one(ids[0])?.zip(one(ids[1])?))
    };
    let found = app.store.read(read).await?;
    let (one, other) = found.ok_or(Failure::NotFound)?;
    if one.0.row.id == other.0.row.id || one.0.row.kind != other.0.row.kind {
        return Err(Failure::NotFound);
    }
    Ok([one, other])
}

fn side(words: Words<'_>, slug: &str, (it, shown): &Found) -> Side {
    let row = &it.row;
    let id = [("id", row.id.to_string().into())];
    Side {
        id: row.id,
        name: row.name.clone(),
        path: paths::signer(slug, row.id),
        status: words.status(row.state, &row.held_for),
        tone: tone(row.state),
        keep: words.app.locales.format(words.lang, "staff-merge-keep", &id),
        shown: shown.clone(),
    }
}

/// Puts the facts about two signers beside each other, in their order.
fn compared(one: Vec<Fact>, mut other: Vec<Fact>) -> Vec<Compared> {
    let mut found = Vec::new();
    for fact in one {
        let same = other.iter().position(|it| it.label == fact.label);
        // What only the other one has, and comes before.
        for it in other.drain(..same.unwrap_or(0)) {
            found.push((it.label, String::new(), it.value));
        }
        let value = if same.is_some() {
            other.remove(0).value
        } else {
            String::new()
        };
        found.push((fact.label, fact.value, value));
    }
    found.extend(other.into_iter().map(|it| (it.label, String::new(), it.value)));
    let compared = |(label, one, other): (String, String, String)| Compared {
        differs: one != other,
        label,
        one,
        other,
    };
    found.into_iter().map(compared).collect()
}

/// Shows both.
#[get("/letters/<slug>/signers/<id>/merge/<other>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    id: SignatureId,
    other: SignatureId,
) -> Result<Page, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let found = both(app, letter, [id, other]).await.map_err(Err)?;
    let words = Words {
        app,
        lang: staff.lang(),
    };
    let known = |(it, _): &Found| facts(words, it, it.signatures.iter().find(|own| own.id == it.row.id));
    let view = View {
        path: paths::merge(slug, id, other),
        back: paths::signer(slug, id),
        name: found[0].0.row.name.clone(),
        facts: compared(known(&found[0]), known(&found[1])),
        one: side(words, slug, &found[0]),
        other: side(words, slug, &found[1]),
    };
    let title = words.text("staff-merge-heading");
    page(app, &staff, ("staff_merge", &view.path), &title, &view).map_err(Err)
}

/// Merges one into the other, or keeps both apart.
#[post("/letters/<slug>/signers/<id>/merge/<other>", data = "<form>")]
async fn decide(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    id: SignatureId,
    other: SignatureId,
    form: StaffForm,
) -> Result<Go, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let seen = |id: SignatureId| Seen {
        id,
        shown: form.get(&format!("shown-{id}")).to_owned(),
    };
    let keep = form.get("keep");
    let (seen, comparison) = if keep == "both" {
        ([seen(id), seen(other)], Comparison::Apart)
    } else if keep == id.to_string() {
        ([seen(id), seen(other)], Comparison::Same)
    } else if keep == other.to_string() {
        ([seen(other), seen(id)], Comparison::Same)
    } else {
        return Err(Ok(rocket::http::Status::UnprocessableEntity));
    };
    let back = paths::signer(slug, seen[0].id);
    let told = match comparison {
        Comparison::Same => "merge",
        Comparison::Apart => "apart",
    };
    let work = move |tx: &Tx<'_>, context: &MailContext<'_>, by, slug: &str| {
        merging::compare(tx, context, by, slug, (&seen, comparison))
    };
    let outcome = act::<_, StoreError>(app, &staff, letter, work)
        .await
        .map_err(|error| Err(error.into()))?;
    Ok(lead_back_from(&back, told, &outcome))
}

/// Undoes the merge of a signature, and leads back to its page.
pub(super) async fn undo(app: &App, staff: &Staff, letter: &Letter, id: SignatureId) -> Result<Go, Failure> {
    let work = move |tx: &Tx<'_>, context: &MailContext<'_>, by, slug: &str| merging::undo(tx, context, by, (slug, id));
    let outcome = act::<_, StoreError>(app, staff, letter, work).await?;
    let back = paths::signer(letter.slug.as_str(), id);
    Ok(lead_back_from(&back, "undo-merge", &outcome))
}

pub(super) fn routes() -> Vec<Route> {
    routes![show, decide]
}
