//! The hidden `typeset`: the child's side, JSON on standard input, the file on standard output.

use std::process::ExitCode;

/// Sets what standard input orders.
#[cfg(feature = "pdf")]
pub fn typeset() -> anyhow::Result<ExitCode> {
    use std::io::Write;
    let file = undersigned::typesetting::child::set(std::io::stdin().lock())?;
    std::io::stdout().lock().write_all(&file)?;
    Ok(ExitCode::SUCCESS)
}

/// Without the feature there is nothing to set with.
#[cfg(not(feature = "pdf"))]
pub fn typeset() -> anyhow::Result<ExitCode> {
    anyhow::bail!("{}", undersigned::typesetting::TypesettingError::Without)
}
