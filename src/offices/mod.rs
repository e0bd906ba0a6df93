//! The offices we write to: Members of Congress, committees, and the e-mail contacts that staff obtained for them.
//!
//! [`import`] reads the public files of unitedstates/congress-legislators, [`contacts`] and [`districts`] what staff bring. [`seats`] knows
//! which seats exist, so that vacancies show; [`address`] knows how each office is addressed.

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
    /// The House of Representatives.
    House,
    /// The Senate.
    Senate,
}

impl Chamber {
    /// Returns the word that the database and `letter.toml` use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::House => "house",
            Self::Senate => "senate",
        }
    }

    /// Parses `house` or `senate`.
    pub fn parse(word: &str) -> Result<Self, String> {
        match word {
            "house" => Ok(Self::House),
            "senate" => Ok(Self::Senate),
            other => Err(format!("\"{other}\" is not a chamber")),
        }
    }
}

/// A seat in Congress, independent of who holds it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Seat {
    /// A seat in the House; `district` 0 is at large or a delegate's.
    House {
        /// The USPS code.
        state: String,
        /// The district, 0 to 53.
        district: u8,
    },
    /// A seat in the Senate, of which a state has two.
    Senate {
        /// The USPS code.
        state: String,
    },
}

impl Seat {
    /// Returns the chamber.
    pub fn chamber(&self) -> Chamber {
        match self {
            Self::House { .. } => Chamber::House,
            Self::Senate { .. } => Chamber::Senate,
        }
    }

    /// Returns the state's USPS code.
    pub fn state(&self) -> &str {
        match self {
            Self::House { state, .. } | Self::Senate { state } => state,
        }
    }

    /// Returns the district, for a seat in the House.
    pub fn district(&self) -> Option<u8> {
        match self {
            Self::House { district, .. } => Some(*district),
            Self::Senate { .. } => None,
        }
    }
}

/// Formats the seat: `CA-14`, `AK-AL` (at large), `CA` (a senator's).
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
    /// The bioguide id, which identifies a person over all terms.
    pub bioguide: String,
    /// The Congress whose districts the seat belongs to.
    pub congress: u16,
    /// The seat.
    pub seat: Seat,
    /// The name, as the Member writes it.
    pub name: String,
    /// The last name, for the salutation.
    pub last_name: String,
    /// The party.
    pub party: String,
    /// The last day of the term, `2027-01-03`. An appointed senator may serve past it.
    pub term_end: String,
    /// Whether the Member was appointed to a vacant seat, until a successor is sworn in.
    pub appointed: bool,
    /// The current leadership role, such as Speaker of the House.
    pub leadership: Option<String>,
    /// The room and building.
    pub office: Option<String>,
    /// The address in one line, with the ZIP at its end.
    pub address: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// The website; only http and https.
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
    /// Returns the tenure on a day. Terms end at noon of their last day (U.S. Constitution, 20th Amendment): on that day, the data is of
    /// the Congress before.
    pub(crate) fn tenure(&self, today: Date) -> Tenure {
        match self.term_end.parse::<Date>() {
            Ok(end) if end <= today && self.appointed => Tenure::MayServe,
            Ok(end) if end <= today => Tenure::Ended,
            // An unparsable day ends no term.
            _ => Tenure::Serves,
        }
    }
}

/// Returns the day in Washington, by which terms begin and end.
pub fn day_in_washington(now: jiff::Timestamp) -> Date {
    let zone = jiff::tz::TimeZone::get("America/New_York").unwrap_or(jiff::tz::TimeZone::UTC);
    now.to_zoned_datetime(zone).date()
}

/// A committee or subcommittee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committee {
    /// The code: `HSJU`, or `HSJU03` for a subcommittee.
    pub code: String,
    /// The parent's code, if it is a subcommittee.
    pub parent: Option<String>,
    /// The chamber: `house`, `senate` or `joint`.
    pub chamber: String,
    /// The name.
    pub name: String,
    /// The address; only the House's committees have one.
    pub address: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// The website of the majority.
    pub url: Option<String>,
    /// The website of the minority.
    pub minority_url: Option<String>,
}

/// A side of a committee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The majority, whose first rank is the chair.
    Majority,
    /// The minority, whose first rank is the ranking member.
    Minority,
}

impl Side {
    /// Returns the word that the database stores.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Majority => "majority",
            Self::Minority => "minority",
        }
    }

    /// Parses `majority` or `minority`.
    pub fn parse(word: &str) -> Result<Self, String> {
        match word {
            "majority" => Ok(Self::Majority),
            "minority" => Ok(Self::Minority),
            other => Err(format!("\"{other}\" is neither majority nor minority")),
        }
    }
}

/// A Member's seat on a committee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitteeSeat {
    /// The committee's code.
    pub committee: String,
    /// The Member's bioguide id.
    pub bioguide: String,
    /// The side.
    pub side: Side,
    /// The rank, from 1.
    pub rank: u32,
    /// The title, free text in the data: Chair, Chairman, Ex Officio.
    pub title: Option<String>,
}

/// An office in the state or district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistrictOffice {
    /// The id in the data.
    pub id: String,
    /// The Member's bioguide id.
    pub bioguide: String,
    /// The street, suite and building in one line.
    pub address: Option<String>,
    /// The city.
    pub city: String,
    /// The USPS code.
    pub state: String,
    /// The ZIP.
    pub zip: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
}
