//! The shape of an office's pages: nothing leaves its margins, lies on something else, or leaves a page half empty, whatever is on them.
//!
//! A run tries a few letters; `PDF_SHAPES` asks for so many, and `PDF_SHAPES_FOLDER` says where to put them to look at.

use std::path::PathBuf;

use undersigned::delivery::snapshot::{Organization, Snapshot};
use undersigned::signatures::ids::SignatureId;
use undersigned::signatures::locality::Locality;
use undersigned::typesetting::{Typesetter, Work};

use super::cases::{CITIES, Case};
use super::{sheet_of, text_of, typesetter};

/// A word as poppler finds it, in points from the upper left corner of its page.
struct Word {
    page: usize,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    text: String,
}

fn words(pdf: &[u8]) -> Vec<Word> {
    let number = |tag: &str, name: &str| {
        let value = tag
            .split(&format!("{name}=\""))
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse::<f64>().ok()).expect("a number")
    };
    let boxes = text_of(pdf, "-bbox");
    let (mut found, mut page) = (Vec::new(), 0);
    for tag in boxes.lines().map(str::trim) {
        page += usize::from(tag.starts_with("<page "));
        if tag.starts_with("<word ") {
            found.push(Word {
                page,
                left: number(tag, "xMin"),
                top: number(tag, "yMin"),
                right: number(tag, "xMax"),
                bottom: number(tag, "yMax"),
                text: tag.split(['>', '<']).nth(2).unwrap_or_default().to_owned(),
            });
        }
    }
    found
}

/// The margins of a page, and the top of its footer.
const SIDES: (f64, f64) = (72.0, 540.0);
const TOP: f64 = 72.0;
const BOTTOM: f64 = 720.0;

/// Returns everything that is wrong with the shape of a file.
fn wrong(pdf: &[u8]) -> Vec<String> {
    let words = words(pdf);
    let pages = words.iter().map(|word| word.page).max().unwrap_or_default();
    let mut wrong = Vec::new();
    // The heading of the totals, and the last heading of a column of their table.
    let page_of = |text: &str| words.iter().find(|word| word.text == text).map(|word| word.page);
    if page_of("totals") != page_of("withheld") {
        wrong.push("the totals are without their heading".to_owned());
    }
    for page in 1..=pages {
        let on_page: Vec<&Word> = words.iter().filter(|word| word.page == page).collect();
        for word in &on_page {
            let is_footer = word.top > BOTTOM;
            let across = word.left >= SIDES.0 - 1.0 && word.right <= SIDES.1 + 1.0;
            // Boxes are as high as their fonts' lines.
            let down = word.top >= TOP - 12.0 && (is_footer || word.bottom <= BOTTOM + 8.0) && word.bottom < 780.0;
            if !(across && down) {
                wrong.push(format!("page {page}: {} leaves the margins", word.text));
            }
        }
        for (nth, one) in on_page.iter().enumerate() {
            let covers = |other: &&&Word| {
                let across = one.right.min(other.right) - one.left.max(other.left);
                let down = one.bottom.min(other.bottom) - one.top.max(other.top);
                across > 1.0 && down > 0.6 * (one.bottom - one.top).min(other.bottom - other.top)
            };
            if let Some(other) = on_page[nth + 1..].iter().find(covers) {
                wrong.push(format!("page {page}: {} lies on {}", one.text, other.text));
            }
        }
        for city in CITIES {
            let parts: Vec<&str> = city.split(' ').collect();
            let is_broken = |line: &&[&Word]| {
                let named = line
                    .iter()
                    .zip(&parts)
                    .all(|(word, part)| word.text.trim_end_matches(',') == *part);
                named && line.iter().any(|word| (word.top - line[0].top).abs() > 3.0)
            };
            if on_page.windows(parts.len()).any(|line| is_broken(&line)) {
                wrong.push(format!("page {page}: {city} is broken"));
            }
        }
        let lowest = on_page.iter().filter(|word| word.top <= BOTTOM).map(|word| word.bottom);
        let lowest = lowest.fold(TOP, f64::max);
        if page < pages && lowest < TOP + (BOTTOM - TOP) / 3.0 {
            wrong.push(format!("page {page} ends at {lowest}"));
        }
    }
    wrong
}

/// Sets cases and returns what is wrong with each.
fn shapes(cases: &[Case]) -> Vec<String> {
    let folder = std::env::var_os("PDF_SHAPES_FOLDER").map(PathBuf::from);
    let next = std::sync::atomic::AtomicUsize::new(0);
    let found = std::sync::Mutex::new(Vec::new());
    let work = || {
        while let Some(case) = cases.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
            let pdf = case.set();
            if let Some(folder) = &folder {
                std::fs::write(folder.join(format!("{:03}.pdf", case.number)), &pdf).expect("writes");
            }
            let told = wrong(&pdf).into_iter().map(|why| format!("{case:?}: {why}"));
            found.lock().expect("no panic").extend(told);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(work);
        }
    });
    found.into_inner().expect("no panic")
}

