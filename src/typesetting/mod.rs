//! Typesets pages and pictures with Typst templates, in a child process of this same program.
//!
//! The child has limits on time and memory, reads JSON from standard input and writes the file to standard output, so that a layout that
//! hangs or a library that fails affects nothing else. [`child`] is what runs there.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::config;

#[cfg(feature = "pdf")]
pub mod child;
#[cfg(feature = "pdf")]
mod clusters;
#[cfg(feature = "pdf")]
mod fonts;
#[cfg(feature = "pdf")]
mod glyphs;
#[cfg(feature = "pdf")]
mod world;

/// The hidden subcommand that runs [`child`].
pub(crate) const SUBCOMMAND: &str = "typeset";

/// What is typeset: each has a template of its own, and a file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// A rendition for an office: a tagged PDF (PDF/UA-1 by Typst's validator).
    Bundle,
    /// A paper that staff hand out: a tagged PDF.
    Paper,
    /// The image shown beside a link to a letter elsewhere: a PNG.
    ShareImage,
    /// An image of the publisher on a canvas: a PNG.
    Picture,
    /// No file: only checks which of its texts can be shown, and by which fonts.
    Look,
}

impl Work {
    /// Returns the first bytes of its files.
    fn signature(self) -> &'static [u8] {
        match self {
            Self::Bundle | Self::Paper => b"%PDF-",
            Self::ShareImage | Self::Picture => b"\x89PNG\r\n",
            Self::Look => b"",
        }
    }
}

/// Starts typesetting child processes.
#[derive(Clone, Debug)]
pub struct Typesetter {
    /// The path of this program.
    pub program: PathBuf,
    /// The timeout of a child.
    pub limit: Duration,
    /// The memory limit of a child.
    pub megabytes: u64,
    /// Font files, or folders of them, for names in other scripts.
    pub fonts: Vec<PathBuf>,
    /// Clusters that are known to be in none of these fonts.
    pub unshown: BTreeSet<String>,
}

/// Images that a template draws, by the names that its words use: `logo.svg`.
pub type Images = BTreeMap<String, Arc<Vec<u8>>>;

/// A typeset file.
#[derive(Debug)]
pub struct TypesetFile {
    /// The content.
    pub file: Vec<u8>,
    /// The clusters (a letter with its marks, a sign) that no available font shows: numbers such as `[U+1DC4]` replace them.
    pub unshown: BTreeSet<String>,
}

/// The child's report, in a line before the file.
#[derive(Debug, Serialize, Deserialize)]
struct Report {
    unshown: BTreeSet<String>,
    fonts: Vec<PathBuf>,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum TypesettingError {
    /// The program was built without the feature.
    #[error("this program was built without PDF support: build it with the feature `pdf`")]
    Without,
    /// The child can't be started, or the pipes to it failed.
    #[error("the process that creates PDFs: {0}")]
    Io(#[from] std::io::Error),
    /// The child took too long.
    #[error("creating the PDF or image took longer than {0} seconds: increase delivery.pdf_seconds")]
    Slow(u64),
    /// The child reported an error.
    #[error("creating the PDF or image failed: {0}")]
    Failed(String),
}

#[derive(Serialize)]
struct OrderToChild<'a, T> {
    work: Work,
    sheet: &'a T,
    images: BTreeMap<&'a str, String>,
    fonts: &'a [PathBuf],
    unshown: &'a BTreeSet<String>,
    megabytes: u64,
    cpu_seconds: u64,
    parent: u32,
}

/// The order that the child reads.
#[derive(Deserialize)]
#[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "only the child reads it"))]
struct Order {
    work: Work,
    sheet: serde_json::Value,
    /// The images, in Base64.
    images: BTreeMap<String, String>,
    fonts: Vec<PathBuf>,
    unshown: BTreeSet<String>,
    megabytes: u64,
    cpu_seconds: u64,
    parent: u32,
}

/// Whether this build can typeset.
pub const AVAILABLE: bool = cfg!(feature = "pdf");

/// Returns the program that children run. On Linux it is the very file that this process runs, even if it was replaced or removed: an
/// upgrade beside a running service must not give the new program the old one's orders.
pub fn this_program() -> std::io::Result<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() {
        Ok(running.to_owned())
    } else {
        std::env::current_exe()
    }
}

impl Typesetter {
    /// Creates a typesetter with the settings' limits; `program` is this one.
    pub fn new(program: PathBuf, settings: &config::Delivery) -> Self {
        Self {
            program,
            limit: Duration::from_secs(settings.pdf_seconds),
            megabytes: settings.pdf_memory_megabytes,
            fonts: settings.font_folders.clone(),
            unshown: BTreeSet::new(),
        }
    }

