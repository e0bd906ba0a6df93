use super::*;

#[rstest::rstest]
#[case("You won t.me/freeprize")]
#[case("wa.me/15550100")]
#[case("t.co/x")]
#[case("198.51.100.7/x")]
#[case("198.51.100.7")]
#[case("mailto:x")]
#[case("call TEL:555")]
#[case("Mailto：x")]
#[case("münchen-prize.de")]
#[case("пример.рф")]
#[case("evil．com")]
#[case("evil。com")]
#[case("evil․com")]
#[case("evil·com")]
#[case("evil•com")]
#[case("evil·ru/x")]
#[case("ｅｖｉｌ．ｃｏｍ")]
#[case("ｗｗｗ．evil")]
#[case("e\u{200d}vil.c\u{200c}om")]
#[case("evil.com.Xyzzy")]
#[case("Evil.Com")]
#[case("(evil.com)")]
#[case("evil.com's prize")]
#[case("evil.com:8080")]
#[case("Evil.Church/now")]
#[case("Evil.Church?x")]
#[case("presb.church")]
#[case("evil.com\u{332}")]
#[case("evil.co\u{335}m")]
#[case("evil.com\u{20dd}")]
#[case("e\u{338}vil.com")]
#[case("mr.co")]
#[case("MR.CO")]
#[case("T.CO")]
#[case("t.Co")]
#[case("Mr.Co/x")]
#[case("Win.Co")]
#[case("ana@win.example")]
#[case("https:／／win")]
#[case("<b>Bob")]
#[case("</b>")]
#[case("[x](y)")]
fn clickable_text_is_found(#[case] line: &str) {
    assert!(!find(&spaced(line)).none(), "{line}");
}

#[rstest::rstest]
#[case("Assoc.Prof. Ana Ruiz", "Assoc. Prof. Ana Ruiz")]
#[case("Min.Kim", "Min. Kim")]
#[case("First Presb.Church", "First Presb. Church")]
#[case("Rev.Al Grant", "Rev. Al Grant")]
#[case("Mr.Co", "Mr. Co")]
#[case("Ma.Co Reyes", "Ma. Co Reyes")]
#[case("R.Co", "R. Co")]
#[case("T.Ly", "T. Ly")]
#[case("B.Com. Kumar", "B. Com. Kumar")]
#[case("Kumar, M.Com., LL.B.", "Kumar, M. Com., LL.B.")]
#[case("Zo\u{332}e\u{332} Lee", "Zo\u{332}e\u{332} Lee")]
#[case("L.A.Kim", "L.A. Kim")]
#[case("Ma.de los Ángeles", "Ma. de los Ángeles")]
#[case("We live in Fresno.My mother works", "We live in Fresno. My mother works")]
#[case("I <3 my country", "I <3 my country")]
#[case("5 < 6", "5 < 6")]
#[case("6 > 5", "6 > 5")]
#[case("Women@Work", "Women@Work")]
#[case("J.R.R. Tolkien, Ph.D.", "J.R.R. Tolkien, Ph.D.")]
#[case("Marcel·la Gal·la", "Marcel·la Gal·la")]
#[case("アンナ・カレーニナ", "アンナ・カレーニナ")]
#[case("我支持。香港", "我支持。香港")]
#[case("24/7 and/or 9/11", "24/7 and/or 9/11")]
#[case("Wait…so what", "Wait…so what")]
#[case("Re:Power", "Re:Power")]
#[case("H.R.1234", "H.R.1234")]
fn a_missing_space_is_inserted_and_makes_no_link(#[case] typed: &str, #[case] taken: &str) {
    assert_eq!(spaced(typed), taken);
    assert!(find(taken).none(), "{taken}: {:?}", find(taken));
    assert_eq!(spaced(taken), taken, "once is enough");
}

#[test]
fn a_phone_number_is_no_part_of_a_name_but_a_locals_number_is() {
    for number in ["Call (202) 555-0143", "+1 202 555 0143", "２０２－５５５－０１４３"] {
        assert!(has_phone_number(number), "{number}");
    }
    for name in ["Local 1199", "Class of 1990-1995", "Local 12345, District 6"] {
        assert!(!has_phone_number(name), "{name}");
    }
}
