//! The service under load beside what it can't beat, in one run: ratios, never absolute times to compare between machines.
//!
//! * the letter page beside a Rocket handler that returns a `String` of equal bytes, and beside nginx with the same bytes as a file;
//! * signing (durable, its mail owed) beside a handler that does nothing but a group commit of two rows, and beside one
//!   transaction a request.
//!
//! * asking to sign, and asking for one's links, for an address that has signed beside one that has not: the time of an answer
//!   must tell a stranger no more than its words.
//!
//! Needs `wrk` and `nginx` (`script/bench` installs them). Rounds alternate, and the median counts, because machines are noisy.
//! Exits with 1 when a target is missed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

mod asking;
mod ceilings;
mod report;

/// As the service's own: what is compared is the work, not the allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often each contestant runs.
const ROUNDS: usize = 7;
const SECONDS: &str = "4";
const SLUG: &str = "protect-temporary-visa-workers";
/// A server of this run, stopped when it goes.
pub struct Server {
    child: Child,
    base: String,
    /// How it is asked to stop first: a server with children of its own must take them along.
    stop: Option<Command>,
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = &mut self.stop {
            stop.status().ok();
            std::thread::sleep(std::time::Duration::from_millis(500));
        }
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, kind, port, path] = arguments.as_slice()
        && kind.starts_with("ceiling-")
    {
        ceilings::serve(kind, port, Path::new(path));
        return std::process::ExitCode::SUCCESS;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let service = service(folder.path());
    let page = format!("{}/en/letters/{SLUG}", service.base);
    let html = fetch(&page);
    let file = folder.path().join("page.html");
    std::fs::write(&file, &html).expect("is written");
    report::heading(&format!("the letter page, {} bytes", html.len()));
    let string = ceiling("ceiling-string", &file);
    let nginx = nginx(folder.path(), &file);
    let rates = rounds(
        &[
            &page,
            &format!("{}/page", string.base),
            &format!("{}/page.html", nginx.base),
        ],
        &|url| wrk(url, None),
    );
    let mut reached = report::ratios(
        &["the service", "Rocket with a String", "nginx with a file"],
        &rates,
        &[1.6, 0.75],
    );
    drop((string, nginx));

    report::heading("signing: durable, with its mail owed");
    let form = fetch(&format!("{page}/sign"));
    let digest =
        between(&form, "name=\"edition\" value=\"", "\"") + " " + &between(&form, "name=\"opened\" value=\"", "\"");
    let group = ceiling("ceiling-group-commit", &folder.path().join("group.db"));
    let each = ceiling("ceiling-transaction-each", &folder.path().join("each.db"));
    let urls = [
        format!("{page}/signatures/people"),
        format!("{}/sign", group.base),
        format!("{}/sign", each.base),
    ];
    let rates = rounds(&urls.each_ref().map(String::as_str), &|url| wrk(url, Some(&digest)));
    reached &= report::ratios(
        &["the service", "a bare group commit", "one transaction a request"],
        &rates,
        &[0.6, 0.0],
    );
    drop((group, each));

    report::heading("asking for an address that has signed, and for one that has not: microseconds to the answer");
    let (edition, opened) = digest.split_once(' ').expect("two words");
    reached &= asking::compare(&service.base, SLUG, edition, opened);
    if reached {
        std::process::ExitCode::SUCCESS
    } else {
        std::process::ExitCode::FAILURE
    }
}

/// Every contestant in turn, several times over: requests a second by contestant.
fn rounds(urls: &[&str], measure: &dyn Fn(&str) -> f64) -> Vec<Vec<f64>> {
    let mut rates = vec![Vec::new(); urls.len()];
    for url in urls {
        measure(url);
    }
    for round in 0..ROUNDS {
        // Another one begins each time: what one leaves to the disk, another one runs beside.
        for turn in 0..urls.len() {
            let contestant = (round + turn) % urls.len();
            rates[contestant].push(measure(urls[contestant]));
        }
    }
    rates
}

/// Requests a second that were answered with success.
fn wrk(url: &str, digest: Option<&str>) -> f64 {
    let mut command = Command::new("wrk");
    command.args(["-t1", "-c64", "-d", SECONDS]);
    if let Some(digest) = digest {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/load/sign.lua");
        let seed = format!(
            "{:x}",
            std::time::Instant::now().elapsed().as_nanos() ^ u128::from(std::process::id())
        );
        let run = RUN.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        command.args(["-s", script, url, "--", digest, &format!("{seed}-{run}")]);
    } else {
        command.arg(url);
    }
    let output = command.output().expect("wrk is installed: see script/bench");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(!text.contains("Non-2xx or 3xx"), "{url} refused: {text}");
    between(&text, "Requests/sec:", "\n")
        .trim()
        .parse()
        .unwrap_or_else(|_| panic!("{url}: {text}"))
}

static RUN: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

