//! Who runs a command that changes something, for the audit log.

use undersigned::audit::{By, Via};
use undersigned::email::EmailAddress;
use undersigned::staff::store::accounts::{self, Account};
use undersigned::store::Store;

/// Who runs a command, for the audit log.
#[derive(clap::Args)]
pub struct Person {
    /// Who runs this, for the audit log: the email address of a staff account
    #[arg(long = "as", value_name = "EMAIL")]
    account: Option<String>,
}

impl Person {
    /// Finds the account that the flag names.
    pub fn by(&self, store: &Store) -> anyhow::Result<By> {
        let account = self.account.as_deref().map(|email| find(store, email)).transpose()?;
        Ok(By {
            account: account.map(|it| it.id),
            via: Via::CommandLine,
        })
    }
}

/// Finds a staff account by its address.
pub fn find(store: &Store, email: &str) -> anyhow::Result<Account> {
    let address = address(email)?;
    let found = store.read_now(|db| accounts::by_email(db, &address))?;
    found.ok_or_else(|| anyhow::anyhow!("no staff account for {email}: run `undersigned staff list` to see them"))
}

/// Parses an address.
pub fn address(email: &str) -> anyhow::Result<EmailAddress> {
    EmailAddress::parse(email).map_err(|error| anyhow::anyhow!("{email}: {error}: use one such as ana@coalition.org"))
}
