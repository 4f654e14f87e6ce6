//! What a person wants to be told, kind by kind.

use crate::features::notices::kinds::Kind;
use db::{DbError, WriteTx};
use domain::ids::PersonId;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use tables::notice_choice;

/// What is wanted of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The kind.
    pub kind: Kind,
    /// It rings the bell.
    pub shows: bool,
    /// It comes by mail.
    pub mails: bool,
}

/// Keeps the choices of a person; what is as the house proposes is not kept, so that a better proposal reaches everybody
/// who never chose.
pub async fn choose(tx: &WriteTx, person: PersonId, all: &[Choice]) -> Result<(), DbError> {
    notice_choice::Entity::delete_many().filter(notice_choice::Column::PersonId.eq(person)).exec(tx).await?;
    let own = all.iter().filter(|one| !one.shows || one.mails != one.kind.mails());
    let rows: Vec<notice_choice::ActiveModel> = own
        .map(|one| notice_choice::ActiveModel {
            person_id: Set(person),
            kind: Set(one.kind.word().to_owned()),
            shows: Set(one.shows),
            mails: Set(one.mails),
        })
        .collect();
    if !rows.is_empty() {
        notice_choice::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
