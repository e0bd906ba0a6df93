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
        "secret key",
        "SMTP transport",
        "base URL",
        "sender address",
        "your own contact information for the letterhead",
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
    assert!(refused.to_string().contains("only in debug builds"), "{refused}");
    assert!(clock(&figment("debug", ""), false).is_ok());
}

#[test]
fn an_unknown_key_is_refused_by_name() {
    let refused = Config::extract(&figment("debug", "[debug.mail]\nsennder = 'x'")).expect_err("refused");
    let told = refused.to_string();
    assert!(
        told.starts_with(
            "settings, section [mail]: mail.sennder is not a setting: the settings in [mail] are transport, "
        ),
        "{told}"
    );
}

#[test]
fn a_bare_connection_to_a_relay_elsewhere_is_refused() {
    let settings = "[debug.mail]\ntransport = 'smtp'\nhost = 'relay.example.org'\nsecurity = 'none'";
    let refused = Config::extract(&figment("debug", settings)).expect_err("refused");
    assert!(refused.to_string().contains("works only with a relay on this machine"));
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
        let settings =
            format!("[default]\nsecret_key = 'hPRYyVRiMyxpw5sBB1XeCMN1kFsDCqKvBi2QJxBVHQk='\naddress = '{address}'");
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

#[rstest::rstest]
#[case("url = 5", "url must be text")]
#[case(
    "read_urls = 'postgres://ana:s3cret@db/letters'",
    "read_urls must be a list of addresses, such as"
)]
#[case("ca_file = 'root.pem'", "store.ca_file has no effect without store.url")]
#[case("require_standby = true", "store.require_standby has no effect without store.url")]
#[case(
    "read_urls = ['postgres://ana:s3cret@db/letters']",
    "store.read_urls has no effect without store.url"
)]
fn a_setting_of_a_server_that_can_not_be_meant_is_refused_without_its_value(#[case] line: &str, #[case] told: &str) {
    let settings = format!("[debug.store]\npath = 'a.db'\nreaders = 1\n{line}");
    let refused = Config::extract(&figment("debug", &settings)).expect_err("refused");
    assert!(refused.to_string().contains(told), "{refused}");
    assert!(!refused.to_string().contains("s3cret"), "{refused}");
}

#[test]
fn an_unknown_section_is_refused_by_name() {
    let refused =
        Config::extract(&figment("debug", "[debug.quota]\nmails_per_day_per_recipient = 9")).expect_err("refused");
    assert!(refused.to_string().contains("[quota]"), "{refused}");
}

/// Returns the settings that production needs, in a section of this name.
fn complete(section: &str) -> String {
    format!(
        "[{section}]\nsecret_key = 'hPRYyVRiMyxpw5sBB1XeCMN1kFsDCqKvBi2QJxBVHQk='\nsite.base_url = 'https://letters.coalition.org'\n\
         mail.host = 'relay.coalition.org'\nmail.sender = 'The coalition <letters@coalition.org>'\n\
         site.postal_address = ['1 Union Square', 'Washington, DC 20001']\nsite.contact_email = 'letters@coalition.org'\n\
         site.contact_phone = '(202) 225-3121'\n"
    )
}

#[test]
fn production_keeps_its_safeguards_in_any_spelling_of_its_name() {
    for name in ["production", "Production", "PRODUCTION"] {
        let refused = Config::extract(&figment(name, "")).expect_err("refused");
        assert_eq!(refused.0.len(), 5, "{name}: {refused}");
        let config = Config::extract(&figment(name, &complete("production"))).expect("complete");
        assert!(config.profile.is_production() && !config.shows_mailbox(), "{name}");
    }
}

#[test]
fn an_unknown_profile_does_not_start() {
    for name in ["prod", "produciton", "production ", "staging", ""] {
        let refused = Config::extract(&figment(name, &complete("default"))).expect_err("refused");
        assert!(refused.to_string().contains("production"), "{name:?}: {refused}");
    }
}

