//! Cascades: a plan asks units below for their own plan and for a named person in charge. How far an answer is, and which
//! clauses ask for it by their words. Knows no plan and no unit.

mod answers;
mod words;

pub use answers::{NotAnAnswer, OwnPlan, Wish};
pub use words::{Asked, asked};
