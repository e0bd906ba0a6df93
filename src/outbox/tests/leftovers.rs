//! Tests the clean-up of the folder of the test transport.

use super::{House, patient, settings};
use crate::outbox::Repeat::Allowed;
use crate::outbox::leftovers;

#[test]
fn a_mails_file_is_deleted_with_its_recipient_and_no_other_is() {
    let house = House::with(settings(1), patient());
    for _ in 1..=3 {
        house.owe("a@example.org", Allowed);
    }
    house.change("UPDATE outbox SET recipient = '' WHERE id < 3");
    let folder = tempfile::tempdir().expect("a folder");
    let names: Vec<String> = house
        .message_ids()
        .iter()
        .map(|id| id.split('@').next().expect("a name").to_owned())
        .collect();
    let erased = [format!("{}.eml", names[0]), format!("{}.part", names[1])];
    let kept = [
        format!("{}.eml", names[2]),
        format!("{}.txt", names[0]),
        "of-others.eml".to_owned(),
    ];
    for file in erased.iter().chain(&kept) {
        std::fs::write(folder.path().join(file), "").expect("writes");
    }
    let sweep = || leftovers::sweep(&house.worker.store, folder.path()).expect("sweeps");
    assert_eq!((sweep(), sweep()), (2, 0));
    let is_there = |file: &String| folder.path().join(file).exists();
    assert!(!erased.iter().any(is_there) && kept.iter().all(is_there));
    std::fs::remove_dir_all(folder.path()).expect("removes");
    assert_eq!(sweep(), 0, "no folder, no file");
}
