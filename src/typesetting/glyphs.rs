//! Finds clusters without a glyph on a laid-out page.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::text::TextItem;
use typst_layout::PagedDocument;
use unicode_segmentation::UnicodeSegmentation;

/// Returns every cluster that is set without a glyph somewhere.
pub(super) fn missing(document: &PagedDocument) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for page in document.pages() {
        look(&page.frame, &mut found);
    }
    found
}

fn look(frame: &Frame, found: &mut BTreeSet<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => look(&group.frame, found),
            FrameItem::Text(text) if text.glyphs.iter().any(|glyph| glyph.id == 0) => clusters(text, found),
            _ => {}
        }
    }
}

/// Collects the clusters of a run that its glyph 0 replaces, or the whole run if it begins or ends within a cluster.
fn clusters(item: &TextItem, found: &mut BTreeSet<String>) {
    for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
        let range = glyph.range();
        let touched = item
            .text
            .grapheme_indices(true)
            .filter(|(start, text)| *start < range.end && range.start < start + text.len());
        found.extend(touched.map(|(_, text)| text.to_owned()));
    }
}

/// Returns whether a cluster consists of Latin letters and common signs.
pub(super) fn is_latin(cluster: &str) -> bool {
    let mut characters = cluster.chars();
    let first = characters.next().unwrap_or_default();
    characters.next().is_none() && matches!(u32::from(first), 0..0x250 | 0x1e00..0x1f00 | 0x2010..0x2028)
}
