//! What becomes of a complete form: it is recorded and "check your mail" answers, or it comes back with a word on what to do next.

use std::sync::Arc;

use rocket::Responder;
use rocket::http::{Header, Status};

use super::admission::{Asking, Refused, admit};
use super::check_mail::CheckMailPages;
use super::deciders_asked;
use super::form_page::{Above, Shown, form_page};
use super::reading::{Asked, Back};
use super::recording::{Recording, record};
use crate::letters::library::Library;
use crate::letters::shelf::Shelf;
use crate::web::form::{Errors, Typed};

use crate::web::App;
use crate::web::client::Prefix;
use crate::web::error::Failure;
use crate::web::page::Page;
use crate::web::quotas::Limits;

/// The answer to a form that was sent.
#[derive(Responder)]
pub(super) enum Answer {
    /// 200: "check your mail".
    CheckMail(Box<Page>),
    /// 422: the form again, with what was typed and what is wrong; 409: with what changed in the letter; 403: from
    /// another site; 200: a preview.
    Again(Box<Page>),
    /// 429 or 503 with `Retry-After`: the form again, with what was typed and when to come back.
    Later(Box<Page>, Header<'static>),
}

/// Records a complete form, if it may be recorded now.
pub(super) async fn settle(
    parts: (&App, &Shelf, &Arc<Library>, &Limits, &CheckMailPages),
    client: Prefix,
    shown: &Shown<'_>,
    typed: &Typed,
    asked: Asked,
) -> Result<Answer, Failure> {
    let (app, shelf, library, limits, pages) = parts;
    let asking = Asking {
        app,
        limits,
        letter: shown.letter,
        client,
        typed,
        email: &asked.request.email,
        now: app.clock.now(),
    };
    let (now, granted) = (asking.now, admit(&asking));
    let granted = match granted {
        Ok(granted) => granted,
        Err(refused) => return again(app, shown, typed, &refused),
    };
    let answer = pages.page(app, library, shown, typed, &asked.request, granted.minutes(now))?;
    let waiting = deciders_asked::page(app, shown, &asked.request)?;
    match record(app, shelf, shown.letter, client, asked, typed, &granted).await? {
        Recording::Asked => {
            app.bell.notify_one();
            Ok(Answer::CheckMail(Box::new(waiting.unwrap_or(answer))))
        }
        Recording::Done => {
            if let Some(domain) = &granted.domain {
                limits.traffic.signed(domain, now);
            }
            app.bell.notify_one();
            Ok(Answer::CheckMail(Box::new(answer)))
        }
        Recording::Replayed => again(app, shown, typed, &Refused::replayed(granted.price)),
        Recording::TextChanged => text_changed(app, shelf, shown, typed).await,
    }
}

/// The form again, with the text that is published now.
async fn text_changed(app: &App, shelf: &Shelf, shown: &Shown<'_>, typed: &Typed) -> Result<Answer, Failure> {
    let library = shelf.now();
    let letter = library.letter(&shown.letter.slug).ok_or(Failure::NotFound)?;
    let shown = Shown {
        letter,
        lang: shown.lang,
        party: shown.party,
        place: shown.place.clone(),
        price: shown.price,
    };
    Back::replaced().page(app, &shown, typed).await
}

/// The form again, with what was typed, a challenge of the right price, and a word on what to do next.
pub(super) fn again(app: &App, shown: &Shown<'_>, typed: &Typed, refused: &Refused) -> Result<Answer, Failure> {
    let seconds = refused.wait.map(|wait| wait.as_secs().max(1));
    let above = Above {
        notice: refused.notice,
        minutes: seconds.unwrap_or(0).div_ceil(60),
        price: Some(refused.price),
        ..Above::default()
    };
    let page = form_page(app, shown, typed, &Errors::new(), above)?;
    Ok(match seconds {
        None => Answer::Again(Box::new(page.with_status(Status::UnprocessableEntity))),
        Some(seconds) => {
            let page = page.with_status(Status::TooManyRequests);
            Answer::Later(Box::new(page), Header::new("Retry-After", seconds.to_string()))
        }
    })
}
