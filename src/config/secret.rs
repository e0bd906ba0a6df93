//! The service's secret, which tokens and digests are keyed with.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

/// How many bytes of a digest authenticate a sealed text.
const TAG: usize = 16;

/// A 256-bit key. Never printed.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// Derives the key from the text of `secret_key`, whatever its encoding.
    pub fn new(key: &str) -> Self {
        Self(Sha256::digest(key.as_bytes()).into())
    }

    pub(super) fn missing() -> Self {
        Self([0; 32])
    }

    /// Returns a fingerprint by which a database recognizes the key, and which reveals nothing of it.
    pub fn fingerprint(&self) -> [u8; 32] {
        self.digest("the key of a database", b"")
    }

    /// Returns whether `tag` begins the digest of this purpose and message, in constant time. A tag of less than 16 bytes never does.
    pub(crate) fn verifies(&self, purpose: &str, message: &[u8], tag: &[u8]) -> bool {
        tag.len() >= 16 && self.mac(purpose, message).verify_truncated_left(tag).is_ok()
    }

    /// Computes an HMAC-SHA-256 over a purpose and a message: digests for different purposes never collide.
    pub fn digest(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        self.mac(purpose, message).finalize().into_bytes().into()
    }

    /// Encrypts a short text that comes back in a URL: deterministic, and bound to its purpose (a synthetic initialization vector, as in
    /// RFC 5297: the digest of the text is the start of the key stream, and authenticates the text when it is opened).
    pub(crate) fn seal(&self, purpose: &str, text: &str) -> String {
        let tag = self.digest(purpose, text.as_bytes());
        let mut sealed = tag[..TAG].to_vec();
        sealed.extend(self.masked(purpose, &tag[..TAG], text.as_bytes()));
        data_encoding::BASE64URL_NOPAD.encode(&sealed)
    }

    /// Decrypts what was sealed for this purpose; `None` for anything else.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<String> {
        let bytes = data_encoding::BASE64URL_NOPAD.decode(sealed.as_bytes()).ok()?;
        let (tag, hidden) = bytes.split_at_checked(TAG)?;
        let text = self.masked(purpose, tag, hidden);
        self.verifies(purpose, &text, tag)
            .then(|| String::from_utf8(text).ok())
            .flatten()
    }

    fn masked(&self, purpose: &str, tag: &[u8], text: &[u8]) -> Vec<u8> {
        let block = |n: usize| self.digest(&format!("{purpose}, stream {n}"), tag);
        let blocks = text.chunks(32).enumerate();
        blocks
            .flat_map(|(n, chunk)| {
                chunk
                    .iter()
                    .zip(block(n))
                    .map(|(byte, key)| byte ^ key)
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    fn mac(&self, purpose: &str, message: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(message);
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn a_sealed_text_reveals_nothing_and_opens_for_its_purpose_only() {
        let secret = Secret::new("a key");
        for text in ["", "1796126400000000-42", &"long ".repeat(20)] {
            let sealed = secret.seal("list", text);
            assert_eq!(secret.open("list", &sealed).as_deref(), Some(text));
            assert_eq!(secret.open("other", &sealed), None);
            assert_eq!(Secret::new("another").open("list", &sealed), None);
            assert_eq!(secret.open("list", &sealed[1..]), None);
        }
        let (one, next) = (secret.seal("list", "17-42"), secret.seal("list", "17-43"));
        assert!(
            !one.contains("42") && one[..8] != next[..8],
            "neighbours look nothing alike"
        );
        assert_eq!(secret.open("list", "1796126400000000-42"), None);
    }
}
