//! The command line: one subcommand, one function.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use undersigned::config::{self, Config, Transport};
use undersigned::letters::library::Library;
use undersigned::locale::Locales;

/// Publishes letters to policymakers and collects signatures.
#[derive(Parser)]
#[command(name = "undersigned", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the website and send mail (also what happens without a command)
    Serve,
    /// Look after the letters' files
    #[command(subcommand)]
    Letters(Letters),
}

#[derive(Subcommand)]
enum Letters {
    /// Check every file and tell all problems at once, with file, line and column
    Check {
        /// The folder with the letters; the settings' own by default
        folder: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("UNDERSIGNED_LOG");
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("undersigned=info,rocket=error,warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    let done = match Cli::parse().command.unwrap_or(Command::Serve) {
        Command::Serve => serve(),
        Command::Letters(Letters::Check { folder }) => check(folder),
    };
    done.unwrap_or_else(|error| {
        tell(&mut std::io::stderr(), &format!("{error:#}"));
        ExitCode::from(1)
    })
}

/// Worker and server side by side; the worker finishes what is under way after the server has stopped.
fn serve() -> anyhow::Result<ExitCode> {
    let service = undersigned::build(config::figment())?;
    let greeting = greeting(&service.config);
    rocket::async_main(async move {
        let rocket = service
            .rocket
            .ignite()
            .await
            .map_err(|error| anyhow::anyhow!("{error}"))?;
        let (stop, store) = (rocket.shutdown(), service.worker.store.clone());
        let (clock, signing) = (service.config.clock.clone(), service.config.signing.clone());
        let worker = tokio::spawn(service.worker.run(rocket.shutdown()));
        let keeper = tokio::spawn(undersigned::signatures::retention::run(store, clock, signing, stop));
        tell(&mut std::io::stdout(), &greeting);
        let ended = rocket.launch().await.map(drop);
        worker.await?;
        keeper.await?;
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

fn check(folder: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let folder = match folder {
        Some(folder) => folder,
        None => Config::extract(&config::figment())?.content.folder,
    };
    anyhow::ensure!(
        Path::new(&folder).is_dir(),
        "{} is not a folder: name the folder with the letters",
        folder.display()
    );
    let found = Library::load(&folder, &Locales::load()?);
    let problems = match found {
        Ok(library) => {
            tell(
                &mut std::io::stdout(),
                &format!("{} letters, nothing to mend", library.newest_first().len()),
            );
            return Ok(ExitCode::SUCCESS);
        }
        Err(problems) => problems,
    };
    for problem in problems {
        tell(&mut std::io::stderr(), &problem.to_string());
    }
    Ok(ExitCode::from(1))
}

/// A closed pipe is no error of ours.
fn tell(to: &mut dyn Write, words: &str) {
    writeln!(to, "{words}").ok();
}
