//! Migrations: one file per slice and step, listed here in the order they run. See README.md beside this file.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema;

use crate::{Db, DbError, Door};

mod m0001_house;
mod m0002_units;
mod m0003_plans;
mod m0004_imports;
mod m0005_password_resets;
mod m0006_quick_units;
mod m0007_import_forms;
mod m0008_doubted_imports;
mod m0009_documents;
mod m0010_registers;
mod m0011_work;
mod m0012_cascades;
mod m0013_indicators;
mod m0014_reviews;
mod m0015_notices;
mod m0016_groups;
mod m0017_money;
mod m0018_media;
mod m0019_amendments;
mod m0020_renewals;
mod m0021_packages;
mod m0022_portions;
mod m0023_figure_notices;
mod m0024_deliveries;
mod m0025_media_publishers;
mod m0027_ratings;
mod m0028_foundings;
mod m0031_review_counting;
mod m0032_activities;
mod m0033_rating_documents;
mod m0034_rating_reminders;
mod m0035_failed_counts;

/// The list of migrations.
struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_house::Migration),
            Box::new(m0002_units::Migration),
            Box::new(m0003_plans::Migration),
            Box::new(m0004_imports::Migration),
            Box::new(m0005_password_resets::Migration),
            Box::new(m0006_quick_units::Migration),
            Box::new(m0007_import_forms::Migration),
            Box::new(m0008_doubted_imports::Migration),
            Box::new(m0009_documents::Migration),
            Box::new(m0010_registers::Migration),
            Box::new(m0011_work::Migration),
            Box::new(m0012_cascades::Migration),
            Box::new(m0013_indicators::Migration),
            Box::new(m0014_reviews::Migration),
            Box::new(m0015_notices::Migration),
            Box::new(m0016_groups::Migration),
            Box::new(m0017_money::Migration),
            Box::new(m0018_media::Migration),
            Box::new(m0019_amendments::Migration),
            Box::new(m0020_renewals::Migration),
            Box::new(m0021_packages::Migration),
            Box::new(m0022_portions::Migration),
            Box::new(m0023_figure_notices::Migration),
            Box::new(m0024_deliveries::Migration),
            Box::new(m0025_media_publishers::Migration),
            Box::new(m0027_ratings::Migration),
            Box::new(m0028_foundings::Migration),
            Box::new(m0031_review_counting::Migration),
            Box::new(m0032_activities::Migration),
            Box::new(m0033_rating_documents::Migration),
            Box::new(m0034_rating_reminders::Migration),
            Box::new(m0035_failed_counts::Migration),
        ]
    }
}

/// Brings the database up to date in one transaction and says which migrations ran.
pub async fn migrate(db: &Db) -> Result<Vec<String>, DbError> {
    let tx = db.write().await?;
    tx.alone_in(Door::Migration).await?;
    let pending = Migrator::get_pending_migrations(tx.inner()).await?;
    let names: Vec<String> = pending.iter().map(|migration| migration.name().to_owned()).collect();
    Migrator::up(tx.inner(), None).await?;
    tx.commit().await?;
    for name in &names {
        tracing::info!(name, "migrated");
    }
    Ok(names)
}

/// The migrations that `migrate` would run.
pub async fn pending_migrations(db: &Db) -> Result<Vec<String>, DbError> {
    let pending = Migrator::get_pending_migrations_read_only(db.read()).await?;
    Ok(pending.iter().map(|migration| migration.name().to_owned()).collect())
}

// The words that migrations use for columns. What SeaORM's own words say already is not said again here.

/// The primary key.
fn id() -> ColumnDef {
    schema::pk_uuid("id")
}

/// A moment.
fn moment(name: &'static str) -> ColumnDef {
    schema::timestamp_with_time_zone(name)
}

/// A moment that may be missing.
fn moment_null(name: &'static str) -> ColumnDef {
    schema::timestamp_with_time_zone_null(name)
}

/// A pointer to the id of another table; `on_delete` says what becomes of the row when that one goes.
fn points_to(
    column: &'static str,
    table: &'static str,
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    ForeignKey::create().from_col(column).to(table, "id").on_delete(on_delete).to_owned()
}

/// An index named after its table and columns.
fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{table}_{}_index", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    index
}
