//! Reports signers whose text no available font shows completely: character by character, each signer by number and name.

use std::collections::BTreeSet;

use super::snapshot::{Organization, Snapshot};
use crate::signatures::ids::SignatureId;

/// How many signers are named in all; the rest are counted.
const MOST: usize = 50;

/// Returns all distinct words of the signers that are not plain ASCII, for which fonts are sought.
pub fn words(snapshot: &Snapshot) -> BTreeSet<&str> {
    let texts = snapshot.organizations.iter().flat_map(organization);
    let words = texts.flat_map(str::split_whitespace).filter(|word| !word.is_ascii());
    words
        .chain(snapshot.people.words().iter().map(String::as_str))
        .collect()
}

/// Returns one list, a line for each cluster that no font shows, with the signatures that contain it and how to get them printed.
pub fn remarks(snapshot: &Snapshot, unshown: &BTreeSet<String>) -> Vec<String> {
    let mut room = MOST;
    let mut lines = Vec::new();
    for cluster in unshown {
        let has = |signer: &Signer| signer.texts.iter().any(|text| text.contains(cluster.as_str()));
        let mut concerned = signers(snapshot).filter(has);
        let mut named: Vec<String> = concerned
            .by_ref()
            .take(room)
            .map(|signer| format!("{} {}", signer.number, signer.texts[0]))
            .collect();
        room -= named.len();
        let more = concerned.count();
        if more > 0 {
            named.push(format!("{more} more"));
        }
        if !named.is_empty() {
            lines.push(format!("  {}: {}", numbered(cluster), named.join("; ")));
        }
    }
    if !lines.is_empty() {
        lines.insert(
            0,
            "Note: no installed font has these characters, which signers used. Their code points are printed instead, such as [U+1DC4]. Install fonts that have \
             them, such as Debian's fonts-noto-core and fonts-noto-cjk, or add their folder to delivery.font_folders:"
                .to_owned(),
        );
    }
    lines
}

/// A signature's number and texts, the name first.
struct Signer {
    number: SignatureId,
    texts: Vec<String>,
}

/// Returns what is printed about an organization.
fn organization(organization: &Organization) -> [&str; 2] {
    [
        organization.name.as_str(),
        organization.place.city.as_deref().unwrap_or_default(),
    ]
}

fn signers(snapshot: &Snapshot) -> impl Iterator<Item = Signer> {
    let organizations = snapshot.organizations.iter().map(|it| Signer {
        number: it.signature,
        texts: organization(it).map(str::to_owned).to_vec(),
    });
    let people = snapshot.people.all().filter_map(|it| {
        let texts = [
            it.full.map(|it| it.name).or(it.name)?,
            it.place.city.unwrap_or_default(),
            it.title,
            it.affiliation,
            it.comment.unwrap_or_default(),
        ];
        Some(Signer {
            number: it.signature,
            texts: texts.to_vec(),
        })
    });
    organizations.chain(people)
}

/// Formats a cluster with its code points: `z᷄ (U+007A U+1DC4)`.
fn numbered(cluster: &str) -> String {
    let numbers: Vec<String> = cluster.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    format!("{cluster} ({})", numbers.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::snapshot::{Person, Residence};
    use crate::signatures::locality::Locality;

    fn person(number: i64, name: &str) -> Person {
        Person {
            signature: SignatureId::new(number),
            name: Some(name.to_owned()),
            place: Locality {
                city: Some("Fresno".to_owned()),
                state: Some("CA".to_owned()),
                country: "US".to_owned(),
            },
            title: String::new(),
            affiliation: String::new(),
            full: None,
            comment: None,
            lang: "en".to_owned(),
            residence: Residence::default(),
        }
    }

    #[test]
    fn fifty_signers_are_named_in_all_and_the_others_are_counted() {
        let of = |first: i64, number: i64, name: &'static str| {
            (first..first + number).map(move |number| person(number, name))
        };
        let snapshot = Snapshot {
            people: of(1, 48, "y").chain(of(101, 3, "z")).chain(of(201, 2, "ø")).collect(),
            ..Snapshot::default()
        };
        let clusters = ["y", "z", "ø"].map(str::to_owned).into();
        let told = remarks(&snapshot, &clusters);
        assert!(told[1].starts_with("  y (U+0079): 1 y; 2 y; ") && told[1].ends_with("; 47 y; 48 y"));
        assert_eq!(
            told[2..],
            ["  z (U+007A): 101 z; 102 z; 1 more", "  ø (U+00F8): 2 more"]
        );
    }

    #[test]
    fn staff_are_told_which_signature_contains_unprintable_characters() {
        let snapshot = Snapshot {
            people: vec![
                person(2046, "Ana Ruiz\u{1dc4}"),
                person(2047, "José Ñáñez"),
                person(2048, "Ben Ruiz\u{1dc4}"),
            ]
            .into(),
            ..Snapshot::default()
        };
        assert_eq!(words(&snapshot), ["José", "Ruiz\u{1dc4}", "Ñáñez"].into());
        let both = ["z\u{1dc4}".to_owned(), "é".to_owned(), "李".to_owned()].into();
        let told = remarks(&snapshot, &both);
        assert!(told[0].contains("fonts-noto-core"), "{told:?}");
        assert_eq!(
            told[1..],
            [
                "  z\u{1dc4} (U+007A U+1DC4): 2046 Ana Ruiz\u{1dc4}; 2048 Ben Ruiz\u{1dc4}",
                "  é (U+00E9): 2047 José Ñáñez"
            ]
        );
        assert_eq!(remarks(&snapshot, &["李".to_owned()].into()), Vec::<String>::new());
    }
}
