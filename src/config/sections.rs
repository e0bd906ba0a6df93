//! The sections of `Rocket.toml`, as typed values.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ipnet::IpNet;
use serde::Deserialize;

use super::proxy::networks;

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

impl Site {
    /// Whether it still is the sample coalition, by an address or number that is nobody's.
    pub(crate) fn is_sample(&self) -> bool {
        let invented = |line: &String| line.contains(" Example Avenue");
        self.contact_email.contains(".example")
            || self.contact_phone.contains("555-01")
            || self.postal_address.iter().any(invented)
    }
}

/// Where the letters lie.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The folder with one folder a letter.
    pub folder: PathBuf,
    /// A folder with one folder a language, whose messages are added to the program's own or stand instead of them.
    #[serde(default)]
    pub locales: Option<PathBuf>,
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
    /// PEM: roots to trust besides the usual ones, for a relay with a certificate of its own.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
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
    /// How long each step of the conversation with the relay may take; five times as long for the answer to the mail itself.
    #[serde(default = "patience")]
    pub patience_seconds: u32,
}

/// Long enough for a relay that looks into every recipient.
fn patience() -> u32 {
    60
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

/// What is done about addresses of a kind.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Judgement {
    /// Nothing.
    Accept,
    /// The signature counts, and staff see the mark.
    Flag,
    /// The form asks for another address.
    Refuse,
}

/// How signing goes, how long things are kept and links work.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signing {
    /// People's addresses that belong to a role, such as `info@`.
    pub role_addresses: Judgement,
    /// Addresses of providers of throw-away mailboxes.
    pub disposable_addresses: Judgement,
    /// A form that comes back sooner than a person could fill it in is asked for again.
    pub form_least_seconds: u32,
    /// How long the one who decides for an organization may take.
    pub approval_days: u32,
    /// How many days before the deadline they are reminded.
    pub approval_reminder_days: u32,
    /// How long a confirmation link works.
    pub link_valid_hours: u32,
    /// How long a link to the signer's own page works.
    pub own_link_valid_days: u32,
    /// How long at most a mail with links to what an address has signed waits; each waits by chance.
    pub links_wait_seconds: u32,
    /// When an unconfirmed signature is deleted.
    pub unconfirmed_kept_days: u32,
    /// How long the keyed digests of a visitor's network prefix and range are kept.
    pub origin_kept_days: u32,
    /// A confirmation that comes so soon after its mail, in the shape of a program, is flagged for staff.
    pub scanner_seconds: u32,
}

/// How often.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotas {
    /// Signing attempts from one IPv4 address or IPv6 /64.
    pub signings_per_hour_per_address: u32,
    /// Signing attempts from one IPv4 /24 or IPv6 /48.
    pub signings_per_hour_per_range: u32,
    /// Networks of offices where many people share one address: each address there has twenty times the quota, and no range.
    #[serde(deserialize_with = "networks")]
    pub shared_addresses: Vec<IpNet>,
    /// Signing attempts over the whole service.
    pub signings_per_minute_in_all: u32,
    /// Signing attempts from one mail domain where not everyone may have a mailbox.
    pub signings_per_hour_per_domain: u32,
    /// People of one such domain that are counted on a letter within 24 hours before staff look.
    pub counted_per_day_per_domain: u32,
    /// Mails to one mailbox within 24 hours that others cause by naming it.
    pub mails_per_day_per_recipient: u32,
    /// Mails to one mailbox that ask to confirm a signature of one letter, until it confirms.
    pub mails_per_letter_per_recipient: u32,
    /// Above so many signing attempts on a letter within ten minutes, each form carries a challenge; zero: always.
    pub unusual_per_ten_minutes: u32,
    /// From so many signatures within ten minutes on, one mail domain pays with a solution: twice as much with every doubling.
    pub unusual_per_domain: u32,
    /// What a solution costs at first: so many derivations of a key, on average.
    pub challenge_price: u32,
    /// Signings without a solution from one IPv4 address or IPv6 /64, while one is asked for.
    pub unsolved_per_hour_per_address: u32,
    /// Confirmation mails to whoever has solved nothing, while a solution is asked for.
    pub unsolved_mails_per_minute: u32,
    /// Open pages that are told of a new tally at once, from one IPv4 address or IPv6 /64.
    pub watchers_per_address: u32,
    /// The same over the whole service: each takes a file descriptor.
    pub watchers_in_all: u32,
}
