use std::path::{Path, PathBuf};
use std::process::Command;

use mail_parser::MessageParser;
use undersigned::letters::library::Library;
use undersigned::locale::Locales;
use undersigned::updates::SendingPreview;

use crate::app::{LETTER, TestApp, copy};

/// The update of the sample letter.
pub const UPDATE: &str = "what-happens-with-your-name";

fn letters() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("letters")
}

/// Signs as three people who want updates (one in Spanish, one with a mailbox in two spellings), one who does not, and one who does not
/// confirm.
async fn signers(app: &TestApp) {
    let yes = ("updates", "yes");
    app.sign_and_confirm("en", &[("email", "ana.lopez@gmail.com"), yes])
        .await;
    app.sign_and_confirm("es", &[("email", "bo@example.org"), ("name", "Bo Paz"), yes])
        .await;
    app.sign_and_confirm("en", &[("email", "quiet@example.org"), ("name", "Q. Iet")])
        .await;
    app.sign("en", &[("email", "pending@example.org"), ("name", "P. Ending"), yes])
        .await;
    app.sign_organization(&[("email", "analopez+union@gmail.com"), yes])
        .await;
    let confirm = app.link_to("/confirm/").await;
    app.post(&confirm, &[]).await;
}

/// Returns the recipients of the mails that were sent since a count.
async fn recipients(app: &TestApp, since: usize) -> Vec<(String, String)> {
    let mails = app.mails().await.into_iter().skip(since);
    let mut to: Vec<_> = mails.map(|(to, subject, _)| (to, subject)).collect();
    to.sort();
    to
}

#[rocket::async_test]
async fn an_update_stands_on_its_letter_in_lists_in_the_feed_and_in_the_sitemap() {
    let app = TestApp::start().await;
    for (lang, title, label, day) in [
        (
            "en",
            "What happens with your name, and what helps now",
            "Update",
            "November 23, 2026",
        ),
        (
            "es",
            "Qué pasa con su nombre y qué ayuda ahora",
            "Novedad",
            "23 de noviembre de 2026",
        ),
    ] {
        let path = format!("/{lang}/letters/{LETTER}/updates/{UPDATE}");
        let link = format!("href=\"{path}\"");
        for list in ["", "/topics/workers", "/archive/2026", &format!("/letters/{LETTER}")] {
            let page = app.get(&format!("/{lang}{list}")).await.body;
            assert!(page.contains(&link) && page.contains(title), "/{lang}{list}");
        }
        let archive = app.get(&format!("/{lang}/archive/2026")).await.body;
        assert!(archive.contains(&format!("<span>{label}</span>")), "{archive}");
        assert_eq!(
            archive.matches("<article class=\"card").count(),
            4,
            "three letters and an update"
        );
        let feed = app.get(&format!("/{lang}/feed.atom")).await.body;
        assert!(
            feed.contains(&format!("<id>http://letters.test{path}</id>"))
                && feed.contains(&format!("<category term=\"update\" label=\"{label}\"/>"))
                && feed.contains("<updated>2026-11-23T00:00:00Z</updated>"),
            "{feed}"
        );
        let page = app.get(&path).await.body;
        assert!(
            page.contains(title) && page.contains(day) && page.contains("role=\"doc-endnotes\""),
            "{page}"
        );
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"http://letters.test{path}\">")));
        let other = if lang == "en" { "es" } else { "en" };
        assert!(page.contains(&format!(
            "hreflang=\"{other}\" href=\"http://letters.test/{other}/letters/{LETTER}/updates/{UPDATE}\""
        )));
        assert!(
            app.get("/sitemap.xml")
                .await
                .body
                .contains(&format!("<loc>http://letters.test{path}</loc>"))
        );
    }
    assert!(
        !app.get("/en/topics/recruitment").await.body.contains(UPDATE),
        "an update has the topics of its letter, and no other"
    );
    let nowhere = format!("/en/letters/{LETTER}/updates/nothing-of-the-kind");
    assert_eq!(app.get(&nowhere).await.status, 404);
}

