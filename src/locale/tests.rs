use super::*;

/// Creates locales with one more language, whose messages all say `[id]`, and with some English messages replaced.
fn with(files: &[(&str, &str)]) -> Result<Locales, String> {
    let folder = tempfile::tempdir().expect("a folder");
    for (file, text) in files {
        let file = folder.path().join(file);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("writes");
    }
    let prefix = format!("{}/", folder.path().display());
    Locales::with(Some(folder.path())).map_err(|error| error.to_string().replace(&prefix, ""))
}

#[test]
fn the_operators_messages_replace_the_embedded_ones() {
    let locales = with(&[("en/own.ftl", "letters = Open letters\nmonth-1 = Jan.\n")]).expect("loads");
    let (en, es) = (Lang::parse("en").expect("a tag"), Lang::parse("es").expect("a tag"));
    assert_eq!(locales.text(en, "letters"), "Open letters");
    assert_eq!(locales.text(en, "month-2"), "February");
    assert_eq!(locales.text(es, "letters"), "Cartas");
}

#[test]
fn what_is_said_of_a_statement_does_not_call_it_a_letter() {
    let locales = with(&[("en/own.ftl", "sign-the-letter = Add your name { to-the-letter }\n")]).expect("loads");
    let (en, es) = (Lang::parse("en").expect("a tag"), Lang::parse("es").expect("a tag"));
    let statements = locales.about("statement");
    for (locales, lang, id, said) in [
        (&locales, en, "sign-the-letter", "Add your name to the letter"),
        (&statements, en, "sign-the-letter", "Add your name to the statement"),
        (&locales, es, "own-renew", "La carta cambió después de que usted firmó"),
        (
            &statements,
            es,
            "own-renew",
            "El comunicado cambió después de que usted firmó",
        ),
        (&statements, es, "back-to-letter", "Volver al comunicado"),
        (&locales.about("op-ed"), en, "back-to-letter", "Back to the letter"),
    ] {
        assert_eq!(locales.text(lang, id), said);
    }
    let refused = with(&[("en/own.ftl", "sign-the-letter = Sign { the-leter }\n")]).map(|_| ());
    let refused = refused.expect_err("a typing error");
    assert!(
        refused.contains("refers to the-leter, which doesn't exist"),
        "{refused}"
    );
}

#[test]
fn broken_words_are_refused_with_file_and_line() {
    let refused = with(&[
        ("en/own.ftl", "letters = Open letters\nlettres = x\ngoal = Help us.\n"),
        ("Deutsch/own.ftl", "letters = Briefe\n"),
    ]);
    assert!(
        refused
            .err()
            .unwrap_or_default()
            .starts_with("Deutsch:1:1: the folder name must be a language tag")
    );
    let refused = with(&[
        ("en/own.ftl", "lettres = x\ngoal = Help us.\n"),
        ("ht/own.ftl", "letters = Lèt\n"),
    ]);
    let refused = refused.err().unwrap_or_default();
    assert!(
        refused.starts_with("en/own.ftl:1:1: lettres is never shown"),
        "{refused}"
    );
    assert!(
        refused.contains("en/own.ftl:2:1: goal does not show $count"),
        "{refused}"
    );
    assert!(
        refused.contains("ht/own.ftl:1:1: ht is missing the message about"),
        "{refused}"
    );
}

#[test]
fn a_million_takes_its_own_form_in_spanish() {
    let locales = Locales::load().expect("loads");
    let es = Lang::parse("es").expect("a tag");
    let people = |count: u64| locales.format(es, "tally-people", &[("count", count.into())]);
    assert_eq!(people(1), "1 persona");
    assert_eq!(people(2), "2 personas");
    assert_eq!(people(1_000_000), "1,000,000 de personas");
    assert_eq!(people(1_000_001), "1,000,001 personas");
}

#[test]
fn a_number_may_have_a_variant_of_its_own() {
    let locales = Locales::load().expect("loads");
    let en = Lang::parse("en").expect("a tag");
    let constituents = |count: u64| {
        let given = [("count", count.into()), ("place", "CA-21".into())];
        locales.format(en, "bundle-constituents", &given)
    };
    assert_eq!(constituents(1), "1 constituent in CA-21");
    assert_eq!(constituents(1_200), "1,200 constituents in CA-21");
    let approved = |approved: u64| {
        let given = [
            ("approved", approved.into()),
            ("asked", 3_u64.into()),
            ("needed", 2_u64.into()),
        ];
        locales.format(en, "progress-approved", &given)
    };
    assert_eq!(approved(0), "No one has approved yet.");
    assert_ne!(approved(1), approved(0));
}

#[test]
fn digits_are_those_of_the_language() {
    let locales = with(&[("en/own.ftl", "number-locale = ar-EG\n")]).expect("loads");
    let en = Lang::parse("en").expect("a tag");
    let date = jiff::civil::date(2027, 6, 4);
    assert_eq!(locales.date(en, date, Weekday::Show), "Friday, June ٤, ٢٠٢٧");
    assert_eq!(locales.number(en, 48_210), "٤٨٬٢١٠");
    assert_eq!(
        locales.format(en, "tally-people", &[("count", 12_u64.into())]),
        "١٢ individuals"
    );
}

#[test]
fn lists_are_sorted_by_their_language() {
    let sorted = |tag: &str, names: &[&str]| {
        let mut names = names.to_vec();
        Locales::sort_by_name(Lang::parse(tag).expect("a tag"), &mut names, |name| name);
        names.join(" ")
    };
    assert_eq!(
        sorted("es", &["ñandú", "oso", "nutria", "Álamo"]),
        "Álamo nutria ñandú oso"
    );
    assert_eq!(sorted("sv", &["åsna", "zebra", "apa"]), "apa zebra åsna");
    assert_eq!(sorted("en", &["åsna", "zebra", "apa"]), "apa åsna zebra");
}
