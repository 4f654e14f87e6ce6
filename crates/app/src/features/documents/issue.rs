//! Preparing the issue: whom each name stands for, number and date, sending, recalling.

use super::actions;
use super::addresses::{self, Names, Target};
use super::answers;
use super::errors::DocumentError;
use super::forms::{AddRecipient, Addresses, Answered, GiveNumber, Reason, ToAdd, Typed, Wanted};
use super::load::Document;
use super::pages::{IssuePage, KindView, NameView, OutsideView};
use super::{inbox, issuing, load, views};
use crate::app::App;
use crate::features::groups::actions::{self as groups, Chosen};
use crate::features::registers::actions as registers;
use crate::features::units;
use crate::rights::{Deed, IssueDocument, May};
use axum::extract::State as Axum;
use domain::ids::UnitId;
use domain::time::Day;
use domain::units::UnitKind;
use tables::document::{Model, State};
use tables::{cluster, partner};
use web::{Context, Error, FormErrors, Input, See, Show, args};

/// Clusters and partners that the page offers; others are found by their whole name as well.
const GROUPS_OFFERED_MAX: u64 = 500;

/// The day on which groups of units are counted out: the date printed, else today.
fn day_of(app: &App, row: &Model) -> Day {
    row.issued_on.unwrap_or_else(|| app.now().local_day())
}

/// The names of the document with what is proposed for those that nobody has answered for.
async fn names(app: &App, row: &Model) -> Result<Names, Error> {
    let conn = app.db.read();
    let mut names = Names::of_document(conn, row).await?;
    if !load::is_out(row.state) {
        let lexicon = app.lexicon.get(&app.db).await?;
        let issuer = load::issuers(conn, row).await?.into_iter().find_map(|issuer| issuer.unit);
        let on = day_of(app, row);
        let clusters = groups::open_clusters(conn, on).await?;
        names.propose((&lexicon, &clusters), issuer.or(Some(row.unit_id)), on);
    }
    Ok(names)
}

/// Names that stand for nobody in the program: their copies go by post.
pub async fn by_post(app: &App, row: &Model) -> Result<Vec<String>, Error> {
    let names = names(app, row).await?;
    let is_by_post = |name: &&addresses::Name| name.is_recipient && name.target == Some(Target::Nobody);
    Ok(names.names.iter().filter(is_by_post).map(|name| name.printed.clone()).collect())
}

/// Partners outside that the document addresses: their copies go by hand, and that is written down.
pub async fn outside(app: &App, row: &Model) -> Result<Vec<OutsideView>, Error> {
    let names = names(app, row).await?;
    let mut views = Vec::new();
    for name in names.names {
        let Some(Target::Partner { partner: id }) = name.target else { continue };
        if let Some(found) = partner::by_id(id).one(app.db.read()).await? {
            views.push(OutsideView { id, name: found.name, printed: name.printed });
        }
    }
    Ok(views)
}

/// GET /documents/{id}/issue
pub async fn show(
    Axum(app): Axum<App>,
    may: May<Document, IssueDocument>,
    context: Context,
) -> Result<Show<IssuePage>, Error> {
    Ok(Show(page(&app, &context, &may).await?))
}

