//! Imports: an uploaded document, what became of reading it, and how far its review is. The text itself and the draft
//! stand in `import_draft`, so that lists stay light.

use domain::ids::{ImportId, PersonId, PlanId, PostId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Select};
use serde::Serialize;

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Kept, waits to be read or is being read.
    #[sea_orm(string_value = "reading")]
    Reading,
    /// Read, waits for people.
    #[sea_orm(string_value = "review")]
    Review,
    /// Could not be read; the file is kept.
    #[sea_orm(string_value = "failed")]
    Failed,
    /// A plan was made of it.
    #[sea_orm(string_value = "finished")]
    Finished,
    /// Put aside by a person.
    #[sea_orm(string_value = "discarded")]
    Discarded,
}

impl State {
    /// Whether somebody may still put it aside.
    pub fn may_be_discarded(self) -> bool {
        matches!(self, State::Reading | State::Review | State::Failed)
    }
}

/// Where an import stands for people: what lists say of it and are narrowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Waits to be read or is being read.
    Reading,
    /// Does not read like a plan; a person shall say whether it is one.
    Doubted,
    /// Under review, with places to look at.
    Open,
    /// Under review, with nothing left to look at.
    Ready,
    /// Could not be read.
    Failed,
    /// A plan was made of it.
    Finished,
    /// Put aside.
    Discarded,
}

impl Standing {
    /// All, those that wait for a person first.
    pub const ALL: [Standing; 7] = [
        Standing::Doubted,
        Standing::Open,
        Standing::Ready,
        Standing::Reading,
        Standing::Failed,
        Standing::Finished,
        Standing::Discarded,
    ];

    /// The word in addresses and texts.
    pub const fn word(self) -> &'static str {
        match self {
            Standing::Reading => "reading",
            Standing::Doubted => "doubted",
            Standing::Open => "open",
            Standing::Ready => "ready",
            Standing::Failed => "failed",
            Standing::Finished => "finished",
            Standing::Discarded => "discarded",
        }
    }
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "import")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportId,
    /// The unit it was uploaded for.
    pub unit_id: UnitId,
    /// Who uploaded it.
    pub person_id: Option<PersonId>,
    /// In which post.
    pub post_id: Option<PostId>,
    /// Name of the file as sent; shown to people and never used to open anything.
    pub file_name: String,
    /// SHA-256 of the file: its name among the kept files.
    pub file: String,
    /// Size of the file.
    pub n_bytes: i64,
    /// The form it was sent with: the same file with the same form of the same person is the same import.
    pub form: Option<String>,
    /// docx, pdf, txt, md; none when it could not be opened.
    pub format: Option<String>,
    /// How far it is.
    pub state: State,
    /// Counts the changes; the review page says on which one it stands.
    pub version: i32,
    /// Subject of the plan, or the file name when there is none.
    pub title: String,
    /// The day of the document, or the nearest that is known: on it units are called as they are printed.
    pub on_day: Day,
    /// Year of the document, for times typed without one.
    pub year: Option<i32>,
    /// Lines of the source.
    pub n_lines: i32,
    /// Places to look at.
    pub n_issues: i32,
    /// Those that still wait.
    pub n_open: i32,
    /// It does not read like a plan, and nobody has said that it is one.
    pub is_doubted: bool,
    /// Why it failed, as a stable word.
    pub failure_code: Option<String>,
    /// The same as a sentence in Vietnamese.
    pub failure_vi: Option<String>,
    /// And in English.
    pub failure_en: Option<String>,
    /// The plan of an earlier year that it was begun from.
    pub from_plan_id: Option<PlanId>,
    /// The plan that was made.
    pub plan_id: Option<PlanId>,
    /// When it was uploaded.
    pub created_at: Moment,
    /// When it was last changed.
    pub updated_at: Moment,
    /// When it was finished or put aside.
    pub ended_at: Option<Moment>,
}

impl Model {
    /// Where it stands for people.
    pub fn standing(&self) -> Standing {
        match self.state {
            State::Reading => Standing::Reading,
            State::Review if self.is_doubted => Standing::Doubted,
            State::Review if self.n_open > 0 => Standing::Open,
            State::Review => Standing::Ready,
            State::Failed => Standing::Failed,
            State::Finished => Standing::Finished,
            State::Discarded => Standing::Discarded,
        }
    }
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The import with this id.
pub fn by_id(id: ImportId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// Imports whose reading was asked for earlier and is not over yet.
pub fn read_before(import: &Model) -> Select<Entity> {
    let same = Condition::all().add(Column::UpdatedAt.eq(import.updated_at)).add(Column::Id.lt(import.id));
    Entity::find()
        .filter(Column::State.eq(State::Reading))
        .filter(Condition::any().add(Column::UpdatedAt.lt(import.updated_at)).add(same))
}

/// Imports of these units, the newest first; of all units for `None`.
pub fn newest_first(units: Option<&[UnitId]>) -> Select<Entity> {
    let all = Entity::find().order_by_desc(Column::Id);
    match units {
        Some(units) => all.filter(Column::UnitId.is_in(units.iter().copied())),
        None => all,
    }
}

/// The units that have imports.
pub fn units() -> Select<Entity> {
    Entity::find().select_only().column(Column::UnitId).distinct()
}

/// Only those that stand here.
pub fn standing(standing: Standing) -> Condition {
    let state = match standing {
        Standing::Reading => State::Reading,
        Standing::Doubted | Standing::Open | Standing::Ready => State::Review,
        Standing::Failed => State::Failed,
        Standing::Finished => State::Finished,
        Standing::Discarded => State::Discarded,
    };
    let all = Condition::all().add(Column::State.eq(state));
    match standing {
        Standing::Doubted => all.add(Column::IsDoubted.eq(true)),
        Standing::Open => all.add(Column::IsDoubted.eq(false)).add(Column::NOpen.gt(0)),
        Standing::Ready => all.add(Column::IsDoubted.eq(false)).add(Column::NOpen.eq(0)),
        _ => all,
    }
}

/// Imports of all units but these, the newest first.
pub fn newest_first_without(units: &[UnitId]) -> Select<Entity> {
    newest_first(None).filter(Column::UnitId.is_not_in(units.iter().copied()))
}

/// What a person sent with this form and file.
pub fn of_form(person: PersonId, form: &str, file: &str) -> Select<Entity> {
    Entity::find()
        .filter(Column::PersonId.eq(person))
        .filter(Column::Form.eq(form))
        .filter(Column::File.eq(file))
}

/// Imports that were begun from a plan and not put aside, the oldest first.
pub fn begun_from(plan: PlanId) -> Select<Entity> {
    Entity::find()
        .filter(Column::FromPlanId.eq(plan))
        .filter(Column::State.ne(State::Discarded))
        .order_by_asc(Column::Id)
}

/// Imports of the same file by a unit that were not put aside, the newest first.
pub fn of_file(unit: UnitId, file: &str) -> Select<Entity> {
    newest_first(Some(&[unit])).filter(Column::File.eq(file)).filter(Column::State.ne(State::Discarded))
}
