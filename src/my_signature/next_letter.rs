//! Signing the next letter in two clicks: from the own page of a counted organization, with one page and one button.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::letters::live_library::LiveLibrary;
use crate::letters::set_here::Known;
use crate::letters::store::settings;
use crate::letters::{Digest, Party, Phase, store as editions};
use crate::locale::Lang;
use crate::mail::MailContext;
use crate::my_signature::store::next_letter::{self, Next};
use crate::my_signature::store::stored::{self, StoredSignature};
use crate::outbox::{self, NewMail, Repeat, message_id};
use crate::signatures::ids::SignatureId;
use crate::signatures::link_token::Token;
use crate::signatures::own_links_mail::{self, LinksReason};
use crate::signatures::rules::{Rules, rules};
use crate::signatures::state;
use crate::signatures::store::{self, LinkTerms, Settled};
use crate::site::letter_page::find;
use crate::site::letter_view::LetterView;
use crate::site::text_changes::{self, Changes};
use crate::store::{StoreError, Tx};
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};
use crate::web::{App, dead_link};

#[derive(Serialize)]
struct View {
    letter: LetterView,
    token: String,
    heading: String,
    explanation: String,
    line: String,
    statement: String,
    ask: bool,
    changes: Option<Changes>,
}

/// Which organization signs which letter.
struct Step<'a> {
    lang: Lang,
    token: &'a str,
    slug: &'a str,
}

/// What the page says.
enum Stage {
    /// Asks whether to sign; with what changed since the page was opened.
    Ask(Option<Changes>),
    Settled(Settled),
}

fn show(
    app: &App,
    live_library: &LiveLibrary,
    step: &Step<'_>,
    own: &StoredSignature,
    moment: Stage,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let (lang, letter) = find(app, &library, step.lang, step.slug)?;
    let key = match &moment {
        Stage::Ask(None) => "next-ask",
        Stage::Ask(Some(_)) => "next-changed",
        Stage::Settled(Settled::Counted) => "approve-done",
        Stage::Settled(Settled::Held) => "approve-held",
        Stage::Settled(Settled::Duplicate) => "approve-listed",
    };
    let locales = letter.words(&app.locales);
    let heading = locales.text(lang, key);
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug)).about(letter.kind.as_str());
    let view = View {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        token: step.token.to_owned(),
        heading,
        explanation: locales.text(lang, &format!("{key}-explained")),
        line: format!("{} — {}", own.listed_name, own.place().words(&app.locales, lang)),
        statement: locales.text(lang, "field-authorized"),
        ask: matches!(moment, Stage::Ask(_)),
        changes: match moment {
            Stage::Ask(changes) => changes,
            Stage::Settled(_) => None,
        },
    };
    Ok(page::html(app, "next", &frame, &view)?.secret())
}

/// Shows the page again to someone who read a replaced text or came too late, with what has changed.
async fn replaced(
    app: &App,
    live_library: &LiveLibrary,
    step: &Step<'_>,
    own: &StoredSignature,
    read: &str,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let (_, letter) = find(app, &library, step.lang, step.slug)?;
    let read = Digest::parse(read).filter(|digest| letter.edition_by_digest(*digest).is_none());
    let changes = text_changes::since(app, letter, read).await?;
    let page = show(app, live_library, step, own, Stage::Ask(changes))?;
    Ok(page.with_status(Status::Conflict))
}

/// Returns a counted organization by its contact's link.
async fn organization(app: &App, lang: Lang, token: &str) -> Result<StoredSignature, Failure> {
    let token = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    let secret = app.config.secret.clone();
    let now = app.clock.now();
    let found = app.store.read(move |db| stored::own(db, &secret, &token, now)).await?;
    found
        .filter(|own| own.kind == Party::Organization && own.state == state::State::Confirmed)
        .ok_or_else(|| dead_link::unknown(app, lang))
}

#[get("/<lang>/my-signature/<token>/sign/<slug>", rank = 2)]
async fn ask(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    token: &str,
    slug: &str,
) -> Result<Page, Failure> {
    let own = organization(app, lang, token).await?;
    show(app, live_library, &Step { lang, token, slug }, &own, Stage::Ask(None))
}

/// The posted form: the text that was shown.
#[derive(rocket::FromForm)]
struct Shown<'r> {
    edition: &'r str,
}

