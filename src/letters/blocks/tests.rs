use super::*;

#[test]
fn every_kind_of_content_becomes_a_block() {
    let text = "## Head\n\nOne *two* **three**[^a] again[^a].\n\n- tight\n- [link](https://e.example)\n\n1. loose\n\n   more\n\n> said\n\n| A | B |\n| - | - |\n| 1 | 2 |\n\n---\n\n[^a]: Note *it*.\n";
    let lines: Vec<String> = blocks(text)
        .iter()
        .map(|block| serde_json::to_string(block).expect("JSON"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r#"
    {"kind":"heading","level":2,"anchor":"s-head","inlines":[{"kind":"text","text":"Head"}]}
    {"kind":"paragraph","inlines":[{"kind":"text","text":"One "},{"kind":"emph","inlines":[{"kind":"text","text":"two"}]},{"kind":"text","text":" "},{"kind":"strong","inlines":[{"kind":"text","text":"three"}]},{"kind":"note","number":1,"note":[{"kind":"paragraph","inlines":[{"kind":"text","text":"Note "},{"kind":"emph","inlines":[{"kind":"text","text":"it"}]},{"kind":"text","text":"."}]}]},{"kind":"text","text":" again"},{"kind":"note","number":1,"note":[]},{"kind":"text","text":"."}]}
    {"kind":"list","start":null,"items":[[{"kind":"paragraph","inlines":[{"kind":"text","text":"tight"}]}],[{"kind":"paragraph","inlines":[{"kind":"link","url":"https://e.example","inlines":[{"kind":"text","text":"link"}]}]}]]}
    {"kind":"list","start":1,"items":[[{"kind":"paragraph","inlines":[{"kind":"text","text":"loose"}]},{"kind":"paragraph","inlines":[{"kind":"text","text":"more"}]}]]}
    {"kind":"quote","blocks":[{"kind":"paragraph","inlines":[{"kind":"text","text":"said"}]}]}
    {"kind":"table","columns":["start","start"],"rows":[[[{"kind":"text","text":"A"}],[{"kind":"text","text":"B"}]],[[{"kind":"text","text":"1"}],[{"kind":"text","text":"2"}]]]}
    {"kind":"rule"}
    "#);
}

fn levels(markdown: &str) -> Vec<u8> {
    let blocks = blocks(markdown).into_iter();
    let levels = blocks.filter_map(|block| match block {
        Block::Heading { level, .. } => Some(level),
        _ => None,
    });
    levels.collect()
}

#[test]
fn heading_levels_never_skip_and_headings_are_never_nested() {
    assert_eq!(levels("# a\n\n### b\n\n###### c\n\n## d\n\n#### e\n"), [2, 3, 4, 2, 3]);
    assert_eq!(
        levels("> ## quoted\n\n- ## listed\n\n##\n\n## [](https://e.example)\n"),
        [2]
    );
}

#[test]
fn footnotes_have_the_pages_numbers_and_code_keeps_its_lines() {
    let text = "a[^x] b[^y]\n\n[^x]: one[^z]\n[^y]: two\n[^z]: three[^x]\n\n```\nl1\n  l2\n```\n";
    let json = serde_json::to_string(&blocks(text)).expect("JSON");
    let numbers: Vec<&str> = json.split("\"number\":").skip(1).map(|rest| &rest[..1]).collect();
    assert_eq!(numbers, ["1", "3", "1", "2"], "{json}");
    let code = r#"{"kind":"text","text":"l1"},{"kind":"break"},{"kind":"text","text":"  l2"}"#;
    assert!(json.contains(code), "{json}");
}

#[test]
fn internal_links_lead_to_headings_or_become_plain_words() {
    let text = "[a](#what-happened) [b](#nowhere) [c](#section) [d](#s-made-up) [](#what-happened)[^n]\n\n## What happened\n\n##\n\n> ## Quoted\n\n[^n]: [e](#quoted)\n";
    let json = serde_json::to_string(&blocks(text)).expect("JSON");
    let leads = |url: &str| json.matches(&format!("\"url\":\"{url}\"")).count();
    assert_eq!(
        (leads("#s-what-happened"), leads("#s-quoted"), leads("")),
        (1, 1, 4),
        "{json}"
    );
    assert!(
        json.contains(r#"{"kind":"heading","level":2,"anchor":"s-what-happened","inlines""#),
        "{json}"
    );
    assert!(
        json.contains(r#"{"kind":"anchor","anchor":"s-quoted"},{"kind":"strong""#),
        "{json}"
    );
}
