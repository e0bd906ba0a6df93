//! Decisions about all signatures that a filter finds: first how many and which, then the decision.
//!
//! The same page finds the signatures of a wave by what they have in common.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};

use super::super::paths;
use super::asked::Asked;
use super::decided::{Refusal, to_decide};
use super::preview::{Preview, preview};
use super::reject;
use super::told::lead_back_with;
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::review::bulk::{Order, Step, Work, begin, step};
use crate::review::decide::Decision;
use crate::review::store::made::DecisionId;
use crate::signatures::ids::SignatureId;
use crate::staff::answer::{Answer, Go};
use crate::staff::form::StaffForm;
use crate::staff::frame::page;
use crate::staff::guard::Staff;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;

/// How many portions are carried out before the answer; the rest follows in the background.
const AT_ONCE: usize = 5;

#[get("/letters/<slug>/bulk?<asked..>")]
async fn ask(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    asked: Typed,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let question = Asked::read(&asked, &app.config.secret, letter);
    show(app, &staff, letter, (&question, &asked)).await.map_err(Err)
}

async fn show(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (question, asked): (&Asked, &Typed),
) -> Result<Answer, Failure> {
    let view: Preview = preview(app, staff, letter, (question, asked)).await?;
    let status = if view.is_wrong() {
        Status::UnprocessableEntity
    } else {
        Status::Ok
    };
    let title = app.locales.text(staff.lang(), "staff-bulk");
    let here = question.path(&app.config.secret, &paths::bulk(letter.slug.as_str()), &[]);
    let shown = page(app, staff, ("staff_bulk", &here), &title, &view)?;
    Ok(Answer::from(shown.with_status(status)))
}

/// Leads to what a rule finds, or decides about it.
#[post("/letters/<slug>/bulk", data = "<form>")]
async fn decide(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let question = Asked::read(&form, &app.config.secret, letter);
    if !form.has("expected") {
        let path = question.path(&app.config.secret, &paths::bulk(letter.slug.as_str()), &[]);
        return Ok(Answer::Go(Go::to(&path)));
    }
    let decision = match form.get("decision") {
        "approve" => Some(Decision::Approve { evidence: None }),
        "hold" => Some(Decision::Hold),
        "reject" => reject::typed(&form).map(Decision::Reject),
        _ => None,
    };
    let order = decision.and_then(|decision| order(&form, &question, decision));
    match order {
        Some(order) => carry_out(app, &staff, letter, order).await.map_err(Err),
        None => show(app, &staff, letter, (&question, &form)).await.map_err(Err),
    }
}

/// Returns what a form decides about what its page showed; `None` if its filter can't be read or finds everyone.
fn order(form: &Typed, question: &Asked, decision: Decision) -> Option<Order> {
    let may = question.errors.is_empty() && question.is_filtered();
    may.then_some(())?;
    Some(Order {
        filter: question.filter.clone(),
        decision,
        seen_at: jiff::Timestamp::from_microsecond(form.get("seen-at").parse().ok()?).ok()?,
        expected: form.get("expected").parse().ok()?,
        until: SignatureId::new(form.get("seen-until").parse().ok()?),
    })
}

/// Begins the decision. Few signatures are decided before the answer.
async fn carry_out(app: &App, staff: &Staff, letter: &Letter, order: Order) -> Result<Answer, Failure> {
    let (slug, by, now) = (letter.slug.to_string(), staff.by(), app.clock.now());
    let start = move |tx: &Tx<'_>| begin(tx, by, &slug, &order, now);
    let begun = app.store.write(start).await.map_err(|error: StoreError| error)?;
    let Some(id) = begun else {
        return Ok(Answer::Go(lead_back_with(&paths::bulk(letter.slug.as_str()), "choose")));
    };
    go_on(app, id).await?;
    Ok(Answer::Go(Go::to(&paths::decision(letter.slug.as_str(), id))))
}

/// Carries out the first portions.
pub(super) async fn go_on(app: &App, id: DecisionId) -> Result<(), Failure> {
    let work = Work {
        store: app.store.clone(),
        config: std::sync::Arc::clone(&app.config),
        mail_domain: app.mail_domain.clone(),
    };
    for _ in 0..AT_ONCE {
        if step(&work, id).await? == Step::Last {
            break;
        }
    }
    Ok(())
}

pub(super) fn routes() -> Vec<Route> {
    routes![ask, decide]
}
