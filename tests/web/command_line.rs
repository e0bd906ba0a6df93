//! Errors of the command line: one line, with the next step.

use crate::app::copy;
use crate::updates::{run, run_with};

const LETTER: &str = "protect-temporary-visa-workers";

#[rstest::rstest]
#[case(&["offices", "import", "nope/a.json"], "use a file in UTF-8 that you can read")]
#[case(&["contacts", "import", "nope/a.csv"], "check the path and that you can read the file")]
#[case(&["districts", "import", "nope/a.csv", "--congress", "119"], "check the path and that you can read the file")]
#[case(&["invite", LETTER, "nope/a.csv"], "check the path and that you can read the file")]
#[case(&["export", LETTER, "--out", "nope/a.csv"], "choose a file that you can write to")]
fn a_file_that_is_not_there_is_told_with_the_next_step(#[case] words: &[&str], #[case] step: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = words.iter().find(|word| word.starts_with("nope/")).expect("a file");
    let told = format!("{file}: No such file or directory (os error 2): {step}\n");
    assert_eq!(run(folder.path(), words), (Some(1), told));
}

#[test]
fn a_table_that_can_t_be_read_is_told_with_the_next_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("contacts.csv");
    std::fs::write(&file, b"\xef\xbb\xbfoffice,email\n\xe9").expect("writes");
    let (code, told) = run(folder.path(), &["contacts", "import", file.to_str().expect("plain")]);
    let line = format!(
        "{}:1:1: the file claims to be UTF-8 but is not: save it as CSV UTF-8\nnothing was imported\n",
        file.display()
    );
    assert_eq!((code, told), (Some(1), line));
}

#[test]
fn an_unknown_number_is_reported_in_one_line_with_the_next_step() {
    let folder = tempfile::tempdir().expect("a folder");
    for words in [
        &["review", "approve", "999999999"][..],
        &["review", "reject", "999999999"],
        &["review", "verify", "999999999", "--evidence", "seen"],
        &["review", "comment", "999999999", "--approve"],
        &["review", "correction", "999999999", "--approve"],
    ] {
        let told = "nothing was changed, because this can't be done for number 999999999: run `undersigned review list` to see what is held\n";
        assert_eq!(run(folder.path(), words), (Some(1), told.to_owned()), "{words:?}");
    }
}

#[test]
fn an_export_does_not_write_over_a_file_unless_told_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("signers.csv");
    std::fs::write(&file, "kept").expect("writes");
    let out = file.to_str().expect("plain");
    let (code, told) = run(folder.path(), &["export", LETTER, "--out", out]);
    let line = format!("{out} already exists: choose another file, or pass --force to overwrite it\n");
    assert_eq!((code, told), (Some(1), line));
    assert_eq!(std::fs::read_to_string(&file).expect("reads"), "kept");
    let (code, told) = run(folder.path(), &["export", LETTER, "--out", out, "--force"]);
    assert_eq!(code, Some(0), "{told}");
    assert_ne!(std::fs::read_to_string(&file).expect("reads"), "kept");
}

#[test]
fn every_list_is_also_json_and_says_how_it_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), &["demo", "--organizations", "3", "--people", "5"]);
    for words in [
        &["signers", "list", LETTER, "--json"][..],
        &["review", "list", LETTER, "--json"],
        &["review", "comments", LETTER, "--json"],
        &["review", "trending", LETTER, "--json"],
        &["review", "sources", LETTER, "--json"],
        &["review", "organization", "1", "--json"],
        &["updates", "list", LETTER, "--json"],
    ] {
        let (code, told) = run(folder.path(), words);
        let json: Result<serde_json::Value, _> = serde_json::from_str(&told);
        assert!(code == Some(0) && json.is_ok(), "{words:?}: {told}");
    }
    let (_, told) = run(
        folder.path(),
        &[
            "signers",
            "list",
            LETTER,
            "--kind",
            "person",
            "--state",
            "confirmed",
            "--limit",
            "2",
        ],
    );
    let last = told
        .lines()
        .nth(1)
        .and_then(|line| line.split('\t').next())
        .expect("two lines");
    let more = format!(
        "There are more; to see them, run `undersigned signers list {LETTER} --state confirmed --kind person --limit 2 --after {last}`"
    );
    assert_eq!(told.lines().last(), Some(more.as_str()), "{told}");
}

#[test]
fn lists_are_distinguished_by_their_first_column() {
    let folder = tempfile::tempdir().expect("a folder");
    run(folder.path(), &["demo", "--organizations", "3", "--people", "5"]);
    let guests = folder.path().join("guests.csv");
    std::fs::write(&guests, "name,email,note\nFaro Nuevo,office@faro.example,met in June\n").expect("writes");
    run(folder.path(), &["invite", LETTER, guests.to_str().expect("plain")]);
    let rows = |words: &[&str]| {
        let (code, told) = run(folder.path(), words);
        assert_eq!(code, Some(0), "{told}");
        let cells = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
        told.lines().map(cells).collect::<Vec<_>>()
    };
    let sources = rows(&["review", "sources", LETTER]);
    assert_eq!(
        sources[0],
        [
            "invitation",
            "Faro Nuevo",
            "office@faro.example",
            "met in June",
            "",
            "not signed yet",
            "",
            ""
        ]
    );
    assert!(
        sources[1..].iter().all(|row| row.len() == 4 && row[0] == "link"),
        "{sources:?}"
    );
    let trending = rows(&["review", "trending", LETTER]);
    let known = |row: &Vec<String>| row.len() == 4 && ["email domain", "network", "range"].contains(&row[0].as_str());
    assert!(!trending.is_empty() && trending.iter().all(known), "{trending:?}");
    let status = rows(&["status", LETTER]);
    let pending = ["pending", "person", "1"].map(str::to_owned).to_vec();
    assert!(status.contains(&pending), "{status:?}");
}

#[test]
fn the_status_says_what_is_counted_what_waits_and_how_mail_fares() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = ["demo", "--letter", LETTER, "--organizations", "8", "--people", "20"];
    let (code, told) = run(folder.path(), &words);
    assert_eq!(code, Some(0), "{told}");
    let (code, told) = run(folder.path(), &["status", LETTER, "--json"]);
    let status: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(code, Some(0));
    assert_eq!(status["relay_down"], serde_json::Value::Null);
    let letters = status["letters"].as_array().expect("a list");
    assert_eq!((letters.len(), &letters[0]["slug"]), (1, &LETTER.into()));
    let counted = &letters[0]["counted"];
    let people = counted["people"].as_u64().unwrap_or(0) + counted["unlisted"].as_u64().unwrap_or(0);
    assert_eq!((counted["organizations"].as_u64(), people), (Some(8), 20), "{told}");
    assert_eq!(counted["earlier"], 0, "there is one text: {told}");
    assert_eq!(letters[0]["signatures"]["pending person"], 1, "{told}");
    assert_eq!(letters[0]["people"], "open");
    let (code, told) = run(folder.path(), &["status"]);
    let line = told
        .lines()
        .find(|line| line.starts_with(LETTER))
        .expect("a line of the letter");
    assert!(
        code == Some(0) && line.starts_with(&format!("{LETTER}\topen\topen\t8\t")),
        "{told}"
    );
    assert!(!told.contains('@'), "no personal data: {told}");
}