async fn page<D: Deed>(app: &App, context: &Context, may: &May<Document, D>) -> Result<IssuePage, Error> {
    let (conn, row) = (app.db.read(), may.row());
    let names = names(app, row).await?;
    let on = day_of(app, row);
    let parcels = names.parcels(conn, on).await?;
    let units: Vec<UnitId> = names
        .names
        .iter()
        .filter_map(|name| match &name.target {
            Some(
                Target::Unit { unit }
                | Target::Group { within: Some(unit), .. }
                | Target::ClusterLeaders { keeper: unit },
            ) => Some(*unit),
            _ => None,
        })
        .collect();
    let called = inbox::short_names(conn, &units, on).await?;
    let mut rows = Vec::with_capacity(names.names.len());
    for (at, name) in names.names.iter().enumerate() {
        let mut group_name = None;
        let (unit, n_units) = match &name.target {
            Some(Target::Unit { unit }) => (Some(*unit), 1),
            Some(Target::Group { within, kinds }) => {
                (*within, units::below(conn, *within, kinds, on).await.map_err(db::DbError::from)?.len())
            }
            Some(Target::Bound) => (None, parcels.values().filter(|p| !p.shares.is_empty()).count()),
            Some(target @ Target::Cluster { cluster, .. }) => {
                group_name = cluster::by_id(*cluster).one(conn).await?.map(|row| row.name);
                (None, target.cluster_units(conn, on).await?.len())
            }
            Some(target @ Target::ClusterLeaders { keeper }) => {
                (Some(*keeper), target.cluster_units(conn, on).await?.len())
            }
            Some(Target::Partner { partner }) => {
                group_name = partner::by_id(*partner).one(conn).await?.map(|row| row.name);
                (None, 0)
            }
            Some(Target::Nobody) | None => (None, 0),
        };
        rows.push(NameView {
            at,
            printed: name.printed.clone(),
            is_recipient: name.is_recipient,
            n_works: name.n_works,
            target: name.target.clone(),
            unit_name: group_name.or_else(|| unit.and_then(|unit| called.get(&unit).cloned())),
            n_units,
            is_proposed: name.is_proposed,
            is_added: name.is_added,
        });
    }
    // What nobody has answered for comes first, then what was only proposed.
    rows.sort_by_key(|name| (name.target.is_some(), !name.is_proposed));
    let kinds = UnitKind::ALL.iter().map(|kind| KindView {
        value: kind.code(),
        word: context.say(&format!("units-kind-{}", kind.code()), &args![]),
    });
    let n_open = names.open().count();
    Ok(IssuePage {
        document: views::head(app, may.signed(), row, "issue").await?,
        names: rows,
        n_open,
        n_units: parcels.len(),
        n_with_work: parcels.values().filter(|p| !p.shares.is_empty()).count(),
        n_shares: parcels.values().map(|p| p.shares.len()).sum(),
        kinds: kinds.collect(),
        groups: group_names(app, on).await?,
        today: app.now().local_day(),
        symbol: symbol(app, row).await?,
        may_number: row.state == State::Signed,
        may_send: row.state == State::Numbered
            && n_open == 0
            && !(parcels.is_empty() && names.names.is_empty()),
    })
}

/// Clusters and partners that a name can stand for, by what they are called.
async fn group_names(app: &App, on: Day) -> Result<Vec<String>, Error> {
    let conn = app.db.read();
    let clusters = groups::cluster_choices(conn, on).await?.into_iter().map(|one| one.label);
    let partners = groups::partner_choices(conn, on).await?.into_iter().map(|one| one.label);
    Ok(clusters.chain(partners).take(usize::try_from(GROUPS_OFFERED_MAX).unwrap_or(usize::MAX)).collect())
}

/// The letters after the stroke: as drafted, else as the register makes them.
async fn symbol(app: &App, row: &Model) -> Result<String, Error> {
    let paper = views::text(row)?;
    if !paper.number.symbol.is_empty() {
        return Ok(paper.number.symbol);
    }
    let conn = app.db.read();
    let issuer = load::issuers(conn, row).await?.into_iter().find_map(|issuer| issuer.unit);
    let units = (issuer.unwrap_or(row.unit_id), Some(row.unit_id));
    Ok(registers::symbol(conn, units, paper.kind, day_of(app, row)).await?.word)
}

