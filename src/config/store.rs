//! Settings of the database.

use std::path::PathBuf;

use serde::Deserialize;

/// The database.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreConfig {
    /// The SQLite file. What belongs to this machine is beside it, whichever database is used.
    pub path: PathBuf,
    /// The address of a PostgreSQL that is used instead of the file, such as `postgres://user:password@host-a,host-b/name`.
    #[serde(default)]
    pub url: Option<String>,
    /// PEM file with roots to trust besides the usual ones, for a server with a certificate of its own.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// Whether nothing is acknowledged unless the server waits for a synchronous standby.
    #[serde(default)]
    pub require_standby: bool,
    /// The addresses of standbys that answer for public lists.
    #[serde(default)]
    pub read_urls: Vec<String>,
    /// How far behind they may be, in seconds.
    #[serde(default = "read_lag")]
    pub read_lag_seconds: u32,
    /// The number of read-only connections.
    pub readers: usize,
}

fn read_lag() -> u32 {
    5
}

impl StoreConfig {
    /// Returns a message for each setting that has no effect without a server.
    pub(super) fn idle(&self) -> Vec<String> {
        let set = [
            ("ca_file", self.ca_file.is_some()),
            ("require_standby", self.require_standby),
            ("read_urls", !self.read_urls.is_empty()),
        ];
        let idle = set.iter().filter(|(_, set)| *set && self.url.is_none());
        idle.map(|(key, _)| {
            format!("store.{key} has no effect without store.url: set store.url, or remove store.{key}")
        })
        .collect()
    }

    /// Returns what the database is called in messages: its path, or its address without what is secret in it.
    pub fn name(&self) -> String {
        let Some(url) = &self.url else {
            return self.path.display().to_string();
        };
        // Without a scheme it is a list of words, of which one may be the password.
        let Some((scheme, rest)) = url.split_once("://") else {
            return "the PostgreSQL in store.url".to_owned();
        };
        let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
        let rest = rest.split_once('?').map_or(rest, |(rest, _)| rest);
        format!("{scheme}://{rest}")
    }
}

impl std::fmt::Debug for StoreConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoreConfig")
            .field("name", &self.name())
            .field("readers", &self.readers)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case(
        "postgres://ana:s3cret@db-1,db-2/letters?sslmode=require",
        "postgres://db-1,db-2/letters"
    )]
    #[case("postgres://ana:s3c@ret@db/letters", "postgres://db/letters")]
    #[case("postgres://db/letters?user=ana&password=s3cret", "postgres://db/letters")]
    #[case("host=db user=ana password=s3cret", "the PostgreSQL in store.url")]
    fn a_servers_name_holds_no_secret(#[case] url: &str, #[case] name: &str) {
        let config = StoreConfig {
            path: PathBuf::new(),
            url: Some(url.to_owned()),
            ca_file: None,
            require_standby: false,
            read_urls: Vec::new(),
            read_lag_seconds: 5,
            readers: 1,
        };
        assert_eq!(config.name(), name);
        assert!(!format!("{config:?}").contains("s3c"));
    }
}
