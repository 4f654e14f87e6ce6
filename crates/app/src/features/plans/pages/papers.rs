//! What else a plan says: sessions and venues, recipients and signers.

use super::PlanHead;
use domain::ids::UnitId;
use domain::time::Day;
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// Sessions, venues, participants.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionsPage {
    /// Head.
    pub plan: PlanHead,
    /// Sessions in order.
    pub sessions: Vec<SessionView>,
    /// Venues and participants that belong to no session.
    pub loose: SessionView,
}

impl Page for SessionsPage {
    const TEMPLATE: &'static str = "plans/sessions.html";
}

/// A session with its venues and participants.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = PlanSessionView)]
pub struct SessionView {
    /// "Buổi 1".
    pub label: String,
    /// What it is.
    pub text: String,
    /// For whom.
    pub audience: Option<String>,
    /// When, as printed.
    pub time_printed: Option<String>,
    /// First day.
    #[schema(value_type = Option<String>, format = Date)]
    pub starts_on: Option<Day>,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub ends_on: Option<Day>,
    /// Source line.
    pub line: i32,
    /// Venues.
    pub venues: Vec<VenueView>,
    /// Chairs and delegates.
    pub participants: Vec<ParticipantsView>,
}

/// A venue.
#[derive(Debug, Serialize, ToSchema)]
pub struct VenueView {
    /// truc_tiep, truc_tuyen.
    pub mode: Option<String>,
    /// Place.
    pub location: Option<String>,
    /// The clause.
    pub text: String,
    /// Source line.
    pub line: i32,
}

/// A group of participants.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParticipantsView {
    /// truc_tiep, truc_tuyen.
    pub mode: Option<String>,
    /// chair, delegates.
    pub role: String,
    /// Groups.
    pub members: Vec<String>,
    /// Source line.
    pub line: i32,
}

/// Recipients and signers.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecipientsPage {
    /// Head.
    pub plan: PlanHead,
    /// Recipients in order.
    pub recipients: Vec<RecipientView>,
    /// The archive line.
    pub archive: Option<RecipientView>,
    /// Signers in order.
    pub signatures: Vec<SignatureView>,
}

impl Page for RecipientsPage {
    const TEMPLATE: &'static str = "plans/recipients.html";
}

/// A recipient.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecipientView {
    /// As printed.
    pub name: String,
    /// "để b/c".
    pub purpose: Option<String>,
    /// The unit, when it is one.
    #[schema(value_type = Option<String>)]
    pub unit_id: Option<UnitId>,
    /// Its name.
    pub unit_name: Option<String>,
    /// Source line.
    pub line: i32,
}

/// A signer.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignatureView {
    /// "KT. BỘ TRƯỞNG".
    pub authority: Option<String>,
    /// Post.
    pub title: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Agency.
    pub agency: Option<String>,
    /// Source line.
    pub line: u32,
}
