//! Units: who they are, how they are called, under whom they stand, what became of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    boolean, date, date_null, integer, string, string_uniq, text, uuid, uuid_null,
};

use super::{id, index, moment, moment_null, points_to};
use crate::dialect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        units(manager).await?;
        names(manager).await?;
        places(manager).await?;
        links(manager).await?;
        aliases(manager).await?;
        imports(manager).await?;
        dialect::create_full_text(manager.get_connection(), "unit", "search_text").await
    }
}

async fn units(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let unit = Table::create()
        .table("unit")
        .col(id())
        .col(string_uniq("code"))
        .col(string("kind"))
        .col(string("area"))
        .col(integer("rank"))
        .col(date_null("valid_from"))
        .col(date_null("valid_to"))
        .col(text("source"))
        .col(boolean("verified"))
        .col(text("search_text"))
        .to_owned();
    manager.create_table(unit).await?;
    manager.create_index(index("unit", &["kind", "area"])).await
}

async fn names(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Units are never removed, only ended; restrict says so to the database as well.
    let name = Table::create()
        .table("unit_name")
        .col(id())
        .col(uuid("unit_id"))
        .col(text("full"))
        .col(text("full_key"))
        .col(text("short"))
        .col(date_null("valid_from"))
        .col(date_null("valid_to"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(name).await?;
    manager.create_index(index("unit_name", &["unit_id"])).await?;
    manager.create_index(index("unit_name", &["full_key"])).await
}

async fn places(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let parent = Table::create()
        .table("unit_parent")
        .col(id())
        .col(uuid("unit_id"))
        .col(string("line"))
        .col(uuid_null("parent_id"))
        .col(date_null("valid_from"))
        .col(date_null("valid_to"))
        .col(boolean("is_gap"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("parent_id", "unit", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(parent).await?;
    manager.create_index(index("unit_parent", &["unit_id"])).await?;
    manager.create_index(index("unit_parent", &["parent_id", "line"])).await
}

async fn links(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let link = Table::create()
        .table("unit_link")
        .col(id())
        .col(string("kind"))
        .col(uuid("from_id"))
        .col(uuid_null("to_id"))
        .col(date("on_day"))
        .col(text("basis"))
        .col(boolean("verified"))
        .foreign_key(&mut points_to("from_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("to_id", "unit", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(link).await?;
    manager.create_index(index("unit_link", &["from_id"])).await?;
    manager.create_index(index("unit_link", &["to_id"])).await
}

async fn aliases(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let alias = Table::create()
        .table("unit_alias")
        .col(id())
        .col(uuid("unit_id"))
        .col(text("text"))
        .col(text("text_key"))
        .col(boolean("verified"))
        .col(uuid_null("person_id"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(alias).await?;
    manager.create_index(index("unit_alias", &["unit_id", "text_key"])).await?;
    manager.create_index(index("unit_alias", &["text_key"])).await
}

async fn imports(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let import = Table::create()
        .table("unit_import")
        .col(id())
        .col(string("file_name"))
        .col(uuid_null("person_id"))
        .col(uuid_null("post_id"))
        .col(text("rows"))
        .col(integer("n_rows"))
        .col(integer("n_done"))
        .col(text("faults"))
        .col(string("state"))
        .col(moment("created_at"))
        .col(moment_null("ended_at"))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(import).await?;
    manager.create_index(index("unit_import", &["created_at"])).await
}
