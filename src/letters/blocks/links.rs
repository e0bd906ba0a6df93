//! Resolves links within a text: they lead to what is printed, or become plain words, since Typst refuses a file with a dead link.

use std::collections::BTreeSet;

use super::{Block, Inline};

/// Removes the target of each link to a heading that does not exist, such as one without words.
pub(super) fn settle(blocks: &mut [Block]) {
    let mut known = BTreeSet::new();
    each(blocks, &mut |place| match place {
        Place::Heading(anchor) => known.extend((!anchor.is_empty()).then(|| anchor.clone())),
        Place::Inline(Inline::Anchor { anchor }) => known.extend((!anchor.is_empty()).then(|| anchor.clone())),
        Place::Inline(_) => {}
    });
    each(blocks, &mut |place| {
        if let Place::Inline(Inline::Link { url, inlines }) = place
            && let Some(anchor) = url.strip_prefix('#')
            && (!known.contains(anchor) || inlines.iter().all(Inline::is_blank))
        {
            url.clear();
        }
    });
}

/// A block that may be linked to, or content that may link.
enum Place<'b> {
    Heading(&'b mut String),
    Inline(&'b mut Inline),
}

fn each(blocks: &mut [Block], visit: &mut impl FnMut(Place<'_>)) {
    for block in blocks {
        match block {
            Block::Heading { anchor, inlines, .. } => {
                visit(Place::Heading(anchor));
                each_inline(inlines, visit);
            }
            Block::Paragraph { inlines } => each_inline(inlines, visit),
            Block::List { items, .. } => items.iter_mut().for_each(|item| each(item, visit)),
            Block::Quote { blocks } => each(blocks, visit),
            Block::Table { rows, .. } => rows.iter_mut().flatten().for_each(|cell| each_inline(cell, visit)),
            Block::Rule => {}
        }
    }
}

fn each_inline(inlines: &mut [Inline], visit: &mut impl FnMut(Place<'_>)) {
    for inline in inlines {
        match inline {
            Inline::Emph { inlines } | Inline::Strong { inlines } | Inline::Link { inlines, .. } => {
                each_inline(inlines, visit);
            }
            Inline::Note { note, .. } => each(note, visit),
            Inline::Text { .. } | Inline::Break | Inline::Anchor { .. } => {}
        }
        visit(Place::Inline(inline));
    }
}
