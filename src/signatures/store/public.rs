//! Public data: the tally, and the lists with keyset pagination.

use crate::letters::Party;
use crate::locale::Lang;
use crate::signatures::Listing;
use crate::signatures::ids::SignatureId;
use crate::signatures::locality::{self, Locality};
use crate::signatures::{Known, Listed, Tally};
use crate::store::{Read, Row, StoreError, params};

/// Returns a letter's tally over all its revisions.
pub fn tally(db: &Read<'_>, letter: &str) -> Result<Tally, StoreError> {
    let count = |row: &Row<'_>, column: &str| row.get::<i64>(column).map(|n| u64::try_from(n).unwrap_or(0));
    let found = db.one(
        "SELECT SUM(organizations) AS organizations, SUM(people) AS people, SUM(unlisted) AS unlisted, SUM(recorded) AS recorded, SUM(imported) AS imported,
           SUM(CASE WHEN revision < (SELECT MAX(revision) FROM editions WHERE letter = ?1) THEN organizations + people + unlisted ELSE 0 END) AS earlier
         FROM tally WHERE letter = ?1 HAVING COUNT(*) > 0",
        params![letter],
        |row| {
            Ok(Tally {
                organizations: count(row, "organizations")?,
                people: count(row, "people")?,
                unlisted: count(row, "unlisted")?,
                earlier: count(row, "earlier")?,
                recorded: count(row, "recorded")?,
                imported: count(row, "imported")?,
            })
        },
    )?;
    Ok(found.unwrap_or_default())
}

