//! The outbox: mails that wait, were sent, or are kept for somebody to send by hand.

use domain::ids::{MailId, PersonId, UnitId};
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{DeriveActiveEnum, QueryOrder, Select};
use serde::{Deserialize, Serialize};

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailId,
    /// notice, delivery, digest, reset, invitation, test.
    pub sort: String,
    /// To which address.
    pub to_address: String,
    /// The name beside it.
    pub to_name: String,
    /// The person it is for.
    pub person_id: Option<PersonId>,
    /// The unit whose clerks see it in the outbox.
    pub unit_id: Option<UnitId>,
    /// "vi" or "en".
    pub locale: String,
    /// Subject.
    pub subject: String,
    /// Paragraphs as plain text; the HTML part is made of them. Emptied when a secret was sent.
    pub body: String,
    /// Address by which the digest is switched off.
    pub unsubscribe: Option<String>,
    /// Message-ID, the same at every try.
    pub message_id: String,
    /// What makes it one mail.
    pub once: String,
    /// How far it is.
    pub state: State,
    /// Tries.
    pub attempts: i32,
    /// What the server said last.
    pub last_error: Option<String>,
    /// Not before then.
    pub next_at: Moment,
    /// When it was written.
    pub created_at: Moment,
    /// When it was last tried.
    pub tried_at: Option<Moment>,
    /// When it was sent.
    pub sent_at: Option<Moment>,
    /// Who sent it by hand.
    pub sent_by: Option<PersonId>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How far a mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for its turn or its next try.
    Waiting,
    /// Is being handed to the server right now.
    Sending,
    /// The server took it, or somebody sent it by hand.
    Sent,
    /// Given up.
    Failed,
    /// Kept: no server was set up when it was written.
    Held,
}

/// The mail with this id.
pub fn by_id(id: MailId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// What can be sent now, longest waiting first.
pub fn due(now: Moment) -> Select<Entity> {
    Entity::find()
        .filter(Column::State.eq(State::Waiting))
        .filter(Column::NextAt.lte(now))
        .order_by_asc(Column::NextAt)
        .order_by_asc(Column::Id)
}

/// All, the latest first.
pub fn latest_first() -> Select<Entity> {
    Entity::find().order_by_desc(Column::Id)
}
