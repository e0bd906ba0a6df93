//! Styles of address: how to address an office on paper. The forms follow the usage of both chambers' own style guides, and name an office
//! rather than a gender ("Dear Chair Ortega").

use super::{Chamber, Committee, Member, Seat, Side};

/// The capacity in which a Member is addressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// As holder of a leadership role.
    Leadership(String),
    /// As head of one side of a committee.
    Committee {
        /// The committee's full name, such as House Committee on the Judiciary.
        name: String,
        /// The role.
        role: Role,
    },
    /// As the holder of the seat.
    Seat,
}

/// The role of the head of a committee's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Chair of the whole committee.
    Chair,
    /// One of two who preside.
    CoChair,
    /// Vice chair of a committee whose other side, or other chamber, has the chair.
    ViceChair,
    /// Ranking member of the minority.
    RankingMember,
}

impl Role {
    /// Derives the role from the title as imported. Without one, the first of the majority is the chair and the first of the minority the
    /// ranking member.
    pub fn of(title: Option<&str>, side: Side) -> Self {
        let title = title.unwrap_or_default().to_lowercase();
        let chair = title.contains("chair");
        match side {
            _ if title.contains("vice") => Self::ViceChair,
            _ if chair && title.starts_with("co") => Self::CoChair,
            // The majority has the chair; if the minority's first has the same title, they are co-chairs.
            Side::Minority if chair => Self::CoChair,
            Side::Majority => Self::Chair,
            Side::Minority => Self::RankingMember,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Chair => "Chair",
            Self::CoChair => "Co-Chair",
            Self::ViceChair => "Vice Chair",
            Self::RankingMember => "Ranking Member",
        }
    }
}

/// Returns a committee's name for an address: subcommittees are imported by their subject alone.
pub(crate) fn committee_name(committee: &Committee) -> String {
    let name = &committee.name;
    if committee.parent.is_none() || name.contains("ubcommittee") {
        return name.clone();
    }
    match name.strip_prefix("The ") {
        Some(rest) => format!("Subcommittee on the {rest}"),
        None => format!("Subcommittee on {name}"),
    }
}

/// The lines of an address and the salutation.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Addressee {
    /// The lines, top to bottom.
    pub lines: Vec<String>,
    /// The salutation, with its colon.
    pub salutation: String,
}

/// Returns how to address a Member.
pub fn of(member: &Member, capacity: &Capacity) -> Addressee {
    let mut lines = vec![format!("The Honorable {}", member.name)];
    lines.extend(title(capacity));
    lines.push(chamber(member.seat.chamber()).to_owned());
    lines.extend(member.office.clone());
    lines.push(city(member));
    Addressee {
        lines,
        salutation: format!("Dear {}:", courtesy(member, capacity)),
    }
}

/// Returns the line that names a leadership role or a role on a committee; none for the holder of a seat.
pub(crate) fn title(capacity: &Capacity) -> Vec<String> {
    match capacity {
        Capacity::Seat => Vec::new(),
        Capacity::Leadership(role) => vec![role.clone()],
        Capacity::Committee { name, role } => {
            let name = name
                .strip_prefix("House ")
                .or_else(|| name.strip_prefix("Senate "))
                .unwrap_or(name);
            vec![format!("{}, {name}", role.title())]
        }
    }
}

fn chamber(chamber: Chamber) -> &'static str {
    match chamber {
        Chamber::House => "U.S. House of Representatives",
        Chamber::Senate => "United States Senate",
    }
}

/// Returns the ZIP+4 of the address if it is known; every office's mail goes to Washington.
fn city(member: &Member) -> String {
    let last = member
        .address
        .as_deref()
        .and_then(|address| address.split_whitespace().next_back());
    let zip = last.filter(|word| word.len() >= 5 && word.bytes().all(|b| b.is_ascii_digit() || b == b'-'));
    let usual = match member.seat.chamber() {
        Chamber::House => "20515",
        Chamber::Senate => "20510",
    };
    format!("Washington, DC {}", zip.unwrap_or(usual))
}

