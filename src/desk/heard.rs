//! What mail servers said of an email after it was sent, in words.

use super::delivery::words::Words;
use crate::bounces::Verdict;
use crate::bounces::store::Bounce;
use crate::staff::frame::moment;

/// Formats each message but those that the state of the email tells: that it came back.
pub(super) fn heard(words: Words<'_>, bounces: &[Bounce]) -> Vec<String> {
    let others = bounces.iter().filter(|it| it.verdict != Verdict::Failed);
    others.map(|it| line(words, it)).collect()
}

fn line(words: Words<'_>, it: &Bounce) -> String {
    let what = words.text(&format!("staff-bounce-{}", it.verdict));
    let at = moment(words.app, words.lang, it.read_at);
    if it.status.is_empty() {
        format!("{what} · {at}")
    } else {
        format!("{what} ({}) · {at}", it.status)
    }
}
