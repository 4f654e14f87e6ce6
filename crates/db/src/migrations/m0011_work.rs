//! Work of units: who must do what by when, the sums over the units below, reports, evidence, requests, pieces.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date, date_null, integer, string, string_null, text, uuid, uuid_null,
};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        assignments(manager).await?;
        sums(manager).await?;
        rounds(manager).await?;
        reports(manager).await?;
        requests(manager).await?;
        evidence(manager).await
    }
}

/// Two million rows are expected (50,000 units, 40 duties each): texts stay with the task or duty, and each index serves
/// one page. The order of a unit's list, what waits for the unit that asked, a plan's rows, a person's.
async fn assignments(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let assignment = Table::create()
        .table("assignment")
        .col(id())
        .col(uuid("plan_id"))
        .col(uuid("unit_id"))
        .col(uuid("asker_id"))
        .col(string("source_kind"))
        .col(uuid("source_id"))
        .col(string("role"))
        .col(string("state"))
        .col(date("asked_on"))
        .col(date_null("starts_on"))
        .col(date_null("due_on"))
        .col(string("period"))
        .col(uuid_null("person_id"))
        .col(integer("percent"))
        .col(moment_null("accepted_at"))
        .col(moment_null("handed_at"))
        .col(moment_null("done_at"))
        .col(moment_null("paused_at"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(assignment).await?;
    // The promise that nothing is asked twice, also when a plan is issued twice or a job runs twice.
    let once = index("assignment", &["source_id", "unit_id", "period"]).unique().to_owned();
    manager.create_index(once).await?;
    manager.create_index(index("assignment", &["unit_id", "due_on"])).await?;
    manager.create_index(index("assignment", &["asker_id", "state", "handed_at"])).await?;
    manager.create_index(index("assignment", &["plan_id", "unit_id"])).await?;
    manager.create_index(index("assignment", &["person_id"])).await
}

/// How many assignments stand below a unit, by plan, deadline and state. A unit comes first in the key, because every
/// page asks for one unit; a plan that is removed takes its sums along.
async fn sums(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sum = Table::create()
        .table("work_sum")
        .col(uuid("unit_id"))
        .col(uuid("plan_id"))
        .col(date("due_on"))
        .col(string("state"))
        .col(big_integer("n"))
        .primary_key(Index::create().col("unit_id").col("plan_id").col("due_on").col("state"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(sum).await?;
    manager.create_index(index("work_sum", &["plan_id"])).await
}

/// One row for each task or duty that comes again: the period that was asked for last, and when the next one begins.
async fn rounds(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let round = Table::create()
        .table("work_round")
        .col(ColumnDef::new("source_id").uuid().not_null().primary_key())
        .col(uuid("plan_id"))
        .col(text("printed"))
        .col(string("period"))
        .col(date("next_on"))
        .col(date_null("ends_on"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(round).await?;
    manager.create_index(index("work_round", &["plan_id"])).await?;
    manager.create_index(index("work_round", &["next_on"])).await
}

async fn reports(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let report = Table::create()
        .table("work_report")
        .col(id())
        .col(uuid("assignment_id"))
        .col(uuid_null("person_id"))
        .col(boolean("is_hand_in"))
        .col(integer("percent"))
        .col(text("words"))
        .col(text("figures"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("assignment_id", "assignment", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(report).await?;
    manager.create_index(index("work_report", &["assignment_id"])).await?;
    manager.create_index(index("work_report", &["person_id"])).await?;
    // What a person has typed and not sent yet.
    let draft = Table::create()
        .table("work_draft")
        .col(uuid("assignment_id"))
        .col(uuid("person_id"))
        .col(text("body"))
        .col(moment("updated_at"))
        .primary_key(Index::create().col("assignment_id").col("person_id"))
        .foreign_key(&mut points_to("assignment_id", "assignment", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(draft).await?;
    manager.create_index(index("work_draft", &["person_id"])).await
}

async fn requests(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let request = Table::create()
        .table("date_request")
        .col(id())
        .col(uuid("assignment_id"))
        .col(uuid("asker_id"))
        .col(date_null("was_on"))
        .col(date("wanted_on"))
        .col(text("reason"))
        .col(string("state"))
        .col(text("answer"))
        .col(uuid_null("person_id"))
        .col(uuid_null("answered_by"))
        .col(moment("created_at"))
        .col(moment_null("answered_at"))
        .foreign_key(&mut points_to("assignment_id", "assignment", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("answered_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(request).await?;
    manager.create_index(index("date_request", &["assignment_id"])).await?;
    manager.create_index(index("date_request", &["asker_id", "state"])).await?;
    manager.create_index(index("date_request", &["person_id"])).await?;
    manager.create_index(index("date_request", &["answered_by"])).await?;
    let piece = Table::create()
        .table("subtask")
        .col(id())
        .col(uuid("assignment_id"))
        .col(text("title"))
        .col(uuid_null("person_id"))
        .col(date_null("due_on"))
        .col(uuid_null("after_id"))
        .col(moment("created_at"))
        .col(moment_null("done_at"))
        .foreign_key(&mut points_to("assignment_id", "assignment", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(piece).await?;
    manager.create_index(index("subtask", &["assignment_id"])).await?;
    manager.create_index(index("subtask", &["person_id"])).await
}

async fn evidence(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let evidence = Table::create()
        .table("evidence")
        .col(id())
        .col(uuid("assignment_id"))
        .col(uuid_null("person_id"))
        .col(text("file_name"))
        .col(string("file"))
        .col(string("kind"))
        .col(big_integer("n_bytes"))
        .col(string("scan"))
        .col(string_null("found"))
        .col(moment_null("scanned_at"))
        .col(moment("created_at"))
        .col(moment_null("removed_at"))
        .foreign_key(&mut points_to("assignment_id", "assignment", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(evidence).await?;
    manager.create_index(index("evidence", &["assignment_id"])).await?;
    manager.create_index(index("evidence", &["person_id"])).await
}