fn courtesy(member: &Member, capacity: &Capacity) -> String {
    let last = &member.last_name;
    match (capacity, &member.seat) {
        (Capacity::Leadership(role), _) if role == "Speaker of the House" => format!("Speaker {last}"),
        (Capacity::Leadership(role), _) if role.ends_with("Leader") => format!("Leader {last}"),
        (Capacity::Committee { role, .. }, _) => format!("{} {last}", role.title()),
        (_, Seat::Senate { .. }) => format!("Senator {last}"),
        (_, Seat::House { state, .. }) if state == "PR" => format!("Resident Commissioner {last}"),
        (_, Seat::House { state, .. }) if super::seats::DELEGATES.contains(&state.as_str()) => {
            format!("Delegate {last}")
        }
        (_, Seat::House { .. }) => format!("Representative {last}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(seat: Seat) -> Member {
        Member {
            bioguide: "X000001".to_owned(),
            congress: 119,
            seat,
            name: "Inés Sample Ortega".to_owned(),
            last_name: "Ortega".to_owned(),
            party: "Independent".to_owned(),
            term_end: "2027-01-03".to_owned(),
            appointed: false,
            leadership: None,
            office: Some("100 Cannon House Office Building".to_owned()),
            address: Some("100 Cannon House Office Building Washington DC 20515-0001".to_owned()),
            phone: None,
            url: None,
        }
    }

    fn house(state: &str) -> Member {
        member(Seat::House {
            state: state.to_owned(),
            district: 0,
        })
    }

    #[rstest::rstest]
    #[case("AK", "Dear Representative Ortega:")]
    #[case("PR", "Dear Resident Commissioner Ortega:")]
    #[case("GU", "Dear Delegate Ortega:")]
    fn the_seat_gives_the_courtesy_title(#[case] state: &str, #[case] salutation: &str) {
        assert_eq!(of(&house(state), &Capacity::Seat).salutation, salutation);
    }

    #[rstest::rstest]
    #[case(Some("Chairwoman"), Side::Majority, Role::Chair)]
    #[case(None, Side::Majority, Role::Chair)]
    #[case(Some("Vice Chairman"), Side::Majority, Role::ViceChair)]
    #[case(Some("Cochairman"), Side::Majority, Role::CoChair)]
    #[case(Some("Co-Chair"), Side::Minority, Role::CoChair)]
    #[case(Some("Chairman"), Side::Minority, Role::CoChair)]
    #[case(Some("Vice Chairman"), Side::Minority, Role::ViceChair)]
    #[case(Some("Ranking Member"), Side::Minority, Role::RankingMember)]
    #[case(None, Side::Minority, Role::RankingMember)]
    fn the_title_tells_the_role(#[case] title: Option<&str>, #[case] side: Side, #[case] role: Role) {
        assert_eq!(Role::of(title, side), role);
    }

    #[test]
    fn a_chair_is_addressed_as_chair() {
        let capacity = Capacity::Committee {
            name: "House Committee on the Judiciary".to_owned(),
            role: Role::Chair,
        };
        let found = of(&house("AK"), &capacity);
        insta::assert_snapshot!(format!("{}\n{}", found.lines.join("\n"), found.salutation), @r"
        The Honorable Inés Sample Ortega
        Chair, Committee on the Judiciary
        U.S. House of Representatives
        100 Cannon House Office Building
        Washington, DC 20515-0001
        Dear Chair Ortega:
        ");
    }

    #[test]
    fn a_new_member_without_an_office_is_still_reached() {
        let mut senator = member(Seat::Senate { state: "OH".to_owned() });
        (senator.office, senator.address) = (None, None);
        let found = of(&senator, &Capacity::Leadership("Senate Majority Leader".to_owned()));
        insta::assert_snapshot!(format!("{}\n{}", found.lines.join("\n"), found.salutation), @r"
        The Honorable Inés Sample Ortega
        Senate Majority Leader
        United States Senate
        Washington, DC 20510
        Dear Leader Ortega:
        ");
    }
}
