//! The settings: typed sections of `Rocket.toml`, overridden by the environment (`UNDERSIGNED_MAIL__PASSWORD`).
//!
//! Unknown keys are refused. The profile `production` refuses to start until everything that it needs is set.

use std::net::{IpAddr, TcpListener};
use std::path::{Path, PathBuf};

use rocket::figment::Figment;
use serde::Deserialize;

use crate::clock::Clock;

mod address;
mod bounds;
mod delivery;
mod environment;
mod file;
mod key_file;
mod look;
mod mailbox;
mod press;
mod profile;
mod proxy;
mod rockets;
mod secret;
mod section;
mod sections;
mod staff;
mod store;

pub use delivery::Delivery;
pub(crate) use key_file::KeyFile;
pub use press::Press;
pub use profile::Profile;
pub use proxy::{ClientHeader, Proxy};
pub use secret::Secret;
use section::section;
pub use sections::{Content, Judgement, Mail, Quotas, Security, Signing, Site, Transport};
pub use staff::Staff;
pub use store::StoreConfig;

/// All settings, parsed and validated.
#[derive(Clone, Debug)]
pub struct Config {
    /// Rocket's profile.
    pub profile: Profile,
    /// The address to listen on.
    pub address: IpAddr,
    /// The publisher and the public address.
    pub site: Site,
    /// The content of the site.
    pub content: Content,
    /// The database.
    pub store: StoreConfig,
    /// How mail is sent.
    pub mail: Mail,
    /// Signing, retention and links' lifetimes.
    pub signing: Signing,
    /// Bundles and their delivery.
    pub delivery: Delivery,
    /// Rate limits and daily quotas.
    pub quotas: Quotas,
    /// Trusted proxies.
    pub proxy: Proxy,
    /// The staff area.
    pub staff: Staff,
    /// The process's clock.
    pub clock: Clock,
    /// The key for tokens and digests.
    pub secret: Secret,
    /// The key that a setting gives, before it becomes [`Config::secret`].
    pub given_key: Option<Secret>,
}

/// Unusable settings, a sentence each.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("\n"))]
pub struct ConfigError(pub Vec<String>);

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct ClockConfig {
    #[serde(default)]
    offset_seconds: i64,
}

/// Returns Rocket's own figment with our environment variables on top.
pub fn figment() -> Figment {
    environment::over(rocket::Config::figment())
}

/// Replaces a port of zero by a free one, because pages and mails name it.
pub fn with_port(figment: Figment) -> Result<Figment, ConfigError> {
    let (address, port): (IpAddr, u16) = (rockets(&figment, "address")?, rockets(&figment, "port")?);
    if port != 0 {
        return Ok(figment);
    }
    let free = TcpListener::bind((address, 0)).and_then(|listener| listener.local_addr());
    let free = free.map_err(|error| ConfigError(vec![format!("no free port on {address} ({error})")]))?;
    Ok(figment.merge(("port", free.port())))
}

impl Config {
    /// Reads and validates every section.
    pub fn extract(figment: &Figment) -> Result<Self, ConfigError> {
        let mut config = Self::without_key(figment)?;
        config.secret = match config.given_key.take() {
            Some(secret) => secret,
            None => KeyFile::beside(&config.store.path).secret()?,
        };
        Ok(config)
    }

    /// Reads the settings for commands that mend the key, or need none and so create no file: [`Config::secret`] must not be used,
    /// [`Config::given_key`] is a setting's.
    pub fn without_key(figment: &Figment) -> Result<Self, ConfigError> {
        let profile = Self::check(figment)?;
        let mut config = Self {
            profile,
            address: rockets(figment, "address")?,
            site: section(figment, "site")?,
            content: section(figment, "content")?,
            store: section(figment, "store")?,
            mail: section(figment, "mail")?,
            signing: section(figment, "signing")?,
            delivery: section(figment, "delivery")?,
            quotas: section(figment, "quotas")?,
            proxy: section(figment, "proxy")?,
            staff: match figment.find_value("staff") {
                Ok(_) => section(figment, "staff")?,
                Err(_) => Staff::default(),
            },
            clock: clock(figment, cfg!(debug_assertions))?,
            secret: Secret::missing(),
            given_key: None,
        };
        config.resolve_paths(figment);
        let given = figment.extract_inner::<String>("secret_key").ok();
        config.refuse_incomplete(given.is_some())?;
        config.site.brand = look::load(figment, &config.site)?;
        if config.site.base_url.is_empty() {
            let port: u16 = rockets(figment, "port")?;
            config.site.base_url = format!("http://127.0.0.1:{port}");
        }
        config.given_key = given.as_deref().map(Secret::new);
        Ok(config)
    }

