//! Rows become views: bars that add up, the look of an answer today, names of plans and units.

use super::pages::{Bar, Choice, DeclareView, MatrixRow, Part, QuestionView};
use crate::app::App;
use crate::features::units;
use crate::rights::Signed;
use domain::cascade::OwnPlan;
use domain::ids::{CascadeAnswerId, CascadeId, ImportId, PlanId, UnitId};
use domain::rights::Act;
use domain::time::Day;
use domain::units::UnitKind;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use std::collections::HashMap;
use tables::cascade::{self, State};
use tables::{cascade_answer, cascade_sum, plan};
use web::{Context, Error, args};

/// The colour of an own plan: what is missing is late once the day has passed.
pub fn family(stand: OwnPlan, is_late: bool) -> &'static str {
    match stand {
        OwnPlan::Issued => "ok",
        OwnPlan::Excused => "idle",
        OwnPlan::Drafting => "run",
        OwnPlan::Claimed => "watch",
        OwnPlan::Silent if is_late => "late",
        OwnPlan::Silent => "watch",
    }
}

fn person_family(is_named: bool, is_late: bool) -> &'static str {
    match (is_named, is_late) {
        (true, _) => "ok",
        (false, true) => "late",
        (false, false) => "watch",
    }
}

/// Whether the day of a question has passed.
fn is_late(question: &cascade::Model, today: Day) -> bool {
    question.due_on.is_some_and(|due| due < today)
}

/// What a question's sums tell.
struct Told {
    bars: Vec<Bar>,
    n_silent: i64,
    n_claimed: i64,
}

fn told(question: &cascade::Model, sums: &[cascade_sum::Model], today: Day) -> Told {
    let (wish, late) = (question.wish(), is_late(question, today));
    let stands: Vec<(OwnPlan, bool, i64)> = sums
        .iter()
        .filter(|row| row.cascade_id == question.id)
        .filter_map(|row| Some((row.plan.parse().ok()?, row.is_named, row.n)))
        .collect();
    let n = |pick: &dyn Fn(OwnPlan, bool) -> bool| -> i64 {
        stands.iter().filter(|(plan, named, _)| pick(*plan, *named)).map(|(.., n)| n).sum()
    };
    let total = n(&|_, _| true);
    let mut bars = Vec::new();
    if wish.plan {
        let part = |stand: OwnPlan| Part {
            word: stand.word(),
            n: n(&|plan, _| plan == stand),
            family: family(stand, late),
        };
        let parts = OwnPlan::ALL.into_iter().map(part).filter(|part| part.n > 0).collect();
        bars.push(Bar { what: "plan", total, parts });
    }
    if wish.person {
        // Of whom nothing is asked any more, nobody need be named.
        let excused = n(&|plan, named| plan == OwnPlan::Excused && !named);
        let named = n(&|_, named| named);
        let parts = [
            Part { word: "named", n: named, family: "ok" },
            Part { word: "excused", n: excused, family: "idle" },
            Part { word: "unnamed", n: total - named - excused, family: person_family(false, late) },
        ];
        bars.push(Bar {
            what: "person",
            total,
            parts: parts.into_iter().filter(|part| part.n > 0).collect(),
        });
    }
    Told {
        bars,
        n_silent: n(&|plan, named| wish.is_silent(plan, named)),
        n_claimed: n(&|plan, _| plan == OwnPlan::Claimed),
    }
}

/// Questions as views, in the given order.
pub async fn questions(
    (app, context): (&App, &Context),
    signed: &Signed,
    rows: &[cascade::Model],
) -> Result<Vec<QuestionView>, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let ids: Vec<CascadeId> = rows.iter().map(|row| row.id).collect();
    let sums = cascade_sum::of(&ids).all(conn).await?;
    let plans: Vec<PlanId> = rows.iter().map(|row| row.plan_id).collect();
    let plans: HashMap<PlanId, (String, Option<String>)> = plan::Entity::find()
        .filter(plan::Column::Id.is_in(plans))
        .select_only()
        .columns([plan::Column::Id, plan::Column::Subject, plan::Column::Number])
        .into_tuple::<(PlanId, String, Option<String>)>()
        .all(conn)
        .await?
        .into_iter()
        .map(|(id, subject, number)| (id, (subject, number)))
        .collect();
    let mut units: Vec<UnitId> =
        rows.iter().flat_map(|row| [Some(row.asker_id), row.within_id]).flatten().collect();
    units.sort_unstable();
    units.dedup();
    let names: HashMap<UnitId, String> =
        units::refs(conn, &units, today).await?.into_iter().map(|unit| (unit.id, unit.short)).collect();
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let (subject, number) = plans.get(&row.plan_id).cloned().unwrap_or_default();
        let may_lead = signed.may(app, Act::LeadWork, Some(row.asker_id)).await?.is_some();
        let may_read = may_lead || signed.may(app, Act::ReadWork, Some(row.asker_id)).await?.is_some();
        let told = told(row, &sums, today);
        views.push(QuestionView {
            id: row.id,
            plan_id: row.plan_id,
            plan: subject,
            plan_number: number,
            asker_id: row.asker_id,
            asker: names.get(&row.asker_id).cloned().unwrap_or_default(),
            state: row.state,
            wants_plan: row.wants_plan,
            wants_person: row.wants_person,
            due_on: row.due_on,
            days: row.due_on.map(|due| (due - today).num_days()),
            quote: row.quote.clone(),
            line: row.line,
            target: row.target.clone(),
            target_words: target_words(context, row, &names),
            kind: row.kind.clone(),
            n_units: row.n_units,
            n_asked: row.n_asked,
            n_tree: row.n_tree,
            n_tree_done: row.n_tree_done,
            bars: told.bars,
            n_silent: told.n_silent,
            n_claimed: told.n_claimed,
            may_read,
            may_lead,
        });
    }
    Ok(views)
}