#[test]
fn shells_and_manuals_know_every_command() {
    let folder = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, script) = run(folder.path(), &["completions", shell]);
        assert!(code == Some(0) && script.contains("undersigned"), "{shell}: {script}");
    }
    let (code, page) = run(folder.path(), &["man"]);
    assert_eq!(code, Some(0));
    for part in [".TH undersigned 1", "UNDERSIGNED REVIEW LIST", "UNDERSIGNED DELIVER"] {
        assert!(page.contains(part), "{part} is missing: {page}");
    }
    assert!(!page.to_lowercase().contains("typeset"), "a hidden command");
}

/// Returns a copy of the sample letters with a letter's own delivery, and a database for this test.
fn delivering(delivery: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let letters = folder.path().join("letters");
    copy(
        std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters")),
        &letters,
    );
    let file = letters.join(LETTER).join("letter.toml");
    let text = std::fs::read_to_string(&file).expect("a file");
    let (head, _) = text.split_once("[delivery]").expect("it goes somewhere");
    std::fs::write(&file, format!("{head}[delivery]\n{delivery}\n")).expect("writes");
    (folder, letters.display().to_string())
}

fn told(folder: &std::path::Path, words: &[&str]) -> (Option<i32>, String) {
    let letters = folder.join("letters").display().to_string();
    let bundles = folder.join("bundles").display().to_string();
    let more = [
        ("UNDERSIGNED_CONTENT__FOLDER", letters.as_str()),
        ("UNDERSIGNED_DELIVERY__FOLDER", bundles.as_str()),
    ];
    run_with(folder, words, &more)
}

fn import(folder: &std::path::Path) {
    let files =
        ["legislators.yaml", "committees.json", "membership.json"].map(|name| format!("tests/data/congress/{name}"));
    let words: Vec<&str> = ["offices", "import"]
        .into_iter()
        .chain(files.iter().map(String::as_str))
        .collect();
    let (code, said) = told(folder, &words);
    assert_eq!(code, Some(0), "{said}");
    for words in [
        &["contacts", "import", "tests/data/congress/contacts.csv"][..],
        &["letters", "publish"],
    ] {
        let (code, said) = told(folder, words);
        assert_eq!(code, Some(0), "{said}");
    }
}

