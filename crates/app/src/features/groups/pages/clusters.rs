//! Pages of clusters.

use crate::features::units::UnitRef;
use domain::groups::{ClusterKind, ClusterRole};
use domain::ids::{ClusterId, ClusterMemberId, DocumentId, UnitId};
use domain::time::Day;
use serde::Serialize;
use tables::document;
use utoipa::ToSchema;
use web::Page;

/// Clusters of a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClustersPage {
    /// Words that were searched for.
    pub q: String,
    /// Only of this kind.
    pub kind: String,
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub on: Day,
    /// It is today.
    pub is_today: bool,
    /// By name.
    pub clusters: Vec<ClusterRow>,
    /// May make one.
    pub may_make: bool,
}

impl Page for ClustersPage {
    const TEMPLATE: &'static str = "groups/clusters.html";
}

/// A cluster in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClusterRow {
    /// Id.
    pub id: ClusterId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: ClusterKind,
    /// The unit that keeps it.
    pub keeper: String,
    /// Its leading unit.
    pub leader: Option<UnitRef>,
    /// Units in it.
    pub n_units: usize,
}

/// One cluster on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClusterPage {
    /// What lists show of it.
    pub cluster: ClusterRow,
    /// The unit that keeps it.
    #[schema(value_type = String)]
    pub keeper_id: UnitId,
    /// By what it was set up.
    pub basis: String,
    /// First day.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Day>,
    /// The day that is shown.
    #[schema(value_type = String, format = Date)]
    pub on: Day,
    /// It is today.
    pub is_today: bool,
    /// Today, for forms.
    #[schema(value_type = String, format = Date)]
    pub today: Day,
    /// Units of the day: the leader, deputies, members.
    pub places: Vec<PlaceView>,
    /// Places that ended, or begin later.
    pub others: Vec<GoneView>,
    /// Documents that address it.
    pub letters: Vec<LetterView>,
    /// Work of its units, as far as the reader may see it.
    pub work: Vec<UnitWork>,
    /// Its last day lies behind us.
    pub is_over: bool,
    /// May change it.
    pub may_keep: bool,
}

impl Page for ClusterPage {
    const TEMPLATE: &'static str = "groups/cluster.html";
}

/// A unit in a cluster.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClusterPlace)]
pub struct PlaceView {
    /// Id of the place.
    pub id: ClusterMemberId,
    /// The unit.
    pub unit: UnitRef,
    /// Its part.
    pub role: ClusterRole,
    /// First day.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Day>,
    /// The unit has ended by that day: it gets nothing.
    pub is_ended: bool,
}

/// A place that does not hold on the day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClusterPlaceGone)]
pub struct GoneView {
    /// The unit.
    pub unit: UnitRef,
    /// Its part.
    pub role: ClusterRole,
    /// First day.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub to: Option<Day>,
}

/// A document that addresses a cluster or a partner.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClusterLetter)]
pub struct LetterView {
    /// Id.
    #[schema(value_type = String)]
    pub id: DocumentId,
    /// Number and symbol.
    pub symbol: Option<String>,
    /// Trích yếu.
    pub subject: String,
    /// Date.
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Day>,
    /// The name by which it addresses it.
    pub printed: String,
}

impl LetterView {
    /// A document with the name it prints.
    pub fn of((document, printed): (document::Model, String)) -> LetterView {
        LetterView {
            id: document.id,
            symbol: document.symbol,
            subject: document.subject,
            on: document.issued_on,
            printed,
        }
    }
}

/// Work of one unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClusterUnitWork)]
pub struct UnitWork {
    /// The unit.
    pub unit: UnitRef,
    /// All of it but what was withdrawn.
    pub n: u64,
    /// Late.
    pub n_late: u64,
    /// Being done, handed in or waiting.
    pub n_open: u64,
    /// Accepted by the unit that asked.
    pub n_done: u64,
    /// Withdrawn: nobody asks for it any more.
    pub n_withdrawn: u64,
}

/// A new cluster, or a change of one.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClusterEditPage {
    /// The one that is changed.
    pub cluster: Option<ClusterRow>,
    /// By what it was set up.
    pub basis: String,
    /// First day.
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// The unit that keeps it.
    pub unit: Option<UnitRef>,
}

impl Page for ClusterEditPage {
    const TEMPLATE: &'static str = "groups/cluster_edit.html";
}
