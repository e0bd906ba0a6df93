//! Accounts, as commands manage them.

use undersigned::audit::StaffId;
use undersigned::email::EmailAddress;
use undersigned::staff::accounts::{self, AccountError};
use undersigned::staff::factors;
use undersigned::staff::role::{Letters, Role};

use super::{CONSOLE, add, manage, with_password};
use crate::app::{LETTER, TestApp};
use crate::updates::run;

#[rocket::async_test]
async fn there_is_always_an_owner_who_can_sign_in() {
    let app = TestApp::start().await;
    let first = with_password(&app, "first@coalition.example", Role::Owner).await;
    // Someone who has not set a password yet does not count.
    let (second, _) = add(&app, "second@coalition.example", Role::Owner, Letters::Every);
    let remove = |id| manage(&app, move |tx, now| accounts::remove(tx, CONSOLE, id, now));
    let demote = |id| {
        manage(&app, move |tx, now| {
            accounts::change(tx, CONSOLE, id, (Role::Editor, &Letters::Every), now)
        })
    };
    assert!(matches!(remove(first), Err(AccountError::LastOwner)));
    assert!(matches!(demote(first), Err(AccountError::LastOwner)));
    assert!(remove(second).is_ok());
    with_password(&app, "third@coalition.example", Role::Owner).await;
    assert!(demote(first).is_ok() && remove(first).is_ok());
    assert!(matches!(remove(first), Err(AccountError::Unknown)));
}

#[rocket::async_test]
async fn an_owner_who_is_one_no_longer_does_nothing_that_was_asked_for_before() {
    let app = TestApp::start().await;
    let first = with_password(&app, "first@coalition.example", Role::Owner).await;
    let second = with_password(&app, "second@coalition.example", Role::Owner).await;
    let (third, _) = add(&app, "third@coalition.example", Role::Viewer, Letters::Every);
    manage(&app, move |tx, now| {
        accounts::change(tx, CONSOLE, first, (Role::Editor, &Letters::Every), now)
    })
    .expect("changes");
    for gone in [first, StaffId::new(1_000)] {
        let by = accounts::oneself(gone);
        let email = EmailAddress::parse("new@coalition.example").expect("an address");
        let every = (Role::Owner, &Letters::Every);
        let asked: [Result<(), AccountError>; 5] = [
            manage(&app, move |tx, now| accounts::remove(tx, by, third, now)),
            manage(&app, move |tx, now| accounts::change(tx, by, first, every, now)),
            manage(&app, move |tx, now| accounts::link(tx, by, second, now)).map(drop),
            manage(&app, move |tx, now| accounts::add(tx, by, &email, every, now)).map(drop),
            manage(&app, move |tx, now| factors::reset(tx, by, second, now)),
        ];
        assert!(
            asked.iter().all(|it| matches!(it, Err(AccountError::NotOwner))),
            "{asked:?}"
        );
    }
    let by = accounts::oneself(second);
    assert!(manage(&app, move |tx, now| accounts::remove(tx, by, third, now)).is_ok());
}

#[rocket::async_test]
async fn an_address_has_one_account_and_an_owner_every_letter() {
    let app = TestApp::start().await;
    add(&app, "ana@coalition.example", Role::Editor, Letters::Every);
    let again = |email: &str, role: Role, letters: Letters| {
        let email = EmailAddress::parse(email).expect("an address");
        manage(&app, move |tx, now| {
            accounts::add(tx, CONSOLE, &email, (role, &letters), now)
        })
        .map(drop)
    };
    assert!(matches!(
        again("ANA@coalition.example", Role::Owner, Letters::Every),
        Err(AccountError::Exists)
    ));
    let one = Letters::of([LETTER.to_owned()]);
    assert!(matches!(
        again("bo@coalition.example", Role::Owner, one.clone()),
        Err(AccountError::OwnerOfSome)
    ));
    assert!(again("bo@coalition.example", Role::Editor, one).is_ok());
}

/// Commands, their exit codes, and what they say.
#[rustfmt::skip]
const COMMANDS: &[(&[&str], i32, &str)] = &[
    (&["staff", "add", "bo@coalition.example", "--role", "viewer"], 1, "to print a new link, run `undersigned staff link bo@coalition.example`"),
    (&["staff", "add", "c@coalition.example", "--role", "editor", "--letter", "farms"], 1, "no letter named farms"),
    (&["staff", "add", "c@coalition.example", "--role", "owner", "--letter", LETTER], 1, "leave out --letter, or choose another role"),
    (&["staff", "add", "nonsense", "--role", "owner"], 1, "not an email address"),
    (&["staff", "add", "c@coalition.example", "--role", "king"], 2, "invalid value"),
    (&["staff", "link", "bo@coalition.example", "--json"], 0, "\"expires_at\": \"2026-12-08T12:"),
    (&["staff", "role", "bo@coalition.example", "editor"], 0, "now has the role editor, for protect-temporary-visa-workers"),
    (&["staff", "role", "bo@coalition.example", "viewer", "--letter", LETTER, "--every-letter"], 2, "cannot be used with"),
    (&["staff", "role", "bo@coalition.example", "viewer", "--every-letter"], 0, "now has the role viewer, for every letter"),
    (&["staff", "role", "bo@coalition.example", "partner", "--letter", LETTER], 0, "now has the role partner, for protect-temporary-visa-workers"),
    (&["staff", "role", "bo@coalition.example", "owner"], 0, "now has the role owner, for every letter"),
    (&["staff", "remove", "bo@coalition.example", "--as", "nobody@coalition.example"], 1, "run `undersigned staff list` to see them"),
    (&["staff", "remove", "bo@coalition.example"], 0, "Removed bo@coalition.example"),
];

#[test]
fn accounts_are_managed_on_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let (code, told) = run(
        folder.path(),
        &["staff", "add", "Ana@coalition.example", "--role", "owner"],
    );
    assert!(
        code == Some(0) && told.contains("/staff/welcome/") && told.contains("works once and expires in 7 days"),
        "{told}"
    );
    let added = run(
        folder.path(),
        &[
            "staff",
            "add",
            "bo@coalition.example",
            "--role",
            "viewer",
            "--letter",
            LETTER,
            "--as",
            "ana@coalition.example",
        ],
    );
    assert_eq!(added.0, Some(0), "{}", added.1);
    let (_, listed) = run(folder.path(), &["staff", "list"]);
    let rows = format!(
        "ana@coalition.example\towner\tall\tno password yet\nbo@coalition.example\tviewer\t{LETTER}\tno password yet\n"
    );
    assert_eq!(listed, rows);
    for (words, code, said) in COMMANDS {
        let (done, told) = run(folder.path(), words);
        assert!(
            done == Some(*code) && told.contains(said),
            "{words:?}: {done:?}: {told}"
        );
    }
    let (_, listed) = run(folder.path(), &["staff", "list", "--json"]);
    assert!(
        listed.contains("\"ana@coalition.example\"") && !listed.contains("bo@"),
        "{listed}"
    );
}
