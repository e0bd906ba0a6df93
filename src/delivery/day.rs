//! The day on which something happened that staff record.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::letters::Letter;

/// Why nothing can have happened on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// The day has not come yet.
    #[error("the day is in the future; today is {today}")]
    Future {
        /// The day that it is now.
        today: Date,
    },
    /// The letter did not exist yet.
    #[error("the letter was published on {published}")]
    BeforePublication {
        /// The day on which the letter was published.
        published: Date,
    },
}

/// Returns the day that staff named, or today if they named none; days are in the letter's time zone.
pub(crate) fn of(letter: &Letter, named: Option<Date>, now: Timestamp) -> Result<Date, DayError> {
    let today = now.to_zoned_datetime(letter.zone()).date();
    let published = letter.published;
    match named.unwrap_or(today) {
        day if day > today => Err(DayError::Future { today }),
        day if named.is_some() && day < published => Err(DayError::BeforePublication { published }),
        day => Ok(day),
    }
}

/// Returns a moment of a day: now if the day is today, or else its noon.
pub(super) fn moment(letter: &Letter, day: Date, now: Timestamp) -> Timestamp {
    let zone = letter.zone();
    if day == now.to_zoned_datetime(zone.clone()).date() {
        return now;
    }
    let noon = day.at(12, 0, 0, 0).to_zoned_datetime(zone);
    noon.map_or(now, |noon| noon.timestamp())
}