#[test]
fn a_letter_that_nobody_signed_goes_to_no_office() {
    let (folder, _) = delivering("members = [\"X000001\"]");
    import(folder.path());
    let (code, said) = told(folder.path(), &["deliver", LETTER, "--yes"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains(&format!("nobody has signed revision 1 of {LETTER}")),
        "{said}"
    );
    assert_eq!(
        told(folder.path(), &["deliver", LETTER, "--status", "--json"]),
        (Some(0), "[]\n".to_owned())
    );
}

#[test]
fn missing_offices_are_warnings_wherever_letters_are_published() {
    // The minority of SSJU has no leading member.
    let (folder, letters) = delivering("committees = [\"HSXX\", \"SSJU\"]\nmembers = [\"P999999\", \"X000001\"]");
    import(folder.path());
    for words in [&["letters", "check"][..], &["letters", "publish"]] {
        let (code, said) = told(folder.path(), words);
        assert_eq!(code, Some(0), "{words:?}\n{said}");
        for (place, what) in [
            ("15:15", "committee HSXX is not in the imported data"),
            ("15:23", "committee SSJU has no leading member for the minority"),
            ("16:12", "no sitting Member has the bioguide ID P999999"),
        ] {
            let line = format!("{letters}/{LETTER}/letter.toml:{place}: warning: {what}");
            assert!(said.contains(&line), "{line}\n{said}");
        }
    }
    let (code, _) = told(folder.path(), &["letters", "check", "--strict"]);
    assert_eq!(code, Some(1));
}

#[test]
fn commands_that_need_no_key_create_none() {
    let (folder, _) = delivering("members = [\"X000001\"]");
    for words in [
        &["letters", "check"][..],
        &["locales", "check"],
        &["maintenance", "off"],
    ] {
        let (code, said) = told(folder.path(), words);
        assert_eq!(code, Some(0), "{words:?}\n{said}");
        let entries = std::fs::read_dir(folder.path()).expect("a folder").flatten();
        let names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
        assert_eq!(names, ["letters"], "{words:?}");
    }
}

#[test]
fn missing_offices_stop_a_delivery_until_staff_leave_them_out() {
    let (folder, _) = delivering("committees = [\"HSXX\"]\nmembers = [\"P999999\", \"X000001\"]");
    import(folder.path());
    told(folder.path(), &["demo", "--organizations", "2", "--people", "4"]);
    let (code, said) = told(folder.path(), &["letters", "check", "--json"]);
    let problems: Vec<serde_json::Value> = serde_json::from_str(&said).expect("JSON alone");
    let place = |it: &serde_json::Value| (it["level"].clone(), it["line"].clone(), it["column"].clone());
    assert_eq!(code, Some(0));
    assert!(
        problems
            .iter()
            .map(place)
            .any(|it| it == ("warning".into(), 15.into(), 15.into())),
        "{said}"
    );
    let (code, said) = told(folder.path(), &["deliver", LETTER, "--yes", "--without", "P999999"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("Skipped: no sitting Member has the bioguide ID P999999")
            && said
                .ends_with("nothing was created: fix the problems above, or skip these offices with: --without HSXX\n"),
        "{said}"
    );
    let out = folder.path().join("out").display().to_string();
    let (code, said) = told(folder.path(), &["bundle", LETTER, "--out", &out]);
    assert!(
        code == Some(1) && said.ends_with("--without HSXX --without P999999\n"),
        "{said}"
    );
    let plan = ["deliver", LETTER, "--plan", "--without", "HSXX", "--without", "P999999"];
    let (code, said) = told(folder.path(), &plan);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("Inés Ortega (CA-21) <scheduler@ortega.example>: ")
            && said.contains("Nothing was created or sent"),
        "{said}"
    );
    assert!(!folder.path().join("bundles").exists(), "a plan composes nothing");
}

#[test]
fn without_a_terminal_and_without_yes_nothing_is_composed() {
    let (folder, _) = delivering("members = [\"X000001\"]");
    import(folder.path());
    told(folder.path(), &["demo", "--organizations", "1", "--people", "1"]);
    let (code, said) = told(folder.path(), &["deliver", LETTER]);
    assert_eq!(code, Some(1));
    assert_eq!(
        said,
        format!(
            "not a terminal, so this command can't ask: check `undersigned deliver {LETTER} --plan`, then pass --yes\n"
        )
    );
    assert!(!folder.path().join("bundles").exists());
}

#[cfg(feature = "pdf")]
#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one story: each step begins where the last one ended"
)]
fn a_delivery_is_enqueued_shown_cancelled_and_enqueued_again() {
    let (folder, _) = delivering("members = [\"X000001\", \"X000003\"]");
    import(folder.path());
    told(folder.path(), &["demo", "--organizations", "2", "--people", "6"]);
    let deliver = |flags: &[&str]| told(folder.path(), &[&["deliver", LETTER], flags].concat());
    let outcomes = || -> Vec<(String, String)> {
        let (_, said) = deliver(&["--plan", "--json"]);
        let shown = &said[said.find("{\n").expect("an object")..=said.rfind('}').expect("its end")];
        let shown: serde_json::Value = serde_json::from_str(shown).expect("JSON");
        let offices = shown["offices"].as_array().expect("a list").clone();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        offices
            .iter()
            .map(|it| (text(&it["outcome"]), text(&it["address"])))
            .collect()
    };
    let planned = outcomes();
    assert_eq!(planned[0], ("send".to_owned(), "scheduler@ortega.example".to_owned()));
    assert_eq!(planned[1].0, "send");
    let (code, said) = deliver(&["--json"]);
    assert!(
        code == Some(1) && said.contains("--json works only with --status or --plan"),
        "{said}"
    );
    let (code, said) = deliver(&["--yes"]);
    assert!(code == Some(0) && said.contains("2 emails queued"), "{said}");
    assert_eq!(
        outcomes(),
        [
            ("queued".to_owned(), String::new()),
            ("queued".to_owned(), String::new())
        ]
    );
    assert!(
        said.contains("Note: Mei Lin (CA) was appointed until 2026-11-03 and serves until a successor is sworn in"),
        "{said}"
    );
    let (_, said) = deliver(&["--status", "--json"]);
    let mails: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(
        (
            &mails[0]["office"],
            &mails[0]["state"],
            &mails[0]["address"],
            &mails[0]["attempts"]
        ),
        (
            &"member:X000001".into(),
            &"queued".into(),
            &"scheduler@ortega.example".into(),
            &0.into()
        )
    );
    let id = mails[0]["message_id"].as_str().expect("an id").to_owned();
    let (_, said) = deliver(&["--status"]);
    assert!(said.contains(&id) && said.contains("2 queued"), "{said}");
    let store = crate::app::open(&folder.path().join("test.db"));
    let folders = || crate::shelves::count(&folder.path().join("bundles"), &store);
    assert_eq!(folders(), 1, "no draft is left");
    let (_, said) = deliver(&["--cancel"]);
    assert_eq!((said.as_str(), folders()), ("Canceled 2 emails\n", 0));
    let (_, said) = deliver(&["--status"]);
    assert!(
        said.contains("2 cancelled") && said.contains("canceled by staff"),
        "{said}"
    );
    assert!(
        said.contains("2 offices were canceled. To deliver after all, run: undersigned deliver"),
        "{said}"
    );
    let (_, said) = deliver(&["--plan"]);
    assert!(
        said.contains("2 offices were canceled before and are included again") && said.contains("(canceled before)"),
        "{said}"
    );
    let (_, said) = told(folder.path(), &["status", LETTER]);
    assert!(said.contains("\t2 cancelled"), "{said}");
    let (_, said) = told(
        folder.path(),
        &["contacts", "stop", "member:X000003", "--reason", "called on December 1"],
    );
    assert!(said.contains("will not receive any more email"), "{said}");
    let (_, said) = told(
        folder.path(),
        &["contacts", "import", "tests/data/congress/contacts.csv"],
    );
    assert!(said.contains("member:X000003 has opted out of email"), "{said}");
    let (code, said) = deliver(&["--yes", "--again", "member:X000003"]);
    assert!(
        said.contains("Opted out of email (see `undersigned contacts list`): Mei Lin (CA)")
            && said.contains("Not resending to member:X000003: it has opted out of email"),
        "{said}"
    );
    assert!(code == Some(1) && said.contains("1 email queued"), "{said}");
    for flags in [&["--yes"][..], &["--plan"]] {
        let (code, said) = deliver(&[flags, &["--again", "member:X000001", "--again", "member:X000003"]].concat());
        assert!(
            said.contains("Not resending to member:X000001: its email is still queued")
                && said.contains("Not resending to member:X000003: it has opted out"),
            "{said}"
        );
        assert_eq!(code, Some(1));
    }
    let (_, said) = deliver(&["--yes"]);
    assert!(
        said.contains("1 queued") && said.ends_with("Nothing was sent\n"),
        "{said}"
    );
}

