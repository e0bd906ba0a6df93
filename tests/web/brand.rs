//! The publisher's look, with two brands: ours, and an invented coalition's.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use undersigned::typesetting::{Typesetter, Work};

use crate::app::{LETTER, TestApp, copy};
use crate::bundles::in_context;

const FILES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/brand");

/// The invented coalition's settings.
pub(crate) fn settings() -> String {
    format!(
        "[default.site]
name = {{ en = 'Rio Alliance', es = 'Alianza del Río' }}
[default.site.brand]
logo = '{FILES}/logo.svg'
logo_dark = '{FILES}/logo-dark.svg'
logo_alt = {{ en = 'Rio Alliance' }}
favicon = '{FILES}/icon.svg'
color = '#7b2d8b'
tagline = {{ es = 'Agua para todas y todos' }}
footer = {{ en = ['A project of the River Foundation.'] }}
[[default.site.brand.social]]
name = 'Mastodon'
url = 'https://social.example/@rio'
"
    )
}

/// Returns the attribute of the first tag that contains some words.
fn attribute<'p>(page: &'p str, words: &str, name: &str) -> &'p str {
    let tag = page.split('<').find(|tag| tag.contains(words));
    let tag = tag.unwrap_or_else(|| panic!("{words} in {page}"));
    let rest = tag.split_once(&format!("{name}=\"")).map(|(_, rest)| rest);
    rest.and_then(|rest| rest.split('"').next()).expect(name)
}

#[rocket::async_test]
async fn pages_show_the_publishers_look() {
    let app = TestApp::with(&settings()).await;
    let page = app.get("/en").await.body;
    let masthead =
        &page[page.find("<header class=\"masthead\"").expect("a masthead")..page.find("<main").expect("main")];
    assert_eq!(
        masthead.matches("Rio Alliance").count(),
        1,
        "the logo says the name: {masthead}"
    );
    assert_eq!(attribute(masthead, "img ", "alt"), "Rio Alliance");
    assert_eq!(
        (
            attribute(masthead, "img ", "width"),
            attribute(masthead, "img ", "height")
        ),
        ("180", "48")
    );
    assert!(attribute(masthead, "source ", "srcset").ends_with("/logo-dark.svg"));
    assert!(
        page.contains("<meta name=\"theme-color\" content=\"#7b2d8b\""),
        "{page}"
    );
    let footer = &page[page.find("<footer").expect("a footer")..];
    for shown in [
        "1200 Example Avenue NW",
        "mailto:letters@coalition.example",
        "<a href=\"https://social.example/@rio\" rel=\"me noopener noreferrer\">Mastodon</a>",
        "A project of the River Foundation.",
        "/en/privacy",
        "/en/my-signatures",
        "/en/feed.atom",
    ] {
        assert!(footer.contains(shown), "{shown}: {footer}");
    }
    let spanish = app.get("/es").await.body;
    assert!(
        spanish.contains("<span class=\"name\">Alianza del Río"),
        "what the logo says is not known: {spanish}"
    );
    assert!(spanish.contains("Agua para todas y todos") && !spanish.contains("River Foundation"));
    let letter = app.get(&format!("/en/letters/{LETTER}")).await.body;
    let letterhead = &letter[letter.find("class=\"letterhead\"").expect("a letterhead")..];
    assert!(letterhead[..800].contains("/logo.svg"), "{letterhead}");
    let frame = app.get(&format!("/embed/en/{LETTER}")).await.body;
    assert!(frame.contains("/logo.svg") && frame.contains("/icon.svg"), "{frame}");
}

