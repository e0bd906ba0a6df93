//! The public list of organizations from A to Z, with keyset pagination: a page costs the same wherever it is.

use super::public::listed;
use crate::locale::Lang;
use crate::signatures::Listed;
use crate::signatures::ids::SignatureId;
use crate::store::{Read, StoreError, params};

/// A cursor in the list: the sort key and row of the last line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameCursor {
    sort_name: Vec<u8>,
    id: SignatureId,
}

impl NameCursor {
    /// Returns the cursor before the first line.
    pub(crate) fn start() -> Self {
        Self {
            sort_name: Vec::new(),
            id: SignatureId::new(0),
        }
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

/// Returns one page of a letter's organizations from A to Z, under their names in `lang` if they have one, and the cursor of the next page.
/// They are in the order of the names that they signed with, so that each keeps its place in every language.
pub(crate) fn organizations_by_name(
    db: &Read<'_>,
    letter: &str,
    lang: Lang,
    after: &NameCursor,
    limit: usize,
) -> Result<(Vec<Listed>, Option<NameCursor>), StoreError> {
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let mut rows = db.all(
        "SELECT s.id, s.sort_name, COALESCE(n.name, s.listed_name) AS listed_name, s.listing, s.city, s.region, s.country, NULL AS title,
           NULL AS affiliation, o.verification, o.website_domain,
           CASE WHEN s.revision < (SELECT MAX(revision) FROM editions WHERE letter = ?1) THEN s.revision END AS earlier
         FROM signatures s JOIN organizations o ON o.signature = s.id LEFT JOIN other_names n ON n.signature = s.id AND n.lang = ?5
         WHERE s.letter = ?1 AND s.kind = 'organization' AND s.state = 'confirmed' AND (s.sort_name, s.id) > (?2, ?3)
         ORDER BY s.sort_name, s.id LIMIT ?4",
        params![letter, after.sort_name, after.id, most, lang.as_str()],
        |row| {
            let cursor = NameCursor {
                sort_name: row.get("sort_name")?,
                id: row.get("id")?,
            };
            Ok((cursor, listed(row)?))
        },
    )?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|(cursor, _)| cursor.clone());
    Ok((rows.into_iter().map(|(_, listed)| listed).collect(), next))
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
