//! `nhipcau check FILE.docx [--report] [--json]`: what of the layout is not as Decree 30/2020 asks, and with `--report`
//! what was measured of each topic.

use super::{complain, read, say};
use clap::Args;
use document::Limits;
use paper::check::{FINDINGS_MAX, Finding, Report};
use std::path::PathBuf;
use std::process::ExitCode;

/// Arguments of `nhipcau check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The Word file
    file: PathBuf,
    /// Prints each topic with what was measured, whether it is as asked, and what to mend
    #[arg(long)]
    report: bool,
    /// Prints the findings, or the report, as JSON
    #[arg(long)]
    json: bool,
    /// Prints the sentences in English
    #[arg(long)]
    english: bool,
}

/// Runs the command: 0 when nothing was found, 1 when something was, or the file could not be opened.
pub fn run(args: &CheckArgs) -> ExitCode {
    let limits = Limits::default();
    let bytes = match read::read_file(&args.file, limits.bytes_max) {
        Ok(bytes) => bytes,
        Err(sentence) => {
            complain(sentence);
            return ExitCode::FAILURE;
        }
    };
    let told = if args.report {
        paper::check::report(&bytes, &limits).map(|report| {
            tell_report(args, &report);
            report.n_ok() == report.items.len()
        })
    } else {
        paper::check::check(&bytes, &limits).map(|findings| {
            tell(args, &findings);
            findings.is_empty()
        })
    };
    match told {
        Ok(is_faultless) => {
            if is_faultless {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            complain(if args.english { error.sentence_en() } else { error.sentence_vi() });
            ExitCode::FAILURE
        }
    }
}

/// A line for each topic, below it a line for each finding.
fn tell_report(args: &CheckArgs, report: &Report) {
    if args.json {
        return say(serde_json::to_string_pretty(report).expect("a report is plain JSON"));
    }
    for item in &report.items {
        let (topic, value) = match args.english {
            true => (item.topic.english(), item.value.english()),
            false => (item.topic.vietnamese(), item.value.vietnamese()),
        };
        say(format!("{} {topic}: {value}", if item.is_ok { "✓" } else { "✗" }));
        for finding in &item.findings {
            say(format!("  {}", if args.english { finding.english() } else { finding.vietnamese() }));
        }
    }
    let (n_ok, n) = (report.n_ok(), report.items.len());
    say(if args.english { format!("{n_ok} of {n} as asked.") } else { format!("{n_ok}/{n} đạt.") });
}

fn tell(args: &CheckArgs, findings: &[Finding]) {
    if args.json {
        return say(serde_json::to_string_pretty(findings).expect("findings are plain JSON"));
    }
    for finding in findings {
        let sentence = if args.english { finding.english() } else { finding.vietnamese() };
        let place = match (finding.paragraph, args.english) {
            (None, _) => String::new(),
            (Some(n), true) => format!("paragraph {n} (“{}”): ", finding.text),
            (Some(n), false) => format!("đoạn {n} (“{}”): ", finding.text),
        };
        say(format!("{place}{sentence}"));
    }
    let n = findings.len();
    say(match (n, args.english) {
        (0, false) => "Không thấy lỗi thể thức.".to_owned(),
        (0, true) => "The layout is as the decree asks.".to_owned(),
        (FINDINGS_MAX.., false) => {
            format!("Từ {n} lỗi thể thức trở lên: sửa kiểu chữ (style) trước rồi kiểm tra lại.")
        }
        (FINDINGS_MAX.., true) => format!("{n} faults or more: mend the styles first, then check again."),
        (_, false) => format!("{n} lỗi thể thức."),
        (1, true) => "1 fault of layout.".to_owned(),
        (_, true) => format!("{n} faults of layout."),
    });
}
