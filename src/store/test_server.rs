//! Where tests store: in a file, or, if `TEST_POSTGRES` names a server, in a schema of their own there.

use std::path::Path;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// Returns the address that stands for a database's file; `None` if tests use files. Equal paths have equal addresses.
pub fn url(database: &Path) -> Option<String> {
    let server = std::env::var("TEST_POSTGRES").ok()?;
    let digest = Sha256::digest(database.as_os_str().as_encoded_bytes());
    let separator = if server.contains('?') { '&' } else { '?' };
    let schema = HEXLOWER.encode(&digest[..12]);
    Some(format!("{server}{separator}options=-csearch_path%3Dtest_{schema}"))
}
