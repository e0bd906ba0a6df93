//! What counting a letter's signatures goes by, from its settings and the service's.

use crate::config::{Config, Secret};
use crate::letters::library::Library;
use crate::letters::{Letter, Slug};

/// What can be signed now.
fn texts(letter: &Letter) -> Vec<SignedText> {
    let editions = letter.editions.values().map(|edition| SignedText {
        revision: letter.revision,
        lang: edition.lang.to_string(),
        digest: edition.digest.0,
    });
    editions.collect()
}

/// What counting a letter's signatures goes by.
pub(crate) fn rules(config: &Config, library: &Library, slug: &str) -> Rules {
    let letter = Slug::parse(slug).ok().and_then(|slug| library.letter(&slug));
    let signing = letter.and_then(|letter| letter.signing.as_ref());
    Rules {
        organizations_wait: signing.is_some_and(|signing| signing.organizations_wait),
        unverified_wait: signing.is_some_and(|signing| signing.unverified_wait),
        secret: config.secret.clone(),
        per_domain_per_day: config.quotas.counted_per_day_per_domain,
        texts: letter.map(texts).unwrap_or_default(),
        trusted_domains: signing
            .map(|signing| signing.trusted_domains.clone())
            .unwrap_or_default(),
    }
}

/// What a letter's settings and the service's quotas say about counting.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Organizations wait for staff.
    pub organizations_wait: bool,
    /// Organizations wait for staff where nothing shows that their contact speaks for them.
    pub unverified_wait: bool,
    /// How many people of one mail domain, and how many organizations that nothing verifies, are counted within 24 hours, unseen.
    pub per_domain_per_day: u32,
    /// Domains that staff trust.
    pub trusted_domains: Vec<String>,
    /// What can be signed now, in each language; empty: whatever was signed counts.
    pub texts: Vec<SignedText>,
    /// What bars are keyed with.
    pub secret: Secret,
}

impl Rules {
    /// Everyone is counted at once.
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
    /// Of which revision.
    pub revision: u32,
    /// In which language.
    pub lang: String,
    /// Its SHA-256.
    pub digest: [u8; 32],
}
