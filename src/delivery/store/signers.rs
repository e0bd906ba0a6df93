//! The signers of a letter: everyone, for the pages, or their numbers alone, for a plan.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::OnceLock;

use crate::delivery::Count;
use crate::delivery::census::Census;
use crate::delivery::people::PeopleWriter;
use crate::delivery::snapshot::{FullName, Organization, Person, Residence, Snapshot};
use crate::letters::Party;
use crate::locale::Lang;
use crate::offices::store as offices;
use crate::signatures::Listing;
use crate::signatures::ids::SignatureId;
use crate::signatures::locality::{self, Locality};
use crate::signatures::state::Level;
use crate::store::{Read, Row, StoreError, params};

/// Loads everyone who signed a revision of a letter, in one consistent snapshot. `congress` is the one whose districts count; `lang` is the
/// bundle's language, in which organizations may have a name of their own. The people are written into a file without a name in `folder`.
pub fn snapshot(
    db: &Read<'_>,
    of: (&str, u32),
    congress: u16,
    lang: Lang,
    folder: &Path,
) -> Result<Snapshot, StoreError> {
    without(db, of, (congress, lang), folder, &BTreeSet::new())
}

/// Loads the same without some signatures, for a supplement.
pub fn without(
    db: &Read<'_>,
    (letter, revision): (&str, u32),
    (congress, lang): (u16, Lang),
    folder: &Path,
    held: &BTreeSet<SignatureId>,
) -> Result<Snapshot, StoreError> {
    let mut taking = Taking {
        snapshot: Snapshot::default(),
        people: PeopleWriter::begin(folder).map_err(|source| unwritten(folder, source))?,
        districts: Districts::of(congress),
        revision,
        folder,
    };
    db.each(
        "SELECT s.id, s.kind, COALESCE(n.name, s.listed_name) AS listed_name, s.listing, s.city, s.region, s.country, s.lang, s.revision, s.origin,
           COALESCE(s.renewed_at, s.confirmed_at) AS signed_at, s.demonstration,
           p.postal_code, p.name AS full_name, p.to_offices IS NOT NULL AS to_offices, p.title, p.affiliation, CASE p.comment_state WHEN 'approved' THEN p.comment END AS comment, p.congress,
           p.district, p.district_found, o.scope, o.verification
         FROM signatures s LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id
           LEFT JOIN other_names n ON n.signature = s.id AND n.lang = ?2
         WHERE s.letter = ?1 AND s.state = 'confirmed'
         ORDER BY s.kind, COALESCE(o.scope = 'national' AND s.region IS NOT NULL, FALSE) DESC,
           CASE WHEN o.scope = 'national' AND s.region IS NOT NULL THEN '' ELSE COALESCE(s.region, '~' || s.country) END,
           COALESCE(n.sort_name, s.sort_name), s.id",
        params![letter, lang.as_str()],
        |row| {
            if held.contains(&row.get("id")?) {
                Ok(())
            } else {
                taking.take(db, row)
            }
        },
    )?;
    let people = taking.people.finish().map_err(|source| unwritten(folder, source))?;
    Ok(Snapshot {
        people,
        ..taking.snapshot
    })
}

/// What is taken of each signer.
struct Taking<'f> {
    snapshot: Snapshot,
    people: PeopleWriter,
    districts: Districts,
    revision: u32,
    folder: &'f Path,
}

impl Taking<'_> {
    fn take(&mut self, db: &Read<'_>, row: &Row<'_>) -> Result<(), StoreError> {
        let snapshot = &mut self.snapshot;
        if row.get::<u32>("revision")? != self.revision {
            snapshot.earlier_revisions += 1;
            return Ok(());
        }
        snapshot.demonstration += u64::from(row.get::<bool>("demonstration")?);
        snapshot.origins.add(row.word("origin")?);
        *snapshot.by_lang.entry(row.get("lang")?).or_default() += 1;
        let moment: i64 = row.get("signed_at")?;
        let (first, last) = snapshot.period.unwrap_or((moment, moment));
        snapshot.period = Some((first.min(moment), last.max(moment)));
        if row.word::<Party>("kind")? == Party::Organization {
            snapshot.organizations.push(organization(row)?);
            if let Some(level) = row.word_if_any::<Level>("verification")? {
                *snapshot.verification.entry(level).or_default() += 1;
            }
            return Ok(());
        }
        let place = place(row)?;
        let listing: Listing = row.word("listing")?;
        let in_full = listing == Listing::Full;
        let shown = |column: &str| {
            let text = row.get::<Option<String>>(column);
            text.map(|text| text.filter(|_| in_full).unwrap_or_default())
        };
        let chosen = row.get::<Option<String>>("district_found")?.as_deref() == Some("chosen")
            && row.get::<Option<u16>>("congress")? == Some(self.districts.congress);
        let chosen = if chosen { row.get("district")? } else { None };
        let zip: String = row.get("postal_code")?;
        let full = full_name(row, &zip)?;
        let residence = self.districts.residence(db, place.state.clone(), zip, chosen)?;
        let person = Person {
            signature: row.get("id")?,
            lang: row.get("lang")?,
            name: (listing != Listing::Unlisted)
                .then(|| row.get("listed_name"))
                .transpose()?,
            full,
            place: if in_full { place } else { place.without_city() },
            title: shown("title")?,
            affiliation: shown("affiliation")?,
            comment: row.get("comment")?,
            residence,
        };
        let folder = self.folder;
        self.people.add(&person).map_err(|source| unwritten(folder, source))
    }
}

