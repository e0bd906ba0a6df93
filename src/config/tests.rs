use super::*;

fn figment(profile: &str, settings: &str) -> Figment {
    use rocket::figment::providers::{Format, Toml};
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Rocket.toml");
    Figment::from(rocket::Config::default())
        .merge(Toml::file(file).nested())
        .merge(Toml::string(settings).nested())
        .select(profile)
}

#[test]
fn production_names_everything_that_is_missing() {
    let refused = Config::extract(&figment("production", "")).expect_err("refused");
    let text = refused.to_string();
    for needed in ["secret_key", "SMTP transport", "base URL", "sender address"] {
        assert!(text.contains(needed), "{needed} is not named in: {text}");
    }
    assert_eq!(refused.0.len(), 4);
}

#[test]
fn production_starts_with_everything_given() {
    let given = r#"
        [production]
        secret_key = "hPRYyVRiMyxpw5sBB1XeCMN1kFsDCqKvBi2QJxBVHQk="
        site.base_url = "https://letters.coalition.org"
        mail.host = "relay.coalition.org"
        mail.sender = "The coalition <letters@coalition.org>"
    "#;
    let config = Config::extract(&figment("production", given)).expect("complete");
    assert!(!config.shows_mailbox());
}

#[test]
fn an_unknown_key_is_refused_by_name() {
    let refused = Config::extract(&figment("debug", "[debug.mail]\nsennder = 'x'")).expect_err("refused");
    assert!(refused.to_string().contains("sennder"), "{refused}");
}

#[test]
fn a_bare_connection_to_a_relay_elsewhere_is_refused() {
    let settings = "[debug.mail]\ntransport = 'smtp'\nhost = 'relay.example.org'\nsecurity = 'none'";
    let refused = Config::extract(&figment("debug", settings)).expect_err("refused");
    assert!(refused.to_string().contains("on this machine only"));
}

#[test]
fn secrets_do_not_show_in_debug_output() {
    let settings =
        "[debug]\nsecret_key = 'hPRYyVRiMyxpw5sBB1XeCMN1kFsDCqKvBi2QJxBVHQk='\n[debug.mail]\npassword = 'hunter2'";
    let config = Config::extract(&figment("debug", settings)).expect("reads");
    let shown = format!("{config:?}");
    assert!(!shown.contains("hunter2") && !shown.contains("hPRY"));
}
