//! The house: people, posts, sessions, invitations, events, jobs, settings.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer_null, boolean, integer, string, string_null, string_uniq, text, text_null, uuid, uuid_null,
};

use super::{id, index, moment, moment_null, points_to};
use crate::events;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        people(manager).await?;
        doors(manager).await?;
        history(manager).await?;
        work(manager).await
    }
}

async fn people(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let person = Table::create()
        .table("person")
        .col(id())
        .col(string("name"))
        .col(string("name_key"))
        .col(string_uniq("email"))
        .col(string_null("phone"))
        .col(string_null("password_hash"))
        .col(boolean("is_admin"))
        .col(string_null("locale"))
        .col(string_null("theme"))
        .col(integer("failed_sign_ins"))
        .col(moment_null("locked_until"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .col(moment_null("closed_at"))
        .to_owned();
    manager.create_table(person).await?;
    manager.create_index(index("person", &["name_key"])).await?;
    // A unit is never removed, only dated, so its id needs no foreign key; the table comes with a later migration.
    let post = Table::create()
        .table("post")
        .col(id())
        .col(uuid("person_id"))
        .col(uuid("unit_id"))
        .col(string("kind"))
        .col(string("title"))
        .col(boolean("is_main"))
        .col(moment("started_at"))
        .col(moment_null("ended_at"))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(post).await?;
    manager.create_index(index("post", &["person_id"])).await?;
    manager.create_index(index("post", &["unit_id"])).await
}

async fn doors(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let session = Table::create()
        .table("session")
        .col(id())
        .col(string_uniq("token_hash"))
        .col(uuid("person_id"))
        .col(string("user_agent"))
        .col(string("address"))
        .col(moment("created_at"))
        .col(moment("seen_at"))
        .col(moment("expires_at"))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(session).await?;
    manager.create_index(index("session", &["person_id"])).await?;
    manager.create_index(index("session", &["expires_at"])).await?;
    let invitation = Table::create()
        .table("invitation")
        .col(id())
        .col(string_uniq("token_hash"))
        .col(string("name"))
        .col(string("email"))
        .col(uuid_null("unit_id"))
        .col(string_null("kind"))
        .col(string_null("title"))
        .col(boolean("is_admin"))
        .col(uuid_null("invited_by"))
        .col(moment("created_at"))
        .col(moment("expires_at"))
        .col(moment_null("accepted_at"))
        .col(uuid_null("accepted_by"))
        .col(moment_null("revoked_at"))
        .foreign_key(&mut points_to("invited_by", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("accepted_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(invitation).await?;
    manager.create_index(index("invitation", &["expires_at"])).await
}

async fn history(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // No foreign keys: an event outlives what it speaks of.
    let event = Table::create()
        .table("event")
        .col(id())
        .col(moment("at"))
        .col(uuid_null("person_id"))
        .col(uuid_null("post_id"))
        .col(string("verb"))
        .col(string("kind"))
        .col(uuid("object_id"))
        .col(string_null("before_digest"))
        .col(string_null("after_digest"))
        .col(text("payload"))
        .col(big_integer_null("place").unique_key().take())
        .col(string_null("seal"))
        .to_owned();
    manager.create_table(event).await?;
    manager.create_index(index("event", &["kind", "object_id"])).await?;
    manager.create_index(index("event", &["person_id"])).await
}

async fn work(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let job = Table::create()
        .table("job")
        .col(id())
        .col(string("kind"))
        .col(text("payload"))
        .col(moment("run_at"))
        .col(integer("attempts"))
        .col(moment_null("leased_until"))
        .col(uuid_null("lease"))
        .col(text_null("last_error"))
        .col(moment_null("given_up_at"))
        .col(moment("created_at"))
        .to_owned();
    manager.create_table(job).await?;
    manager.create_index(index("job", &["run_at"])).await?;
    let setting = Table::create()
        .table("setting")
        .col(string("name").primary_key().take())
        .col(text("value"))
        .col(moment("updated_at"))
        .col(uuid_null("updated_by"))
        .to_owned();
    manager.create_table(setting).await?;
    events::lay_first_head(manager.get_connection()).await
}
