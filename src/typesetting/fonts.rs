//! Fonts: Libertinus Serif, and for what it lacks other text fonts, embedded or from the machine.
//!
//! Which font sets what is decided here alone, and Typst is given the outcome: a list of families, each with the characters that it is for,
//! and no fallback of Typst's own. The decision shapes whole clusters with Typst's shaper, because a font's table may name a character
//! without having its glyph, and because a mark must come from the font of its letter. Mathematical fonts are used only for symbols, and
//! monospaced ones only for digests: both have letters of scripts that they can't join. What no font shows is visibly replaced by the
//! character's number, never dropped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Serialize;
use typst::foundations::Bytes;
use typst::text::{Font, FontInfo};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::clusters::{Replacements, numbers};
use candidates::{Candidate, Source};

mod candidates;
mod scripts;

/// The family that is preferred for everything that it covers.
const MAIN: &str = "Libertinus Serif";

/// The family for digests.
const MONOSPACED: &str = "DejaVu Sans Mono";

/// The faces in this program, as `script/build.rs` chooses them. A constant would be there once for each place that reads it.
static EMBEDDED: &[&[u8]] = &include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// The fonts for one file.
pub(super) struct Fonts {
    /// The faces, with the family names that the template uses.
    pub(super) faces: Vec<(FontInfo, Font)>,
    /// The families in order of preference.
    pub(super) families: Vec<Family>,
    /// The replacements for clusters that no font shows.
    pub(super) replacements: Replacements,
    /// The machine's font files among them.
    pub(super) files: Vec<PathBuf>,
}

/// A family as `text(font: …)` takes it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Family {
    name: String,
    /// A regular expression for the characters that it is for; `None` for all.
    covers: Option<String>,
}

impl Fonts {
    /// Chooses the fonts for these clusters. `places` are font files, or folders of them; `unshown` clusters are known to be in none of
    /// them.
    pub(super) fn choose(clusters: &BTreeSet<String>, places: &[PathBuf], unshown: &BTreeSet<String>) -> Self {
        let wanted = Wanted::new(clusters);
        let mut candidates = candidates::embedded(&wanted);
        let shown: BTreeSet<usize> = candidates
            .iter()
            .filter(|face| face.is_main())
            .flat_map(|face| face.shows.iter().copied())
            .collect();
        let known = |cluster: &String| unshown.contains(cluster);
        if (0..wanted.0.len()).any(|index| !shown.contains(&index) && !known(&wanted.0[index].text)) {
            candidates.extend(candidates::of_machine(&wanted, places));
        }
        let chosen = wanted.assign(&shown, &candidates);
        let replacements = clusters
            .iter()
            .filter_map(|cluster| Some((cluster.clone(), wanted.replacement(cluster, &shown, &chosen)?)))
            .collect();
        Self::load(&wanted, &candidates, &chosen, replacements)
    }

    /// Loads the chosen faces and names the families.
    fn load(wanted: &Wanted, candidates: &[Candidate], chosen: &Chosen, replacements: Replacements) -> Self {
        let mut fonts = Self {
            faces: Vec::new(),
            families: Vec::new(),
            replacements,
            files: Vec::new(),
        };
        for data in EMBEDDED {
            let kept =
                Font::iter(Bytes::new(*data)).filter(|font| [MAIN, MONOSPACED].contains(&font.info().family.as_str()));
            fonts.faces.extend(kept.map(|font| (font.info().clone(), font)));
        }
        fonts.families.push(Family {
            name: MAIN.to_lowercase(),
            covers: None,
        });
        // If a bold or italic face lacks what the regular one has, the regular one is used.
        let regular = candidates.iter().position(Candidate::is_main);
        for (index, shown) in regular.map(|index| (index, None)).into_iter().chain(chosen.faces()) {
            let face = &candidates[index];
            let Some(font) = face.font() else { continue };
            let name = format!("face {index}");
            let info = FontInfo {
                family: name.clone(),
                ..font.info().clone()
            };
            fonts.faces.push((info, font));
            fonts.families.push(Family {
                name,
                covers: shown.map(|shown| wanted.pattern(&shown)),
            });
            if let Source::File(path) = &face.source
                && !fonts.files.contains(path)
            {
                fonts.files.push(path.clone());
            }
        }
        fonts
    }
}

