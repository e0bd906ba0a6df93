//! The page of one signer: what was entered, what became of it, and the decisions that are possible.

use std::collections::BTreeMap;

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};

use self::card::Card;
use self::resending::Resend;
use super::super::paths;
use super::decided::{Refusal, to_decide};
use super::notes::notes;
use super::reject::{self, Asking};
use super::told::{lead_back, lead_back_released, lead_back_resent};
use super::transaction::{act, apply};
use super::words::Words;
use crate::bounces::store::{Bounce, of_mail};
use crate::letters::Letter;
use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::mail::MailContext;
use crate::outbox::MailId;
use crate::review::decide::{DecideError, Decision, Judgement, Seen};
use crate::review::flood::{Source, release as release_all};
use crate::review::resend::{Outlook, outlook, resend};
use crate::review::store::shown::{Subject, shown};
use crate::review::store::signer::{Signer, signer};
use crate::signatures::ids::SignatureId;
use crate::staff::answer::Answer;
use crate::staff::form::StaffForm;
use crate::staff::frame::page;
use crate::staff::guard::Staff;
use crate::store::{Read, StoreError, Tx};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

mod card;
mod facts;
mod happened;
mod line;
mod merge;
mod resending;

/// The maximum length of evidence, in characters.
const LONGEST: usize = 500;

/// A signer, what a decision about the correction has to find again, and the email that can be sent again.
struct Found {
    signer: Signer,
    correction: String,
    outlook: Option<Outlook>,
    bounces: BTreeMap<MailId, Vec<Bounce>>,
}

async fn find(app: &App, letter: &Letter, id: SignatureId) -> Result<Found, Failure> {
    let (slug, secret) = (letter.slug.to_string(), app.config.secret.clone());
    let read = move |db: &Read<'_>| {
        let Some(signer) = signer(db, id)?.filter(|it| it.row.letter == slug) else {
            return Ok(None);
        };
        let correction = shown(db, &slug, id, Subject::Correction)?;
        let correction = correction.unwrap_or_default();
        let bounces = signer.mails.iter().map(|it| Ok((it.id, of_mail(db, it.id)?)));
        let bounces = bounces.collect::<Result<_, StoreError>>()?;
        Ok::<_, StoreError>(Some(Found {
            signer,
            correction,
            outlook: outlook(db, &secret, id)?,
            bounces,
        }))
    };
    app.store.read(read).await?.ok_or(Failure::NotFound)
}

#[get("/letters/<slug>/signers/<id>?<asked..>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    id: SignatureId,
    asked: Typed,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    let found = find(app, letter, id).await?;
    let mut card = card(app, &staff, (&library, letter), found);
    card.notes = notes(app, &staff, letter, (&asked, &card.path)).await?;
    render(app, &staff, &card)
}

fn card(app: &App, staff: &Staff, letter: (&Library, &Letter), found: Found) -> Card {
    let words = Words {
        app,
        lang: staff.lang(),
    };
    let slug = letter.1.slug.as_str();
    let outlook = found.outlook.filter(|_| staff.may_edit(slug));
    let mut card = Card::new(words, staff, letter, found.signer, (found.correction, &found.bounces));
    card.resend = outlook.map(|it| Resend::new(words, it));
    card
}

fn render(app: &App, staff: &Staff, card: &Card) -> Result<Page, Failure> {
    page(app, staff, ("staff_signer", &card.path), &card.name, card)
}

