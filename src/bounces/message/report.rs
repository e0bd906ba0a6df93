//! A delivery report (RFC 3464): a group of fields about the message, then one for each recipient.

use crate::bounces::{Status, Verdict};

/// How many recipients are looked at. Our mails have one.
const MOST: usize = 50;

/// What a report says of one recipient.
pub(super) struct Report {
    verdict: Verdict,
    status: Option<Status>,
    said: String,
}

impl Report {
    /// Parses the part `message/delivery-status`. Of several recipients, whom a server made of ours, one that failed decides only if nobody
    /// has the mail. `None` if it names nobody.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.replace("\r\n", "\n");
        let groups = text.split("\n\n").map(fields);
        let mut all: Vec<Self> = groups.filter_map(|group| Self::of(&group)).take(MOST).collect();
        let rank = |it: &Self| match it.verdict {
            Verdict::Delivered => 0,
            Verdict::Delayed => 1,
            _ => 2,
        };
        all.sort_by_key(rank);
        all.into_iter().next()
    }

    fn of(group: &[(String, String)]) -> Option<Self> {
        let field = |name: &str| group.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str());
        field("final-recipient").or(field("original-recipient"))?;
        let said = field("diagnostic-code").map(|it| it.split_once(';').map_or(it, |(_, said)| said));
        let given = field("status").and_then(|it| Status::parse(it.split_whitespace().next().unwrap_or_default()));
        let status = match (given, said.and_then(Status::find)) {
            (Some(given), Some(said)) if !given.is_exact() && said.is_exact() => Some(said),
            (given, said) => given.or(said),
        };
        let action = field("action").map(|it| it.split_whitespace().next().unwrap_or_default().to_lowercase());
        let verdict = match action.as_deref() {
            Some("failed") => Verdict::Failed,
            Some("delayed") => Verdict::Delayed,
            Some("delivered" | "relayed" | "expanded") => Verdict::Delivered,
            // A server that leaves the action out, or has a word of its own, still says its code.
            _ if status.is_some_and(Status::is_permanent) => Verdict::Failed,
            _ if status.is_some_and(Status::is_temporary) => Verdict::Delayed,
            _ => return None,
        };
        Some(Self {
            verdict,
            status,
            said: said.unwrap_or_default().trim().to_owned(),
        })
    }

    pub(super) fn judged(self) -> (Verdict, Option<Status>, String) {
        (self.verdict, self.status, self.said)
    }
}

/// Returns the fields of a group, with their names in small letters and long lines put together.
fn fields(group: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in group.lines().take(100) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = all.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            all.push((name.trim().to_lowercase(), value.trim().to_owned()));
        }
    }
    all
}