#[rocket::async_test]
async fn an_update_goes_once_to_each_mailbox_that_asked_for_it() {
    let app = TestApp::start().await;
    signers(&app).await;
    let before = app.mails().await.len();
    let update = app.update(UPDATE);
    let outlook = |mails, before| SendingPreview { mails, before };
    assert_eq!(update.outlook(&app.worker.store).expect("reads"), outlook(2, 0));
    assert_eq!(update.send(&app.worker.store, &|_| {}).expect("owes"), 2);
    assert_eq!(update.outlook(&app.worker.store).expect("reads"), outlook(0, 2));
    assert_eq!(
        update.send(&app.worker.store, &|_| {}).expect("owes"),
        0,
        "a second run owes nothing"
    );
    let title = "What happens with your name, and what helps now";
    let titulo = "Qué pasa con su nombre y qué ayuda ahora";
    let expected = [("ana.lopez@gmail.com", title), ("bo@example.org", titulo)];
    let expected = expected.map(|(to, subject)| (to.to_owned(), subject.to_owned()));
    assert_eq!(
        recipients(&app, before).await,
        expected,
        "in the language that each one read"
    );

    // Who confirms later is reached by another run, alone.
    app.sign_and_confirm(
        "en",
        &[("email", "late@example.org"), ("name", "L. Ate"), ("updates", "yes")],
    )
    .await;
    let before = app.mails().await.len();
    assert_eq!(update.send(&app.worker.store, &|_| {}).expect("owes"), 1);
    assert_eq!(
        recipients(&app, before).await,
        [("late@example.org".to_owned(), title.to_owned())]
    );
}

