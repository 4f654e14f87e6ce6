//! Ratings of units: criteria, the sheet of each unit, its points.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, big_integer_null, date_null, integer, integer_null, string, text, uuid, uuid_null,
};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        ratings(manager).await?;
        criteria(manager).await?;
        sheets(manager).await?;
        marks(manager).await
    }
}

async fn ratings(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let rating = Table::create()
        .table("rating")
        .col(id())
        .col(uuid("unit_id"))
        .col(uuid_null("plan_id"))
        .col(text("name"))
        .col(string("state"))
        .col(date_null("due_on"))
        .col(string("asked"))
        .col(uuid_null("within_id"))
        .col(text("kinds"))
        .col(uuid_null("cluster_id"))
        .col(text("grades"))
        .col(big_integer("bonus_max"))
        .col(big_integer("penalty_max"))
        .col(integer("complaint_days"))
        .col(integer_null("n_to_send"))
        .col(integer("n_sent"))
        .col(integer("version"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .col(moment_null("sent_at"))
        .col(moment_null("locked_at"))
        .col(moment_null("published_at"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::SetNull))
        .foreign_key(&mut points_to("cluster_id", "cluster", ForeignKeyAction::SetNull))
        .foreign_key(&mut points_to("created_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(rating).await?;
    for column in ["unit_id", "plan_id", "cluster_id", "created_by"] {
        manager.create_index(index("rating", &[column])).await?;
    }
    let unit = Table::create()
        .table("rating_unit")
        .col(uuid("rating_id"))
        .col(uuid("unit_id"))
        .primary_key(Index::create().col("rating_id").col("unit_id"))
        .foreign_key(&mut points_to("rating_id", "rating", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(unit).await?;
    manager.create_index(index("rating_unit", &["unit_id"])).await
}

async fn criteria(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let criterion = Table::create()
        .table("rating_criterion")
        .col(id())
        .col(uuid("rating_id"))
        .col(integer("position"))
        .col(text("heading"))
        .col(text("name"))
        .col(string("kind"))
        .col(big_integer("points"))
        .col(string("source"))
        .col(uuid_null("indicator_id"))
        .foreign_key(&mut points_to("rating_id", "rating", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("indicator_id", "indicator", ForeignKeyAction::SetNull))
        .to_owned();
    manager.create_table(criterion).await?;
    manager.create_index(index("rating_criterion", &["rating_id"])).await?;
    manager.create_index(index("rating_criterion", &["indicator_id"])).await
}

async fn sheets(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sheet = Table::create()
        .table("rating_sheet")
        .col(id())
        .col(uuid("rating_id"))
        .col(uuid("unit_id"))
        .col(string("state"))
        .col(text("reason"))
        .col(integer("version"))
        .col(big_integer_null("total"))
        .col(integer_null("grade"))
        .col(uuid_null("person_id"))
        .col(moment_null("sent_at"))
        .col(moment_null("decided_at"))
        .col(text("complaint"))
        .col(moment_null("complained_at"))
        .col(text("answer"))
        .col(moment_null("answered_at"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("rating_id", "rating", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(sheet).await?;
    manager.create_index(index("rating_sheet", &["rating_id", "unit_id"]).unique().to_owned()).await?;
    manager.create_index(index("rating_sheet", &["rating_id", "total"])).await?;
    manager.create_index(index("rating_sheet", &["unit_id"])).await?;
    manager.create_index(index("rating_sheet", &["person_id"])).await
}

async fn marks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mark = Table::create()
        .table("rating_mark")
        .col(uuid("sheet_id"))
        .col(uuid("criterion_id"))
        .col(big_integer_null("own"))
        .col(text("own_words"))
        .col(text("own_link"))
        .col(big_integer_null("given"))
        .col(text("given_words"))
        .col(big_integer_null("data_n"))
        .col(big_integer_null("data_of"))
        .primary_key(Index::create().col("sheet_id").col("criterion_id"))
        .foreign_key(&mut points_to("sheet_id", "rating_sheet", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("criterion_id", "rating_criterion", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(mark).await?;
    manager.create_index(index("rating_mark", &["criterion_id"])).await
}
