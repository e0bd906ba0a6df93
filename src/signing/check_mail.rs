//! "Check your mail": names the address, and holds what was typed, to send it again or to another address. Nothing of it stands in a
//! URL, and the answer is the same for everyone, for it is made from what was typed alone.
//!
//! Everyone who signs sees this page: it is rendered once for each letter and language, with marks where a signer's own words go.
//!
//! The answer to the form's `POST` is this page itself, without a redirect: it names the address and holds what was typed, to send it
//! again or elsewhere. A page behind a redirect would need the address in a URL, a cookie or a lookup that tells who has signed. Loading
//! it anew sends the same form again, which is harmless: the same asker is one row, and the quota counts.

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

/// Begins a mark: a character of private use, which no text that was typed can hold once it was tidied.
const MARK: char = '\u{e000}';

#[derive(Serialize)]
struct View {
    letter: Named,
    email: String,
    line: String,
    approver: String,
    /// Staff look before it counts.
    waits: bool,
    action: String,
    /// The id of the form that sends it again, for the buttons that show the page in another language.
    form_id: &'static str,
    /// The field that holds the address to which it went.
    sent_field: &'static str,
    /// What stands in the form's field: that address, until another one is typed.
    typed_email: String,
    kept: String,
    /// Nobody's mail leaves just now: the same for everyone, so that it tells nothing.
    slow: bool,
    /// In how many minutes at most the mail comes; zero: at once.
    minutes: u64,
    most_mails: u32,
}

/// One letter's page.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    lang: Lang,
    slug: String,
    party: Party,
    next: Next,
    /// The relay takes nothing.
    slow: bool,
}

/// What follows when the button of the mail is pressed, as far as what was typed tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Next {
    Counts,
    /// Staff look first.
    Waits,
    /// Someone else decides.
    Decided,
}

/// A page with its marks, and the letters of which it is true.
type Marked = (Arc<Library>, Arc<str>);

/// Rendered pages with their marks, for as long as the letters stay as they are; Rocket manages one.
#[derive(Default)]
pub(crate) struct CheckMailPages(RwLock<HashMap<Key, Marked>>);

impl CheckMailPages {
    fn marked(
        &self,
        app: &App,
        library: &Arc<Library>,
        shown: &Shown<'_>,
        next: Next,
        minutes: u64,
    ) -> Result<Arc<str>, Failure> {
        let slow = app.health.waiting_since().is_some();
        if minutes > 0 {
            return Ok(render(app, shown, next, slow, minutes)?.into());
        }
        let key = Key {
            lang: shown.lang,
            slug: shown.letter.slug.to_string(),
            party: shown.party,
            next,
            slow,
        };
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some((_, page)) = kept.filter(|(of, _)| Arc::ptr_eq(of, library)) {
            return Ok(page);
        }
        let page: Arc<str> = render(app, shown, next, slow, 0)?.into();
        self.0
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(key, (Arc::clone(library), Arc::clone(&page)));
        Ok(page)
    }

    /// The page in another language, after a button of it was pressed: nothing is sent. `None`: what was typed is not this page's, or may be
    /// signed no more.
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
        // Whoever was asked about this address has answered.
        let as_sent = typed.clone().with("email", sent).with("email_checked", sent);
        let Ok(asked) = in_time(app, shown).and_then(|()| read(app, shown, &as_sent)) else {
            return Ok(None);
        };
        self.page_with(app, library, shown, (typed, typed.get("email")), &asked.request, 0)
            .map(Some)
    }

    /// The page for one signer, whose mail comes in so many minutes at most.
    pub(crate) fn page(
        &self,
        app: &App,
        library: &Arc<Library>,
        shown: &Shown<'_>,
        typed: &Typed,
        request: &Request,
        minutes: u64,
    ) -> Result<Page, Failure> {
        self.page_with(app, library, shown, (typed, request.email.as_str()), request, minutes)
    }

    /// The same; `other`: the address that its form holds.
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
        let marked = self.marked(app, library, shown, next, minutes)?;
        let mut pieces = marked.split(MARK);
        let mut html = String::with_capacity(marked.len() + 1_024);
        html.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let mut rest = piece.chars();
            match rest.next() {
                Some('e') => html.push_str(&escape(request.email.as_str())),
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

/// What is not kept: fields that the page has itself, and answers to questions that it does not ask.
const PASSING: [&str; 6] = [
    "email",
    "email_checked",
    honeypot::EMPTY_FIELD,
    challenge::FIELD,
    LANGUAGE_FIELD,
    SENT_FIELD,
];

/// Everything that was typed but the address, in hidden fields.
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

fn render(app: &App, shown: &Shown<'_>, next: Next, slow: bool, minutes: u64) -> Result<String, Failure> {
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
        slow,
        minutes,
        most_mails: app.config.quotas.mails_per_day_per_recipient,
    };
    let heading = app.locales.text(lang, "check-mail");
    let frame = frame(app, letter, lang, &heading, &format!("/{here}"));
    page::text(app, "check_mail", &frame, &view)
}
