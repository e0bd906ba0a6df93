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
use crate::signatures::store::{self, Circumstances, Signing};
use crate::signatures::{Listing, Organization, Person, Request, Signer};
use crate::store::{Store, StoreError, Tx};

mod words;

/// How many signatures one write carries.
const BATCH: u32 = 500;

/// Adds invented signatures to the first letter that is open; answers how many. A second run adds nothing twice.
pub fn fill(store: &Store, config: &Config, library: &Library, organizations: u32, people: u32) -> anyhow::Result<u32> {
    let now = config.clock.now();
    let open = |letter: &&Letter| {
        [Party::Person, Party::Organization].map(|party| letter.phase(party, now)) == [Phase::Open; 2]
    };
    let Some(letter) = library.newest_first().into_iter().rev().find(open) else {
        anyhow::bail!("no letter is open to both organizations and people: open one in its letter.toml");
    };
    // Before a service ran there is no text to sign; one that was published is not touched.
    let first_text = letter.clone();
    store.write_now(move |tx| editions::publish_first(tx, &first_text, now))?;
    let mut signed = 0;
    for first in (0..organizations + people).step_by(BATCH as usize) {
        let last = (first + BATCH).min(organizations + people);
        let (config, letter) = (config.clone(), letter.clone());
        signed += store.write_now(move |tx| {
            let mut signed = 0;
            for n in first..last {
                let request = request(&letter, n, organizations);
                let at = moment(&letter, n, now);
                signed += u32::from(sign(tx, &config, &letter, &request, at)?);
            }
            Ok::<_, StoreError>(signed)
        })?;
    }
    Ok(signed)
}

/// Records, marks and confirms one; `false` if it was there before.
fn sign(tx: &Tx<'_>, config: &Config, letter: &Letter, request: &Request, now: Timestamp) -> Result<bool, StoreError> {
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
    let Signing::Recorded { signature } = store::record(tx, request, &at)? else {
        return Ok(false);
    };
    let terms = store::Terms {
        confirm_hours: Some(1),
        own_days: 0,
        origin: None,
        whose: store::Whose::Signer,
    };
    let link = store::keep_link(tx, signature, terms, now)?;
    let Some((_, nonce)) = store::link_nonce(tx, link)? else {
        return Ok(false);
    };
    let token = Token::new(&config.secret, Purpose::Confirm, link, &nonce);
    let open = store::Rules::open(&config.secret);
    let (outcome, _) = store::confirm(
        tx,
        &config.secret,
        &token,
        store::Seen {
            version: Some(1),
            text: None,
        },
        &|_| open.clone(),
        now,
    )?;
    store::mark_invented(tx, signature, link)?;
    Ok(outcome == store::Confirmation::Confirmed)
}

/// The `n`-th invented request: organizations first.
fn request(letter: &Letter, n: u32, organizations: u32) -> Request {
    let editions: Vec<_> = letter.editions.values().collect();
    let edition = editions[n as usize % editions.len()];
    let (mut signer, state, city) = if n < organizations {
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
        format!("demo-{n}@signers.example")
    };
    Request {
        signer,
        email: EmailAddress::parse(&address).expect("made of plain parts"),
        city: city.to_owned(),
        region: Some(state.to_owned()),
        country: "US".to_owned(),
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

/// When the `n`-th one signed: at some moment since signing opened.
fn moment(letter: &Letter, n: u32, now: Timestamp) -> Timestamp {
    let windows = letter
        .signing
        .iter()
        .flat_map(|signing| [&signing.people, &signing.organizations]);
    let opened = windows.flatten().filter_map(|window| window.opens).min().unwrap_or(now);
    let seconds = now.as_second().saturating_sub(opened.as_second()).max(1).unsigned_abs();
    let ago = i64::try_from(mixed(n, 3) % seconds).unwrap_or(0);
    now.saturating_sub(jiff::SignedDuration::from_secs(ago)).unwrap_or(now)
}

/// Every fourth organization speaks for the country; the others for a state or a city. No two have the same name.
fn organization(n: usize) -> (Signer, &'static str, &'static str) {
    let kinds = words::ORGANIZATIONS.len();
    let (scope, place, series, (state, city), (kind, what)) = if n.is_multiple_of(4) {
        let nth = n / 4;
        let adjective = words::NATIONAL[nth / kinds % words::NATIONAL.len()];
        let seat = words::SEATS[nth % words::SEATS.len()];
        let series = nth / (kinds * words::NATIONAL.len());
        (
            "national",
            adjective.to_owned(),
            series,
            seat,
            words::ORGANIZATIONS[nth % kinds],
        )
    } else {
        let nth = n - n / 4 - 1;
        // A step that shares no divisor with the number of places: all are visited.
        let at = nth * 17 % words::PLACES.len();
        let (state, name, city, _) = words::PLACES[at];
        let (scope, place) = if at < words::CAPITALS && nth.is_multiple_of(3) {
            ("state", name.to_owned())
        } else {
            ("local", format!("Greater {city}"))
        };
        let series = nth / (kinds * words::PLACES.len());
        (scope, place, series, (state, city), words::ORGANIZATIONS[nth % kinds])
    };
    let number = if series == 0 {
        String::new()
    } else {
        format!(" {}", series + 1)
    };
    let name = format!("{place} {what}{number} (sample)");
    let signer = Signer::Organization(Organization {
        legal_name: name.clone(),
        listed_name: name,
        kind: kind.to_owned(),
        scope: scope.to_owned(),
        website: None,
        public_email: None,
        board: None,
        invitation: None,
        contact_name: "Sample Contact".to_owned(),
        contact_title: "Director".to_owned(),
        phone: None,
    });
    (signer, state, city)
}

/// The first ones live in all states, the others where chance has it. Some say what they do, some write to the offices.
fn person(n: u32, nth: usize, lang: Lang) -> (Signer, &'static str, &'static str) {
    let place = words::PLACES.get(nth).copied().filter(|_| nth < words::CAPITALS);
    let (state, _, city, zip) = place.unwrap_or_else(|| pick(words::PLACES, n, 0));
    let spoken = usize::from(lang.as_str() == "es");
    let post = n.is_multiple_of(7).then(|| pick(words::POSTS, n, 4)[spoken]);
    let comment = n.is_multiple_of(11).then(|| pick(words::COMMENTS, n, 5)[spoken]);
    let signer = Signer::Person(Person {
        name: format!("{} {}", pick(words::FIRST, n, 1), pick(words::LAST, n, 2)),
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
    (signer, state, city)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_thousand_organizations_have_as_many_names_and_all_states_have_people() {
        let names: BTreeSet<String> = (0..1_000)
            .map(|n| match organization(n).0 {
                Signer::Organization(it) => it.legal_name,
                Signer::Person(_) => String::new(),
            })
            .collect();
        assert_eq!(names.len(), 1_000);
        let english = Lang::parse("en").expect("a language");
        let states: BTreeSet<&str> = (0_u8..200).map(|n| person(u32::from(n), n.into(), english).1).collect();
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
        let moments: BTreeSet<Timestamp> = (0..100).map(|n| moment(letter, n, now)).collect();
        assert!(moments.len() > 90, "at many moments");
        assert!(moments.iter().all(|it| (opened..=now).contains(it)), "{moments:?}");
    }
}
