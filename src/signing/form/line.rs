//! The fields that make up the line under the letter.

use crate::letters::Party;

/// The fields that a person's line is made of.
const OF_A_PERSON: &[&str] = &[
    "name",
    "listing",
    "short_name",
    "short_name_of",
    "country",
    "postal_code",
    "state",
    "city",
    "title",
    "affiliation",
];

/// The fields that an organization's line is made of; its name may contain the domain of its website.
const OF_AN_ORGANIZATION: &[&str] = &["legal_name", "listed_name", "website", "country", "state", "city"];

/// Returns the fields that a line is made of.
pub(crate) fn fields(party: Party) -> &'static [&'static str] {
    match party {
        Party::Person => OF_A_PERSON,
        Party::Organization => OF_AN_ORGANIZATION,
    }
}
