//! Why a form of an own page comes back as it was typed: one reason, with its status.

use rocket::http::Status;

use crate::locale::Lang;
use crate::my_signature::facts::Fact;
use crate::web::form::Errors;
use crate::web::not_now::NotNow;

/// Why a form comes back. Nothing was changed.
pub(crate) enum Returned {
    /// 200: in another language of the interface.
    Language(Lang),
    /// 429 or 403: it was not read.
    NotNow(NotNow),
    /// 422: fields are wrong.
    Errors(Errors),
    /// 200: the lines as they would stand.
    Preview(Vec<Fact>),
    /// 409: the signature was taken back or off: nothing of it is to be corrected.
    Left,
    /// 409: somebody has decided about it as it stands.
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

    /// In seconds.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        match self {
            Self::NotNow(why) => why.retry_after(),
            _ => None,
        }
    }

    /// In which language the form comes back.
    pub(crate) fn lang(&self, otherwise: Lang) -> Lang {
        match self {
            Self::Language(wanted) => *wanted,
            _ => otherwise,
        }
    }
}
