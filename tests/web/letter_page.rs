//! The page of a letter looks like a letter.

use crate::app::{LETTER, TestApp};

async fn page(app: &TestApp, lang: &str) -> String {
    app.get(&format!("/{lang}/letters/{LETTER}")).await.body
}

/// Returns the position of each of these texts, all of which must exist.
fn places(page: &str, words: &[&str]) -> Vec<usize> {
    let place = |word: &&str| page.find(*word).unwrap_or_else(|| panic!("{word} stands in {page}"));
    words.iter().map(place).collect()
}

#[rocket::async_test]
async fn the_page_shows_the_letter_from_letterhead_to_names() {
    let app = TestApp::start().await;
    for (lang, words) in [
        (
            "en",
            [
                "<h1>Workers on temporary visas",
                "<p class=\"standfirst\">In 2020, 1.6 million people",
                "What we ask",
                "Make safe housing",
                "class=\"sender\"><span>Coalition for Migration with Rights",
                "1200 Example Avenue NW, Suite 400",
                "mailto:letters@coalition.example",
                "November 9, 2026",
                "<address>To the Members of the United States Congress",
                "<strong>Workers on temporary visas",
                "Dear Members of Congress and Secretary of Labor:",
                "We ask you to write those protections into law",
                "Sincerely,",
                "The undersigned",
                "role=\"doc-endnotes\"",
            ],
        ),
        (
            "es",
            [
                "<h1>Quienes trabajan con visas temporales",
                "<p class=\"standfirst\">En 2020",
                "Lo que pedimos",
                "<li>",
                "class=\"sender\"><span>Coalición por una Migración con Derechos",
                "1200 Example Avenue NW, Suite 400",
                "mailto:letters@coalition.example",
                "9 de noviembre de 2026",
                "<address>A las y los integrantes del Congreso de Estados Unidos",
                "<strong>Quienes trabajan con visas temporales",
                "Estimadas y estimados integrantes del Congreso y Secretaria o Secretario de Trabajo:",
                "Les pedimos que pongan esas protecciones en la ley",
                "Atentamente,",
                "Quienes firman",
                "role=\"doc-endnotes\"",
            ],
        ),
    ] {
        let page = page(&app, lang).await;
        assert!(places(&page, &words).is_sorted(), "{page}");
    }
}

#[rocket::async_test]
async fn bills_stand_in_a_line_of_reference_and_a_greeting_that_is_missing_is_the_usual_one() {
    let (folder, settings) = crate::editions::own_letters();
    let letter = folder.path().join(LETTER);
    crate::editions::edit(
        &letter.join("letter.toml"),
        "revision = 1\n",
        "revision = 1\nbills = [\"H.R. 1234\", { number = \"S. 567\", position = \"oppose\" }]\n",
    );
    let own = "salutation = \"Dear Members of Congress and Secretary of Labor:\"\n";
    crate::editions::edit(&letter.join("en.md"), own, "closing = \"In solidarity,\"\n");
    let app = TestApp::with(&settings).await;
    let page = page(&app, "en").await;
    let words = [
        // In a text that is written from right to left, it is one piece.
        "dir=\"ltr\"><span>Re:</span> H.R. 1234 · Oppose S. 567</bdi>",
        "Dear Members of Congress:</p>",
        "In solidarity,",
    ];
    assert!(
        places(&page, &words).is_sorted() && !page.contains("Sincerely"),
        "{page}"
    );
}

#[rocket::async_test]
async fn an_empty_greeting_is_refused() {
    let (folder, settings) = crate::editions::own_letters();
    let own = "salutation = \"Dear Members of Congress and Secretary of Labor:\"";
    crate::editions::edit(&folder.path().join(LETTER).join("en.md"), own, "salutation = \" \"");
    let refused = TestApp::begin(tempfile::tempdir().expect("a folder"), &settings)
        .await
        .err();
    let refused = refused.expect("refuses to start");
    assert!(refused.contains("en.md:5:1: the salutation is empty"), "{refused}");
}

