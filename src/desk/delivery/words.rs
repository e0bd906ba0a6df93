//! The words for a delivery and its record, in the reader's language.

use jiff::civil::Date;

use crate::delivery::OfficeEntry;
use crate::delivery::changes::Change;
use crate::delivery::state::DeliveryState;
use crate::delivery::targets::{Missing, Named, Remark};
use crate::locale::{Lang, Weekday};
use crate::record::{Kind, Position, Way};
use crate::web::App;

/// The language and the messages of a page.
#[derive(Clone, Copy)]
pub(in crate::desk) struct Words<'a> {
    pub(in crate::desk) app: &'a App,
    pub(in crate::desk) lang: Lang,
}

impl Words<'_> {
    pub(in crate::desk) fn text(self, id: &str) -> String {
        self.app.locales.text(self.lang, id)
    }

    pub(in crate::desk) fn say(self, id: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, (*value).into())).collect();
        self.app.locales.format(self.lang, id, &values)
    }

    pub(in crate::desk) fn counted(self, id: &str, count: u64) -> String {
        self.app.locales.format(self.lang, id, &[("count", count.into())])
    }

    pub(in crate::desk) fn day(self, date: Date) -> String {
        self.app.locales.date(self.lang, date, Weekday::Omit)
    }

    /// Returns the words for the state of an office's delivery, or for what would happen to it.
    pub(in crate::desk) fn status(self, word: &str) -> String {
        self.text(&format!("staff-delivery-is-{word}"))
    }

    pub(in crate::desk) fn kind(self, kind: Kind) -> String {
        self.text(&format!("staff-record-{}", kind.as_str()))
    }

    pub(in crate::desk) fn way(self, way: Way) -> String {
        self.text(&format!("staff-way-{}", way.as_str()))
    }

    pub(in crate::desk) fn position(self, position: Position) -> String {
        self.text(&format!("staff-position-{}", position.as_str()))
    }

    /// Names the rules that choose an office.
    pub(in crate::desk) fn rules(self, office: &OfficeEntry) -> String {
        let rules = office.rules.iter();
        let named = rules.map(|rule| self.text(&format!("staff-rule-{}", rule.as_str().replace('_', "-"))));
        named.collect::<Vec<_>>().join(" · ")
    }

    pub(in crate::desk) fn change(self, change: &Change) -> String {
        match change {
            Change::New => self.text("staff-change-new"),
            Change::Succeeds(name) => self.say("staff-change-succeeds", &[("name", name)]),
            Change::Capacity(before) if before.is_empty() => self.text("staff-change-role"),
            Change::Capacity(before) => self.say("staff-change-role-before", &[("role", before)]),
            Change::Address => self.text("staff-change-address"),
        }
    }

    pub(in crate::desk) fn missing(self, missing: &Missing) -> String {
        let key = missing.key.as_str();
        let id = match (missing.named, key) {
            (_, "congress") => return self.text("staff-missing-congress"),
            (_, "ended") => return self.text("staff-missing-ended"),
            (Named::Committee, _) => "staff-missing-committee",
            (Named::Member | Named::Kind, _) => "staff-missing-member",
        };
        self.say(id, &[("key", key)])
    }

    pub(in crate::desk) fn remark(self, remark: &Remark) -> String {
        match remark {
            Remark::Appointed { name, until } => {
                self.say("staff-remark-appointed", &[("name", name), ("until", until)])
            }
            Remark::UnknownException(id) => self.say("staff-remark-exception", &[("id", id)]),
        }
    }
}

/// Returns the class of a mark: what arrived, what someone should look at, and what is over.
pub(in crate::desk) fn tone(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Sent | DeliveryState::Delivered => "counts",
        DeliveryState::Failed | DeliveryState::Bounced | DeliveryState::Uncertain | DeliveryState::Withheld => "waits",
        DeliveryState::Queued | DeliveryState::Sending => "soon",
        DeliveryState::Cancelled | DeliveryState::GivenUp => "over",
    }
}
