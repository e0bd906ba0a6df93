//! Whom we address: Members of Congress, committees, and the e-mail contacts that staff obtained for them.
//!
//! [`import`] reads the public files of unitedstates/congress-legislators, [`contacts`] and [`districts`] what staff bring.
//! [`seats`] knows which seats there are, so that a vacancy shows; [`address`] knows how each office is written to.

use std::fmt;

use jiff::civil::Date;

pub mod address;
pub mod contact_import;
pub mod contacts;
pub mod districts;
pub mod import;
pub mod seats;
pub mod store;
pub mod zips;

/// One of the two chambers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chamber {
    /// House of Representatives.
    House,
    /// Senate.
    Senate,
}

impl Chamber {
    /// As stored and as in `letter.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::House => "house",
            Self::Senate => "senate",
        }
    }

    /// From `house` or `senate`.
    pub fn parse(word: &str) -> Result<Self, String> {
        match word {
            "house" => Ok(Self::House),
            "senate" => Ok(Self::Senate),
            other => Err(format!("\"{other}\" is not a chamber")),
        }
    }
}

/// A seat in Congress, the same for everyone who holds it one after another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    /// `district` 0 is at large or a delegate's.
    House {
        /// USPS code.
        state: String,
        /// 0 to 53.
        district: u8,
    },
    /// A state has two.
    Senate {
        /// USPS code.
        state: String,
    },
}

impl Seat {
    /// The chamber.
    pub fn chamber(&self) -> Chamber {
        match self {
            Self::House { .. } => Chamber::House,
            Self::Senate { .. } => Chamber::Senate,
        }
    }

    /// The state's USPS code.
    pub fn state(&self) -> &str {
        match self {
            Self::House { state, .. } | Self::Senate { state } => state,
        }
    }

    /// The district, in the House.
    pub fn district(&self) -> Option<u8> {
        match self {
            Self::House { district, .. } => Some(*district),
            Self::Senate { .. } => None,
        }
    }
}

/// `CA-14`, `AK-AL` (at large), `CA` (a senator's).
impl fmt::Display for Seat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::House { state, district: 0 } => write!(f, "{state}-AL"),
            Self::House { state, district } => write!(f, "{state}-{district:02}"),
            Self::Senate { state } => f.write_str(state),
        }
    }
}

/// A Member of Congress in the current term. Public data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Identifies a person over all terms.
    pub bioguide: String,
    /// The Congress whose districts the seat is of.
    pub congress: u16,
    /// Which seat.
    pub seat: Seat,
    /// As the Member writes it.
    pub name: String,
    /// For the salutation.
    pub last_name: String,
    /// Party.
    pub party: String,
    /// A day, `2027-01-03`. An appointed senator may serve past it.
    pub term_end: String,
    /// Appointed to a vacant seat, until a successor is sworn in.
    pub appointed: bool,
    /// An open leadership role, such as Speaker of the House.
    pub leadership: Option<String>,
    /// Room and building.
    pub office: Option<String>,
    /// One line, with the ZIP at its end.
    pub address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Website; only http and https.
    pub url: Option<String>,
}

/// Whether a Member still serves on a day, as far as the data tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tenure {
    /// The term has not ended.
    Serves,
    /// Appointed, and past the day of the election: serves until a successor is sworn in (2 U.S.C. 1a, 1b; the state's law).
    MayServe,
    /// The term has ended.
    Ended,
}

impl Member {
    /// Terms end at noon of their last day (U.S. Constitution, 20th Amendment): on that day, the data is of the Congress before.
    pub(crate) fn tenure(&self, today: Date) -> Tenure {
        match self.term_end.parse::<Date>() {
            Ok(end) if end <= today && self.appointed => Tenure::MayServe,
            Ok(end) if end <= today => Tenure::Ended,
            // A day that can't be read ends nothing.
            _ => Tenure::Serves,
        }
    }
}

/// The day in Washington, by which terms begin and end.
pub fn day_in_washington(now: jiff::Timestamp) -> Date {
    let zone = jiff::tz::TimeZone::get("America/New_York").unwrap_or(jiff::tz::TimeZone::UTC);
    now.to_zoned_datetime(zone).date()
}

/// A committee or subcommittee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committee {
    /// `HSJU`, or `HSJU03` for a subcommittee.
    pub code: String,
    /// The parent's code, of a subcommittee.
    pub parent: Option<String>,
    /// `house`, `senate` or `joint`.
    pub chamber: String,
    /// Its name.
    pub name: String,
    /// The House's only.
    pub address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Website of the majority.
    pub url: Option<String>,
    /// Website of the minority.
    pub minority_url: Option<String>,
}

/// Which side of a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Its first rank is the chair.
    Majority,
    /// Its first rank is the ranking member.
    Minority,
}

impl Side {
    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Majority => "majority",
            Self::Minority => "minority",
        }
    }

    /// From `majority` or `minority`.
    pub fn parse(word: &str) -> Result<Self, String> {
        match word {
            "majority" => Ok(Self::Majority),
            "minority" => Ok(Self::Minority),
            other => Err(format!("\"{other}\" is neither majority nor minority")),
        }
    }
}

/// A Member's place in a committee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitteeSeat {
    /// The committee's code.
    pub committee: String,
    /// The Member.
    pub bioguide: String,
    /// Which side.
    pub side: Side,
    /// From 1.
    pub rank: u32,
    /// Free text in the data: Chair, Chairman, Ex Officio.
    pub title: Option<String>,
}

/// An office in the state or district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistrictOffice {
    /// In the data.
    pub id: String,
    /// The Member.
    pub bioguide: String,
    /// Street, suite and building in one line.
    pub address: Option<String>,
    /// City.
    pub city: String,
    /// USPS code.
    pub state: String,
    /// ZIP.
    pub zip: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
}
