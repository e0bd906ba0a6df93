//! The service under load beside what it can't beat, in one run: ratios, never absolute times to compare between machines.
//!
//! * the letter page beside a Rocket handler that returns a `String` of equal bytes, and beside nginx with the same bytes as a file;
//! * signing (durable, its mail owed) and confirming beside a handler that does nothing but a group commit of two rows, and signing
//!   beside the same of all six rows that it writes, and beside one transaction a request;
//! * asking to sign, and asking for one's links, for an address that has signed beside one that has not: the time of an answer
//!   must tell a stranger no more than its words;
//! * signing on a PostgreSQL beside a bare loop that sends it the same statements;
//! * everything that visitors do, with 1,000,000 signatures in the database beside 2,000.
//!
//! Needs `wrk` and `nginx` (`script/bench` installs them). Rounds alternate, and the median counts, because machines are noisy.
//! Exits with 1 when a target is missed.

use std::path::Path;
use std::process::ExitCode;

use http::{Load, Pace, between, fetch, wrk};
use links::Links;
use servers::{SLUG, Service, ceiling, nginx};

mod asking;
mod ceilings;
mod growth;
mod http;
mod links;
mod report;
#[cfg(feature = "postgres")]
mod server;
mod servers;

/// The same allocator as the service's, so that only the work is compared.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often each contestant runs, and for how long.
const ROUNDS: usize = 7;
const SECONDS: u32 = 4;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, kind, port, path] = arguments.as_slice()
        && kind.starts_with("ceiling-")
    {
        ceilings::serve(kind, port, Path::new(path));
        return ExitCode::SUCCESS;
    }
    let asked = |part: &str| {
        let named = arguments.iter().skip(1).find(|word| !word.starts_with('-'));
        named.is_none_or(|word| word == part)
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut reached = true;
    if asked("ceilings") {
        let service = Service::with(&folder.path().join("service"), 2_000);
        reached &= letter_page(&service, folder.path());
        reached &= signing(&service, folder.path());
        reached &= confirming(&service, folder.path());
        report::heading("asking for an address that has signed, and for one that has not: microseconds to the answer");
        let form = form_of(&service);
        let (edition, opened) = form.split_once(' ').expect("two words");
        reached &= asking::compare(&service.server.base, SLUG, edition, opened);
    }
    #[cfg(feature = "postgres")]
    if asked("server") {
        reached &= on_a_server(folder.path());
    }
    if asked("growth") {
        reached &= growth::compare(folder.path());
    }
    if reached { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn letter_page(service: &Service, folder: &Path) -> bool {
    let page = service.server.at(&format!("/en/letters/{SLUG}"));
    let html = fetch(&page);
    let file = folder.join("page.html");
    std::fs::write(&file, &html).expect("is written");
    compress(&file, html.as_bytes());
    report::heading(&format!("the letter page, {} bytes", html.len()));
    let string = ceiling("ceiling-string", &file);
    let nginx = nginx(folder, &file);
    let urls = [page, string.at("/page"), nginx.at("/page.html")];
    let paces = rounds(3, ROUNDS, &mut |contestant| wrk(&urls[contestant], Load::Get, SECONDS));
    let reached = report::ratios(
        &["the service", "Rocket with a String", "nginx with a file"],
        &paces,
        &[1.6, 1.0],
    );
    report::heading("the letter page, compressed, as every browser asks for it");
    let urls = [&urls[0], &urls[2]];
    let paces = rounds(2, ROUNDS, &mut |contestant| {
        wrk(urls[contestant], Load::Compressed, SECONDS)
    });
    reached & report::ratios(&["the service", "nginx with a compressed file"], &paces, &[0.0])
}

/// Writes the compressed file that nginx sends to who takes it.
fn compress(file: &Path, bytes: &[u8]) {
    let beside = std::fs::File::create(file.with_extension("html.gz")).expect("is made");
    let mut compressed = flate2::write::GzEncoder::new(beside, flate2::Compression::default());
    std::io::Write::write_all(&mut compressed, bytes).expect("is written");
    compressed.finish().expect("is whole");
}

fn signing(service: &Service, folder: &Path) -> bool {
    report::heading("signing: durable, with its mail owed");
    let form = form_of(service);
    let group = ceiling("ceiling-group-commit", &folder.join("group.db"));
    let each = ceiling("ceiling-transaction-each", &folder.join("each.db"));
    let every = ceiling("ceiling-every-row", &folder.join("every.db"));
    let urls = [people(service), group.at("/sign"), every.at("/sign"), each.at("/sign")];
    let paces = rounds(4, ROUNDS, &mut |contestant| {
        wrk(&urls[contestant], Load::People(&form), SECONDS)
    });
    report::tails(&["the service", "a bare group commit"], &paces);
    report::ratios(
        &[
            "the service",
            "a bare group commit",
            "one of all its rows",
            "one transaction a request",
        ],
        &paces,
        &[0.8, 0.0, 0.0],
    )
}

/// Measures confirming what was signed before: each link once.
fn confirming(service: &Service, folder: &Path) -> bool {
    report::heading("confirming: counted, with its place in the list and its event");
    let form = form_of(service);
    let group = ceiling("ceiling-group-commit", &folder.join("confirming.db"));
    let mut links = Links::pending(service, "person", &folder.join("links.txt"));
    let a_round = links.left() / (ROUNDS + 1);
    let paces = rounds(2, ROUNDS, &mut |contestant| {
        if contestant == 0 {
            wrk(&service.server.base, Load::Links(links.next(a_round)), SECONDS / 2)
        } else {
            wrk(&group.at("/sign"), Load::People(&form), SECONDS / 2)
        }
    });
    report::tails(&["the service", "a bare group commit"], &paces);
    report::ratios(&["the service", "a bare group commit"], &paces, &[0.8])
}

/// Measures signing, confirming and reading on the PostgreSQL that `TEST_POSTGRES` names.
#[cfg(feature = "postgres")]
fn on_a_server(folder: &Path) -> bool {
    let url = std::env::var("TEST_POSTGRES").expect("script/bench starts a PostgreSQL");
    report::heading("signing on a PostgreSQL, which has the same machine");
    let on_it = Service::on(Some(&url), &folder.join("on-a-server"), 2_000);
    let in_a_file = Service::with(&folder.join("in-a-file"), 2_000);
    let mut bare = server::Bare::on(&url);
    let paces = rounds(3, ROUNDS, &mut |contestant| match contestant {
        0 => wrk(&people(&on_it), Load::People(&form_of(&on_it)), SECONDS),
        1 => bare.sign(SECONDS),
        _ => wrk(&people(&in_a_file), Load::People(&form_of(&in_a_file)), SECONDS),
    });
    report::tails(&["the service"], &paces[..1]);
    let names = ["the service", "a bare loop of its statements", "the service on a file"];
    let reached = report::ratios(&names, &paces, &[0.7, 0.0]);
    report::heading("confirming on it");
    let mut links = [&on_it, &in_a_file].map(|it| Links::pending(it, "person", &it.database.with_extension("links")));
    let [here, there] = [links[0].left(), links[1].left()].map(|left| left / (ROUNDS + 1));
    let paces = rounds(3, ROUNDS, &mut |contestant| match contestant {
        0 => wrk(&on_it.server.base, Load::Links(links[0].next(here)), SECONDS / 2),
        1 => bare.confirm(1_500),
        _ => wrk(&in_a_file.server.base, Load::Links(links[1].next(there)), SECONDS / 2),
    });
    let reached = reached & report::ratios(&names, &paces, &[0.7, 0.0]);
    for page in ["", "/signers/people", "/signers/organizations.csv"] {
        report::heading(&format!("reading on it: the letter{page}"));
        let urls = [&on_it, &in_a_file].map(|it| it.server.at(&format!("/en/letters/{SLUG}{page}")));
        let paces = rounds(2, ROUNDS, &mut |contestant| {
            wrk(&urls[contestant], Load::Get, SECONDS / 2)
        });
        report::ratios(&["the service", "the service on a file"], &paces, &[0.0]);
    }
    reached
}

/// Returns the URL where people sign.
fn people(service: &Service) -> String {
    service.server.at(&format!("/en/letters/{SLUG}/signatures/people"))
}

/// Returns the fields that each form carries: the digest of the text, and when the form was opened.
fn form_of(service: &Service) -> String {
    let form = fetch(&service.server.at(&format!("/en/letters/{SLUG}/sign")));
    let field = |name: &str| between(&form, &format!("name=\"{name}\" value=\""), "\"");
    format!("{} {}", field("edition"), field("opened"))
}

/// Runs all contestants in turn, several times, after one round that does not count; returns the paces by contestant.
fn rounds(contestants: usize, rounds: usize, measure: &mut dyn FnMut(usize) -> Pace) -> Vec<Vec<Pace>> {
    let mut paces = vec![Vec::new(); contestants];
    for contestant in 0..contestants {
        measure(contestant);
    }
    for round in 0..rounds {
        // Another one begins each time: what one leaves to the disk, another one runs beside.
        for turn in 0..contestants {
            let contestant = (round + turn) % contestants;
            paces[contestant].push(measure(contestant));
        }
    }
    paces
}