#[rocket::async_test]
async fn files_of_the_brand_are_cached_and_have_the_security_headers() {
    let app = TestApp::with(&settings()).await;
    let page = app.get("/en").await.body;
    for (words, name) in [
        ("img ", "src"),
        ("source ", "srcset"),
        ("rel=\"icon\"", "href"),
        ("rel=\"stylesheet\"", "href"),
    ] {
        let path = attribute(&page, words, name).to_owned();
        let response = app.client.get(path.clone()).dispatch().await;
        let header = |name: &str| response.headers().get_one(name).unwrap_or_default().to_owned();
        assert_eq!(response.status().code, 200, "{path}");
        assert!(header("Cache-Control").contains("immutable"), "{path}");
        assert!(
            header("Content-Security-Policy").starts_with("default-src 'none'"),
            "{path}"
        );
        assert_eq!(header("X-Content-Type-Options"), "nosniff");
    }
    assert_eq!(
        app.get("/brand/0123456789abcdef/logo.svg").await.status,
        200,
        "another version's page"
    );
    assert_eq!(app.get("/brand/0123456789abcdef/logo.png").await.status, 404);
    let ours = TestApp::start().await;
    assert_eq!(ours.get("/brand/0123456789abcdef/logo.svg").await.status, 404);
}

#[rocket::async_test]
async fn the_style_sheet_begins_with_the_publishers_colors() {
    for (settings, color) in [(String::new(), "#124e66"), (settings(), "#7b2d8b")] {
        let app = TestApp::with(&settings).await;
        let page = app.get("/en").await.body;
        let sheet = app.get(attribute(&page, "rel=\"stylesheet\"", "href")).await.body;
        let (rules, rest) = sheet.split_once("/*").expect("a comment");
        assert!(
            rules.contains(&format!("--fill: {color};")) && rules.contains("prefers-color-scheme: dark"),
            "{rules}"
        );
        assert!(!rest.contains(color), "the accent has one source");
    }
}

#[rocket::async_test]
async fn feed_badge_and_icons_have_the_look() {
    let (ours, theirs) = (TestApp::start().await, TestApp::with(&settings()).await);
    for (app, color) in [(&ours, "#124e66"), (&theirs, "#7b2d8b")] {
        let badge = app.get(&format!("/en/letters/{LETTER}/badge.svg")).await.body;
        assert!(badge.contains(&format!("fill=\"{color}\"")), "{badge}");
        let feed = app.get("/en/feed.atom").await.body;
        let icon = feed
            .split_once("<icon>http://letters.test")
            .and_then(|(_, rest)| rest.split('<').next());
        let icon = app.get(icon.expect("an icon")).await;
        assert!(icon.status == 200 && icon.body.contains(color), "{}", icon.body);
        assert_eq!(feed.contains("<logo>"), color == "#7b2d8b");
    }
    if cfg!(feature = "pdf") {
        for path in ["/favicon.ico", "/apple-touch-icon.png"] {
            let bytes = async |app: &TestApp| {
                app.client
                    .get(path)
                    .dispatch()
                    .await
                    .into_bytes()
                    .await
                    .expect("an icon")
            };
            assert_ne!(bytes(&ours).await, bytes(&theirs).await, "{path}");
        }
    }
}

/// A color alone recolors the icon of ours.
#[rocket::async_test]
async fn a_color_alone_is_enough() {
    let app = TestApp::with("[default.site.brand]\ncolor = '#7b2d8b'").await;
    let page = app.get("/en").await.body;
    let icon = app.get(attribute(&page, "rel=\"icon\"", "href")).await.body;
    assert!(icon.contains("#7b2d8b"), "{icon}");
    assert!(page.contains("<span class=\"name\">Coalition for Migration with Rights"));
}

