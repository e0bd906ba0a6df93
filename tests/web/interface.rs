//! Checks `docs/interface.md` against the program.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use rocket::figment::Figment;
use rocket::figment::providers::{Format, Toml};
use undersigned::config::Config;
use undersigned::store::StoreError;

use crate::app::{LETTER, TestApp};

const INTERFACE: &str = include_str!("../../docs/interface.md");

/// Returns what is in backticks at the beginning of a table's rows.
fn rows(start: &str) -> BTreeSet<String> {
    let cells = INTERFACE
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(cell, _)| cell));
    cells
        .filter(|cell| cell.starts_with(start))
        .map(str::to_owned)
        .collect()
}

#[rocket::async_test]
async fn every_mounted_route_is_documented_and_no_other() {
    let mailbox_elsewhere = ["GET /mailbox".to_owned(), "GET /mailbox/<id>".to_owned()];
    let app = TestApp::start().await;
    let routes = app.client.rocket().routes();
    let mounted: BTreeSet<String> = routes
        .map(|route| format!("{} {}", route.method, route.uri))
        .chain(mailbox_elsewhere)
        .collect();
    let documented: BTreeSet<String> = rows("GET ").union(&rows("POST ")).cloned().collect();
    assert_eq!(mounted, documented);
}

/// The program's own command line.
#[path = "../../src/main.rs"]
#[expect(dead_code, reason = "only the tree of commands is walked here")]
mod program;

/// A command as documented, or as it is.
#[derive(Debug, Default, PartialEq, Eq)]
struct Shape {
    /// The arguments in order, such as `SLUG`.
    arguments: Vec<String>,
    /// The flags by name, and whether each takes a value.
    flags: BTreeMap<String, bool>,
}

/// Collects every command that does something, by its words: `offices import`.
fn real(words: &str, command: &clap::Command, found: &mut BTreeMap<String, Shape>) {
    let below: Vec<_> = command
        .get_subcommands()
        .filter(|it| it.get_name() != "help" && !it.is_hide_set())
        .collect();
    for it in &below {
        real(format!("{words} {}", it.get_name()).trim(), it, found);
    }
    if !below.is_empty() {
        return;
    }
    let mut shape = Shape::default();
    for argument in command
        .get_arguments()
        .filter(|it| !matches!(it.get_id().as_str(), "help" | "version"))
    {
        match argument.get_long() {
            Some(long) => {
                shape
                    .flags
                    .insert(long.to_owned(), argument.get_action().takes_values());
            }
            None => shape.arguments.push(argument.get_id().as_str().to_uppercase()),
        }
    }
    found.insert(words.to_owned(), shape);
}

/// Returns the options that `[FILTER]` stands for.
fn filter() -> String {
    let documented = std::fs::read_to_string("docs/interface.md").expect("reads");
    let (_, options) = documented.split_once("FILTER means `").expect("is explained");
    options.split('`').next().unwrap_or_default().to_owned()
}

/// Parses `undersigned export SLUG [--format csv\|json] [--out FILE]`; `FILE…` stands for several, which the program calls FILES.
fn documented(cell: &str) -> (String, Shape) {
    let plain = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') && !word.starts_with("--");
    let cell = cell.replace("[FILTER]", &filter());
    let bare = cell.replace("\\|", " ").replace(['[', ']'], "").replace('…', "S");
    let mut words = bare.split_whitespace().skip(1).peekable();
    let mut name = Vec::new();
    while let Some(word) = words.next_if(|word| plain(word)) {
        name.push(word);
    }
    let mut shape = Shape::default();
    let mut last: Option<String> = None;
    for word in words {
        if let Some(flag) = word.strip_prefix("--") {
            shape.flags.insert(flag.to_owned(), false);
            last = Some(flag.to_owned());
        } else if let Some(flag) = &last {
            // `csv|json` is one value in two words.
            shape.flags.insert(flag.clone(), true);
        } else {
            shape.arguments.push(word.to_owned());
        }
    }
    (name.join(" "), shape)
}

#[test]
fn every_command_argument_and_flag_is_documented_and_no_other() {
    use clap::CommandFactory;
    let mut commands = BTreeMap::new();
    real("", &program::Cli::command(), &mut commands);
    let mut shown: BTreeMap<String, Shape> = rows("undersigned ").iter().map(|cell| documented(cell)).collect();
    shown.insert("serve".to_owned(), Shape::default());
    assert!(commands["export"].flags["format"], "{commands:?}");
    assert_eq!(commands, shown);
}

/// Returns what is in backticks in a paragraph that begins with some words.
fn paragraph(start: &str) -> BTreeSet<String> {
    let text = INTERFACE
        .split("\n\n")
        .find(|text| text.starts_with(start))
        .expect("a paragraph");
    let ticked = text.split('`').skip(1).step_by(2);
    ticked.map(str::to_owned).collect()
}

