//! Questions and answers as objects of rights: a question belongs to the unit that asks, an answer to the unit asked; the
//! unit that asked reads it too.

use crate::app::App;
use crate::rights::Owned;
use domain::ids::UnitId;
use domain::rights::Act;
use tables::{cascade, cascade_answer};
use web::Error;

/// A question, of the unit that asks.
#[derive(Debug, Clone, Copy)]
pub struct Question;

impl Owned for Question {
    type Row = cascade::Model;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<cascade::Model>, Error> {
        Ok(cascade::by_id(id.into()).one(app.db.read()).await?)
    }

    fn unit(row: &cascade::Model) -> Option<UnitId> {
        Some(row.asker_id)
    }
}

/// An answer with its question.
#[derive(Debug, Clone)]
pub struct Row {
    /// The question.
    pub question: cascade::Model,
    /// The answer.
    pub answer: cascade_answer::Model,
}

async fn load(app: &App, id: uuid::Uuid) -> Result<Option<Row>, Error> {
    let Some(answer) = cascade_answer::by_id(id.into()).one(app.db.read()).await? else { return Ok(None) };
    let question = cascade::by_id(answer.cascade_id).one(app.db.read()).await?;
    Ok(question.map(|question| Row { question, answer }))
}

/// An answer, of the unit asked.
#[derive(Debug, Clone, Copy)]
pub struct Answer;

impl Owned for Answer {
    type Row = Row;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<Row>, Error> {
        load(app, id).await
    }

    fn unit(row: &Row) -> Option<UnitId> {
        Some(row.answer.unit_id)
    }

    async fn others(_: &App, row: &Row, act: Act) -> Result<Vec<UnitId>, Error> {
        Ok(if act == Act::ReadWork { vec![row.question.asker_id] } else { Vec::new() })
    }
}

/// An answer, of the unit that asked.
#[derive(Debug, Clone, Copy)]
pub struct AskedAnswer;

impl Owned for AskedAnswer {
    type Row = Row;

    async fn load(app: &App, id: uuid::Uuid) -> Result<Option<Row>, Error> {
        load(app, id).await
    }

    fn unit(row: &Row) -> Option<UnitId> {
        Some(row.question.asker_id)
    }
}
