//! The document that tells the results of a rating, and since when its text says what is so.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

use super::moment_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [uuid_null("document_id"), moment_null("document_at")] {
            manager.alter_table(Table::alter().table("rating").add_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
