//! What can be done to work. Each verb takes the transaction, the moment and the proof, and records one event.

mod amended;
mod assign;
mod dates;
mod handover;
mod pieces;
mod rounds;
mod steps;

pub use super::telling::{doers, short, titles};
pub use amended::{Fate, end_rounds, follow};
pub use assign::{Assigned, Source, assign};
pub use dates::{answer_date, ask_date};
pub use handover::{hand_over, open_in_unit};
pub use pieces::{NewPiece, add_piece, close_piece, remove_piece};
pub use rounds::next_periods;
pub use steps::{
    Acting, NewReport, Verdict, accept, assign_person, decide, keep_draft, pause, reopen, report, resume,
    take_back, withdraw,
};

pub use super::errors::WorkError;
