//! Documents written in the browser: begun with the letterhead of the unit, kept at every pause, shown as they will be
//! printed while they are written. Plans are mended in their review, not here.

mod acts;
pub mod begin;
mod form;

pub use form::PaperForm;

use super::actions::{self, NewDocument, Seen};
use super::errors::DocumentError;
use super::load::{self, Document};
use super::pages::{AboutView, NewDocumentPage, NewerView, PaperKind, WritePage};
use super::{diff, views};
use crate::app::App;
use crate::features::units::actions as units;
use crate::rights::{Deed, DraftDocument, May, Signed, SignedIn, may};
use acts::Act as Button;
use axum::extract::State as Axum;
use axum::response::{IntoResponse, Response};
use begin::Units;
use domain::ids::{DocumentId, UnitId};
use domain::rights::Act;
use paper::{Circulation, Kind, Paper, Secrecy, Sheet, Urgency};
use sea_orm::{ColumnTrait as _, QueryFilter as _, QuerySelect as _};
use serde::Deserialize;
use tables::document::{self, Model, State};
use tables::{document_approval, review};
use utoipa::ToSchema;
use web::{Check, Context, Error, FormErrors, Input, Query, Refusal, See, Show, args};

/// Documents with one number and symbol that are looked at: agencies of the same name use the same symbols.
const SAME_SYMBOL_MAX: u64 = 2;
/// Bytes of a document that is written: each cell of a table of thousands of units carries its name.
const WRITE_BYTES_MAX: usize = 4 * web::MIB;

/// What the address of a new document says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    kind: String,
    about: String,
}

/// GET /documents/new
pub async fn new(
    Axum(app): Axum<App>,
    signed: SignedIn,
    Query(wanted): Query<Wanted>,
) -> Result<Show<NewDocumentPage>, Error> {
    Ok(Show(new_page(&app, &signed, wanted).await?))
}

async fn new_page(app: &App, signed: &Signed, wanted: Wanted) -> Result<NewDocumentPage, Error> {
    let unit = signed.own(Act::DraftDocument).map(|(unit, ..)| unit).next();
    let about = match wanted.about.trim() {
        "" => None,
        typed => about(app, signed, typed).await?.ok(),
    };
    Ok(NewDocumentPage {
        kinds: kind_views(),
        kind: wanted.kind,
        unit: match unit {
            Some(unit) => units::short_name(app.db.read(), unit, app.now().local_day()).await?,
            None => String::new(),
        },
        unit_id: unit,
        about: wanted.about,
        about_words: about.map(|row| about_words(&row)),
    })
}

fn kind_views() -> Vec<PaperKind> {
    begin::kinds().map(|kind| PaperKind { value: kind.code(), word: kind.word().to_owned() }).collect()
}

/// Type, number and subject of a document.
pub fn about_words(row: &Model) -> String {
    let kind = views::kind_word(&row.kind);
    match &row.symbol {
        Some(symbol) => format!("{kind} {symbol}: {}", row.subject),
        None => format!("{kind}: {}", row.subject),
    }
}

/// The document that one is about, as its page shows it; nothing when this person may not read it.
pub async fn about_view(app: &App, signed: &Signed, row: &Model) -> Result<Option<AboutView>, Error> {
    let Some(id) = row.about_id else { return Ok(None) };
    let found = document::by_id(id).one(app.db.read()).await.map_err(db::DbError::from)?;
    let Some(about) = found else { return Ok(None) };
    let reads = may::<Document>(app, signed, &about, Act::ReadPlan).await?.is_some();
    Ok(reads.then(|| AboutView { id, words: about_words(&about) }))
}

/// The document that was meant by an id or by number and symbol, which this person may read; else what to say.
async fn about(app: &App, signed: &Signed, typed: &str) -> Result<Result<Model, &'static str>, Error> {
    let conn = app.db.read();
    let found = match typed.parse::<DocumentId>() {
        Ok(id) => document::by_id(id).all(conn).await,
        Err(_) => {
            document::latest_first()
                .filter(document::Column::Symbol.eq(typed))
                .limit(SAME_SYMBOL_MAX)
                .all(conn)
                .await
        }
    };
    let mut readable = Vec::new();
    for row in found.map_err(db::DbError::from)? {
        if may::<Document>(app, signed, &row, Act::ReadPlan).await?.is_some() {
            readable.push(row);
        }
    }
    Ok(match readable.len() {
        0 => Err("documents-write-about-unknown"),
        1 => readable.pop().ok_or("documents-write-about-unknown"),
        _ => Err("documents-write-about-several"),
    })
}

