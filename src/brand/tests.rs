use std::path::{Path, PathBuf};

use super::*;

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/brand")
        .join(name)
}

fn en() -> Lang {
    Lang::parse("en").expect("a language")
}

fn texts(lang: &str, text: &str) -> BTreeMap<String, String> {
    BTreeMap::from([(lang.to_owned(), text.to_owned())])
}

/// Returns a PNG of a size, without pixels.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82");
    bytes
}

/// Returns everything that is wrong, a setting each.
fn refused(settings: &BrandSettings) -> Vec<String> {
    let wrong = Brand::load(settings).expect_err("refused");
    wrong
        .into_iter()
        .map(|Wrong { key, what }| format!("{key} {what}"))
        .collect()
}

#[test]
fn without_settings_the_look_is_ours() {
    let brand = Brand::load(&BrandSettings::default()).expect("loads");
    assert_eq!(brand.palette, Palette::default());
    assert!(!brand.has_own_icon() && brand.logo.is_none());
    assert!(!brand.logo_says(en(), "Rio Alliance"));
    let drawn = Drawn::of(&brand, b"", |_, _, _| Err::<Vec<u8>, _>("nothing is drawn"));
    assert!(drawn.is_ok_and(|drawn| drawn.mail_logo.is_none() && drawn.tab_icon.is_none()));
}

#[test]
fn a_logo_that_says_the_name_stands_alone() {
    let settings = |alt: &str| BrandSettings {
        logo: Some(sample("logo.svg")),
        logo_alt: texts("en", alt),
        ..BrandSettings::default()
    };
    let brand = Brand::load(&settings("The rio alliance: two waves")).expect("loads");
    assert!(brand.logo_says(en(), "Rio Alliance"));
    assert!(
        !brand.logo_says(Lang::parse("es").expect("a language"), "Rio Alliance"),
        "nothing is known of it"
    );
    let brand = Brand::load(&settings("Two waves")).expect("loads");
    assert!(!brand.logo_says(en(), "Rio Alliance"));
    assert_eq!(brand.logo_alt(en(), "Rio Alliance"), "Two waves");
    let logo = brand.logo.expect("a logo");
    assert_eq!((logo.width, logo.height, logo.format), (300, 80, Format::Svg));
    assert_eq!(logo.size_within(320, 48), (180, 48));
    assert_eq!(logo.size_within(90, 48), (90, 24));
}

#[test]
fn every_unusable_setting_is_reported_at_once_with_its_value() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("writes");
        Some(path)
    };
    let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\">\n{inner}</svg>");
    let settings = BrandSettings {
        logo: write("logo.svg", svg("<script/>").as_bytes()),
        logo_dark: Some(folder.path().join("none.png")),
        favicon: write(
            "wide.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 8\"/>",
        ),
        color: Some("teal".to_owned()),
        tagline: texts("English", "Words"),
        logo_alt: texts("en", " "),
        social: vec![
            Social {
                name: "Mastodon".to_owned(),
                url: "http://social.example/@rio".to_owned(),
            },
            Social {
                name: String::new(),
                url: "https://social.example/@rio".to_owned(),
            },
        ],
        footer: BTreeMap::from([("es".to_owned(), vec![String::new()])]),
    };
    let at = folder.path().display().to_string();
    let told = refused(&settings).join("\n").replace(&at, "…");
    insta::assert_snapshot!(told, @r##"
    color = "teal" is not a color: write it in hexadecimal, such as "#124e66"
    logo = "…/logo.svg" contains <script>: remove it (line 2)
    logo_dark = "…/none.png" can't be read (No such file or directory (os error 2)): add it
    favicon = "…/wide.svg" is 9 by 8: an icon must be as wide as it is high
    logo_alt = "en" has no text: write one, or remove it
    tagline = "English" is not a language: use a tag such as en or es
    footer = "es" has no text: write one, or remove it
    social = "http://social.example/@rio" is not a web address: start it with https://
    social = "https://social.example/@rio" has no name: add one, such as "Mastodon"
    "##);
}

