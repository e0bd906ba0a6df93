//! What the page of a signer shows.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::super::paths;
use super::super::notes::{Note, Undo};
use super::super::table::{self, Other};
use super::super::words::{Words, tone_of};
use super::facts::{Fact, facts};
use super::happened::{Happened, bundle, event, mails};
use super::resending::Resend;
use crate::bounces::store::Bounce;
use crate::letters::library::Library;
use crate::letters::{Letter, Party, Slug};
use crate::outbox::MailId;
use crate::review::flood::Source;
use crate::review::store::dossier::OrganizationSignature;
use crate::review::store::made::Phase;
use crate::review::store::signer::{PersonDetails, Signer};
use crate::review::store::waiting::Beside;
use crate::sheet::SheetRow;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::signatures::store::deciders::Decider;
use crate::staff::guard::Staff;

/// Another legal name or website, which the contact asks for.
#[derive(Serialize)]
struct Correction {
    legal_name: String,
    website: String,
    shown: String,
}

/// A message to Congress.
#[derive(Serialize)]
struct Message {
    text: String,
    state: String,
    shown: String,
    /// Whether it can be approved, and refused.
    may_accept: bool,
    may_refuse: bool,
}

/// Another signature of the same organization, mostly on another letter.
#[derive(Serialize)]
struct Elsewhere {
    /// The letter's title, and its language.
    title: String,
    lang: String,
    path: String,
    status: String,
}

/// Someone who decides for the organization.
#[derive(Serialize)]
struct Approver {
    name: String,
    email: String,
    decision: String,
    reason: String,
}

/// The page.
#[derive(Serialize)]
pub(super) struct Card {
    pub(super) path: String,
    signature: SignatureId,
    pub(super) name: String,
    pub(super) notes: Vec<Note>,
    pub(super) wrong_evidence: String,
    letter: String,
    lang: String,
    sheet: String,
    status: String,
    tone: &'static str,
    marks: Vec<String>,
    /// The state as it is stored, which a decision has to find again.
    shown: String,
    facts: Vec<Fact>,
    message: Option<Message>,
    correction: Option<Correction>,
    beside: Vec<Other>,
    /// The signature that it was merged into, and those that were merged into it.
    merged_into: Option<Other>,
    merged: Vec<Other>,
    /// The page that corrects its line; empty if that is not possible.
    line: String,
    approvers: Vec<Approver>,
    elsewhere: Vec<Elsewhere>,
    history: Vec<Happened>,
    /// How the last decision is undone, if it can be.
    undo: Option<Undo>,
    mails: Vec<Happened>,
    /// The email that can be sent again.
    pub(super) resend: Option<Resend>,
    bundles: Vec<Happened>,
    /// What everyone of the same flood has in common; empty without a flood.
    flood: String,
    /// Whether approving all of them also trusts their domain from now on.
    trusts_domain: bool,
    /// `None` for those who may not decide.
    may: Option<BTreeMap<&'static str, bool>>,
}

/// Returns whether each decision is possible for a signature.
fn may(row: &SheetRow) -> BTreeMap<&'static str, bool> {
    let waits = matches!(
        row.state,
        State::Held | State::Duplicate | State::Disowned | State::Rejected
    );
    [
        ("approve", waits),
        ("reject", !matches!(row.state, State::Pending | State::Rejected)),
        ("hold", row.state == State::Confirmed),
        ("verify", row.kind == Party::Organization && row.state != State::Pending),
    ]
    .into()
}

