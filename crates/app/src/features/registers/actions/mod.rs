//! What can be done to registers. Each verb takes the transaction and the moment, locks the register it writes into, and
//! records one event. A number is taken in the transaction of its document: what is rolled back was never taken.

mod books;
mod lines;
mod marks;
mod take;

pub use books::{NewBook, books_of, change, close, open, reopen};
pub use lines::{Annotation, Arrival, annotate, arrive, arrive_at, void};
pub use marks::{NewMark, set_mark};
pub use take::{Elsewhere, Taken, Wanted, elsewhere, mirror, take};

pub use super::errors::RegisterError;
pub use super::symbols::{Mark, agency, full_name, symbol};
