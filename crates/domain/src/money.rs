//! Money of plans in whole đồng: how amounts and quantities are typed and printed, what a line comes to, where it comes
//! from and who pays, and what is left. Knows no plan, no unit and no person.

mod dong;
mod quantity;
mod words;

pub use dong::{DONG_MAX, Dong, OddDong};
pub use quantity::{OddCount, Pieces};
pub use words::{EntryKind, EstimateState, Fund, Level, NotMoney};

/// What a line was given, gave on, spent, and what was spent below it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flow {
    /// Allocated to the unit of the line.
    pub allocated: i64,
    /// Of that, allotted to units below.
    pub allotted: i64,
    /// Spent by the unit itself.
    pub spent: i64,
    /// Spent by units below of what they were allotted.
    pub below: i64,
}

impl Flow {
    /// What the unit itself may still spend or allot; negative when it has spent more than it has.
    pub const fn at_hand(self) -> i64 {
        self.allocated - self.allotted - self.spent
    }

    /// Spent by the unit and by those below it.
    pub const fn spent_in_all(self) -> i64 {
        self.spent + self.below
    }

    /// Allocated and not spent yet, by the unit or below it.
    pub const fn left(self) -> i64 {
        self.allocated - self.spent_in_all()
    }
}