#[cfg(feature = "pdf")]
#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one story: each step begins where the last one ended"
)]
fn staff_are_told_what_to_do_about_mails_that_failed_or_were_stopped() {
    let (folder, _) = delivering("members = [\"X000001\", \"X000003\"]");
    import(folder.path());
    told(folder.path(), &["demo", "--organizations", "2", "--people", "6"]);
    let deliver = |flags: &[&str]| told(folder.path(), &[&["deliver", LETTER], flags].concat()).1;
    let both_say = |states: &str| {
        let (detail, summary) = (deliver(&["--status"]), told(folder.path(), &["status"]).1);
        assert!(detail.lines().any(|line| line == states), "{states}\n{detail}");
        assert!(
            summary.lines().any(|line| line.contains(&format!("\t{states}\t"))),
            "{states}\n{summary}"
        );
        (detail, summary)
    };
    let change = |sql: &'static str| {
        let store = crate::app::open(&folder.path().join("test.db"));
        store.write_now(move |tx| tx.execute(sql, [])).expect("is changed");
        store.close();
    };
    deliver(&["--yes"]);
    change(
        "UPDATE outbox SET state = CASE WHEN recipient LIKE '%ortega%' THEN 'failed' ELSE 'sent' END, settled_at = created_at, reply = '550 5.1.1 no such mailbox' WHERE kind = 'bundle'",
    );
    let (said, summary) = both_say("1 failed, 1 sent");
    let same = "Inés Ortega (CA-21) <scheduler@ortega.example>: 550 5.1.1 no such mailbox (add another contact first with `undersigned contacts import`; to try the same address again, pass --again member:X000001)";
    assert!(
        said.contains(&format!("failed: {same}")) && !said.contains("--again-failed"),
        "{said}"
    );
    assert!(
        said.contains("--delivered OFFICE") && said.contains("--give-up OFFICE"),
        "{said}"
    );
    assert!(
        summary.contains(&format!("run: undersigned deliver {LETTER} --status")),
        "{summary}"
    );
    assert!(deliver(&["--plan"]).contains(&format!("    failed: {same}")));
    let here = "(the same address failed before: 550 5.1.1 no such mailbox)";
    assert!(deliver(&["--plan", "--again-failed"]).contains(here));
    assert!(
        deliver(&["--cancel"])
            .contains("1 email could not be canceled: it was sent, may have been sent, or is being sent")
    );
    let contacts = folder.path().join("other.csv");
    std::fs::write(
        &contacts,
        "office,email,name,source,verified_on\nmember:X000001,desk@ortega.example,,call,2026-11-01\n",
    )
    .expect("writes");
    told(folder.path(), &["contacts", "import", &contacts.display().to_string()]);
    let other = format!("other addresses, run: undersigned deliver {LETTER} --again-failed");
    assert!(deliver(&["--status"]).contains(&other));
    let said = deliver(&["--plan", "--again-failed"]);
    assert!(
        said.contains("<desk@ortega.example>") && said.contains("(resent: scheduler@ortega.example failed)"),
        "{said}"
    );
    assert!(deliver(&["--yes", "--again-failed"]).contains("1 email queued"));
    let (said, _) = both_say("1 queued, 1 sent");
    assert!(
        said.contains("\tfailed, now queued\t") && !said.contains("To resend"),
        "{said}"
    );
    assert!(deliver(&["--give-up", "member:X000001"]).contains("is still queued: cancel it first"));
    let id = told(folder.path(), &["signers", "list", LETTER, "--state", "confirmed"]).1;
    told(
        folder.path(),
        &["review", "reject", id.split('\t').next().expect("a number")],
    );
    let (said, summary) = both_say("1 sent, 1 withheld");
    let again = format!(
        "was withdrawn, removed or changed. To send this office a new bundle, run: undersigned deliver {LETTER}\n"
    );
    assert!(said.contains(&again), "{said}");
    assert!(
        summary.contains(&format!("To send a new bundle, run: undersigned deliver {LETTER}\n")),
        "{summary}"
    );
    let said = deliver(&["--plan"]);
    assert!(
        said.contains("1 office did not get its last email") && said.contains("(its last email was stopped)"),
        "{said}"
    );
    assert!(deliver(&["--delivered", "member:X000001"]).contains("Inés Ortega (CA-21): delivered by other means"));
    both_say("1 delivered, 1 sent");
    assert!(deliver(&["--yes", "--again-failed"]).contains("Nothing was sent\n"));
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of what is refused, then one story")]
fn staff_record_which_offices_answered() {
    let (folder, _) = delivering("members = [\"X000001\", \"X000003\"]");
    import(folder.path());
    told(folder.path(), &["demo", "--organizations", "2", "--people", "6"]);
    let deliver = |flags: &[&str]| told(folder.path(), &[&["deliver", LETTER], flags].concat());
    let office = "member:X000001";
    for (flags, words) in [
        (
            &["--on", "2026-11-20"][..],
            "--on works only with --answered or --delivered",
        ),
        (&["--answered", office], "was never delivered to member:X000001: run"),
        (
            &["--answered", office, "--on", "today"],
            "--on today: use a date such as 2026-11-24",
        ),
        (
            &["--answered", office, "--on", "2525-01-01"],
            "--on is in the future: today is 2",
        ),
        (
            &["--delivered", office, "--on", "2025-01-01"],
            "--on is before the letter was published: use 2026-11-09 or a later day",
        ),
        (&["--not-answered", office], "no answer from member:X000001 to"),
    ] {
        let (code, said) = deliver(flags);
        assert!(code == Some(1) && said.contains(words), "{flags:?}: {said}");
    }
    let (code, said) = deliver(&[
        "--delivered",
        office,
        "--delivered",
        "member:X000003",
        "--on",
        "2026-11-12",
    ]);
    assert_eq!(
        (code, said.as_str()),
        (
            Some(0),
            "Inés Ortega (CA-21): delivered by other means\nMei Lin (CA): delivered by other means\n"
        )
    );
    let (_, said) = deliver(&["--answered", office, "--on", "2026-11-11"]);
    assert!(
        said.contains("received protect-temporary-visa-workers on 2026-11-12: use this day or a later one"),
        "{said}"
    );
    let (_, said) = deliver(&["--answered", office, "--on", "2026-11-12"]);
    assert_eq!(said, "Inés Ortega (CA-21): answered\n");
    let (_, said) = deliver(&["--give-up", office]);
    assert!(
        said.contains("take the answer back first with --not-answered member:X000001"),
        "{said}"
    );
    let (_, said) = deliver(&["--status"]);
    assert!(
        said.contains("\t2026-11-12\n") && said.ends_with("2 delivered\n1 office answered\n"),
        "{said}"
    );
    let (_, said) = deliver(&["--status", "--json"]);
    let mails: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let days = [&mails[0]["answered_on"], &mails[1]["answered_on"]];
    assert_eq!(days, [&"2026-11-12".into(), &serde_json::Value::Null]);
    let (_, said) = told(folder.path(), &["status", LETTER, "--json"]);
    let status: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(status["letters"][0]["answered"], 1);
    assert!(told(folder.path(), &["status"]).1.contains("\t2 delivered\t1\n"));
    assert_eq!(
        deliver(&["--not-answered", office]).1,
        "Inés Ortega (CA-21): no answer\n"
    );
    assert!(!deliver(&["--status"]).1.contains("answered"));
}

#[cfg(feature = "pdf")]
#[test]
fn after_a_withdrawal_nothing_is_composed_while_no_office_is_due() {
    let (folder, _) = delivering("members = [\"X000001\", \"X000002\"]");
    import(folder.path());
    told(folder.path(), &["demo", "--organizations", "2", "--people", "6"]);
    let (_, said) = told(folder.path(), &["deliver", LETTER, "--yes"]);
    assert!(
        said.contains("1 email queued. It is sent while `undersigned serve` is running."),
        "{said}"
    );
    let store = crate::app::open(&folder.path().join("test.db"));
    let sent = "UPDATE outbox SET state = 'sent', settled_at = created_at WHERE kind = 'bundle'";
    store.write_now(move |tx| tx.execute(sent, [])).expect("is sent");
    store.close();
    let (_, said) = told(folder.path(), &["signers", "list", LETTER, "--state", "confirmed"]);
    let id = said.split('\t').next().expect("a number");
    let (code, said) = told(folder.path(), &["review", "reject", id]);
    assert_eq!(code, Some(0), "{said}");
    // A child with so little memory sets nothing.
    let letters = folder.path().join("letters").display().to_string();
    let bundles = folder.path().join("bundles").display().to_string();
    let little = [
        ("UNDERSIGNED_CONTENT__FOLDER", letters.as_str()),
        ("UNDERSIGNED_DELIVERY__FOLDER", bundles.as_str()),
        ("UNDERSIGNED_DELIVERY__PDF_MEMORY_MEGABYTES", "1"),
    ];
    let (code, said) = run_with(folder.path(), &["deliver", LETTER, "--yes"], &little);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("A signer changed or withdrew something") && said.ends_with("Nothing was sent\n"),
        "{said}"
    );
    address_of_the_second(folder.path());
    let (code, said) = run_with(folder.path(), &["deliver", LETTER, "--yes"], &little);
    assert_eq!(code, Some(1), "an office that is due needs pages: {said}");
}

