//! Who is meant by each name that a plan or another document prints: one unit, all units of a kind, a cluster, a partner
//! outside, everybody it binds, nobody here. Asked once per name; recipients, tasks and duties go by the same answer.

use super::amended;
use super::errors::DocumentError;
use crate::features::groups::actions::{self as groups, ClusterNamed};
use crate::features::units;
use db::WriteTx;
use db::events::{By, NewEvent, record};
use domain::groups::ClusterRole;
use domain::ids::{ClusterId, DocumentId, DutyId, PartnerId, PlanId, TaskId, UnitId};
use domain::time::{Day, Moment};
use domain::units::lexicon::Meaning;
use domain::units::{Lexicon, UnitCode, UnitKind};
use draft::name_key;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use serde::Serialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use tables::{address, amendment, document, document_address, duty_unit, recipient, task_unit};
use utoipa::ToSchema;
use uuid::Uuid;

/// At this score what the lexicon proposes for the name of a set is filled in; a person still sees and sends it.
const GROUP_SCORE_MIN: f32 = 0.6;
/// At this score a name of a document without a plan is taken for a unit; a person still sees and sends it.
const UNIT_SCORE_MIN: f32 = 0.75;
/// Another unit that is nearly as like must be this far below.
const UNIT_SCORE_GAP: f32 = 0.1;
/// What "as above" is called in a list of recipients, folded.
const AS_ABOVE: [&str; 6] = ["nhu tren", "nhu kinh gui", "nhu dieu", "nhu muc", "nhu phan", "don vi nhu"];

/// Words by which the name of a set begins, folded.
const SETS: [&str; 5] = ["cac ", "nhung ", "moi ", "toan the ", "tat ca "];
/// The word for a cluster, folded.
const CLUSTER: &str = "cum ";
/// What the leading units of clusters are called, folded.
const LEADERS: [&str; 2] = ["cum truong", "truong cum"];
/// Heads of agencies, folded: a copy for one of them stays in the agency that issues.
const HEADS: [&str; 7] =
    ["bo truong", "thu truong", "giam doc", "pho giam doc", "chu tich cong doan", "hieu truong", "lanh dao"];

/// Whom a printed name stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Target {
    /// One unit.
    Unit {
        /// Its id.
        #[schema(value_type = String)]
        unit: UnitId,
    },
    /// All units of some kinds.
    Group {
        /// Below this unit; in the whole country for none.
        #[schema(value_type = Option<String>)]
        within: Option<UnitId>,
        /// Of these kinds; of any for none.
        #[schema(value_type = Vec<String>)]
        kinds: Vec<UnitKind>,
    },
    /// The units of a cluster on the day, or its leading unit alone.
    Cluster {
        /// Its id.
        cluster: ClusterId,
        /// Only the leading unit.
        is_leader_only: bool,
    },
    /// The leading units of all clusters that a unit keeps: "các cụm trưởng".
    ClusterLeaders {
        /// The unit.
        #[schema(value_type = String)]
        keeper: UnitId,
    },
    /// A partner outside: it is sent there by hand.
    Partner {
        /// Its id.
        partner: PartnerId,
    },
    /// Every unit that the plan gives work to: "như trên".
    Bound,
    /// Nobody in the program: it goes there by post, or not at all.
    Nobody,
}

impl Target {
    fn of_columns(word: &str, id: Option<Uuid>, kinds: Option<&str>) -> Option<Target> {
        let (id, cluster, partner) = (id.map(UnitId::from), id.map(ClusterId::from), id.map(PartnerId::from));
        Some(match word {
            "unit" => Target::Unit { unit: id? },
            "group" => {
                let codes = kinds.unwrap_or_default();
                let kinds = codes.split(',').filter_map(UnitKind::parse).collect();
                Target::Group { within: id, kinds }
            }
            "cluster" => Target::Cluster { cluster: cluster?, is_leader_only: false },
            "cluster_lead" => Target::Cluster { cluster: cluster?, is_leader_only: true },
            "cluster_leaders" => Target::ClusterLeaders { keeper: id? },
            "partner" => Target::Partner { partner: partner? },
            "bound" => Target::Bound,
            "nobody" => Target::Nobody,
            _ => return None,
        })
    }

