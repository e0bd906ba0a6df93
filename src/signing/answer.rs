//! The answer to a form that was sent.

use rocket::Responder;
use rocket::http::{Header, Status};

use crate::signing::admission::Refused;
use crate::signing::form_page::{Above, Shown, form_page};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::{Errors, Typed};
use crate::web::page::Page;

/// The answer to a form that was sent.
#[derive(Responder)]
pub(crate) enum Answer {
    /// 200: "check your mail".
    CheckMail(Box<Page>),
    /// 422: the form again, with what was typed and what is wrong; 409: with what changed in the letter; 403: from
    /// another site; 200: a preview.
    Again(Box<Page>),
    /// 429 or 503 with `Retry-After`: the form again, with what was typed and when to come back.
    Later(Box<Page>, Header<'static>),
}

/// The form again, with what was typed, a challenge of the right price, and a word on what to do next.
pub(crate) fn again(app: &App, shown: &Shown<'_>, typed: &Typed, refused: &Refused) -> Result<Answer, Failure> {
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
