//! A letter's tally as a stream of events: ready-made words in the page's language, at once and whenever it changes.

use std::time::Duration;

use rocket::futures::Stream;
use rocket::response::stream::{Event, EventStream};
use rocket::response::{self, Responder, Response};
use rocket::{Request, Route, Shutdown, State, get, routes};
use serde::Serialize;
use tokio::sync::watch::Receiver;

use crate::letters::live_library::LiveLibrary;
use crate::locale::{Lang, Locales};
use crate::signatories::tally_feed::Feeds;
use crate::signatures::Tally;
use crate::site::letter_page::find;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::stream_limit::StreamPermit;

/// How often a silent stream sends a heartbeat: proxies close connections that are silent for a minute.
const HEARTBEAT: Duration = Duration::from_secs(25);
/// After how long a browser reconnects when the stream ends, as after a restart of ours.
const RETRY: Duration = Duration::from_secs(10);

/// The words that `static/js/tally.js` puts into the page.
#[derive(Serialize)]
struct Words {
    organizations: String,
    /// What stands between both; empty if one of them is left out.
    and: String,
    /// The number of people, listed or not.
    people: String,
    unlisted: String,
    /// How many of them signed an earlier text.
    earlier: String,
    /// How many are of which origin; empty if all are confirmed by email.
    origins: String,
    /// The number of signatures.
    total: String,
    /// All of them as one sentence, for a screen reader.
    said: String,
    goal: String,
    /// The value of the bar, at most its maximum.
    counted: u64,
}

impl Words {
    fn new(locales: &Locales, lang: Lang, tally: Tally, goal: Option<u64>) -> Self {
        let count = |id: &str, count: u64| locales.format(lang, id, &[("count", count.into())]);
        let (tells_organizations, tells_people) = tally.told();
        let told = |tells: bool, words: String| if tells { words } else { String::new() };
        let organizations = told(tells_organizations, count("tally-organizations", tally.organizations));
        let people = told(tells_people, count("tally-people", tally.everyone()));
        let both = tells_organizations && tells_people;
        let and = told(both, format!(" {} ", locales.text(lang, "tally-and")));
        let unlisted = match tally.unlisted {
            0 => String::new(),
            some => format!(" {}", count("tally-unlisted", some)),
        };
        let earlier = match tally.earlier {
            0 => String::new(),
            some => format!(" {}", count("tally-earlier", some)),
        };
        let counted = tally.total();
        let goal_words = goal.map(|goal| {
            let values = [("percent", tally.percent_of(goal).into()), ("count", goal.into())];
            let id = if counted >= goal { "goal-reached" } else { "goal-share" };
            locales.format(lang, id, &values)
        });
        Self {
            said: format!("{organizations}{and}{people}{unlisted}{earlier}"),
            total: count("tally-total", counted),
            goal: goal_words.unwrap_or_default(),
            counted: goal.map_or(counted, |goal| counted.min(goal)),
            origins: tally.by_origin().line(locales, lang),
            organizations,
            and,
            people,
            unlisted,
            earlier,
        }
    }
}

/// What a stream does next.
#[derive(Clone, Copy)]
enum Next {
    Tally,
    SignOfLife,
    End,
}

/// A stream that proxies must not buffer.
struct Unbuffered<S>(EventStream<S>);

impl<'r, S: Stream<Item = Event> + Send + 'r> Responder<'r, 'r> for Unbuffered<S> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'r> {
        Response::build_from(self.0.respond_to(request)?)
            .raw_header("X-Accel-Buffering", "no")
            .ok()
    }
}

/// Waits until the goal is another one.
async fn changed_goal(replaced: &mut Receiver<()>, now: &impl Fn() -> Option<u64>, goal: &mut Option<u64>) {
    while replaced.changed().await.is_ok() {
        let next = now();
        if next != *goal {
            *goal = next;
            return;
        }
    }
    std::future::pending::<()>().await;
}

/// Streams the tally until the reader leaves or the service stops.
#[get("/<lang>/letters/<slug>/tally", rank = 2)]
async fn watch<'r>(
    seat: StreamPermit,
    app: &'r State<App>,
    live_library: &State<LiveLibrary>,
    feeds: &State<Feeds>,
    lang: Lang,
    slug: &str,
    mut stops: Shutdown,
) -> Result<Unbuffered<impl Stream<Item = Event> + use<'r>>, Failure> {
    let library = live_library.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    let goal = letter.signing.as_ref().ok_or(Failure::NotFound)?.goal;
    let (locales, slug) = (letter.words(&app.locales), letter.slug.clone());
    let goal_now = {
        let live_library = LiveLibrary::clone(live_library);
        move || {
            live_library
                .now()
                .letter(&slug)
                .and_then(|letter| letter.signing.as_ref()?.goal)
        }
    };
    let (mut goal, mut replaced) = (goal, live_library.replaced());
    let mut tally = feeds.watch(app, letter.slug.as_str()).await?;
    let events = EventStream! {
        let mut asked = seat.asked();
        let _seat = seat;
        let mut next = Next::Tally;
        loop {
            match next {
                Next::Tally => {
                    let now = *tally.borrow_and_update();
                    let words = Words::new(&locales, lang, now, goal);
                    yield Event::json(&words).event("tally").with_retry(RETRY);
                }
                // If the reader has left, sending it ends the stream.
                Next::SignOfLife => yield Event::comment(""),
                Next::End => break,
            }
            next = tokio::select! {
                changed = tally.changed() => changed.map_or(Next::End, |()| Next::Tally),
                // Staff may have set another goal.
                () = changed_goal(&mut replaced, &goal_now, &mut goal) => Next::Tally,
                asked = asked.changed() => asked.map_or(Next::End, |()| Next::SignOfLife),
                () = &mut stops => Next::End,
            };
        }
    };
    Ok(Unbuffered(events.heartbeat(HEARTBEAT)))
}

pub(crate) fn routes() -> Vec<Route> {
    routes![watch]
}
