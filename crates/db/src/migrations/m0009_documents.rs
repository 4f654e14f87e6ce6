//! Official documents on their way out: text and versions, comments, approvals, files, recipients and what reached them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date_null, integer, integer_null, string, string_null, text, text_null, uuid,
    uuid_null,
};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        documents(manager).await?;
        versions(manager).await?;
        approvals(manager).await?;
        comments(manager).await?;
        files(manager).await?;
        addresses(manager).await?;
        deliveries(manager).await?;
        // The review's path of what a row came from: with it a task keeps its history when the plan is revised.
        for table in ["task", "duty", "recipient"] {
            let column = string_null("item");
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        Ok(())
    }
}

async fn documents(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("document")
        .col(id())
        .col(uuid("unit_id"))
        .col(uuid_null("plan_id").unique_key().take())
        .col(uuid_null("about_id"))
        .col(string("kind"))
        .col(text("subject"))
        .col(text("subject_key"))
        .col(string("state"))
        .col(integer("version"))
        .col(text("content"))
        .col(string_null("urgency"))
        .col(integer_null("number"))
        .col(string_null("symbol"))
        .col(date_null("issued_on"))
        .col(integer("n_to_deliver"))
        .col(integer("n_delivered"))
        .col(text_null("returned_why"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .col(moment_null("submitted_at"))
        .col(moment_null("issued_at"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("about_id", "document", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(table).await?;
    manager.create_index(index("document", &["unit_id", "state"])).await?;
    manager.create_index(index("document", &["about_id"])).await
}

async fn versions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("document_version")
        .col(id())
        .col(uuid("document_id"))
        .col(integer("no"))
        .col(text("content"))
        .col(string("why"))
        .col(uuid_null("person_id"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("document_id", "document", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(table).await?;
    manager.create_index(index("document_version", &["document_id", "no"]).unique().take()).await
}

async fn approvals(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("document_approval")
        .col(id())
        .col(uuid("document_id"))
        .col(integer("position"))
        .col(text("printed"))
        .col(uuid_null("unit_id"))
        .col(string("state"))
        .col(string("authority"))
        .col(text("rank_printed"))
        .col(text("title_printed"))
        .col(text("name_printed"))
        .col(uuid_null("signer_id"))
        .col(uuid_null("decided_by"))
        .col(moment_null("decided_at"))
        .col(text_null("reason"))
        .col(uuid_null("signed_by"))
        .col(moment_null("signed_at"))
        .col(string_null("signed_digest"))
        .col(boolean("is_outside"))
        .foreign_key(&mut points_to("document_id", "document", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(table).await?;
    manager.create_index(index("document_approval", &["document_id", "position"]).unique().take()).await?;
    manager.create_index(index("document_approval", &["unit_id", "state"])).await
}

async fn comments(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("document_comment")
        .col(id())
        .col(uuid("document_id"))
        .col(integer("version"))
        .col(string("place"))
        .col(text("quote"))
        .col(text("text"))
        .col(uuid("person_id"))
        .col(moment("created_at"))
        .col(uuid_null("resolved_by"))
        .col(moment_null("resolved_at"))
        .foreign_key(&mut points_to("document_id", "document", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(table).await?;
    manager.create_index(index("document_comment", &["document_id"])).await
}

async fn files(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("document_file")
        .col(id())
        .col(uuid("document_id"))
        .col(string("kind"))
        .col(text("name"))
        .col(string("file"))
        .col(big_integer("bytes"))
        .col(text("checks"))
        .col(uuid_null("person_id"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("document_id", "document", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(table).await?;
    manager.create_index(index("document_file", &["document_id"])).await
}

/// Whom a printed name of a plan stands for, when it is not one unit: "các trường trực thuộc".
async fn addresses(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("address")
        .col(id())
        .col(uuid("plan_id"))
        .col(string("printed_key"))
        .col(text("printed"))
        .col(string("target"))
        .col(uuid_null("target_id"))
        .col(string_null("unit_kind"))
        .col(uuid_null("person_id"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(table).await?;
    manager.create_index(index("address", &["plan_id", "printed_key"]).unique().take()).await
}

async fn deliveries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let table = Table::create()
        .table("delivery")
        .col(id())
        .col(uuid("document_id"))
        .col(uuid("unit_id"))
        .col(string_null("purpose"))
        .col(moment("delivered_at"))
        .col(moment_null("read_at"))
        .col(uuid_null("read_by"))
        .col(moment_null("acknowledged_at"))
        .col(uuid_null("acknowledged_by"))
        .col(moment_null("reminded_at"))
        .col(integer("n_reminders"))
        .foreign_key(&mut points_to("document_id", "document", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(table).await?;
    manager.create_index(index("delivery", &["document_id", "unit_id"]).unique().take()).await?;
    manager.create_index(index("delivery", &["unit_id", "acknowledged_at"])).await
}
