//! The audit log as a page: what was done, by whom, and when, newest first. Owners see all of it; editors see the entries about their letters.

use std::collections::BTreeMap;

use rocket::http::Status;
use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::audit::store::{self, Filter};
use crate::audit::{Act, Entry, StaffId, Via};
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::staff::frame::{moment, page, with_query};
use crate::staff::guard::Staff;
use crate::staff::role::Role;
use crate::staff::store::accounts::{self, Account};
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::choices::Choice;
use crate::web::page::Page;

/// The path of the page.
const HERE: &str = "/staff/audit";

/// How many entries a page has.
const MOST: u32 = 100;

#[derive(Serialize)]
struct Shown {
    at: String,
    who: String,
    what: String,
    letter: String,
    /// The account that was changed, unless it is the actor's own.
    to: String,
}

#[derive(Serialize)]
struct View {
    entries: Vec<Shown>,
    letters: Vec<Choice>,
    people: Vec<Choice>,
    /// The URL of the page with earlier entries; empty if there are none.
    earlier: String,
}

/// The query of the URL.
#[derive(rocket::FromForm)]
struct Asked {
    letter: Option<String>,
    by: Option<String>,
    before: Option<u32>,
}

#[get("/audit?<asked..>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    asked: Asked,
) -> Result<Page, Result<Status, Failure>> {
    if !staff.role().may_edit() {
        return Err(Ok(Status::Forbidden));
    }
    render(app, live_library, &staff, asked).await.map_err(Err)
}

async fn render(app: &App, live_library: &LiveLibrary, staff: &Staff, asked: Asked) -> Result<Page, Failure> {
    let library = live_library.now();
    let all = library.newest_first().into_iter().chain(library.gone());
    let slugs: Vec<String> = all
        .map(|it| it.slug.to_string())
        .filter(|it| staff.may_edit(it))
        .collect();
    let letter = asked.letter.filter(|it| !it.is_empty());
    // For an editor, there is always a letter, so that entries about other letters are not shown.
    let letter = match letter {
        Some(slug) if slugs.contains(&slug) => Some(slug),
        Some(_) => return Err(Failure::NotFound),
        None if staff.role() == Role::Owner => None,
        None => Some(slugs.first().cloned().unwrap_or_default()),
    };
    let by = asked.by.and_then(|it| it.parse::<StaffId>().ok());
    let filter = Filter {
        letter: letter.clone(),
        account: by,
        before: asked.before,
    };
    let read = {
        let filter = filter.clone();
        move |db: &Read<'_>| Ok::<_, StoreError>((store::list(db, &filter, MOST)?, accounts::all(db)?))
    };
    let (entries, accounts) = app.store.read(read).await?;
    let earlier = earlier(&entries, &filter);
    let view = View {
        letters: letters(app, staff, slugs, letter.as_deref()),
        people: people(app, staff, &accounts, (letter.as_deref(), by)),
        entries: shown(app, staff.lang(), entries, accounts),
        earlier,
    };
    let title = app.locales.text(staff.lang(), "staff-audit");
    page(app, staff, ("staff_audit", HERE), &title, &view)
}

/// Returns the URL of the page with earlier entries.
fn earlier(entries: &[Entry], filter: &Filter) -> String {
    let Some(last) = entries.last().filter(|_| entries.len() >= MOST as usize) else {
        return String::new();
    };
    let (before, by) = (last.number.to_string(), filter.account.map(|it| it.to_string()));
    let fields = [
        ("letter", filter.letter.as_deref().unwrap_or_default()),
        ("by", by.as_deref().unwrap_or_default()),
        ("before", &before),
    ];
    with_query(HERE, fields.into_iter().filter(|(_, value)| !value.is_empty()))
}

fn letters(app: &App, staff: &Staff, slugs: Vec<String>, chosen: Option<&str>) -> Vec<Choice> {
    let every = (staff.role() == Role::Owner).then(|| Choice {
        value: String::new(),
        label: app.locales.text(staff.lang(), "staff-audit-every-letter"),
        chosen: chosen.is_none(),
    });
    let each = slugs.into_iter().map(|slug| Choice {
        chosen: chosen == Some(slug.as_str()),
        label: slug.clone(),
        value: slug,
    });
    every.into_iter().chain(each).collect()
}

/// Returns the accounts to choose from. An editor sees only those for the same letter.
fn people(
    app: &App,
    staff: &Staff,
    accounts: &[Account],
    (letter, chosen): (Option<&str>, Option<StaffId>),
) -> Vec<Choice> {
    let everyone = Choice {
        value: String::new(),
        label: app.locales.text(staff.lang(), "staff-audit-everyone"),
        chosen: chosen.is_none(),
    };
    let shown = |it: &&Account| staff.role() == Role::Owner || letter.is_some_and(|slug| it.letters.include(slug));
    let each = accounts.iter().filter(shown).map(|it| Choice {
        value: it.id.to_string(),
        label: it.email.clone(),
        chosen: chosen == Some(it.id),
    });
    std::iter::once(everyone).chain(each).collect()
}

fn shown(app: &App, lang: Lang, entries: Vec<Entry>, accounts: Vec<Account>) -> Vec<Shown> {
    let names: BTreeMap<StaffId, String> = accounts.into_iter().map(|it| (it.id, it.email)).collect();
    let name = |id: StaffId| {
        let removed = || {
            let values = [("number", id.to_string().into())];
            app.locales.format(lang, "staff-audit-removed", &values)
        };
        names.get(&id).cloned().unwrap_or_else(removed)
    };
    let (command_line, by_itself) = (<&str>::from(Via::CommandLine), <&str>::from(Via::Service));
    let shown = |it: Entry| {
        let by_command = it.via == command_line;
        let who = match it.account {
            Some(id) if by_command => {
                let values = [("who", name(id).into())];
                app.locales.format(lang, "staff-audit-by-command", &values)
            }
            Some(id) => name(id),
            None if it.via == by_itself => app.locales.text(lang, "staff-audit-service"),
            None => app.locales.text(lang, "staff-audit-command-line"),
        };
        Shown {
            at: moment(app, lang, it.at),
            who,
            what: what(app, lang, &it),
            letter: it.letter.unwrap_or_default(),
            to: it
                .subject
                .filter(|id| by_command || Some(*id) != it.account)
                .map(name)
                .unwrap_or_default(),
        }
    };
    entries.into_iter().map(shown).collect()
}

/// Describes an act. The word of a newer version, which has no message here, is shown as it is.
fn what(app: &App, lang: Lang, entry: &Entry) -> String {
    match entry.act.parse::<Act>() {
        Ok(act) => {
            let values = [("count", u64::from(entry.counted).into())];
            app.locales
                .format(lang, &format!("staff-did-{}", act.as_str()), &values)
        }
        Err(_) => entry.act.clone(),
    }
}

pub(super) fn routes() -> Vec<Route> {
    routes![show]
}
