//! Setting up an authenticator app, and its recovery codes. Owners and editors do so when they first sign in.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;

use crate::staff::answer::{Answer, Go};
use crate::staff::factor::AppKey;
use crate::staff::factors::{self, Enrolled};
use crate::staff::form::{self, StaffForm};
use crate::staff::frame::{inside, page, strangers_page};
use crate::staff::guard::{Arrival, JustConfirmed, Staff, Stage};
use crate::staff::session::cookie;
use crate::staff::store::factors as stored;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

/// The path of the page.
const HERE: &str = "/staff/factor";

#[derive(Serialize)]
struct View {
    token: String,
    next: String,
    lang_chosen: String,
    /// The key for the app: as a QR code, and as text in groups.
    qr: String,
    key: String,
    /// The key, encrypted, which the form carries until the app has shown the right code.
    sealed: String,
    wrong: String,
}

#[derive(Serialize)]
struct Codes {
    codes: Vec<String>,
    next: String,
}

#[derive(Serialize)]
struct Standing {
    left: u32,
    few: bool,
}

/// Shows a new key to someone without an app, and the number of recovery codes to someone with one.
#[get("/factor?<next>")]
async fn ask(app: &State<App>, arrival: Arrival, staff: Option<Staff>, next: Option<&str>) -> Result<Answer, Failure> {
    let next = inside(next.unwrap_or_default());
    match (arrival.stage(), staff) {
        (Stage::Code, _) => Ok(Answer::Go(Go::to(super::BASE))),
        (Stage::Open, Some(staff)) if arrival.has_factor() => standing(app, &staff).await.map(Answer::from),
        _ => enrollment(app, &arrival, &AppKey::random(), next, String::new()).map(Answer::from),
    }
}

fn enrollment(app: &App, arrival: &Arrival, key: &AppKey, next: String, wrong: String) -> Result<Page, Failure> {
    let lang = arrival.lang();
    let uri = key.uri(app.config.site_name(lang.as_str()), arrival.email());
    let text = key.as_text();
    let groups: Vec<&str> = text
        .as_bytes()
        .chunks(4)
        .filter_map(|it| std::str::from_utf8(it).ok())
        .collect();
    let view = View {
        token: form::token(&app.config.secret, arrival.digest()),
        qr: qr(&uri),
        key: groups.join(" "),
        sealed: key.sealed(&app.config.secret, arrival.account()),
        lang_chosen: arrival.chosen(),
        next,
        wrong,
    };
    let title = app.locales.text(lang, "staff-factor");
    let more = [("next", view.next.as_str())];
    strangers_page(app, lang, ("staff_factor", HERE, &more), &title, &view).map(Page::secret)
}

/// Renders a QR code as inline SVG.
fn qr(text: &str) -> String {
    // A screen does not get torn or dirty, so low error correction is enough, and fewer, larger squares are easier to scan.
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::L) else {
        return String::new();
    };
    let drawn = code
        .render::<svg::Color<'_>>()
        .min_dimensions(240, 240)
        .quiet_zone(true)
        .build();
    drawn.find("<svg").map_or(String::new(), |at| drawn[at..].to_owned())
}

async fn standing(app: &App, staff: &Staff) -> Result<Page, Failure> {
    let id = staff.id();
    let left: Result<u32, StoreError> = app.store.read(move |db| stored::codes_left(db, id)).await;
    let left = left?;
    let view = Standing { left, few: left < 3 };
    let title = app.locales.text(staff.lang(), "staff-factor");
    page(app, staff, ("staff_codes_left", HERE), &title, &view)
}

/// Saves the app's key if it shows the right code, and shows the recovery codes, once.
#[post("/factor", data = "<form>")]
async fn enroll(app: &State<App>, arrival: Arrival, form: StaffForm) -> Result<Answer, Failure> {
    let next = inside(form.get("next"));
    if arrival.has_factor() {
        return Ok(Answer::Go(Go::to(super::BASE)));
    }
    let secret = app.config.secret.clone();
    let Some(key) = AppKey::open(&secret, arrival.account(), form.get("sealed")) else {
        return Ok(Answer::Go(Go::to(HERE)));
    };
    let (session, typed, now) = (arrival.session(), form.get("code").to_owned(), app.clock.now());
    let kept = key.clone();
    let work = move |tx: &Tx<'_>| factors::enroll(tx, &secret, &session, (&kept, &typed), now);
    let enrolled: Result<_, StoreError> = app.store.write(work).await;
    let Some(Enrolled { codes, token }) = enrolled? else {
        let wrong = app.locales.text(arrival.lang(), "staff-code-wrong");
        let page = enrollment(app, &arrival, &key, next, wrong)?;
        return Ok(page.with_status(Status::UnprocessableEntity).into());
    };
    let title = app.locales.text(arrival.lang(), "staff-codes");
    let view = Codes { codes, next };
    let shown = strangers_page(app, arrival.lang(), ("staff_codes", HERE, &[]), &title, &view)?;
    Ok(Answer::opened(shown.secret(), cookie(&app.config, &token)))
}

/// Replaces the recovery codes, and shows the new ones, once.
#[post("/recovery", data = "<_form>")]
async fn renew(app: &State<App>, staff: JustConfirmed, _form: StaffForm) -> Result<Answer, Failure> {
    if !staff.has_factor() {
        return Ok(Answer::Go(Go::to(HERE)));
    }
    let (secret, id, now) = (app.config.secret.clone(), staff.id(), app.clock.now());
    let work = move |tx: &Tx<'_>| factors::renew_codes(tx, &secret, id, now);
    let codes: Result<_, StoreError> = app.store.write(work).await;
    let view = Codes {
        codes: codes?,
        next: super::BASE.to_owned(),
    };
    let title = app.locales.text(staff.lang(), "staff-codes");
    let shown = strangers_page(app, staff.lang(), ("staff_codes", HERE, &[]), &title, &view)?;
    Ok(shown.secret().into())
}

pub(super) fn routes() -> Vec<Route> {
    routes![ask, enroll, renew]
}
