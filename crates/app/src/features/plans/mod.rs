//! Plans: what an issued document says, as tasks, duties, sessions, venues, budget lines and recipients.
//!
//! Knows units by id and name; does not know how a plan was imported.

pub mod actions;
