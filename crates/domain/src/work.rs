//! Work: what a unit must do of a plan. Its states and who may do which step, where a deadline stands, and the periods of
//! duties that come again. Knows no plan, no unit and no person.

mod deadline;
mod periods;
mod states;

pub use deadline::{Nearness, moved_by_pause};
pub use periods::{Period, Rule};
pub use states::{NotAStep, Refusal, Role, Side, State, Step};
