//! Decisions about signatures, from a sheet or a signer's page.
//!
//! A form carries what its page showed of each signature. If that is not so any more, someone else has decided meanwhile, or the signer has
//! changed it: nothing is done about this one, and the next page names it. The others are decided.

use rocket::http::Status;
use rocket::{Route, State, post, routes};

use super::reject::{self, Asking};
use super::told::{MOST, ask_which, lead_back};
use super::transaction::apply;
use crate::letters::Letter;
use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::review::decide::{Decision, Seen};
use crate::signatures::ids::SignatureId;
use crate::staff::answer::{Answer, Go};
use crate::staff::form::StaffForm;
use crate::staff::guard::Staff;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;

/// Why a form or a page is refused: by a status, or because of a failure.
pub(crate) type Refusal = Result<Status, Failure>;

/// Decides about the chosen signatures of a sheet. A rejection without a reason is asked for one.
#[post("/letters/<slug>/decide", data = "<form>")]
async fn decide(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    let decision = match form.get("decision") {
        "approve" => Some(Decision::Approve { evidence: None }),
        "hold" => Some(Decision::Hold),
        "reject" => {
            let Some(rejection) = reject::typed(&form) else {
                let asking = Asking::of(&form, form.get("back"), chosen(&form));
                return reject::ask(app, &staff, letter, asking).await.map_err(Err);
            };
            Some(Decision::Reject(rejection))
        }
        _ => None,
    };
    let decided = decide_chosen(app, &staff, letter, (&form, decision)).await;
    decided.map(Answer::Go).map_err(Err)
}

/// Returns a letter whose signatures someone may decide about. Those who may only see them are refused; to others, the letter does not exist.
pub(crate) fn to_decide<'l>(staff: &Staff, library: &'l Library, slug: &str) -> Result<&'l Letter, Refusal> {
    if staff.may_view(slug) && !staff.may_edit(slug) {
        return Err(Ok(Status::Forbidden));
    }
    staff.letter_to_edit(library, slug).map_err(Err)
}

/// Decides about the signatures that are ticked in a form, and leads back to its page.
pub(crate) async fn decide_chosen(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (form, decision): (&Typed, Option<Decision>),
) -> Result<Go, Failure> {
    let Some(decision) = decision else {
        let picked: Vec<SignatureId> = chosen(form).into_iter().map(|it| it.id).collect();
        return Ok(ask_which(form.get("back"), &picked));
    };
    let outcome = apply(app, staff, letter, chosen(form), decision.clone()).await?;
    Ok(lead_back(form.get("back"), &decision, &outcome))
}

/// Returns the signatures that are ticked, with what was shown of them, in the order of their numbers.
fn chosen(form: &Typed) -> Vec<Seen> {
    let ticked = form.all().filter_map(|(name, shown)| {
        let id = name.strip_prefix("pick-")?.parse().ok()?;
        let shown = shown.to_owned();
        Some(Seen {
            id: SignatureId::new(id),
            shown,
        })
    });
    let mut chosen: Vec<Seen> = ticked.take(MOST).collect();
    chosen.sort_by_key(|it| it.id);
    chosen
}

pub(super) fn routes() -> Vec<Route> {
    routes![decide]
}
