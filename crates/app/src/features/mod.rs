//! One folder per feature; the folder's word names everything that belongs to it.

pub mod accounts;
pub mod activities;
pub mod amendments;
pub mod cascades;
pub mod documents;
pub mod foundings;
pub mod groups;
pub mod imports;
pub mod indicators;
pub mod media;
pub mod money;
pub mod notices;
pub mod packages;
pub mod plans;
pub mod ratings;
pub mod registers;
pub mod renewals;
pub mod reviews;
pub mod roots;
pub mod units;
pub mod work;
