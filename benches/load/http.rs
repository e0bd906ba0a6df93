//! Sends requests to servers: one, or with `wrk` over 64 connections for some seconds.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// The pace of a server.
#[derive(Clone, Copy)]
pub struct Pace {
    /// Responses per second.
    pub rate: f64,
    /// The 99th percentile of response times, in milliseconds.
    pub p99: f64,
}

/// What `wrk` sends.
#[derive(Clone, Copy)]
pub enum Load<'a> {
    /// Requests for the page at the URL.
    Get,
    /// Requests for the compressed page.
    Compressed,
    /// A person's form each time, from another address; holds the fields that the form carries.
    People(&'a str),
    /// An organization's form each time.
    Organizations(&'a str),
    /// A press of the button behind each link of a file, once.
    Links(&'a str),
}

/// Runs `wrk` for some seconds; every response must be a success.
pub fn wrk(url: &str, load: Load<'_>, seconds: u32) -> Pace {
    static RUN: AtomicU32 = AtomicU32::new(0);
    let run = RUN.fetch_add(1, Ordering::Relaxed);
    let (script, words): (_, Vec<String>) = match load {
        Load::Get | Load::Compressed => (None, Vec::new()),
        Load::People(form) => (Some("sign.lua"), vec![form.to_owned(), format!("{:x}-{run}", seed())]),
        Load::Organizations(form) => (
            Some("organizations.lua"),
            vec![form.to_owned(), format!("{:x}-{run}", seed())],
        ),
        Load::Links(file) => (Some("confirm.lua"), vec![file.to_owned()]),
    };
    let mut command = Command::new("wrk");
    command.args(["-t1", "-c64", "--latency", "-d", &seconds.to_string()]);
    if matches!(load, Load::Compressed) {
        command.args(["-H", "Accept-Encoding: gzip"]);
    }
    if let Some(script) = script {
        command
            .arg("-s")
            .arg(format!("{}/benches/load/{script}", env!("CARGO_MANIFEST_DIR")));
    }
    command.arg(url);
    if !words.is_empty() {
        command.arg("--").args(words);
    }
    let output = command.output().expect("wrk is installed: see script/bench");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!text.contains("Non-2xx or 3xx"), "{url} refused: {text}");
    let number = |name: &str| between(&text, name, "\n").trim().to_owned();
    Pace {
        rate: number("Requests/sec:")
            .parse()
            .unwrap_or_else(|_| panic!("{url}: {text}")),
        // In a line of its own: a share of requests within a deviation may end in 99 % too.
        p99: milliseconds(&number(" 99%")).unwrap_or_else(|| panic!("{url}: {text}")),
    }
}

fn seed() -> u128 {
    std::time::Instant::now().elapsed().as_nanos() ^ u128::from(std::process::id())
}

/// Parses `wrk`'s times: `812.00us`, `9.81ms`, `1.20s`.
fn milliseconds(text: &str) -> Option<f64> {
    let at = text.find(|c: char| c.is_ascii_alphabetic())?;
    let number: f64 = text[..at].parse().ok()?;
    match &text[at..] {
        "us" => Some(number / 1e3),
        "ms" => Some(number),
        "s" => Some(number * 1e3),
        _ => None,
    }
}

/// Fetches a page as `wrk` does: uncompressed.
pub fn fetch(url: &str) -> String {
    let (host, path) = url
        .strip_prefix("http://")
        .and_then(|rest| rest.split_once('/'))
        .expect("a URL");
    let mut stream = TcpStream::connect(host).expect("connects");
    write!(
        stream,
        "GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .expect("asks");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answers");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    assert!(head.starts_with("HTTP/1.1 200"), "{url}: {head}");
    body.to_owned()
}

/// Returns the text between two marks, or everything after the first if the second is missing.
pub fn between(text: &str, start: &str, end: &str) -> String {
    let rest = text.split_once(start).map_or("", |(_, rest)| rest);
    rest.split_once(end).map_or(rest, |(found, _)| found).to_owned()
}
