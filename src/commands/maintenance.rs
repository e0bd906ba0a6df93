//! `maintenance`: switches maintenance mode while the service runs.

use std::process::ExitCode;

use anyhow::Context;
use clap::ValueEnum;
use undersigned::config::{self, Config};
use undersigned::web::maintenance::{Maintenance, Switch};

use super::say;

#[derive(clap::Args)]
pub struct Arguments {
    /// Turn maintenance mode on or off
    to: Turn,
}

#[derive(Clone, Copy, ValueEnum)]
enum Turn {
    On,
    Off,
}

/// Creates or removes the file that the service looks for.
pub fn maintenance(args: &Arguments) -> anyhow::Result<ExitCode> {
    let config = Config::without_key(&config::figment())?;
    let maintenance = Maintenance::beside(&config.store.path);
    let (switch, words) = match args.to {
        Turn::On => (Switch::On, "Maintenance mode is on: the site is read-only"),
        Turn::Off => (Switch::Off, "Maintenance mode is off: visitors can sign again"),
    };
    let file = maintenance.file().display().to_string();
    maintenance.switch(switch).with_context(|| file.clone())?;
    say(&format!("{words} ({file})"));
    Ok(ExitCode::SUCCESS)
}