    /// Typesets one rendition, whose words become the template's `sheet.json`.
    pub fn set<T: Serialize>(&self, work: Work, sheet: &T) -> Result<TypesetFile, TypesettingError> {
        self.set_with(work, sheet, &Images::new())
    }

    /// Typesets one rendition with images.
    pub fn set_with<T: Serialize>(
        &self,
        work: Work,
        sheet: &T,
        images: &Images,
    ) -> Result<TypesetFile, TypesettingError> {
        let (report, file) = self.run(work, sheet, images)?;
        Ok(TypesetFile {
            file,
            unshown: report.unshown,
        })
    }

    /// Returns the clusters of these texts that no available font shows, decided as [`Typesetter::set`] decides.
    pub fn unshown<T: Serialize>(&self, texts: &T) -> Result<BTreeSet<String>, TypesettingError> {
        Ok(self.run(Work::Look, texts, &Images::new())?.0.unshown)
    }

    /// Returns a typesetter for renditions with some of these texts, which does not search the machine's fonts for each of them.
    pub fn prepared<T: Serialize>(&self, texts: &T) -> Result<Self, TypesettingError> {
        let (report, _) = self.run(Work::Look, texts, &Images::new())?;
        Ok(Self {
            fonts: report.fonts.into_iter().chain(self.fonts.iter().cloned()).collect(),
            unshown: report.unshown,
            ..self.clone()
        })
    }

    /// Returns the CPU time that a child may use within its timeout. This limit ends it only if nobody is left to stop it.
    fn cpu_seconds(&self) -> u64 {
        let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
        self.limit.as_secs().saturating_mul(cores).saturating_add(1)
    }

    fn run<T: Serialize>(&self, work: Work, sheet: &T, images: &Images) -> Result<(Report, Vec<u8>), TypesettingError> {
        if !AVAILABLE {
            return Err(TypesettingError::Without);
        }
        let wish = OrderToChild {
            work,
            sheet,
            images: images
                .iter()
                .map(|(name, bytes)| (name.as_str(), data_encoding::BASE64.encode(bytes)))
                .collect(),
            fonts: &self.fonts,
            unshown: &self.unshown,
            megabytes: self.megabytes,
            cpu_seconds: self.cpu_seconds(),
            parent: std::process::id(),
        };
        let order = serde_json::to_vec(&wish).map_err(std::io::Error::from)?;
        let mut child = Command::new(&self.program)
            .arg(SUBCOMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let answer = self.converse(&mut child, order);
        if answer.is_err() {
            child.kill().ok();
        }
        let status = self.ended(&mut child);
        let ((answer, complaint), status) = (answer?, status?);
        if status.success()
            && let Some((report, file)) = parts(&answer)
            && file.starts_with(work.signature())
        {
            return Ok((report, file.to_vec()));
        }
        let words = String::from_utf8_lossy(&complaint);
        let words = words.lines().next().map_or_else(|| status.to_string(), str::to_owned);
        Err(TypesettingError::Failed(words))
    }

    /// Waits for a child that was killed, or has written everything. If it goes on nevertheless, it is killed at its timeout.
    fn ended(&self, child: &mut Child) -> Result<ExitStatus, TypesettingError> {
        const LOOK: Duration = Duration::from_millis(1);
        for _ in 0..self.limit.as_millis().max(1) {
            if let Some(status) = child.try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(LOOK);
        }
        child.kill().ok();
        child.wait()?;
        Err(TypesettingError::Slow(self.limit.as_secs()))
    }

    /// Writes and reads concurrently, so that neither side waits for the other's full pipe.
    fn converse(&self, child: &mut Child, order: Vec<u8>) -> Result<(Vec<u8>, Vec<u8>), TypesettingError> {
        let missing = || std::io::Error::other("a pipe is missing");
        let mut input = child.stdin.take().ok_or_else(missing)?;
        // A child that died reading the order explains why on its output.
        std::thread::spawn(move || input.write_all(&order).ok());
        let file = drain(child.stdout.take().ok_or_else(missing)?);
        let complaint = drain(child.stderr.take().ok_or_else(missing)?);
        let slow = |_| TypesettingError::Slow(self.limit.as_secs());
        let file = file.recv_timeout(self.limit).map_err(slow)?;
        Ok((file, complaint.recv_timeout(Duration::from_secs(1)).unwrap_or_default()))
    }
}

/// Splits the answer into the line of JSON and the file.
fn parts(answer: &[u8]) -> Option<(Report, &[u8])> {
    let end = answer.iter().position(|byte| *byte == b'\n')?;
    Some((serde_json::from_slice(&answer[..end]).ok()?, &answer[end + 1..]))
}

fn drain(mut pipe: impl Read + Send + 'static) -> mpsc::Receiver<Vec<u8>> {
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).ok();
        send.send(bytes).ok();
    });
    receive
}

#[cfg(all(test, unix, feature = "pdf"))]
mod tests;
