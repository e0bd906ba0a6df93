//! `store copy`: moves the database to another place.

use std::process::ExitCode;

use undersigned::config::{self, Config};
use undersigned::moving::{self, Leaving};
use undersigned::store::transfer::Place;

use super::{complain, counted, say};

#[derive(clap::Subcommand)]
pub enum Store {
    /// Copy the database from a file to a PostgreSQL, or back; the service must not run
    Copy(Copy),
}

#[derive(clap::Args)]
pub struct Copy {
    /// The database to copy: a path, an address (postgres://…), or env:NAME for a variable with either
    from: String,
    /// Where to copy it: a new file or an empty PostgreSQL, in the same ways
    to: String,
    /// Leave the source as it is, so that a service can start on it again
    #[arg(long)]
    keep_source: bool,
}

/// Copies the database, and prints a line for each table that is the same in both.
pub fn copy(args: &Copy) -> anyhow::Result<ExitCode> {
    let config = Config::without_key(&config::figment())?;
    for place in [&args.from, &args.to] {
        warn_of_password(place);
    }
    let (from, to) = (moving::place(&config, &args.from)?, moving::place(&config, &args.to)?);
    let leaving = if args.keep_source {
        Leaving::Usable
    } else {
        Leaving::Marked
    };
    let (mut tables, mut rows) = (0, 0);
    let moved = moving::copy(&config, (&from, &to), leaving, &mut |copied| {
        tables += 1;
        rows += copied.content.rows;
        say(&format!("{}\t{}", copied.table, copied.content.rows));
    })?;
    if moved.began_anew {
        complain("An earlier copy to the same place was interrupted. This one began again from the start");
    }
    say(&format!(
        "Copied {} from {} to {}. Both were compared: {} with the same rows",
        counted(rows, "row", "rows"),
        from.name(),
        to.name(),
        counted(tables, "table", "tables")
    ));
    if moved.bundled_files > 0 {
        let files = counted(moved.bundled_files, "file", "files");
        say(&format!("Copied {files} of frozen bundles, and compared them"));
    }
    if let Some(key) = moved.key {
        say(&format!("Copied the secret key to {}", key.display()));
    }
    say(&next(&to));
    say(&match leaving {
        Leaving::Marked => format!(
            "{} is unchanged and marked as moved: no service starts on it. Delete it once you have a backup of the copy",
            from.name()
        ),
        Leaving::Usable => format!(
            "{} is unchanged. Never start a service on it while another one runs on the copy: both would send the same emails",
            from.name()
        ),
    });
    Ok(ExitCode::SUCCESS)
}

/// Says how a service starts on the copy.
fn next(to: &Place) -> String {
    match to {
        Place::File(path) => format!(
            "Next: set store.path to {}, remove store.url (UNDERSIGNED_STORE__URL), and start the service",
            path.display()
        ),
        Place::Server(_) => "Next: set UNDERSIGNED_STORE__URL to its address, and start the service. Each node needs the same secret key".to_owned(),
    }
}

/// Other users of the machine can read what is on a command line.
fn warn_of_password(place: &str) {
    let user = place.split_once("://").and_then(|(_, rest)| rest.rsplit_once('@'));
    if user.is_some_and(|(user, _)| user.contains(':')) || place.contains("password=") {
        complain(
            "warning: other users of this machine can see the password of this address while the command runs: put the address into a variable, and pass env:NAME",
        );
    }
}
