//! Changes of plans that were issued: what the plan said and says, the document that says so, and how far it is.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, string, text, text_null, uuid, uuid_null};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("amendment")
            .col(id())
            .col(uuid("plan_id"))
            .col(integer("no"))
            .col(uuid_null("document_id"))
            .col(string("state"))
            .col(text("reason"))
            .col(text("before"))
            .col(text_null("draft"))
            .col(integer("n_added"))
            .col(integer("n_changed"))
            .col(integer("n_removed"))
            .col(integer("n_moved"))
            .col(integer("n_withdrawn"))
            .col(uuid_null("created_by"))
            .col(moment("created_at"))
            .col(moment_null("applied_at"))
            .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
            .foreign_key(&mut points_to("document_id", "document", ForeignKeyAction::SetNull))
            .to_owned();
        manager.create_table(table).await?;
        manager.create_index(index("amendment", &["plan_id", "no"]).unique().take()).await?;
        manager.create_index(index("amendment", &["document_id"])).await
    }
}
