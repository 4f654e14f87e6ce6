//! Which crate may lean on which: arrows point down only. The list is the architecture; change it on purpose.

/// For each crate, the crates of this workspace that it may depend on.
pub const ALLOWED: [(&str, &[&str]); 14] = [
    ("domain", &[]),
    ("document", &["domain"]),
    ("reader", &["domain"]),
    ("tables", &["domain"]),
    ("db", &["domain", "tables"]),
    ("jobs", &["domain", "tables", "db"]),
    ("web", &["domain", "db"]),
    ("draft", &["domain", "reader"]),
    ("paper", &["domain", "document", "reader"]),
    ("press", &["domain", "paper"]),
    ("signature", &["domain", "document"]),
    ("exchange", &["domain"]),
    (
        "app",
        &[
            "domain",
            "draft",
            "document",
            "paper",
            "press",
            "reader",
            "tables",
            "db",
            "jobs",
            "web",
            "signature",
            "exchange",
        ],
    ),
    ("xtask", &["domain", "document", "reader", "tables", "db", "app"]),
];

/// Crates that must stay pure, and the outside crates that would end that.
pub const IMPURE: [&str; 7] = ["sea-orm", "axum", "tokio", "hyper", "reqwest", "sqlx", "minijinja"];
/// The crates that [`IMPURE`] is forbidden to.
pub const PURE: [&str; 8] =
    ["domain", "document", "reader", "draft", "paper", "press", "signature", "exchange"];

/// Returns a fault for each arrow of `cargo metadata` that points up or sideways.
pub fn check(metadata: &serde_json::Value) -> Vec<String> {
    let mut faults = Vec::new();
    let empty = Vec::new();
    for package in metadata["packages"].as_array().unwrap_or(&empty) {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = ALLOWED.iter().find(|(n, _)| *n == name) else {
            faults.push(format!("layers: crate {name} is not in xtask/src/layers.rs: say where it belongs"));
            continue;
        };
        for dependency in package["dependencies"].as_array().unwrap_or(&empty) {
            let to = dependency["name"].as_str().unwrap_or_default();
            let is_ours = ALLOWED.iter().any(|(n, _)| *n == to);
            let for_tests = dependency["kind"].as_str() == Some("dev");
            if is_ours && !for_tests && !allowed.contains(&to) {
                faults.push(format!("layers: {name} must not depend on {to}: arrows point down only"));
            }
            let optional = dependency["optional"].as_bool() == Some(true);
            if PURE.contains(&name) && IMPURE.contains(&to) && !for_tests && !optional {
                faults.push(format!("layers: {name} is pure and must not know {to}"));
            }
        }
    }
    faults
}
