//! How far those who decide for an organization have come, in words.

use super::store::Decider;
use crate::locale::{Lang, Locales};

/// How many have approved and how many must; empty where one person decides alone.
pub(super) fn progress(locales: &Locales, lang: Lang, deciders: &[Decider], needed: usize) -> String {
    if deciders.len() < 2 {
        return String::new();
    }
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let approved = deciders.iter().filter(|it| it.decision.as_deref() == Some("approved"));
    let approved = locales.format(
        lang,
        "progress-approved",
        &[("approved", count(approved.count()).into())],
    );
    let said = [("needed", count(needed).into()), ("all", count(deciders.len()).into())];
    format!("{approved} {}", locales.format(lang, "progress-needed", &said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_right_for_every_number() {
        let locales = Locales::with(None).expect("loads");
        let said = |lang: &str, approved: usize, all: usize, needed: usize| {
            let decider = |n: usize| Decider {
                id: 0,
                name: String::new(),
                email: String::new(),
                decision: (n < approved).then(|| "approved".to_owned()),
                reason: None,
            };
            let deciders: Vec<_> = (0..all).map(decider).collect();
            progress(&locales, Lang::parse(lang).expect("a language"), &deciders, needed)
        };
        assert_eq!(said("en", 0, 1, 1), "");
        assert_eq!(
            said("en", 0, 3, 1),
            "Nobody has approved yet. 1 of the 3 people who decide must approve."
        );
        assert_eq!(
            said("en", 1, 3, 2),
            "1 person has approved. 2 of the 3 people who decide must approve."
        );
        assert_eq!(
            said("en", 2, 3, 3),
            "2 people have approved. 3 of the 3 people who decide must approve."
        );
        assert_eq!(
            said("es", 0, 3, 1),
            "Todavía no aprobó nadie. De las 3 personas que deciden debe aprobar 1."
        );
        assert_eq!(
            said("es", 1, 3, 2),
            "Aprobó 1 persona. De las 3 personas que deciden deben aprobar 2."
        );
        assert_eq!(
            said("es", 2, 3, 3),
            "Aprobaron 2 personas. De las 3 personas que deciden deben aprobar 3."
        );
    }
}
