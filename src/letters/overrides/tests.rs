use std::collections::BTreeMap;

use super::*;
use crate::letters::{Pause, Window};
use crate::locale::Lang;

fn lang(tag: &str) -> Lang {
    Lang::parse(tag).expect("a language")
}

fn signing() -> Signing {
    let closes: Timestamp = "2027-01-29T22:00:00Z".parse().expect("a time");
    let window = Window {
        opens: None,
        closes: Some(closes),
    };
    Signing {
        organizations: None,
        people: Some(window),
        time_zone: jiff::tz::TimeZone::UTC,
        goal: Some(2_500),
        people_per_address: 1,
        organizations_wait: false,
        unverified_wait: true,
        comments: crate::letters::Comments::Offices,
        comments_moderated: true,
        full_names: crate::letters::FullNames::Never,
        trusted_domains: Vec::new(),
        paused: None,
    }
}

#[test]
fn a_value_is_read_as_it_was_stored() {
    let reasons = BTreeMap::from([
        (lang("en"), "Soon: more.".to_owned()),
        (lang("es"), "Pronto habrá más.".to_owned()),
    ]);
    let at: Timestamp = "2027-02-05T17:00:00Z".parse().expect("a time");
    for (setting, value) in [
        (Setting::ClosesPeople, Value::Closes(Some(at))),
        (Setting::ClosesOrganizations, Value::Closes(None)),
        (Setting::Goal, Value::Goal(Some(40))),
        (Setting::Goal, Value::Goal(None)),
        (Setting::Approval, Value::Approval(Approval::Every)),
        (Setting::Paused, Value::Paused(Pause { reasons })),
        (Setting::Paused, Value::Paused(Pause::default())),
    ] {
        let (stored, told) = value.stored();
        assert_eq!(Value::read(setting, &stored, &told), Some(value), "{stored}");
    }
    assert_eq!(Value::read(Setting::Goal, "many", ""), None);
}

#[test]
fn what_is_set_changes_the_rules_that_it_names_alone() {
    let mut rules = signing();
    Value::Closes(None).put(Setting::ClosesOrganizations, &mut rules);
    assert!(rules.organizations.is_none(), "the file does not ask organizations");
    assert!(rules.people.is_some_and(|window| window.closes.is_some()));
    Value::Closes(None).put(Setting::ClosesPeople, &mut rules);
    assert!(rules.people.is_some_and(|window| window.closes.is_none()));
    for rule in [Approval::Every, Approval::Unverified, Approval::None] {
        Value::Approval(rule).put(Setting::Approval, &mut rules);
        assert_eq!(Approval::of(&rules), rule);
    }
    assert_eq!(rules.goal, Some(2_500));
}

#[test]
fn a_reason_is_one_line_in_the_readers_language_or_another() {
    assert_eq!(reason("  Wait\r\n a\tmoment. "), Some("Wait a moment.".to_owned()));
    assert_eq!(reason(" \n"), None);
    let pause = Pause {
        reasons: BTreeMap::from([(lang("es"), "Ya casi.".to_owned())]),
    };
    assert_eq!(pause.reason(lang("en")), Some((lang("es"), "Ya casi.")));
    assert_eq!(Pause::default().reason(lang("en")), None);
}