#[rocket::async_test]
async fn organizations_stand_national_first_then_by_the_states_names_in_the_readers_language() {
    let app = TestApp::start().await;
    for (n, (name, scope, city, state)) in [
        ("Growers of Juneau", "local", "Juneau", "AK"),
        ("The Dakota Alliance", "state", "Bismarck", "ND"),
        ("Zebulon Workers", "local", "Raleigh", "NC"),
        ("Albany Aid", "local", "Albany", "NY"),
        ("Brooklyn Board", "local", "Brooklyn", "NY"),
        ("The Auburn Friends", "local", "Auburn", "NY"),
        ("Mobile Neighbors", "local", "Mobile", "AL"),
        ("Workers of the Nation", "national", "Washington", "DC"),
    ]
    .into_iter()
    .enumerate()
    {
        let (domain, mail) = (format!("org{n}.example"), format!("sam@org{n}.example"));
        let fields = [
            ("legal_name", name),
            ("listed_name", name),
            ("scope", scope),
            ("city", city),
            ("state", state),
            ("website", &domain),
            ("email", &mail),
        ];
        assert_eq!(app.sign_organization(&fields).await.status, 200);
        let link = app.link().await;
        app.post(&link, &[]).await;
    }
    let english = [
        "<h4>National</h4>",
        "Workers of the Nation</bdi> <span>Washington, DC",
        "<h4>Alabama</h4>",
        "Mobile Neighbors</bdi> <span>Mobile</span>",
        "<h4>Alaska</h4>",
        "<h4>New York</h4>",
        "Albany Aid",
        "The Auburn Friends",
        "Brooklyn Board",
        "<h4>North Carolina</h4>",
        "<h4>North Dakota</h4>",
    ];
    let spanish = [
        "<h4>Alabama</h4>",
        "<h4>Alaska</h4>",
        "<h4>Carolina del Norte</h4>",
        "<h4>Dakota del Norte</h4>",
        "<h4>Nueva York</h4>",
    ];
    let page_in = page(&app, "en").await;
    assert!(places(&page_in, &english).is_sorted(), "{page_in}");
    let page_in = page(&app, "es").await;
    assert!(places(&page_in, &spanish).is_sorted(), "{page_in}");
}

#[rocket::async_test]
async fn only_parties_that_are_asked_to_sign_are_listed() {
    let app = TestApp::start().await;
    let empty = page(&app, "en").await;
    assert_eq!(empty.matches("No signatures yet. Be the first to sign.").count(), 2);
    assert!(
        empty.contains("<p class=\"count\" hidden>"),
        "no line of zeros under the letter: {empty}"
    );
    app.worker.clock.shift(70 * 86_400);
    let closed = page(&app, "en").await;
    assert_eq!(
        closed.matches("No signatures yet.</p>").count(),
        2,
        "who may sign no more is not asked to be the first"
    );
    let (folder, settings) = crate::editions::own_letters();
    let toml = folder.path().join(LETTER).join("letter.toml");
    crate::editions::edit(&toml, "people = true", "people = false");
    let app = TestApp::with(&settings).await;
    let page = page(&app, "en").await;
    assert!(
        page.contains("organizations-heading") && !page.contains("people-heading"),
        "{page}"
    );
    assert!(
        page.contains(&format!("/en/letters/{LETTER}/sign/organization\">Sign</a>")),
        "{page}"
    );
}

#[rocket::async_test]
async fn an_image_reserves_its_space_and_is_cached_under_its_hash() {
    let app = TestApp::start().await;
    let path = "/en/letters/recruitment-that-works-for-nurses";
    let page = app.get(path).await.body;
    assert!(!page.contains("class=\"sender\""), "an op-ed has its author's name");
    let (_, rest) = page.split_once("<img src=\"").expect("an image");
    let (image, rest) = rest.split_once('"').expect("closed");
    assert!(rest.contains("width=\"1200\" height=\"630\""), "{rest}");
    let cached = async |path: &str| {
        let response = app.client.get(path.to_owned()).dispatch().await;
        assert_eq!(response.status().code, 200, "{path}");
        response
            .headers()
            .get_one("Cache-Control")
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(cached(image).await, "public, max-age=31536000, immutable");
    let (_, rest) = image.split_once("/media/").expect("a place");
    let older = image.replace(rest, "0123456789abcdef/corridor.svg");
    assert_eq!(
        cached(&older).await,
        "no-cache",
        "another content is not kept under this name"
    );
    let stranger = image.replace("corridor.svg", "letter.toml");
    assert_eq!(app.get(&stranger).await.status, 404);
}

#[rocket::async_test]
async fn the_bar_counts_people_who_asked_not_to_be_listed() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[("listing", "unlisted")]).await;
    for (lang, signatures, people) in [("en", "1 signature", "1 individual"), ("es", "1 firma", "1 persona")] {
        let page = app.get(&format!("/{lang}/letters/{LETTER}")).await.body;
        let (panel, bar) = page.split_once("<div class=\"signbar\">").expect("a bar");
        let told = format!("<span data-tally=\"total\">{signatures}</span>");
        assert!(bar.contains(&told), "{bar}");
        assert!(
            panel.contains(&format!("<strong data-tally=\"people\">{people}</strong>")),
            "{panel}"
        );
    }
}

