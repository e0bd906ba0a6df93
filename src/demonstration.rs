//! An invented campaign, so that every page can be seen full. Marked in the database, with `.example` addresses.
//!
//! It goes through the same functions as real signatures do; only the mails are left out.

use jiff::Timestamp;

use crate::config::Config;
use crate::email::EmailAddress;
use crate::letters::library::Library;
use crate::letters::{Letter, Party, Phase};
use crate::signatures::confirmation::{Purpose, Token};
use crate::signatures::store::{self, Circumstances, Signing};
use crate::signatures::{Listing, Organization, Person, Request, Signer};
use crate::store::{Store, StoreError, Tx, params};

mod words;

/// How many signatures one write carries.
const BATCH: u32 = 500;

/// Adds invented signatures to the newest letter that is open; answers how many. A second run adds nothing twice.
pub fn fill(store: &Store, config: &Config, library: &Library, organizations: u32, people: u32) -> anyhow::Result<u32> {
    let now = config.clock.now();
    let open = |letter: &&Letter| {
        [Party::Person, Party::Organization].map(|party| letter.phase(party, now)) == [Phase::Open; 2]
    };
    let Some(letter) = library.newest_first().into_iter().rev().find(open) else {
        anyhow::bail!("no letter is open to both organizations and people: open one in its letter.toml");
    };
    let mut signed = 0;
    for first in (0..organizations + people).step_by(BATCH as usize) {
        let last = (first + BATCH).min(organizations + people);
        let (config, letter) = (config.clone(), letter.clone());
        signed += store.write_now(move |tx| {
            let mut signed = 0;
            for n in first..last {
                let request = request(&letter, n, organizations);
                signed += u32::from(sign(tx, &config, &letter, &request, now)?);
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
        address: config.secret.digest("address", request.email.as_str().as_bytes()),
        mails_per_day: u32::MAX,
        people_per_address: 1,
        source: None,
        flags: "",
        comments_wait: true,
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
    let (outcome, _) = store::confirm(tx, &config.secret, &token, None, &|_| open.clone(), now)?;
    tx.execute("DELETE FROM links WHERE id = ?1", params![link])?;
    tx.execute(
        "UPDATE signatures SET demonstration = 1 WHERE id = ?1",
        params![signature],
    )?;
    Ok(outcome == store::Confirmation::Confirmed)
}

/// The `n`-th invented request: organizations first.
fn request(letter: &Letter, n: u32, organizations: u32) -> Request {
    let (state, city, zip) = words::PLACES[n as usize % words::PLACES.len()];
    let editions: Vec<_> = letter.editions.values().collect();
    let edition = editions[n as usize % editions.len()];
    let signer = if n < organizations {
        organization(n, state, city)
    } else {
        person(n, zip)
    };
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

fn organization(n: u32, state: &str, city: &str) -> Signer {
    let (scope, place) = match n % 4 {
        0 => ("national", "National".to_owned()),
        1 => ("state", state.to_owned()),
        _ => ("local", city.to_owned()),
    };
    let (kind, name) = words::ORGANIZATIONS[n as usize % words::ORGANIZATIONS.len()];
    let name = format!("{place} {name} {}", n / 200 + 1)
        .trim_end_matches(" 1")
        .to_owned();
    Signer::Organization(Organization {
        legal_name: format!("{name} (sample)"),
        listed_name: format!("{name} (sample)"),
        kind: kind.to_owned(),
        scope: scope.to_owned(),
        website: None,
        public_email: None,
        approver: None,
        invitation: None,
        contact_name: "Sample Contact".to_owned(),
        contact_title: "Director".to_owned(),
        phone: None,
    })
}

fn person(n: u32, zip: &str) -> Signer {
    let pick = |list: &[&'static str], step: u32| list[(n / step) as usize % list.len()];
    let first = pick(words::FIRST, 1);
    let last = pick(words::LAST, 7);
    Signer::Person(Person {
        name: format!("{first} {last}"),
        postal_code: zip.to_owned(),
        district: None,
        title: None,
        affiliation: None,
        comment: None,
        listing: match n % 10 {
            0..=5 => Listing::Initial,
            6..=8 => Listing::Full,
            _ => Listing::Unlisted,
        },
    })
}
