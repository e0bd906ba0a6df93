//! Decides whether two organizations on a letter are the same: yes, no, or a question for staff. A name alone never decides.

use super::{identity, lookalikes};

/// What is known of an organization that signed.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// The keys of the organization's names ([`identity::organization`]): legal, listed, in other languages.
    pub keys: Vec<String>,
    /// The registrable domain of the website, unless it is a shared host.
    pub website: Option<String>,
    /// The registrable domain of the contact's address, unless anyone may have a mailbox there.
    pub mail: Option<String>,
    /// The contact's mailbox, in canonical form; empty if staff recorded none.
    pub mailbox: String,
    /// Further traits that may agree, folded: the contact's name, a phone number, the public address.
    pub traits: Vec<String>,
    /// The country, state and city, folded.
    pub place: [String; 3],
    /// Whether the organization speaks for its whole country: its city is then only that of an office.
    pub national: bool,
}

/// Whether two organizations are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sameness {
    /// The same: name and domain agree, or the mailbox does, or name, place and a further trait do and no domain contradicts.
    Same,
    /// Two organizations: their names differ, or the same name in other places with other domains.
    Another,
    /// Unclear: staff decide.
    Unclear,
}

/// How much two names have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Equal,
    /// They differ by a typo.
    Near,
    /// One looks like the other, but is spelled differently.
    Lookalike,
    Apart,
}

/// Compares two organizations of one letter.
pub fn compare(a: &Profile, b: &Profile) -> Sameness {
    let linked = are_linked(a, b);
    let same_place = a.place == b.place;
    let local = !a.national && !b.national;
    // Organizations of two countries are different, even with the same name and domain.
    let same_reach = same_place || (!local && a.place[0] == b.place[0]);
    match names(a, b) {
        Names::Apart if linked => Sameness::Unclear,
        Names::Apart => Sameness::Another,
        Names::Equal if share_a_mailbox(a, b) => Sameness::Same,
        // Chapters of one organization share a domain and often a name.
        Names::Equal if linked && same_reach => Sameness::Same,
        // Anyone can copy a contact's name or a phone number from a website; nobody can copy its domain.
        Names::Equal if same_place && !are_contrary(a, b) && a.traits.iter().any(|it| b.traits.contains(it)) => {
            Sameness::Same
        }
        Names::Equal | Names::Near if !linked && !same_place && local => Sameness::Another,
        _ => Sameness::Unclear,
    }
}

fn names(a: &Profile, b: &Profile) -> Names {
    let pairs = || {
        a.keys
            .iter()
            .flat_map(|mine| b.keys.iter().map(move |theirs| (mine, theirs)))
    };
    let said = |(mine, theirs): &(&String, &String)| !mine.is_empty() && !theirs.is_empty();
    if pairs().filter(said).any(|(mine, theirs)| mine == theirs) {
        Names::Equal
    } else if pairs()
        .filter(said)
        .any(|(mine, theirs)| lookalikes::skeleton(mine) == lookalikes::skeleton(theirs))
    {
        Names::Lookalike
    } else if pairs().filter(said).any(|(mine, theirs)| identity::near(mine, theirs)) {
        Names::Near
    } else {
        Names::Apart
    }
}

/// Returns whether both organizations name, or write from, the same domain.
pub(crate) fn are_linked(a: &Profile, b: &Profile) -> bool {
    let domains = |it: &Profile| {
        [it.website.clone(), it.mail.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
    };
    let theirs = domains(b);
    domains(a).iter().any(|mine| theirs.contains(mine))
}

/// Returns whether both contacts have the same mailbox.
pub(crate) fn share_a_mailbox(a: &Profile, b: &Profile) -> bool {
    !a.mailbox.is_empty() && a.mailbox == b.mailbox
}

/// Returns whether each organization has a domain of its own, and they share none.
fn are_contrary(a: &Profile, b: &Profile) -> bool {
    let has_one = |it: &Profile| it.website.is_some() || it.mail.is_some();
    has_one(a) && has_one(b) && !are_linked(a, b)
}

/// Returns whether the organizations share a name, as written or to the eye.
pub(crate) fn share_a_name(a: &Profile, b: &Profile) -> bool {
    names(a, b) != Names::Apart
}

#[cfg(test)]
mod tests;
