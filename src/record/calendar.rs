//! Follow-up dates as a calendar file (RFC 5545), to take along.

use jiff::Timestamp;
use jiff::civil::Date;

/// A day on which staff follow up with an office.
#[derive(Clone, Copy, Debug)]
pub struct FollowUp<'a> {
    /// The letter's slug.
    pub letter: &'a str,
    /// The letter's title.
    pub title: &'a str,
    /// The office's key.
    pub office: &'a str,
    /// The words for the event, with the office's name.
    pub summary: &'a str,
    /// The day.
    pub on: Date,
    /// What about; may be empty.
    pub note: &'a str,
}

/// Writes a calendar with one event that lasts the whole day. The same office's event has the same identifier, so that a later file moves it.
/// `host` is the site's.
pub fn calendar(follow_up: &FollowUp<'_>, host: &str, now: Timestamp) -> String {
    let stamp = now.strftime("%Y%m%dT%H%M%SZ");
    let until = follow_up.on.tomorrow().unwrap_or(follow_up.on);
    let office: String = follow_up
        .office
        .chars()
        .map(|c| if c == ':' { '-' } else { c })
        .collect();
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Undersigned//Follow-up//EN".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}-{office}@{host}", follow_up.letter),
        format!("DTSTAMP:{stamp}"),
        format!("DTSTART;VALUE=DATE:{}", follow_up.on.strftime("%Y%m%d")),
        format!("DTEND;VALUE=DATE:{}", until.strftime("%Y%m%d")),
        format!("SUMMARY:{}", escaped(follow_up.summary)),
        format!("DESCRIPTION:{}", escaped(&description(follow_up))),
        "TRANSP:TRANSPARENT".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.iter().map(|line| folded(line)).collect()
}

fn description(follow_up: &FollowUp<'_>) -> String {
    let parts = [follow_up.title, follow_up.note];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n")
}

/// Escapes a text (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Folds a line after 75 bytes, never within a character (RFC 5545, 3.1).
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_lasts_a_day_and_its_text_is_escaped_and_folded() {
        let follow_up = FollowUp {
            letter: "visas",
            title: "Protect workers; now",
            office: "member:X000001",
            summary: "Follow up with Inés Ortega (CA-21), Chair of a committee with a name that is long",
            on: "2026-12-31".parse().expect("a day"),
            note: "Ask again\nBEGIN:VEVENT",
        };
        let now = "2026-12-01T08:00:00Z".parse().expect("a moment");
        insta::assert_snapshot!(calendar(&follow_up, "letters.example", now).replace("\r\n", "\n"), @r"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Undersigned//Follow-up//EN
        BEGIN:VEVENT
        UID:visas-member-X000001@letters.example
        DTSTAMP:20261201T080000Z
        DTSTART;VALUE=DATE:20261231
        DTEND;VALUE=DATE:20270101
        SUMMARY:Follow up with Inés Ortega (CA-21)\, Chair of a committee with a n
         ame that is long
        DESCRIPTION:Protect workers\; now\nAsk again\nBEGIN:VEVENT
        TRANSP:TRANSPARENT
        END:VEVENT
        END:VCALENDAR
        ");
    }
}
