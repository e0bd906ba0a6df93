//! Restores a filter from its description, for what is decided a portion at a time.

use super::Filter;

impl Filter {
    /// Restores a filter from what [`Filter::described`] returned; `None` if a field can't be read.
    pub fn restored<'a>(described: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<Self> {
        let mut filter = Self::default();
        for (key, value) in described {
            let text = Some(value.to_owned());
            match key {
                "letter" => filter.letter = text,
                "kind" => filter.party = Some(value.parse().ok()?),
                "state" => filter.standing = value.parse().ok()?,
                "held-for" => filter.held_for = Some(value.parse().ok()?),
                "origin" => filter.origin = Some(value.parse().ok()?),
                "mark" => filter.flag = text,
                "source" => filter.source = text,
                "language" => filter.lang = text,
                "place" => filter.region = text,
                "domain" => filter.domain = text,
                "since" => filter.period.since = Some(value.parse().ok()?),
                "before" => filter.period.before = Some(value.parse().ok()?),
                "text" => filter.text = text,
                "mail-domain" => filter.rule.mail_domain = text,
                "network" => filter.rule.network = text,
                "name" => filter.rule.name = text,
                _ => return None,
            }
        }
        Some(filter)
    }
}
