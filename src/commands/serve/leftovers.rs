//! Deletes files that contain an erased signer: mails in the folder of the test transport, bundles, and drafts of bundles.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rocket::Shutdown;
use undersigned::config::{Config, Transport};
use undersigned::store::{Store, StoreError};
use undersigned::{delivery, outbox};

/// How often to check whether this process erased anything.
const NAP: Duration = Duration::from_secs(1);

/// After how many naps the files are examined anyway: another process may have erased, or been killed.
const ROUND: u32 = 60;

/// Runs from the start until shutdown.
pub(super) async fn run(store: Store, config: Arc<Config>, shutdown: Shutdown) {
    tokio::pin!(shutdown);
    let (mut wipes, mut naps) = (None, 0);
    loop {
        let now = store.wipes();
        if wipes != Some(now) || naps >= ROUND {
            (wipes, naps) = (Some(now), 0);
            let (store, config) = (store.clone(), Arc::clone(&config));
            match tokio::task::spawn_blocking(move || sweep(&store, &config)).await {
                Ok(Ok(0)) => {}
                Ok(Ok(files)) => tracing::info!(event = "leftovers.swept", files),
                Ok(Err(error)) => tracing::error!(event = "leftovers.failed", %error),
                Err(error) => tracing::error!(event = "leftovers.failed", %error),
            }
        }
        tokio::select! {
            () = &mut shutdown => return,
            () = tokio::time::sleep(NAP) => naps += 1,
        }
    }
}

fn sweep(store: &Store, config: &Config) -> Result<usize, StoreError> {
    let drafts = delivery::draft::sweep_unknown(config, store);
    let files = delivery::leftovers::sweep(store, &config.delivery)?;
    let folder: Option<&PathBuf> = (config.mail.transport == Transport::Folder).then_some(&config.mail.folder);
    let mails = folder.map_or(Ok(0), |folder| outbox::leftovers::sweep(store, folder))?;
    Ok(drafts + files + mails)
}