/// What a new document is begun with.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = DocumentBegin)]
pub struct Begin {
    /// Code of its type.
    kind: String,
    /// Trích yếu.
    subject: String,
    /// The unit that drafts, as typed.
    unit: String,
    /// The one chosen.
    unit_id: String,
    /// The unit that issues, as typed; empty for the unit that drafts.
    issuer: String,
    /// The one chosen.
    issuer_id: String,
    /// Number and symbol, or the id, of the document it is about; may be empty.
    about: String,
}

/// A document that can be begun, its units still as they were typed.
#[derive(Debug)]
pub struct ToBegin {
    kind: Kind,
    subject: String,
    unit: (Option<UnitId>, String),
    issuer: (Option<UnitId>, String),
    about: String,
}

impl Check for Begin {
    type Valid = ToBegin;

    fn check(self) -> Result<ToBegin, FormErrors> {
        let mut errors = FormErrors::none();
        let kind = begin::kinds().find(|kind| kind.code() == self.kind).unwrap_or_else(|| {
            errors.add("kind", "documents-write-kind-missing");
            Kind::Letter
        });
        let subject = self.subject.trim().to_owned();
        if subject.chars().count() > form::SUBJECT_LETTERS_MAX {
            errors.add("subject", "documents-write-subject-long");
        } else if subject.is_empty() && kind.has_subject() {
            errors.add("subject", "documents-write-subject-missing");
        }
        let typed = |id: &str, text: &str| (id.trim().parse().ok(), text.trim().to_owned());
        let unit = typed(&self.unit_id, &self.unit);
        if unit.0.is_none() && unit.1.is_empty() {
            errors.add("unit", "documents-unit-missing");
        }
        let issuer = typed(&self.issuer_id, &self.issuer);
        errors.or(|| ToBegin { kind, subject, unit, issuer, about: self.about.trim().to_owned() })
    }
}

/// POST /documents
pub async fn begin(
    Axum(app): Axum<App>,
    SignedIn(signed): SignedIn,
    input: Input<Begin>,
) -> Result<See, Error> {
    let typed = input.typed();
    let wanted = Wanted { kind: input.value().kind.clone(), about: input.value().about.clone() };
    let refused = match input.check() {
        Ok(new) => match begun(&app, &signed, new).await? {
            Ok(id) => {
                return Ok(
                    See::created(format!("/documents/{id}/write")).say("documents-write-begun", args![])
                );
            }
            Err(errors) => errors.refuse(typed),
        },
        Err(refusal) => refusal,
    };
    Err(refused.on(new_page(&app, &signed, wanted).await?))
}

async fn begun(app: &App, signed: &Signed, new: ToBegin) -> Result<Result<DocumentId, FormErrors>, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let unknown = |field: &'static str| Ok(Err(FormErrors::of(field, "documents-unit-unknown")));
    let Some(drafting) = units::meant(conn, new.unit.0, &new.unit.1, today).await? else {
        return unknown("unit");
    };
    let issuing = match new.issuer {
        (_, text) if text.is_empty() => drafting,
        (chosen, text) => match units::meant(conn, chosen, &text, today).await? {
            Some(unit) => unit,
            None => return unknown("issuer"),
        },
    };
    let Some(by) = signed.may(app, Act::DraftDocument, Some(drafting)).await? else {
        return Ok(Err(FormErrors::of("unit", "documents-write-not-yours")));
    };
    let about = match new.about.as_str() {
        "" => None,
        typed => match about(app, signed, typed).await? {
            Ok(row) => Some(row.id),
            Err(key) => return Ok(Err(FormErrors::of("about", key))),
        },
    };
    let paper = begin::paper(app, Units { drafting, issuing }, new.kind, &new.subject).await?;
    let (tx, now) = (app.db.write().await?, app.now());
    let id = actions::begin(&tx, now, by, NewDocument { unit: drafting, plan: None, about, paper: &paper })
        .await?;
    let issuers = actions::issuers_of(&paper, &[Some(issuing)]);
    actions::name_issuers(&tx, now, (id, &paper), &issuers).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

/// What is being written, as it is sent.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = DocumentWrite)]
pub struct Write {
    /// The button: save, finish, mine, or a change of the pieces such as "add:body:3:clause".
    act: String,
    /// The version of the document that the page showed.
    version: String,
    /// The savings that the page knew of.
    revision: String,
    /// The text.
    paper: PaperForm,
}

impl Check for Write {
    type Valid = (Button, Seen, PaperForm);

    const BODY_BYTES_MAX: usize = WRITE_BYTES_MAX;
    const FIELDS_MAX: usize = web::TABLE_FIELDS_MAX;

    fn check(self) -> Result<(Button, Seen, PaperForm), FormErrors> {
        let read = |text: &str| text.trim().parse::<i32>().ok();
        match (read(&self.version), read(&self.revision)) {
            (Some(version), Some(revision)) => {
                Ok((Button::of(&self.act), Seen { version, revision }, self.paper))
            }
            _ => Err(FormErrors::of("version", "documents-version-missing")),
        }
    }
}

