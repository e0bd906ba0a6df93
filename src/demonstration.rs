//! An invented campaign for demonstrations, so that every page can be seen full. Its signatures are marked in the database, with `.example`
//! addresses.
//!
//! It uses the same functions as real signatures do; only the mails are left out.

use jiff::Timestamp;

use crate::config::Config;
use crate::email::EmailAddress;
use crate::letters::library::Library;
use crate::letters::store as editions;
use crate::letters::{Comments, FullNames, Letter, Party, Phase, Signing};
use crate::signatures::{Request, Signer};
use crate::store::{Store, StoreError};

mod organizations;
mod others;
mod pace;
mod people;
mod signing;
mod words;

pub use pace::BESIDE_A_SERVICE;

use organizations::organization;
use pace::Filling;
use people::{mixed, person};
use signing::{DOMAIN, sign};

/// The size of an invented campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// How many organizations are counted.
    pub organizations: u32,
    /// How many people are counted.
    pub people: u32,
}

impl Campaign {
    fn all(self) -> u32 {
        self.organizations + self.people
    }
}

/// Adds invented signatures to the first letter that is open; returns how many. A second run adds nothing twice.
pub fn fill(store: &Store, config: &Config, library: &Library, organizations: u32, people: u32) -> anyhow::Result<u32> {
    let letter = open_letter(library, config.clock.now())?;
    let campaign = Campaign { organizations, people };
    Ok(fill_letter(store, config, letter, campaign, &|_| {})?)
}

/// Returns the oldest letter that both organizations and people can sign now.
pub fn open_letter(library: &Library, now: Timestamp) -> anyhow::Result<&Letter> {
    let open = |letter: &&Letter| {
        [Party::Person, Party::Organization].map(|party| letter.phase(party, now)) == [Phase::Open; 2]
    };
    let found = library.newest_first().into_iter().rev().find(open);
    found.ok_or_else(|| {
        anyhow::anyhow!("no letter is open to both organizations and individuals: open one in its letter.toml")
    })
}

/// Adds invented signatures to a letter, and a few more in every state that is not counted; returns how many are counted. `progress` is
/// called with how many were added since the last call.
pub fn fill_letter(
    store: &Store,
    config: &Config,
    letter: &Letter,
    campaign: Campaign,
    progress: &dyn Fn(u64),
) -> Result<u32, StoreError> {
    let now = config.clock.now();
    guard_texts(store, letter, now)?;
    let mut filling = Filling {
        store,
        config,
        letter,
        progress,
    };
    let signed = filling.each(campaign.all(), move |tx, config, letter, n| {
        let request = request(letter, n, campaign.organizations);
        let at = moment(letter, n, campaign, now);
        sign(tx, config, letter, &request, n, at)
    })?;
    filling.progress = &|_| {};
    others::add(&filling, campaign, now)?;
    Ok(signed)
}

/// Marks the letter's texts as signed, so that they are protected against changes like those of real letters.
fn guard_texts(store: &Store, letter: &Letter, now: Timestamp) -> Result<(), StoreError> {
    let letter = letter.clone();
    store.write_now(move |tx| {
        // Before a service has run, there is no published text to sign; a published one is left alone.
        editions::publish_first(tx, &letter, now)?;
        letter
            .editions
            .values()
            .try_for_each(|edition| editions::mark_signed(tx, letter.slug.as_str(), letter.revision, edition.digest.0))
    })
}

/// Creates the `n`-th invented request: organizations first.
fn request(letter: &Letter, n: u32, organizations: u32) -> Request {
    let editions: Vec<_> = letter.editions.values().collect();
    let edition = editions[n as usize % editions.len()];
    let (mut signer, spot) = if n < organizations {
        organization(n as usize)
    } else {
        person(n, (n - organizations) as usize, edition.lang)
    };
    if let Signer::Person(person) = &mut signer {
        let asks = |what: &dyn Fn(&Signing) -> bool| letter.signing.as_ref().is_some_and(what);
        if !asks(&|it| it.comments != Comments::None) {
            person.comment = None;
        }
        person.to_offices &= asks(&|it| it.full_names != FullNames::Never);
    }
    // Organizations have domains of their own, so that none counts as a duplicate.
    let address = if n < organizations {
        format!("contact@demo-{n}.example")
    } else {
        format!("demo-{n}@{DOMAIN}")
    };
    Request {
        signer,
        email: Some(EmailAddress::parse(&address).expect("made of plain parts")),
        city: spot.city.to_owned(),
        region: spot.state.map(str::to_owned),
        country: spot.country.to_owned(),
        // Every fourth consents, in each of the two languages.
        updates: n % 8 < 2,
        edition: edition.digest,
        lang: edition.lang,
        interface: edition.lang,
    }
}

/// Returns when the `n`-th one signed: one after the other since signing opened, as in real life, and in the order that a database likes
/// best.
fn moment(letter: &Letter, n: u32, campaign: Campaign, now: Timestamp) -> Timestamp {
    let windows = letter
        .signing
        .iter()
        .flat_map(|signing| [&signing.people, &signing.organizations]);
    let opened = windows.flatten().filter_map(|window| window.opens).min().unwrap_or(now);
    let span = i128::from(now.as_microsecond()) - i128::from(opened.as_microsecond());
    // Each has an equal share of the time, and a random moment in it.
    let (all, part) = (
        i128::from(campaign.all().max(1)) * 1_000,
        i128::from(n) * 1_000 + i128::from(mixed(n, 3) % 1_000),
    );
    let after = i64::try_from(span.max(0) * part / all).unwrap_or(0);
    opened
        .saturating_add(jiff::SignedDuration::from_micros(after))
        .unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn invented_signers_signed_since_signing_opened() {
        let now: Timestamp = "2026-12-01T12:00:00Z".parse().expect("a time");
        let opened: Timestamp = "2026-11-09T14:00:00Z".parse().expect("a time");
        let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters"));
        let locales = crate::locale::Locales::load().expect("messages");
        let library = Library::load(folder, &locales).expect("letters");
        let letter = library
            .newest_first()
            .into_iter()
            .find(|it| it.signing.is_some())
            .expect("a letter");
        let campaign = Campaign {
            organizations: 40,
            people: 60,
        };
        let moments: BTreeSet<Timestamp> = (0..100).map(|n| moment(letter, n, campaign, now)).collect();
        assert_eq!(moments.len(), 100, "one after the other");
        assert!(moments.iter().all(|it| (opened..=now).contains(it)), "{moments:?}");
    }
}
