//! Everything that is stored about a signature, for its own page.

use jiff::Timestamp;
use serde::Serialize;

use crate::clock::from_micros;
use crate::config::Secret;
use crate::delivery::store::delivered::{InBundle, bundles_with};
use crate::letters::Party;
use crate::locale::{Lang, Locales};
use crate::organizations::store::handover::named_contact;
use crate::organizations::store::profile::{OwnOrganization, letters_of, own_organization};
use crate::signatures::ids::SignatureId;
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::locality::{self, Locality};
use crate::signatures::state::State;
use crate::signatures::store::deciders::Decider;
use crate::signatures::store::history::{Event, history};
use crate::signatures::store::links::open_link;
use crate::signatures::store::renewal::{Renewal, renewal};
use crate::signatures::{Listing, Origin, listed_name};
use crate::store::{Read, StoreError, params};

/// Everything that is stored about one signature, for its signer alone.
#[derive(Clone, Serialize)]
pub struct StoredSignature {
    #[serde(skip)]
    pub(crate) id: SignatureId,
    /// The letters that a counted organization has signed already.
    #[serde(skip)]
    pub(crate) letters: Vec<String>,
    /// The address of another contact who was named and has not answered.
    #[serde(skip)]
    pub(crate) named: Option<String>,
    /// The language of the page that was used to sign; the listed name is in this language.
    #[serde(skip)]
    pub(crate) interface: String,
    /// The letter's slug.
    pub letter: String,
    /// Whether a person or an organization signed.
    pub kind: Party,
    /// The state of the signature.
    pub state: State,
    /// Where it came from: `confirmed` by email, `recorded` by staff, `imported`.
    pub origin: Origin,
    /// What staff saw of a recorded signature, or where an imported one came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin_evidence: Option<String>,
    /// A person's full name, or the name under which an organization is listed.
    pub name: String,
    /// The name on the public list.
    pub listed_name: String,
    /// A person's short name, if it is not our guess.
    pub short_name: Option<String>,
    /// How it is listed.
    pub listing: Listing,
    /// The signer's address.
    pub email: String,
    /// The city.
    pub city: String,
    /// The USPS code.
    pub region: Option<String>,
    /// The ISO 3166 alpha-2 code of the country.
    pub country: String,
    /// A person's ZIP or postal code.
    pub postal_code: Option<String>,
    /// A person's title.
    pub title: Option<String>,
    /// A person's affiliation.
    pub affiliation: Option<String>,
    /// The words by which the person let their own members of Congress see the full name and ZIP, if they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_offices: Option<String>,
    /// A person's comment to the offices.
    pub comment: Option<String>,
    /// The organization as its contact described it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<OwnOrganization>,
    /// The open question to the deciders about a text that replaced the signed one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renewal: Option<Renewal>,
    /// The wording of the consent to updates, as it was shown.
    pub updates: Option<String>,
    /// The revision that was signed.
    pub revision: u32,
    /// The language that was read.
    pub lang: String,
    /// The SHA-256 of the text that was read.
    pub text_sha256: String,
    /// When it was signed, RFC 3339.
    pub signed_at: String,
    /// When it was confirmed, RFC 3339.
    pub confirmed_at: Option<String>,
    /// The bundles for offices that hold it, oldest first, whatever happened to it since.
    pub bundles: Vec<InBundle>,
    /// The history, oldest first.
    pub history: Vec<Event>,
}

impl StoredSignature {
    /// Returns whether the name can be corrected: once confirmed, a person's name is fixed.
    pub(crate) fn may_correct_name(&self) -> bool {
        self.state == State::Pending
    }

    /// Returns a person's short name on the list.
    pub(crate) fn shortened(&self) -> String {
        listed_name(&self.name, self.short_name.as_deref(), Listing::Initial)
    }

    /// Returns whether somebody has decided about the line as it is, so that it must not change.
    pub(crate) fn is_being_decided(&self) -> bool {
        self.state == State::Awaiting && self.deciders().iter().any(|it| it.decision.is_some())
    }

    /// Returns the deciders, if the signer does not decide alone.
    pub fn deciders(&self) -> &[Decider] {
        self.organization.as_ref().map_or(&[], |it| &it.deciders)
    }

    /// Returns whether the signature, counted or held, is for an earlier text than that of a revision.
    pub(crate) fn is_earlier(&self, revision: u32) -> bool {
        self.state.stands() && self.revision < revision
    }