/// A draft that is written here; a plan's text is mended in its review.
fn is_written_here(row: &Model) -> Result<(), Error> {
    if row.plan_id.is_some() {
        return Err(Error::conflict("documents-write-plan"));
    }
    if row.state == State::Draft { Ok(()) } else { Err(Error::conflict("documents-elsewhere")) }
}

/// GET /documents/{id}/write
pub async fn show(
    Axum(app): Axum<App>,
    may: May<Document, DraftDocument>,
    context: Context,
) -> Result<Show<WritePage>, Error> {
    is_written_here(may.row())?;
    Ok(Show(page(&app, &context, &may, None).await?))
}

/// The units of a document's issuers, with their names, by place.
async fn issuer_units(app: &App, row: &Model) -> Result<Vec<Option<(UnitId, String)>>, Error> {
    let conn = app.db.read();
    let mut found = Vec::new();
    for part in document_approval::of_document(row.id).all(conn).await.map_err(db::DbError::from)? {
        found.push(match part.unit_id {
            Some(unit) => Some((unit, units::short_name(conn, unit, app.now().local_day()).await?)),
            None => None,
        });
    }
    Ok(found)
}

/// The page with what is kept, or with what was sent and could not be kept.
async fn page<D: Deed>(
    app: &App,
    context: &Context,
    may: &May<Document, D>,
    sent: Option<(PaperForm, Paper, Seen)>,
) -> Result<WritePage, Error> {
    let conn = app.db.read();
    let row = document::by_id(may.row().id).one(conn).await.map_err(db::DbError::from)?;
    let row = row.ok_or_else(Error::not_found)?;
    let (kept, seen, writing) = actions::writing(conn, &row).await?;
    let who: Vec<_> = writing.iter().filter_map(|writing| writing.person_id).collect();
    let names = views::people(conn, &who).await?;
    let saved_by = writing.as_ref().and_then(|w| w.person_id).and_then(|id| names.get(&id).cloned());
    let saved_at = writing.as_ref().map(|writing| writing.updated_at);
    let (form, paper, newer, seen) = match sent {
        Some((form, paper, sent)) => {
            let newer = (sent != seen && paper != kept).then(|| NewerView {
                who: saved_by.clone(),
                at: saved_at.unwrap_or(row.updated_at),
                changes: diff::changes(&kept, &paper).0,
            });
            (form, paper, newer, sent)
        }
        None => (PaperForm::of(&kept, &issuer_units(app, &row).await?), kept, None, seen),
    };
    let review = review::of_document(row.id).one(conn).await.map_err(db::DbError::from)?;
    let report = app.layouts.of(&paper).await?;
    Ok(WritePage {
        document: views::head(app, may.signed(), &row, "write").await?,
        form,
        version: seen.version,
        revision: seen.revision,
        saved_at,
        saved_by,
        kinds: kind_views(),
        secrecies: Secrecy::ALL.iter().map(|one| one.words()).collect(),
        urgencies: Urgency::ALL.iter().map(|one| one.words()).collect(),
        circulations: Circulation::ALL.iter().map(|one| one.words()).collect(),
        sheet: Sheet::of(&paper),
        check: views::check(&report, context),
        newer,
        review: review.map(|row| row.id),
    })
}

/// POST /documents/{id}/write
pub async fn save(
    Axum(app): Axum<App>,
    may: May<Document, DraftDocument>,
    context: Context,
    input: Input<Write>,
) -> Result<Response, Error> {
    is_written_here(may.row())?;
    let typed = input.typed();
    let (button, seen, mut form) = input.check()?;
    let conn = app.db.read();
    let (base, now_at, _) = actions::writing(conn, may.row()).await?;
    let place = if let Button::Change(words) = &button { acts::change(&mut form, words) } else { None };
    let seen = if button == Button::KeepMine { now_at } else { seen };
    let refuse = async |errors: FormErrors, paper: Paper, form: PaperForm| -> Error {
        let refusal: Refusal = errors.refuse(typed.clone());
        match page(&app, &context, &may, Some((form, paper, seen))).await {
            Ok(page) => refusal.on_fragment(page, "beside"),
            Err(error) => error,
        }
    };
    let mut paper = match form.paper(&base) {
        Ok(paper) => paper,
        Err(errors) => return Err(refuse(errors, base, form).await),
    };
    let review = review::of_document(may.row().id).one(conn).await.map_err(db::DbError::from)?;
    if review.is_some() {
        // Numbers of a review are those of its snapshot: its text is mended in the review.
        paper.body.clone_from(&base.body);
    }
    let (units, unknown) = meant(&app, may.row(), &form).await?;
    if button == Button::Finish && !unknown.is_empty() {
        return Err(refuse(unknown, paper, form).await);
    }
    match kept(&app, &may, (&button, seen), (&paper, &units)).await {
        Ok(()) => {}
        Err(DocumentError::Written) => {
            let newer = FormErrors::of("version", "documents-write-newer");
            return Err(refuse(newer, paper, form).await);
        }
        Err(error) => return Err(error.into()),
    }
    let path = format!("/documents/{}", may.row().id);
    Ok(match button {
        Button::Finish => See::other(path).say("documents-write-finished", args![]).into_response(),
        // A script keeps what is typed and shows the sheet anew; without one the page is loaded again.
        Button::Save if context.wants_fragment => {
            Show(page(&app, &context, &may, None).await?).fragment("beside").into_response()
        }
        _ => See::other(format!("{path}/write#{}", place.as_deref().unwrap_or("w-top"))).into_response(),
    })
}