    fn columns(&self) -> (&'static str, Option<Uuid>, Option<String>) {
        match self {
            Target::Unit { unit } => ("unit", Some(unit.uuid()), None),
            Target::Group { within, kinds } => {
                let codes: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
                ("group", within.map(UnitId::uuid), Some(codes.join(",")))
            }
            Target::Cluster { cluster, is_leader_only } => {
                (if *is_leader_only { "cluster_lead" } else { "cluster" }, Some(cluster.uuid()), None)
            }
            Target::ClusterLeaders { keeper } => ("cluster_leaders", Some(keeper.uuid()), None),
            Target::Partner { partner } => ("partner", Some(partner.uuid()), None),
            Target::Bound => ("bound", None, None),
            Target::Nobody => ("nobody", None, None),
        }
    }
}

impl Target {
    /// The units of a cluster, of the leaders of clusters; none for whatever is no cluster.
    pub async fn cluster_units(
        &self,
        conn: &impl ConnectionTrait,
        on: Day,
    ) -> Result<Vec<UnitId>, DocumentError> {
        Ok(match self {
            Target::Cluster { cluster, is_leader_only } => {
                let places = groups::members(conn, *cluster, on).await?.into_iter();
                let meant = places.filter(|place| !is_leader_only || place.role == ClusterRole::Leader);
                meant.map(|place| place.unit).collect()
            }
            Target::ClusterLeaders { keeper } => groups::leaders_kept_by(conn, *keeper, on).await?,
            Target::Unit { .. }
            | Target::Group { .. }
            | Target::Partner { .. }
            | Target::Bound
            | Target::Nobody => Vec::new(),
        })
    }
}

/// A name that a plan prints, and whom it stands for.
#[derive(Debug, Clone)]
pub struct Name {
    /// As first printed.
    pub printed: String,
    /// Folded.
    pub key: String,
    /// It stands in "Nơi nhận".
    pub is_recipient: bool,
    /// How many tasks and duties name it.
    pub n_works: usize,
    /// Whom it stands for; none while nobody has said.
    pub target: Option<Target>,
    /// The program proposes it; nobody has said so.
    pub is_proposed: bool,
    /// It is not printed: somebody added it to those who get the document.
    pub is_added: bool,
}

/// What a unit is asked to do: the row it stands in and its part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Share {
    /// Leads a task.
    LeadsTask(TaskId),
    /// Cooperates in a task.
    HelpsTask(TaskId),
    /// Is bound by a duty.
    BoundBy(DutyId),
    /// Is named in a duty as the one it is done with.
    HelpsDuty(DutyId),
}

/// What goes to one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parcel {
    /// "để b/c"; none when only its work names it.
    pub purpose: Option<String>,
    /// Its work.
    pub shares: BTreeSet<Share>,
}

/// The printed names of a plan and everything they stand in.
#[derive(Debug)]
pub struct Names {
    /// In order of first appearance.
    pub names: Vec<Name>,
    uses: Vec<(usize, Use)>,
    /// The names of a document without a plan: nobody has looked for their units yet.
    is_unread: bool,
}

/// What a name stands in.
#[derive(Debug, Clone)]
pub(super) enum Use {
    /// The list of recipients, with the purpose.
    Recipient(Option<String>),
    /// A task or duty.
    Work(Share),
}

impl Names {
    /// No name yet.
    pub(super) fn none() -> Names {
        Names { names: Vec::new(), uses: Vec::new(), is_unread: false }
    }

