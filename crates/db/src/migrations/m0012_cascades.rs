//! Cascades: what a plan asks of units below (own plan, person in charge), their answers, the sums of them, the people
//! named, the clauses carried over.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date_null, integer, string, string_null, text, text_null, uuid, uuid_null,
};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        questions(manager).await?;
        answers(manager).await?;
        sums(manager).await?;
        people(manager).await?;
        carried(manager).await
    }
}

/// A question stands below the answer of the unit that passes it on, and below the first question of its tree, whose row
/// is locked by every change in the tree.
async fn questions(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let cascade = Table::create()
        .table("cascade")
        .col(id())
        .col(uuid("plan_id"))
        .col(uuid("asker_id"))
        .col(uuid("root_id"))
        .col(uuid_null("above_id"))
        .col(string("state"))
        .col(boolean("wants_plan"))
        .col(boolean("wants_person"))
        .col(date_null("due_on"))
        .col(string("source_kind"))
        .col(uuid_null("source_id"))
        .col(text("quote"))
        .col(integer("line"))
        .col(string("target"))
        .col(text_null("printed"))
        .col(uuid_null("within_id"))
        .col(text("chosen"))
        .col(string_null("kind"))
        .col(integer("n_units"))
        .col(integer("n_asked"))
        .col(big_integer("n_tree"))
        .col(big_integer("n_tree_done"))
        .col(moment_null("reminded_at"))
        .col(integer("n_reminded"))
        .col(uuid_null("person_id"))
        .col(moment("created_at"))
        .col(moment_null("opened_at"))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("asker_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(cascade).await?;
    manager.create_index(index("cascade", &["plan_id"])).await?;
    manager.create_index(index("cascade", &["asker_id"])).await?;
    manager.create_index(index("cascade", &["above_id"])).await?;
    manager.create_index(index("cascade", &["root_id"])).await?;
    manager.create_index(index("cascade", &["person_id"])).await
}

/// A matrix is read in the order of the units, narrowed by how far they are; fifty thousand rows are expected in one.
async fn answers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let answer = Table::create()
        .table("cascade_answer")
        .col(id())
        .col(uuid("cascade_id"))
        .col(uuid("unit_id"))
        .col(integer("place"))
        .col(text("unit_key"))
        .col(string("plan"))
        .col(boolean("is_named"))
        .col(uuid_null("person_id"))
        .col(text_null("person_name"))
        .col(uuid_null("import_id"))
        .col(uuid_null("own_plan_id"))
        .col(string_null("own_number"))
        .col(date_null("own_on"))
        .col(string_null("file"))
        .col(text_null("file_name"))
        .col(text_null("reason"))
        .col(text_null("refusal"))
        .col(big_integer("n_below"))
        .col(big_integer("n_below_done"))
        .col(moment_null("reminded_at"))
        .col(integer("n_reminders"))
        .col(moment_null("done_at"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("cascade_id", "cascade", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("import_id", "import", ForeignKeyAction::SetNull))
        .foreign_key(&mut points_to("own_plan_id", "plan", ForeignKeyAction::SetNull))
        .to_owned();
    manager.create_table(answer).await?;
    // The promise that no unit is asked twice, also when an issuing runs twice.
    manager.create_index(index("cascade_answer", &["cascade_id", "unit_id"]).unique().to_owned()).await?;
    manager.create_index(index("cascade_answer", &["cascade_id", "place"])).await?;
    manager.create_index(index("cascade_answer", &["cascade_id", "plan", "is_named", "place"])).await?;
    manager.create_index(index("cascade_answer", &["cascade_id", "reminded_at", "done_at"])).await?;
    manager.create_index(index("cascade_answer", &["unit_id"])).await?;
    manager.create_index(index("cascade_answer", &["person_id"])).await?;
    manager.create_index(index("cascade_answer", &["import_id"])).await?;
    manager.create_index(index("cascade_answer", &["own_plan_id"])).await
}

/// How many answers of a question stand where. At most ten rows each.
async fn sums(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let sum = Table::create()
        .table("cascade_sum")
        .col(uuid("cascade_id"))
        .col(string("plan"))
        .col(boolean("is_named"))
        .col(big_integer("n"))
        .primary_key(Index::create().col("cascade_id").col("plan").col("is_named"))
        .foreign_key(&mut points_to("cascade_id", "cascade", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(sum).await
}

/// Whoever was named, the latest last.
async fn people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let person = Table::create()
        .table("cascade_person")
        .col(id())
        .col(uuid("answer_id"))
        .col(uuid_null("person_id"))
        .col(text("name"))
        .col(text("title"))
        .col(text("phone"))
        .col(text("email"))
        .col(uuid_null("named_by"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("answer_id", "cascade_answer", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("named_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(person).await?;
    manager.create_index(index("cascade_person", &["answer_id"])).await?;
    manager.create_index(index("cascade_person", &["person_id"])).await?;
    manager.create_index(index("cascade_person", &["named_by"])).await
}

/// Clauses of the asking plan that an own plan took over: the line of the draft they were written on finds them again in
/// its tasks and duties.
async fn carried(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let carry = Table::create()
        .table("cascade_carry")
        .col(id())
        .col(uuid("answer_id"))
        .col(uuid("import_id"))
        .col(string("source_kind"))
        .col(uuid("source_id"))
        .col(text("quote"))
        .col(integer("source_line"))
        .col(integer("line"))
        .foreign_key(&mut points_to("answer_id", "cascade_answer", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("import_id", "import", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(carry).await?;
    manager.create_index(index("cascade_carry", &["answer_id"])).await?;
    manager.create_index(index("cascade_carry", &["import_id"])).await?;
    manager.create_index(index("cascade_carry", &["source_id"])).await
}
