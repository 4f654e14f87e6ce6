//! Reads an issued Vietnamese administrative plan (kế hoạch) into a [`plan::Plan`].
//!
//! Pure and deterministic: a [`domain::source::Source`] goes in, a [`Reading`] comes out, nothing else is looked at. The
//! reader knows the grammar of such documents (Decree 30/2020 and the habits around it), not any one document, and it
//! never writes a text that is not printed in the source.

pub mod plan;
pub mod text;
pub mod time;
