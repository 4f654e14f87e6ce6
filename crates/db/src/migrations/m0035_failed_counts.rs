//! When numbers of a review could not be counted: its page says so beside the numbers it has.

use sea_orm_migration::prelude::*;

use super::moment_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let failed = moment_null("count_failed_at");
        manager.alter_table(Table::alter().table("review").add_column(failed).to_owned()).await
    }
}
