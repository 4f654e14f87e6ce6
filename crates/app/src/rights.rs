//! Rights as arguments: extractors that load the person or the object and prove what may be done with it.
//!
//! A handler that takes `May<Plan, RemovePlan>` cannot run for somebody who may not remove that plan, and its signature says so.

use crate::app::App;
use crate::features::units::actions as units;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use db::events::By;
use domain::ids::{PersonId, PostId, UnitId};
use domain::rights::{Act, PostKind, Reach, farthest_reach, reach};
use domain::time::Moment;
use std::collections::{BTreeSet, HashMap};
use std::marker::PhantomData;
use std::sync::Arc;
use web::Error;

/// Somebody who has signed in, with the posts of today.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The person.
    pub person: tables::person::Model,
    /// The session this request came with.
    pub session: tables::session::Model,
    /// The posts held now, the one acted in first.
    pub posts: Vec<tables::post::Model>,
}

impl Signed {
    /// The post the person acts in.
    pub fn post(&self) -> Option<&tables::post::Model> {
        self.posts.first()
    }

    /// Who did it, for the event.
    pub fn by(&self) -> By {
        By { person: Some(self.person.id), post: self.post().map(|p| p.id) }
    }

    /// How far the person may do `act`.
    pub fn reach(&self, act: Act) -> Reach {
        farthest_reach(self.person.is_admin, self.posts.iter().map(|p| p.kind), act)
    }

    /// The units of the posts in which the person may do `act` to the own unit, or to own units, with the post of each.
    pub fn own(&self, act: Act) -> impl Iterator<Item = (UnitId, PostId, PostKind)> + '_ {
        self.posts
            .iter()
            .filter(move |p| reach(p.kind, act) > Reach::Nowhere)
            .map(|p| (p.unit_id, p.id, p.kind))
    }

    /// The units for which the person may do `act` by a post in them, with those that ended and left them their work:
    /// whose things stand in the lists of that person.
    pub async fn units_for(&self, app: &App, act: Act) -> Result<Vec<UnitId>, Error> {
        let own: BTreeSet<UnitId> = self.own(act).map(|(unit, ..)| unit).collect();
        let own: Vec<UnitId> = own.into_iter().collect();
        Ok(units::with_left(app.db.read(), &own, app.now().local_day()).await?)
    }

    /// Whether the person may do `act` to something of `unit`, and in which post. Units below one's own count, unless the
    /// act is each unit's own.
    pub async fn may(&self, app: &App, act: Act, unit: Option<UnitId>) -> Result<Option<By>, Error> {
        if self.reach(act) == Reach::Everywhere {
            return Ok(Some(self.by()));
        }
        let Some(unit) = unit else { return Ok(None) };
        let (conn, today) = (app.db.read(), app.now().local_day());
        for (own, post, kind) in self.own(act) {
            let is_below_enough = reach(kind, act) == Reach::OwnUnits;
            let mut is_answered =
                own == unit || is_below_enough && units::is_within(conn, unit, own, today).await?;
            // What a unit left when it ended is gone on with by those who took over its work.
            if !is_answered && act.passes_to_heirs() {
                is_answered = match is_below_enough {
                    true => !units::answered_by(conn, &[unit], &[own], today).await?.is_empty(),
                    false => units::heirs(conn, unit, today).await?.contains(&own),
                };
            }
            if is_answered {
                return Ok(Some(By::post(self.person.id, post)));
            }
        }
        Ok(None)
    }

    /// The unit the person acts for; administrators without a post act for none.
    pub fn unit(&self) -> Option<UnitId> {
        self.post().map(|p| p.unit_id)
    }
}

/// Proof that somebody has signed in.
#[derive(Debug, Clone)]
pub struct SignedIn(pub Arc<Signed>);

impl std::ops::Deref for SignedIn {
    type Target = Signed;
    fn deref(&self) -> &Signed {
        &self.0
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Error> {
        parts.extensions.get::<Arc<Signed>>().cloned().map(SignedIn).ok_or_else(Error::sign_in_needed)
    }
}

/// Proof that somebody is an administrator, or that the house itself acts.
#[derive(Debug, Clone, Copy)]
pub struct Administrator(By);

impl Administrator {
    /// Who acts.
    pub fn by(&self) -> By {
        self.0
    }

    /// The command line: whoever can run it owns the data folder already. Recorded as the house.
    pub fn system() -> Administrator {
        Administrator(By::HOUSE)
    }
}

impl FromRequestParts<App> for Administrator {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let signed = SignedIn::from_request_parts(parts, app).await?;
        if signed.reach(Act::Administer) == Reach::Everywhere {
            Ok(Administrator(signed.by()))
        } else {
            Err(Error::forbidden())
        }
    }
}

/// Something that belongs to a unit and is found by the `{id}` of an address.
pub trait Owned: Sized + Send + Sync + 'static {
    /// The row.
    type Row: Send + Sync + Clone;
    /// Loads it; `None` when there is none with this id.
    fn load(app: &App, id: uuid::Uuid) -> impl Future<Output = Result<Option<Self::Row>, Error>> + Send;
    /// The unit it belongs to.
    fn unit(row: &Self::Row) -> Option<UnitId>;
    /// What is really asked of this one: to read what is not issued is asked more than to read what is.
    fn act(_row: &Self::Row, act: Act) -> Act {
        act
    }
    /// Units beside its own whose posts may do it too: the issuers of a joint document.
    fn others(
        _app: &App,
        _row: &Self::Row,
        _act: Act,
    ) -> impl Future<Output = Result<Vec<UnitId>, Error>> + Send {
        std::future::ready(Ok(Vec::new()))
    }
}

