//! Tests that files do not depend on each other in a cycle, except a module and the files in its own folder.

use std::collections::{BTreeMap, BTreeSet};

use crate::rooms;

type Module = Vec<String>;

/// Returns the module of a file, as a path from the crate's root.
fn module(name: &str) -> Module {
    let path = name.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').map(str::to_owned).collect()
}

/// Expands a tree of imports: `a::{b, c::{d, e}}`.
fn expand(tree: &str) -> Vec<Module> {
    let plain = |path: &str| -> Module {
        let path = path.split(" as ").next().unwrap_or_default();
        path.split("::")
            .map(|it| it.trim().to_owned())
            .filter(|it| !it.is_empty())
            .collect()
    };
    let Some((before, inside)) = tree.split_once('{') else {
        return vec![plain(tree)];
    };
    let inside = inside.rsplit_once('}').map_or(inside, |(inside, _)| inside);
    let (mut parts, mut depth) = (vec![String::new()], 0_i32);
    for c in inside.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        match (c, depth) {
            (',', 0) => parts.push(String::new()),
            _ => parts.last_mut().expect("begun").push(c),
        }
    }
    let parts = parts.iter().filter(|part| !part.trim().is_empty());
    parts
        .flat_map(|part| expand(part))
        .map(|rest| [plain(before), rest].concat())
        .collect()
}

/// Returns every path in a file's code that may name another file: in imports, or beginning with `crate` or `super`.
fn paths(code: &str) -> Vec<Module> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("use ") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let tree = code[at + 4..].split(';').next().unwrap_or_default();
        found.extend(expand(tree));
    }
    let words = code.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
    let full = words.filter(|it| it.contains("::") && !it.ends_with(':'));
    found.extend(full.map(|it| it.split("::").map(str::to_owned).collect::<Module>()));
    found
}

/// Resolves a path in a module to one from the crate's root, if it is within the crate.
fn absolute(path: &[String], here: &[String], children: &BTreeSet<&str>) -> Option<Module> {
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([here, &path[1..]].concat()),
        "super" => {
            let up = path.iter().take_while(|it| *it == "super").count();
            let base = &here[..here.len().checked_sub(up)?];
            Some([base, &path[up..]].concat())
        }
        first if children.contains(first) => Some([here, path].concat()),
        _ => None,
    }
}

/// Returns which other files each file names, except between a module and the files in its folder.
fn edges(files: &BTreeMap<Module, String>) -> BTreeMap<&Module, BTreeSet<&Module>> {
    let mut edges: BTreeMap<&Module, BTreeSet<&Module>> = BTreeMap::new();
    for (here, code) in files {
        let below = files
            .keys()
            .filter(|it| it.len() == here.len() + 1 && it.starts_with(here));
        let children: BTreeSet<&str> = below.filter_map(|it| it.last()).map(String::as_str).collect();
        for path in paths(code) {
            let Some(mut named) = absolute(&path, here, &children) else {
                continue;
            };
            let target = loop {
                match files.get_key_value(&named) {
                    Some((file, _)) => break Some(file),
                    None if named.pop().is_none() => break None,
                    None => {}
                }
            };
            if let Some(target) = target.filter(|it| !it.starts_with(here) && !here.starts_with(it)) {
                edges.entry(here).or_default().insert(target);
            }
        }
    }
    edges
}

/// Returns the files that depend on themselves through others.
fn circles(files: &BTreeMap<Module, String>) -> Vec<String> {
    let edges = edges(files);
    let leads_back = |begin: &Module| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![begin]);
        while let Some(file) = next.pop() {
            for other in edges.get(file).into_iter().flatten() {
                if *other == begin {
                    return true;
                }
                if seen.insert(*other) {
                    next.push(*other);
                }
            }
        }
        false
    };
    files
        .keys()
        .filter(|file| leads_back(file))
        .map(|file| file.join("/"))
        .collect()
}

#[test]
fn a_dependency_cycle_is_found_however_it_is_written() {
    let of = |files: &[(&str, &str)]| {
        let files = files.iter().map(|(name, code)| (module(name), (*code).to_owned()));
        circles(&files.collect())
    };
    let one = ("a/one.rs", "use super::two::Two;");
    assert_eq!(of(&[one, ("a/two.rs", "")]), Vec::<String>::new());
    for back in [
        "use crate::a::one;",
        "pub use super::{three, one::{self, One}};",
        "fn f() { super::one::f() }",
        "fn f() { crate::b::g() }",
    ] {
        let found = of(&[
            one,
            ("a/two.rs", back),
            ("b/mod.rs", "mod c; fn g() { crate::a::one::f() }"),
            ("a/mod.rs", "use one::One;"),
        ]);
        assert!(
            found.contains(&"a/one".to_owned()) && found.contains(&"a/two".to_owned()),
            "{back}: {found:?}"
        );
    }
    assert_eq!(
        of(&[
            ("a.rs", "use b::C;"),
            ("a/b.rs", "use super::d; use super::e::f;"),
            ("a/e.rs", "")
        ]),
        Vec::<String>::new()
    );
}

#[test]
fn no_files_depend_on_each_other_in_a_cycle() {
    let files = rooms()
        .into_iter()
        .map(|(name, lines)| (module(&name), lines.join("\n")));
    assert_eq!(circles(&files.collect()), Vec::<String>::new());
}
