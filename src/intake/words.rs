//! Fills in a form from words as people write them: a state by its name, a country by its name, yes or no for a choice.

use crate::intake::entry::Entry;
use crate::intake::form::{Desk, FieldError, NeedsEmail};
use crate::intake::table::RowNotes;
use crate::intake::values::{self, Zip};
use crate::organizations::guest_list::States;
use crate::web::form::Typed;

/// Checks what staff gave in words.
pub fn check(desk: &Desk<'_>, typed: Typed, email: NeedsEmail) -> Result<Entry, Vec<FieldError>> {
    let (typed, wrong) = in_form(desk, &States::of(desk.locales), typed, &mut RowNotes::default());
    check_rest(desk, typed, email, wrong)
}

/// Checks a form of which some fields are known to be wrong, and reports all that are.
pub(super) fn check_rest(
    desk: &Desk<'_>,
    typed: Typed,
    email: NeedsEmail,
    mut wrong: Vec<FieldError>,
) -> Result<Entry, Vec<FieldError>> {
    let known: Vec<String> = wrong.iter().map(|error| error.field.clone()).collect();
    let is_known = |field: &str| known.iter().any(|it| it == field);
    // What a ZIP code must be depends on the country.
    let follows = |field: &str| is_known("country") && matches!(field, "state" | "postal_code");
    match desk.check(typed, email) {
        Ok(entry) if wrong.is_empty() => return Ok(entry),
        Ok(_) => {}
        Err(errors) => wrong.extend(
            errors
                .into_iter()
                .filter(|it| !is_known(&it.field) && !follows(&it.field)),
        ),
    }
    wrong.sort_by(|one, other| one.field.cmp(&other.field));
    Err(wrong)
}

/// Turns words into what the form takes; returns what is not understood as well.
pub(super) fn in_form(
    desk: &Desk<'_>,
    states: &States,
    typed: Typed,
    notes: &mut RowNotes,
) -> (Typed, Vec<FieldError>) {
    let mut wrong = Vec::new();
    let typed = with_place(desk, states, typed, (notes, &mut wrong));
    let typed = with_choices(desk, typed, &mut wrong);
    (typed, wrong)
}

/// Reads the country, the state and the ZIP code, in that order, since each depends on the one before.
fn with_place(
    desk: &Desk<'_>,
    states: &States,
    mut typed: Typed,
    (notes, wrong): (&mut RowNotes, &mut Vec<FieldError>),
) -> Typed {
    let mut part = None;
    if typed.get("country").is_empty() {
        if let Some(usual) = values::usual("country", desk.party) {
            typed = typed.with("country", usual);
        }
    } else {
        match values::country(typed.get("country"), states) {
            Ok((code, state)) => {
                typed = typed.with("country", code);
                part = state;
            }
            Err(what) => wrong.push(FieldError::of("country", desk.text(what))),
        }
    }
    if typed.get("country") != "US" {
        typed.take("state");
        return typed;
    }
    if typed.get("state").is_empty() {
        if let Some(state) = part {
            typed = typed.with("state", state);
        }
    } else {
        match values::state(typed.get("state"), states) {
            Ok(code) => typed = typed.with("state", code),
            Err(what) => wrong.push(FieldError::of("state", desk.text(what))),
        }
    }
    let state = Some(typed.get("state")).filter(|state| !state.is_empty());
    match values::zip(typed.get("postal_code").trim(), state, desk.zips) {
        Zip::Written => typed,
        Zip::Mended(whole) => {
            notes.mended += 1;
            typed.with("postal_code", &whole)
        }
        Zip::Lost(whole) => {
            let what = desk.with("intake-zip-lost", ("zip", &whole));
            wrong.push(FieldError::of("postal_code", what));
            typed
        }
    }
}

/// Reads words for which the forms have choices.
fn with_choices(desk: &Desk<'_>, mut typed: Typed, wrong: &mut Vec<FieldError>) -> Typed {
    type Read = fn(&str) -> Result<&'static str, values::Wrong>;
    let choices: [(&'static str, Read); 3] = [
        ("listing", values::listing),
        ("org_kind", values::kind),
        ("scope", values::scope),
    ];
    for (field, read) in choices {
        if typed.get(field).is_empty() {
            if let Some(usual) = values::usual(field, desk.party) {
                typed = typed.with(field, usual);
            }
            continue;
        }
        match read(typed.get(field)) {
            Ok(word) => typed = typed.with(field, word),
            Err(what) => wrong.push(FieldError::of(field, desk.text(what))),
        }
    }
    typed
}
