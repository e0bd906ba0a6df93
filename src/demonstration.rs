//! An invented campaign, so that every page can be seen full. Marked in the database, with `.example` addresses.
//!
//! It goes through the same functions as real signatures do; only the mails are left out.

use jiff::Timestamp;

use crate::config::Config;
use crate::email::EmailAddress;
use crate::letters::library::Library;
use crate::letters::store as editions;
use crate::letters::{Comments, Letter, Party, Phase};
use crate::locale::Lang;
use crate::signatures::confirmation::{Purpose, Token};
use crate::signatures::store::{self, Circumstances, Signing, flags};
use crate::signatures::{Listing, Person, Request, Signer};
use crate::store::{Store, StoreError, Tx};

mod organizations;
mod others;
mod pace;
mod words;

pub use pace::BESIDE_A_SERVICE;

use organizations::organization;
use pace::Filling;

/// An invented campaign: how large it is.
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

/// Adds invented signatures to the first letter that is open; answers how many. A second run adds nothing twice.
pub fn fill(store: &Store, config: &Config, library: &Library, organizations: u32, people: u32) -> anyhow::Result<u32> {
    let letter = open_letter(library, config.clock.now())?;
    let campaign = Campaign { organizations, people };
    Ok(fill_letter(store, config, letter, campaign, &|_| {})?)
}

/// The oldest letter that both organizations and people can sign now.
pub fn open_letter(library: &Library, now: Timestamp) -> anyhow::Result<&Letter> {
    let open = |letter: &&Letter| {
        [Party::Person, Party::Organization].map(|party| letter.phase(party, now)) == [Phase::Open; 2]
    };
    let found = library.newest_first().into_iter().rev().find(open);
    found.ok_or_else(|| {
        anyhow::anyhow!("no letter is open to both organizations and people: open one in its letter.toml")
    })
}

/// Adds invented signatures to a letter, and a few more in every state that is not counted; answers how many are counted. `progress`
/// hears how many were added since it was last called.
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

/// Texts that somebody signed, if only somebody invented, are guarded against changes like those of real letters.
fn guard_texts(store: &Store, letter: &Letter, now: Timestamp) -> Result<(), StoreError> {
    let letter = letter.clone();
    store.write_now(move |tx| {
        // Before a service ran there is no text to sign; one that was published is not touched.
        editions::publish_first(tx, &letter, now)?;
        letter
            .editions
            .values()
            .try_for_each(|edition| editions::mark_signed(tx, letter.slug.as_str(), letter.revision, edition.digest.0))
    })
}

/// Records, marks and confirms one; `false` if it was there before.
fn sign(
    tx: &Tx<'_>,
    config: &Config,
    letter: &Letter,
    request: &Request,
    n: u32,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let Some(signature) = recorded(tx, config, letter, request, now)? else {
        return Ok(false);
    };
    let outcome = confirmed(tx, config, signature, &rules(config), now)?;
    if outcome == store::Confirmation::Confirmed {
        mark(tx, signature, request, n)?;
    }
    Ok(outcome == store::Confirmation::Confirmed)
}

/// Everyone is counted at once: what staff would look at is among the others.
fn rules(config: &Config) -> store::Rules {
    store::Rules {
        // Otherwise everyone from there within a day is counted anew at each signature.
        trusted_domains: vec![DOMAIN.to_owned()],
        ..store::Rules::open(&config.secret)
    }
}

/// Where invented people have their mailboxes.
const DOMAIN: &str = "signers.example";

/// A signature that waits for its link; `None`: it could not be recorded.
fn recorded(
    tx: &Tx<'_>,
    config: &Config,
    letter: &Letter,
    request: &Request,
    now: Timestamp,
) -> Result<Option<i64>, StoreError> {
    let at = Circumstances {
        letter: letter.slug.as_str(),
        revision: letter.revision,
        updates_wording: "Demonstration",
        authorized_wording: "Demonstration",
        mailbox: store::Mailbox::new(&config.secret, letter.slug.as_str(), &request.email),
        mails_per_day: u32::MAX,
        mails_per_letter: u32::MAX,
        people_per_address: 1,
        source: None,
        flags: "",
        // Ours need no reading.
        comments_wait: false,
        now,
    };
    Ok(match store::record(tx, request, &at)? {
        Signing::Recorded { signature } => Some(signature),
        Signing::EnoughMail => None,
    })
}

/// Confirms by a link that nobody holds, and marks the signature as invented.
fn confirmed(
    tx: &Tx<'_>,
    config: &Config,
    signature: i64,
    rules: &store::Rules,
    now: Timestamp,
) -> Result<store::Confirmation, StoreError> {
    let (link, token) = link(tx, config, signature, Purpose::Confirm, now)?;
    let (rules, seen) = (
        |_: &str| rules.clone(),
        store::Seen {
            version: Some(1),
            text: None,
        },
    );
    let (outcome, _) = store::confirm(tx, &config.secret, &token, seen, &rules, now)?;
    store::mark_invented(tx, signature, link)?;
    Ok(outcome)
}

fn link(
    tx: &Tx<'_>,
    config: &Config,
    signature: i64,
    purpose: Purpose,
    now: Timestamp,
) -> Result<(i64, Token), StoreError> {
    let terms = store::Terms {
        confirm_hours: Some(1),
        own_days: 1,
        origin: None,
        whose: store::Whose::Signer,
    };
    let link = store::keep_link(tx, signature, terms, now)?;
    let nonce = store::link_nonce(tx, link)?
        .map(|(_, nonce)| nonce)
        .ok_or(StoreError::Closed)?;
    Ok((link, Token::new(&config.secret, purpose, link, &nonce)))
}

