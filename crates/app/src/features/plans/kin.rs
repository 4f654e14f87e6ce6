//! The plans of other years: which one this was begun from, and what was begun from it.

use super::Plan;
use super::actions::is_out;
use super::pages::{KinView, LaterView};
use crate::app::App;
use crate::rights::{May, ReadPlan, may};
use domain::rights::Act;
use sea_orm::QuerySelect as _;
use tables::{import, plan};
use web::Error;

/// Plans begun from one that are shown.
const LATER_MAX: u64 = 20;

/// The plans of other years that this person may read, and whether another can be begun.
pub async fn of(app: &App, may_read: &May<Plan, ReadPlan>) -> Result<KinView, Error> {
    let (conn, row, signed) = (app.db.read(), may_read.row(), may_read.signed());
    let mut kin = KinView {
        may_renew: is_out(&row.state)
            && signed.may(app, Act::DraftDocument, Some(row.unit_id)).await?.is_some(),
        ..KinView::default()
    };
    if let Some(id) = row.import_id
        && let Some(import) = import::by_id(id).one(conn).await?
        && let Some(from) = import.from_plan_id
        && let Some(earlier) = plan::by_id(from).one(conn).await?
        && may::<Plan>(app, signed, &earlier, Act::ReadPlan).await?.is_some()
    {
        kin.earlier = Some(LaterView {
            href: format!("/plans/{}", earlier.id),
            subject: earlier.subject,
            state: earlier.state,
        });
    }
    for begun in import::begun_from(row.id).limit(LATER_MAX).all(conn).await? {
        if let Some(id) = begun.plan_id {
            let Some(later) = plan::by_id(id).one(conn).await? else { continue };
            if may::<Plan>(app, signed, &later, Act::ReadPlan).await?.is_some() {
                kin.later.push(LaterView {
                    href: format!("/plans/{id}"),
                    subject: later.subject,
                    state: later.state,
                });
            }
        } else if signed.may(app, Act::ReadImport, Some(begun.unit_id)).await?.is_some() {
            kin.later.push(LaterView {
                href: format!("/imports/{}", begun.id),
                subject: begun.title,
                state: "review".to_owned(),
            });
        }
    }
    Ok(kin)
}
