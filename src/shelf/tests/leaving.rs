//! Tests that what is not frozen, cancelled or erased goes.

use jiff::SignedDuration;

use super::*;

#[test]
fn nobody_sees_what_a_killed_machine_left_and_it_goes() {
    for house in houses() {
        for written in 0..6 {
            let bundle = house.killed_after(written, &sample());
            let shelf = Shelf::Database;
            assert_eq!(house.bundles(&shelf), [[0; 32]; 0]);
            assert_eq!(
                house.store.read_now(|db| shelf.files(db, bundle)).expect("reads"),
                [""; 0]
            );
            let read = house.read(&shelf, bundle, "001-a.csv");
            assert!(matches!(read, Err(ShelfError::Missing(_))), "{written}");
            let sweep = || shelf.sweep(&house.store, &house.clock).expect("sweeps");
            assert_eq!(sweep(), 0, "it may still be at it");
            house.clock.shift(PATIENCE.as_secs() + 1);
            assert_eq!((sweep(), sweep()), (1, 0));
            assert_eq!(house.rows(), [0; 3]);
            // It was not killed, after all.
            let late = house.finish(&shelf, bundle);
            assert!(matches!(late, Err(ShelfError::Swept(_))));
            let later = (house.clock.now() + SignedDuration::from_mins(1)).as_microsecond();
            let late = house.store.write_now(move |tx| store::put(tx, bundle, later, &[]));
            assert!(!late.expect("writes"));
        }
    }
}

#[test]
fn a_bundle_that_is_not_frozen_goes_and_one_that_is_stays() {
    for house in houses() {
        let shelf = Shelf::Database;
        let (draft, bundle) = house.draft(&sample());
        drop(shelf.place(&house.store, &house.clock, draft, bundle).expect("is put"));
        assert_eq!(house.rows(), [0; 3]);
        let (draft, bundle) = house.draft(&sample());
        let placed = shelf.place(&house.store, &house.clock, draft, bundle).expect("is put");
        house.finish(&shelf, bundle).expect("is shown");
        // The commit's answer was lost, so that nobody keeps it.
        drop(placed);
        assert_eq!(house.bundles(&shelf), [bundle]);
        house.clock.shift(2 * PATIENCE.as_secs());
        assert_eq!(shelf.sweep(&house.store, &house.clock).expect("sweeps"), 0);
        assert!(house.read(&shelf, bundle, "001-a.pdf").is_ok());
    }
}

#[test]
fn what_is_condemned_is_hidden_at_once_and_removed_by_whoever_sweeps() {
    for house in houses() {
        let shelf = Shelf::Database;
        let bundle = house.shelve(&shelf, &sample());
        let erased = shelf.remove_files(&house.store, bundle, vec!["001-a.pdf".to_owned(), "other".to_owned()]);
        assert_eq!(erased.expect("are removed"), 1);
        assert!(matches!(
            house.read(&shelf, bundle, "001-a.pdf"),
            Err(ShelfError::Missing(_))
        ));
        assert_eq!(house.rows(), [1, 6, 6]);
        let undone = house.store.write_now(move |tx| {
            Shelf::Database.condemn(tx, bundle)?;
            Err::<(), _>(StoreError::Closed)
        });
        assert!(undone.is_err());
        assert_eq!(house.bundles(&shelf), [bundle]);
        house
            .store
            .write_now(move |tx| Shelf::Database.condemn(tx, bundle))
            .expect("is condemned");
        assert_eq!(house.bundles(&shelf), [[0; 32]; 0]);
        assert!(matches!(
            house.read(&shelf, bundle, "002-b.pdf"),
            Err(ShelfError::Missing(_))
        ));
        assert_eq!(shelf.sweep(&house.store, &house.clock).expect("sweeps"), 1);
        assert_eq!(house.rows(), [0; 3]);
    }
}
