//! Activities of units: sessions, the units and partners that take part, participants by name, attendance, materials.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date_null, integer, integer_null, string, text, text_null, uuid, uuid_null,
};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        activities(manager).await?;
        sessions(manager).await?;
        units(manager).await?;
        partners(manager).await?;
        people(manager).await?;
        marks(manager).await?;
        materials(manager).await
    }
}

async fn activities(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let activity = Table::create()
        .table("activity")
        .col(id())
        .col(uuid("unit_id"))
        .col(uuid_null("plan_id"))
        .col(uuid_null("task_id"))
        .col(uuid_null("duty_id"))
        .col(string("kind"))
        .col(text("name"))
        .col(text("name_key"))
        .col(text("content"))
        .col(text("contact"))
        .col(string("state"))
        .col(text("reason"))
        .col(string("asked"))
        .col(uuid_null("within_id"))
        .col(text("kinds"))
        .col(uuid_null("cluster_id"))
        .col(text("units"))
        .col(integer_null("seats"))
        .col(date_null("answer_by"))
        .col(date_null("told_by"))
        .col(integer_null("n_wanted"))
        .col(moment_null("first_at"))
        .col(moment_null("last_at"))
        .col(text("results"))
        .col(text("lessons"))
        .col(text("figures"))
        .col(moment_null("announced_at"))
        .col(moment_null("reported_at"))
        .col(integer("version"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::SetNull))
        .foreign_key(&mut points_to("task_id", "task", ForeignKeyAction::SetNull))
        .foreign_key(&mut points_to("duty_id", "duty", ForeignKeyAction::SetNull))
        .foreign_key(&mut points_to("within_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("cluster_id", "cluster", ForeignKeyAction::SetNull))
        .foreign_key(&mut points_to("created_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(activity).await?;
    manager.create_index(index("activity", &["unit_id", "first_at"])).await?;
    for column in ["plan_id", "task_id", "duty_id", "within_id", "cluster_id", "created_by", "answer_by"] {
        manager.create_index(index("activity", &[column])).await?;
    }
    Ok(())
}

async fn sessions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let session = Table::create()
        .table("activity_session")
        .col(id())
        .col(uuid("activity_id"))
        .col(text("topic"))
        .col(moment("starts_at"))
        .col(moment("ends_at"))
        .col(string("form"))
        .col(text("place"))
        .col(text("place_key"))
        .col(text("link"))
        .col(text("speaker"))
        .col(text("speaker_key"))
        .col(moment_null("was_at"))
        .col(moment_null("cancelled_at"))
        .col(text("reason"))
        .col(integer("n_others"))
        .col(moment_null("told_at"))
        .col(integer("version"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("activity_id", "activity", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(session).await?;
    manager.create_index(index("activity_session", &["activity_id", "starts_at"])).await?;
    manager.create_index(index("activity_session", &["starts_at"])).await
}

async fn units(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let unit = Table::create()
        .table("activity_unit")
        .col(id())
        .col(uuid("activity_id"))
        .col(uuid("unit_id"))
        .col(boolean("is_host"))
        .col(string("state"))
        .col(text("note"))
        .col(moment_null("answered_at"))
        .col(uuid_null("answered_by"))
        .col(moment_null("reminded_at"))
        .col(integer("version"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("activity_id", "activity", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("answered_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(unit).await?;
    manager.create_index(index("activity_unit", &["activity_id", "unit_id"]).unique().to_owned()).await?;
    manager.create_index(index("activity_unit", &["unit_id"])).await?;
    manager.create_index(index("activity_unit", &["answered_by"])).await
}

async fn partners(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let partner = Table::create()
        .table("activity_partner")
        .col(id())
        .col(uuid("activity_id"))
        .col(uuid("partner_id"))
        .col(string("role"))
        .col(text("note"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("activity_id", "activity", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("partner_id", "partner", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(partner).await?;
    manager
        .create_index(index("activity_partner", &["activity_id", "partner_id"]).unique().to_owned())
        .await?;
    manager.create_index(index("activity_partner", &["partner_id"])).await
}

async fn people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let person = Table::create()
        .table("activity_person")
        .col(id())
        .col(uuid("activity_id"))
        .col(uuid_null("activity_unit_id"))
        .col(uuid_null("activity_partner_id"))
        .col(text("name"))
        .col(text("position"))
        .col(text("key"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("activity_id", "activity", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("activity_unit_id", "activity_unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("activity_partner_id", "activity_partner", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("created_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(person).await?;
    for column in ["activity_id", "activity_unit_id", "activity_partner_id", "created_by"] {
        manager.create_index(index("activity_person", &[column])).await?;
    }
    Ok(())
}

async fn marks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mark = Table::create()
        .table("activity_mark")
        .col(uuid("session_id"))
        .col(uuid("person_id"))
        .col(string("presence"))
        .col(text("reason"))
        .primary_key(Index::create().col("session_id").col("person_id"))
        .foreign_key(&mut points_to("session_id", "activity_session", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "activity_person", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(mark).await?;
    manager.create_index(index("activity_mark", &["person_id"])).await
}

async fn materials(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let material = Table::create()
        .table("activity_material")
        .col(id())
        .col(uuid("activity_id"))
        .col(uuid_null("person_id"))
        .col(text("name"))
        .col(text("link"))
        .col(string("file"))
        .col(string("kind"))
        .col(big_integer("n_bytes"))
        .col(string("scan"))
        .col(text_null("found"))
        .col(moment("created_at"))
        .col(moment_null("removed_at"))
        .foreign_key(&mut points_to("activity_id", "activity", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(material).await?;
    manager.create_index(index("activity_material", &["activity_id"])).await?;
    manager.create_index(index("activity_material", &["person_id"])).await
}
