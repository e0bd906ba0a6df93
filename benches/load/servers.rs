//! The servers of a run, each on a free port: the service, its ceilings and nginx.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The letter that is signed.
pub const SLUG: &str = "protect-temporary-visa-workers";

/// A server of this run, stopped when it is dropped.
pub struct Server {
    child: Child,
    /// Its URL, without a slash at the end.
    pub base: String,
    /// The command that stops it gracefully, for a server with children of its own.
    stop: Option<Command>,
}

impl Server {
    /// Returns the URL of a page.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = &mut self.stop {
            stop.status().ok();
            std::thread::sleep(Duration::from_millis(500));
        }
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The service with an invented campaign.
pub struct Service {
    /// The running server.
    pub server: Server,
    /// Its database.
    pub database: PathBuf,
    /// The address of its server, if it has one.
    pub url: Option<String>,
}

impl Service {
    /// Fills a database in `folder` with so many invented people, and serves it.
    pub fn with(folder: &Path, people: u32) -> Self {
        Self::on(None, folder, people)
    }

    /// Does the same on a PostgreSQL, if there is an address.
    ///
    /// Its relay never answers, so no mail is sent during the run: only enqueueing is measured.
    pub fn on(url: Option<&str>, folder: &Path, people: u32) -> Self {
        std::fs::create_dir_all(folder).expect("a folder");
        let relay = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let relay_port = relay.local_addr().expect("an address").port().to_string();
        std::mem::forget(relay);
        // As by default, the database is not beside the letters, whose folder is watched.
        let (port, letters, database) = (free_port(), always_open(folder), folder.join("var/service.db"));
        let command = |words: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_undersigned"));
            command
                .args(words)
                .env("ROCKET_PORT", port.to_string())
                .env("UNDERSIGNED_LOG", "error")
                .env("UNDERSIGNED_CONTENT__FOLDER", &letters)
                .env("UNDERSIGNED_STORE__PATH", &database)
                .env("UNDERSIGNED_MAIL__TRANSPORT", "smtp")
                .env("UNDERSIGNED_MAIL__HOST", "127.0.0.1")
                .env("UNDERSIGNED_MAIL__SECURITY", "none")
                .env("UNDERSIGNED_MAIL__PORT", &relay_port)
                .env("UNDERSIGNED_MAIL__CONNECTIONS", "1")
                .env("UNDERSIGNED_SIGNING__FORM_LEAST_SECONDS", "0");
            if let Some(url) = url {
                command.env("UNDERSIGNED_STORE__URL", url);
            }
            for quota in [
                "SIGNINGS_PER_HOUR_PER_ADDRESS",
                "SIGNINGS_PER_HOUR_PER_RANGE",
                "SIGNINGS_PER_HOUR_PER_DOMAIN",
                "SIGNINGS_PER_MINUTE_IN_ALL",
                "UNUSUAL_PER_TEN_MINUTES",
                "UNUSUAL_PER_DOMAIN",
            ] {
                command.env(format!("UNDERSIGNED_QUOTAS__{quota}"), "1000000");
            }
            command
        };
        let demo = command(&["demo", "--people", &people.to_string()])
            .stdout(Stdio::null())
            .status();
        assert!(demo.is_ok_and(|status| status.success()), "the campaign is there");
        Self {
            server: started(command(&["serve"]), port),
            database,
            url: url.map(str::to_owned),
        }
    }
}

/// Returns the letters of this repository, without opening and closing days.
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

/// Starts this program again, as one of the ceilings.
pub fn ceiling(kind: &str, path: &Path) -> Server {
    let port = free_port();
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.arg(kind).arg(port.to_string()).arg(path);
    started(command, port)
}

/// Starts nginx with the folder of a file, set up as in Debian, but without an access log: the service writes none either.
pub fn nginx(folder: &Path, file: &Path) -> Server {
    let port = free_port();
    let root = file.parent().expect("a folder").display();
    let settings = format!(
        "daemon off; worker_processes auto; pid {root}/nginx.pid; error_log {root}/nginx.log;\n\
         events {{ worker_connections 768; }}\n\
         http {{ sendfile on; tcp_nopush on; types_hash_max_size 2048; default_type text/html; access_log off; gzip on; gzip_static on;\n\
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

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
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
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{command:?} does not listen");
}
