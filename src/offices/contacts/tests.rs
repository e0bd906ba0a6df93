use super::*;

fn read(text: &str) -> Result<Vec<Contact>, String> {
    let lines = |problems: Vec<Problem>| problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    parse(
        text.as_bytes(),
        "2026-11-24".parse().expect("a day"),
        DateOrder::Unambiguous,
    )
    .map_err(lines)
}

#[test]
fn a_contact_has_provenance() {
    let text = "\u{feff}Office,email,name,source,verified_on\nmember:X000001,desk@office.example,\"Sample, Ana\",\"call, front desk\",2026-11-01\n";
    let found = read(text).expect("good");
    assert_eq!(found[0].name.as_deref(), Some("Sample, Ana"));
    assert_eq!(found[0].source, "call, front desk");
}

#[test]
fn every_problem_is_told_with_line_and_column() {
    let text = "office,email,name,source,verified_on
member:X000001,desk@office.example,,call,2026-11-01
office of X,desk.example,,,2027-11-01
member:X000001,other@office.example,,call,yesterday
member:X000001,DESK@office.example,,call,2026-11-02
committee:HSJU:majority,judiciary@office.example,,a, b,2026-11-02
";
    insta::assert_snapshot!(read(text).expect_err("refused"), @r#"
    3:1: "office of X" is not an office: use member:<bioguide>, committee:<code>:majority, committee:<code>:minority or recipient:<key>
    3:13: not an email address: fix it
    3:27: source is empty: enter where the address is from
    3:28: 2027-11-01 is in the future: enter the date when the address was checked
    4:43: verified_on: use a date such as 2026-11-24
    5:1: member:X000001 already has this email address in line 2: keep one of them
    6:56: this row has more cells than the header: put quotes around any cell that contains a comma
    6:53: verified_on: use a date such as 2026-11-24
    "#);
    assert!(
        read("office;email\n")
            .expect_err("refused")
            .contains("the columns source, verified_on are missing; found “office”, “email”: ")
    );
}

#[test]
fn an_office_may_have_several_addresses_in_an_order() {
    let text = "office,email,name,source,verified_on
member:X000001,b@office.example,,call,2026-11-01
member:X000001,a@office.example,,call,2026-11-01
";
    let found = read(text).expect("is taken");
    let order: Vec<&str> = found.iter().map(|contact| contact.email.as_str()).collect();
    assert_eq!(order, ["b@office.example", "a@office.example"]);
}

#[test]
fn files_saved_by_excel_and_forms_are_accepted() {
    for text in [
        "office;email;name;source;verified_on\nrecipient:labor;desk@labor.example;Desk;call;2026-11-20\n",
        "office,email,name,source,verified_on\nrecipient:labor,desk@labor.example,Desk,call,2026-11-20\n,,,,\n,,,,\n",
        "\"Office\",\"E-mail\",\"Name\",\"Source\",\"Verified on\"\nrecipient:labor,desk@labor.example,Desk,call,11/20/2026\n",
        "sep=\t\nOFFICE\tEMAIL\tNAME\tSOURCE\tVERIFIED ON\nrecipient:labor\tdesk@labor.example\tDesk\tcall\t46346\n",
    ] {
        let found = read(text).expect(text);
        assert_eq!(
            (found.len(), found[0].verified_on.to_string().as_str()),
            (1, "2026-11-20"),
            "{text}"
        );
    }
}

#[test]
fn a_quote_that_is_never_closed_does_not_print_the_rest_of_the_file() {
    let secret = "secret@office.example";
    let text = format!("office,email,name,source,verified_on\n\"member:X000001,{secret}\n{secret}\n");
    let told = read(&text).expect_err("refused");
    assert!(
        told.starts_with("2:1: this quote is never closed") && !told.contains(secret),
        "{told}"
    );
    let long = format!(
        "office,email,name,source,verified_on\n{},a@b.example,,call,2026-11-20\n",
        "x".repeat(9_000)
    );
    assert!(read(&long).expect_err("refused").len() < 300);
}
