//! Reads one section of the settings.

use rocket::figment::Figment;
use serde::Deserialize;

use super::{ConfigError, rockets};

/// Settings that contain passwords, so that no message may repeat a wrong value: section, key, and what the value must be.
const SECRETS: [(&str, &str, &str); 4] = [
    ("mail", "password", "must be text"),
    ("mail", "bounce_secret", "must be text"),
    ("store", "url", "must be text"),
    (
        "store",
        "read_urls",
        "must be a list of addresses, such as [\"postgres://user@host/database\"]",
    ),
];

/// Reads a section; an error names the key of a wrong value.
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
