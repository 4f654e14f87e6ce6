//! "Who got it" goes along an index: each delivery keeps the place of its unit in the register of units, and says in one
//! column, which the database itself computes, how far it is.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::integer;

use super::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The order of the register of units: what issuing writes into each delivery.
const PLACES: &str = "UPDATE delivery SET place = o.n FROM \
    (SELECT id, CAST(row_number() OVER (ORDER BY rank, code, id) - 1 AS integer) AS n FROM unit) AS o \
    WHERE o.id = delivery.unit_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let add = |column: ColumnDef| {
            manager.alter_table(Table::alter().table("delivery").add_column(column).to_owned())
        };
        add(integer("place").default(0).to_owned()).await?;
        manager.get_connection().execute_unprepared(PLACES).await?;
        // SQLite adds none that is stored to a table that is there; an index keeps it all the same.
        let is_stored = manager.get_database_backend() == DbBackend::Postgres;
        let read = Expr::case(Expr::col("read_at").is_null(), 0).finally(1);
        let acknowledged = Expr::case(Expr::col("acknowledged_at").is_null(), 0).finally(2);
        let standing = Expr::expr(acknowledged).add(read);
        add(ColumnDef::new("standing").integer().generated(standing, is_stored).to_owned()).await?;
        manager.create_index(index("delivery", &["document_id", "standing", "place", "id"])).await
    }
}