/// Whether and in which post a person may do an act to this object.
pub async fn may<O: Owned>(app: &App, signed: &Signed, row: &O::Row, act: Act) -> Result<Option<By>, Error> {
    let act = O::act(row, act);
    if let Some(by) = signed.may(app, act, O::unit(row)).await? {
        return Ok(Some(by));
    }
    if signed.reach(act) == Reach::Nowhere {
        return Ok(None);
    }
    for unit in O::others(app, row, act).await? {
        if let Some(by) = signed.may(app, act, Some(unit)).await? {
            return Ok(Some(by));
        }
    }
    Ok(None)
}

/// What is to be done, as a type.
pub trait Deed: Send + Sync + 'static {
    /// The act it stands for.
    const ACT: Act;
}

/// Proof that a person may do `D` to this `O`; carries the object.
pub struct May<O: Owned, D: Deed> {
    row: O::Row,
    by: By,
    signed: Arc<Signed>,
    deed: PhantomData<fn() -> D>,
}

impl<O: Owned, D: Deed> Clone for May<O, D> {
    fn clone(&self) -> Self {
        May { row: self.row.clone(), by: self.by, signed: self.signed.clone(), deed: PhantomData }
    }
}

impl<O: Owned, D: Deed> May<O, D> {
    /// The object as it was when the right was proved. What may change meanwhile is loaded again and locked.
    pub fn row(&self) -> &O::Row {
        &self.row
    }

    /// Who acts, in which post.
    pub fn by(&self) -> By {
        self.by
    }

    /// The person.
    pub fn signed(&self) -> &Signed {
        &self.signed
    }

    /// Proof of the same right over another object: the plan of what this is part of.
    pub async fn beside<P: Owned>(&self, app: &App, id: uuid::Uuid) -> Result<May<P, D>, Error> {
        let row = P::load(app, id).await?.ok_or_else(Error::not_found)?;
        let by = may::<P>(app, &self.signed, &row, D::ACT).await?.ok_or_else(Error::forbidden)?;
        Ok(May { row, by, signed: self.signed.clone(), deed: PhantomData })
    }

    /// Proof of another right over another object, for who holds it: reading the plan that this is part of.
    pub async fn beside_to<P: Owned, E: Deed>(&self, app: &App, id: uuid::Uuid) -> Result<May<P, E>, Error> {
        let row = P::load(app, id).await?.ok_or_else(Error::not_found)?;
        let by = may::<P>(app, &self.signed, &row, E::ACT).await?.ok_or_else(Error::forbidden)?;
        Ok(May { row, by, signed: self.signed.clone(), deed: PhantomData })
    }

    /// Whether the same person may do something else to the same object.
    pub async fn also(&self, app: &App, act: Act) -> Result<bool, Error> {
        Ok(may::<O>(app, &self.signed, &self.row, act).await?.is_some())
    }
}

impl<O: Owned, D: Deed> FromRequestParts<App> for May<O, D> {
    type Rejection = Error;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let SignedIn(signed) = SignedIn::from_request_parts(parts, app).await?;
        let Path(words) = Path::<HashMap<String, String>>::from_request_parts(parts, app)
            .await
            .map_err(|_| Error::not_found())?;
        let id = words.get("id").and_then(|id| id.parse().ok()).ok_or_else(Error::not_found)?;
        let row = O::load(app, id).await?.ok_or_else(Error::not_found)?;
        match may::<O>(app, &signed, &row, D::ACT).await? {
            Some(by) => Ok(May { row, by, signed, deed: PhantomData }),
            None => Err(Error::forbidden()),
        }
    }
}

/// A person's id and the moment, for the few acts on one's own account that need no further right.
#[derive(Debug, Clone, Copy)]
pub struct Own {
    /// Whose account.
    pub person: PersonId,
    /// When.
    pub now: Moment,
}

macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name;
        impl Deed for $name {
            const ACT: Act = Act::$name;
        }
    )*};
}

deeds! {
    /// Read a plan.
    ReadPlan,
    /// Read what is not issued yet.
    ReadDraft,
    /// Write the text of a document.
    DraftDocument,
    /// Write comments beside it.
    CommentDocument,
    /// Approve and return for the unit that issues.
    ApproveDocument,
    /// Give it a number and send it.
    IssueDocument,
    /// Read who changed a plan.
    ReadHistory,
    /// Read a unit, a cluster, a partner.
    ReadUnit,
    /// Keep clusters and partners.
    KeepGroups,
    /// Remove a plan.
    RemovePlan,
    /// See an import.
    ReadImport,
    /// Give a file to the reader.
    StartImport,
    /// Mend what was read.
    ReviewImport,
    /// Make a plan of an import.
    FinishImport,
    /// Keep the spellings of a unit.
    EditAliases,
    /// Read a register.
    ReadRegister,
    /// Keep a register.
    KeepRegister,
    /// Read what a unit must do.
    ReadWork,
    /// Do it.
    DoWork,
    /// Decide on what was asked of others.
    LeadWork,
}
