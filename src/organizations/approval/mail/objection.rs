//! What the mails about a disowned signature say: by whom it was disowned, and what followed.

use super::MailBuilder;
use crate::organizations::approval::notices;
use crate::signatures::ids::LinkId;
use crate::signatures::state::State;
use crate::signatures::store::{self, LinkHolder};
use crate::store::StoreError;
use crate::text::unclickable;

impl MailBuilder<'_> {
    /// Returns who disowned the signature by a link, and what followed from it as far as it still is so.
    pub(super) fn objection(&self, link: LinkId, state: State) -> Result<(String, String), StoreError> {
        let is_for_staff = self.folder == notices::DISOWNED;
        if !is_for_staff && self.folder != notices::OBJECTION {
            return Ok((String::new(), String::new()));
        }
        let Some(by) = store::addressee(self.db, link)? else {
            return Ok((String::new(), String::new()));
        };
        let who = match (by.whose, is_for_staff) {
            (LinkHolder::Signer, true) => "disowned-by-contact",
            (LinkHolder::Decider(_), true) => "disowned-by-approver",
            (LinkHolder::PublicAddress, true) => "disowned-by-public",
            (LinkHolder::Signer, false) => "objection-by-contact",
            (LinkHolder::Decider(_), false) => "objection-by-approver",
            (LinkHolder::PublicAddress, false) => "objection-by-public",
        };
        let what = match (state, is_for_staff) {
            (State::Disowned, true) => "disowned-removed",
            (State::Pending | State::Awaiting, true) => "disowned-open",
            (_, true) => "disowned-held",
            (State::Disowned, false) => "objection-removed",
            (State::Pending | State::Awaiting, false) => "objection-open",
            (_, false) => "objection-held",
        };
        let (name, email) = (unclickable(&by.name), by.email);
        let said = [("name", name.as_str().into()), ("email", email.as_str().into())];
        Ok((
            self.locales.format(self.lang, who, &said),
            self.locales.text(self.lang, what),
        ))
    }
}
