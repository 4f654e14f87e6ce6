//! Brings the sample documents in: read like any upload, one left under review, the others made into plans.

use super::actions;
use super::intake::{self, Kept};
use super::work;
use crate::app::App;
use crate::cli::read::{self, Answer};
use db::events::By;
use domain::ids::UnitId;
use draft::{Draft, Op, Setting, UnitMatch};
use reader::time::TimeContext;
use web::Error;

/// A sample document, part of the program.
struct Sample {
    file_name: &'static str,
    bytes: &'static [u8],
    /// Whether it becomes a plan; otherwise it waits for review.
    becomes_plan: bool,
}

const SAMPLES: [Sample; 3] = [
    Sample {
        file_name: "phong-gddt-nam-hoc-2024.docx",
        bytes: include_bytes!("../../../../../samples/phong-gddt-nam-hoc-2024.docx"),
        becomes_plan: true,
    },
    Sample {
        file_name: "bo-lang-nghe-hoc-duong-2026.docx",
        bytes: include_bytes!("../../../../../samples/bo-lang-nghe-hoc-duong-2026.docx"),
        becomes_plan: true,
    },
    Sample {
        file_name: "so-cong-doan-phoi-hop-2024.docx",
        bytes: include_bytes!("../../../../../samples/so-cong-doan-phoi-hop-2024.docx"),
        becomes_plan: false,
    },
];

/// Brings all samples in for a unit.
pub async fn bring_in(app: &App, by: By, unit: UnitId) -> Result<(), Error> {
    for sample in &SAMPLES {
        one(app, by, unit, sample).await?;
    }
    Ok(())
}

async fn one(app: &App, by: By, unit: UnitId, sample: &Sample) -> Result<(), Error> {
    // Our own files need no process of their own.
    let opened = match read::read(sample.file_name, sample.bytes, &document::Limits::default()) {
        Answer::Read(opened) => opened,
        Answer::Refused(why) => return Err(Error::unexpected(why.en)),
    };
    let kept = Kept {
        unit,
        file: app.files.keep(sample.bytes).await.map_err(crate::files::unkept)?,
        n_bytes: i64::try_from(sample.bytes.len()).unwrap_or(i64::MAX),
        file_name: sample.file_name.to_owned(),
        form: None,
        from_plan: None,
    };
    let mut made = work::make(app, unit, opened).await.map_err(Error::from)?;
    if sample.becomes_plan {
        settle(&mut made.draft);
    }
    let now = app.now();
    let tx = app.db.write().await?;
    let import = intake::bring(&tx, now, by, kept, &made).await.map_err(Error::from)?;
    if sample.becomes_plan {
        actions::finish(&tx, now, by, import.id).await.map_err(Error::from)?;
    }
    tx.commit().await?;
    Ok(())
}

/// Leaves every open place as printed, and takes out what lacks a required field.
fn settle(draft: &mut Draft) {
    let setting =
        Setting { time: TimeContext::default(), resolve: &UnitMatch::unknown, unit_name: &|_| None };
    let open: Vec<Op> = draft.open_issues().map(|i| Op::Skip { item: i.id.clone() }).collect();
    let lacking: Vec<Op> =
        draft.incomplete().map(|(item, _)| Op::Remove { path: item.path.clone() }).collect();
    for op in open.iter().chain(&lacking) {
        // Skipping and removing what is there cannot be refused.
        let _ = draft.apply(op, setting);
    }
}
