//! The public lists of signers from A to Z, with keyset pagination: a page costs the same wherever it is. Only what the lists show is
//! searched, by the names as they are listed.

use std::ops::Range;

use super::public::listed;
use crate::letters::Party;
use crate::locale::Lang;
use crate::locale::initials::{Initial, after_all};
use crate::signatures::Listed;
use crate::signatures::ids::SignatureId;
use crate::store::{Read, StoreError, params};
use crate::text;

/// How many names a search compares at once.
const AT_ONCE: usize = 1_000;

/// A cursor in the list: the sort key and row of the last line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameCursor {
    sort_name: Vec<u8>,
    id: SignatureId,
}

impl NameCursor {
    /// Returns the cursor before the first line with this sort key or a later one.
    fn before(sort_name: Vec<u8>) -> Self {
        let id = SignatureId::new(0);
        Self { sort_name, id }
    }

    /// Parses a cursor from a URL: `<hexadecimal digits>-<id>`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (sort_name, id) = text.split_once('-')?;
        Some(Self {
            sort_name: data_encoding::HEXLOWER.decode(sort_name.as_bytes()).ok()?,
            id: id.parse().ok()?,
        })
    }
}

impl std::fmt::Display for NameCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", data_encoding::HEXLOWER.encode(&self.sort_name), self.id)
    }
}

/// Which signers are listed.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// Organizations or people.
    pub(crate) party: Party,
    /// The sort keys of their names.
    pub(crate) names: Range<Vec<u8>>,
    /// The USPS code of their state; empty for other countries, `None` for every place.
    pub(crate) place: Option<String>,
}

impl Section {
    /// Returns the section of everyone of a kind.
    pub(crate) fn all(party: Party) -> Self {
        Self {
            party,
            names: Vec::new()..after_all(),
            place: None,
        }
    }
}

/// A page of the list, and the cursor of the next one.
pub(crate) type PageByName = (Vec<Listed>, Option<NameCursor>);

/// Returns one page of a letter's signers from A to Z, after a cursor or from the beginning. Organizations have their names in `lang` if
/// they have one, and are in the order of the names that they signed with, so that each keeps its place in every language.
pub(crate) fn by_name(
    db: &Read<'_>,
    letter: &str,
    lang: Lang,
    section: &Section,
    after: Option<NameCursor>,
    limit: usize,
) -> Result<PageByName, StoreError> {
    let rows = rows(db, letter, lang, section, after, limit + 1)?;
    Ok(page(rows, limit))
}

/// Returns one page of a letter's organizations with a word in their name that begins with these words. It compares the names of all
/// organizations.
pub(crate) fn organizations_named(
    db: &Read<'_>,
    letter: &str,
    lang: Lang,
    words: &str,
    mut after: Option<NameCursor>,
    limit: usize,
) -> Result<PageByName, StoreError> {
    let words = format!(" {}", text::fold(words));
    let section = Section::all(Party::Organization);
    let mut found = Vec::new();
    loop {
        let some = rows(db, letter, lang, &section, after, AT_ONCE)?;
        let is_last = some.len() < AT_ONCE;
        after = some.last().map(|(cursor, _)| cursor.clone());
        let named = |(_, it): &(NameCursor, Listed)| format!(" {}", text::fold(&it.name)).contains(&words);
        found.extend(some.into_iter().filter(named));
        if is_last || found.len() > limit {
            return Ok(page(found, limit));
        }
    }
}

fn page(mut rows: Vec<(NameCursor, Listed)>, limit: usize) -> PageByName {
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|(cursor, _)| cursor.clone());
    (rows.into_iter().map(|(_, listed)| listed).collect(), next)
}

