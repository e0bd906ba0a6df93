//! A campaign that is large enough for the server to tell a good plan from a bad one, made by the server itself.

use undersigned::store::{Store, StoreError, Tx};

/// How many signed.
const SIGNATURES: i64 = 20_000;

/// How many of them are organizations: every fiftieth.
const ORGANIZATIONS: i64 = SIGNATURES / 50;

/// A table, how many rows it gets, and what is in some of its columns, of row `n`. Another column that must hold something holds a value of
/// its type.
type Rows = (&'static str, i64, &'static [(&'static str, &'static str)]);

const ROWS: &[Rows] = &[
    (
        "signatures",
        SIGNATURES,
        &[
            ("letter", "'letter-' || n % 20"),
            ("kind", "CASE WHEN n % 50 = 0 THEN 'organization' ELSE 'person' END"),
            (
                "state",
                "CASE n % 61 WHEN 1 THEN 'pending' WHEN 2 THEN 'withdrawn' WHEN 3 THEN 'held' WHEN 4 THEN 'awaiting' WHEN 5 THEN 'disowned' ELSE 'confirmed' END",
            ),
            ("held_for", "CASE WHEN n % 61 = 3 THEN 'surge' END"),
            ("flags", "CASE WHEN n % 97 = 0 THEN 'role' ELSE '' END"),
            ("asker_key", "'asker ' || n"),
            (
                "signer_key",
                "CASE WHEN n % 50 = 0 THEN 'organization ' || n % 3000 ELSE 'person ' || n END",
            ),
            ("email", "'ana-' || n || '@example.org'"),
            ("mail_domain", "CASE WHEN n % 3 = 0 THEN 'domain-' || n % 500 END"),
            ("flood_base", "'ana-' || n || '@example.org'"),
            ("flood_suffix", "CASE WHEN n % 500 = 0 THEN 'dns.example' END"),
            ("listed_name", "'Name ' || n"),
            (
                "listing",
                "CASE n % 10 WHEN 0 THEN 'unlisted' WHEN 1 THEN 'full' ELSE 'initial' END",
            ),
            ("region", "CASE WHEN n % 20 > 0 THEN chr(65 + (n % 26)::int) || 'X' END"),
            ("country", "'US'"),
            ("revision", "1"),
            ("origin", "CASE WHEN n % 40 = 0 THEN 'imported' ELSE 'confirmed' END"),
            ("consent", "CASE WHEN n % 2 = 0 THEN 'yes' END"),
            ("consent_at", "CASE WHEN n % 2 = 0 THEN n END"),
            ("source", "CASE WHEN n % 5 = 0 THEN 'mail' END"),
            ("confirmed_at", "CASE WHEN n % 61 = 1 THEN NULL ELSE n END"),
            ("counted_at", "CASE WHEN n % 61 > 5 OR n % 61 = 0 THEN n END"),
        ],
    ),
    (
        "people",
        SIGNATURES,
        &[
            ("signature", "n"),
            ("comment", "CASE WHEN n % 7 = 0 THEN 'words' END"),
            (
                "comment_state",
                "CASE WHEN n % 70 = 0 THEN 'approved' WHEN n % 350 = 7 THEN 'unread' ELSE 'refused' END",
            ),
        ],
    ),
    (
        "organizations",
        ORGANIZATIONS,
        &[
            ("signature", "n * 50"),
            ("listed_key", "'key ' || n"),
            ("kind", "'union'"),
            ("scope", "'local'"),
            ("domain", "'domain-' || n"),
            ("website_domain", "'domain-' || n"),
            (
                "verification",
                "CASE WHEN n % 4 = 0 THEN 'other-address' ELSE 'own-domain' END",
            ),
            ("invitation", "CASE WHEN n % 3 = 0 THEN n END"),
            ("contact_since", "CASE WHEN n % 100 = 0 THEN n END"),
            ("submitted_from", "CASE WHEN n % 100 = 0 THEN 'a@example.org' END"),
        ],
    ),
    ("search_progress", 1, &[("one", "1"), ("indexed", "10000")]),
    (
        "search_texts",
        SIGNATURES,
        &[("signature", "n"), ("words", "'name' || n || ' #letter-' || n % 20")],
    ),
    (
        "other_names",
        ORGANIZATIONS,
        &[("signature", "n * 50"), ("lang", "'es'")],
    ),
    (
        "deciders",
        ORGANIZATIONS,
        &[
            ("signature", "n * 50"),
            ("decision", "CASE WHEN n % 9 > 0 THEN 'approved' END"),
            ("decided_at", "CASE WHEN n % 9 > 0 THEN n END"),
        ],
    ),
    (
        "renewal_votes",
        ORGANIZATIONS / 2,
        &[("decider", "n"), ("decision", "'approved'")],
    ),
    ("provenance", SIGNATURES / 40, &[("signature", "n * 40")]),
    ("renewals", ORGANIZATIONS / 20, &[("signature", "n * 50")]),
    ("corrections", ORGANIZATIONS / 20, &[("signature", "n * 50")]),
    (
        "handovers",
        ORGANIZATIONS / 4,
        &[
            ("signature", "n * 50"),
            ("nonce", "decode(md5(n::text), 'hex')"),
            ("decision", "CASE WHEN n % 9 > 0 THEN 'accepted' END"),
            ("decided_at", "CASE WHEN n % 9 > 0 THEN n END"),
        ],
    ),
    (
        "rivalries",
        ORGANIZATIONS - 1,
        &[
            ("newcomer", "n * 50"),
            ("standing", "n * 50 + 50"),
            ("outcome", "'beside'"),
            ("told_at", "CASE WHEN n % 9 > 0 THEN n END"),
        ],
    ),
    (
        "links",
        SIGNATURES * 2,
        &[
            ("signature", "1 + n % 20000"),
            ("nonce", "decode(md5(n::text), 'hex')"),
            ("decider", "CASE WHEN n % 100 = 0 THEN n / 100 END"),
            ("whose", "'signer'"),
            ("origin", "CASE WHEN n % 20 = 0 THEN sha256(n::text::bytea) END"),
        ],
    ),
    ("signature_events", SIGNATURES * 3, &[("signature", "1 + n % 20000")]),
    (
        "outbox",
        SIGNATURES * 2,
        &[
            (
                "kind",
                "CASE WHEN n % 100 = 99 THEN 'invitation' ELSE (ARRAY['confirm', 'thanks', 'own-links', 'find-mine', 'update', 'bundle', 'approval', 'review'])[1 + n % 8] END",
            ),
            ("recipient", "CASE WHEN n % 4 = 0 THEN '' ELSE 'ana@example.org' END"),
            ("message_id", "'message ' || n"),
            (
                "state",
                "CASE WHEN n % 400 < 3 THEN 'queued' WHEN n % 400 = 3 THEN 'failed' ELSE 'sent' END",
            ),
            ("settled_at", "CASE WHEN n % 400 >= 3 THEN n END"),
            ("attempts", "n % 2"),
            ("bulk", "n % 8 = 4"),
            ("at_most_once", "n % 8 > 3"),
        ],
    ),
    ("mail_quota", SIGNATURES, &[]),
    ("letter_mails", SIGNATURES, &[("mailbox", "n")]),
    ("closed_mailboxes", 1_000, &[]),
    ("erasures", 1_000, &[]),
    ("tally", 50, &[("letter", "'letter-' || n")]),
    (
        "tally_places",
        50 * 52,
        &[("letter", "'letter-' || n % 50"), ("place", "'place ' || n / 50")],
    ),
    ("blocklist", 1_000, &[("reason", "'disowned'")]),
    (
        "decisions",
        2_000,
        &[
            ("letter", "'letter-' || n % 20"),
            ("kind", "'hold'"),
            ("via", "'browser'"),
            ("phase", "CASE WHEN n > 1998 THEN 'undoing' ELSE 'done' END"),
        ],
    ),
    (
        "decided_signatures",
        SIGNATURES,
        &[("decision", "1 + n % 2000"), ("signature", "n")],
    ),
    (
        "merges",
        2_000,
        &[
            ("merged", "n * 10"),
            ("kept", "n * 10 - 1"),
            ("state_before", "'confirmed'"),
        ],
    ),
    (
        "line_corrections",
        2_000,
        &[("signature", "n"), ("number", "1"), ("field", "'name'")],
    ),
    ("surges", 100, &[("domain", "'domain-' || n")]),
    ("spent_challenges", 5_000, &[]),
    ("saved_forms", 1_000, &[("nonce", "decode(md5(n::text), 'hex')")]),
    (
        "invitations",
        1_000,
        &[("code", "'code ' || n"), ("letter", "'letter-' || n % 20")],
    ),
    (
        "invitation_mails",
        2_000,
        &[("invitation", "1 + (n - 1) % 1000"), ("number", "(n - 1) / 1000")],
    ),
    (
        "newcomers",
        ORGANIZATIONS,
        &[("letter", "'letter-' || n % 20"), ("signature", "n * 50")],
    ),
    (
        "update_mails",
        SIGNATURES,
        &[("signature", "n"), ("letter", "'letter-' || n % 20")],
    ),
    (
        "bundles",
        20,
        &[("letter", "'letter-' || n % 20"), ("revision", "1 + n / 4")],
    ),
    (
        "deliveries",
        20 * 500,
        &[("bundle", "1 + n % 20"), ("office", "'office ' || n / 20")],
    ),
    (
        "bundle_signers",
        SIGNATURES * 2,
        &[("signature", "1 + n / 3"), ("bundle", "1 + n % 3")],
    ),
];

