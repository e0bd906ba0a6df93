//! Settings of bundles and their delivery.

use std::path::PathBuf;

use serde::Deserialize;

/// Bundles and their delivery.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// Where frozen bundles are kept.
    pub folder: PathBuf,
    /// After how long setting one PDF is given up.
    pub pdf_seconds: u64,
    /// How much memory the process that sets a PDF may have, in mebibytes.
    pub pdf_memory_megabytes: u64,
    /// Where fonts for names in other scripts lie.
    pub font_folders: Vec<PathBuf>,
    /// A larger PDF is not sent by mail, in mebibytes.
    pub attachment_limit_megabytes: u64,
    /// How many people are printed by name in an office's PDF; the table beside it has them all.
    pub most_people_printed: usize,
    /// Contacts that were verified longer ago are told before a delivery.
    pub contact_stale_days: u32,
}
