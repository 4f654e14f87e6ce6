//! Document tree to plan.
