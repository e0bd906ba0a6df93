//! Workbooks are read in a process of its own, whatever is in them.

use std::path::Path;

use rust_xlsxwriter::Workbook;
use undersigned::tables::Grid;
use undersigned::tables::workbook::{WorkbookError, WorkbookReader};

use crate::updates::run;

fn read(bytes: Vec<u8>, sheet: Option<&str>) -> Result<Grid, WorkbookError> {
    WorkbookReader::new(Path::new(env!("CARGO_BIN_EXE_undersigned"))).read(bytes, sheet)
}

fn cells(grid: &Grid) -> Vec<Vec<String>> {
    grid.rows()
        .map(|row| row.texts().map(str::to_owned).collect())
        .collect()
}

#[test]
fn a_form_is_read_with_its_dates_numbers_and_places_and_what_is_not_read_is_known() {
    let file = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/form.xlsx")).expect("reads");
    let grid = read(file, None).expect("is read");
    let rows = cells(&grid);
    assert_eq!(rows[0], ["Firmas de la carta"]);
    assert_eq!(
        rows[2],
        [
            "2026-11-01 09:00:00",
            "beto@example.net",
            "BETO ÑÁÑEZ",
            "2139",
            "Massachusetts",
            "Cambridge"
        ]
    );
    assert_eq!(rows[4][0], "2026-11-02");
    let carla = grid.rows().nth(3).expect("a row");
    assert_eq!(carla.place(5).to_string(), "F5", "after a blank row");
    assert_eq!(carla.broken(5), Some("a formula without a saved value"));
    let notes = grid.sheet.expect("a sheet");
    assert_eq!(
        (notes.name.as_str(), notes.others, notes.hidden, notes.merged),
        ("Respuestas", vec!["Resumen".to_owned()], vec!["Privado".to_owned()], 1)
    );
}

#[test]
fn a_hidden_sheet_is_read_only_if_it_is_named() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Old").expect("a name").set_hidden(true);
    let shown = book.add_worksheet().set_name("New").expect("a name");
    shown.set_active(true);
    shown.write_string(0, 1, "=1+1").expect("writes");
    shown.write_boolean(2, 0, true).expect("writes");
    let bytes = book.save_to_buffer().expect("saves");
    assert_eq!(
        cells(&read(bytes.clone(), None).expect("is read")),
        [vec!["", "=1+1"], vec!["TRUE"]]
    );
    assert!(read(bytes.clone(), Some("Old")).expect("is read").is_empty());
    let told = read(bytes, Some("Older")).expect_err("is not there").to_string();
    assert_eq!(told, "the workbook has no sheet named “Older”; it has “New”");
}

#[rstest::rstest]
#[case::no_archive(b"PK\x03\x04not really".to_vec(), "this is not an Excel workbook that can be read")]
#[case::old(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "this is an old or password-protected workbook")]
#[case::large(vec![b'P'; 33 << 20], "the file is larger than 32 MB")]
fn a_file_that_can_t_be_read_is_told_with_the_next_step(#[case] bytes: Vec<u8>, #[case] begins: &str) {
    let told = read(bytes, None).expect_err("is not read").to_string();
    assert!(told.starts_with(begins) && told.contains("CSV"), "{told}");
}

/// Makes a workbook whose only sheet has this as its data, many times.
fn bomb(data: &str, times: u32) -> Vec<u8> {
    let ends = [
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
        "</sheetData></worksheet>",
    ];
    with_part("sheet1.xml", ends, (data, times))
}

/// Makes a workbook in which one part has this as its content, many times between its beginning and its end.
fn with_part(name: &str, [begin, end]: [&str; 2], (data, times): (&str, u32)) -> Vec<u8> {
    use std::io::Write;
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "x").expect("writes");
    let plain = book.save_to_buffer().expect("saves");
    let mut deflated = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut crc = flate2::Crc::new();
    let mut length = 0_u32;
    let mut put = |text: &str| {
        crc.update(text.as_bytes());
        length += u32::try_from(text.len()).expect("is short");
        deflated.write_all(text.as_bytes()).expect("writes");
    };
    put("<?xml version=\"1.0\"?>");
    put(begin);
    (0..times).for_each(|_| put(data));
    put(end);
    let part = deflated.finish().expect("ends");
    archive::with_part(&plain, name, &part, (crc.sum(), length))
}

#[test]
fn shared_texts_that_unpack_to_much_more_than_the_file_are_refused_before_they_are_read() {
    // It would fit into the memory that the process may use, so that only their size can be the reason.
    let many = format!("<si><t>{}</t></si>", "A".repeat(1 << 10)).repeat(1 << 10);
    let ends = [
        "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
        "</sst>",
    ];
    for (times, is_read) in [(2, true), (140, false)] {
        let bytes = with_part("sharedStrings.xml", ends, (&many, times));
        assert!(bytes.len() < 4 << 20, "{}", bytes.len());
        let told = read(bytes, None).err().map(|it| it.to_string());
        let too_much = "the workbook has too much text: copy the rows into a new workbook, or save it as CSV";
        assert_eq!(told, (!is_read).then(|| too_much.to_owned()), "{times}");
    }
}

