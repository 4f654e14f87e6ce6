//! Communications of plans: items, their submitted versions and pictures, refused proposals, the public page of a plan.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date_null, integer, integer_null, string, string_uniq, text, uuid, uuid_null,
};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        items(manager).await?;
        versions(manager).await?;
        pictures(manager).await?;
        pages(manager).await
    }
}

async fn items(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let item = Table::create()
        .table("media_item")
        .col(id())
        .col(uuid("plan_id"))
        .col(uuid("unit_id"))
        .col(uuid_null("person_id"))
        .col(uuid_null("partner_id"))
        .col(text("title"))
        .col(string("phase"))
        .col(string("kind"))
        .col(string("channel"))
        .col(text("outlet"))
        .col(date_null("due_on"))
        .col(string("source_kind"))
        .col(uuid_null("source_id"))
        .col(moment_null("embargo_at"))
        .col(text("body"))
        .col(text("byline"))
        .col(text("credit"))
        .col(text("licence"))
        .col(boolean("on_page"))
        .col(boolean("publishes_itself"))
        .col(string("state"))
        .col(integer("revision"))
        .col(integer("version"))
        .col(integer_null("published_version"))
        .col(text("returned_why"))
        .col(text("correction"))
        .col(text("removed_why"))
        .col(moment_null("removed_at"))
        .col(moment_null("published_at"))
        .col(text("published_url"))
        .col(string_uniq("slug"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("partner_id", "partner", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("created_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(item).await?;
    for column in ["plan_id", "person_id", "partner_id", "created_by"] {
        manager.create_index(index("media_item", &[column])).await?;
    }
    // The list of a unit, what waits for its leader, what is due.
    manager.create_index(index("media_item", &["unit_id", "state", "due_on"])).await?;
    // What is due in any unit, and what publishes itself.
    manager.create_index(index("media_item", &["state", "due_on"])).await?;
    let refusal = Table::create()
        .table("media_refusal")
        .col(id())
        .col(uuid("plan_id"))
        .col(string("source_kind"))
        .col(uuid("source_id"))
        .col(uuid_null("person_id"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(refusal).await?;
    manager.create_index(index("media_refusal", &["person_id"])).await?;
    manager.create_index(index("media_refusal", &["plan_id", "source_id"]).unique().to_owned()).await
}

async fn versions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let version = Table::create()
        .table("media_version")
        .col(id())
        .col(uuid("item_id"))
        .col(integer("no"))
        .col(text("title"))
        .col(text("body"))
        .col(text("byline"))
        .col(text("credit"))
        .col(text("licence"))
        .col(text("pictures"))
        .col(text("correction"))
        .col(string("verdict"))
        .col(text("why"))
        .col(uuid_null("person_id"))
        .col(moment("created_at"))
        .col(uuid_null("decided_by"))
        .col(moment_null("decided_at"))
        .col(moment_null("published_at"))
        .foreign_key(&mut points_to("item_id", "media_item", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("decided_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(version).await?;
    manager.create_index(index("media_version", &["person_id"])).await?;
    manager.create_index(index("media_version", &["decided_by"])).await?;
    manager.create_index(index("media_version", &["item_id", "no"]).unique().to_owned()).await
}

async fn pictures(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let picture = Table::create()
        .table("media_picture")
        .col(id())
        .col(uuid("item_id"))
        .col(text("file_name"))
        .col(string("file"))
        .col(string("kind"))
        .col(big_integer("n_bytes"))
        .col(text("alt"))
        .col(text("caption"))
        .col(text("credit"))
        .col(boolean("shows_people"))
        .col(text("consent"))
        .col(string("scan"))
        .col(text("found"))
        .col(moment_null("scanned_at"))
        .col(uuid_null("person_id"))
        .col(moment("created_at"))
        .col(moment_null("removed_at"))
        .foreign_key(&mut points_to("item_id", "media_item", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(picture).await?;
    manager.create_index(index("media_picture", &["item_id"])).await?;
    manager.create_index(index("media_picture", &["person_id"])).await
}

async fn pages(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let page = Table::create()
        .table("media_page")
        .col(id())
        .col(uuid("plan_id"))
        .col(string_uniq("slug"))
        .col(boolean("is_on"))
        .col(uuid_null("person_id"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(page).await?;
    manager.create_index(index("media_page", &["person_id"])).await?;
    manager.create_index(index("media_page", &["plan_id"]).unique().to_owned()).await
}