async fn kept<D: Deed>(
    app: &App,
    may: &May<Document, D>,
    (button, seen): (&Button, Seen),
    (paper, units): (&Paper, &[Option<UnitId>]),
) -> Result<(), DocumentError> {
    let (tx, now, id) = (app.db.write().await?, app.now(), may.row().id);
    let issuers = actions::issuers_of(paper, units);
    if *button == Button::Finish {
        actions::finish(&tx, now, may.by(), (id, seen), (paper, &issuers)).await?;
    } else {
        actions::keep(&tx, now, may.by(), (id, seen), paper).await?;
        actions::name_issuers(&tx, now, (id, paper), &issuers).await?;
    }
    Ok(tx.commit().await?)
}

/// The units that the issuers in the form stand for, and what cannot be said of them yet.
async fn meant(app: &App, row: &Model, form: &PaperForm) -> Result<(Vec<Option<UnitId>>, FormErrors), Error> {
    let (mut found, mut errors) = (Vec::new(), FormErrors::none());
    let on = row.issued_on.unwrap_or_else(|| app.now().local_day());
    for (at, issuer) in form.issuers.iter().enumerate().filter(|(_, issuer)| !issuer.is_blank()) {
        let typed = if issuer.unit.trim().is_empty() { &issuer.name } else { &issuer.unit };
        let chosen = issuer.unit_id.trim().parse().ok();
        let unit = units::meant(app.db.read(), chosen, typed.trim(), on).await?;
        if unit.is_none() {
            errors.add(format!("paper.issuers.{at}.unit"), "documents-write-issuer-unknown");
        }
        found.push(unit);
    }
    if found.is_empty() {
        errors.add("paper.issuers.0.name", "documents-write-issuer-missing");
    }
    Ok((found, errors))
}

/// Marks of a document.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = DocumentMarks)]
pub struct Marks {
    /// Dấu mật; empty for none.
    secrecy: String,
    /// Dấu khẩn; empty for none.
    urgency: String,
    /// Phạm vi lưu hành; empty for none.
    circulation: String,
}

impl Check for Marks {
    type Valid = (Option<Secrecy>, Option<Urgency>, Option<Circulation>);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let secrecy = Secrecy::ALL.iter().copied().find(|one| one.words() == self.secrecy);
        let urgency = Urgency::ALL.iter().copied().find(|one| one.words() == self.urgency);
        let circulation = Circulation::ALL.iter().copied().find(|one| one.words() == self.circulation);
        for (field, typed, is_known) in [
            ("secrecy", &self.secrecy, secrecy.is_some()),
            ("urgency", &self.urgency, urgency.is_some()),
            ("circulation", &self.circulation, circulation.is_some()),
        ] {
            if !typed.is_empty() && !is_known {
                errors.add(field, "documents-mark-unknown");
            }
        }
        errors.or(|| (secrecy, urgency, circulation))
    }
}

/// POST /documents/{id}/marks: those of a plan's document; others have them in their form.
pub async fn marks(
    Axum(app): Axum<App>,
    may: May<Document, DraftDocument>,
    input: Input<Marks>,
) -> Result<See, Error> {
    let (secrecy, urgency, circulation) = input.check()?;
    let (tx, id) = (app.db.write().await?, may.row().id);
    let row = actions::lock_in(&tx, id, &[State::Draft]).await?;
    let paper = Paper { secrecy, urgency, circulation, ..actions::text(&row)? };
    actions::mend(&tx, app.now(), may.by(), id, &paper).await?;
    tx.commit().await?;
    Ok(See::other(format!("/documents/{id}")).say("documents-marked", args![]))
}

/// Whether this person may write the text of a document here now.
pub async fn may_write(app: &App, signed: &Signed, row: &Model) -> Result<bool, Error> {
    let is_here = row.plan_id.is_none() && !load::is_out(row.state) && row.state == State::Draft;
    Ok(is_here && may::<Document>(app, signed, row, Act::DraftDocument).await?.is_some())
}
