//! A service for each test: a fresh database, its own folder of letters, and a movable clock.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use undersigned::review::store::decisions;
use undersigned::signatures::ids::SignatureId;
use undersigned::signatures::store::search_texts;

use mail_parser::MessageParser;
use rocket::figment::Figment;
use rocket::figment::providers::{Format, Toml};
use rocket::http::{ContentType, Header};
use rocket::local::asynchronous::{Client, LocalResponse};
use undersigned::config::Config;
use undersigned::outbox::worker::Worker;
use undersigned::store::{Store, StoreError};
use undersigned::updates::UpdateKey;
use undersigned::updates::sending::Sending;

#[path = "../../src/store/test_server.rs"]
pub mod test_server;

pub const LETTER: &str = "protect-temporary-visa-workers";
/// A time at which both sample letters can be signed.
const NOON: &str = "2026-12-01T12:00:00Z";

/// What a person's browser sends with every request.
pub const BROWSER: &[(&str, &str)] = &[
    ("Accept-Language", "en-US,en;q=0.9"),
    ("Sec-Fetch-Site", "same-origin"),
    (
        "User-Agent",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    ),
];

/// What `production` needs besides a transport.
pub const PRODUCTION: &str = "\n[production]\nsecret_key = 'hPRYyVRiMyxpw5sBB1XeCMN1kFsDCqKvBi2QJxBVHQk='\n\
    site.base_url = 'https://letters.coalition.org'\nsite.postal_address = ['1 Union Square']\n\
    site.contact_email = 'letters@coalition.org'\nsite.contact_phone = '(202) 225-3121'\n\
    mail.sender = 'The coalition <letters@coalition.org>'\n";

pub struct TestApp {
    pub client: Client,
    pub worker: Worker,
    pub folder: tempfile::TempDir,
    _watcher: undersigned::letters::watch::Watch,
}

pub struct Answer {
    pub status: u16,
    pub location: String,
    pub retry_after: String,
    pub body: String,
}

/// A mail as its reader sees it.
pub struct Whole {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

impl TestApp {
    pub async fn start() -> Self {
        Self::with("").await
    }

    /// Starts a service with more settings, in TOML.
    pub async fn with(settings: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self::begin(folder, settings).await.expect("builds")
    }

    /// Starts a service in a folder that may hold an earlier one's database; `Err` says why it refuses to start.
    pub async fn begin(folder: tempfile::TempDir, settings: &str) -> Result<Self, String> {
        Self::begin_as("debug", folder, settings).await
    }

    /// Starts a service as `production`, at an address with https.
    pub async fn in_production() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = format!("{PRODUCTION}mail.transport = 'smtp'\nmail.host = 'relay.coalition.org'\n");
        Self::begin_as("production", folder, &settings).await.expect("starts")
    }

    /// Starts a service in one of Rocket's profiles.
    pub async fn begin_as(profile: &str, folder: tempfile::TempDir, settings: &str) -> Result<Self, String> {
        let figment = figment(folder.path(), settings).select(profile);
        Self::built(figment, folder).await
    }

    async fn built(figment: Figment, folder: tempfile::TempDir) -> Result<Self, String> {
        let service = undersigned::build_with(figment, env!("CARGO_BIN_EXE_undersigned").into())
            .map_err(|error| error.to_string())?;
        let noon: jiff::Timestamp = NOON.parse().expect("a time");
        let clock = &service.worker.clock;
        clock.shift(noon.as_second() - clock.now().as_second());
        let client = Client::untracked(service.rocket).await.expect("ignites");
        Ok(Self {
            client,
            worker: service.worker,
            folder,
            _watcher: service.watcher,
        })
    }

    /// Starts a service that stores in a file, whatever tests use otherwise.
    pub async fn in_file(folder: tempfile::TempDir) -> Self {
        let figment = figment_at(folder.path(), None, "").select("debug");
        Self::built(figment, folder).await.expect("builds")
    }

    pub async fn get(&self, path: &str) -> Answer {
        answer(self.client.get(path.to_owned()).dispatch().await).await
    }

