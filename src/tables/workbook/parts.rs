//! How much the parts of a workbook unpack to, before any of them is read into memory.
//!
//! The rows of a sheet are read one by one. Its shared texts and its styles are read as a whole, and a few kilobytes may unpack to
//! gigabytes of them. So they are unpacked once here, into nothing, and counted. An archive that can't be followed is left to the reader of
//! workbooks, which says what is wrong with it.

use std::io::Read;

use flate2::read::DeflateDecoder;

/// Returns whether the parts that are read as a whole unpack to at most so many bytes.
pub(super) fn fit(archive: &[u8], most: u64) -> bool {
    let mut left = most;
    for part in Parts::of(archive).filter(Part::is_read_as_a_whole) {
        let Some(size) = part.unpacked(archive, left) else {
            return false;
        };
        left -= size;
    }
    true
}

/// A part of an archive, as the directory at its end describes it.
struct Part<'a> {
    name: &'a [u8],
    is_deflated: bool,
    /// The size as packed.
    packed: usize,
    /// Where its own header begins.
    at: usize,
}

impl Part<'_> {
    /// Rows are read one by one, and pictures not at all.
    fn is_read_as_a_whole(&self) -> bool {
        let name = self.name.to_ascii_lowercase();
        let is_whole = [b"sharedstrings.xml".as_slice(), b"styles.xml"];
        let is_whole = is_whole.iter().any(|whole| name.ends_with(whole));
        is_whole || !(name.starts_with(b"xl/worksheets/") || name.starts_with(b"xl/media/"))
    }

    /// Returns the size as unpacked; `None` if it is larger than `most`.
    fn unpacked(&self, archive: &[u8], most: u64) -> Option<u64> {
        let begins = number(archive, self.at + 26, 2).zip(number(archive, self.at + 28, 2));
        let begins = begins.map(|(name, extra)| self.at + 30 + name + extra);
        let data = begins.and_then(|begins| archive.get(begins..)).unwrap_or_default();
        let data = &data[..self.packed.min(data.len())];
        let size = if self.is_deflated {
            let mut unpacked = DeflateDecoder::new(data).take(most.saturating_add(1));
            // What is damaged ends there.
            let mut size = 0;
            let mut buffer = vec![0; 1 << 16];
            while let Ok(more @ 1..) = unpacked.read(&mut buffer) {
                size += more as u64;
            }
            size
        } else {
            data.len() as u64
        };
        (size <= most).then_some(size)
    }
}

/// The parts in the order of the directory.
struct Parts<'a> {
    archive: &'a [u8],
    at: usize,
}

impl<'a> Parts<'a> {
    /// Begins where the end of the archive says that the directory does.
    fn of(archive: &'a [u8]) -> Self {
        /// The length of what stands at the end, without a comment.
        const END: usize = 22;
        /// The longest comment.
        const COMMENT: usize = 0xffff;
        let last = archive.len().saturating_sub(END);
        let mut ends = (last.saturating_sub(COMMENT)..=last).rev();
        let end = ends.find(|at| archive[*at..].starts_with(b"PK\x05\x06"));
        let begins = end.and_then(|at| match number(archive, at + 16, 4)? {
            ELSEWHERE => large(archive, at),
            begins => Some(begins),
        });
        Self {
            archive,
            at: begins.unwrap_or(archive.len()),
        }
    }
}

/// A number that is written in more bytes elsewhere.
const ELSEWHERE: usize = 0xffff_ffff;

/// Returns where the directory begins, for an end that does not say it.
fn large(archive: &[u8], end: usize) -> Option<usize> {
    let locator = end.checked_sub(20)?;
    let at = number(archive, locator + 8, 8)?;
    number(archive, at.checked_add(48)?, 8)
}

/// Reads a number, lowest byte first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    let mut bytes = bytes.iter().rev();
    bytes.try_fold(0_usize, |sum, byte| Some(sum.checked_mul(256)? + usize::from(*byte)))
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.archive.get(self.at..)?;
        if !entry.starts_with(b"PK\x01\x02") {
            return None;
        }
        let [name, extra, comment] = [28, 30, 32].map(|at| number(entry, at, 2));
        let (name, extra) = (name?, extra?);
        let more = entry.get(46 + name..46 + name + extra)?;
        let mut wide = wide(more);
        let mut sized = |at| match number(entry, at, 4)? {
            ELSEWHERE => wide.next(),
            size => Some(size),
        };
        // In this order in both places.
        let _unpacked = sized(24);
        let (packed, at) = (sized(20)?, sized(42)?);
        self.at += 46 + name + extra + comment?;
        Some(Part {
            name: &entry[46..46 + name],
            is_deflated: number(entry, 10, 2)? == 8,
            packed,
            at,
        })
    }
}

/// Returns the numbers of an entry that did not fit into four bytes.
fn wide(mut extra: &[u8]) -> impl Iterator<Item = usize> {
    let mut found = Vec::new();
    while let (Some(kind), Some(length)) = (number(extra, 0, 2), number(extra, 2, 2)) {
        let end = (4 + length).min(extra.len());
        if kind == 1 {
            found.extend(extra[4..end].chunks_exact(8).filter_map(|it| number(it, 0, 8)));
        }
        extra = &extra[end..];
    }
    found.into_iter()
}
