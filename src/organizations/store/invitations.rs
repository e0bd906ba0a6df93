//! Invitations in the database: each prefills one organization's form, and tells staff which signatures came by it.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::domains;
use crate::signatures::ids::{InvitationId, SignatureId};
use crate::signatures::link_token::nonce;
use crate::signatures::state::State;
use crate::signatures::store::public::tally;
use crate::signatures::store::state::EARLIER;
use crate::store::{Read, StoreError, Tx, params};
use crate::text;

/// An invited organization, and what its link prefills.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guest {
    /// The organization's name.
    pub name: String,
    /// The address that the invitation goes to; its link does not reveal it.
    pub email: Option<String>,
    /// The note of staff, for staff.
    pub note: Option<String>,
    /// The website.
    pub website: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// The USPS code, in the United States.
    pub state: Option<String>,
    /// The ISO 3166 alpha-2 code of the country.
    pub country: Option<String>,
}

/// Returns the organization that a letter's invitation is for, without what is only for staff.
pub fn invited(db: &Read<'_>, letter: &str, code: &str) -> Result<Option<Guest>, StoreError> {
    let sql = "SELECT name, website, city, state, country FROM invitations WHERE letter = ?1 AND code = ?2";
    db.one(sql, params![letter, code], |row| {
        Ok(Guest {
            name: row.get("name")?,
            website: row.get("website")?,
            city: row.get("city")?,
            state: row.get("state")?,
            country: row.get("country")?,
            ..Guest::default()
        })
    })
}

/// A letter's existing invitations, while more are made: an organization has one code, however often staff bring their list.
pub struct Book {
    letter: String,
    by_name: HashMap<String, Vec<Kept>>,
}

struct Kept {
    id: InvitationId,
    code: String,
    guest: Guest,
}

/// The invitation for a row of staff's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The code that opens the form.
    pub code: String,
    /// Whether it is new; otherwise the organization had one already.
    pub new: bool,
}

impl Book {
    /// Loads a letter's invitations.
    pub fn of(db: &Read<'_>, letter: &str) -> Result<Self, StoreError> {
        let mut book = Self {
            letter: letter.to_owned(),
            by_name: HashMap::new(),
        };
        let sql = "SELECT id, code, name, email, note, website, city, state, country FROM invitations WHERE letter = ?1 ORDER BY id";
        db.each(sql, params![letter], |row| {
            book.keep(Kept {
                id: row.get("id")?,
                code: row.get("code")?,
                guest: Guest {
                    name: row.get("name")?,
                    email: row.get("email")?,
                    note: row.get("note")?,
                    website: row.get("website")?,
                    city: row.get("city")?,
                    state: row.get("state")?,
                    country: row.get("country")?,
                },
            });
            Ok::<_, StoreError>(())
        })?;
        Ok(book)
    }

    fn keep(&mut self, kept: Kept) {
        self.by_name.entry(text::fold(&kept.guest.name)).or_default().push(kept);
    }

    /// Invites an organization, or finds its invitation again and adds what the list says in addition. The same name is the same
    /// organization unless address, website, city, state or country differ.
    pub fn invite(&mut self, tx: &Tx<'_>, guest: &Guest, now: Timestamp) -> Result<Invitation, StoreError> {
        let named = self.by_name.get_mut(&text::fold(&guest.name));
        if let Some(kept) = named.and_then(|all| all.iter_mut().find(|kept| kept.guest.may_be(guest))) {
            if kept.guest.learn(guest) {
                let sql = "UPDATE invitations SET email = ?2, note = ?3, website = ?4, city = ?5, state = ?6, country = ?7 WHERE id = ?1";
                let it = &kept.guest;
                tx.execute(
                    sql,
                    params![kept.id, it.email, it.note, it.website, it.city, it.state, it.country],
                )?;
            }
            let code = kept.code.clone();
            return Ok(Invitation { code, new: false });
        }
        let code = data_encoding::BASE32_NOPAD.encode(&nonce()[..10]).to_lowercase();
        let sql = "INSERT INTO invitations (letter, code, name, email, note, website, city, state, country, created_at)
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id";
        let (it, at) = (guest, now.as_microsecond());
        let values = params![
            self.letter,
            code,
            it.name,
            it.email,
            it.note,
            it.website,
            it.city,
            it.state,
            it.country,
            at
        ];
        let id = tx
            .one(sql, values, |row| row.get::<InvitationId>("id"))?
            .ok_or(StoreError::Closed)?;
        self.keep(Kept {
            id,
            code: code.clone(),
            guest: guest.clone(),
        });
        Ok(Invitation { code, new: true })
    }
}

