//! The days through which links work, in the letter's time zone.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::clock::from_micros;
use crate::letters::{Letter, begins};
use crate::staff::shared_links::MOST_DAYS;
use crate::web::App;

/// How many days a link is open unless staff choose another day.
const USUAL_DAYS: i32 = 30;

fn today(app: &App, letter: &Letter) -> Date {
    app.clock.now().to_zoned_datetime(letter.zone()).date()
}

/// Returns the day that the form suggests.
pub(super) fn usual_end(app: &App, letter: &Letter) -> String {
    let today = today(app, letter);
    today.checked_add(USUAL_DAYS.days()).unwrap_or(today).to_string()
}

/// Returns the last day on which a link works.
pub(in crate::desk) fn last_day(letter: &Letter, ends_at: i64) -> Date {
    let end = from_micros(ends_at).to_zoned_datetime(letter.zone()).date();
    end.yesterday().unwrap_or(end)
}

/// Returns when a link ends that works through a day of the letter's time zone; `None` if the day can't be read, is over, or is too far.
pub(super) fn end(app: &App, letter: &Letter, day: &str) -> Option<Timestamp> {
    let day = Date::strptime("%Y-%m-%d", day.trim())
        .or_else(|_| Date::strptime("%m/%d/%Y", day.trim()))
        .ok()?;
    let today = today(app, letter);
    let latest = today.checked_add(MOST_DAYS.days()).ok()?;
    (today..=latest)
        .contains(&day)
        .then(|| day.tomorrow().ok())
        .flatten()
        .map(|next| begins(next, &letter.zone()))
}
