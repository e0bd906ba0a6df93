//! One office as a target: how it is addressed, and what its files are called.

use super::super::{Reach, Target};
use super::Rule;
use crate::letters::Recipient;
use crate::offices::address::{self, Addressee, Capacity};
use crate::offices::{Member, Seat};
use crate::text;

pub(super) fn of_member(member: &Member, capacity: &Capacity, mut contacts: Vec<String>, rules: &[Rule]) -> Target {
    let office = format!("member:{}", member.bioguide);
    contacts.insert(0, office.clone());
    let seat = match &member.seat {
        Seat::Senate { state } => format!("{state}-sen"),
        house @ Seat::House { .. } => house.to_string(),
    };
    let stem = text::fold(&format!("{seat} {}", member.last_name)).replace(' ', "-");
    Target {
        short: short(member),
        reach: match capacity {
            Capacity::Seat => Reach::Constituents,
            Capacity::Leadership(_) | Capacity::Committee { .. } => Reach::Country,
        },
        office,
        name: format!("{} ({})", member.name, member.seat),
        seat: Some(member.seat.clone()),
        addressee: address::of(member, capacity),
        capacity: address::title(capacity).concat(),
        rules: rules.to_vec(),
        stem,
        contacts,
    }
}

/// Returns the office's short name, as staff of Congress would write it: `rep-ortega-ca21`, `sen-lin-ca`.
pub(super) fn short(member: &Member) -> String {
    let (title, seat) = match &member.seat {
        Seat::Senate { state } => ("sen", state.clone()),
        Seat::House { state, district: 0 } => ("rep", state.clone()),
        Seat::House { state, district } => ("rep", format!("{state}{district:02}")),
    };
    text::file_name(&format!("{title} {} {seat}", member.last_name))
}

pub(super) fn of_recipient(recipient: &Recipient) -> Target {
    let office = format!("recipient:{}", recipient.key);
    let lines = std::iter::once(&recipient.name)
        .chain(&recipient.address)
        .cloned()
        .collect();
    Target {
        name: recipient.name.clone(),
        seat: None,
        addressee: Addressee {
            lines,
            salutation: recipient.salutation.clone(),
        },
        stem: recipient.key.clone(),
        short: recipient.key.clone(),
        reach: Reach::Country,
        contacts: vec![office.clone()],
        capacity: String::new(),
        rules: vec![if recipient.is_listed {
            Rule::List
        } else {
            Rule::Recipients
        }],
        office,
    }
}
