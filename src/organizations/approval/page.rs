//! The page for a decider: the question, or the outcome.

use jiff::Timestamp;
use rocket::http::Status;
use serde::Serialize;

use crate::clock::from_micros;
use crate::letters::deadlines::{in_words, open_until, to_decide};
use crate::letters::goes_to::goes_to;
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Digest, Letter, Party};
use crate::locale::{Lang, Locales};
use crate::organizations::approval::progress::{Other, others, others_heading, progress};
use crate::organizations::store::ballot::Ballot;
use crate::signatures::ShownTally;
use crate::signatures::state::{Approval, Decision, State};
use crate::signatures::store::{self, Question};
use crate::site::letter_page::find_signed;
use crate::site::letter_text::LetterText;
use crate::site::letter_view::LetterView;
use crate::site::share::{self, Share};
use crate::site::signing_window;
use crate::site::text_changes::{self, Changes};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct View {
    letter: LetterView,
    /// The text, for a decider who may still decide.
    sheet: LetterText,
    token: String,
    /// The id of the form for declining, for the buttons that switch the language; empty if there is none.
    form_id: &'static str,
    /// Whether Enter inserts a line break in that form's only field, so that no first button is needed for it.
    no_enter: bool,
    heading: String,
    explanation: String,
    /// The message that the decided text was replaced since; empty if it was not.
    replaced: String,
    legal_name: String,
    line: String,
    contact: String,
    contact_name: String,
    /// The list of organizations; empty if the letter has no page.
    signers: String,
    #[serde(flatten)]
    after: After,
    /// How many have approved and must, unless there is only one.
    progress: String,
    /// The other deciders and their decisions, with the heading above them.
    others: Vec<Other>,
    others_heading: String,
    /// The deadline.
    deadline: String,
    /// The tally of the letter.
    tally: ShownTally,
    version: i64,
    /// The digest of the text on the page.
    edition: String,
    ask: bool,
    /// The changes to the text since the contact signed.
    changes: Option<Changes>,
    reason: String,
    reason_error: String,
}

/// What the page says to someone who approved, once the signature needs no other approval.
#[derive(Default, Serialize)]
struct After {
    /// Whether the organization has signed.
    done: bool,
    /// The link to remove its name.
    not_us: String,
    /// What happens next.
    steps: Vec<String>,
    share: Option<Share>,
}

impl After {
    fn new(app: &App, letter: &Letter, lang: Lang, it: &Ballot, key: &str) -> Self {
        if it.decider.decision != Some(Decision::Approved) || !it.approval.is_settled() {
            return Self::default();
        }
        let done = key == "approve-done";
        let shares = done && !letter.gone;
        Self {
            done,
            not_us: it.not_us(&app.config.secret, lang),
            steps: if done { steps(app, letter, lang, it) } else { Vec::new() },
            share: shares.then(|| share::of(app, letter, lang).without_colleagues()),
        }
    }
}

/// Returns the message family for a ballot.
fn key(it: &Ballot, now: i64) -> &'static str {
    use Decision::{Approved, Declined};
    match (it.approval, it.decider.decision) {
        (approval, None) if approval.is_undecided() && now >= it.expires_at => "approve-expired",
        (Approval::Renewing, Some(Approved)) => "approve-renewal-noted",
        (Approval::Renewing, Some(Declined)) => "approve-renewal-no-noted",
        (Approval::Renewing, None) => "approve-renewal",
        (Approval::RenewalDeclined, _) => "approve-renewal-declined",
        (Approval::Signing(state), said) => match (state, said) {
            (State::Awaiting, Some(Approved)) => "approve-noted",
            (State::Awaiting, Some(Declined)) => "approve-no-noted",
            (State::Awaiting, None) => "approve-ask",
            // A decider who declined is not thanked for what others approved.
            (State::Confirmed, Some(Declined)) => "approve-outvoted",
            (State::Held, Some(Declined)) => "approve-outvoted-held",
            (State::Confirmed, _) => "approve-done",
            (State::Held, _) => "approve-held",
            (State::Duplicate, _) => "approve-listed",
            (State::Declined, _) => "approve-declined",
            (State::Withdrawn, _) => "approve-withdrawn",
            (State::Rejected, _) => "approve-rejected",
            (State::Disowned, _) => "approve-disowned",
            (State::Pending, _) => "approve-gone",
        },
    }
}

/// Returns the message that explains a heading.
fn explanation(locales: &Locales, lang: Lang, it: &Ballot, key: &str) -> String {
    let id = match (it.question, key) {
        (Question::Renewal, "approve-expired") => "approve-renewal-expired".to_owned(),
        (Question::Renewal, "approve-closed") => "approve-renewal-closed".to_owned(),
        _ => format!("{key}-explained"),
    };
    let others = u64::try_from(it.deciders.len().saturating_sub(1)).unwrap_or(u64::MAX);
    let said = [("others", others.into()), ("contact", it.contact_name.as_str().into())];
    locales.format(lang, &id, &said)
}

/// Returns the message that the text was replaced since the decision, and what follows; empty if it was not.
fn replaced(letter: &Letter, it: &Ballot) -> &'static str {
    if letter.edition_by_digest(Digest(it.text)).is_some() {
        return "";
    }
    match it.approval {
        approval if approval.is_undecided() => "approve-text-changed-noted",
        approval if approval.is_settled() => "approve-text-changed",
        _ => "",
    }
}

