//! Which letters someone may see or change.

use rocket::http::Status;

use super::Staff;
use crate::letters::library::Library;
use crate::letters::{Letter, Slug};
use crate::web::error::Failure;

impl Staff {
    /// Returns a letter whose signers they may see; another one is answered like one that does not exist.
    pub fn letter_to_view<'l>(&self, library: &'l Library, slug: &str) -> Result<&'l Letter, Failure> {
        letter(library, slug, self.may_view(slug))
    }

    /// Returns a letter whose organizations they may see by name and place, as partners may; another one is answered like one that does not
    /// exist.
    pub fn letter_to_list<'l>(&self, library: &'l Library, slug: &str) -> Result<&'l Letter, Failure> {
        letter(library, slug, self.letters().include(slug))
    }

    /// Returns a letter whose signatures they may decide on; another one is answered like one that does not exist.
    pub fn letter_to_edit<'l>(&self, library: &'l Library, slug: &str) -> Result<&'l Letter, Failure> {
        letter(library, slug, self.may_edit(slug))
    }

    /// Returns a letter whose settings they may see, which may wait for its day of publication.
    pub(crate) fn settings_to_view<'l>(&self, library: &'l Library, slug: &str) -> Result<&'l Letter, Failure> {
        self.letter_to_view(library, slug)
            .or_else(|missing| draft(library, slug, self.may_view(slug)).ok_or(missing))
    }

    /// Returns a letter whose settings they may change, which may wait for its day of publication. Those who may only see it are refused; to
    /// others, the letter does not exist.
    pub(crate) fn settings_to_change<'l>(
        &self,
        library: &'l Library,
        slug: &str,
    ) -> Result<&'l Letter, Result<Status, Failure>> {
        if self.may_view(slug) && !self.may_edit(slug) {
            return Err(Ok(Status::Forbidden));
        }
        self.letter_to_edit(library, slug)
            .or_else(|missing| draft(library, slug, self.may_edit(slug)).ok_or(missing))
            .map_err(Err)
    }
}

fn draft<'l>(library: &'l Library, slug: &str, may: bool) -> Option<&'l Letter> {
    let found = Slug::parse(slug).ok().and_then(|slug| library.draft(&slug));
    found.filter(|_| may)
}

fn letter<'l>(library: &'l Library, slug: &str, may: bool) -> Result<&'l Letter, Failure> {
    let found = Slug::parse(slug).ok().and_then(|slug| library.signed_letter(&slug));
    found.filter(|_| may).ok_or(Failure::NotFound)
}