/// Decides about a signature.
#[post("/letters/<slug>/signers/<id>", data = "<form>")]
async fn decide(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    id: SignatureId,
    form: StaffForm,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let letter = to_decide(&staff, &library, slug)?;
    match form.get("action") {
        "release" => return release(app, &staff, letter, id).await.map_err(Err),
        "undo-merge" => return merge::undo(app, &staff, letter, id).await.map(Answer::Go).map_err(Err),
        "resend" => {
            let resent = send_again(app, &staff, letter, (id, form.get("shown"))).await;
            return resent.map_err(Err);
        }
        _ => {}
    }
    let evidence: String = form.get("evidence").trim().chars().take(LONGEST).collect();
    let (back, shown) = (paths::signer(slug, id), form.get("shown").to_owned());
    if form.get("action") == "reject" && reject::typed(&form).is_none() {
        let asking = Asking::of(&form, &back, vec![Seen { id, shown }]);
        return reject::ask(app, &staff, letter, asking).await.map_err(Err);
    }
    let Some(decision) = decision(&form, &evidence) else {
        return Err(Ok(Status::UnprocessableEntity));
    };
    if matches!(&decision, Decision::Verify { evidence } if evidence.is_empty()) {
        return ask_for_evidence(app, &staff, (&library, letter), id).await.map_err(Err);
    }
    let outcome = apply(app, &staff, letter, vec![Seen { id, shown }], decision.clone()).await;
    Ok(Answer::Go(lead_back(&back, &decision, &outcome.map_err(Err)?)))
}

fn decision(form: &Typed, evidence: &str) -> Option<Decision> {
    let seen = Some(evidence.to_owned()).filter(|it| !it.is_empty());
    Some(match form.get("action") {
        "approve" => Decision::Approve { evidence: seen },
        "reject" => Decision::Reject(reject::typed(form)?),
        "hold" => Decision::Hold,
        "verify" => Decision::Verify {
            evidence: evidence.to_owned(),
        },
        "accept-correction" => Decision::Correction(Judgement::Accept),
        "refuse-correction" => Decision::Correction(Judgement::Refuse),
        "accept-comment" => Decision::Comment(Judgement::Accept),
        "refuse-comment" => Decision::Comment(Judgement::Refuse),
        _ => return None,
    })
}

async fn ask_for_evidence(
    app: &App,
    staff: &Staff,
    (library, letter): (&Library, &Letter),
    id: SignatureId,
) -> Result<Answer, Failure> {
    let mut card = card(app, staff, (library, letter), find(app, letter, id).await?);
    card.wrong_evidence = app.locales.text(staff.lang(), "staff-evidence-missing");
    let page = render(app, staff, &card)?.with_status(Status::UnprocessableEntity);
    Ok(Answer::from(page))
}

/// Sends the signer or the approvers the email again that they wait for.
async fn send_again(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (id, shown): (SignatureId, &str),
) -> Result<Answer, Failure> {
    let (back, shown) = (paths::signer(letter.slug.as_str(), id), shown.to_owned());
    let send =
        move |tx: &Tx<'_>, context: &MailContext<'_>, by, slug: &str| resend(tx, context, by, slug, (id, &shown));
    let resent = act::<_, StoreError>(app, staff, letter, send).await?;
    Ok(Answer::Go(lead_back_resent(&back, resent)))
}

/// Approves everyone who is held for the same flood.
async fn release(app: &App, staff: &Staff, letter: &Letter, id: SignatureId) -> Result<Answer, Failure> {
    let found = find(app, letter, id).await?;
    let back = paths::signer(letter.slug.as_str(), id);
    let (released, impossible) = match found.signer.flood {
        Some(flood) => release_flood(app, staff, letter, Source::parse(&flood)).await?,
        None => (0, Vec::new()),
    };
    Ok(Answer::Go(lead_back_released(&back, released, &impossible)))
}

/// Returns how many were approved, or else those for which that is not possible: then nobody was.
async fn release_flood(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    source: Source,
) -> Result<(usize, Vec<SignatureId>), Failure> {
    let release =
        move |tx: &Tx<'_>, context: &MailContext<'_>, by, slug: &str| release_all(tx, context, by, (slug, &source));
    match act(app, staff, letter, release).await {
        Ok(released) => Ok((released, Vec::new())),
        // Someone else has released it meanwhile.
        Err(DecideError::NobodyHeld) => Ok((0, Vec::new())),
        Err(DecideError::Numbers(impossible)) => Ok((0, impossible)),
        Err(DecideError::Store(error)) => Err(error.into()),
    }
}

pub(super) fn routes() -> Vec<Route> {
    [routes![show, decide], line::routes(), merge::routes()].concat()
}