/// The service with a campaign to show, and a relay that never answers: no mail leaves within the run, for what is measured is
/// that it is owed.
fn service(folder: &Path) -> Server {
    let relay = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let relay_port = relay.local_addr().expect("an address").port().to_string();
    std::mem::forget(relay);
    let port = free_port();
    let letters = always_open(folder);
    let command = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
        command
            .args(words)
            .env("ROCKET_PORT", port.to_string())
            .env("UNDERSIGNED_LOG", "error")
            .env("UNDERSIGNED_CONTENT__FOLDER", &letters)
            .env("UNDERSIGNED_STORE__PATH", folder.join("service.db"))
            .env("UNDERSIGNED_MAIL__TRANSPORT", "smtp")
            .env("UNDERSIGNED_MAIL__HOST", "127.0.0.1")
            .env("UNDERSIGNED_MAIL__SECURITY", "none")
            .env("UNDERSIGNED_MAIL__PORT", &relay_port)
            .env("UNDERSIGNED_MAIL__CONNECTIONS", "1")
            .env("UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_ADDRESS", "4000000000")
            .env("UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_RANGE", "4000000000")
            .env("UNDERSIGNED_QUOTAS__SIGNINGS_PER_HOUR_PER_DOMAIN", "4000000000")
            .env("UNDERSIGNED_QUOTAS__UNUSUAL_PER_TEN_MINUTES", "4000000000")
            .env("UNDERSIGNED_QUOTAS__UNUSUAL_PER_DOMAIN", "4000000000")
            .env("UNDERSIGNED_SIGNING__FORM_LEAST_SECONDS", "0")
            .env("UNDERSIGNED_QUOTAS__SIGNINGS_PER_MINUTE_IN_ALL", "4000000000");
        command
    };
    let demo = command(&["demo"]).stdout(Stdio::null()).status();
    assert!(demo.is_ok_and(|status| status.success()), "the campaign is there");
    started(command(&["serve"]), port)
}

/// The letters of this repository, without the days on which signing opens and closes.
fn always_open(folder: &Path) -> PathBuf {
    let letters = folder.join("letters");
    let copied = Command::new("cp")
        .arg("-r")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/letters"))
        .arg(&letters)
        .status();
    assert!(copied.is_ok_and(|status| status.success()), "the letters are copied");
    let settings = letters.join(SLUG).join("letter.toml");
    let text = std::fs::read_to_string(&settings).expect("settings");
    let kept: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("opens") && !line.starts_with("closes"))
        .collect();
    std::fs::write(&settings, kept.join("\n")).expect("is written");
    letters
}

fn ceiling(kind: &str, path: &Path) -> Server {
    let port = free_port();
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg(kind).arg(port.to_string()).arg(path);
    started(command, port)
}

fn nginx(folder: &Path, file: &Path) -> Server {
    let port = free_port();
    let root = file.parent().expect("a folder").display();
    // As Debian sets it up, but without a line in the access log for each request: the service writes none either.
    let settings = format!(
        "daemon off; worker_processes auto; pid {root}/nginx.pid; error_log {root}/nginx.log;\n\
         events {{ worker_connections 768; }}\n\
         http {{ sendfile on; tcp_nopush on; types_hash_max_size 2048; default_type text/html; access_log off; gzip on;\n\
         client_body_temp_path {root}/a; proxy_temp_path {root}/b; fastcgi_temp_path {root}/c; uwsgi_temp_path {root}/d; scgi_temp_path {root}/e;\n\
         server {{ listen 127.0.0.1:{port}; root {root}; }} }}"
    );
    let path = folder.join("nginx.conf");
    std::fs::write(&path, settings).expect("is written");
    let mut command = Command::new("nginx");
    command.arg("-c").arg(&path).arg("-p").arg(folder);
    // Its workers run as another user.
    Command::new("chmod").arg("755").arg(folder).status().ok();
    let mut stop = Command::new("nginx");
    stop.args(["-s", "stop", "-c"]).arg(&path).arg("-p").arg(folder);
    let mut server = started(command, port);
    server.stop = Some(stop);
    server
}

fn started(mut command: Command, port: u16) -> Server {
    let child = command
        .stdout(Stdio::null())
        .stdin(Stdio::null())
        .spawn()
        .expect("starts");
    let server = Server {
        child,
        base: format!("http://127.0.0.1:{port}"),
        stop: None,
    };
    for _ in 0..600 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return server;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{command:?} does not listen");
}

/// A page as `wrk` asks for it: not compressed.
fn fetch(url: &str) -> String {
    use std::io::{Read, Write};
    let (host, path) = url
        .strip_prefix("http://")
        .and_then(|rest| rest.split_once('/'))
        .expect("a URL");
    let mut stream = std::net::TcpStream::connect(host).expect("connects");
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

fn between(text: &str, start: &str, end: &str) -> String {
    let rest = text.split_once(start).map_or("", |(_, rest)| rest);
    rest.split_once(end).map_or(rest, |(found, _)| found).to_owned()
}
