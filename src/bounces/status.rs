//! The codes by which mail servers say what became of a mail (RFC 3463, RFC 5321).

/// An enhanced status code: `5.1.1`. Of a plain code, such as `550`, only the class is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    class: u8,
    subject: u16,
    detail: u16,
}

/// Words of servers about a mailbox or a mail that may be good another time.
const ANOTHER_TIME: [&str; 8] = [
    "full",
    "quota",
    "cuota",
    "llen",
    "spam",
    "policy",
    "too large",
    "blocked",
];

impl Status {
    /// Parses `5.1.1`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('.');
        let mut next = |most: usize| {
            let part = parts.next()?;
            (part.len() <= most && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        let (class, subject, detail) = (next(1)?, next(3)?, next(3)?);
        let class = u8::try_from(class).ok().filter(|class| matches!(class, 2 | 4 | 5))?;
        parts.next().is_none().then_some(Self { class, subject, detail })
    }

    /// Finds the first code in the words of a server, enhanced ones first. Numbers of versions and IP addresses are none.
    pub(super) fn find(text: &str) -> Option<Self> {
        let numbers = || text.split(|c: char| !(c.is_ascii_digit() || c == '.'));
        let enhanced = numbers().filter_map(|word| Self::parse(word.trim_matches('.')));
        let known = |it: &Self| it.class != 2 && it.subject <= 7;
        let plain = numbers().filter_map(|word| match word.trim_matches('.').as_bytes() {
            [class @ (b'4' | b'5'), b'5', b'0'..=b'9'] => Some(class - b'0'),
            b"421" => Some(4),
            [b'5', b'0', b'0'..=b'4'] | b"521" | b"541" => Some(5),
            _ => None,
        });
        enhanced.filter(known).chain(plain.map(Self::of_class)).next()
    }

    fn of_class(class: u8) -> Self {
        Self {
            class,
            subject: 0,
            detail: 0,
        }
    }

    /// Returns whether it says more than the class.
    pub(super) fn is_exact(self) -> bool {
        (self.subject, self.detail) != (0, 0)
    }

    pub(super) fn is_permanent(self) -> bool {
        self.class == 5
    }

    pub(super) fn is_temporary(self) -> bool {
        self.class == 4
    }

    /// Returns whether the address is of no use for any mail: there is no such mailbox, or no such server. A full mailbox, and a mail that
    /// was too large or taken for spam, say nothing against the address.
    pub(super) fn condemns_address(self, said: &str) -> bool {
        let said = said.to_lowercase();
        match (self.subject, self.detail) {
            (0, _) => !ANOTHER_TIME.iter().any(|word| said.contains(word)),
            (1, 7 | 8) => false,
            (1, _) | (2, 1) | (4, 4) => true,
            _ => false,
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("550 5.1.1 <x>: no such user", Some("5.1.1"))]
    #[case("mx.example[192.0.2.1] said: 452 4.2.2 full", Some("4.2.2"))]
    #[case("Exim 4.94.2 on 5.6.7.8: 550 unknown", Some("5.0.0"))]
    #[case("Sorry, no mailbox here by that name. (#5.1.1)", Some("5.1.1"))]
    #[case("421 too busy", Some("4.0.0"))]
    #[case("I have 550000 letters", None)]
    #[case("2.0.0 queued", None)]
    fn codes_are_found_in_words(#[case] said: &str, #[case] found: Option<&str>) {
        assert_eq!(Status::find(said).map(|it| it.to_string()).as_deref(), found);
    }

    #[test]
    fn a_full_mailbox_is_not_a_wrong_address() {
        let about = |code: &str, said: &str| Status::parse(code).expect("a code").condemns_address(said);
        assert!(about("5.1.1", "") && about("5.2.1", "") && about("5.0.0", "no such user") && about("5.4.4", ""));
        assert!(!about("5.2.2", "") && !about("5.7.1", "") && !about("5.3.4", "") && !about("5.0.0", "Mailbox FULL"));
    }
}
