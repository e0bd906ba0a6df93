//! The way of the rows: table by table from the source, and back from the copy.

use super::rows::Digesting;
use super::{Content, Copied, Place, Source, Table, Target, TransferError, tables};

/// How many bytes of rows are sent at once.
const PORTION: usize = 4 << 20;

/// Copies every table, durably, and reads the copy back; those in `without` stay empty. `copied` hears of each table that is the same in
/// both.
pub fn copy_tables(
    source: &Source,
    target: &mut Target,
    without: &[&str],
    copied: &mut dyn FnMut(&Copied),
) -> Result<(), TransferError> {
    let mut tables = tables::all()?;
    tables.retain(|table| !without.contains(&table.name.as_str()));
    let mut taken = Vec::new();
    for table in &tables {
        taken.push(copy_table(source, target, table)?);
        if table.is_numbered {
            target.go_on_after(table, source.last_number(table)?)?;
        }
    }
    target.finish_tables()?;
    for (table, taken) in tables.iter().zip(taken) {
        copied(&compared(target, table, taken)?);
    }
    target.commit()
}

/// Reads a table of the copy, and compares it with what was taken.
fn compared(target: &Target, table: &Table, taken: Content) -> Result<Copied, TransferError> {
    let mut found = Digesting::default();
    target.each(table, &mut |row| {
        found.add(&row);
        Ok(())
    })?;
    let (content, table) = (found.end(), table.name.clone());
    if content == taken {
        Ok(Copied { table, content })
    } else {
        Err(TransferError::Differs(table))
    }
}

fn copy_table(source: &Source, target: &mut Target, table: &Table) -> Result<Content, TransferError> {
    let (mut taken, mut portion, mut size) = (Digesting::default(), Vec::new(), 0);
    source.each(table, &mut |row| {
        size += taken.add(&row);
        portion.push(row);
        if size >= PORTION {
            size = 0;
            target.append(table, std::mem::take(&mut portion))?;
        }
        Ok(())
    })?;
    if !portion.is_empty() {
        target.append(table, portion)?;
    }
    Ok(taken.end())
}

/// Returns what is in each table of a database that nobody uses, as [`copy_tables`] compares it.
pub fn contents(place: &Place) -> Result<Vec<Copied>, TransferError> {
    let source = Source::open(place)?;
    let tables = tables::all()?.into_iter();
    let read = tables.map(|table| {
        let mut found = Digesting::default();
        source.each(&table, &mut |row| {
            found.add(&row);
            Ok(())
        })?;
        let (table, content) = (table.name, found.end());
        Ok(Copied { table, content })
    });
    read.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn a_copy_that_differs_is_not_released() {
        let folder = tempfile::tempdir().expect("a folder");
        let [from, to] = ["from/a.db", "to/a.db"].map(|name| folder.path().join(name));
        let store = Store::in_file(&from, 1).expect("is made");
        let added =
            store.write_now(|tx| tx.execute("INSERT INTO letter_mails (mailbox, sent) VALUES (1, 2), (2, 3)", []));
        added.expect("is added");
        store.close();
        let [from, to] = [from, to].map(Place::File);
        let source = Source::open(&from).expect("opens");
        let mut target = Target::begin(&to, &from).expect("begins");
        let all = tables::all().expect("reads");
        let table = all.iter().find(|table| table.name == "letter_mails").expect("a table");
        let taken = copy_table(&source, &mut target, table).expect("copies");
        assert_eq!(compared(&target, table, taken).expect("is the same").content, taken);
        // Another row gets in, as no other program can bring it there.
        let row = vec![5_i64.into(), 1_i64.into()];
        target.append(table, vec![row]).expect("is added");
        let refused = compared(&target, table, taken).expect_err("differs");
        assert!(
            refused
                .to_string()
                .starts_with("the copy of the table letter_mails differs from the original"),
            "{refused}"
        );
        drop(target);
        let file = to.file().expect("a file");
        assert!(!file.exists(), "it has no name that a service looks at");
    }
}