/// Makes them, if there are none yet, and has the server look at them.
pub fn make(store: &Store) {
    let made = store.write_now(|tx| {
        let any = tx.one("SELECT id FROM signatures LIMIT 1", [], |_| Ok(()))?;
        if any.is_none() {
            for rows in ROWS {
                insert(tx, rows)?;
            }
            tx.execute("ANALYZE", [])?;
        }
        Ok::<_, StoreError>(())
    });
    made.expect("is filled");
}

fn insert(tx: &Tx<'_>, (table, number, given): &Rows) -> Result<(), StoreError> {
    let sql = format!(
        "SELECT attname::text AS name, format_type(atttypid, atttypmod) AS kind FROM pg_attribute
         WHERE attrelid = '{table}'::regclass AND attnum > 0 AND attnotnull AND attidentity = ''
           AND NOT EXISTS (SELECT 1 FROM pg_attrdef WHERE adrelid = attrelid AND adnum = attnum)"
    );
    let mut columns = tx.all(&sql, [], |row| {
        let value = match row.get::<String>("kind")?.as_str() {
            "text" => "'x'",
            "bytea" => "sha256(n::text::bytea)",
            "boolean" => "FALSE",
            _ => "n",
        };
        Ok((row.get::<String>("name")?, value.to_owned()))
    })?;
    columns.retain(|(name, _)| !given.iter().any(|(other, _)| name == other));
    columns.extend(
        given
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    let (names, values): (Vec<String>, Vec<String>) = columns.into_iter().unzip();
    let sql = format!(
        "INSERT INTO {table} ({}) SELECT {} FROM generate_series(1, {number}) AS n",
        names.join(", "),
        values.join(", ")
    );
    tx.execute(&sql, [])?;
    Ok(())
}
