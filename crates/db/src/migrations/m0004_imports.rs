//! Imports of plan documents: the file, its reading under review, the changes people made, what is remembered of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{
    big_integer, date, integer, integer_null, string, string_null, text, text_null, uuid, uuid_null,
};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        imports(manager).await?;
        drafts(manager).await?;
        changes(manager).await?;
        corrections(manager).await
    }
}

async fn imports(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    // Units and people are never removed, only ended; restrict says so to the database as well.
    let import = Table::create()
        .table("import")
        .col(id())
        .col(uuid("unit_id"))
        .col(uuid_null("person_id"))
        .col(uuid_null("post_id"))
        .col(text("file_name"))
        .col(string("file"))
        .col(big_integer("n_bytes"))
        .col(string_null("format"))
        .col(string("state"))
        .col(integer("version"))
        .col(text("title"))
        .col(date("on_day"))
        .col(integer_null("year"))
        .col(integer("n_lines"))
        .col(integer("n_issues"))
        .col(integer("n_open"))
        .col(string_null("failure_code"))
        .col(text_null("failure_vi"))
        .col(text_null("failure_en"))
        // No foreign key: a plan may be removed and its import stays, as the trace of where it came from.
        .col(uuid_null("plan_id"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .col(moment_null("ended_at"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("post_id", "post", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(import).await?;
    manager.create_index(index("import", &["unit_id", "file"])).await?;
    manager.create_index(index("import", &["person_id"])).await?;
    manager.create_index(index("import", &["post_id"])).await
}

async fn drafts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let draft = Table::create()
        .table("import_draft")
        .col(ColumnDef::new("import_id").uuid().not_null().primary_key())
        .col(text("source"))
        .col(text("reading"))
        .col(text("draft"))
        .foreign_key(&mut points_to("import_id", "import", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(draft).await
}

async fn changes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let change = Table::create()
        .table("import_change")
        .col(id())
        .col(uuid("import_id"))
        .col(integer("version"))
        .col(string("batch"))
        .col(uuid_null("person_id"))
        .col(uuid_null("post_id"))
        .col(moment("at"))
        .col(text("ops"))
        .col(text("inverse"))
        .col(text("touched"))
        .col(integer_null("undoes"))
        .foreign_key(&mut points_to("import_id", "import", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("post_id", "post", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(change).await?;
    manager.create_index(index("import_change", &["import_id", "version"]).unique().to_owned()).await?;
    manager.create_index(index("import_change", &["import_id", "batch"]).unique().to_owned()).await?;
    manager.create_index(index("import_change", &["person_id"])).await?;
    manager.create_index(index("import_change", &["post_id"])).await
}

async fn corrections(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let correction = Table::create()
        .table("correction")
        .col(id())
        .col(uuid("unit_id"))
        .col(text("name_key"))
        .col(text("printed"))
        .col(uuid("target_id"))
        .col(integer("times_used"))
        .col(uuid_null("person_id"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("target_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(correction).await?;
    manager.create_index(index("correction", &["unit_id", "name_key"]).unique().to_owned()).await?;
    manager.create_index(index("correction", &["target_id"])).await?;
    manager.create_index(index("correction", &["person_id"])).await
}
