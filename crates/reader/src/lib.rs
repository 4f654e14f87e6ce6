//! Reads an issued Vietnamese administrative plan (kế hoạch) into a [`plan::Plan`].
//!
//! Pure and deterministic: a [`domain::source::Source`] goes in, a [`Reading`] comes out, nothing else is looked at. The
//! reader knows the grammar of such documents (Decree 30/2020 and the habits around it), not any one document, and it
//! never writes a text that is not printed in the source.

pub mod columns;
pub mod lines;
pub mod markers;
pub mod outline;
pub mod paragraphs;
pub mod plan;
pub mod reading;
pub mod tables;
pub mod text;
pub mod time;
pub mod titles;
pub mod units;
pub mod verbs;
pub mod words;
pub mod zones;

pub use reading::{CONFIDENT, ItemMark, Reading, ReviewReason};
