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
    for needed in [
        "secret_key",
        "SMTP transport",
        "base URL",
        "sender address",
        "your own letterhead",
    ] {
        assert!(text.contains(needed), "{needed} is not named in: {text}");
    }
    assert_eq!(refused.0.len(), 5);
}

#[test]
fn production_starts_with_everything_given() {
    let given = r#"
        [production]
        secret_key = "hPRYyVRiMyxpw5sBB1XeCMN1kFsDCqKvBi2QJxBVHQk="
        site.base_url = "https://letters.coalition.org"
        mail.host = "relay.coalition.org"
        mail.sender = "The coalition <letters@coalition.org>"
        site.postal_address = ["1 Union Square", "Washington, DC 20001"]
        site.contact_email = "letters@coalition.org"
        site.contact_phone = "(202) 225-3121"
    "#;
    let config = Config::extract(&figment("production", given)).expect("complete");
    assert!(!config.shows_mailbox());
}

#[test]
fn only_a_debug_build_moves_its_clock() {
    let settings = figment("debug", "[debug.clock]\noffset_seconds = 86400");
    let moved = clock(&settings, true).expect("moves");
    let day = moved.now().duration_since(Clock::default().now());
    assert!((86_390..=86_400).contains(&day.as_secs()), "{day}");
    let refused = clock(&settings, false).expect_err("refused");
    assert!(refused.to_string().contains("for debug builds only"), "{refused}");
    assert!(clock(&figment("debug", ""), false).is_ok());
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

#[test]
fn the_mailbox_is_shown_to_this_machine_only() {
    let shows = |address: &str| {
        let settings = format!("[default]\nsecret_key = 'x'\naddress = '{address}'");
        Config::extract(&figment("debug", &settings))
            .expect("reads")
            .shows_mailbox()
    };
    assert!(shows("127.0.0.1") && shows("::1"));
    assert!(!shows("0.0.0.0") && !shows("192.0.2.1") && !shows("::"));
}

#[test]
fn a_password_that_can_not_be_read_is_not_repeated() {
    let refused = Config::extract(&figment("debug", "[debug.mail]\npassword = 20260317")).expect_err("refused");
    assert!(refused.to_string().contains("password must be text"), "{refused}");
    assert!(!refused.to_string().contains("20260317"), "{refused}");
}

#[test]
fn an_unknown_section_is_refused_by_name() {
    let refused =
        Config::extract(&figment("debug", "[debug.quota]\nmails_per_day_per_recipient = 9")).expect_err("refused");
    assert!(refused.to_string().contains("[quota]"), "{refused}");
}
