//! Trusted proxies and clients' addresses, over HTTP.

use rocket::http::{ContentType, Header, Status};

use crate::app::TestApp;

const QUOTAS: &str = "[default.quotas]\nsignings_per_hour_per_address = 2\n[default.proxy]\ntrusted = ['10.0.0.1']";
const FORM: &str = "/en/letters/protect-temporary-visa-workers/signatures/people";

/// Returns the status of a request over a connection with these lines of the header.
async fn attempt(app: &TestApp, connection: &str, lines: &[&'static str]) -> u16 {
    let mut request = app.client.post(FORM).header(ContentType::Form).body("name=x");
    request.set_remote(connection.parse().expect("an address"));
    for line in lines {
        request.add_header(Header::new("X-Forwarded-For", *line));
    }
    request.dispatch().await.status().code
}

#[rocket::async_test]
async fn behind_a_trusted_proxy_each_client_has_a_quota_of_its_own() {
    let app = TestApp::with(QUOTAS).await;
    let refused = Status::TooManyRequests.code;
    for _ in 0..2 {
        assert_eq!(attempt(&app, "10.0.0.1:1", &["203.0.113.1"]).await, 422);
    }
    assert_eq!(attempt(&app, "10.0.0.1:1", &["203.0.113.1"]).await, refused);
    assert_eq!(attempt(&app, "10.0.0.1:1", &["203.0.113.1:4711"]).await, refused);
    // What a client wrote itself stands before what the proxy added, in the same line or in an earlier one.
    assert_eq!(attempt(&app, "10.0.0.1:1", &["6.6.6.6, 203.0.113.1"]).await, refused);
    assert_eq!(attempt(&app, "10.0.0.1:1", &["6.6.6.7", "203.0.113.1"]).await, refused);
    assert_eq!(attempt(&app, "10.0.0.1:1", &["203.0.113.2"]).await, 422);
    assert_eq!(attempt(&app, "10.0.0.1:1", &["[2001:db8::1]:4711"]).await, 422);
}

#[rocket::async_test]
async fn nobody_else_is_believed() {
    let app = TestApp::with(QUOTAS).await;
    for claimed in ["203.0.113.1", "203.0.113.2"] {
        assert_eq!(attempt(&app, "198.51.100.7:1", &[claimed]).await, 422);
    }
    let refused = Status::TooManyRequests.code;
    assert_eq!(attempt(&app, "198.51.100.7:1", &["203.0.113.3"]).await, refused);
}

/// Returns the status of a request over a trusted connection with one header.
async fn forwarded(app: &TestApp, name: &'static str, value: &'static str) -> u16 {
    let mut request = app.client.post(FORM).header(ContentType::Form).body("name=x");
    request.set_remote("172.17.0.1:1".parse().expect("an address"));
    request.add_header(Header::new(name, value));
    request.dispatch().await.status().code
}

#[rocket::async_test]
async fn the_standard_header_of_a_network_of_proxies_is_read() {
    let settings = "[default.quotas]\nsignings_per_hour_per_address = 1\n\
                    [default.proxy]\ntrusted = ['172.16.0.0/12']\nheader = 'Forwarded'";
    let app = TestApp::with(settings).await;
    let refused = Status::TooManyRequests.code;
    for (value, status) in [
        ("for=203.0.113.1", 422),
        ("for=203.0.113.1;proto=https", refused),
        ("for=6.6.6.6, for=\"203.0.113.1:4711\"", refused),
        ("for=203.0.113.1, for=172.18.0.1", refused),
        ("for=\"[2001:db8::1]:4711\"", 422),
        ("for=203.0.113.2", 422),
    ] {
        assert_eq!(forwarded(&app, "Forwarded", value).await, status, "{value}");
    }
    // Another header than the one that is named says nothing.
    assert_eq!(forwarded(&app, "X-Forwarded-For", "203.0.113.9").await, 422);
    assert_eq!(forwarded(&app, "X-Forwarded-For", "203.0.113.8").await, refused);
}
