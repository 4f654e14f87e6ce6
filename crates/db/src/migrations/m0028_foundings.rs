//! Units without a union: lists, their units, the steps to found a union, and which unit has which union.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date_null, integer, integer_null, string, text, uuid, uuid_null};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        lists(manager).await?;
        units(manager).await?;
        steps(manager).await?;
        unions(manager).await
    }
}

async fn lists(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let list = Table::create()
        .table("founding_list")
        .col(id())
        .col(uuid("union_id"))
        .col(uuid_null("task_id"))
        .col(uuid("within_id"))
        .col(text("kinds"))
        .col(text("name"))
        .col(text("steps"))
        .col(integer("version"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("union_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("within_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("task_id", "task", ForeignKeyAction::SetNull))
        .foreign_key(&mut points_to("created_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(list).await?;
    for column in ["union_id", "within_id", "task_id", "created_by"] {
        manager.create_index(index("founding_list", &[column])).await?;
    }
    Ok(())
}

async fn units(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let founding = Table::create()
        .table("founding")
        .col(id())
        .col(uuid("list_id"))
        .col(uuid_null("unit_id"))
        .col(string("kind"))
        .col(text("name"))
        .col(text("name_key"))
        .col(text("area"))
        .col(integer_null("n_workers"))
        .col(text("contact"))
        .col(text("note"))
        .col(string("state"))
        .col(integer("n_steps"))
        .col(integer("n_done"))
        .col(date_null("next_due"))
        .col(text("union_name"))
        .col(text("decision_number"))
        .col(date_null("decided_on"))
        .col(text("decided_by"))
        .col(string("reason"))
        .col(text("words"))
        .col(moment_null("closed_at"))
        .col(integer("version"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("list_id", "founding_list", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("created_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(founding).await?;
    // One row a unit; rows of units that are not in the register have none.
    manager.create_index(index("founding", &["list_id", "unit_id"]).unique().to_owned()).await?;
    for column in ["list_id", "unit_id", "created_by"] {
        manager.create_index(index("founding", &[column])).await?;
    }
    Ok(())
}

async fn steps(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let step = Table::create()
        .table("founding_step")
        .col(id())
        .col(uuid("founding_id"))
        .col(integer("position"))
        .col(text("name"))
        .col(uuid_null("person_id"))
        .col(text("holder"))
        .col(date_null("due_on"))
        .col(date_null("done_on"))
        .col(text("evidence"))
        .col(text("note"))
        .foreign_key(&mut points_to("founding_id", "founding", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(step).await?;
    manager.create_index(index("founding_step", &["founding_id"])).await?;
    manager.create_index(index("founding_step", &["person_id"])).await?;
    manager.create_index(index("founding_step", &["due_on"])).await
}

async fn unions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let union = Table::create()
        .table("unit_union")
        .col(uuid("unit_id").primary_key().take())
        .col(text("name"))
        .col(text("decision_number"))
        .col(date_null("decided_on"))
        .col(uuid_null("founding_id"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("founding_id", "founding", ForeignKeyAction::SetNull))
        .foreign_key(&mut points_to("created_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(union).await?;
    manager.create_index(index("unit_union", &["founding_id"])).await?;
    manager.create_index(index("unit_union", &["created_by"])).await
}
