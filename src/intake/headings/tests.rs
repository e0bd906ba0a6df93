use proptest::prelude::*;

use super::*;

fn found(party: Party, headings: &[&str]) -> Result<Vec<(&'static str, usize)>, HeadingError> {
    let headings = headings.iter().map(|it| (*it).to_owned()).collect();
    let mut found: Vec<_> = Columns::of(headings, &fields(party), &[])?.all().collect();
    found.sort_by_key(|(_, at)| *at);
    Ok(found)
}

#[rstest::rstest]
#[case::google(
    Party::Person,
    &["Timestamp", "Email Address", "Full name / Nombre completo", "What is your ZIP code?", "State"],
    &[("email", 1), ("name", 2), ("postal_code", 3), ("state", 4)]
)]
#[case::google_in_spanish(
    Party::Person,
    &["Marca temporal", "Dirección de correo electrónico", "Nombre", "Apellidos", "Código postal", "¿En qué ciudad vive?"],
    &[("email", 1), ("first_name", 2), ("last_name", 3), ("postal_code", 4), ("city", 5)]
)]
#[case::a_question_about_the_name(
    Party::Person,
    &["Email", "First name", "Last name", "ZIP", "May we publish your name?"],
    &[("email", 0), ("first_name", 1), ("last_name", 2), ("postal_code", 3)]
)]
#[case::action_network(
    Party::Person,
    &["can2_user_id", "first_name", "last_name", "email", "zip_code", "can2_state_abbreviated", "Country"],
    &[("first_name", 1), ("last_name", 2), ("email", 3), ("postal_code", 4), ("state", 5), ("country", 6)]
)]
#[case::change_org(
    Party::Person,
    &["Name", "City", "State", "Postal Code", "Country", "Signed On"],
    &[("name", 0), ("city", 1), ("state", 2), ("postal_code", 3), ("country", 4)]
)]
#[case::organizations(
    Party::Organization,
    &["Organization", "Name", "Title", "Email", "City", "State", "Type of organization", "Website"],
    &[("legal_name", 0), ("contact_name", 1), ("contact_title", 2), ("email", 3), ("city", 4), ("state", 5), ("org_kind", 6), ("website", 7)]
)]
#[case::organizations_in_spanish(
    Party::Organization,
    &["Nombre de la organización", "Su nombre", "Su cargo", "Correo", "Teléfono", "Ciudad", "Estado"],
    &[("legal_name", 0), ("contact_name", 1), ("contact_title", 2), ("email", 3), ("phone", 4), ("city", 5), ("state", 6)]
)]
fn the_tables_of_common_programs_are_understood(
    #[case] party: Party,
    #[case] headings: &[&str],
    #[case] fields: &[(&'static str, usize)],
) {
    assert_eq!(found(party, headings), Ok(fields.to_vec()));
}

#[test]
fn two_columns_of_one_name_are_a_question() {
    let told = found(Party::Person, &["Email", "Name", "Email"])
        .expect_err("asks")
        .to_string();
    assert_eq!(
        told,
        "columns A and C could both be email: pass --column email=A or --column email=C"
    );
}

#[test]
fn staff_have_the_last_word_by_heading_or_by_letters() {
    let headings = ["Email", "Name", "Email", "Where?"].map(str::to_owned).to_vec();
    let said = |field: &str, column: &str| (field.to_owned(), column.to_owned());
    let columns = Columns::of(
        headings.clone(),
        &fields(Party::Person),
        &[said("email", "c"), said("city", "WHERE"), said("name", "")],
    )
    .expect("known");
    let mut all: Vec<_> = columns.all().collect();
    all.sort_unstable();
    assert_eq!(all, [("city", 3), ("email", 2)]);
    let wrong = |field: &str, column: &str| {
        Columns::of(headings.clone(), &fields(Party::Person), &[said(field, column)]).expect_err("wrong")
    };
    assert!(matches!(wrong("mail", "A"), HeadingError::NoField(..)));
    assert!(matches!(wrong("city", "Town"), HeadingError::NoColumn(..)));
}

#[test]
fn a_column_that_is_set_aside_is_not_taken_for_something_else() {
    let headings = ["Correo", "Nombre completo", "¿Podemos publicar su nombre?"].map(str::to_owned);
    let said = [("listing".to_owned(), String::new())];
    let columns = Columns::of(headings.to_vec(), &fields(Party::Person), &said).expect("known");
    assert_eq!(columns.all().collect::<Vec<_>>(), [("email", 0), ("name", 1)]);
}

fn some_headings() -> impl Strategy<Value = Vec<String>> {
    let known: Vec<&str> = fields(Party::Person)
        .iter()
        .chain(&fields(Party::Organization))
        .flat_map(|field| field.synonyms)
        .copied()
        .collect();
    let heading = prop_oneof![
        proptest::sample::select(known).prop_map(str::to_owned),
        "[A-Za-z¿?áé _-]{0,30}",
        Just(String::new()),
    ];
    proptest::collection::vec(heading, 0..12)
}

proptest! {
    #[test]
    fn no_field_has_two_columns_and_no_column_two_fields(headings in some_headings(), person in any::<bool>()) {
        let party = if person { Party::Person } else { Party::Organization };
        let found = guess(&headings, &fields(party));
        let columns: std::collections::BTreeSet<_> = found.values().collect();
        prop_assert_eq!(columns.len(), found.len());
        for (field, at) in &found {
            prop_assert!(fields(party).iter().any(|it| it.name == *field));
            prop_assert!(!headings[*at].trim().is_empty());
        }
    }

    #[test]
    fn case_accents_punctuation_and_columns_that_say_nothing_change_no_guess(
        headings in some_headings(),
        person in any::<bool>(),
    ) {
        let party = if person { Party::Person } else { Party::Organization };
        let fields = fields(party);
        let plain = guess(&headings, &fields);
        let loud: Vec<String> = headings.iter().map(|it| format!(" {}: ", it.to_uppercase())).collect();
        prop_assert_eq!(&guess(&loud, &fields), &plain);
        let wider: Vec<String> = headings.iter().cloned().chain(["Zzzz".to_owned()]).collect();
        prop_assert_eq!(&guess(&wider, &fields), &plain);
    }

    #[test]
    fn every_name_of_a_field_is_understood_alone(person in any::<bool>(), pick in any::<proptest::sample::Index>()) {
        let party = if person { Party::Person } else { Party::Organization };
        let fields = fields(party);
        let names: Vec<&str> = fields.iter().flat_map(|field| field.synonyms).copied().collect();
        let name = *pick.get(&names);
        prop_assert_eq!(guess(&[name.to_owned()], &fields).len(), 1);
    }
}
