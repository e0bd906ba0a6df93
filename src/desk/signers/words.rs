//! The words for what is stored about a signature, in the reader's language.

use crate::locale::Lang;
use crate::sheet::SheetRow;
use crate::signatures::locality::{Locality, city};
use crate::signatures::state::State;
use crate::web::App;

/// The language and the messages of a page.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) app: &'a App,
    pub(super) lang: Lang,
}

impl<'a> Words<'a> {
    pub(super) fn of_delivery(self) -> crate::desk::delivery::words::Words<'a> {
        crate::desk::delivery::words::Words {
            app: self.app,
            lang: self.lang,
        }
    }

    pub(super) fn text(&self, id: &str) -> String {
        self.app.locales.text(self.lang, id)
    }

    /// Returns the message of a word in a family; a word of a newer version, which has none, is shown as it is.
    pub(super) fn of(&self, family: &str, word: &str) -> String {
        let id = format!("{family}-{word}");
        if self.app.locales.has(self.lang, &id) {
            self.text(&id)
        } else {
            word.to_owned()
        }
    }

    pub(super) fn state(&self, word: &str) -> String {
        self.of("staff-state", word)
    }

    pub(super) fn held_for(&self, word: &str) -> String {
        self.of("staff-held", word)
    }

    pub(super) fn mark(&self, word: &str) -> String {
        self.of("staff-mark", word)
    }

    pub(super) fn origin(&self, word: &str) -> String {
        self.of("staff-origin", word)
    }

    pub(super) fn level(&self, word: &str) -> String {
        self.of("staff-level", word)
    }

    pub(super) fn actor(&self, word: &str) -> String {
        self.of("staff-actor", word)
    }

    pub(super) fn mail(&self, kind: &str) -> String {
        self.of("staff-mail", kind)
    }

    pub(super) fn mail_state(&self, word: &str) -> String {
        self.of("staff-sent", word)
    }

    /// Formats what happened to a signature without a change of its state, or a merge; `None` for other acts, which their state says.
    pub(super) fn act(&self, word: &str) -> Option<String> {
        let id = match word {
            "merged" => "staff-act-merged",
            "kept" => "staff-act-kept",
            "unmerged" => "staff-act-unmerged",
            "parted" => "staff-act-parted",
            "corrected" => "staff-act-corrected",
            "confirmed-by-email" => "staff-act-confirmed-by-email",
            _ => return None,
        };
        Some(self.text(id))
    }

    /// Formats the state, and why it is held.
    pub(super) fn status(&self, state: State, held_for: &str) -> String {
        if held_for.is_empty() {
            return self.state(state.as_str());
        }
        self.because(state, self.held_for(held_for))
    }

    /// Formats the state of a row, and why it is held.
    pub(super) fn status_of(&self, row: &SheetRow) -> String {
        if row.merged {
            return self.text("staff-state-merged");
        }
        if row.bounced {
            return self.because(row.state, self.text("staff-state-bounced"));
        }
        self.status(row.state, &row.held_for)
    }

    fn because(&self, state: State, why: String) -> String {
        let values = [("state", self.state(state.as_str()).into()), ("why", why.into())];
        self.app.locales.format(self.lang, "staff-status-because", &values)
    }

    /// Returns the flags, each in words.
    pub(super) fn marks(&self, flags: &str) -> Vec<String> {
        let words = flags.split(',').filter(|word| !word.is_empty());
        words.map(|word| self.mark(word)).collect()
    }

    pub(super) fn place(&self, row: &SheetRow) -> String {
        let locality = Locality {
            city: city(row.city.clone()),
            state: Some(row.region.clone()).filter(|it| !it.is_empty()),
            country: row.country.clone(),
        };
        locality.words(&self.app.locales, self.lang)
    }
}

/// Returns the class of a row's mark: nobody has to look at a merged one.
pub(super) fn tone_of(row: &SheetRow) -> &'static str {
    match row {
        SheetRow { merged: true, .. } => "over",
        SheetRow { bounced: true, .. } => "waits",
        _ => tone(row.state),
    }
}

/// Returns the class of a state's mark: what counts, what someone should look at, and what is over.
pub(super) fn tone(state: State) -> &'static str {
    match state {
        State::Confirmed => "counts",
        State::Held | State::Duplicate | State::Disowned => "waits",
        State::Pending | State::Awaiting => "soon",
        State::Declined | State::Withdrawn | State::Rejected => "over",
    }
}
