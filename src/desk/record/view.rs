//! The form as the template shows it.

use super::{Here, KINDS, Tab, View, Wrong};
use crate::desk::paths;
use crate::desk::signers::{Named, Note};
use crate::intake::paper;
use crate::letters::{Party, Phase};
use crate::staff::frame::with_query;
use crate::web::form::Typed;
use crate::web::form::choices::Choice;
use crate::web::form::fields::Field;

/// Builds the form with what was typed, and what is wrong.
pub(super) fn view(here: &Here<'_>, typed: &Typed, wrong: &Wrong) -> View {
    let text = |id: &str| if id.is_empty() { String::new() } else { here.text(id) };
    let edition = here.letter.edition(here.reader());
    let phase = here.letter.phase(here.party, here.app.clock.now());
    let slug = here.letter.slug.as_str();
    let is_wrong = wrong.is_some() || !wrong.refusal.is_empty();
    View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        sheet: if here.party == Party::Person {
            paths::individuals(slug)
        } else {
            paths::signers(slug)
        },
        path: here.path(),
        kind: here.party.as_str(),
        tabs: KINDS.iter().map(|party| tab(here, *party)).collect(),
        fields: fields(here, typed, wrong),
        evidence: typed.get("evidence").to_owned(),
        wrong_evidence: text(wrong.evidence),
        languages: languages(here, typed),
        language: here.text("staff-record-lang"),
        consent: here.text(match here.party {
            Party::Person => "staff-record-consent-person",
            Party::Organization => "staff-record-consent-organization",
        }),
        consented: typed.get("consent") == "yes",
        wrong_consent: text(wrong.consent),
        email_checked: match wrong.meant {
            Some(_) => typed.get("email").trim().to_owned(),
            None => typed.get("email_checked").to_owned(),
        },
        notes: Vec::new(),
        refused: if phase == Phase::NotAsked {
            let who = [("who", here.party.as_str().into())];
            here.locales.format(here.reader(), "staff-record-not-asked", &who)
        } else {
            String::new()
        },
        closed: matches!(phase, Phase::Closed | Phase::NotYetOpen),
        wrong: if is_wrong {
            here.text("staff-record-problem")
        } else {
            String::new()
        },
    }
}

fn tab(here: &Here<'_>, party: Party) -> Tab {
    let id = match party {
        Party::Organization => "staff-record-organization",
        Party::Person => "staff-record-person",
    };
    Tab {
        name: here.text(id),
        path: with_query(&here.path(), [("kind", party.as_str())]),
        here: here.party == party,
    }
}

fn fields(here: &Here<'_>, typed: &Typed, wrong: &Wrong) -> Vec<Field> {
    let mut fields = paper::fields(&here.desk(typed), typed, &wrong.errors);
    if let (Some(meant), Some(email)) = (&wrong.meant, fields.iter_mut().find(|it| it.name == "email")) {
        let said = [("email", meant.as_str().into())];
        email.error = here.locales.format(here.reader(), "staff-record-meant", &said);
    }
    fields
}

fn languages(here: &Here<'_>, typed: &Typed) -> Vec<Choice> {
    let chosen = here.lang(typed);
    let all = here.letter.editions.keys();
    all.map(|lang| Choice {
        value: lang.to_string(),
        label: here.locales.own_name(*lang),
        chosen: *lang == chosen,
    })
    .collect()
}

/// Says why nothing was recorded, with a link to who is known already.
pub(super) fn refused(here: &Here<'_>, wrong: &Wrong) -> Note {
    let signer = |id| Named {
        name: here.text("staff-record-open"),
        path: paths::signer(here.letter.slug.as_str(), id),
    };
    Note {
        good: false,
        text: here.text(wrong.refusal),
        signers: wrong.known.map(signer).into_iter().collect(),
        undo: None,
    }
}
