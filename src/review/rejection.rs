//! Why signatures are rejected, and whether their signers are told.

use serde::{Deserialize, Serialize};

use crate::signatures::state::RejectReason;
use crate::text;

/// The maximum length of a note, in characters.
pub const LONGEST_NOTE: usize = 300;

/// Why signatures are rejected, and whether their signers are told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// The reason, which their history keeps.
    pub reason: Option<RejectReason>,
    /// A sentence for the signer; may be empty.
    pub note: String,
    /// Whether they are told.
    pub telling: Telling,
}

/// Whether signers are told that they were rejected. Those who had withdrawn, or said that they did not sign, never are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Telling {
    /// Those who were waiting, and those who were told of another decision before.
    #[default]
    WhoExpectsIt,
    /// Everyone.
    Everyone,
    /// Nobody.
    Nobody,
}

impl Rejection {
    /// Creates a rejection with a reason. The note is made one line of at most [`LONGEST_NOTE`] characters.
    pub fn because(reason: RejectReason, note: &str, telling: Telling) -> Self {
        Self {
            reason: Some(reason),
            note: text::tidy(note).chars().take(LONGEST_NOTE).collect(),
            telling,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_one_line_that_fits_a_mail() {
        let made = |note: &str| Rejection::because(RejectReason::Other, note, Telling::Everyone).note;
        assert_eq!(made("  Please\r\n\tcall us. "), "Please call us.");
        assert_eq!(made("Call\0 \u{202e}us."), "Call us.", "PostgreSQL stores no zero");
        assert_eq!(made(&"ñ".repeat(400)).chars().count(), LONGEST_NOTE);
    }
}
