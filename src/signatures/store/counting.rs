//! Who is counted, at once or after staff has looked: never two lines for one organization, never a flood unseen.

use crate::store::{StoreError, Tx, params};

use super::DAY_MICROS;

/// What a letter's settings and the service's quotas say about counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Organizations wait for staff.
    pub organizations_wait: bool,
    /// How many people of one mail domain are counted within 24 hours, unseen.
    pub per_domain_per_day: u32,
    /// Domains that staff trust.
    pub trusted_domains: Vec<String>,
}

impl Rules {
    /// Everyone is counted at once.
    pub const OPEN: Self = Self {
        organizations_wait: false,
        per_domain_per_day: u32::MAX,
        trusted_domains: Vec::new(),
    };
}

/// What became of a signature that its signer confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Counted.
    Counted,
    /// Its organization stands there already.
    Duplicate,
    /// Staff decide.
    Held,
}

struct Candidate {
    letter: String,
    organization: bool,
    signer_key: String,
    mail_domain: Option<String>,
    domain: Option<String>,
    approver_domain: Option<String>,
}

/// Counts a signature whose signer has confirmed it, or says why not.
pub(super) fn settle(tx: &Tx<'_>, id: i64, rules: &Rules, now: i64) -> Result<Settled, StoreError> {
    let sql = "SELECT s.letter, s.kind, s.signer_key, s.mail_domain, o.domain, o.approver_email FROM signatures s
       LEFT JOIN organizations o ON o.signature = s.id WHERE s.id = ?1";
    let found = tx.one(sql, params![id], |row| {
        let approver: Option<String> = row.get("approver_email")?;
        Ok(Candidate {
            letter: row.get("letter")?,
            organization: row.get::<String>("kind")? == "organization",
            signer_key: row.get("signer_key")?,
            mail_domain: row.get("mail_domain")?,
            domain: row.get("domain")?,
            approver_domain: approver
                .as_deref()
                .and_then(|it| crate::domains::of_mail(it.rsplit_once('@')?.1)),
        })
    })?;
    let Some(it) = found else { return Ok(Settled::Duplicate) };
    if it.organization {
        verify(tx, id, &it)?;
    }
    let twice = tx.one(
        "SELECT 1 AS n FROM signatures WHERE letter = ?1 AND signer_key = ?2 AND state IN ('confirmed', 'held') AND id <> ?3",
        params![it.letter, it.signer_key, id],
        |row| row.get::<i64>("n"),
    )?;
    if twice.is_some() {
        to_state(tx, id, "duplicate", None, now)?;
        return Ok(Settled::Duplicate);
    }
    if let Some(why) = doubt(tx, id, &it, rules, now)? {
        to_state(tx, id, "held", Some(why), now)?;
        return Ok(Settled::Held);
    }
    to_state(tx, id, "confirmed", None, now)?;
    tally(tx, id, 1)?;
    Ok(Settled::Counted)
}

/// Why staff should look first.
fn doubt(tx: &Tx<'_>, id: i64, it: &Candidate, rules: &Rules, now: i64) -> Result<Option<&'static str>, StoreError> {
    if it.organization {
        // Chapters and locals share a domain, and so do two spellings of one body: a person must tell which.
        let sql = "SELECT 1 AS n FROM organizations o JOIN signatures s ON s.id = o.signature
           WHERE o.domain = ?1 AND s.letter = ?2 AND s.state IN ('confirmed', 'held') AND s.id <> ?3 LIMIT 1";
        let same = tx.one(sql, params![it.domain, it.letter, id], |row| row.get::<i64>("n"))?;
        return Ok(match same {
            Some(_) => Some("possible-duplicate"),
            None => rules.organizations_wait.then_some("approval"),
        });
    }
    let Some(domain) = it
        .mail_domain
        .as_ref()
        .filter(|domain| !rules.trusted_domains.contains(domain))
    else {
        return Ok(None);
    };
    // No further than the limit: the cost of a flood does not grow with the flood.
    let sql = "SELECT COUNT(*) AS n FROM (SELECT 1 FROM signatures WHERE letter = ?1 AND mail_domain = ?2 AND confirmed_at > ?3 LIMIT ?4)";
    let recent = tx.one(
        sql,
        params![it.letter, domain, now - DAY_MICROS, rules.per_domain_per_day],
        |row| row.get::<u32>("n"),
    )?;
    Ok((recent.unwrap_or(0) >= rules.per_domain_per_day).then_some("surge"))
}

/// How well we know that an organization's own people signed; what staff found stays.
fn verify(tx: &Tx<'_>, id: i64, it: &Candidate) -> Result<(), StoreError> {
    let own = it.domain.is_some() && [&it.mail_domain, &it.approver_domain].contains(&&it.domain);
    let level = if own { "own-domain" } else { "other-address" };
    let sql = "UPDATE organizations SET verification = ?2 WHERE signature = ?1 AND verification IS NOT 'staff'";
    tx.execute(sql, params![id, level])?;
    Ok(())
}

/// Changes a signature's state; the moment is that of its confirmation, or of its counting.
pub(super) fn to_state(tx: &Tx<'_>, id: i64, state: &str, held_for: Option<&str>, now: i64) -> Result<(), StoreError> {
    let sql = "UPDATE signatures SET state = ?2, held_for = ?3, confirmed_at = ?4 WHERE id = ?1";
    tx.execute(sql, params![id, state, held_for, now])?;
    Ok(())
}

/// Counts a confirmed signature in (1) or out (-1), as it is listed at this moment.
pub(super) fn tally(tx: &Tx<'_>, id: i64, by: i64) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO tally (letter, organizations, people, unlisted)
         SELECT letter, 0, 0, 0 FROM signatures WHERE id = ?1 AND state = 'confirmed' ON CONFLICT (letter) DO NOTHING",
        params![id],
    )?;
    tx.execute(
        "UPDATE tally SET organizations = organizations + ?2 * (s.kind = 'organization'),
           people = people + ?2 * (s.kind = 'person' AND s.listing <> 'unlisted'),
           unlisted = unlisted + ?2 * (s.kind = 'person' AND s.listing = 'unlisted')
         FROM signatures s WHERE s.id = ?1 AND s.state = 'confirmed' AND s.letter = tally.letter",
        params![id, by],
    )?;
    Ok(())
}
