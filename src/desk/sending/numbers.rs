//! The words for who gets which supplement, and who gets none.

use crate::delivery::OfficeEntry;
use crate::delivery::dispatch::Plan;
use crate::desk::delivery::words::Words;

/// Says which supplement an office gets, with both of its numbers.
pub(super) fn of(words: Words<'_>, office: &OfficeEntry) -> String {
    let Some(it) = &office.supplement else {
        return words.text("staff-supplement-whole");
    };
    let values = [
        ("number", u64::from(it.number).into()),
        ("new", it.new.into()),
        ("total", it.total.into()),
    ];
    let id = match office.seat {
        Some(_) => "staff-supplement-numbers",
        None => "staff-supplement-people",
    };
    let said = words.app.locales.format(words.lang, id, &values);
    match it.new_organizations {
        0 => said,
        new => format!("{said} · {}", words.counted("staff-supplement-organizations", new)),
    }
}

/// Names offices in one line.
pub(super) fn names(offices: &[OfficeEntry]) -> String {
    offices
        .iter()
        .map(|it| it.name.as_str())
        .collect::<Vec<_>>()
        .join(" · ")
}

/// Names the offices that get nothing now, although there may be something new: with the state of their last email.
pub(super) fn waiting(words: Words<'_>, plan: &Plan) -> Vec<String> {
    let others = [
        ("no-address", &plan.without_contact),
        ("stopped", &plan.stopped),
        ("too-large", &plan.too_large),
    ];
    let line = |name: &str, state: &str| format!("{name}: {}", words.status(state));
    let before = plan.before.iter();
    let before = before.map(|it| line(&it.office.name, it.standing.state.as_str()));
    let others = others
        .into_iter()
        .flat_map(|(state, offices)| offices.iter().map(move |it| (state, it)));
    before.chain(others.map(|(state, it)| line(&it.name, state))).collect()
}
