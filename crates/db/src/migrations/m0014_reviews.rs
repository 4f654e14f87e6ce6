//! Documents that are written in the browser, whom their printed names stand for, and reviews with their frozen numbers.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, date_null, integer, string, string_null, text, text_null, uuid, uuid_null,
};

use super::{id, index, moment, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        writings(manager).await?;
        addresses(manager).await?;
        reviews(manager).await?;
        snapshots(manager).await?;
        records(manager).await
    }
}

/// What is being written of a draft and is no version yet: at most one a document.
async fn writings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("document_writing")
        .col(uuid("document_id").primary_key().take())
        .col(integer("version"))
        .col(integer("revision"))
        .col(text("content"))
        .col(uuid_null("person_id"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("document_id", "document", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(table).await
}

/// Whom the names of a document without a plan stand for, and units that get it without being printed.
async fn addresses(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("document_address")
        .col(id())
        .col(uuid("document_id"))
        .col(string("printed_key"))
        .col(text("printed"))
        .col(string("target"))
        .col(uuid_null("target_id"))
        .col(string_null("unit_kind"))
        .col(text_null("purpose"))
        .col(boolean("is_added"))
        .col(uuid_null("person_id"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("document_id", "document", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(table).await?;
    let same = index("document_address", &["document_id", "printed_key"]).unique().take();
    manager.create_index(same).await
}

async fn reviews(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("review")
        .col(id())
        .col(uuid("unit_id"))
        .col(uuid_null("plan_id"))
        .col(uuid_null("about_unit_id"))
        .col(string("kind"))
        .col(text("title"))
        .col(date("from_on"))
        .col(date("to_on"))
        .col(integer("snapshot"))
        .col(text("texts"))
        .col(integer("revision"))
        .col(uuid_null("document_id"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("document_id", "document", ForeignKeyAction::SetNull))
        .to_owned();
    manager.create_table(table).await?;
    manager.create_index(index("review", &["plan_id"])).await?;
    manager.create_index(index("review", &["unit_id"])).await?;
    manager.create_index(index("review", &["document_id"])).await
}

async fn snapshots(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("review_snapshot")
        .col(id())
        .col(uuid("review_id"))
        .col(integer("no"))
        .col(text("numbers"))
        .col(boolean("has_records"))
        .col(uuid_null("person_id"))
        .col(moment("taken_at"))
        .foreign_key(&mut points_to("review_id", "review", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(table).await?;
    manager.create_index(index("review_snapshot", &["review_id", "no"]).unique().take()).await
}

/// The work of a snapshot as it stood: what its numbers open to.
async fn records(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("review_record")
        .col(uuid("snapshot_id"))
        .col(uuid("assignment_id"))
        .col(uuid("unit_id"))
        .col(string("source_kind"))
        .col(uuid("source_id"))
        .col(string("role"))
        .col(string("state"))
        .col(date_null("due_on"))
        .col(string("period"))
        .col(integer("percent"))
        .col(boolean("is_late"))
        .col(integer("n_files"))
        .col(text_null("reason"))
        .primary_key(Index::create().col("snapshot_id").col("assignment_id"))
        .foreign_key(&mut points_to("snapshot_id", "review_snapshot", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(table).await?;
    manager.create_index(index("review_record", &["snapshot_id", "source_id"])).await?;
    manager.create_index(index("review_record", &["snapshot_id", "unit_id"])).await
}
