//! Imports that were begun from a plan of an earlier year say which.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

use super::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = Table::alter().table("import").add_column(uuid_null("from_plan_id")).to_owned();
        manager.alter_table(column).await?;
        manager.create_index(index("import", &["from_plan_id"])).await
    }
}