impl Card {
    pub(super) fn new(
        words: Words<'_>,
        staff: &Staff,
        (library, letter): (&Library, &Letter),
        signer: Signer,
        (correction, bounces): (String, &BTreeMap<MailId, Vec<Bounce>>),
    ) -> Self {
        let slug = letter.slug.as_str();
        let edition = letter.edition(words.lang);
        let row = &signer.row;
        let own = signer.signatures.iter().find(|it| it.id == row.id);
        let organization = row.kind == Party::Organization;
        let may_edit = staff.may_edit(slug);
        let compared = |it: Beside| {
            let may_compare = may_edit && row.state.stands() && it.state.stands();
            let compare = may_compare.then(|| paths::merge(slug, row.id, it.id));
            table::other(words, letter, it).with_compare(compare)
        };
        let elsewhere = signer
            .signatures
            .iter()
            .filter(|it| it.id != row.id && staff.may_view(&it.letter))
            .filter(|it| !signer.beside.iter().any(|beside| beside.id == it.id));
        Self {
            path: paths::signer(slug, row.id),
            signature: row.id,
            letter: edition.front.title.clone(),
            lang: edition.lang.to_string(),
            sheet: if organization {
                paths::signers(slug)
            } else {
                paths::individuals(slug)
            },
            status: words.status_of(row),
            tone: tone_of(row),
            marks: words.marks(&row.flags),
            shown: row.state.to_string(),
            facts: facts(words, &signer, own),
            message: signer.person.as_ref().and_then(|it| message(words, it)),
            correction: own.and_then(|it| asked(it, correction)),
            approvers: own.map_or_else(Vec::new, |it| {
                it.deciders.iter().map(|it| approver(words, it)).collect()
            }),
            elsewhere: elsewhere.map(|it| other_letter(words, library, it)).collect(),
            history: signer.history.iter().map(|it| event(words, it)).collect(),
            undo: undo(staff, slug, &signer),
            resend: None,
            mails: mails(words, &signer.mails, bounces),
            bundles: signer.bundles.iter().map(|it| bundle(words, it)).collect(),
            trusts_domain: matches!(signer.flood.as_deref().map(Source::parse), Some(Source::Domain(_))),
            flood: signer.flood.clone().unwrap_or_default(),
            may: may_edit.then(|| may(row)),
            line: line(may_edit, row).unwrap_or_default(),
            beside: signer.beside.into_iter().map(compared).collect(),
            merged_into: signer.merged_into.map(|it| table::other(words, letter, it)),
            merged: signer
                .merged
                .into_iter()
                .map(|it| table::other(words, letter, it))
                .collect(),
            name: signer.row.name.clone(),
            notes: Vec::new(),
            wrong_evidence: String::new(),
        }
    }
}

/// Returns what the contact asks to be corrected.
fn asked(own: &OrganizationSignature, shown: String) -> Option<Correction> {
    own.waiting.clone().map(|it| Correction {
        legal_name: it.legal_name,
        website: it.website.unwrap_or_default(),
        shown,
    })
}

/// Returns the page that corrects the line.
fn line(may_edit: bool, row: &SheetRow) -> Option<String> {
    let may = may_edit && row.state.stands();
    may.then(|| paths::line(&row.letter, row.id))
}

fn message(words: Words<'_>, it: &PersonDetails) -> Option<Message> {
    let id = match it.comment_state.as_str() {
        "approved" => "staff-message-approved",
        "refused" => "staff-message-refused",
        _ => "staff-message-unread",
    };
    let message = Message {
        text: it.comment.clone(),
        state: words.text(id),
        may_accept: it.comment_state != "approved",
        may_refuse: it.comment_state != "refused",
        shown: it.comment_state.clone(),
    };
    (!it.comment.is_empty()).then_some(message)
}

fn approver(words: Words<'_>, it: &Decider) -> Approver {
    use crate::signatures::state::Decision;
    let id = match it.decision {
        Some(Decision::Approved) => "staff-approver-approved",
        Some(Decision::Declined) => "staff-approver-declined",
        None => "staff-approver-undecided",
    };
    Approver {
        name: it.name.clone(),
        email: it.email.clone(),
        decision: words.text(id),
        reason: it.reason.clone().unwrap_or_default(),
    }
}

fn other_letter(words: Words<'_>, library: &Library, it: &OrganizationSignature) -> Elsewhere {
    let letter = Slug::parse(&it.letter)
        .ok()
        .and_then(|slug| library.signed_letter(&slug));
    let edition = letter.map(|letter| letter.edition(words.lang));
    Elsewhere {
        path: paths::signer(&it.letter, it.id),
        title: edition.map_or_else(|| it.letter.clone(), |it| it.front.title.clone()),
        lang: edition.map_or(words.lang, |it| it.lang).to_string(),
        status: words.status(it.state, &it.held_for),
    }
}

/// Returns how the last decision about a signer is undone, alone among those that were decided with it.
fn undo(staff: &Staff, slug: &str, signer: &Signer) -> Option<Undo> {
    let made = signer.latest.as_ref()?;
    let may = staff.may_edit(slug) && made.phase == Phase::Done;
    may.then(|| Undo {
        path: paths::undo(slug),
        back: paths::signer(slug, signer.row.id),
        decision: made.id,
    })
}
