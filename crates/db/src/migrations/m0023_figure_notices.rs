//! Periods of figures remember that units were told of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::date_null;

use super::moment_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column a statement: SQLite adds no two at once.
        for column in [moment_null("told_at"), date_null("due_told_on")] {
            manager.alter_table(Table::alter().table("figure_period").add_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
