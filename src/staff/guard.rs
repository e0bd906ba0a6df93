//! The guards of every route below `/staff`, which say who sent the request. Each is a proof, since only a request creates one.
//!
//! A request without a session is answered with 401, which the catcher below `/staff` turns into a redirect to the sign-in page, or to the
//! code that is still missing. A request that needs a recent code is answered with 428, which also redirects to the code. A request that the
//! role does not allow is answered with 403. A letter that the account has no access to is answered like one that does not exist.

use std::sync::Arc;

use jiff::Timestamp;
use rocket::Request;
use rocket::http::Status;
use rocket::request::{FromParam, FromRequest, Outcome};

use super::accounts::oneself;
use super::role::{Letters, Role};
use super::session::{self, NOTED, Session, SessionId};
use super::store::accounts::Account;
use super::store::sessions;
use super::token::{Token, TokenDigest};
use crate::audit::{By, StaffId};
use crate::locale::Lang;
use crate::review::store::made::DecisionId;
use crate::signatures::ids::SignatureId;
use crate::store::{Read, StoreError};
use crate::web::App;

mod arrival;
mod letters;
mod roles;
mod vouched;

pub use arrival::{Arrival, Stage};
pub use roles::{ConfirmedOwner, JustConfirmed, Owner};
pub use vouched::Vouched;

/// A session, its account, and the digest of its cookie's token.
pub(crate) struct Known {
    pub(crate) session: Session,
    pub(crate) account: Account,
    pub(crate) digest: TokenDigest,
}

/// The result of looking up a request's session, cached for the request.
enum Found {
    Session(Arc<Known>),
    Nobody,
    /// The database does not answer.
    Trouble,
}

/// Returns the session of a request, which is looked up once; `Err` if the database does not answer.
pub(crate) async fn known(request: &Request<'_>) -> Result<Option<Arc<Known>>, Status> {
    let found = request
        .local_cache_async(async {
            match look_up(request).await {
                Ok(Some(known)) => Found::Session(Arc::new(known)),
                Ok(None) => Found::Nobody,
                Err(error) => {
                    tracing::error!(event = "staff.session_unknown", %error);
                    Found::Trouble
                }
            }
        })
        .await;
    match found {
        Found::Session(known) => Ok(Some(Arc::clone(known))),
        Found::Nobody => Ok(None),
        Found::Trouble => Err(Status::ServiceUnavailable),
    }
}

async fn look_up(request: &Request<'_>) -> Result<Option<Known>, StoreError> {
    let Some(app) = request.rocket().state::<App>() else {
        return Ok(None);
    };
    let tokens = tokens(request, session::cookie_name(&app.config));
    if tokens.is_empty() {
        return Ok(None);
    }
    let now = app.clock.now();
    let find = move |db: &Read<'_>| {
        let digests = tokens.iter().map(Token::digest);
        let found = digests
            .map(|digest| Ok(sessions::find(db, digest, now)?.map(|(session, account)| (session, account, digest))));
        found
            .filter_map(Result::transpose)
            .collect::<Result<Vec<_>, StoreError>>()
    };
    // With two sessions, one may have been planted by an attacker, and it can't be told which.
    let Ok([(session, account, digest)]) = <[_; 1]>::try_from(app.store.read(find).await?) else {
        return Ok(None);
    };
    // Who signed in by a proxy is signed in as long as the proxy says that it is them.
    if session.by_proxy && vouched::vouched(request, app).as_deref() != Some(account.email.as_str()) {
        return Ok(None);
    }
    note_use(app, &session, now).await;
    Ok(Some(Known {
        session,
        account,
        digest,
    }))
}

/// The number of cookies that are looked up.
const MOST_COOKIES: usize = 4;

