//! What the pages of groups show.

mod clusters;
mod committees;
mod partners;

pub use clusters::{
    ClusterEditPage, ClusterPage, ClusterRow, ClustersPage, GoneView, LetterView, PlaceView, UnitWork,
};
pub use committees::{
    ChargeView, CommitteeEditPage, CommitteePage, CommitteeRow, CommitteesPage, DecisionView, MemberView,
    OpenWork, PersonChoice,
};
pub use partners::{PartnerEditPage, PartnerPage, PartnerRow, PartnersPage, SentView, UseView};
