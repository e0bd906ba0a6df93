//! `deliver SLUG --answered OFFICE --not-answered OFFICE`: records which offices answered the letter.

use std::process::ExitCode;

use anyhow::anyhow;
use jiff::civil::Date;
use undersigned::delivery::day::DayError;
use undersigned::delivery::deliver as delivery;
use undersigned::delivery::store::NotAnswered;

use super::super::person::Person;
use super::super::{Workspace, say};
use super::context;

/// Records that these offices answered, on a day or today.
pub(super) fn answer(slug: &str, person: &Person, offices: &[String], on: Option<&str>) -> anyhow::Result<ExitCode> {
    let on = day(on)?;
    let workspace = Workspace::open()?;
    let context = context(&workspace, workspace.letter(slug)?, person.by(&workspace.store)?);
    let names = delivery::answer(context, offices, on).map_err(|error| refused(slug, error))?;
    for name in names {
        say(&format!("{name}: answered"));
    }
    Ok(ExitCode::SUCCESS)
}

/// Takes back that these offices answered.
pub(super) fn take_back(slug: &str, person: &Person, offices: &[String]) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    let context = context(&workspace, workspace.letter(slug)?, person.by(&workspace.store)?);
    let names = delivery::take_back_answer(context, offices).map_err(|error| refused(slug, error))?;
    for name in names {
        say(&format!("{name}: no answer"));
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads the day of `--on`.
pub(in super::super) fn day(on: Option<&str>) -> anyhow::Result<Option<Date>> {
    let read = |text: &str| {
        let day = Some(text).filter(|text| text.len() == "YYYY-MM-DD".len());
        day.and_then(|text| text.parse().ok())
            .ok_or_else(|| anyhow!("--on {text}: use a date such as 2026-11-24"))
    };
    on.map(read).transpose()
}

/// Explains why nothing can have happened on the day of `--on`, and what to do.
pub(in super::super) fn wrong_day(error: DayError) -> anyhow::Error {
    match error {
        DayError::Future { today } => {
            anyhow!(
                "--on is in the future: today is {today} in the letter's time zone, so use this day or an earlier one"
            )
        }
        DayError::BeforePublication { published } => {
            anyhow!("--on is before the letter was published: use {published} or a later day")
        }
    }
}

/// Explains why nothing is recorded, and what to do.
fn refused(slug: &str, error: NotAnswered) -> anyhow::Error {
    match error {
        NotAnswered::Unknown(office) => anyhow!(
            "{slug} was never delivered to {office}: run `undersigned deliver {slug} --status` to see the keys of the offices that have it. If you delivered it by other means, record that first with --delivered {office}"
        ),
        NotAnswered::NotDelivered(office) => anyhow!(
            "{slug} has not been delivered to {office}, as `undersigned deliver {slug} --status` shows: if the office has it anyway, record that first with --delivered {office}"
        ),
        NotAnswered::BeforeDelivery { office, delivered } => anyhow!(
            "{office} received {slug} on {delivered}: use this day or a later one with --on. If you delivered it by other means and earlier, record that first with --delivered {office} --on YYYY-MM-DD"
        ),
        NotAnswered::NoAnswer(office) => anyhow!(
            "no answer from {office} to {slug} is recorded: run `undersigned deliver {slug} --status` to see the offices that answered"
        ),
        NotAnswered::Day(error) => wrong_day(error),
        NotAnswered::Store(_) => error.into(),
    }
}
