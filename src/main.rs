//! The command line: one subcommand, one function in [`commands`].

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

mod commands;
mod logging;

use commands::{
    backup, bundle, contacts, database, deliver, invite, letters, locales, maintenance, offices, outbox, review, serve,
    shell, signers, status, typeset, updates,
};

/// The allocator. A request's memory is allocated on one thread and freed on another, by the writer: a fifth of the time of signing went to
/// the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Publishes letters to policymakers, collects signatures, delivers one signed bundle to each office.
#[derive(Parser)]
#[command(name = "undersigned", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the website and send mail (also what happens without a command)
    Serve,
    /// Show how the service and its letters are doing
    Status(status::Arguments),
    /// Look at the signatures of a letter, whatever their state
    #[command(subcommand)]
    Signers(signers::Signers),
    /// Write the confirmed signers of a letter to standard output or a file
    Export(signers::Export),
    /// Fill the database with an invented campaign, marked as demonstration data
    Demo(signers::Demo),
    /// Compose a letter's bundle into a folder: for every office a PDF and a CSV, and a manifest
    Bundle(bundle::Bundle),
    /// Send a letter's bundle: one mail to each office whose address is known, never twice
    Deliver(deliver::Deliver),
    /// Decide about signatures that wait for you
    #[command(subcommand)]
    Review(review::Review),
    /// Make an invitation link for each organization of a file
    Invite(invite::Invite),
    /// Let visitors read only, for as long as it is on
    Maintenance(maintenance::Arguments),
    /// Look after the mails that the service owes, of all kinds
    #[command(subcommand)]
    Outbox(outbox::Outbox),
    /// Mail updates of a letter to the signers who asked for news
    #[command(subcommand)]
    Updates(updates::Updates),
    /// Write database, secret key, frozen bundles and letters into a folder, while the service runs
    Backup(backup::Backup),
    /// Bring a backup back; what was erased since stays erased, and nothing is mailed twice
    Restore(backup::Restore),
    /// Look after the secret key that links in mails are made with
    #[command(subcommand)]
    Key(database::Key),
    /// Look after the database's file
    #[command(subcommand)]
    Database(database::Database),
    /// Look after the letters' files
    #[command(subcommand)]
    Letters(letters::Letters),
    /// Look after the languages of the interface
    #[command(subcommand)]
    Locales(locales::Languages),
    /// Bring in the public data about Members of Congress and their offices
    #[command(subcommand)]
    Offices(offices::Offices),
    /// Look after the e-mail contacts that you have for offices
    #[command(subcommand)]
    Contacts(contacts::Contacts),
    /// Bring in which congressional districts each ZIP lies in
    #[command(subcommand)]
    Districts(offices::Districts),
    /// Print what lets a shell complete the program's words
    Completions(shell::Completions),
    /// Print the manual page
    Man,
    /// Set one PDF or picture: what `bundle` and the server start, with limits
    #[command(hide = true)]
    Typeset,
}

fn main() -> ExitCode {
    logging::begin();
    let cli = Cli::parse();
    let done = match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::serve(),
        Command::Status(args) => status::status(&args),
        Command::Signers(signers::Signers::List(args)) => signers::list(&args),
        Command::Export(args) => signers::export(args),
        Command::Demo(args) => signers::demo(args),
        Command::Bundle(args) => bundle::bundle(args),
        Command::Deliver(args) => deliver::deliver(args),
        Command::Review(args) => review::review(args),
        Command::Invite(args) => invite::invite(&args),
        Command::Maintenance(args) => maintenance::maintenance(&args),
        Command::Outbox(args) => outbox::outbox(args),
        Command::Updates(args) => updates::updates(args),
        Command::Completions(args) => shell::completions(&args, Cli::command()),
        Command::Man => shell::man(Cli::command()),
        Command::Typeset => typeset::typeset(),
        Command::Backup(args) => backup::backup(&args),
        Command::Restore(args) => backup::restore(&args),
        Command::Key(database::Key::Renew) => database::renew_key(),
        Command::Database(database::Database::New) => database::new_database(),
        Command::Letters(args) => letters::letters(args),
        Command::Locales(locales::Languages::Check { folder }) => locales::check(folder),
        Command::Offices(offices::Offices::Import(args)) => offices::import(args),
        Command::Contacts(args) => contacts::contacts(args),
        Command::Districts(offices::Districts::Import(args)) => offices::import_districts(args),
    };
    done.unwrap_or_else(|error| {
        commands::complain(&error_line(&error));
        ExitCode::from(1)
    })
}

/// Formats an error with its causes in one line; many already name their cause.
fn error_line(error: &anyhow::Error) -> String {
    error
        .chain()
        .map(ToString::to_string)
        .fold(String::new(), |told, cause| {
            if told.is_empty() {
                cause
            } else if told.contains(&cause) {
                told
            } else {
                format!("{told}: {cause}")
            }
        })
}