/// The reason that was typed, and its error.
#[derive(Default)]
pub(crate) struct Reason {
    pub(crate) typed: String,
    pub(crate) wrong: &'static str,
}

/// Returns the message family of the page, and whether it asks for a decision.
fn asks(app: &App, letter: &Letter, it: &Ballot, changed: bool, now: Timestamp) -> (&'static str, bool) {
    let found = key(it, now.as_microsecond());
    let over = !signing_window::may_finish(&app.config, letter, Party::Organization, now);
    let asked = matches!(found, "approve-ask" | "approve-renewal");
    match found {
        _ if asked && over => ("approve-closed", false),
        _ if asked && changed => ("approve-changed", true),
        key => (key, asked),
    }
}

/// Returns the text from which changes are shown. A decider who is asked sees what changed since the organization signed, or its form was
/// filled in; one who has decided sees what changed since that decision, if the page mentions the replacement.
fn read_before(letter: &Letter, it: &Ballot, ask: bool, replaced: &str) -> Option<Digest> {
    let gone = |text: &Digest| letter.edition_by_digest(*text).is_none();
    if ask {
        Some(Digest(it.signed)).filter(gone)
    } else {
        Some(Digest(it.text)).filter(gone).filter(|_| !replaced.is_empty())
    }
}

fn status(key: &str, wrong: bool) -> Status {
    match key {
        "approve-expired" | "approve-closed" => Status::Gone,
        "approve-changed" => Status::Conflict,
        _ if wrong => Status::UnprocessableEntity,
        _ => Status::Ok,
    }
}

pub(crate) async fn show(
    app: &App,
    live_library: &LiveLibrary,
    (lang, token): (Lang, &str),
    it: &Ballot,
    changed: bool,
    reason: Reason,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let (lang, letter) = find_signed(app, &library, lang, &it.letter)?;
    let now = app.clock.now();
    let (key, ask) = asks(app, letter, it, changed, now);
    let said = [("name", it.listed_name.as_str().into())];
    let locales = letter.words(&app.locales);
    let heading = locales.format(lang, key, &said);
    // Progress matters only while the question is open.
    let going_on = it.is_undecided() && !matches!(key, "approve-expired" | "approve-closed");
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug)).about(letter.kind.as_str());
    let slug = letter.slug.to_string();
    let tally = app.store.read(move |db| store::tally(db, &slug)).await?;
    let decided = !ask && !matches!(key, "approve-expired" | "approve-closed");
    let replaced = if decided { replaced(letter, it) } else { "" };
    let before = read_before(letter, it, ask, replaced);
    let view = View {
        changes: text_changes::since(app, letter, before).await?,
        replaced: if replaced.is_empty() {
            String::new()
        } else {
            locales.text(lang, replaced)
        },
        letter: LetterView::new(app, letter, lang, now),
        sheet: LetterText::new(app, &library, letter, lang),
        token: token.to_owned(),
        form_id: if ask { "decline-form" } else { "" },
        no_enter: true,
        heading,
        explanation: explanation(&locales, lang, it, key),
        legal_name: it.legal_name.clone(),
        contact_name: it.contact_name.clone(),
        signers: signers(letter, lang),
        after: After::new(app, letter, lang, it, key),
        line: format!("{} — {}", it.listed_name, it.place.words(&app.locales, lang)),
        contact: format!("{}, {}", it.contact_name, it.contact_title),
        progress: if going_on {
            progress(&app.locales, lang, &it.deciders, it.needed)
        } else {
            String::new()
        },
        others_heading: others_heading(&app.locales, lang, it.deciders.len()),
        others: if going_on {
            others(&app.locales, lang, &it.deciders, Some(it.decider.id))
        } else {
            Vec::new()
        },
        deadline: deadline(app, letter, lang, it, now),
        tally: tally.into(),
        version: it.version,
        edition: letter.edition(lang).digest.hex(),
        ask,
        reason: reason.typed,
        reason_error: match reason.wrong {
            "" => String::new(),
            wrong => app.locales.text(lang, wrong),
        },
    };
    let status = status(key, !view.reason_error.is_empty());
    Ok(page::html(app, "approve", &frame, &view)?.with_status(status).secret())
}

/// Returns what happens next once the organization has signed: until when others can sign, and where the letter goes.
fn steps(app: &App, letter: &Letter, lang: Lang, it: &Ballot) -> Vec<String> {
    let steps = [
        open_until(&app.locales, letter, lang, app.clock.now()),
        goes_to(
            &app.locales,
            letter,
            lang,
            (Party::Organization, it.place.country.as_str()),
        ),
    ];
    steps.into_iter().filter(|step| !step.is_empty()).collect()
}

/// Returns the path of the list of organizations; empty if the letter has no page.
fn signers(letter: &Letter, lang: Lang) -> String {
    if letter.gone {
        String::new()
    } else {
        format!("/{lang}/letters/{}/signers/organizations", letter.slug)
    }
}

/// Formats the deadline.
fn deadline(app: &App, letter: &Letter, lang: Lang, it: &Ballot, now: Timestamp) -> String {
    let link = from_micros(it.expires_at);
    let late = signing_window::still_counts(app, letter, lang, Party::Organization, (link, now));
    if late.is_empty() {
        let until = to_decide(&app.config, letter, link, now);
        in_words(&app.locales, letter, lang, "approve-until", (until, now))
    } else {
        late
    }
}
