//! What visitors read is plain US English and US Spanish: words and phrases that must not come back, in messages and templates.

use std::path::{Path, PathBuf};

/// Words and phrases of English, with what to write instead. A star at the end stands for any ending.
#[rustfmt::skip]
const ENGLISH: &[(&str, &str)] = &[
    ("mail", "email"), ("mails", "emails"), ("e-mail*", "email"), ("mailbox*", "inbox"), ("telephone*", "phone"),
    ("press*", "click"), ("tick*", "check the box"), ("mend*", "change, fix"),
    ("stand", "appear"), ("stands", "appears"), ("stood", "appeared"),
    ("as a person", "as an individual"), ("people sign*", "individuals"), ("sign for an organization", "sign on behalf of an organization"),
    ("was signed", "someone signed"),
    ("take off", "remove"), ("takes off", "removes"), ("taken off", "removed"), ("took off", "removed"), ("take it off", "remove it"),
    ("take back", "withdraw"), ("takes back", "withdraws"), ("taken back", "withdrawn"), ("took back", "withdrew"),
    ("take it back", "withdraw it"), ("let through", "approve"), ("look after", "manage"), ("looking after", "maintenance"),
    ("those who decide", "approvers"), ("the one who decides", "approver"), ("who decides", "approver"), ("decider*", "approver"),
    ("whoever", "anyone who"), ("whom", "a noun"), ("nobody", "no one"), ("somebody", "someone"),
    ("news", "updates"), ("staff look", "we'll review"), ("our disk", "nothing"), ("fresh link", "new link"), ("too old", "expired"),
    ("we hope you", "nothing"), ("at once", "right away"), ("anew", "again"), ("disowned", "says it did not sign"),
    ("word to the offices", "message to Congress"), ("your own offices", "your members of Congress"), ("constituency", "district or state"),
    ("passed on", "shared"), ("pass it on", "share"), ("pm", "p.m."), ("am eastern", "a.m. ET"), ("eastern", "ET"),
    ("bundle*", "letter"), ("affiliation*", "organization or employer"),
];

/// The same of Spanish.
#[rustfmt::skip]
const SPANISH: &[(&str, &str)] = &[
    ("puls*", "toque"), ("presion*", "toque"), ("circunscripci*", "distrito o estado"), ("«", "“"), ("»", "”"),
    ("cuento", "mi firma cuenta"), ("los suyos", "su organización"), ("un colega", "alguien de su organización"),
    ("como persona", "a título personal"), ("firmar por", "en nombre de"), ("no aparezco", "no mostrar mi nombre"),
    ("quien decide", "la persona que aprueba"), ("quienes deciden", "las personas que aprueban"), ("se firmó", "alguien firmó"),
    ("la o lo", "le"), ("afiliaci*", "lugar de trabajo u organización"), ("cargo", "puesto"), ("cargos", "puestos"), ("alcance", "dónde trabaja"),
    ("demasiado viejo", "ya venció"), ("no conocemos este enlace", "no funciona"), ("dé", "escriba"), ("sume", "agregue"), ("sumar", "agregar"),
    ("esperamos que usted", "nada"), ("noticias", "novedades"), ("entretanto", "mientras tanto"), ("los estados unidos", "Estados Unidos"),
    ("le debemos", "le enviaremos"), ("nuestro disco", "nada"), ("entregas para oficinas", "cartas"), ("paquete*", "carta"),
    ("unas palabras", "mensaje"), ("sus propias oficinas", "sus representantes"), ("al pie de", "en"), ("al momento", "de inmediato"),
];

/// Where a word is right: (language, message, word).
const RIGHT: &[(&str, &str, &str)] = &[
    // To staff, who deliver bundles.
    ("en", "disowned-next", "bundle*"),
    ("es", "disowned-next", "paquete*"),
    // The names of places.
    ("es", "state-VI", "los estados unidos"),
];

/// What others than visitors read is held elsewhere: the pages and emails for offices.
const ELSEWHERE: &[&str] = &["delivery.ftl"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .flat_map(|entry| match entry.path() {
            path if path.is_dir() => files_below(&path),
            path => vec![path],
        })
        .collect();
    found.sort();
    found
}

/// What stands between signs that open and close something that nobody reads.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut pieces = text.split(open);
    let mut shown = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        shown.push(' ');
        shown.push_str(piece.split_once(close).map_or("", |(_, rest)| rest));
    }
    shown
}

