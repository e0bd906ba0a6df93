//! A file that an office sent as its answer: kept privately, as it was received, and offered only as a download.

use crate::text;

/// The most bytes of a file.
pub const LARGEST: usize = 5 << 20;

/// The most characters of a file's name.
const LONGEST_NAME: usize = 120;

/// A file of an answer.
#[derive(Clone, PartialEq, Eq)]
pub struct AnswerFile {
    /// The name, without a path.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// Why a file is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotKept {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than [`LARGEST`].
    #[error("the file is larger than {} MiB", LARGEST >> 20)]
    TooLarge,
}

impl AnswerFile {
    /// Takes a file with the name that a browser or a path gives it.
    pub fn new(name: &str, bytes: Vec<u8>) -> Result<Self, NotKept> {
        match bytes.len() {
            0 => Err(NotKept::Empty),
            size if size > LARGEST => Err(NotKept::TooLarge),
            _ => Ok(Self {
                name: plain(name),
                bytes,
            }),
        }
    }
}

/// It may say who wrote to whom.
impl std::fmt::Debug for AnswerFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AnswerFile({} bytes)", self.bytes.len())
    }
}

/// Reduces a name to letters, digits and hyphens, and keeps its extension.
fn plain(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let [stem, extension] = [stem, extension].map(text::file_name);
    let stem: String = stem.chars().take(LONGEST_NAME).collect();
    let stem = if stem.is_empty() { "answer".to_owned() } else { stem };
    if extension.is_empty() || extension.len() > 8 {
        return stem;
    }
    format!("{stem}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_path_and_nothing_that_a_header_could_break_on() {
        let name = |given: &str| AnswerFile::new(given, vec![1]).expect("is kept").name;
        assert_eq!(
            name("C:\\Mail\\Reply from Rep. Ortega.PDF"),
            "reply-from-rep-ortega.pdf"
        );
        assert_eq!(name("../../etc/passwd"), "passwd");
        assert_eq!(name("a\"\r\nX: y.pdf"), "a-x-y.pdf");
        assert_eq!(name("答え.pdf"), name("答え.pdf"));
        assert_eq!(name(""), "answer");
        assert!(name(&"x".repeat(900)).len() <= 130);
    }

    #[test]
    fn empty_and_large_files_are_refused() {
        assert_eq!(AnswerFile::new("a", Vec::new()), Err(NotKept::Empty));
        assert_eq!(AnswerFile::new("a", vec![0; LARGEST + 1]), Err(NotKept::TooLarge));
        assert!(AnswerFile::new("a", vec![0; LARGEST]).is_ok());
    }
}
