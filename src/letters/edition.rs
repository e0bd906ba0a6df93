//! Builds one language's edition from its file.

use std::path::Path;

use super::bill::Bill;
use super::front_matter::{self, FrontMatter, Split};
use super::{Digest, Edition, images, render};
use crate::letters::footnotes::Labels;
use crate::locale::{Lang, Locales};

impl Edition {
    /// Builds the signed text: title, addressees, asks, bills with the position on each, salutation and closing if they are its own, and body, in that order.
    pub(crate) fn signed_text(front: &FrontMatter, bills: &[Bill], markdown: &str) -> String {
        let mut text = format!("{}\n\n", front.title);
        let bills: Vec<String> = bills.iter().map(Bill::line).collect();
        let lines = front.addressees.iter().chain(&front.asks).chain(&bills);
        for line in lines.chain(&front.salutation).chain(&front.closing) {
            text.push_str(line);
            text.push('\n');
        }
        text.push('\n');
        text.push_str(markdown.trim());
        text.push('\n');
        text
    }

    /// Builds an edition from a file's head and body; `source` is the complete file.
    pub(crate) fn made(
        lang: Lang,
        bills: &[Bill],
        mut split: Split<FrontMatter>,
        source: String,
        labels: &Labels,
    ) -> Self {
        split.front.title = front_matter::one_line(&split.front.title);
        Self {
            lang,
            revision: split.front.revision.unwrap_or(1),
            digest: Digest::of(Self::signed_text(&split.front, bills, &split.body).as_bytes()),
            html: render::html(&split.body, labels),
            front: split.front,
            markdown: split.body,
            source,
            image: None,
        }
    }

    /// Rebuilds a text that was published before, from its file as it was then.
    pub(crate) fn read(folder: &Path, lang: Lang, bills: &[Bill], source: String, locales: &Locales) -> Option<Self> {
        let file = folder.join(format!("{lang}.md"));
        let split = front_matter::split(&file, &source).ok()?.parsed(|_| Vec::new()).0?;
        let edition = Self::made(lang, bills, split, source, &Labels::new(locales, lang, lang));
        let image = edition.front.image.as_deref();
        let image = image.and_then(|name| images::Image::read(&folder.join(name), name).ok());
        Some(Self { image, ..edition })
    }
}
