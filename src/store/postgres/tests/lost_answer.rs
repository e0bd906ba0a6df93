//! A connection that breaks during `COMMIT`: the caller hears what became of it.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::*;

/// When the connection breaks that is to commit next.
#[derive(Clone, Copy, PartialEq)]
enum Breaks {
    /// The server never hears of it.
    Before,
    /// The server has committed, and its answer is lost.
    After,
}

/// Passes connections on to the server of an address, and breaks one once `armed`; returns the address to use instead.
fn through(url: &str, breaks: Breaks, armed: &Arc<AtomicBool>) -> String {
    let config: tokio_postgres::Config = url.parse().expect("an address");
    let port = config.get_ports()[0];
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let own = listener.local_addr().expect("bound").port();
    let armed = Arc::clone(armed);
    std::thread::spawn(move || {
        for client in listener.incoming().map_while(Result::ok) {
            let server = TcpStream::connect(("127.0.0.1", port)).expect("the server is there");
            let (mut from, mut to) = (client.try_clone().expect("clones"), server.try_clone().expect("clones"));
            std::thread::spawn(move || std::io::copy(&mut to, &mut from).and_then(|_| from.shutdown(Shutdown::Both)));
            let armed = Arc::clone(&armed);
            std::thread::spawn(move || pass(client, server, breaks, &armed));
        }
    });
    url.replace(&format!(":{port}"), &format!(":{own}"))
}

/// Passes on what a client sends.
fn pass(mut client: TcpStream, mut server: TcpStream, breaks: Breaks, armed: &AtomicBool) {
    let mut bytes = vec![0; 65_536];
    while let Ok(read @ 1..) = client.read(&mut bytes) {
        let commits = bytes[..read].windows(7).any(|it| it == b"COMMIT\0") && armed.swap(false, Ordering::SeqCst);
        if commits {
            client.shutdown(Shutdown::Both).expect("breaks");
        }
        if !(commits && breaks == Breaks::Before) {
            server.write_all(&bytes[..read]).expect("passes it on");
        }
    }
    server.shutdown(Shutdown::Write).ok();
}

fn hears(breaks: Breaks) -> Option<(Result<Option<LineId>, StoreError>, i64)> {
    let url = empty()?;
    let direct = with_lines(&url);
    let armed = Arc::<AtomicBool>::default();
    let node = node(&through(&url, breaks, &armed));
    armed.store(true, Ordering::SeqCst);
    let told = node.store.write_now(|tx| add(tx, "a"));
    assert!(!armed.load(Ordering::SeqCst), "the commit was broken");
    node.store.write_now(|tx| add(tx, "next")).expect("goes on");
    Some((told, count(&direct.store)))
}

#[test]
fn what_was_committed_is_acknowledged_though_the_answer_is_lost() {
    let Some((told, rows)) = hears(Breaks::After) else {
        return;
    };
    assert!(told.expect("is durable").is_some());
    assert_eq!(rows, 2);
}

#[test]
fn what_the_server_never_heard_of_is_not_acknowledged() {
    let Some((told, rows)) = hears(Breaks::Before) else {
        return;
    };
    assert!(told.is_err());
    assert_eq!(rows, 1);
}
