//! `nhipcau doctor`: settings with their sources, and whether database, files and event log are well.

use super::{Common, Outcome, say};
use db::events::Verdict;
use domain::time::SystemChance;
use std::path::Path;
use std::sync::Arc;

/// Runs the command; fails when something needs a hand.
pub async fn run(common: Common) -> Outcome {
    let loaded = common.load().map_err(|e| e.to_string())?;
    say(format!("Nhịp Cầu {}", env!("CARGO_PKG_VERSION")));
    say("");
    say("Settings (value, source):");
    for row in &loaded.sources {
        say(format!("  {:<34} {:<44} {}", row.key, row.value, row.source));
    }
    say("");
    let mut troubles = Vec::new();
    // A folder that is not there may be a slip of the pen: it is told, never made, nor a database in it.
    let has_data = common.data.is_dir();
    note(&mut troubles, "data folder", if has_data { writable(&common.data) } else { absent(&common.data) });
    if !has_data {
        return Err(to_be_mended(&troubles));
    }
    note(&mut troubles, "folder of files", writable(&loaded.config.files.folder));
    match db::Db::connect(&loaded.config.database.url, Arc::new(SystemChance)).await {
        Ok(db) => database(&db, &mut troubles).await,
        Err(e) => note(&mut troubles, "database", Err(e.to_string())),
    }
    note(&mut troubles, "open files", descriptors());
    if troubles.is_empty() { Ok(()) } else { Err(to_be_mended(&troubles)) }
}

fn to_be_mended(troubles: &[&str]) -> String {
    format!("To be mended: {}.", troubles.join(", "))
}

fn note(troubles: &mut Vec<&'static str>, what: &'static str, found: Result<String, String>) {
    match found {
        Ok(well) => say(format!("  ok      {what}: {well}")),
        Err(ill) => {
            say(format!("  MEND    {what}: {ill}"));
            troubles.push(what);
        }
    }
}

async fn database(db: &db::Db, troubles: &mut Vec<&'static str>) {
    let pending = match db::pending_migrations(db).await {
        Ok(list) if list.is_empty() => Ok("at the present schema".to_owned()),
        Ok(list) => Err(format!(
            "{} steps behind: run `nhipcau migrate` (or start the server, which does it)",
            list.len()
        )),
        Err(e) => Err(e.to_string()),
    };
    let at_present = pending.is_ok();
    note(troubles, "database", pending);
    if !at_present {
        return;
    }
    let log = match db::events::verify(db).await {
        Ok(Verdict::Whole { .. }) => Ok("every sealed event is as it was sealed".to_owned()),
        Ok(Verdict::Broken { place, fault }) => Err(format!(
            "the seal of event {place} does not fit ({fault:?}): a record was altered behind the program's back. Compare with a backup."
        )),
        Err(e) => Err(e.to_string()),
    };
    note(troubles, "event log", log);
    let sums = match crate::features::work::sums::check(db.read()).await {
        Ok(wrong) if wrong.is_empty() => Ok("what is kept is what counting gives".to_owned()),
        Ok(wrong) => Err(format!(
            "{} sums differ from a count. The tree of a day in the past was changed after work was asked; the server counts again when it starts and once a day.",
            wrong.len()
        )),
        Err(e) => Err(e.to_string()),
    };
    note(troubles, "sums of work", sums);
    let figures = match crate::features::indicators::sums::check(db.read()).await {
        Ok(wrong) if wrong.is_empty() => Ok("what is kept is what counting gives".to_owned()),
        Ok(wrong) => Err(format!(
            "{} sums differ from a count: a record was altered behind the program's back. Compare with a backup.",
            wrong.len()
        )),
        Err(e) => Err(e.to_string()),
    };
    note(troubles, "sums of figures", figures);
    let sums = match crate::features::cascades::sums::check(db.read()).await {
        Ok(wrong) if wrong.is_empty() => Ok("what is kept is what counting gives".to_owned()),
        Ok(wrong) => Err(format!("{} sums of answers differ from a count: {:?}", wrong.len(), wrong.first())),
        Err(e) => Err(e.to_string()),
    };
    note(troubles, "sums of cascades", sums);
    let money = match crate::features::money::sums::check(db.read()).await {
        Ok(wrong) if wrong.is_empty() => Ok("what is kept is what counting gives".to_owned()),
        Ok(wrong) => Err(format!("{} sums of money differ from a count: {:?}", wrong.len(), wrong.first())),
        Err(e) => Err(e.to_string()),
    };
    note(troubles, "sums of money", money);
}

fn absent(folder: &Path) -> Result<String, String> {
    Err(format!(
        "{} is not there. Check --data; `nhipcau serve` makes the folder at its first start.",
        folder.display()
    ))
}

fn writable(folder: &Path) -> Result<String, String> {
    let probe = folder.join(".doctor");
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&probe, b"x"))
        .and_then(|()| std::fs::remove_file(&probe))
        .map(|()| format!("{} can be written", folder.display()))
        .map_err(|e| format!("{}: {e}. Give this account the right to write there.", folder.display()))
}

/// A server for many people needs many open connections.
fn descriptors() -> Result<String, String> {
    const ENOUGH: u64 = 4096;
    match rlimit::getrlimit(rlimit::Resource::NOFILE) {
        Ok((_, hard)) if hard >= ENOUGH => Ok(format!("{hard} may be open at once")),
        Ok((_, hard)) => {
            Err(format!("only {hard} may be open at once: raise LimitNOFILE to {ENOUGH} or more"))
        }
        Err(e) => Err(e.to_string()),
    }
}