#[test]
fn staff_hear_of_which_offices_no_signer_is_a_constituent() {
    let (folder, _) = delivering("members = [\"X000001\", \"X000003\"]");
    import(folder.path());
    told(folder.path(), &["demo", "--organizations", "1", "--people", "1"]);
    let (code, said) = told(folder.path(), &["deliver", LETTER, "--plan"]);
    assert_eq!(code, Some(0), "{said}");
    let none = "without a confirmed constituent among the signers (page 1 starts with the next larger number)";
    let line = said.lines().find(|line| line.contains(none)).unwrap_or_default();
    assert!(line.trim_start().starts_with(|c: char| c.is_ascii_digit()), "{said}");
    assert!(
        line.contains(": Inés Ortega (CA-21)") || line.contains("Mei Lin (CA)"),
        "{said}"
    );
}

/// Adds an address of the second office.
fn address_of_the_second(folder: &std::path::Path) {
    let contacts = folder.join("contacts.csv");
    std::fs::write(
        &contacts,
        "office,email,name,source,verified_on\nmember:X000002,desk@sample.example,,call,2026-11-01\n",
    )
    .expect("writes");
    told(folder, &["contacts", "import", &contacts.display().to_string()]);
}

#[cfg(feature = "pdf")]
#[test]
fn a_frozen_pdf_that_changed_goes_to_nobody() {
    let (folder, _) = delivering("members = [\"X000001\", \"X000002\"]");
    import(folder.path());
    told(folder.path(), &["demo", "--organizations", "2", "--people", "6"]);
    let (_, said) = told(folder.path(), &["deliver", LETTER, "--yes"]);
    assert!(said.contains("1 email queued"), "{said}");
    let store = crate::app::open(&folder.path().join("test.db"));
    crate::shelves::damage(&folder.path().join("bundles"), &store, "002-ak-al-van-sample.pdf");
    store.close();
    address_of_the_second(folder.path());
    let (code, said) = told(folder.path(), &["deliver", LETTER, "--yes"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.contains("002-ak-al-van-sample.pdf")
            && said.contains(" changed after it was frozen: restore it from a backup"),
        "{said}"
    );
    let (_, said) = told(folder.path(), &["deliver", LETTER, "--status", "--json"]);
    assert!(!said.contains("member:X000002"), "{said}");
}

#[test]
fn invented_signatures_are_never_delivered_in_production() {
    let (folder, _) = delivering("members = [\"X000001\"]");
    import(folder.path());
    told(folder.path(), &["demo", "--organizations", "1", "--people", "1"]);
    let letters = folder.path().join("letters").display().to_string();
    let key = std::fs::read_to_string(folder.path().join("secret.key")).expect("the database's key");
    let production = [
        ("ROCKET_PROFILE", "production"),
        ("ROCKET_SECRET_KEY", key.trim()),
        ("UNDERSIGNED_CONTENT__FOLDER", letters.as_str()),
        ("UNDERSIGNED_MAIL__HOST", "relay.letters.org"),
        ("UNDERSIGNED_MAIL__SENDER", "Letters <letters@letters.org>"),
        ("UNDERSIGNED_SITE__BASE_URL", "https://letters.org"),
        ("UNDERSIGNED_SITE__CONTACT_EMAIL", "desk@letters.org"),
        ("UNDERSIGNED_SITE__CONTACT_PHONE", "(000) 000-0000"),
        ("UNDERSIGNED_SITE__POSTAL_ADDRESS", "[\"1 Main Street\"]"),
    ];
    for flags in [&["--yes"][..], &["--plan"]] {
        let words = [&["deliver", LETTER], flags].concat();
        let (code, said) = run_with(folder.path(), &words, &production);
        assert_eq!(code, Some(1), "{said}");
        assert!(
            said.contains("2 signatures are demo data: refusing to send it to a real office"),
            "{said}"
        );
    }
    let store = crate::app::open(&folder.path().join("test.db"));
    let real = store.write_now(|tx| tx.execute("UPDATE signatures SET demonstration = FALSE", []));
    real.expect("changes");
    drop(store);
    let (code, said) = run_with(folder.path(), &["deliver", LETTER, "--plan"], &production);
    assert_eq!(code, Some(0), "real signatures are delivered: {said}");
}

#[test]
fn contacts_are_kept_in_order_listed_exported_and_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("contacts.csv");
    let write = |rows: &str| {
        std::fs::write(&file, format!("office,email,name,source,verified_on\n{rows}")).expect("writes");
        let (code, said) = run(folder.path(), &["contacts", "import", &file.display().to_string()]);
        assert_eq!(code, Some(0), "{said}");
        said
    };
    let said = write(
        "member:X000009,a@x.example,Ana,call,2026-11-01\nmember:X000009,b@x.example,,call,2026-11-01\nrecipient:nobody,c@x.example,,call,2026-11-01\n",
    );
    assert!(said.contains("no letter has a recipient with the key nobody"), "{said}");
    assert!(said.contains("3 new"), "{said}");
    let said =
        write("member:X000009,c@x.example,=1+1,call,2026-11-01\nmember:X000009,B@x.example,Bo,call,2026-11-02\n");
    assert!(said.contains("1 new, 1 changed, 0 unchanged"), "{said}");
    let list = |words: &[&str]| {
        let (_, said) = run(folder.path(), &[&["contacts", "list", "--json"], words].concat());
        let all: serde_json::Value = serde_json::from_str(&said).expect("JSON");
        let all = all.as_array().expect("a list").clone();
        all.iter()
            .map(|it| format!("{} {}", it["order"], it["email"].as_str().unwrap_or_default()))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let x9 = "member:X000009";
    assert_eq!(list(&[x9]), "1 c@x.example, 2 B@x.example, 3 a@x.example");
    let (_, exported) = run(folder.path(), &["contacts", "export"]);
    assert!(
        exported.contains(
            "\nmember:X000009,c@x.example,'=1+1,call,2026-11-01,\nmember:X000009,B@x.example,Bo,call,2026-11-02,\n"
        ),
        "{exported}"
    );
    std::fs::write(&file, &exported).expect("writes");
    let (_, said) = run(folder.path(), &["contacts", "import", &file.display().to_string()]);
    assert!(
        said.contains("0 new, 0 changed, 4 unchanged"),
        "what was made harmless is as it was: {said}"
    );
    let (_, said) = run(folder.path(), &["contacts", "remove", x9, "b@x.example"]);
    assert_eq!(said, "Removed 1 contact of member:X000009\n");
    assert_eq!(list(&[x9]), "1 c@x.example, 2 a@x.example");
    let (code, _) = run(folder.path(), &["contacts", "remove", x9, "b@x.example"]);
    assert_eq!(code, Some(1));
    let (code, said) = run(folder.path(), &["contacts", "stop", "nobody"]);
    assert!(
        code == Some(1) && said.contains("is not an office or an email address"),
        "{said}"
    );
    let (_, said) = run(folder.path(), &["contacts", "stop", "A@x.example", "--reason", "asked"]);
    assert!(said.contains("a@x.example will not receive any more email"), "{said}");
    let (_, said) = run(folder.path(), &["contacts", "list", x9]);
    assert!(
        said.lines()
            .any(|line| line.contains("a@x.example") && line.ends_with(" asked")),
        "{said}"
    );
    let (code, _) = run(folder.path(), &["contacts", "stop", "a@x.example", "--undo"]);
    assert_eq!(code, Some(0));
}

#[cfg(feature = "pdf")]
#[test]
fn an_office_that_a_letter_does_not_go_to_is_not_asked_for_again_in_silence() {
    let folder = tempfile::tempdir().expect("a folder");
    let members = "tests/data/congress/legislators.yaml";
    let (code, told) = run(folder.path(), &["offices", "import", members]);
    assert_eq!(code, Some(0), "{told}");
    run(folder.path(), &["demo", "--organizations", "1", "--people", "1"]);
    let without = ["HSJU", "SSJU", "HSED", "SSHR"]
        .map(|code| ["--without", code])
        .concat();
    let words = [&["deliver", LETTER, "--yes", "--again", "member:TYPO"], &without[..]].concat();
    let (code, told) = run(folder.path(), &words);
    let line =
        format!("{LETTER} does not go to member:TYPO: run `undersigned deliver {LETTER} --status` to see its offices");
    assert!(code == Some(1) && told.lines().last() == Some(&line), "{told}");
}

#[test]
fn a_sign_of_the_letter_that_no_font_shows_is_told_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let letters = folder.path().join("letters");
    copy(
        std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters")),
        &letters,
    );
    let words = ["letters", "check", letters.to_str().expect("plain"), "--strict"];
    let (code, told) = run(folder.path(), &words);
    assert_eq!(code, Some(0), "{told}");
    let file = letters.join(LETTER).join("en.md");
    let text = std::fs::read_to_string(&file).expect("reads");
    let changed = text.replacen("summary = \"", "summary = \"\u{2705} ", 1);
    let lines = changed.lines().count();
    // What only web pages show is no matter; what is printed is told once, at its first place.
    let changed = format!("{changed}\nIn the *e\u{301}nd* a \u{2705}, and \u{2705} again.\n");
    std::fs::write(&file, changed).expect("writes");
    let (code, told) = run(folder.path(), &words);
    assert_eq!(code, Some(1), "{told}");
    let own = [("UNDERSIGNED_CONTENT__FOLDER", letters.to_str().expect("plain"))];
    run_with(folder.path(), &["demo", "--organizations", "1", "--people", "1"], &own);
    let out = folder.path().join("bundle");
    let bundle = [
        "bundle",
        LETTER,
        "--out",
        out.to_str().expect("plain"),
        "--without",
        "congress",
    ];
    let (code, composed) = run_with(folder.path(), &bundle, &own);
    assert_eq!(code, Some(0), "{composed}");
    let place = format!(
        "{}:{}:17: warning: no installed font has \u{2705} (U+2705)",
        file.display(),
        lines + 2
    );
    for told in [told, composed] {
        let signs: Vec<&str> = told
            .lines()
            .filter(|line| line.contains("no installed font has"))
            .collect();
        assert!(signs.len() == 1 && signs[0].starts_with(&place), "{told}");
    }
}

