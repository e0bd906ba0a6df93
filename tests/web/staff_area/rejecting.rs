//! Rejecting with a reason: what is asked, what the signer is told, and what is kept.

use super::signers::{DECIDE, SHEET, editor, held, told};
use super::{Browser, acts};
use crate::app::TestApp;

/// Rejects one signature on its page; returns the page that follows.
async fn reject(browser: &Browser<'_>, id: i64, shown: &str, fields: &[(&str, &str)]) -> String {
    let pick = format!("pick-{id}");
    let back = format!("{SHEET}/{id}");
    let own = [("decision", "reject"), ("back", back.as_str()), (pick.as_str(), shown)];
    told(browser, DECIDE, &[&own[..], fields].concat()).await
}

#[rocket::async_test]
async fn a_rejection_is_asked_for_a_reason_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let ids = [
        held(&app, "Orchard Circle", "a@gmail.com").await,
        held(&app, "River & Circle", "b@gmail.com").await,
    ];
    let editor = editor(&app).await;
    let picks: Vec<(String, &str)> = ids.iter().map(|id| (format!("pick-{id}"), "held")).collect();
    let mut fields = vec![("decision", "reject"), ("back", SHEET)];
    fields.extend(picks.iter().map(|(name, shown)| (name.as_str(), *shown)));
    let page = editor.post(DECIDE, &fields).await;
    assert_eq!(page.status, 200, "{}", page.body);
    for words in [
        "Reject 2 signatures",
        "Orchard Circle",
        "River &amp; Circle",
        "Not who they say they are",
        "name=\"tell\" value=\"yes\" checked",
        &format!("name=\"pick-{}\" value=\"held\"", ids[1]),
    ] {
        assert!(page.body.contains(words), "{words}: {}", page.body);
    }
    // Without a reason, or with one that is not in the list: what was typed stays.
    fields.extend([("asked", "yes"), ("note", "Call us."), ("reason", "whim")]);
    let page = editor.post(DECIDE, &fields).await;
    assert_eq!(page.status, 422);
    assert!(
        page.body.contains("Choose a reason.")
            && page.body.contains("value=\"Call us.\"")
            && page.body.contains("name=\"tell\" value=\"yes\" aria"),
        "{}",
        page.body
    );
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'held'"),
        2
    );
    // With nothing ticked, there is nothing to ask about.
    let page = told(&editor, DECIDE, &[("decision", "reject"), ("back", SHEET)]).await;
    assert!(page.contains("Select at least one checkbox first."), "{page}");
    let reason = fields.len() - 1;
    fields[reason] = ("reason", "not-eligible");
    let page = told(&editor, DECIDE, &fields).await;
    assert!(page.contains("Rejected 2 signatures."), "{page}");
    let kept = "SELECT COUNT(*) AS n FROM signature_events WHERE reason = 'not-eligible' AND note = 'Call us.' AND state_after = 'rejected'";
    assert_eq!(app.count(kept), 2);
    assert!(acts(&app).contains(&"signatures-rejected".to_owned()));
    // The box was not checked.
    let mails = app.mails().await;
    assert!(
        !mails.iter().any(|(_, subject, _)| subject.contains("couldn't accept")),
        "{mails:?}"
    );
}

#[rocket::async_test]
async fn a_signer_is_told_the_reason_in_their_language_and_what_to_do() {
    let app = TestApp::start().await;
    app.sign_and_confirm("es", &[]).await;
    app.mails().await;
    let editor = editor(&app).await;
    let fields = [
        ("reason", "offensive"),
        ("note", "Por favor, use su <nombre> completo: vea ejemplo.org"),
        ("tell", "yes"),
    ];
    let page = reject(&editor, 1, "confirmed", &fields).await;
    assert!(
        page.contains("Rejected 1 signature.")
            && page.contains("Reason: Offensive words")
            && page.contains("Sentence for the signer: Por favor, use su &lt;nombre&gt; completo"),
        "{page}"
    );
    let (_, subject, text) = app.mails().await.pop().expect("a mail");
    assert!(subject.starts_with("No pudimos aceptar su firma"), "{subject}");
    for words in [
        "El nombre o el mensaje contiene palabras que no publicamos.",
        "Agregaron: Por favor, use su <nombre> completo: vea ejemplo.\u{2060}org",
        "responda a este correo",
        "http://letters.test/es/letters/protect-temporary-visa-workers/sign",
        "/my-signature/",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // What is stored about them says so as well.
    let own = app.link_to("/my-signature/").await;
    let data = app.get(&format!("{own}/data")).await.body;
    assert!(
        data.contains("\"reason\":\"offensive\"") || data.contains("\"reason\": \"offensive\""),
        "{data}"
    );
}

#[rocket::async_test]
async fn a_duplicate_is_not_invited_to_sign_again_and_who_had_left_is_not_written_to() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let editor = editor(&app).await;
    reject(&editor, 1, "confirmed", &[("reason", "duplicate"), ("tell", "yes")]).await;
    let (_, _, text) = app.mails().await.pop().expect("a mail");
    assert!(
        text.contains("we count only one") && !text.contains("sign again") && !text.contains("They added"),
        "{text}"
    );
    app.sign_and_confirm("en", &[("name", "Berta Ruiz"), ("email", "berta@example.org")])
        .await;
    let own = app.link_to("/my-signature/").await;
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    let before = app.mails().await.len();
    reject(&editor, 2, "withdrawn", &[("reason", "other"), ("tell", "yes")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'rejected'"),
        2
    );
    assert_eq!(app.mails().await.len(), before, "they had withdrawn");
}
