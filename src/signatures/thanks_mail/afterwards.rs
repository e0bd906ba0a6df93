//! What follows a signature that counts, in the words of a mail.

use jiff::Timestamp;
use serde::Serialize;

use crate::config::Config;
use crate::letters::deadlines::open_until;
use crate::letters::goes_to::goes_to;
use crate::letters::{Kind, Letter, Party, Phase};
use crate::locale::{Lang, Locales};
use crate::signatures::Tally;
use crate::signatures::store::{self, SignatureSummary};
use crate::store::{Read, StoreError};

/// From how many signatures on a mail says how many there are: a smaller number encourages nobody.
const ENOUGH: u64 = 10;

/// What a mail says to someone whose signature counts: how many have signed, what happens next, and how to share the letter. Each is empty
/// where there is nothing to say.
#[derive(Serialize)]
pub(crate) struct Afterwards {
    total: String,
    steps: Vec<String>,
    /// The letter.
    read: String,
    /// The letter as a PDF.
    pdf: String,
    /// The page for sharing, while somebody can sign.
    share: String,
    /// The part of that page for writing to one's organization, while organizations can sign.
    colleagues: String,
}

impl Afterwards {
    pub(crate) fn new(
        (db, config, locales): (&Read<'_>, &Config, &Locales),
        letter: &Letter,
        lang: Lang,
        it: &SignatureSummary,
    ) -> Result<Self, StoreError> {
        let now: Timestamp = config.clock.now();
        let (base, slug) = (&config.site.base_url, &letter.slug);
        let party = if it.contact.is_some() {
            Party::Organization
        } else {
            Party::Person
        };
        let open = |party| !letter.gone && letter.phase(party, now) == Phase::Open;
        let page = |path: &str, shown: bool| {
            if shown {
                format!("{base}/{lang}/letters/{slug}{path}")
            } else {
                String::new()
            }
        };
        let steps = [
            open_until(locales, letter, lang, now),
            goes_to(locales, letter, lang, (party, it.place.country.as_str())),
        ];
        let has_pdf = cfg!(feature = "pdf") && letter.kind == Kind::Letter && !letter.gone;
        let asks = party == Party::Person && open(Party::Organization);
        Ok(Self {
            total: signed_so_far(locales, lang, store::tally(db, &it.slug)?),
            steps: steps.into_iter().filter(|step| !step.is_empty()).collect(),
            read: page("", !letter.gone),
            pdf: page("/letter.pdf", has_pdf),
            share: page("/share", Party::BOTH.into_iter().any(open)),
            colleagues: page("/share#colleagues-heading", asks),
        })
    }
}

/// Formats how many have signed; empty if they are few.
pub(crate) fn signed_so_far(locales: &Locales, lang: Lang, tally: Tally) -> String {
    if tally.total() < ENOUGH {
        return String::new();
    }
    let (organizations, people) = tally.told();
    let counted = |id: &str, count: u64| locales.format(lang, id, &[("count", count.into())]);
    let mut who = Vec::new();
    if organizations {
        who.push(counted("tally-organizations", tally.organizations));
    }
    if organizations && people {
        who.push(locales.text(lang, "tally-and"));
    }
    if people {
        who.push(counted("tally-people", tally.everyone()));
    }
    locales.format(lang, "thanks-total", &[("who", who.join(" ").into())])
}
