//! `nhipcau read FILE [--json]`: opens a document, reads the plan in it and prints it.
//!
//! The server runs this same command as a child process for every upload, so that a hostile file can neither crash
//! nor stall nor bloat the server: the child has its own memory limit and is stopped when its time is over.

use super::{complain, say};
use crate::features::imports::{defect_key, short};
use clap::Args;
use document::Limits;
use domain::source::Source;
use reader::{NotAPlan, Reading};
use serde::{Deserialize, Serialize};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use web::{Locale, Texts, args};

/// Address space of the child process that reads an upload, in bytes. A 45-page PDF needs less than 200 MB.
const CHILD_MEMORY_BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// Letters of a misprint that are told.
const DEFECT_LETTERS_MAX: usize = 120;
/// What is said where the document says nothing.
const BLANK: &str = "(trống)";

/// Arguments of `nhipcau read`.
#[derive(Debug, Args)]
pub struct ReadArgs {
    /// The document: .docx, .pdf, .txt or .md, told by its content and not by its name
    file: PathBuf,
    /// Prints the plan as JSON (plan.schema.json) instead of a summary
    #[arg(long)]
    json: bool,
    /// Prints source lines, plan and confidence as JSON for the server; the file comes on standard input
    #[arg(long, hide = true)]
    child: bool,
    /// Most pages of a PDF that are read
    #[arg(long, default_value_t = 200)]
    pages_max: u32,
    /// Largest file in bytes
    #[arg(long, default_value_t = 20 * 1024 * 1024)]
    bytes_max: u64,
    /// Longest time for the whole reading, in seconds
    #[arg(long, default_value_t = 60)]
    seconds_max: u32,
}

/// What the child process answers on standard output.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The document was read.
    Read(Box<Opened>),
    /// It could not be opened; what to do is said in both languages.
    Refused(Refusal),
}

/// A document that was opened and read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Opened {
    /// Its lines.
    pub source: Source,
    /// What the reader found.
    pub reading: Reading,
}

/// Why a document could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// A stable word for programs, for example `scan`.
    pub code: String,
    /// The sentence in Vietnamese.
    pub vi: String,
    /// The sentence in English.
    pub en: String,
}

/// What a child says before its answer, in a line of its own.
#[derive(Debug, Serialize, Deserialize)]
pub struct OnTheWay {
    /// The document is open and has so many lines.
    pub n_lines: u64,
}

/// Opens and reads `bytes`.
pub fn read(file_name: &str, bytes: &[u8], limits: &Limits) -> Answer {
    read_telling(file_name, bytes, limits, |_| {})
}

/// The same; tells how many lines the document has before it looks for their structure.
fn read_telling(file_name: &str, bytes: &[u8], limits: &Limits, opened: impl FnOnce(&Source)) -> Answer {
    match document::open(file_name, bytes, limits) {
        Ok(source) => {
            opened(&source);
            let reading = reader::read(&source);
            Answer::Read(Box::new(Opened { source, reading }))
        }
        Err(error) => Answer::Refused(Refusal {
            code: error.code().to_owned(),
            vi: error.sentence_vi().clone(),
            en: error.sentence_en().clone(),
        }),
    }
}

/// Runs the command.
pub fn run(args: &ReadArgs) -> ExitCode {
    let limits = Limits {
        bytes_max: args.bytes_max,
        pages_max: args.pages_max,
        seconds_max: args.seconds_max,
        ..Limits::default()
    };
    let name =
        args.file.file_name().map_or_else(|| "document".to_owned(), |n| n.to_string_lossy().into_owned());
    if args.child {
        return child(&name, &limits);
    }
    let bytes = match read_file(&args.file, limits.bytes_max) {
        Ok(bytes) => bytes,
        Err(sentence) => {
            complain(sentence);
            return ExitCode::FAILURE;
        }
    };
    match read(&name, &bytes, &limits) {
        Answer::Read(opened) => {
            if let Some(sentence) = not_a_plan(&opened.reading) {
                complain(sentence);
            }
            if args.json {
                let text = serde_json::to_string_pretty(&opened.reading.plan).expect("a plan is plain JSON");
                say(text);
            } else {
                summary(&opened);
            }
            ExitCode::SUCCESS
        }
        Answer::Refused(refusal) => {
            complain(format!("{}\n{}", refusal.vi, refusal.en));
            ExitCode::FAILURE
        }
    }
}

