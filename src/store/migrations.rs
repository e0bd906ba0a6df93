//! Numbered migrations, applied in order in one transaction each; `user_version` remembers the last one.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

use super::StoreError;
use super::identity::Age;
use crate::locale::order;

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
    include_str!("migrations/0058_publication.sql"),
    include_str!("migrations/0046_short_names.sql"),
    include_str!("migrations/0047_mailboxes.sql"),
    include_str!("migrations/0030_outbox.sql"),
    include_str!("migrations/0038_bundle_codes.sql"),
    include_str!("migrations/0039_contacts.sql"),
    include_str!("migrations/0034_rivals.sql"),
    include_str!("migrations/0042_erasures.sql"),
    include_str!("migrations/0043_plans.sql"),
    include_str!("migrations/0050_invented.sql"),
    include_str!("migrations/0035_floods.sql"),
    include_str!("migrations/0070_plans.sql"),
    include_str!("migrations/0071_renewals.sql"),
    include_str!("migrations/0072_counted_mails.sql"),
    include_str!("migrations/0065_name_order.sql"),
    include_str!("migrations/0066_tally_of_revisions.sql"),
    include_str!("migrations/0067_erased_from_bundles.sql"),
    include_str!("migrations/0060_abroad.sql"),
];

pub(super) fn apply(connection: &mut Connection) -> Result<Age, StoreError> {
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found > known {
        return Err(StoreError::FromTheFuture { found, known });
    }
    let done = usize::try_from(found).unwrap_or(0);
    lend_keys(connection)?;
    for (index, migration) in MIGRATIONS.iter().enumerate().skip(done) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", i64::try_from(index + 1).unwrap_or(i64::MAX))?;
        transaction.commit()?;
    }
    Ok(if done == 0 { Age::New } else { Age::Earlier })
}

