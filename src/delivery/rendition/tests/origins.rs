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
    insta::assert_snapshot!(method(1_204, 0, 0), @"");
    insta::assert_snapshot!(method(1_204, 38, 310), @"");
    let recorded = method(0, 1, 0);
    assert!(
        !recorded.contains("clicking") && recorded.contains("1 signature was recorded by our staff"),
        "{recorded}"
    );
}
