//! The choices of select and radio fields, in the reader's language.

use std::sync::LazyLock;

use serde::Serialize;

use crate::locale::{Lang, Locales};

/// Returns the countries on the form (ISO 3166 alpha-2, as the Unicode CLDR names them); `script/countries` writes the list.
pub fn countries() -> &'static [&'static str] {
    static COUNTRIES: LazyLock<Vec<&'static str>> = LazyLock::new(|| include_str!("countries.txt").lines().collect());
    &COUNTRIES
}

/// The states, the District of Columbia and the territories (USPS codes).
pub const STATES: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
    "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR",
    "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "AS", "GU", "MP", "PR", "VI",
];

/// The kinds of organizations.
pub(crate) const ORG_KINDS: &[&str] = &["nonprofit", "union", "faith", "academic", "business", "other"];

/// The scopes of organizations.
pub(crate) const SCOPES: &[&str] = &["national", "state", "local"];

/// How many deciders must approve; one is usual.
pub(crate) const APPROVALS: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "all"];

/// How people are listed; the first is preselected.
pub(crate) const LISTINGS: &[&str] = &["initial", "full", "unlisted"];

/// One choice of a field.
#[derive(Serialize)]
pub struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) chosen: bool,
}

/// Builds a field's choices. They begin with an empty choice unless they have a usual one (the United States, first name and initial).
pub(crate) fn choices(
    locales: &Locales,
    lang: Lang,
    values: &[&'static str],
    family: &str,
    value: &str,
) -> Vec<Choice> {
    let usual = match family {
        "country" => "US",
        "listing" => "initial",
        "approvals" => "1",
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

/// Sorts choices by name in the reader's language, with the empty choice and our country first.
pub(crate) fn by_name(lang: Lang, choices: Vec<Choice>) -> Vec<Choice> {
    let first = |choice: &Choice| matches!(choice.value.as_str(), "" | "US");
    let (mut sorted, mut others): (Vec<_>, Vec<_>) = choices.into_iter().partition(first);
    Locales::sort_by_name(lang, &mut others, |choice| &choice.label);
    sorted.append(&mut others);
    sorted
}
