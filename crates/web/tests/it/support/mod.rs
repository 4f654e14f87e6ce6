//! A house with one small feature, and a browser that keeps cookies.

pub mod browser;
pub mod hearings;
pub mod site;

pub use browser::{Answer, Browser};
pub use hearings::house;
