//! Ends an interrupted command without leaving a draft: it contains signers' names, and staff may never run the command again.

use undersigned::private::draft::exit_without_drafts;

/// Watches for SIGINT, SIGTERM and SIGHUP from now on; exits with 128 plus the signal's number, as shells do.
#[cfg(unix)]
pub fn watch() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let signals = runtime.block_on(async {
        let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
        let signals: std::io::Result<Vec<_>> = kinds.into_iter().map(signal).collect();
        signals
    });
    let mut signals = signals?;
    std::thread::Builder::new()
        .name("interrupt".to_owned())
        .spawn(move || {
            let code = runtime.block_on(async {
                let [interrupt, terminate, hangup] = &mut signals[..] else {
                    return 1;
                };
                tokio::select! {
                    _ = interrupt.recv() => 130,
                    _ = terminate.recv() => 143,
                    _ = hangup.recv() => 129,
                }
            });
            exit_without_drafts(code)
        })?;
    Ok(())
}

/// Watches for nothing: there are no such signals here.
#[cfg(not(unix))]
pub fn watch() -> anyhow::Result<()> {
    Ok(())
}
