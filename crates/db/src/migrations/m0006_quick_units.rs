//! Indexes for a country's schools: a level counted without reading its rows, the units of a day, names by their beginning.

use sea_orm_migration::prelude::*;

use super::index;
use crate::dialect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let old = Index::drop().name("unit_parent_parent_id_line_index").table("unit_parent").to_owned();
        manager.drop_index(old).await?;
        let level = ["parent_id", "line", "valid_from", "valid_to"];
        manager.create_index(index("unit_parent", &level)).await?;
        manager.create_index(index("unit", &["valid_from", "valid_to"])).await?;
        dialect::create_byte_index(manager.get_connection(), "unit_name", "full_key").await
    }
}
