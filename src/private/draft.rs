//! A draft: a folder that is being written, hidden beside its destination, and locked by this process.
//!
//! It is deleted unless it is published, even if the process is interrupted ([`exit_without_drafts`]). If the process is killed,
//! [`abandoned`] finds what it left, since that contains signers' names: the system releases a lock when its process ends, for any reason.

use std::collections::BTreeSet;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::private;

/// The locked file in each draft. It stays in a published folder until [`Draft::keep`] says that the folder is known.
pub(crate) const LOCK: &str = ".lock";

/// How often another name is tried.
const TRIES: usize = 8;

/// The drafts of this process that are not published.
static OWN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn own() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    OWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes this process's drafts and ends the process. What is published stays: the database may know it already, and the next sweep finds
/// out.
pub fn exit_without_drafts(code: i32) -> ! {
    // Whoever publishes a draft waits for the lock, and so for the end.
    for draft in own().iter() {
        // Under its own name, other threads would go on writing into it.
        let hidden = draft.with_file_name(hidden(Path::new("interrupted")));
        if std::fs::rename(draft, &hidden).is_ok() {
            remove(&hidden).ok();
        }
    }
    std::process::exit(code)
}

/// A folder that only this process writes.
#[derive(Debug)]
pub struct Draft {
    /// The folder; `None` once it is kept.
    folder: Option<PathBuf>,
    _lock: File,
}

impl Draft {
    /// Creates `.NAME.<16 hexadecimal digits>` beside `destination`.
    pub fn beside(destination: &Path) -> io::Result<Self> {
        let above = above(destination);
        private::create_folder(&above)?;
        for _ in 0..TRIES {
            let folder = above.join(hidden(destination));
            private::create_new_folder(&folder)?;
            own().insert(folder.clone());
            // A sweep that saw the folder before it was locked may have removed it. If a disk has no locks, only empty
            // folders are swept.
            let lock = match private::create(&folder.join(LOCK)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    own().remove(&folder);
                    continue;
                }
                created => created?,
            };
            let held = matches!(lock.try_lock(), Err(TryLockError::WouldBlock));
            if !held && folder.join(LOCK).exists() {
                return Ok(Self {
                    folder: Some(folder),
                    _lock: lock,
                });
            }
            own().remove(&folder);
        }
        Err(io::Error::other("no folder could be locked"))
    }

    /// Returns the folder to write into.
    pub fn folder(&self) -> &Path {
        self.folder.as_deref().unwrap_or(Path::new(""))
    }

    /// Moves everything to its destination, durably. Until it is kept, it is still deleted with this draft.
    pub fn publish(&mut self, destination: &Path) -> io::Result<()> {
        own().remove(self.folder());
        // The names of the files are stored by their folder, which no file's own sync covers.
        File::open(self.folder())?.sync_all()?;
        std::fs::rename(self.folder(), destination)?;
        self.folder = Some(destination.to_owned());
        File::open(above(destination))?.sync_all()
    }

    /// Keeps the published folder permanently.
    pub fn keep(mut self) -> io::Result<()> {
        let Some(folder) = self.folder.take() else {
            return Ok(());
        };
        std::fs::remove_file(folder.join(LOCK))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            remove(folder).ok();
            own().remove(folder);
        }
    }
}

/// Removes a draft. Its lock goes last: if this process is killed in between, the next sweep finds the rest.
pub(crate) fn remove(folder: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            std::fs::remove_dir_all(entry.path())?;
        } else if entry.file_name() != LOCK {
            std::fs::remove_file(entry.path())?;
        }
    }
    match std::fs::remove_file(folder.join(LOCK)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => std::fs::remove_dir(folder),
    }
}

