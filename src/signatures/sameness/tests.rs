use super::{Profile, Sameness, are_linked, compare, share_a_name};
use crate::domains;
use crate::email::EmailAddress;
use crate::signatures::identity;
use crate::text;

const PAIRS: &str = include_str!("pairs.txt");

fn profile(parts: &[&str]) -> Profile {
    let [name, place, website, contact] = parts else {
        panic!("four parts: {parts:?}");
    };
    let email = EmailAddress::parse(contact).expect("an address");
    let national = place.starts_with('*');
    let (city, region) = place.trim_start_matches('*').split_once(", ").expect("a place");
    let country = match region {
        "GB" => "GB",
        "CAN" => "CA",
        _ => "US",
    };
    let website = if website.is_empty() || website.contains("://") {
        (*website).to_owned()
    } else {
        format!("https://{website}")
    };
    Profile {
        keys: vec![identity::organization(name)],
        website: domains::of_website(&website),
        mail: domains::of_mail(email.domain()),
        mailbox: email.canonical(),
        traits: vec![text::fold(contact)],
        place: [
            country.to_owned(),
            if country == "US" { region } else { "" }.to_owned(),
            text::fold(city),
        ],
        national,
    }
}

#[test]
fn comparing_two_organizations_is_symmetric() {
    let mut wrong = Vec::new();
    let mut pairs = 0;
    for line in PAIRS.lines().filter(|line| !line.starts_with('#')) {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let expected = match parts[0] {
            "same" => Sameness::Same,
            "another" => Sameness::Another,
            "unclear" => Sameness::Unclear,
            other => panic!("{other} is no answer"),
        };
        let (a, b) = (profile(&parts[1..5]), profile(&parts[5..9]));
        pairs += 1;
        for (one, other) in [(&a, &b), (&b, &a)] {
            let found = compare(one, other);
            if found != expected {
                wrong.push(format!("{line}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(pairs >= 120, "{pairs} pairs");
}

#[test]
fn a_shared_contact_or_phone_identifies_organizations_in_one_place() {
    let one = Profile {
        keys: vec!["orchardaid".to_owned()],
        mailbox: "a@gmail.com".to_owned(),
        traits: vec!["lee park".to_owned(), "2025550143".to_owned()],
        place: ["US".to_owned(), "CA".to_owned(), "fresno".to_owned()],
        ..Profile::default()
    };
    let colleague = Profile {
        mailbox: "b@gmail.com".to_owned(),
        traits: vec!["kim".to_owned(), "2025550143".to_owned()],
        ..one.clone()
    };
    assert_eq!(compare(&one, &colleague), Sameness::Same);
    let elsewhere = Profile {
        place: ["US".to_owned(), "TX".to_owned(), "austin".to_owned()],
        ..colleague
    };
    assert_eq!(compare(&one, &elsewhere), Sameness::Another);
}

/// Returns two organizations of one place whose contacts share a phone number.
fn two_of_one_place() -> (Profile, Profile) {
    let one = Profile {
        keys: vec!["orchardaid".to_owned()],
        mailbox: "a@gmail.com".to_owned(),
        traits: vec!["2025550143".to_owned()],
        place: ["US".to_owned(), "CA".to_owned(), "fresno".to_owned()],
        ..Profile::default()
    };
    let other = Profile {
        mailbox: "b@gmail.com".to_owned(),
        ..one.clone()
    };
    (one, other)
}

#[test]
fn only_two_different_domains_contradict_sameness() {
    let (one, other) = two_of_one_place();
    let with = |it: &Profile, domain: &str| Profile {
        website: Some(domain.to_owned()),
        ..it.clone()
    };
    let site = with(&one, "orchardaid.example");
    assert_eq!(compare(&site, &other), Sameness::Same, "the other has none");
    assert_eq!(compare(&other, &site), Sameness::Same);
    let contrary = with(&other, "orchard.example");
    assert!(!are_linked(&site, &contrary));
    assert_eq!(
        compare(&site, &contrary),
        Sameness::Unclear,
        "staff decide between two domains"
    );
}

#[test]
fn a_missing_name_matches_no_other() {
    let (one, mut other) = two_of_one_place();
    assert!(share_a_name(&one, &other));
    for key in ["", "coastalgrowers"] {
        other.keys = vec![key.to_owned()];
        assert!(!share_a_name(&one, &other), "{key:?}");
        assert_eq!(compare(&one, &other), Sameness::Another, "{key:?}");
    }
    let nameless = Profile {
        keys: vec![String::new()],
        ..one
    };
    assert!(!share_a_name(&nameless, &other));
    other.keys = vec![String::new()];
    assert!(!share_a_name(&nameless, &other), "two empty keys are no name");
}
