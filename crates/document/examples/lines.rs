//! Prints the lines of a file as the reader will see them: `cargo run -p document --example lines -- FILE`.
//!
//! Each line shows its number, page, table and look, so that a wrong reading of a Word or PDF file can be told from a
//! wrong understanding of right lines.

use std::io::Write;

#[expect(clippy::disallowed_methods, reason = "a tool for developers that tells how long reading took")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let bytes = std::fs::read(&path)?;
    let started = std::time::Instant::now();
    let source = document::open(&path, &bytes, &document::Limits::default())?;
    let took = started.elapsed();
    let mut out = std::io::stdout().lock();
    for (at, line) in source.lines.iter().enumerate() {
        let look = line.look;
        let flag = |is_on: bool, sign: char| if is_on { sign } else { '.' };
        let page = line.page.map_or(String::new(), |page| format!("p{page}"));
        let table = line.table.map_or(String::new(), |table| format!("t{table}"));
        writeln!(
            out,
            "{:4} {page:>3} {table:>3} {}{}{}{}{} {}",
            at + 1,
            flag(look.bold, 'b'),
            flag(look.italic, 'i'),
            flag(look.centred, 'c'),
            if look.heading > 0 { char::from(b'0' + look.heading.min(9)) } else { '.' },
            flag(look.aside, 'a'),
            line.text.replace('\t', " ⇥ "),
        )?;
    }
    writeln!(out, "{} lines, {:?}, {took:.1?}", source.lines.len(), source.format)?;
    Ok(())
}
