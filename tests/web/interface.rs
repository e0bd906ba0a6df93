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

#[test]
fn every_command_is_documented() {
    let help = Command::new(env!("CARGO_BIN_EXE_undersigned"))
        .arg("--help")
        .output()
        .expect("runs");
    let help = String::from_utf8(help.stdout).expect("text");
    let (_, commands) = help.split_once("Commands:").expect("a list of commands");
    let named = commands
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    let commands: BTreeSet<&str> = named
        .take_while(|name| !name.starts_with('-'))
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.contains("export"), "{help}");
    for command in commands {
        assert!(
            INTERFACE.contains(&format!("undersigned {command}")),
            "`undersigned {command}` is not documented"
        );
    }
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
