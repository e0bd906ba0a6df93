//! The organizations: those of the office's own state, then national ones, then those of other states A to Z and of other countries.

use std::collections::BTreeMap;

use super::RenditionContext;
use super::names::RegionKey;
use super::names::{Group, Line};
use crate::delivery::Target;
use crate::delivery::snapshot::Organization;
use crate::locale::order;
use crate::offices::Seat;

/// A heading with organizations, A to Z.
pub(in crate::delivery) struct Section<'s> {
    heading: String,
    /// Whether the heading names their place, so that their lines need not.
    is_place: bool,
    /// The organizations; never empty.
    pub(in crate::delivery) organizations: Vec<&'s Organization>,
}

impl RenditionContext<'_> {
    /// Groups the organizations, which an office reads right after the letter.
    pub(super) fn organization_groups(&self, target: &Target) -> Vec<Group> {
        let sections = self.sections(target);
        if sections.is_empty() {
            return Vec::new();
        }
        let group = |section: Section<'_>| Group {
            lines: section
                .organizations
                .iter()
                .map(|organization| self.organization_line(organization, section.is_place))
                .collect(),
            ..Group::heading(2, section.heading)
        };
        let heading = Group::heading(1, self.text("bundle-organizations-heading"));
        std::iter::once(heading)
            .chain(sections.into_iter().map(group))
            .collect()
    }

    /// Returns every organization once. A national organization in the office's state is counted for the state on page one, so it is listed
    /// there too.
    pub(in crate::delivery) fn sections(&self, target: &Target) -> Vec<Section<'_>> {
        let state = target.seat.as_ref().map(Seat::state);
        let all = self.snapshot.organizations.iter();
        let (mut own, others): (Vec<_>, Vec<_>) =
            all.partition(|it| state.is_some() && it.place.state.as_deref() == state);
        let (national, elsewhere): (Vec<_>, Vec<_>) = others.into_iter().partition(|it| it.national);
        // The snapshot has national organizations first; here they are sorted among the others.
        own.sort_by_cached_key(|it| order::organization_key(&it.name));
        let mut places: BTreeMap<RegionKey, (String, Vec<&Organization>)> = BTreeMap::new();
        for organization in elsewhere {
            let (key, name) = self.region(&organization.place);
            places
                .entry(key)
                .or_insert_with(|| (name, Vec::new()))
                .1
                .push(organization);
        }
        let section = |heading, is_place, organizations| Section {
            heading,
            is_place,
            organizations,
        };
        let own = section(state.map_or_else(String::new, |state| self.state(state)), true, own);
        let national = section(self.text("bundle-national"), false, national);
        let places = places.into_values().map(|(name, found)| section(name, true, found));
        let all = [own, national].into_iter().chain(places);
        all.filter(|section| !section.organizations.is_empty()).collect()
    }

    fn organization_line(&self, organization: &Organization, is_place: bool) -> Line {
        Line {
            detail: String::new(),
            spoken: String::new(),
            name: organization.name.clone(),
            rest: if is_place {
                organization.place.city.clone().unwrap_or_default()
            } else {
                self.place(&organization.place)
            },
        }
    }
}
