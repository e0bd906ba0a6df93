//! `export` and `demo`: signers out, invented signers in.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use undersigned::demonstration;
use undersigned::exports::{self, Format};
use undersigned::private;

use super::Desk;

/// Write the confirmed signers of a letter to standard output or a file
#[derive(clap::Args)]
pub struct Export {
    /// The letter's name, as in its URL
    slug: String,
    /// csv or json
    #[arg(long, default_value = "csv")]
    format: Format,
    /// The file to write; standard output without it
    #[arg(long)]
    out: Option<PathBuf>,
}

/// Fill the database with an invented campaign
#[derive(clap::Args)]
pub struct Demo {
    /// How many organizations sign
    #[arg(long, default_value_t = 40)]
    organizations: u32,
    /// How many people sign
    #[arg(long, default_value_t = 2_000)]
    people: u32,
}

/// Streams the signers.
pub fn export(wish: Export) -> anyhow::Result<ExitCode> {
    let desk = Desk::open()?;
    desk.letter(&wish.slug)?;
    let to: Box<dyn Write> = match &wish.out {
        Some(path) => Box::new(
            private::create(path)
                .map_err(|error| anyhow::anyhow!("{}: {error}: name a file that can be written", path.display()))?,
        ),
        None => Box::new(std::io::stdout()),
    };
    match exports::write(&desk.store, &wish.slug, wish.format, std::io::BufWriter::new(to)) {
        Ok(rows) => super::complain(&format!("{rows} signers")),
        // Whoever reads, such as `head`, has enough.
        Err(error) if error.is_closed_pipe() => {}
        Err(error) => return Err(error.into()),
    }
    Ok(ExitCode::SUCCESS)
}

/// Adds the invented campaign; not in production.
pub fn demo(wish: Demo) -> anyhow::Result<ExitCode> {
    let desk = Desk::open()?;
    anyhow::ensure!(
        desk.config.profile != "production",
        "demonstration data does not belong into production: use another ROCKET_PROFILE"
    );
    let signed = demonstration::fill(
        &desk.store,
        &desk.config,
        &desk.library,
        wish.organizations,
        wish.people,
    )?;
    super::say(&format!(
        "{signed} invented signatures were added, marked as demonstration data"
    ));
    Ok(ExitCode::SUCCESS)
}
