//! Signatures that ask to be counted, and what is known of them.

use crate::domains;
use crate::letters::Party;
use crate::signatures::ids::SignatureId;
use crate::signatures::state::Level;
use crate::signatures::store::{flags, other_names};
use crate::signatures::{Origin, disguise, government, identity};
use crate::store::{Read, StoreError, params};

/// A signature that asks to be counted.
pub(crate) struct Candidate {
    pub(crate) id: SignatureId,
    pub(crate) letter: String,
    pub(crate) organization: bool,
    pub(crate) asker_key: String,
    pub(crate) signer_key: String,
    pub(crate) origin: Origin,
    pub(crate) mail_domain: Option<String>,
    /// The mailbox below the tag of a person's address.
    pub(crate) flood_base: Option<String>,
    /// The domain of a person's address below which anyone may have a name.
    pub(crate) flood_suffix: Option<String>,
    pub(crate) website_domain: Option<String>,
    pub(crate) decider_domains: Vec<String>,
    /// Whether staff have verified who signed.
    pub(crate) seen_by_staff: bool,
    /// The [flags], as they are stored.
    pub(crate) flags: String,
    pub(crate) legal_name: String,
    pub(crate) listed_name: String,
    pub(crate) listed_key: String,
    /// The names in other languages.
    pub(crate) other_names: Vec<String>,
}

pub(crate) fn candidate(tx: &Read<'_>, id: SignatureId) -> Result<Option<Candidate>, StoreError> {
    let sql =
        "SELECT s.letter, s.kind, s.asker_key, s.signer_key, s.origin, s.mail_domain, s.flood_base, s.flood_suffix, s.flags, s.listed_name, o.legal_name, o.website_domain, o.verification,
         o.listed_key
       FROM signatures s LEFT JOIN organizations o ON o.signature = s.id WHERE s.id = ?1";
    let found = tx.one(sql, params![id], |row| {
        let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
        Ok(Candidate {
            id,
            letter: row.get("letter")?,
            organization: row.word::<Party>("kind")? == Party::Organization,
            asker_key: row.get("asker_key")?,
            signer_key: row.get("signer_key")?,
            origin: row.word("origin")?,
            mail_domain: row.get("mail_domain")?,
            flood_base: row.get("flood_base")?,
            flood_suffix: row.get("flood_suffix")?,
            website_domain: row.get("website_domain")?,
            decider_domains: Vec::new(),
            seen_by_staff: row.word_if_any("verification")? == Some(Level::Staff),
            flags: row.get("flags")?,
            legal_name: text("legal_name")?,
            listed_name: text("listed_name")?,
            listed_key: text("listed_key")?,
            other_names: Vec::new(),
        })
    })?;
    let Some(mut it) = found else { return Ok(None) };
    if it.organization {
        it.other_names = other_names::of(tx, id)?.into_values().collect();
        it.decider_domains = decider_domains(tx, id)?;
    }
    Ok(Some(it))
}

/// Returns the mail domains of those who approved.
fn decider_domains(tx: &Read<'_>, id: SignatureId) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT email FROM deciders WHERE signature = ?1 AND decision = 'approved'";
    let addresses = tx.all(sql, params![id], |row| row.get::<String>("email"))?;
    let domain = |address: &String| domains::of_mail(address.rsplit_once('@')?.1);
    Ok(addresses.iter().filter_map(domain).collect())
}

impl Candidate {
    /// Returns whether it has this flag.
    pub(crate) fn is_flagged(&self, word: &str) -> bool {
        flags::are_with(&self.flags, word)
    }

    /// Returns whether the contact, or someone who approved, wrote from the domain of the website that was given.
    pub(crate) fn writes_from_its_own_domain(&self) -> bool {
        self.website_domain
            .as_ref()
            .is_some_and(|own| self.mail_domain.as_ref() == Some(own) || self.decider_domains.contains(own))
    }

    /// Returns whether the organization is to be listed under its own name: evidence for the legal name says nothing about another.
    pub(crate) fn is_listed_as_itself(&self) -> bool {
        identity::may_be_listed_as(&self.legal_name, &self.listed_name)
    }

    /// Returns whether the organization's own domain shows that its contact speaks for the name to be listed. It does not for a foreign
    /// name, nor for one that is written to look like another.
    pub(crate) fn is_known_by_domain(&self) -> bool {
        self.writes_from_its_own_domain() && self.is_listed_as_itself() && !self.is_disguised()
    }

    /// Iterates over every name that the organization has or would be shown under.
    pub(crate) fn all_names(&self) -> impl Iterator<Item = &str> {
        let others = self.other_names.iter().map(String::as_str);
        [self.legal_name.as_str(), &self.listed_name].into_iter().chain(others)
    }

    /// Returns whether one of the names is a government body's.
    pub(crate) fn is_government(&self) -> bool {
        self.all_names().any(government::is_government)
    }

    /// Returns whether one of the names is written to look like another.
    pub(crate) fn is_disguised(&self) -> bool {
        self.all_names().any(disguise::is_disguised)
    }
}
