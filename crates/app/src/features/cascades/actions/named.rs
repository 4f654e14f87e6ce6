//! The person in charge: named, and named anew with all that were named before.

use super::{CascadeError, lock_asked, write};
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::ids::{CascadeAnswerId, CascadePersonId, PersonId};
use domain::time::Moment;
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::json;
use tables::cascade_person;

/// A person in charge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// Who, when it is somebody with an account.
    pub person: Option<PersonId>,
    /// The name.
    pub name: String,
    /// The post.
    pub title: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
}

/// Names the person in charge. Naming the same person with the same words again changes nothing.
pub async fn name(
    tx: &WriteTx,
    now: Moment,
    by: By,
    id: CascadeAnswerId,
    named: &Named,
) -> Result<(), CascadeError> {
    let (question, before) = lock_asked(tx, id).await?;
    let last = cascade_person::of_answer(id).one(tx).await?;
    let is_same = last.as_ref().is_some_and(|last| {
        (last.person_id, &last.name, &last.title, &last.phone, &last.email)
            == (named.person, &named.name, &named.title, &named.phone, &named.email)
    });
    if is_same {
        return Ok(());
    }
    let row = cascade_person::ActiveModel {
        id: Set(tx.new_id::<CascadePersonId>(now)),
        answer_id: Set(id),
        person_id: Set(named.person),
        name: Set(named.name.clone()),
        title: Set(named.title.clone()),
        phone: Set(named.phone.clone()),
        email: Set(named.email.clone()),
        named_by: Set(by.person),
        created_at: Set(now),
    };
    cascade_person::Entity::insert(row).exec_without_returning(tx).await?;
    write(tx, now, (&question, &before), |row| {
        row.is_named = Set(true);
        row.person_id = Set(named.person);
        row.person_name = Set(Some(named.name.clone()));
    })
    .await?;
    let told = json!({"name": named.name, "was": before.person_name, "unit": before.unit_id});
    record(tx, NewEvent::new(now, by, "name", "cascade", id).with(told)).await?;
    Ok(())
}
