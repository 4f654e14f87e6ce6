//! Invitations: a link that makes an account, with the post that comes with it.

use domain::ids::{InvitationId, PersonId, UnitId};
use domain::rights::PostKind;
use domain::time::Moment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    /// Id, to show and to revoke it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationId,
    /// SHA-256 of the token in the link, in 64 hexadecimal digits.
    #[sea_orm(unique)]
    pub token_hash: String,
    /// Who is invited.
    pub name: String,
    /// Their address, in lower case.
    pub email: String,
    /// Unit of the post that comes with it.
    pub unit_id: Option<UnitId>,
    /// Kind of that post.
    pub kind: Option<PostKind>,
    /// Title of that post.
    pub title: Option<String>,
    /// Whether the person becomes an administrator.
    pub is_admin: bool,
    /// Who invited; none for the command line.
    pub invited_by: Option<PersonId>,
    /// When.
    pub created_at: Moment,
    /// The link works until then.
    pub expires_at: Moment,
    /// When it was accepted.
    pub accepted_at: Option<Moment>,
    /// The account that came of it.
    pub accepted_by: Option<PersonId>,
    /// When it was taken back.
    pub revoked_at: Option<Moment>,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The invitation with this id.
pub fn by_id(id: InvitationId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The invitation of this token, whatever became of it: the page says why a link no longer works.
pub fn by_token(token_hash: &str) -> Select<Entity> {
    Entity::find().filter(Column::TokenHash.eq(token_hash))
}

/// Invitations that can still be accepted at `now`, the newest first.
pub fn open(now: Moment) -> Select<Entity> {
    Entity::find()
        .filter(Column::AcceptedAt.is_null())
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .order_by_desc(Column::Id)
}
