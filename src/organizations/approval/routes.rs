//! The link of a decider: shows the letter, a preview of the line, a button to approve and one to decline. Opening it changes nothing.

use rocket::{Route, State, get, post, routes};

use crate::letters::live_library::LiveLibrary;
use crate::letters::{Digest, Party, Slug};
use crate::locale::Lang;
use crate::mail::MailContext;
use crate::organizations::approval::notices::{AskReason, GivenDecision};
use crate::organizations::approval::page::{Reason, show};
use crate::organizations::approval::signed_anew;
use crate::organizations::form::board;
use crate::organizations::store::ballot::{self, Ballot, ShownBallot, Vote, VoteOutcome};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::rules::rules;
use crate::signatures::store::Settled;
use crate::site::signing_window;
use crate::store::{StoreError, Tx};
use crate::web::body::Form;
use crate::web::error::Failure;
use crate::web::form::{Typed, wanted_language};
use crate::web::page::Page;
use crate::web::{App, dead_link};

/// Opens the ballot of a link.
async fn open(app: &App, lang: Lang, token: &Token) -> Result<Ballot, Failure> {
    let (secret, asked) = (app.config.secret.clone(), token.clone());
    let found = app.store.read(move |db| ballot::ballot(db, &secret, &asked)).await?;
    match found {
        Some(found) => Ok(found),
        None => Err(signed_anew::of_another(app, lang, token.clone(), Purpose::Approve).await),
    }
}

#[get("/<lang>/approve/<token>", rank = 2)]
async fn ask(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, token: &str) -> Result<Page, Failure> {
    let parsed = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    let found = open(app, lang, &parsed).await?;
    show(app, live_library, (lang, token), &found, false, Reason::default()).await
}

/// Why a form decides nothing.
enum Returned {
    /// The page is wanted in another language.
    Language(Lang),
    /// The form is invalid: a message id for the reason, or empty if no button of the page sent it.
    Vote(&'static str),
}

/// Reads the vote of the pressed button.
fn read(app: &App, typed: &Typed) -> Result<Vote, Returned> {
    if let Some(wanted) = wanted_language(app, typed) {
        return Err(Returned::Language(wanted));
    }
    match typed.get("answer") {
        "decline" => board::reason(typed).map(Vote::Decline).map_err(Returned::Vote),
        "approve" => Ok(Vote::Approve),
        _ => Err(Returned::Vote("")),
    }
}

#[post("/<lang>/approve/<token>", data = "<typed>")]
async fn decide(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    token: &str,
    typed: Form<Typed>,
) -> Result<Page, Failure> {
    let parsed = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    let shown = ShownBallot {
        version: typed.get("version").parse().ok(),
        text: Digest::parse(typed.get("edition")).map(|it| it.0),
    };
    let vote = match read(app, &typed) {
        Ok(vote) => vote,
        Err(why) => {
            // The page is shown unchanged, with the reason as it was typed.
            let found = open(app, lang, &parsed).await?;
            let (lang, wrong) = match why {
                Returned::Language(wanted) => (wanted, ""),
                Returned::Vote(wrong) => (lang, wrong),
            };
            let typed = typed.get("reason").to_owned();
            return show(app, live_library, (lang, token), &found, false, Reason { typed, wrong }).await;
        }
    };
    let Some((ballot, cast)) = cast(app, live_library, parsed.clone(), vote, shown).await? else {
        return Err(signed_anew::of_another(app, lang, parsed, Purpose::Approve).await);
    };
    show(
        app,
        live_library,
        (lang, token),
        &ballot,
        cast == VoteOutcome::Changed,
        Reason::default(),
    )
    .await
}

/// Stores a vote, and enqueues the mails that follow from it.
async fn cast(
    app: &App,
    live_library: &LiveLibrary,
    token: Token,
    vote: Vote,
    shown: ShownBallot,
) -> Result<Option<(Ballot, VoteOutcome)>, Failure> {
    let (config, library, mail_domain, now) = (
        app.config.clone(),
        live_library.now(),
        app.mail_domain.clone(),
        app.clock.now(),
    );
    let work = move |tx: &Tx<'_>| {
        let Some(before) = ballot::ballot(tx, &config.secret, &token)? else {
            return Ok(None);
        };
        let letter = Slug::parse(&before.letter)
            .ok()
            .and_then(|slug| library.signed_letter(&slug));
        if !letter.is_some_and(|letter| signing_window::may_finish(&config, letter, Party::Organization, now)) {
            return Ok(Some((before, VoteOutcome::Closed)));
        }
        let rules = rules(&config, &library, &before.letter);
        let cast = ballot::cast(tx, &before, &vote, shown, &rules, now)?;
        let context = MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        let after = ballot::ballot(tx, &config.secret, &token)?;
        if let Some(after) = &after {
            tell(tx, &context, (&before, after), (&vote, cast))?;
        }
        if cast == VoteOutcome::Settled(Settled::Counted) {
            context.thank_all(tx, before.signature, before.decider.id)?;
        }
        if matches!(cast, VoteOutcome::Settled(Settled::Counted | Settled::Held)) {
            context.notify(tx, before.signature)?;
            context.tell_rivals(tx, before.signature)?;
        }
        Ok::<_, StoreError>(after.map(|ballot| (ballot, cast)))
    };
    Ok(app.store.write(work).await?)
}

/// Tells the contact about the decision, and asks deciders again whose decision is void.
fn tell(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    (before, after): (&Ballot, &Ballot),
    (vote, cast): (&Vote, VoteOutcome),
) -> Result<(), StoreError> {
    let told = match cast {
        // The thanks say who approved.
        VoteOutcome::Settled(Settled::Counted) => !context.thanks(),
        VoteOutcome::Settled(_) | VoteOutcome::Renewed | VoteOutcome::Noted | VoteOutcome::Lost => true,
        VoteOutcome::Changed | VoteOutcome::Closed => false,
    };
    if told {
        let said = GivenDecision {
            approved: *vote == Vote::Approve,
            question: before.question,
            text: Digest(after.text).hex(),
        };
        context.tell_decision(tx, before.signature, before.decider.id, said)?;
    }
    // Once it is decided, nobody is asked.
    for it in before
        .deciders
        .iter()
        .filter(|it| it.decision.is_some() && after.is_undecided())
    {
        if after
            .deciders
            .iter()
            .any(|now| now.id == it.id && now.decision.is_none())
        {
            context.ask(tx, before.signature, it.id, AskReason::First)?;
        }
    }
    Ok(())
}

pub(crate) fn routes() -> Vec<Route> {
    routes![ask, decide]
}
