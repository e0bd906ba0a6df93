//! The settings file, `Rocket.toml`: it must be readable and have no unknown sections; its relative paths are relative to it.

use std::path::{Path, PathBuf};

use rocket::figment::error::Error;
use rocket::figment::{Figment, Metadata, Provider};

use super::ConfigError;

/// The first part of a section's name.
const PROFILES: &[&str] = &["default", "global", "debug", "release", "production"];

/// Checks the file; `Err` if it can't be read, or has sections of an unknown profile.
pub(super) fn check(figment: &Figment) -> Result<(), ConfigError> {
    let data = figment.data().map_err(|error| unreadable(error, figment))?;
    let unread = data.keys().map(|profile| profile.as_str().as_str());
    let unread: Vec<String> = unread
        .filter(|name| !PROFILES.iter().any(|known| known.eq_ignore_ascii_case(name)))
        .map(|name| {
            format!(
                "there is no settings profile [{name}]: for a section, write [default.{name}]; for a profile, use [debug], [release] or [production]"
            )
        })
        .collect();
    if unread.is_empty() {
        Ok(())
    } else {
        Err(ConfigError(unread))
    }
}

/// Returns a sentence if there are no settings at all.
pub(super) fn missing(figment: &Figment) -> Vec<String> {
    figment.find_value("site").err().map(|_| looked()).into_iter().collect()
}

/// Returns the name of the file.
fn named() -> String {
    std::env::var("ROCKET_CONFIG").unwrap_or_else(|_| "Rocket.toml".to_owned())
}

/// Returns where the file was looked for, and what to do.
fn looked() -> String {
    let name = named();
    let here = std::env::current_dir().map_or_else(|_| ".".to_owned(), |here| here.display().to_string());
    if Path::new(&name).is_absolute() {
        return format!("settings not found: {name}, which ROCKET_CONFIG points to, has no [default.site]");
    }
    format!(
        "settings not found: no {name} with [default.site] in {here} or a folder above it. Change to the folder with Rocket.toml, or set ROCKET_CONFIG to its path"
    )
}

/// Describes a parse error in one line: the parser's own message would repeat a line of the file, which may contain a secret.
fn unreadable(error: Error, figment: &Figment) -> ConfigError {
    let file = error
        .metadata
        .as_ref()
        .and_then(of)
        .or_else(|| figment.metadata().find_map(of));
    let file = file.map_or_else(named, |file| file.display().to_string());
    let why = error.kind.to_string();
    let mut lines = why.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let last = lines.next_back().filter(|line| !line.contains('|')).unwrap_or_default();
    if why.contains("UTF-8") || why.contains("utf-8") {
        return ConfigError(vec![format!("{file} is not UTF-8: save it as UTF-8")]);
    }
    let told = format!("{file}: {first} {last}");
    ConfigError(vec![format!("{}: fix this line", told.trim())])
}

fn of(metadata: &Metadata) -> Option<PathBuf> {
    metadata.source.as_ref()?.file_path().map(Path::to_path_buf)
}

/// Resolves a path: one in the file is relative to the file's folder, so that commands may be run from any folder; one in the environment
/// is relative to the folder where the program was started.
pub(super) fn resolved(figment: &Figment, key: &str, path: PathBuf) -> PathBuf {
    if path.as_os_str().is_empty() || path.is_absolute() {
        return path;
    }
    let file = figment.find_metadata(key).and_then(of);
    match file.as_deref().and_then(Path::parent) {
        // Messages show the path that people know: `var/undersigned.db`.
        Some(folder) if std::env::current_dir().is_ok_and(|here| here != folder) => folder.join(path),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use rocket::figment::providers::{Format, Toml};

    use super::*;

    fn of_file(bytes: &[u8]) -> (tempfile::TempDir, Figment) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("Rocket.toml");
        std::fs::write(&file, bytes).expect("writes");
        let figment = Figment::new().merge(Toml::file(file).nested());
        (folder, figment)
    }

    fn told(bytes: &[u8]) -> String {
        let (_folder, figment) = of_file(bytes);
        let refused = check(&figment).expect_err("refused").to_string();
        assert_eq!(refused.lines().count(), 1, "{refused}");
        refused
    }

    #[test]
    fn a_file_in_another_encoding_is_reported_by_name() {
        let utf_16: Vec<u8> = "[default.site]\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [
            b"[default.site]\nname = 'Coalici\xf3n'\n".to_vec(),
            [vec![0xff, 0xfe], utf_16].concat(),
        ] {
            let refused = told(&bytes);
            assert!(
                refused.ends_with("Rocket.toml is not UTF-8: save it as UTF-8"),
                "{refused}"
            );
        }
    }

    #[test]
    fn a_syntax_error_is_reported_with_its_line_but_not_its_content() {
        let refused = told(b"[default]\n[default.mail]\npassword = 'hunter2\n");
        assert!(
            refused.contains("Rocket.toml: ") && refused.contains("line 3"),
            "{refused}"
        );
        assert!(!refused.contains("hunter2"), "{refused}");
    }

    #[test]
    fn a_section_without_a_profile_is_refused() {
        let refused = told(b"[site]\nbase_url = 'https://coalition.org'\n");
        assert!(
            refused.contains("[site]") && refused.contains("[default.site]"),
            "{refused}"
        );
        let refused = told(b"[default.site]\n[produciton.mail]\nhost = 'relay'\n");
        assert!(refused.contains("[produciton]"), "{refused}");
    }

    #[test]
    fn a_missing_file_is_reported_with_the_places_searched() {
        let refused = missing(&Figment::new()).join("\n");
        let here = std::env::current_dir().expect("a folder");
        assert!(
            refused.contains("not found") && refused.contains(&here.display().to_string()),
            "{refused}"
        );
        assert!(refused.contains("ROCKET_CONFIG"), "{refused}");
    }

    #[test]
    fn paths_of_the_file_are_relative_to_it() {
        let (folder, figment) = of_file(b"[default]\nstore.path = 'var/a.db'\nother = '/var/b.db'\n");
        let of = |key: &str| resolved(&figment, key, figment.extract_inner(key).expect("a path"));
        assert_eq!(of("store.path"), folder.path().join("var/a.db"));
        assert_eq!(of("other"), Path::new("/var/b.db"));
        let given = Figment::new().merge(("store.path", "var/a.db"));
        assert_eq!(resolved(&given, "store.path", "var/a.db".into()), Path::new("var/a.db"));
    }
}
