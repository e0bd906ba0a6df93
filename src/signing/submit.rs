//! What becomes of a complete form: it is recorded and "check your mail" answers, or it comes back with a word on what to do next.

use std::sync::Arc;

use crate::letters::library::Library;
use crate::letters::shelf::Shelf;
use crate::signing::admission::{Asking, Refused, admit};
use crate::signing::answer::{Answer, again};
use crate::signing::approval_requested;
use crate::signing::check_mail::CheckMailPages;
use crate::signing::form_page::Shown;
use crate::signing::record::{Recording, record};
use crate::signing::submission::{Asked, Back};
use crate::web::App;
use crate::web::client::Prefix;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::quotas::Limits;

/// Records a complete form, if it may be recorded now.
pub(crate) async fn settle(
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
    let waiting = approval_requested::page(app, shown, &asked.request)?;
    match record(app, shelf, shown.letter, client, asked, typed, &granted).await? {
        Recording::Asked => Ok(Answer::CheckMail(Box::new(waiting.unwrap_or(answer)))),
        Recording::Done => {
            if let Some(domain) = &granted.domain {
                limits.traffic.signed(domain, now);
            }
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