    /// Loads the names of a document: those of its plan, or of the plan as the document changes it; else those that its own
    /// text prints.
    pub async fn of_document(
        conn: &impl ConnectionTrait,
        document: &document::Model,
    ) -> Result<Names, DocumentError> {
        match (document.plan_id, amendment::of_document(document.id).one(conn).await?) {
            (Some(plan), _) => Names::load(conn, plan).await,
            (None, Some(change)) if change.state == amendment::State::Applied => {
                Names::load(conn, change.plan_id).await
            }
            (None, Some(change)) => amended::names(conn, &change).await,
            (None, None) => Names::printed(conn, document).await,
        }
    }

    /// Loads the names that a document without a plan prints, with what people said of them and whom they added: those
    /// after "Kính gửi" and those of "Nơi nhận".
    async fn printed(
        conn: &impl ConnectionTrait,
        document: &document::Model,
    ) -> Result<Names, DocumentError> {
        let paper = super::actions::text(document)?;
        let mut names = Names { names: Vec::new(), uses: Vec::new(), is_unread: true };
        for printed in &paper.addressees {
            names.add(printed, None, Use::Recipient(None));
        }
        for one in paper.recipients.iter().filter(|one| !one.is_archive) {
            names.add(&one.name, None, Use::Recipient(one.purpose.clone()));
        }
        for row in document_address::of_document(document.id).all(conn).await? {
            let said = Target::of_columns(&row.target, row.target_id, row.unit_kind.as_deref());
            if row.is_added {
                names.add(&row.printed, None, Use::Recipient(row.purpose));
                if let Some(name) = names.names.iter_mut().find(|name| name.key == row.printed_key) {
                    name.is_added = true;
                }
            }
            if let Some(name) = names.names.iter_mut().find(|name| name.key == row.printed_key) {
                name.target = said.or(name.target.take());
            }
        }
        Ok(names)
    }

    /// Loads the names of a plan with what people said of them.
    pub async fn load(conn: &impl ConnectionTrait, plan: PlanId) -> Result<Names, DocumentError> {
        let said = address::of_plan(plan).all(conn).await?;
        let mut names = Names::none();
        for row in recipient::of_plan(plan).all(conn).await? {
            if row.kind != "archive" {
                names.add(&row.name, row.unit_id, Use::Recipient(row.purpose));
            }
        }
        for row in task_unit::of_plan(plan).all(conn).await? {
            let is_lead = row.role == "lead";
            let share = if is_lead { Share::LeadsTask(row.task_id) } else { Share::HelpsTask(row.task_id) };
            names.add(&row.printed, row.unit_id, Use::Work(share));
        }
        for row in duty_unit::of_plan(plan).all(conn).await? {
            let is_bound = row.role == "bound";
            let share = if is_bound { Share::BoundBy(row.duty_id) } else { Share::HelpsDuty(row.duty_id) };
            names.add(&row.printed, row.unit_id, Use::Work(share));
        }
        names.said(&said);
        Ok(names)
    }

    /// Takes over what people said of the names of a plan.
    pub(super) fn said(&mut self, said: &[address::Model]) {
        for row in said {
            if let Some(name) = self.names.iter_mut().find(|name| name.key == row.printed_key) {
                let said = Target::of_columns(&row.target, row.target_id, row.unit_kind.as_deref());
                name.target = said.or(name.target.take());
            }
        }
    }

    pub(super) fn add(&mut self, printed: &str, unit: Option<UnitId>, used: Use) {
        let key = name_key(printed);
        let at = self.names.iter().position(|name| name.key == key).unwrap_or_else(|| {
            self.names.push(Name {
                printed: printed.to_owned(),
                key,
                is_recipient: false,
                n_works: 0,
                target: None,
                is_proposed: false,
                is_added: false,
            });
            self.names.len() - 1
        });
        let name = &mut self.names[at];
        match used {
            Use::Recipient(_) => name.is_recipient = true,
            Use::Work(_) => name.n_works += 1,
        }
        name.target = name.target.take().or(unit.map(|unit| Target::Unit { unit }));
        self.uses.push((at, used));
    }

