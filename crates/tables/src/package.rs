//! Packages of documents (gói edXML), sent and received as files, and packages that say what became of one.

use domain::ids::{DocumentId, PackageId, PersonId, RegisterEntryId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{DeriveActiveEnum, QueryOrder, Select};
use serde::{Deserialize, Serialize};

/// A package.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "package")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PackageId,
    /// The unit that made it, or that it came to.
    pub unit_id: UnitId,
    /// The unit whose code stands as the sender of one that was made here: the issuer, where another keeps the document.
    pub office_id: Option<UnitId>,
    /// Made here or brought here.
    pub way: Way,
    /// What it holds.
    pub sort: Sort,
    /// Where it stands.
    pub state: State,
    /// The document of this house that it carries or speaks of.
    pub document_id: Option<DocumentId>,
    /// The package that this one answers.
    pub about_id: Option<PackageId>,
    /// Code of the sender.
    pub sender_code: String,
    /// Name of the sender, as the package says it.
    pub sender_name: String,
    /// "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT".
    pub document_code: String,
    /// Number and symbol.
    pub symbol: String,
    /// The day of the document.
    pub dated_on: Option<Day>,
    /// Trích yếu; of a status its words.
    pub subject: String,
    /// Number, subject and sender, folded for search.
    pub search_key: String,
    /// 0 new, 1 revoke, 2 update, 3 replace.
    pub purpose: i32,
    /// Code of a status package: "03".
    pub status: Option<String>,
    /// What it says besides its files, as JSON.
    pub content: String,
    /// SHA-256 of the whole package, under which it is kept.
    pub file: String,
    /// Its name as a file.
    pub file_name: String,
    /// Its size.
    pub n_bytes: i64,
    /// How many offices it is for.
    pub n_parties: i32,
    /// What may be received once only, by unit; none until it is received.
    #[sea_orm(unique)]
    pub once: Option<String>,
    /// Its line in the register of incoming documents.
    pub entry_id: Option<RegisterEntryId>,
    /// Its arrival number.
    pub arrival_no: Option<i32>,
    /// Who made or brought it.
    pub person_id: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// When it was received or put aside.
    pub settled_at: Option<Moment>,
    /// By whom.
    pub settled_by: Option<PersonId>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Which way a package goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Made here.
    Out,
    /// Brought here.
    In,
}

/// What a package holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// A document with its files.
    Document,
    /// What became of one.
    Status,
}

/// Where a package stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Made here, to be carried to its receivers.
    Made,
    /// Read and looked at; nobody has received it yet.
    Waiting,
    /// Received: it is an incoming document, or its status was noted.
    Received,
    /// Put aside: it was not for this unit.
    Aside,
}

/// The package with this id.
pub fn by_id(id: PackageId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The packages of a document, the latest first.
pub fn of_document(document: DocumentId) -> Select<Entity> {
    Entity::find().filter(Column::DocumentId.eq(document)).order_by_desc(Column::Id)
}

/// The packages that answer this one, the latest first.
pub fn about(package: PackageId) -> Select<Entity> {
    Entity::find().filter(Column::AboutId.eq(package)).order_by_desc(Column::Id)
}

/// The packages of these units, the latest first.
pub fn of_units(units: &[UnitId]) -> Select<Entity> {
    Entity::find().filter(Column::UnitId.is_in(units.iter().copied())).order_by_desc(Column::Id)
}
