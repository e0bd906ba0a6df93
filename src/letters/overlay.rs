//! Puts what staff have set over the rules that letters' files have, wherever letters are read.

use super::library::Library;
use super::set_here::Known;
use super::store::settings;
use crate::store::{Read, StoreError};

/// Puts what is set over the rules of the files, of every letter that can be signed. Doing it again changes nothing.
pub fn apply(db: &Read<'_>, library: &mut Library) -> Result<(), StoreError> {
    let all = settings::count(db)?;
    for letter in library.filed_mut() {
        letter.signing.clone_from(&letter.filed);
        letter.set_here = Known {
            all,
            own: settings::of_letter(db, letter.slug.as_str())?,
        };
        let Some(signing) = letter.signing.as_mut() else {
            continue;
        };
        for (setting, value) in settings::read(db, letter.slug.as_str())? {
            value.put(setting, signing);
        }
    }
    library.set_here = all;
    Ok(())
}
