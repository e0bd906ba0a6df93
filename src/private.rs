//! Files and folders with personal data or unpublished content, readable by their owner only.

pub mod draft;

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

/// Creates or truncates a file that only its owner can read.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    // An existing file keeps its mode; a terminal or pipe is not ours to protect.
    #[cfg(unix)]
    if file.metadata()?.is_file() {
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    }
    Ok(file)
}

/// Opens a file for reading and writing; creates it, readable by its owner only, if it does not exist.
pub(crate) fn open_or_create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Creates a folder with its missing parents; existing folders stay as they are.
pub(crate) fn create_folder(path: &Path) -> io::Result<()> {
    builder().recursive(true).create(path)
}

/// Creates a folder that must not exist, in one that does.
pub(crate) fn create_new_folder(path: &Path) -> io::Result<()> {
    builder().create(path)
}

fn builder() -> DirBuilder {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "modes are Unix's"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).expect("is there").permissions().mode() & 0o777
    }

    #[test]
    fn only_the_owner_reads() {
        let place = tempfile::tempdir().expect("a folder");
        let folder = place.path().join("a/b");
        create_folder(&folder).expect("is made");
        create_folder(&folder).expect("is there");
        assert_eq!((mode(&folder), mode(&place.path().join("a"))), (0o700, 0o700));
        let file = folder.join("file");
        std::fs::write(&file, "open").expect("writes");
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o644)).expect("is opened");
        create(&file).expect("is emptied");
        assert_eq!((mode(&file), std::fs::read(&file).expect("reads")), (0o600, Vec::new()));
        create(&folder.join("new")).expect("is made");
        assert_eq!(mode(&folder.join("new")), 0o600);
    }
}
