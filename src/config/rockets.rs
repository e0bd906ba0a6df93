//! Rocket's own settings, checked before Rocket reads them: it would panic, or report an error without the setting's name.

use rocket::figment::Figment;
use rocket::figment::error::{Error, Kind};

/// Top-level settings besides our sections.
pub(super) const KEYS: &[&str] = &[
    "address",
    "port",
    "workers",
    "max_blocking",
    "ident",
    "ip_header",
    "limits",
    "temp_dir",
    "keep_alive",
    "shutdown",
    "secret_key",
    "cli_colors",
    "log_level",
    "config",
];

/// Returns a sentence for each unusable setting.
pub(super) fn wrong(figment: &Figment) -> Vec<String> {
    if figment.find_value("tls").is_ok() {
        return vec![format!(
            "{} is not supported, because this program uses plain HTTP: remove it, and use a reverse proxy for TLS (README, \"In production\")",
            name(figment, "tls")
        )];
    }
    match rocket::Config::try_from(figment) {
        Ok(_) => Vec::new(),
        Err(error) => error.into_iter().map(|error| told(figment, &error)).collect(),
    }
}

/// Returns a setting's name as the person wrote it: `ROCKET_CLI_COLORS`, or `cli_colors`.
pub(super) fn name(figment: &Figment, key: &str) -> String {
    let from = figment.find_metadata(key).map(|metadata| metadata.name.to_string());
    let prefix = ["ROCKET_", "UNDERSIGNED_"]
        .into_iter()
        .find(|prefix| from.as_ref().is_some_and(|from| from.contains(&format!("`{prefix}`"))));
    match prefix {
        // Rocket reads a complete section from one variable.
        Some("ROCKET_") => format!("ROCKET_{}", key.split('.').next().unwrap_or_default().to_uppercase()),
        Some(prefix) => format!("{prefix}{}", key.to_uppercase().replace('.', "__")),
        None => key.to_owned(),
    }
}

/// Describes what is wrong with a setting of a section, under the name that the person wrote.
pub(super) fn of_section(figment: &Figment, section: &str, mut error: Error) -> String {
    // The error's path is relative to the section; the path of the section itself was appended.
    if error.path.last().is_some_and(|last| last == section) {
        error.path.pop();
    }
    error.path.insert(0, section.to_owned());
    let name = name(figment, &error.path.join("."));
    match &error.kind {
        Kind::UnknownField(_, known) => {
            let table = error.path[..error.path.len().max(2) - 1].join(".");
            format!(
                "{name} is not a setting: the settings in [{table}] are {}",
                known.join(", ")
            )
        }
        kind => format!("{name} is not valid: {kind}"),
    }
}

fn told(figment: &Figment, error: &Error) -> String {
    let key = error.path.join(".");
    let name = name(figment, &key);
    // The error's own message would repeat the value.
    if key == "secret_key" {
        return format!("{name} is not a 256-bit key: set it to the output of `openssl rand -base64 32`");
    }
    let why = match &error.kind {
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => format!("it must be {expected}"),
        kind => kind.to_string(),
    };
    let hint = match key.as_str() {
        "cli_colors" => ": set it to true or false",
        "address" => ": set it to an IP address, such as 127.0.0.1",
        "port" => ": set it to a number from 0 to 65535",
        "log_level" => ": set it to off",
        _ => "",
    };
    format!("{name} is not valid ({why}){hint}")
}

#[cfg(test)]
mod tests {
    use rocket::figment::providers::Serialized;

    use super::*;

    fn figment(key: &str, value: &str) -> Figment {
        Figment::from(rocket::Config::default()).merge(Serialized::global(key, value))
    }

    #[rstest::rstest]
    #[case("cli_colors", "nope", "cli_colors is not valid")]
    #[case("port", "http", "set it to a number from 0 to 65535")]
    #[case("address", "localhost", "set it to an IP address")]
    #[case("log_level", "loud", "set it to off")]
    #[case("keep_alive", "long", "keep_alive is not valid")]
    fn an_unusable_setting_is_reported_in_one_line_by_name(#[case] key: &str, #[case] value: &str, #[case] said: &str) {
        let told = wrong(&figment(key, value));
        assert!(
            told.len() == 1 && told[0].contains(said) && !told[0].contains('\n'),
            "{told:?}"
        );
    }

    #[test]
    fn a_bad_key_is_not_repeated() {
        for key in [
            "abcd",
            "12345",
            "not base64 at all, and much too long for a key of this kind",
        ] {
            let told = wrong(&figment("secret_key", key));
            assert_eq!(
                told,
                ["secret_key is not a 256-bit key: set it to the output of `openssl rand -base64 32`"]
            );
        }
    }

    #[test]
    fn tls_is_refused_instead_of_ignored() {
        let told = wrong(&figment("tls.certs", "a.pem"));
        assert!(told.len() == 1 && told[0].contains("reverse proxy"), "{told:?}");
    }
}