#[rocket::async_test]
async fn mails_carry_logo_and_color_without_a_request() {
    let mut texts = Vec::new();
    for (settings, color) in [(String::new(), "#124e66"), (settings(), "#7b2d8b")] {
        let app = TestApp::with(&settings).await;
        assert_eq!(app.sign("en", &[]).await.status, 200);
        let mail = app.whole_mails().await.pop().expect("a mail");
        assert!(
            mail.html.contains(&format!("background:{color}")),
            "the button: {}",
            mail.html
        );
        assert!(!mail.html.contains("src=\"http"), "{}", mail.html);
        texts.push(mail.text.replace("Rio Alliance", "Coalition for Migration with Rights"));
        let raw = app.raw_mails().await.pop().expect("a mail");
        if color == "#124e66" || !cfg!(feature = "pdf") {
            assert!(mail.html.contains("<strong style"), "the name: {}", mail.html);
            assert!(!raw.contains("Content-ID"), "{raw}");
            continue;
        }
        assert!(
            !mail.html.contains("<strong style"),
            "the logo says the name: {}",
            mail.html
        );
        assert_eq!(attribute(&mail.html, "img ", "alt"), "Rio Alliance");
        let id = attribute(&mail.html, "img ", "src")
            .strip_prefix("cid:")
            .expect("a part of the mail");
        assert!(raw.contains(&format!("Content-ID: <{id}>")), "{raw}");
        assert!(raw.contains("multipart/related") && raw.contains("Content-Type: image/png"));
        assert!(raw.len() < 60_000, "{} bytes", raw.len());
    }
    let words = |text: &str| {
        text.split_whitespace()
            .filter(|word| !word.starts_with("http"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(words(&texts[0]), words(&texts[1]), "the text is the same");
}

#[rocket::async_test]
async fn a_brand_that_cant_be_used_keeps_the_service_from_starting() {
    let begin = async |settings: &str| {
        let started = TestApp::begin(tempfile::tempdir().expect("a folder"), settings).await;
        started.err().unwrap_or_default()
    };
    let told = begin("[default.site.brand]\ncolor = '#ffcc00'").await;
    assert!(
        told.starts_with("site.brand.color = \"#ffcc00\" is too light"),
        "{told}"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("logo.png");
    std::fs::write(
        &path,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x80\0\0\0\x80\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82",
    )
    .expect("writes");
    if cfg!(feature = "pdf") {
        let told = begin(&format!("[default.site.brand]\nlogo = '{}'", path.display())).await;
        assert!(told.starts_with("site.brand.logo can't be drawn ("), "{told}");
    }
}

/// Starts a service whose letter has co-sponsors.
async fn cosponsored(settings: &str) -> TestApp {
    let folder = tempfile::tempdir().expect("a folder");
    let letters = folder.path().join("letters");
    copy(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters")), &letters);
    let letter = letters.join(LETTER);
    std::fs::copy(Path::new(FILES).join("partner.png"), letter.join("partner.png")).expect("copies");
    let file = letter.join("letter.toml");
    let text = std::fs::read_to_string(&file).expect("settings");
    let more = "\n[[cosponsor]]\nname = 'Prisma <Partners>'\nurl = 'https://prisma.example/'\nlogo = 'partner.png'\n[[cosponsor]]\nname = 'Valley Clinics'\n";
    std::fs::write(&file, text + more).expect("writes");
    let settings = format!("{settings}\n[default.content]\nfolder = '{}'", letters.display());
    TestApp::begin(folder, &settings).await.expect("builds")
}

#[rocket::async_test]
async fn cosponsors_are_shown_below_the_letterhead() {
    let app = cosponsored("").await;
    let page = app.get(&format!("/en/letters/{LETTER}")).await.body;
    let (_, row) = page.split_once("<section class=\"cosponsors\"").expect("a row");
    let row = row.split("</section>").next().expect("an end");
    assert_eq!(attribute(row, "a ", "rel"), "noopener noreferrer");
    assert_eq!(attribute(row, "a ", "href"), "https://prisma.example/");
    assert_eq!(attribute(row, "img ", "alt"), "Prisma &lt;Partners&gt;");
    assert_eq!(
        ["width", "height", "loading"].map(|name| attribute(row, "img ", name)),
        ["132", "44", "lazy"]
    );
    assert!(row.contains("<li>Valley Clinics</li>"), "{row}");
    let image = app
        .client
        .get(attribute(row, "img ", "src").to_owned())
        .dispatch()
        .await;
    assert_eq!(image.status().code, 200);
    assert!(
        image
            .headers()
            .get_one("Cache-Control")
            .is_some_and(|kept| kept.contains("immutable"))
    );
}

#[cfg(feature = "pdf")]
/// Returns the pixels of a PDF's first page that are of a color.
fn pixels(pdf: &[u8], color: [u8; 3]) -> usize {
    use std::io::Write;
    let mut drawing = Command::new("pdftoppm")
        .args(["-r", "60", "-f", "1", "-l", "1", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftoppm, of Debian's poppler-utils");
    let mut input = drawing.stdin.take().expect("a pipe");
    let pdf = pdf.to_vec();
    let writing = std::thread::spawn(move || input.write_all(&pdf));
    let picture = drawing.wait_with_output().expect("a picture").stdout;
    writing.join().expect("a thread").expect("is read");
    // Three lines of head: P6, the size, 255.
    let head: usize = picture
        .split(|byte| *byte == b'\n')
        .take(3)
        .map(|line| line.len() + 1)
        .sum();
    let near = |pixel: &[u8]| pixel.iter().zip(color).all(|(is, wanted)| is.abs_diff(wanted) < 6);
    picture[head..].chunks_exact(3).filter(|pixel| near(pixel)).count()
}

#[cfg(feature = "pdf")]
#[rocket::async_test]
async fn pdfs_have_the_look_and_the_logos_of_cosponsors() {
    let (ours, theirs) = (TestApp::start().await, cosponsored(&settings()).await);
    let pdf = |app: &TestApp| {
        let lang = app.parts().locales.find("en").expect("a language");
        in_context(app, lang, 500, &BTreeMap::new(), |context, agency| {
            let program = env!("CARGO_BIN_EXE_undersigned").into();
            let typesetter = Typesetter::new(program, &app.parts().config.delivery);
            let set = typesetter.set_with(Work::Bundle, &context.rendition(agency), &context.images());
            set.expect("is set").file
        })
    };
    let (ours, theirs) = (pdf(&ours), pdf(&theirs));
    let [default, purple, ink, green] = [
        [0x12, 0x4e, 0x66],
        [0x7b, 0x2d, 0x8b],
        [0x1f, 0x2a, 0x24],
        [20, 110, 90],
    ];
    assert!(pixels(&ours, default) > 200 && pixels(&ours, purple) == 0);
    assert!(pixels(&theirs, default) == 0 && pixels(&theirs, purple) > 200);
    assert!(pixels(&theirs, ink) > 20, "the logo's letters");
    assert!(
        pixels(&theirs, green) > 50 && pixels(&ours, green) == 0,
        "the co-sponsor's logo"
    );
}

/// Returns the first pixel of a PNG: no filter changes it.
#[cfg(feature = "pdf")]
fn first_pixel(png: &[u8]) -> [u8; 3] {
    use std::io::Read;
    let at = png.windows(4).position(|part| part == b"IDAT").expect("pixels");
    let mut pixel = [0; 4];
    flate2::read::ZlibDecoder::new(&png[at + 4..])
        .read_exact(&mut pixel)
        .expect("pixels");
    [pixel[1], pixel[2], pixel[3]]
}

#[cfg(feature = "pdf")]
#[rocket::async_test]
async fn share_images_have_the_look() {
    for (settings, color) in [(String::new(), [0x12, 0x4e, 0x66]), (settings(), [0x7b, 0x2d, 0x8b])] {
        let app = TestApp::with(&settings).await;
        let image = app
            .client
            .get(format!("/en/letters/{LETTER}/share.png"))
            .dispatch()
            .await;
        assert_eq!(image.status().code, 200);
        assert_eq!(first_pixel(&image.into_bytes().await.expect("an image")), color);
    }
}
