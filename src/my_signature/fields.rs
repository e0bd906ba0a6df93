//! The fields that a signer may correct on the own page.

use std::borrow::Cow;

use crate::letters::Party;
use crate::locale::{Lang, Locales};
use crate::my_signature::form::other_name;
use crate::my_signature::store::stored::StoredSignature;
use crate::organizations::form::fields::{ORGANIZATION, described};
use crate::signing::form::person::TO_OFFICES;
use crate::signing::form::person_fields::{PERSON, PERSON_MORE};
use crate::web::form::fields::{Field, Row, Shape, Wrong, field};
use crate::web::form::{Errors, Typed};

/// What a letter asks people for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Whether it asks for comments.
    pub comments: bool,
    /// Whether it asks to show their own offices the full name.
    pub full_names: bool,
}

/// Builds the fields: how a person is listed, and the comment; everything that an organization said of itself, and its names in other languages.
pub fn own(
    locales: &Locales,
    lang: Lang,
    (own, offered): (&StoredSignature, Offered),
    typed: &Typed,
    errors: &Errors,
) -> Vec<Field> {
    let shown = |rows: &[Row], wanted: &dyn Fn(&str) -> bool| {
        let rows = rows.iter().filter(|row| wanted(row.0));
        rows.map(|row| field(locales, lang, row, typed, errors))
            .collect::<Vec<_>>()
    };
    if own.kind == Party::Person {
        let wanted = |name: &str| {
            matches!(
                name,
                "listing" | "city" | "short_name" | "title" | "affiliation" | "updates"
            ) || (name == "comment" && offered.comments)
                || (name == TO_OFFICES && (offered.full_names && own.country == "US" || own.to_offices.is_some()))
                || (name == "name" && own.may_correct_name())
        };
        let mut fields = shown(PERSON, &wanted);
        fields.extend(shown(PERSON_MORE, &wanted));
        for field in &mut fields {
            // Only a full name is listed with its city.
            field.depends |= field.name == "city";
        }
        return fields;
    }
    let rows = ORGANIZATION
        .iter()
        .filter(|row| !matches!(row.0, "email" | "authorized"));
    let mut fields: Vec<Field> = rows.map(|row| described(locales, lang, row, typed, errors)).collect();
    let at = fields.iter().position(|field| field.name == "org_kind").unwrap_or(0);
    let others = own.other_languages(locales);
    let others = others
        .iter()
        .map(|other| other_field(locales, (lang, *other), typed, errors));
    fields.splice(at..at, others.collect::<Vec<_>>());
    fields
}

/// Builds the field for an organization's name in another language.
fn other_field(locales: &Locales, (lang, other): (Lang, Lang), typed: &Typed, errors: &Errors) -> Field {
    let row: Row = ("listed_name", Shape::Input("text"), "off", false);
    let name = other_name(other);
    let language = locales.own_name(other);
    let said = [("language", language.into())];
    let label = locales.format(lang, "other-name", &said);
    let wrong = errors
        .get(name.as_str())
        .map(|message| Wrong::new(locales, lang, (&name, &label), message))
        .unwrap_or_default();
    Field {
        value: typed.get(&name).to_owned(),
        error: wrong.error,
        problem: wrong.problem,
        first: name.clone(),
        name: Cow::Owned(name),
        label,
        hint: locales.format(lang, "other-name-hint", &said),
        ..field(locales, lang, &row, typed, &Errors::new())
    }
}

const CONTACT: &[Row] = &[
    ("next_name", Shape::Input("text"), "off", true),
    ("next_title", Shape::Input("text"), "off", true),
    ("next_email", Shape::Input("email"), "off", true),
];

/// Builds the fields for naming another contact.
pub fn contact(locales: &Locales, lang: Lang, typed: &Typed, errors: &Errors) -> Vec<Field> {
    let rows = CONTACT.iter();
    rows.map(|row| field(locales, lang, row, typed, errors)).collect()
}
