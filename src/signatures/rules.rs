//! What counting a letter's signatures goes by, from its settings and the service's.

use super::store::{Rules, SignedText};
use crate::config::Config;
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
pub(super) fn rules(config: &Config, library: &Library, slug: &str) -> Rules {
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
