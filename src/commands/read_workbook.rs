//! The hidden `read-workbook`: the child process, an order and a workbook on standard input, rows on standard output.

use std::process::ExitCode;

/// Reads the workbook.
pub fn read_workbook() -> anyhow::Result<ExitCode> {
    undersigned::tables::workbook::child::read(std::io::stdin().lock(), std::io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}
