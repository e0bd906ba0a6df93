//! The staff area below `/staff`.

mod approving;
mod audit;
mod bulk;
mod codes;
mod delivery;
mod desk;
mod filters;
mod handouts;
mod importing;
mod invitations;
mod managing;
mod matrix;
mod merging;
mod notices;
mod numbers;
mod partners;
mod people;
mod previews;
mod proxied;
mod recording;
mod rejecting;
mod resending;
mod sending;
mod sessions;
mod settings;
mod sign_in;
mod signers;
mod supplementing;
mod undoing;

use std::net::SocketAddr;

use rocket::http::{ContentType, Header, Method};
use undersigned::audit::{By, StaffId, Via};
use undersigned::email::EmailAddress;
use undersigned::staff::accounts::{self, AccountError};
use undersigned::staff::factor::{AppKey, Step};
use undersigned::staff::role::{Letters, Role};
use undersigned::store::{StoreError, Tx};

use crate::app::{LETTER, TestApp};

/// Who runs commands.
const CONSOLE: By = By {
    account: None,
    via: Via::CommandLine,
};

/// A password that is hard to guess.
pub const PASSWORD: &str = "four sheep drink cold tea";

/// What a browser sees.
pub struct Seen {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Seen {
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    /// The cookie that it sets, as a browser sends it back.
    fn cookie(&self) -> String {
        self.header("Set-Cookie")
            .split(';')
            .next()
            .unwrap_or_default()
            .to_owned()
    }
}

/// A browser.
#[derive(Clone)]
pub struct Browser<'a> {
    app: &'a TestApp,
    cookie: String,
    from: &'static str,
    headers: Vec<(&'static str, &'static str)>,
}

impl<'a> Browser<'a> {
    pub fn new(app: &'a TestApp) -> Self {
        Self {
            app,
            cookie: String::new(),
            from: "198.51.100.7:4000",
            headers: crate::app::BROWSER.to_vec(),
        }
    }

