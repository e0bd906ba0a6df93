//! A supplement: both numbers of the office and the day of the earlier email on page one, and nobody whom the office has.

use std::collections::BTreeSet;

use undersigned::delivery::snapshot::Snapshot;
use undersigned::delivery::store::Had;
use undersigned::delivery::supplement::Since;
use undersigned::typesetting::Work;

use super::{person, sheet_since, text_of, typesetter};

#[test]
fn page_one_has_both_numbers_and_the_day_of_the_earlier_email() {
    let people = |names: &[&str]| Snapshot {
        people: names.iter().map(|name| person((*name).to_owned())).collect(),
        ..Snapshot::default()
    };
    let whole = people(&["Bea Ruiz", "Cy Ruiz", "Dee Ruiz", "Eve Ruiz", "Flo Ruiz"]);
    let news = people(&["Eve Ruiz", "Flo Ruiz"]);
    let had = Had {
        bundles: BTreeSet::new(),
        supplements: 1,
        first: "2026-11-03T18:00:00Z".parse().expect("a moment"),
        last: "2026-11-17T18:00:00Z".parse().expect("a moment"),
        digest: [0; 32],
        code: None,
    };
    let since = Since {
        had: &had,
        whole: &whole,
    };
    let sheet = sheet_since(&news, None, Some(since));
    let made = typesetter().set(Work::Bundle, &sheet).expect("is set, as PDF/UA");
    let text = text_of(&made.file, "-raw")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let order = [
        "2 constituents in CA-21 signed this letter since November 17, 2026",
        "In all, 5 constituents in CA-21 signed",
        "Supplement 2",
        "Dear Sample:",
        "We sent you the letter on November 3, 2026 and the last supplement on November 17, 2026.",
        "On behalf of 5 individuals, we urge you to:",
        "Eve Ruiz",
        "Flo Ruiz",
        "Signature totals",
        "Individuals in CA-21 5 5 0",
    ];
    let mut rest = text.as_str();
    for words in order {
        let (_, after) = rest.split_once(words).unwrap_or_else(|| panic!("{words}: {text}"));
        rest = after;
    }
    for name in ["Bea Ruiz", "Cy Ruiz", "Dee Ruiz"] {
        assert!(!text.contains(name), "{name}: {text}");
    }
    let document = lopdf::Document::load_mem(&made.file).expect("a PDF");
    assert!(document.get_pages().len() <= 2, "the letter's text is not in it again");
}
