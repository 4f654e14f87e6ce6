//! Embeds templates, texts and the built front end into the crate. Calls no npm and no network.
//!
//! The front end is whatever lies in `ui/dist` now. Without it a debug build gets an empty manifest, so that
//! `cargo test` and clippy work without Node; a release build is refused.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../..");
    let root = root.canonicalize().expect("the workspace is two folders up");
    let mut code = String::new();
    table(&mut code, "TEMPLATES", &root.join("templates"), &["html", "txt"], Kind::Text);
    table(&mut code, "LOCALES", &root.join("locales"), &["ftl"], Kind::Text);
    let dist = root.join("ui/dist");
    if !dist.join("manifest.json").is_file() {
        assert!(
            env::var("PROFILE").as_deref() != Ok("release"),
            "ui/dist/manifest.json is missing: run `make ui` before a release build, or the pages have no style"
        );
        println!("cargo:warning=ui/dist is missing: pages are built without style (run `make ui`)");
    }
    table(&mut code, "ASSETS", &dist, &[], Kind::Bytes);
    fs::write(out_dir().join("embedded.rs"), code).expect("OUT_DIR is writable");
}

fn out_dir() -> PathBuf {
    PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"))
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Bytes,
}

/// Writes one sorted table of (name below `folder`, content) and asks cargo to look again when the folder changes.
fn table(code: &mut String, name: &str, folder: &Path, extensions: &[&str], kind: Kind) {
    // A missing folder must be watched through its parent, or its birth goes unnoticed.
    let watched = if folder.is_dir() { folder } else { folder.parent().expect("has a parent") };
    println!("cargo:rerun-if-changed={}", watched.display());
    // What was removed from the folder must not be embedded from an earlier build.
    let _ = fs::remove_dir_all(out_dir().join(name));
    let mut files = Vec::new();
    collect(folder, folder, extensions, &mut files);
    files.sort();
    let of = if kind == Kind::Text { "&str" } else { "&[u8]" };
    let include = if kind == Kind::Text { "include_str!" } else { "include_bytes!" };
    writeln!(code, "pub(crate) static {name}: &[(&str, {of})] = &[").expect("a String takes all");
    for (relative, path) in files {
        // A copy: the front end may be built anew, under new names, while the compiler is reading.
        let copy = out_dir().join(name).join(&relative);
        fs::create_dir_all(copy.parent().expect("has a parent")).expect("OUT_DIR is writable");
        if fs::copy(&path, &copy).is_ok() {
            let copy = copy.to_string_lossy();
            writeln!(code, "    ({relative:?}, {include}({copy:?})),").expect("a String takes all");
        }
    }
    code.push_str("];\n");
}

fn collect(base: &Path, folder: &Path, extensions: &[&str], files: &mut Vec<(String, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            println!("cargo:rerun-if-changed={}", path.display());
            collect(base, &path, extensions, files);
            continue;
        }
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if extensions.is_empty() || extensions.contains(&extension) {
            let relative =
                path.strip_prefix(base).expect("found below it").to_string_lossy().replace('\\', "/");
            files.push((relative, path.to_string_lossy().into_owned()));
        }
    }
}
