//! The columns of an export.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use strum::{Display, EnumString, IntoStaticStr, VariantArray};

use super::Signer;
use crate::letters::Party;
use crate::tables::harmless;

/// A column; commands and JSON name it by the same word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Display, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
#[expect(missing_docs, reason = "each is a field of `Signer`")]
pub enum Column {
    Kind,
    ListedName,
    Name,
    Scope,
    City,
    State,
    Country,
    PostalCode,
    District,
    DistrictFound,
    Title,
    Affiliation,
    ContactName,
    Email,
    Comment,
    CommentState,
    Verification,
    Evidence,
    Source,
    Invitation,
    Updates,
    Lang,
    Revision,
    ConfirmedAt,
    Demonstration,
    OrganizationKind,
    Website,
    Phone,
    AuthorizedWording,
    UpdatesWording,
    UpdatesAt,
    OtherNames,
    Number,
    Standing,
    HeldFor,
    Marks,
    SignedAt,
    Origin,
    OriginEvidence,
    Unasked,
    ToOffices,
    ToOfficesWording,
    ToOfficesAt,
}

/// The content of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell<'s> {
    /// Text that someone typed, or that must stay as it is: a ZIP code, a district, a code.
    Text(&'s str),
    /// Yes or no.
    Flag(bool),
    /// A number to calculate with.
    Number(u32),
    /// The number of a signature.
    Id(crate::signatures::ids::SignatureId),
    /// A time, RFC 3339 in UTC; empty if there is none.
    Time(&'s str),
}

impl Column {
    /// Every column, in the usual order.
    pub fn all() -> Vec<Self> {
        Self::VARIANTS.to_vec()
    }

    /// Parses a list such as `name,email`; an error is the word that is not a column.
    pub fn list(words: &str) -> Result<Vec<Self>, String> {
        let words = words.split(',').map(str::trim).filter(|word| !word.is_empty());
        words.map(|word| word.parse().map_err(|_| word.to_owned())).collect()
    }

    /// Returns whether it holds personal data that no public page shows, of an individual or of an organization's contact.
    pub fn is_personal(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::PostalCode
                | Self::District
                | Self::DistrictFound
                | Self::Title
                | Self::ContactName
                | Self::Email
                | Self::Comment
                | Self::Evidence
                | Self::Updates
                | Self::Phone
                | Self::AuthorizedWording
                | Self::UpdatesWording
                | Self::UpdatesAt
                | Self::OriginEvidence
                | Self::ToOffices
                | Self::ToOfficesWording
                | Self::ToOfficesAt
        )
    }

    /// Returns the heading in a CSV file, where times are in UTC and their headings say so.
    pub(super) fn heading(self) -> Cow<'static, str> {
        let word: &'static str = self.into();
        if self.is_time() {
            Cow::Owned(format!("{word}_utc"))
        } else {
            Cow::Borrowed(word)
        }
    }

    /// Returns the id of the message with the heading for people.
    pub fn message(self) -> String {
        format!("staff-column-{}", self.to_string().replace('_', "-"))
    }

    pub(super) fn is_time(self) -> bool {
        matches!(
            self,
            Self::ConfirmedAt | Self::UpdatesAt | Self::SignedAt | Self::ToOfficesAt
        )
    }

    /// Returns whether one kind of signer can have a value in it.
    pub(super) fn is_of(self, party: Party) -> bool {
        match self {
            Self::Scope
            | Self::ContactName
            | Self::Verification
            | Self::Evidence
            | Self::Invitation
            | Self::OrganizationKind
            | Self::Website
            | Self::Phone
            | Self::AuthorizedWording
            | Self::OtherNames => party == Party::Organization,
            Self::PostalCode
            | Self::District
            | Self::DistrictFound
            | Self::Affiliation
            | Self::Comment
            | Self::CommentState
            | Self::ToOffices
            | Self::ToOfficesWording
            | Self::ToOfficesAt => party == Party::Person,
            _ => true,
        }
    }

    pub(super) fn of(self, it: &Signer) -> Cell<'_> {
        use Cell::{Flag, Id, Number, Text, Time};
        match self {
            Self::Kind => Text(&it.kind),
            Self::ListedName => Text(&it.listed_name),
            Self::Name => Text(&it.name),
            Self::Scope => Text(&it.scope),
            Self::City => Text(&it.city),
            Self::State => Text(&it.state),
            Self::Country => Text(&it.country),
            Self::PostalCode => Text(&it.postal_code),
            Self::District => Text(&it.district),
            Self::DistrictFound => Text(&it.district_found),
            Self::Title => Text(&it.title),
            Self::Affiliation => Text(&it.affiliation),
            Self::ContactName => Text(&it.contact_name),
            Self::Email => Text(&it.email),
            Self::Comment => Text(&it.comment),
            Self::CommentState => Text(&it.comment_state),
            Self::Verification => Text(&it.verification),
            Self::Evidence => Text(&it.evidence),
            Self::Source => Text(&it.source),
            Self::Invitation => Text(&it.invitation),
            Self::Updates => Flag(it.updates),
            Self::Lang => Text(&it.lang),
            Self::Revision => Number(it.revision),
            Self::ConfirmedAt => Time(&it.confirmed_at),
            Self::Demonstration => Flag(it.demonstration),
            Self::OrganizationKind => Text(&it.organization_kind),
            Self::Website => Text(&it.website),
            Self::Phone => Text(&it.phone),
            Self::AuthorizedWording => Text(&it.authorized_wording),
            Self::UpdatesWording => Text(&it.updates_wording),
            Self::UpdatesAt => Time(&it.updates_at),
            Self::OtherNames => Text(&it.other_names),
            Self::Number => Id(it.number),
            Self::Standing => Text(&it.standing),
            Self::HeldFor => Text(&it.held_for),
            Self::Marks => Text(&it.marks),
            Self::SignedAt => Time(&it.signed_at),
            Self::Origin => Text(&it.origin),
            Self::OriginEvidence => Text(&it.origin_evidence),
            Self::Unasked => Text(&it.unasked),
            Self::ToOffices => Flag(it.to_offices),
            Self::ToOfficesWording => Text(&it.to_offices_wording),
            Self::ToOfficesAt => Time(&it.to_offices_at),
        }
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) | Self::Time(text) => to.serialize_str(text),
            Self::Flag(it) => to.serialize_bool(*it),
            Self::Number(number) => to.serialize_u32(*number),
            Self::Id(id) => id.serialize(to),
        }
    }
}

