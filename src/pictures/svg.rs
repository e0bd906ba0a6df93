//! Checks SVGs that people bring: no script, no event handlers, nothing loaded from elsewhere, and in logos no text.

use roxmltree::{Attribute, Document, Node, ParsingOptions};

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Elements that run or load something, in lowercase.
const ACTIVE: &[&str] = &[
    "script",
    "handler",
    "listener",
    "foreignobject",
    "iframe",
    "object",
    "embed",
    "audio",
    "video",
];

/// The beginnings of references that load nothing: to a part of the same file, or to an image within it.
const INNER: &[&str] = &[
    "#",
    "data:image/png",
    "data:image/jpeg",
    "data:image/gif",
    "data:image/webp",
];

/// Checks that an SVG runs nothing and loads nothing; `Err` says what it has, where, and how to mend it.
pub(crate) fn harmless(bytes: &[u8]) -> Result<(), String> {
    let text = text(bytes)?;
    let document = parsed(text)?;
    if text.contains("<!ENTITY") {
        return Err("has an entity (<!ENTITY …>): export it without entities".to_owned());
    }
    let styled = document.root().children().any(|node| {
        node.pi()
            .is_some_and(|instruction| instruction.target == "xml-stylesheet")
    });
    if styled {
        return Err("loads a style sheet: put its styles into the file".to_owned());
    }
    document.descendants().try_for_each(|node| {
        let wrong = wrong(node);
        wrong.map_or(Ok(()), |what| Err(format!("{what} (line {})", line(&document, node))))
    })
}

/// Checks that an SVG is the same everywhere: text would look different on each machine.
pub(crate) fn without_text(bytes: &[u8]) -> Result<(), String> {
    let document = parsed(text(bytes)?)?;
    let found = document.descendants().find(|node| node.tag_name().name() == "text");
    found.map_or(Ok(()), |node| {
        let line = line(&document, node);
        Err(format!(
            "contains text, which looks different on each machine: convert the text to paths (line {line})"
        ))
    })
}

fn text(bytes: &[u8]) -> Result<&str, String> {
    let text = std::str::from_utf8(bytes).map_err(|_| "is not UTF-8: save it as UTF-8".to_owned())?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn parsed(text: &str) -> Result<Document<'_>, String> {
    // Drawing programs write a DOCTYPE, which loads nothing.
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| format!("can't be read as SVG ({error}): export it again"))?;
    let root = document.root_element().tag_name();
    if root.name() == "svg" && root.namespace() == Some(NAMESPACE) {
        Ok(document)
    } else {
        Err(format!(
            "is not an SVG: its first element must be <svg xmlns=\"{NAMESPACE}\">"
        ))
    }
}

fn line(document: &Document<'_>, node: Node<'_, '_>) -> u32 {
    document.text_pos_at(node.range().start).row
}

/// Returns what is wrong with a node, and how to mend it.
fn wrong(node: Node<'_, '_>) -> Option<String> {
    let name = node.tag_name().name();
    if ACTIVE.contains(&name.to_lowercase().as_str()) {
        return Some(format!("contains <{name}>: remove it"));
    }
    if name == "style"
        && let Some(what) = node.text().and_then(loading)
    {
        return Some(what);
    }
    node.attributes().find_map(|attribute| wrong_attribute(&attribute))
}

fn wrong_attribute(attribute: &Attribute<'_, '_>) -> Option<String> {
    let (name, value) = (attribute.name(), attribute.value());
    if name.to_lowercase().starts_with("on") {
        return Some(format!("contains an event handler, {name}: remove it"));
    }
    if matches!(name, "href" | "src") && !is_inner(value) {
        return Some(format!(
            "refers to another file by {name}: put that into the file, or remove it"
        ));
    }
    if name == "attributeName" && value.ends_with("href") {
        return Some("changes a reference by animation: remove it".to_owned());
    }
    loading(value)
}

fn is_inner(reference: &str) -> bool {
    let reference = reference.trim_start().to_lowercase();
    INNER.iter().any(|inner| reference.starts_with(inner))
}