    /// Fills in what the lexicon, the clusters and the words themselves propose for names that nobody has answered for.
    pub fn propose(
        &mut self,
        (lexicon, clusters): (&Lexicon, &[ClusterNamed]),
        issuer: Option<UnitId>,
        on: Day,
    ) {
        let context = issuer.map(|unit| UnitCode::new(unit.to_string()));
        let is_unread = self.is_unread;
        for name in self.names.iter_mut().filter(|name| name.target.is_none()) {
            let folded = domain::text::key(&name.printed);
            let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
            let singular = SETS.iter().find_map(|word| folded.strip_prefix(word)).unwrap_or(&folded);
            name.target = if begins(&AS_ABOVE) {
                Some(Target::Bound)
            } else if folded.contains(CLUSTER) {
                cluster(clusters, &name.printed, issuer)
            } else if HEADS.iter().any(|word| singular.starts_with(word)) {
                issuer.map(|unit| Target::Unit { unit })
            } else if begins(&SETS) || folded.contains(" cac ") {
                group(lexicon, &name.printed, context.as_ref(), on)
            } else if is_unread {
                one(lexicon, &name.printed, context.as_ref(), on)
            } else {
                None
            };
            name.is_proposed = name.target.is_some();
        }
    }

    /// Names that stand for nobody yet.
    pub fn open(&self) -> impl Iterator<Item = &Name> {
        self.names.iter().filter(|name| name.target.is_none())
    }

    /// What goes to each unit, in order of the units' ids: the same whenever it is asked, so that an issuing that was cut
    /// goes on where it stopped.
    pub async fn parcels(
        &self,
        conn: &impl ConnectionTrait,
        on: Day,
    ) -> Result<BTreeMap<UnitId, Parcel>, DocumentError> {
        let mut units: Vec<Vec<UnitId>> = Vec::with_capacity(self.names.len());
        for name in &self.names {
            units.push(match &name.target {
                Some(Target::Unit { unit }) => vec![*unit],
                Some(Target::Group { within, kinds }) => units::below(conn, *within, kinds, on).await?,
                Some(target) => target.cluster_units(conn, on).await?,
                None => Vec::new(),
            });
        }
        let mut parcels: BTreeMap<UnitId, Parcel> = BTreeMap::new();
        for (at, used) in &self.uses {
            for unit in &units[*at] {
                let parcel = parcels.entry(*unit).or_default();
                match used {
                    Use::Recipient(purpose) => parcel.purpose = parcel.purpose.take().or(purpose.clone()),
                    Use::Work(share) => {
                        parcel.shares.insert(*share);
                    }
                }
            }
        }
        let bound_purpose = self.uses.iter().find_map(|(at, used)| match used {
            Use::Recipient(purpose) if self.names[*at].target == Some(Target::Bound) => purpose.clone(),
            _ => None,
        });
        for parcel in parcels.values_mut().filter(|parcel| !parcel.shares.is_empty()) {
            parcel.purpose = parcel.purpose.take().or(bound_purpose.clone());
        }
        Ok(parcels)
    }
}

/// The unit that the lexicon takes a name for, when it takes it for one alone.
fn one(lexicon: &Lexicon, printed: &str, context: Option<&UnitCode>, on: Day) -> Option<Target> {
    let mut found = lexicon.resolve(printed, on, context).into_iter();
    let (best, next) = (found.next()?, found.next());
    let is_alone = next.is_none_or(|next| best.score - next.score >= UNIT_SCORE_GAP);
    let Meaning::Unit(code) = best.meaning else { return None };
    let unit = code.as_str().parse().ok()?;
    (best.score >= UNIT_SCORE_MIN && is_alone).then_some(Target::Unit { unit })
}

