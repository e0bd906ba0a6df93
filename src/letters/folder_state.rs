//! A fingerprint of the folder of letters: names, sizes and times of all that is read from it. Two fingerprints differ if a reload may read
//! something else.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

use super::files;

/// How deep below the root files are read: `<slug>/updates/<name>/en.md`.
const DEPTH: usize = 3;

/// The folder at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderState {
    /// All folders; links are followed.
    folders: BTreeMap<PathBuf, Mark>,
    /// All other files.
    files: BTreeMap<PathBuf, Mark>,
}

/// What changes with a file's content, or if another file takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    /// The size; zero for folders, since their content is examined separately.
    size: u64,
    modified: Option<std::time::SystemTime>,
    identity: Identity,
}

/// The device and number of a file, and when its owner, mode or content changed: a copy may keep the time of its original.
type Identity = (u64, u64, i64, i64);

#[cfg(unix)]
fn identity(of: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    if of.is_dir() {
        (of.dev(), of.ino(), 0, 0)
    } else {
        (of.dev(), of.ino(), of.ctime(), of.ctime_nsec())
    }
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> Identity {
    (0, 0, 0, 0)
}

impl FolderState {
    /// Examines a folder; one that does not exist looks empty.
    pub fn at(root: &Path) -> Self {
        let mut look = Self::default();
        look.walk(root, 0);
        look
    }

    /// Returns the folders that were found, and their identity: another folder may take the place of one.
    pub(crate) fn folders(&self) -> Vec<(&Path, (u64, u64))> {
        let folders = self.folders.iter();
        folders
            .map(|(path, mark)| (path.as_path(), (mark.identity.0, mark.identity.1)))
            .collect()
    }

    fn walk(&mut self, path: &Path, depth: usize) {
        let Ok(found) = std::fs::metadata(path) else { return };
        if !found.is_dir() {
            let mark = Mark {
                size: found.len(),
                modified: found.modified().ok(),
                identity: identity(&found),
            };
            self.files.insert(path.to_owned(), mark);
            return;
        }
        let mark = Mark {
            size: 0,
            modified: None,
            identity: identity(&found),
        };
        self.folders.insert(path.to_owned(), mark);
        if depth <= DEPTH {
            for entry in files::entries(path) {
                self.walk(&entry, depth + 1);
            }
        }
    }
}