fn rows(
    db: &Read<'_>,
    letter: &str,
    lang: Lang,
    section: &Section,
    after: Option<NameCursor>,
    most: usize,
) -> Result<Vec<(NameCursor, Listed)>, StoreError> {
    let after = after.unwrap_or_else(|| NameCursor::before(section.names.start.clone()));
    let mut rows = Vec::new();
    // Many may have one name. A comparison of (sort_name, id) would begin at the first of them on every page: SQLite uses no index for the
    // second part of such a pair if it is a number.
    for further in [
        "s.sort_name = ?2 AND s.id > ?3",
        "s.sort_name > ?2 AND CAST(?3 AS BIGINT) IS NOT NULL",
    ] {
        let left = most - rows.len();
        if left > 0 {
            rows.extend(rows_where(db, letter, lang, section, (further, &after), left)?);
        }
    }
    // In the query, this would keep it from beginning at the cursor's row among many of one name.
    rows.truncate(rows.partition_point(|(cursor, _)| cursor.sort_name < section.names.end));
    Ok(rows)
}

/// Returns the next lines that meet a condition, under names before and after those of the section as well.
fn rows_where(
    db: &Read<'_>,
    letter: &str,
    lang: Lang,
    section: &Section,
    (further, after): (&str, &NameCursor),
    most: usize,
) -> Result<Vec<(NameCursor, Listed)>, StoreError> {
    // Each place has a part of an index of its own.
    let place = if section.place.is_some() {
        "AND COALESCE(s.region, '') = ?7"
    } else {
        "AND ?7 = ''"
    };
    let sql = format!(
        "SELECT s.id, s.sort_name, COALESCE(n.name, s.listed_name) AS listed_name, s.listing, s.city, s.region, s.country, p.title,
           p.affiliation, o.verification, o.website_domain,
           CASE WHEN s.revision < (SELECT MAX(revision) FROM editions WHERE letter = ?1) THEN s.revision END AS earlier
         FROM signatures s LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id
           LEFT JOIN other_names n ON n.signature = s.id AND n.lang = ?5
         WHERE s.letter = ?1 AND s.kind = ?6 AND s.state = 'confirmed' AND s.listing <> 'unlisted'
           AND {further} {place}
         ORDER BY s.sort_name, s.id LIMIT ?4"
    );
    let values = params![
        letter,
        after.sort_name,
        after.id,
        i64::try_from(most).unwrap_or(i64::MAX),
        lang.as_str(),
        section.party.as_str(),
        section.place.as_deref().unwrap_or_default()
    ];
    db.all(&sql, values, |row| {
        let cursor = NameCursor {
            sort_name: row.get("sort_name")?,
            id: row.get("id")?,
        };
        Ok((cursor, listed(row)?))
    })
}

/// Returns the initials that the listed names of a letter have, in their order. It looks up one name for each.
pub(crate) fn initials(db: &Read<'_>, letter: &str, party: Party) -> Result<Vec<Initial>, StoreError> {
    let sql = "SELECT s.sort_name FROM signatures s WHERE s.letter = ?1 AND s.kind = ?2 AND s.state = 'confirmed'
         AND s.listing <> 'unlisted' AND s.sort_name >= ?3 ORDER BY s.sort_name LIMIT 1";
    let (mut found, mut from) = (Vec::new(), Vec::new());
    // The last one has no end.
    while found.last() != Some(&Initial::Other)
        && let Some(name) = db.one(sql, params![letter, party.as_str(), from], |row| {
            row.get::<Vec<u8>>("sort_name")
        })?
    {
        let initial = Initial::of(&name);
        found.push(initial);
        from = initial.keys().end;
    }
    Ok(found)
}

/// Returns how many signers of a kind are listed in each place that has any: its USPS code, or nothing for other countries.
pub(crate) fn places(db: &Read<'_>, letter: &str, party: Party) -> Result<Vec<(String, u64)>, StoreError> {
    let sql = "SELECT place, listed AS n FROM tally_places WHERE letter = ?1 AND kind = ?2 AND listed > 0";
    db.all(sql, params![letter, party.as_str()], |row| {
        let listed = u64::try_from(row.get::<i64>("n")?).unwrap_or(0);
        Ok((row.get("place")?, listed))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written() {
        let cursor = NameCursor {
            sort_name: vec![0, 255, 45],
            id: SignatureId::new(7),
        };
        assert_eq!(cursor.to_string(), "00ff2d-7");
        assert_eq!(NameCursor::parse("00ff2d-7"), Some(cursor));
        assert_eq!(NameCursor::parse("xx-7"), None);
    }
}
