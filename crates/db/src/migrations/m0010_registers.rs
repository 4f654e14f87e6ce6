//! Registers of documents with their lines, the code words of agencies, and the certificates that signatures are held against.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    date, date_null, integer, integer_null, string, string_null, text, text_null, uuid, uuid_null,
};

use super::{id, index, moment, moment_null, points_to};
use crate::dialect;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        registers(manager).await?;
        entries(manager).await?;
        marks(manager).await?;
        roots(manager).await?;
        dialect::create_full_text(manager.get_connection(), "register_entry", "search_text").await
    }
}

async fn registers(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let register = Table::create()
        .table("register")
        .col(id())
        .col(uuid("unit_id"))
        .col(string("way"))
        .col(integer("year"))
        .col(string("series"))
        .col(text("name"))
        // Codes of the kinds it takes, as JSON; an empty list takes what no other register of the unit takes.
        .col(text("kinds"))
        .col(integer("next_number"))
        .col(moment("opened_at"))
        .col(uuid_null("opened_by"))
        .col(moment_null("closed_at"))
        .col(uuid_null("closed_by"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("opened_by", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("closed_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(register).await?;
    let one = ["unit_id", "way", "year", "series"];
    manager.create_index(index("register", &one).unique().to_owned()).await?;
    manager.create_index(index("register", &["opened_by"])).await?;
    manager.create_index(index("register", &["closed_by"])).await
}

async fn entries(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let entry = Table::create()
        .table("register_entry")
        .col(id())
        .col(uuid("register_id"))
        // None for a joint document whose number another agency gave.
        .col(integer_null("number"))
        .col(integer("place"))
        // No foreign key: registers outlive what is in the house, and papers are made elsewhere too.
        .col(uuid_null("document_id"))
        .col(string("kind"))
        .col(string("symbol"))
        .col(text("printed"))
        .col(text("printed_key"))
        .col(text("issuer"))
        .col(text("issuer_key"))
        .col(date("on_day"))
        .col(date_null("paper_on"))
        .col(text("subject"))
        .col(text("signer"))
        .col(text("recipients"))
        .col(text("keeper"))
        .col(integer_null("copies"))
        .col(date_null("sent_on"))
        .col(text("receipt"))
        .col(text("note"))
        .col(date_null("due_on"))
        .col(text("progress"))
        .col(text("answer"))
        .col(text("search_text"))
        .col(moment("taken_at"))
        .col(uuid_null("taken_by"))
        .col(moment_null("voided_at"))
        .col(uuid_null("voided_by"))
        .col(text_null("void_reason"))
        .foreign_key(&mut points_to("register_id", "register", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("taken_by", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("voided_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(entry).await?;
    manager.create_index(index("register_entry", &["register_id", "number"]).unique().to_owned()).await?;
    manager.create_index(index("register_entry", &["register_id", "place"])).await?;
    manager.create_index(index("register_entry", &["document_id"])).await?;
    manager.create_index(index("register_entry", &["printed_key"])).await?;
    manager.create_index(index("register_entry", &["taken_by"])).await?;
    manager.create_index(index("register_entry", &["voided_by"])).await
}

async fn marks(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mark = Table::create()
        .table("register_mark")
        .col(ColumnDef::new("unit_id").uuid().not_null().primary_key())
        .col(string("agency"))
        .col(string_null("part"))
        .col(uuid_null("person_id"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(mark).await?;
    manager.create_index(index("register_mark", &["person_id"])).await
}

async fn roots(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let root = Table::create()
        .table("trust_root")
        .col(id())
        .col(text("pem"))
        .col(string("fingerprint"))
        .col(text("subject"))
        .col(text("issuer"))
        .col(moment("valid_from"))
        .col(moment("valid_to"))
        .col(uuid_null("person_id"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(root).await?;
    manager.create_index(index("trust_root", &["fingerprint"]).unique().to_owned()).await?;
    manager.create_index(index("trust_root", &["person_id"])).await
}
