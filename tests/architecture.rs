//! The rules of the house, held by reading the source: who may import whom, one door per dependency.

use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let rust = files
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    rust.chain(folders.iter().flat_map(|folder| sources(folder))).collect()
}

/// Code lines of every file under `src/`, by path relative to it.
fn code() -> Vec<(String, Vec<String>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("a source file");
        let lines = text.lines().map(str::trim).filter(|line| !line.starts_with("//"));
        let name = path
            .strip_prefix(&root)
            .expect("under src")
            .to_string_lossy()
            .into_owned();
        (name, lines.map(str::to_owned).collect())
    };
    sources(&root).iter().map(read).collect()
}

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
fn sql_stands_in_stores() {
    let tests = |name: &str| name.ends_with("tests.rs") || name.contains("/tests/");
    let stores = |name: &str| name.starts_with("store/") || name.contains("/store/") || name.ends_with("/store.rs");
    let statement = |line: &String| {
        ["\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM "]
            .iter()
            .any(|verb| line.contains(verb))
    };
    let elsewhere = code()
        .into_iter()
        .filter(|(name, lines)| !stores(name) && !tests(name) && lines.iter().any(statement));
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
