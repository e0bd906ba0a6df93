//! The command line: one subcommand, one function in [`commands`].

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

mod commands;
mod logging;

use commands::{
    audit, backup, bounces, bundle, contacts, database, deliver, export, import, invite, letters, locales, maintenance,
    offices, outbox, press, privacy, read_workbook, record, retention, review, roster, serve, shell, signers, staff,
    status, store, typeset, updates, visits,
};

/// The allocator. A request's memory is allocated on one thread and freed on another, by the writer: a fifth of the time of signing went to
/// the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Publish letters to policymakers, collect signatures, and deliver one signed bundle to each office
#[derive(Parser)]
#[command(name = "undersigned", version, about)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Run the website and send email (the default command)
    Serve,
    /// Show the status of the service and its letters
    Status(status::Arguments),
    /// List, search or record signatures
    #[command(subcommand)]
    Signers(signers::Signers),
    /// Export a letter's signers to a file or standard output
    Export(export::Export),
    /// Import signers from another form or list
    Import(import::Import),
    /// Write the organizations on a letter, ready to paste
    Roster(roster::Roster),
    /// Write a sheet for journalists
    Press(press::Press),
    /// Write a sheet for each Member of Congress, for visits
    Visits(visits::Visits),
    /// Add made-up signatures to try the service, marked as demo data
    Demo(signers::Demo),
    /// Create a letter's bundle in a folder: a PDF and a CSV for each office, and a manifest
    Bundle(bundle::Bundle),
    /// Email a letter's bundle to each office that has a contact, once per office
    Deliver(deliver::Deliver),
    /// Review signatures that are held, and decide on them
    #[command(subcommand)]
    Review(review::Review),
    /// Create an invitation link for each organization in a file
    Invite(invite::Invite),
    /// Turn read-only mode on or off
    Maintenance(maintenance::Arguments),
    /// List, resend or cancel outgoing email
    #[command(subcommand)]
    Outbox(outbox::Outbox),
    /// Read emails that came back
    #[command(subcommand)]
    Bounces(bounces::Bounces),
    /// Email an update about a letter to the signers who subscribed
    #[command(subcommand)]
    Updates(updates::Updates),
    /// Erase signers' details when the time that a letter's settings name has passed
    #[command(subcommand)]
    Retention(retention::Retention),
    /// Answer people who ask what is stored about them, or who want it deleted
    #[command(subcommand)]
    Privacy(privacy::Privacy),
    /// Manage who can sign in to the staff area
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Show and check the log of what staff did
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Back up the database, secret key, frozen bundles and letters; the service can keep running
    Backup(backup::Backup),
    /// Restore a backup; signatures deleted since stay deleted, and no email is sent twice
    Restore(backup::Restore),
    /// Manage the secret key for the links in emails
    #[command(subcommand)]
    Key(database::Key),
    /// Manage the database file
    #[command(subcommand)]
    Database(database::Database),
    /// Move the database between a file and a PostgreSQL
    #[command(subcommand)]
    Store(store::Store),
    /// Check or publish letter files
    #[command(subcommand)]
    Letters(letters::Letters),
    /// Check the translations of the interface
    #[command(subcommand)]
    Locales(locales::Languages),
    /// Import public data about Members of Congress, committees and offices
    #[command(subcommand)]
    Offices(offices::Offices),
    /// Manage the email contacts of offices
    #[command(subcommand)]
    Contacts(contacts::Contacts),
    /// Record what became of a letter at each office: what happened, positions, and days to follow up
    #[command(subcommand)]
    Record(record::Record),
    /// Import the ZIP-to-district table
    #[command(subcommand)]
    Districts(offices::Districts),
    /// Print a completion script for your shell
    Completions(shell::Completions),
    /// Print the manual page
    Man,
    /// Render one PDF or image; `bundle` and the server run this with limits
    #[command(hide = true)]
    Typeset,
    /// Read one workbook; `import` runs this with limits
    #[command(hide = true)]
    ReadWorkbook,
}

fn main() -> ExitCode {
    logging::begin();
    let cli = Cli::parse();
    let done = match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => serve::serve(),
        Command::Status(args) => status::status(&args),
        Command::Signers(args) => signers::signers(args),
        Command::Export(args) => export::export(args),
        Command::Roster(args) => roster::write(&args),
        Command::Press(args) => press::write(&args),
        Command::Visits(args) => visits::write(&args),
        Command::Demo(args) => signers::demo(args),
        Command::Bundle(args) => bundle::bundle(args),
        Command::Deliver(args) => deliver::deliver(args),
        Command::Review(args) => review::review(args),
        Command::Invite(args) => invite::invite(&args),
        Command::Maintenance(args) => maintenance::maintenance(&args),
        Command::Outbox(args) => outbox::outbox(args),
        Command::Bounces(args) => bounces::bounces(args),
        Command::Updates(args) => updates::updates(args),
        Command::Retention(args) => retention::retention(args),
        Command::Privacy(args) => privacy::privacy(args),
        Command::Audit(args) => audit::audit(args),
        Command::Staff(args) => staff::staff(args),
        Command::Completions(args) => shell::completions(&args, Cli::command()),
        Command::Man => shell::man(Cli::command()),
        Command::Typeset => typeset::typeset(),
        Command::ReadWorkbook => read_workbook::read_workbook(),
        Command::Import(args) => import::import(&args),
        Command::Backup(args) => backup::backup(&args),
        Command::Restore(args) => backup::restore(&args),
        Command::Key(database::Key::Renew) => database::renew_key(),
        Command::Database(database::Database::New) => database::new_database(),
        Command::Store(store::Store::Copy(args)) => store::copy(&args),
        Command::Letters(args) => letters::letters(args),
        Command::Locales(locales::Languages::Check { folder }) => locales::check(folder),
        Command::Offices(offices::Offices::Import(args)) => offices::import(args),
        Command::Contacts(args) => contacts::contacts(args),
        Command::Record(args) => record::record(args),
        Command::Districts(offices::Districts::Import(args)) => offices::import_districts(args),
    };
    let done = done.and_then(|code| commands::printed().map(|()| code));
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
