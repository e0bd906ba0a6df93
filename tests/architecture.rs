//! The rules of the house, held by reading the source: who may import whom, one door per dependency.

mod source;

use source::{code, is_sql, literals};

/// Files that hold `needle` in code although none of `allowed` begins their path.
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
fn every_dependency_has_one_door() {
    for (needle, doors) in [
        ("rusqlite::", &["store/"][..]),
        ("lettre::", &["outbox/mailer.rs", "outbox/mailer/"]),
        ("tokio_rustls::", &["outbox/mailer/"]),
        ("webpki_roots::", &["outbox/mailer/"]),
        ("handlebars::", &["templates.rs"]),
        ("governor::", &["web/quotas.rs"]),
        ("altcha::", &["signatures/form/challenge.rs"]),
        ("imagesize::", &["letters/images.rs"]),
        ("notify::", &["letters/watch.rs"]),
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

#[test]
fn statements_are_known_however_they_are_written() {
    let code = r##"
        a("SELECT 1"); b(r"UPDATE x SET y = '\"); c(r#"INSERT OR REPLACE INTO "x" ;"#); d("
            WITH x AS (SELECT 1) DELETE FROM x"); e('"', "DELETE FROM x", '\'', b'"', "\"no\" SELECT 1"); f::<'a>("REPLACE INTO x");
        g("\n  INSERT INTO x"); h("SELECT"); i("Update your name"); j("WITH love"); k("PRAGMA user_version");
    "##;
    let found: Vec<&str> = literals(code).into_iter().filter(|it| is_sql(it)).collect();
    assert_eq!(
        found,
        [
            "SELECT 1",
            "UPDATE x SET y = '\\",
            "INSERT OR REPLACE INTO \"x\" ;",
            "WITH x AS (SELECT 1) DELETE FROM x",
            "DELETE FROM x",
            "REPLACE INTO x",
            "INSERT INTO x",
            "PRAGMA user_version",
        ]
    );
}

#[test]
fn sql_stands_in_stores() {
    let tests = |name: &str| name.ends_with("tests.rs") || name.contains("/tests/");
    let stores = |name: &str| name.starts_with("store/") || name.contains("/store/") || name.ends_with("/store.rs");
    let speaks = |lines: &Vec<String>| literals(&lines.join("\n")).into_iter().any(is_sql);
    let elsewhere = code()
        .into_iter()
        .filter(|(name, lines)| !stores(name) && !tests(name) && speaks(lines));
    let names: Vec<_> = elsewhere.map(|(name, _)| name).collect();
    assert_eq!(names, Vec::<String>::new(), "SQL outside of a feature's store");
}

#[test]
fn shared_modules_import_no_feature() {
    let features = [
        "backup/",
        "commands/",
        "letters/",
        "offices/",
        "signatures/",
        "delivery/",
        "exports/",
        "updates/",
        "demonstration",
        "lib.rs",
        "main.rs",
    ];
    for feature in [
        "crate::letters",
        "crate::signatures",
        "crate::offices",
        "crate::exports",
        "crate::delivery",
        "crate::updates",
    ] {
        assert_eq!(
            trespassers(feature, &features),
            Vec::<String>::new(),
            "a shared module imports {feature}"
        );
    }
}

/// `delivery → exports → signatures → {letters, offices}`, `updates → {signatures, letters}`, and never back.
#[test]
fn features_depend_one_way() {
    for (feature, may_use) in [
        (
            "crate::signatures",
            &[
                "backup/",
                "signatures/",
                "exports/",
                "delivery/",
                "updates/",
                "demonstration",
                "lib.rs",
            ][..],
        ),
        ("crate::exports", &["exports/", "delivery/", "lib.rs"]),
        ("crate::delivery", &["delivery/", "lib.rs"]),
        ("crate::updates", &["updates/", "lib.rs"]),
        (
            "crate::offices",
            &["backup/", "offices/", "signatures/", "delivery/", "lib.rs"],
        ),
        (
            "crate::letters",
            &[
                "letters/",
                "signatures/",
                "exports/",
                "delivery/",
                "updates/",
                "demonstration",
                "lib.rs",
            ],
        ),
    ] {
        assert_eq!(
            trespassers(feature, may_use),
            Vec::<String>::new(),
            "{feature} is imported from below"
        );
    }
}

#[test]
fn a_features_mod_is_pure() {
    for (name, lines) in code().into_iter().filter(|(name, _)| {
        matches!(
            name.as_str(),
            "letters/mod.rs" | "signatures/mod.rs" | "offices/mod.rs" | "delivery/mod.rs" | "updates/mod.rs"
        )
    }) {
        for foreign in ["rocket::", "crate::store::", "rusqlite"] {
            assert!(
                !lines.iter().any(|line| line.contains(foreign)),
                "{name} uses {foreign}"
            );
        }
    }
}

#[test]
fn time_comes_from_the_clock() {
    assert_eq!(trespassers("Timestamp::now()", &["clock.rs"]), Vec::<String>::new());
    assert_eq!(trespassers("SystemTime::now()", &["clock.rs"]), Vec::<String>::new());
    assert_eq!(trespassers("Instant::now()", &["clock.rs"]), Vec::<String>::new());
    assert_eq!(trespassers("DefaultClock", &[]), Vec::<String>::new());
}
