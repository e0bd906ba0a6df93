use std::io::Write;
use std::path::{Path, PathBuf};

use super::*;
use crate::delivery::Count;
use crate::delivery::snapshot::Residence;
use crate::offices::Member;
use crate::offices::import::Import;
use crate::signatures::locality::Locality;

mod rules;

fn congress() -> Congress {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/congress");
    congress_of(&["legislators.yaml", "committees.json", "membership.json"].map(|name| here.join(name)))
}

fn congress_of(files: &[PathBuf]) -> Congress {
    let mut import = Import::default();
    for file in files {
        import.add(file).expect("is read");
    }
    Congress {
        members: import
            .members
            .into_iter()
            .flatten()
            .map(|it| (it.bioguide.clone(), it))
            .collect(),
        committees: import
            .committees
            .into_iter()
            .flatten()
            .map(|it| (it.code.clone(), it))
            .collect(),
        seats: import
            .seats
            .into_iter()
            .flatten()
            .map(|it| (format!("{} {}", it.committee, it.bioguide), it))
            .collect(),
    }
}

fn day(day: &str) -> Date {
    day.parse().expect("a day")
}

/// Returns whom a letter to the House, to one senator and to everyone's committees reaches on a day, and what staff are told.
fn heard(delivery: &str, congress: &Congress, today: &str) -> String {
    let delivery: Delivery = toml::from_str(delivery).expect("a table");
    let choice = choose(&delivery, congress, &Census::default(), day(today));
    let stems = choice.targets.iter().map(|it| it.stem.clone());
    let missing = choice.missing.iter().map(|it| format!("{}: {}", it.key, it.why));
    stems
        .chain(choice.remarks.iter().map(ToString::to_string))
        .chain(missing)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn members_whose_term_has_ended_get_no_mail_and_appointed_senators_are_reported() {
    let mut congress = congress();
    let delivery = "members = [\"X000003\", \"X000002\"]\nchambers = [\"senate\"]";
    assert_eq!(heard(delivery, &congress, "2026-11-02"), "ca-sen-lin\nak-al-van-sample");
    insta::assert_snapshot!(heard(delivery, &congress, "2026-11-28"), @"
    ca-sen-lin
    ak-al-van-sample
    Mei Lin (CA) was appointed until 2026-11-03 and serves until a successor is sworn in: check that this is still true
    ");
    insta::assert_snapshot!(heard(delivery, &congress, "2027-01-03"), @"
    ca-sen-lin
    Mei Lin (CA) was appointed until 2026-11-03 and serves until a successor is sworn in: check that this is still true
    X000002: the term of Abel Q. Van Sample Jr. (AK-AL) ended on 2027-01-03: import the latest legislators-current with `undersigned offices import`
    ");
    let one = congress.members["X000002"].clone();
    let house = |congress: &Congress| heard("chambers = [\"house\"]", congress, "2027-01-03");
    let ended = house(&congress).matches(" ended on ").count();
    for number in ended..22 {
        let told = house(&congress).matches(" ended on ").count();
        assert_eq!(
            told,
            if number > 10 { 0 } else { number },
            "up to ten are named one by one"
        );
        let bioguide = format!("Y{number:06}");
        congress.members.insert(
            bioguide.clone(),
            Member {
                bioguide,
                ..one.clone()
            },
        );
    }
    insta::assert_snapshot!(house(&congress), @"
    pr-al-delegada
    ended: the terms of 22 Members have ended, including Abel Q. Van Sample Jr. (AK-AL): import the latest legislators-current with `undersigned offices import`
    ");
}

#[test]
fn a_missing_import_is_reported_in_one_sentence() {
    let delivery = "leadership = true\ncommittees = [\"HSJU\"]\nmembers = [\"X000002\"]";
    assert_eq!(
        heard(delivery, &Congress::default(), "2026-11-28"),
        "congress: no Members of Congress have been imported: run `undersigned offices import`"
    );
}

#[test]
fn staff_can_leave_out_a_committee_or_one_side_of_it() {
    let missing = |key: &str| Missing {
        key: key.to_owned(),
        named: Named::Committee,
        why: String::new(),
    };
    let waived = |key: &str, without: &str| missing(key).is_waived(&[without.to_owned()]);
    assert!(waived("HSXX", "HSXX") && waived("SSJU:minority", "SSJU") && waived("SSJU:minority", "SSJU:minority"));
    assert!(!waived("SSJU:minority", "SSJU:majority") && !waived("SSJU", "SSJU:minority") && !waived("HSXX", "HS"));
}

#[test]
fn an_office_is_named_in_files_as_staff_of_congress_name_it() {
    let congress = congress();
    let short = |id: &str| office::short(&congress.members[id]);
    assert_eq!(
        ["X000001", "X000002", "X000003", "X000004"].map(short),
        ["rep-ortega-ca21", "rep-van-sample-ak", "sen-lin-ca", "rep-delegada-pr"]
    );
}

fn signer(state: &str, districts: &[u8]) -> Residence {
    Residence {
        state: Some(state.to_owned()),
        districts: districts.to_vec(),
    }
}

fn census(people: Vec<Residence>) -> Census {
    let mut census = Census::default();
    for residence in people {
        let one = Count { listed: 0, unlisted: 1 };
        census.add(&residence, &Locality::default(), one, 0);
    }
    census
}

fn chosen(delivery: &str, people: Vec<Residence>) -> String {
    let delivery: Delivery = toml::from_str(delivery).expect("a table");
    let choice = choose(&delivery, &congress(), &census(people), day("2026-10-01"));
    let lines = choice.targets.iter().map(|it| {
        format!(
            "{} {} [{}] {}",
            it.stem,
            it.addressee.salutation,
            it.contacts.join(" "),
            it.addressee.lines[1]
        )
    });
    lines
        .chain(
            choice
                .missing
                .iter()
                .map(|it| format!("missing {}: {}", it.key, it.why)),
        )
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn an_office_is_written_to_once_in_its_highest_capacity() {
    let delivery = "leadership = true\ncommittees = [\"HSJU\", \"SSJU\", \"HSXX\"]\nmembers = [\"X000002\", \"X000999\"]\nchambers = [\"house\"]\n[[recipients]]\nkey = \"labor\"\nname = \"The Secretary\"\naddress = [\"Washington\"]\nsalutation = \"Dear Secretary:\"";
    insta::assert_snapshot!(chosen(delivery, Vec::new()), @"
    ca-21-ortega Dear Speaker Ortega: [member:X000001 committee:HSJU:majority] Speaker of the House
    ak-al-van-sample Dear Ranking Member Van Sample: [member:X000002 committee:HSJU:minority] Ranking Member, Committee on the Judiciary
    ca-sen-lin Dear Chair Lin: [member:X000003 committee:SSJU:majority] Chair, Committee on the Judiciary
    pr-al-delegada Dear Resident Commissioner Delegada: [member:X000004] U.S. House of Representatives
    labor Dear Secretary: [recipient:labor] Washington
    missing SSJU:minority: committee SSJU has no leading member for the minority
    missing HSXX: committee HSXX is not in the imported data
    missing X000999: no sitting Member has the bioguide ID X000999
    ");
}

#[test]
fn the_signers_states_choose_senators_and_only_districts_that_may_be_theirs() {
    let delivery = "states_of_signers = true";
    let stems = |people| {
        chosen(delivery, people)
            .lines()
            .map(|line| line.split(' ').next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(stems(vec![signer("CA", &[13])]), "ca-sen-lin", "another district");
    assert_eq!(
        stems(vec![signer("CA", &[13, 21])]),
        "ca-sen-lin ca-21-ortega",
        "perhaps this district"
    );
    assert_eq!(
        stems(vec![signer("CA", &[])]),
        "ca-sen-lin ca-21-ortega",
        "an unknown district"
    );
    assert_eq!(stems(vec![signer("AK", &[])]), "ak-al-van-sample");
    assert_eq!(stems(vec![signer("NY", &[1])]), "");
}

/// Returns how the heads of both sides of a committee are addressed.
fn heads(congress: &Congress, code: &str) -> String {
    let delivery: Delivery = toml::from_str(&format!("committees = [\"{code}\"]")).expect("a table");
    let choice = choose(&delivery, congress, &Census::default(), day("2026-06-15"));
    let heads = choice.targets.iter().map(|it| {
        let lines = &it.addressee.lines;
        format!("{} | {} | {}", it.addressee.salutation, lines[1], it.contacts.join(" "))
    });
    heads
        .chain(choice.missing.iter().map(|it| it.why.clone()))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_chair_goes_before_a_vice_chair_and_titles_are_as_they_are() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/congress");
    let files = ["legislators.yaml", "joint-committees.json", "joint-membership.json"];
    let congress = congress_of(&files.map(|name| here.join(name)));
    let shown = ["JXAR", "SXSA", "SXSC", "HXSA10", "HXSA02"].map(|code| heads(&congress, code));
    insta::assert_snapshot!(shown.join("\n"), @r"
    Dear Chair Van Sample: | Chair, Joint Committee of Congress on the Archive | member:X000002 committee:JXAR:majority
    Dear Ranking Member Ortega: | Ranking Member, Joint Committee of Congress on the Archive | member:X000001 committee:JXAR:minority
    Dear Chair Van Sample: | Chair, Committee on Sample Affairs | member:X000002 committee:SXSA:majority
    Dear Vice Chair Lin: | Vice Chair, Committee on Sample Affairs | member:X000003 committee:SXSA:minority
    Dear Chair Van Sample: | Chair, United States Senate Caucus on Sample Control | member:X000002 committee:SXSC:majority
    Dear Co-Chair Lin: | Co-Chair, United States Senate Caucus on Sample Control | member:X000003 committee:SXSC:minority
    Dear Chair Ortega: | Chair, Subcommittee on the Constitution and Samples | member:X000001 committee:HXSA10:majority
    Dear Ranking Member Van Sample: | Ranking Member, Subcommittee on the Constitution and Samples | member:X000002 committee:HXSA10:minority
    Dear Ranking Member Van Sample: | Ranking Member, Subcommittee on Workforce Protections | member:X000002 committee:HXSA02:minority
    committee HXSA02 has no leading member for the majority
    ");
}

/// Runs on the real files, if a checkout has them beside it (or `UNDERSIGNED_CONGRESS_DATA` names their folder).
#[test]
fn heads_of_real_committees_are_addressed_by_their_role() {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/congress");
    let folder = std::env::var_os("UNDERSIGNED_CONGRESS_DATA").map_or(beside, PathBuf::from);
    let files = [
        "legislators-current.json",
        "committees-current.json",
        "committee-membership-current.json",
    ];
    let files = files.map(|name| folder.join(name));
    if !files[0].exists() {
        // This bypasses the capture of output, so that the log shows what was not tested.
        let told = format!("skipped: {} is not there\n", files[0].display());
        std::io::stderr().write_all(told.as_bytes()).expect("is told");
        return;
    }
    let congress = congress_of(&files);
    let shown = ["JSLC", "JSEC", "SLIA", "SLET", "SLIN", "SCNC", "HSJU10"].map(|code| heads(&congress, code));
    insta::assert_snapshot!(shown.join("\n"), @r"
    Dear Chair Steil: | Chair, Joint Committee of Congress on the Library | member:S001213 committee:JSLC:majority
    Dear Ranking Member Padilla: | Ranking Member, Joint Committee of Congress on the Library | member:P000145 committee:JSLC:minority
    Dear Chair Schweikert: | Chair, Joint Economic Committee | member:S001183 committee:JSEC:majority
    Dear Ranking Member Hassan: | Ranking Member, Joint Economic Committee | member:H001076 committee:JSEC:minority
    Dear Chair Murkowski: | Chair, Committee on Indian Affairs | member:M001153 committee:SLIA:majority
    Dear Vice Chair Schatz: | Vice Chair, Committee on Indian Affairs | member:S001194 committee:SLIA:minority
    Dear Chair Lankford: | Chair, Select Committee on Ethics | member:L000575 committee:SLET:majority
    Dear Vice Chair Coons: | Vice Chair, Select Committee on Ethics | member:C001088 committee:SLET:minority
    Dear Chair Cotton: | Chair, Select Committee on Intelligence | member:C001095 committee:SLIN:majority
    Dear Vice Chair Warner: | Vice Chair, Select Committee on Intelligence | member:W000805 committee:SLIN:minority
    Dear Chair Cornyn: | Chair, United States Senate Caucus on International Narcotics Control | member:C001056 committee:SCNC:majority
    Dear Co-Chair Whitehouse: | Co-Chair, United States Senate Caucus on International Narcotics Control | member:W000802 committee:SCNC:minority
    Dear Chair Roy: | Chair, Subcommittee on the Constitution and Limited Government | member:R000614 committee:HSJU10:majority
    Dear Ranking Member Scanlon: | Ranking Member, Subcommittee on the Constitution and Limited Government | member:S001205 committee:HSJU10:minority
    ");
}

#[test]
fn chairs_and_leaders_see_the_national_number_first_and_members_their_own() {
    use crate::delivery::Reach;
    let reach = |delivery: &str| {
        let delivery: Delivery = toml::from_str(delivery).expect("a table");
        let choice = choose(&delivery, &congress(), &Census::default(), day("2026-11-02"));
        let reach = choice.targets.iter().map(|it| matches!(it.reach, Reach::Country));
        reach.collect::<Vec<_>>()
    };
    let chairs = reach("committees = [\"HSJU\"]");
    assert!(
        !chairs.is_empty() && chairs.iter().all(|country| *country),
        "{chairs:?}"
    );
    assert_eq!(reach("members = [\"X000001\"]"), [false]);
}
