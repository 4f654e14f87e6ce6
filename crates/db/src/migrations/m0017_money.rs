//! Money of plans: the estimate of a plan, its lines with those allotted to units below, and every amount that was
//! adjusted, allocated, allotted and spent.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date, integer, integer_null, string, text, uuid, uuid_null,
};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        estimates(manager).await?;
        lines(manager).await?;
        entries(manager).await
    }
}

/// Its row is what everybody who writes the estimate takes alone, and what entries share.
async fn estimates(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let estimate = Table::create()
        .table("money_estimate")
        .col(uuid("plan_id").primary_key())
        .col(string("state"))
        .col(integer("version"))
        .col(text("document"))
        .col(uuid_null("approved_by"))
        .col(moment_null("approved_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("approved_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(estimate).await?;
    manager.create_index(index("money_estimate", &["approved_by"])).await
}

/// Amounts in đồng, quantities in thousandths. Each line keeps the sums of its entries and what stands below it, so that a
/// page of any level reads the rows of that level alone.
async fn lines(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let line = Table::create()
        .table("money_line")
        .col(id())
        .col(uuid("plan_id"))
        .col(uuid_null("above_id"))
        .col(uuid("root_id"))
        .col(integer("depth"))
        .col(integer("position"))
        .col(string("no"))
        .col(text("content"))
        .col(string("source_kind"))
        .col(uuid_null("source_id"))
        .col(integer_null("line"))
        .col(string("fund"))
        .col(string("level"))
        .col(uuid("unit_id"))
        .col(string("measure"))
        .col(big_integer_null("quantity"))
        .col(big_integer_null("price"))
        .col(big_integer("base"))
        .col(big_integer("adjusted"))
        .col(big_integer("allocated"))
        .col(big_integer("allotted"))
        .col(big_integer("spent"))
        .col(big_integer("below"))
        .col(text("note"))
        .col(integer("version"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("above_id", "money_line", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("created_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(line).await?;
    manager.create_index(index("money_line", &["plan_id", "depth"])).await?;
    manager.create_index(index("money_line", &["above_id", "unit_id"]).unique().to_owned()).await?;
    manager.create_index(index("money_line", &["root_id"])).await?;
    manager.create_index(index("money_line", &["unit_id"])).await?;
    manager.create_index(index("money_line", &["created_by"])).await
}

/// Rows are only added; what was wrong is struck out with a reason and stays.
async fn entries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let entry = Table::create()
        .table("money_entry")
        .col(id())
        .col(uuid("line_id"))
        .col(string("kind"))
        .col(uuid("unit_id"))
        .col(big_integer("amount"))
        .col(date("day"))
        .col(text("document"))
        .col(text("words"))
        .col(text("reason"))
        .col(text("link"))
        .col(uuid_null("person_id"))
        .col(moment("at"))
        .col(moment_null("struck_at"))
        .col(uuid_null("struck_by"))
        .col(text("struck_reason"))
        .foreign_key(&mut points_to("line_id", "money_line", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("struck_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(entry).await?;
    manager.create_index(index("money_entry", &["line_id"])).await?;
    manager.create_index(index("money_entry", &["unit_id"])).await?;
    manager.create_index(index("money_entry", &["person_id"])).await?;
    manager.create_index(index("money_entry", &["struck_by"])).await
}
