//! Which mails are taken when there is room for some of them.

use super::{House, patient, settings};
use crate::outbox::Repeat::Allowed;
use crate::outbox::store::{self as rows, Passed, Room};

/// First attempts are 1 and 2, retries 3 and 4, mails to many 5 and 6, retries of those 7 and 8.
fn claimed(room: Room) -> Vec<i64> {
    let house = House::with(settings(1), patient());
    for _ in 1..=8 {
        house.owe("a@example.org", Allowed);
    }
    house.change("UPDATE outbox SET bulk = id > 4, attempts = id IN (3, 4, 7, 8)");
    let now = house.worker.clock.now();
    let work = move |tx: &crate::store::Tx<'_>| rows::claim(tx, now, room, &Passed::default());
    let claimed = house.worker.store.write_now(work).expect("claims");
    claimed.mails.into_iter().map(|claim| claim.due.id).collect()
}

#[rstest::rstest]
#[case::for_everything((9, 9, 9), &[1, 2, 3, 4, 5, 6, 7, 8])]
#[case::for_three((3, 3, 3), &[1, 2, 3])]
#[case::for_none((0, 9, 9), &[])]
#[case::for_first_attempts_alone((9, 0, 0), &[1, 2])]
#[case::for_three_that_come_behind((9, 3, 3), &[1, 2, 3, 4, 5])]
#[case::for_three_retries_of_either_kind((9, 9, 3), &[1, 2, 3, 4, 5, 6, 7])]
#[case::for_one_retry((9, 9, 1), &[1, 2, 3, 5, 6])]
fn retries_and_mails_to_many_take_no_more_than_their_share(
    #[case] (all, behind, retries): (usize, usize, usize),
    #[case] taken: &[i64],
) {
    let room = Room { all, behind, retries };
    assert_eq!(claimed(room), taken);
}
