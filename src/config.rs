//! The settings: typed sections of `Rocket.toml`, overridden by the environment (`UNDERSIGNED_MAIL__PASSWORD`).
//!
//! Unknown keys are refused. The profile `production` refuses to start until everything that it needs is given.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use rocket::figment::Figment;
use rocket::figment::providers::Env;
use serde::Deserialize;

use crate::clock::Clock;

mod delivery;
mod secret;

pub use delivery::Delivery;
pub use secret::Secret;

/// Everything that can be set, parsed and checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// Rocket's profile: `debug`, `release` or `production`.
    pub profile: String,
    /// Who publishes here, and under which address.
    pub site: Site,
    /// Where the letters lie.
    pub content: Content,
    /// The database.
    pub store: StoreConfig,
    /// How mail leaves.
    pub mail: Mail,
    /// How long things are kept and links work.
    pub signing: Signing,
    /// Bundles and their delivery.
    pub delivery: Delivery,
    /// How often.
    pub quotas: Quotas,
    /// Whose word about a client's address counts.
    pub proxy: Proxy,
    /// The process's clock.
    pub clock: Clock,
    /// What tokens and digests are keyed with.
    pub secret: Secret,
}

/// Who publishes here.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Public address without a trailing slash, e.g. `https://letters.example.org`.
    #[serde(default)]
    pub base_url: String,
    /// The publisher's name by language.
    pub name: BTreeMap<String, String>,
    /// Postal address for the letterhead, a line each.
    pub postal_address: Vec<String>,
    /// The named contact on letterheads.
    pub contact_name: String,
    /// The contact's e-mail address, also shown to signers.
    pub contact_email: String,
    /// The contact's telephone number.
    pub contact_phone: String,
}

/// Where the letters lie.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The folder with one folder a letter.
    pub folder: PathBuf,
}

/// The database.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreConfig {
    /// The SQLite file.
    pub path: PathBuf,
    /// How many read-only connections.
    pub readers: usize,
}

/// How mail leaves.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// `.eml` files in a folder; nothing leaves the machine.
    Folder,
    /// A relay by SMTP.
    Smtp,
    /// Kept in memory, for tests.
    Memory,
}

/// How the connection to the relay is protected.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// STARTTLS, required (RFC 3207).
    Starttls,
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// Nothing: accepted on loopback only.
    None,
}

/// Settings of the outbox and its transport.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Which transport.
    pub transport: Transport,
    /// For [`Transport::Folder`].
    pub folder: PathBuf,
    /// `Name <address>`; the domain also stands in Message-IDs.
    #[serde(default)]
    pub sender: String,
    /// The relay's host name.
    #[serde(default)]
    pub host: String,
    /// The relay's port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// `SMTP AUTH` user, empty for none.
    #[serde(default)]
    pub user: String,
    /// `SMTP AUTH` password: by environment only.
    #[serde(default)]
    pub password: String,
    /// Connections in the pool, and mails under way at once.
    pub connections: u32,
    /// After how many attempts a mail is given up (and kept, as failed).
    pub attempts: u32,
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail")
            .field("transport", &self.transport)
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .finish_non_exhaustive()
    }
}

/// How long things are kept and links work.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// How long a confirmation link works.
    pub link_valid_hours: u32,
    /// How long a link to the signer's own page works.
    pub own_link_valid_days: u32,
    /// When an unconfirmed signature is deleted.
    pub unconfirmed_kept_days: u32,
    /// How long the keyed digest of a visitor's network prefix is kept.
    pub origin_kept_days: u32,
}

/// How often.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotas {
    /// Signing attempts from one IPv4 address or IPv6 /64.
    pub signings_per_hour_per_address: u32,
    /// Signing attempts over the whole service.
    pub signings_per_minute_in_all: u32,
    /// Confirmation mails to one address within 24 hours.
    pub mails_per_day_per_recipient: u32,
}

/// Whose word about a client's address counts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proxy {
    /// Addresses of reverse proxies that overwrite the header.
    pub trusted: Vec<IpAddr>,
    /// The header that they set.
    pub header: String,
}

/// Settings that can't be used, a sentence each.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct ConfigError(pub Vec<String>);

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ClockConfig {
    #[serde(default)]
    offset_seconds: i64,
}

/// Rocket's own figment with our environment variables on top.
pub fn figment() -> Figment {
    rocket::Config::figment().merge(Env::prefixed("UNDERSIGNED_").split("__").global())
}

