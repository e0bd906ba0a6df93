//! Undoing a decision: everything is as it was, unless something has happened since.

use undersigned::staff::role::Role;

use super::signers::{DECIDE, SHEET, editor, held, told};
use super::{acts, after, signed_in};
use crate::app::{LETTER, TestApp};

const UNDO: &str = "/staff/letters/protect-temporary-visa-workers/undo";

/// A decision, the signatures with what was shown of them, and what the page says.
type Case<'a> = (&'a str, Vec<(i64, &'a str)>, &'a str);

/// Everything that a decision may change, as text.
fn stored(app: &TestApp) -> Vec<String> {
    let read = |db: &undersigned::store::Read<'_>| {
        let mut all = Vec::new();
        for sql in [
            "SELECT s.id || ' ' || s.state || ' ' || COALESCE(s.held_for, '-') || ' ' || s.flags || ' ' || s.state_at || ' ' ||
               COALESCE(s.confirmed_at, 0) || ' ' || COALESCE(s.counted_at, 0) || ' ' || COALESCE(s.flood_base, '-') AS line FROM signatures s ORDER BY s.id",
            "SELECT signature || ' ' || COALESCE(verification, '-') || ' ' || COALESCE(evidence, '-') AS line FROM organizations ORDER BY signature",
            "SELECT letter || ' ' || revision || ' ' || organizations || ' ' || people || ' ' || unlisted AS line FROM tally
               WHERE organizations + people + unlisted > 0 ORDER BY revision",
            "SELECT kind || ' ' || place || ' ' || listed AS line FROM tally_places WHERE listed > 0 ORDER BY kind, place",
            "SELECT reason || ' ' || listed_at AS line FROM blocklist ORDER BY listed_at",
            "SELECT newcomer || ' ' || standing || ' ' || outcome AS line FROM rivalries ORDER BY id",
            "SELECT kind || ' ' || state AS line FROM outbox WHERE state = 'queued' ORDER BY id",
        ] {
            let lines: Vec<String> = db.all(sql, [], |row| row.get("line"))?;
            all.extend(lines);
            all.push("--".to_owned());
        }
        Ok::<_, undersigned::store::StoreError>(all)
    };
    app.worker.store.read_now(read).expect("reads")
}

/// Decides from the sheet, and returns the page that follows.
pub(super) async fn decide(app: &super::Browser<'_>, decision: &str, picks: &[(i64, &str)]) -> String {
    let names: Vec<String> = picks.iter().map(|(id, _)| format!("pick-{id}")).collect();
    let mut fields = vec![
        ("decision", decision),
        ("back", SHEET),
        ("reason", "other"),
        ("note", "Call us."),
        ("tell", "yes"),
    ];
    fields.extend(
        names
            .iter()
            .zip(picks)
            .map(|(name, (_, shown))| (name.as_str(), *shown)),
    );
    told(app, DECIDE, &fields).await
}

/// Presses the button on a page.
pub(super) async fn undo(browser: &super::Browser<'_>, page: &str) -> String {
    let form = page.split(&format!("action=\"{UNDO}\"")).nth(1).expect("a button");
    let decision = after(form, "name=\"decision\" value=\"").to_owned();
    let signature = form.split("</form>").next().expect("closed");
    let signature = after(signature, "name=\"signature\" value=\"").to_owned();
    let fields = [
        ("decision", decision.as_str()),
        ("back", SHEET),
        ("signature", &signature),
    ];
    told(browser, UNDO, &fields).await
}

#[rocket::async_test]
async fn every_decision_is_undone_to_the_letter() {
    let app = TestApp::start().await;
    let waits = held(&app, "Orchard Circle", "a@gmail.com").await;
    app.sign_and_confirm("en", &[]).await;
    let counts = app.count("SELECT MAX(id) AS n FROM signatures");
    app.mails().await;
    let editor = editor(&app).await;
    let cases: [Case<'_>; 4] = [
        ("approve", vec![(waits, "held")], "Approved 1 signature."),
        (
            "reject",
            vec![(waits, "held"), (counts, "confirmed")],
            "Rejected 2 signatures.",
        ),
        ("hold", vec![(counts, "confirmed")], "1 signature is now under review."),
        ("reject", vec![(counts, "confirmed")], "Rejected 1 signature."),
    ];
    for (decision, picks, words) in cases {
        let before = stored(&app);
        app.worker.clock.shift(60);
        let page = decide(&editor, decision, &picks).await;
        assert!(page.contains(words), "{page}");
        assert_ne!(stored(&app), before, "{decision}");
        app.worker.clock.shift(60);
        let page = undo(&editor, &page).await;
        assert!(
            page.contains("as it was before.") || page.contains("as they were before."),
            "{page}"
        );
        assert!(!page.contains("already gotten"), "no mail had left: {page}");
        assert_eq!(stored(&app), before, "{decision}");
    }
    assert_eq!(acts(&app).iter().filter(|act| *act == "decisions-undone").count(), 4);
    let mails = app.mails().await;
    assert!(
        !mails
            .iter()
            .any(|(_, subject, _)| subject.contains("couldn't accept") || subject.contains("is counted")),
        "{mails:?}"
    );
}

