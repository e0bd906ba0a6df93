//! Reopens a mailbox whose owner said "this wasn't me", and wants to sign after all.

use undersigned::audit::store::record;
use undersigned::audit::{Act, Deed};
use undersigned::email::EmailAddress;
use undersigned::signatures::store;
use undersigned::store::StoreError;

use super::super::person::Person;
use super::super::{Workspace, say};

/// Reopens an address for mail about every letter.
pub(super) fn reopen(workspace: &Workspace, person: &Person, address: &str) -> anyhow::Result<()> {
    let Ok(email) = EmailAddress::parse(address) else {
        anyhow::bail!("not an email address: enter a full address, such as ana@example.org");
    };
    let letters = workspace.library.newest_first();
    let letters: Vec<_> = letters.iter().map(|letter| letter.slug.to_string()).collect();
    let secret = workspace.config.secret.clone();
    let (by, now) = (person.by(&workspace.store)?, workspace.config.clock.now());
    let was_closed = workspace.store.write_now(move |tx| {
        let was_closed = store::reopen(tx, &secret, &letters, &email)?;
        if was_closed {
            record(tx, by, &Deed::of(Act::AddressReopened, 1), now)?;
        }
        Ok::<_, StoreError>(was_closed)
    })?;
    say(if was_closed {
        "Email to this address is allowed again"
    } else {
        "This address was not blocked; nothing changed"
    });
    Ok(())
}
