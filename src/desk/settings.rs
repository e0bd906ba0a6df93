//! A letter's settings: what its file says, and what editors set on top of it, with who, when and why. Viewers read it.

mod fields;
mod view;
mod words;

use std::collections::BTreeMap;

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};

use self::view::shown;
use self::words::Known;
use super::paths;
use super::signers::Refusal;
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::letters::overrides::{self, Refused, Setting};
use crate::letters::store::settings::{self, Change};
use crate::locale::Lang;
use crate::staff::answer::{Answer, Go};
use crate::staff::form::StaffForm;
use crate::staff::frame::with_query;
use crate::staff::guard::Staff;
use crate::staff::store::accounts;
use crate::store::{Read, StoreError, Tx};
use crate::text;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

/// The maximum length of the reason that staff give each other, in characters.
pub(super) const LONGEST_WHY: usize = 300;

/// What the last form did, as the next page says it.
const OUTCOMES: [(&str, &str); 5] = [
    ("set", "staff-settings-set"),
    ("unset", "staff-settings-unset"),
    ("opened", "staff-settings-opened"),
    ("stopped", "staff-settings-stopped"),
    ("meanwhile", "staff-settings-meanwhile"),
];

/// A form that comes back.
struct Wrong<'f> {
    setting: Setting,
    typed: &'f Typed,
    /// The messages about the value and the reason; empty: nothing is wrong with it.
    value: &'static str,
    why: &'static str,
}

#[get("/letters/<slug>/settings?<saved>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    saved: Option<&str>,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = staff.settings_to_view(&library, slug)?;
    let said = OUTCOMES.iter().find(|(word, _)| Some(*word) == saved);
    let known = known(app, slug).await?;
    let is_draft = library.draft(&letter.slug).is_some();
    shown(app, &staff, (letter, is_draft, &known), said.map(|(_, id)| *id), None)
}

async fn known(app: &App, slug: &str) -> Result<Known, StoreError> {
    let slug = slug.to_owned();
    let read = move |db: &Read<'_>| {
        let emails = accounts::all(db)?.into_iter().map(|it| (it.id, it.email));
        Ok(Known {
            history: settings::history(db, &slug)?,
            emails: emails.collect(),
        })
    };
    app.store.read(read).await
}

/// Sets a setting, or gives it back to the file.
#[post("/letters/<slug>/settings", data = "<form>")]
async fn act(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    form: StaffForm,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let letter = staff.settings_to_change(&library, slug)?;
    let change = match change(app, letter, &form) {
        Ok(change) => change,
        Err(None) => return Err(Ok(Status::UnprocessableEntity)),
        Err(Some(wrong)) => {
            let known = known(app, slug).await.map_err(|error| Err(error.into()))?;
            let is_draft = library.draft(&letter.slug).is_some();
            let page = shown(app, &staff, (letter, is_draft, &known), None, Some(&wrong)).map_err(Err)?;
            return Ok(page.with_status(Status::UnprocessableEntity).into());
        }
    };
    let seen = form.get("seen").parse().unwrap_or(0);
    let outcome = set(app, live_library, &staff, letter, (change, seen))
        .await
        .map_err(Err)?;
    let to = with_query(&paths::settings(slug), [("saved", outcome)]);
    Ok(Answer::Go(Go::to(&to)))
}

/// Returns what a form changes, or what is wrong with it; `None` if it is no form of ours.
fn change<'f>(app: &App, letter: &Letter, form: &'f Typed) -> Result<Change, Option<Wrong<'f>>> {
    let setting: Setting = form.get("setting").parse().map_err(|_| None)?;
    let why = text::tidy(form.get("why"));
    let mut wrong = Wrong {
        setting,
        typed: form,
        value: "",
        why: match why.chars().count() {
            0 => "staff-settings-why-missing",
            1..=LONGEST_WHY => "",
            _ => "error-too-long",
        },
    };
    let value = match form.get("action") {
        "set" => {
            let read = overrides::parse(
                letter,
                setting,
                &typed(setting, form),
                reasons(app, form),
                app.clock.now(),
            );
            read.map(Some).or_else(|refused| match message(refused) {
                Some(id) => {
                    wrong.value = id;
                    Ok(None)
                }
                None => Err(None),
            })?
        }
        "unset" => None,
        _ => return Err(None),
    };
    if wrong.value.is_empty() && wrong.why.is_empty() {
        Ok(Change { setting, value, why })
    } else {
        Err(Some(wrong))
    }
}

/// Returns the fields of a setting as one text.
fn typed(setting: Setting, form: &Typed) -> String {
    match setting {
        Setting::ClosesPeople | Setting::ClosesOrganizations if form.has("none") => "none".to_owned(),
        Setting::ClosesPeople | Setting::ClosesOrganizations => {
            format!("{}T{}", form.get("day").trim(), form.get("time").trim())
        }
        Setting::Goal if form.get("goal").trim().is_empty() => "none".to_owned(),
        Setting::Goal => form.get("goal").to_owned(),
        Setting::Approval => form.get("rule").to_owned(),
        Setting::Paused => "yes".to_owned(),
    }
}

/// Returns the reasons for a pause that readers are told.
fn reasons(app: &App, form: &Typed) -> BTreeMap<Lang, String> {
    let typed = |lang: Lang| Some((lang, overrides::reason(form.get(&format!("reason-{lang}")))?));
    app.locales.languages().filter_map(typed).collect()
}

/// Returns the message about a value that can't be set; `None` if the page has no form for it.
fn message(refused: Refused) -> Option<&'static str> {
    Some(match refused {
        Refused::NoTime => "staff-settings-no-time",
        Refused::Past => "staff-settings-past",
        Refused::BeforeOpening => "staff-settings-before-opening",
        Refused::NoGoal => "staff-settings-wrong-goal",
        Refused::NoRule => "staff-settings-no-rule",
        Refused::NotAsked | Refused::NotYes => return None,
    })
}

/// Stores a change, unless someone else changed the setting since the page was opened, and applies it; returns the word for what it did.
async fn set(
    app: &App,
    live_library: &LiveLibrary,
    staff: &Staff,
    letter: &Letter,
    (change, seen): (Change, i64),
) -> Result<&'static str, Failure> {
    let (slug, by, now) = (letter.slug.to_string(), staff.by(), app.clock.now());
    let (setting, is_set) = (change.setting, change.value.is_some());
    let write = move |tx: &Tx<'_>| {
        let history = settings::history(tx, &slug)?;
        let newest = history
            .iter()
            .find(|it| it.setting == setting)
            .map_or(0, |it| it.set_at);
        if newest != seen {
            return Ok(false);
        }
        settings::set(tx, by, &slug, &change, now)?;
        Ok::<_, StoreError>(true)
    };
    if !app.store.write(write).await? {
        return Ok("meanwhile");
    }
    let (live, store) = (live_library.clone(), app.store.clone());
    let applied = tokio::task::spawn_blocking(move || live.refresh(&store)).await;
    applied.unwrap_or(Err(StoreError::Panicked))?;
    let library = live_library.now();
    let after = library.letter(&letter.slug).is_some_and(|letter| letter.is_open(now));
    Ok(match (letter.is_open(now), after) {
        (false, true) => "opened",
        (true, false) => "stopped",
        _ if is_set => "set",
        _ => "unset",
    })
}

pub(super) fn routes() -> Vec<Route> {
    routes![show, act]
}
