//! Dates and times of day, as a language writes them.

use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::{Lang, Locales, Value};

/// Whether a date names its weekday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weekday {
    /// With the weekday: `Friday, June 4, 2027`
    Show,
    /// Without: `June 4, 2027`
    Omit,
}

impl Locales {
    /// Formats a time of day with its zone: `5 p.m. ET`, `5:30 p.m. ET`, `5:00 p. m. (hora del Este)`; with the zone's abbreviation if we
    /// have no name for it.
    pub fn time(&self, lang: Lang, moment: &ZonedDateTime) -> String {
        let (clock, zone) = (self.clock(lang, moment), self.zone(lang, moment));
        self.format(lang, "time-in-zone", &[("time", clock.into()), ("zone", zone.into())])
    }

    /// Returns the name of a time's zone: `ET`; or its abbreviation if we have no name for it.
    pub fn zone(&self, lang: Lang, moment: &ZonedDateTime) -> String {
        match moment.time_zone().iana_name().unwrap_or_default() {
            "America/New_York" | "US/Eastern" => self.text(lang, "zone-eastern"),
            "America/Chicago" | "US/Central" => self.text(lang, "zone-central"),
            "America/Denver" | "US/Mountain" => self.text(lang, "zone-mountain"),
            "America/Los_Angeles" | "US/Pacific" => self.text(lang, "zone-pacific"),
            _ => moment.strftime("%Z").to_string(),
        }
    }

    fn clock(&self, lang: Lang, moment: &ZonedDateTime) -> String {
        // `12 pm` is ambiguous.
        let hours = self.text(lang, "clock-hours");
        if hours != "24" && (moment.hour(), moment.minute()) == (12, 0) {
            return self.text(lang, "clock-noon");
        }
        let pattern = match (hours.as_str(), moment.minute()) {
            ("24", _) => "%H:%M",
            ("12", 0) => "%-I",
            _ => "%-I:%M",
        };
        let time = self.digits(lang, &moment.strftime(pattern).to_string());
        if pattern == "%H:%M" {
            return time;
        }
        let half = if moment.hour() < 12 {
            "clock-before-noon"
        } else {
            "clock-after-noon"
        };
        self.format(lang, half, &[("time", time.into())])
    }

    /// Formats a date whose year is obvious: `Friday, June 4`.
    pub(crate) fn near_date(&self, lang: Lang, date: Date) -> String {
        let values = [
            ("weekday", Value::from(self.weekday(lang, date))),
            ("month", self.text(lang, &format!("month-{}", date.month())).into()),
            ("day", self.digits(lang, &date.day().to_string()).into()),
        ];
        self.format(lang, "date-near", &values)
    }

    fn weekday(&self, lang: Lang, date: Date) -> String {
        self.text(lang, &format!("weekday-{}", date.weekday().to_monday_one_offset()))
    }

    /// Formats a date: `Friday, June 4, 2027`, without the weekday if `weekday` is [`Weekday::Omit`].
    pub fn date(&self, lang: Lang, date: Date, weekday: Weekday) -> String {
        let month = self.text(lang, &format!("month-{}", date.month()));
        let values = [
            ("day", Value::from(self.digits(lang, &date.day().to_string()))),
            ("month", month.into()),
            ("year", self.digits(lang, &date.year().to_string()).into()),
        ];
        let day = self.format(lang, "date-long", &values);
        match weekday {
            Weekday::Omit => day,
            Weekday::Show => {
                let values = [("weekday", self.weekday(lang, date).into()), ("date", day.into())];
                self.format(lang, "date-with-weekday", &values)
            }
        }
    }
}