#[test]
fn a_sign_that_is_written_by_escape_is_told_at_its_field_and_what_is_refused_is_told_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let letters = folder.path().join("letters");
    copy(
        std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters")),
        &letters,
    );
    let file = letters.join(LETTER).join("en.md");
    let text = std::fs::read_to_string(&file).expect("reads");
    let line = |text: &str, begins: &str| 1 + text.lines().position(|line| line.starts_with(begins)).expect("a line");
    let check = |changed: &str| {
        std::fs::write(&file, changed).expect("writes");
        let (_, told) = run(folder.path(), &["letters", "check", letters.to_str().expect("plain")]);
        let ours = told.lines().filter(|line| line.contains("en.md:"));
        ours.map(|line| line.rsplit_once("/en.md:").expect("a place").1.to_owned())
            .collect::<Vec<_>>()
    };
    let escaped = text.replacen("title = \"", "title = \"\\u2705 ", 1);
    for changed in [escaped.clone(), escaped.replace('\n', "\r\n")] {
        let told = check(&changed);
        let place = format!("{}:9: warning: no installed font has \u{2705}", line(&text, "title = "));
        assert!(told.len() == 1 && told[0].starts_with(&place), "{told:?}");
    }
    let ends = text.lines().count();
    let told = check(&format!("{text}\nA \u{fdd0} here.\n"));
    let place = format!("{}:3: the character U+FDD0 is invisible", ends + 2);
    assert!(told.len() == 1 && told[0].starts_with(&place), "{told:?}");
    let told = check(&text.replacen("title = \"", "title = \"\u{fdd0}", 1));
    assert!(told.len() == 1 && told[0].contains("U+FDD0 is invisible"), "{told:?}");
}

#[test]
fn a_sign_in_the_settings_that_no_font_has_is_told_at_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let letters = folder.path().join("letters");
    copy(
        std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters")),
        &letters,
    );
    let file = letters.join(LETTER).join("letter.toml");
    let text = std::fs::read_to_string(&file).expect("reads");
    let text = text
        .replacen(
            "[delivery]\n",
            "[delivery]\ncc = [\"The Honorable Ana Ruiz\", \"Union \u{1f33d}\"]\nsubject = \"\u{1f955}\"\n",
            1,
        )
        .replacen("name = \"The Secretary", "name = \"\\U0001F34E The Secretary", 1);
    let text = format!("bills = [\"H.R. 1 \u{2705}\"]\n{text}\n[[cosponsor]]\nname = \"Prisma \u{1f41d}\"\n");
    std::fs::write(&file, &text).expect("writes");
    let (_, told) = run(folder.path(), &["letters", "check", letters.to_str().expect("plain")]);
    let told: Vec<&str> = told
        .lines()
        .filter(|line| line.contains("no installed font has"))
        .collect();
    let line = |holds: &str| 1 + text.lines().position(|line| line.contains(holds)).expect("a line");
    let expected = [
        ("bills = ", 18, "U+2705"),
        ("cc = ", 40, "U+1F33D"),
        ("The Secretary", 8, "U+1F34E"),
        ("Prisma", 16, "U+1F41D"),
    ];
    assert_eq!(
        told.len(),
        expected.len(),
        "an email's subject is not printed: {told:#?}"
    );
    for (told, (holds, column, number)) in told.iter().zip(expected) {
        let place = format!("{}:{}:{column}: warning: ", file.display(), line(holds));
        assert!(
            told.starts_with(&place) && told.contains(number),
            "{place} {number}: {told}"
        );
    }
}