    /// The same browser with another header in place of its own.
    fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value));
        self
    }

    pub async fn ask(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Seen {
        let body = (method == Method::Post).then(|| {
            let mut body = url::form_urlencoded::Serializer::new(String::new());
            (ContentType::Form, body.extend_pairs(fields).finish().into_bytes())
        });
        self.send(method, path, body).await
    }

    async fn send(&self, method: Method, path: &str, body: Option<(ContentType, Vec<u8>)>) -> Seen {
        let remote: SocketAddr = self.from.parse().expect("an address");
        let mut request = self.app.client.req(method, path.to_owned()).remote(remote);
        for (name, value) in &self.headers {
            request.add_header(Header::new(*name, *value));
        }
        if let Some((name, value)) = self.cookie.split_once('=') {
            request = request.cookie((name.to_owned(), value.to_owned()));
        }
        if let Some((kind, body)) = body {
            request = request.header(kind).body(body);
        }
        let response = request.dispatch().await;
        let headers = response.headers().iter();
        Seen {
            status: response.status().code,
            headers: headers.map(|it| (it.name.to_string(), it.value.to_string())).collect(),
            body: response.into_string().await.unwrap_or_default(),
        }
    }

    /// Asks for a file; returns the status, what it is called, and its bytes.
    pub async fn bytes(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> (u16, String, Vec<u8>) {
        let mut request = self.app.client.req(method, path.to_owned());
        for (name, value) in &self.headers {
            request.add_header(Header::new(*name, *value));
        }
        let (name, value) = self.cookie.split_once('=').expect("a cookie");
        request = request.cookie((name.to_owned(), value.to_owned()));
        if method == Method::Post {
            let mut body = url::form_urlencoded::Serializer::new(String::new());
            request = request
                .header(ContentType::Form)
                .body(body.extend_pairs(fields).finish());
        }
        let response = request.dispatch().await;
        let name = response
            .headers()
            .get_one("Content-Disposition")
            .unwrap_or_default()
            .to_owned();
        let status = response.status().code;
        (status, name, response.into_bytes().await.unwrap_or_default())
    }

    pub async fn get(&self, path: &str) -> Seen {
        self.ask(Method::Get, path, &[]).await
    }

    /// Sends a form from a page of ours, with the token that pages carry.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let token = self.token().await;
        let held = [("token", token.as_str())];
        self.ask(Method::Post, path, &[&held[..], fields].concat()).await
    }

    /// Sends a form with a file, as a browser does.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], (name, bytes): (&str, &[u8])) -> Seen {
        let token = self.token().await;
        let first = [("token", token.as_str())];
        let mut body = Vec::new();
        for (field, value) in first.iter().chain(fields) {
            let part = format!("--x\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--x--\r\n");
        let kind = ContentType::parse_flexible("multipart/form-data; boundary=x").expect("a type");
        self.send(Method::Post, path, Some((kind, body))).await
    }

    /// The token of this session's forms; empty without a session.
    async fn token(&self) -> String {
        for path in ["/staff/sessions", "/staff/code", "/staff/factor"] {
            let page = self.get(path).await.body;
            let token = after(&page, "name=\"token\" value=\"");
            if !token.is_empty() {
                return token.to_owned();
            }
        }
        String::new()
    }

    /// Sets up an authenticator app; returns its key and the recovery codes.
    async fn enroll(&mut self) -> (AppKey, Vec<String>) {
        let page = self.get("/staff/factor").await.body;
        let (_, shown) = page.split_once("<p class=\"key\"><code>").expect("a key");
        let shown: String = shown.split('<').next().expect("closed").split(' ').collect();
        let key = AppKey::parse(&shown).expect("base32");
        let (token, sealed) = (
            after(&page, "name=\"token\" value=\""),
            after(&page, "name=\"sealed\" value=\""),
        );
        let typed = code(self.app, &key);
        let fields = [
            ("token", token),
            ("sealed", sealed),
            ("code", &typed),
            ("next", "/staff"),
        ];
        let seen = self.ask(Method::Post, "/staff/factor", &fields).await;
        assert_eq!(seen.status, 200, "{}", seen.body);
        self.cookie = seen.cookie();
        let codes = seen.body.split("<li><code>").skip(1);
        let codes = codes.filter_map(|rest| rest.split('<').next()).map(str::to_owned);
        (key, codes.collect())
    }

    pub async fn sign_in(&mut self, email: &str, password: &str) -> Seen {
        let fields = [("email", email), ("password", password), ("next", "/staff")];
        let seen = self.ask(Method::Post, "/staff/sign-in", &fields).await;
        self.cookie = seen.cookie();
        seen
    }
}

/// Runs something on accounts, as a command does.
fn manage<T: Send + 'static>(
    app: &TestApp,
    work: impl FnOnce(&Tx<'_>, jiff::Timestamp) -> Result<T, AccountError> + Send + 'static,
) -> Result<T, AccountError> {
    let now = app.worker.clock.now();
    app.worker.store.write_now(move |tx| work(tx, now))
}

/// Adds an account; returns its number and the path of its link.
fn add(app: &TestApp, email: &str, role: Role, letters: Letters) -> (StaffId, String) {
    let email = EmailAddress::parse(email).expect("an address");
    let added = manage(app, move |tx, now| {
        accounts::add(tx, CONSOLE, &email, (role, &letters), now)
    });
    let (id, token) = added.expect("is added");
    (id, format!("/staff/welcome/{}", token.as_text()))
}

/// Removes an account.
pub fn remove(app: &TestApp, id: StaffId) {
    manage(app, move |tx, now| accounts::remove(tx, CONSOLE, id, now)).expect("is removed");
}

/// Adds an account that is for these letters, and returns a browser in which it is signed in.
pub async fn signed_in<'a>(app: &'a TestApp, email: &str, role: Role, letters: &[&str]) -> Browser<'a> {
    let letters = Letters::of(letters.iter().map(|it| (*it).to_owned()));
    let (id, _) = add(app, email, role, letters);
    let begun = manage(app, move |tx, now| {
        Ok(accounts::sign_in(tx, id, "Firefox, Linux", now)?)
    });
    let mut browser = Browser::new(app);
    browser.cookie = format!("undersigned-staff={}", begun.expect("begins").as_text());
    if role.needs_factor() {
        browser.enroll().await;
    }
    browser
}

