//! The fingerprint of what a bundle shows of its signers: if a signer corrects or withdraws something, the bundle is stale.

use sha2::{Digest, Sha256};

use crate::signatures::ids::SignatureId;
use crate::store::{Read, StoreError, params};

/// The columns of a signature that offices see.
const SHOWN: [&str; 12] = [
    "listing",
    "listed_name",
    "city",
    "region",
    "country",
    "postal_code",
    "title",
    "affiliation",
    "comment",
    "scope",
    "other_names",
    "full_name",
];

/// The signers at one moment, as offices see them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// The SHA-256 over every signature and what is shown of it.
    pub digest: [u8; 32],
    /// When the last of them was counted, in microseconds.
    pub until: i64,
}

/// Computes the fingerprint of a revision's signers; with `until`, only of those in an earlier fingerprint who are still counted.
pub fn fingerprint(db: &Read<'_>, letter: &str, revision: u32, until: Option<i64>) -> Result<Fingerprint, StoreError> {
    let mut hash = Sha256::new();
    let mut last = i64::MIN;
    db.each(
        "SELECT s.counted_at, s.id, s.listing, s.listed_name, s.city, s.region, s.country, p.postal_code, p.title, p.affiliation, CASE WHEN p.to_offices IS NOT NULL THEN p.name END AS full_name,
           CASE p.comment_state WHEN 'approved' THEN p.comment END AS comment, o.scope,
           (SELECT string_agg(n.lang || ':' || n.name, '\n' ORDER BY n.lang) FROM other_names n WHERE n.signature = s.id) AS other_names
         FROM signatures s LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id
         WHERE s.letter = ?1 AND s.revision = ?2 AND s.state = 'confirmed' AND s.counted_at <= ?3 ORDER BY s.id",
        params![letter, revision, until.unwrap_or(i64::MAX)],
        |row| {
            last = last.max(row.get("counted_at")?);
            hash.update(row.get::<SignatureId>("id")?.number().to_le_bytes());
            for column in SHOWN {
                let text = row.get::<Option<String>>(column)?;
                // The length prefix separates fields, and distinguishes NULL from an empty text.
                let length = text.as_ref().map_or(u64::MAX, |text| text.len() as u64);
                hash.update(length.to_le_bytes());
                hash.update(text.unwrap_or_default().as_bytes());
            }
            Ok::<_, StoreError>(())
        },
    )?;
    Ok(Fingerprint {
        digest: hash.finalize().into(),
        until: until.unwrap_or(last),
    })
}
