//! What one party's form keeps of the other's, for someone who began with the wrong one.

use crate::letters::Party;
use crate::web::form::Typed;

/// A person's field and the organization's that asks for the same.
const SHARED: &[(&str, &str)] = &[
    ("name", "contact_name"),
    ("title", "contact_title"),
    ("affiliation", "listed_name"),
    ("affiliation", "legal_name"),
];

/// What only a person's form asks for.
const OF_PEOPLE: &[&str] = &[
    "name",
    "postal_code",
    "district",
    "title",
    "affiliation",
    "comment",
    "listing",
    "short_name",
];

/// What only an organization's form asks for.
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
    "approver_name",
    "approver_email",
    "board",
    "approvals",
];

/// What was typed into the other party's form, for hidden fields of this one: whoever goes back finds it again, above all whether
/// their name may be listed.
pub(crate) fn typed_for_other(typed: &Typed, party: Party) -> Vec<(&'static str, String)> {
    let others = match party {
        Party::Person => OF_ORGANIZATIONS,
        Party::Organization => OF_PEOPLE,
    };
    let kept = others.iter().map(|name| (*name, typed.get(name).to_owned()));
    kept.filter(|(_, text)| !text.is_empty()).collect()
}

/// What was typed, as the form of `party` has it. Fields of the same name keep their text.
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
    fn who_began_with_the_wrong_form_types_nothing_twice() {
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
