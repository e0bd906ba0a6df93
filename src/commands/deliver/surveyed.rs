//! What `deliver --plan` says beyond the mails: the rules, vacant seats, and what changed since the plan that staff checked last.

use std::collections::BTreeMap;

use undersigned::clock::from_micros;
use undersigned::delivery::changes::Change;
use undersigned::delivery::deliver::Survey;
use undersigned::delivery::targets::Rule;
use undersigned::letters::Letter;

use super::super::{counted, say};
use super::report::named;

pub(super) fn tell(letter: &Letter, survey: &Survey) {
    rules(survey);
    capacities(survey);
    if !survey.vacant.is_empty() {
        say(&format!(
            "  Vacant seats: {}",
            named(survey.vacant.iter().map(ToString::to_string))
        ));
    }
    if survey.too_few > 0 {
        let least = letter.delivery.as_ref().and_then(|it| it.at_least).unwrap_or(0);
        let said = counted(
            survey.too_few,
            "Member does not get it, because too few of their constituents signed",
            "Members don't get it, because too few of their constituents signed",
        );
        say(&format!("  {said} (at_least = {least})"));
    }
    changes(survey);
}

/// Says how many offices each setting chooses.
fn rules(survey: &Survey) {
    let mut numbers: BTreeMap<Rule, usize> = BTreeMap::new();
    for rule in survey.offices.iter().flat_map(|office| &office.rules) {
        *numbers.entry(*rule).or_default() += 1;
    }
    let said: Vec<String> = numbers
        .iter()
        .map(|(rule, number)| format!("{number} by {}", rule.as_str()))
        .collect();
    if !said.is_empty() {
        say(&format!(
            "  Chosen: {} (an office can be chosen by several settings)",
            said.join(", ")
        ));
    }
}

/// Says who is addressed in another capacity than as the holder of a seat.
fn capacities(survey: &Survey) {
    let others: Vec<String> = survey
        .offices
        .iter()
        .filter(|office| !office.capacity.is_empty())
        .map(|office| format!("{}: {}", office.name, office.capacity))
        .collect();
    if !others.is_empty() {
        let all = others.join("; ");
        say(&format!("  Addressed by their role: {all}"));
    }
}

/// Says what changed since the plan that staff checked last.
fn changes(survey: &Survey) {
    let Some(checked) = &survey.checked else { return };
    let day = from_micros(checked.at)
        .to_zoned_datetime(jiff::tz::TimeZone::UTC)
        .date();
    let changes = &survey.changes;
    if changes.offices.is_empty() && changes.gone.is_empty() {
        say(&format!("  Nothing changed since the plan that was checked on {day}"));
        return;
    }
    say(&format!("  Changed since the plan that was checked on {day}:"));
    for office in &survey.offices {
        for change in changes.offices.get(&office.office).into_iter().flatten() {
            say(&format!("    {}: {}", office.name, words(change)));
        }
    }
    for name in &changes.gone {
        say(&format!("    {name}: not in the plan any more"));
    }
}

fn words(change: &Change) -> String {
    match change {
        Change::New => "new".to_owned(),
        Change::Succeeds(name) => format!("newly sworn in, in place of {name}"),
        Change::Capacity(before) if before.is_empty() => "now addressed by a role".to_owned(),
        Change::Capacity(before) => format!("was addressed as {before}"),
        Change::Address => "another address, or one for the first time".to_owned(),
    }
}
