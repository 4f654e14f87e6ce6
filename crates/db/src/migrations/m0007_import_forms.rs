//! A form that is sent twice with the same file makes one import.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::string_null;

use super::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let form = Table::alter().table("import").add_column(string_null("form")).to_owned();
        manager.alter_table(form).await?;
        // Imports without a form are never the same: databases hold no two NULLs for equal.
        manager.create_index(index("import", &["person_id", "form", "file"]).unique().to_owned()).await
    }
}
