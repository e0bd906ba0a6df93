//! How the two forms look: their fields in order, with what browsers need to fill them in.

use serde::Serialize;

use super::{Errors, Typed};
use crate::locale::{Lang, Locales};
use crate::signatures::store::Own;

/// Countries on the form (ISO 3166 alpha-2); `ZZ` is any other.
pub const COUNTRIES: &[&str] = &[
    "US", "AR", "BO", "BR", "CA", "CL", "CN", "CO", "CR", "CU", "DE", "DO", "EC", "ES", "FR", "GB", "GT", "HN", "HT",
    "IN", "IT", "JM", "MX", "NI", "PA", "PE", "PH", "PY", "SV", "UY", "VE", "ZZ",
];

/// States, the District and the territories (USPS).
pub const STATES: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
    "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR",
    "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "AS", "GU", "MP", "PR", "VI",
];

/// Kinds of organizations.
pub const ORG_KINDS: &[&str] = &["nonprofit", "union", "faith", "academic", "business", "other"];

/// How far an organization reaches.
pub const SCOPES: &[&str] = &["national", "state", "local"];

/// How people are listed; the first is preselected.
pub const LISTINGS: &[&str] = &["initial", "full", "unlisted"];

/// One choice of a field.
#[derive(Serialize)]
pub struct Choice {
    value: &'static str,
    label: String,
    chosen: bool,
}

/// One field as the template shows it.
#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the template has no comparisons: one switch a shape"
)]
pub struct Field {
    name: &'static str,
    label: String,
    hint: String,
    value: String,
    error: String,
    kind: &'static str,
    autocomplete: &'static str,
    required: bool,
    text: bool,
    area: bool,
    select: bool,
    radio: bool,
    checkbox: bool,
    choices: Vec<Choice>,
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Input(&'static str),
    Area,
    Select(&'static [&'static str], &'static str),
    Radio(&'static [&'static str], &'static str),
    Checkbox,
}

/// Name, shape, what browsers fill in, whether it must be filled.
type Row = (&'static str, Shape, &'static str, bool);

const PERSON: &[Row] = &[
    ("name", Shape::Input("text"), "name", true),
    ("email", Shape::Input("email"), "email", true),
    ("city", Shape::Input("text"), "address-level2", true),
    ("country", Shape::Select(COUNTRIES, "country"), "country", true),
    ("state", Shape::Select(STATES, "state"), "address-level1", true),
    ("postal_code", Shape::Input("text"), "postal-code", true),
    ("title", Shape::Input("text"), "organization-title", false),
    ("affiliation", Shape::Input("text"), "organization", false),
    ("comment", Shape::Area, "off", false),
    ("listing", Shape::Radio(LISTINGS, "listing"), "off", true),
    ("updates", Shape::Checkbox, "off", false),
];

const ORGANIZATION: &[Row] = &[
    ("legal_name", Shape::Input("text"), "organization", true),
    ("listed_name", Shape::Input("text"), "organization", true),
    ("org_kind", Shape::Select(ORG_KINDS, "org-kind"), "off", true),
    ("scope", Shape::Select(SCOPES, "scope"), "off", true),
    ("city", Shape::Input("text"), "address-level2", true),
    ("state", Shape::Select(STATES, "state"), "address-level1", true),
    ("website", Shape::Input("text"), "url", false),
    ("contact_name", Shape::Input("text"), "name", true),
    ("contact_title", Shape::Input("text"), "organization-title", true),
    ("email", Shape::Input("email"), "email", true),
    ("phone", Shape::Input("tel"), "tel", false),
    ("authorized", Shape::Checkbox, "off", true),
    ("updates", Shape::Checkbox, "off", false),
];

/// A person's form.
pub fn person(locales: &Locales, lang: Lang, typed: &Typed, errors: &Errors) -> Vec<Field> {
    PERSON
        .iter()
        .map(|row| field(locales, lang, row, typed, errors))
        .collect()
}

/// An organization's form.
pub fn organization(locales: &Locales, lang: Lang, typed: &Typed, errors: &Errors) -> Vec<Field> {
    ORGANIZATION
        .iter()
        .map(|row| field(locales, lang, row, typed, errors))
        .collect()
}

/// What a signer may correct on the own page.
pub fn own(locales: &Locales, lang: Lang, own: &Own, typed: &Typed, errors: &Errors) -> Vec<Field> {
    let name = own.may_correct_name().then(|| own.name_field());
    let rows = if own.kind == "person" { PERSON } else { ORGANIZATION };
    let wanted = |row: &&Row| Some(row.0) == name || row.0 == "updates" || (row.0 == "listing" && own.kind == "person");
    rows.iter()
        .filter(wanted)
        .map(|row| field(locales, lang, row, typed, errors))
        .collect()
}

fn field(locales: &Locales, lang: Lang, row: &Row, typed: &Typed, errors: &Errors) -> Field {
    let (name, shape, autocomplete, required) = *row;
    let id = name.replace('_', "-");
    let hint = format!("hint-{id}");
    let value = typed.get(name);
    let choices = match shape {
        Shape::Select(values, family) | Shape::Radio(values, family) => choices(locales, lang, values, family, value),
        _ => Vec::new(),
    };
    Field {
        name,
        label: locales.text(lang, &format!("field-{id}")),
        hint: if locales.has(lang, &hint) {
            locales.text(lang, &hint)
        } else {
            String::new()
        },
        value: if shape == Shape::Checkbox {
            if value == "yes" {
                "yes".to_owned()
            } else {
                String::new()
            }
        } else {
            value.to_owned()
        },
        error: errors.get(name).map(|id| locales.text(lang, id)).unwrap_or_default(),
        kind: if let Shape::Input(kind) = shape { kind } else { "" },
        autocomplete,
        required,
        text: matches!(shape, Shape::Input(_)),
        area: shape == Shape::Area,
        select: matches!(shape, Shape::Select(..)),
        radio: matches!(shape, Shape::Radio(..)),
        checkbox: shape == Shape::Checkbox,
        choices,
    }
}

/// Lists begin with an empty choice unless they have a usual one (the United States, first name and initial).
fn choices(locales: &Locales, lang: Lang, values: &[&'static str], family: &str, value: &str) -> Vec<Choice> {
    let usual = match family {
        "country" => "US",
        "listing" => "initial",
        _ => "",
    };
    let chosen = if value.is_empty() { usual } else { value };
    let empty = usual.is_empty().then(|| Choice {
        value: "",
        label: locales.text(lang, "choose"),
        chosen: chosen.is_empty(),
    });
    let real = values.iter().map(|value| Choice {
        value,
        label: locales.text(lang, &format!("{family}-{value}")),
        chosen: *value == chosen,
    });
    empty.into_iter().chain(real).collect()
}
