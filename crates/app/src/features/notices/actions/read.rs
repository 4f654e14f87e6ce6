//! Read and unread, and the end of old notices. What somebody has opened is nobody else's business, so it leaves no event.

use db::{DbError, WriteTx};
use domain::ids::{NoticeId, PersonId};
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _,
};
use tables::mail::State;
use tables::{digest, mail, notice};

/// One notice of this person was opened.
pub async fn mark_read(tx: &WriteTx, now: Moment, person: PersonId, id: NoticeId) -> Result<(), DbError> {
    unread(now, person).filter(notice::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Everything of these kinds (all when there are none) up to the newest that the page showed: what came since then stays
/// unread. Says how many there were.
pub async fn mark_all_read(
    tx: &WriteTx,
    now: Moment,
    person: PersonId,
    (until, kinds): (NoticeId, &[&str]),
) -> Result<u64, DbError> {
    let mut which = unread(now, person).filter(notice::Column::Id.lte(until));
    if !kinds.is_empty() {
        which = which.filter(notice::Column::Kind.is_in(kinds.iter().copied()));
    }
    Ok(which.exec(tx).await?.rows_affected)
}

fn unread(now: Moment, person: PersonId) -> sea_orm::UpdateMany<notice::Entity> {
    notice::Entity::update_many()
        .col_expr(notice::Column::ReadAt, Expr::value(now))
        .filter(notice::Column::PersonId.eq(person))
        .filter(notice::Column::ReadAt.is_null())
}

/// Removes up to this many notices, mails and digests each from before this moment, read or not: what they were about
/// stands where it always stood. In portions, because one document may have left a hundred thousand of them.
pub async fn remove_old(tx: &WriteTx, before: Moment, portion: u64) -> Result<u64, DbError> {
    let old = notice::Entity::find().filter(notice::Column::CreatedAt.lt(before));
    let ids = old.select_only().column(notice::Column::Id).limit(portion).into_query();
    let notices = notice::Entity::delete_many().filter(notice::Column::Id.in_subquery(ids));
    let old = mail::Entity::find().filter(mail::Column::CreatedAt.lt(before));
    let ids = old.select_only().column(mail::Column::Id).limit(portion).into_query();
    let mails = mail::Entity::delete_many().filter(mail::Column::Id.in_subquery(ids));
    let n = notices.exec(tx).await?.rows_affected + mails.exec(tx).await?.rows_affected;
    Ok(n + remove_old_digests(tx, before, portion).await?)
}

/// With them the links that end the digest stop working.
async fn remove_old_digests(tx: &WriteTx, before: Moment, portion: u64) -> Result<u64, DbError> {
    let old = digest::Entity::find().filter(digest::Column::CreatedAt.lt(before));
    let Some(first) = old.clone().order_by_asc(digest::Column::Week).one(tx).await? else { return Ok(0) };
    let people: Vec<PersonId> = old
        .filter(digest::Column::Week.eq(first.week))
        .select_only()
        .column(digest::Column::PersonId)
        .limit(portion)
        .into_tuple()
        .all(tx)
        .await?;
    let gone = digest::Entity::delete_many()
        .filter(digest::Column::Week.eq(first.week))
        .filter(digest::Column::PersonId.is_in(people));
    Ok(gone.exec(tx).await?.rows_affected)
}

/// Empties links to passwords and invitations that were written before their moment: by then they open nothing, and they
/// are nobody's to read. What still waits to be sent is given up.
pub async fn empty_secrets(tx: &WriteTx, (resets, invitations): (Moment, Moment)) -> Result<(), DbError> {
    let over = |sort: &str, before: Moment| {
        Condition::all().add(mail::Column::Sort.eq(sort)).add(mail::Column::CreatedAt.lt(before))
    };
    let over = Condition::any().add(over("reset", resets)).add(over("invitation", invitations));
    mail::Entity::update_many()
        .col_expr(mail::Column::State, Expr::value("failed"))
        .col_expr(mail::Column::LastError, Expr::value("the link in it is over"))
        .filter(over.clone())
        .filter(mail::Column::State.is_in([State::Waiting, State::Held]))
        .exec(tx)
        .await?;
    mail::Entity::update_many()
        .col_expr(mail::Column::Body, Expr::value(""))
        .filter(over)
        .filter(mail::Column::Body.ne(""))
        .filter(mail::Column::State.ne(State::Sending))
        .exec(tx)
        .await?;
    Ok(())
}
