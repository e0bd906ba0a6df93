//! The "Check your mail" page: names the address, and holds what was typed, to send it again or to another address. None of it appears in a
//! URL, and the page is made from what was typed alone, so that it reveals nothing.
//!
//! Everyone who signs sees this page: it is rendered once for each letter and language, with placeholders for a signer's own words.
//!
//! The page answers the form's `POST` directly, without a redirect. A page behind a redirect would need the address in a URL, a cookie or a
//! look-up that reveals who has signed. Reloading it sends the same form again, which is harmless: the same asker is one row, and the quota
//! counts.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use rocket::http::ContentType;
use serde::Serialize;

use crate::letters::Party;
use crate::letters::library::Library;
use crate::locale::Lang;
use crate::signatures::rules::rules;
use crate::signatures::{Board, Request, Signer, store};
use crate::signing::form::SENT_FIELD;
use crate::signing::form_page::{Shown, line};
use crate::signing::submission::{in_time, read};
use crate::signing::{challenge, honeypot};
use crate::site::letter_page::frame;
use crate::site::letter_view::{Named, paths};
use crate::templates::escape;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::{LANGUAGE_FIELD, Typed};
use crate::web::page::{self, Page};

/// Begins a placeholder: a private-use character, which no typed text contains once it is cleaned.
const MARK: char = '\u{e000}';

#[derive(Serialize)]
struct View {
    letter: Named,
    email: String,
    line: String,
    approver: String,
    /// Whether the signature is held for review.
    waits: bool,
    action: String,
    /// The id of the form that sends it again, for the buttons that switch the language.
    form_id: &'static str,
    /// The field that holds the address that the mail went to.
    sent_field: &'static str,
    /// The value of the address field: the same address, until another one is typed.
    typed_email: String,
    kept: String,
    /// Whether the relay is down, so that nobody's mail is sent now; the same for everyone, so that it reveals nothing.
    slow: bool,
    /// In how many minutes at most the mail is sent; zero means immediately.
    minutes: u64,
    /// Whether the signer asked for another link.
    again: bool,
    most_mails: u32,
}

/// The key of a cached page.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    lang: Lang,
    slug: String,
    party: Party,
    next: Next,
    state: PageState,
}

/// What a page says besides.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct PageState {
    /// Whether the relay is down.
    slow: bool,
    /// Whether the signer asked for another link.
    again: bool,
}

/// What happens after the signer confirms, as far as it follows from what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Next {
    Counts,
    /// Staff review it first.
    Waits,
    /// Deciders are asked.
    Decided,
}

/// A page with its placeholders, and the library that it was rendered from.
type Marked = (Arc<Library>, Arc<str>);

/// A cache of pages with placeholders, valid while the letters stay unchanged; managed by Rocket.
#[derive(Default)]
pub(crate) struct CheckMailPages(RwLock<HashMap<Key, Marked>>);

