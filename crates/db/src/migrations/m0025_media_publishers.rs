//! Versions of communications keep the unit under whose name they were approved.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::uuid_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = uuid_null("unit_id");
        manager.alter_table(Table::alter().table("media_version").add_column(column).to_owned()).await?;
        // What is there was approved under the name that its item bears.
        let kept = "UPDATE media_version SET unit_id = (SELECT unit_id FROM media_item WHERE media_item.id = media_version.item_id)";
        manager.get_connection().execute_unprepared(kept).await?;
        Ok(())
    }
}
