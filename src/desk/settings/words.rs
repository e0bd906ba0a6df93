//! What the page of settings is made of: the letter, what the database knows, and the reader's language.

use std::collections::BTreeMap;

use crate::audit::StaffId;
use crate::letters::Letter;
use crate::letters::store::settings::Entry;
use crate::locale::Lang;
use crate::web::App;

/// What the database knows of a letter's settings.
pub(super) struct Known {
    /// What was set, the newest first.
    pub history: Vec<Entry>,
    /// The accounts' addresses.
    pub emails: BTreeMap<StaffId, String>,
}

/// The words of a page about one letter.
pub(super) struct Words<'a> {
    pub app: &'a App,
    pub letter: &'a Letter,
    pub known: &'a Known,
    pub lang: Lang,
}

impl Words<'_> {
    pub(super) fn text(&self, id: &str) -> String {
        if id.is_empty() {
            return String::new();
        }
        self.app.locales.text(self.lang, id)
    }
}
