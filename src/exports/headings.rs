//! The words of a workbook.

use super::Column;
use crate::locale::{Lang, Locales};

/// The language of a workbook, which people read. The words of CSV and JSON, which programs read, are the same in all languages.
#[derive(Clone, Copy)]
pub struct Headings<'a> {
    /// The messages.
    pub locales: &'a Locales,
    /// The language.
    pub lang: Lang,
}

impl Headings<'_> {
    pub(super) fn text(self, id: &str) -> String {
        self.locales.text(self.lang, id)
    }

    /// Returns the heading of a column.
    pub(super) fn of(self, column: Column) -> String {
        self.text(&column.message())
    }
}

impl std::fmt::Debug for Headings<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Headings({})", self.lang)
    }
}
