//! Reads one section of the settings.

use rocket::figment::Figment;
use serde::Deserialize;

use super::{ConfigError, rockets};

/// Settings with passwords in them, whose wrong values no message may repeat: section, key, and how they are to be written.
const SECRETS: [(&str, &str, &str); 3] = [
    ("mail", "password", "must be text"),
    ("store", "url", "must be text"),
    (
        "store",
        "read_urls",
        "must be a list of addresses, such as [\"postgres://user@host/database\"]",
    ),
];

/// Reads a section; a wrong value is told with its key.
pub(super) fn section<'a, T: Deserialize<'a>>(figment: &Figment, name: &str) -> Result<T, ConfigError> {
    figment.extract_inner(name).map_err(|error| {
        ConfigError(
            error
                .into_iter()
                .map(|error| {
                    // The error's own message would repeat the value.
                    let is_of = |key: &str| error.path.iter().any(|it| it == key);
                    let secret = SECRETS.iter().find(|(of, key, _)| *of == name && is_of(key));
                    if let Some((_, key, how)) = secret {
                        return format!("settings, section [{name}]: {key} {how}");
                    }
                    format!(
                        "settings, section [{name}]: {}",
                        rockets::of_section(figment, name, error)
                    )
                })
                .collect(),
        )
    })
}