/// Returns the tokens in all cookies of a name. There can be several: another host of the same site can set one that is sent to ours as well,
/// and browsers don't say which is whose (RFC 6265, 8.6). A cookie that opens nothing must not hide the one that does.
fn tokens(request: &Request<'_>, name: &str) -> Vec<Token> {
    let jar = request.cookies().get(name).map(rocket::http::Cookie::value);
    let lines = request.headers().get("Cookie").flat_map(|line| line.split(';'));
    let named = lines.filter_map(|pair| pair.trim().split_once('=').filter(|(known, _)| *known == name));
    let mut tokens: Vec<Token> = Vec::new();
    for token in jar
        .into_iter()
        .chain(named.map(|(_, value)| value))
        .filter_map(Token::parse)
    {
        if tokens.len() < MOST_COOKIES && !tokens.contains(&token) {
            tokens.push(token);
        }
    }
    tokens
}

/// Records from time to time that a session is in use. If that can't be written, the session still works until it times out.
async fn note_use(app: &App, session: &Session, now: Timestamp) {
    let id = session.id;
    let is_due = now.as_microsecond() - session.seen_at > i64::try_from(NOTED.as_micros()).unwrap_or(i64::MAX);
    if !is_due || app.maintenance.is_on() {
        return;
    }
    let noted: Result<(), StoreError> = app.store.write(move |tx| sessions::note_use(tx, id, now)).await;
    if let Err(error) = noted {
        tracing::warn!(event = "staff.session_not_noted", %error);
    }
}

/// Someone who signed in.
#[derive(Clone)]
pub struct Staff {
    known: Arc<Known>,
    lang: Lang,
}

impl Staff {
    /// Returns the account's number.
    pub fn id(&self) -> StaffId {
        self.known.account.id
    }

    /// Returns the number of this session.
    pub(crate) fn session(&self) -> SessionId {
        self.known.session.id
    }

    pub(crate) fn digest(&self) -> TokenDigest {
        self.known.digest
    }

    /// Returns the address that they sign in with.
    pub(crate) fn email(&self) -> &str {
        &self.known.account.email
    }

    /// Returns whether the account has an authenticator app.
    pub(crate) fn has_factor(&self) -> bool {
        self.known.account.has_factor
    }

    /// Returns the role.
    pub fn role(&self) -> Role {
        self.known.account.role
    }

    /// Returns the letters that the account is for.
    pub(crate) fn letters(&self) -> &Letters {
        &self.known.account.letters
    }

    /// Returns the language of the pages: the one chosen for the account, or else what the browser asks for.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns the actor of this request, for the audit log.
    pub fn by(&self) -> By {
        oneself(self.id())
    }

    /// Returns whether they may see a letter's signers, with addresses and messages.
    pub fn may_view(&self, slug: &str) -> bool {
        self.role().may_view() && self.letters().include(slug)
    }

    /// Returns whether they may decide on a letter's signatures, and send email.
    pub fn may_edit(&self, slug: &str) -> bool {
        self.role().may_edit() && self.letters().include(slug)
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Staff {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let Some(app) = request.rocket().state::<App>() else {
            return Outcome::Error((Status::InternalServerError, ()));
        };
        match known(request).await {
            Ok(Some(known)) if known.stage() == Stage::Open => {
                let lang = known.lang(request, app);
                Outcome::Success(Self { known, lang })
            }
            Ok(_) => Outcome::Error((Status::Unauthorized, ())),
            Err(status) => Outcome::Error((status, ())),
        }
    }
}

impl<'r> FromParam<'r> for StaffId {
    type Error = ();

    fn from_param(text: &'r str) -> Result<Self, ()> {
        text.parse().map_err(drop)
    }
}

impl<'r> FromParam<'r> for DecisionId {
    type Error = ();

    fn from_param(text: &'r str) -> Result<Self, ()> {
        text.parse().map_err(drop)
    }
}

impl<'r> FromParam<'r> for SignatureId {
    type Error = ();

    fn from_param(text: &'r str) -> Result<Self, ()> {
        text.parse().map_err(drop)
    }
}
