//! Offices in the database: imports, and the queries of a delivery.

use std::collections::BTreeMap;

use super::{Chamber, Committee, CommitteeSeat, DistrictOffice, Member, Seat, Side};
use crate::store::{Read, Row, StoreError, Tx, params};

mod contacts;
mod upsert;

pub(crate) use contacts::addresses_for;
pub use contacts::{
    Addresses, Stop, addresses, contacts, put as put_contacts, remove as remove_contacts, stop, stops, unstop,
};
pub(crate) use contacts::{may_receive, name_of, stop_again, stopped_later};
pub use upsert::{Changes, ImportOptions, Outdated, Report, UpsertError, upsert};

/// Returns all current Members, by bioguide id.
pub fn members(db: &Read<'_>) -> Result<BTreeMap<String, Member>, StoreError> {
    let found = db.all("SELECT * FROM members WHERE serving", params![], member)?;
    Ok(found
        .into_iter()
        .map(|member| (member.bioguide.clone(), member))
        .collect())
}

fn member(row: &Row<'_>) -> Result<Member, StoreError> {
    let state: String = row.get("state")?;
    let seat = match (row.parse("chamber", Chamber::parse)?, row.get("district")?) {
        (Chamber::House, Some(district)) => Seat::House { state, district },
        _ => Seat::Senate { state },
    };
    Ok(Member {
        bioguide: row.get("bioguide")?,
        congress: row.get("congress")?,
        seat,
        name: row.get("name")?,
        last_name: row.get("last_name")?,
        party: row.get("party")?,
        term_end: row.get("term_end")?,
        appointed: row.get("appointed")?,
        leadership: row.get("leadership")?,
        office: row.get("office")?,
        address: row.get("address")?,
        phone: row.get("phone")?,
        url: row.get("url")?,
    })
}

/// Returns committees and subcommittees, by code.
pub fn committees(db: &Read<'_>) -> Result<BTreeMap<String, Committee>, StoreError> {
    let found = db.all("SELECT * FROM committees WHERE serving", params![], |row| {
        Ok(Committee {
            code: row.get("code")?,
            parent: row.get("parent")?,
            chamber: row.get("chamber")?,
            name: row.get("name")?,
            address: row.get("address")?,
            phone: row.get("phone")?,
            url: row.get("url")?,
            minority_url: row.get("minority_url")?,
        })
    })?;
    Ok(found
        .into_iter()
        .map(|committee| (committee.code.clone(), committee))
        .collect())
}

/// Returns committee seats, by committee and Member.
pub fn committee_seats(db: &Read<'_>) -> Result<BTreeMap<String, CommitteeSeat>, StoreError> {
    let found = db.all("SELECT * FROM committee_seats", params![], |row| {
        Ok(CommitteeSeat {
            committee: row.get("committee")?,
            bioguide: row.get("bioguide")?,
            side: row.parse("side", Side::parse)?,
            rank: row.get("rank")?,
            title: row.get("title")?,
        })
    })?;
    Ok(found
        .into_iter()
        .map(|seat| (format!("{} {}", seat.committee, seat.bioguide), seat))
        .collect())
}

fn district_offices(db: &Read<'_>) -> Result<BTreeMap<String, DistrictOffice>, StoreError> {
    let found = db.all("SELECT * FROM district_offices", params![], |row| {
        Ok(DistrictOffice {
            id: row.get("id")?,
            bioguide: row.get("bioguide")?,
            address: row.get("address")?,
            city: row.get("city")?,
            state: row.get("state")?,
            zip: row.get("zip")?,
            phone: row.get("phone")?,
        })
    })?;
    Ok(found.into_iter().map(|office| (office.id.clone(), office)).collect())
}

/// Replaces the table of ZIPs of one Congress.
pub fn put_districts(tx: &Tx<'_>, congress: u16, rows: &[(String, String, u8)]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM zip_districts WHERE congress = ?1", params![congress])?;
    for (zip, state, district) in rows {
        tx.execute(
            "INSERT INTO zip_districts (congress, zip, state, district) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            params![congress, zip, state, district],
        )?;
    }
    Ok(())
}

/// Returns the districts of a state that a ZIP lies in; empty if the ZIP is not in the table.
pub(crate) fn districts_of(db: &Read<'_>, congress: u16, zip: &str, state: &str) -> Result<Vec<u8>, StoreError> {
    let sql = "SELECT district FROM zip_districts WHERE congress = ?1 AND zip = ?2 AND state = ?3";
    db.all(sql, params![congress, zip, state], |row| row.get("district"))
}

/// A Congress with its rows of ZIP, state and district.
type Zips = (u16, Vec<(String, String, u8)>);

/// Returns every ZIP of a Congress, or of the newest one that was imported.
pub(crate) fn zip_table(db: &Read<'_>, congress: Option<u16>) -> Result<Zips, StoreError> {
    let newest = db.one(
        "SELECT COALESCE(MAX(congress), 0) AS congress FROM zip_districts",
        params![],
        |row| row.get::<u16>("congress"),
    )?;
    let congress = congress.or(newest).unwrap_or(0);
    let sql = "SELECT zip, state, district FROM zip_districts WHERE congress = ?1";
    let rows = db.all(sql, params![congress], |row| {
        Ok((row.get("zip")?, row.get("state")?, row.get("district")?))
    })?;
    Ok((congress, rows))
}