    /// Checks what must hold before anything else reads the settings, since Rocket itself would panic. Returns the profile.
    pub fn check(figment: &Figment) -> Result<Profile, ConfigError> {
        let profile = Profile::parse(figment.profile().as_str().as_str()).map_err(|why| ConfigError(vec![why]))?;
        file::check(figment)?;
        for check in [environment::unknown, file::missing, bounds::wrong, rockets::wrong] {
            let wrong = check(figment);
            if !wrong.is_empty() {
                return Err(ConfigError(wrong));
            }
        }
        Ok(profile)
    }

    /// Checks the folders that a service writes to, without creating any: for `serve`, not for commands.
    pub(crate) fn try_folders(&self) -> Result<(), ConfigError> {
        if self.mail.transport == Transport::Folder {
            mailbox::writable(&self.mail.folder).map_err(|why| ConfigError(vec![why]))?;
        }
        if let Some(folder) = &self.mail.bounces {
            mailbox::maildir(folder).map_err(|why| ConfigError(vec![why]))?;
        }
        Ok(())
    }

    /// Returns whether `/mailbox` may show what was sent: never if the mail could be real people's, and to this machine only, since it
    /// shows everyone's links.
    pub fn shows_mailbox(&self) -> bool {
        !self.profile.is_production()
            && self.mail.transport == Transport::Folder
            && self.address.to_canonical().is_loopback()
    }

    /// Returns the publisher's name in a language, or in any.
    pub(crate) fn site_name(&self, lang: &str) -> &str {
        self.site.publisher(lang)
    }

    /// Resolves paths of `Rocket.toml`, which are relative to it.
    fn resolve_paths(&mut self, figment: &Figment) {
        let resolve = |key: &str, path: &mut PathBuf| *path = file::resolved(figment, key, std::mem::take(path));
        resolve("content.folder", &mut self.content.folder);
        resolve("store.path", &mut self.store.path);
        resolve("mail.folder", &mut self.mail.folder);
        resolve("delivery.folder", &mut self.delivery.folder);
        if let Some(folder) = &mut self.content.locales {
            resolve("content.locales", folder);
        }
        if let Some(file) = &mut self.store.ca_file {
            resolve("store.ca_file", file);
        }
        if let Some(folder) = &mut self.mail.bounces {
            resolve("mail.bounces", folder);
        }
        if let Some(file) = &mut self.mail.ca_file {
            resolve("mail.ca_file", file);
        }
        look::resolve_paths(&mut self.site, resolve);
        for folder in &mut self.delivery.font_folders {
            resolve("delivery.font_folders", folder);
        }
    }

    fn refuse_incomplete(&self, has_key: bool) -> Result<(), ConfigError> {
        let mut wrong = self.unsafe_settings();
        if self.profile.is_production() {
            let needs = [
                (
                    has_key,
                    "production needs a secret key: set ROCKET_SECRET_KEY to the output of `openssl rand -base64 32`",
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
                (
                    !self.site.is_sample(),
                    "production needs your own contact information for the letterhead: set site.name, site.postal_address, site.contact_email and site.contact_phone in Rocket.toml",
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
                "mail.security = \"none\" works only with a relay on this machine: use \"starttls\" or \"tls\""
                    .to_owned(),
            );
        }
        if !self.site.base_url.is_empty() {
            wrong.extend(address::check(&self.site.base_url).err());
        }
        wrong.extend(mailbox::wrong(&self.mail));
        wrong.extend(mailbox::wrong_secret(&self.mail));
        wrong.extend(self.store.idle());
        wrong.extend(self.staff.wrong(&self.proxy));
        let press = self.site.press.iter().flat_map(Press::problems);
        wrong.extend(press.map(|(field, what)| format!("site.press.{field}: {what}")));
        wrong
    }
}

/// Returns one of Rocket's own settings.
fn rockets<'a, T: Deserialize<'a>>(figment: &Figment, key: &str) -> Result<T, ConfigError> {
    let found = figment.extract_inner(key);
    found.map_err(|error| ConfigError(vec![format!("settings: {error}")]))
}

/// Creates the clock, shifted if this is a debug build with that setting.
fn clock(figment: &Figment, debug_build: bool) -> Result<Clock, ConfigError> {
    if figment.find_value("clock").is_err() {
        return Ok(Clock::default());
    }
    let wanted: ClockConfig = section(figment, "clock")?;
    if debug_build {
        return Ok(Clock::shifted(wanted.offset_seconds));
    }
    Err(ConfigError(vec![
        "clock.offset_seconds works only in debug builds: remove it".to_owned(),
    ]))
}

/// Returns the path of the database, before anything else is read or created.
pub fn database(figment: &Figment) -> Result<PathBuf, ConfigError> {
    section::<StoreConfig>(figment, "store").map(|store| store.path)
}

/// Returns the folder for what the service keeps beside the database.
pub(crate) fn folder_beside(path: &Path) -> PathBuf {
    path.parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

#[cfg(test)]
mod tests;