    /// Returns whether the contact may name another one: only after the mailbox is confirmed.
    pub(crate) fn may_name_contact(&self) -> bool {
        self.kind == Party::Organization && self.may_withdraw()
    }

    /// Returns whether the signature can be withdrawn: only after it was confirmed.
    pub(crate) fn may_withdraw(&self) -> bool {
        self.state.stands() || self.state == State::Awaiting
    }

    /// Returns whether the signature was withdrawn, declined, disowned or rejected. It then stays as it was; its signer signs again or
    /// deletes it.
    pub(crate) fn has_left(&self) -> bool {
        self.state.is_over()
    }

    /// Returns the signer's place.
    pub fn place(&self) -> Locality {
        Locality {
            city: locality::city(self.city.clone()),
            state: self.region.clone(),
            country: self.country.clone(),
        }
    }

    /// Returns the languages in which an organization may have another name than the one that it signed with.
    pub(crate) fn other_languages(&self, locales: &Locales) -> Vec<Lang> {
        locales
            .languages()
            .filter(|lang| lang.as_str() != self.interface)
            .collect()
    }
}

/// Returns the signature of a link; `None` if there is no such link, or it has expired.
pub fn own(
    db: &Read<'_>,
    secret: &Secret,
    token: &Token,
    now: Timestamp,
) -> Result<Option<StoredSignature>, StoreError> {
    let link = open_link(db, secret, token, Purpose::Own)?;
    let Some(link) = link.filter(|link| now.as_microsecond() < link.own_until) else {
        return Ok(None);
    };
    stored(db, link.signature)
}

/// Returns everything that is stored about a signature.
pub(crate) fn stored(db: &Read<'_>, id: SignatureId) -> Result<Option<StoredSignature>, StoreError> {
    let sql = "SELECT s.id, s.letter, s.kind, COALESCE(p.name, s.listed_name) AS name, s.listed_name, p.short_name, s.listing, s.email, s.city, s.region,
           s.country, p.postal_code, p.title, p.affiliation, p.comment, p.to_offices, s.consent, s.revision, s.lang, COALESCE(s.page_lang, s.lang) AS page_lang, s.edition, s.created_at, s.confirmed_at,
           s.state, s.origin, v.evidence AS origin_evidence
         FROM signatures s LEFT JOIN provenance v ON v.signature = s.id LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id WHERE s.id = ?1";
    let found = db.one(sql, params![id], |row| {
        Ok(StoredSignature {
            id: row.get("id")?,
            letters: Vec::new(),
            named: None,
            interface: row.get("page_lang")?,
            letter: row.get("letter")?,
            kind: row.word("kind")?,
            state: row.word("state")?,
            origin: row.word("origin")?,
            origin_evidence: row.get("origin_evidence")?,
            name: row.get("name")?,
            listed_name: row.get("listed_name")?,
            short_name: row.get("short_name")?,
            listing: row.word("listing")?,
            email: row.get("email")?,
            city: row.get("city")?,
            region: row.get("region")?,
            country: row.get("country")?,
            postal_code: row.get("postal_code")?,
            title: row.get("title")?,
            affiliation: row.get("affiliation")?,
            comment: row.get("comment")?,
            to_offices: row.get("to_offices")?,
            organization: None,
            renewal: None,
            updates: row.get("consent")?,
            revision: row.get("revision")?,
            lang: row.get("lang")?,
            text_sha256: data_encoding::HEXLOWER.encode(&row.get::<[u8; 32]>("edition")?),
            signed_at: from_micros(row.get("created_at")?).to_string(),
            confirmed_at: row
                .get::<Option<i64>>("confirmed_at")?
                .map(|moment| from_micros(moment).to_string()),
            bundles: Vec::new(),
            history: Vec::new(),
        })
    })?;
    let Some(mut own) = found else { return Ok(None) };
    own.bundles = bundles_with(db, own.id)?;
    // The reason of a hold is left out: what staff look for is for them to know.
    own.history = history(db, own.id)?;
    let is_a_change = |event: &&mut Event| event.from != event.to;
    own.history
        .iter_mut()
        .filter(is_a_change)
        .for_each(|event| event.act.clear());
    own.organization = own_organization(db, own.id)?;
    own.renewal = renewal(db, own.id)?;
    own.named = named_contact(db, own.id)?.map(|it| format!("{} <{}>", it.to[0], it.email));
    if own.kind == Party::Organization && own.state == State::Confirmed {
        own.letters = letters_of(db, own.id)?;
    }
    Ok(Some(own))
}
