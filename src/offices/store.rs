//! Offices in the database: an import in one transaction, with what it changed; what a delivery asks for.

use std::collections::{BTreeMap, BTreeSet};

use super::contacts::Contact;
use super::import::Import;
use super::{Chamber, Committee, CommitteeSeat, DistrictOffice, Member, Seat, Side, seats};
use crate::store::{Read, Row, StoreError, Tx, params};

/// What an import did to one kind of record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// New names.
    pub added: Vec<String>,
    /// Names of records that differ now.
    pub changed: Vec<String>,
    /// Names of records that the file no longer has.
    pub gone: Vec<String>,
    /// How many are as they were.
    pub same: usize,
}

/// What an import did, and what Congress then looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By kind, in the order of the files; only the kinds that were imported.
    pub changes: Vec<(&'static str, Changes)>,
    /// Serving representatives, delegates included.
    pub house: usize,
    /// Serving senators.
    pub senate: usize,
    /// Seats that nobody holds.
    pub vacant: Vec<Seat>,
    /// Seats with more holders than there are.
    pub crowded: Vec<Seat>,
    /// Committee seats of people who do not serve.
    pub strangers: usize,
}

/// Why an import was refused as a whole.
#[derive(Debug, thiserror::Error)]
pub enum UpsertError {
    /// The file names far fewer Members than serve.
    #[error("only {left} of {before} serving Members are in the file: is it whole? If it is, say so with --replace")]
    TooFew {
        /// How many of them are in the file.
        left: usize,
        /// How many serve.
        before: usize,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes an import; `replace` allows that more than a third of the Members leave at once.
pub fn upsert(tx: &Tx<'_>, import: &Import, replace: bool) -> Result<Report, UpsertError> {
    let mut report = Report::default();
    if let Some(members) = &import.members {
        let before = known_members(tx)?;
        let names: BTreeSet<&str> = members.iter().map(|member| member.bioguide.as_str()).collect();
        let left = before.keys().filter(|id| names.contains(id.as_str())).count();
        if !replace && left * 3 < before.len() * 2 {
            return Err(UpsertError::TooFew {
                left,
                before: before.len(),
            });
        }
        let now = by_key(members, |member| &member.bioguide);
        let changes = compare(&before, &now, |member| format!("{} ({})", member.name, member.seat));
        tx.execute("UPDATE members SET serving = 0", params![])?;
        now.values().try_for_each(|member| put_member(tx, member))?;
        report.changes.push(("Members", changes));
    }
    if let Some(committees) = &import.committees {
        let now = by_key(committees, |committee| &committee.code);
        let changes = compare(&self::committees(tx)?, &now, |committee| {
            format!("{} {}", committee.code, committee.name)
        });
        tx.execute("UPDATE committees SET serving = 0", params![])?;
        now.values().try_for_each(|committee| put_committee(tx, committee))?;
        report.changes.push(("committees", changes));
    }
    if let Some(seats) = &import.seats {
        let key = |seat: &CommitteeSeat| format!("{} {}", seat.committee, seat.bioguide);
        let now = seats.iter().map(|seat| (key(seat), seat.clone())).collect();
        let changes = compare(&committee_seats(tx)?, &now, key);
        tx.execute("DELETE FROM committee_seats", params![])?;
        now.values().try_for_each(|seat| put_seat(tx, seat))?;
        report.changes.push(("committee seats", changes));
    }
    if let Some(offices) = &import.district_offices {
        let now = by_key(offices, |office| &office.id);
        let changes = compare(&district_offices(tx)?, &now, |office| office.id.clone());
        tx.execute("DELETE FROM district_offices", params![])?;
        now.values().try_for_each(|office| put_district_office(tx, office))?;
        report.changes.push(("district offices", changes));
    }
    survey(tx, report)
}

fn survey(db: &Read<'_>, mut report: Report) -> Result<Report, UpsertError> {
    let serving = members(db)?;
    report.senate = serving
        .values()
        .filter(|member| member.seat.chamber() == Chamber::Senate)
        .count();
    report.house = serving.len() - report.senate;
    (report.vacant, report.crowded) = seats::compare(serving.values());
    let sql = "SELECT COUNT(*) AS n FROM committee_seats s WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.bioguide = s.bioguide AND m.serving = 1)";
    report.strangers = db.one(sql, params![], |row| row.get::<u32>("n"))?.unwrap_or(0) as usize;
    Ok(report)
}

fn by_key<T: Clone>(records: &[T], key: impl Fn(&T) -> &String) -> BTreeMap<String, T> {
    records
        .iter()
        .map(|record| (key(record).clone(), record.clone()))
        .collect()
}

fn compare<T: PartialEq>(
    before: &BTreeMap<String, T>,
    now: &BTreeMap<String, T>,
    name: impl Fn(&T) -> String,
) -> Changes {
    let mut changes = Changes::default();
    for (key, record) in now {
        match before.get(key) {
            None => changes.added.push(name(record)),
            Some(old) if old != record => changes.changed.push(name(record)),
            Some(_) => changes.same += 1,
        }
    }
    let gone = before.iter().filter(|(key, _)| !now.contains_key(*key));
    changes.gone = gone.map(|(_, record)| name(record)).collect();
    changes
}

fn put_member(tx: &Tx<'_>, it: &Member) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR REPLACE INTO members (bioguide, serving, congress, chamber, state, district, name, last_name, party, term_end, leadership, office, address, phone, url)
         VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        params![
            it.bioguide, it.congress, it.seat.chamber().as_str(), it.seat.state(), it.seat.district(), it.name, it.last_name,
            it.party, it.term_end, it.leadership, it.office, it.address, it.phone, it.url
        ],
    )?;
    Ok(())
}

fn put_committee(tx: &Tx<'_>, it: &Committee) -> Result<(), StoreError> {
    tx.execute(
        "INSERT OR REPLACE INTO committees (code, serving, parent, chamber, name, address, phone, url, minority_url) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![it.code, it.parent, it.chamber, it.name, it.address, it.phone, it.url, it.minority_url],
    )?;
    Ok(())
}

fn put_seat(tx: &Tx<'_>, it: &CommitteeSeat) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO committee_seats (committee, bioguide, side, rank, title) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![it.committee, it.bioguide, it.side.as_str(), it.rank, it.title],
    )?;
    Ok(())
}

