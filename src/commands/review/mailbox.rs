//! Reopens a mailbox whose owner said "this wasn't me", and wants to sign after all.

use undersigned::email::EmailAddress;
use undersigned::signatures::store;

use super::super::{Workspace, say};

/// Reopens an address for mail about every letter.
pub(super) fn reopen(workspace: &Workspace, address: &str) -> anyhow::Result<()> {
    let Ok(email) = EmailAddress::parse(address) else {
        anyhow::bail!("this is no e-mail address: write the whole of it, such as ana@example.org");
    };
    let letters = workspace.library.newest_first();
    let letters: Vec<_> = letters.iter().map(|letter| letter.slug.to_string()).collect();
    let secret = workspace.config.secret.clone();
    let was_closed = workspace
        .store
        .write_now(move |tx| store::reopen(tx, &secret, &letters, &email))?;
    say(if was_closed {
        "mail goes to this address again"
    } else {
        "this address was not closed: mail goes to it as to any other"
    });
    Ok(())
}