    pub async fn get_with(&self, path: &str, header: &'static str, value: &'static str) -> Answer {
        answer(
            self.client
                .get(path.to_owned())
                .header(Header::new(header, value))
                .dispatch()
                .await,
        )
        .await
    }

    /// Posts a form. The buttons of links that confirm and approve are pressed with the version on their page.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        if !["/confirm/", "/approve/"].iter().any(|kind| path.contains(kind)) {
            return self.post_from("198.51.100.7:4000", path, fields).await;
        }
        let page = self.get(path).await.body;
        let version = page
            .split_once("name=\"version\" value=\"")
            .and_then(|(_, rest)| rest.split('"').next());
        let held: Vec<_> = version.map(|version| ("version", version)).into_iter().collect();
        self.post_from("198.51.100.7:4000", path, &merged(&held, fields)).await
    }

    /// Posts as a person's browser does.
    pub async fn post_from(&self, client: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_as(client, BROWSER, path, fields).await
    }

    /// Posts with other headers.
    pub async fn post_as(
        &self,
        client: &str,
        headers: &[(&'static str, &'static str)],
        path: &str,
        fields: &[(&str, &str)],
    ) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let remote: SocketAddr = client.parse().expect("an address");
        let mut request = self
            .client
            .post(path.to_owned())
            .header(ContentType::Form)
            .remote(remote)
            .body(body);
        for (name, value) in headers {
            request.add_header(Header::new(*name, *value));
        }
        answer(request.dispatch().await).await
    }

    /// Solves the challenge that the form carries now, as its script would; empty if it carries none.
    pub async fn proof(&self) -> String {
        solution(&self.get(&format!("/en/letters/{LETTER}/sign")).await.body)
    }

    /// Returns the digest that a form carries.
    pub async fn edition(&self, lang: &str) -> String {
        let form = self.get(&format!("/{lang}/letters/{LETTER}/sign")).await.body;
        let (_, rest) = form
            .split_once("name=\"edition\" value=\"")
            .expect("a form with its edition");
        rest[..64].to_owned()
    }

    /// Returns the opening time that a form carries.
    pub async fn opened(&self) -> String {
        let form = self.get(&format!("/en/letters/{LETTER}/sign")).await.body;
        let (_, rest) = form
            .split_once("name=\"opened\" value=\"")
            .expect("a form with its moment");
        rest.split('"').next().expect("closed").to_owned()
    }

    /// Signs as a person, with some fields changed.
    pub async fn sign(&self, lang: &str, otherwise: &[(&str, &str)]) -> Answer {
        let (edition, opened) = (self.edition(lang).await, self.opened().await);
        let usual = [
            ("edition", edition.as_str()),
            ("opened", opened.as_str()),
            ("name", "Ana López García"),
            ("email", "ana@example.org"),
            ("city", "Fresno"),
            ("country", "US"),
            ("state", "CA"),
            ("postal_code", "93701"),
            ("listing", "initial"),
        ];
        self.post(
            &format!("/{lang}/letters/{LETTER}/signatures/people"),
            &merged(&usual, otherwise),
        )
        .await
    }

    /// Signs for an organization, with some fields changed.
    pub async fn sign_organization(&self, otherwise: &[(&str, &str)]) -> Answer {
        self.sign_organization_in("en", otherwise).await
    }

    /// Signs for an organization on the pages of a language, with some fields changed.
    pub async fn sign_organization_in(&self, lang: &str, otherwise: &[(&str, &str)]) -> Answer {
        let (edition, opened) = (self.edition(lang).await, self.opened().await);
        let usual = [
            ("edition", edition.as_str()),
            ("opened", opened.as_str()),
            ("legal_name", "The Harvest Workers Union, Local 12"),
            ("listed_name", "Harvest Workers Union, Local 12"),
            ("org_kind", "union"),
            ("scope", "local"),
            ("city", "Salinas"),
            ("state", "CA"),
            ("website", "harvest.example"),
            ("contact_name", "Sam Rivera"),
            ("contact_title", "Secretary"),
            ("email", "sam@harvest.example"),
            ("authorized", "yes"),
        ];
        self.post(
            &format!("/{lang}/letters/{LETTER}/signatures/organizations"),
            &merged(&usual, otherwise),
        )
        .await
    }

    /// Sends what is due and returns every mail sent so far, as (recipient, subject, text).
    pub async fn mails(&self) -> Vec<(String, String, String)> {
        self.worker.send_due().await.expect("sends");
        self.worker.mailer.sent().iter().map(|bytes| read(bytes)).collect()
    }

    /// Returns every mail sent so far, with its HTML.
    pub async fn whole_mails(&self) -> Vec<Whole> {
        self.worker.send_due().await.expect("sends");
        let whole = |bytes: &Vec<u8>| {
            let (to, subject, text) = read(bytes);
            let message = MessageParser::default().parse(bytes).expect("a message");
            let html = message.body_html(0).unwrap_or_default().into_owned();
            Whole {
                to,
                subject,
                text,
                html,
            }
        };
        self.worker.mailer.sent().iter().map(whole).collect()
    }

    /// Returns every mail sent so far, as a raw message.
    pub async fn raw_mails(&self) -> Vec<String> {
        self.worker.send_due().await.expect("sends");
        let sent = self.worker.mailer.sent();
        sent.into_iter()
            .map(|bytes| String::from_utf8(bytes).expect("text"))
            .collect()
    }

    /// Returns the sending of an update, as `undersigned updates send` would do it.
    pub fn update(&self, name: &str) -> Sending {
        Sending {
            config: self.config(),
            mail_domain: self.worker.mailer.domain().to_owned(),
            which: UpdateKey {
                letter: LETTER.to_owned(),
                name: name.to_owned(),
            },
            now: self.worker.clock.now(),
            by: undersigned::audit::By::COMMAND_LINE,
        }
    }

    fn config(&self) -> Arc<Config> {
        let app = self.client.rocket().state::<undersigned::web::App>();
        Arc::clone(&app.expect("the service's parts").config)
    }

    /// Returns the path of the newest mail's link.
    pub async fn link(&self) -> String {
        self.link_to("").await
    }

    /// Returns the path of the newest mail's first link that contains some words.
    pub async fn link_to(&self, words: &str) -> String {
        let (_, _, text) = self.mails().await.pop().expect("a mail was sent");
        let mut links = text
            .split_whitespace()
            .filter_map(|word| word.strip_prefix("http://letters.test"));
        links.find(|link| link.contains(words)).expect("a link").to_owned()
    }

    /// Starts a service with its own folder of letters, in which one setting of [`LETTER`] is changed.
    pub async fn with_letter(line: &str) -> Self {
        Self::with_file("letter.toml", "[signing]\n", &format!("[signing]\n{line}\n")).await
    }

    /// Starts a service with its own folder of letters, in which some words of one file are changed.
    pub async fn with_file(file: &str, words: &str, otherwise: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let letters = folder.path().join("letters");
        copy(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters")), &letters);
        let path = letters.join(LETTER).join(file);
        let text = std::fs::read_to_string(&path).expect("a file");
        assert!(text.contains(words), "{file} says {words}");
        std::fs::write(&path, text.replace(words, otherwise)).expect("writes");
        let settings = format!("[default.content]\nfolder = '{}'", letters.display());
        Self::begin(folder, &settings).await.expect("builds")
    }

    /// Signs as a person and confirms.
    pub async fn sign_and_confirm(&self, lang: &str, otherwise: &[(&str, &str)]) -> Answer {
        assert_eq!(self.sign(lang, otherwise).await.status, 200);
        let link = self.link().await;
        self.post(&link, &[]).await
    }

    /// Returns the service's parts.
    pub fn parts(&self) -> &undersigned::web::App {
        self.client.rocket().state().expect("managed")
    }

    /// Rejects a signature, as staff do.
    pub fn reject(&self, id: i64) -> bool {
        let (secret, now) = (self.parts().config.secret.clone(), self.worker.clock.now());
        let work = move |tx: &undersigned::store::Tx<'_>| decisions::reject(tx, &secret, SignatureId::new(id), now);
        self.worker.store.write_now(work).expect("writes")
    }

    /// Approves a held signature, as staff do.
    pub fn approve(&self, id: i64, evidence: Option<&'static str>) -> bool {
        let (secret, now) = (self.parts().config.secret.clone(), self.worker.clock.now());
        let work =
            move |tx: &undersigned::store::Tx<'_>| decisions::approve(tx, &secret, SignatureId::new(id), evidence, now);
        self.worker.store.write_now(work).expect("writes")
    }

    /// Decides as `review approve` and `review reject` do.
    pub fn review(&self, id: i64, approve: bool) -> bool {
        use undersigned::mail::MailContext;
        use undersigned::review::mail as review_mail;
        use undersigned::review::rejection::Rejection;

        let (config, now) = (self.config(), self.worker.clock.now());
        let mail_domain = self.worker.mailer.domain().to_owned();
        let work = move |tx: &undersigned::store::Tx<'_>| {
            let desk = MailContext {
                config: &config,
                mail_domain: &mail_domain,
                now,
            };
            if approve {
                review_mail::approve(tx, &desk, SignatureId::new(id), None)
            } else {
                review_mail::reject(tx, &desk, SignatureId::new(id), &Rejection::default())
            }
        };
        self.worker.store.write_now(work).expect("writes")
    }

    /// Reads one number from the database.
    pub fn count(&self, sql: &str) -> i64 {
        let found = self
            .worker
            .store
            .read_now(|db| db.one(sql, [], |row| row.get::<i64>("n")));
        found
            .map_err(|error: StoreError| error.to_string())
            .expect("counts")
            .expect("a row")
    }
}