#[rstest::rstest]
#[case("logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><image href=\"https://a.example/b.png\"/></svg>".to_vec(), "refers to another file")]
#[case("logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><path onload=\"a()\"/></svg>".to_vec(), "event handler")]
#[case("logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><text>Rio</text></svg>".to_vec(), "convert the text to paths")]
#[case("logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(), "viewBox")]
#[case("logo.png", png(4_001, 630), "is 4001 by 630 pixels")]
#[case("logo.png", png(400, 63)[..40].to_vec(), "is not complete")]
#[case("logo.png", vec![0; (512 << 10) + 1], "larger than 512 KB")]
#[case("logo.png", b"GIF89a".to_vec(), "is not a PNG")]
#[case("logo.gif", b"GIF89a".to_vec(), "neither an SVG nor a PNG")]
fn an_unusable_file_is_refused(#[case] name: &str, #[case] bytes: Vec<u8>, #[case] said: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("writes");
    let told = refused(&BrandSettings {
        logo: Some(path.clone()),
        ..BrandSettings::default()
    });
    let [told] = told.as_slice() else { panic!("{told:?}") };
    assert!(
        told.starts_with(&format!("logo = \"{}\" ", path.display())) && told.contains(said),
        "{told}"
    );
}

#[test]
fn a_small_icon_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("icon.png");
    std::fs::write(&path, png(32, 32)).expect("writes");
    let told = refused(&BrandSettings {
        favicon: Some(path),
        ..BrandSettings::default()
    });
    assert!(told[0].contains("at least 96 by 96"), "{told:?}");
}

#[test]
fn what_belongs_to_a_logo_needs_one() {
    let told = refused(&BrandSettings {
        logo_dark: Some(sample("logo-dark.svg")),
        logo_alt: texts("en", "Rio Alliance"),
        ..BrandSettings::default()
    });
    assert_eq!(
        told,
        [
            "logo_dark needs a logo: set site.brand.logo too",
            "logo_alt needs a logo: set site.brand.logo too"
        ]
    );
}

#[test]
fn a_logo_too_heavy_for_mails_is_left_out() {
    let brand = Brand::load(&BrandSettings {
        logo: Some(sample("logo.svg")),
        ..BrandSettings::default()
    });
    let brand = brand.expect("loads");
    let drawn_with = |heavy: fn(Canvas) -> usize| {
        let drawn = Drawn::of(&brand, b"", |_, _, canvas| Ok::<_, ()>(vec![0; heavy(canvas)])).expect("draws");
        drawn.mail_logo.map(|logo| (logo.width, logo.height, logo.bytes.len()))
    };
    assert_eq!(drawn_with(|_| 30_000), Some((165, 44, 30_000)));
    assert_eq!(
        drawn_with(|canvas| if canvas.height > 44 { 30_001 } else { 9_000 }),
        Some((165, 44, 9_000)),
        "a pixel for each point will do"
    );
    assert_eq!(drawn_with(|_| 30_001), None);
}

/// The accent has one source: nothing else holds it.
#[test]
fn no_template_and_no_style_sheet_holds_the_accent() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let accents = [
        Palette::default().light.fill,
        Palette::default().light.accent,
        Palette::default().dark.accent,
    ];
    let mut folders = vec![root.join("templates"), root.join("static/css"), root.join("static/js")];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
                continue;
            }
            let text = std::fs::read_to_string(entry.path()).expect("text").to_lowercase();
            read += 1;
            for accent in accents {
                assert!(
                    !text.contains(&accent.to_string()),
                    "{} holds {accent}",
                    entry.path().display()
                );
            }
        }
    }
    assert!(read > 100, "{read} files");
    let icon = std::fs::read_to_string(root.join("static/icon.svg")).expect("the icon");
    assert!(
        icon.contains(&accents[0].to_string()),
        "the icon is drawn in the default color, which is replaced"
    );
}
