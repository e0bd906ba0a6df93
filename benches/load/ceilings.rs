//! The ceilings that the service is compared with: the same framework and the same database, doing nothing else.

use std::path::Path;
use std::sync::Mutex;

use jiff::Timestamp;
use rocket::figment::Figment;
use rocket::form::{Form, FromForm};
use rocket::response::Redirect;
use rocket::response::content::RawHtml;
use rocket::{State, get, post, routes};
use sha2::{Digest, Sha256};
use undersigned::outbox::{NewMail, Repeat, message_id, store as outbox};
use undersigned::signatures::ids::SignatureId;
use undersigned::store::{Store, StoreError, Tx, params};

struct Page(String);

#[get("/page")]
fn page(page: &State<Page>) -> RawHtml<String> {
    RawHtml(page.0.clone())
}

#[derive(FromForm)]
struct Sign {
    name: String,
    email: String,
}

/// Writes a signature's row and its mail's, and nothing else.
fn rows(tx: &Tx<'_>, sign: &Sign) -> Result<(), StoreError> {
    let now = undersigned::clock::Clock::default().now();
    signature(tx, sign, now)?;
    mail(tx, sign, now)
}

/// Writes every row that the service writes for a person, without looking at anything first.
fn every_row(tx: &Tx<'_>, sign: &Sign) -> Result<(), StoreError> {
    let now = undersigned::clock::Clock::default().now();
    let mailbox: [u8; 32] = Sha256::digest(&sign.email).into();
    let (nonce, number) = mailbox.split_at(16);
    let number = i64::from_be_bytes(number[..8].try_into().expect("eight bytes"));
    let at = now.as_microsecond();
    tx.execute(
        "INSERT INTO mail_quota (address, sent_at) VALUES (?1, ?2)",
        params![&mailbox[..], at],
    )?;
    tx.execute(
        "INSERT INTO letter_mails (mailbox, sent) VALUES (?1, 1) ON CONFLICT DO NOTHING",
        params![number],
    )?;
    let signature = signature(tx, sign, now)?;
    tx.execute(
        "INSERT INTO people (signature, name, postal_code, congress, district, district_found) VALUES (?1, ?2, '93701', 119, 21, 'unique')",
        params![signature, sign.name],
    )?;
    tx.execute(
        "INSERT INTO links (signature, nonce, created_at, confirm_until, own_until, origin, origin_range) VALUES (?1, ?2, ?3, ?3, ?3, ?4, ?4)",
        params![signature, nonce, at, &mailbox[..]],
    )?;
    mail(tx, sign, now)
}

fn signature(tx: &Tx<'_>, sign: &Sign, now: Timestamp) -> Result<Option<SignatureId>, StoreError> {
    tx.insert(
        "INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city, region,
           country, lang, revision, edition, created_at, state_at)
         VALUES ('bare', 'person', 'pending', ?1, ?1, ?1, ?2, CAST(?2 AS BLOB), 'full', 'Fresno', 'CA', 'US', 'en', 1, zeroblob(32), ?3, ?3)",
        params![sign.email, sign.name, now.as_microsecond()],
    )
}

fn mail(tx: &Tx<'_>, sign: &Sign, now: Timestamp) -> Result<(), StoreError> {
    let mail = NewMail {
        kind: "bare",
        about: 1,
        payload: "",
        recipient: &sign.email,
        message_id: &message_id("bare.example", now),
        repeat: Repeat::Allowed,
    };
    outbox::enqueue(tx, &mail, now)
}

#[post("/sign", data = "<form>")]
async fn group_commit(store: &State<Store>, form: Form<Sign>) -> Redirect {
    let sign = form.into_inner();
    store.write(move |tx| rows(tx, &sign)).await.expect("is stored");
    Redirect::to("/done")
}

#[post("/sign", data = "<form>")]
async fn group_commit_of_every_row(store: &State<Store>, form: Form<Sign>) -> Redirect {
    let sign = form.into_inner();
    store.write(move |tx| every_row(tx, &sign)).await.expect("is stored");
    Redirect::to("/done")
}

struct One(Mutex<Store>);

/// The lock is held over the commit, so that each request has a transaction of its own.
#[post("/sign", data = "<form>")]
fn transaction_each(store: &State<One>, form: Form<Sign>) -> Redirect {
    let sign = form.into_inner();
    let store = store.0.lock().expect("nobody panics");
    store.write_now(move |tx| rows(tx, &sign)).expect("is stored");
    Redirect::to("/done")
}

/// Serves one ceiling until it is killed.
pub fn serve(kind: &str, port: &str, path: &Path) {
    let port: u16 = port.parse().expect("a port");
    let figment = Figment::from(rocket::Config::release_default())
        .merge(("port", port))
        .merge(("secret_key", "0".repeat(88)))
        .merge(("log_level", "off"));
    let rocket = rocket::custom(figment);
    let open = || Store::open(path, 1).expect("opens");
    let rocket = match kind {
        "ceiling-string" => rocket
            .manage(Page(std::fs::read_to_string(path).expect("a page")))
            .mount("/", routes![page]),
        "ceiling-group-commit" => rocket.manage(open()).mount("/", routes![group_commit]),
        "ceiling-every-row" => rocket.manage(open()).mount("/", routes![group_commit_of_every_row]),
        _ => rocket
            .manage(One(Mutex::new(open())))
            .mount("/", routes![transaction_each]),
    };
    rocket::execute(rocket.launch()).expect("serves");
}
