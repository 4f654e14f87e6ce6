//! Links by which a person sets a new password, made by an administrator.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{string_uniq, uuid, uuid_null};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let reset = Table::create()
            .table("password_reset")
            .col(id())
            .col(string_uniq("token_hash"))
            .col(uuid("person_id"))
            .col(uuid_null("made_by"))
            .col(moment("created_at"))
            .col(moment("expires_at"))
            .col(moment_null("used_at"))
            .col(moment_null("revoked_at"))
            .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
            .foreign_key(&mut points_to("made_by", "person", ForeignKeyAction::Restrict))
            .to_owned();
        manager.create_table(reset).await?;
        manager.create_index(index("password_reset", &["person_id"])).await?;
        manager.create_index(index("password_reset", &["made_by"])).await
    }
}
