//! Notices: what people are told, by page, mail and calendar; what goes out by mail; which late work was told upwards.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, date, integer, string, string_null, text, uuid, uuid_null};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        notices(manager).await?;
        choices(manager).await?;
        mails(manager).await?;
        contacts(manager).await?;
        digests(manager).await?;
        feeds(manager).await?;
        escalations(manager).await
    }
}

/// One row for each person who is told. A document for 50,000 units makes more than 100,000 of them, so that each index
/// serves one question: what is told once, the bell, the page, the mails to write, what is old.
async fn notices(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let notice = Table::create()
        .table("notice")
        .col(id())
        .col(uuid("person_id"))
        .col(uuid_null("unit_id"))
        .col(string("kind"))
        .col(string("about_kind"))
        .col(uuid("about_id"))
        .col(text("args"))
        .col(string("link"))
        .col(string("once"))
        .col(moment("created_at"))
        .col(moment_null("read_at"))
        .col(moment_null("mail_from"))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(notice).await?;
    let once = index("notice", &["person_id", "once"]).unique().to_owned();
    manager.create_index(once).await?;
    manager.create_index(index("notice", &["person_id", "read_at"])).await?;
    manager.create_index(index("notice", &["mail_from"])).await?;
    manager.create_index(index("notice", &["created_at"])).await
}

/// What somebody wants otherwise than the house proposes.
async fn choices(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let choice = Table::create()
        .table("notice_choice")
        .col(uuid("person_id"))
        .col(string("kind"))
        .col(boolean("shows"))
        .col(boolean("mails"))
        .primary_key(Index::create().col("person_id").col("kind"))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(choice).await
}

/// The outbox. `sort` says what kind of mail it is; `once` keeps one event from being mailed twice.
async fn mails(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mail = Table::create()
        .table("mail")
        .col(id())
        .col(string("sort"))
        .col(string("to_address"))
        .col(string("to_name"))
        .col(uuid_null("person_id"))
        .col(uuid_null("unit_id"))
        .col(string("locale"))
        .col(text("subject"))
        .col(text("body"))
        .col(string_null("unsubscribe"))
        .col(string("message_id"))
        .col(string("once"))
        .col(string("state"))
        .col(integer("attempts"))
        .col(string_null("last_error"))
        .col(moment("next_at"))
        .col(moment("created_at"))
        .col(moment_null("tried_at"))
        .col(moment_null("sent_at"))
        .col(uuid_null("sent_by"))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("sent_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(mail).await?;
    manager.create_index(index("mail", &["once"]).unique().to_owned()).await?;
    manager.create_index(index("mail", &["state", "next_at"])).await?;
    manager.create_index(index("mail", &["tried_at"])).await?;
    manager.create_index(index("mail", &["unit_id", "state"])).await?;
    manager.create_index(index("mail", &["person_id"])).await?;
    manager.create_index(index("mail", &["created_at"])).await?;
    manager.create_index(index("mail", &["sent_by"])).await
}

/// Where a unit gets its mail when nobody in it has an account.
async fn contacts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let contact = Table::create()
        .table("unit_contact")
        .col(ColumnDef::new("unit_id").uuid().not_null().primary_key())
        .col(string("email"))
        .col(moment("updated_at"))
        .col(uuid_null("updated_by"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("updated_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(contact).await?;
    manager.create_index(index("unit_contact", &["updated_by"])).await
}

/// One row for each person and week, also when there was nothing to say; and who wants none.
async fn digests(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let digest = Table::create()
        .table("digest")
        .col(uuid("person_id"))
        .col(date("week"))
        .col(integer("n_lines"))
        .col(string_null("stop_hash"))
        .col(moment("created_at"))
        .primary_key(Index::create().col("person_id").col("week"))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(digest).await?;
    manager.create_index(index("digest", &["stop_hash"])).await?;
    let off = Table::create()
        .table("digest_off")
        .col(ColumnDef::new("person_id").uuid().not_null().primary_key())
        .col(moment("since"))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(off).await
}

/// Secret addresses of calendars; only the hash of the secret is kept.
async fn feeds(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let feed = Table::create()
        .table("calendar_feed")
        .col(id())
        .col(uuid("person_id"))
        .col(string("scope"))
        .col(string("token_hash"))
        .col(moment("created_at"))
        .col(moment_null("fetched_at"))
        .col(moment_null("revoked_at"))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(feed).await?;
    manager.create_index(index("calendar_feed", &["token_hash"]).unique().to_owned()).await?;
    manager.create_index(index("calendar_feed", &["person_id"])).await
}

/// After how many days late work is told further up, and what was told.
async fn escalations(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let rule = Table::create()
        .table("escalation_rule")
        .col(id())
        .col(uuid_null("asker_id"))
        .col(string_null("unit_kind"))
        .col(boolean("is_on"))
        .col(integer("officer_days"))
        .col(integer("leader_days"))
        .col(integer("above_days"))
        .col(moment("updated_at"))
        .col(uuid_null("updated_by"))
        .foreign_key(&mut points_to("asker_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("updated_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(rule).await?;
    manager.create_index(index("escalation_rule", &["asker_id"])).await?;
    manager.create_index(index("escalation_rule", &["updated_by"])).await?;
    let told = Table::create()
        .table("escalation")
        .col(uuid("assignment_id"))
        .col(string("step"))
        .col(date("due_on"))
        .col(moment("told_at"))
        .primary_key(Index::create().col("assignment_id").col("step").col("due_on"))
        .foreign_key(&mut points_to("assignment_id", "assignment", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(told).await
}
