//! Reads files that people bring: letters, images, logos.
//!
//! Only regular files are opened, and never without a limit: a named pipe, a device or a link to one would block the service or fill its
//! memory.

use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Why a file can't be used, and how to mend it; `at` is the position in the file, if there is one.
#[derive(Debug, PartialEq, Eq)]
pub struct Unusable {
    /// The line and column, from 1.
    pub at: (usize, usize),
    /// What is wrong, and how to mend it.
    pub what: String,
}

impl Unusable {
    /// Creates the reason for a whole file.
    pub(crate) fn whole(what: impl Into<String>) -> Self {
        Self {
            at: (1, 1),
            what: what.into(),
        }
    }
}

/// Reads a regular file of at most `most` bytes.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Unusable> {
    let unreadable = |error: std::io::Error| {
        let mend = match error.kind() {
            std::io::ErrorKind::NotFound => "add it",
            _ => "give the service permission to read it",
        };
        Unusable::whole(format!("can't be read ({error}): {mend}"))
    };
    // This is checked before the file is opened, since opening a named pipe waits for a writer.
    let found = std::fs::metadata(path).map_err(unreadable)?;
    if !found.is_file() {
        let what = "is not a regular file: use a file, not a folder, a named pipe or a device";
        return Err(Unusable::whole(what));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        let limit = if most >= 1 << 20 {
            format!("{} MB", most >> 20)
        } else {
            format!("{} KB", most >> 10)
        };
        let what = format!("is larger than {limit}: make it smaller");
        return Err(Unusable::whole(what));
    }
    Ok(bytes)
}
