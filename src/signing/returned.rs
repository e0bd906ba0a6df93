//! The reasons why a form comes back, each with its status, and the one place that shows the form again.

use std::time::Duration;

use rocket::http::Status;

use crate::letters::live_library::LiveLibrary;
use crate::letters::{Digest, Phase};
use crate::signing::form_page::{Above, Shown, form_page};
use crate::site::text_changes::Changes;
use crate::site::{signing_window, text_changes};
use crate::store::StoreError;
use crate::web::App;
use crate::web::answer::Answer;
use crate::web::error::Failure;
use crate::web::form::{Errors, Typed, is_question};
use crate::web::not_now::NotNow;

/// Why a form comes back as it was typed. Nothing was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Returned {
    /// 422: fields are wrong; 200: only questions follow from the ZIP, which are no mistake.
    Errors(Errors),
    /// 200: a preview of the line, and the short name in it.
    Preview { line: String, short_name: String },
    /// 422: the address looks mistyped; this one was probably meant.
    Suggestion(String),
    /// 422: the form looks like a program's; holds a message id.
    Honeypot(&'static str),
    /// 422: a proof of work of this price is needed.
    Challenge { notice: &'static str, price: u32 },
    /// 429: the quota is used up, and a proof of work does not help before that time.
    Quota {
        notice: &'static str,
        price: u32,
        wait: Duration,
    },
    /// 429, 503 or 403: the form was not read.
    NotNow(NotNow),
    /// 409: another text was published since the form was opened; 422: the form names no text.
    TextReplaced { read: Option<Digest> },
    /// 422: the letter can't be signed now.
    Closed,
    /// 409: staff have set the deadline, or something else of the letter, since the request began.
    SettingsChanged,
    /// 200: it was saved under the link that opened it.
    SavedAgain,
}

/// Why a form is not taken: it comes back, or the request fails.
pub(crate) enum Stop {
    Returned(Returned),
    Failed(Failure),
}

impl From<Returned> for Stop {
    fn from(why: Returned) -> Self {
        Self::Returned(why)
    }
}

impl From<Failure> for Stop {
    /// Turns a full disk or a busy store into a form that comes back, so that what was typed is not lost.
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Store(error) => match error.trouble() {
                Some(trouble) => {
                    tracing::error!(event = "request.not_stored", %error);
                    Self::Returned(Returned::NotNow(NotNow::Trouble(trouble)))
                }
                None => Self::Failed(Failure::Store(error)),
            },
            failure => Self::Failed(failure),
        }
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Failure::from(error).into()
    }
}

impl Returned {
    /// Returns the reason for a proof of work that was used before.
    pub(crate) fn replayed(price: u32) -> Self {
        Self::Challenge {
            notice: "challenge-again",
            price,
        }
    }

    fn status(&self) -> Status {
        match self {
            Self::Errors(errors) if errors.values().all(|message| is_question(message)) => Status::Ok,
            Self::Preview { .. } | Self::SavedAgain => Status::Ok,
            Self::NotNow(why) => why.status(),
            Self::Quota { .. } => Status::TooManyRequests,
            Self::TextReplaced { read: Some(_) } | Self::SettingsChanged => Status::Conflict,
            _ => Status::UnprocessableEntity,
        }
    }

