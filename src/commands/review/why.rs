//! Options of a rejection.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use strum::VariantNames;
use undersigned::review::rejection::{Rejection, Telling};
use undersigned::signatures::state::RejectReason;

/// Why signatures are rejected, and whether their signers are told.
#[derive(clap::Args)]
pub struct Why {
    /// Why, as the email to the signers says and their history keeps
    #[arg(long, value_parser = PossibleValuesParser::new(RejectReason::VARIANTS).try_map(|word| word.parse::<RejectReason>()))]
    reason: Option<RejectReason>,
    /// A sentence for the signers, added to the email
    #[arg(
        long,
        value_name = "TEXT",
        requires = "reason",
        default_value = "",
        hide_default_value = true
    )]
    note: String,
    /// Send no email
    #[arg(long)]
    silent: bool,
}

impl Why {
    /// Returns the rejection that the options describe.
    pub fn rejection(&self) -> Rejection {
        match (self.reason, self.silent) {
            (Some(reason), false) => Rejection::because(reason, &self.note, Telling::Everyone),
            (Some(reason), true) => Rejection::because(reason, &self.note, Telling::Nobody),
            (None, true) => Rejection {
                telling: Telling::Nobody,
                ..Rejection::default()
            },
            (None, false) => Rejection::default(),
        }
    }
}