fn target_words(context: &Context, row: &cascade::Model, names: &HashMap<UnitId, String>) -> String {
    match row.target.as_str() {
        "name" => row.printed.clone().unwrap_or_default(),
        "group" => {
            let kinds: Vec<String> = row.chosen.split(',').map(|code| kind_word(context, code)).collect();
            let within = row.within_id.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
            context.say("cascades-group", &args![kinds = kinds.join(", "), name = within])
        }
        _ => context.say("cascades-chosen", &args![n = row.chosen.split(',').count()]),
    }
}

/// The name of a kind of units.
pub fn kind_word(context: &Context, code: &str) -> String {
    context.say(&format!("units-kind-{code}"), &args![])
}

/// What rows of a matrix need besides themselves.
pub struct Words {
    names: HashMap<UnitId, (String, String)>,
    own: HashMap<ImportId, PlanId>,
    below: HashMap<CascadeAnswerId, CascadeId>,
}

impl Words {
    /// Loads the words of these rows, each kind in one question.
    pub async fn load(app: &App, rows: &[cascade_answer::Model]) -> Result<Words, Error> {
        let (conn, today) = (app.db.read(), app.now().local_day());
        let ids: Vec<UnitId> = rows.iter().map(|row| row.unit_id).collect();
        let names = units::refs(conn, &ids, today).await?;
        let imports: Vec<ImportId> = rows.iter().filter_map(|row| row.import_id).collect();
        let own = plan::Entity::find()
            .filter(plan::Column::ImportId.is_in(imports))
            .select_only()
            .columns([plan::Column::ImportId, plan::Column::Id])
            .into_tuple::<(Option<ImportId>, PlanId)>()
            .all(conn)
            .await?;
        let answers: Vec<CascadeAnswerId> = rows.iter().map(|row| row.id).collect();
        let below =
            cascade::below(&answers).filter(cascade::Column::State.ne(State::Withdrawn)).all(conn).await?;
        Ok(Words {
            names: names.into_iter().map(|unit| (unit.id, (unit.short, unit.name))).collect(),
            own: own.into_iter().filter_map(|(import, plan)| Some((import?, plan))).collect(),
            below: below.into_iter().rev().filter_map(|row| Some((row.above_id?, row.id))).collect(),
        })
    }

    /// The own plan of an answer, whether issued or not.
    pub fn own_plan(&self, row: &cascade_answer::Model) -> Option<PlanId> {
        row.own_plan_id.or_else(|| row.import_id.and_then(|import| self.own.get(&import).copied()))
    }

    /// A row as it stands today.
    pub fn row(&self, question: &cascade::Model, row: &cascade_answer::Model, today: Day) -> MatrixRow {
        let (short, full) = self.names.get(&row.unit_id).cloned().unwrap_or_default();
        let late = is_late(question, today);
        MatrixRow {
            id: row.id,
            unit_id: row.unit_id,
            unit: short,
            unit_full: full,
            plan: row.plan,
            family: family(row.plan, late),
            number: row.own_number.clone(),
            on: row.own_on,
            own_plan_id: self.own_plan(row).filter(|_| row.plan == OwnPlan::Issued),
            person: row.person_name.clone(),
            is_named: row.is_named,
            person_family: person_family(row.is_named, late),
            n_below: row.n_below,
            n_below_done: row.n_below_done,
            below_id: self.below.get(&row.id).copied(),
            is_silent: question.wish().is_silent(row.plan, row.is_named),
            reminded_at: row.reminded_at,
            n_reminders: row.n_reminders,
        }
    }
}

/// The kinds that can be asked, those of `on` chosen: kinds of places and schools, not of boards and offices.
pub fn kinds(context: &Context, on: &[UnitKind]) -> Vec<Choice> {
    let choice = |kind: &UnitKind| Choice {
        value: kind.code().to_owned(),
        word: kind_word(context, kind.code()),
        is_on: on.contains(kind),
    };
    UnitKind::ALL.iter().map(choice).collect()
}

/// A form to pass a question on as it came.
pub fn pass_on(
    context: &Context,
    row: &cascade_answer::Model,
    question: &cascade::Model,
    name: &str,
) -> DeclareView {
    DeclareView {
        action: format!("/cascades/answers/{}/pass", row.id),
        sources: Vec::new(),
        names: Vec::new(),
        kinds: kinds(context, &[]),
        wants_plan: question.wants_plan,
        wants_person: question.wants_person,
        due_on: question.due_on,
        to: "group",
        within: name.to_owned(),
        within_id: Some(row.unit_id),
    }
}
