//! Confirmation links: derived from a nonce and the service's secret, so that only a digest need be stored.

use sha2::{Digest as _, Sha256};

use crate::config::Secret;

/// What stands in a confirmation link. Never logged, never stored.
pub struct Token([u8; 32]);

impl Token {
    /// The token that belongs to a stored nonce.
    pub fn derive(secret: &Secret, nonce: &[u8; 16]) -> Self {
        Self(secret.digest("confirmation link", nonce))
    }

    /// From a link: 43 characters of unpadded base64url.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// For a link.
    pub fn as_text(&self) -> String {
        data_encoding::BASE64URL_NOPAD.encode(&self.0)
    }

    /// For the database; looking it up by index reveals nothing about the token.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

/// Sixteen random bytes.
pub fn nonce() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_finds_its_token_again_and_another_secret_does_not() {
        let nonce = nonce();
        let token = Token::derive(&Secret::new("a"), &nonce);
        assert_eq!(Token::parse(&token.as_text()).expect("parses").digest(), token.digest());
        assert_ne!(Token::derive(&Secret::new("b"), &nonce).digest(), token.digest());
        assert!(Token::parse("short").is_none());
    }
}