    /// Returns when to try again, in seconds.
    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Quota { wait, .. } => Some(wait.as_secs().max(1)),
            Self::NotNow(why) => why.retry_after(),
            _ => None,
        }
    }

    /// Answers a form that was stopped.
    pub(crate) async fn answer(
        stop: Stop,
        (app, letters): (&App, &LiveLibrary),
        shown: &Shown<'_>,
        typed: &Typed,
    ) -> Result<Answer, Failure> {
        match stop {
            Stop::Returned(why) => why.page(app, letters, shown, typed).await,
            Stop::Failed(failure) => Err(failure),
        }
    }

    async fn page(self, app: &App, letters: &LiveLibrary, shown: &Shown<'_>, typed: &Typed) -> Result<Answer, Failure> {
        let read = match self {
            Self::TextReplaced { read } => read,
            Self::SettingsChanged => return self.with_settings(app, letters, shown, typed).await,
            other => return other.rendered(app, shown, typed, None),
        };
        // The currently published text may be newer than the one that this request began with.
        let library = letters.now();
        let letter = library.letter(&shown.letter.slug).ok_or(Failure::NotFound)?;
        let shown = Shown {
            letter,
            lang: shown.lang,
            party: shown.party,
            place: shown.place.clone(),
            price: shown.price,
        };
        match text_changes::since(app, letter, read).await.map_err(Stop::from) {
            Ok(changes) => self.rendered(app, &shown, typed, changes),
            Err(Stop::Returned(why)) => why.rendered(app, &shown, typed, None),
            Err(Stop::Failed(failure)) => Err(failure),
        }
    }

    /// Shows the form by the letter's settings as they are now, which may say that nobody can sign.
    async fn with_settings(
        self,
        app: &App,
        letters: &LiveLibrary,
        shown: &Shown<'_>,
        typed: &Typed,
    ) -> Result<Answer, Failure> {
        let (live_library, store) = (letters.clone(), app.store.clone());
        let refreshed = tokio::task::spawn_blocking(move || live_library.refresh(&store)).await;
        refreshed.unwrap_or(Err(StoreError::Panicked))?;
        let library = letters.now();
        let letter = library.letter(&shown.letter.slug).ok_or(Failure::NotFound)?;
        let shown = Shown {
            letter,
            lang: shown.lang,
            party: shown.party,
            place: shown.place.clone(),
            price: shown.price,
        };
        let why = if letter.phase(shown.party, app.clock.now()) == Phase::Open {
            self
        } else {
            Self::Closed
        };
        why.rendered(app, &shown, typed, None)
    }

    fn rendered(
        self,
        app: &App,
        shown: &Shown<'_>,
        typed: &Typed,
        changes: Option<Changes>,
    ) -> Result<Answer, Failure> {
        let (status, retry_after) = (self.status(), self.retry_after());
        let (errors, above) = self.words(app, shown);
        let above = Above { changes, ..above };
        let page = form_page(app, shown, typed, &errors, above)?;
        Ok(Answer::new(page.with_status(status), retry_after))
    }

    /// Returns the errors beside the fields, and what is shown above them.
    fn words(self, app: &App, shown: &Shown<'_>) -> (Errors, Above<'static>) {
        let none = Above::default();
        let above = match self {
            Self::Errors(errors) => return (errors, none),
            Self::Preview { line, short_name } => Above {
                preview: line,
                short_name,
                ..none
            },
            Self::Suggestion(suggestion) => Above { suggestion, ..none },
            Self::Honeypot(notice) => Above { notice, ..none },
            Self::Challenge { notice, price } => Above {
                notice,
                price: Some(price),
                ..none
            },
            Self::Quota { notice, price, wait } => Above {
                notice,
                price: Some(price),
                minutes: wait.as_secs().max(1).div_ceil(60),
                ..none
            },
            Self::NotNow(why) => Above {
                later: Some(why.words(app, shown.lang)),
                ..none
            },
            Self::TextReplaced { .. } => Above {
                notice: "text-changed",
                ..none
            },
            Self::SettingsChanged => Above {
                notice: "settings-changed",
                ..none
            },
            Self::Closed => Above {
                notice: "signing-closed",
                said: signing_window::phase_for(app, shown.letter, shown.lang, shown.party, app.clock.now()),
                ..none
            },
            Self::SavedAgain => Above {
                notice: "draft-saved-again",
                ..none
            },
        };
        (Errors::new(), above)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Trouble;

    fn errors(message: &'static str) -> Returned {
        Returned::Errors(Errors::from([("state".into(), message)]))
    }

    fn quota(wait: Duration) -> Returned {
        let (notice, price) = ("challenge-queue", 1);
        Returned::Quota { notice, price, wait }
    }

    #[test]
    fn each_reason_has_its_status_and_says_when_to_come_again() {
        let read = Some(Digest::of(b"a text"));
        let looked = Returned::Preview {
            line: "Ana — CA".to_owned(),
            short_name: String::new(),
        };
        for (why, status, retry_after) in [
            (errors("error-required"), 422, None),
            (errors("ask-state"), 200, None),
            (looked, 200, None),
            (Returned::Suggestion("ana@gmail.com".to_owned()), 422, None),
            (Returned::Honeypot("trap-filled"), 422, None),
            (Returned::replayed(1), 422, None),
            (quota(Duration::from_millis(1)), 429, Some(1)),
            (quota(Duration::from_secs(90)), 429, Some(90)),
            (Returned::NotNow(NotNow::TooOften(7)), 429, Some(7)),
            (Returned::NotNow(NotNow::Trouble(Trouble::Busy)), 503, Some(10)),
            (Returned::NotNow(NotNow::Elsewhere), 403, None),
            (Returned::TextReplaced { read }, 409, None),
            (Returned::TextReplaced { read: None }, 422, None),
            (Returned::Closed, 422, None),
            (Returned::SavedAgain, 200, None),
        ] {
            assert_eq!((why.status().code, why.retry_after()), (status, retry_after), "{why:?}");
        }
    }

    #[test]
    fn a_full_disk_returns_the_form_and_a_broken_database_fails() {
        let stop = Stop::from(StoreError::Full);
        assert!(matches!(
            stop,
            Stop::Returned(Returned::NotNow(NotNow::Trouble(Trouble::Full)))
        ));
        assert!(matches!(Stop::from(StoreError::Closed), Stop::Failed(_)));
        assert!(matches!(Stop::from(Failure::NotFound), Stop::Failed(Failure::NotFound)));
    }
}
