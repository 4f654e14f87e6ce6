//! Units: the dated forest of organisations.

pub mod actions;