/// The units that a name printed in the plan stands for on that day.
pub async fn units_of(
    conn: &impl ConnectionTrait,
    plan: PlanId,
    printed: &str,
    on: Day,
) -> Result<Vec<UnitId>, DocumentError> {
    let key = name_key(printed);
    let names = Names::load(conn, plan).await?;
    Ok(match names.names.into_iter().find(|name| name.key == key).and_then(|name| name.target) {
        Some(Target::Unit { unit }) => vec![unit],
        Some(Target::Group { within, kinds }) => units::below(conn, within, &kinds, on).await?,
        Some(target) => target.cluster_units(conn, on).await?,
        None => Vec::new(),
    })
}

/// What a name with the word for a cluster stands for: a cluster whose whole name is in it, or the leaders of the clusters
/// that the issuer keeps. Anything else is left open: a person knows which cluster is meant.
fn cluster(clusters: &[ClusterNamed], printed: &str, issuer: Option<UnitId>) -> Option<Target> {
    let folded = domain::text::key(printed);
    let is_leader = LEADERS.iter().any(|words| folded.contains(words));
    if let Some(one) = groups::named(clusters, printed, issuer) {
        return Some(Target::Cluster { cluster: one.id, is_leader_only: is_leader });
    }
    let keeper = issuer.filter(|unit| is_leader && clusters.iter().any(|one| one.keeper == *unit))?;
    Some(Target::ClusterLeaders { keeper })
}

/// What the lexicon takes the name of a set for.
fn group(lexicon: &Lexicon, printed: &str, context: Option<&UnitCode>, on: Day) -> Option<Target> {
    let best = lexicon.resolve(printed, on, context).into_iter().next()?;
    let Meaning::Group(group) = best.meaning else { return None };
    if group.kinds.is_empty() || best.score < GROUP_SCORE_MIN {
        return None;
    }
    let within = group.within.and_then(|code| code.as_str().parse().ok());
    Some(Target::Group { within, kinds: group.kinds })
}

/// The plan that a document is the text of, or changes.
pub async fn plan_of(
    conn: &impl ConnectionTrait,
    document: &document::Model,
) -> Result<Option<PlanId>, DocumentError> {
    if document.plan_id.is_some() {
        return Ok(document.plan_id);
    }
    Ok(amendment::of_document(document.id).one(conn).await?.map(|change| change.plan_id))
}

/// Says whom names of a document stand for: kept with its plan, so that other documents of the plan know it too.
pub async fn say(
    tx: &WriteTx,
    now: Moment,
    by: By,
    document: &document::Model,
    answers: &[(String, Target)],
) -> Result<(), DocumentError> {
    match plan_of(tx, document).await? {
        Some(plan) => say_of_plan(tx, now, by, plan, answers).await,
        None => say_of_document(tx, now, by, document.id, answers).await,
    }
}

async fn say_of_document(
    tx: &WriteTx,
    now: Moment,
    by: By,
    document: DocumentId,
    answers: &[(String, Target)],
) -> Result<(), DocumentError> {
    for (printed, target) in answers {
        let row = said(tx, now, by, document, (printed, target));
        let same =
            OnConflict::columns([document_address::Column::DocumentId, document_address::Column::PrintedKey])
                .update_columns([
                    document_address::Column::Target,
                    document_address::Column::TargetId,
                    document_address::Column::UnitKind,
                    document_address::Column::PersonId,
                    document_address::Column::UpdatedAt,
                ])
                .to_owned();
        document_address::Entity::insert(row).on_conflict(same).exec_without_returning(tx).await?;
    }
    if !answers.is_empty() {
        let told = json!({"names": answers.iter().map(|(name, _)| name).collect::<Vec<_>>()});
        record(tx, NewEvent::new(now, by, "address", "document", document).with(told)).await?;
    }
    Ok(())
}

