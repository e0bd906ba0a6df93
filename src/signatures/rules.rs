//! The rules for counting a letter's signatures, from the letter's settings and the service's.

use crate::config::{Config, Secret};
use crate::letters::library::Library;
use crate::letters::{Letter, Slug};

/// Returns the texts of a letter that can be signed now.
fn texts(letter: &Letter) -> Vec<SignedText> {
    let editions = letter.editions.values().map(|edition| SignedText {
        revision: letter.revision,
        lang: edition.lang.to_string(),
        digest: edition.digest.0,
    });
    editions.collect()
}

/// Gathers the rules for counting a letter's signatures.
pub(crate) fn rules(config: &Config, library: &Library, slug: &str) -> Rules {
    let letter = Slug::parse(slug).ok().and_then(|slug| library.signed_letter(&slug));
    let signing = letter.and_then(|letter| letter.signing.as_ref());
    Rules {
        // Without its folder, nobody knows what the letter's settings would ask for.
        organizations_wait: letter.is_none_or(|letter| letter.gone)
            || signing.is_some_and(|signing| signing.organizations_wait),
        unverified_wait: signing.is_some_and(|signing| signing.unverified_wait),
        secret: config.secret.clone(),
        per_domain_per_day: config.quotas.counted_per_day_per_domain,
        texts: letter.map(texts).unwrap_or_default(),
        trusted_domains: signing
            .map(|signing| signing.trusted_domains.clone())
            .unwrap_or_default(),
    }
}

/// The rules for counting a letter's signatures.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Whether all organizations are held for review.
    pub organizations_wait: bool,
    /// Whether organizations are held for review if nothing shows that their contact speaks for them.
    pub unverified_wait: bool,
    /// How many people of one mail domain, and how many unverified organizations, are counted within 24 hours without review.
    pub per_domain_per_day: u32,
    /// Mail domains that staff trust.
    pub trusted_domains: Vec<String>,
    /// The texts that can be signed now, in each language; if empty, a signature for any text counts.
    pub texts: Vec<SignedText>,
    /// The secret that the digests of the blocklist are keyed with.
    pub secret: Secret,
}

impl Rules {
    /// Returns rules by which everyone is counted at once.
    pub fn open(secret: &Secret) -> Self {
        Self {
            organizations_wait: false,
            unverified_wait: false,
            per_domain_per_day: u32::MAX,
            trusted_domains: Vec::new(),
            texts: Vec::new(),
            secret: secret.clone(),
        }
    }
}

/// A text that can be signed.
#[derive(Clone, Debug)]
pub struct SignedText {
    /// The revision that the text belongs to.
    pub revision: u32,
    /// The language of the text.
    pub lang: String,
    /// The SHA-256 of the text.
    pub digest: [u8; 32],
}