/// Returns the challenge that a form carries, as JSON.
pub fn challenge(form: &str) -> Option<String> {
    let (_, rest) = form.split_once("data-challenge=\"")?;
    let escaped = rest.split('"').next()?;
    Some(escaped.replace("&quot;", "\"").replace("&#x3D;", "="))
}

/// Solves a form's challenge; empty if it carries none.
pub fn solution(form: &str) -> String {
    let Some(challenge) = challenge(form) else {
        return String::new();
    };
    let challenge: altcha::Challenge = serde_json::from_str(&challenge).expect("a challenge");
    let solution = altcha::solve_challenge(altcha::SolveChallengeOptions::new(&challenge));
    let solution = solution.expect("solvable").expect("in time");
    let payload = altcha::Payload { challenge, solution };
    data_encoding::BASE64.encode(&serde_json::to_vec(&payload).expect("JSON"))
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there);
        } else {
            std::fs::copy(entry.path(), there).expect("copies");
        }
    }
}

/// Returns the settings of a database in the environment of a command: a file, or its place on the tests' server.
pub fn stored_in(database: &Path) -> Vec<(&'static str, String)> {
    let path = database.to_str().expect("plain").to_owned();
    let url = test_server::url(database).map(|url| ("UNDERSIGNED_STORE__URL", url));
    std::iter::once(("UNDERSIGNED_STORE__PATH", path)).chain(url).collect()
}

