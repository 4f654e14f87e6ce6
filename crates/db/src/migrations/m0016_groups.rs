//! Clusters of units, partners outside, committees of people with their division of work and decisions.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{date, date_null, integer, string, text, uuid, uuid_null};

use super::{id, index, moment, moment_null, points_to};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        clusters(manager).await?;
        partners(manager).await?;
        committees(manager).await?;
        charges(manager).await?;
        // Whose documents address this cluster or partner.
        manager.create_index(index("address", &["target_id"])).await
    }
}

async fn clusters(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let cluster = Table::create()
        .table("cluster")
        .col(id())
        .col(uuid("unit_id"))
        .col(text("name"))
        .col(text("name_key"))
        .col(string("kind"))
        .col(text("basis"))
        .col(date_null("valid_from"))
        .col(date_null("valid_to"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("created_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(cluster).await?;
    manager.create_index(index("cluster", &["unit_id"])).await?;
    manager.create_index(index("cluster", &["name_key"])).await?;
    manager.create_index(index("cluster", &["created_by"])).await?;
    let member = Table::create()
        .table("cluster_member")
        .col(id())
        .col(uuid("cluster_id"))
        .col(uuid("unit_id"))
        .col(string("role"))
        .col(date_null("valid_from"))
        .col(date_null("valid_to"))
        .foreign_key(&mut points_to("cluster_id", "cluster", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(member).await?;
    manager.create_index(index("cluster_member", &["cluster_id"])).await?;
    manager.create_index(index("cluster_member", &["unit_id"])).await?;
    Ok(())
}

async fn partners(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let partner = Table::create()
        .table("partner")
        .col(id())
        .col(uuid("unit_id"))
        .col(text("name"))
        .col(text("name_key"))
        .col(text("search_key"))
        .col(string("kind"))
        .col(text("contact"))
        .col(text("contact_title"))
        .col(text("email"))
        .col(text("phone"))
        .col(text("address"))
        .col(text("place"))
        .col(text("note"))
        .col(moment_null("ended_at"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("created_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(partner).await?;
    manager.create_index(index("partner", &["unit_id"])).await?;
    manager.create_index(index("partner", &["name_key"])).await?;
    manager.create_index(index("partner", &["created_by"])).await?;
    let delivery = Table::create()
        .table("partner_delivery")
        .col(id())
        .col(uuid("document_id"))
        .col(uuid("partner_id"))
        .col(date("sent_on"))
        .col(string("sent_by"))
        .col(text("receiver"))
        .col(text("note"))
        .col(uuid_null("person_id"))
        .col(moment("recorded_at"))
        .foreign_key(&mut points_to("document_id", "document", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("partner_id", "partner", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(delivery).await?;
    manager.create_index(index("partner_delivery", &["document_id"])).await?;
    manager.create_index(index("partner_delivery", &["partner_id"])).await?;
    manager.create_index(index("partner_delivery", &["person_id"])).await?;
    Ok(())
}

async fn committees(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let committee = Table::create()
        .table("committee")
        .col(id())
        .col(uuid("unit_id"))
        .col(uuid_null("plan_id"))
        .col(string("kind"))
        .col(text("name"))
        .col(text("name_key"))
        .col(text("basis"))
        .col(text("duties"))
        .col(moment_null("ended_at"))
        .col(uuid_null("created_by"))
        .col(moment("created_at"))
        .col(moment("updated_at"))
        .foreign_key(&mut points_to("unit_id", "unit", ForeignKeyAction::Restrict))
        .foreign_key(&mut points_to("plan_id", "plan", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("created_by", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(committee).await?;
    manager.create_index(index("committee", &["unit_id"])).await?;
    manager.create_index(index("committee", &["plan_id"])).await?;
    manager.create_index(index("committee", &["created_by"])).await?;
    let member = Table::create()
        .table("committee_member")
        .col(id())
        .col(uuid("committee_id"))
        .col(integer("position"))
        .col(string("role"))
        .col(uuid_null("person_id"))
        .col(text("name"))
        .col(text("title"))
        .col(text("unit_name"))
        .col(date_null("valid_from"))
        .col(date_null("valid_to"))
        .foreign_key(&mut points_to("committee_id", "committee", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("person_id", "person", ForeignKeyAction::Restrict))
        .to_owned();
    manager.create_table(member).await?;
    manager.create_index(index("committee_member", &["committee_id"])).await?;
    manager.create_index(index("committee_member", &["person_id"])).await?;
    Ok(())
}

async fn charges(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let charge = Table::create()
        .table("committee_charge")
        .col(id())
        .col(uuid("committee_id"))
        .col(uuid("member_id"))
        .col(uuid_null("task_id"))
        .col(uuid_null("duty_id"))
        .col(text("area"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("committee_id", "committee", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("member_id", "committee_member", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("task_id", "task", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("duty_id", "duty", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(charge).await?;
    manager.create_index(index("committee_charge", &["committee_id"])).await?;
    manager.create_index(index("committee_charge", &["member_id"])).await?;
    manager.create_index(index("committee_charge", &["task_id"])).await?;
    manager.create_index(index("committee_charge", &["duty_id"])).await?;
    let decision = Table::create()
        .table("committee_decision")
        .col(id())
        .col(uuid("committee_id"))
        .col(uuid("document_id"))
        .col(text("members"))
        .col(moment("created_at"))
        .foreign_key(&mut points_to("committee_id", "committee", ForeignKeyAction::Cascade))
        .foreign_key(&mut points_to("document_id", "document", ForeignKeyAction::Cascade))
        .to_owned();
    manager.create_table(decision).await?;
    manager.create_index(index("committee_decision", &["committee_id"])).await?;
    manager.create_index(index("committee_decision", &["document_id"])).await?;
    Ok(())
}
