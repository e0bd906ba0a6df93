//! Reads the files of a letter as they come from people's machines.

use std::path::{Path, PathBuf};

pub use crate::files::{Unusable, bytes};
use crate::problem::line_and_column;

/// The maximum size of a text, in bytes.
pub(crate) const LARGEST_TEXT: u64 = 2 << 20;

/// The maximum size of an image, in bytes.
pub(crate) const LARGEST_IMAGE: u64 = 10 << 20;

/// Returns whether a file is not the author's: hidden files, and what editors, Finder and Windows leave behind.
pub(crate) fn is_ignored(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let left = ["~", ".swp", ".swo", ".bak", ".orig", ".tmp"];
    name.starts_with(['.', '#', '~'])
        || left.iter().any(|end| name.ends_with(end))
        || ["thumbs.db", "desktop.ini", "__macosx"].contains(&name.to_lowercase().as_str())
}

/// Lists a folder, without ignored files, sorted by name.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| !is_ignored(path))
        .collect();
    found.sort();
    found
}

/// Reads a text in UTF-8, without its byte-order mark.
pub fn text(path: &Path) -> Result<String, Unusable> {
    let bytes = bytes(path, LARGEST_TEXT)?;
    if let Some(encoding) = wide(&bytes) {
        let what = format!("the file is saved as {encoding}: save it as UTF-8");
        return Err(Unusable::whole(what));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        let what = "this character is not UTF-8, probably because the file is saved as Latin-1 (Windows-1252): save it as UTF-8";
        Unusable {
            at: line_and_column(&before, before.len()),
            what: what.to_owned(),
        }
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Detects UTF-16 or UTF-32, by their marks or by the zeros between Latin letters.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        return Some("UTF-32");
    }
    let marked = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let head = &bytes[..bytes.len().min(512)];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    let spaced = half > 0 && zeros(0).max(zeros(1)) * 4 > half * 3;
    (marked || spaced).then_some("UTF-16")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, Unusable> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("en.md");
        std::fs::write(&path, bytes).expect("writes");
        text(&path)
    }

    fn utf_16(text: &str, mark: bool, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = mark.then_some(0xfeff);
        mark.into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn utf_8_is_read_with_and_without_its_mark() {
        assert_eq!(read("años\n".as_bytes()), Ok("años\n".to_owned()));
        assert_eq!(read("\u{feff}años\n".as_bytes()), Ok("años\n".to_owned()));
        assert_eq!(read(b""), Ok(String::new()));
    }

    #[test]
    fn another_encoding_is_named() {
        let told = read(b"+++\ntitle = \"a\xf1os\"\n").expect_err("Latin-1");
        assert!(
            told.at == (2, 11) && told.what.contains("Latin-1") && told.what.contains("UTF-8"),
            "{told:?}"
        );
        for mark in [true, false] {
            for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
                let told = read(&utf_16("+++\ntitle = \"años\"\n", mark, bytes)).expect_err("UTF-16");
                assert!(told.what.contains("saved as UTF-16"), "{told:?}");
            }
        }
    }

    #[test]
    fn a_file_past_the_limit_is_refused_and_one_at_it_is_read() {
        let limit = usize::try_from(LARGEST_TEXT).expect("small");
        assert_eq!(read(&vec![b'a'; limit]).map(|text| text.len()), Ok(limit));
        let told = read(&vec![b'a'; limit + 1]).expect_err("too large");
        assert!(told.what.contains("larger than 2 MB"), "{told:?}");
    }

    /// Reading these never ends, or never begins: a failing test would hang.
    #[cfg(unix)]
    #[test]
    fn only_regular_files_are_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("folder.md")).expect("a folder");
        std::os::unix::fs::symlink("/dev/zero", at("zero.md")).expect("a link");
        let _socket = std::os::unix::net::UnixListener::bind(at("socket.md")).expect("a socket");
        let made = std::process::Command::new("mkfifo").arg(at("pipe.md")).status();
        assert!(made.expect("runs").success());
        std::os::unix::fs::symlink(at("pipe.md"), at("link.md")).expect("a link");
        for name in ["folder.md", "zero.md", "socket.md", "pipe.md", "link.md"] {
            let told = text(&at(name)).expect_err(name);
            assert!(told.what.starts_with("is not a regular file"), "{name}: {told:?}");
        }
        let told = text(&at("none.md")).expect_err("is not there");
        assert!(told.what.ends_with("add it"), "{told:?}");
    }

    #[rstest::rstest]
    #[case(".#en.md", true)]
    #[case("._en.md", true)]
    #[case(".DS_Store", true)]
    #[case(".en.md.swp", true)]
    #[case("#en.md#", true)]
    #[case("en.md~", true)]
    #[case("~$en.md", true)]
    #[case("en.md.bak", true)]
    #[case("Thumbs.db", true)]
    #[case("desktop.ini", true)]
    #[case("__MACOSX", true)]
    #[case("en.md", false)]
    #[case("en (copy).md", false)]
    #[case("letter.toml", false)]
    fn files_left_behind_by_programs_are_ignored(#[case] name: &str, #[case] ignored: bool) {
        assert_eq!(is_ignored(Path::new("letters/a").join(name).as_path()), ignored);
    }
}
