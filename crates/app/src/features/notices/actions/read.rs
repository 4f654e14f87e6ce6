//! Read and unread, and the end of old notices. What somebody has opened is nobody else's business, so it leaves no event.

use db::{DbError, WriteTx};
use domain::ids::{NoticeId, PersonId};
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use tables::notice;

/// One notice of this person was opened.
pub async fn mark_read(tx: &WriteTx, now: Moment, person: PersonId, id: NoticeId) -> Result<(), DbError> {
    unread(now, person).filter(notice::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Everything up to the newest that the page showed: what came since then stays unread. Says how many there were.
pub async fn mark_all_read(
    tx: &WriteTx,
    now: Moment,
    person: PersonId,
    until: NoticeId,
) -> Result<u64, DbError> {
    Ok(unread(now, person).filter(notice::Column::Id.lte(until)).exec(tx).await?.rows_affected)
}

fn unread(now: Moment, person: PersonId) -> sea_orm::UpdateMany<notice::Entity> {
    notice::Entity::update_many()
        .col_expr(notice::Column::ReadAt, Expr::value(now))
        .filter(notice::Column::PersonId.eq(person))
        .filter(notice::Column::ReadAt.is_null())
}

/// Removes notices from before this moment, read or not: what they were about stands where it always stood.
pub async fn remove_old(tx: &WriteTx, before: Moment) -> Result<u64, DbError> {
    let old = notice::Entity::delete_many().filter(notice::Column::CreatedAt.lt(before));
    Ok(old.exec(tx).await?.rows_affected)
}
