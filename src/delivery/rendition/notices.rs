//! What an office is told about the PDF itself: what it replaces, and whom it names.

use super::RenditionContext;
use crate::delivery::Target;
use crate::delivery::earlier::ReplacedText;
use crate::delivery::snapshot::SeatRelation;

impl RenditionContext<'_> {
    /// Returns the earlier text that an office has, if there is one.
    pub fn replaces(&self, target: &Target) -> Option<ReplacedText> {
        // A supplement follows the letter, which said so.
        let earlier = self.earlier.get(&target.office).filter(|_| self.since.is_none())?;
        Some(ReplacedText {
            revision: earlier.revision,
            sent_on: earlier.sent_on.to_string(),
            words: self.say("bundle-replaces", &[("date", self.day(earlier.sent_on).into())]),
        })
    }

    /// Says whom the PDF names and how many it only counts. Empty if nobody has signed.
    pub fn contents(&self, target: &Target) -> String {
        if self.snapshot.is_empty() {
            return String::new();
        }
        let groups = self.named(target);
        let printed: u64 = groups.iter().map(|(count, _)| count).sum();
        let organizations = self.snapshot.organizations.len() as u64;
        let others = (organizations + self.snapshot.census().everyone().all()).saturating_sub(printed);
        let words: Vec<String> = groups.into_iter().map(|(_, words)| words).collect();
        let names = match words.as_slice() {
            [] => return self.text("bundle-names-none"),
            [one] => one.clone(),
            [one, two] => self.say(
                "bundle-two",
                &[("first", one.as_str().into()), ("second", two.as_str().into())],
            ),
            [one, two, more @ ..] => {
                let [first, second] = [one, two].map(|words| words.as_str().into());
                let values = [("first", first), ("second", second), ("third", more.concat().into())];
                self.say("bundle-three", &values)
            }
        };
        let id = match others {
            0 => "bundle-names-all",
            _ => "bundle-names-some",
        };
        self.say(id, &[("names", names.into()), ("others", others.into())])
    }

    /// Returns how many people and organizations are printed by name, in the order of the pages, with the words for each; nobody is left
    /// out.
    fn named(&self, target: &Target) -> Vec<(u64, String)> {
        let organizations = self.snapshot.organizations.len() as u64;
        let mut groups = vec![(organizations, self.counted("bundle-organizations", organizations))];
        if let Some(seat) = &target.seat {
            let place = self.constituency(seat);
            let mut room = self.most_people as u64;
            for (relation, id) in [
                (SeatRelation::Constituent, "bundle-constituents"),
                (SeatRelation::Possible, "bundle-possible-lead"),
            ] {
                let count = self.relation_seen(target, relation).listed.min(room);
                room -= count;
                let values = [("count", count.into()), ("place", place.as_str().into())];
                groups.push((count, self.say(id, &values)));
            }
        } else {
            let count = self.printed_by_state();
            groups.push((count, self.counted("bundle-people", count)));
        }
        groups.retain(|(count, _)| *count > 0);
        groups
    }
}
