//! The page of a confirmation link: what would be confirmed, with one button, or the outcome.

use rocket::http::Status;
use serde::Serialize;

use crate::clock::from_micros;
use crate::letters::deadlines::open_until;
use crate::letters::goes_to::goes_to;
use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::letters::store::Text;
use crate::letters::{Digest, Letter, Party, Phase};
use crate::locale::{Lang, Locales};
use crate::signatures::state::State;
use crate::signatures::{ShownTally, Tally, rules, store};
use crate::signing::store::confirm::{Confirmation, LinkedSignature};
use crate::site::letter_page::find_signed;
use crate::site::letter_view::{self, LetterView, Named};
use crate::site::share::{self, Share};
use crate::site::signing_window;
use crate::site::text_changes::{self, Changes};
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct View {
    letter: LetterView,
    name: String,
    place: String,
    unlisted: bool,
    token: String,
    ask: bool,
    confirmed: bool,
    heading: String,
    explanation: String,
    tally: ShownTally,
    #[serde(flatten)]
    thanks: Option<Thanks>,
    version: i64,
    /// The sentence that signing has ended, but this signature was begun in time.
    late: String,
    facts: Vec<Fact>,
    changes: Option<Changes>,
    /// The digest of the text that the button signs, if it is not the one that was read.
    edition: String,
    /// The link to sign again; empty if that is not possible or would not help.
    again: String,
}

/// What a page that thanks shows besides.
#[derive(Serialize)]
struct Thanks {
    share: Share,
    /// What happens next.
    steps: Vec<String>,
    /// Another letter that can be signed now.
    another: Option<Named>,
}

impl Thanks {
    fn new(app: &App, library: &Library, letter: &Letter, lang: Lang, linked: &LinkedSignature) -> Self {
        let share = share::of(app, letter, lang);
        Self {
            share: match linked.kind {
                Party::Person => share,
                Party::Organization => share.without_colleagues(),
            },
            steps: steps(app, letter, lang, linked),
            another: another(app, library, letter, lang, linked),
        }
    }
}

/// A stored detail that would be confirmed along with the name.
#[derive(Serialize)]
struct Fact {
    label: String,
    value: String,
}

fn facts(app: &App, lang: Lang, linked: &LinkedSignature) -> Vec<Fact> {
    let text = |id: &str| app.locales.text(lang, id);
    let details = linked.details.iter().map(|(label, value)| Fact {
        label: text(label),
        value: value.clone(),
    });
    let updates = linked.updates.as_ref().map(|_| Fact {
        label: text("confirm-updates"),
        value: text("confirm-updates-yes"),
    });
    let to_offices = linked.to_offices.as_ref().map(|_| Fact {
        label: text("confirm-to-offices"),
        value: text("confirm-to-offices-yes"),
    });
    details.chain(to_offices).chain(updates).collect()
}

/// What a link leads to, as its page needs it.
pub(crate) struct LinkTarget {
    pub(crate) linked: LinkedSignature,
    tally: Tally,
    /// The text that the signer read.
    read: Option<Text>,
    /// Whether the signature will be held for review, as far as that is known.
    waits: bool,
}

impl LinkTarget {
    pub(crate) fn of(
        db: &Read<'_>,
        linked: LinkedSignature,
        rules: &dyn Fn(&str) -> rules::Rules,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            tally: store::tally(db, &linked.letter)?,
            waits: linked.kind == Party::Organization
                && store::waits_as_stored(db, linked.signature, &rules(&linked.letter))?,
            read: text_changes::older(db, &linked.letter, Digest(linked.text.0))?,
            linked,
        })
    }
}

/// Returns the message family for what a link leads to.
fn key(linked: &LinkedSignature, outcome: Option<&Confirmation>) -> &'static str {
    let state = linked.state;
    match outcome {
        Some(Confirmation::AlreadyListed) if linked.first.as_ref().is_some_and(|it| !it.counted) => {
            "confirm-listed-held"
        }
        Some(Confirmation::Changed) => "confirm-changed",
        Some(Confirmation::TextChanged) => "confirm-text-changed",
        None => "confirm-ask",
        Some(Confirmation::Confirmed) => "confirm-done",
        Some(Confirmation::AlreadyConfirmed) => "confirm-already",
        Some(Confirmation::AlreadyListed) => "confirm-listed",
        Some(Confirmation::Awaiting) => "confirm-awaiting",
        Some(Confirmation::Held) => match &linked.first {
            Some(first) if first.counted => "confirm-rival",
            Some(_) => "confirm-rival-held",
            None => "confirm-held",
        },
        Some(Confirmation::Gone) if state == State::Rejected => "confirm-rejected",
        Some(Confirmation::Gone) if state == State::Disowned => "confirm-disowned",
        Some(Confirmation::Gone) if state == State::Declined => "confirm-declined",
        Some(Confirmation::Gone) => "confirm-withdrawn",
        Some(Confirmation::Expired) => "confirm-expired",
        Some(Confirmation::Unknown) => "confirm-unknown",
    }
}

/// The advice for a signer who came too late or withdrew.
#[derive(Default)]
struct Again {
    /// The link to the form, while it is open.
    form: String,
    /// The sentence that signing has ended.
    over: String,
}

