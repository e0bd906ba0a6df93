//! The reasons why a form of an own page comes back as it was typed, each with its status.

use rocket::http::Status;

use crate::locale::Lang;
use crate::my_signature::facts::Fact;
use crate::web::form::Errors;
use crate::web::not_now::NotNow;

/// Why a form comes back. Nothing was changed.
pub(crate) enum Returned {
    /// 200: the language of the interface was switched.
    Language(Lang),
    /// 429 or 403: the form was not read.
    NotNow(NotNow),
    /// 422: fields are wrong.
    Errors(Errors),
    /// 200: a preview of the lines.
    Preview(Vec<Fact>),
    /// 409: the signature was withdrawn or removed, so nothing can be corrected.
    Left,
    /// 409: somebody has decided about the line as it is.
    Decided,
}

impl Returned {
    pub(crate) fn status(&self) -> Status {
        match self {
            Self::Language(_) | Self::Preview(_) => Status::Ok,
            Self::NotNow(why) => why.status(),
            Self::Errors(_) => Status::UnprocessableEntity,
            Self::Left | Self::Decided => Status::Conflict,
        }
    }

    /// Returns when to try again, in seconds.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        match self {
            Self::NotNow(why) => why.retry_after(),
            _ => None,
        }
    }

    /// Returns the language in which the form comes back.
    pub(crate) fn lang(&self, otherwise: Lang) -> Lang {
        match self {
            Self::Language(wanted) => *wanted,
            _ => otherwise,
        }
    }
}
