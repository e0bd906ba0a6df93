//! The progress of an approval, in words.

use serde::Serialize;

use crate::letters::Party;
use crate::locale::{Lang, Locales};
use crate::signatures::Origin;
use crate::signatures::ids::DeciderId;
use crate::signatures::state::{Approval, Decision, State};
use crate::signatures::store::Decider;

/// Formats how many have approved and how many must; empty if one person decides alone.
pub(crate) fn progress(locales: &Locales, lang: Lang, deciders: &[Decider], needed: usize) -> String {
    if deciders.len() < 2 {
        return String::new();
    }
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let approved = deciders.iter().filter(|it| it.decision == Some(Decision::Approved));
    let approved = locales.format(
        lang,
        "progress-approved",
        &[("approved", count(approved.count()).into())],
    );
    let said = [("needed", count(needed).into()), ("all", count(deciders.len()).into())];
    format!("{approved} {}", locales.format(lang, "progress-needed", &said))
}

/// Formats the state of a signature for its signer. If it counts or is held, it says who confirmed it, or where else it came from.
pub(crate) fn state_of(
    locales: &Locales,
    lang: Lang,
    (party, state): (Party, State),
    origin: Origin,
    deciders: usize,
) -> String {
    let outcome = match state {
        State::Confirmed => "own-origin-counted",
        State::Held => "own-origin-held",
        // The person is on the letter by another signature.
        State::Duplicate if party == Party::Person => return locales.text(lang, "own-state-merged"),
        _ => return self::state(locales, lang, Approval::Signing(state), deciders),
    };
    let source = match origin {
        Origin::Confirmed => return self::state(locales, lang, Approval::Signing(state), deciders),
        Origin::Recorded => "own-origin-recorded",
        Origin::Imported => "own-origin-imported",
    };
    format!("{} {}", locales.text(lang, source), locales.text(lang, outcome))
}

/// Formats the state of a signature for its signer; `deciders` is how many others decide about it.
pub(crate) fn state(locales: &Locales, lang: Lang, approval: Approval, deciders: usize) -> String {
    let deciders = u64::try_from(deciders).unwrap_or(u64::MAX);
    let id = format!("own-state-{}", approval.word());
    locales.format(lang, &id, &[("deciders", deciders.into())])
}

/// Another decider, with their decision.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Other {
    pub(crate) name: String,
    pub(crate) said: String,
}

/// Returns the message id of a decider's decision.
pub(crate) fn word(it: &Decider) -> &'static str {
    match it.decision {
        Some(Decision::Approved) => "own-decider-approved",
        Some(_) => "own-decider-declined",
        None => "own-decider-waits",
    }
}

/// Returns all deciders except one.
pub(crate) fn others(locales: &Locales, lang: Lang, deciders: &[Decider], without: Option<DeciderId>) -> Vec<Other> {
    let others = deciders.iter().filter(|it| Some(it.id) != without);
    let other = |it: &Decider| Other {
        name: it.name.clone(),
        said: locales.text(lang, word(it)),
    };
    others.map(other).collect()
}

/// Returns the heading above [`others`], for a total of `all` deciders; empty if one decides alone.
pub(crate) fn others_heading(locales: &Locales, lang: Lang, all: usize) -> String {
    let others = u64::try_from(all.saturating_sub(1)).unwrap_or(u64::MAX);
    if others == 0 {
        return String::new();
    }
    locales.format(lang, "approve-others", &[("others", others.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::signatures::state::State;

    #[test]
    fn other_deciders_are_introduced_for_one_and_many_and_not_for_none() {
        let locales = Locales::with(None).expect("loads");
        let said = |lang: &str, all: usize| others_heading(&locales, Lang::parse(lang).expect("a language"), all);
        assert_eq!(said("en", 1), "");
        assert_eq!(said("en", 2), "We also asked one other approver:");
        assert_eq!(said("en", 3), "We also asked 2 other approvers:");
        assert_eq!(said("es", 1), "");
        assert_eq!(said("es", 2), "También le preguntamos a otra persona:");
        assert_eq!(said("es", 12), "También les preguntamos a otras 11 personas:");
    }

    #[test]
    fn each_other_deciders_decision_is_shown() {
        let locales = Locales::with(None).expect("loads");
        let english = Lang::parse("en").expect("a language");
        let decider = |id: i64, name: &str, decision: Option<Decision>| Decider {
            id: DeciderId::new(id),
            name: name.to_owned(),
            email: String::new(),
            decision,
            reason: None,
        };
        let all = [
            decider(1, "Ana", None),
            decider(2, "Bo", Some(Decision::Approved)),
            decider(3, "Cy", Some(Decision::Declined)),
            decider(4, "Di", None),
        ];
        let told = others(&locales, english, &all, Some(DeciderId::new(1)));
        let told: Vec<_> = told.iter().map(|it| (it.name.as_str(), it.said.as_str())).collect();
        assert_eq!(
            told,
            [("Bo", "Approved."), ("Cy", "Declined."), ("Di", "No answer yet."),]
        );
        let asked = [1, 3].map(|all| state(&locales, english, Approval::Signing(State::Awaiting), all));
        assert_eq!(
            asked,
            [
                "You've confirmed this signature. We've asked your organization's approver.",
                "You've confirmed this signature. We've asked your organization's approvers.",
            ]
        );
    }

    #[test]
    fn progress_is_worded_right_for_every_number() {
        let locales = Locales::with(None).expect("loads");
        let said = |lang: &str, approved: usize, all: usize, needed: usize| {
            let decider = |n: usize| Decider {
                id: DeciderId::NONE,
                name: String::new(),
                email: String::new(),
                decision: (n < approved).then_some(Decision::Approved),
                reason: None,
            };
            let deciders: Vec<_> = (0..all).map(decider).collect();
            progress(&locales, Lang::parse(lang).expect("a language"), &deciders, needed)
        };
        assert_eq!(said("en", 0, 1, 1), "");
        assert_eq!(
            said("en", 0, 3, 1),
            "No one has approved yet. 1 of the 3 approvers must approve."
        );
        assert_eq!(
            said("en", 1, 3, 2),
            "1 approver has approved. 2 of the 3 approvers must approve."
        );
        assert_eq!(
            said("en", 2, 3, 3),
            "2 approvers have approved. 3 of the 3 approvers must approve."
        );
        assert_eq!(
            said("es", 0, 3, 1),
            "Todavía no ha aprobado nadie. Debe aprobar 1 de las 3 personas."
        );
        assert_eq!(
            said("es", 1, 3, 2),
            "Ha aprobado 1 persona. Deben aprobar 2 de las 3 personas."
        );
        assert_eq!(
            said("es", 2, 3, 3),
            "Han aprobado 2 personas. Deben aprobar 3 de las 3 personas."
        );
    }
}
