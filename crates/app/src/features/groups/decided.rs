//! What of a committee has been decided. Those who keep it see what they prepare; everybody else sees the list of the last
//! decision that went out, and no change before it is signed.

use crate::app::App;
use crate::rights::Signed;
use domain::groups::Listed;
use domain::ids::{CommitteeId, DocumentId};
use domain::rights::Act;
use domain::time::Moment;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use std::collections::{HashMap, HashSet};
use tables::document::{self, State};
use tables::{committee, committee_decision, committee_member};
use web::Error;

/// The list of the last decision that holds.
#[derive(Debug, Clone)]
pub struct Decided {
    /// When that decision was drafted: what came later is not in it.
    pub at: Moment,
    /// Its members.
    pub members: Vec<Listed>,
    /// Whoever stood in the list of any decision that holds.
    ever: HashSet<String>,
}

impl Decided {
    /// The place of somebody in the list.
    pub fn place(&self, member: &committee_member::Model) -> Option<&Listed> {
        let who = who(member);
        self.members.iter().find(|one| one.who == who)
    }

    /// Stood in an earlier list and not in the last one.
    pub fn is_former(&self, member: &committee_member::Model) -> bool {
        self.place(member).is_none() && self.ever.contains(&who(member))
    }
}

fn who(member: &committee_member::Model) -> String {
    super::actions::who(member.person_id, &member.name, &member.title)
}

/// Whether the person sees what is prepared for a committee and not decided yet.
pub async fn keeps(app: &App, signed: &Signed, row: &committee::Model) -> Result<bool, Error> {
    Ok(signed.may(app, Act::ReadDraft, Some(row.unit_id)).await?.is_some())
}

/// What the decisions of these committees say that went out and were not recalled.
pub async fn of(app: &App, ids: &[CommitteeId]) -> Result<HashMap<CommitteeId, Decided>, Error> {
    let rows = committee_decision::of(ids).all(app.db.read()).await?;
    let documents = rows.iter().map(|row| row.document_id);
    let issued = document::Entity::find()
        .filter(document::Column::Id.is_in(documents))
        .filter(document::Column::State.eq(State::Issued));
    let issued = issued.all(app.db.read()).await?;
    let issued: HashSet<DocumentId> = issued.into_iter().map(|one| one.id).collect();
    let mut all: HashMap<CommitteeId, Decided> = HashMap::new();
    // The latest comes first.
    for row in rows.iter().filter(|row| issued.contains(&row.document_id)) {
        let members: Vec<Listed> = serde_json::from_str(&row.members).unwrap_or_default();
        let ever: Vec<String> = members.iter().map(|one| one.who.clone()).collect();
        let last = || Decided { at: row.created_at, members, ever: HashSet::new() };
        all.entry(row.committee_id).or_insert_with(last).ever.extend(ever);
    }
    Ok(all)
}
