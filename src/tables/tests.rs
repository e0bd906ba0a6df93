use super::*;

const COLUMNS: &[Column] = &[
    Column {
        name: "name",
        synonyms: &["organization name", "nombre"],
        required: true,
    },
    Column {
        name: "email",
        synonyms: &["e mail", "email address"],
        required: true,
    },
    Column {
        name: "verified_on",
        synonyms: &["checked on"],
        required: false,
    },
];

fn read(bytes: &[u8]) -> Result<Vec<[String; 3]>, String> {
    let told = |problems: Vec<Problem>| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let table = Table::read(bytes, COLUMNS).map_err(told)?;
    let row = |row: Row<'_>| Ok(["name", "email", "verified_on"].map(|column| row.cell(column).to_owned()));
    table.each(row).map_err(told)
}

fn utf_16(text: &str, mark: bool, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    mark.into_iter().chain(text.encode_utf16()).flat_map(order).collect()
}

#[rstest::rstest]
#[case::commas("name,email\nUnión Ñandú,a@b.example\n")]
#[case::semicolons("name;email\nUnión Ñandú;a@b.example\n")]
#[case::tabs("name\temail\nUnión Ñandú\ta@b.example\n")]
#[case::named("sep=;\nname;email\nUnión Ñandú;a@b.example\n")]
#[case::named_and_quoted("\"sep=;\"\nname;email\nUnión Ñandú;a@b.example\n")]
#[case::windows_lines("name,email\r\nUnión Ñandú,a@b.example\r\n")]
#[case::old_mac_lines("name,email\rUnión Ñandú,a@b.example")]
#[case::no_line_end("name,email\nUnión Ñandú,a@b.example")]
#[case::blank_rows("\n,\nname,email\n,,\n\nUnión Ñandú,a@b.example\n , \n,,,\n")]
#[case::other_order("E-Mail ,Timestamp,  Name\na@b.example,11/24/2026 10:11:12,Unión Ñandú\n")]
#[case::a_form("\"Timestamp\",\"Email Address\",\"Organization name:\"\n\"x, y\",\"a@b.example\",\"Unión Ñandú\"\n")]
#[case::in_spanish("Nombre;E-mail\nUnión Ñandú;a@b.example\n")]
#[case::blanks_around_quotes("\"name\" ,\"email\"\n\"Unión Ñandú\" , a@b.example \n")]
fn files_of_every_program_are_read_in_every_encoding(#[case] text: &str) {
    let right = Ok(vec![["Unión Ñandú", "a@b.example", ""].map(str::to_owned)]);
    assert_eq!(read(text.as_bytes()), right, "UTF-8");
    assert_eq!(read(format!("\u{feff}{text}").as_bytes()), right, "UTF-8 with a mark");
    for (mark, order) in [
        (true, u16::to_le_bytes as fn(u16) -> [u8; 2]),
        (true, u16::to_be_bytes),
        (false, u16::to_le_bytes),
        (false, u16::to_be_bytes),
    ] {
        assert_eq!(read(&utf_16(text, mark, order)), right, "UTF-16, mark: {mark}");
    }
    let (windows, _, unmapped) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!unmapped);
    assert_eq!(read(&windows), right, "Windows-1252");
}

#[test]
fn quotes_hold_separators_quotes_and_line_breaks_and_later_places_stay_right() {
    let text = "name,email,checked on\n\"Harvest, \"\"West\"\"\nUnion\",a@b.example,\nShort\n";
    let table = Table::read(text.as_bytes(), COLUMNS).expect("good");
    let told = table.each(|row| Err::<(), _>(vec![row.problem("email", row.cell("name"))]));
    let told: Vec<String> = told.expect_err("problems").iter().map(ToString::to_string).collect();
    let right = [
        "3:8: Harvest, \"West\"\nUnion",
        "4:1: Short", // it ends before the column begins
    ];
    assert_eq!(told, right);
    let read = |row: Row<'_>| Ok((row.line(), row.filled("verified_on").map(str::to_owned)));
    assert_eq!(table.each(read), Ok(vec![(2, None), (4, None)]));
}