#[rocket::async_test]
async fn evidence_is_taken_back_with_an_approval_and_an_earlier_rejection_is_told_after_all() {
    let app = TestApp::start().await;
    let id = held(&app, "Orchard Circle", "a@gmail.com").await;
    app.mails().await;
    let editor = editor(&app).await;
    decide(&editor, "reject", &[(id, "held")]).await;
    let before = stored(&app);
    let path = format!("{SHEET}/{id}");
    app.worker.clock.shift(60);
    let approve = [
        ("action", "approve"),
        ("shown", "rejected"),
        ("evidence", "Called the office"),
    ];
    let page = told(&editor, &path, &approve).await;
    assert!(page.contains("Verified by staff"), "{page}");
    app.worker.clock.shift(60);
    let page = undo(&editor, &page).await;
    assert!(page.contains("1 signature is as it was before."), "{page}");
    assert_eq!(stored(&app), before);
    let (_, subject, _) = app.mails().await.pop().expect("a mail");
    assert!(subject.starts_with("We couldn't accept your signature"), "{subject}");
}

#[rocket::async_test]
async fn a_duplicate_that_was_held_since_waits_again_behind_the_organization() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    app.post(&app.link().await, &[]).await;
    app.sign_organization(&[("email", "kim@harvest.example")]).await;
    app.post(&app.link().await, &[]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'duplicate'"),
        1
    );
    app.mails().await;
    let editor = editor(&app).await;
    let before = stored(&app);
    app.worker.clock.shift(60);
    let page = decide(&editor, "reject", &[(1, "confirmed")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'held'"),
        1
    );
    app.worker.clock.shift(60);
    undo(&editor, &page).await;
    assert_eq!(stored(&app), before);
    // If staff have approved the other one meanwhile, nothing is undone.
    let page = decide(&editor, "reject", &[(1, "confirmed")]).await;
    decide(&editor, "approve", &[(2, "held")]).await;
    let page = undo(&editor, &page).await;
    assert!(page.contains("1 signature has changed since"), "{page}");
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
}

#[rocket::async_test]
async fn what_has_changed_since_stays_and_whoever_comes_second_is_told() {
    let app = TestApp::start().await;
    let ids = [
        held(&app, "Orchard Circle", "a@gmail.com").await,
        held(&app, "River Circle", "b@gmail.com").await,
    ];
    app.mails().await;
    let editor = editor(&app).await;
    let page = decide(&editor, "approve", &[(ids[0], "held"), (ids[1], "held")]).await;
    // The mail leaves, and a colleague rejects one of them.
    app.mails().await;
    let second = signed_in(&app, "second@coalition.example", Role::Editor, &[LETTER]).await;
    decide(&second, "reject", &[(ids[1], "confirmed")]).await;
    let told = undo(&editor, &page).await;
    assert!(
        told.contains("Undone. 1 signature is as it was before.")
            && told.contains("1 signer had already gotten our email about the decision.")
            && told.contains("1 signature has changed since"),
        "{told}"
    );
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'rejected'"),
        1
    );
    let again = undo(&second, &page).await;
    assert!(
        again.contains("1 signature has changed since") && !again.contains("Undone."),
        "{again}"
    );
    // The signer of the other one withdraws after another decision.
    let page = decide(&editor, "approve", &[(ids[0], "held")]).await;
    let sql = "UPDATE signatures SET state_at = state_at + 1 WHERE id = 1";
    app.worker
        .store
        .write_now(move |tx| tx.execute(sql, []))
        .expect("changes");
    undo(&editor, &page).await;
    let once_more = undo(&editor, &page).await;
    assert!(once_more.contains("This was already undone"), "{once_more}");
}

#[rocket::async_test]
async fn a_signer_who_signed_anew_is_not_counted_twice_by_an_undo() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let editor = editor(&app).await;
    let page = decide(&editor, "reject", &[(1, "confirmed")]).await;
    // Another row of the same person counts now, as after a merge or an import.
    let sql = "INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city, country, lang, revision,
         edition, created_at, confirmed_at, counted_at, state_at)
       SELECT letter, kind, 'confirmed', 'other', signer_key, email, listed_name, sort_name, listing, city, country, lang, revision, edition,
         created_at, confirmed_at, counted_at, state_at FROM signatures WHERE id = 1";
    app.worker
        .store
        .write_now(move |tx| tx.execute(sql, []))
        .expect("inserts");
    let page = undo(&editor, &page).await;
    assert!(page.contains("1 signature has changed since"), "{page}");
}

#[rocket::async_test]
async fn the_last_decision_is_undone_on_a_signers_page_alone_and_not_for_ever() {
    let app = TestApp::start().await;
    let ids = [
        held(&app, "Orchard Circle", "a@gmail.com").await,
        held(&app, "River Circle", "b@gmail.com").await,
    ];
    let editor = editor(&app).await;
    decide(&editor, "approve", &[(ids[0], "held"), (ids[1], "held")]).await;
    let page = editor.get(&format!("{SHEET}/{}", ids[0])).await.body;
    assert!(page.contains("Undo the last decision"), "{page}");
    undo(&editor, &page).await;
    assert_eq!(
        app.count("SELECT organizations AS n FROM tally"),
        1,
        "the other one stays"
    );
    let viewer = signed_in(&app, "vi@coalition.example", Role::Viewer, &[LETTER]).await;
    let path = format!("{SHEET}/{}", ids[1]);
    assert!(!viewer.get(&path).await.body.contains("data-undo"));
    app.worker.clock.shift(31 * 86_400);
    let kept = app.parts().config.signing.clone();
    undersigned::retention::once(&app.worker.store, &app.worker.clock, &kept)
        .await
        .expect("deletes");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM decisions"), 0);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM decided_signatures"), 0);
}
