//! Guards for someone who signed in and has a certain role, or entered a code recently.

use std::ops::Deref;

use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome};

use super::Staff;
use crate::staff::role::Role;
use crate::web::App;

/// An owner, who manages accounts and sees the whole audit log.
pub struct Owner(Staff);

impl Deref for Owner {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Owner {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match request.guard::<Staff>().await {
            Outcome::Success(staff) if staff.role() == Role::Owner => Outcome::Success(Self(staff)),
            Outcome::Success(_) => Outcome::Error((Status::Forbidden, ())),
            Outcome::Error(error) => Outcome::Error(error),
            Outcome::Forward(status) => Outcome::Forward(status),
        }
    }
}

/// Someone who signed in and entered a code in the last few minutes: for what can't be undone.
pub struct JustConfirmed(Staff);

impl Deref for JustConfirmed {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for JustConfirmed {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let now = request.rocket().state::<App>().map(|app| app.clock.now());
        match request.guard::<Staff>().await {
            Outcome::Success(staff) if now.is_some_and(|now| staff.known.is_confirmed(now)) => {
                Outcome::Success(Self(staff))
            }
            Outcome::Success(_) => Outcome::Error((Status::PreconditionRequired, ())),
            Outcome::Error(error) => Outcome::Error(error),
            Outcome::Forward(status) => Outcome::Forward(status),
        }
    }
}

/// An owner who entered a code in the last few minutes: for managing accounts.
pub struct ConfirmedOwner(Staff);

impl Deref for ConfirmedOwner {
    type Target = Staff;

    fn deref(&self) -> &Staff {
        &self.0
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for ConfirmedOwner {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match (request.guard::<Owner>().await, request.guard::<JustConfirmed>().await) {
            (Outcome::Success(_), Outcome::Success(staff)) => Outcome::Success(Self(staff.0)),
            (Outcome::Success(_), Outcome::Error(error)) | (Outcome::Error(error), _) => Outcome::Error(error),
            (_, Outcome::Forward(status)) | (Outcome::Forward(status), _) => Outcome::Forward(status),
        }
    }
}
