//! A letter's text in its PDF has the page's words, cells and numbers.

use undersigned::delivery::snapshot::Snapshot;
use undersigned::letters::render::check;
use undersigned::typesetting::Work;

use super::{person, sheet_of, text_of, typesetter};

/// Typesets what `letters check` accepts.
fn pdf(markdown: &str) -> Vec<u8> {
    assert_eq!(check(markdown), [], "{markdown}");
    let sheet = sheet_of(&Snapshot::default(), Some(markdown));
    typesetter().set(Work::Bundle, &sheet).expect("is set").file
}

/// Returns the lines that begin with one of these words.
fn lines(pdf: &[u8], begins: &[&str]) -> Vec<String> {
    let text = text_of(pdf, "-layout");
    let lines = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines
        .filter(|line| begins.iter().any(|word| line.starts_with(word)))
        .collect()
}

/// Returns the number of cells in each row of the tables in a file's structure.
fn cells(pdf: &[u8]) -> Vec<usize> {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let kind = |object: &lopdf::Object| {
        let (_, object) = document.dereference(object).ok()?;
        Some(object.as_dict().ok()?.get(b"S").ok()?.as_name().ok()?.to_vec())
    };
    let rows = document
        .objects
        .values()
        .filter(|object| kind(object).as_deref() == Some(b"TR"));
    let counted = rows.map(|row| {
        let kids = row.as_dict().expect("a row").get(b"K").expect("kids");
        let kids = kids.as_array().expect("kids");
        kids.iter()
            .filter(|kid| kind(kid).is_some_and(|kind| kind == b"TD" || kind == b"TH"))
            .count()
    });
    counted.collect()
}

#[test]
fn a_table_keeps_its_cells_whatever_is_in_them() {
    let table = "| Visa | Workers | Source |\n| --- | ---: | :-: |\n\
        | H-2A | **378,000** in *all* | [Labor](https://labor.example)[^a] |\n\
        | H-2B | | State |\n| J-1 | 300,000 | |\n| B-1 | 66,000 | State |\n| L-1 | 7 | State |\n\n[^a]: Of 2024.\n";
    let pdf = pdf(table);
    assert_eq!(
        lines(&pdf, &["Visa", "H-2A", "H-2B", "J-1", "B-1", "L-1"]),
        [
            "Visa Workers Source",
            "H-2A 378,000 in all Labor1",
            "H-2B State",
            "J-1 300,000",
            "B-1 66,000 State",
            "L-1 7 State",
        ]
    );
    let cells = cells(&pdf);
    assert_eq!(cells.iter().filter(|row| **row == 3).count(), 6, "{cells:?}");
    // The number stands at the right edge of its column.
    let boxes = text_of(&pdf, "-bbox");
    let right = |word: &str| {
        let line = boxes
            .lines()
            .find(|line| line.contains(&format!(">{word}<")))
            .expect(word);
        let end = line
            .split("xMax=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("a box");
        end.parse::<f64>().expect("points")
    };
    assert!((right("300,000") - right("66,000")).abs() < 0.1, "{boxes}");
    assert!(right("7") > right("378,000") + 10.0, "{boxes}");
}

#[test]
fn a_table_longer_than_a_page_may_have_links_and_footnotes_in_its_heading() {
    let rows = "| x | y |\n".repeat(120);
    for heading in ["[A](https://e.example)", "*A[^a]*", "A"] {
        let note = if heading.contains('^') { "\n[^a]: Note.\n" } else { "" };
        let text = text_of(&pdf(&format!("| {heading} | B |\n| - | - |\n{rows}{note}")), "-raw");
        assert_eq!(text.matches("x y").count(), 120, "{text}");
    }
}

#[test]
fn a_heading_that_skips_a_level_and_a_footnote_in_a_footnote_are_set() {
    let text = text_of(
        &pdf(
            "Intro.\n\n#### First\n\nText.[^a]\n\n## Second\n\n##### Third\n\nMore.[^c]\n\n> ## Said\n\n\
            [^a]: See the statute.[^b]\n[^b]: 8 U.S.C. 1101, and again.[^a]\n[^c]: # Head\n\n    | A | B |\n    | - | - |\n    | 1 | 2 |\n",
        ),
        "-raw",
    );
    // The numbers of the letter's page: those of the body first.
    for words in ["Text.1", "More.2", "1See the statute.3", "38 U.S.C. 1101, and again.1"] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

#[test]
fn a_continued_list_keeps_its_numbers() {
    let text = text_of(
        &pdf("1. First\n2. Second\n\nBetween.\n\n3. Third\n4. Fourth\n\nThen\n\n0. Zero\n"),
        "-raw",
    );
    let numbered: Vec<&str> = text
        .lines()
        .filter(|line| line.contains(". ") && line.len() < 12)
        .collect();
    assert_eq!(
        numbered,
        ["1. First", "2. Second", "3. Third", "4. Fourth", "0. Zero"],
        "{text}"
    );
}

#[test]
fn white_space_of_every_kind_is_white_space() {
    let text = text_of(&pdf("Name\tDate of\u{b}the\u{85}incident\u{2028}here.\r\n"), "-raw");
    assert!(text.contains("Name Date of the incident here."), "{text}");
}

#[test]
fn deep_but_allowed_nesting_is_typeset() {
    let list: Vec<String> = (0..8)
        .map(|n| format!("{}{}. level{n}\n", "   ".repeat(n), n + 1))
        .collect();
    let list = list.concat();
    let quotes = format!(
        "{} deep *a **b *c **d *e **f *g **h** g* f** e* d** c* b** a*\n",
        ">".repeat(8)
    );
    let text = text_of(&pdf(&format!("{list}\n{quotes}")), "-raw");
    assert!(
        text.contains("level7") && text.contains("deep a b c d e f g h"),
        "{text}"
    );
}

#[test]
fn words_wider_than_the_page_break() {
    let wide = "W".repeat(160);
    let markdown = format!(
        "{wide}\n\n| A | B | C | D |\n| - | - | - | - |\n| {wide} | x | {wide} | y |\n\n- {wide}\n  - {wide}\n\n> {wide}\n"
    );
    let signed = Snapshot {
        people: vec![person(wide)].into(),
        ..Snapshot::default()
    };
    let made = typesetter().set(Work::Bundle, &sheet_of(&signed, Some(&markdown)));
    let pdf = made.expect("is set").file;
    // Poppler's boxes of words, in points from the left; the page is 612 wide with margins of 72.
    let boxes = text_of(&pdf, "-bbox");
    let right = boxes
        .split("xMax=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok());
    let widest = right.fold(0.0, f64::max);
    assert!(widest <= 541.0, "{widest}");
    let wide = boxes
        .split(['<', '>'])
        .filter(|text| !text.is_empty() && text.trim_end_matches(',').chars().all(|c| c == 'W'));
    assert_eq!(
        wide.map(|text| text.matches('W').count()).sum::<usize>(),
        160 * 7,
        "no letter is lost"
    );
}
