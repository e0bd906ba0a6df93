//! What has happened with a letter and what comes next: opened, goal reached, closed, delivered, answered.

use jiff::Timestamp;
use serde::Serialize;

use crate::letters::deadlines::in_words;
use crate::letters::{Delivery, Letter};
use crate::locale::{Lang, Weekday};
use crate::web::App;

/// A step of the timeline.
#[derive(Serialize)]
pub(crate) struct Step {
    words: String,
    done: bool,
}

/// What has happened with a letter that its settings don't know.
pub(crate) struct Happened<'a> {
    goal: Option<u64>,
    delivered: &'a [String],
    answered: Option<String>,
}

impl<'a> Happened<'a> {
    /// Takes the goal, if it is reached, the sentences about deliveries, and the one about answers, if there are any.
    pub(crate) fn new(goal: Option<u64>, delivered: &'a [String], answered: Option<String>) -> Self {
        Self {
            goal,
            delivered,
            answered,
        }
    }
}

/// Returns the steps of a letter that can be, or could be, signed; none for other letters.
pub(crate) fn steps(app: &App, (letter, lang): (&Letter, Lang), happened: Happened<'_>, now: Timestamp) -> Vec<Step> {
    let Some(signing) = &letter.signing else {
        return Vec::new();
    };
    let windows = [&signing.people, &signing.organizations].into_iter().flatten();
    let opens = windows.clone().map(|window| window.opens).min().flatten();
    let closes: Option<Vec<Timestamp>> = windows.map(|window| window.closes).collect();
    // If one kind of signer has no end, the letter has none.
    let closes = closes.and_then(|ends| ends.into_iter().max());
    let mut steps = Vec::new();
    let mut step = |words: String, done: bool| steps.push(Step { words, done });
    if let Some(opens) = opens.filter(|opens| *opens > now) {
        step(in_words(&app.locales, letter, lang, "opens-at", (opens, now)), false);
    } else {
        let day = opens.map_or(letter.published, |opens| opens.to_zoned_datetime(letter.zone()).date());
        let date = app.locales.date(lang, day, Weekday::Omit);
        step(
            app.locales.format(lang, "timeline-opened", &[("date", date.into())]),
            true,
        );
    }
    if let Some(goal) = happened.goal {
        step(
            app.locales.format(lang, "timeline-goal", &[("count", goal.into())]),
            true,
        );
    }
    if let Some(closes) = closes {
        let done = closes <= now;
        let id = if done { "closed-at" } else { "timeline-closes" };
        step(in_words(&app.locales, letter, lang, id, (closes, now)), done);
    }
    for sentence in happened.delivered.iter().cloned().chain(happened.answered) {
        step(sentence, true);
    }
    if happened.delivered.is_empty() && letter.delivery.is_some() {
        let congress = letter.delivery.as_ref().is_some_and(Delivery::is_to_congress);
        let id = if congress {
            "timeline-delivery"
        } else {
            "timeline-delivery-elsewhere"
        };
        step(app.locales.text(lang, id), false);
    }
    // What has happened comes before what has not.
    steps.sort_by_key(|step| !step.done);
    steps
}
