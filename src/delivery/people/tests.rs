use super::*;
use crate::signatures::ids::SignatureId;

fn person(number: i64, name: Option<&str>, districts: &[u8]) -> Person {
    Person {
        signature: SignatureId::new(number),
        name: name.map(str::to_owned),
        place: Locality {
            city: None,
            state: Some("CA".to_owned()),
            country: "US".to_owned(),
        },
        title: "Núrse".to_owned(),
        affiliation: String::new(),
        full: None,
        comment: (number % 2 == 0).then(|| "Por favor".to_owned()),
        lang: "es".to_owned(),
        residence: Residence {
            state: Some("CA".to_owned()),
            districts: districts.to_vec(),
        },
    }
}

fn everyone() -> Vec<Person> {
    vec![
        person(1, Some("Ana Ruiz"), &[21]),
        person(2, None, &[21]),
        person(3, Some("李"), &[13, 21]),
        person(4, Some("Bo"), &[21]),
        person(5, Some("Cy"), &[]),
    ]
}

fn numbers(people: impl Iterator<Item = Person>) -> Vec<i64> {
    people.map(|it| it.signature.number()).collect()
}

#[test]
fn people_are_read_from_a_file_as_they_were_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut writer = PeopleWriter::begin(&folder.path().join("bundles")).expect("begins");
    for person in everyone() {
        writer.add(&person).expect("writes");
    }
    let people = writer.finish().expect("ends");
    let left = std::fs::read_dir(folder.path().join("bundles"))
        .expect("a folder")
        .count();
    assert_eq!(left, 0, "the file has no name");
    assert_eq!(people.all().collect::<Vec<_>>(), everyone());
    let seat = Seat::House {
        state: "CA".to_owned(),
        district: 21,
    };
    assert_eq!(numbers(people.related(&seat, SeatRelation::Constituent)), [1, 2, 4]);
    assert_eq!(numbers(people.related(&seat, SeatRelation::Possible)), [3, 5]);
    // Who is not named is not quoted either.
    assert_eq!(numbers(people.commenting(&seat).flatten()), [4]);
    assert_eq!(people.words().iter().collect::<Vec<_>>(), ["Núrse", "李"]);
    assert_eq!(people.census().constituents(&seat), Count { listed: 2, unlisted: 1 });
    people.check().expect("was read");
}

#[test]
fn what_can_not_be_read_is_reported_and_never_left_out_silently() {
    let mut people: People = everyone().into();
    people.records = Records::Memory(vec![0; 3]);
    assert_eq!(people.all().count(), 0);
    assert_eq!(
        people.check().expect_err("is told").kind(),
        io::ErrorKind::UnexpectedEof
    );
}