#[test]
fn pages_are_full_and_nothing_leaves_its_place() {
    let asked = std::env::var("PDF_SHAPES").ok().and_then(|number| number.parse().ok());
    // Each text, few and many signers, and one that once had its totals without their heading.
    let cases: Vec<Case> = match asked {
        Some(number) => (0..number).map(Case::new).collect(),
        None => [0, 17, 33, 34, 51, 68].map(Case::new).to_vec(),
    };
    assert_eq!(shapes(&cases), [""; 0]);
}

/// Returns the page of the last word that begins so.
fn page_of(words: &[Word], begins: &str) -> usize {
    let found = words.iter().rfind(|word| word.text.starts_with(begins));
    found.expect("is printed").page
}

#[test]
fn the_sample_letters_take_two_pages_and_their_organizations_begin_below_the_closing() {
    for (number, lang, closing, heading) in [
        (0, "en", "Sincerely,", "Organizations"),
        (1, "en", "Sincerely,", "Organizations"),
        (0, "es", "Atentamente,", "Organizaciones"),
        (1, "es", "Atentamente,", "Organizaciones"),
    ] {
        let case = Case {
            number,
            lang,
            text: "sample",
            organizations: 40,
            people: 2_000,
            state: Some("CA"),
        };
        let words = words(&case.set());
        // The text of the letter, and not of the table or of the way in which signatures were collected.
        let ends = page_of(&words, closing);
        let begins = words.iter().find(|word| word.text == heading && word.page >= ends);
        assert_eq!((ends, begins.map(|word| word.page)), (2, Some(2)), "{case:?}");
    }
}

#[test]
fn columns_end_alike() {
    for organizations in [9, 40, 41] {
        let national = |nth| Organization {
            signature: SignatureId::new(1),
            name: format!("Alliance {nth}"),
            national: true,
            place: Locality {
                city: Some("Ajo".to_owned()),
                state: Some("AZ".to_owned()),
                country: "US".to_owned(),
            },
        };
        let snapshot = Snapshot {
            organizations: (0..organizations).map(national).collect(),
            ..Snapshot::default()
        };
        let made = typesetter().set(Work::Bundle, &sheet_of(&snapshot, Some("Act.")));
        let words = words(&made.expect("is set").file);
        let lowest = |right: bool| {
            let names = words
                .iter()
                .filter(|word| word.text == "Alliance" && (word.left > 300.0) == right);
            names.map(|word| word.bottom).fold(0.0, f64::max)
        };
        // The first column has a heading above its names.
        assert!((lowest(false) - lowest(true)).abs() < 30.0, "{organizations}");
        assert!(lowest(true) > 0.0, "{organizations}: there is a second column");
    }
}

#[test]
fn a_right_to_left_title_is_in_order_in_its_line_and_so_are_its_footnotes() {
    const NAME: &str = "أحمد المنصوري";
    let typesetter = Typesetter {
        fonts: vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/fonts")],
        ..typesetter()
    };
    let text = format!("{NAME}[^note]\n\n[^note]: {NAME}");
    let sheet = sheet_of(&Snapshot::default(), Some(&text));
    let mut sheet = serde_json::to_value(sheet).expect("plain data");
    for (field, value) in [
        ("title", NAME),
        ("reference", &format!("Re: Support H.R. 1234 ({NAME})")),
        ("text_lang", "ar"),
        ("text_dir", "rtl"),
    ] {
        sheet[field] = value.into();
    }
    let made = typesetter.set(Work::Bundle, &sheet).expect("is set");
    let words = words(&made.file);
    let is_arabic = |word: &&Word| word.text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    let reference = words.iter().find(|word| word.text == "Re:").expect("a reference");
    let title = words
        .iter()
        .filter(is_arabic)
        .find(|word| (word.top - reference.top).abs() < 8.0)
        .expect("a title");
    assert!(
        (reference.left - SIDES.0).abs() < 1.0 && title.left > reference.right,
        "{} {}",
        reference.left,
        title.left
    );
    let lowest = |a: &&Word, b: &&Word| a.top.total_cmp(&b.top);
    let note = words
        .iter()
        .filter(|word| word.page == 1)
        .filter(is_arabic)
        .max_by(lowest)
        .expect("a note");
    assert!(
        note.top > title.top + 100.0 && note.left > 400.0,
        "a note at the right: {} {}",
        note.top,
        note.left
    );
}
