//! Dates as people and spreadsheets write them.

use jiff::civil::Date;

/// How to read a date such as `03/04/2026`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// Refuse it, unless only one reading is a date.
    #[default]
    Unambiguous,
    /// Month first, as in the United States.
    MonthFirst,
    /// Day first, as in most of the world.
    DayFirst,
}

/// The day from which Excel counts. (Its day 60 never existed; the years that matter come after.)
const EXCEL_EPOCH: Date = jiff::civil::date(1899, 12, 30);
/// Excel's serial numbers of the years 2000 to 2099.
const EXCEL_DAYS: std::ops::Range<i64> = 36_526..73_051;

/// Parses `2026-11-24`, `11/24/2026`, `Nov 24, 2026`, Excel's `46350`, each also with a time behind it. `Err` says how to mend it.
pub fn day(text: &str, order: DateOrder) -> Result<Date, String> {
    let text = text.trim();
    let wrong = || "use a date such as 2026-11-24".to_owned();
    if let Some(found) = text.get(..10).and_then(|start| start.parse::<Date>().ok()) {
        let rest = &text[10..];
        return if rest.is_empty() || rest.starts_with(['T', 't', ' ']) {
            Ok(found)
        } else {
            Err(wrong())
        };
    }
    if let Ok(serial) = text.parse::<f64>() {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "only numbers in the range of days are used"
        )]
        let days = serial.trunc() as i64;
        return EXCEL_DAYS
            .contains(&days)
            .then(|| EXCEL_EPOCH + jiff::ToSpan::days(days))
            .ok_or_else(wrong);
    }
    named_month(text)
        .or_else(|| numbers(text).map(|it| read(it, order)))
        .unwrap_or_else(|| Err(wrong()))
}

/// Parses three numbers with `/`, `.` or `-` between; a time may follow after a blank.
fn numbers(text: &str) -> Option<[i16; 3]> {
    let day = text.split_whitespace().next()?.trim_end_matches(',');
    let parts: Vec<i16> = day
        .split(['/', '.', '-'])
        .map(|part| (part.len() <= 4).then(|| part.parse().ok()).flatten())
        .collect::<Option<_>>()?;
    <[i16; 3]>::try_from(parts).ok()
}

fn read([first, second, third]: [i16; 3], order: DateOrder) -> Result<Date, String> {
    let day = |year: i16, month: i16, day: i16| {
        let year = if (0..100).contains(&year) { 2000 + year } else { year };
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    if first > 31 {
        return day(first, second, third).ok_or_else(|| "not a valid date: fix it".to_owned());
    }
    let month_first = day(third, first, second);
    let day_first = day(third, second, first);
    let found = match order {
        DateOrder::MonthFirst => month_first,
        DateOrder::DayFirst => day_first,
        DateOrder::Unambiguous => match (month_first, day_first) {
            (Some(one), Some(other)) if one != other => {
                return Err(format!(
                    "this could be {one} or {other}: write it as {one}, or pass --dates month-first or --dates day-first"
                ));
            }
            (one, other) => one.or(other),
        },
    };
    found.ok_or_else(|| "not a valid date: fix it".to_owned())
}

/// Parses `Nov 24, 2026`, `24 November 2026`; months in English or Spanish, by their first three letters.
fn named_month(text: &str) -> Option<Result<Date, String>> {
    const MONTHS: [[&str; 2]; 12] = [
        ["jan", "ene"],
        ["feb", "feb"],
        ["mar", "mar"],
        ["apr", "abr"],
        ["may", "may"],
        ["jun", "jun"],
        ["jul", "jul"],
        ["aug", "ago"],
        ["sep", "sep"],
        ["oct", "oct"],
        ["nov", "nov"],
        ["dec", "dic"],
    ];
    let month_of = |word: &str| {
        let start: String = word.to_lowercase().chars().take(3).collect();
        let found = MONTHS.iter().position(|names| names.contains(&start.as_str()))?;
        i8::try_from(found + 1).ok()
    };
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/'))
        .filter(|word| !word.is_empty() && !matches!(*word, "de" | "del" | "of"))
        .collect();
    let month = words.iter().take(2).find_map(|word| month_of(word))?;
    let mut numbers = words.iter().take(3).filter_map(|word| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<i16>().ok()
    });
    let (day, year) = (numbers.next()?, numbers.next()?);
    let found = i8::try_from(day).ok().and_then(|day| Date::new(year, month, day).ok());
    Some(found.ok_or_else(|| "not a valid date: fix it".to_owned()))
}
