//! The link of one who decides for an organization: the letter, the line as it will stand, one button to approve and one to decline.
//! Opening it changes nothing.

use jiff::Timestamp;
use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use super::changes::{self, Changes};
use super::find_mine::wanted_language;
use super::letter_sheet::Sheet;
use super::letter_view::LetterView;
use super::{find, lost, rules, window};
use crate::clock::from_micros;
use crate::letters::shelf::Shelf;
use crate::letters::{Digest, Letter, Party, Slug};
use crate::locale::Lang;
use crate::signatures::Tally;
use crate::signatures::confirmation::Token;
use crate::signatures::deadlines::{in_words, to_decide};
use crate::signatures::follow_up::{Asking, Desk};
use crate::signatures::form::{self, Typed};
use crate::signatures::progress::{Other, others, others_heading, progress};
use crate::signatures::store::{self, Ballot, Cast, Paper, Settled, Vote};
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

#[derive(Serialize)]
struct View {
    letter: LetterView,
    /// The text, for whoever is to decide.
    sheet: Sheet,
    token: String,
    /// The id of the form that declines, for the buttons that show it in another language; empty: there is none.
    form_id: &'static str,
    /// Enter begins a line in that form's only field, and needs no first button to press.
    no_enter: bool,
    heading: String,
    explanation: String,
    legal_name: String,
    line: String,
    contact: String,
    /// How many have approved and must, where it is not one alone.
    progress: String,
    /// Who else decides, and what each has said; with what leads to them.
    others: Vec<Other>,
    others_heading: String,
    /// Until when it can be decided.
    deadline: String,
    /// Who stands under the letter already.
    tally: Tally,
    version: i64,
    /// The digest of the text that stands below.
    edition: String,
    ask: bool,
    /// In the text, since the contact signed.
    changes: Option<Changes>,
    reason: String,
    reason_error: String,
}

/// The message family for a ballot.
fn key(it: &Ballot, now: i64) -> &'static str {
    match (it.state.as_str(), it.decider.decision.as_deref()) {
        ("awaiting", Some("approved")) => "approve-noted",
        ("awaiting", Some(_)) => "approve-no-noted",
        ("awaiting", None) if now < it.expires_at => "approve-ask",
        ("awaiting", None) => "approve-expired",
        // Whoever declined is not thanked for what others approved.
        ("confirmed", Some("declined")) => "approve-outvoted",
        ("held", Some("declined")) => "approve-outvoted-held",
        ("confirmed", _) => "approve-done",
        ("held", _) => "approve-held",
        ("duplicate", _) => "approve-listed",
        ("declined", _) => "approve-declined",
        ("withdrawn", _) => "approve-withdrawn",
        ("rejected", _) => "approve-rejected",
        ("disowned", _) => "approve-disowned",
        _ => "approve-gone",
    }
}

/// What was typed as a reason, and what is wrong with it.
#[derive(Default)]
struct Reason {
    typed: String,
    wrong: &'static str,
}

async fn show(
    app: &App,
    shelf: &Shelf,
    (lang, token): (Lang, &str),
    it: &Ballot,
    changed: bool,
    reason: Reason,
) -> Result<Page, Failure> {
    let library = shelf.now();
    let (lang, letter) = find(app, &library, lang, &it.letter)?;
    let now = app.clock.now();
    let found = key(it, now.as_microsecond());
    let over = !window::may_finish(&app.config, letter, Party::Organization, now);
    let (key, ask) = match found {
        "approve-ask" if over => ("approve-closed", false),
        "approve-ask" if changed => ("approve-changed", true),
        key => (key, key == "approve-ask"),
    };
    let heading = app.locales.text(lang, key);
    // How far they have come is of interest as long as they go on.
    let going_on = it.state == "awaiting" && !matches!(key, "approve-expired" | "approve-closed");
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug));
    let slug = letter.slug.to_string();
    let tally = app.store.read(move |db| store::tally(db, &slug)).await?;
    let replaced = Digest(it.text);
    let replaced = (ask && letter.edition_by_digest(replaced).is_none()).then_some(replaced);
    let view = View {
        changes: changes::since(app, letter, replaced).await?,
        letter: LetterView::new(app, letter, lang, now),
        sheet: Sheet::new(app, &library, letter, lang),
        token: token.to_owned(),
        form_id: if ask { "decline-form" } else { "" },
        no_enter: true,
        heading,
        explanation: app.locales.text(lang, &format!("{key}-explained")),
        legal_name: it.legal_name.clone(),
        line: format!("{} — {}", it.listed_name, it.place.words(&app.locales, lang)),
        contact: format!("{}, {}", it.contact_name, it.contact_title),
        progress: if going_on {
            progress(&app.locales, lang, &it.deciders, it.needed)
        } else {
            String::new()
        },
        others_heading: others_heading(&app.locales, lang, it.deciders.len()),
        others: if going_on {
            others(&app.locales, lang, &it.deciders, it.decider.id)
        } else {
            Vec::new()
        },
        deadline: deadline(app, letter, lang, it, now),
        tally,
        version: it.version,
        edition: letter.edition(lang).digest.hex(),
        ask,
        reason: reason.typed,
        reason_error: match reason.wrong {
            "" => String::new(),
            wrong => app.locales.text(lang, wrong),
        },
    };
    let status = match key {
        "approve-expired" | "approve-closed" => Status::Gone,
        "approve-changed" => Status::Conflict,
        _ if !reason.wrong.is_empty() => Status::UnprocessableEntity,
        _ => Status::Ok,
    };
    Ok(page::html(app, "approve", &frame, &view)?.with_status(status).secret())
}

