//! The identifiers of letters and texts: a letter's slug, a text's digest.

use sha2::{Digest as _, Sha256};

/// A letter's name in URLs and on disk: 1 to 80 lower-case letters, digits and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// The error for a text that is not a [`Slug`].
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a letter's name must have 1 to 80 lowercase letters, digits and hyphens")]
pub struct NotASlug;

impl Slug {
    /// Parses a slug.
    pub fn parse(text: &str) -> Result<Self, NotASlug> {
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        let framed = text.starts_with('-') || text.ends_with('-');
        if text.is_empty() || text.len() > 80 || !plain || framed {
            return Err(NotASlug);
        }
        Ok(Self(text.to_owned()))
    }

    /// Returns the slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The SHA-256 of an edition's [signed text](super::Edition::signed_text).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// Computes the digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Formats the digest as 64 hexadecimal digits.
    pub fn hex(&self) -> String {
        data_encoding::HEXLOWER.encode(&self.0)
    }

    /// Parses 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_64_hexadecimal_digits() {
        let digest = Digest::of(b"text");
        assert_eq!(Digest::parse(&digest.hex()), Some(digest));
        let upper = digest.hex().to_uppercase();
        for wrong in [
            "",
            &digest.hex()[1..],
            &upper,
            &format!("{}0", digest.hex()),
            &"g".repeat(64),
        ] {
            assert_eq!(Digest::parse(wrong), None, "{wrong}");
        }
    }

    #[rstest::rstest]
    #[case("a", true)]
    #[case("protect-temporary-visa-workers", true)]
    #[case("", false)]
    #[case("-a", false)]
    #[case("A", false)]
    #[case("../etc", false)]
    #[case("ñ", false)]
    fn a_slug_is_plain(#[case] text: &str, #[case] good: bool) {
        assert_eq!(Slug::parse(text).is_ok(), good);
    }
}
