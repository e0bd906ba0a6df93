//! Whom a letter goes to, by rules in `[delivery]` of its `letter.toml` and by a table beside it.

use serde::Deserialize;

/// A recipient who is not a Member of Congress, such as an agency or a state legislator.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// The key in `contacts.csv` (`recipient:<key>`) and in file names.
    pub key: String,
    /// The name, as addressed.
    pub name: String,
    /// The lines of the address.
    pub address: Vec<String>,
    /// The salutation, with its colon.
    pub salutation: String,
    /// Whether it comes from the table that `list` names.
    #[serde(skip)]
    pub is_listed: bool,
}

/// The recipients of a letter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Delivery {
    /// The chambers, `house` or `senate`: every current member.
    pub chambers: Vec<String>,
    /// Whether everyone with a leadership role receives it.
    pub leadership: bool,
    /// The committees by code (`HSJU`): chair and ranking member.
    pub committees: Vec<String>,
    /// The Members by bioguide id.
    pub members: Vec<String>,
    /// The states, by USPS code, all of whose senators and representatives receive it.
    pub states: Vec<String>,
    /// The states whose senators receive it.
    pub senators_of: Vec<String>,
    /// Whether it goes to the senators of the states where people who signed live, and to each representative in whose district one of them
    /// lives or may live.
    pub states_of_signers: bool,
    /// How many confirmed constituents have to have signed. It holds for Members chosen by chamber or state, and not for those who are named
    /// one by one, lead a chamber or head a committee.
    pub at_least: Option<u64>,
    /// The Members, by bioguide id, who don't receive it, whichever rule names them.
    pub except: Vec<String>,
    /// The file name of a table of more recipients in the letter's folder.
    pub list: Option<String>,
    /// The Members in that table, by bioguide id.
    #[serde(skip)]
    pub listed: Vec<String>,
    /// How many people have to approve the mails; one, unless it says two.
    pub approvals: Option<u8>,
    /// The subject line of the mail, in place of the usual one.
    pub subject: Option<String>,
    /// Other recipients, such as agencies; those in the table come last.
    pub recipients: Vec<Recipient>,
    /// Who receives a copy by other means: lines as they are printed below the names.
    pub cc: Vec<String>,
}

impl Delivery {
    /// Returns whether Members of Congress are among the recipients.
    pub(crate) fn is_to_congress(&self) -> bool {
        self.leadership
            || self.chooses_by_seat()
            || [&self.committees, &self.members, &self.listed]
                .iter()
                .any(|list| !list.is_empty())
    }

    /// Returns whether a rule chooses Members by their seats: those rules ask how many constituents signed.
    pub(crate) fn chooses_by_seat(&self) -> bool {
        let lists = [&self.chambers, &self.states, &self.senators_of];
        self.states_of_signers || lists.iter().any(|list| !list.is_empty())
    }
}
