//! A copy of the real templates and texts with those of the test feature added, and a small front end.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The style sheet of the test front end.
pub const CSS: &str = "body{color:#123}";
/// What stands for its brotli variant.
pub const CSS_BROTLI: &[u8] = b"not really brotli";

/// Where the checkout is.
pub fn checkout() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A root for `dev_root`, made once per run.
pub fn root() -> PathBuf {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(make).clone()
}

fn make() -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("site-{}", std::process::id()));
    let _ = fs::remove_dir_all(&root);
    copy(&checkout().join("templates"), &root.join("templates"));
    copy(&checkout().join("locales"), &root.join("locales"));
    for (name, text) in FILES {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

const FILES: &[(&str, &[u8])] = &[
    ("templates/hearings/show.html", br#"<html lang="{{ locale }}" data-theme="{{ theme }}">
<h1>{{ page.title }}</h1><p>{{ t("hearings-closes", day=page.closes_on|day) }}</p>
<ul>{% block rows %}{% for row in page.rows %}<li>{{ row }}</li>{% endfor %}{% endblock %}</ul>
{% if me %}<b>{{ me.name }}</b>{% endif %}{% if flash %}<output>{{ flash }}</output>{% endif %}
<script nonce="{{ nonce }}"></script></html>"#),
    ("templates/hearings/new.html", br#"<form method="post" action="/hearings"><input type="hidden" name="csrf" value="{{ csrf }}">
<input name="title" value="{{ typed.title or "" }}">{% if errors.title %}<em>{{ errors.title }}</em>{% endif %}
{% if typed.password %}LEAK{% endif %}{% if errors %}<strong>{{ errors|length }}</strong>{% endif %}
{% for unit in typed.all("units") %}<i>{{ unit }}</i>{% endfor %}</form>"#),
    ("templates/hearings/broken.html", br"{{ page.no_such_field }}"),
    (
        "locales/vi/hearings.ftl",
        "hearings-closes = Nhận ý kiến đến { $day }.\nhearings-created = Đã mở { $title }.\nhearings-title-missing = Nhập tên.\nhearings-title-long = Tên dài quá { $max } chữ.\nerror-hearing-closed = Đã đóng ngày { $day }.\n"
            .as_bytes(),
    ),
    (
        "locales/en/hearings.ftl",
        b"hearings-closes = Open until { $day }.\nhearings-created = Opened { $title }.\nhearings-title-missing = Give it a title.\nhearings-title-long = At most { $max } letters.\nerror-hearing-closed = Closed on { $day }.\n",
    ),
    ("ui/dist/manifest.json", br#"{"app.css":"app.0a1b.css","font.woff2":"font.9z.woff2"}"#),
    ("ui/dist/app.0a1b.css", CSS.as_bytes()),
    ("ui/dist/app.0a1b.css.br", CSS_BROTLI),
    ("ui/dist/font.9z.woff2", b"wOF2"),
    ("ui/dist/secret.txt", b"not in the manifest"),
];
