//! Reviews that are counted by a job: since when, and how far it is.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

use super::moment_null;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            moment_null("counting_at"),
            integer("n_steps").default(0).to_owned(),
            integer("n_steps_done").default(0).to_owned(),
        ];
        for column in columns {
            manager.alter_table(Table::alter().table("review").add_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
