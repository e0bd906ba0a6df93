//! Tests that bundles go from one shelf to another.

use super::*;

fn held(house: &House, shelf: &Shelf) -> Vec<Entry> {
    house.store.read_now(|db| inventory(shelf, db)).expect("reads")
}

#[test]
fn bundles_go_from_shelf_to_shelf_and_back() {
    for house in houses() {
        let place = |name: &str| house.folder.path().join(name);
        let [first, third] = ["first", "third"].map(|name| Shelf::Folder(place(name)));
        let second = Shelf::Database;
        let a = house.shelve(&first, &sample());
        let b = house.shelve(&first, &[("001-a.pdf", bytes(9)), (MANIFEST, b"{ }".to_vec())]);
        let to = |from: &Shelf, to: &Shelf, scratch: PathBuf| {
            carry((from, &house.store), (to, &house.store), &scratch, &house.clock).expect("are carried")
        };
        assert_eq!(to(&first, &second, place("first")), 2);
        assert_eq!(to(&first, &second, place("first")), 0, "they are there");
        assert_eq!(to(&second, &third, place("third")), 2);
        let expected = held(&house, &first);
        assert_eq!((expected.len(), held(&house, &second)), (9, expected.clone()));
        assert_eq!(held(&house, &third), expected);
        let mut both = [a, b];
        both.sort_unstable();
        assert_eq!(house.bundles(&third), both);
        let left = std::fs::read_dir(place("third")).expect("a folder").count();
        assert_eq!(left, 2, "no draft is left");
    }
}

#[test]
fn what_a_killed_move_left_is_written_anew() {
    for house in houses() {
        let first = Shelf::Folder(house.folder.path().join("first"));
        house.shelve(&first, &sample());
        let bundle = house.killed_after(2, &sample());
        assert_eq!(house.rows()[0], 1);
        let (from, to) = ((&first, &house.store), (&Shelf::Database, &house.store));
        let carried = carry(from, to, house.folder.path(), &house.clock);
        assert_eq!(carried.expect("are carried"), 1);
        assert_eq!(house.bundles(&Shelf::Database), [bundle]);
        assert_eq!(held(&house, &Shelf::Database), held(&house, &first));
    }
}

#[test]
fn a_changed_file_is_not_carried() {
    for house in houses() {
        let bundle = house.shelve(&Shelf::Database, &sample());
        let damage = "DELETE FROM shelved_chunks WHERE number = ?1";
        house
            .store
            .write_now(move |tx| tx.execute(damage, params![2]))
            .expect("is damaged");
        let other = Shelf::Folder(house.folder.path().join("other"));
        let (from, to) = ((&Shelf::Database, &house.store), (&other, &house.store));
        let refused = carry(from, to, house.folder.path(), &house.clock).expect_err("is refused");
        assert!(matches!(refused, ShelfError::Changed(_)), "{refused}");
        assert_eq!(house.bundles(&other), [[0; 32]; 0]);
        assert_eq!(house.bundles(&Shelf::Database), [bundle]);
    }
}