/// Returns the tally of one revision of a letter.
pub fn tally_of(db: &Read<'_>, letter: &str, revision: u32) -> Result<Tally, StoreError> {
    let sql =
        "SELECT organizations, people, unlisted, recorded, imported FROM tally WHERE letter = ?1 AND revision = ?2";
    let count = |row: &Row<'_>, column: &str| row.get::<i64>(column).map(|n| u64::try_from(n).unwrap_or(0));
    let found = db.one(sql, params![letter, revision], |row| {
        Ok(Tally {
            organizations: count(row, "organizations")?,
            people: count(row, "people")?,
            unlisted: count(row, "unlisted")?,
            earlier: 0,
            recorded: count(row, "recorded")?,
            imported: count(row, "imported")?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

/// An organization with its sort keys.
pub struct RankedOrganization {
    /// Whether it speaks for the whole United States.
    pub national: bool,
    /// The USPS code; `None` in another country.
    pub region: Option<String>,
    /// The line on the list.
    pub listed: Listed,
}

/// Returns the number of signatures of all letters.
pub(crate) fn all_signatures(db: &Read<'_>) -> Result<u64, StoreError> {
    let sum = "SELECT SUM(organizations + people + unlisted) AS n FROM tally HAVING COUNT(*) > 0";
    let found = db.one(sum, params![], |row| row.get::<i64>("n"))?;
    Ok(found.map_or(0, |n| u64::try_from(n).unwrap_or(0)))
}

/// Returns the first organizations in printing order: national ones, then by state, A to Z, then those of other countries, under their
/// names in `lang` if they have one. The flag says whether there are more. `states` holds the codes of all states, sorted by their names in
/// that language.
pub fn organizations(
    db: &Read<'_>,
    letter: &str,
    (lang, states): (Lang, &[&str]),
    limit: usize,
) -> Result<(Vec<RankedOrganization>, bool), StoreError> {
    let places = (1..).zip(states);
    let places: Vec<String> = places
        .map(|(place, code)| format!("WHEN '{code}' THEN {place}"))
        .collect();
    let order = format!("CASE s.region {} ELSE 9998 END", places.join(" "));
    let sql = format!(
        "SELECT COALESCE(n.name, s.listed_name) AS listed_name, s.listing, s.city, s.region, s.country, NULL AS title, NULL AS affiliation,
           o.verification, o.website_domain, o.scope = 'national' AND s.region IS NOT NULL AS national,
           CASE WHEN s.revision < (SELECT MAX(revision) FROM editions WHERE letter = ?1) THEN s.revision END AS earlier
         FROM signatures s JOIN organizations o ON o.signature = s.id LEFT JOIN other_names n ON n.signature = s.id AND n.lang = ?3
         WHERE s.letter = ?1 AND s.kind = 'organization' AND s.state = 'confirmed'
         ORDER BY national DESC, CASE WHEN s.region IS NULL THEN 9999 WHEN o.scope = 'national' THEN 0 ELSE {order} END,
           COALESCE(n.sort_name, s.sort_name), s.id LIMIT ?2"
    );
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut rows = db.all(&sql, params![letter, most, lang.as_str()], |row| {
        Ok(RankedOrganization {
            national: row.get("national")?,
            region: row.get("region")?,
            listed: listed(row)?,
        })
    })?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    Ok((rows, more))
}

/// A signer's comment, as shown under the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicComment {
    /// The signer.
    pub signer: Listed,
    /// The comment.
    pub words: String,
    /// The language of the form in which it was typed.
    pub lang: String,
}

/// The query for public comments. It goes from the few approved comments to their signatures, not from everyone who signed: CROSS keeps
/// that order.
pub(crate) const PUBLIC_COMMENTS: &str = "SELECT s.listed_name, s.listing, s.city, s.region, s.country, p.title, p.affiliation, p.comment, s.lang,
         NULL AS verification, NULL AS website_domain,
         CASE WHEN s.revision < (SELECT MAX(revision) FROM editions WHERE letter = ?1) THEN s.revision END AS earlier
       FROM people p CROSS JOIN signatures s
       WHERE s.id = p.signature AND s.letter = ?1 AND s.state = 'confirmed' AND s.listing <> 'unlisted' AND p.comment_state = 'approved' AND p.comment IS NOT NULL
       ORDER BY p.signature DESC LIMIT ?2";

/// Returns the newest comments of listed signers that staff approved or need not review.
pub fn public_comments(db: &Read<'_>, letter: &str, limit: usize) -> Result<Vec<PublicComment>, StoreError> {
    db.all(
        PUBLIC_COMMENTS,
        params![letter, i64::try_from(limit).unwrap_or(i64::MAX)],
        |row| {
            Ok(PublicComment {
                signer: listed(row)?,
                words: row.get("comment")?,
                lang: row.get("lang")?,
            })
        },
    )
}

/// A cursor in a public list, newest first: the last line of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The time of confirmation, in microseconds.
    pub confirmed_at: i64,
    /// The row.
    pub id: SignatureId,
}

impl Cursor {
    /// The cursor before the first line.
    pub(crate) const START: Self = Self {
        confirmed_at: i64::MAX,
        id: SignatureId::new(i64::MAX),
    };

    /// Parses a cursor from a URL: `<microseconds>-<id>`.
    pub fn parse(text: &str) -> Option<Self> {
        let (confirmed_at, id) = text.split_once('-')?;
        Some(Self {
            confirmed_at: confirmed_at.parse().ok()?,
            id: id.parse().ok()?,
        })
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.confirmed_at, self.id)
    }
}

/// Returns one page of a public list in a language, newest first, and the cursor of the next page.
pub fn page(
    db: &Read<'_>,
    letter: &str,
    party: Party,
    lang: Lang,
    after: Cursor,
    limit: usize,
) -> Result<(Vec<Listed>, Option<Cursor>), StoreError> {
    let mut rows = Vec::new();
    // A comparison of (confirmed_at, id) would begin at the newest on every page: SQLite uses no index for a pair of numbers.
    for further in [
        "s.confirmed_at = ?3 AND s.id < ?4",
        "s.confirmed_at < ?3 AND CAST(?4 AS BIGINT) IS NOT NULL",
    ] {
        let left = limit + 1 - rows.len();
        if left > 0 {
            rows.extend(rows_where(db, (letter, party, lang), (further, after), left)?);
        }
    }
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = if more {
        rows.last().map(|(cursor, _)| *cursor)
    } else {
        None
    };
    Ok((rows.into_iter().map(|(_, listed)| listed).collect(), next))
}

/// Returns the newest lines that meet a condition.
fn rows_where(
    db: &Read<'_>,
    (letter, party, lang): (&str, Party, Lang),
    (further, after): (&str, Cursor),
    most: usize,
) -> Result<Vec<(Cursor, Listed)>, StoreError> {
    let sql = format!(
        "SELECT s.id, s.confirmed_at, COALESCE(n.name, s.listed_name) AS listed_name, s.listing, s.city, s.region, s.country, p.title,
           p.affiliation, o.verification, o.website_domain,
           CASE WHEN s.revision < (SELECT MAX(revision) FROM editions WHERE letter = ?1) THEN s.revision END AS earlier
         FROM signatures s LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id
           LEFT JOIN other_names n ON n.signature = s.id AND n.lang = ?6
         WHERE s.letter = ?1 AND s.kind = ?2 AND s.state = 'confirmed' AND s.listing <> 'unlisted' AND {further}
         ORDER BY s.confirmed_at DESC, s.id DESC LIMIT ?5"
    );
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let values = params![
        letter,
        party.as_str(),
        after.confirmed_at,
        after.id,
        most,
        lang.as_str()
    ];
    db.all(&sql, values, |row| {
        let cursor = Cursor {
            confirmed_at: row.get("confirmed_at")?,
            id: row.get("id")?,
        };
        Ok((cursor, listed(row)?))
    })
}

/// Reads the place to be shown: city and state or country. A signer listed by initial has no city, since a first name and a city could
/// identify them.
pub(crate) fn place(row: &Row<'_>) -> Result<Locality, StoreError> {
    let full = row.word::<Listing>("listing")? == Listing::Full;
    let whole = locality(row)?;
    Ok(if full { whole } else { whole.without_city() })
}

/// Reads city, state and country, regardless of who may see them.
pub(crate) fn locality(row: &Row<'_>) -> Result<Locality, StoreError> {
    Ok(Locality {
        city: locality::city(row.get("city")?),
        state: row.get("region")?,
        country: row.get("country")?,
    })
}

/// Reads a line of a public list.
pub(super) fn listed(row: &Row<'_>) -> Result<Listed, StoreError> {
    let full = row.word::<Listing>("listing")? == Listing::Full;
    let place = place(row)?;
    let parts: [Option<String>; 2] = if full {
        [row.get("title")?, row.get("affiliation")?]
    } else {
        [None, None]
    };
    let detail = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    Ok(Listed {
        name: row.get("listed_name")?,
        place,
        detail,
        known: Known::of(row.word_if_any("verification")?, row.get("website_domain")?),
        earlier: row.get("earlier")?,
    })
}

#[cfg(test)]
mod tests {
    use super::{Cursor, SignatureId};

    #[test]
    fn only_a_well_formed_cursor_is_parsed() {
        let place = Cursor {
            confirmed_at: 1_796_126_400_000_000,
            id: SignatureId::new(42),
        };
        assert_eq!(Cursor::parse(&place.to_string()), Some(place));
        for wrong in [
            "",
            "-",
            "1",
            "1-",
            "-1",
            "a-1",
            "1-b",
            "1-2-3",
            "99999999999999999999-1",
        ] {
            assert_eq!(Cursor::parse(wrong), None, "{wrong}");
        }
    }
}