/// Words in lower case, with a blank around each; signs of their own among them.
fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for c in text.to_lowercase().chars() {
        match c {
            '«' | '»' => plain.extend([' ', c, ' ']),
            c if c.is_alphanumeric() || "-'’".contains(c) => plain.push(c),
            _ => plain.push(' '),
        }
    }
    plain.push(' ');
    let words: Vec<&str> = plain.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}

/// The banned words in a text.
fn found(banned: &[(&'static str, &'static str)], text: &str) -> Vec<(&'static str, &'static str)> {
    let text = plain(text);
    let holds = |word: &str| match word.strip_suffix('*') {
        Some(stem) => text.contains(&format!(" {stem}")),
        None => text.contains(&format!(" {word} ")),
    };
    banned.iter().filter(|(word, _)| holds(word)).copied().collect()
}

/// The messages of a file: id and words, without what is put in.
fn messages(text: &str) -> Vec<(String, String)> {
    let mut messages: Vec<(String, String)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic());
        match line.split_once(" =").filter(|_| begins) {
            Some((id, words)) => messages.push((id.to_owned(), words.to_owned())),
            None => {
                if let Some((_, words)) = messages.last_mut() {
                    words.push('\n');
                    words.push_str(line);
                }
            }
        }
    }
    for (_, words) in &mut messages {
        let lines: Vec<String> = words
            .lines()
            .map(|line| {
                let line = if line.trim_end().ends_with("->") {
                    line.split_once('{').map_or("", |(before, _)| before)
                } else {
                    line
                };
                without(&without(line, "{ $", "}"), "[", "]")
            })
            .collect();
        *words = lines.join("\n");
    }
    messages
}

#[test]
fn words_that_read_as_a_translation_do_not_come_back() {
    let mut wrong = Vec::new();
    for (lang, banned) in [("en", ENGLISH), ("es", SPANISH)] {
        let files = files_below(&root().join("locales").join(lang));
        let files = files
            .iter()
            .filter(|file| !ELSEWHERE.iter().any(|name| file.ends_with(name)));
        for file in files {
            for (id, words) in messages(&std::fs::read_to_string(file).expect("a file")) {
                for (word, instead) in found(banned, &words) {
                    if !RIGHT.contains(&(lang, id.as_str(), word)) {
                        wrong.push(format!("{lang}: {id}: “{word}”: write “{instead}”"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn templates_hold_no_such_words_either() {
    let mut wrong = Vec::new();
    for file in files_below(&root().join("templates")) {
        let text = std::fs::read_to_string(&file).expect("a file");
        if file.extension().is_some_and(|it| it == "typ") {
            continue;
        }
        let words = without(&without(&text, "{{", "}}"), "<", ">");
        for (word, instead) in [found(ENGLISH, &words), found(SPANISH, &words)].concat() {
            wrong.push(format!("{}: “{word}”: write “{instead}”", file.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_exception_is_needed() {
    let needed = |(lang, id, word): &(&str, &str, &str)| {
        let banned = if *lang == "en" { ENGLISH } else { SPANISH };
        files_below(&root().join("locales").join(lang)).iter().any(|file| {
            messages(&std::fs::read_to_string(file).expect("a file"))
                .iter()
                .any(|(found_id, words)| found_id == id && found(banned, words).iter().any(|(it, _)| it == word))
        })
    };
    let left_over: Vec<_> = RIGHT.iter().filter(|it| !needed(it)).collect();
    assert!(left_over.is_empty(), "{left_over:?}");
}

#[test]
fn the_words_are_found_whole_and_in_any_case() {
    let words = |banned, text: &str| {
        found(banned, text)
            .into_iter()
            .map(|(word, _)| word)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        words(ENGLISH, "Check your mail, then press the button."),
        ["mail", "press*"]
    );
    assert_eq!(
        words(ENGLISH, "Your name stands under it: Whoever signs"),
        ["stands", "whoever"]
    );
    assert!(words(ENGLISH, "We emailed you. You understand the newspapers' expression.").is_empty());
    assert_eq!(
        words(SPANISH, "Pulse «Guardar» por los suyos"),
        ["puls*", "«", "»", "los suyos"]
    );
    assert!(words(SPANISH, "Su correo está de camino; el impulso fue suyo").is_empty());
    let text = "a = Press { $count ->\n    [one] { $mail } mail\n   *[other] { $mail } mails\n }\n# stands\nb = Fine\n";
    let all: Vec<_> = messages(text)
        .iter()
        .map(|(id, said)| (id.clone(), words(ENGLISH, said)))
        .collect();
    assert_eq!(all[0], ("a".to_owned(), vec!["mail", "mails", "press*"]));
    assert_eq!(all[1], ("b".to_owned(), vec![]));
}
