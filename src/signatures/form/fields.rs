//! How the two forms look: their fields in order, with what browsers need to fill them in.

use std::sync::LazyLock;

use serde::Serialize;

use super::home::{districts, state};
use super::{Errors, Typed};
use crate::locale::{Lang, Locales};
use crate::offices::zips::Place;
use crate::signatures::store::Own;
use crate::text;

/// Countries on the form (ISO 3166 alpha-2, as the Unicode CLDR names them); `script/countries` writes the list.
pub fn countries() -> &'static [&'static str] {
    static COUNTRIES: LazyLock<Vec<&'static str>> = LazyLock::new(|| include_str!("countries.txt").lines().collect());
    &COUNTRIES
}

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
    value: String,
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
    /// The id of what takes the focus: the first choice of several.
    first: String,
    label: String,
    hint: String,
    value: String,
    error: String,
    kind: &'static str,
    autocomplete: &'static str,
    inputmode: &'static str,
    required: bool,
    /// Whether it must be filled depends on another field: the browser does not insist.
    depends: bool,
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
    Country,
    Radio(&'static [&'static str], &'static str),
    Checkbox,
}

/// Name, shape, what browsers fill in, whether it must be filled.
type Row = (&'static str, Shape, &'static str, bool);

const PERSON: &[Row] = &[
    ("name", Shape::Input("text"), "name", true),
    ("email", Shape::Input("email"), "email", true),
    ("country", Shape::Country, "country", true),
    ("postal_code", Shape::Input("text"), "postal-code", true),
    ("state", Shape::Select(STATES, "state"), "address-level1", true),
    ("city", Shape::Input("text"), "address-level2", true),
    ("listing", Shape::Radio(LISTINGS, "listing"), "off", true),
    ("updates", Shape::Checkbox, "off", false),
];

/// What few people fill in: folded away.
const PERSON_MORE: &[Row] = &[
    ("title", Shape::Input("text"), "organization-title", false),
    ("affiliation", Shape::Input("text"), "organization", false),
    ("comment", Shape::Area, "off", false),
];

const ORGANIZATION: &[Row] = &[
    ("legal_name", Shape::Input("text"), "organization", true),
    ("listed_name", Shape::Input("text"), "organization", true),
    ("org_kind", Shape::Select(ORG_KINDS, "org-kind"), "off", true),
    ("scope", Shape::Select(SCOPES, "scope"), "off", true),
    ("city", Shape::Input("text"), "address-level2", true),
    ("state", Shape::Select(STATES, "state"), "address-level1", true),
    ("website", Shape::Input("text"), "url", false),
    ("public_email", Shape::Input("email"), "off", false),
    ("contact_name", Shape::Input("text"), "name", true),
    ("contact_title", Shape::Input("text"), "organization-title", true),
    ("email", Shape::Input("email"), "email", true),
    ("phone", Shape::Input("tel"), "tel", false),
    ("authorized", Shape::Checkbox, "off", false),
    ("updates", Shape::Checkbox, "off", false),
];

/// For contacts who may not decide themselves.
const ORGANIZATION_MORE: &[Row] = &[
    ("approver_name", Shape::Input("text"), "off", false),
    ("approver_email", Shape::Input("email"), "off", false),
];

/// A form: its fields, and those that are folded away until something stands in them.
#[derive(Serialize)]
pub struct Fields {
    /// In order.
    pub fields: Vec<Field>,
    /// What the fold is called.
    pub more_label: String,
    /// Folded away.
    pub more: Vec<Field>,
    /// Something was typed there, or is wrong.
    pub more_open: bool,
}

impl Fields {
    /// Takes a folded-away field out of the form.
    pub fn without(&mut self, name: &str) {
        self.more.retain(|field| field.name != name);
    }
}

fn whole(
    locales: &Locales,
    lang: Lang,
    fields: Vec<Field>,
    more: &[Row],
    label: &str,
    filled: (&Typed, &Errors),
) -> Fields {
    let (typed, errors) = filled;
    let used = |row: &Row| !typed.get(row.0).trim().is_empty() || errors.contains_key(row.0);
    Fields {
        fields,
        more_label: locales.text(lang, label),
        more: more
            .iter()
            .map(|row| field(locales, lang, row, typed, errors))
            .collect(),
        more_open: more.iter().any(used),
    }
}