/// Returns the settings of a database in a place of the tests' server; `None` without a server.
pub fn at_the_server(database: &Path) -> Option<String> {
    test_server::url(database).map(|url| format!("[default.store]\nurl = '{url}'"))
}

/// Returns whether tests use a server. Those that look at files, or copy a database with its folder, have nothing to look at then.
pub fn is_on_server() -> bool {
    test_server::url(Path::new("")).is_some()
}

/// Writes bytes, given in hexadecimal, as the tests' database reads them.
pub fn bytes(hex: &str) -> String {
    if is_on_server() {
        return format!("'\\x{hex}'::bytea");
    }
    format!("x'{hex}'")
}

/// A digest of nothing, as the tests' database reads it.
pub fn no_digest() -> String {
    bytes(&"00".repeat(32))
}

/// Opens a database beside the program that uses it.
pub fn open(database: &Path) -> Store {
    #[cfg(feature = "postgres")]
    if let Some(url) = test_server::url(database) {
        return Store::connect(&url, undersigned::store::Expected::default(), database, 1).expect("connects");
    }
    Store::open(database, 1).expect("opens")
}

/// Creates a test's settings: everything in its own folder, mails in memory. Signers are thanked only where a test asks for it, since most
/// tests count mails.
fn figment(folder: &Path, settings: &str) -> Figment {
    figment_at(folder, test_server::url(&folder.join("test.db")), settings)
}

