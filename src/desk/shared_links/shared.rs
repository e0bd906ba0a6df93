//! A letter whose links are shown, and the words for what they open.

use crate::desk::paths;
use crate::desk::signers::{Refusal, to_decide};
use crate::letters::Letter;
use crate::letters::library::Library;
use crate::staff::guard::Staff;
use crate::staff::shared_links::Opens;

/// A letter, and what its links open.
#[derive(Clone, Copy)]
pub(super) struct Shared<'l> {
    pub letter: &'l Letter,
    pub opens: Opens,
}

impl<'l> Shared<'l> {
    pub fn of(staff: &Staff, library: &'l Library, slug: &str, opens: Opens) -> Result<Self, Refusal> {
        let letter = match opens {
            Opens::Partners => to_decide(staff, library, slug)?,
            Opens::Preview => staff.settings_to_change(library, slug)?,
        };
        Ok(Self { letter, opens })
    }

    pub fn slug(&self) -> &'l str {
        self.letter.slug.as_str()
    }

    pub fn path(&self) -> String {
        match self.opens {
            Opens::Partners => paths::partners(self.slug()),
            Opens::Preview => paths::previews(self.slug()),
        }
    }

    /// Returns the page that leads to this one.
    pub fn back(&self) -> String {
        match self.opens {
            Opens::Partners => paths::signers(self.slug()),
            Opens::Preview => paths::settings(self.slug()),
        }
    }

    /// Returns the heading, what the links are for, and the name of a link.
    pub fn words(&self) -> [&'static str; 3] {
        match self.opens {
            Opens::Partners => ["staff-partners", "staff-partners-explained", "staff-partners-link"],
            Opens::Preview => ["staff-previews", "staff-previews-explained", "staff-previews-link"],
        }
    }

    /// Returns the path of a link, after the language.
    pub fn opened_at(&self) -> &'static str {
        match self.opens {
            Opens::Partners => "partners",
            Opens::Preview => "previews",
        }
    }
}

/// Returns whether everyone can read a letter, so that it needs no preview.
pub(super) fn is_public(library: &Library, shared: Shared<'_>) -> bool {
    shared.opens == Opens::Preview && library.draft(&shared.letter.slug).is_none()
}