#[rocket::async_test]
async fn an_image_that_can_not_be_measured_is_refused() {
    let (folder, settings) = crate::editions::own_letters();
    let image = folder.path().join("recruitment-that-works-for-nurses/corridor.svg");
    std::fs::write(image, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").expect("writes");
    let refused = TestApp::begin(tempfile::tempdir().expect("a folder"), &settings)
        .await
        .err();
    let refused = refused.expect("refuses to start");
    assert!(
        refused.contains("en.md:6:1: can't read the image's width and height"),
        "{refused}"
    );
}

#[rocket::async_test]
async fn all_organizations_are_listed_from_a_to_z_and_are_a_table_that_runs_no_formula() {
    let app = TestApp::start().await;
    for (n, name) in ["Zebulon Workers", "=Albany Aid", "The Mobile Neighbors"]
        .into_iter()
        .enumerate()
    {
        let (domain, mail) = (format!("org{n}.example"), format!("sam@org{n}.example"));
        let fields = [
            ("legal_name", name),
            ("listed_name", ""),
            ("website", &domain),
            ("email", &mail),
        ];
        assert_eq!(app.sign_organization(&fields).await.status, 200);
        let link = app.link().await;
        app.post(&link, &[]).await;
    }
    let path = |lang, end| format!("/{lang}/letters/{LETTER}/signers/organizations{end}");
    let listed = app.get(&path("en", "")).await.body;
    let order = ["Albany Aid", "The Mobile Neighbors", "Zebulon Workers"];
    assert!(places(&listed, &order).is_sorted(), "{listed}");
    assert!(listed.contains(&format!("href=\"{}\"", path("en", ".csv"))), "{listed}");
    let english = app.get(&path("en", ".csv")).await.body;
    let lines = "\u{feff}Name,City,State,Country\n'=Albany Aid,Salinas,CA,United States\nThe Mobile Neighbors,Salinas,CA,United States\n";
    assert_eq!(
        english.strip_suffix("Zebulon Workers,Salinas,CA,United States\n"),
        Some(lines)
    );
    let spanish = app.get(&path("es", ".csv")).await.body;
    assert!(
        spanish.contains("Nombre") && spanish.contains("Estados Unidos"),
        "{spanish}"
    );
    let people = app.get(&format!("/en/letters/{LETTER}/signers/people")).await.body;
    assert!(!people.contains(".csv"), "{people}");
}

#[rocket::async_test]
async fn a_timeline_says_what_has_happened_and_what_comes_next() {
    let app = TestApp::start().await;
    let steps = |page: &str| {
        let (_, after) = page.split_once("id=\"timeline-heading\"").expect("a timeline");
        after.split("</section>").next().expect("its end").to_owned()
    };
    let open = steps(&page(&app, "en").await);
    let words = [
        "<li class=\"past\">Opened on November 9, 2026",
        "<li>Signing closes on Friday, January 29, 5 p.m. ET",
        "<li>Next: we deliver it to Congress",
    ];
    assert!(places(&open, &words).is_sorted(), "{open}");
    let spanish = steps(&page(&app, "es").await);
    assert!(
        spanish.contains("Se puede firmar desde el 9 de noviembre de 2026"),
        "{spanish}"
    );
    app.worker.clock.shift(70 * 86_400);
    let closed = steps(&page(&app, "en").await);
    assert!(closed.contains("<li class=\"past\">Signing closed on"), "{closed}");
    let opinion = app.get("/en/letters/recruitment-that-works-for-nurses").await.body;
    assert!(!opinion.contains("timeline"), "{opinion}");
}

#[rocket::async_test]
async fn a_timeline_says_that_the_goal_is_reached() {
    let app = TestApp::with_file("letter.toml", "goal = 2500", "goal = 1").await;
    let step = "<li class=\"past\">Reached our goal of 1 signature</li>";
    assert!(!page(&app, "en").await.contains(step));
    app.sign_and_confirm("en", &[]).await;
    let told = page(&app, "en").await;
    let places = [
        told.find("<li class=\"past\">Opened on"),
        told.find(step),
        told.find("<li>Signing closes on"),
    ];
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{told}");
    assert!(
        page(&app, "es")
            .await
            .contains("Llegamos a nuestra meta de 1 firma</li>")
    );
}

#[rocket::async_test]
async fn a_form_for_who_is_not_asked_says_who_is_and_no_zero_is_counted() {
    let app = TestApp::with_file("letter.toml", "organizations = true", "organizations = false").await;
    app.sign_and_confirm("en", &[]).await;
    let letter = page(&app, "en").await;
    assert!(
        letter.contains("1 individual") && !letter.contains("0 organizations"),
        "{letter}"
    );
    for (lang, told) in [
        ("en", "Only individuals can sign this letter"),
        ("es", "Solo las personas pueden firmar esta carta"),
    ] {
        let form = app.get(&format!("/{lang}/letters/{LETTER}/sign/organization")).await;
        let leads = form.body.contains(&format!("href=\"/{lang}/letters/{LETTER}/sign\""));
        assert!(form.status == 200 && form.body.contains(told) && leads, "{}", form.body);
    }
    let sent = app.sign_organization(&[]).await;
    assert_eq!(sent.status, 404);
}
