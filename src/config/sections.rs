//! The sections of `Rocket.toml`, as typed values.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ipnet::IpNet;
use serde::Deserialize;

use super::press::Press;
use super::proxy::networks;
use crate::brand::{Brand, BrandSettings};

/// The publisher.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The public address without a trailing slash, e.g. `https://letters.example.org`.
    #[serde(default)]
    pub base_url: String,
    /// The publisher's name by language.
    pub name: BTreeMap<String, String>,
    /// The postal address for the letterhead, one line each.
    pub postal_address: Vec<String>,
    /// The contact named on letterheads.
    pub contact_name: String,
    /// The contact's title by language, for the sentence in letters that says whom to call.
    #[serde(default)]
    pub contact_title: BTreeMap<String, String>,
    /// The contact's e-mail address, also shown to signers.
    pub contact_email: String,
    /// The contact's phone number.
    pub contact_phone: String,
    /// The contact for journalists, unless a letter has its own.
    #[serde(default)]
    pub press: Option<Press>,
    /// The look, as it is written.
    #[serde(default, rename = "brand")]
    pub brand_settings: BrandSettings,
    /// The look, read and checked.
    #[serde(skip)]
    pub brand: Brand,
}

impl Site {
    /// Returns the publisher's name in a language, or in another one.
    pub(crate) fn publisher(&self, lang: &str) -> &str {
        let name = self.name.get(lang).or_else(|| self.name.values().next());
        name.map_or("Undersigned", String::as_str)
    }

    /// Returns whether this still is the sample coalition, by an address or number that is nobody's.
    pub(crate) fn is_sample(&self) -> bool {
        let invented = |line: &String| line.contains(" Example Avenue");
        self.contact_email.contains(".example")
            || self.contact_phone.contains("555-01")
            || self.postal_address.iter().any(invented)
    }
}

/// The content of the site.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The folder with one folder for each letter.
    pub folder: PathBuf,
    /// A folder with one folder for each language, whose messages add to the embedded ones or replace them.
    #[serde(default)]
    pub locales: Option<PathBuf>,
}

/// How mail is sent.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// As `.eml` files in a folder; nothing leaves the machine.
    Folder,
    /// By SMTP, to a relay.
    Smtp,
    /// Into memory, for tests.
    Memory,
}

/// How the connection to the relay is protected.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// By STARTTLS, required (RFC 3207).
    Starttls,
    /// By TLS from the first byte (RFC 8314).
    Tls,
    /// Not at all: accepted on loopback only.
    None,
}

/// Settings of the outbox and its transport.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// The transport.
    pub transport: Transport,
    /// The folder for [`Transport::Folder`].
    pub folder: PathBuf,
    /// The sender, `Name <address>`; the domain is also used in Message-IDs.
    #[serde(default)]
    pub sender: String,
    /// The relay's host name.
    #[serde(default)]
    pub host: String,
    /// The relay's port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// PEM file with roots to trust besides the usual ones, for a relay with a certificate of its own.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// The `SMTP AUTH` user; empty for none.
    #[serde(default)]
    pub user: String,
    /// The `SMTP AUTH` password, which only the environment may set.
    #[serde(default)]
    pub password: String,
    /// The number of connections in the pool, and of mails sent concurrently.
    pub connections: u32,
    /// After how many attempts a mail is given up (and kept, as failed).
    pub attempts: u32,
    /// The timeout of each step of the conversation with the relay; five times as long for the reply to the mail itself.
    #[serde(default = "patience")]
    pub patience_seconds: u32,
    /// The address to which mails return that can't be delivered; a token is put behind its name. Empty: the sender's.
    #[serde(default)]
    pub bounce_address: String,
    /// A Maildir with what returned, which the service reads.
    #[serde(default)]
    pub bounces: Option<PathBuf>,
    /// The secret with which others may hand over what returned, which only the environment may set; empty: nobody may.
    #[serde(default)]
    pub bounce_secret: String,
    /// Whether signers are thanked by mail once their signature counts.
    #[serde(default = "thanks")]
    pub thank_you: bool,
}

/// Returns the default timeout, long enough for a relay that verifies every recipient.
fn patience() -> u32 {
    60
}

/// Returns the default: signers are thanked.
fn thanks() -> bool {
    true
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

/// How addresses of a kind are treated.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Judgement {
    /// Accepted.
    Accept,
    /// Counted, with a flag that staff see.
    Flag,
    /// Refused: the form asks for another address.
    Refuse,
}

/// Settings of signing, of retention and of links' lifetimes.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// How people's role addresses, such as `info@`, are treated.
    pub role_addresses: Judgement,
    /// How disposable addresses are treated.
    pub disposable_addresses: Judgement,
    /// The minimum time, in seconds, that a person takes to fill in the form: one that comes back sooner is asked for again.
    pub form_least_seconds: u32,
    /// How many days a decider of an organization has.
    pub approval_days: u32,
    /// How many days before the deadline deciders are reminded.
    pub approval_reminder_days: u32,
    /// How many hours a confirmation link works.
    pub link_valid_hours: u32,
    /// How many days a link to the signer's own page works.
    pub own_link_valid_days: u32,
    /// The maximum random delay of a mail with links to what an address has signed.
    pub links_wait_seconds: u32,
    /// After how many days an unconfirmed signature is deleted.
    pub unconfirmed_kept_days: u32,
    /// How many days the keyed digests of a visitor's network prefix and range are kept.
    pub origin_kept_days: u32,
    /// The number of seconds after its mail within which a confirmation that looks like a program's is flagged.
    pub scanner_seconds: u32,
}

/// Rate limits and daily quotas.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotas {
    /// Signing attempts from one IPv4 address or IPv6 /64.
    pub signings_per_hour_per_address: u32,
    /// Signing attempts from one IPv4 /24 or IPv6 /48.
    pub signings_per_hour_per_range: u32,
    /// Networks of offices where many people share one address: each address there has twenty times the quota, and there is no limit for
    /// the range.
    #[serde(deserialize_with = "networks")]
    pub shared_addresses: Vec<IpNet>,
    /// Signing attempts over the whole service.
    pub signings_per_minute_in_all: u32,
    /// Signing attempts from one mail domain, unless anyone may have a mailbox there.
    pub signings_per_hour_per_domain: u32,
    /// People of one such domain that are counted on a letter within 24 hours without review.
    pub counted_per_day_per_domain: u32,
    /// Mails to one mailbox within 24 hours that others cause by naming it.
    pub mails_per_day_per_recipient: u32,
    /// Confirmation mails to one mailbox for one letter, until it confirms.
    pub mails_per_letter_per_recipient: u32,
    /// The number of signing attempts on a letter within ten minutes above which each form carries a challenge; zero: always.
    pub unusual_per_ten_minutes: u32,
    /// The number of signatures within ten minutes from which a mail domain needs a proof of work; the price doubles whenever the number
    /// does.
    pub unusual_per_domain: u32,
    /// The base price of a proof of work: how many key derivations it takes on average.
    pub challenge_price: u32,
    /// Signings without a proof of work from one IPv4 address or IPv6 /64, while one is asked for.
    pub unsolved_per_hour_per_address: u32,
    /// Confirmation mails to signers without a proof of work, while one is asked for.
    pub unsolved_mails_per_minute: u32,
    /// Open pages with a live tally from one IPv4 address or IPv6 /64.
    pub watchers_per_address: u32,
    /// Open pages with a live tally over the whole service: each takes a file descriptor.
    pub watchers_in_all: u32,
}
