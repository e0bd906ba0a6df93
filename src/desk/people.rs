//! Accounts, managed by owners: the list, and invitations.
//!
//! The code is asked for before a form is shown, not after it is submitted, so that nothing that was typed is lost.

use rocket::http::Status;
use rocket::{Route, State, get, post, routes};
use serde::Serialize;
use strum::VariantArray;

use crate::audit::StaffId;
use crate::email::EmailAddress;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::staff::accounts::{self, AccountError, LINK_VALID};
use crate::staff::answer::Answer;
use crate::staff::form::StaffForm;
use crate::staff::frame::{moment, page, role_name};
use crate::staff::guard::{ConfirmedOwner, Owner, Staff};
use crate::staff::role::{Letters, Role};
use crate::staff::store::accounts::{self as stored, Account};
use crate::staff::token::Token;
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

mod person;

/// The path of the list.
const HERE: &str = "/staff/people";

/// The names of the letters' fields begin with this, and end with the slug.
const LETTER: &str = "letter-";

#[derive(Serialize)]
struct Person {
    id: StaffId,
    email: String,
    role: String,
    letters: Vec<String>,
    /// When they last signed in; empty if never.
    seen: String,
    ready: bool,
}

#[derive(Serialize)]
struct People {
    people: Vec<Person>,
}

#[derive(Serialize)]
struct Choice {
    value: String,
    label: String,
    /// What the role may do.
    hint: String,
    chosen: bool,
}

#[derive(Serialize)]
struct Form {
    email: String,
    roles: Vec<Choice>,
    letters: Vec<Choice>,
    wrong: String,
    /// For an existing account: its number, and the number of browsers that it is signed in with.
    account_id: String,
    browsers: u64,
    factor: bool,
    ready: bool,
    /// Whether it is the owner's own account.
    own: bool,
}

#[derive(Serialize)]
struct Shown {
    email: String,
    link: String,
    days: u64,
}

#[get("/people")]
async fn list(app: &State<App>, owner: Owner) -> Result<Page, Failure> {
    let lang = owner.lang();
    let all: Result<Vec<Account>, StoreError> = app.store.read(stored::all).await;
    let person = |it: Account| Person {
        id: it.id,
        role: app.locales.text(lang, role_name(it.role)),
        letters: named(&it.letters),
        seen: it.signed_in_at.map(|at| moment(app, lang, at)).unwrap_or_default(),
        ready: it.is_ready,
        email: it.email,
    };
    let view = People {
        people: all?.into_iter().map(person).collect(),
    };
    let title = app.locales.text(lang, "staff-people");
    page(app, &owner, ("staff_people", HERE), &title, &view)
}

/// Returns the slugs of the letters that an account is limited to.
fn named(letters: &Letters) -> Vec<String> {
    match letters {
        Letters::Every => Vec::new(),
        Letters::Named(slugs) => slugs.iter().cloned().collect(),
    }
}

fn roles(app: &App, lang: Lang, chosen: Option<Role>) -> Vec<Choice> {
    let hint = |role: Role| match role {
        Role::Owner => "staff-role-owner-may",
        Role::Editor => "staff-role-editor-may",
        Role::Viewer => "staff-role-viewer-may",
        Role::Partner => "staff-role-partner-may",
    };
    let choice = |role: &Role| Choice {
        value: role.to_string(),
        label: app.locales.text(lang, role_name(*role)),
        hint: app.locales.text(lang, hint(*role)),
        chosen: chosen == Some(*role),
    };
    Role::VARIANTS.iter().map(choice).collect()
}

fn letters(live_library: &LiveLibrary, lang: Lang, chosen: &Letters) -> Vec<Choice> {
    let library = live_library.now();
    let all = library.newest_first().into_iter().chain(library.gone());
    let mut titles: Vec<(String, String)> = all
        .map(|letter| (letter.slug.to_string(), letter.edition(lang).front.title.clone()))
        .collect();
    let named = named(chosen);
    // A letter whose folder was removed or renamed is shown, too. Otherwise saving the form would drop it, and an account for this letter alone
    // would be for every letter.
    let lost: Vec<&String> = named
        .iter()
        .filter(|slug| titles.iter().all(|(known, _)| known != *slug))
        .collect();
    titles.extend(lost.into_iter().map(|slug| (slug.clone(), slug.clone())));
    let choice = |(slug, title): (String, String)| Choice {
        value: format!("{LETTER}{slug}"),
        label: title,
        hint: String::new(),
        chosen: named.contains(&slug),
    };
    titles.into_iter().map(choice).collect()
}

