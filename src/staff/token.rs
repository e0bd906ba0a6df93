//! Random tokens for session cookies and for links that set a password. The database stores only their digests, so that a copy of it is no
//! use for signing in. They are looked up by digest, so the time of a comparison reveals nothing about a token.

use sha2::{Digest, Sha256};

/// 256 random bits. Never logged, never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// Creates a random token.
    pub fn random() -> Self {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        Self(bytes)
    }

    /// Parses a token as it appears in a cookie or a link: 43 characters of base64url.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// Returns the token as it appears in a cookie or a link.
    pub fn as_text(&self) -> String {
        data_encoding::BASE64URL_NOPAD.encode(&self.0)
    }

    /// Returns the digest, which is what the database stores.
    pub fn digest(&self) -> TokenDigest {
        TokenDigest(Sha256::digest(self.0).into())
    }
}

/// The SHA-256 of a [`Token`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TokenDigest(pub(crate) [u8; 32]);

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_is_read_as_it_was_written_and_says_nothing_in_a_log() {
        let (one, other) = (Token::random(), Token::random());
        assert_eq!(Token::parse(&one.as_text()), Some(one.clone()));
        assert!(one != other && one.digest() != other.digest());
        assert_eq!(format!("{one:?}"), "Token(…)");
        for wrong in ["", "short", &one.as_text()[1..], &format!("{}A", one.as_text())] {
            assert_eq!(Token::parse(wrong), None, "{wrong}");
        }
    }
}
