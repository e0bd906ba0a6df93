//! Carries what was typed from one party's form to the other's, for someone who began with the wrong one.

use crate::letters::Party;
use crate::organizations::form::board;
use crate::web::form::Typed;

/// Pairs of fields that ask for the same: a person's and an organization's.
const SHARED: &[(&str, &str)] = &[
    ("name", "contact_name"),
    ("title", "contact_title"),
    ("affiliation", "listed_name"),
    ("affiliation", "legal_name"),
];

/// Fields that only a person's form has.
const OF_PEOPLE: &[&str] = &[
    "name",
    "postal_code",
    "district",
    "title",
    "affiliation",
    "comment",
    "listing",
    "short_name",
    "to_offices",
];

/// Fields that only an organization's form has.
const OF_ORGANIZATIONS: &[&str] = &[
    "legal_name",
    "listed_name",
    "org_kind",
    "scope",
    "website",
    "public_email",
    "contact_name",
    "contact_title",
    "phone",
    "authorized",
    board::LINES,
    "approvals",
];

/// Returns what was typed into the other party's form as hidden fields of this one, so that going back loses nothing, above all whether the
/// name may be listed.
pub(crate) fn typed_for_other(typed: &Typed, party: Party) -> Vec<(String, String)> {
    let others = match party {
        Party::Person => OF_ORGANIZATIONS,
        Party::Organization => OF_PEOPLE,
    };
    let is_others = |name: &str| others.contains(&name) || party == Party::Person && board::is_of_row(name);
    let kept = typed.all().filter(|(name, text)| !text.is_empty() && is_others(name));
    kept.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}

/// Converts what was typed to the form of `party`. Fields of the same name keep their text.
#[must_use]
pub(crate) fn for_other(typed: Typed, party: Party) -> Typed {
    SHARED.iter().fold(typed, |typed, (person, organization)| {
        let (from, to) = match party {
            Party::Person => (organization, person),
            Party::Organization => (person, organization),
        };
        let (given, present) = (typed.get(from).to_owned(), typed.get(to).to_owned());
        if given.is_empty() || !present.is_empty() {
            typed
        } else {
            typed.with(to, &given)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn switching_to_the_other_form_keeps_what_was_typed() {
        let person = Typed::of([
            ("name", "Sam Rivera"),
            ("email", "sam@harvest.example"),
            ("affiliation", "Harvest"),
            ("title", "Secretary"),
        ]);
        let organization = for_other(person, Party::Organization);
        for (field, text) in [
            ("contact_name", "Sam Rivera"),
            ("contact_title", "Secretary"),
            ("legal_name", "Harvest"),
            ("listed_name", "Harvest"),
            ("email", "sam@harvest.example"),
        ] {
            assert_eq!(organization.get(field), text, "{field}");
        }
        let back = for_other(
            Typed::of([("contact_name", "Sam Rivera"), ("name", "Samuel Rivera")]),
            Party::Person,
        );
        assert_eq!(back.get("name"), "Samuel Rivera", "what stands there stays");
    }
}
