//! The charts of signatures over time: their geometry, in the units of the SVG.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use super::tables::Words;
use crate::dashboard::figures::Both;

/// The left, right, top and bottom edge of what is drawn.
const LEFT: f64 = 44.0;
const RIGHT: f64 = 396.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 176.0;

/// How many bars there are at most: more days are drawn by weeks, and more weeks by four of them.
const MOST_BARS: i64 = 62;

/// A horizontal line with its number.
#[derive(Serialize)]
struct Tick {
    y: String,
    label: String,
}

/// What both charts have.
#[derive(Serialize)]
struct Axes {
    ticks: Vec<Tick>,
    first: String,
    last: String,
    /// What the chart shows, in a sentence.
    description: String,
}

/// A bar: organizations at its bottom, individuals above them.
#[derive(Serialize)]
struct Bar {
    x: String,
    width: String,
    organizations_y: String,
    organizations_height: String,
    people_y: String,
    people_height: String,
}

/// Signatures by day, or by a longer time.
#[derive(Serialize)]
pub(super) struct Days {
    axes: Axes,
    bars: Vec<Bar>,
    /// How many days a bar is of.
    step: i64,
}

/// All signatures until each day.
#[derive(Serialize)]
pub(super) struct Growth {
    axes: Axes,
    points: String,
    /// The height of the goal; empty if it is far, or there is none.
    goal_y: String,
    goal: String,
}

/// Formats a coordinate.
fn at(value: f64) -> String {
    format!("{value:.1}")
}

#[expect(clippy::cast_precision_loss, reason = "the pixels of a chart")]
fn share(part: u64, whole: u64) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Returns the height of a count above the bottom.
fn height(count: u64, top: u64) -> f64 {
    share(count, top) * (BOTTOM - TOP)
}