#[test]
fn a_dash_is_standard_input() {
    use std::io::Write as _;

    let folder = tempfile::tempdir().expect("a folder");
    let given = |words: &[&str], text: &str| {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_undersigned"))
            .args(words)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .envs(crate::app::stored_in(&folder.path().join("test.db")))
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("runs");
        let mut input = child.stdin.take().expect("a pipe");
        input.write_all(text.as_bytes()).expect("is read");
        drop(input);
        let ran = child.wait_with_output().expect("ends");
        let said = String::from_utf8([ran.stdout, ran.stderr].concat()).expect("text");
        (ran.status.code(), said)
    };
    let member = r#"[{"id": {"bioguide": "X000009"}, "name": {"last": "Uno", "official_full": "Ana Uno"},
        "terms": [{"type": "sen", "start": "2025-01-03", "end": "2125-01-03", "state": "CA"}]}]"#;
    for (words, text, told) in [
        (
            &["contacts", "import", "-"][..],
            "office,email,name,source,verified_on\nmember:X000009,a@x.example,Ana,call,2026-11-01\n",
            "Contacts: 1 new, 0 changed",
        ),
        (
            &["invite", LETTER, "-"],
            "name\nFarm Workers Union\n",
            "Farm Workers Union",
        ),
        (
            &["districts", "import", "-", "--congress", "119"],
            "state_fips,state_abbr,zcta,cd\n06,CA,93701,21\n",
            "Imported 1 ZIP code for Congress 119",
        ),
        (&["offices", "import", "-"], member, "1 in the Senate"),
    ] {
        let (code, said) = given(words, text);
        assert!(code == Some(0) && said.contains(told), "{words:?}: {said}");
    }
    let (code, said) = given(&["contacts", "import", "-"], "office,email,source,verified_on\nx,y,,\n");
    assert!(code == Some(1) && said.starts_with("standard input:2:1: "), "{said}");
}

#[test]
fn an_export_begins_with_the_mark_that_excel_needs_unless_it_is_for_a_program() {
    let folder = tempfile::tempdir().expect("a folder");
    for (more, begins) in [
        (None, "\u{feff}kind,listed_name"),
        (Some("--no-bom"), "kind,listed_name"),
    ] {
        let words: Vec<&str> = ["export", LETTER].into_iter().chain(more).collect();
        let (code, csv) = run(folder.path(), &words);
        assert!(code == Some(0) && csv.starts_with(begins), "{csv}");
    }
}

#[cfg(target_os = "linux")]
#[rstest::rstest]
#[case(&["contacts", "list"])]
#[case(&["status"])]
#[case(&["status", "--json"])]
#[case(&["completions", "bash"])]
fn a_list_that_could_not_be_written_is_an_error(#[case] words: &[&str]) {
    use std::process::{Command, Stdio};

    let folder = tempfile::tempdir().expect("a folder");
    let contacts = folder.path().join("contacts.csv");
    std::fs::write(
        &contacts,
        "office,email,source,verified_on\nrecipient:dol,a@b.example,phone,2026-11-01\n",
    )
    .expect("writes");
    run(
        folder.path(),
        &["contacts", "import", contacts.to_str().expect("plain")],
    );
    let ran = |out: Stdio| {
        let ran = Command::new(env!("CARGO_BIN_EXE_undersigned"))
            .args(words)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .envs(crate::app::stored_in(&folder.path().join("test.db")))
            .stdout(out)
            .output()
            .expect("runs");
        (ran.status.code(), String::from_utf8(ran.stderr).expect("text"))
    };
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .expect("opens");
    let (code, told) = ran(full.into());
    assert!(
        code == Some(1) && told.contains("the output is not complete (No space left on device"),
        "{code:?} {told}"
    );
    // A reader that has what it wanted.
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let (code, told) = ran(writer.into());
    assert!(code == Some(0) && !told.contains("not complete"), "{code:?} {told}");
}

#[cfg(unix)]
#[test]
fn a_backup_ends_at_a_link_that_leads_back_and_is_refused_within_the_letters() {
    if crate::app::is_on_server() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let letters = folder.path().join("letters");
    copy(
        &std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("letters"),
        &letters,
    );
    let inner = letters.join(LETTER);
    std::os::unix::fs::symlink(&letters, inner.join("round")).expect("links");
    std::os::unix::fs::symlink(&inner, inner.join("itself")).expect("links");
    std::fs::write(folder.path().join("note.md"), "kept").expect("writes");
    std::os::unix::fs::symlink(folder.path().join("note.md"), inner.join("note.md")).expect("links");
    let setting = letters.to_str().expect("plain");
    let more = [("UNDERSIGNED_CONTENT__FOLDER", setting)];
    assert_eq!(run_with(folder.path(), &["database", "new"], &more).0, Some(0));
    let within = letters.join("a/backup");
    let (code, told) = run_with(folder.path(), &["backup", within.to_str().expect("plain")], &more);
    assert!(code == Some(1) && told.contains("choose a folder elsewhere"), "{told}");
    assert!(!letters.join("a").exists());
    let place = folder.path().join("backup");
    let (code, told) = run_with(folder.path(), &["backup", place.to_str().expect("plain")], &more);
    assert_eq!(code, Some(0), "{told}");
    let copied = place.join("letters").join(LETTER);
    assert_eq!(
        std::fs::read_to_string(copied.join("note.md")).expect("is followed"),
        "kept"
    );
    assert!(copied.join("letter.toml").exists() && !copied.join("round").exists() && !copied.join("itself").exists());
}

