//! `docs/interface.md` can't go stale.

use std::collections::BTreeSet;
use std::process::Command;

use crate::app::TestApp;

const INTERFACE: &str = include_str!("../../docs/interface.md");

/// What stands in backticks at the beginning of a table's row.
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

/// The subcommands that `--help` lists below some words; none below a leaf.
fn subcommands(words: &[String]) -> Vec<String> {
    let help = Command::new(env!("CARGO_BIN_EXE_undersigned"))
        .args(words)
        .arg("--help")
        .output()
        .expect("runs");
    let help = String::from_utf8(help.stdout).expect("text");
    let Some((_, commands)) = help.split_once("Commands:") else {
        return Vec::new();
    };
    let lines = commands.lines().filter_map(|line| line.strip_prefix("  "));
    let named = lines.filter(|line| !line.starts_with([' ', '-']));
    let named = named.filter_map(|line| line.split_whitespace().next());
    named.filter(|name| *name != "help").map(str::to_owned).collect()
}

/// Every command that does something, in full: `offices import`.
fn commands(words: &[String]) -> BTreeSet<String> {
    let below = subcommands(words);
    if below.is_empty() {
        return BTreeSet::from([words.join(" ")]);
    }
    below
        .into_iter()
        .flat_map(|name| commands(&[words, &[name]].concat()))
        .collect()
}

#[test]
fn every_command_is_documented_and_no_other() {
    let documented: BTreeSet<String> = rows("undersigned ")
        .iter()
        .map(|cell| {
            let words = cell.split_whitespace().skip(1);
            let plain = words.take_while(|word| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
            plain.collect::<Vec<_>>().join(" ")
        })
        .chain(["serve".to_owned()])
        .collect();
    let real = commands(&[]);
    assert!(real.contains("offices import"), "{real:?}");
    assert_eq!(real, documented);
}

#[test]
fn every_setting_is_documented() {
    let settings: toml::Table = include_str!("../../Rocket.toml").parse().expect("TOML");
    let sections = settings["default"].as_table().expect("a table").iter();
    let own = sections.filter(|(name, _)| !matches!(name.as_str(), "limits" | "shutdown"));
    let keys = own.flat_map(|(section, table)| {
        let keys = table.as_table().into_iter().flat_map(toml::Table::keys);
        keys.map(move |key| format!("`{section}.{key}`"))
    });
    let missing: Vec<String> = keys.filter(|key| !INTERFACE.contains(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
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