/// Returns what the person's own members of Congress may see.
fn full_name(row: &Row<'_>, zip: &str) -> Result<Option<FullName>, StoreError> {
    if !row.get::<bool>("to_offices")? {
        return Ok(None);
    }
    Ok(Some(FullName {
        name: row.get("full_name")?,
        zip: zip.to_owned(),
    }))
}

/// Reports that the people could not be written beside the bundles.
fn unwritten(folder: &Path, source: std::io::Error) -> StoreError {
    let path = folder.display().to_string();
    StoreError::Io { path, source }
}

/// Loads the organizations that signed a revision of a letter, and counts the people without loading them, for a plan. What only pages show
/// is not in it, such as the languages and the days of the signatures.
pub fn numbers(db: &Read<'_>, letter: &str, revision: u32, congress: u16, lang: Lang) -> Result<Snapshot, StoreError> {
    let mut snapshot = Snapshot::default();
    let mut districts = Districts::of(congress);
    db.each(
        "SELECT s.id, COALESCE(n.name, s.listed_name) AS listed_name, s.city, s.region, s.country, s.demonstration, o.scope
         FROM signatures s JOIN organizations o ON o.signature = s.id LEFT JOIN other_names n ON n.signature = s.id AND n.lang = ?3
         WHERE s.letter = ?1 AND s.revision = ?2 AND s.state = 'confirmed' AND s.kind = 'organization'",
        params![letter, revision, lang.as_str()],
        |row| {
            snapshot.demonstration += u64::from(row.get::<bool>("demonstration")?);
            snapshot.organizations.push(organization(row)?);
            Ok::<_, StoreError>(())
        },
    )?;
    let mut census = Census::default();
    db.each(
        "SELECT s.region, s.country, substr(p.postal_code, 1, 5) AS zip,
           CASE WHEN p.district_found = 'chosen' AND p.congress = ?3 THEN p.district END AS chosen,
           s.listing = 'unlisted' AS unlisted, p.to_offices IS NOT NULL AS to_offices, s.demonstration, COUNT(*) AS number
         FROM signatures s JOIN people p ON p.signature = s.id
         WHERE s.letter = ?1 AND s.revision = ?2 AND s.state = 'confirmed' AND s.kind = 'person' GROUP BY 1, 2, 3, 4, 5, 6, 7",
        params![letter, revision, congress],
        |row| {
            let place = Locality {
                city: None,
                state: row.get("region")?,
                country: row.get("country")?,
            };
            let residence = districts.residence(db, place.state.clone(), row.get("zip")?, row.get("chosen")?)?;
            let number = u64::from(row.get::<u32>("number")?);
            let (listed, unlisted) = if row.get("unlisted")? { (0, number) } else { (number, 0) };
            let own = if row.get("to_offices")? { unlisted } else { 0 };
            census.add(&residence, &place, Count { listed, unlisted }, own);
            if row.get("demonstration")? {
                snapshot.demonstration += number;
            }
            Ok::<_, StoreError>(())
        },
    )?;
    snapshot.census = OnceLock::from(census);
    Ok(snapshot)
}

fn place(row: &Row<'_>) -> Result<Locality, StoreError> {
    Ok(Locality {
        city: locality::city(row.get("city")?),
        state: row.get("region")?,
        country: row.get("country")?,
    })
}

fn organization(row: &Row<'_>) -> Result<Organization, StoreError> {
    let place = place(row)?;
    Ok(Organization {
        signature: row.get("id")?,
        name: row.get("listed_name")?,
        national: row.get::<String>("scope")? == "national" && place.state.is_some(),
        place,
    })
}

/// The districts of ZIPs, each looked up once.
struct Districts {
    congress: u16,
    known: HashMap<(String, String), Vec<u8>>,
}

impl Districts {
    fn of(congress: u16) -> Self {
        let known = HashMap::new();
        Self { congress, known }
    }

    /// Returns the residence: the district that the person chose, if it is one of this Congress, or else those of the ZIP.
    fn residence(
        &mut self,
        db: &Read<'_>,
        state: Option<String>,
        postal_code: String,
        chosen: Option<u8>,
    ) -> Result<Residence, StoreError> {
        let districts = match (&state, postal_code.get(..5)) {
            _ if chosen.is_some() => chosen.into_iter().collect(),
            (Some(state), Some(zip)) => self.of_zip(db, zip, state)?,
            _ => Vec::new(),
        };
        Ok(Residence { state, districts })
    }

    fn of_zip(&mut self, db: &Read<'_>, zip: &str, state: &str) -> Result<Vec<u8>, StoreError> {
        let key = (zip.to_owned(), state.to_owned());
        if let Some(found) = self.known.get(&key) {
            return Ok(found.clone());
        }
        let found = offices::districts_of(db, self.congress, zip, state)?;
        self.known.insert(key, found.clone());
        Ok(found)
    }
}