/// Returns what is wrong with a style that loads something.
fn loading(style: &str) -> Option<String> {
    let style = style.to_lowercase();
    let outer = style
        .split("url(")
        .skip(1)
        .any(|reference| !is_inner(reference.trim_start_matches([' ', '"', '\''])));
    let hidden = ["@import", "image-set(", "\\"].iter().any(|part| style.contains(part));
    (outer || hidden).then(|| "refers to another file in its styles: put that into the file, or remove it".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inner: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<svg xmlns=\"{NAMESPACE}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">\n{inner}\n</svg>"
        )
    }

    #[rstest::rstest]
    #[case("<script>alert(1)</script>", "<script>")]
    #[case("<g><SCRIPT/></g>", "<SCRIPT>")]
    #[case("<foreignObject/>", "<foreignObject>")]
    #[case("<path onclick=\"alert(1)\"/>", "onclick")]
    #[case("<path ONLOAD=\"alert(1)\"/>", "ONLOAD")]
    #[case("<image href=\"https://elsewhere.example/a.png\"/>", "href")]
    #[case("<image xlink:href=\" //elsewhere.example/a.png\"/>", "href")]
    #[case("<image href=\"data:image/svg+xml,x\"/>", "href")]
    #[case("<use href=\"other.svg#a\"/>", "href")]
    #[case("<a href=\"javascript:alert(1)\"/>", "href")]
    #[case("<set attributeName=\"xlink:href\" to=\"javascript:alert(1)\"/>", "animation")]
    #[case("<path fill=\"url(https://elsewhere.example/a.svg#b)\"/>", "styles")]
    #[case("<path style=\"fill:URL( 'b.svg#b')\"/>", "styles")]
    #[case("<path style=\"fill:u\\72l(b.svg#b)\"/>", "styles")]
    #[case("<style>@import 'a.css';</style>", "styles")]
    #[case("<style>@font-face { src: url(a.woff2) }</style>", "styles")]
    fn what_runs_or_loads_is_refused_with_its_line(#[case] inner: &str, #[case] named: &str) {
        let why = harmless(svg(inner).as_bytes()).expect_err(inner);
        assert!(why.contains(named) && why.ends_with("(line 3)"), "{inner}: {why}");
    }

    #[rstest::rstest]
    #[case("<linearGradient id=\"a\"/><path fill=\"url(#a)\" style=\"stroke:url('#a')\"/>")]
    #[case("<style>.a { fill: #123456 }</style><use xlink:href=\"#b\"/>")]
    #[case("<image href=\"data:image/png;base64,AAAA\"/>")]
    #[case(
        "<metadata><r:Work xmlns:r=\"http://example.org/r\" r:about=\"\" r:resource=\"http://example.org\"/></metadata>"
    )]
    #[case("<text>words</text>")]
    fn what_only_draws_is_taken(#[case] inner: &str) {
        assert_eq!(harmless(svg(inner).as_bytes()), Ok(()), "{inner}");
    }

    #[rstest::rstest]
    #[case("<svg viewBox=\"0 0 9 9\"/>", "is not an SVG")]
    #[case("<html/>", "is not an SVG")]
    #[case("<svg", "can't be read as SVG")]
    #[case(
        "<?xml-stylesheet href=\"a.css\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "style sheet"
    )]
    #[case(
        "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        "entity"
    )]
    fn a_file_that_is_no_plain_svg_is_refused(#[case] text: &str, #[case] said: &str) {
        let why = harmless(text.as_bytes()).expect_err(text);
        assert!(why.contains(said), "{why}");
    }

    #[test]
    fn drawing_programs_doctype_is_taken() {
        let doctype =
            "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">";
        let text = svg("<path/>").replacen('\n', &format!("\n{doctype}\n"), 1);
        assert_eq!(harmless(text.as_bytes()), Ok(()));
    }

    #[test]
    fn a_logo_has_no_text() {
        assert_eq!(without_text(svg("<path/>").as_bytes()), Ok(()));
        let why = without_text(svg("<g><text>words</text></g>").as_bytes()).expect_err("text");
        assert!(why.contains("convert the text to paths (line 3)"), "{why}");
    }
}
