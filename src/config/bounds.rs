//! The bounds of every number: beyond them, a setting would do nothing, or the opposite of what it says.

use rocket::figment::Figment;
use rocket::figment::value::Value;

/// A setting with its smallest and largest value.
type Bound = (&'static str, i128, i128);

const YEAR_OF_DAYS: i128 = 366;
const HOUR_OF_SECONDS: i128 = 3_600;
const MILLION: i128 = 1_000_000;

/// The bounds of all settings. Zero is allowed only if it switches something off.
const BOUNDS: &[Bound] = &[
    ("store.readers", 1, 64),
    ("store.read_lag_seconds", 1, HOUR_OF_SECONDS),
    ("mail.port", 1, 65_535),
    ("mail.connections", 1, 100),
    ("mail.attempts", 1, 100),
    ("mail.patience_seconds", 1, HOUR_OF_SECONDS),
    ("signing.form_least_seconds", 0, HOUR_OF_SECONDS),
    ("signing.approval_days", 1, YEAR_OF_DAYS),
    ("signing.approval_reminder_days", 0, YEAR_OF_DAYS),
    ("signing.link_valid_hours", 1, 24 * YEAR_OF_DAYS),
    ("signing.links_wait_seconds", 0, HOUR_OF_SECONDS),
    ("signing.own_link_valid_days", 1, 10 * YEAR_OF_DAYS),
    ("signing.unconfirmed_kept_days", 1, YEAR_OF_DAYS),
    ("signing.origin_kept_days", 0, 10 * YEAR_OF_DAYS),
    ("signing.scanner_seconds", 0, HOUR_OF_SECONDS),
    ("delivery.pdf_seconds", 1, HOUR_OF_SECONDS),
    ("delivery.pdf_memory_megabytes", 1, MILLION),
    ("delivery.attachment_limit_megabytes", 1, 1_000),
    ("delivery.most_people_printed", 0, MILLION),
    ("delivery.contact_stale_days", 1, 100 * YEAR_OF_DAYS),
    ("quotas.signings_per_hour_per_address", 1, MILLION),
    ("quotas.signings_per_hour_per_range", 1, MILLION),
    ("quotas.signings_per_minute_in_all", 1, MILLION),
    ("quotas.signings_per_hour_per_domain", 1, MILLION),
    ("quotas.counted_per_day_per_domain", 1, MILLION),
    ("quotas.mails_per_day_per_recipient", 1, 1_000),
    ("quotas.mails_per_letter_per_recipient", 1, 1_000),
    ("quotas.unusual_per_ten_minutes", 0, 10 * MILLION),
    ("quotas.unusual_per_domain", 1, MILLION),
    ("quotas.challenge_price", 1, MILLION),
    ("quotas.unsolved_per_hour_per_address", 1, MILLION),
    ("quotas.unsolved_mails_per_minute", 1, MILLION),
    ("quotas.watchers_per_address", 0, MILLION),
    ("quotas.watchers_in_all", 0, MILLION),
    ("workers", 1, 1_024),
    ("max_blocking", 1, 100_000),
    ("keep_alive", 0, HOUR_OF_SECONDS),
];

/// Returns a sentence for each number that is out of bounds.
pub(super) fn wrong(figment: &Figment) -> Vec<String> {
    let beyond = BOUNDS.iter().filter_map(|(key, least, most)| {
        let number = match figment.find_value(key).ok()? {
            Value::Num(_, number) => number
                .to_i128()
                .or_else(|| number.to_u128().and_then(|number| i128::try_from(number).ok()))?,
            _ => return None,
        };
        let fits = (*least..=*most).contains(&number);
        (!fits).then(|| format!("{key} = {number}: set it to a number from {least} to {most}"))
    });
    let mut told: Vec<String> = beyond.collect();
    if told.is_empty() {
        told.extend(links_outlive_rows(figment));
    }
    told
}

/// Checks that no link works longer than what it confirms is stored.
fn links_outlive_rows(figment: &Figment) -> Option<String> {
    let number = |key: &str| figment.extract_inner::<u64>(key).ok();
    let hours = number("signing.link_valid_hours")?;
    let days = number("signing.unconfirmed_kept_days")?;
    (hours > 24 * days).then(|| {
        format!(
            "signing.link_valid_hours = {hours} is longer than signing.unconfirmed_kept_days = {days}, after which unconfirmed signatures are deleted: set the second to at least {}",
            hours.div_ceil(24)
        )
    })
}

#[cfg(test)]
mod tests {
    use rocket::figment::providers::{Format, Toml};

    use super::*;

    fn settings(more: &str) -> Figment {
        Figment::new()
            .merge(Toml::string(include_str!("../../Rocket.toml")).nested())
            .merge(Toml::string(more).nested())
    }

    /// Returns every number of `Rocket.toml`, by its key.
    fn numbers() -> Vec<String> {
        let all: rocket::figment::value::Dict = settings("").extract().expect("settings");
        let sections = all
            .iter()
            .filter_map(|(section, value)| Some((section, value.as_dict()?)));
        let ours = sections.filter(|(section, _)| !matches!(section.as_str(), "limits" | "shutdown"));
        ours.flat_map(|(section, keys)| {
            let numbers = keys.iter().filter(|(_, value)| matches!(value, Value::Num(..)));
            numbers.map(move |(key, _)| format!("{section}.{key}"))
        })
        .collect()
    }

    #[test]
    fn every_number_has_bounds() {
        let keys = numbers();
        assert!(keys.len() > 25, "{keys:?}");
        for key in keys {
            for beyond in ["-1", "4294967295", "18446744073709551615"] {
                let line = format!("[default]\n{key} = {beyond}");
                // TOML's integers end at 2^63.
                if beyond.len() > 18 {
                    continue;
                }
                let told = wrong(&settings(&line));
                assert!(
                    told.first()
                        .is_some_and(|line| line.starts_with(&format!("{key} = {beyond}: set it to"))),
                    "{key} = {beyond}: {told:?}"
                );
            }
        }
    }

    #[rstest::rstest]
    #[case(
        "signing.link_valid_hours = 0",
        "signing.link_valid_hours = 0: set it to a number from 1 to 8784"
    )]
    #[case("store.readers = 0", "store.readers = 0: set it to a number from 1 to 64")]
    #[case("quotas.mails_per_day_per_recipient = 0", "from 1 to 1000")]
    #[case("quotas.counted_per_day_per_domain = 0", "from 1 to 1000000")]
    #[case("workers = 0", "workers = 0: set it to a number from 1 to 1024")]
    #[case("signing.link_valid_hours = 720", "set the second to at least 30")]
    fn a_number_that_does_the_opposite_is_refused(#[case] line: &str, #[case] mend: &str) {
        let told = wrong(&settings(&format!("[default]\n{line}")));
        assert!(told.len() == 1 && told[0].contains(mend), "{told:?}");
    }

    #[test]
    fn the_default_settings_are_within_bounds() {
        assert_eq!(wrong(&settings("")), Vec::<String>::new());
        assert_eq!(
            wrong(&settings(
                "[default.quotas]\nunusual_per_ten_minutes = 0\nwatchers_in_all = 0"
            )),
            Vec::<String>::new(),
            "a zero that switches something off"
        );
    }
}
