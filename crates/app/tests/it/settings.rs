//! Settings: which source wins, and that a wrong value is refused with a sentence.

use app::config::{ConfigError, Flags, load, mask};
use std::io::Write as _;

fn file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::Builder::new().suffix(".toml").tempfile().expect("a file");
    file.write_all(text.as_bytes()).expect("written");
    file
}

#[test]
fn a_flag_beats_the_file_and_the_file_beats_what_is_built_in() {
    let config = file("[server]\nlisten = \"127.0.0.1:9000\"\n[accounts]\nlock_minutes = 30\n");
    let flags = Flags { listen: Some(([127, 0, 0, 1], 9001).into()), ..Flags::default() };
    let loaded = load(std::path::Path::new("/nowhere"), Some(config.path()), &flags).expect("settings");
    assert_eq!(loaded.config.server.listen.port(), 9001);
    assert_eq!(loaded.config.accounts.lock_minutes, 30);
    assert_eq!(loaded.config.server.public_url, "http://127.0.0.1:9001");
    let source = |key: &str| loaded.sources.iter().find(|s| s.key == key).expect("a row").source.clone();
    assert_eq!(source("server.listen"), "flag --listen");
    assert!(source("accounts.lock_minutes").starts_with("file "), "{}", source("accounts.lock_minutes"));
    assert_eq!(source("reader.pages_max"), "built in");
}

#[test]
fn wrong_values_are_refused_with_their_source() {
    let cases = [
        ("[accounts]\nlock_minutes = 0\n", "accounts.lock_minutes"),
        ("[database]\nurl = \"mysql://x\"\n", "database.url"),
        ("[server]\npublic_url = \"nhipcau.vn\"\n", "server.public_url"),
        ("[reader]\npages_max = \"many\"\n", "reader.pages_max"),
        ("[mail]\nserver = \"smtp.so.vn\"\n", "mail.sender"),
        ("[mail]\nserver = \"x\"\nsender = \"a@b.vn\"\nencryption = \"ssl\"\n", "mail.encryption"),
        (
            "[mail]\nserver = \"x\"\nsender = \"a@b.vn\"\npassword_file = \"/nowhere/x\"\n",
            "mail.password_file",
        ),
        ("[reader]\npages = 3\n", "reader"),
        ("[server]\nrequest_seconds_max = 10\n[reader]\nwait_seconds = 10\n", "reader.wait_seconds"),
    ];
    for (text, key) in cases {
        let config = file(text);
        match load(std::path::Path::new("/nowhere"), Some(config.path()), &Flags::default()) {
            Err(ConfigError::Wrong { key: found, from, what }) => {
                assert!(found.starts_with(key), "{text}: {found}");
                // What is missing was said nowhere: the built-in value is what is wrong.
                let is_missing = ["reader", "mail.sender"].contains(&found.as_str());
                assert!(from.starts_with("file ") || is_missing, "{text}: {from}");
                assert!(what.ends_with('.'), "{what}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
    let missing = load(
        std::path::Path::new("/nowhere"),
        Some(std::path::Path::new("/nowhere/x.toml")),
        &Flags::default(),
    );
    assert!(matches!(missing, Err(ConfigError::NoFile(_))));
}

#[test]
fn passwords_of_databases_are_never_printed() {
    assert_eq!(mask("postgres://an:bi-mat@db.vn/nhipcau"), "postgres://an:***@db.vn/nhipcau");
    assert_eq!(mask("sqlite:var/x.db"), "sqlite:var/x.db");
    assert_eq!(mask("postgres://db.vn/x"), "postgres://db.vn/x");
}
