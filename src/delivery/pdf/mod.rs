//! Sets a [`Sheet`] as a tagged PDF (PDF/UA-1 by Typst's validator), in a child process of this same program.
//!
//! The child has limits of time and memory, reads JSON from standard input and writes the file to standard output, so that a
//! layout that hangs or a library that fails takes nothing else with it. [`child`] is what runs there.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::sheet::Sheet;

#[cfg(feature = "pdf")]
pub mod child;
#[cfg(feature = "pdf")]
mod fonts;
#[cfg(feature = "pdf")]
mod world;

/// The hidden subcommand that runs [`child`].
pub const SUBCOMMAND: &str = "render-pdf";

/// Starts children that set PDFs.
#[derive(Clone, Debug)]
pub struct Renderer {
    /// This program.
    pub program: PathBuf,
    /// After how long a child is stopped.
    pub limit: Duration,
    /// How much memory it may have.
    pub megabytes: u64,
    /// Where fonts for names in other scripts lie.
    pub fonts: Vec<PathBuf>,
}

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// Built without the feature.
    #[error("this program was built without PDFs: build it with the feature `pdf`")]
    Without,
    /// The child can't be started or spoken to.
    #[error("the process that sets PDFs: {0}")]
    Io(#[from] std::io::Error),
    /// It took too long.
    #[error("setting the PDF took longer than {0} seconds: raise delivery.pdf_seconds")]
    Slow(u64),
    /// It said why.
    #[error("setting the PDF failed: {0}")]
    Failed(String),
}

#[derive(Serialize)]
struct Wish<'a> {
    sheet: &'a Sheet,
    fonts: &'a [PathBuf],
    megabytes: u64,
}

/// What the child reads.
#[derive(Deserialize)]
#[cfg_attr(not(feature = "pdf"), expect(dead_code, reason = "only the child reads it"))]
struct Order {
    sheet: serde_json::Value,
    fonts: Vec<PathBuf>,
    megabytes: u64,
}

impl Renderer {
    /// Sets one sheet.
    pub fn render(&self, sheet: &Sheet) -> Result<Vec<u8>, PdfError> {
        if cfg!(not(feature = "pdf")) {
            return Err(PdfError::Without);
        }
        let wish = Wish {
            sheet,
            fonts: &self.fonts,
            megabytes: self.megabytes,
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
        let status = child.wait()?;
        let (pdf, complaint) = answer?;
        if status.success() && pdf.starts_with(b"%PDF-") {
            return Ok(pdf);
        }
        let words = String::from_utf8_lossy(&complaint);
        let words = words.lines().next().map_or_else(|| status.to_string(), str::to_owned);
        Err(PdfError::Failed(words))
    }

    /// Writes and reads at the same time, so that neither side waits for the other's full pipe.
    fn converse(&self, child: &mut Child, order: Vec<u8>) -> Result<(Vec<u8>, Vec<u8>), PdfError> {
        let missing = || std::io::Error::other("a pipe is missing");
        let mut input = child.stdin.take().ok_or_else(missing)?;
        // A child that died of the order says why on its other side.
        std::thread::spawn(move || input.write_all(&order).ok());
        let pdf = drain(child.stdout.take().ok_or_else(missing)?);
        let complaint = drain(child.stderr.take().ok_or_else(missing)?);
        let slow = |_| PdfError::Slow(self.limit.as_secs());
        let pdf = pdf.recv_timeout(self.limit).map_err(slow)?;
        Ok((pdf, complaint.recv_timeout(Duration::from_secs(1)).unwrap_or_default()))
    }
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
