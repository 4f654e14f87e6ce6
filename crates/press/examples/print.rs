//! `cargo run -p press --example print -- FOLDER PAPER.json …`: each document as PDF and Word in a folder, to be looked at.
#![expect(clippy::print_stdout, reason = "a tool speaks on stdout")]

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut names = std::env::args().skip(1).map(std::path::PathBuf::from);
    let folder = names.next().ok_or("FOLDER PAPER.json …")?;
    for name in names {
        let paper: paper::Paper = serde_json::from_slice(&std::fs::read(&name)?)?;
        let printed = press::pdf(&paper, press::Options { made_at: domain::time::Moment::from_micros(0) })?;
        println!(
            "{}: {} pages, {} bytes, {:?}",
            name.display(),
            printed.n_pages,
            printed.bytes.len(),
            printed.signature_places
        );
        let stem = name.file_stem().ok_or("a name")?.to_owned();
        std::fs::write(folder.join(&stem).with_extension("pdf"), printed.bytes)?;
        std::fs::write(folder.join(&stem).with_extension("docx"), paper::word::write(&paper)?)?;
    }
    Ok(())
}
