//! Parses committees-current and committee-membership-current.

use serde_json::{Map, Value};

use super::super::{Committee, CommitteeSeat, Side};
use super::{Slip, needed, text};

/// Parses committees, and their subcommittees under `<parent><sub>`.
pub(super) fn committees(entries: &[Value], slips: &mut Vec<Slip>) -> Vec<Committee> {
    let mut found = Vec::new();
    for entry in entries {
        let parent = match committee(entry, None) {
            Ok(parent) => parent,
            Err(what) => {
                slips.push((text(entry, "name").unwrap_or_else(|| "a committee".to_owned()), what));
                continue;
            }
        };
        for sub in entry
            .get("subcommittees")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            match committee(sub, Some(&parent)) {
                Ok(sub) => found.push(sub),
                Err(what) => slips.push((parent.code.clone(), format!("a subcommittee: {what}"))),
            }
        }
        found.push(parent);
    }
    found
}

fn committee(entry: &Value, parent: Option<&Committee>) -> Result<Committee, String> {
    let id = needed(entry, "thomas_id")?;
    let chamber = match parent {
        Some(parent) => parent.chamber.clone(),
        None => needed(entry, "type")?,
    };
    if !matches!(chamber.as_str(), "house" | "senate" | "joint") {
        return Err(format!("\"{chamber}\" is not a chamber"));
    }
    Ok(Committee {
        code: parent.map_or_else(|| id.clone(), |parent| format!("{}{id}", parent.code)),
        parent: parent.map(|parent| parent.code.clone()),
        chamber,
        name: needed(entry, "name")?,
        address: text(entry, "address"),
        phone: text(entry, "phone"),
        url: text(entry, "url"),
        minority_url: text(entry, "minority_url"),
    })
}

/// Parses committee seats. Someone who is listed twice in one committee keeps the better rank.
pub(super) fn seats(lists: &Map<String, Value>, slips: &mut Vec<Slip>) -> Vec<CommitteeSeat> {
    let mut found: Vec<CommitteeSeat> = Vec::new();
    for (code, list) in lists {
        let first = found.len();
        for entry in list.as_array().into_iter().flatten() {
            match seat(entry, code) {
                Ok(seat) => match found[first..].iter_mut().find(|other| other.bioguide == seat.bioguide) {
                    Some(other) if other.rank <= seat.rank => {}
                    Some(other) => *other = seat,
                    None => found.push(seat),
                },
                Err(what) => slips.push((code.clone(), what)),
            }
        }
    }
    found
}

fn seat(entry: &Value, code: &str) -> Result<CommitteeSeat, String> {
    Ok(CommitteeSeat {
        committee: code.to_owned(),
        bioguide: needed(entry, "bioguide")?,
        side: Side::parse(&needed(entry, "party")?)?,
        rank: needed(entry, "rank")?
            .parse()
            .map_err(|_| "rank is not a number".to_owned())?,
        title: text(entry, "title"),
    })
}
