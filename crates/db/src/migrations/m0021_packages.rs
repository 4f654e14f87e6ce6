//! Codes of offices, packages of documents, and the offices that packages are for.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, boolean, date_null, integer, integer_null, string, string_null, string_uniq, text,
    text_null, uuid, uuid_null,
};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        codes(manager).await?;
        packages(manager).await?;
        parties(manager).await
    }
}

async fn codes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let code = Table::create()
        .table("office_code")
        .col(id())
        .col(string_uniq("code"))
        .col(uuid_null("unit_id"))
        .col(uuid_null("partner_id"))
        .col(boolean("is_sample"))
        .col(uuid_null("person_id"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("partner_id", "partner", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(code).await?;
    manager.create_index(index("office_code", &["unit_id"]).unique().to_owned()).await?;
    manager.create_index(index("office_code", &["partner_id"]).unique().to_owned()).await?;
    manager.create_index(index("office_code", &["person_id"])).await
}

async fn packages(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let package = Table::create()
        .table("package")
        .col(id())
        .col(uuid("unit_id"))
        .col(uuid_null("office_id"))
        .col(string("way"))
        .col(string("sort"))
        .col(string("state"))
        .col(uuid_null("document_id"))
        .col(uuid_null("about_id"))
        .col(string("sender_code"))
        .col(text("sender_name"))
        .col(text("document_code"))
        .col(text("symbol"))
        .col(date_null("dated_on"))
        .col(text("subject"))
        .col(text("search_key"))
        .col(integer("purpose"))
        .col(string_null("status"))
        // What the package says besides its files.
        .col(text("content"))
        .col(string("file"))
        .col(text("file_name"))
        .col(big_integer("n_bytes"))
        .col(integer("n_parties"))
        .col(text_null("once"))
        .col(uuid_null("entry_id"))
        .col(integer_null("arrival_no"))
        .col(uuid_null("person_id"))
        .col(moment("created_at"))
        .col(moment_null("settled_at"))
        .col(uuid_null("settled_by"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("office_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("document_id", "document", ForeignKeyAction::SetNull))
        .foreign_key(&mut points_to("about_id", "package", ForeignKeyAction::SetNull))
        .foreign_key(&mut points_to("entry_id", "register_entry", ForeignKeyAction::SetNull))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("settled_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(package).await?;
    // The same package brought twice is one.
    manager.create_index(index("package", &["unit_id", "way", "file"]).unique().to_owned()).await?;
    manager.create_index(index("package", &["once"]).unique().to_owned()).await?;
    manager.create_index(index("package", &["unit_id", "way", "state"])).await?;
    for column in
        ["office_id", "document_id", "about_id", "entry_id", "document_code", "person_id", "settled_by"]
    {
        manager.create_index(index("package", &[column])).await?;
    }
    Ok(())
}

async fn parties(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let party = Table::create()
        .table("package_party")
        .col(id())
        .col(uuid("package_id"))
        .col(string("code"))
        .col(text("name"))
        .col(uuid_null("unit_id"))
        .col(uuid_null("partner_id"))
        .col(text_null("purpose"))
        .col(string_null("status"))
        .col(text("status_words"))
        .col(moment_null("status_at"))
        .foreign_key(&mut points_to("package_id", "package", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("partner_id", "partner", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(party).await?;
    manager.create_index(index("package_party", &["package_id", "code"]).unique().to_owned()).await?;
    manager.create_index(index("package_party", &["unit_id"])).await?;
    manager.create_index(index("package_party", &["partner_id"])).await
}
