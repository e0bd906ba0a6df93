//! Invites organizations to sign a letter: each gets a link that prefills its form and tells staff which ones used it.

use std::collections::HashSet;

use jiff::Timestamp;

use crate::letters::{Letter, Party};
use crate::locale::Lang;
use crate::organizations::store::invitations::{Book, Guest, Invitation};
use crate::store::{StoreError, Tx};

/// The error that organizations can't sign the letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("organizations can't sign this letter")]
pub struct NotAsked;

/// The invitations to a letter that organizations can sign.
#[derive(Clone, Debug)]
pub struct Invitations {
    slug: String,
}

/// An organization on staff's list, and its link's code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The organization, as on the list.
    pub guest: Guest,
    /// The code that opens the form ([`Invitations::link`]).
    pub code: String,
    /// Whether the link is new; otherwise an earlier list had the organization, too.
    pub new: bool,
}

impl Invitations {
    /// Creates the invitations to a letter.
    pub fn to(letter: &Letter) -> Result<Self, NotAsked> {
        let signing = letter.signing.as_ref();
        let window = signing.and_then(|signing| signing.window(Party::Organization));
        window.map_or(Err(NotAsked), |_| {
            Ok(Self {
                slug: letter.slug.to_string(),
            })
        })
    }

    /// Invites every organization of a list. One that is listed twice has one link, and one that had a link keeps it.
    pub fn invite(&self, tx: &Tx<'_>, guests: Vec<Guest>, now: Timestamp) -> Result<Vec<Invited>, StoreError> {
        let mut book = Book::of(tx, &self.slug)?;
        let (mut invited, mut seen) = (Vec::new(), HashSet::new());
        for guest in guests {
            let Invitation { code, new } = book.invite(tx, &guest, now)?;
            if seen.insert(code.clone()) {
                invited.push(Invited { guest, code, new });
            }
        }
        Ok(invited)
    }

    /// Returns the address of the form that an invitation prefills. `base` is the site's address.
    pub fn link(&self, base: &str, lang: Lang, code: &str) -> String {
        format!("{base}/{lang}/letters/{}/sign/organization?invite={code}", self.slug)
    }
}