fn said(
    tx: &WriteTx,
    now: Moment,
    by: By,
    document: DocumentId,
    (printed, target): (&str, &Target),
) -> document_address::ActiveModel {
    let (word, id, kinds) = target.columns();
    document_address::ActiveModel {
        id: Set(tx.new_id(now)),
        document_id: Set(document),
        printed_key: Set(name_key(printed)),
        printed: Set(printed.to_owned()),
        target: Set(word.to_owned()),
        target_id: Set(id),
        unit_kind: Set(kinds),
        purpose: Set(None),
        is_added: Set(false),
        person_id: Set(by.person),
        updated_at: Set(now),
    }
}

/// Adds a unit that gets a document without being printed in it, with what it gets it for.
pub async fn add(
    tx: &WriteTx,
    now: Moment,
    by: By,
    (document, unit): (DocumentId, UnitId),
    (name, purpose): (&str, Option<String>),
) -> Result<(), DocumentError> {
    let mut row = said(tx, now, by, document, (name, &Target::Unit { unit }));
    row.purpose = Set(purpose);
    row.is_added = Set(true);
    let same =
        OnConflict::columns([document_address::Column::DocumentId, document_address::Column::PrintedKey])
            .update_columns([
                document_address::Column::Target,
                document_address::Column::TargetId,
                document_address::Column::Purpose,
                document_address::Column::UpdatedAt,
            ])
            .to_owned();
    document_address::Entity::insert(row).on_conflict(same).exec_without_returning(tx).await?;
    record(tx, NewEvent::new(now, by, "address", "document", document).with(json!({"names": [name]})))
        .await?;
    Ok(())
}

/// Takes back a unit that was added.
pub async fn remove(
    tx: &WriteTx,
    now: Moment,
    by: By,
    document: DocumentId,
    name: &str,
) -> Result<(), DocumentError> {
    let removed = document_address::Entity::delete_many()
        .filter(document_address::Column::DocumentId.eq(document))
        .filter(document_address::Column::PrintedKey.eq(name_key(name)))
        .filter(document_address::Column::IsAdded.eq(true))
        .exec(tx)
        .await?
        .rows_affected;
    if removed > 0 {
        let told = json!({"removed": name});
        record(tx, NewEvent::new(now, by, "address", "document", document).with(told)).await?;
    }
    Ok(())
}

async fn say_of_plan(
    tx: &WriteTx,
    now: Moment,
    by: By,
    plan: PlanId,
    answers: &[(String, Target)],
) -> Result<(), DocumentError> {
    for (printed, target) in answers {
        let (word, id, kinds) = target.columns();
        let row = address::ActiveModel {
            id: Set(tx.new_id(now)),
            plan_id: Set(plan),
            printed_key: Set(name_key(printed)),
            printed: Set(printed.clone()),
            target: Set(word.to_owned()),
            target_id: Set(id),
            unit_kind: Set(kinds),
            person_id: Set(by.person),
            updated_at: Set(now),
        };
        let same = OnConflict::columns([address::Column::PlanId, address::Column::PrintedKey])
            .update_columns([
                address::Column::Target,
                address::Column::TargetId,
                address::Column::UnitKind,
                address::Column::PersonId,
                address::Column::UpdatedAt,
            ])
            .to_owned();
        address::Entity::insert(row).on_conflict(same).exec_without_returning(tx).await?;
    }
    if !answers.is_empty() {
        let told = json!({"names": answers.iter().map(|(name, _)| name).collect::<Vec<_>>()});
        record(tx, NewEvent::new(now, by, "address", "plan", plan).with(told)).await?;
    }
    Ok(())
}

/// The units that a printed name of a plan stands for on a day, by what people said of it.
pub async fn behind(
    conn: &impl ConnectionTrait,
    plan: PlanId,
    printed: &str,
    on: Day,
) -> Result<Vec<UnitId>, DocumentError> {
    let mut names = Names::load(conn, plan).await?;
    let key = name_key(printed);
    names.names.retain(|name| name.key == key);
    names.uses = names.names.iter().enumerate().map(|(at, _)| (at, Use::Recipient(None))).collect();
    Ok(names.parcels(conn, on).await?.into_keys().collect())
}