/// Returns what follows some words on a page, up to a quotation mark.
fn after<'p>(page: &'p str, words: &str) -> &'p str {
    let found = page.split_once(words).and_then(|(_, rest)| rest.split('"').next());
    found.unwrap_or_default()
}

/// Returns the code that an authenticator app shows now.
pub fn code(app: &TestApp, key: &AppKey) -> String {
    format!("{:06}", key.code(Step::at(app.worker.clock.now())))
}

/// Adds an account with a password.
pub async fn with_password(app: &TestApp, email: &str, role: Role) -> StaffId {
    let (id, link) = add(app, email, role, Letters::Every);
    let fields = [("password", PASSWORD), ("password_again", PASSWORD)];
    let seen = Browser::new(app).ask(Method::Post, &link, &fields).await;
    assert_eq!(seen.status, 303, "{}", seen.body);
    id
}

/// Returns the acts in the audit log.
fn acts(app: &TestApp) -> Vec<String> {
    let read =
        |db: &undersigned::store::Read<'_>| db.all("SELECT act FROM audit ORDER BY number", [], |row| row.get("act"));
    let found: Result<Vec<String>, StoreError> = app.worker.store.read_now(read);
    found.expect("reads")
}

#[rocket::async_test]
async fn the_first_page_says_what_waits_and_what_to_do_first() {
    let app = TestApp::with_letter("organizations_appear = \"after-approval\"").await;
    let owner = signed_in(&app, "owner@coalition.example", Role::Owner, &[]).await;
    let page = owner.get("/staff").await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("Nothing is waiting for you."), "{}", page.body);
    app.sign_organization(&[]).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    app.worker.clock.shift(3 * 24 * 3_600);
    let owner = signed_in(&app, "second@coalition.example", Role::Owner, &[]).await;
    let page = owner.get("/staff").await.body;
    for words in [
        "1 organization under review",
        "3 days",
        &format!("href=\"/staff/letters/{LETTER}/signers?state&#x3D;held\""),
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // An account for another letter does not learn that this one exists, and a partner not what waits.
    let other = signed_in(
        &app,
        "other@coalition.example",
        Role::Editor,
        &["asylum-not-temporary-visas"],
    )
    .await;
    let page = other.get("/staff").await.body;
    assert!(
        !page.contains(LETTER)
            && !page.contains("under review")
            && page.contains("href=\"/staff/letters/asylum-not-temporary-visas/signers\""),
        "{page}"
    );
    let partner = signed_in(&app, "partner@coalition.example", Role::Partner, &[]).await;
    let page = partner.get("/staff").await.body;
    assert!(
        page.contains("0 organizations and 0 individuals counted") && !page.contains("under review"),
        "{page}"
    );
}

#[rocket::async_test]
async fn pages_are_in_the_language_that_was_chosen() {
    let app = TestApp::start().await;
    let browser = Browser::new(&app);
    let seen = browser.get("/staff/sign-in?lang=es").await.body;
    assert!(
        seen.contains("Iniciar sesión") && seen.contains("action=\"/staff/sign-in?lang=es\""),
        "{seen}"
    );
    let viewer = signed_in(&app, "viewer@coalition.example", Role::Viewer, &[]).await;
    assert!(viewer.get("/staff").await.body.contains("My to-do list"));
    let sent = viewer
        .post("/staff/language", &[("language", "es"), ("back", "/staff/sessions")])
        .await;
    assert_eq!((sent.status, sent.header("Location")), (303, "/staff/sessions"));
    assert!(viewer.get("/staff").await.body.contains("Mis pendientes"));
}

/// Asserts that a page says all of these words.
pub fn says(page: &str, words: &[&str]) {
    for words in words {
        assert!(page.contains(words), "{words}: {page}");
    }
}
