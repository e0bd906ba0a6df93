//! Reads the input of a command: a named file, or standard input.

use std::io::{self, IsTerminal, Read};
use std::path::Path;

use super::output::is_standard;

/// Reads a file, or standard input for `-`; refuses a terminal, which nobody types a table into.
pub fn bytes_of(file: &Path) -> anyhow::Result<Vec<u8>> {
    if !is_standard(file) {
        return std::fs::read(file).map_err(|error| {
            anyhow::anyhow!(
                "{}: {error}: check the path and that you can read the file",
                file.display()
            )
        });
    }
    let mut input = io::stdin();
    anyhow::ensure!(
        !input.is_terminal(),
        "- means standard input: pipe a file into it, or name a file (for a file called -, use ./-)"
    );
    let mut bytes = Vec::new();
    input
        .read_to_end(&mut bytes)
        .map_err(|error| anyhow::anyhow!("standard input: {error}"))?;
    Ok(bytes)
}

/// Returns the name of the input, which is printed before the position of a problem.
pub fn name_of(file: &Path) -> String {
    if is_standard(file) {
        "standard input".to_owned()
    } else {
        file.display().to_string()
    }
}
