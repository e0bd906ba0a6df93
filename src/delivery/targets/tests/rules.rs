//! Rules by state, constituents, exceptions and tables.

use super::*;

fn shown(delivery: &str, people: Vec<Residence>) -> String {
    with(toml::from_str(delivery).expect("a table"), people)
}

fn with(delivery: Delivery, people: Vec<Residence>) -> String {
    let choice = choose(&delivery, &congress(), &census(people), day("2026-10-01"));
    let targets = choice.targets.iter().map(|it| {
        let rules: Vec<_> = it.rules.iter().map(|rule| rule.as_str()).collect();
        format!("{}: {} ({})", it.stem, rules.join(" "), it.capacity)
    });
    let few = (choice.too_few > 0).then(|| format!("{} too few", choice.too_few));
    targets
        .chain(few)
        .chain(choice.remarks.iter().map(ToString::to_string))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn states_choose_both_chambers_and_senators_of_only_one() {
    assert_eq!(
        shown("states = [\"CA\"]", Vec::new()),
        "ca-sen-lin: states ()\nca-21-ortega: states ()"
    );
    assert_eq!(
        shown("senators_of = [\"CA\", \"AK\"]", Vec::new()),
        "ca-sen-lin: senators_of ()"
    );
}

#[test]
fn an_office_has_every_rule_that_names_it_and_the_first_capacity() {
    let delivery = "leadership = true\nchambers = [\"house\"]\nstates = [\"CA\"]\nmembers = [\"X000001\"]\nstates_of_signers = true";
    insta::assert_snapshot!(shown(delivery, vec![signer("CA", &[21])]), @"
    ca-21-ortega: leadership members chambers states states_of_signers (Speaker of the House)
    ak-al-van-sample: chambers ()
    ca-sen-lin: states states_of_signers ()
    pr-al-delegada: chambers ()
    ");
}

#[test]
fn exceptions_leave_out_a_member_whichever_rule_names_them() {
    let delivery =
        "leadership = true\ncommittees = [\"HSJU\"]\nchambers = [\"house\"]\nexcept = [\"X000001\", \"X000999\"]";
    insta::assert_snapshot!(shown(delivery, Vec::new()), @"
    ak-al-van-sample: committees chambers (Ranking Member, Committee on the Judiciary)
    pr-al-delegada: chambers ()
    except names X000999, and no sitting Member has this bioguide ID
    ");
}

#[test]
fn only_confirmed_constituents_count_for_at_least_and_it_spares_those_named_one_by_one() {
    let people = vec![
        signer("CA", &[21]),
        signer("CA", &[21, 22]),
        signer("CA", &[]),
        signer("AK", &[]),
    ];
    let delivery = "chambers = [\"house\", \"senate\"]\nat_least = 2";
    assert_eq!(shown(delivery, people.clone()), "ca-sen-lin: chambers ()\n3 too few");
    let one = shown("chambers = [\"house\"]\nat_least = 1", people.clone());
    assert_eq!(
        one,
        "ak-al-van-sample: chambers ()\nca-21-ortega: chambers ()\n1 too few"
    );
    let named = format!("{delivery}\nmembers = [\"X000002\"]");
    assert_eq!(
        shown(&named, people),
        "ak-al-van-sample: members ()\nca-sen-lin: chambers ()\n2 too few"
    );
}

#[test]
fn a_table_names_members_and_others() {
    let mut delivery: Delivery = toml::from_str("leadership = true").expect("a table");
    delivery.listed = vec!["X000002".to_owned(), "X000998".to_owned()];
    delivery.recipients.push(crate::letters::Recipient {
        key: "mayor".to_owned(),
        name: "The Mayor".to_owned(),
        address: vec!["City Hall".to_owned()],
        salutation: "Dear Mayor:".to_owned(),
        is_listed: true,
    });
    let choice = choose(&delivery, &congress(), &Census::default(), day("2026-10-01"));
    assert_eq!(choice.missing[0].key, "X000998");
    assert_eq!(
        with(delivery, Vec::new()),
        "ca-21-ortega: leadership (Speaker of the House)\nak-al-van-sample: list ()\nmayor: list ()"
    );
}

#[test]
fn vacant_seats_are_those_that_a_rule_chooses() {
    let vacant = |delivery: &str, people| {
        let delivery: Delivery = toml::from_str(delivery).expect("a table");
        let choice = choose(&delivery, &congress(), &census(people), day("2026-10-01"));
        choice
            .vacant
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(vacant("senators_of = [\"CA\", \"AK\"]", Vec::new()), "AK AK CA");
    assert_eq!(vacant("states_of_signers = true", vec![signer("AK", &[])]), "AK AK");
    assert_eq!(
        vacant("states_of_signers = true\nat_least = 2", vec![signer("AK", &[])]),
        ""
    );
    assert_eq!(vacant("members = [\"X000001\"]", Vec::new()), "");
}
