//! The document that tells the results of a rating and since when its text says what is so; evidence on rating sheets.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, string, text, text_null, uuid, uuid_null};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [uuid_null("document_id"), moment_null("document_at")] {
            manager.alter_table(Table::alter().table("rating").add_column(column).to_owned()).await?;
        }
        let file = Table::create()
            .table("rating_file")
            .col(id())
            .col(uuid("sheet_id"))
            .col(uuid_null("criterion_id"))
            .col(uuid_null("person_id"))
            .col(text("name"))
            .col(string("file"))
            .col(string("kind"))
            .col(big_integer("n_bytes"))
            .col(string("scan"))
            .col(text_null("found"))
            .col(moment("created_at"))
            .col(moment_null("removed_at"))
            .foreign_key(&mut points_to("sheet_id", "rating_sheet", ForeignKeyAction::Cascade))
            .foreign_key(&mut points_to("criterion_id", "rating_criterion", ForeignKeyAction::SetNull))
            .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
            .to_owned();
        manager.create_table(file).await?;
        manager.create_index(index("rating_file", &["sheet_id"])).await?;
        manager.create_index(index("rating_file", &["criterion_id"])).await?;
        manager.create_index(index("rating_file", &["person_id"])).await
    }
}
