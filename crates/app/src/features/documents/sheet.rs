//! What is printed: the text of a plan as a document, and what is changed in it on the way from draft to issue.

use domain::time::Day;
use draft::Draft;
use paper::{Kind, Paper, PaperDate, Signature};
use reader::plan::Plan;
use sha2::{Digest as _, Sha256};

/// The document of a reviewed plan: what was read, with everything that people mended in its place.
pub fn of_plan(read: &Plan, draft: &Draft) -> Paper {
    paper::from_plan::paper(&draft.fitted(read))
}

/// SHA-256 of what leaders approve and sign: the whole text, without number, date and signatures, which come later.
pub fn digest(paper: &Paper) -> Result<String, serde_json::Error> {
    let mut text = paper.clone();
    text.number.number = None;
    text.date = PaperDate::default();
    text.signatures.clear();
    Ok(crate::files::hex(&Sha256::digest(serde_json::to_vec(&text)?)))
}

/// Prints number and date.
pub fn number(paper: &mut Paper, number: u32, symbol: &str, on: Day) {
    use chrono::Datelike as _;
    paper.number.number = Some(number);
    symbol.clone_into(&mut paper.number.symbol);
    paper.date = PaperDate { day: Some(on.day()), month: Some(on.month()), year: Some(on.year()) };
}

/// Prints who signs for the issuer at this place; a document without a block for it gets one.
pub fn sign(paper: &mut Paper, position: usize, signature: Signature) {
    let position = place(paper, position);
    while paper.signatures.len() <= position {
        paper.signatures.push(Signature::default());
    }
    paper.signatures[position] = signature;
}

/// The signature block of an issuer, by its place: the first of a document with one issuer.
pub fn block(paper: &Paper, position: usize) -> Signature {
    paper.signatures.get(place(paper, position)).cloned().unwrap_or_default()
}

/// The place of an issuer's block. Under minutes the secretary stands left and whoever presided right (Decree
/// 30/2020/NĐ-CP, appendix III, form 1.9): the issuer signs as the one who presided.
fn place(paper: &Paper, position: usize) -> usize {
    let is_minutes = paper.kind == Kind::Minutes && paper.signatures.len() == 2;
    if is_minutes && position == 0 { 1 } else { position }
}