/// Reads a file up to one byte more than allowed.
pub(super) fn read_file(path: &Path, bytes_max: u64) -> Result<Vec<u8>, String> {
    let file = std::fs::File::open(path).map_err(|e| format!("Cannot open {}: {e}.", path.display()))?;
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to know that it is too large.
    file.take(bytes_max + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| format!("Cannot read {}: {e}.", path.display()))?;
    Ok(bytes)
}

fn child(name: &str, limits: &Limits) -> ExitCode {
    // Best effort: a system that refuses the limit still has the time limit of the parent.
    let _ = rlimit::setrlimit(rlimit::Resource::AS, CHILD_MEMORY_BYTES_MAX, CHILD_MEMORY_BYTES_MAX);
    let mut bytes = Vec::new();
    if std::io::stdin().take(limits.bytes_max + 1).read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    let answer = read_telling(name, &bytes, limits, |source| {
        let mut told =
            serde_json::to_vec(&OnTheWay { n_lines: source.lines.len() as u64 }).unwrap_or_default();
        told.push(b'\n');
        let mut out = std::io::stdout();
        // Whoever does not hear it waits for the answer all the same.
        let _ = out.write_all(&told).and_then(|()| out.flush());
    });
    let text = serde_json::to_vec(&answer).expect("an answer is plain JSON");
    match std::io::stdout().write_all(&text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// What to say of a text that does not read like a plan; it is read all the same.
fn not_a_plan(reading: &Reading) -> Option<&'static str> {
    Some(match reading.plan_signs.reason? {
        NotAPlan::NoSigns => {
            "Tệp này không giống một kế hoạch: không thấy tên loại văn bản, các phần, việc, đơn vị hay thời hạn.\nThis file does not read like a plan: no title, parts, tasks, units or due dates were found."
        }
        NotAPlan::FewSigns => {
            "Tệp này có vẻ không phải một kế hoạch: quá ít dấu hiệu về các phần, việc, đơn vị và thời hạn.\nThis file does not look like a plan: too few signs of parts, tasks, units and due dates were found."
        }
    })
}

/// Prints what a person at a terminal wants to know first.
fn summary(opened: &Opened) {
    let plan = &opened.reading.plan;
    let text =
        |t: &Option<reader::plan::SpannedText>| t.as_ref().map_or(BLANK.to_owned(), |t| t.text.clone());
    let agencies: Vec<&str> = plan.header.issuing_agencies.iter().map(|a| a.name.as_str()).collect();
    say(format!("{} · {}", text(&plan.header.doc_type), text(&plan.header.subject)));
    say(format!(
        "Cơ quan ban hành: {}",
        if agencies.is_empty() { BLANK.to_owned() } else { agencies.join("; ") }
    ));
    // Number and date are told as printed, with the words "Số:" and "ngày" that stand before them.
    say(plan.header.number.as_ref().map_or_else(|| format!("Số: {BLANK}"), |n| n.text.clone()));
    say(plan.header.date.as_ref().map_or_else(|| format!("Ngày: {BLANK}"), |d| d.text.clone()));
    say(format!(
        "{} dòng · {} mục · {} việc · {} trách nhiệm · {} buổi · {} điểm cầu · {} khoản kinh phí · {} nơi nhận · {} chỗ sai sót",
        opened.source.lines.len(),
        plan.outline.len(),
        plan.roadmap.len(),
        plan.obligations.len(),
        plan.sessions.len(),
        plan.venues.len(),
        plan.budget.len(),
        plan.recipients.len(),
        plan.defects.len()
    ));
    for task in &plan.roadmap {
        say(format!(
            "  {:>3}. {} [{}] {} (dòng {})",
            task.no.as_deref().unwrap_or("-"),
            task.task,
            task.time.as_ref().map_or("", |t| t.text.as_str()),
            task.lead_units.join("; "),
            task.span.start_line
        ));
    }
    let texts = Texts::embedded().expect("the embedded sentences are well formed");
    for defect in &plan.defects {
        let what = texts.say(Locale::Vi, &defect_key(defect.kind), &args![text = in_line(&defect.text)]);
        let mend = defect.suggestion.as_ref().map_or_else(String::new, |s| format!(" → “{}”", in_line(s)));
        say(format!("  dòng {}: {what}{mend}", defect.span.start_line));
    }
}

/// So much of a text as has its place in a line.
fn in_line(text: &str) -> String {
    short(text.trim(), DEFECT_LETTERS_MAX)
}
