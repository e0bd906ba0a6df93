use super::*;

#[rstest::rstest]
#[case("EST", Some("America/New_York"))]
#[case("pst", Some("America/Los_Angeles"))]
#[case("CDT", Some("America/Chicago"))]
#[case("MST7MDT", Some("America/Denver"))]
#[case("ET", Some("America/New_York"))]
#[case("HST", Some("Pacific/Honolulu"))]
#[case("UTC", None)]
#[case("Est/Gotham", None)]
#[case("America/New_York", None)]
#[case("", None)]
fn a_time_zone_abbreviation_suggests_a_place(#[case] name: &str, #[case] meant: Option<&str>) {
    assert_eq!(meant_zone(name), meant);
}

#[rstest::rstest]
#[case("en.md.txt", Some("en.md"))]
#[case("es.md.md", Some("es.md"))]
#[case("EN.MD", Some("en.md"))]
#[case("en.markdown", Some("en.md"))]
#[case("letter.toml.txt", Some("letter.toml"))]
#[case("Letter.toml", Some("letter.toml"))]
#[case("en.md", None)]
#[case("letter.toml", None)]
#[case("corridor.svg", None)]
#[case("notes.txt", None)]
#[case("README.md", None)]
fn a_misnamed_file_is_reported_with_the_right_name(#[case] name: &str, #[case] meant: Option<&str>) {
    assert_eq!(meant_name(name).as_deref(), meant);
}