fn above(path: &Path) -> PathBuf {
    match path.parent() {
        Some(above) if above != Path::new("") => above.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn hidden(destination: &Path) -> String {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    let name = destination.file_name().unwrap_or_default().to_string_lossy();
    format!(".{name}.{}", data_encoding::HEXLOWER.encode(&bytes))
}

/// Returns the drafts in a folder whose processes are gone; [`remove`] removes them. A process that was killed just after it created a draft,
/// or just before it had removed one, left an empty folder.
pub(crate) fn abandoned(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let hidden = entries.filter(|entry| is_hidden(&entry.file_name().to_string_lossy()));
    hidden
        .map(|entry| entry.path())
        .filter(|path| is_abandoned(path) || is_empty(path))
        .collect()
}

/// Returns whether a name has the form `.NAME.<16 hexadecimal digits>`.
fn is_hidden(name: &str) -> bool {
    let parts = name.strip_prefix('.').and_then(|rest| rest.rsplit_once('.'));
    parts.is_some_and(|(_, end)| end.len() == 16 && end.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Returns whether a folder has nothing in it. A folder with anything but a lock of ours is not ours.
fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

/// Returns whether a folder has a lock that no process holds.
pub(crate) fn is_abandoned(folder: &Path) -> bool {
    let Ok(lock) = File::options().write(true).open(folder.join(LOCK)) else {
        return false;
    };
    match lock.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("a folder").flatten();
        let mut names: Vec<_> = entries
            .map(|it| it.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Imitates what SIGKILL leaves: the folder, and no process that holds its lock.
    fn killed(destination: &Path) -> PathBuf {
        let mut draft = Draft::beside(destination).expect("is made");
        let folder = draft.folder().to_owned();
        std::fs::write(folder.join("001.csv"), "Ana").expect("writes");
        draft.folder = None;
        drop(draft);
        // A child that another test starts at this moment has the lock too, until it executes another program.
        while !is_abandoned(&folder) {
            std::thread::yield_now();
        }
        folder
    }

    #[test]
    fn only_folders_left_by_a_dead_process_are_abandoned() {
        let place = tempfile::tempdir().expect("a folder");
        let at = |name: &str| place.path().join(name);
        let dead = killed(&at("o2"));
        let mut alive = Draft::beside(&at("o3")).expect("is made");
        let foreign = at(".cache.0123456789abcdef");
        std::fs::create_dir(&foreign).expect("is made");
        std::fs::write(foreign.join("mine"), "not yours").expect("writes");
        assert_eq!(abandoned(place.path()), std::slice::from_ref(&dead));
        // Killed between the folder and its lock.
        let empty = at(".draft-letter.0123456789abcdef");
        std::fs::create_dir(&empty).expect("is made");
        let mut both = abandoned(place.path());
        both.sort();
        assert_eq!(both, [empty, dead]);
        for draft in both {
            remove(&draft).expect("is removed");
        }
        assert_eq!(abandoned(place.path()), Vec::<PathBuf>::new());
        alive.publish(&at("o3")).expect("is still there");
    }

    #[test]
    fn a_draft_is_hidden_until_published_and_deleted_unless_kept() {
        let place = tempfile::tempdir().expect("a folder");
        let out = place.path().join("out");
        drop(Draft::beside(&out).expect("is made"));
        assert_eq!(names(place.path()), [""; 0]);
        let mut draft = Draft::beside(&out).expect("is made");
        assert!(is_hidden(&names(place.path())[0]), "{:?}", names(place.path()));
        std::fs::write(draft.folder().join("a"), "a").expect("writes");
        draft.publish(&out).expect("is moved");
        draft.keep().expect("is kept");
        assert_eq!(
            (names(place.path()), names(&out)),
            (vec!["out".to_owned()], vec!["a".to_owned()])
        );
    }

    #[test]
    fn a_draft_with_folders_is_removed_completely() {
        let place = tempfile::tempdir().expect("a folder");
        let dead = killed(&place.path().join("backup"));
        let within = dead.join("bundles");
        std::fs::create_dir(&within).expect("is made");
        std::fs::write(within.join("002.csv"), "Bo").expect("writes");
        remove(&dead).expect("is removed");
        assert_eq!(names(place.path()), [""; 0]);
    }

    #[test]
    fn only_a_name_ending_in_sixteen_digits_is_a_draft() {
        assert!(is_hidden(".o2.0123456789abcdef") && is_hidden(".a.b.0123456789ABCDEF"));
        for name in [
            "o2.0123456789abcdef",
            ".o2.0123456789abcde",
            ".o2.0123456789abcdeg",
            ".0123456789abcdef",
        ] {
            assert!(!is_hidden(name), "{name}");
        }
    }

    #[test]
    fn a_path_without_a_folder_is_written_to_the_current_folder() {
        assert_eq!(above(Path::new("out")), Path::new("."));
        assert_eq!(above(Path::new("var/out")), Path::new("var"));
        assert_eq!(above(Path::new("/")), Path::new("."));
    }
}