impl Guest {
    /// Returns whether nothing that is known of two organizations of one name distinguishes them.
    fn may_be(&self, other: &Self) -> bool {
        let compatible = |a: &Option<String>, b: &Option<String>| match (a, b) {
            (Some(a), Some(b)) => text::fold(a) == text::fold(b),
            _ => true,
        };
        let website = |guest: &Self| guest.website.as_deref().and_then(domains::of_website);
        compatible(&self.email, &other.email)
            && compatible(&website(self), &website(other))
            && compatible(&self.city, &other.city)
            && compatible(&self.state, &other.state)
            && compatible(&self.country_or_home(), &other.country_or_home())
    }

    /// Returns the country: the United States if only a state is given.
    fn country_or_home(&self) -> Option<String> {
        let home = || self.state.as_ref().map(|_| "US".to_owned());
        self.country.clone().or_else(home)
    }

    /// Takes over what a newer list says; returns whether anything changed.
    fn learn(&mut self, newer: &Self) -> bool {
        let before = self.clone();
        for (mine, theirs) in [
            (&mut self.email, &newer.email),
            (&mut self.note, &newer.note),
            (&mut self.website, &newer.website),
            (&mut self.city, &newer.city),
            (&mut self.state, &newer.state),
            (&mut self.country, &newer.country),
        ] {
            if theirs.is_some() {
                mine.clone_from(theirs);
            }
        }
        *self != before
    }
}

/// An invitation, and the signatures that came by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invited {
    /// The organization that was invited.
    pub name: String,
    /// The address that the invitation went to.
    pub email: String,
    /// The note of staff, for staff.
    pub note: String,
    /// The signatures that came by it.
    pub came: Vec<Came>,
}

/// A signature that came by an invitation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Came {
    /// The number that commands refer to it by.
    pub id: SignatureId,
    /// The state of the signature.
    pub state: State,
    /// The listed name.
    pub listed_name: String,
    /// The revision that was signed.
    pub revision: u32,
    /// The revision that was signed, if a later one is published.
    pub earlier_text: Option<u32>,
}

/// Returns every invitation of a letter, oldest first.
pub fn invitations(db: &Read<'_>, letter: &str) -> Result<Vec<Invited>, StoreError> {
    let sql = format!(
        "SELECT i.id, i.name, i.email, i.note, s.id AS signature, s.state, s.listed_name, s.revision, {EARLIER} AS earlier FROM invitations i
       LEFT JOIN organizations o ON o.invitation = i.id LEFT JOIN signatures s ON s.id = o.signature
       WHERE i.letter = ?1 ORDER BY i.id, s.id"
    );
    let mut found: Vec<(InvitationId, Invited)> = Vec::new();
    db.each(&sql, params![letter], |row| {
        let id: InvitationId = row.get("id")?;
        let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
        if found.last().is_none_or(|(last, _)| *last != id) {
            let it = Invited {
                name: row.get("name")?,
                email: text("email")?,
                note: text("note")?,
                came: Vec::new(),
            };
            found.push((id, it));
        }
        if let (Some(signature), Some((_, it))) = (row.get::<Option<SignatureId>>("signature")?, found.last_mut()) {
            it.came.push(Came {
                id: signature,
                state: row.word("state")?,
                listed_name: text("listed_name")?,
                revision: row.get("revision")?,
                earlier_text: row.get("earlier")?,
            });
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(found.into_iter().map(|(_, it)| it).collect())
}

/// Counts the confirmed signatures of a letter by the share link that they came by, as (source, organizations, people), most first; an
/// empty source means none.
pub fn sources(db: &Read<'_>, letter: &str) -> Result<Vec<(String, u64, u64)>, StoreError> {
    let sql = "SELECT source, COUNT(*) FILTER (WHERE kind = 'organization') AS organizations,
         COUNT(*) FILTER (WHERE kind = 'person') AS people
       FROM signatures WHERE letter = ?1 AND state = 'confirmed' AND source IS NOT NULL GROUP BY source";
    let count = |n: i64| u64::try_from(n).unwrap_or(0);
    let mut found = db.all(sql, params![letter], |row| {
        Ok((
            row.get("source")?,
            count(row.get("organizations")?),
            count(row.get("people")?),
        ))
    })?;
    // Most signatures came by no link, so they are not read one by one.
    let all = tally(db, letter)?;
    let by_links = found.iter().fold((0, 0), |sum, it| (sum.0 + it.1, sum.1 + it.2));
    let organizations = all.organizations.saturating_sub(by_links.0);
    let people = (all.people + all.unlisted).saturating_sub(by_links.1);
    if organizations + people > 0 {
        found.push((String::new(), organizations, people));
    }
    found.sort_by(|a, b| (b.1 + b.2).cmp(&(a.1 + a.2)).then_with(|| a.0.cmp(&b.0)));
    Ok(found)
}