/// Returns a round number that is not less: 1, 2 or 5 with zeros.
fn round_up(most: u64) -> u64 {
    let mut unit: u64 = 1;
    loop {
        for step in [1, 2, 5] {
            let round = unit.saturating_mul(step);
            if round >= most {
                return round;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

/// Formats a number for little room: `950`, `12K`, `3M`.
pub(super) fn compact(words: Words<'_>, count: u64) -> String {
    let number = |count: u64| words.app.locales.number(words.lang, count);
    match count {
        0..=9_999 => number(count),
        10_000..=999_999 => words.format("staff-numbers-thousands", &[("number", number(count / 1_000).into())]),
        _ => words.format(
            "staff-numbers-millions",
            &[("number", number(count / 1_000_000).into())],
        ),
    }
}

fn ticks(words: Words<'_>, top: u64) -> Vec<Tick> {
    let marks = if top < 2 { vec![0, top] } else { vec![0, top / 2, top] };
    let tick = |count: u64| Tick {
        y: at(BOTTOM - height(count, top)),
        label: compact(words, count),
    };
    marks.into_iter().map(tick).collect()
}

fn axes(words: Words<'_>, (first, last): (Date, Date), top: u64, description: String) -> Axes {
    Axes {
        ticks: ticks(words, top),
        first: words.day(first),
        last: words.day(last),
        description,
    }
}

/// Returns the days from the first to the last one, in groups of so many that the bars have room.
fn groups(days: &[(Date, Both)]) -> (i64, Vec<(Date, Both)>) {
    let (Some((first, _)), Some((last, _))) = (days.first(), days.last()) else {
        return (1, Vec::new());
    };
    let after = |day: Date| i64::from((day - *first).get_days());
    let number = after(*last) + 1;
    let step = [1, 7, 28]
        .into_iter()
        .find(|step| number <= step * MOST_BARS)
        .unwrap_or(364);
    let count = usize::try_from(((number - 1) / step + 1).min(1_000)).unwrap_or(1);
    let mut sums = vec![Both::default(); count];
    for (day, both) in days {
        let index = usize::try_from(after(*day) / step).unwrap_or(0).min(count - 1);
        sums[index] = sums[index].plus(*both);
    }
    let begins = (0_i64..).map(|n| first.checked_add((n * step).days()).unwrap_or(*last));
    (step, begins.zip(sums).collect())
}

/// Draws signatures by day.
pub(super) fn days(words: Words<'_>, days: &[(Date, Both)]) -> Days {
    let (step, groups) = groups(days);
    let best = groups.iter().max_by_key(|(_, both)| both.total());
    let most = best.map_or(0, |(_, both)| both.total());
    let top = round_up(most);
    let span = ends(days);
    let width = (RIGHT - LEFT) / f64::from(u32::try_from(groups.len()).unwrap_or(1).max(1));
    let bar = |(n, (_, both)): (u32, &(Date, Both))| {
        let (organizations, people) = (height(both.organizations, top), height(both.people, top));
        Bar {
            x: at(LEFT + width * f64::from(n) + width * 0.1),
            width: at((width * 0.8).min(40.0)),
            organizations_y: at(BOTTOM - organizations),
            organizations_height: at(organizations),
            people_y: at(BOTTOM - organizations - people),
            people_height: at(people),
        }
    };
    let values = [
        ("count", most.into()),
        ("day", words.day(best.map_or(span.0, |(day, _)| *day)).into()),
        ("days", u64::try_from(step).unwrap_or(1).into()),
    ];
    Days {
        axes: axes(words, span, top, words.format("staff-numbers-days-drawn", &values)),
        bars: (0_u32..).zip(&groups).map(bar).collect(),
        step,
    }
}

fn ends(days: &[(Date, Both)]) -> (Date, Date) {
    let of = |day: Option<&(Date, Both)>| day.map_or(Date::ZERO, |(day, _)| *day);
    (of(days.first()), of(days.last()))
}

/// Draws all signatures until each day.
pub(super) fn growth(words: Words<'_>, days: &[(Date, Both)], goal: Option<u64>) -> Growth {
    let total = days.iter().map(|(_, both)| both.total()).sum::<u64>();
    let goal = goal.filter(|goal| *goal > 0 && goal / 4 <= total);
    let top = round_up(total.max(goal.unwrap_or(0)));
    let (first, last) = ends(days);
    let span = f64::from((last - first).get_days()).max(1.0);
    let mut running = 0;
    let mut points = Vec::new();
    for (day, both) in days {
        let x = LEFT + (RIGHT - LEFT) * f64::from((*day - first).get_days()) / span;
        // A step: nothing came between two days of the list.
        points.push(format!("{},{}", at(x), at(BOTTOM - height(running, top))));
        running += both.total();
        points.push(format!("{},{}", at(x), at(BOTTOM - height(running, top))));
    }
    let end = (at(RIGHT), at(BOTTOM - height(running, top)));
    points.push(format!("{},{}", end.0, end.1));
    let values = [("count", total.into()), ("day", words.day(last).into())];
    Growth {
        axes: axes(
            words,
            (first, last),
            top,
            words.format("staff-numbers-growth-drawn", &values),
        ),
        points: points.join(" "),
        goal_y: goal.map_or_else(String::new, |goal| at(BOTTOM - height(goal, top))),
        goal: goal.map_or_else(String::new, |goal| {
            words.format("staff-numbers-goal-line", &[("count", goal.into())])
        }),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_top_is_round() {
        for (most, top) in [
            (0, 1),
            (1, 1),
            (3, 5),
            (6, 10),
            (11, 20),
            (499, 500),
            (501, 1_000),
            (10_000_000, 10_000_000),
        ] {
            assert_eq!(round_up(most), top, "{most}");
        }
    }

    #[test]
    fn every_signature_is_in_a_bar_and_days_without_one_have_an_empty_one() {
        let one = Both {
            organizations: 1,
            people: 2,
        };
        let days = [(date(2026, 11, 29), one), (date(2026, 12, 2), one)];
        let (step, found) = groups(&days);
        assert_eq!((step, found.len()), (1, 4));
        assert_eq!(found[1], (date(2026, 11, 30), Both::default()));
        for last in [date(2027, 3, 1), date(2029, 1, 1), date(2099, 1, 1)] {
            let days = [(date(2026, 11, 29), one), (date(2026, 12, 6), one), (last, one)];
            let (step, found) = groups(&days);
            let sum = found.iter().fold(Both::default(), |sum, (_, both)| sum.plus(*both));
            assert_eq!(sum.total(), 9, "{last}");
            assert!(step > 1 && found.len() <= 1_000, "{last}: {step}, {}", found.len());
        }
        assert_eq!(groups(&[]).1, []);
    }
}
