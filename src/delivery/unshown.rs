//! Signers whose words no font at hand shows whole: staff hear of each, by number and name.

use std::collections::BTreeSet;

use super::snapshot::Snapshot;
use crate::text::counted;

/// How many signers are named; the rest is counted.
const MOST: usize = 50;

/// Every word of the signers that is not plain ASCII, each once: what fonts are sought for.
pub fn words(snapshot: &Snapshot) -> BTreeSet<&str> {
    let texts = signers(snapshot).flat_map(|signer| signer.texts);
    let words = texts.flat_map(str::split_whitespace);
    words.filter(|word| !word.is_ascii()).collect()
}

/// A line for each signer who has one of these clusters, and how to have them printed.
pub fn remarks(snapshot: &Snapshot, unshown: &BTreeSet<String>) -> Vec<String> {
    if unshown.is_empty() {
        return Vec::new();
    }
    let mut concerned = signers(snapshot).filter_map(|signer| {
        let has = |cluster: &&String| signer.texts.iter().any(|text| text.contains(cluster.as_str()));
        let found: Vec<String> = unshown.iter().filter(has).map(|cluster| numbered(cluster)).collect();
        let name = signer.texts[0];
        (!found.is_empty()).then(|| {
            format!(
                "signature {}, {name}: no font shows {}",
                signer.number,
                found.join(", ")
            )
        })
    });
    let mut lines: Vec<String> = concerned.by_ref().take(MOST).collect();
    let more = concerned.count();
    if more > 0 {
        lines.push(format!("and {}", counted(more, "more signature", "more signatures")));
    }
    if !lines.is_empty() {
        lines.push(
            "numbers such as [U+1DC4] are printed for these: install fonts that have them, such as Debian's fonts-noto-core and \
             fonts-noto-cjk, or add their folder to delivery.font_folders"
                .to_owned(),
        );
    }
    lines
}

/// A signature's number, and its texts, the name first.
struct Signer<'s> {
    number: i64,
    texts: Vec<&'s str>,
}

fn signers(snapshot: &Snapshot) -> impl Iterator<Item = Signer<'_>> {
    let organizations = snapshot.organizations.iter().map(|it| Signer {
        number: it.signature,
        texts: vec![it.name.as_str(), it.place.city.as_deref().unwrap_or_default()],
    });
    let people = snapshot.people.iter().filter_map(|it| {
        let texts = [
            it.name.as_deref()?,
            it.place.city.as_deref().unwrap_or_default(),
            it.detail.as_str(),
            it.comment.as_deref().unwrap_or_default(),
        ];
        Some(Signer {
            number: it.signature,
            texts: texts.to_vec(),
        })
    });
    organizations.chain(people)
}

/// `z᷄ (U+007A U+1DC4)`.
fn numbered(cluster: &str) -> String {
    let numbers: Vec<String> = cluster.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
    format!("{cluster} ({})", numbers.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::snapshot::{Person, Residence};
    use crate::signatures::locality::Locality;

    #[test]
    fn staff_hear_which_signature_holds_what_no_font_shows() {
        let person = |signature, name: &str| Person {
            signature,
            name: Some(name.to_owned()),
            place: Locality {
                city: Some("Fresno".to_owned()),
                state: Some("CA".to_owned()),
                country: "US".to_owned(),
            },
            detail: String::new(),
            comment: None,
            lang: "en".to_owned(),
            residence: Residence::default(),
        };
        let snapshot = Snapshot {
            people: vec![person(2046, "Ana Ruiz\u{1dc4}"), person(2047, "José Ñáñez")],
            ..Snapshot::default()
        };
        assert_eq!(words(&snapshot), ["José", "Ruiz\u{1dc4}", "Ñáñez"].into());
        let remarks = remarks(&snapshot, &["z\u{1dc4}".to_owned(), "李".to_owned()].into());
        assert_eq!(
            remarks[0],
            "signature 2046, Ana Ruiz\u{1dc4}: no font shows z\u{1dc4} (U+007A U+1DC4)"
        );
        assert_eq!(remarks.len(), 2, "{remarks:?}");
        assert!(remarks[1].contains("fonts-noto-core"), "{remarks:?}");
        assert_eq!(
            super::remarks(&snapshot, &["李".to_owned()].into()),
            Vec::<String>::new()
        );
    }
}
