//! Who is meant by each name that a plan or another document prints: one unit, all units of a kind, a cluster, a partner
//! outside, everybody it binds, nobody here. Asked once per name; recipients, tasks and duties go by the same answer.

use super::amended;
use super::errors::DocumentError;
use crate::features::groups::actions as groups;
use crate::features::units;
use domain::groups::ClusterRole;
use domain::ids::{ClusterId, DocumentId, DutyId, PartnerId, PlanId, TaskId, UnitId};
use domain::time::Day;
use domain::units::UnitKind;
use draft::name_key;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use tables::{address, amendment, document, document_address, duty_unit, recipient, task_unit};
use utoipa::ToSchema;
use uuid::Uuid;

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
    pub(super) fn of_columns(word: &str, id: Option<Uuid>, kinds: Option<&str>) -> Option<Target> {
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

    pub(super) fn columns(&self) -> (&'static str, Option<Uuid>, Option<String>) {
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
    /// The units it stands for on a day; none for partners, for nobody, and for those that their work alone names.
    pub async fn units(&self, conn: &impl ConnectionTrait, on: Day) -> Result<Vec<UnitId>, DocumentError> {
        Ok(match self {
            Target::Unit { unit } => vec![*unit],
            Target::Group { within, kinds } => units::below(conn, *within, kinds, on).await?,
            other => other.cluster_units(conn, on).await?,
        })
    }

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
    pub(super) is_unread: bool,
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
        let mut names = match (document.plan_id, amendment::of_document(document.id).one(conn).await?) {
            (Some(plan), _) => return Names::load(conn, plan).await,
            (None, Some(change)) if change.state == amendment::State::Applied => {
                Names::load(conn, change.plan_id).await?
            }
            (None, Some(change)) => amended::names(conn, &change).await?,
            (None, None) => Names::printed(document)?,
        };
        names.said_in(conn, document.id).await?;
        Ok(names)
    }

    /// The names that a document without a plan prints: those after "Kính gửi" and those of "Nơi nhận".
    fn printed(document: &document::Model) -> Result<Names, DocumentError> {
        let paper = super::actions::text(document)?;
        let mut names = Names { names: Vec::new(), uses: Vec::new(), is_unread: true };
        for printed in &paper.addressees {
            names.add(printed, None, Use::Recipient(None));
        }
        for one in paper.recipients.iter().filter(|one| !one.is_archive) {
            names.add(&one.name, None, Use::Recipient(one.purpose.clone()));
        }
        Ok(names)
    }

    /// Takes over what people said of names for this document alone, and whom they added.
    async fn said_in(
        &mut self,
        conn: &impl ConnectionTrait,
        document: DocumentId,
    ) -> Result<(), DocumentError> {
        for row in document_address::of_document(document).all(conn).await? {
            let said = Target::of_columns(&row.target, row.target_id, row.unit_kind.as_deref());
            if row.is_added {
                self.add(&row.printed, None, Use::Recipient(row.purpose));
            }
            if let Some(name) = self.names.iter_mut().find(|name| name.key == row.printed_key) {
                name.is_added |= row.is_added && name.n_works == 0;
                name.target = said.or(name.target.take());
            }
        }
        Ok(())
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
                Some(target) => target.units(conn, on).await?,
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

/// The units that a name printed in the plan stands for on that day.
pub async fn units_of(
    conn: &impl ConnectionTrait,
    plan: PlanId,
    printed: &str,
    on: Day,
) -> Result<Vec<UnitId>, DocumentError> {
    let key = name_key(printed);
    let names = Names::load(conn, plan).await?;
    match names.names.into_iter().find(|name| name.key == key).and_then(|name| name.target) {
        Some(target) => target.units(conn, on).await,
        None => Ok(Vec::new()),
    }
}