#[test]
fn a_public_address_that_pages_and_mails_would_read_differently_is_refused() {
    let refused = |base: &str| {
        let settings = format!("[debug.site]\nbase_url = '{base}'");
        Config::extract(&figment("debug", &settings))
            .expect_err("refused")
            .to_string()
    };
    for base in [
        "https://a.org/sub",
        "a.org",
        "https://a.org?x=1",
        "https://a.org ",
        "https://a.org/",
    ] {
        assert!(
            refused(base).contains("set it to \"https://a.org\""),
            "{}",
            refused(base)
        );
    }
}

#[test]
fn a_header_that_holds_no_address_and_a_network_of_everybody_are_refused() {
    let refused = |line: &str| {
        let settings = format!("[debug.proxy]\n{line}");
        Config::extract(&figment("debug", &settings))
            .expect_err("refused")
            .to_string()
    };
    assert!(
        refused("header = 'X-Forwarded-Proto'").contains(", Forwarded"),
        "{}",
        refused("header = 'X-Forwarded-Proto'")
    );
    assert!(refused("trusted = ['0.0.0.0/0']").contains("not a valid network"));
    let config = Config::extract(&figment(
        "debug",
        "[debug.proxy]\nheader = 'forwarded'\ntrusted = ['172.16.0.0/12']",
    ));
    let proxy = config.expect("reads").proxy;
    assert!(proxy.header.is_rfc_7239());
    let trusts = |address: &str| proxy.trusts(address.parse().expect("an address"));
    assert!(trusts("172.17.0.1") && trusts("::ffff:172.17.0.1") && !trusts("172.32.0.1"));
}

#[test]
fn an_impossible_mail_folder_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("mail");
    std::fs::write(&file, b"").expect("writes");
    for (path, said) in [(String::new(), "is empty"), (file.display().to_string(), "is a file")] {
        let settings = format!("[debug.mail]\nfolder = '{path}'");
        let refused = Config::extract(&figment("debug", &settings)).expect_err("refused");
        assert!(refused.to_string().contains(said), "{refused}");
    }
}

#[test]
fn a_port_of_zero_becomes_the_one_that_is_named() {
    let settings = with_port(figment("debug", "[default]\nport = 0")).expect("a port");
    let config = Config::extract(&settings).expect("reads");
    let port: u16 = rockets(&settings, "port").expect("a port");
    assert!(port > 0);
    assert_eq!(config.site.base_url, format!("http://127.0.0.1:{port}"));
}

#[test]
fn a_brand_is_read_with_paths_relative_to_the_settings() {
    let settings = "[debug.site.brand]\nlogo = 'tests/data/brand/logo.svg'\ncolor = '#7b2d8b'\n";
    let config = Config::extract(&figment("debug", settings)).expect("reads");
    assert_eq!(config.site.brand.palette.light.fill.to_string(), "#7b2d8b");
    assert!(config.site.brand.logo.is_some());
}

#[rstest::rstest]
#[case(
    "lgo = 'a.svg'",
    "site.brand.lgo is not a setting: the settings in [site.brand] are logo, logo_dark, "
)]
#[case("logo = 'none.svg'", "site.brand.logo = \"none.svg\" can't be read (")]
#[case("logo_dark = 3", "site.brand.logo_dark is not valid: ")]
#[case(
    "color = 'teal'",
    "site.brand.color = \"teal\" is not a color: write it in hexadecimal"
)]
#[case("color = '#f5a623'", "site.brand.color = \"#f5a623\" is too light: ")]
#[case("tagline = 'Words'", "site.brand.tagline is not valid: ")]
#[case(
    "tagline = { English = 'Words' }",
    "site.brand.tagline = \"English\" is not a language"
)]
#[case("footer = { en = [''] }", "site.brand.footer = \"en\" has no text")]
#[case(
    "social = [{ name = 'A', url = 'a.example' }]",
    "site.brand.social = \"a.example\" is not a web address"
)]
#[case(
    "favicon = 'Cargo.toml'",
    "site.brand.favicon = \"Cargo.toml\" is neither an SVG nor a PNG"
)]
fn an_unusable_brand_is_refused_with_setting_and_value(#[case] line: &str, #[case] said: &str) {
    let refused = Config::extract(&figment("debug", &format!("[debug.site.brand]\n{line}"))).expect_err("refused");
    assert!(refused.to_string().contains(said), "{refused}");
}
