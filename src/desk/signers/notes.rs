//! What a page says about the decision that led to it.

use serde::Serialize;

use super::super::paths;
use super::told::{BEYOND, CHANGED, CHOOSE, DID, DONE, IMPOSSIBLE, MAILED, RELEASE, STOPPED, UNDO, UNDONE, numbers};
use crate::letters::Letter;
use crate::review::store::made::{self, DecisionId, Phase};
use crate::sheet::SheetRow;
use crate::sheet::store::one;
use crate::signatures::ids::SignatureId;
use crate::staff::guard::Staff;
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;

/// What is said about a decision: how many, or which not.
#[derive(Serialize)]
pub(crate) struct Note {
    pub(crate) good: bool,
    pub(crate) text: String,
    pub(crate) signers: Vec<Named>,
    /// How to undo it; `None` if that is not possible.
    pub(crate) undo: Option<Undo>,
}

/// The form that undoes a decision.
#[derive(Serialize)]
pub(crate) struct Undo {
    /// Where it is sent, and which page it leads back to.
    pub(super) path: String,
    pub(super) back: String,
    pub(super) decision: DecisionId,
}

/// A signer, as a link.
#[derive(Serialize)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) path: String,
}

/// Returns the message about how many were decided; `None` for a word that no decision has.
fn message(word: &str) -> Option<&'static str> {
    Some(match word {
        "approve" => "staff-done-approved",
        "reject" => "staff-done-rejected",
        "hold" => "staff-done-held",
        "verify" => "staff-done-verified",
        "accept" => "staff-done-accepted",
        "keep" => "staff-done-kept",
        "let-through" => "staff-done-let-through",
        "refuse" => "staff-done-refused",
        RELEASE => "staff-done-released",
        UNDONE => "staff-done-undone",
        "merge" => "staff-done-merged",
        "apart" => "staff-done-apart",
        "undo-merge" => "staff-done-unmerged",
        "line" => "staff-done-line",
        _ => return None,
    })
}

/// Returns the message of a word that says everything, and whether it is good news.
fn whole(word: &str) -> Option<(bool, &'static str)> {
    Some(match word {
        CHOOSE => (false, "staff-done-choose"),
        "resent" => (true, "staff-resent"),
        "resent-later" => (true, "staff-resent-later"),
        "resend-waits" => (false, "staff-resend-waits"),
        "resend-limited" => (false, "staff-resend-limited"),
        "resend-closed" => (false, "staff-resend-closed"),
        "resend-changed" => (false, "staff-resend-changed"),
        "filter-saved" => (true, "staff-filter-saved"),
        "filter-removed" => (true, "staff-filter-removed"),
        "filter-nameless" => (false, "staff-filter-nameless"),
        "filter-unsaved" => (false, "staff-filter-unsaved"),
        "filter-many" => (false, "staff-filter-many"),
        _ => return None,
    })
}

/// Returns what a page says about the decision that led to it. `back` is the address of the page.
pub(crate) async fn notes(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (asked, back): (&Typed, &str),
) -> Result<Vec<Note>, Failure> {
    let lang = staff.lang();
    let plain = |id: &str| Note {
        good: false,
        text: app.locales.text(lang, id),
        signers: Vec::new(),
        undo: None,
    };
    if let Some((good, id)) = whole(asked.get(DID)) {
        return Ok(vec![Note { good, ..plain(id) }]);
    }
    let Some(id) = message(asked.get(DID)) else {
        return Ok(Vec::new());
    };
    let about = [
        ("staff-done-changed", CHANGED),
        ("staff-done-impossible", IMPOSSIBLE),
        ("staff-done-beyond", BEYOND),
        ("staff-undone-mailed", MAILED),
        ("staff-undone-stopped", STOPPED),
    ];
    let about = about.map(|(id, field)| (id, numbers(asked.get(field))));
    let done: u64 = asked.get(DONE).parse().unwrap_or(0);
    let mut notes = Vec::new();
    if done > 0 {
        notes.push(Note {
            good: true,
            text: app.locales.format(lang, id, &[("count", done.into())]),
            undo: undo(app, staff, letter, (asked, back)).await?,
            signers: Vec::new(),
        });
    } else if about.iter().all(|(_, ids)| ids.is_empty()) {
        notes.push(plain(match asked.get(DID) {
            RELEASE => "staff-done-released-before",
            UNDONE => "staff-done-undone-before",
            _ => "staff-done-nothing",
        }));
    }
    for (id, ids) in about {
        let signers = named(app, letter, ids).await?;
        if !signers.is_empty() {
            let count = [("count", (signers.len() as u64).into())];
            notes.push(Note {
                text: app.locales.format(lang, id, &count),
                signers,
                ..plain(id)
            });
        }
    }
    Ok(notes)
}

/// Returns how the decision that an address names is undone; `None` if it is not one of the letter's, or was undone since.
async fn undo(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (asked, back): (&Typed, &str),
) -> Result<Option<Undo>, Failure> {
    let slug = letter.slug.to_string();
    let Some(id) = asked.get(UNDO).parse().ok().filter(|_| staff.may_edit(&slug)) else {
        return Ok(None);
    };
    let path = paths::undo(&slug);
    let read = move |db: &Read<'_>| {
        let found = made::find(db, &slug, id)?.filter(|it| it.phase == Phase::Done);
        let left = made::decided(db, id, SignatureId::NONE, 1)?;
        Ok::<_, StoreError>(found.is_some() && !left.is_empty())
    };
    Ok(app.store.read(read).await?.then(|| Undo {
        path,
        back: back.to_owned(),
        decision: id,
    }))
}

/// Returns the signers on a letter with these numbers; of those that were erased, nothing is known any more.
pub(crate) async fn named(app: &App, letter: &Letter, ids: Vec<SignatureId>) -> Result<Vec<Named>, Failure> {
    let slug = letter.slug.to_string();
    let read = move |db: &Read<'_>| {
        let rows: Result<Vec<Option<SheetRow>>, StoreError> = ids.iter().map(|id| one(db, *id)).collect();
        rows
    };
    let rows = app.store.read(read).await?.into_iter().flatten();
    let named = |it: SheetRow| Named {
        path: paths::signer(&slug, it.id),
        name: it.name,
    };
    Ok(rows.filter(|it| it.letter == slug).map(named).collect())
}
