//! How a mail greets its reader.

use crate::signatures::{short_name, store};
use crate::text::unclickable;

/// The most of a name that a greeting holds, in characters: whoever typed it may be a stranger with a message of their own.
pub(crate) const LONGEST_GREETING: usize = 40;

/// How a signer is greeted: an organization's contact by their name, a person by their given name.
pub(crate) fn greeting_of(it: &store::Standing) -> String {
    let name = match (&it.contact, &it.person) {
        (Some(contact), _) => contact.clone(),
        (None, Some(person)) => short_name::given(&person.whole, person.short.as_deref()),
        (None, None) => it.name.clone(),
    };
    greeting(&name)
}

/// A name as a mail's first line holds it: whole words, as many as fit.
pub(crate) fn greeting(name: &str) -> String {
    let mut short = String::new();
    for word in name.split(' ') {
        let length = short.chars().count() + word.chars().count();
        if length >= LONGEST_GREETING {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() {
        short = name.chars().take(LONGEST_GREETING).collect();
    }
    unclickable(&short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_holds_no_more_than_it_needs_and_nothing_to_press() {
        assert_eq!(greeting("Ana G."), "Ana G.");
        assert_eq!(greeting("Harvest.org"), "Harvest.\u{2060}org");
        let sermon = "You have won the great prize of the year and must call our office at once";
        assert_eq!(greeting(sermon), "You have won the great prize of the year");
        assert_eq!(greeting(&"a".repeat(160)).chars().count(), LONGEST_GREETING);
    }
}
