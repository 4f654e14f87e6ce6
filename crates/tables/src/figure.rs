//! Figures: what one unit says of an indicator in one period, with the sum of what the units below gave it. The sums are
//! kept by `features/indicators/sums.rs` alone.

use domain::figures::{Amount, Quantity, Said, State};
use domain::ids::{FigureId, IndicatorId, PersonId, PlanId, UnitId};
use domain::time::{Day, Moment};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Select};
use serde::Serialize;

/// The figure of one unit in one period.
#[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "figure")]
pub struct Model {
    /// Id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FigureId,
    /// Of what.
    pub indicator_id: IndicatorId,
    /// The plan.
    pub plan_id: PlanId,
    /// "2024-Q4"; empty of what is asked once.
    pub period: String,
    /// Whose.
    pub unit_id: UnitId,
    /// The unit it is sent to; none of the unit that asked.
    pub above_id: Option<UnitId>,
    /// Steps from the unit that asked: 0 of its own row. Rows are locked from the deepest up.
    pub depth: i32,
    /// Must say a figure of its own; the others collect, and may add a share.
    pub is_leaf: bool,
    /// How far it is.
    pub state: State,
    /// By when.
    pub due_on: Day,
    /// What the unit says itself, in hundredths.
    pub value: Option<i64>,
    /// Of a rate: of how many.
    pub base: Option<i64>,
    /// A remark.
    pub note: String,
    /// Where the evidence is.
    pub link: String,
    /// Why it was returned last.
    pub reason: String,
    /// Units from here down that must say a figure.
    pub n_asked: i64,
    /// Sum of what the units below gave.
    pub below_value: i64,
    /// The same of what a rate refers to.
    pub below_base: i64,
    /// Units that it is made of.
    pub below_said: i64,
    /// Those of them that reached the target.
    pub below_met: i64,
    /// Who said it last.
    pub person_id: Option<PersonId>,
    /// Somebody of the unit above said it for this one.
    pub is_by_above: bool,
    /// When.
    pub said_at: Option<Moment>,
    /// When it was sent.
    pub sent_at: Option<Moment>,
    /// When the unit above answered.
    pub decided_at: Option<Moment>,
    /// When it was asked.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// No relations: joins are written where they are needed.
#[derive(Debug, Copy, Clone, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// The row without what its unit typed and has not sent: as others may see it.
    #[must_use]
    pub fn unsaid(self) -> Model {
        let (note, link) = (String::new(), String::new());
        Model { value: None, base: None, note, link, person_id: None, said_at: None, ..self }
    }

    /// What the unit says itself.
    pub fn said(&self) -> Option<Said> {
        let value = Amount::of_hundredths(self.value?);
        Some(Said { value, base: self.base.map(Amount::of_hundredths) })
    }

    /// What the units below gave.
    pub fn below(&self) -> Quantity {
        Quantity {
            value: self.below_value,
            base: self.below_base,
            n_said: self.below_said,
            n_met: self.below_met,
        }
    }
}

/// The figure with this id.
pub fn by_id(id: FigureId) -> Select<Entity> {
    Entity::find_by_id(id)
}

/// The figures with these ids, the deepest first: the order in which everybody locks them.
pub fn by_ids(ids: &[FigureId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::Id.is_in(ids.iter().copied()))
        .order_by_desc(Column::Depth)
        .order_by_asc(Column::Id)
}

/// All figures of one period, the deepest first.
pub fn of_period(indicator: IndicatorId, period: &str) -> Select<Entity> {
    Entity::find()
        .filter(Column::IndicatorId.eq(indicator))
        .filter(Column::Period.eq(period))
        .order_by_desc(Column::Depth)
        .order_by_asc(Column::Id)
}

/// The figures of one unit in all periods of these indicators.
pub fn of_unit(indicators: &[IndicatorId], unit: UnitId) -> Select<Entity> {
    Entity::find()
        .filter(Column::IndicatorId.is_in(indicators.iter().copied()))
        .filter(Column::UnitId.eq(unit))
        .order_by_asc(Column::Id)
}

/// What stands directly below a unit in one period.
pub fn below(indicator: IndicatorId, period: &str, above: UnitId) -> Select<Entity> {
    Entity::find()
        .filter(Column::IndicatorId.eq(indicator))
        .filter(Column::Period.eq(period))
        .filter(Column::AboveId.eq(above))
}
