//! What signatures of a wave have in common: their email domain, their network, the pattern of their names.

use crate::text;

/// The number of bytes of a network's digest that staff are shown.
pub(crate) const SHOWN: usize = 6;

/// What signatures of a wave have in common; an empty field matches everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// The domain of the email address, also of a provider where anyone may have a mailbox.
    pub mail_domain: Option<String>,
    /// The beginning of the digest of the network, or of the range around it, as `review trending` shows it: 12 hexadecimal digits.
    pub network: Option<String>,
    /// A pattern of the full or legal name, in which `*` stands for any characters. Case makes no difference.
    pub name: Option<String>,
}

impl Rule {
    /// Returns whether it matches everything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Parses an email domain, with or without the `@`; `None` if it is none.
    pub fn mail_domain(text: &str) -> Option<String> {
        let domain = text.trim().trim_start_matches('@').to_lowercase();
        let is_domain = domain.contains('.') && domain.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.');
        is_domain.then_some(domain)
    }

    /// Parses the beginning of a network's digest; `None` if it is none.
    pub fn network(text: &str) -> Option<String> {
        let digits = text.trim().to_uppercase();
        digest(&digits).map(|_| digits)
    }

    /// Parses a pattern; `None` if nothing but `*` is in it, which would match everyone.
    pub fn name(text: &str) -> Option<String> {
        let pattern = text::tidy(text);
        pattern.chars().any(|c| c != '*' && c != ' ').then_some(pattern)
    }
}

/// Returns the bytes of a network's digest that staff are shown.
pub(crate) fn digest(digits: &str) -> Option<[u8; SHOWN]> {
    let bytes = data_encoding::HEXUPPER.decode(digits.as_bytes()).ok()?;
    bytes.try_into().ok()
}

/// Returns a pattern for `LIKE … ESCAPE '!'`.
pub(crate) fn like(pattern: &str) -> String {
    let mut like = String::new();
    for c in pattern.to_lowercase().chars() {
        match c {
            '*' => like.push('%'),
            '%' | '_' | '!' => like.extend(['!', c]),
            c => like.push(c),
        }
    }
    like
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_read_as_staff_write_it() {
        assert_eq!(Rule::mail_domain(" @Mail.Example "), Some("mail.example".to_owned()));
        for wrong in ["", "mail", "a@mail.example", "%.example", "a_b.example"] {
            assert_eq!(Rule::mail_domain(wrong), None, "{wrong}");
        }
        assert_eq!(Rule::network("0a1b2c3d4e5f").as_deref(), Some("0A1B2C3D4E5F"));
        assert_eq!(digest("0A1B2C3D4E5F"), Some([0x0a, 0x1b, 0x2c, 0x3d, 0x4e, 0x5f]));
        for wrong in ["", "0A1B", "0A1B2C3D4E5G", "10.0.0.1"] {
            assert_eq!(Rule::network(wrong), None, "{wrong}");
        }
        assert_eq!(Rule::name("  J*   Doe "), Some("J* Doe".to_owned()));
        assert_eq!(
            Rule::name("A\u{301}ngel*").as_deref(),
            Some("\u{c1}ngel*"),
            "as names are stored"
        );
        assert_eq!(Rule::name(" * * "), None);
        assert_eq!(like("J* D_e 100%!"), "j% d!_e 100!%!!");
    }
}
