//! Hides letters and updates until their day of publication: such a letter is a draft, which staff can show by a link.
//!
//! A letter that was published here before stays visible whatever its settings say: people have its address, and links in their mails.

use jiff::Timestamp;

use super::library::Library;
use super::{begins, store as texts};
use crate::store::{Read, StoreError};

/// Removes from the library what is not due yet; returns when the next of it is.
pub(crate) fn withhold(db: &Read<'_>, library: &mut Library, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    let mut due: Vec<Timestamp> = Vec::new();
    let mut later = Vec::new();
    for letter in library.letters_mut() {
        let day = letter.publication();
        if day > now && texts::published_since(db, letter.slug.as_str())?.is_none() {
            tracing::info!(event = "letters.waiting", letter = letter.slug.as_str(), until = %day);
            due.push(day);
            later.push(letter.slug.clone());
            continue;
        }
        let zone = letter.zone();
        letter.updates.retain(|update| {
            let day = begins(update.published, &zone);
            let waits = day > now;
            if waits {
                due.push(day);
            }
            !waits
        });
    }
    for slug in &later {
        library.withhold(slug);
    }
    Ok(due.into_iter().min())
}
