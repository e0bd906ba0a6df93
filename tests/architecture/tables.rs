//! Which room writes which table.

use std::collections::BTreeSet;

use crate::source::{is_sql, literals};
use crate::{room, rooms};

/// A table, the room that writes it, and other rooms that may: to erase, to delete after retention, or until the owner has a verb for it.
#[rustfmt::skip]
const TABLES: &[(&str, &str, &[&str])] = &[
    ("batches", "store", &[]),
    ("blocklist", "signatures", &[]),
    ("answers", "delivery", &[]),
    ("audit", "audit", &[]),
    ("bundle_approvals", "delivery", &[]),
    ("compositions", "delivery", &[]),
    ("bundle_signers", "delivery", &["signatures"]),
    ("bundles", "delivery", &["signatures"]),
    ("bounced_addresses", "outbox", &[]),
    ("bounces", "bounces", &[]),
    ("block_figures", "dashboard", &[]),
    ("changed_blocks", "signatures", &[]),
    ("checked_plans", "delivery", &[]),
    ("closed_mailboxes", "signatures", &[]),
    ("committee_seats", "offices", &[]),
    ("committees", "offices", &[]),
    ("contact_stops", "offices", &[]),
    ("contacts", "offices", &[]),
    ("copy_marks", "store", &[]),
    ("corrections", "my_signature", &["organizations"]),
    ("decided_signatures", "review", &["retention", "signatures"]),
    ("deciders", "signatures", &["organizations"]),
    ("decisions", "review", &["retention"]),
    ("deliveries", "delivery", &[]),
    ("deliveries_by_hand", "delivery", &[]),
    ("district_offices", "offices", &[]),
    ("details_erased", "signatures", &[]),
    ("editions", "letters", &[]),
    ("erasures", "store", &[]),
    ("figures", "dashboard", &[]),
    ("figures_complete", "dashboard", &[]),
    ("handovers", "organizations", &["signatures"]),
    ("identity", "store", &[]),
    ("invitation_mails", "organizations", &[]),
    ("invitation_refusals", "organizations", &[]),
    ("invitation_reminders", "organizations", &[]),
    ("invitations", "organizations", &["signatures"]),
    ("letter_settings", "letters", &[]),
    ("letter_mails", "signatures", &[]),
    ("line_corrections", "signatures", &[]),
    ("links", "signatures", &["organizations", "retention", "signing"]),
    ("mail_quota", "outbox", &["retention"]),
    ("members", "offices", &[]),
    ("merges", "signatures", &[]),
    ("newcomers", "signatures", &[]),
    ("office_outlooks", "record", &[]),
    ("office_record", "record", &[]),
    ("organizations", "signatures", &["my_signature", "organizations", "retention"]),
    ("other_names", "signatures", &[]),
    ("outbox", "outbox", &["delivery"]),
    ("shared_links", "staff", &[]),
    ("people", "signatures", &["my_signature", "review"]),
    ("provenance", "signatures", &[]),
    ("publication", "letters", &[]),
    ("relay_down", "outbox", &[]),
    ("renewal_votes", "signatures", &[]),
    ("renewals", "signatures", &[]),
    ("rivalries", "signatures", &[]),
    ("retention_terms", "letters", &[]),
    ("schema_version", "store", &[]),
    ("saved_forms", "signing", &["signatures"]),
    ("search_progress", "signatures", &[]),
    ("search_texts", "signatures", &[]),
    ("search_words_idx", "store", &[]),
    ("signature_events", "signatures", &[]),
    ("signatures", "signatures", &["my_signature", "organizations", "review", "updates"]),
    ("shelved_bundles", "shelf", &[]),
    ("shelved_chunks", "shelf", &[]),
    ("shelved_files", "shelf", &[]),
    ("spent_challenges", "signing", &["retention"]),
    ("sqlite_sequence", "store", &[]),
    ("staff_accounts", "staff", &[]),
    ("staff_digest_days", "staff", &[]),
    ("staff_digest_hours", "staff", &[]),
    ("staff_filters", "staff", &[]),
    ("staff_letters", "staff", &[]),
    ("staff_links", "staff", &[]),
    ("staff_notices", "staff", &[]),
    ("staff_recovery_codes", "staff", &[]),
    ("staff_sessions", "staff", &[]),
    ("surges", "signatures", &["review"]),
    ("tally", "signatures", &[]),
    ("tally_places", "signatures", &[]),
    ("texts", "letters", &[]),
    ("update_mails", "updates", &["signatures"]),
    ("zip_districts", "offices", &[]),
];

#[test]
fn every_table_is_written_by_those_who_may() {
    let mut found: BTreeSet<(String, String)> = BTreeSet::new();
    for (name, lines) in rooms() {
        for sql in literals(&lines.join("\n")).into_iter().filter(|it| is_sql(it)) {
            let words: Vec<&str> = sql.split_whitespace().collect();
            for two in words.windows(2) {
                let writes = match two[0] {
                    "INTO" => true,
                    "UPDATE" => two[1] != "SET",
                    "FROM" => sql.contains(&format!("DELETE FROM {}", two[1])),
                    _ => false,
                };
                let table = two[1].trim_matches(|c: char| !(c.is_alphanumeric() || c == '_'));
                if writes
                    && name != "store/sqlite/scrub.rs"
                    && !table.is_empty()
                    && table.chars().all(|c| c.is_ascii_lowercase() || c == '_')
                {
                    found.insert((table.to_owned(), room(&name).to_owned()));
                }
            }
        }
    }
    let may: BTreeSet<_> = TABLES
        .iter()
        .flat_map(|(table, owner, others)| {
            let all = std::iter::once(owner).chain(others.iter());
            all.map(|room| ((*table).to_owned(), (*room).to_owned()))
                .collect::<Vec<_>>()
        })
        .collect();
    let more: Vec<_> = found.difference(&may).collect();
    let less: Vec<_> = may.difference(&found).collect();
    assert!(more.is_empty(), "written by a room that may not: {more:?}");
    assert!(less.is_empty(), "may be written, and nobody does: {less:?}");
}
