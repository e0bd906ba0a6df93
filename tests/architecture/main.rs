//! The rules of the architecture, checked by reading the source: which room may import which, one place per dependency.

mod files;
mod ids;
#[path = "../source/mod.rs"]
mod source;
mod sql;
mod tables;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use source::{code, lengths};

/// Returns the files that contain `needle` in code, outside of the `allowed` paths.
fn trespassers(needle: &str, allowed: &[&str]) -> Vec<String> {
    let outside = code()
        .into_iter()
        .filter(|(name, _)| !allowed.iter().any(|door| name.starts_with(door)));
    outside
        .filter(|(_, lines)| lines.iter().any(|line| line.contains(needle)))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn every_external_crate_is_used_in_one_place() {
    for (needle, doors) in [
        ("rusqlite::", &["store/"][..]),
        ("lettre::", &["outbox/mailer.rs", "outbox/mailer/"]),
        ("tokio_postgres::", &["store/postgres/"]),
        ("tokio_rustls::", &["outbox/mailer/", "tls.rs"]),
        ("webpki_roots::", &["tls.rs"]),
        ("handlebars::", &["templates.rs"]),
        ("governor::", &["web/quotas.rs", "web/quotas/"]),
        ("argon2::", &["staff/password.rs"]),
        ("zxcvbn::", &["staff/password.rs"]),
        ("altcha::", &["signing/challenge.rs"]),
        ("imagesize::", &["pictures.rs"]),
        ("roxmltree::", &["pictures/"]),
        ("notify::", &["letters/watch.rs"]),
        ("calamine::", &["tables/workbook/"]),
        ("typst::", &["typesetting/"]),
        ("typst_render::", &["typesetting/"]),
        ("lopdf::", &["typesetting/"]),
        ("rustybuzz::", &["typesetting/"]),
        ("rustix::", &["typesetting/"]),
        ("serde_saphyr::", &["offices/import.rs"]),
    ] {
        assert_eq!(
            trespassers(needle, doors),
            Vec::<String>::new(),
            "{needle} has come in by another door"
        );
    }
}

/// Which room may use which, one row a room; a file beside them is a room of its own. There are no cycles.
#[rustfmt::skip]
const MAY_USE: &[(&str, &[&str])] = &[
    ("locale", &["problem"]),
    ("text", &["domains"]),
    ("tables", &["text"]),
    ("brand", &["files", "locale", "pictures"]),
    ("config", &["brand", "clock", "email", "text"]),
    ("templates", &["brand", "locale"]),
    ("store", &["clock", "config", "private", "tls"]),
    ("typesetting", &["config"]),
    ("shelf", &["clock", "letters", "private", "store"]),
    ("sheet", &["clock", "letters", "signatures", "store", "text"]),
    ("intake", &["audit", "config", "domains", "email", "letters", "locale", "mail", "offices", "organizations", "outbox", "signatures", "signing", "store", "tables", "text", "web"]),
    ("dashboard", &["clock", "letters", "signatures", "store"]),
    ("exports", &["clock", "letters", "locale", "sheet", "signatures", "store", "tables"]),
    ("handouts", &["brand", "config", "delivery", "exports", "letters", "locale", "offices", "signatures", "store", "typesetting"]),
    ("letters", &["audit", "brand", "clock", "config", "domains", "files", "locale", "pictures", "problem", "store", "tables", "text"]),
    ("moving", &["config", "delivery", "private", "shelf", "store"]),
    ("offices", &["email", "store", "tables", "text"]),
    ("outbox", &["brand", "clock", "config", "email", "private", "store", "tls"]),
    ("audit", &["store"]),
    ("bounces", &["config", "email", "outbox", "store", "web"]),
    ("start", &["config", "store"]),
    ("mail", &["config", "letters", "locale", "outbox", "templates"]),
    ("web", &["audit", "brand", "clock", "config", "email", "locale", "outbox", "store", "templates", "text"]),
    ("signatures", &["clock", "config", "domains", "email", "letters", "locale", "mail", "offices", "outbox", "store", "text"]),
    ("site", &["config", "letters", "locale", "store", "web"]),
    ("backup", &["audit", "config", "offices", "outbox", "private", "signatures", "staff", "store"]),
    ("delivery", &["audit", "brand", "clock", "config", "letters", "locale", "mail", "offices", "outbox", "private", "problem", "shelf", "signatures", "store", "tables", "templates", "text", "typesetting"]),
    ("organizations", &["clock", "config", "domains", "email", "letters", "locale", "mail", "offices", "outbox", "signatures", "site", "store", "tables", "text", "web"]),
    ("record", &["audit", "delivery", "store", "tables", "text"]),
    ("retention", &["audit", "clock", "config", "delivery", "letters", "outbox", "signatures", "store"]),
    ("updates", &["audit", "brand", "config", "email", "letters", "locale", "mail", "outbox", "signatures", "store", "web"]),
    ("review", &["audit", "config", "email", "letters", "locale", "mail", "organizations", "outbox", "sheet", "signatures", "store", "text"]),
    ("staff", &["audit", "clock", "config", "dashboard", "email", "letters", "locale", "mail", "outbox", "review", "signatures", "store", "text", "web"]),
    ("desk", &["audit", "bounces", "clock", "config", "dashboard", "delivery", "email", "exports", "handouts", "intake", "letters", "locale", "mail", "offices", "organizations", "outbox", "record", "review", "sheet", "signatories", "signatures", "staff", "store", "tables", "templates", "text", "typesetting", "web"]),
    ("signatories", &["brand", "delivery", "letters", "locale", "signatures", "site", "store", "tables", "text", "typesetting", "web"]),
    ("signing", &["clock", "config", "delivery", "domains", "email", "letters", "locale", "mail", "offices", "organizations", "outbox", "signatures", "site", "store", "templates", "text", "web"]),
    ("my_signature", &["clock", "config", "delivery", "domains", "email", "letters", "locale", "mail", "organizations", "outbox", "signatures", "signing", "site", "store", "text", "web"]),
    ("privacy", &["audit", "clock", "config", "email", "mail", "my_signature", "outbox", "signatures", "store"]),
    ("demonstration", &["config", "email", "letters", "locale", "my_signature", "review", "signatures", "signing", "store"]),
];

/// Returns the room of a file: the folder, or the file itself.
fn room(name: &str) -> &str {
    name.split_once('/')
        .map_or(name.trim_end_matches(".rs"), |(room, _)| room)
}

/// Returns every file's code without tests.
fn untested() -> Vec<(String, Vec<String>)> {
    let is_test = |name: &str| name.ends_with("tests.rs") || name.contains("tests/") || name.ends_with("/plans.rs");
    let own = code().into_iter().filter(|(name, _)| !is_test(name));
    own.map(|(name, lines)| {
        let tests = lines
            .windows(2)
            .position(|two| two[0].starts_with("#[cfg(") && two[0].contains("test") && two[1].ends_with('{'));
        let until = tests.unwrap_or(lines.len());
        (name, lines[..until].to_vec())
    })
    .collect()
}

/// Returns the library's files without those that wire them and without tests.
fn rooms() -> Vec<(String, Vec<String>)> {
    let outside = ["lib.rs", "main.rs", "service.rs"];
    let is_room = |name: &str| !outside.contains(&name) && !name.starts_with("commands/");
    untested().into_iter().filter(|(name, _)| is_room(name)).collect()
}

/// Returns the rooms that a line names.
fn named(line: &str) -> Vec<&str> {
    line.match_indices("crate::")
        .map(|(at, it)| {
            let rest = &line[at + it.len()..];
            let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'));
            &rest[..end.unwrap_or(rest.len())]
        })
        .collect()
}

#[test]
fn rooms_use_what_the_table_says_and_all_of_it() {
    let mut used = BTreeSet::new();
    for (name, lines) in rooms() {
        for other in lines.iter().flat_map(|line| named(line)) {
            assert!(
                !other.is_empty(),
                "{name}: a path that names its room in a group hides it"
            );
            if other != room(&name) {
                used.insert((room(&name).to_owned(), other.to_owned()));
            }
        }
    }
    let allowed: BTreeSet<_> = MAY_USE
        .iter()
        .flat_map(|(room, others)| others.iter().map(|other| ((*room).to_owned(), (*other).to_owned())))
        .collect();
    let more: Vec<_> = used.difference(&allowed).collect();
    let less: Vec<_> = allowed.difference(&used).collect();
    assert!(more.is_empty(), "not in the table: {more:?}");
    assert!(less.is_empty(), "in the table, and nobody uses it: {less:?}");
}

#[test]
fn the_table_has_no_cycle() {
    let mut left: Vec<_> = MAY_USE.to_vec();
    while let Some(at) = left
        .iter()
        .position(|(_, others)| others.iter().all(|other| left.iter().all(|(room, _)| room != other)))
    {
        left.remove(at);
    }
    assert!(left.is_empty(), "a circle among {left:?}");
}

/// `super` must stay within its room, so that the table covers every dependency.
#[test]
fn no_path_leaves_its_room_by_super() {
    for (name, lines) in rooms() {
        let deep = name.matches('/').count() + usize::from(!name.ends_with("/mod.rs") && name.contains('/'));
        for line in lines {
            let climbs = line.split(|c: char| !(c == ':' || c.is_alphanumeric() || c == '_'));
            let most = climbs.map(|path| path.matches("super::").count()).max().unwrap_or(0);
            assert!(most < deep.max(1), "{name}: {line}");
        }
    }
}

/// Commands call the same functions as pages, so nothing below the routes may know Rocket or a page.
#[test]
fn nothing_below_the_routes_knows_http() {
    let routes = |name: &str| {
        ["web/", "site/", "signing/", "my_signature/", "signatories/", "desk/"]
            .iter()
            .any(|room| name.starts_with(room))
            && !name.contains("/store")
            || [
                "bounces/routes.rs",
                "organizations/mod.rs",
                "organizations/approval/page.rs",
                "organizations/approval/routes.rs",
                "organizations/approval/signed_anew.rs",
                "organizations/handover/routes.rs",
                "organizations/inviting/routes.rs",
                "updates/routes.rs",
                "staff/answer.rs",
                "staff/form.rs",
                "staff/frame.rs",
                "staff/guard.rs",
                "staff/guard/arrival.rs",
                "staff/guard/letters.rs",
                "staff/guard/roles.rs",
                "staff/guard/vouched.rs",
            ]
            .contains(&name)
    };
    let mut strangers = Vec::new();
    for (name, lines) in rooms().into_iter().filter(|(name, _)| !routes(name)) {
        for line in lines {
            // A form's fields and what is wrong with them come to commands as well as to pages; a stop is everyone's.
            let known = [
                "crate::web::form",
                "rocket::Shutdown",
                "rocket::figment",
                "rocket::Config",
            ];
            let foreign =
                (line.contains("rocket::") || line.contains("crate::web")) && !known.iter().any(|it| line.contains(it));
            if foreign {
                strangers.push(format!("{name}: {line}"));
            }
        }
    }
    assert_eq!(strangers, Vec::<String>::new());
}

#[test]
fn files_are_short_and_rooms_are_small() {
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    for (name, lines) in lengths() {
        assert!(lines <= 300, "{name} has {lines} lines");
        *sizes.entry(room(&name).to_owned()).or_default() += lines;
    }
    let all: usize = sizes.values().sum();
    for (room, lines) in sizes {
        assert!(lines * 100 <= all * 12, "{room} holds {lines} of {all} lines");
    }
}

#[test]
fn time_comes_from_the_clock() {
    assert_eq!(trespassers("Timestamp::now()", &["clock.rs"]), Vec::<String>::new());
    assert_eq!(trespassers("SystemTime::now()", &["clock.rs"]), Vec::<String>::new());
    assert_eq!(trespassers("Instant::now()", &["clock.rs"]), Vec::<String>::new());
    assert_eq!(trespassers("DefaultClock", &[]), Vec::<String>::new());
}