#[test]
fn a_bomb_ends_the_process_that_reads_it_and_nothing_else() {
    // One cell of 400 MB, in some megabytes.
    let cell = "A".repeat(1 << 20);
    let bytes = bomb(
        &format!("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>{cell}</v></c></row>"),
        400,
    );
    let told = read(bytes, None).expect_err("is not read").to_string();
    assert!(
        told.contains("memory") || told.contains("too much text") || told.contains("rows"),
        "{told}"
    );
}

#[test]
fn a_million_rows_are_refused() {
    let row = "<row><c t=\"str\"><v>Ana</v></c></row>";
    let told = read(bomb(&row.repeat(1_000), 1_000), None)
        .expect_err("is not read")
        .to_string();
    assert_eq!(told, "the sheet has more than 100,000 rows: divide it");
}

#[test]
fn a_workbook_is_imported_with_the_place_of_every_problem() {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), &["letters", "publish"]);
    let command = [
        "import",
        "protect-temporary-visa-workers",
        "tests/data/form.xlsx",
        "--kind",
        "person",
        "--consent",
        "Form of November",
    ];
    let (code, told) = run(folder.path(), &command);
    insta::assert_snapshot!(format!("{code:?}\n{told}"), @r"
    Some(1)
    A	Marca temporal	(not used)
    B	Correo electrónico	email
    C	Nombre completo	name
    D	Código postal	postal_code
    E	Estado	state
    F	Ciudad	city
    tests/data/form.xlsx:F5: a formula without a saved value is in this cell: type the value
    tests/data/form.xlsx:D6: postal_code: a ZIP code has 5 digits: if it lost a zero, write 00601, or give its state
    protect-temporary-visa-workers: 1 would be asked to confirm by email
    Read the sheet “Respuestas”
    Other sheets, not read: “Resumen” (--sheet NAME reads one)
    Hidden sheets, not read: “Privado” (--sheet NAME reads one)
    1 range of merged cells: only the first cell of each has a value
    3 rows below the headings in line 2
    1 ZIP code got back a leading zero; the state agrees
    1 name is in capital letters, kept as typed
    Nothing was written. To import, run this again with --yes
    ");
    let skip = [&command[..], &["--skip-problems", "--yes"]].concat();
    let (code, told) = run(folder.path(), &skip);
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("workers: 1 asked to confirm by email\n"), "{told}");
}

mod archive {
    //! As much of the ZIP format as it takes to replace the sheet of a workbook.

    fn number(bytes: &[u8], at: usize, length: usize) -> usize {
        bytes[at..at + length]
            .iter()
            .rev()
            .fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    }

    /// Returns an archive in which another part, which is deflated already, takes the place of the one of its name.
    pub fn with_part(archive: &[u8], called: &str, part: &[u8], (crc, length): (u32, u32)) -> Vec<u8> {
        let end = archive.len() - 22;
        let (count, mut at) = (number(archive, end + 10, 2), number(archive, end + 16, 4));
        let (mut files, mut directory) = (Vec::new(), Vec::new());
        for _ in 0..count {
            let (name, extra, note) = (
                number(archive, at + 28, 2),
                number(archive, at + 30, 2),
                number(archive, at + 32, 2),
            );
            let entry = &archive[at..at + 46 + name + extra + note];
            let local = number(entry, 42, 4);
            let head = 30 + number(archive, local + 26, 2) + number(archive, local + 28, 2);
            let data = &archive[local + head..local + head + number(entry, 20, 4)];
            let mut entry = entry.to_vec();
            entry[42..46].copy_from_slice(&u32::try_from(files.len()).expect("is short").to_le_bytes());
            let mut local = archive[local..local + head].to_vec();
            let is_part = entry[46..46 + name].ends_with(called.as_bytes());
            if is_part {
                let packed = u32::try_from(part.len()).expect("is short");
                let sizes = [crc.to_le_bytes(), packed.to_le_bytes(), length.to_le_bytes()].concat();
                entry[10..12].copy_from_slice(&8_u16.to_le_bytes());
                entry[16..28].copy_from_slice(&sizes);
                local[8..10].copy_from_slice(&8_u16.to_le_bytes());
                local[14..26].copy_from_slice(&sizes);
            }
            files.extend(local);
            files.extend(if is_part { part } else { data });
            directory.extend(entry);
            at += 46 + name + extra + note;
        }
        let mut ending = archive[end..].to_vec();
        let sizes = [directory.len(), files.len()].map(|size| u32::try_from(size).expect("is short").to_le_bytes());
        ending[12..20].copy_from_slice(&sizes.concat());
        [files, directory, ending].concat()
    }
}

#[test]
fn a_frozen_table_becomes_a_workbook_whose_cells_are_what_signers_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut file = std::io::Cursor::new(Vec::new());
    let csv = "\u{feff}Name,ZIP code\r\nAna,02139\r\n'=1+1,94110\r\n\"Bo, Jr.\",00501\r\n";
    let rows = undersigned::exports::workbook_of(csv.as_bytes(), "Signers", folder.path(), &mut file);
    assert_eq!(rows.expect("writes"), 3);
    let grid = read(file.into_inner(), None).expect("is read");
    assert_eq!(
        cells(&grid),
        [
            ["Name", "ZIP code"],
            ["Ana", "02139"],
            ["=1+1", "94110"],
            ["Bo, Jr.", "00501"]
        ]
    );
    assert_eq!(grid.sheet.expect("a sheet").name, "Signers");
}
