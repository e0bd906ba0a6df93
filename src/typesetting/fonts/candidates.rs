//! Candidate faces, and the clusters that they show.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rustybuzz::{BufferFlags, UnicodeBuffer};
use typst::foundations::Bytes;
use typst::text::{Font, FontFlags, FontInfo, FontStretch, FontStyle, FontWeight, is_default_ignorable};

use super::{EMBEDDED, MAIN, Wanted, scripts};

/// Words in the names of families and files that are for something other than running text.
const PECULIAR: [&str; 11] = [
    "Nastaliq",
    "Kufi",
    "Rashi",
    "Display",
    "UI",
    "Symbols",
    "Emoji",
    "Music",
    "SignWriting",
    "Looped",
    "Mono",
];

/// Words in the names of files that are not a regular face; those are read only if necessary.
const WEIGHTS: [&str; 12] = [
    "Bold",
    "Italic",
    "Oblique",
    "Light",
    "Thin",
    "Medium",
    "Black",
    "Heavy",
    "Condensed",
    "Demi",
    "Hairline",
    "Mono",
];

/// Where a face is stored.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// In this program.
    Embedded(&'static [u8]),
    /// In a file on the machine.
    File(PathBuf),
}

/// A face, and which of the wanted clusters it shows.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) source: Source,
    pub(super) shows: BTreeSet<usize>,
    index: u32,
    family: String,
    flags: FontFlags,
    regular: bool,
    /// The OpenType tags of the scripts that it has rules for.
    scripts: BTreeSet<String>,
}

impl Candidate {
    fn new(source: Source, data: &[u8], index: u32, wanted: &Wanted) -> Option<Self> {
        let info = FontInfo::new(data, index)?;
        let face = rustybuzz::Face::from_slice(data, index)?;
        let shows = wanted.0.iter().enumerate();
        let shows = shows.filter(|(_, cluster)| shows_whole(&face, &cluster.text));
        let shows = shows.map(|(index, _)| index).collect();
        let tables = [face.tables().gsub, face.tables().gpos];
        let tags = tables.iter().flatten().flat_map(|table| table.scripts.into_iter());
        Some(Self {
            source,
            shows,
            index,
            regular: info.variant.weight == FontWeight::REGULAR
                && info.variant.style == FontStyle::Normal
                && info.variant.stretch == FontStretch::NORMAL,
            scripts: tags.map(|script| script.tag.to_string()).collect(),
            family: info.family,
            flags: info.flags,
        })
    }

    /// Returns whether this is the regular face of the main family.
    pub(super) fn is_main(&self) -> bool {
        self.family == MAIN && self.regular && matches!(self.source, Source::Embedded(_))
    }

    /// Returns whether the face may set a script at all.
    pub(super) fn may_set(&self, script: &str) -> bool {
        let signs = script == unicode_script::Script::Common.short_name();
        let able = !scripts::is_joined(script) || self.has_rules(script);
        able && !self.flags.contains(FontFlags::MONOSPACE) && (signs || !self.is_mathematical(script))
    }

    /// Returns whether the face is made for formulas. Text fonts may have a table for them too, as `DejaVu` Sans does.
    fn is_mathematical(&self, script: &str) -> bool {
        self.flags.contains(FontFlags::MATH) && (self.family.contains("Math") || !self.has_rules(script))
    }

    fn has_rules(&self, script: &str) -> bool {
        self.scripts.iter().any(|tag| scripts::is_named(script, tag))
    }

    /// Ranks how well the face serves a script of which it shows `shows` clusters; greater is better.
    pub(super) fn rank(&self, script: &str, shows: usize) -> impl Ord {
        let regional = match script {
            "Hira" | "Kana" => "JP",
            "Hang" => "KR",
            "Bopo" => "TC",
            _ => "SC",
        };
        (
            !self.is_mathematical(script),
            !PECULIAR.iter().any(|word| self.family.contains(word)),
            self.has_rules(script),
            shows,
            self.regular,
            self.family.ends_with(regional),
            self.flags.contains(FontFlags::SERIF) || self.family.contains("Serif") || self.family.contains("Naskh"),
            std::cmp::Reverse(self.family.len()),
        )
    }

