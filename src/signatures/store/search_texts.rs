//! The search index of signatures for staff: words of names, email addresses, domains, and the letter.
//!
//! An organization's words are added in the transaction of its signature. Individuals sign by the thousand, so their words are added soon after
//! ([`catch_up`]). Code that changes a name or an address must call [`refresh`] in the same transaction; deleting a
//! signature deletes its words.

use std::collections::BTreeSet;

use crate::domains;
use crate::letters::Party;
use crate::signatures::ids::SignatureId;
use crate::store::{Read, Row, Store, StoreError, Term, Tx, params};
use crate::text::words;

/// How many signatures one step of the task checks.
const SLICE: usize = 200;

/// On a server, a smaller number can be committed after a larger one. After this time, every number given out has been committed or dropped.
const MICROS_UNTIL_SETTLED: i64 = 60 * 1_000_000;

/// Returns the terms for the signatures on a letter, or for one kind of them.
pub(crate) fn of_letter(letter: &str, party: Option<Party>) -> Term {
    Term::Word(match party {
        Some(party) => format!("#{letter}-{}", party.as_str()),
        None => format!("#{letter}"),
    })
}

/// Returns the terms for email addresses and websites of a domain.
pub(crate) fn of_domain(domain: &str) -> Term {
    Term::Word(format!("@{}", domain.to_lowercase()))
}

/// Returns the terms for a typed search: all of its words, or words that begin with them.
pub(crate) fn of_text(text: &str) -> Vec<Term> {
    let sought = words::sought(text).into_iter();
    let terms = sought.map(|it| match it {
        words::Sought::Whole(word) => Term::Word(word),
        words::Sought::Beginning(word) => Term::Beginning(word),
    });
    terms.collect()
}

const TEXTS: &str =
    "s.id, s.letter, s.kind, s.email, s.listed_name, p.name, o.legal_name, o.contact_name, o.website, o.public_email,
     (SELECT string_agg(n.name, ' ' ORDER BY n.lang) FROM other_names n WHERE n.signature = s.id) AS other_names";

/// Joins the words of a row, each once.
fn words_of(row: &Row<'_>) -> Result<String, StoreError> {
    let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
    let (letter, party) = (text("letter")?, row.word::<Party>("kind")?);
    let mut found: BTreeSet<String> = BTreeSet::new();
    for column in [
        "email",
        "listed_name",
        "name",
        "legal_name",
        "contact_name",
        "website",
        "public_email",
        "other_names",
    ] {
        found.extend(words::indexed(&text(column)?));
    }
    for address in [text("email")?, text("public_email")?] {
        if let Some((_, host)) = address.rsplit_once('@') {
            found.extend(
                [Some(host.to_lowercase()), domains::registrable(host)]
                    .into_iter()
                    .flatten()
                    .map(|it| format!("@{it}")),
            );
        }
    }
    found.extend(domains::of_website(&text("website")?).map(|it| format!("@{it}")));
    found.extend([format!("#{letter}"), format!("#{letter}-{}", party.as_str())]);
    Ok(found.into_iter().collect::<Vec<_>>().join(" "))
}

/// Replaces a signature's words with the current ones; the earlier ones are wiped from the disk.
pub(crate) fn refresh(tx: &Tx<'_>, id: SignatureId) -> Result<(), StoreError> {
    if tx.execute("DELETE FROM search_texts WHERE signature = ?1", params![id])? > 0 {
        tx.wipe();
    }
    if let Some(words) = present_words(tx, id)? {
        // On a server, another node's task may have added words since the deletion. That can't happen in a file, whose index does not support
        // updates.
        let sql = "INSERT INTO search_texts (signature, words) VALUES (?1, ?2)
           ON CONFLICT (signature) DO UPDATE SET words = excluded.words";
        tx.post(sql, params![id, words])?;
    }
    Ok(())
}

/// Returns the words that a signature should have in the index.
pub fn present_words(db: &Read<'_>, id: SignatureId) -> Result<Option<String>, StoreError> {
    let sql = format!(
        "SELECT {TEXTS} FROM signatures s LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id WHERE s.id = ?1"
    );
    db.one(&sql, params![id], words_of)
}

/// The progress of the task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(SignatureId);

impl Place {
    /// The beginning of a round: every signature before it is indexed.
    pub const START: Self = Self(SignatureId::NONE);
}

/// The result of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// How many signatures were not indexed yet.
    pub added: usize,
    /// Where the next step begins.
    pub next: Place,
    /// Whether more signatures are there already.
    pub has_more: bool,
}

struct New {
    id: SignatureId,
    words: Option<String>,
}

/// Indexes the next signatures that have no words yet. Reads first, so that the writer, which signers wait for, has little to do. If it is
/// interrupted, the next round begins where every signature before is indexed.
pub fn catch_up(store: &Store, from: Place, now: i64) -> Result<Step, StoreError> {
    let (news, settled) = store.read_now(|db| next(db, from, now))?;
    let Some(last) = news.last().map(|it| it.id) else {
        return Ok(Step {
            added: 0,
            next: from,
            has_more: false,
        });
    };
    let (next, has_more) = (Place(last), news.len() == SLICE);
    let missing: Vec<New> = news.into_iter().filter(|it| it.words.is_some()).collect();
    if missing.is_empty() && settled.is_none() {
        return Ok(Step {
            added: 0,
            next,
            has_more,
        });
    }
    let added = missing.len();
    store.write_now(move |tx| {
        for it in missing {
            // It may have been deleted since, or indexed by a change to it.
            let sql = "INSERT INTO search_texts (signature, words) SELECT id, CAST(?2 AS TEXT) FROM signatures WHERE id = ?1
               ON CONFLICT (signature) DO NOTHING";
            tx.post(sql, params![it.id, it.words])?;
        }
        if let Some(until) = settled {
            let sql = "INSERT INTO search_progress (one, indexed) VALUES (1, ?1)
               ON CONFLICT (one) DO UPDATE SET indexed = excluded.indexed WHERE excluded.indexed > search_progress.indexed";
            tx.post(sql, params![until])?;
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(Step { added, next, has_more })
}

/// Returns the next signatures, with words for those that have none yet. Also returns the last signature before which no other can still
/// appear, if it is after the stored place.
fn next(db: &Read<'_>, from: Place, now: i64) -> Result<(Vec<New>, Option<SignatureId>), StoreError> {
    let sql = "SELECT indexed FROM search_progress WHERE one = 1";
    let stored = db
        .one(sql, [], |row| row.get::<SignatureId>("indexed"))?
        .unwrap_or(SignatureId::NONE);
    let from = from.0.max(stored);
    let sql = format!(
        "SELECT {TEXTS}, s.created_at, t.signature IS NOT NULL AS known
         FROM signatures s LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id
           LEFT JOIN search_texts t ON t.signature = s.id
         WHERE s.id > ?1 ORDER BY s.id LIMIT ?2"
    );
    let limit = i64::try_from(SLICE).unwrap_or(i64::MAX);
    let settled_before = if db.is_shared() {
        now - MICROS_UNTIL_SETTLED
    } else {
        i64::MAX
    };
    let (mut settled, mut all_settled) = (None, from == stored);
    let news = db.all(&sql, params![from, limit], |row| {
        let id: SignatureId = row.get("id")?;
        all_settled &= row.get::<i64>("created_at")? < settled_before;
        if all_settled {
            settled = Some(id);
        }
        let words = if row.get("known")? { None } else { Some(words_of(row)?) };
        Ok(New { id, words })
    })?;
    Ok((news, settled))
}