fn put_district_office(tx: &Tx<'_>, it: &DistrictOffice) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO district_offices (id, bioguide, address, city, state, zip, phone) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![it.id, it.bioguide, it.address, it.city, it.state, it.zip, it.phone],
    )?;
    Ok(())
}

/// Everyone who serves, by bioguide id.
pub fn members(db: &Read<'_>) -> Result<BTreeMap<String, Member>, StoreError> {
    known_members(db)
}

fn known_members(db: &Read<'_>) -> Result<BTreeMap<String, Member>, StoreError> {
    let found = db.all("SELECT * FROM members WHERE serving = 1", params![], member)?;
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
        leadership: row.get("leadership")?,
        office: row.get("office")?,
        address: row.get("address")?,
        phone: row.get("phone")?,
        url: row.get("url")?,
    })
}

/// Committees and subcommittees, by code.
pub fn committees(db: &Read<'_>) -> Result<BTreeMap<String, Committee>, StoreError> {
    let found = db.all("SELECT * FROM committees WHERE serving = 1", params![], |row| {
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

/// Committee seats, by committee and Member.
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

/// Keeps contacts; each replaces the one of the same office. Answers how many are new and how many differ.
pub fn put_contacts(tx: &Tx<'_>, fresh: &[Contact]) -> Result<(usize, usize), StoreError> {
    let before = contacts(tx)?;
    for it in fresh {
        tx.execute(
            "INSERT OR REPLACE INTO contacts (office, email, name, source, verified_on) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                it.office,
                it.email.as_str(),
                it.name,
                it.source,
                it.verified_on.to_string()
            ],
        )?;
    }
    let new = fresh.iter().filter(|it| !before.contains_key(&it.office)).count();
    let changed = fresh
        .iter()
        .filter(|it| before.get(&it.office).is_some_and(|old| old != *it))
        .count();
    Ok((new, changed))
}

/// Contacts, by office.
pub fn contacts(db: &Read<'_>) -> Result<BTreeMap<String, Contact>, StoreError> {
    let found = db.all("SELECT * FROM contacts", params![], |row| {
        Ok(Contact {
            office: row.get("office")?,
            email: row.parse("email", crate::email::EmailAddress::parse)?,
            name: row.get("name")?,
            source: row.get("source")?,
            verified_on: row.parse("verified_on", str::parse)?,
        })
    })?;
    Ok(found
        .into_iter()
        .map(|contact| (contact.office.clone(), contact))
        .collect())
}

/// Replaces the table of ZIPs of one Congress.
pub fn put_districts(tx: &Tx<'_>, congress: u16, rows: &[(String, String, u8)]) -> Result<(), StoreError> {
    tx.execute("DELETE FROM zip_districts WHERE congress = ?1", params![congress])?;
    for (zip, state, district) in rows {
        tx.execute(
            "INSERT OR IGNORE INTO zip_districts (congress, zip, state, district) VALUES (?1, ?2, ?3, ?4)",
            params![congress, zip, state, district],
        )?;
    }
    Ok(())
}

/// The districts of a state that a ZIP lies in; empty: the ZIP is not in the table.
pub fn districts_of(db: &Read<'_>, congress: u16, zip: &str, state: &str) -> Result<Vec<u8>, StoreError> {
    let sql = "SELECT district FROM zip_districts WHERE congress = ?1 AND zip = ?2 AND state = ?3";
    db.all(sql, params![congress, zip, state], |row| row.get("district"))
}
