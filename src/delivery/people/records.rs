//! A person as a record of bytes: a number, and texts with their lengths.

use std::io;

use crate::delivery::signer::{FullName, Person, Residence};
use crate::signatures::ids::SignatureId;
use crate::signatures::locality::Locality;

/// The length of a text that there is not.
const NONE: u32 = u32::MAX;

pub(super) fn encode(person: &Person) -> Vec<u8> {
    let mut record = Vec::with_capacity(128);
    record.extend(person.signature.number().to_le_bytes());
    let residence = &person.residence;
    let texts = [
        person.name.as_deref(),
        person.place.city.as_deref(),
        person.place.state.as_deref(),
        Some(person.place.country.as_str()),
        Some(person.title.as_str()),
        Some(person.affiliation.as_str()),
        person.comment.as_deref(),
        Some(person.lang.as_str()),
        person.full.as_ref().map(|it| it.name.as_str()),
        person.full.as_ref().map(|it| it.zip.as_str()),
        residence.state.as_deref(),
    ];
    for text in texts {
        let length = text.map_or(NONE, |text| u32::try_from(text.len()).unwrap_or(NONE - 1));
        record.extend(length.to_le_bytes());
        record.extend(text.unwrap_or_default().as_bytes());
    }
    record.extend(&residence.districts);
    record
}

pub(super) fn decode(record: &[u8]) -> io::Result<Person> {
    let mut rest = record;
    let signature = i64::from_le_bytes(taken::<8>(&mut rest)?);
    let name = text(&mut rest)?;
    let place = Locality {
        city: text(&mut rest)?,
        state: text(&mut rest)?,
        country: text(&mut rest)?.unwrap_or_default(),
    };
    Ok(Person {
        signature: SignatureId::new(signature),
        name,
        place,
        title: text(&mut rest)?.unwrap_or_default(),
        affiliation: text(&mut rest)?.unwrap_or_default(),
        comment: text(&mut rest)?,
        lang: text(&mut rest)?.unwrap_or_default(),
        full: text(&mut rest)?
            .zip(text(&mut rest)?)
            .map(|(name, zip)| FullName { name, zip }),
        residence: Residence {
            state: text(&mut rest)?,
            districts: rest.to_vec(),
        },
    })
}

fn wrong() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a record of a signer is damaged")
}

fn taken<const N: usize>(rest: &mut &[u8]) -> io::Result<[u8; N]> {
    let (first, others) = rest.split_first_chunk::<N>().ok_or_else(wrong)?;
    *rest = others;
    Ok(*first)
}

fn text(rest: &mut &[u8]) -> io::Result<Option<String>> {
    let length = u32::from_le_bytes(taken::<4>(rest)?);
    if length == NONE {
        return Ok(None);
    }
    let length = usize::try_from(length).map_err(|_| wrong())?;
    let (text, others) = rest.split_at_checked(length).ok_or_else(wrong)?;
    *rest = others;
    String::from_utf8(text.to_vec()).map(Some).map_err(|_| wrong())
}