/// A person's form. State and district are asked for only where the ZIP (which lies in `place`) does not tell them.
pub fn person(locales: &Locales, lang: Lang, typed: &Typed, place: &Place, errors: &Errors) -> Fields {
    let at_home = super::zip_of(typed).is_some();
    let mut fields = Vec::new();
    for row in PERSON {
        let asks_state = at_home && place.states.len() != 1;
        if row.0 == "state" && !asks_state && !errors.contains_key("state") {
            continue;
        }
        let mut made = field(locales, lang, row, typed, errors);
        if let ("postal_code", true, [state]) = (row.0, at_home, place.states.as_slice()) {
            made.hint = locales.text(lang, &format!("state-{state}"));
        }
        fields.push(made);
        if row.0 == "city" && at_home {
            fields.extend(district(locales, lang, typed, place, errors));
        }
    }
    whole(locales, lang, fields, PERSON_MORE, "more-about-you", (typed, errors))
}

/// The question which of several districts someone lives in, with who sits for each.
fn district(locales: &Locales, lang: Lang, typed: &Typed, place: &Place, errors: &Errors) -> Option<Field> {
    let state = state(typed, place)?;
    let among = districts(place, &state);
    if among.len() < 2 {
        return None;
    }
    let row: Row = ("district", Shape::Radio(&[], ""), "off", true);
    let mut made = field(locales, lang, &row, typed, errors);
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

/// An organization's form.
pub fn organization(locales: &Locales, lang: Lang, typed: &Typed, errors: &Errors) -> Fields {
    let fields = ORGANIZATION
        .iter()
        .map(|row| field(locales, lang, row, typed, errors))
        .collect();
    whole(
        locales,
        lang,
        fields,
        ORGANIZATION_MORE,
        "someone-else-decides",
        (typed, errors),
    )
}

/// What a signer may correct on the own page.
pub fn own(locales: &Locales, lang: Lang, own: &Own, typed: &Typed, errors: &Errors) -> Vec<Field> {
    let name = own.may_correct_name().then(|| own.name_field());
    let person = own.kind == "person";
    let rows = if person {
        [PERSON, PERSON_MORE]
    } else {
        [ORGANIZATION, &[]]
    };
    let wanted =
        |row: &&Row| Some(row.0) == name || row.0 == "updates" || (person && matches!(row.0, "listing" | "comment"));
    rows.into_iter()
        .flatten()
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
        Shape::Select(values, family) | Shape::Radio(values, family) if !values.is_empty() => {
            choices(locales, lang, values, family, value)
        }
        Shape::Country => by_name(choices(locales, lang, countries(), "country", value)),
        _ => Vec::new(),
    };
    let first = match (shape, choices.first()) {
        (Shape::Radio(..), Some(choice)) => format!("{name}-{}", choice.value),
        _ => name.to_owned(),
    };
    Field {
        name,
        first,
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
        inputmode: match (shape, name) {
            (Shape::Input("email"), _) => "email",
            (Shape::Input("tel"), _) => "tel",
            (_, "website") => "url",
            _ => "text",
        },
        required,
        depends: name == "postal_code",
        text: matches!(shape, Shape::Input(_)),
        area: shape == Shape::Area,
        select: matches!(shape, Shape::Select(..) | Shape::Country),
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
        value: String::new(),
        label: locales.text(lang, "choose"),
        chosen: chosen.is_empty(),
    });
    let real = values.iter().map(|value| Choice {
        value: (*value).to_owned(),
        label: locales.text(lang, &format!("{family}-{value}")),
        chosen: *value == chosen,
    });
    empty.into_iter().chain(real).collect()
}

/// By their names in the reader's language, ours first.
fn by_name(mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.sort_by_cached_key(|choice| (choice.value != "US", text::fold(&choice.label)));
    choices
}