/// The role and letters in a form. `present` are the letters that the account is for until now.
fn read(live_library: &LiveLibrary, typed: &Typed, present: &Letters) -> (Option<Role>, Letters) {
    let library = live_library.now();
    let all = library.newest_first().into_iter().chain(library.gone());
    let known = all.map(|it| it.slug.to_string()).chain(named(present));
    let named = known.filter(|slug| typed.has(&format!("{LETTER}{slug}")));
    (typed.get("role").parse().ok(), Letters::of(named))
}

fn wrong(app: &App, lang: Lang, error: AccountError) -> Result<String, Failure> {
    let id = match error {
        AccountError::Exists => "staff-person-exists",
        AccountError::LastOwner => "staff-person-last-owner",
        AccountError::OwnerOfSome => "staff-person-owner-of-some",
        AccountError::Unknown | AccountError::NotOwner => return Err(Failure::NotFound),
        AccountError::Store(error) => return Err(error.into()),
    };
    Ok(app.locales.text(lang, id))
}

/// Shows the form for an invitation.
#[get("/people/new")]
fn invite(app: &State<App>, live_library: &State<LiveLibrary>, owner: ConfirmedOwner) -> Result<Page, Failure> {
    new(app, live_library, &owner, &Typed::default(), String::new())
}

fn new(app: &App, live_library: &LiveLibrary, owner: &Staff, typed: &Typed, wrong: String) -> Result<Page, Failure> {
    let (lang, (role, chosen)) = (owner.lang(), read(live_library, typed, &Letters::Every));
    let view = Form {
        email: typed.get("email").to_owned(),
        roles: roles(app, lang, role),
        letters: letters(live_library, lang, &chosen),
        wrong,
        account_id: String::new(),
        browsers: 0,
        factor: false,
        ready: false,
        own: false,
    };
    let title = app.locales.text(lang, "staff-invite");
    page(app, owner, ("staff_invite", "/staff/people/new"), &title, &view)
}

/// Adds an account, and shows its link, once.
#[post("/people", data = "<form>")]
async fn add(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    owner: ConfirmedOwner,
    form: StaffForm,
) -> Result<Answer, Failure> {
    let lang = owner.lang();
    let again = |wrong: String| -> Result<Answer, Failure> {
        let page = new(app, live_library, &owner, &form, wrong)?;
        Ok(page.with_status(Status::UnprocessableEntity).into())
    };
    let Ok(email) = EmailAddress::parse(form.get("email")) else {
        return again(app.locales.text(lang, "error-email"));
    };
    let (Some(role), chosen) = read(live_library, &form, &Letters::Every) else {
        return again(app.locales.text(lang, "staff-person-role"));
    };
    let (by, now, address) = (owner.by(), app.clock.now(), email.clone());
    let added = app
        .store
        .write(move |tx| accounts::add(tx, by, &address, (role, &chosen), now))
        .await;
    match added {
        Ok((_, token)) => show_link(app, &owner, email.as_str(), &token),
        Err(error) => again(wrong(app, lang, error)?),
    }
}

/// Shows a link, which is not stored anywhere.
fn show_link(app: &App, owner: &Staff, email: &str, token: &Token) -> Result<Answer, Failure> {
    let view = Shown {
        email: email.to_owned(),
        link: format!("{}/staff/welcome/{}", app.config.site.base_url, token.as_text()),
        days: LINK_VALID.as_hours().unsigned_abs() / 24,
    };
    let title = app.locales.text(owner.lang(), "staff-link");
    Ok(page(app, owner, ("staff_link", HERE), &title, &view)?.secret().into())
}

pub(super) fn routes() -> Vec<Route> {
    [routes![list, invite, add], person::routes()].concat()
}
