//! The fields of an organization's form.

use crate::locale::{Lang, Locales};
use crate::organizations::form::board;
use crate::web::form::choices::{APPROVALS, ORG_KINDS, SCOPES, STATES};
use crate::web::form::fields::{Field, Fields, Group, Row, Shape, field, whole};
use crate::web::form::{Errors, Typed};

pub(crate) const ORGANIZATION: &[Row] = &[
    ("legal_name", Shape::Input("text"), "organization", true),
    ("listed_name", Shape::Input("text"), "organization", false),
    ("org_kind", Shape::Select(ORG_KINDS, "org-kind"), "off", true),
    ("scope", Shape::Select(SCOPES, "scope"), "off", true),
    ("country", Shape::Country, "country", true),
    ("state", Shape::Select(STATES, "state"), "address-level1", true),
    ("city", Shape::Input("text"), "address-level2", true),
    ("website", Shape::Input("text"), "url", false),
    ("public_email", Shape::Input("email"), "off", false),
    ("contact_name", Shape::Input("text"), "name", true),
    ("contact_title", Shape::Input("text"), "organization-title", true),
    ("email", Shape::Input("email"), "email", true),
    ("phone", Shape::Input("tel"), "tel", false),
    ("updates", Shape::Checkbox, "off", false),
    ("authorized", Shape::Checkbox, "off", false),
];

/// The steps of the form: the field that begins each, and its heading.
const STEPS: [(&str, &str); 3] = [
    ("legal_name", "step-organization"),
    ("contact_name", "step-you"),
    ("authorized", "step-approval"),
];

/// Fields for contacts who may not decide themselves.
pub(crate) const ORGANIZATION_MORE: &[Row] = &[
    (board::LINES, Shape::Area, "off", false),
    ("approvals", Shape::Select(APPROVALS, "approvals"), "off", false),
];

/// The fields of one person who decides.
const DECIDER: [Row; 2] = [
    ("approver_name", Shape::Input("text"), "off", false),
    ("approver_email", Shape::Input("email"), "off", false),
];

/// Builds the row of one person who decides.
fn decider(locales: &Locales, lang: Lang, number: usize, typed: &Typed, errors: &Errors) -> Group {
    let said = [("number", u64::try_from(number).unwrap_or(u64::MAX).into())];
    let legend = locales.format(lang, "approver-number", &said);
    let built = |(row, name): (&Row, String)| {
        // Every row is worded as the first one.
        let own = Typed::of([(row.0, typed.get(&name))]);
        let wrong = errors.get(name.as_str()).map(|message| (row.0.into(), *message));
        let made = field(locales, lang, row, &own, &wrong.into_iter().collect());
        Field {
            problem: format!("{legend}: {}", made.problem),
            first: name.clone(),
            name: name.into(),
            ..made
        }
    };
    let fields = DECIDER.iter().zip(board::row(number)).map(built);
    Group {
        fields: fields.collect(),
        legend: legend.clone(),
    }
}

/// Returns how many rows are shown: those that were sent, and one more if the button for it was pressed.
fn rows(typed: &Typed) -> usize {
    let sent = |number: &usize| board::row(*number).iter().any(|field| typed.has(field));
    let sent = (1..=board::MOST).rev().find(sent).unwrap_or(1);
    let more = usize::from(!typed.get(board::ADD).is_empty());
    (sent + more).min(board::MOST)
}

/// Builds a field that describes an organization. The state is asked for in the United States only; the page hides it while another country
/// is chosen, and its hint says so to readers who see it all the same.
pub(crate) fn described(locales: &Locales, lang: Lang, row: &Row, typed: &Typed, errors: &Errors) -> Field {
    let made = field(locales, lang, row, typed, errors);
    if row.0 == "state" {
        Field {
            depends: true,
            hint: locales.text(lang, "hint-organization-state"),
            ..made
        }
    } else {
        made
    }
}

/// Builds an organization's form.
pub fn organization(locales: &Locales, lang: Lang, typed: &Typed, errors: &Errors) -> Fields {
    let step = |name| STEPS.iter().find(|(first, _)| *first == name);
    let fields = ORGANIZATION.iter().map(|row| Field {
        step: step(row.0).map_or_else(String::new, |(_, heading)| locales.text(lang, heading)),
        ..described(locales, lang, row, typed, errors)
    });
    let fields = fields.collect();
    let typed = &board::in_rows(typed.clone());
    let label = "someone-else-decides";
    let mut form = whole(locales, lang, fields, ORGANIZATION_MORE, label, (typed, errors));
    // People come as lines only from programs; they are shown so if they can't be read.
    if typed.get(board::LINES).trim().is_empty() {
        form.without(board::LINES);
    }
    let shown = rows(typed);
    form.more_open |= shown > 1 || board::is_used(typed, 1);
    form.groups = (1..=shown)
        .map(|number| decider(locales, lang, number, typed, errors))
        .collect();
    if shown < board::MOST {
        let [name, _] = board::row(shown + 1);
        form.next_group = name;
    }
    form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_alone_depends_on_the_country_and_says_so() {
        let locales = Locales::load().expect("messages");
        let lang = locales.fallback();
        for row in ORGANIZATION {
            let made = described(&locales, lang, row, &Typed::default(), &Errors::new());
            let usual = field(&locales, lang, row, &Typed::default(), &Errors::new());
            if row.0 == "state" {
                let hint = "Only if your organization is in the United States";
                assert!(made.depends && made.hint == hint, "{}", made.hint);
            } else {
                assert_eq!((made.depends, &made.hint), (usual.depends, &usual.hint), "{}", row.0);
            }
        }
    }
}
