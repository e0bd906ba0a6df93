//! The fields of forms, in order, with what browsers need to fill them in.

use std::borrow::Cow;

use serde::Serialize;

use crate::locale::{Lang, Locales};
use crate::web::form::choices::{Choice, by_name, choices, countries};
use crate::web::form::{Errors, Typed, is_question};

/// A field as the template shows it.
#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the template has no comparisons: one switch a shape"
)]
pub struct Field {
    pub(crate) name: Cow<'static, str>,
    /// The id of the element that takes the focus: the first of several choices.
    pub(crate) first: String,
    /// The heading of the step that begins with this field; empty within a step.
    pub(crate) step: String,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) value: String,
    pub(crate) error: String,
    /// The error in the list above the form: with the label, unless the message itself says which field it is about.
    pub(crate) problem: String,
    /// Whether it is asked only now that the ZIP is known: not an error, but where the reader continues.
    pub(crate) asked: bool,
    pub(crate) kind: &'static str,
    pub(crate) autocomplete: &'static str,
    pub(crate) inputmode: &'static str,
    /// The text direction: addresses are written from left to right in every language, a name according to its letters.
    pub(crate) dir: &'static str,
    pub(crate) required: bool,
    /// Whether the browser must not require it, because it depends on another field or has a default.
    pub(crate) depends: bool,
    pub(crate) text: bool,
    pub(crate) area: bool,
    pub(crate) select: bool,
    pub(crate) radio: bool,
    pub(crate) checkbox: bool,
    pub(crate) choices: Vec<Choice>,
}

/// How a field is filled in.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    Input(&'static str),
    Area,
    Select(&'static [&'static str], &'static str),
    Country,
    Radio(&'static [&'static str], &'static str),
    Checkbox,
}

/// A field's name, shape, autocomplete value, and whether it is required.
pub(crate) type Row = (&'static str, Shape, &'static str, bool);

/// A form: its fields, and those that are folded away until they have a value.
#[derive(Serialize)]
pub struct Fields {
    /// The fields in order.
    pub fields: Vec<Field>,
    /// The label of the fold.
    pub more_label: String,
    /// The fields that are folded away.
    pub more: Vec<Field>,
    /// Whether the fold is open, because something in it was typed or is wrong.
    pub more_open: bool,
    /// Fields that belong together, several times the same, before the others in the fold.
    pub groups: Vec<Group>,
    /// The first field of the group that a button adds; empty if there is room for no other.
    pub next_group: String,
}

/// Fields that belong together.
#[derive(Serialize)]
pub struct Group {
    pub(crate) legend: String,
    pub(crate) fields: Vec<Field>,
}

impl Fields {
    /// Removes a folded-away field.
    pub fn without(&mut self, name: &str) {
        self.fields.retain(|field| field.name != name);
        self.more.retain(|field| field.name != name);
    }
}

/// Builds a form with some fields folded away.
pub(crate) fn whole(
    locales: &Locales,
    lang: Lang,
    fields: Vec<Field>,
    more: &[Row],
    label: &str,
    filled: (&Typed, &Errors),
) -> Fields {
    let (typed, errors) = filled;
    // A select always has a value, so it does not count as filled in.
    let used = |row: &Row| {
        let said = !matches!(row.1, Shape::Select(..)) && !typed.get(row.0).trim().is_empty();
        said || errors.contains_key(row.0)
    };
    Fields {
        fields,
        more_label: locales.text(lang, label),
        more: more
            .iter()
            .map(|row| field(locales, lang, row, typed, errors))
            .collect(),
        more_open: more.iter().any(used),
        groups: Vec::new(),
        next_group: String::new(),
    }
}

/// The error of a field.
#[derive(Default)]
pub(crate) struct Wrong {
    /// Beside the field.
    pub(crate) error: String,
    /// In the list above the form: with the label, unless the message itself says which field it is about.
    pub(crate) problem: String,
}

impl Wrong {
    /// Formats a message about a field. Prefers a message for this field alone, if there is one: `error-missing-city` to `error-missing`.
    pub(crate) fn new(locales: &Locales, lang: Lang, (name, label): (&str, &str), message: &str) -> Self {
        let suffix = format!("-{}", name.replace('_', "-"));
        let own = format!("{message}{suffix}");
        let id = if locales.has(lang, &own) { &own } else { message };
        let error = locales.text(lang, id);
        let problem = if id.ends_with(&suffix) {
            error.clone()
        } else {
            // A checkbox has a complete sentence as its label.
            let label = label.trim_end_matches(['.', '。', '।', '۔', '։', '።']);
            format!("{label}: {error}")
        };
        Self { error, problem }
    }
}

/// Builds a field with what was typed and its error.
pub(crate) fn field(locales: &Locales, lang: Lang, row: &Row, typed: &Typed, errors: &Errors) -> Field {
    let (name, shape, autocomplete, required) = *row;
    let id = name.replace('_', "-");
    let hint = format!("hint-{id}");
    let message = errors.get(name).copied();
    let question = message.filter(|message| is_question(message));
    let value = typed.get(name);
    let choices = match shape {
        Shape::Select(values, "state") => by_name(lang, choices(locales, lang, values, "state", value)),
        Shape::Select(values, family) | Shape::Radio(values, family) if !values.is_empty() => {
            choices(locales, lang, values, family, value)
        }
        Shape::Country => by_name(lang, choices(locales, lang, countries(), "country", value)),
        _ => Vec::new(),
    };
    let label = locales.text(lang, &format!("field-{id}"));
    let wrong = message
        .filter(|_| question.is_none())
        .map(|message| Wrong::new(locales, lang, (name, &label), message))
        .unwrap_or_default();
    let first = match (shape, choices.first()) {
        (Shape::Radio(..), Some(choice)) => format!("{name}-{}", choice.value),
        _ => name.to_owned(),
    };
    Field {
        name: Cow::Borrowed(name),
        first,
        step: String::new(),
        label,
        hint: match question {
            Some(question) => locales.text(lang, question),
            None if locales.has(lang, &hint) => locales.text(lang, &hint),
            None => String::new(),
        },
        value: match shape {
            Shape::Checkbox if value != "yes" => String::new(),
            _ => value.to_owned(),
        },
        error: wrong.error,
        problem: wrong.problem,
        asked: question.is_some(),
        kind: if let Shape::Input(kind) = shape { kind } else { "" },
        autocomplete,
        inputmode: inputmode(shape, name),
        dir: match (shape, name) {
            (Shape::Input("email" | "tel"), _) | (_, "website") => "ltr",
            _ => "auto",
        },
        required,
        depends: name == "postal_code" || shape == Shape::Country,
        text: matches!(shape, Shape::Input(_)),
        area: shape == Shape::Area,
        select: matches!(shape, Shape::Select(..) | Shape::Country),
        radio: matches!(shape, Shape::Radio(..)),
        checkbox: shape == Shape::Checkbox,
        choices,
    }
}

/// Returns which keys a phone should offer.
fn inputmode(shape: Shape, name: &str) -> &'static str {
    match (shape, name) {
        (Shape::Input("email"), _) => "email",
        (Shape::Input("tel"), _) => "tel",
        (_, "website") => "url",
        _ => "text",
    }
}
