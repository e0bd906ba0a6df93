//! What a supplement says of itself: which one it is, since when it counts, and both numbers of the office.

use super::RenditionContext;
use crate::delivery::supplement::Since;
use crate::delivery::{Reach, Target};

impl<'a> RenditionContext<'a> {
    /// Returns the context with everyone who signed.
    pub(super) fn whole(&self) -> RenditionContext<'a> {
        Self {
            snapshot: self.since.map_or(self.snapshot, |since| since.whole),
            since: None,
            ..*self
        }
    }

    /// Returns the number of the supplement in words: `Supplement 2`; empty if it is the letter.
    pub(in crate::delivery) fn supplement_heading(&self) -> String {
        self.since.map_or_else(String::new, |since| {
            let number = u64::from(since.had.supplements) + 1;
            self.say("bundle-supplement", &[("number", number.into())])
        })
    }

    /// Returns the sentences about what the office has, and what the supplement brings.
    pub(in crate::delivery) fn since_when(&self, since: Since<'_>) -> String {
        let zone = self.letter.zone();
        let first = since.had.first.to_zoned_datetime(zone.clone()).date();
        let values = [
            ("first", self.day(first).into()),
            ("last", self.day(since.had.day(&zone)).into()),
        ];
        let id = match since.had.supplements {
            0 => "bundle-supplement-first",
            _ => "bundle-supplement-next",
        };
        self.say(id, &values)
    }

    /// Returns the numbers of page one: who is new, the office's own number first, and then how many there are in all.
    pub(super) fn summary_since(&self, since: Since<'_>, target: &Target) -> Vec<String> {
        let day = self.day(since.had.day(&self.letter.zone()));
        let (lead, whole) = (self.lead(target), self.whole());
        let mut numbers = Vec::new();
        if !lead.is_empty() {
            let values = [("signers", lead.as_str().into()), ("date", day.as_str().into())];
            numbers.push(self.say("bundle-supplement-new", &values));
        }
        // A leader's first number is everyone's; the own one follows.
        if let (Reach::Country, Some((own, _))) = (target.reach, self.figures(target).into_iter().nth(1)) {
            let values = [("signers", own.as_str().into()), ("date", day.as_str().into())];
            numbers.push(self.say("bundle-supplement-new", &values));
        }
        let mut all = whole.figures(target).into_iter();
        let own = all.next().map(|it| it.0);
        numbers.extend(own.map(|own| self.say("bundle-supplement-all", &[("signers", own.as_str().into())])));
        numbers.extend(all.map(|it| it.1));
        numbers
    }
}