impl Cell<'_> {
    /// Returns the text for a CSV file, with formulas made harmless, and times in a format that spreadsheets recognize.
    pub(super) fn plain(self) -> String {
        match self {
            Self::Text(text) => harmless(text.to_owned()),
            Self::Flag(it) => it.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Id(id) => id.to_string(),
            Self::Time(moment) => sortable(moment),
        }
    }
}

/// Formats a time as `2026-11-28 20:07:01`, which spreadsheets recognize; they do not recognize RFC 3339.
fn sortable(moment: &str) -> String {
    match moment.parse::<jiff::Timestamp>() {
        Ok(moment) => moment.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_under_its_heading_and_none_runs_as_a_formula() {
        let names = serde_json::to_value(Signer::default()).expect("plain data");
        let names: Vec<String> = names.as_object().expect("fields").keys().cloned().collect();
        let mut words: Vec<&str> = Column::VARIANTS.iter().map(|column| (*column).into()).collect();
        words.sort_unstable();
        assert_eq!(names, words, "each field has a column of its name");
        let mut given = serde_json::Map::new();
        for name in names {
            let value = match name.as_str() {
                "updates" | "demonstration" | "to_offices" => true.into(),
                "revision" | "number" => 7.into(),
                "confirmed_at" | "updates_at" | "signed_at" | "to_offices_at" => "2026-11-28T20:07:01.460809Z".into(),
                text => format!("={text}").into(),
            };
            given.insert(name.clone(), value);
        }
        let signer: Signer = serde_json::from_value(given.into()).expect("a signer");
        for column in Column::all() {
            let right = match &*column.heading() {
                "updates" | "demonstration" | "to_offices" => "true".to_owned(),
                "revision" | "number" => "7".to_owned(),
                "confirmed_at_utc" | "updates_at_utc" | "signed_at_utc" | "to_offices_at_utc" => {
                    "2026-11-28 20:07:01".to_owned()
                }
                text => format!("'={text}"),
            };
            assert_eq!(column.of(&signer).plain(), right, "{column}");
        }
    }

    #[test]
    fn a_list_has_the_columns_in_its_order() {
        assert_eq!(Column::list("email, name,"), Ok(vec![Column::Email, Column::Name]));
        assert_eq!(Column::list("email,mail"), Err("mail".to_owned()));
    }
}
