//! Form bodies with a timeout: a client that sends a character a minute would occupy a connection for hours.

use std::time::Duration;

use rocket::data::{self, Data, FromData};
use rocket::form::{self, FromForm};
use rocket::http::Status;
use rocket::outcome::Outcome;
use rocket::{Request, async_trait};

/// The timeout for a form, even from a slow phone: 64 KiB at 2 KiB a second.
const LIMIT: Duration = Duration::from_secs(30);

/// A form as [`rocket::form::Form`] reads it; 408 if it does not arrive in time.
pub struct Form<T>(T);

impl<T> Form<T> {
    /// Returns what was sent.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> std::ops::Deref for Form<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[async_trait]
impl<'r, T: FromForm<'r>> FromData<'r> for Form<T> {
    type Error = form::Errors<'r>;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        within(LIMIT, form::Form::<T>::from_data(request, data))
            .await
            .map(|form| Self(form.into_inner()))
    }
}

async fn within<'r, T>(
    limit: Duration,
    read: impl Future<Output = data::Outcome<'r, T, form::Errors<'r>>>,
) -> data::Outcome<'r, T, form::Errors<'r>> {
    let late = || Outcome::Error((Status::RequestTimeout, form::Errors::new()));
    tokio::time::timeout(limit, read).await.unwrap_or_else(|_| late())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_that_does_not_arrive_times_out() {
        let never = std::future::pending::<data::Outcome<'_, (), form::Errors<'_>>>();
        let answer = within(Duration::ZERO, never).await;
        let Outcome::Error((status, _)) = answer else {
            panic!("it is refused");
        };
        assert_eq!(status, Status::RequestTimeout);
        let here = std::future::ready(Outcome::Success(7));
        assert_eq!(within(Duration::ZERO, here).await.succeeded(), Some(7));
    }
}
