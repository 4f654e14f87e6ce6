//! Official documents as Decree 30/2020/NĐ-CP lays them out: their parts, their lettering, and Word files of them.
//!
//! A [`Paper`] says what stands in a document, part by part (the decree's "ô số"); [`Sheet`] is it worded line by line, [`word`] writes that. What the decree
//! leaves open (a size of 13 or 14, a margin of 20 to 25 mm) is decided once, in [`measures`]. Pure: no files, no clock.

pub mod check;
pub mod dates;
pub mod forms;
pub mod from_plan;
pub mod kinds;
pub mod lettering;
pub mod measures;
mod model;
pub mod renew;
pub mod sheet;
mod widths;
pub mod word;

pub use kinds::Kind;
pub use model::{
    Appendix, Block, Cell, Circulation, Clause, Column, Drafter, Heading, Issuer, Number, Paper, PaperDate,
    Recipient, Row, Secrecy, Signature, Table, Urgency,
};
pub use sheet::Sheet;
