//! Indicators: what a plan asks units to count, the figure of each unit in each period with the sum of what stands below
//! it, who said what when, and the periods with their locks.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, boolean, date, date_null, integer, integer_null, string, text, uuid,
    uuid_null,
};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        indicators(manager).await?;
        periods(manager).await?;
        figures(manager).await?;
        entries(manager).await
    }
}

async fn indicators(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let indicator = Table::create()
        .table("indicator")
        .col(id())
        .col(uuid("plan_id"))
        .col(uuid("asker_id"))
        .col(string("source_kind"))
        .col(uuid_null("source_id"))
        .col(integer("position"))
        .col(string("state"))
        .col(text("name"))
        .col(string("measure"))
        .col(string("way"))
        .col(string("direction"))
        .col(big_integer_null("target"))
        .col(string("scope"))
        .col(string("every"))
        .col(date_null("starts_on"))
        .col(date_null("ends_on"))
        .col(integer("due_days"))
        .col(integer("decimals"))
        .col(big_integer_null("least"))
        .col(big_integer_null("most"))
        .col(string("asked"))
        .col(uuid_null("within_id"))
        .col(text("kinds"))
        .col(text("printed"))
        .col(boolean("is_stepwise"))
        .col(text("quote"))
        .col(integer_null("line"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("created_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(indicator).await?;
    manager.create_index(index("indicator", &["plan_id"])).await?;
    manager.create_index(index("indicator", &["source_id"])).await?;
    manager.create_index(index("indicator", &["state"])).await?;
    manager.create_index(index("indicator", &["created_by"])).await?;
    let unit = Table::create()
        .table("indicator_unit")
        .col(uuid("indicator_id"))
        .col(uuid("unit_id"))
        .primary_key(Index::create().col("indicator_id").col("unit_id"))
        .foreign_key(&mut points_to("indicator_id", "indicator", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(unit).await?;
    manager.create_index(index("indicator_unit", &["unit_id"])).await
}

/// A period that was asked for. Its row is what everybody who reports shares and who locks it takes alone.
async fn periods(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let period = Table::create()
        .table("figure_period")
        .col(uuid("indicator_id"))
        .col(string("period"))
        .col(date("first_on"))
        .col(date("last_on"))
        .col(date("due_on"))
        .col(date("asked_on"))
        .col(moment_null("locked_at"))
        .col(uuid_null("locked_by"))
        .primary_key(Index::create().col("indicator_id").col("period"))
        .foreign_key(&mut points_to("indicator_id", "indicator", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("locked_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(period).await?;
    manager.create_index(index("figure_period", &["locked_by"])).await
}

/// One row for each unit and period, also for the units between and for the one that asked: each keeps the sum of what
/// was given to it, so that a page of any level reads the rows of that level alone. Amounts are in hundredths.
async fn figures(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let figure = Table::create()
        .table("figure")
        .col(id())
        .col(uuid("indicator_id"))
        .col(uuid("plan_id"))
        .col(string("period"))
        .col(uuid("unit_id"))
        .col(uuid_null("above_id"))
        .col(integer("depth"))
        .col(boolean("is_leaf"))
        .col(string("state"))
        .col(date("due_on"))
        .col(big_integer_null("value"))
        .col(big_integer_null("base"))
        .col(text("note"))
        .col(text("link"))
        .col(text("reason"))
        .col(big_integer("n_asked"))
        .col(big_integer("below_value"))
        .col(big_integer("below_base"))
        .col(big_integer("below_said"))
        .col(big_integer("below_met"))
        .col(uuid_null("person_id"))
        .col(boolean("is_by_above"))
        .col(moment_null("said_at"))
        .col(moment_null("sent_at"))
        .col(moment_null("decided_at"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("indicator_id", "indicator", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(figure).await?;
    let once = index("figure", &["indicator_id", "period", "unit_id"]).unique().to_owned();
    manager.create_index(once).await?;
    manager.create_index(index("figure", &["indicator_id", "period", "above_id", "state"])).await?;
    manager.create_index(index("figure", &["unit_id", "due_on"])).await?;
    manager.create_index(index("figure", &["above_id", "state", "sent_at"])).await?;
    manager.create_index(index("figure", &["plan_id"])).await?;
    manager.create_index(index("figure", &["person_id"])).await
}

/// What was said of a figure and done to it, in order. Rows are only added.
async fn entries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let entry = Table::create()
        .table("figure_entry")
        .col(id())
        .col(uuid("figure_id"))
        .col(uuid_null("person_id"))
        .col(string("verb"))
        .col(big_integer_null("value_before"))
        .col(big_integer_null("base_before"))
        .col(big_integer_null("value"))
        .col(big_integer_null("base"))
        .col(text("words"))
        .col(moment("at"))
        .foreign_key(&mut points_to("figure_id", "figure", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(entry).await?;
    manager.create_index(index("figure_entry", &["figure_id"])).await?;
    manager.create_index(index("figure_entry", &["person_id"])).await
}
