//! What signatures of a wave have in common, as staff describe it.

use jiff::civil::DateTime;

use super::Reading;
use crate::letters::Letter;
use crate::sheet::Rule;

impl Reading<'_> {
    pub(super) fn rule(&mut self) -> Rule {
        Rule {
            mail_domain: self.parsed("mail-domain", Rule::mail_domain),
            network: self.parsed("network", Rule::network),
            name: self.parsed("pattern", Rule::name),
        }
    }

    fn parsed(&mut self, name: &'static str, parse: impl Fn(&str) -> Option<String>) -> Option<String> {
        let typed = self.typed.get(name);
        let read = parse(typed);
        if read.is_none() && !typed.is_empty() {
            self.errors.insert(
                name.into(),
                match name {
                    "mail-domain" => "staff-rule-domain-wrong",
                    "network" => "staff-rule-network-wrong",
                    _ => "staff-rule-name-wrong",
                },
            );
        }
        read
    }

    /// Parses a moment of the letter's time zone.
    pub(super) fn moment(&mut self, name: &'static str, letter: &Letter) -> Option<jiff::Timestamp> {
        let typed = self.typed.get(name);
        let read = DateTime::strptime("%Y-%m-%dT%H:%M", typed)
            .or_else(|_| DateTime::strptime("%Y-%m-%d %H:%M", typed))
            .ok();
        if read.is_none() && !typed.is_empty() {
            self.errors.insert(name.into(), "staff-rule-moment-wrong");
        }
        let zoned = read.and_then(|it| letter.zone().to_ambiguous_zoned_datetime(it).compatible().ok());
        zoned.map(|it| it.timestamp())
    }
}