#[rocket::async_test]
#[expect(clippy::too_many_lines, reason = "most of it is the snapshot of a mail")]
async fn the_mail_says_what_the_page_says_and_how_to_stop_it() {
    let app = TestApp::start().await;
    for lang in ["en", "es"] {
        app.sign_and_confirm(lang, &[("email", &format!("{lang}@example.org")), ("updates", "yes")])
            .await;
    }
    let before = app.mails().await.len();
    app.update(UPDATE).send(&app.worker.store, &|_| {}).expect("owes");
    let mails: Vec<_> = app.mails().await.into_iter().skip(before).collect();
    insta::with_settings!({filters => vec![(r"/unsubscribe/[\w-]{43}", "/unsubscribe/[token]")]}, {
        insta::assert_snapshot!(mails[0].2, @"
        What happens with your name, and what helps now
        November 23, 2026

        Two weeks ago, we opened this letter for signatures. Thank you to everyone who has signed. Here is what comes next and how you can help.

        Until January 29

        Organizations and individuals can sign until Friday, January 29, 2027, at 5 p.m. ET. You can change how your name appears or withdraw your signature at any time. We can't change letters that were already sent. The text you signed will not change.

        After that

        Each office will receive the letter once, with the organizations that signed it and the number of its own constituents who signed. We'll send it to the leaders of both chambers, the judiciary and labor committees, the senators of every state where signers live, each representative who may have signers in the district, and the Secretary of Labor, whose department certifies the jobs that H-2 visas are given for.[1]

        Three things that help now

        1. Ask an organization to sign. A union local, a congregation, a clinic or a student group can sign with one form. Organizations are listed first.
        2. Share the letter in Spanish. Many of the workers it is about prefer to read it in Spanish. It is the same letter, and signatures in both languages are counted together.
        3. Tell your representative why this matters. A few sentences about someone you know count more than a printed postcard. If you are not sure who represents you, look it up on the House website (https://www.house.gov/representatives/find-your-representative).

        We'll write again when the letter has been delivered.

        [1] Immigration and Nationality Act, 8 U.S.C. 1188 (H-2A), and 20 CFR part 655.

        Read this on our website
        http://letters.test/en/letters/protect-temporary-visa-workers/updates/what-happens-with-your-name

        -- 
        You received this email because you signed the letter “Workers on temporary visas need protection when the next pandemic comes” and asked for updates about it.
        To stop receiving these emails:
        http://letters.test/en/unsubscribe/[token]
        To view, change, withdraw or delete your signature:
        http://letters.test/en/my-signatures

        Coalition for Migration with Rights
        1200 Example Avenue NW, Suite 400
        Washington, DC 20036
        letters@coalition.example
        ");
        insta::assert_snapshot!(mails[1].2, @"
        Qué pasa con su nombre y qué ayuda ahora
        23 de noviembre de 2026

        Hace dos semanas empezamos a reunir firmas para esta carta. Gracias a todas las personas y organizaciones que ya firmaron. Le contamos qué sigue y cómo puede ayudar.

        Hasta el 29 de enero

        Las organizaciones y las personas pueden firmar hasta el viernes 29 de enero de 2027 a las 5:00 p. m. (hora del Este). Puede cambiar cómo aparece su nombre o retirar su firma en cualquier momento. No podemos cambiar las cartas que ya se enviaron. El texto que firmó no va a cambiar.

        Después

        Cada oficina recibirá la carta una sola vez, con las organizaciones que la firmaron y el número de personas de su distrito o estado que firmaron. La enviaremos a los líderes de ambas cámaras, a los comités de asuntos judiciales y de trabajo, a los senadores de cada estado donde viven las personas que firmaron, a cada representante que podría tener firmantes en su distrito y a la Secretaria o al Secretario de Trabajo, cuyo departamento certifica los empleos para los que se dan las visas H-2.[1]

        Tres cosas que ayudan ahora

        1. Invite a una organización a firmar. Un sindicato local, una congregación, una clínica o un grupo estudiantil puede firmar con un solo formulario. Las organizaciones aparecen primero.
        2. Comparta la carta en español. Muchas de las personas trabajadoras de las que habla prefieren leerla en español. Es la misma carta, y las firmas de los dos idiomas se cuentan juntas.
        3. Dígale a su representante por qué es importante. Unas frases sobre alguien que usted conoce cuentan más que una postal impresa. Si no sabe quién le representa, búsquelo en el sitio de la Cámara (https://www.house.gov/representatives/find-your-representative) (en inglés).

        Le escribiremos de nuevo cuando la carta se haya entregado.

        [1] Ley de Inmigración y Nacionalidad, 8 U.S.C. 1188 (H-2A), y 20 CFR parte 655.

        Leerlo en nuestro sitio web
        http://letters.test/es/letters/protect-temporary-visa-workers/updates/what-happens-with-your-name

        -- 
        Recibe este correo porque firmó la carta “Quienes trabajan con visas temporales necesitarán protección cuando llegue la próxima pandemia” y pidió novedades.
        Para dejar de recibir estos correos:
        http://letters.test/es/unsubscribe/[token]
        Para ver, cambiar, retirar o borrar su firma:
        http://letters.test/es/my-signatures

        Coalición por una Migración con Derechos
        1200 Example Avenue NW, Suite 400
        Washington, DC 20036
        letters@coalition.example
        ");
    });
}

#[rocket::async_test]
async fn mail_programs_find_how_to_stop_it() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[("updates", "yes")]).await;
    app.update(UPDATE).send(&app.worker.store, &|_| {}).expect("owes");
    let raw = app.raw_mails().await.pop().expect("a mail");
    // As they stand, unfolded: some mail programs read no further than the line.
    assert!(
        raw.contains("\r\nList-Unsubscribe: <http://letters.test/en/unsubscribe/")
            && raw.contains(">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"),
        "{raw}"
    );
    let head = raw.split("\r\n\r\n").next().expect("a head").replace("\r\n ", " ");
    let lines: Vec<&str> = head
        .lines()
        .filter(|line| line.starts_with("List-") || line.starts_with("Reply-To") || line.starts_with("Auto-"))
        .collect();
    insta::with_settings!({filters => vec![(r"/unsubscribe/[\w-]{43}>", "/unsubscribe/[token]>")]}, {
        insta::assert_snapshot!(lines.join("\n"), @r#"
        Reply-To: "Teresa Quill" <letters@coalition.example>
        List-Id: <protect-temporary-visa-workers.coalition.example>
        List-Unsubscribe: <http://letters.test/en/unsubscribe/[token]>
        List-Unsubscribe-Post: List-Unsubscribe=One-Click
        "#);
    });
    let message = MessageParser::default().parse(raw.as_bytes()).expect("a message");
    let html = message.body_html(0).expect("an HTML part");
    let page = format!("http://letters.test/en/letters/{LETTER}/updates/{UPDATE}");
    assert!(
        html.contains(&format!("href=\"{page}\"")) && html.contains(&format!("href=\"{page}#note-1\"")),
        "{html}"
    );
    let relative = html
        .match_indices("href=\"")
        .any(|(at, _)| !html[at + 6..].starts_with("http"));
    assert!(!relative, "a mail has no relative links: {html}");
    assert!(
        !html.contains("/my-signature/"),
        "a mail that is passed on carries no key to an own page"
    );
}

#[rocket::async_test]
async fn single_mails_are_sent_before_bulk_mail() {
    let app = TestApp::start().await;
    signers(&app).await;
    let before = app.mails().await.len();
    app.update(UPDATE).send(&app.worker.store, &|_| {}).expect("owes");
    app.sign("en", &[("email", "now@example.org"), ("name", "N. Ow")]).await;
    let order: Vec<String> = app
        .mails()
        .await
        .into_iter()
        .skip(before)
        .map(|(to, _, _)| to)
        .collect();
    assert_eq!(order, ["now@example.org", "ana.lopez@gmail.com", "bo@example.org"]);
}

#[rocket::async_test]
async fn a_large_campaign_is_reached_in_batches() {
    let app = TestApp::start().await;
    // More than two batches, every fourth of them asking for news.
    let library = Library::load(&letters(), &Locales::load().expect("loads")).expect("no problems");
    let sending = app.update(UPDATE);
    undersigned::demonstration::fill(&app.worker.store, &sending.config, &library, 0, 4_400).expect("fills");
    let batches = std::cell::RefCell::new(Vec::new());
    let owed = sending.send(&app.worker.store, &|mails| batches.borrow_mut().push(mails));
    assert_eq!(owed.expect("owes"), 1_100);
    assert_eq!(batches.into_inner(), [500, 500, 100, 0]);
    assert_eq!(
        app.count("SELECT COUNT(DISTINCT recipient) AS n FROM outbox WHERE kind = 'update'"),
        1_100
    );
}

/// Writes front matter and a text like the sample's; `day` is unquoted.
fn written(title: &str, day: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\nsummary = \"S\"\npublished = {day}\n+++\n{body}\n")
}

#[test]
fn everything_that_is_wrong_with_an_update_is_told_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&letters(), folder.path());
    let updates = folder.path().join(LETTER).join("updates");
    let files = [
        ("loose.md", written("T", "2026-11-20", "Text.")),
        ("Bad_Name/en.md", written("T", "2026-11-20", "Text.")),
        ("early/en.md", written("T", "2026-10-01", "Text.")),
        ("early/es.md", written("T", "2026-10-01", "Texto.")),
        ("half/en.md", written("T", "2026-11-20", "Text.")),
        ("other-day/en.md", written("T", "2026-11-20", "Text.")),
        ("other-day/es.md", written("T", "2026-11-21", "Texto.")),
        ("typing/en.md", written("", "2026-11-20", "<b>Text</b>[^x]")),
        ("typing/es.md", written("T", "\"soon\"", "Texto.")),
        ("typing/notes.md", written("T", "2026-11-20", "Text.")),
        ("void/en.md", written("T", "2026-11-20", "")),
        (
            "void/es.md",
            written("T", "2026-11-20", "Texto.").replace("summary", "sumary"),
        ),
    ];
    for (name, text) in files {
        let file = updates.join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("writes");
    }
    let problems = Library::load(folder.path(), &Locales::load().expect("loads")).expect_err("refused");
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let told = told.join("\n").replace(&format!("{}/", updates.display()), "");
    insta::assert_snapshot!(told, @r#"
    Bad_Name:1:1: an update's name must have 1 to 80 lowercase letters, digits and hyphens: rename the folder
    early/en.md:4:1: this date is before the letter's own: fix one of them
    early/es.md:4:1: this date is before the letter's own: fix one of them
    half/es.md:1:1: this file is missing: add the update in every language of the letter
    loose.md:1:1: an update is a folder with a file for each language: move it to updates/<name>/<lang>.md
    other-day/es.md:4:1: this date differs from the update's other languages: use the same date in all of them
    typing/en.md:2:1: the title is empty: add one
    typing/en.md:6:1: raw HTML is not allowed: use Markdown instead
    typing/en.md:6:8: raw HTML is not allowed: use Markdown instead
    typing/en.md:6:12: the footnote [^x] is not defined: add a line `[^x]: …`
    typing/es.md:4:13: invalid type: string "soon", expected a TOML datetime; write a date such as 2027-01-29, or a time such as 2027-01-29T17:00:00, without quotes
    typing/notes.md:1:1: the letter is not available in this language: fix the file name, or translate the letter first
    void/en.md:1:1: the update has no text: add it below the settings
    void/es.md:2:1: missing field `summary`; add a line `summary = …`
    void/es.md:3:1: unknown field `sumary`, expected one of `title`, `summary`, `published`; fix the name or remove the line
    "#);
}

/// Runs the program on a database and a mail folder of its own, at a time when the letter is open.
pub fn run(folder: &Path, words: &[&str]) -> (Option<i32>, String) {
    run_with(folder, words, &[])
}

/// Runs the program with additional environment variables.
pub fn run_with(folder: &Path, words: &[&str], more: &[(&str, &str)]) -> (Option<i32>, String) {
    let noon: jiff::Timestamp = "2026-12-01T12:00:00Z".parse().expect("a time");
    let offset = noon.as_second() - undersigned::clock::Clock::default().now().as_second();
    let ran = Command::new(env!("CARGO_BIN_EXE_undersigned"))
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .envs(crate::app::stored_in(&folder.join("test.db")))
        .env("UNDERSIGNED_CLOCK__OFFSET_SECONDS", offset.to_string())
        .envs(more.iter().copied())
        .stdin(std::process::Stdio::null())
        .output()
        .expect("runs");
    let said = [ran.stdout, ran.stderr].concat();
    (ran.status.code(), String::from_utf8(said).expect("text"))
}

#[test]
fn the_command_asks_before_it_owes_mails_and_tells_how_they_fare() {
    let folder = tempfile::tempdir().expect("a folder");
    let send = ["updates", "send", LETTER, UPDATE];
    run(folder.path(), &["demo", "--organizations", "0", "--people", "40"]);
    let mut told = Vec::new();
    for words in [
        &["updates", "send", LETTER, "nothing"][..],
        &["updates", "list", LETTER],
        &send,
        &[&send[..], &["--yes"]].concat(),
        &[&send[..], &["--yes"]].concat(),
        &["updates", "list", LETTER],
    ] {
        let (code, said) = run(folder.path(), words);
        told.push(format!("{words:?}: {code:?}\n{said}"));
    }
    insta::assert_snapshot!(told.concat(), @r#"
    ["updates", "send", "protect-temporary-visa-workers", "nothing"]: Some(1)
    no update named nothing in letters/protect-temporary-visa-workers/updates: check the name
    ["updates", "list", "protect-temporary-visa-workers"]: Some(0)
    what-happens-with-your-name	2026-11-23	What happens with your name, and what helps now	not sent
    ["updates", "send", "protect-temporary-visa-workers", "what-happens-with-your-name"]: Some(1)
    what-happens-with-your-name	2026-11-23	What happens with your name, and what helps now
      10 emails, one for each address subscribed to protect-temporary-visa-workers; 0 were queued or sent before
    not a terminal, so this command can't ask: pass --yes to send 10 emails
    ["updates", "send", "protect-temporary-visa-workers", "what-happens-with-your-name", "--yes"]: Some(0)
    what-happens-with-your-name	2026-11-23	What happens with your name, and what helps now
      10 emails, one for each address subscribed to protect-temporary-visa-workers; 0 were queued or sent before
    10 emails queued. Each is sent while `undersigned serve` is running, in the language its signer used. To reach people who sign later, run this command again; nobody gets it twice.
    ["updates", "send", "protect-temporary-visa-workers", "what-happens-with-your-name", "--yes"]: Some(0)
    what-happens-with-your-name	2026-11-23	What happens with your name, and what helps now
      0 emails, one for each address subscribed to protect-temporary-visa-workers; 10 were queued or sent before
    Nothing was sent
    ["updates", "list", "protect-temporary-visa-workers"]: Some(0)
    what-happens-with-your-name	2026-11-23	What happens with your name, and what helps now	10 queued
    "#);
}
