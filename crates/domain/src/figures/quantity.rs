//! How figures add up. A rate is kept as what it is made of, so that the rate of a province is not the mean of the rates
//! of its schools.

use super::{Amount, Direction, State, Way};

/// What a unit says of one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// The figure; of a rate how many fulfil it.
    pub value: Amount,
    /// Of a rate: of how many.
    pub base: Option<Amount>,
}

/// What is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goal {
    /// How it adds up.
    pub way: Way,
    /// At least or at most.
    pub direction: Direction,
    /// The target; of a rate in percent.
    pub target: Option<Amount>,
}

/// What several units said together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quantity {
    /// Sum of the figures, in hundredths.
    pub value: i64,
    /// Sum of what rates refer to, in hundredths.
    pub base: i64,
    /// Units that said something.
    pub n_said: i64,
    /// Units among them that reached the target.
    pub n_met: i64,
}

impl std::ops::Add for Quantity {
    type Output = Quantity;
    fn add(self, other: Quantity) -> Quantity {
        Quantity {
            value: self.value + other.value,
            base: self.base + other.base,
            n_said: self.n_said + other.n_said,
            n_met: self.n_met + other.n_met,
        }
    }
}

impl std::ops::Sub for Quantity {
    type Output = Quantity;
    fn sub(self, other: Quantity) -> Quantity {
        Quantity {
            value: self.value - other.value,
            base: self.base - other.base,
            n_said: self.n_said - other.n_said,
            n_met: self.n_met - other.n_met,
        }
    }
}

impl Quantity {
    /// What one unit says. A unit that collects from others and adds a share of its own is none of those that must report.
    pub fn own(said: Option<Said>, goal: &Goal, is_counted: bool) -> Quantity {
        let Some(said) = said else { return Quantity::default() };
        let (value, base) = (said.value.hundredths(), said.base.unwrap_or_default().hundredths());
        let alone = Quantity { value, base, n_said: 0, n_met: 0 };
        let is_met = goal.is_met(&alone).unwrap_or(false);
        let n = i64::from(is_counted);
        Quantity { n_said: n, n_met: if is_met { n } else { 0 }, ..alone }
    }

    /// What a level gives to the one above: nothing before it was sent.
    #[must_use]
    pub fn given(self, state: State) -> Quantity {
        if state.is_given() { self } else { Quantity::default() }
    }

    /// The number people read: the figure, or the rate in percent, rounded to hundredths. None of a rate of nothing.
    pub fn shown(&self, way: Way) -> Option<Amount> {
        match way {
            Way::Sum | Way::Latest => Some(Amount::of_hundredths(self.value)),
            Way::Rate if self.base == 0 => None,
            Way::Rate => {
                let (value, base) = (i128::from(self.value), i128::from(self.base));
                // Half away from zero, as people round.
                let rounded = (value * 20_000 + base.abs() * value.signum()) / (base * 2);
                i64::try_from(rounded).ok().map(Amount::of_hundredths)
            }
        }
    }

    /// Periods one after another: what comes in adds up, a count of heads is the latest one.
    #[must_use]
    pub fn then(self, later: Quantity, way: Way) -> Quantity {
        match way {
            Way::Sum | Way::Rate => Quantity { n_said: later.n_said, n_met: later.n_met, ..self + later },
            Way::Latest if later.n_said == 0 => self,
            Way::Latest => later,
        }
    }
}

impl Goal {
    /// Whether the target is reached; none without a target, or of a rate of nothing.
    pub fn is_met(&self, quantity: &Quantity) -> Option<bool> {
        let target = i128::from(self.target?.hundredths());
        let (value, aim) = match self.way {
            Way::Sum | Way::Latest => (i128::from(quantity.value), target),
            Way::Rate if quantity.base == 0 => return None,
            // In whole numbers, so that 99,996% is not rounded to a hundred.
            Way::Rate => (i128::from(quantity.value) * 10_000, target * i128::from(quantity.base)),
        };
        Some(match self.direction {
            Direction::Least => value >= aim,
            Direction::Most => value <= aim,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        Amount::parse(text, 2).expect("an amount")
    }

    fn rate(value: &str, base: &str) -> Said {
        Said { value: amount(value), base: Some(amount(base)) }
    }

    #[test]
    fn a_rate_of_many_is_not_the_mean_of_rates() {
        let goal = Goal { way: Way::Rate, direction: Direction::Least, target: Some(amount("90")) };
        let small = Quantity::own(Some(rate("1", "10")), &goal, true);
        let large = Quantity::own(Some(rate("990", "990")), &goal, true);
        let both = small + large;
        assert_eq!(both.shown(Way::Rate).map(Amount::print).as_deref(), Some("99,1"), "the mean would be 55");
        assert_eq!((both.n_said, both.n_met, goal.is_met(&both)), (2, 1, Some(true)));
    }

    #[test]
    fn almost_all_is_not_all() {
        let goal = Goal { way: Way::Rate, direction: Direction::Least, target: Some(amount("100")) };
        let almost = Quantity::own(Some(rate("99.999", "100.000")), &goal, true);
        assert_eq!(almost.shown(Way::Rate).map(Amount::print).as_deref(), Some("100"));
        assert_eq!(goal.is_met(&almost), Some(false));
        assert_eq!(Quantity::own(Some(rate("0", "0")), &goal, true).shown(Way::Rate), None);
        assert_eq!(goal.is_met(&Quantity::default()), None);
    }

    #[test]
    fn a_share_of_one_that_collects_is_added_and_not_counted() {
        let goal = Goal { way: Way::Sum, direction: Direction::Least, target: Some(amount("2")) };
        let share = Quantity::own(Some(Said { value: amount("3"), base: None }), &goal, false);
        assert_eq!((share.value, share.n_said, share.n_met), (300, 0, 0));
        assert_eq!(share.given(State::Open), Quantity::default());
        assert_eq!(share.given(State::Sent), share);
    }

    #[test]
    fn periods_follow_each_other() {
        let of = |value, n_said| Quantity { value, n_said, ..Quantity::default() };
        assert_eq!(of(200, 5).then(of(300, 4), Way::Sum), of(500, 4));
        assert_eq!(of(200, 5).then(of(300, 4), Way::Latest), of(300, 4));
        assert_eq!(of(200, 5).then(of(0, 0), Way::Latest), of(200, 5), "nobody has said it again yet");
    }
}
