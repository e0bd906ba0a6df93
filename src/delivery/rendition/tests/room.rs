//! Tests how many names and comments are printed, and what replaces the others.

use super::*;

#[test]
fn each_state_gets_its_share_of_printed_names_and_at_least_one() {
    let nine = signed(
        [people(6, "CA", &[21]), people(2, "NV", &[1]), people(1, "TX", &[3])],
        &[],
    );
    let printed = |most_people: usize| {
        let rendition = rendition(&nine, &agency(), most_people);
        let groups = rendition["groups"].as_array().expect("groups").clone();
        let line = |group: &Json| {
            let text = |key: &str| group[key].as_str().expect("text").to_owned();
            let lines = group["lines"].as_array().expect("lines").len();
            format!("{} {lines} {}", text("heading"), text("note"))
                .trim()
                .to_owned()
        };
        groups[1..].iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(printed(9), ["California 6", "Nevada 2", "Texas 1"]);
    assert_eq!(
        printed(4),
        [
            "California 2 4 more individuals, not printed here",
            "Nevada 1 1 more individual, not printed here",
            "Texas 1"
        ]
    );
    assert_eq!(
        printed(0),
        [
            "California 0 6 more individuals, not printed here",
            "Nevada 0 2 more individuals, not printed here",
            "Texas 0 1 more individual, not printed here"
        ]
    );
}

#[test]
fn possible_constituents_fill_the_room_that_constituents_leave() {
    let snapshot = signed([people(2, "CA", &[21]), people(4, "CA", &[])], &[]);
    let rendition = rendition(&snapshot, &representative(Reach::Constituents), 5);
    let groups = rendition["groups"].as_array().expect("groups");
    let printed = groups
        .iter()
        .map(|group| group["lines"].as_array().expect("lines").len());
    assert_eq!(printed.collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn twenty_five_comments_of_constituents_are_printed_and_the_others_counted() {
    let note = |comments: usize| {
        let with_comment = |mut person: Person| {
            person.comment = Some("My brother picks your apples.".to_owned());
            person
        };
        let all = [people(comments, "CA", &[21]), people(1, "CA", &[13])].concat();
        let snapshot = signed([all.into_iter().map(with_comment).collect()], &[]);
        let rendition = rendition(&snapshot, &representative(Reach::Constituents), 0);
        let printed = rendition["comments"].as_array().expect("comments").len();
        (
            printed,
            rendition["comments_note"].as_str().unwrap_or_default().to_owned(),
        )
    };
    assert_eq!(note(25), (25, String::new()));
    assert_eq!(note(27), (25, "2 more constituents left a message.".to_owned()));
}