/// Some carry a mark for staff; some organizations were seen by them.
fn mark(tx: &Tx<'_>, signature: i64, request: &Request, n: u32) -> Result<(), StoreError> {
    const OF_PEOPLE: [&str; 3] = [flags::ROLE, flags::DISPOSABLE, flags::HURRIED];
    const OF_ORGANIZATIONS: [&str; 5] = [
        flags::ROLE,
        flags::FREE_MAIL,
        flags::OTHER_NAMES,
        flags::NEW_CONTACT,
        flags::HURRIED,
    ];
    match &request.signer {
        Signer::Person(_) if n.is_multiple_of(97) => store::flag(tx, signature, OF_PEOPLE[n as usize / 97 % 3]),
        Signer::Organization(_) if n % 7 == 3 => store::flag(tx, signature, OF_ORGANIZATIONS[n as usize / 7 % 5]),
        Signer::Organization(_) if n % 7 == 5 => {
            store::review::verify(tx, signature, "Demonstration: called the office").map(drop)
        }
        _ => Ok(()),
    }
}

/// The `n`-th invented request: organizations first.
fn request(letter: &Letter, n: u32, organizations: u32) -> Request {
    let editions: Vec<_> = letter.editions.values().collect();
    let edition = editions[n as usize % editions.len()];
    let (mut signer, spot) = if n < organizations {
        organization(n as usize)
    } else {
        person(n, (n - organizations) as usize, edition.lang)
    };
    let takes_words = letter.signing.as_ref().is_some_and(|it| it.comments != Comments::None);
    if let Signer::Person(person) = &mut signer
        && !takes_words
    {
        person.comment = None;
    }
    // Organizations have domains of their own, so that nobody takes one for another.
    let address = if n < organizations {
        format!("contact@demo-{n}.example")
    } else {
        format!("demo-{n}@{DOMAIN}")
    };
    Request {
        signer,
        email: EmailAddress::parse(&address).expect("made of plain parts"),
        city: spot.city.to_owned(),
        region: spot.state.map(str::to_owned),
        country: spot.country.to_owned(),
        // Every fourth, in each of two languages.
        updates: n % 8 < 2,
        edition: edition.digest,
        lang: edition.lang,
        interface: edition.lang,
    }
}

/// A number that looks like chance and is always the same: the finalizer of `SplitMix64`.
fn mixed(n: u32, purpose: u64) -> u64 {
    let seed = (u64::from(n) << 8 | purpose).wrapping_add(0x9E37_79B9_7F4A_7C15);
    let once = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let twice = (once ^ (once >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    twice ^ (twice >> 31)
}

/// The one that chance picks.
fn pick<T: Copy>(list: &[T], n: u32, purpose: u64) -> T {
    let length = u64::try_from(list.len()).unwrap_or(u64::MAX);
    list[usize::try_from(mixed(n, purpose) % length).unwrap_or(0)]
}

/// When the `n`-th one signed: one after the other since signing opened, as in life, and as a database likes it best.
fn moment(letter: &Letter, n: u32, campaign: Campaign, now: Timestamp) -> Timestamp {
    let windows = letter
        .signing
        .iter()
        .flat_map(|signing| [&signing.people, &signing.organizations]);
    let opened = windows.flatten().filter_map(|window| window.opens).min().unwrap_or(now);
    let span = i128::from(now.as_microsecond()) - i128::from(opened.as_microsecond());
    // Each has an equal share of the time, and signs somewhere in it.
    let (all, part) = (
        i128::from(campaign.all().max(1)) * 1_000,
        i128::from(n) * 1_000 + i128::from(mixed(n, 3) % 1_000),
    );
    let after = i64::try_from(span.max(0) * part / all).unwrap_or(0);
    opened
        .saturating_add(jiff::SignedDuration::from_micros(after))
        .unwrap_or(now)
}

/// Where an invented signer is.
#[derive(Clone, Copy)]
struct Spot {
    /// USPS code, in the United States.
    state: Option<&'static str>,
    country: &'static str,
    city: &'static str,
}

impl Spot {
    fn at_home(state: &'static str, city: &'static str) -> Self {
        Self {
            state: Some(state),
            country: "US",
            city,
        }
    }
}

/// The first ones live in all states, the others where chance has it. Some say what they do, some write to the offices.
fn person(n: u32, nth: usize, lang: Lang) -> (Signer, Spot) {
    let place = words::PLACES.get(nth).copied().filter(|_| nth < words::CAPITALS);
    let (state, _, city, zip) = place.unwrap_or_else(|| pick(words::PLACES, n, 0));
    let spoken = usize::from(lang.as_str() == "es");
    let post = n.is_multiple_of(7).then(|| pick(words::POSTS, n, 4)[spoken]);
    let comment = n.is_multiple_of(11).then(|| pick(words::COMMENTS, n, 5)[spoken]);
    let signer = Signer::Person(Person {
        name: if n % 53 == 11 {
            pick(words::IN_OTHER_SCRIPTS, n, 6).to_owned()
        } else {
            format!("{} {}", pick(words::FIRST, n, 1), pick(words::LAST, n, 2))
        },
        postal_code: zip.to_owned(),
        district: None,
        title: post.map(|(title, _)| title.to_owned()),
        affiliation: post.map(|(_, affiliation)| affiliation.to_owned()),
        comment: comment.map(ToOwned::to_owned),
        listing: match n % 10 {
            0..=5 => Listing::Initial,
            6..=8 => Listing::Full,
            _ => Listing::Unlisted,
        },
        short_name: None,
    });
    (signer, Spot::at_home(state, city))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn people_live_in_all_states() {
        let english = Lang::parse("en").expect("a language");
        let states: BTreeSet<_> = (0_u8..200)
            .map(|n| person(u32::from(n), n.into(), english).1.state)
            .collect();
        assert_eq!(states.len(), words::CAPITALS);
    }

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
