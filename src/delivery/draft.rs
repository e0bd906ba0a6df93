//! Removes what killed commands left of bundles that they were writing ([`crate::private::draft`]).

use std::path::{Path, PathBuf};

use super::store as rows;
use crate::config::Config;
use crate::letters::Digest;
use crate::private::draft::{LOCK, abandoned, is_abandoned, remove};
use crate::shelf::Shelf;
use crate::store::Store;

/// Removes leftovers from the folder of bundles, and from the shelf in the database. Bundles that the database knows stay, and everything
/// does if the database can't be read.
pub fn sweep_unknown(config: &Config, store: &Store) -> usize {
    let knows = |digest| store.read_now(|db| rows::knows(db, digest)).unwrap_or(true);
    let shelf = Shelf::of(&config.delivery.folder, store);
    let unfinished = shelf.sweep(store, &config.clock).unwrap_or_else(|error| {
        tracing::warn!(event = "delivery.draft_left", %error);
        0
    });
    sweep(&config.delivery.folder, knows) + unfinished
}

/// Removes the drafts in a folder whose processes are gone, and returns how many. `is_known` says which published bundles the database
/// knows by their digest: a published bundle that the database never heard of is a draft too.
pub fn sweep(folder: &Path, is_known: impl Fn([u8; 32]) -> bool) -> usize {
    let unknown = published(folder).into_iter().filter(|(digest, path)| {
        if is_known(*digest) {
            std::fs::remove_file(path.join(LOCK)).ok();
            return false;
        }
        true
    });
    let unknown = unknown.map(|(_, path)| path);
    let mut swept = 0;
    for path in abandoned(folder).into_iter().chain(unknown) {
        match remove(&path) {
            Ok(()) => swept += 1,
            Err(error) => tracing::warn!(event = "delivery.draft_left", path = %path.display(), %error),
        }
    }
    if swept > 0 {
        tracing::info!(event = "delivery.drafts_swept", folders = swept);
    }
    swept
}

/// Returns published bundles whose processes ended before they recorded that the database knows them.
fn published(folder: &Path) -> Vec<([u8; 32], PathBuf)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| {
        let digest = Digest::parse(&entry.file_name().to_string_lossy())?;
        Some((digest.0, entry.path()))
    });
    named.filter(|(_, path)| is_abandoned(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Imitates what SIGKILL leaves: files with names, and a lock that nobody holds.
    fn killed(folder: &Path) {
        std::fs::create_dir(folder).expect("is made");
        std::fs::write(folder.join(LOCK), "").expect("writes");
        std::fs::write(folder.join("001.csv"), "Ana").expect("writes");
    }

    #[test]
    fn unknown_bundles_are_swept_and_known_ones_are_unlocked() {
        let place = tempfile::tempdir().expect("a folder");
        let at = |name: &str| place.path().join(name);
        killed(&at(".draft-letter.0123456789abcdef"));
        // Both were published before the database recorded them; it recorded only one.
        let [known, unknown] = ["0a", "0b"].map(|name| at(&name.repeat(32)));
        killed(&known);
        killed(&unknown);
        assert_eq!(sweep(place.path(), |digest| digest == [10; 32]), 2);
        let left = std::fs::read_dir(place.path()).expect("a folder").flatten();
        assert_eq!(
            left.map(|it| it.path()).collect::<Vec<_>>(),
            std::slice::from_ref(&known)
        );
        assert!(known.join("001.csv").is_file() && !known.join(LOCK).exists());
    }
}