    /// Loads the face for Typst; `None` if its file no longer exists.
    pub(super) fn font(&self) -> Option<Font> {
        let data = match &self.source {
            Source::Embedded(data) => Bytes::new(*data),
            Source::File(path) => Bytes::new(std::fs::read(path).ok()?),
        };
        Font::new(data, self.index)
    }
}

/// Returns whether the cluster can be shaped without a substitute glyph. What is invisible by nature is always shown.
fn shows_whole(face: &rustybuzz::Face<'_>, cluster: &str) -> bool {
    // Looking up the first character is quick; but a composed one may be shown by its parts, a space or a hyphen by another.
    let first = cluster.chars().find(|c| !is_default_ignorable(*c));
    let has_substitute = |c: char| c.is_whitespace() || c == '\u{2011}' || !unicode_normalization::is_nfd(cluster);
    if first.is_some_and(|c| face.glyph_index(c).is_none() && !has_substitute(c)) {
        return false;
    }
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(cluster);
    buffer.guess_segment_properties();
    buffer.set_flags(BufferFlags::REMOVE_DEFAULT_IGNORABLES);
    let shaped = rustybuzz::shape(face, &[], buffer);
    shaped.glyph_infos().iter().all(|glyph| glyph.glyph_id != 0)
}

/// Returns the embedded faces that show a wanted cluster.
pub(super) fn embedded(wanted: &Wanted) -> Vec<Candidate> {
    let faces = EMBEDDED
        .iter()
        .filter_map(|data| Candidate::new(Source::Embedded(data), data, 0, wanted));
    faces.filter(|face| face.is_main() || face.regular).collect()
}

/// Returns the machine's faces that show a wanted cluster: of files named as regular faces, and of others for the rest.
pub(super) fn of_machine(wanted: &Wanted, places: &[PathBuf]) -> Vec<Candidate> {
    let mut faces = Vec::new();
    let (regular, others): (Vec<PathBuf>, Vec<PathBuf>) = files(places).into_iter().partition(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !WEIGHTS.iter().any(|weight| name.contains(weight))
    });
    for path in regular {
        faces.extend(of_file(&path, wanted));
    }
    let shown: BTreeSet<usize> = faces
        .iter()
        .flat_map(|face: &Candidate| face.shows.iter().copied())
        .collect();
    if shown.len() < wanted.0.len() {
        let more = others.iter().flat_map(|path| of_file(path, wanted));
        faces.extend(more.filter(|face| !face.shows.is_subset(&shown)));
    }
    faces
}

fn of_file(path: &Path, wanted: &Wanted) -> Vec<Candidate> {
    let Ok(data) = std::fs::read(path) else {
        return Vec::new();
    };
    let count = rustybuzz::ttf_parser::fonts_in_collection(&data).unwrap_or(1);
    let faces = (0..count).filter_map(|index| Candidate::new(Source::File(path.to_owned()), &data, index, wanted));
    faces.filter(|face| !face.shows.is_empty()).collect()
}

/// Lists the font files among places and below those that are folders, each once; files that were named come first.
fn files(places: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    // Symlinks may form a cycle.
    let mut visited = BTreeSet::new();
    for place in places {
        let mut below = Vec::new();
        let mut folders = vec![place.clone()];
        while let Some(path) = folders.pop() {
            if path.is_dir() {
                if !std::fs::canonicalize(&path).is_ok_and(|real| visited.insert(real)) {
                    continue;
                }
                folders.extend(
                    std::fs::read_dir(&path)
                        .into_iter()
                        .flatten()
                        .flatten()
                        .map(|entry| entry.path()),
                );
            } else if is_font(&path) {
                below.push(path);
            }
        }
        below.sort();
        found.extend(below);
    }
    let mut seen = BTreeSet::new();
    found.retain(|path| seen.insert(path.clone()));
    found
}

fn is_font(path: &Path) -> bool {
    path.extension().is_some_and(|extension| {
        ["ttf", "otf", "ttc", "otc"]
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}
