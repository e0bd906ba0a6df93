//! Options that restrict a list or an export of signers.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use strum::VariantNames;
use undersigned::letters::{Party, begins};
use undersigned::sheet::{Filter, Period, Rule, Sort, Standing};
use undersigned::signatures::Origin;
use undersigned::signatures::state::{HoldReason, State};
use undersigned::signatures::store::flags;

/// Which signers a command lists or exports.
#[derive(clap::Args, Clone, Default)]
pub struct Which {
    /// Only signatures in this state, or those that are waiting for review (waiting) or counted with a mark (marked)
    #[arg(long, value_parser = states())]
    state: Option<Standing>,
    /// Only individuals (person) or only organizations (organization)
    #[arg(long, value_parser = PossibleValuesParser::new(Party::VARIANTS).try_map(|word| word.parse::<Party>()))]
    kind: Option<Party>,
    /// Only signatures held for this reason
    #[arg(long, value_name = "REASON", value_parser = PossibleValuesParser::new(HoldReason::VARIANTS).try_map(|word| word.parse::<HoldReason>()))]
    held_for: Option<HoldReason>,
    /// Only signatures of this origin: confirmed by email, recorded by staff, or imported
    #[arg(long, value_parser = PossibleValuesParser::new(Origin::VARIANTS).try_map(|word| word.parse::<Origin>()))]
    origin: Option<Origin>,
    /// Only signatures with this mark
    #[arg(long, value_name = "MARK", value_parser = PossibleValuesParser::new(flags::ALL))]
    mark: Option<String>,
    /// Only signers who followed this share link, such as qr or facebook
    #[arg(long, value_name = "LINK")]
    source: Option<String>,
    /// Only signers who read the letter in this language, such as es
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,
    /// Only signers in this state of the U.S., such as TX, or in other countries (other)
    #[arg(long, value_name = "STATE", value_parser = place)]
    place: Option<String>,
    /// Only signers with an email address or website at this domain
    #[arg(long)]
    domain: Option<String>,
    /// Only signers who confirmed on this day (such as 2026-11-28) or later, or signed then if they have not confirmed
    #[arg(long, value_name = "DAY")]
    since: Option<Date>,
    /// Only signers who confirmed before this day, or signed before it if they have not confirmed
    #[arg(long, value_name = "DAY")]
    before: Option<Date>,
}

fn states() -> impl TypedValueParser<Value = Standing> {
    let words = State::VARIANTS.iter().chain(&Standing::WORDS).copied();
    PossibleValuesParser::new(words.collect::<Vec<&'static str>>()).try_map(|word| word.parse::<Standing>())
}

/// Parses `--place`: two letters, or `other`.
fn place(word: &str) -> Result<String, String> {
    let is_state = word.len() == 2 && word.chars().all(|c| c.is_ascii_alphabetic());
    if is_state {
        return Ok(word.to_uppercase());
    }
    if word == Filter::ABROAD {
        return Ok(word.to_owned());
    }
    Err("not a state: use two letters, such as TX, or “other” for other countries".to_owned())
}

/// The order of a list.
#[derive(clap::Args, Clone, Copy, Default)]
pub struct Order {
    /// Sort by oldest (the default), newest, name or state
    #[arg(long, value_parser = PossibleValuesParser::new(Sort::VARIANTS).try_map(|word| word.parse::<Sort>()), default_value = "oldest", hide_default_value = true)]
    pub sort: Sort,
}

impl Which {
    /// Returns the filter; days are days of `zone`.
    pub fn filter(&self, letter: Option<&str>, text: Option<String>, zone: &TimeZone) -> Filter {
        let midnight = |day: Option<Date>| day.map(|day| begins(day, zone));
        Filter {
            letter: letter.map(str::to_owned),
            party: self.kind,
            standing: self.state.unwrap_or_default(),
            held_for: self.held_for,
            origin: self.origin,
            flag: self.mark.clone(),
            source: self.source.clone(),
            lang: self.lang.clone(),
            region: self.place.clone(),
            domain: self.domain.clone(),
            period: Period {
                since: midnight(self.since),
                before: midnight(self.before),
            },
            text,
            rule: Rule::default(),
        }
    }

    /// Sets the state, unless one was given.
    pub fn or_in(mut self, standing: Standing) -> Self {
        self.state.get_or_insert(standing);
        self
    }

    /// Writes the options as they were given, for the command that shows the next page.
    pub fn options(&self) -> String {
        let state = self.state.map(|it| it.to_string());
        let given = [
            ("state", state.filter(|it| !it.is_empty())),
            ("kind", self.kind.map(|it| it.to_string())),
            ("held-for", self.held_for.map(|it| it.to_string())),
            ("origin", self.origin.map(|it| it.to_string())),
            ("mark", self.mark.clone()),
            ("source", self.source.clone()),
            ("lang", self.lang.clone()),
            ("place", self.place.clone()),
            ("domain", self.domain.clone()),
            ("since", self.since.map(|it| it.to_string())),
            ("before", self.before.map(|it| it.to_string())),
        ];
        let mut options = String::new();
        for (option, value) in given {
            if let Some(value) = value {
                options.extend([" --", option, " ", &quoted(&value)]);
            }
        }
        options
    }
}

/// Writes a value so that a shell reads it as one word.
pub fn quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:@+".contains(c);
    if !value.is_empty() && value.chars().all(is_plain) {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_read_otherwise_is_quoted() {
        assert_eq!(quoted("union.org"), "union.org");
        assert_eq!(quoted("Ana O'Brien"), r"'Ana O'\''Brien'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn a_place_is_a_state_or_abroad() {
        assert_eq!(place("tx"), Ok("TX".to_owned()));
        assert_eq!(place("other"), Ok("other".to_owned()));
        assert!(place("Texas").is_err());
    }
}