/// A cluster of some text, or the beginning of one.
struct Cluster {
    text: String,
    script: unicode_script::Script,
}

/// The clusters for which fonts are sought.
struct Wanted(Vec<Cluster>);

/// Which face sets which cluster, both by their indices.
struct Chosen(BTreeMap<usize, usize>);

impl Chosen {
    /// Iterates over the faces with their clusters.
    fn faces(&self) -> impl Iterator<Item = (usize, Option<Vec<usize>>)> {
        let mut faces: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (cluster, face) in &self.0 {
            faces.entry(*face).or_default().push(*cluster);
        }
        faces.into_iter().map(|(face, clusters)| (face, Some(clusters)))
    }
}

impl Wanted {
    /// Collects the clusters with their beginnings: if no font has the whole, one may have a letter without its mark.
    fn new(clusters: &BTreeSet<String>) -> Self {
        let beginnings = clusters
            .iter()
            .flat_map(|cluster| cluster.char_indices().map(|(at, c)| &cluster[..at + c.len_utf8()]));
        let texts: BTreeSet<&str> = beginnings.filter(|text| text.chars().all(scripts::in_use)).collect();
        let cluster = |text: &str| Cluster {
            text: text.to_owned(),
            script: scripts::of(text),
        };
        Self(texts.into_iter().map(cluster).collect())
    }

    fn index(&self, text: &str) -> Option<usize> {
        self.0.binary_search_by(|cluster| cluster.text.as_str().cmp(text)).ok()
    }

    /// Assigns clusters to faces: for each script the best face takes all that it shows, the next best the rest.
    fn assign(&self, shown: &BTreeSet<usize>, candidates: &[Candidate]) -> Chosen {
        let mut chosen = BTreeMap::new();
        let mut groups: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (index, cluster) in self.0.iter().enumerate() {
            if !shown.contains(&index) {
                groups.entry(cluster.script.short_name()).or_default().insert(index);
            }
        }
        for (script, mut rest) in groups {
            while !rest.is_empty() {
                let able = candidates.iter().enumerate().filter(|(_, face)| face.may_set(script));
                let ranked = able.filter_map(|(index, face)| {
                    let count = face.shows.intersection(&rest).count();
                    (count > 0).then(|| (face.rank(script, count), index))
                });
                let Some((_, best)) = ranked.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1))) else {
                    break;
                };
                let taken: Vec<usize> = candidates[best].shows.intersection(&rest).copied().collect();
                for cluster in taken {
                    rest.remove(&cluster);
                    chosen.insert(cluster, best);
                }
            }
        }
        Chosen(chosen)
    }

    /// Returns the replacement for a cluster that no face shows: as much of its beginning as one shows, then numbers.
    fn replacement(&self, cluster: &str, shown: &BTreeSet<usize>, chosen: &Chosen) -> Option<String> {
        let is_shown = |text: &str| {
            self.index(text)
                .is_some_and(|index| shown.contains(&index) || chosen.0.contains_key(&index))
        };
        if is_shown(cluster) {
            return None;
        }
        let beginnings = cluster.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
        let end = beginnings.rev().find(|end| is_shown(&cluster[..*end])).unwrap_or(0);
        Some(format!("{}{}", &cluster[..end], numbers(&cluster[end..])))
    }

    /// Builds a regular expression that matches the letters of clusters. The first letter decides for Typst which cluster it is; but if a
    /// virama joins letters, Typst may see a cluster in each of them.
    fn pattern(&self, clusters: &[usize]) -> String {
        let letters = |index: &usize| {
            let mut characters = self.0[*index].text.chars();
            let first = characters.next();
            first.into_iter().chain(characters.filter(|c| is_letter(*c)))
        };
        let first: BTreeSet<char> = clusters.iter().flat_map(letters).collect();
        let listed: Vec<String> = first
            .into_iter()
            .map(|c| format!("\\x{{{:X}}}", u32::from(c)))
            .collect();
        format!("[{}]", listed.concat())
    }
}

fn is_letter(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Letter
}

#[cfg(test)]
mod tests;
