//! Which offices of a delivery are listed.

use crate::web::form::Typed;

/// Which offices are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Show {
    /// All.
    All,
    /// Those whose email failed, may have been sent, or was stopped, or whose address was checked long ago.
    Attention,
    /// Those that a delivery would email now.
    Due,
    /// Those that can't be emailed.
    WithoutEmail,
    /// Those that changed since the plan that was checked.
    Changed,
}

impl Show {
    /// All, with the word of an address.
    pub(super) const ALL: [(Self, &'static str); 5] = [
        (Self::All, "all"),
        (Self::Attention, "attention"),
        (Self::Due, "due"),
        (Self::WithoutEmail, "without-email"),
        (Self::Changed, "changed"),
    ];

    pub(super) fn read(asked: &Typed) -> Self {
        let word = asked.get("show");
        let found = Self::ALL.iter().find(|(_, known)| *known == word);
        found.map_or(Self::All, |(show, _)| *show)
    }
}
