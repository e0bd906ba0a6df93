//! What a letter knows of a signer whom staff bring: nobody is put on it twice, nor again after they left.

use crate::signatures::ids::SignatureId;
use crate::signatures::state::State;
use crate::signatures::store::namesakes;
use crate::signatures::store::record::keys;
use crate::signatures::{Person, Request, Signer};
use crate::store::{Read, StoreError, params};

/// What a letter knows of a signer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encounter {
    /// Nothing.
    New,
    /// They asked to sign, or were asked, and have not confirmed by email.
    Unconfirmed(SignatureId),
    /// They are on it, wait to be, or were removed.
    Known(SignatureId, State),
    /// They withdrew, and can sign again only by themselves.
    Left,
}

/// Looks a signer up, on a letter on which so many people may share an address.
pub(crate) fn encounter(
    db: &Read<'_>,
    request: &Request,
    letter: &str,
    people_per_address: u8,
) -> Result<Encounter, StoreError> {
    let (asker, _) = keys(db, request, letter, people_per_address)?;
    if let Some((id, state)) = by_key(db, letter, &asker)? {
        return Ok(if state == State::Pending {
            Encounter::Unconfirmed(id)
        } else {
            Encounter::Known(id, state)
        });
    }
    let sql = "SELECT 1 AS n FROM signatures WHERE letter = ?1 AND asker_key > ?2 || '#w' AND asker_key < ?2 || '#x'
         AND state IN ('withdrawn', 'declined') LIMIT 1";
    let left = db.one(sql, params![letter, asker], |row| row.get::<i64>("n"))?;
    if left.is_some() {
        return Ok(Encounter::Left);
    }
    let Signer::Person(person) = &request.signer else {
        return Ok(Encounter::New);
    };
    let namesake = namesake(db, request, person, letter)?;
    Ok(namesake.map_or(Encounter::New, |(id, state)| Encounter::Known(id, state)))
}

fn by_key(db: &Read<'_>, letter: &str, asker: &str) -> Result<Option<(SignatureId, State)>, StoreError> {
    let sql = "SELECT id, state FROM signatures WHERE letter = ?1 AND asker_key = ?2";
    db.one(sql, params![letter, asker], |row| {
        Ok((row.get("id")?, row.word("state")?))
    })
}

/// Returns the signature of a person of the same name and home, if one of both gave no address: with two addresses, they are two people.
fn namesake(
    db: &Read<'_>,
    request: &Request,
    person: &Person,
    letter: &str,
) -> Result<Option<(SignatureId, State)>, StoreError> {
    let key = request.key_without_address(person);
    if request.email.is_some() {
        return by_key(db, letter, &key);
    }
    let found = namesakes::of_name(db, letter, &person.name)?;
    let same = found.into_iter().find(|it| it.home_key == key);
    Ok(same.map(|it| (it.id, State::Confirmed)))
}