/// POST /documents/{id}/addresses
pub async fn say(
    Axum(app): Axum<App>,
    may: May<Document, IssueDocument>,
    context: Context,
    input: Input<Addresses>,
) -> Result<See, Error> {
    let row = may.row();
    if load::is_out(row.state) {
        return Err(Error::conflict("documents-elsewhere"));
    }
    let typed = input.typed();
    let answers = match input.check() {
        Ok(answers) => answers,
        Err(refusal) => return Err(refusal.on(page(&app, &context, &may).await?)),
    };
    let (mut said, mut errors) = (Vec::new(), FormErrors::none());
    for answer in answers {
        match target(&app, row, answer.clone()).await? {
            Chosen::One(target) => said.push((answer.printed, target)),
            Chosen::Several(labels) => {
                let names = labels.join("; ");
                let field = format!("names.{}.named", answer.at);
                errors.add_with(field, "documents-named-several", args![names = names]);
            }
            Chosen::Unknown => {
                let (field, sentence) = match answer.to {
                    Wanted::Cluster(..) => ("named", "documents-cluster-unknown"),
                    Wanted::Partner(_) => ("named", "documents-partner-unknown"),
                    Wanted::ClusterLeaders => ("unit", "documents-no-clusters"),
                    _ => ("unit", "documents-unit-unknown"),
                };
                errors.add(format!("names.{}.{field}", answer.at), sentence);
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors.refuse(typed).on(page(&app, &context, &may).await?));
    }
    let tx = app.db.write().await?;
    // Locked, so that names are not given another meaning while the document is sent.
    let now_at = actions::lock(&tx, row.id).await?;
    if load::is_out(now_at.state) {
        return Err(Error::conflict("documents-elsewhere"));
    }
    answers::say(&tx, app.now(), may.by(), &now_at, &said).await?;
    tx.commit().await?;
    Ok(See::other(format!("/documents/{}/issue", row.id)).say("documents-addressed", args![n = said.len()]))
}

/// The target of an answer, once its unit, cluster or partner is found.
async fn target(app: &App, row: &Model, answer: Answered) -> Result<Chosen<Target>, Error> {
    let (conn, on) = (app.db.read(), day_of(app, row));
    let found = match answer.to {
        Wanted::Target(target) => Some(target),
        Wanted::Unit(typed) => meant(app, row, &typed).await?.map(|unit| Target::Unit { unit }),
        Wanted::Cluster(typed, is_leader_only) => {
            let all = groups::cluster_choices(conn, on).await?;
            let found = groups::chosen(&all, &typed, Some(keeper(app, row).await?));
            return Ok(found.map(|cluster| Target::Cluster { cluster, is_leader_only }));
        }
        Wanted::ClusterLeaders => {
            let keeper = keeper(app, row).await?;
            let has_some = !groups::leaders_kept_by(conn, keeper, on).await?.is_empty();
            has_some.then_some(Target::ClusterLeaders { keeper })
        }
        Wanted::Partner(typed) => {
            let all = groups::partner_choices(conn, on).await?;
            let found = groups::chosen(&all, &typed, Some(keeper(app, row).await?));
            return Ok(found.map(|partner| Target::Partner { partner }));
        }
        Wanted::Group(kind, None) => Some(Target::Group { within: None, kinds: vec![kind] }),
        Wanted::Group(kind, Some(typed)) => {
            meant(app, row, &typed).await?.map(|unit| Target::Group { within: Some(unit), kinds: vec![kind] })
        }
    };
    Ok(found.map_or(Chosen::Unknown, Chosen::One))
}

/// The unit whose clusters and partners a printed name means before those of others: the first that issues.
async fn keeper(app: &App, row: &Model) -> Result<UnitId, Error> {
    let issuers = load::issuers(app.db.read(), row).await?;
    Ok(issuers.into_iter().find_map(|issuer| issuer.unit).unwrap_or(row.unit_id))
}

async fn meant(app: &App, row: &Model, typed: &Typed) -> Result<Option<UnitId>, Error> {
    Ok(units::actions::meant(app.db.read(), typed.id, &typed.text, day_of(app, row)).await?)
}

/// POST /documents/{id}/recipients: a unit that is not printed gets it too, or not any more.
pub async fn add(
    Axum(app): Axum<App>,
    may: May<Document, IssueDocument>,
    context: Context,
    input: Input<AddRecipient>,
) -> Result<See, Error> {
    let row = may.row();
    if row.plan_id.is_some() {
        return Err(Error::conflict("documents-recipients-plan"));
    }
    let typed = input.typed();
    let wanted = match input.check() {
        Ok(wanted) => wanted,
        Err(refusal) => return Err(refusal.on(page(&app, &context, &may).await?)),
    };
    let unit = match &wanted {
        ToAdd::Add(typed, _) => meant(&app, row, typed).await?,
        ToAdd::Remove(_) => None,
    };
    if unit.is_none() && matches!(wanted, ToAdd::Add(..)) {
        let unknown = FormErrors::of("unit", "documents-unit-unknown").refuse(typed);
        return Err(unknown.on(page(&app, &context, &may).await?));
    }
    let (tx, now) = (app.db.write().await?, app.now());
    let now_at = actions::lock(&tx, row.id).await?;
    if load::is_out(now_at.state) {
        return Err(Error::conflict("documents-elsewhere"));
    }
    match (wanted, unit) {
        (ToAdd::Add(_, purpose), Some(unit)) => {
            let name = registers::full_name(&tx, unit, day_of(&app, row)).await?;
            answers::add(&tx, now, may.by(), (row.id, unit), (&name, purpose)).await?;
        }
        (ToAdd::Remove(name), _) => answers::remove(&tx, now, may.by(), row.id, &name).await?,
        (ToAdd::Add(..), None) => {}
    }
    tx.commit().await?;
    Ok(See::other(format!("/documents/{}/issue", row.id)).say("documents-recipients-changed", args![]))
}

/// POST /documents/{id}/number
pub async fn number(
    Axum(app): Axum<App>,
    may: May<Document, IssueDocument>,
    context: Context,
    input: Input<GiveNumber>,
) -> Result<See, Error> {
    let typed = input.typed();
    let how = match input.check() {
        Ok(valid) => valid,
        Err(refusal) => return Err(refusal.on(page(&app, &context, &may).await?)),
    };
    let id = may.row().id;
    let tx = app.db.write().await?;
    let issuers = load::issuers(&tx, may.row()).await?;
    let printed = match actions::give_number(&tx, app.now(), may.by(), (id, &issuers), how).await {
        Ok(printed) => printed,
        Err(DocumentError::Number(error)) => {
            drop(tx);
            let errors = error.on_form()?;
            return Err(errors.refuse(typed).on(page(&app, &context, &may).await?));
        }
        Err(error) => return Err(error.into()),
    };
    tx.commit().await?;
    Ok(See::other(format!("/documents/{id}/issue")).say("documents-numbered", args![symbol = printed]))
}

/// POST /documents/{id}/issue
pub async fn issue(Axum(app): Axum<App>, may: May<Document, IssueDocument>) -> Result<See, Error> {
    let row = may.row();
    let names = names(&app, row).await?;
    let n_units = names.parcels(app.db.read(), day_of(&app, row)).await?.len();
    let proposed: Vec<(String, Target)> = names
        .names
        .iter()
        .filter(|name| name.is_proposed)
        .filter_map(|name| Some((name.printed.clone(), name.target.clone()?)))
        .collect();
    let tx = app.db.write().await?;
    // What was proposed and seen is what was meant: kept, so that the sending goes by it whatever is proposed later.
    answers::say(&tx, app.now(), may.by(), row, &proposed).await?;
    issuing::issue(&tx, app.now(), may.by(), (row.id, &names), n_units).await?;
    tx.commit().await?;
    Ok(See::other(format!("/documents/{}", row.id)).say("documents-issuing", args![n = n_units]))
}

/// POST /documents/{id}/recall
pub async fn recall(
    Axum(app): Axum<App>,
    may: May<Document, IssueDocument>,
    input: Input<Reason>,
) -> Result<See, Error> {
    let reason = input.check()?;
    let tx = app.db.write().await?;
    actions::recall(&tx, app.now(), may.by(), may.row().id, &reason).await?;
    tx.commit().await?;
    Ok(See::other(format!("/documents/{}", may.row().id)).say("documents-recalled", args![]))
}
