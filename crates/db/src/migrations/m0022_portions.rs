//! What is done to thousands of units in portions says how far it is: reminders of a cascade and of a document, figures
//! that are asked of a period.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{integer, integer_null};

use super::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let add = |table: &'static str, column: ColumnDef| {
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned())
        };
        add("cascade", integer_null("n_to_remind")).await?;
        add("document", integer_null("n_to_remind")).await?;
        add("document", integer("n_reminded").default(0).to_owned()).await?;
        add("figure_period", integer_null("n_to_ask")).await?;
        add("figure_period", integer("n_asked").default(0).to_owned()).await?;
        // The totals of a plan's indicators: one row of each period among fifty thousand.
        manager.create_index(index("figure", &["indicator_id", "above_id"])).await
    }
}
