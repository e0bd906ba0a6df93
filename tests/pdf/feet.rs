//! No heading is alone at the foot of a column or a page: something of its section follows.

use std::collections::BTreeMap;

use undersigned::delivery::snapshot::{Organization, Person, Residence, Snapshot};
use undersigned::signatures::ids::SignatureId;
use undersigned::signatures::locality::Locality;
use undersigned::typesetting::Work;

use super::{person, sheet_of, text_of, typesetter};

/// A line as poppler finds it: page, column, distance from the top in points, words.
type Line = (usize, bool, f64, String);

fn lines(pdf: &[u8]) -> Vec<Line> {
    let layout = text_of(pdf, "-bbox-layout");
    let number = |tag: &str, name: &str| {
        let value = tag
            .split(&format!("{name}=\""))
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse::<f64>().ok()).unwrap_or_default()
    };
    let (mut found, mut page): (Vec<Line>, usize) = (Vec::new(), 0);
    for tag in layout.lines().map(str::trim) {
        if tag.starts_with("<page") {
            page += 1;
        } else if tag.starts_with("<line") {
            found.push((page, number(tag, "xMin") > 300.0, number(tag, "yMin"), String::new()));
        } else if let (Some(word), Some(line)) = (tag.strip_prefix("<word"), found.last_mut()) {
            let text = word.split(['>', '<']).nth(1).unwrap_or_default();
            line.3.extend([text, " "]);
        }
    }
    found
}

/// Returns the last line of each column, without the page's footer.
fn last_lines(pdf: &[u8]) -> Vec<String> {
    let mut last: BTreeMap<(usize, bool), (f64, String)> = BTreeMap::new();
    // The text ends an inch above the page's end, which is at 792 points.
    for (page, right, top, words) in lines(pdf).into_iter().filter(|line| line.2 < 720.0) {
        let known = last.entry((page, right)).or_default();
        if top > known.0 {
            *known = (top, words.trim().to_owned());
        }
    }
    last.into_values().map(|(_, words)| words).collect()
}

/// Creates organizations of every other state, each under a heading; the first has more and more of them.
fn signed(first: usize) -> Snapshot {
    let states = [
        "AL", "AK", "AZ", "AR", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY",
    ];
    let numbers = [first, 2, 1, 3, 1, 2, 4, 1, 1, 2, 1, 3, 2, 1, 1, 2];
    let all = states.iter().zip(numbers).flat_map(|(state, number)| {
        (0..number).map(move |n| Organization {
            signature: SignatureId::new(1),
            name: format!("Alliance {state} {n}"),
            national: false,
            place: Locality {
                city: Some("Springfield".to_owned()),
                state: Some((*state).to_owned()),
                country: "US".to_owned(),
            },
        })
    });
    Snapshot {
        organizations: all.collect(),
        people: (0..30).map(|n| person(format!("Sample Person {n}"))).collect(),
        ..Snapshot::default()
    }
}

#[test]
fn no_heading_of_names_is_the_last_line_of_a_column() {
    for first in 20..32 {
        let sheet = sheet_of(&signed(first), None);
        let words = serde_json::to_value(&sheet).expect("JSON");
        let groups = words["groups"].as_array().expect("groups").iter();
        let headings: Vec<&str> = groups.filter_map(|group| group["heading"].as_str()).collect();
        assert!(headings.len() > 17, "{headings:?}");
        let last = last_lines(&typesetter().set(Work::Bundle, &sheet).expect("is set").file);
        assert!(last.len() > 3, "{last:?}");
        let alone: Vec<&String> = last.iter().filter(|it| headings.contains(&it.as_str())).collect();
        assert_eq!(alone, [""; 0], "with {first}: {last:?}");
    }
}

#[test]
fn no_heading_of_the_letter_is_the_last_line_of_a_page() {
    for lines in 14..30 {
        for below in ["- One, two.\n- Three, four.\n", "| A, | B |\n| - | - |\n| 1 | 2 |\n"] {
            let text = format!(
                "{}## The end\n\n### Of it\n\n{below}",
                "A line, and another.\n\n".repeat(lines)
            );
            let made = typesetter().set(Work::Bundle, &sheet_of(&Snapshot::default(), Some(&text)));
            let last = last_lines(&made.expect("is set").file);
            assert!(
                !last.iter().any(|it| it == "The end" || it == "Of it"),
                "{lines}: {last:?}"
            );
        }
    }
}

#[test]
fn no_note_below_a_heading_of_names_is_the_last_line_of_a_column() {
    // With one of these numbers the note would end its column.
    for constituents in 44..56 {
        let possible = |n| Person {
            residence: Residence {
                state: Some("CA".to_owned()),
                districts: vec![21, 22],
            },
            ..person(format!("Possible Person {n}"))
        };
        let people = (0..constituents).map(|n| person(format!("Sample Person {n}")));
        let snapshot = Snapshot {
            people: people.chain((0..5).map(possible)).collect(),
            ..Snapshot::default()
        };
        let sheet = sheet_of(&snapshot, None);
        let words = serde_json::to_value(&sheet).expect("JSON");
        let groups = words["groups"].as_array().expect("groups").iter();
        let notes = groups.filter_map(|group| group["note"].as_str());
        let notes: Vec<&str> = notes.filter(|note| !note.is_empty()).collect();
        assert_eq!(notes.len(), 1, "{notes:?}");
        let last = last_lines(&typesetter().set(Work::Bundle, &sheet).expect("is set").file);
        let alone: Vec<&String> = last.iter().filter(|it| notes[0].ends_with(it.as_str())).collect();
        assert_eq!(alone, [""; 0], "after {constituents}: {last:?}");
    }
}
