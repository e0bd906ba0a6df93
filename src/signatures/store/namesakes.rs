//! People of one name on a letter. Staff bring some without an address, and some of these sign online as well.
//!
//! Two addresses are two people, whatever their names. Without an address, a person is known by name and home ([`crate::signatures::Request::asker_key`]): who
//! then signs online with the same name and home is the same person, and counts by what they confirmed. With another home in the same state
//! they may be the same, and staff see them beside each other.

use super::ledger::By;
use super::rivalries::{self, Outcome};
use super::{flags, merges};
use crate::letters::Party;
use crate::locale::order;
use crate::signatures::ids::SignatureId;
use crate::signatures::request::{PersonAt, key_without_address};
use crate::signatures::short_name;
use crate::store::{Read, Row, StoreError, Tx, params};
use crate::text;

/// A person on a letter, as far as others of the name are compared with them.
pub(crate) struct Namesake {
    pub(crate) id: SignatureId,
    letter: String,
    name: String,
    asker_key: String,
    /// The key that they would have without an address.
    pub(crate) home_key: String,
    /// Whether the key says where they live, and not only in which country.
    has_home: bool,
    /// The state and country.
    area: (Option<String>, String),
}

impl Namesake {
    /// Returns whether they gave an address, which is not erased.
    fn has_address(&self) -> bool {
        self.asker_key.starts_with("person:") && !self.asker_key.starts_with("person::")
    }

    /// Returns whether both live at one place, as far as it is known. Those who say no more than a country may live anywhere in it.
    fn has_home_of(&self, other: &Self) -> bool {
        self.has_home && self.home_key == other.home_key
    }

    /// Returns whether both live in one state, or in one other country.
    pub(crate) fn lives_near(&self, other: &Self) -> bool {
        self.area == other.area
    }
}

const COLUMNS: &str = "s.id, s.letter, s.asker_key, s.city, s.region, s.country, p.name, p.postal_code FROM signatures s JOIN people p ON p.signature = s.id";

fn namesake(row: &Row<'_>) -> Result<Namesake, StoreError> {
    let (name, zip): (String, String) = (row.get("name")?, row.get("postal_code")?);
    let (city, country): (String, String) = (row.get("city")?, row.get("country")?);
    let home_key = key_without_address(PersonAt {
        name: &name,
        postal_code: &zip,
        city: &city,
        country: &country,
    });
    Ok(Namesake {
        id: row.get("id")?,
        letter: row.get("letter")?,
        asker_key: row.get("asker_key")?,
        home_key,
        has_home: (country == "US" && zip.len() >= 5) || !text::fold(&city).is_empty(),
        area: (row.get("region")?, country),
        name,
    })
}

/// Returns a person; `None` for an organization.
pub(crate) fn person(db: &Read<'_>, id: SignatureId) -> Result<Option<Namesake>, StoreError> {
    db.one(&format!("SELECT {COLUMNS} WHERE s.id = ?1"), params![id], namesake)
}

/// Returns the people of a name who count on a letter. The list has an index by listed names: in full, or shortened as the service does it.
pub(crate) fn of_name(db: &Read<'_>, letter: &str, name: &str) -> Result<Vec<Namesake>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} WHERE s.letter = ?1 AND s.kind = ?2 AND s.state = 'confirmed' AND s.sort_name = ?3");
    let (mut found, folded) = (Vec::new(), text::fold(name));
    let mut listed = [name.to_owned(), short_name::initialed(name)]
        .map(|name| order::name_key(&name))
        .to_vec();
    listed.dedup();
    for key in listed {
        found.extend(db.all(&sql, params![letter, Party::Person.as_str(), key], namesake)?);
    }
    found.retain(|it| text::fold(&it.name) == folded);
    Ok(found)
}

/// Returns those of a name who gave no address, and count or are held.
fn without_address(db: &Read<'_>, letter: &str, name: &str) -> Result<Vec<Namesake>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} WHERE s.letter = ?1 AND s.asker_key > ?2 || ':' AND s.asker_key < ?2 || ';' AND s.state IN ('confirmed', 'held')"
    );
    // What follows the name in their keys is their home; ';' is the next character after ':'.
    let of_name = format!("person::{}", text::fold(name));
    db.all(&sql, params![letter, of_name], namesake)
}

/// Compares a person who counts now with those of the same name. If they signed online, those whom staff had brought without an address are
/// merged into their signature, or marked; if they were brought without one, those who signed online are marked. Two whom staff told apart
/// stay two; two whose merge was undone are marked, and not merged again.
pub(crate) fn meet(tx: &Tx<'_>, id: SignatureId, by: By) -> Result<(), StoreError> {
    let Some(own) = person(tx, id)? else { return Ok(()) };
    let is_online = own.has_address();
    let others = if is_online {
        without_address(tx, &own.letter, &own.name)?
    } else {
        of_name(tx, &own.letter, &own.name)?
    };
    for other in others {
        if other.id == id || other.has_address() == is_online {
            continue;
        }
        let known = rivalries::between(tx, id, other.id)?;
        if known.contains(&Outcome::Apart) {
            continue;
        }
        let is_same = is_online && own.has_home_of(&other);
        if is_same && !known.contains(&Outcome::Beside) {
            merges::merge(tx, other.id, id, By::service(by.at))?;
        } else if own.lives_near(&other) && (is_same || known.is_empty()) {
            if known.is_empty() {
                rivalries::seen(tx, id, other.id, by.at)?;
            }
            flags::flag(tx, id, flags::RIVAL)?;
            flags::flag(tx, other.id, flags::RIVAL)?;
        }
    }
    Ok(())
}
