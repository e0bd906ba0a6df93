//! How the signatures were collected, and how to verify the letter.

use super::RenditionContext;
use crate::delivery::Target;
use crate::signatures::state::Level;

impl RenditionContext<'_> {
    /// Returns the paragraphs about the signatures.
    pub(super) fn method(&self, target: &Target) -> Vec<String> {
        let plain = self.snapshot.origins.is_plain();
        let mut lines = if plain {
            vec![self.text("bundle-method-confirmed"), self.text("bundle-method-listing")]
        } else {
            self.origins()
        };
        if target.seat.is_some() {
            if self.snapshot.people.have_full_names() {
                lines.push(self.text("bundle-method-full-names"));
            }
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
            let id = match (first == last, plain) {
                (true, true) => "bundle-method-day",
                (false, true) => "bundle-method-period",
                (true, false) => "bundle-method-day-by-origin",
                (false, false) => "bundle-method-period-by-origin",
            };
            lines.push(self.say(id, &days));
        }
        if self.snapshot.earlier_revisions > 0 {
            lines.push(self.counted("bundle-method-earlier", self.snapshot.earlier_revisions));
        }
        lines
    }

    /// Returns the paragraphs about where the signatures came from, if not all of them were confirmed by email.
    fn origins(&self) -> Vec<String> {
        let by = self.snapshot.origins;
        let counts = [
            ("bundle-method-by-email", by.confirmed),
            ("bundle-method-recorded", by.recorded),
            ("bundle-method-imported", by.imported),
        ];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        let mut lines: Vec<String> = counts.map(|(id, count)| self.counted(id, count)).collect();
        lines.push(self.text("bundle-method-once"));
        lines.push(self.text("bundle-method-listing-by-origin"));
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