/// Lets migrations make the keys that names are sorted by.
fn lend_keys(connection: &Connection) -> Result<(), StoreError> {
    type Key = fn(&str) -> String;
    let keys: [(&str, Key); 2] = [
        ("name_key", order::name_key),
        ("organization_key", order::organization_key),
    ];
    for (name, key) in keys {
        connection.create_scalar_function(name, 1, FunctionFlags::SQLITE_UTF8, move |given| {
            Ok(key(given.get_raw(0).as_str()?))
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_database_keeps_who_was_mailed_how_often_and_what_people_said() {
        let mut connection = Connection::open_in_memory().expect("opens");
        let earlier = MIGRATIONS
            .iter()
            .position(|it| it.contains("mails_counted"))
            .expect("is there");
        for migration in &MIGRATIONS[..earlier] {
            connection.execute_batch(migration).expect("migrates");
        }
        let stored = "PRAGMA foreign_keys = ON;
            INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city, country, lang,
              revision, edition, created_at)
            VALUES ('a', 'person', 'pending', 'x', 'x', 'x@y.example', 'N', 'n', 'full', 'C', 'US', 'en', 1, zeroblob(32), 1);
            INSERT INTO people (signature, name, postal_code, congress, district, district_found, comment, comment_state)
            VALUES (1, 'N', '93701', 119, 21, 'unique', 'Words', 'approved');
            INSERT INTO mail_quota (address, sent_at, n) VALUES (zeroblob(32), 5, 3), (zeroblob(32), 2, 1);";
        connection.execute_batch(stored).expect("stores");
        let done = i64::try_from(earlier).expect("few");
        connection.pragma_update(None, "user_version", done).expect("set");
        apply(&mut connection).expect("migrates");
        let one = |sql: &str| {
            connection
                .query_row(sql, [], |row| row.get::<_, String>(0))
                .expect("a row")
        };
        assert_eq!(
            one("SELECT json_group_array(sent_at) FROM (SELECT sent_at FROM mail_quota ORDER BY id)"),
            "[2,5,5,5]"
        );
        let person = "SELECT json_array(signature, name, district, district_found, comment, comment_state) FROM people";
        assert_eq!(one(person), "[1,\"N\",21,\"unique\",\"Words\",\"approved\"]");
        connection.execute_batch("DELETE FROM signatures").expect("is deleted");
        assert_eq!(
            one("SELECT CAST(COUNT(*) AS TEXT) FROM people"),
            "0",
            "a person goes with the signature"
        );
        let wrong = "INSERT INTO people (signature, name, postal_code, comment_state) VALUES (1, 'N', '', 'maybe')";
        assert!(connection.execute_batch(wrong).is_err());
    }

    #[test]
    fn the_tally_of_an_earlier_database_is_that_of_its_revisions() {
        let mut connection = Connection::open_in_memory().expect("opens");
        let earlier = MIGRATIONS
            .iter()
            .position(|it| it.contains("DROP TABLE tally"))
            .expect("is there");
        lend_keys(&connection).expect("lends");
        for migration in &MIGRATIONS[..earlier] {
            connection.execute_batch(migration).expect("migrates");
        }
        for (n, (kind, listing, state, revision)) in [
            ("person", "full", "confirmed", 1),
            ("person", "unlisted", "confirmed", 1),
            ("organization", "full", "confirmed", 2),
            ("person", "initial", "confirmed", 2),
            ("person", "full", "withdrawn", 2),
        ]
        .into_iter()
        .enumerate()
        {
            let stored = "INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city,
                country, lang, revision, edition, created_at, confirmed_at)
              VALUES ('a', ?1, ?3, ?5, ?5, 'x@y.example', 'N', 'n', ?2, 'C', 'US', 'en', ?4, zeroblob(32), 1, 1)";
            let values = rusqlite::params![kind, listing, state, revision, n.to_string()];
            connection.execute(stored, values).expect("stores");
        }
        let done = i64::try_from(earlier).expect("few");
        connection.pragma_update(None, "user_version", done).expect("set");
        apply(&mut connection).expect("migrates");
        let sql = "SELECT json_group_array(json_array(revision, organizations, people, unlisted)) FROM tally";
        let tally: String = connection.query_row(sql, [], |row| row.get(0)).expect("a row");
        assert_eq!(tally, "[[1,0,1,1],[2,1,1,0]]");
    }

    #[test]
    fn names_of_an_earlier_database_stand_in_the_collators_order() {
        let mut connection = Connection::open_in_memory().expect("opens");
        let earlier = MIGRATIONS
            .iter()
            .position(|it| it.contains("name_key("))
            .expect("is there");
        for migration in &MIGRATIONS[..earlier] {
            connection.execute_batch(migration).expect("migrates");
        }
        let names = ["Łukasz", "Zoë", "ʻĀina", "Lupe", "Ærø", "The Lower Valley"];
        for name in names {
            let kind = if name.starts_with("The") {
                "organization"
            } else {
                "person"
            };
            let stored = "INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city,
                country, lang, revision, edition, created_at, confirmed_at)
              VALUES ('a', ?1, 'confirmed', ?2, ?2, 'x@y.example', ?2, lower(?2), 'full', 'C', 'US', 'en', 1, zeroblob(32), 1, 1)";
            connection.execute(stored, [kind, name]).expect("stores");
        }
        let other =
            "INSERT INTO other_names (signature, lang, name, sort_name, key) VALUES (6, 'es', 'Ñu', 'nu', 'nu')";
        connection.execute_batch(other).expect("stores");
        let done = i64::try_from(earlier).expect("few");
        connection.pragma_update(None, "user_version", done).expect("set");
        apply(&mut connection).expect("migrates");
        let sql = "SELECT listed_name FROM signatures ORDER BY sort_name";
        let mut statement = connection.prepare(sql).expect("prepares");
        let sorted = statement.query_map([], |row| row.get::<_, String>(0)).expect("rows");
        let sorted: Vec<String> = sorted.flatten().collect();
        assert_eq!(sorted, ["Ærø", "ʻĀina", "The Lower Valley", "Łukasz", "Lupe", "Zoë"]);
        let sql = "SELECT sort_name FROM other_names";
        let key: String = connection.query_row(sql, [], |row| row.get(0)).expect("a row");
        assert_eq!(key, order::organization_key("Ñu"));
    }
}
