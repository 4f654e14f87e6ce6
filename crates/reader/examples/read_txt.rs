//! Reads text files and writes the plan (.json) and the doubts (.marks) of each into a folder: `cargo run -p reader --example read_txt -- OUT_DIR FILE…`.

use std::path::Path;

use domain::source::{Format, Source};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("which folder shall the plans go to?")?;
    for file in arguments {
        let path = Path::new(&file);
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let is_markdown = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("md"));
        let format = if is_markdown { Format::Md } else { Format::Txt };
        let source = Source::from_text(&name, format, &std::fs::read_to_string(path)?);
        let reading = reader::read(&source);
        let target = Path::new(&out).join(path.with_extension("json").file_name().unwrap_or_default());
        std::fs::write(target.with_extension("marks"), serde_json::to_string_pretty(&reading.items)?)?;
        std::fs::write(target, serde_json::to_string_pretty(&reading.plan)?)?;
    }
    Ok(())
}
