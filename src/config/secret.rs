//! The service's secret: what tokens and keyed digests are made with.

use std::io::Write;
use std::path::Path;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::{ConfigError, folder_beside};

/// A 256-bit key. Never printed.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// From the text of `secret_key`, whatever its encoding.
    pub fn new(key: &str) -> Self {
        Self(Sha256::digest(key.as_bytes()).into())
    }

    pub(super) fn missing() -> Self {
        Self([0; 32])
    }

    /// The key that a newcomer's service made for itself on its first start (`secret.key`, readable by its owner only).
    pub(super) fn kept_beside(database: &Path) -> Result<Self, ConfigError> {
        let path = folder_beside(database).join("secret.key");
        if let Ok(key) = std::fs::read_to_string(&path) {
            return Ok(Self::new(key.trim()));
        }
        make(&path).map_err(|error| ConfigError(vec![format!("{}: {error}", path.display())]))
    }

    /// Whether `tag` begins the digest of this purpose and message, in constant time. A tag of less than 16 bytes never does.
    pub fn verifies(&self, purpose: &str, message: &[u8], tag: &[u8]) -> bool {
        tag.len() >= 16 && self.mac(purpose, message).verify_truncated_left(tag).is_ok()
    }

    /// HMAC-SHA-256 over a purpose and a message: different purposes never meet.
    pub fn digest(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        self.mac(purpose, message).finalize().into_bytes().into()
    }

    fn mac(&self, purpose: &str, message: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(message);
        mac
    }
}

fn make(path: &Path) -> std::io::Result<Secret> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    let key = data_encoding::BASE64.encode(&bytes);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(key.as_bytes())?;
    file.sync_all()?;
    Ok(Secret::new(&key))
}