#[rstest::rstest]
#[case::missing(
    "name;mobile\n",
    "1:1: the column email is missing; found “name”, “mobile”: start the file with the line name,email,verified_on"
)]
#[case::empty("", "1:1: the table is empty: start the file with the line name,email,verified_on")]
#[case::blank(
    " \n,,\n",
    "1:1: the table is empty: start the file with the line name,email,verified_on"
)]
#[case::open_quote(
    "name,email\nA,\"b@c.example\nD,e@f.example\n",
    "2:3: this quote is never closed: close it, or remove it"
)]
#[case::stray_quote(
    "name,email\n\"A\"B,c\n",
    "2:4: text after a closing quote: to put a quote inside a quoted cell, write it twice"
)]
#[case::too_many(
    "name,email\nA,b,c\n",
    "2:5: this row has more cells than the header: put quotes around any cell that contains a comma"
)]
#[case::too_many_of_semicolons(
    "name;email\nA;b;c\n",
    "2:5: this row has more cells than the header: put quotes around any cell that contains a semicolon"
)]
#[case::twice(
    "organization name,nombre,email\n",
    "1:19: two columns could be name: name one of them name"
)]
#[case::workbook(
    "PK\u{3}\u{4}...",
    "1:1: this is a workbook, not a text file: in your spreadsheet program, choose Save As, CSV UTF-8"
)]
fn a_table_that_cannot_be_read_says_where_and_how_to_mend_it(#[case] text: &str, #[case] told: &str) {
    assert_eq!(read(text.as_bytes()), Err(told.to_owned()));
}

#[test]
fn a_file_that_says_utf_8_and_is_not_is_refused_rather_than_garbled() {
    let told = read(b"\xef\xbb\xbfname,email\n\xe9,a@b.example\n").expect_err("refused");
    assert_eq!(
        told,
        "1:1: the file claims to be UTF-8 but is not: save it as CSV UTF-8"
    );
}

#[rstest::rstest]
#[case("2026-11-24")]
#[case("2026-11-24 10:11:12")]
#[case("2026-11-24T10:11:12Z")]
#[case("11/24/2026")]
#[case("11/24/26")]
#[case("24.11.2026")]
#[case("11/24/2026 10:11:12")]
#[case("11-24-2026")]
#[case("2026/11/24")]
#[case("46350")]
#[case("46350.75")]
#[case("Nov 24, 2026")]
#[case("November 24th, 2026")]
#[case("24 nov. 2026")]
#[case("24 de noviembre de 2026")]
#[case("24-Nov-2026")]
fn dates_are_read_as_intended(#[case] text: &str) {
    assert_eq!(day(text, DateOrder::Unambiguous), Ok(jiff::civil::date(2026, 11, 24)));
}

#[test]
fn an_ambiguous_date_is_refused_unless_the_order_is_given() {
    let told = day("03/04/2026", DateOrder::Unambiguous).expect_err("refused");
    assert!(told.starts_with("this could be 2026-03-04 or 2026-04-03"), "{told}");
    assert_eq!(
        day("03/04/2026", DateOrder::MonthFirst),
        Ok(jiff::civil::date(2026, 3, 4))
    );
    assert_eq!(
        day("03/04/2026", DateOrder::DayFirst),
        Ok(jiff::civil::date(2026, 4, 3))
    );
    assert_eq!(
        day("04/04/2026", DateOrder::Unambiguous),
        Ok(jiff::civil::date(2026, 4, 4))
    );
    for wrong in [
        "yesterday",
        "",
        "2026",
        "2026-13-01",
        "31/31/2026",
        "1e400",
        "NaN",
        "2026-11-24x",
        "Nov 2026",
        "2026-11",
    ] {
        assert!(day(wrong, DateOrder::Unambiguous).is_err(), "{wrong}");
    }
    assert!(day("24/11/2026", DateOrder::MonthFirst).is_err());
}

#[test]
fn a_cell_without_end_is_a_problem_with_its_place() {
    let name = "é".repeat(2_000);
    let fits = format!("name,email,note\n{name},a@b.example,{}\n", "x".repeat(5_000));
    assert_eq!(
        read(fits.as_bytes()).expect("is read")[0][0],
        name,
        "other columns are not read"
    );
    let long = format!(
        "name,email\nA,a@b.example\nB,\"{}é\"\n",
        "\n".repeat(3) + &"x".repeat(2_000)
    );
    let told = read(long.as_bytes()).expect_err("is refused");
    assert_eq!(
        told,
        "3:3: this cell has 2,001 characters, and 2000 is the limit: shorten it, or look for a quote that is not closed"
    );
}