/// Until when it can be decided.
fn deadline(app: &App, letter: &Letter, lang: Lang, it: &Ballot, now: Timestamp) -> String {
    let link = from_micros(it.expires_at);
    let late = window::still_counts(app, letter, lang, Party::Organization, (link, now));
    if late.is_empty() {
        let until = to_decide(&app.config, letter, link, now);
        in_words(&app.locales, letter, lang, "approve-until", (until, now))
    } else {
        late
    }
}

#[get("/<lang>/approve/<token>", rank = 2)]
async fn ask(app: &State<App>, shelf: &State<Shelf>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let parsed = Token::parse(token).ok_or_else(|| lost::unknown(app, lang))?;
    let secret = app.config.secret.clone();
    let found = app.store.read(move |db| store::ballot(db, &secret, &parsed)).await?;
    let found = found.ok_or_else(|| lost::unknown(app, lang))?;
    show(app, shelf, (lang, token), &found, false, Reason::default()).await
}

/// The page as it is, with what was typed as a reason.
async fn again(
    app: &App,
    shelf: &Shelf,
    (lang, link): (Lang, &str),
    token: Token,
    typed: &Typed,
    wrong: &'static str,
) -> Result<Page, Failure> {
    let secret = app.config.secret.clone();
    let found = app.store.read(move |db| store::ballot(db, &secret, &token)).await?;
    let found = found.ok_or_else(|| lost::unknown(app, lang))?;
    let typed = typed.get("reason").to_owned();
    show(app, shelf, (lang, link), &found, false, Reason { typed, wrong }).await
}

#[post("/<lang>/approve/<token>", data = "<typed>")]
async fn decide(
    app: &State<App>,
    shelf: &State<Shelf>,
    lang: Lang,
    token: &str,
    typed: Form<Typed>,
) -> Result<Page, Failure> {
    let parsed = Token::parse(token).ok_or_else(|| lost::unknown(app, lang))?;
    let shown = Paper {
        version: typed.get("version").parse().ok(),
        text: Digest::parse(typed.get("edition")).map(|it| it.0),
    };
    if let Some(wanted) = wanted_language(app, &typed) {
        return again(app, shelf, (wanted, token), parsed, &typed, "").await;
    }
    let vote = match (typed.get("answer"), form::reason(&typed)) {
        ("decline", Ok(reason)) => Ok(Vote::Decline(reason)),
        ("decline", Err(wrong)) => Err(wrong),
        ("approve", _) => Ok(Vote::Approve),
        // Nobody decides by what no button of the page says.
        _ => Err(""),
    };
    let vote = match vote {
        Ok(vote) => vote,
        Err(wrong) => return again(app, shelf, (lang, token), parsed, &typed, wrong).await,
    };
    let (ballot, cast) = cast(app, shelf, parsed, vote, shown)
        .await?
        .ok_or_else(|| lost::unknown(app, lang))?;
    if cast == Cast::Settled(Settled::Counted) {
        app.changes.note(&ballot.letter);
    }
    app.bell.notify_one();
    show(
        app,
        shelf,
        (lang, token),
        &ballot,
        cast == Cast::Changed,
        Reason::default(),
    )
    .await
}

/// Writes a vote, and owes what follows from it.
async fn cast(
    app: &App,
    shelf: &Shelf,
    token: Token,
    vote: Vote,
    shown: Paper,
) -> Result<Option<(Ballot, Cast)>, Failure> {
    let (config, library, mail_domain, now) = (
        app.config.clone(),
        shelf.now(),
        app.mail_domain.clone(),
        app.clock.now(),
    );
    let work = move |tx: &Tx<'_>| {
        let Some(before) = store::ballot(tx, &config.secret, &token)? else {
            return Ok(None);
        };
        let letter = Slug::parse(&before.letter).ok().and_then(|slug| library.letter(&slug));
        if !letter.is_some_and(|letter| window::may_finish(&config, letter, Party::Organization, now)) {
            return Ok(Some((before, Cast::Closed)));
        }
        let rules = rules(&config, &library, &before.letter);
        let cast = store::cast(tx, &before, &vote, shown, &rules, now)?;
        let desk = Desk {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        if matches!(cast, Cast::Settled(_) | Cast::Noted | Cast::Lost) {
            desk.tell_decision(tx, before.signature, before.decider.id)?;
        }
        let after = store::deciders(tx, before.signature)?;
        for it in before.deciders.iter().filter(|it| it.decision.is_some()) {
            if after.iter().any(|now| now.id == it.id && now.decision.is_none()) {
                desk.ask(tx, before.signature, it.id, Asking::First)?;
            }
        }
        if matches!(cast, Cast::Settled(Settled::Counted | Settled::Held)) {
            desk.notify(tx, before.signature)?;
            desk.tell_rivals(tx, before.signature)?;
        }
        Ok::<_, StoreError>(store::ballot(tx, &config.secret, &token)?.map(|ballot| (ballot, cast)))
    };
    Ok(app.store.write(work).await?)
}

pub(super) fn routes() -> Vec<Route> {
    routes![ask, decide]
}