/// Collects the names of a page's fields.
fn fields(page: &str, found: &mut BTreeSet<String>) {
    let form = page
        .split("<form")
        .find(|form| form.contains("name=\"edition\""))
        .expect("a form");
    let form = form.split("</form>").next().unwrap_or_default();
    found.extend(
        form.split(" name=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_owned),
    );
}

#[rocket::async_test]
#[expect(clippy::too_many_lines, reason = "most of it is the list of fields")]
async fn every_field_of_the_forms_is_documented_and_no_other() {
    let app = TestApp::start().await;
    let rows = [("93706", 13), ("93706", 21)].map(|(zip, district)| (zip.to_owned(), "CA".to_owned(), district));
    let store = app.worker.store.clone();
    store
        .write(move |tx| {
            undersigned::offices::store::put_districts(tx, 119, &rows)?;
            tx.execute(
                "INSERT INTO invitations (letter, code, name, created_at) VALUES (?1, 'code', 'A union', 0)",
                [LETTER],
            )
        })
        .await
        .map_err(|error: StoreError| error.to_string())
        .expect("is stored");
    let (mut person, mut organization) = (BTreeSet::new(), BTreeSet::new());
    // Some fields come only when they are needed.
    fields(
        &app.get(&format!("/en/letters/{LETTER}/sign?via=mail")).await.body,
        &mut person,
    );
    for otherwise in [
        [("postal_code", "09012")],
        [("postal_code", "93706")],
        [("email", "a@gmial.com")],
        [("preview", "yes")],
    ] {
        fields(
            &app.sign("en", &[&otherwise[..], &[("state", "")]].concat()).await.body,
            &mut person,
        );
    }
    let invited = app
        .get(&format!("/en/letters/{LETTER}/sign/organization?invite=code"))
        .await;
    fields(&invited.body, &mut organization);
    app.sign_organization(&[("save", "yes")]).await;
    let saved = app.link_to("/draft/").await;
    fields(&app.get(&saved).await.body, &mut organization);
    let suggested = app.sign_organization(&[("email", "a@gmial.com")]).await;
    fields(&suggested.body, &mut organization);
    for otherwise in [("add_approver", "yes"), ("board", "Kim Lee")] {
        fields(&app.sign_organization(&[otherwise]).await.body, &mut organization);
    }

    let both = paragraph("Both forms:");
    let values = [
        "unknown",
        "initial",
        "full",
        "unlisted",
        "yes",
        "nonprofit",
        "union",
        "faith",
        "academic",
        "business",
        "other",
        "national",
        "local",
        "all",
    ];
    // `state` is a scope of organizations and a field of both.
    let of = |start: &str| -> BTreeSet<String> {
        let own = paragraph(start)
            .into_iter()
            .filter(|word| !values.contains(&word.as_str()));
        own.chain(both.clone()).collect()
    };
    assert_eq!(person, of("An individual's form:"));
    assert_eq!(organization, of("An organization's form:"));
}

/// Returns the settings of a section, from its error message about an unknown one.
fn settings(section: &str) -> Vec<String> {
    let probe = format!("[default.{section}]\nno_such_setting = 1");
    let figment = Figment::from(rocket::Config::default())
        .merge(Toml::string(include_str!("../../Rocket.toml")).nested())
        .merge(Toml::string(&probe).nested());
    let refused = Config::extract(&figment).expect_err("refused").to_string();
    let (_, expected) = refused
        .split_once(&format!("the settings in [{section}] are "))
        .unwrap_or_else(|| panic!("{section}: {refused}"));
    expected.split(", ").map(|name| format!("{section}.{name}")).collect()
}

#[test]
fn every_setting_is_documented_and_no_other() {
    let (_, table) = INTERFACE.split_once("\n## Settings\n").expect("a table");
    let table = table.split("\n## ").next().unwrap_or_default();
    let rows = table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let shown: BTreeSet<String> = rows
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .filter(|name| name.contains('.'))
        .map(str::to_owned)
        .collect();
    let figment = Figment::from(rocket::Config::default()).merge(("no_such_section.key", 1));
    let refused = Config::extract(&figment).expect_err("refused").to_string();
    let (_, sections) = refused.split_once("use one of ").expect("the sections");
    let mut real: BTreeSet<String> = sections.split(", ").flat_map(settings).collect();
    assert!(real.remove("site.brand"), "a table within a section");
    real.extend(settings("site.brand"));
    assert!(real.remove("site.press"), "a table within a section");
    real.extend(settings("site.press"));
    assert!(
        real.contains("mail.password") && real.contains("clock.offset_seconds"),
        "{real:?}"
    );
    assert_eq!(real, shown);
}

#[test]
fn a_command_that_is_not_understood_exits_with_2() {
    let code = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_undersigned"))
            .args(arguments)
            .output()
            .expect("runs")
            .status
            .code()
    };
    assert_eq!(code(&["frobnicate"]), Some(2));
    assert_eq!(code(&["letters", "check", "/nowhere/at/all"]), Some(1));
    assert_eq!(
        code(&["letters", "check", concat!(env!("CARGO_MANIFEST_DIR"), "/letters")]),
        Some(0)
    );
}
