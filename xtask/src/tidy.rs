//! House rules as checks. Each returns faults as "place: what is wrong and what to do".

use crate::layers;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A source file longer than this is cut into modules.
const FILE_LINES_MAX: usize = 800;

/// Text that must not stand in tracked files: unfinished marks, left-over debugging, and paths of somebody's machine.
const BANNED: [(&str, &str); 6] = [
    ("FIXME", "mend it or open an issue"),
    ("XXX", "mend it or open an issue"),
    ("#[ignore", "a test that does not run proves nothing"),
    ("console.log(", "left-over debugging"),
    ("style=\"", "the content security policy forbids inline styles: use a class"),
    ("onclick=", "the content security policy forbids inline scripts: use a custom element"),
];

/// Runs every check on the workspace at `root`.
pub fn check(root: &Path) -> Vec<String> {
    let files = tracked_files(root);
    let mut faults = Vec::new();
    faults.extend(layers::check(&metadata(root)));
    faults.extend(dependency_reasons(root));
    faults.extend(features_keep_to_themselves(root, &files));
    for file in &files {
        let Ok(text) = std::fs::read_to_string(root.join(file)) else { continue };
        faults.extend(length(file, &text));
        faults.extend(banned(file, &text));
        faults.extend(nfc_only(file, &text));
        faults.extend(module_doc(file, &text));
    }
    faults.extend(coverage(root, &files));
    faults
}

fn tracked_files(root: &Path) -> Vec<PathBuf> {
    let out = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .expect("git is on this machine");
    String::from_utf8_lossy(&out.stdout).lines().map(PathBuf::from).collect()
}

fn metadata(root: &Path) -> serde_json::Value {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(root)
        .output()
        .expect("cargo runs");
    serde_json::from_slice(&out.stdout).expect("cargo metadata speaks JSON")
}

fn extension(file: &Path) -> &str {
    file.extension().and_then(|e| e.to_str()).unwrap_or_default()
}

fn length(file: &Path, text: &str) -> Option<String> {
    let lines = text.lines().count();
    let is_code = matches!(extension(file), "rs" | "ts" | "mjs" | "css" | "html");
    (is_code && lines > FILE_LINES_MAX)
        .then(|| format!("{}: {lines} lines, cut it (limit {FILE_LINES_MAX})", file.display()))
}

fn banned(file: &Path, text: &str) -> Vec<String> {
    let code = matches!(extension(file), "rs" | "ts" | "html" | "sh" | "toml");
    if !code || file.starts_with("xtask") {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for (word, why) in BANNED {
            if line.contains(word) {
                faults.push(format!("{}:{}: `{word}`: {why}", file.display(), number + 1));
            }
        }
    }
    faults
}

/// Interface texts and templates are stored in NFC; a decomposed letter would never match what people type.
fn nfc_only(file: &Path, text: &str) -> Option<String> {
    if !matches!(extension(file), "ftl" | "html" | "md") {
        return None;
    }
    let at = text.lines().position(|l| l.chars().any(|c| ('\u{300}'..='\u{36f}').contains(&c)))?;
    Some(format!("{}:{}: decomposed letters: store Unicode NFC", file.display(), at + 1))
}

fn module_doc(file: &Path, text: &str) -> Option<String> {
    let ours = extension(file) == "rs" && (file.starts_with("crates") || file.starts_with("xtask"));
    let first = text.lines().find(|l| !l.trim().is_empty())?;
    let opens_well = first.starts_with("//!") || first.starts_with("#![");
    (ours && !opens_well).then(|| format!("{}: a module opens with what it is for (`//! …`)", file.display()))
}

/// Every dependency of the workspace says in one line why it is here.
fn dependency_reasons(root: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default();
    let mut faults = Vec::new();
    let mut inside = false;
    let mut reason = false;
    for line in text.lines() {
        let line = line.trim();
        if line.starts_with('[') {
            inside = line == "[workspace.dependencies]";
        } else if inside && line.starts_with('#') {
            reason = true;
        } else if inside && line.contains('=') && !line.starts_with(['"', ']', '}']) {
            let ours = line.contains("path = \"crates/");
            if !reason && !ours {
                faults.push(format!("Cargo.toml: `{line}` has no reason above it"));
            }
            reason = ours;
        }
    }
    faults
}

/// A feature may call another feature's `actions` and link to its pages, never its handlers, forms or templates.
fn features_keep_to_themselves(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let home = Path::new("crates/app/src/features");
    let mut faults = Vec::new();
    for file in files.iter().filter(|f| f.starts_with(home) && extension(f) == "rs") {
        let Some(own) = file.strip_prefix(home).ok().and_then(|p| p.components().next()) else { continue };
        let own = own.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
        let text = std::fs::read_to_string(root.join(file)).unwrap_or_default();
        for (number, line) in text.lines().enumerate() {
            let Some(at) = line.find("features::") else { continue };
            let mut path = line[at + "features::".len()..].split("::");
            let other = path.next().unwrap_or_default().trim_end_matches(';').to_owned();
            let part = path.next().unwrap_or_default();
            let is_private = ["handlers", "forms", "templates"].iter().any(|p| part.starts_with(p));
            if other != own && is_private {
                faults.push(format!("{}:{}: {own} reaches into {other}::{part}", file.display(), number + 1));
            }
        }
    }
    faults
}

/// A ticked row of docs/COVERAGE.md names a test that exists.
fn coverage(root: &Path, files: &[PathBuf]) -> Vec<String> {
    let text = std::fs::read_to_string(root.join("docs/COVERAGE.md")).unwrap_or_default();
    let tests: String = files
        .iter()
        .filter(|f| matches!(extension(f), "rs" | "mjs" | "ts"))
        .filter_map(|f| std::fs::read_to_string(root.join(f)).ok())
        .collect();
    let mut faults = Vec::new();
    for row in text.lines().filter(|l| l.starts_with('|') && l.contains("[x]")) {
        let named: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        if named.is_empty() {
            faults.push(format!("docs/COVERAGE.md: ticked without a test: {row}"));
        }
        for name in named {
            // A browser story is named by its file.
            if name.contains(".test.mjs") && root.join(name).is_file() {
                continue;
            }
            let last = name.rsplit("::").next().unwrap_or(name);
            if !tests.contains(last) {
                faults.push(format!("docs/COVERAGE.md: no test `{name}`"));
            }
        }
    }
    faults
}