/// The input of the write, prepared outside of the writer thread, which everyone shares.
struct WriteInput {
    signer: StoredSignature,
    letter: String,
    revision: u32,
    edition: [u8; 32],
    set_here: Known,
    read: Lang,
    interface: Lang,
    authorized: String,
    rules: Rules,
}

impl WriteInput {
    /// Signs, and enqueues the mails that follow; `None` if another text was published in the meantime, or
    /// staff have set something of the letter.
    fn write(&self, tx: &Tx<'_>, context: &MailContext<'_>) -> Result<Option<Settled>, StoreError> {
        let tag = self.interface.to_string();
        let next = Next {
            letter: &self.letter,
            revision: self.revision,
            edition: self.edition,
            lang: self.read.as_str(),
            interface: &tag,
            authorized: &self.authorized,
        };
        let is_current = settings::are_current(tx, &self.letter, self.set_here)?;
        if !is_current || !editions::is_published(tx, &self.letter, self.revision, self.edition)? {
            return Ok(None);
        }
        let Some((id, settled)) = next_letter::sign_next(tx, &self.signer, &next, &self.rules, context.now)? else {
            return Ok(Some(Settled::Duplicate));
        };
        editions::mark_signed(tx, &self.letter, self.revision, self.edition)?;
        self.owe_link(tx, context, (id, settled), tag)?;
        if settled != Settled::Duplicate {
            context.notify(tx, id)?;
            context.tell_rivals(tx, id)?;
        }
        Ok(Some(settled))
    }

    /// Enqueues the mail with the link to the new signature's own page: the thanks, if it counts.
    fn owe_link(
        &self,
        tx: &Tx<'_>,
        context: &MailContext<'_>,
        (id, settled): (SignatureId, Settled),
        lang: String,
    ) -> Result<(), StoreError> {
        let terms = LinkTerms {
            confirm_hours: None,
            own_days: context.config.signing.own_link_valid_days,
            origin: None,
            whose: store::LinkHolder::Signer,
        };
        let link = store::keep_link(tx, id, terms, context.now)?;
        if settled == Settled::Counted && context.thanks() {
            return context.thank(tx, id, link, &self.signer.email);
        }
        let payload = own_links_mail::Payload {
            links: vec![link],
            lang,
            because: LinksReason::Signed,
        };
        let owed = NewMail {
            kind: own_links_mail::KIND,
            about: id.number(),
            payload: &serde_json::to_string(&payload).expect("plain data"),
            recipient: &self.signer.email,
            message_id: &message_id(context.mail_domain, context.now),
            repeat: Repeat::Allowed,
        };
        outbox::store::enqueue(tx, &owed, context.now)
    }
}

#[post("/<lang>/my-signature/<token>/sign/<slug>", data = "<shown>")]
async fn sign(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    token: &str,
    slug: &str,
    shown: crate::web::body::Form<Shown<'_>>,
) -> Result<Page, Failure> {
    let own = organization(app, lang, token).await?;
    let (library, now) = (live_library.now(), app.clock.now());
    let (lang, letter) = find(app, &library, lang, slug)?;
    let step = Step { lang, token, slug };
    let edition = Digest::parse(shown.edition).and_then(|digest| letter.edition_by_digest(digest));
    let (Some(edition), Phase::Open) = (edition, letter.phase(Party::Organization, now)) else {
        // The text changed, or time ran out: the page shows the current state.
        return replaced(app, live_library, &step, &own, shown.edition).await;
    };
    let entry = WriteInput {
        signer: own.clone(),
        letter: letter.slug.to_string(),
        revision: letter.revision,
        edition: edition.digest.0,
        set_here: letter.set_here,
        read: edition.lang,
        interface: app.locales.nearest(lang),
        authorized: letter.words(&app.locales).text(lang, "field-authorized"),
        rules: rules(&app.config, &library, slug),
    };
    let (config, mail_domain) = (app.config.clone(), app.mail_domain.clone());
    let work = move |tx: &Tx<'_>| {
        let context = MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        entry.write(tx, &context)
    };
    let settled = app.store.write(work).await?;
    if let Some(settled) = settled {
        return show(app, live_library, &step, &own, Stage::Settled(settled));
    }
    // Another text was published in the meantime: the live library has it.
    replaced(app, live_library, &step, &own, shown.edition).await
}

pub(crate) fn routes() -> Vec<Route> {
    routes![ask, sign]
}
