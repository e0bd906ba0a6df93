//! The content of a share image, in words.

use jiff::Timestamp;
use serde::Serialize;

use crate::brand::Printed;
use crate::letters::Letter;
use crate::locale::Lang;
use crate::signatures::Tally;
use crate::site::signing_window;
use crate::web::App;

/// The content of a share image.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ImageContent {
    lang: Lang,
    dir: String,
    publisher: String,
    look: Printed,
    kind: String,
    title: String,
    signed: String,
    /// How full the bar is, in thousandths; `None` without a goal.
    permille: Option<u64>,
    foot: String,
}

/// Counts above this are rounded down to two digits.
const EXACT: u64 = 99;

fn rounded(count: u64) -> u64 {
    let scale = 10_u64.pow(count.max(1).ilog10().saturating_sub(1));
    count / scale * scale
}

impl ImageContent {
    pub(crate) fn new(app: &App, letter: &Letter, lang: Lang, tally: Tally, now: Timestamp) -> Self {
        let publisher = app.config.site_name(lang.as_str());
        let count = |id: &str, count: u64| app.locales.format(lang, id, &[("count", count.into())]);
        let organizations = rounded(tally.organizations);
        let people = rounded(tally.everyone());
        let open = letter.is_open(now);
        let front = &letter.edition(lang).front;
        let goal = letter
            .signing
            .as_ref()
            .and_then(|signing| signing.goal)
            .filter(|_| open);
        let reached = |goal: u64| tally.organizations + tally.everyone() >= goal;
        let foot = match goal {
            Some(goal) if reached(goal) => count("share-image-reached", goal),
            Some(goal) => count("goal", goal),
            None if letter.signing.is_none() => front.byline.clone().unwrap_or_default(),
            None if open => signing_window::deadline(app, letter, lang, now),
            None => signing_window::phase(app, letter, lang, now),
        };
        Self {
            lang,
            dir: app.locales.direction(letter.edition(lang).lang),
            publisher: publisher.to_owned(),
            look: app.config.site.brand.printed(lang, publisher),
            kind: app.locales.text(lang, &format!("kind-{}", letter.kind.as_str())),
            title: front.title.clone(),
            signed: signed(app, lang, organizations, people),
            permille: goal.map(|goal| ((organizations + people) * 1_000 / goal.max(1)).min(1_000)),
            foot,
        }
    }
}

/// Formats the counts: `Signed by 12 organizations and 3,400+ people`; empty if nobody has signed.
fn signed(app: &App, lang: Lang, organizations: u64, people: u64) -> String {
    let party = |exact: &str, more: &str, count: u64| {
        let id = if count > EXACT { more } else { exact };
        (count > 0).then(|| app.locales.format(lang, id, &[("count", count.into())]))
    };
    let parties = [
        party("tally-organizations", "share-image-organizations", organizations),
        party("tally-people", "share-image-people", people),
    ];
    let who: Vec<String> = parties.into_iter().flatten().collect();
    if who.is_empty() {
        return String::new();
    }
    let and = format!(" {} ", app.locales.text(lang, "tally-and"));
    app.locales
        .format(lang, "share-image-signed", &[("who", who.join(&and).into())])
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[rstest::rstest]
    #[case(0, 0)]
    #[case(7, 7)]
    #[case(99, 99)]
    #[case(100, 100)]
    #[case(1_234, 1_200)]
    #[case(48_210, 48_000)]
    #[case(u64::MAX, 18_000_000_000_000_000_000)]
    fn counts_are_rounded_down_to_two_digits(#[case] count: u64, #[case] shown: u64) {
        assert_eq!(rounded(count), shown);
    }

    #[test]
    fn a_share_image_is_drawn_seldom_on_the_way_to_a_million_signatures() {
        let shown: std::collections::BTreeSet<u64> = (0..=1_000_000).map(rounded).collect();
        assert!(shown.len() < 500, "{}", shown.len());
    }
}
