//! Stores an import in one transaction, and reports what changed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::offices::import::Import;
use crate::offices::{Chamber, Committee, CommitteeSeat, DistrictOffice, Member, Seat, Tenure, seats};
use crate::store::{Read, StoreError, Tx, params};

/// What an import changed for one kind of record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The names of new records.
    pub added: Vec<String>,
    /// The names of changed records.
    pub changed: Vec<String>,
    /// The names of records that the file no longer has.
    pub gone: Vec<String>,
    /// The number of unchanged records.
    pub same: usize,
}

/// What an import changed, and the resulting Congress.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The changes by kind, in the order of the files; only imported kinds.
    pub changes: Vec<(&'static str, Changes)>,
    /// The number of current representatives, including delegates.
    pub house: usize,
    /// The number of current senators.
    pub senate: usize,
    /// Vacant seats.
    pub vacant: Vec<Seat>,
    /// Seats with too many holders.
    pub crowded: Vec<Seat>,
    /// The number of committee seats of people who do not serve.
    pub strangers: usize,
    /// Members whose terms have ended, with seat and day.
    pub ended: Vec<String>,
    /// Appointed senators past the day of the election.
    pub appointed: Vec<String>,
}

/// Why an import was refused as a whole.
#[derive(Debug, thiserror::Error)]
pub enum UpsertError {
    /// The file has far fewer Members than currently serve.
    #[error(
        "the file has only {left} of {before} sitting Members, so it may be incomplete: if it is correct, pass --replace"
    )]
    TooFew {
        /// How many of them are in the file.
        left: usize,
        /// How many currently serve.
        before: usize,
    },
    /// Most of the file's terms have ended.
    #[error(
        "the terms of {ended} of {all} Members in the file have ended, including {example}: download the latest file; if this is the latest, pass --outdated"
    )]
    Outdated {
        /// How many have ended.
        ended: usize,
        /// How many Members the file has.
        all: usize,
        /// One of them, with seat and day.
        example: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whether a file of which most terms have ended is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outdated {
    /// Refused by default.
    Refuse,
    /// Accepted, because staff insist.
    Take,
}

/// What staff allow an import, and its day.
#[derive(Clone, Copy, Debug)]
pub struct ImportOptions {
    /// Whether more than a third of the Members may leave at once.
    pub replace: bool,
    /// Whether ended terms are accepted.
    pub outdated: Outdated,
    /// The day in Washington.
    pub today: Date,
}

/// Stores an import.
pub fn upsert(tx: &Tx<'_>, import: &Import, options: ImportOptions) -> Result<Report, UpsertError> {
    let mut report = Report::default();
    if let Some(members) = &import.members {
        refuse_outdated(members, options)?;
        let before = super::members(tx)?;
        let names: BTreeSet<&str> = members.iter().map(|member| member.bioguide.as_str()).collect();
        let left = before.keys().filter(|id| names.contains(id.as_str())).count();
        if !options.replace && left * 3 < before.len() * 2 {
            return Err(UpsertError::TooFew {
                left,
                before: before.len(),
            });
        }
        let now = by_key(members, |member| &member.bioguide);
        let changes = compare(&before, &now, |member| format!("{} ({})", member.name, member.seat));
        tx.execute("UPDATE members SET serving = FALSE", params![])?;
        now.values().try_for_each(|member| put_member(tx, member))?;
        report.changes.push(("Members", changes));
    }
    if let Some(committees) = &import.committees {
        let now = by_key(committees, |committee| &committee.code);
        let changes = compare(&super::committees(tx)?, &now, |committee| {
            format!("{} {}", committee.code, committee.name)
        });
        tx.execute("UPDATE committees SET serving = FALSE", params![])?;
        now.values().try_for_each(|committee| put_committee(tx, committee))?;
        report.changes.push(("committees", changes));
    }
    if let Some(seats) = &import.seats {
        let key = |seat: &CommitteeSeat| format!("{} {}", seat.committee, seat.bioguide);
        let now = seats.iter().map(|seat| (key(seat), seat.clone())).collect();
        let changes = compare(&super::committee_seats(tx)?, &now, key);
        tx.execute("DELETE FROM committee_seats", params![])?;
        now.values().try_for_each(|seat| put_seat(tx, seat))?;
        report.changes.push(("committee seats", changes));
    }
    if let Some(offices) = &import.district_offices {
        let now = by_key(offices, |office| &office.id);
        let changes = compare(&super::district_offices(tx)?, &now, |office| office.id.clone());
        tx.execute("DELETE FROM district_offices", params![])?;
        now.values().try_for_each(|office| put_district_office(tx, office))?;
        report.changes.push(("district offices", changes));
    }
    survey(tx, report, options.today)
}

fn refuse_outdated(members: &[Member], options: ImportOptions) -> Result<(), UpsertError> {
    let ended: Vec<&Member> = members
        .iter()
        .filter(|member| member.tenure(options.today) == Tenure::Ended)
        .collect();
    match ended.first() {
        Some(first) if options.outdated == Outdated::Refuse && ended.len() * 2 > members.len() => {
            Err(UpsertError::Outdated {
                ended: ended.len(),
                all: members.len(),
                example: format!("{} ({}, until {})", first.name, first.seat, first.term_end),
            })
        }
        _ => Ok(()),
    }
}

fn survey(db: &Read<'_>, mut report: Report, today: Date) -> Result<Report, UpsertError> {
    let serving = super::members(db)?;
    let of = |tenure: Tenure| {
        let members = serving.values().filter(move |member| member.tenure(today) == tenure);
        members.map(|member| format!("{} ({}), {}", member.name, member.seat, member.term_end))
    };
    report.ended = of(Tenure::Ended).collect();
    report.appointed = of(Tenure::MayServe).collect();
    report.senate = serving
        .values()
        .filter(|member| member.seat.chamber() == Chamber::Senate)
        .count();
    report.house = serving.len() - report.senate;
    (report.vacant, report.crowded) = seats::compare(serving.values());
    let sql = "SELECT COUNT(*) AS n FROM committee_seats s WHERE NOT EXISTS (SELECT 1 FROM members m WHERE m.bioguide = s.bioguide AND m.serving)";
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
    tx.execute("DELETE FROM members WHERE bioguide = ?1", params![it.bioguide])?;
    tx.execute(
        "INSERT INTO members (bioguide, serving, congress, chamber, state, district, name, last_name, party, term_end, leadership, office, address, phone, url,
           appointed)
         VALUES (?1, TRUE, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            it.bioguide, it.congress, it.seat.chamber().as_str(), it.seat.state(), it.seat.district(), it.name, it.last_name,
            it.party, it.term_end, it.leadership, it.office, it.address, it.phone, it.url, it.appointed
        ],
    )?;
    Ok(())
}

fn put_committee(tx: &Tx<'_>, it: &Committee) -> Result<(), StoreError> {
    tx.execute("DELETE FROM committees WHERE code = ?1", params![it.code])?;
    tx.execute(
        "INSERT INTO committees (code, serving, parent, chamber, name, address, phone, url, minority_url) VALUES (?1, TRUE, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
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
