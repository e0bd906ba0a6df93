//! Zeroes the unused middle of the database's pages.
//!
//! `secure_delete` overwrites a row where it is. But when SQLite splits a page, it writes the remaining rows together and leaves the bytes
//! of those that went to another page behind, in the gap between the page's directory and its content. Nothing reads them, and nothing
//! overwrites them when their row is deleted elsewhere. So after an erasure every page is examined.
//!
//! The pages are read and written as rows of `sqlite_dbpage`, in ordinary transactions of a few pages: to a crash, a reader or another
//! program, this is nothing unusual. The layout is that of <https://www.sqlite.org/fileformat2.html#b_tree_pages>.

use std::ops::Range;

use rusqlite::{Connection, params};

use crate::store::StoreError;

/// How many pages one step examines: it takes a few milliseconds, and then queued writes have their turn.
const STEP: i64 = 500;

/// The length of the file's own header, which begins the first page.
const FILE_HEADER: usize = 100;

/// A walk over all pages, repeated until one finds nothing, since pages move in the meantime.
#[derive(Default)]
pub(in crate::store) struct Scrub {
    next: i64,
    found: bool,
    walks: u32,
}

/// The result of a step.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Step {
    /// There are more pages to examine.
    More,
    /// Every page is clean.
    Done,
}

/// The maximum number of walks: constant writing makes new gaps, of data that is stored and not erased.
const MOST_WALKS: u32 = 4;

impl Scrub {
    /// Examines the next pages, and cleans those that need it.
    pub(in crate::store) fn step(&mut self, connection: &Connection) -> Result<Step, StoreError> {
        let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let range = self.next + 1..=(self.next + STEP).min(pages);
        self.next = *range.end();
        let unclean = unclean(connection, range)?;
        if !unclean.is_empty() {
            self.found = true;
            clean(connection, &unclean)?;
        }
        if self.next < pages {
            return Ok(Step::More);
        }
        self.walks += 1;
        if !self.found || self.walks == MOST_WALKS {
            return Ok(Step::Done);
        }
        (self.next, self.found) = (0, false);
        Ok(Step::More)
    }
}

const READ: &str = "SELECT data FROM sqlite_dbpage WHERE pgno = ?1";

fn unclean(connection: &Connection, pages: std::ops::RangeInclusive<i64>) -> Result<Vec<i64>, StoreError> {
    let snapshot = connection.unchecked_transaction()?;
    let mut statement = snapshot.prepare_cached(READ)?;
    let mut found = Vec::new();
    for number in pages {
        let is_unclean = statement.query_row([number], |row| {
            let page = row.get_ref(0)?.as_blob()?;
            Ok(gap(page, number).is_some_and(|gap| page[gap].iter().any(|byte| *byte != 0)))
        })?;
        if is_unclean {
            found.push(number);
        }
    }
    Ok(found)
}

fn clean(connection: &Connection, pages: &[i64]) -> Result<(), StoreError> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let cleaned = pages.iter().try_for_each(|number| {
        // It is read again, since another program may have written since.
        let mut page: Vec<u8> = connection.prepare_cached(READ)?.query_row([number], |row| row.get(0))?;
        if let Some(gap) = gap(&page, *number) {
            page[gap].fill(0);
            let sql = "UPDATE sqlite_dbpage SET data = ?2 WHERE pgno = ?1";
            connection.prepare_cached(sql)?.execute(params![number, page])?;
        }
        Ok::<_, rusqlite::Error>(())
    });
    let ended = cleaned.and_then(|()| connection.execute_batch("COMMIT"));
    if ended.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    ended.map_err(StoreError::from)
}

