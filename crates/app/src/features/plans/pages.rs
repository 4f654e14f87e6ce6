//! What the pages of plans show. Each is the JSON contract as well.

mod head;
mod list;
mod overview;
mod papers;
mod text;
mod work;

pub use head::{Counts, HistoryPage, PhaseView, PlanHead, RemovePage, UnitView};
pub use list::{PlanRow, PlansPage};
pub use overview::{
    AimView, CampaignView, EditionView, KinView, LaterView, Matrix, MatrixColumn, MatrixRow, ShowPlan,
    SumPart,
};
pub use papers::{
    ParticipantsView, RecipientView, RecipientsPage, SessionView, SessionsPage, SignatureView, VenueView,
};
pub use text::{TextItem, TextLine, TextPage};
pub use work::{DutyGroup, DutyView, TaskColumns, TaskView, UnitChoice, WindowAnswer, WorkPage};

#[cfg(test)]
use super::phase::Phase;