fn again(app: &App, letter: &Letter, lang: Lang, linked: &LinkedSignature, key: &str) -> Again {
    if !matches!(key, "confirm-expired" | "confirm-withdrawn" | "confirm-declined") {
        return Again::default();
    }
    let party = linked.kind;
    let over = signing_window::phase_for(app, letter, lang, party, app.clock.now());
    Again {
        form: if over.is_empty() {
            format!("/{lang}/letters/{}/{}", letter.slug, letter_view::paths(party).0)
        } else {
            String::new()
        },
        over,
    }
}

/// Returns the sentence that signing has ended, and until when this signature still counts.
fn late(app: &App, letter: &Letter, lang: Lang, linked: &LinkedSignature) -> String {
    let moments = (from_micros(linked.expires_at), app.clock.now());
    signing_window::still_counts(app, letter, lang, linked.kind, moments)
}

/// Returns what happens next: until when others can sign, where the letter goes, and how to change the signature.
fn steps(app: &App, letter: &Letter, lang: Lang, linked: &LinkedSignature) -> Vec<String> {
    let open = open_until(&app.locales, letter, lang, app.clock.now());
    let goes = goes_to(&app.locales, letter, lang, (linked.kind, linked.place.country.as_str()));
    let change = app.locales.text(lang, "next-step-change");
    let steps = [open, goes, change].into_iter();
    steps.filter(|step| !step.is_empty()).collect()
}

/// Returns the newest other letter that the same kind of signer can sign now.
fn another(app: &App, library: &Library, letter: &Letter, lang: Lang, linked: &LinkedSignature) -> Option<Named> {
    let now = app.clock.now();
    let open = |other: &&Letter| other.slug != letter.slug && other.phase(linked.kind, now) == Phase::Open;
    let found = library.newest_first().into_iter().find(open)?;
    Some(Named::new(found, lang))
}

/// Explains the outcome, and names the earlier signature if it is public. `stands` says whether the signed text is still the letter's.
fn explained(locales: &Locales, lang: Lang, found: &LinkTarget, (key, stands): (&str, bool)) -> String {
    let linked = &found.linked;
    let id = match key {
        "confirm-ask" if linked.is_brought() => "confirm-ask-brought-explained".to_owned(),
        "confirm-ask" if linked.decided_elsewhere => "confirm-ask-approver-explained".to_owned(),
        "confirm-already" if !stands => "confirm-already-earlier".to_owned(),
        "confirm-ask" if found.waits => "confirm-ask-held-explained".to_owned(),
        key => format!("{key}-explained"),
    };
    match &linked.first {
        Some(first) if matches!(key, "confirm-listed" | "confirm-rival") => {
            let line = format!("{} — {}", first.name, first.place.words(locales, lang));
            locales.format(lang, &id, &[("other", line.into())])
        }
        _ => locales.format(lang, &id, &[("deciders", u64::from(linked.deciders).into())]),
    }
}

pub(crate) fn show(
    app: &App,
    live_library: &LiveLibrary,
    lang: Lang,
    token: &str,
    found: &LinkTarget,
    outcome: Option<&Confirmation>,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let LinkTarget {
        linked, tally, read, ..
    } = found;
    let (lang, letter) = find_signed(app, &library, lang, &linked.letter)?;
    let asks = matches!(outcome, None | Some(Confirmation::Changed | Confirmation::TextChanged));
    let stands = letter.edition_by_digest(Digest(linked.text.0)).is_some();
    let moved = asks && !stands;
    let outcome = if moved && outcome.is_none() {
        Some(&Confirmation::TextChanged)
    } else {
        outcome
    };
    let key = key(linked, outcome);
    let locales = letter.words(&app.locales);
    let heading = locales.text(lang, key);
    // The token must not appear in links to the other language: no URL of ours carries it further than the mail did.
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug)).about(letter.kind.as_str());
    let again = again(app, letter, lang, linked, key);
    let thanks = matches!(outcome, Some(Confirmation::Confirmed | Confirmation::AlreadyConfirmed));
    let view = View {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        name: linked.listed_name.clone(),
        place: linked.place.words(&app.locales, lang),
        unlisted: linked.unlisted,
        token: token.to_owned(),
        ask: asks,
        changes: read
            .as_ref()
            .filter(|_| moved)
            .map(|old| text_changes::compared(app, letter, old)),
        edition: if moved {
            letter.edition(text_changes::language(app, &linked.text.1)).digest.hex()
        } else {
            String::new()
        },
        version: linked.version,
        late: if asks {
            late(app, letter, lang, linked)
        } else {
            String::new()
        },
        facts: facts(app, lang, linked),
        confirmed: outcome == Some(&Confirmation::Confirmed),
        heading,
        explanation: if again.over.is_empty() {
            explained(&locales, lang, found, (key, stands))
        } else {
            again.over
        },
        tally: (*tally).into(),
        thanks: (thanks && !letter.gone).then(|| Thanks::new(app, &library, letter, lang, linked)),
        again: again.form,
    };
    let page = page::html(app, "confirm", &frame, &view)?;
    Ok(page.with_status(status(key)).secret())
}

/// Returns the status of a page: a link that has expired is gone.
fn status(key: &str) -> Status {
    if key == "confirm-expired" {
        Status::Gone
    } else {
        Status::Ok
    }
}
