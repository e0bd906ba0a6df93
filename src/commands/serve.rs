//! `serve`: the website and the outbox worker, side by side.

use std::process::ExitCode;

use anyhow::Context;
use undersigned::config::{self, Config, Transport};

/// Worker and server side by side; the worker finishes what is under way after the server has stopped.
pub fn serve() -> anyhow::Result<ExitCode> {
    rocket::async_main(async move {
        // Inside the runtime: the pool of SMTP connections keeps a task of its own.
        let service = undersigned::build(config::figment())?;
        let greeting = greeting(&service.config);
        let rocket = service
            .rocket
            .ignite()
            .await
            .map_err(|error| anyhow::anyhow!("{error}"))?;
        let (stop, store) = (rocket.shutdown(), service.worker.store.clone());
        let (clock, signing) = (service.config.clock.clone(), service.config.signing.clone());
        let domain = service.worker.mailer.domain().to_owned();
        let worker = tokio::spawn(service.worker.run(rocket.shutdown()));
        let keeper = tokio::spawn(undersigned::signatures::retention::run(
            store.clone(),
            clock,
            signing,
            stop.clone(),
        ));
        let reminding = undersigned::signatures::reminders::run(store, service.shelf, service.config, domain, stop);
        let reminder = tokio::spawn(reminding);
        super::say(&greeting);
        let ended = rocket.launch().await.map(drop);
        worker.await?;
        keeper.await?;
        reminder.await?;
        let port = "is another program on this port? Set ROCKET_PORT to another";
        ended.map_err(|error| anyhow::anyhow!("{error}")).context(port)?;
        Ok(ExitCode::SUCCESS)
    })
}

fn greeting(config: &Config) -> String {
    let base = &config.site.base_url;
    let mut lines = vec![
        format!("Undersigned is at {base}"),
        format!("  data in   {}", config.store.path.display()),
    ];
    if config.mail.transport == Transport::Folder {
        lines.push(format!(
            "  mail goes to {} and leaves this machine only with mail.transport = \"smtp\"",
            config.mail.folder.display()
        ));
    }
    if config.shows_mailbox() {
        lines.push(format!("  what was sent: {base}/mailbox"));
    }
    lines.push("  stop with Ctrl-C".to_owned());
    lines.join("\n")
}
