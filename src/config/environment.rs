//! Environment variables: text stays text, and unknown variables are refused.

use std::collections::BTreeMap;

use rocket::figment::Figment;
use rocket::figment::providers::{Env, Serialized};
use rocket::figment::value::Value;

use super::rockets;

/// The prefix of our variables.
const PREFIX: &str = "UNDERSIGNED_";

/// Our sections.
const SECTIONS: &[&str] = &[
    "site", "content", "store", "mail", "signing", "delivery", "quotas", "proxy", "staff", "clock",
];

/// Rocket's own sections.
const ROCKETS: &[&str] = &["limits", "shutdown", "tls"];

/// The variable that `main` reads before there are settings.
const LOG: &str = "LOG";

/// Settings that are text whatever they look like: a password may consist of digits.
const TEXTS: &[&str] = &[
    "mail.password",
    "mail.user",
    "mail.bounce_secret",
    "mail.bounce_address",
    "mail.host",
    "mail.sender",
    "site.base_url",
    "site.contact_name",
    "site.contact_email",
    "site.contact_phone",
    "site.brand.color",
    "staff.sso_header",
];

/// Merges our variables over other settings.
pub(super) fn over(figment: Figment) -> Figment {
    over_from(figment, Env::prefixed(PREFIX), |name| std::env::var(name).ok())
}

fn over_from(figment: Figment, environment: Env, get: impl Fn(&str) -> Option<String>) -> Figment {
    let figment = figment.merge(environment.ignore(&[LOG]).split("__").global());
    TEXTS.iter().fold(figment, |figment, key| {
        let name = format!("{PREFIX}{}", key.to_uppercase().replace('.', "__"));
        match get(&name) {
            Some(text) => figment.merge(Serialized::global(key, text)),
            None => figment,
        }
    })
}

/// Returns a sentence for each unknown section and top-level setting, and for each variable that lacks an underscore.
pub(super) fn unknown(figment: &Figment) -> Vec<String> {
    let all: BTreeMap<String, Value> = figment.extract().unwrap_or_default();
    let told = all.iter().filter_map(|(key, value)| {
        if value.as_dict().is_some() {
            let known = SECTIONS.contains(&key.as_str()) || ROCKETS.contains(&key.as_str());
            let sections = SECTIONS.join(", ");
            return (!known).then(|| format!("there is no settings section [{key}]: use one of {sections}"));
        }
        let Some(section) = SECTIONS.iter().find(|name| key.starts_with(&format!("{name}_"))) else {
            let known = rockets::KEYS.contains(&key.as_str()) || ROCKETS.contains(&key.as_str());
            let name = rockets::name(figment, key);
            return (!known).then(|| {
                format!("{name} is not a setting: fix its name (README.md lists the settings), or remove it")
            });
        };
        let (from, to) = (key.to_uppercase(), key[section.len() + 1..].to_uppercase());
        Some(format!(
            "{PREFIX}{from} is not a setting: put two underscores after the section, as in {PREFIX}{}__{to}",
            section.to_uppercase()
        ))
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_of_digits_is_text() {
        let figment = over_from(Figment::new(), Env::raw().only(&[]), |name| {
            (name == "UNDERSIGNED_MAIL__PASSWORD").then(|| "0012345".to_owned())
        });
        assert_eq!(
            figment.extract_inner::<String>("mail.password").expect("text"),
            "0012345"
        );
    }

    #[test]
    fn an_unknown_variable_is_refused_by_name() {
        let figment = Figment::from(rocket::Config::default()).merge(Serialized::global("foo", 1));
        assert_eq!(
            unknown(&figment),
            ["foo is not a setting: fix its name (README.md lists the settings), or remove it"]
        );
        assert_eq!(unknown(&Figment::from(rocket::Config::default())), Vec::<String>::new());
    }

    #[test]
    fn a_section_of_an_unknown_name_is_refused() {
        let figment = Figment::new()
            .merge(Serialized::global("quota.mails_per_day_per_recipient", 3))
            .merge(Serialized::global("mail_password", "hunter2"))
            .merge(Serialized::global("limits.form", "1KiB"))
            .merge(Serialized::global("mail.port", 25));
        assert_eq!(
            unknown(&figment),
            [
                "UNDERSIGNED_MAIL_PASSWORD is not a setting: put two underscores after the section, as in UNDERSIGNED_MAIL__PASSWORD",
                "there is no settings section [quota]: use one of site, content, store, mail, signing, delivery, quotas, proxy, staff, clock",
            ]
        );
    }
}
