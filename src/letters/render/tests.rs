use super::*;

#[test]
fn a_continued_list_keeps_its_numbers() {
    let out = html("1. a\n2. b\n\nBetween.\n\n3. c\n", &Labels::default());
    assert!(out.contains("<ol start=\"3\">"), "{out}");
}

#[test]
fn a_scheme_may_be_written_in_capitals() {
    assert!(allowed("HTTPS://harvest.example") && allowed("Mailto:a@harvest.example"));
    assert!(!allowed("JavaScript:alert(1)") && !allowed("é"));
}

#[test]
fn hostile_markup_is_harmless() {
    let out = html(
        "<script>alert(1)</script>\n\n[x](javascript:alert(1)) <img src=x onerror=y> **b**",
        &Labels::default(),
    );
    assert!(!out.contains("script") && !out.contains("onerror"), "{out}");
    assert!(out.contains("<strong>b</strong>"));
}

#[test]
fn cells_are_aligned_as_the_author_wrote() {
    let out = html(
        "| a | b | c |\n| :- | :-: | -: |\n| <td style=\"text-align: right\"> | 2 | |\n",
        &Labels::default(),
    );
    for cell in [
        "<th class=\"start\">a",
        "<th class=\"center\">b",
        "<td class=\"center\">2",
        "<td class=\"end\"></td>",
    ] {
        assert!(out.contains(cell), "{cell}: {out}");
    }
    assert!(!out.contains("style"), "{out}");
}

#[test]
fn unpublishable_content_is_reported_with_its_position() {
    let found: Vec<String> = check("a [^x] <b>c</b>\n\n[^y]: z\n\n[l](ftp://q)")
        .into_iter()
        .map(|p| format!("{}: {}", p.offset, p.what))
        .collect();
    insta::assert_snapshot!(found.join("\n"), @r#"
    7: raw HTML is not allowed: use Markdown instead
    11: raw HTML is not allowed: use Markdown instead
    26: the link "ftp://q" must start with https, http or mailto: fix it
    17: the footnote [^y] is never used: refer to it in the text, or remove it
    2: the footnote [^x] is not defined: add a line `[^x]: …`
    "#);
}
