//! The fields of a person's form.

use crate::locale::{Lang, Locales};
use crate::offices::zips::Place;
use crate::signing::form::person::TO_OFFICES;
use crate::signing::form::residence::{ASK_DISTRICT, districts, state};
use crate::signing::form::zip_of;
use crate::web::form::choices::{Choice, LISTINGS, STATES};
use crate::web::form::fields::{Field, Fields, Row, Shape, field, whole};
use crate::web::form::{Errors, Typed};

pub(crate) const PERSON: &[Row] = &[
    ("name", Shape::Input("text"), "name", true),
    ("email", Shape::Input("email"), "email", true),
    ("country", Shape::Country, "country", true),
    ("postal_code", Shape::Input("text"), "postal-code", true),
    ("state", Shape::Select(STATES, "state"), "address-level1", true),
    ("listing", Shape::Radio(LISTINGS, "listing"), "off", true),
    ("city", Shape::Input("text"), "address-level2", true),
    ("short_name", Shape::Input("text"), "off", false),
    (TO_OFFICES, Shape::Checkbox, "off", false),
    ("updates", Shape::Checkbox, "off", false),
];

/// Optional fields that few people fill in; they are folded away.
pub(crate) const PERSON_MORE: &[Row] = &[
    ("title", Shape::Input("text"), "organization-title", false),
    ("affiliation", Shape::Input("text"), "organization", false),
    ("comment", Shape::Area, "off", false),
];

/// Builds a person's form. State and district are asked for only if the ZIP (which lies in `place`) does not determine them.
pub fn person(locales: &Locales, lang: Lang, typed: &Typed, place: &Place, errors: &Errors) -> Fields {
    let at_home = zip_of(typed).is_some();
    let shortens = !typed.get("short_name").is_empty() || errors.contains_key("short_name");
    let mut fields = Vec::new();
    for row in PERSON {
        let asks_state = at_home && place.states.len() != 1;
        let left_out = match row.0 {
            "state" => !asks_state && !errors.contains_key("state"),
            // It is shown with the preview of the line.
            "short_name" => !shortens,
            // Who lives abroad has no member of Congress that we know.
            TO_OFFICES => !matches!(typed.get("country"), "" | "US"),
            _ => false,
        };
        if left_out {
            continue;
        }
        let mut made = field(locales, lang, row, typed, errors);
        if row.0 == "state" && place.states.len() > 1 {
            made.choices
                .retain(|choice| choice.value.is_empty() || place.states.contains(&choice.value));
        }
        if let ("postal_code", true, [state]) = (row.0, at_home, place.states.as_slice()) {
            made.hint = locales.text(lang, &format!("state-{state}"));
        }
        // Only a full name is listed with its city.
        made.depends |= row.0 == "city";
        if row.0 == "listing" && at_home {
            fields.extend(district(locales, lang, typed, place, errors));
        }
        fields.push(made);
    }
    whole(locales, lang, fields, PERSON_MORE, "more-about-you", (typed, errors))
}

/// Builds the question for the district, with the representative of each.
fn district(locales: &Locales, lang: Lang, typed: &Typed, place: &Place, errors: &Errors) -> Option<Field> {
    let state = state(typed, place)?;
    let among = districts(place, &state);
    if among.len() < 2 {
        return None;
    }
    let row: Row = ("district", Shape::Radio(&[], ""), "off", true);
    let mut made = field(locales, lang, &row, typed, errors);
    made.hint = locales.text(lang, ASK_DISTRICT);
    let mut choice = |value: String, label: String| {
        let chosen = typed.get("district") == value;
        made.choices.push(Choice { value, label, chosen });
    };
    for it in among {
        let said = [
            ("state", locales.text(lang, &format!("state-{state}")).into()),
            ("district", u64::from(it.number).into()),
            ("member", it.member.as_str().into()),
        ];
        let id = if it.member.is_empty() {
            "district-vacant"
        } else {
            "district-of"
        };
        choice(it.number.to_string(), locales.format(lang, id, &said));
    }
    choice("unknown".to_owned(), locales.text(lang, "district-unknown"));
    made.first = format!("district-{}", made.choices[0].value);
    Some(made)
}
