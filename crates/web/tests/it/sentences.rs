//! Both languages have the same sentences, and every sentence that a template or a source file asks for is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::site::checkout;
use web::{Locale, Texts};

fn files(folder: &Path, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

/// Keys and the names of the values in each message of a language.
fn keys(locale: Locale) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (_, text) in files(&checkout().join("locales").join(locale.tag()), "ftl") {
        let mut message = String::new();
        for line in text.lines() {
            let name = line.split('=').next().unwrap_or_default().trim();
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                name.clone_into(&mut message);
                keys.insert(message.clone());
            } else if line.trim_start().starts_with('.') {
                keys.insert(format!("{message}{}", name.trim()));
            }
        }
    }
    keys
}

#[test]
fn both_languages_have_the_same_sentences() {
    let (vi, en) = (keys(Locale::Vi), keys(Locale::En));
    assert!(vi.len() > 20, "the texts are found");
    let only =
        |one: &BTreeSet<String>, other: &BTreeSet<String>| one.difference(other).cloned().collect::<Vec<_>>();
    assert_eq!((only(&vi, &en), only(&en, &vi)), (Vec::<String>::new(), Vec::new()));
    let texts = Texts::from_disk(&checkout()).unwrap();
    for key in vi {
        assert!(Locale::ALL.into_iter().all(|locale| texts.has(locale, &key)), "{key} does not parse");
    }
}

#[test]
fn every_sentence_of_a_template_is_there() {
    let texts = Texts::from_disk(&checkout()).unwrap();
    let mut missing = Vec::new();
    for (name, text) in files(&checkout().join("templates"), "html") {
        for key in calls(&text) {
            if !texts.has(Locale::Vi, &key) {
                missing.push(format!("{name}: {key}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// The literal keys of `t("…")` and `t('…')`; keys put together at run time are found by the pages' own tests.
fn calls(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for quote in ['"', '\''] {
        for (at, start) in text.match_indices(&format!("t({quote}")) {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            let rest = &text[at + start.len()..];
            let Some((key, after)) = rest.split_once(quote) else { continue };
            let is_whole = after.trim_start().starts_with([')', ',']);
            if !before.is_alphanumeric() && before != '_' && is_whole {
                keys.push(key.to_owned());
            }
        }
    }
    keys
}

#[test]
fn every_code_of_an_error_has_its_sentence() {
    let texts = Texts::from_disk(&checkout()).unwrap();
    let mut missing = Vec::new();
    let mut n_codes = 0;
    for (name, text) in files(&checkout().join("crates/web/src"), "rs")
        .into_iter()
        .chain(files(&checkout().join("crates/app/src"), "rs"))
    {
        for start in ["Error::new(StatusCode::", "conflict(", "unprocessable("] {
            for (at, _) in text.match_indices(start) {
                let rest = &text[at + start.len()..];
                let call = rest.split(')').next().unwrap_or_default();
                let Some(code) = call.split('"').nth(1) else { continue };
                n_codes += 1;
                if !texts.has(Locale::Vi, &format!("error-{code}")) {
                    missing.push(format!("{name}: error-{code}"));
                }
            }
        }
    }
    assert!(n_codes > 8, "the codes are found");
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn the_embedded_templates_parse() {
    let texts = std::sync::Arc::new(Texts::embedded().unwrap());
    let assets = std::sync::Arc::new(web::Assets::new(None).unwrap());
    assert_eq!(web::Templates::new(texts, assets, None).broken(), Vec::new());
}

#[test]
fn english_has_one_thing_and_many_things() {
    let texts = Texts::embedded().unwrap();
    let say = |key: &str, n: usize| texts.say(Locale::En, key, &web::args![n = n]);
    for (key, one, many) in [
        ("plans-count", "1 plan", "2 plans"),
        ("plans-days-ago", "1 day ago", "2 days ago"),
        ("plans-n-duties", "1 duty", "2 duties"),
        ("accounts-people-count", "1 person", "2 people"),
        ("units-n-below", "1 unit below", "2 units below"),
        ("units-import-do", "Write 1 unit", "Write 2 units"),
    ] {
        assert_eq!((say(key, 1).as_str(), say(key, 2).as_str()), (one, many), "{key}");
    }
}
