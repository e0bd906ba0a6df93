//! The hidden `typeset`: the child process, JSON on standard input, the file on standard output.

use std::process::ExitCode;

/// Typesets what standard input orders.
#[cfg(feature = "pdf")]
pub fn typeset() -> anyhow::Result<ExitCode> {
    use std::io::Write;
    let file = undersigned::typesetting::child::set(std::io::stdin().lock())?;
    std::io::stdout().lock().write_all(&file)?;
    Ok(ExitCode::SUCCESS)
}

/// Fails: without the feature, nothing can be typeset.
#[cfg(not(feature = "pdf"))]
pub fn typeset() -> anyhow::Result<ExitCode> {
    anyhow::bail!("{}", undersigned::typesetting::TypesettingError::Without)
}
