//! Creates the links that mails would contain, from the service's own database and key.

use std::path::{Path, PathBuf};

use undersigned::config::{self, Config, Secret};
use undersigned::signatures::ids::LinkId;
use undersigned::signatures::link_token::{Purpose, Token};
use undersigned::store::{Store, StoreError, params};

use super::http::{between, fetch};
use super::servers::{SLUG, Service};

/// Confirmation links of pending signatures, each to be used once.
pub struct Links {
    paths: std::vec::IntoIter<String>,
    /// The fields of the page's form, the same for all signatures.
    fields: String,
    file: PathBuf,
}

impl Links {
    /// Creates the links of one kind of signer (`person`, `organization`).
    pub fn pending(service: &Service, kind: &str, file: &Path) -> Self {
        let paths = tokens(service, kind, Purpose::Confirm, "confirm");
        let page = fetch(&service.server.at(paths.last().expect("somebody signed")));
        let version = between(&page, "name=\"version\" value=\"", "\"");
        let edition = between(&page, "name=\"edition\" value=\"", "\"");
        Self {
            paths: paths.into_iter(),
            fields: format!("version={version}&edition={edition}"),
            file: file.to_owned(),
        }
    }

    /// Writes so many links into the file that the load reads; returns its path.
    pub fn next(&mut self, links: usize) -> &str {
        let taken: Vec<String> = self.paths.by_ref().take(links).collect();
        assert_eq!(taken.len(), links, "too few signed before");
        std::fs::write(&self.file, format!("{}\n{}\n", self.fields, taken.join("\n"))).expect("is written");
        self.file.to_str().expect("a path that can be read")
    }

    /// Returns how many links are left.
    pub fn left(&self) -> usize {
        self.paths.len()
    }
}

/// Returns the path of an own page.
pub fn own_page(service: &Service) -> String {
    tokens(service, "person", Purpose::Own, "my-signature")
        .pop()
        .expect("somebody signed")
}

fn tokens(service: &Service, kind: &str, purpose: Purpose, page: &str) -> Vec<String> {
    let secret = secret(&service.database);
    let store = opened(service);
    let kind = kind.to_owned();
    let rows = store.read_now(move |db| {
        let sql = "SELECT l.id, l.nonce FROM links l JOIN signatures s ON s.id = l.signature WHERE s.letter = ?2 AND s.kind = ?1
           AND s.state = 'pending' AND NOT s.demonstration AND l.confirm_until IS NOT NULL";
        db.all(sql, params![kind, SLUG], |row| Ok((row.get("id")?, row.get("nonce")?)))
    });
    let rows: Vec<(LinkId, [u8; 16])> = rows.map_err(|error: StoreError| error.to_string()).expect("reads");
    let path = |(link, nonce)| format!("/en/{page}/{}", Token::new(&secret, purpose, link, &nonce).as_text());
    rows.into_iter().map(path).collect()
}

#[cfg(feature = "postgres")]
fn opened(service: &Service) -> Store {
    match &service.url {
        Some(url) => {
            Store::connect(url, undersigned::store::Expected::default(), &service.database, 1).expect("connects")
        }
        None => Store::open(&service.database, 1).expect("opens"),
    }
}

#[cfg(not(feature = "postgres"))]
fn opened(service: &Service) -> Store {
    Store::open(&service.database, 1).expect("opens")
}

fn secret(database: &Path) -> Secret {
    let figment = config::figment().merge(("store.path", database));
    Config::extract(&figment).expect("the service's settings").secret
}