impl CheckMailPages {
    fn marked(
        &self,
        app: &App,
        library: &Arc<Library>,
        shown: &Shown<'_>,
        (next, again): (Next, bool),
        minutes: u64,
    ) -> Result<Arc<str>, Failure> {
        let slow = app.health.waiting_since().is_some();
        let state = PageState { slow, again };
        if minutes > 0 {
            return Ok(render(app, shown, next, state, minutes)?.into());
        }
        let key = Key {
            lang: shown.lang,
            slug: shown.letter.slug.to_string(),
            party: shown.party,
            next,
            state,
        };
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some((_, page)) = kept.filter(|(of, _)| Arc::ptr_eq(of, library)) {
            return Ok(page);
        }
        let page: Arc<str> = render(app, shown, next, state, 0)?.into();
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, (Arc::clone(library), Arc::clone(&page)));
        Ok(page)
    }

    /// Returns the page in another language after one of its language buttons was pressed; nothing is sent. `None` if what was typed does
    /// not belong to this page, or may no longer be signed.
    pub(crate) fn in_another_language(
        &self,
        app: &App,
        library: &Arc<Library>,
        shown: &Shown<'_>,
        typed: &Typed,
    ) -> Result<Option<Page>, Failure> {
        let sent = typed.get(SENT_FIELD);
        if sent.is_empty() {
            return Ok(None);
        }
        // The signer was asked about this address and has answered.
        let as_sent = typed.clone().with("email", sent).with("email_checked", sent);
        let Ok(asked) = in_time(app, shown).and_then(|()| read(app, shown, &as_sent)) else {
            return Ok(None);
        };
        self.page_with(app, library, shown, (typed, typed.get("email")), &asked.request, 0)
            .map(Some)
    }

    /// Returns the page for one signer, whose mail is sent within `minutes`.
    pub(crate) fn page(
        &self,
        app: &App,
        library: &Arc<Library>,
        shown: &Shown<'_>,
        typed: &Typed,
        request: &Request,
        minutes: u64,
    ) -> Result<Page, Failure> {
        self.page_with(app, library, shown, (typed, request.address()), request, minutes)
    }

    /// Returns the page for one signer; `other` is the address in its form.
    fn page_with(
        &self,
        app: &App,
        library: &Arc<Library>,
        shown: &Shown<'_>,
        (typed, other): (&Typed, &str),
        request: &Request,
        minutes: u64,
    ) -> Result<Page, Failure> {
        let approver = match &request.signer {
            Signer::Organization(it) => it.board.as_ref().map(Board::names),
            Signer::Person(_) => None,
        };
        let rules = rules(&app.config, library, shown.letter.slug.as_str());
        let next = match approver {
            Some(_) => Next::Decided,
            None if store::waits_as_typed(request, &rules) => Next::Waits,
            None => Next::Counts,
        };
        let again = !typed.get(SENT_FIELD).is_empty() && typed.get(LANGUAGE_FIELD).is_empty();
        let marked = self.marked(app, library, shown, (next, again), minutes)?;
        let mut pieces = marked.split(MARK);
        let mut html = String::with_capacity(marked.len() + 1_024);
        html.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let mut rest = piece.chars();
            match rest.next() {
                Some('e') => html.push_str(&escape(request.address())),
                Some('l') => html.push_str(&escape(&line(app, shown.lang, request))),
                Some('a') => html.push_str(&escape(approver.as_deref().unwrap_or_default())),
                Some('t') => html.push_str(&escape(other)),
                Some('k') => keep(&mut html, typed),
                _ => {}
            }
            html.push_str(rest.as_str());
        }
        Ok(Page::new(ContentType::HTML, html))
    }
}

/// Fields that are not kept: those that the page has itself, and answers to questions that it does not ask.
const PASSING: [&str; 6] = [
    "email",
    "email_checked",
    honeypot::EMPTY_FIELD,
    challenge::FIELD,
    LANGUAGE_FIELD,
    SENT_FIELD,
];

/// Writes everything that was typed, except the address, into hidden fields.
fn keep(html: &mut String, typed: &Typed) {
    for (name, value) in typed.all().filter(|(name, _)| !PASSING.contains(name)) {
        for part in [
            "<input type=\"hidden\" name=\"",
            &escape(name),
            "\" value=\"",
            &escape(value),
            "\">",
        ] {
            html.push_str(part);
        }
    }
}

fn render(app: &App, shown: &Shown<'_>, next: Next, state: PageState, minutes: u64) -> Result<String, Failure> {
    let (letter, lang) = (shown.letter, shown.lang);
    let (here, there) = paths(shown.party);
    let mark = |sign: char| format!("{MARK}{sign}");
    let view = View {
        letter: Named::new(letter, lang),
        email: mark('e'),
        line: mark('l'),
        approver: if next == Next::Decided {
            mark('a')
        } else {
            String::new()
        },
        waits: next == Next::Waits,
        action: format!("/{lang}/letters/{}/signatures/{there}", letter.slug),
        form_id: "again-form",
        sent_field: SENT_FIELD,
        typed_email: mark('t'),
        kept: mark('k'),
        slow: state.slow,
        again: state.again,
        minutes,
        most_mails: app.config.quotas.mails_per_day_per_recipient,
    };
    let heading = app.locales.text(lang, "check-mail");
    let frame = frame(app, letter, lang, &heading, &format!("/{here}"));
    page::text(app, "check_mail", &frame, &view)
}
