//! Work of units: what each must do of the plans, how far it is, and what the units that asked decide.
//!
//! Rules live in `domain::work`; here they meet tables and people. Knows plans by id and their texts; does not know how
//! a plan is issued.

pub mod actions;
mod errors;
pub mod sums;
