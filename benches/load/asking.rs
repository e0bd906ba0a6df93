//! Compares response times for an address that has signed and for one that has not, in turns.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Instant;

use super::report;

/// How many addresses of each kind.
const ADDRESSES: usize = 250;
/// The number of the first person in the invented campaign, after its organizations.
const FIRST: usize = 40;

/// Compares signing and asking for links; returns whether both are alike.
pub fn compare(base: &str, slug: &str, edition: &str, opened: &str) -> bool {
    let sign = |address: &str| {
        let fields = format!(
            "edition={edition}&opened={opened}&name=Ana+Prueba&email={address}&city=Fresno&country=US&state=CA&postal_code=93701&listing=initial"
        );
        post(base, &format!("/en/letters/{slug}/signatures/people"), &fields)
    };
    let links = |address: &str| post(base, "/en/my-signatures", &format!("email={address}"));
    // Each address is asked for once: a second mail would come nearer to its daily quota.
    let signing = turns(FIRST, &sign);
    let asking = turns(FIRST + ADDRESSES, &links);
    let one = report::alike("signing again, and anew", &signing.0, &signing.1);
    report::alike("links, if any, and none", &asking.0, &asking.1) && one
}

fn turns(first: usize, ask: &dyn Fn(&str) -> f64) -> (Vec<f64>, Vec<f64>) {
    let pair = |n: usize| {
        let known = ask(&format!("demo-{n}%40signers.example"));
        (known, ask(&format!("nobody-{n}%40signers.example")))
    };
    (first..first + ADDRESSES).map(pair).unzip()
}

/// Returns the microseconds from the request to its complete response.
fn post(base: &str, path: &str, body: &str) -> f64 {
    let host = base.strip_prefix("http://").expect("a URL");
    let mut stream = TcpStream::connect(host).expect("connects");
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let begun = Instant::now();
    stream.write_all(request.as_bytes()).expect("asks");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answers");
    let taken = begun.elapsed();
    assert!(
        answer.starts_with("HTTP/1.1 200"),
        "{path}: {}",
        answer.lines().next().unwrap_or_default()
    );
    taken.as_secs_f64() * 1e6
}
