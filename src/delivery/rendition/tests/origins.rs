//! Tests that the statement of method says where the signatures came from.

use super::*;
use crate::signatures::ByOrigin;

fn method(confirmed: u64, recorded: u64, imported: u64) -> String {
    let moment = 1_796_126_400_000_000;
    let snapshot = Snapshot {
        origins: ByOrigin {
            confirmed,
            recorded,
            imported,
        },
        period: Some((moment, moment)),
        ..signed([people(1, "CA", &[21])], &[])
    };
    let sheet = rendition(&snapshot, &agency(), 10);
    let lines = sheet["method"].as_array().expect("lines").iter();
    lines
        .map(|line| line.as_str().expect("words"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn only_signatures_that_were_not_confirmed_by_email_are_told_apart() {
    let plain = method(1_204, 0, 0);
    assert!(
        plain.starts_with("Each signer confirmed by clicking") && !plain.contains("recorded"),
        "{plain}"
    );
    insta::assert_snapshot!(method(1_204, 38, 310), @r"
    1,204 signatures were confirmed by clicking a button on a page that opens with a link we emailed. For each organization that signed this way, either its contact stated that they were authorized to sign, or its approvers gave their approval.
    38 signatures were recorded by our staff from paper, emails or phone calls. We keep a note of the evidence for each.
    310 signatures were imported from other forms or lists whose signers agreed to sign. These signers did not confirm by email.
    We count one signature for each person and email address, and one for each organization. We tell people without an email address apart by name and ZIP code.
    Individuals are listed as they chose: by a short form of their name (such as first name and last initial), by their full name, or not by name. If they were not asked, we use the short form. They sign for themselves; job titles and organizations are listed for identification only.
    The signatures in this file were confirmed, recorded or imported on December 1, 2026.
    ");
    let recorded = method(0, 1, 0);
    assert!(
        !recorded.contains("clicking") && recorded.contains("1 signature was recorded by our staff"),
        "{recorded}"
    );
}
