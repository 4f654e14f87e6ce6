//! Plans: the document, its tasks and duties with their units, sessions, venues, budget, recipients.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    date_null, integer, integer_null, string, string_null, text, text_null, uuid, uuid_null,
};

use super::{id, index, moment, points_to};
use crate::dialect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        plans(manager).await?;
        work(manager).await?;
        duties(manager).await?;
        details(manager).await?;
        dialect::create_full_text(manager.get_connection(), "plan", "search_text").await
    }
}

async fn plans(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let plan = Table::create()
        .table("plan")
        .col(id())
        .col(uuid("unit_id"))
        .col(uuid_null("import_id"))
        .col(text("subject"))
        .col(text("subject_key"))
        .col(string("doc_type"))
        .col(string_null("number"))
        .col(string_null("place"))
        .col(string_null("date_printed"))
        .col(date_null("issued_on"))
        .col(integer_null("year"))
        .col(string_null("window_printed"))
        .col(date_null("starts_on"))
        .col(date_null("ends_on"))
        .col(string("state"))
        .col(text("document"))
        .col(text("source"))
        .col(text("search_text"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .to_owned();
    manager.create_table(plan).await?;
    manager.create_index(index("plan", &["unit_id"])).await?;
    manager.create_index(index("plan", &["year"])).await?;
    let issuer = Table::create()
        .table("plan_issuer")
        .col(id())
        .col(uuid("plan_id"))
        .col(integer("position"))
        .col(text("printed"))
        .col(uuid_null("unit_id"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(issuer).await?;
    manager.create_index(index("plan_issuer", &["plan_id"])).await?;
    manager.create_index(index("plan_issuer", &["unit_id"])).await
}

async fn work(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let task = Table::create()
        .table("task")
        .col(id())
        .col(uuid("plan_id"))
        .col(integer("position"))
        .col(string_null("no"))
        .col(text("title"))
        .col(text("title_key"))
        .col(text_null("group_title"))
        .col(text_null("time_printed"))
        .col(date_null("starts_on"))
        .col(date_null("ends_on"))
        .col(string("precision"))
        .col(text_null("product"))
        .col(string("state"))
        .col(integer("first_line"))
        .col(integer("last_line"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(task).await?;
    manager.create_index(index("task", &["plan_id"])).await?;
    let unit = Table::create()
        .table("task_unit")
        .col(id())
        .col(uuid("plan_id"))
        .col(uuid("task_id"))
        .col(string("role"))
        .col(integer("position"))
        .col(text("printed"))
        .col(uuid_null("unit_id"))
        .foreign_key(&mut points_to("task_id", "task", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(unit).await?;
    manager.create_index(index("task_unit", &["plan_id"])).await?;
    manager.create_index(index("task_unit", &["task_id"])).await?;
    manager.create_index(index("task_unit", &["unit_id"])).await
}

async fn duties(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let duty = Table::create()
        .table("duty")
        .col(id())
        .col(uuid("plan_id"))
        .col(integer("position"))
        .col(text("text"))
        .col(text("text_key"))
        .col(text("verbs"))
        .col(string("unit_source"))
        .col(text_null("time_printed"))
        .col(date_null("starts_on"))
        .col(date_null("ends_on"))
        .col(string("state"))
        .col(integer("first_line"))
        .col(integer("last_line"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(duty).await?;
    manager.create_index(index("duty", &["plan_id"])).await?;
    let unit = Table::create()
        .table("duty_unit")
        .col(id())
        .col(uuid("plan_id"))
        .col(uuid("duty_id"))
        .col(string("role"))
        .col(integer("position"))
        .col(text("printed"))
        .col(uuid_null("unit_id"))
        .foreign_key(&mut points_to("duty_id", "duty", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(unit).await?;
    manager.create_index(index("duty_unit", &["plan_id"])).await?;
    manager.create_index(index("duty_unit", &["duty_id"])).await?;
    manager.create_index(index("duty_unit", &["unit_id"])).await
}

/// A table that hangs on a plan: position and source lines are common to all.
fn part(name: &'static str) -> TableCreateStatement {
    Table::create()
        .table(name)
        .col(id())
        .col(uuid("plan_id"))
        .col(integer("position"))
        .col(integer("first_line"))
        .col(integer("last_line"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .to_owned()
}

async fn details(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let session = part("plan_session")
        .col(string("label"))
        .col(text("text"))
        .col(text_null("audience"))
        .col(string_null("time_printed"))
        .col(date_null("starts_on"))
        .col(date_null("ends_on"))
        .to_owned();
    manager.create_table(session).await?;
    manager.create_index(index("plan_session", &["plan_id"])).await?;
    let venue = part("plan_venue")
        .col(string_null("session_label"))
        .col(string_null("mode"))
        .col(text_null("location"))
        .col(text("text"))
        .to_owned();
    manager.create_table(venue).await?;
    manager.create_index(index("plan_venue", &["plan_id"])).await?;
    let participants = part("plan_participants")
        .col(string_null("session_label"))
        .col(string_null("mode"))
        .col(string("role"))
        .col(text("members"))
        .to_owned();
    manager.create_table(participants).await?;
    manager.create_index(index("plan_participants", &["plan_id"])).await?;
    let budget = part("budget_line")
        .col(text_null("scope"))
        .col(text("text"))
        .col(text("sources"))
        .col(text("payers"))
        .to_owned();
    manager.create_table(budget).await?;
    manager.create_index(index("budget_line", &["plan_id"])).await?;
    let recipient = part("recipient")
        .col(text("name"))
        .col(string_null("purpose"))
        .col(string("kind"))
        .col(uuid_null("unit_id"))
        .to_owned();
    manager.create_table(recipient).await?;
    manager.create_index(index("recipient", &["plan_id"])).await?;
    manager.create_index(index("recipient", &["unit_id"])).await
}
