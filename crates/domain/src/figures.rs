//! Figures that units report: how they are typed and printed, how they add up over units and over periods, when a target
//! is reached, and which step is possible in which state. Knows no plan, no unit and no person.

mod amount;
mod quantity;
mod states;
mod suggest;

pub use amount::{Amount, DECIMALS_MAX, Odd};
pub use quantity::{Goal, Quantity, Said};
pub use states::{Direction, Every, NotAWord, Scope, State, Way};
pub use suggest::{Suggestion, suggest};
