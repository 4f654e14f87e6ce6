//! A text that does not read like a plan is told apart in lists, not only on its own page.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::boolean;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = boolean("is_doubted").default(false).to_owned();
        manager.alter_table(Table::alter().table("import").add_column(column).to_owned()).await?;
        // A draft writes its doubt as an object, or null; inside its texts every quotation mark has a backslash before it.
        let doubted = Query::select()
            .column("import_id")
            .from("import_draft")
            .and_where(Expr::col("draft").like("%\"doubt\":{%"))
            .to_owned();
        let mark = Query::update()
            .table("import")
            .value("is_doubted", true)
            .and_where(Expr::col("id").in_subquery(doubted))
            .to_owned();
        manager.execute(mark).await
    }
}