impl Config {
    /// Reads and checks every section.
    pub fn extract(figment: &Figment) -> Result<Self, ConfigError> {
        let mut config = Self {
            profile: figment.profile().as_str().as_str().to_owned(),
            site: section(figment, "site")?,
            content: section(figment, "content")?,
            store: section(figment, "store")?,
            mail: section(figment, "mail")?,
            signing: section(figment, "signing")?,
            delivery: section(figment, "delivery")?,
            quotas: section(figment, "quotas")?,
            proxy: section(figment, "proxy")?,
            clock: clock(figment)?,
            secret: Secret::missing(),
        };
        let given = figment.extract_inner::<String>("secret_key").ok();
        config.refuse_incomplete(given.is_some())?;
        if config.site.base_url.is_empty() {
            let port: u16 = figment
                .extract_inner("port")
                .map_err(|error| ConfigError(vec![error.to_string()]))?;
            config.site.base_url = format!("http://127.0.0.1:{port}");
        }
        config.secret = match given {
            Some(key) => Secret::new(&key),
            None => Secret::kept_beside(&config.store.path)?,
        };
        Ok(config)
    }

    /// Whether `/mailbox` may show what was sent: never where real people's mail could be.
    pub fn shows_mailbox(&self) -> bool {
        matches!(self.profile.as_str(), "debug" | "release") && self.mail.transport == Transport::Folder
    }

    /// The publisher's name in a language, or in any.
    pub fn site_name(&self, lang: &str) -> &str {
        let names = &self.site.name;
        names
            .get(lang)
            .or_else(|| names.values().next())
            .map_or("Undersigned", String::as_str)
    }

    fn refuse_incomplete(&self, has_key: bool) -> Result<(), ConfigError> {
        let mut wrong = self.unsafe_settings();
        if self.profile == "production" {
            let needs = [
                (
                    has_key,
                    "production needs a secret_key: set ROCKET_SECRET_KEY to the output of `openssl rand -base64 32`",
                ),
                (
                    self.mail.transport == Transport::Smtp && !self.mail.host.is_empty(),
                    "production needs an SMTP transport: set UNDERSIGNED_MAIL__HOST (and mail.transport = \"smtp\")",
                ),
                (
                    self.site.base_url.starts_with("https://"),
                    "production needs a public base URL: set UNDERSIGNED_SITE__BASE_URL to https://…",
                ),
                (
                    !self.mail.sender.is_empty() && !self.mail.sender.contains(".example"),
                    "production needs a sender address: set UNDERSIGNED_MAIL__SENDER to \"Name <letters@your.domain>\"",
                ),
            ];
            wrong.extend(needs.iter().filter(|(met, _)| !met).map(|(_, why)| (*why).to_owned()));
        }
        if wrong.is_empty() {
            Ok(())
        } else {
            Err(ConfigError(wrong))
        }
    }

    fn unsafe_settings(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        let loopback = matches!(self.mail.host.as_str(), "localhost" | "127.0.0.1" | "::1");
        if self.mail.transport == Transport::Smtp && self.mail.security == Security::None && !loopback {
            wrong.push(
                "mail.security = \"none\" is for a relay on this machine only: use \"starttls\" or \"tls\"".to_owned(),
            );
        }
        if self.site.base_url.ends_with('/') {
            wrong.push("site.base_url must not end with a slash".to_owned());
        }
        wrong
    }
}

fn section<'a, T: Deserialize<'a>>(figment: &Figment, name: &str) -> Result<T, ConfigError> {
    figment.extract_inner(name).map_err(|error| {
        ConfigError(
            error
                .into_iter()
                .map(|error| format!("settings, section [{name}]: {error}"))
                .collect(),
        )
    })
}

/// The clock, shifted if this is a debug build that was asked to.
fn clock(figment: &Figment) -> Result<Clock, ConfigError> {
    if figment.find_value("clock").is_err() {
        return Ok(Clock::default());
    }
    let wanted: ClockConfig = section(figment, "clock")?;
    if cfg!(debug_assertions) {
        return Ok(Clock::shifted(wanted.offset_seconds));
    }
    Err(ConfigError(vec![
        "clock.offset_seconds is for debug builds only: remove it".to_owned(),
    ]))
}

/// The folder for what the service keeps beside the database.
pub fn folder_beside(path: &Path) -> PathBuf {
    path.parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

#[cfg(test)]
mod tests;
