//! Settings of bundles and their delivery.

use std::path::PathBuf;

use serde::Deserialize;

/// Bundles and their delivery.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// The folder of frozen bundles.
    pub folder: PathBuf,
    /// The timeout for typesetting one PDF.
    pub pdf_seconds: u64,
    /// The memory limit of the process that typesets a PDF, in mebibytes.
    pub pdf_memory_megabytes: u64,
    /// The folders with fonts for names in other scripts.
    pub font_folders: Vec<PathBuf>,
    /// The maximum size of a PDF sent by mail, in mebibytes.
    pub attachment_limit_megabytes: u64,
    /// How many people are printed by name in an office's PDF; the table beside it has all of them.
    pub most_people_printed: usize,
    /// The age from which an unverified contact is reported before a delivery.
    pub contact_stale_days: u32,
}
