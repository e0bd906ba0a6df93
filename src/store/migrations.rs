//! Numbered migrations, applied in order in one transaction each; `user_version` remembers the last one.

use rusqlite::Connection;

use super::StoreError;

/// Every migration, oldest first. A released file is never edited: add the next one.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_spine.sql"),
    include_str!("migrations/0002_offices.sql"),
    include_str!("migrations/0003_deliveries.sql"),
    include_str!("migrations/0004_links.sql"),
    include_str!("migrations/0005_origins.sql"),
    include_str!("migrations/0006_standing.sql"),
    include_str!("migrations/0007_bundles.sql"),
    include_str!("migrations/0008_integrity.sql"),
    include_str!("migrations/0009_updates.sql"),
    include_str!("migrations/0011_challenge.sql"),
    include_str!("migrations/0013_spine.sql"),
    include_str!("migrations/0014_names.sql"),
    include_str!("migrations/0015_handovers.sql"),
    include_str!("migrations/0016_languages.sql"),
    include_str!("migrations/0017_bundle_signers.sql"),
    include_str!("migrations/0018_renewals.sql"),
    include_str!("migrations/0019_texts.sql"),
    include_str!("migrations/0020_deciding.sql"),
    include_str!("migrations/0021_invitations.sql"),
    include_str!("migrations/0022_mail_quota.sql"),
    include_str!("migrations/0023_people.sql"),
];

pub(super) fn apply(connection: &mut Connection) -> Result<(), StoreError> {
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StoreError::FromTheFuture { found, known });
    }
    let done = usize::try_from(found).unwrap_or(0);
    for (index, migration) in MIGRATIONS.iter().enumerate().skip(done) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", i64::try_from(index + 1).unwrap_or(i64::MAX))?;
        transaction.commit()?;
    }
    Ok(())
}
