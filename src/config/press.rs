//! The contact for journalists: `[site.press]` in the settings, and `[press]` in a letter's.

use serde::{Deserialize, Serialize};

use crate::email::EmailAddress;

/// A contact for journalists; all of it is public.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Press {
    /// The name of a person or an office.
    pub name: String,
    /// The email address.
    pub email: String,
    /// The phone number.
    pub phone: String,
}

impl Press {
    /// Returns whether journalists can reach anyone by it.
    pub fn is_reachable(&self) -> bool {
        !self.email.trim().is_empty() || !self.phone.trim().is_empty()
    }

    /// Returns the fields that are wrong, and how to mend them.
    pub(crate) fn problems(&self) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        if !self.is_reachable() {
            found.push((
                "name",
                "the press contact has no email and no phone: add one of them, or remove it".to_owned(),
            ));
        }
        let email = self.email.trim();
        if !email.is_empty() && EmailAddress::parse(email).is_err() {
            let what = format!("\"{email}\" is not an email address: write one such as press@example.org");
            found.push(("email", what));
        }
        let phone = self.phone.trim();
        if !phone.is_empty() && !is_phone(phone) {
            let what = format!("\"{phone}\" is not a phone number: write one such as (202) 555-0143");
            found.push(("phone", what));
        }
        found
    }
}

/// Returns whether a text is a phone number, perhaps with an extension.
fn is_phone(text: &str) -> bool {
    let number = text.split(" ext").next().unwrap_or_default();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (7..=20).contains(&digits) && number.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(name: &str, email: &str, phone: &str) -> Press {
        let [name, email, phone] = [name, email, phone].map(str::to_owned);
        Press { name, email, phone }
    }

    #[rstest::rstest]
    #[case(press("Ana Ruiz", "press@coalition.example", "(202) 555-0143 ext. 2"), &[])]
    #[case(press("", "", "+52 55 1234 5678"), &[])]
    #[case(press("Ana Ruiz", " ", ""), &["name"])]
    #[case(press("", "press", "call us"), &["email", "phone"])]
    #[case(press("", "press@coalition.example", "555"), &["phone"])]
    fn a_press_contact_can_be_reached(#[case] press: Press, #[case] wrong: &[&str]) {
        let fields: Vec<_> = press.problems().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, wrong);
    }
}
