//! The links of mails. Each mail about a signature has one row, which serves for confirming and for the signer's own page.

use jiff::Timestamp;

use crate::clock::DAY_MICROS;
use crate::config::Secret;
use crate::email::EmailAddress;
use crate::signatures::ids::{DeciderId, LinkId, SignatureId};
use crate::signatures::link_token::{Purpose, Token, nonce};
use crate::store::{Read, StoreError, Tx, params};

/// Which links a mail has, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LinkTerms {
    /// How many hours the confirmation link works; `None` if the mail has none.
    pub confirm_hours: Option<u32>,
    /// How many days the link to the own page works.
    pub own_days: u32,
    /// Where the request to sign came from.
    pub origin: Option<Requester>,
    /// Whose links they are.
    pub whose: LinkHolder,
}

/// The holder of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkHolder {
    /// The signer or the contact. The links end when another contact takes over.
    Signer,
    /// A person who decides, by their row.
    Decider(DeciderId),
    /// The organization's public address.
    PublicAddress,
}

/// Where a request came from, as keyed digests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requester {
    /// The digest of the network prefix.
    pub prefix: [u8; 32],
    /// The digest of the wider network range.
    pub range: [u8; 32],
}

/// A link that was opened by its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The row.
    pub id: LinkId,
    /// The signature that the link is for.
    pub signature: SignatureId,
    /// The person who decides, if the link is theirs.
    pub decider: Option<DeciderId>,
    /// When the confirmation link expires, in microseconds.
    pub confirm_until: Option<i64>,
    /// When the link to the own page expires, in microseconds.
    pub own_until: i64,
}

/// Stores a mail's links to a signature, and returns their row.
pub(crate) fn keep_link(
    tx: &Tx<'_>,
    signature: SignatureId,
    terms: LinkTerms,
    now: Timestamp,
) -> Result<LinkId, StoreError> {
    let now = now.as_microsecond();
    let kept = tx.insert(
        "INSERT INTO links (signature, nonce, created_at, confirm_until, own_until, origin, origin_range, whose, decider)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            signature,
            &nonce()[..],
            now,
            terms.confirm_hours.map(|hours| now + i64::from(hours) * 3_600_000_000),
            now + i64::from(terms.own_days) * DAY_MICROS,
            terms.origin.map(|origin| origin.prefix),
            terms.origin.map(|origin| origin.range),
            if terms.whose == LinkHolder::Signer {
                "signer"
            } else {
                "other"
            },
            match terms.whose {
                LinkHolder::Decider(id) => Some(id),
                LinkHolder::Signer | LinkHolder::PublicAddress => None,
            }
        ],
    )?;
    kept.ok_or(StoreError::Closed)
}

/// Opens the link of a token, if it exists, the token is genuine, and no other contact has taken over since.
pub(crate) fn open_link(
    db: &Read<'_>,
    secret: &Secret,
    token: &Token,
    purpose: Purpose,
) -> Result<Option<Link>, StoreError> {
    let found = genuine(db, secret, token, purpose)?;
    Ok(found.filter(|(_, over)| !over).map(|(link, _)| link))
}

/// Returns a genuine link, and whether another contact has taken over since it was made.
fn genuine(
    db: &Read<'_>,
    secret: &Secret,
    token: &Token,
    purpose: Purpose,
) -> Result<Option<(Link, bool)>, StoreError> {
    let sql = "SELECT id, signature, decider, nonce, confirm_until, own_until, handed_over_at IS NOT NULL AS over FROM links WHERE id = ?1";
    let found = db.one(sql, params![token.row::<LinkId>(secret)], |row| {
        let link = Link {
            id: row.get("id")?,
            signature: row.get("signature")?,
            decider: row.get("decider")?,
            confirm_until: row.get("confirm_until")?,
            own_until: row.get("own_until")?,
        };
        Ok((link, row.get::<bool>("over")?, row.get::<[u8; 16]>("nonce")?))
    })?;
    Ok(found
        .filter(|(.., nonce)| token.opens(secret, purpose, nonce))
        .map(|(link, over, _)| (link, over)))
}

/// Returns whether the details of a signature are erased, some time after the letter's delivery.
fn details_are_erased(db: &Read<'_>, id: SignatureId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 AS n FROM signatures WHERE id = ?1 AND asker_key LIKE 'erased:%'";
    Ok(db.one(sql, params![id], |_| Ok(()))?.is_some())
}

/// Why a genuine link no longer opens the own page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkEnd {
    /// The link has expired.
    Expired,
    /// Another contact has taken over.
    HandedOver,
    /// The signer's details are erased, some time after the delivery.
    DetailsErased,
}

