//! What is known about a signer, in words.

use serde::Serialize;

use super::super::words::Words;
use crate::review::store::dossier::OrganizationSignature;
use crate::review::store::signer::{PersonDetails, Signer};
use crate::sheet::SheetRow;
use crate::staff::frame::moment;

/// A fact about a signer.
#[derive(Serialize)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) value: String,
}

/// Returns what is known, without what is empty.
pub(super) fn facts(words: Words<'_>, signer: &Signer, organization: Option<&OrganizationSignature>) -> Vec<Fact> {
    let Signer {
        row, person, evidence, ..
    } = signer;
    let at = |time: &str| {
        time.parse::<jiff::Timestamp>()
            .map(|at| moment(words.app, words.lang, at.as_microsecond()))
    };
    let listed = if row.listed_name.is_empty() {
        words.text("staff-unlisted")
    } else {
        row.listed_name.clone()
    };
    let mut facts = vec![
        ("staff-fact-number", row.id.to_string()),
        ("staff-fact-listed", listed),
        ("staff-fact-place", words.place(row)),
        ("staff-fact-email", row.email.clone()),
    ];
    facts.extend(person.iter().flat_map(|it| of_person(row, it)));
    facts.extend(organization.into_iter().flat_map(|it| of_organization(words, it)));
    facts.extend([
        (
            "staff-fact-lang",
            words
                .app
                .locales
                .find(&row.lang)
                .map_or_else(|| row.lang.clone(), |lang| words.app.locales.own_name(lang)),
        ),
        ("staff-fact-revision", row.revision.to_string()),
        ("staff-column-origin", words.origin(row.origin.as_str())),
        ("staff-column-origin-evidence", evidence.clone()),
        ("staff-fact-source", row.source.clone()),
        ("staff-fact-signed", at(&row.created_at).unwrap_or_default()),
        ("staff-fact-confirmed", at(&row.confirmed_at).unwrap_or_default()),
    ]);
    let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let fact = |(label, value)| Fact {
        label: words.text(label),
        value,
    };
    known.map(fact).collect()
}

fn of_person(row: &SheetRow, it: &PersonDetails) -> Vec<(&'static str, String)> {
    let district = it.district.and_then(|it| it.number).map(|number| match number {
        0 => format!("{}-AL", row.region),
        number => format!("{}-{number:02}", row.region),
    });
    vec![
        ("staff-fact-zip", it.postal_code.clone()),
        ("staff-fact-district", district.unwrap_or_default()),
        ("staff-fact-title", it.title.clone()),
        ("staff-fact-affiliation", it.affiliation.clone()),
        ("staff-fact-to-offices", it.to_offices.clone()),
    ]
}

fn of_organization(words: Words<'_>, it: &OrganizationSignature) -> Vec<(&'static str, String)> {
    let [contact, title, _] = &it.contact;
    let [invited, note] = &it.invitation;
    let both = |one: &str, other: &str| {
        [one, other]
            .iter()
            .filter(|it| !it.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(", ")
    };
    let level = if it.verification.is_empty() {
        String::new()
    } else {
        words.level(&it.verification)
    };
    vec![
        ("staff-fact-contact", both(contact, title)),
        ("staff-fact-website", it.website.clone()),
        ("staff-fact-public-email", it.public_email.clone()),
        ("staff-fact-level", level),
        ("staff-fact-evidence", it.evidence.clone()),
        ("staff-fact-invited", both(invited, note)),
    ]
}