#[test]
fn two_people_approve_what_they_saw_whichever_emails_are_repeated() {
    let (folder, _) = delivering("members = [\"X000001\", \"X000003\"]\napprovals = 2");
    import(folder.path());
    told(folder.path(), &["demo", "--organizations", "2", "--people", "6"]);
    for (name, role) in [("one", "editor"), ("two", "editor"), ("vi", "viewer")] {
        let email = format!("{name}@coalition.example");
        let (code, said) = told(
            folder.path(),
            &["staff", "add", &email, "--role", role, "--letter", LETTER],
        );
        assert_eq!(code, Some(0), "{said}");
    }
    let deliver = |flags: &[&str]| told(folder.path(), &[&["deliver", LETTER, "--yes"], flags].concat());
    let (code, said) = deliver(&["--as", "vi@coalition.example"]);
    assert!(
        code == Some(1) && said.contains("this staff account can't approve"),
        "{said}"
    );
    let (code, said) = deliver(&["--as", "one@coalition.example"]);
    assert!(code == Some(0) && said.contains("Approved by 1 of 2"), "{said}");
    let (_, said) = deliver(&["--as", "two@coalition.example"]);
    assert!(said.contains("2 emails queued"), "{said}");
    let store = crate::app::open(&folder.path().join("test.db"));
    let failed = "UPDATE outbox SET state = CASE WHEN recipient LIKE '%ortega%' THEN 'failed' ELSE 'sent' END, settled_at = created_at, reply = '550 no' WHERE kind = 'bundle'";
    store.write_now(move |tx| tx.execute(failed, [])).expect("is changed");
    store.close();
    let id = told(folder.path(), &["signers", "list", LETTER, "--state", "confirmed"]).1;
    told(
        folder.path(),
        &["review", "reject", id.split('\t').next().expect("a number")],
    );
    // A signer is gone: the files are composed anew, and the approval is of the email that was shown.
    let (_, said) = deliver(&["--again-failed", "--as", "one@coalition.example"]);
    assert!(said.contains("Approved by 1 of 2"), "{said}");
    let (_, said) = deliver(&["--again-failed", "--as", "two@coalition.example"]);
    assert!(said.contains("1 email queued"), "{said}");
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one story: each step begins where the last one ended"
)]
fn a_supplement_is_planned_sent_and_shown() {
    let (folder, _) = delivering("members = [\"X000001\", \"X000003\"]");
    import(folder.path());
    told(folder.path(), &["demo", "--organizations", "2", "--people", "6"]);
    let deliver = |flags: &[&str]| told(folder.path(), &[&["deliver", LETTER], flags].concat());
    deliver(&["--yes"]);
    let store = crate::app::open(&folder.path().join("test.db"));
    let sent = "UPDATE outbox SET state = 'sent', settled_at = created_at WHERE kind = 'bundle'";
    store.write_now(move |tx| tx.execute(sent, [])).expect("is changed");
    store.close();
    let (code, said) = deliver(&["--supplement", "--plan"]);
    assert!(
        code == Some(0) && said.contains("Nothing new, so no email: Inés Ortega (CA-21), Mei Lin (CA)"),
        "{said}"
    );
    let (_, said) = deliver(&["--supplement", "--yes"]);
    assert!(said.contains("Nothing was sent"), "{said}");
    let (_, said) = told(
        folder.path(),
        &[
            "signers",
            "record",
            LETTER,
            "--evidence",
            "paper",
            "--name",
            "Bea Ruiz",
            "--country",
            "US",
            "--state",
            "CA",
            "--postal-code",
            "93701",
            "--district",
            "21",
            "--city",
            "Fresno",
        ],
    );
    let (_, plan) = deliver(&["--supplement", "--plan"]);
    assert!(
        plan.contains("Mei Lin (CA) <legislation@lin.example>: 1 constituent in California signed this letter since December 1, 2026 (supplement 1; constituents: 1 new, "),
        "{said} {plan}"
    );
    // Whether she is a constituent in CA-21 is not known here: the number that leads is another one.
    assert!(
        plan.contains("Inés Ortega (CA-21) <scheduler@ortega.example>: 1 possible constituent"),
        "{plan}"
    );
    let (_, json) = deliver(&["--supplement", "--plan", "--json"]);
    let shown = &json[json.find("{\n").expect("an object")..=json.rfind('}').expect("its end")];
    let shown: serde_json::Value = serde_json::from_str(shown).expect("JSON");
    let it = &shown["offices"][1]["supplement"];
    assert_eq!(
        (&it["number"], &it["new"], &it["since"]),
        (&1.into(), &1.into(), &"2026-12-01".into())
    );
    let (code, said) = deliver(&["--supplement", "--again-failed"]);
    assert!(code == Some(2) && said.contains("cannot be used with"), "{said}");
    let (code, said) = deliver(&["--supplement", "--yes"]);
    assert!(code == Some(0) && said.contains("2 emails queued"), "{said}");
    let (_, said) = deliver(&["--status"]);
    assert!(said.contains("2 queued (supplement), 2 sent"), "{said}");
    let (_, said) = deliver(&["--cancel"]);
    assert!(said.contains("Canceled 2 emails"), "{said}");
    let (_, said) = deliver(&["--status"]);
    assert!(
        said.contains(&format!("run: undersigned deliver {LETTER} --supplement")),
        "{said}"
    );
    let (_, said) = deliver(&["--supplement", "--yes"]);
    assert!(said.contains("2 emails queued"), "{said}");
    let (_, said) = deliver(&["--supplement", "--plan"]);
    assert!(said.contains("2 queued"), "{said}");
}

#[test]
fn settings_are_set_and_said_on_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |words: &[&str]| run(folder.path(), words);
    let set = [
        "letters",
        "set",
        LETTER,
        "closes",
        "2027-02-05T12:00",
        "--why",
        "More time",
    ];
    let (code, told) = run(&set);
    assert_eq!(code, Some(0), "{told}");
    for party in ["closes_people", "closes_organizations"] {
        let line =
            format!("{LETTER}: {party} is 2027-02-05T12:00 (letter.toml: 2027-01-29T17:00), set by a command on ");
        for words in [&["letters", "check"][..], &["status"]] {
            let (_, said) = run(words);
            assert!(
                said.contains(&line) && said.contains(": More time"),
                "{words:?}: {said}"
            );
        }
    }
    let pause = [
        "letters",
        "set",
        LETTER,
        "paused",
        "yes",
        "--tell",
        "en=Soon more.",
        "--why",
        "Wrong bill number",
    ];
    assert_eq!(run(&pause).0, Some(0));
    let (_, said) = run(&["status", LETTER, "--json"]);
    assert!(
        said.contains("\"people\": \"paused\"") && said.contains("Wrong bill number"),
        "{said}"
    );
    let (code, told) = run(&["letters", "unset", LETTER, "paused", "--why", "It is right now"]);
    assert_eq!(
        (code, told),
        (Some(0), format!("{LETTER}: what letter.toml says holds again\n"))
    );
}

#[test]
fn a_setting_that_can_not_hold_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |words: &[&str]| run(folder.path(), words);
    for (words, step) in [
        (
            &["closes", "2026-11-30T12:00"][..],
            "closes_people: this time has passed; to stop signing now, set paused\n",
        ),
        (
            &["closes_people", "tomorrow"],
            "a date and time such as 2027-01-29T17:00",
        ),
        (&["goal", "many"], "the goal must be a whole number"),
        (&["approval", "some"], "approval must be every, unverified or none"),
        (&["paused", "no"], "use `letters unset`"),
    ] {
        let all = [&["letters", "set", LETTER], words, &["--why", "x"]].concat();
        let (code, told) = run(&all);
        assert!(code == Some(1) && told.contains(step), "{words:?}: {told}");
    }
    let (code, told) = run(&["letters", "set", LETTER, "goal", "5", "--why", " "]);
    assert!(
        code == Some(1) && told.contains("a reason of at most 300 characters"),
        "{told}"
    );
}