/// Returns why a token no longer opens an own page, if it once did.
pub(crate) fn own_link_end(
    db: &Read<'_>,
    secret: &Secret,
    token: &Token,
    now: Timestamp,
) -> Result<Option<LinkEnd>, StoreError> {
    let Some((link, over)) = genuine(db, secret, token, Purpose::Own)? else {
        return Ok(None);
    };
    Ok(if details_are_erased(db, link.signature)? {
        Some(LinkEnd::DetailsErased)
    } else if over {
        Some(LinkEnd::HandedOver)
    } else {
        (now.as_microsecond() >= link.own_until).then_some(LinkEnd::Expired)
    })
}

/// Returns whether a genuine link, of a person who decided or of a public address, belongs to a withdrawn signature that was signed anew
/// without them.
pub(crate) fn is_of_an_earlier_signature(
    db: &Read<'_>,
    secret: &Secret,
    token: &Token,
    purpose: Purpose,
) -> Result<bool, StoreError> {
    let Some((link, true)) = genuine(db, secret, token, purpose)? else {
        return Ok(false);
    };
    if details_are_erased(db, link.signature)? {
        return Ok(false);
    }
    let sql = "SELECT 1 AS n FROM links WHERE id = ?1 AND whose = 'other'";
    Ok(db.one(sql, params![link.id], |row| row.get::<i64>("n"))?.is_some())
}

/// The person or address that a link was sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Addressee {
    /// Whose link it is.
    pub(crate) whose: LinkHolder,
    /// The name; empty for a public address.
    pub(crate) name: String,
    /// The address.
    pub(crate) email: String,
}

/// Returns whom a link about an organization's signature was sent to.
pub(crate) fn addressee(db: &Read<'_>, link: LinkId) -> Result<Option<Addressee>, StoreError> {
    let sql = "SELECT l.decider, l.whose, s.email, o.contact_name, o.public_email, d.name AS decider_name, d.email AS decider_email
       FROM links l JOIN signatures s ON s.id = l.signature JOIN organizations o ON o.signature = s.id
       LEFT JOIN deciders d ON d.id = l.decider WHERE l.id = ?1";
    db.one(sql, params![link], |row| {
        let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
        let decider: Option<DeciderId> = row.get("decider")?;
        let is_signers = row.get::<String>("whose")? == "signer";
        let (whose, name, email) = match decider {
            Some(id) => (LinkHolder::Decider(id), text("decider_name")?, text("decider_email")?),
            None if is_signers => (LinkHolder::Signer, text("contact_name")?, text("email")?),
            None => (LinkHolder::PublicAddress, String::new(), text("public_email")?),
        };
        Ok(Addressee { whose, name, email })
    })
}

/// Returns who decides by a link.
pub(crate) fn link_decider(db: &Read<'_>, link: LinkId) -> Result<Option<DeciderId>, StoreError> {
    let sql = "SELECT decider FROM links WHERE id = ?1";
    Ok(db.one(sql, params![link], |row| row.get("decider"))?.flatten())
}

/// Returns when the link to confirm or decide expires, in microseconds.
pub(crate) fn link_until(db: &Read<'_>, link: LinkId) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT confirm_until FROM links WHERE id = ?1";
    Ok(db.one(sql, params![link], |row| row.get("confirm_until"))?.flatten())
}

/// Returns a row's signature and nonce, for composing its mail; `None` if the signature no longer exists.
pub(crate) fn link_nonce(db: &Read<'_>, link: LinkId) -> Result<Option<(SignatureId, [u8; 16])>, StoreError> {
    let sql = "SELECT signature, nonce FROM links WHERE id = ?1";
    db.one(sql, params![link], |row| Ok((row.get("signature")?, row.get("nonce")?)))
}

/// Returns the confirmed signatures of an address: a person's by their key, organizations' by their contact's address. An address that has
/// confirmed nothing gets no mail: its inbox may be a third person's.
pub(crate) fn signatures_of(db: &Read<'_>, email: &EmailAddress) -> Result<Vec<SignatureId>, StoreError> {
    // Every letter that can be signed has editions: few rows, and one index look-up for each. An address's own key is
    // followed by those of the second person of its household and of withdrawn signatures, each after a '#', which no
    // domain contains; '$' is the next character.
    let mut found = db.all(
        "SELECT s.id FROM (SELECT DISTINCT letter FROM editions) e JOIN signatures s ON s.letter = e.letter
           AND s.asker_key >= ?1 AND s.asker_key < ?1 || '$' WHERE s.state <> 'pending'",
        params![format!("person:{}", email.canonical())],
        |row| row.get("id"),
    )?;
    let sql =
        "SELECT id FROM signatures WHERE kind = 'organization' AND lower(email) = lower(?1) AND state <> 'pending'
       AND ',' || flags || ',' NOT LIKE '%,contact-lost,%'";
    found.extend(db.all(sql, params![email.as_str()], |row| row.get::<SignatureId>("id"))?);
    found.sort_unstable();
    Ok(found)
}