/// Returns the unused middle of a tree page; `None` for any other page, and for an invalid one, which is left alone.
fn gap(page: &[u8], number: i64) -> Option<Range<usize>> {
    let header = if number == 1 { FILE_HEADER } else { 0 };
    let two = |at: usize| Some(usize::from(u16::from_be_bytes(page.get(at..at + 2)?.try_into().ok()?)));
    let directory = header
        + match page.get(header)? {
            2 | 5 => 12,
            10 | 13 => 8,
            _ => return None,
        };
    let cells = two(header + 3)?;
    let content = match two(header + 5)? {
        0 => 65_536,
        content => content,
    };
    let begin = directory + 2 * cells;
    let sound = begin <= content && content <= page.len();
    let first_free = two(header + 1)?;
    let behind = |at: usize| (content..page.len()).contains(&at);
    let each_behind = (0..cells).all(|cell| two(directory + 2 * cell).is_some_and(behind));
    (sound && each_behind && (first_free == 0 || behind(first_free))).then_some(begin..content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_unused_middle_of_a_valid_page_is_a_gap() {
        let mut page = vec![0xaa; 512];
        // A leaf of a table with two rows, whose content begins at 400.
        page[..8].copy_from_slice(&[13, 0, 0, 0, 2, 0x01, 0x90, 0]);
        page[8..12].copy_from_slice(&[0x01, 0x90, 0x01, 0xc0]);
        assert_eq!(gap(&page, 7), Some(12..400));
        let spoiled = |at: usize, byte: u8| {
            let mut page = page.clone();
            page[at] = byte;
            gap(&page, 7)
        };
        assert_eq!(spoiled(0, 0), None, "no page of a tree");
        assert_eq!(spoiled(0, 5), None, "its directory would begin elsewhere");
        assert_eq!(spoiled(9, 0x10), None, "a row before the content");
        assert_eq!(spoiled(3, 0xff), None, "more rows than there is room for");
        assert_eq!(spoiled(1, 0x01), None, "something free before the content");
        assert_eq!(spoiled(5, 0xf0), None, "content beyond the page");
        assert_eq!(gap(&page[..4], 7), None);
        // An inner page, whose directory begins behind one more pointer.
        let mut inner = page.clone();
        inner[0] = 5;
        inner[8..16].copy_from_slice(&[0, 0, 0, 9, 0x01, 0x90, 0x01, 0xc0]);
        assert_eq!(gap(&inner, 7), Some(16..400));
        // Without rows nothing else shows that the content is out of place.
        let empty = |content: [u8; 2]| {
            let mut page = vec![0; 512];
            page[..7].copy_from_slice(&[13, 0, 0, 0, 0, content[0], content[1]]);
            gap(&page, 7)
        };
        assert_eq!(empty([0x02, 0x00]), Some(8..512));
        assert_eq!(empty([0x02, 0x01]), None, "beyond the page");
        assert_eq!(empty([0x00, 0x07]), None, "in the header");
        let mut first = vec![0; 512];
        first[100..108].copy_from_slice(&[13, 0, 0, 0, 0, 0x02, 0x00, 0]);
        assert_eq!(gap(&first, 1), Some(108..512));
    }

    /// Creates a database of at least so many pages of 512 bytes, in which nothing is left to clean.
    fn database(pages: i64) -> Connection {
        let connection = Connection::open_in_memory().expect("opens");
        let made = "PRAGMA page_size = 512; CREATE TABLE t (n INTEGER PRIMARY KEY, word TEXT) STRICT";
        connection.execute_batch(made).expect("is made");
        for number in 0..pages {
            let sql = "INSERT INTO t VALUES (?1, printf('%.*c', 400, 'x'))";
            connection.execute(sql, [number]).expect("is stored");
        }
        steps(&connection);
        connection
    }

    /// Returns how many steps it takes until every page is clean.
    fn steps(connection: &Connection) -> usize {
        let mut scrub = Scrub::default();
        let more = || scrub.step(connection).expect("looks") == Step::More;
        std::iter::repeat_with(more).take_while(|more| *more).count() + 1
    }

    /// Imitates what a split leaves behind, in the last page that has room for it.
    fn spoil(connection: &Connection) -> i64 {
        let pages: i64 = connection
            .query_row("PRAGMA page_count", [], |row| row.get(0))
            .expect("a number");
        let page = |number: i64| -> Vec<u8> { connection.query_row(READ, [number], |row| row.get(0)).expect("a page") };
        let room = |number: &i64| gap(&page(*number), *number).is_some_and(|gap| !gap.is_empty());
        let number = (1..=pages).rev().find(room).expect("a page with a gap");
        let mut spoiled = page(number);
        let gap = gap(&spoiled, number).expect("a gap");
        spoiled[gap].fill(b'x');
        let sql = "UPDATE sqlite_dbpage SET data = ?2 WHERE pgno = ?1";
        connection.execute(sql, params![number, spoiled]).expect("is written");
        number
    }

    #[rstest::rstest]
    #[case::that_one_step_looks_through(3, 1)]
    #[case::that_takes_three_steps(1_200, 3)]
    fn pages_are_walked_until_nothing_is_left_to_clean(#[case] pages: i64, #[case] walk: usize) {
        let connection = database(pages);
        assert_eq!(steps(&connection), walk, "nothing is found");
        let spoiled = spoil(&connection);
        assert_eq!(unclean(&connection, 1..=spoiled).expect("looks"), [spoiled]);
        assert_eq!(steps(&connection), 2 * walk, "another walk finds nothing more");
        assert_eq!(unclean(&connection, 1..=spoiled).expect("looks"), [0; 0]);
        let intact = "SELECT COUNT(*) FROM t WHERE word = printf('%.*c', 400, 'x')";
        let intact: i64 = connection.query_row(intact, [], |row| row.get(0)).expect("a number");
        assert_eq!(intact, pages);
    }

    #[test]
    fn a_constantly_changing_file_is_walked_at_most_four_times() {
        let connection = database(3);
        let mut scrub = Scrub::default();
        let mut walk = || {
            spoil(&connection);
            scrub.step(&connection).expect("looks") == Step::Done
        };
        assert_eq!([walk(), walk(), walk(), walk()], [false, false, false, true]);
    }
}
