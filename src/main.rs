//! The command line: one subcommand, one function.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use undersigned::config::{self, Config, Transport};
use undersigned::demonstration;
use undersigned::exports::{self, Format};
use undersigned::letters::Slug;
use undersigned::letters::library::Library;
use undersigned::letters::shelf;
use undersigned::locale::Locales;
use undersigned::store::Store;

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
    /// Write the confirmed signers of a letter to standard output or a file
    Export {
        /// The letter's name, as in its URL
        slug: String,
        /// csv or json
        #[arg(long, default_value = "csv")]
        format: Format,
        /// The file to write; standard output without it
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Fill the database with an invented campaign, marked as demonstration data
    Demo {
        /// How many organizations sign
        #[arg(long, default_value_t = 40)]
        organizations: u32,
        /// How many people sign
        #[arg(long, default_value_t = 2_000)]
        people: u32,
    },
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
        Command::Export { slug, format, out } => export(&slug, format, out),
        Command::Demo { organizations, people } => demo(organizations, people),
    };
    done.unwrap_or_else(|error| {
        tell(&mut std::io::stderr(), &format!("{error:#}"));
        ExitCode::from(1)
    })
}

/// Worker and server side by side; the worker finishes what is under way after the server has stopped.
fn serve() -> anyhow::Result<ExitCode> {
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

fn export(slug: &str, format: Format, out: Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let config = Config::extract(&config::figment())?;
    let library = Library::load(&config.content.folder, &Locales::load()?);
    let library = library.map_err(|_| anyhow::anyhow!("the letters have problems: see `undersigned letters check`"))?;
    let known = Slug::parse(slug).is_ok_and(|slug| library.letter(&slug).is_some());
    anyhow::ensure!(
        known,
        "there is no letter {slug}: name a folder of {}",
        config.content.folder.display()
    );
    let store = Store::open(&config.store.path, 1)?;
    let to: Box<dyn Write> = match &out {
        Some(path) => Box::new(std::fs::File::create(path).with_context(|| format!("{}", path.display()))?),
        None => Box::new(std::io::stdout()),
    };
    let rows = exports::write(&store, slug, format, std::io::BufWriter::new(to))?;
    tell(&mut std::io::stderr(), &format!("{rows} signers"));
    Ok(ExitCode::SUCCESS)
}

fn demo(organizations: u32, people: u32) -> anyhow::Result<ExitCode> {
    let config = Config::extract(&config::figment())?;
    anyhow::ensure!(
        config.profile != "production",
        "demonstration data does not belong into production: use another ROCKET_PROFILE"
    );
    let locales = Locales::load()?;
    let store = Store::open(&config.store.path, 1)?;
    let loaded = shelf::load(&config.content.folder, &locales, &store, &config.clock);
    let library = loaded.map_err(|problems| anyhow::anyhow!(problems.join("\n")))?;
    let signed = demonstration::fill(&store, &config, &library, organizations, people)?;
    tell(
        &mut std::io::stdout(),
        &format!("{signed} invented signatures were added, marked as demonstration data"),
    );
    Ok(ExitCode::SUCCESS)
}

/// A closed pipe is no error of ours.
fn tell(to: &mut dyn Write, words: &str) {
    writeln!(to, "{words}").ok();
}
