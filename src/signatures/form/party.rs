//! What one party's form keeps of the other's, for someone who began with the wrong one.

use super::Typed;
use crate::letters::Party;

/// A person's field and the organization's that asks for the same.
const SHARED: &[(&str, &str)] = &[
    ("name", "contact_name"),
    ("title", "contact_title"),
    ("affiliation", "listed_name"),
    ("affiliation", "legal_name"),
];

/// What was typed, as the form of `party` has it. Fields of the same name keep their text.
#[must_use]
pub fn for_other(typed: Typed, party: Party) -> Typed {
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