fn figment_at(folder: &Path, url: Option<String>, settings: &str) -> Figment {
    let noon: jiff::Timestamp = NOON.parse().expect("a time");
    let ahead = noon.as_second() - undersigned::clock::Clock::default().now().as_second();
    let database = folder.join("test.db");
    let url = url.map_or_else(String::new, |url| format!("url = '{url}'\n"));
    let own = format!(
        "[default.clock]\noffset_seconds = {ahead}\n[default.store]\npath = '{}'\n{url}[default.mail]\ntransport = 'memory'\nconnections = 1\nthank_you = false\n[default.site]\nbase_url = 'http://letters.test'\n",
        database.display()
    );
    Figment::from(rocket::Config::default())
        .merge(Toml::file(concat!(env!("CARGO_MANIFEST_DIR"), "/Rocket.toml")).nested())
        .merge(
            Toml::string(concat!(
                "[default.signing]\nform_least_seconds = 0\nlinks_wait_seconds = 0\n[default.content]\nfolder = '",
                env!("CARGO_MANIFEST_DIR"),
                "/letters'"
            ))
            .nested(),
        )
        .merge(Toml::string(&own).nested())
        .merge(Toml::string(settings).nested())
}

impl TestApp {
    /// Checks that whoever changed a name or an address changed the words by which staff find it.
    fn hold_words(&self) {
        let stored = self.worker.store.read_now(|db| {
            let sql = "SELECT signature, words FROM search_texts";
            let stored = db.all(sql, [], |row| {
                Ok((row.get::<SignatureId>("signature")?, row.get::<String>("words")?))
            })?;
            for (id, words) in stored {
                assert_eq!(search_texts::present_words(db, id)?, Some(words), "{id}");
            }
            Ok::<_, StoreError>(())
        });
        stored.expect("reads");
    }
}

impl Drop for TestApp {
    /// Checks that no test leaves a failed mail behind unnoticed, or runs a statement that reads a whole table.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(
                self.count(
                    "SELECT COUNT(*) AS n FROM outbox WHERE state = 'failed' OR (state = 'queued' AND attempts > 0)"
                ),
                0
            );
            crate::plans::hold(&self.worker.store);
            self.hold_words();
            crate::figures::hold(&self.worker.store, &self.worker.clock);
        }
    }
}

fn merged<'a>(usual: &[(&'a str, &'a str)], otherwise: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = usual
        .iter()
        .filter(|(name, _)| !otherwise.iter().any(|(other, _)| other == name));
    kept.chain(otherwise).copied().collect()
}

fn read(bytes: &[u8]) -> (String, String, String) {
    let message = MessageParser::default().parse(bytes).expect("a message");
    let to = message
        .to()
        .and_then(|to| to.first())
        .and_then(|to| to.address())
        .expect("a recipient")
        .to_owned();
    (
        to,
        message.subject().unwrap_or_default().to_owned(),
        message.body_text(0).unwrap_or_default().replace("\r\n", "\n"),
    )
}

async fn answer(response: LocalResponse<'_>) -> Answer {
    let header = |name: &str| response.headers().get_one(name).unwrap_or_default().to_owned();
    let (status, location, retry_after) = (response.status().code, header("Location"), header("Retry-After"));
    Answer {
        status,
        location,
        retry_after,
        body: response.into_string().await.unwrap_or_default(),
    }
}

/// Reads a file of a database in use in another process: closing such a file in this one would end SQLite's locks on it, and the next
/// program that opens the database would truncate what is mapped here.
pub fn on_disk(path: &Path) -> Vec<u8> {
    let read = std::process::Command::new("cat").arg(path).output();
    let read = read.expect("runs");
    assert!(read.status.success(), "{}", path.display());
    read.stdout
}
