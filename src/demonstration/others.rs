//! Invented signatures that are not counted, or not yet: one of each kind that staff meet, and more in a large campaign.

use jiff::Timestamp;

use super::signing::{DOMAIN, confirmed, link, recorded, rules};
use super::{Campaign, Filling, request};
use crate::config::Config;
use crate::email::EmailAddress;
use crate::letters::Letter;
use crate::my_signature::store::{disown, stored};
use crate::review::store::decisions;
use crate::signatures::ids::LinkId;
use crate::signatures::link_token::Purpose;
use crate::signatures::rules::Rules;
use crate::signatures::{Approver, Board, Request, Signer, store};
use crate::store::{StoreError, Tx};

/// One signature in this many is not counted.
const ONE_IN: u32 = 100;

/// The number from which names of uncounted organizations are taken.
const FAR: u32 = 100_000;

/// The size of the flood: more people of one untrusted domain than its daily quota.
const FLOOD: u32 = 8;

/// The fate of a signature that is not counted.
#[derive(Clone, Copy)]
enum Fate {
    Pending,
    Withdrawn,
    Rejected,
    /// Held: the letter requires approval.
    Approval,
    /// Held: nothing shows that its contact speaks for it.
    Unverified,
    /// Held: it may be the same as an organization on the letter.
    PossibleDuplicate,
    /// Awaiting: a director was asked.
    Awaiting,
    Disowned,
}

const OF_PEOPLE: [Fate; 3] = [Fate::Pending, Fate::Withdrawn, Fate::Rejected];
const OF_ORGANIZATIONS: [Fate; 8] = [
    Fate::Awaiting,
    Fate::Approval,
    Fate::Unverified,
    Fate::PossibleDuplicate,
    Fate::Disowned,
    Fate::Rejected,
    Fate::Withdrawn,
    Fate::Pending,
];

/// Adds them; a campaign without people or without organizations has none of these either.
pub(super) fn add(filling: &Filling<'_>, campaign: Campaign, now: Timestamp) -> Result<(), StoreError> {
    let slug = filling.letter.slug.to_string();
    if filling.store.read_now(|db| store::has_invented_others(db, &slug))? {
        return Ok(());
    }
    let some = |counted: u32, least: usize| match counted {
        0 => 0,
        counted => (counted / ONE_IN).max(u32::try_from(least).unwrap_or(0)),
    };
    let organizations = some(campaign.organizations, OF_ORGANIZATIONS.len());
    filling.each(organizations, move |tx, config, letter, nth| {
        let fate = OF_ORGANIZATIONS[nth as usize % OF_ORGANIZATIONS.len()];
        // The numbers are far beyond those that are counted, so that no name is used twice, not even by a larger
        // campaign later.
        let mut request = request(letter, FAR + nth, u32::MAX);
        request.email = Some(address(&format!("contact@others-{nth}.example")));
        end(tx, config, letter, request, fate, now).map(|()| false)
    })?;
    let people = some(campaign.people, OF_PEOPLE.len());
    filling.each(people, move |tx, config, letter, nth| {
        let fate = OF_PEOPLE[nth as usize % OF_PEOPLE.len()];
        let mut request = request(letter, campaign.all() + nth, campaign.organizations);
        request.email = Some(address(&format!("others-{nth}@{DOMAIN}")));
        end(tx, config, letter, request, fate, now).map(|()| false)
    })?;
    filling.each(u32::from(campaign.people > 0), move |tx, config, letter, _| {
        flood(tx, config, letter, campaign, now).map(|()| true)
    })?;
    Ok(())
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).expect("made of plain parts")
}

fn end(
    tx: &Tx<'_>,
    config: &Config,
    letter: &Letter,
    mut request: Request,
    fate: Fate,
    now: Timestamp,
) -> Result<(), StoreError> {
    let mut rules = rules(config);
    if let Signer::Organization(it) = &mut request.signer {
        it.website = None;
        match fate {
            Fate::Approval => rules.organizations_wait = true,
            Fate::Unverified => rules.unverified_wait = true,
            Fate::PossibleDuplicate => it.website = Some("https://demo-0.example".to_owned()),
            Fate::Awaiting => it.board = Some(board()),
            _ => {}
        }
    }
    let Some(signature) = recorded(tx, config, letter, &request, now)? else {
        return Ok(());
    };
    if matches!(fate, Fate::Pending) {
        return store::mark_invented(tx, signature, LinkId::NONE);
    }
    confirmed(tx, config, signature, &rules, now)?;
    match fate {
        Fate::Withdrawn => {
            let (row, token) = link(tx, config, signature, Purpose::Own, now)?;
            if let Some(own) = stored::own(tx, &config.secret, &token, now)? {
                store::withdraw(tx, own.id, now)?;
            }
            store::mark_invented(tx, signature, row)
        }
        Fate::Disowned => {
            let (row, token) = link(tx, config, signature, Purpose::NotUs, now)?;
            disown::disown(tx, &config.secret, &token, store::MailRefusal::Letter, now)?;
            store::mark_invented(tx, signature, row)
        }
        Fate::Rejected => decisions::reject(tx, &config.secret, signature, now).map(drop),
        _ => Ok(()),
    }
}

fn board() -> Board {
    Board {
        people: vec![Approver {
            name: "Sample Director".to_owned(),
            email: address("director@others.example"),
        }],
        approvals: 1,
    }
}

/// Adds people of one mail domain, more than may be counted without review: all of them are held.
fn flood(tx: &Tx<'_>, config: &Config, letter: &Letter, campaign: Campaign, now: Timestamp) -> Result<(), StoreError> {
    let rules = Rules {
        per_domain_per_day: FLOOD / 2,
        ..Rules::open(&config.secret)
    };
    for nth in 0..FLOOD {
        let mut request = request(letter, campaign.all() + nth, campaign.organizations);
        request.email = Some(address(&format!("flood-{nth}@flood.example")));
        if let Some(signature) = recorded(tx, config, letter, &request, now)? {
            confirmed(tx, config, signature, &rules, now)?;
        }
    }
    Ok(())
}
