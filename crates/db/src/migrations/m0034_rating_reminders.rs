//! Ratings that run: when the silent were reminded, of which last day they were told, why a rating was given up.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date_null, text};

use super::moment_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let reason = text("reason").default("").to_owned();
        for column in [moment_null("reminded_at"), date_null("soon_told"), date_null("late_told"), reason] {
            manager.alter_table(Table::alter().table("rating").add_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
