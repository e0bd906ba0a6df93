//! How the signatures were collected, and how to verify the letter.

use super::RenditionContext;
use crate::delivery::Target;
use crate::signatures::state::Level;

impl RenditionContext<'_> {
    /// Returns the paragraphs about the signatures.
    pub(super) fn method(&self, target: &Target) -> Vec<String> {
        let mut lines = vec![self.text("bundle-method-confirmed"), self.text("bundle-method-listing")];
        if target.seat.is_some() {
            let congress = self.congress.to_string();
            lines.push(self.say("bundle-method-districts", &[("congress", congress.into())]));
        }
        for (level, id) in [
            (Level::OwnDomain, "bundle-method-own-domain"),
            (Level::OtherAddress, "bundle-method-other-address"),
            (Level::Staff, "bundle-method-staff"),
        ] {
            if let Some(count) = self.snapshot.verification.get(&level) {
                lines.push(self.counted(id, *count));
            }
        }
        if let Some(period) = self.snapshot.period {
            let zone = self.letter.zone();
            let [first, last] = [period.0, period.1]
                .map(|moment| crate::clock::from_micros(moment).to_zoned_datetime(zone.clone()).date());
            let days = [("first", self.day(first).into()), ("last", self.day(last).into())];
            let id = if first == last {
                "bundle-method-day"
            } else {
                "bundle-method-period"
            };
            lines.push(self.say(id, &days));
        }
        if self.snapshot.earlier_revisions > 0 {
            lines.push(self.counted("bundle-method-earlier", self.snapshot.earlier_revisions));
        }
        lines
    }

    /// Returns the label and the URL of the letter and its public list.
    pub(super) fn verification(&self) -> [String; 2] {
        let url = format!(
            "{}/{}/letters/{}",
            self.site.base_url, self.edition.lang, self.letter.slug
        );
        [self.text("bundle-verification"), url]
    }

    /// Returns the digest of each language's text, for programs: staff of an office would take it for a glitch.
    pub(super) fn keywords(&self) -> Vec<String> {
        let editions = self.letter.editions.values();
        editions
            .map(|edition| format!("SHA-256 ({}): {}", edition.lang, edition.digest.hex()))
            .collect()
    }
}
