//! The whole examination on one page: topic by topic what was measured, whether it is as the decree asks, what to mend.

use super::Finding;
use super::parts::Parts;
use super::topics::Topic;
use super::words::measure;
use crate::measures::{PAGE_MM, size};
use crate::widths::longest_line_pt;
use document::layout::{Layout, Paragraph};
use serde::Serialize;
use std::collections::BTreeMap;

/// Paragraphs after a line in which its rule stands.
const RULE_PARAGRAPHS_MAX: usize = 2;
/// A rule whose length differs from the text by less is as long as the text.
const FULL_RULE_SLACK: f64 = 0.08;

/// What was found out about a Word file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The topics that the document has, in the order of the page.
    pub items: Vec<Item>,
}

impl Report {
    /// How many topics are as the decree asks.
    pub fn n_ok(&self) -> usize {
        self.items.iter().filter(|item| item.is_ok).count()
    }
}

/// A line of the report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// What was looked at.
    pub topic: Topic,
    /// What was measured.
    pub value: Value,
    /// Whether it is as the decree asks.
    pub is_ok: bool,
    /// What to mend.
    pub findings: Vec<Finding>,
}

/// What was measured, as a value; [`Value::vietnamese`] and [`Value::english`] word it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Letters and their sizes in points: "đậm, 12 và 13".
    Letters {
        /// Whether they are bold.
        is_bold: bool,
        /// Whether they are italic.
        is_italic: bool,
        /// Each size once, the smallest first.
        sizes_pt: Vec<f64>,
    },
    /// A rule as a part of the text above it: "bằng chữ", "0,4 dòng chữ".
    Rule {
        /// 1 for as long as the text.
        share: f64,
    },
    /// A rule that is drawn as a picture or is not there; the file does not tell which.
    RuleUnseen,
    /// Words as printed.
    Words(String),
    /// Lengths in millimetres: "20, 15, 20, 30 mm".
    Millimetres(Vec<f64>),
    /// A length in centimetres: "1,27 cm".
    Centimetres(f64),
    /// Size and spacing of lines: "14, giãn 1".
    Text {
        /// Points.
        size_pt: f64,
        /// Lines; none for an exact height.
        lines: Option<f64>,
    },
    /// Gap in points and whether both sides are straight.
    Paragraphs {
        /// Points.
        gap_pt: f64,
        /// Whether most are justified.
        is_justified: bool,
    },
    /// Where the page number stands.
    PageNumber {
        /// At the foot instead of the head.
        is_at_foot: bool,
        /// In the middle.
        is_centred: bool,
    },
    /// How many addressees or recipients there are: "3 nơi".
    Count(usize),
    /// Nothing was found.
    Missing,
}

impl Value {
    /// The value in Vietnamese.
    pub fn vietnamese(&self) -> String {
        let list =
            |values: &[f64], and: &str| values.iter().copied().map(measure).collect::<Vec<_>>().join(and);
        match self {
            Value::Letters { is_bold, is_italic, sizes_pt } => {
                let look = [is_bold.then_some("đậm"), is_italic.then_some("nghiêng")];
                let look: Vec<&str> = look.into_iter().flatten().collect();
                let look = if look.is_empty() { "thường".to_owned() } else { look.join(" ") };
                format!("{look}, {}", list(sizes_pt, " và "))
            }
            Value::Rule { share } if (share - 1.0).abs() < FULL_RULE_SLACK => "bằng chữ".to_owned(),
            Value::Rule { share } => format!("gạch {} dòng chữ", measure(*share)),
            Value::RuleUnseen => "xem bằng mắt".to_owned(),
            Value::Words(words) => words.clone(),
            Value::Millimetres(all) => format!("{} mm", list(all, ", ")),
            Value::Centimetres(one) => format!("{} cm", hundredths(*one)),
            Value::Text { size_pt, lines: Some(lines) } => {
                format!("{}, giãn {}", measure(*size_pt), measure(*lines))
            }
            Value::Text { size_pt, lines: None } => format!("{}, giãn cố định", measure(*size_pt)),
            Value::Paragraphs { gap_pt, is_justified } => {
                let align = if *is_justified { "đều hai lề" } else { "không đều" };
                format!("{} pt, {align}", measure(*gap_pt))
            }
            Value::PageNumber { is_at_foot, is_centred } => {
                let side = if *is_at_foot { "lề dưới" } else { "lề trên" };
                if *is_centred { format!("giữa {side}") } else { side.to_owned() }
            }
            Value::Count(n) => format!("{n} nơi"),
            Value::Missing => "không thấy".to_owned(),
        }
    }

    /// The value in English.
    pub fn english(&self) -> String {
        let point = |value: f64| measure(value).replace(',', ".");
        let list =
            |values: &[f64], and: &str| values.iter().copied().map(point).collect::<Vec<_>>().join(and);
        match self {
            Value::Letters { is_bold, is_italic, sizes_pt } => {
                let look = [is_bold.then_some("bold"), is_italic.then_some("italic")];
                let look: Vec<&str> = look.into_iter().flatten().collect();
                let look = if look.is_empty() { "regular".to_owned() } else { look.join(" ") };
                format!("{look}, {}", list(sizes_pt, " and "))
            }
            Value::Rule { share } if (share - 1.0).abs() < FULL_RULE_SLACK => {
                "as long as the text".to_owned()
            }
            Value::Rule { share } => format!("rule of {} of the text", point(*share)),
            Value::RuleUnseen => "look by eye".to_owned(),
            Value::Words(words) => words.clone(),
            Value::Millimetres(all) => format!("{} mm", list(all, ", ")),
            Value::Centimetres(one) => format!("{} cm", hundredths(*one).replace(',', ".")),
            Value::Text { size_pt, lines: Some(lines) } => {
                format!("{}, spacing {}", point(*size_pt), point(*lines))
            }
            Value::Text { size_pt, lines: None } => format!("{}, fixed spacing", point(*size_pt)),
            Value::Paragraphs { gap_pt, is_justified } => {
                format!("{} pt, {}", point(*gap_pt), if *is_justified { "justified" } else { "ragged" })
            }
            Value::PageNumber { is_at_foot, is_centred } => {
                let side = if *is_at_foot { "bottom margin" } else { "top margin" };
                if *is_centred { format!("middle of the {side}") } else { side.to_owned() }
            }
            Value::Count(n) => format!("{n} listed"),
            Value::Missing => "not found".to_owned(),
        }
    }
}

fn hundredths(value: f64) -> String {
    ((value * 100.0).round() / 100.0).to_string().replace('.', ",")
}

/// Sorts the findings by topic and measures each topic that the document has.
pub(super) fn of(layout: &Layout, parts: &Parts, findings: Vec<Finding>) -> Report {
    let mut by_topic: BTreeMap<Topic, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        by_topic.entry(Topic::of(finding.component, finding.property)).or_default().push(finding);
    }
    let gauge = Gauge { layout, parts };
    let items = Topic::ALL.iter().filter_map(|topic| {
        let findings = by_topic.remove(topic).unwrap_or_default();
        let value = gauge.value(*topic);
        // A part that the document need not have, and has not, is no line of the report.
        (value.is_some() || !findings.is_empty()).then(|| Item {
            topic: *topic,
            value: value.unwrap_or_else(|| found(&findings)),
            is_ok: findings.is_empty(),
            findings,
        })
    });
    Report { items: items.collect() }
}

/// What the first finding found, where nothing else was measured.
fn found(findings: &[Finding]) -> Value {
    let found = findings.first().map(|finding| finding.found.clone()).filter(|found| !found.is_empty());
    found.map_or(Value::Missing, Value::Words)
}

struct Gauge<'a> {
    layout: &'a Layout,
    parts: &'a Parts,
}

impl Gauge<'_> {
    fn value(&self, topic: Topic) -> Option<Value> {
        let parts = self.parts;
        let first = self.layout.sections.first()?;
        match topic {
            Topic::Nation => self.letters(parts.nation.into_iter().chain(parts.motto)),
            Topic::MottoRule => parts.motto.map(|at| self.rule(at, size::MOTTO.ours)),
            Topic::Issuer => parts.issuer.map(|at| self.rule(at, size::ISSUER.ours)),
            Topic::Number => parts.number.map(|at| Value::Words(self.number(at))),
            Topic::Date => self.letters(parts.date),
            Topic::Title => {
                self.letters(parts.kind.map(|(at, _)| at).into_iter().chain(parts.subject.clone()))
            }
            Topic::Addressees => match parts.addressees.len() {
                0 => None,
                n => Some(Value::Count((n - 1).max(1))),
            },
            Topic::Paper => Some(self.paper()),
            Topic::Margins => {
                Some(Value::Millimetres(vec![first.top_mm, first.right_mm, first.bottom_mm, first.left_mm]))
            }
            Topic::Font => {
                self.usual(|paragraph| Some(paragraph.runs.first()?.font.clone())).map(Value::Words)
            }
            Topic::Body => self.body(),
            Topic::FirstLine => self
                .usual(|p| Some(tenths(p.first_mm + p.left_mm)))
                .map(|mm| Value::Centimetres(mm as f64 / 100.0)),
            Topic::Paragraphs => self.paragraphs(),
            Topic::Order => None,
            Topic::PageNumber => first.number.map(|number| Value::PageNumber {
                is_at_foot: number.is_at_foot,
                is_centred: number.is_centred,
            }),
            Topic::EndMark => parts.body.last().map(|at| self.end_mark(*at)),
            Topic::Signature => self.letters(parts.signer_titles.iter().chain(&parts.signer_names).copied()),
            Topic::Recipients => parts.recipients_head.map(|_| Value::Count(parts.recipients.len())),
        }
    }

    fn letters(&self, all: impl IntoIterator<Item = usize>) -> Option<Value> {
        let runs: Vec<_> = all.into_iter().flat_map(|at| &self.layout.paragraphs[at].runs).collect();
        let runs: Vec<_> = runs.into_iter().filter(|run| !run.text.trim().is_empty()).collect();
        let first = runs.first()?;
        let mut sizes_pt: Vec<f64> = runs.iter().map(|run| run.size_pt).collect();
        sizes_pt.sort_by(f64::total_cmp);
        sizes_pt.dedup();
        Some(Value::Letters { is_bold: first.is_bold, is_italic: first.is_italic, sizes_pt })
    }

    fn rule(&self, at: usize, size_pt: f64) -> Value {
        let above = &self.layout.paragraphs[at];
        let near = self.layout.paragraphs.iter().skip(at).take(RULE_PARAGRAPHS_MAX + 1);
        let rule =
            near.filter(|one| one.cell == above.cell).find_map(|one| one.rule_mm.filter(|_| one.is_ruled));
        let text_mm =
            longest_line_pt(&above.text(), size_pt, crate::measures::LETTERHEAD_MM[1] * 72.0 / 25.4) * 25.4
                / 72.0;
        match rule {
            Some(rule) if text_mm > 0.0 => Value::Rule { share: rule / text_mm },
            _ => Value::RuleUnseen,
        }
    }

    fn number(&self, at: usize) -> String {
        let text = self.layout.paragraphs[at].text();
        text.trim_start_matches("Số").trim_start_matches(':').trim().to_owned()
    }

    fn paper(&self) -> Value {
        let Some(first) = self.layout.sections.first() else { return Value::Missing };
        let is_a4 = (first.width_mm - PAGE_MM.0).abs() < 1.0 && (first.height_mm - PAGE_MM.1).abs() < 1.0;
        if is_a4 {
            return Value::Words("A4".to_owned());
        }
        Value::Millimetres(vec![first.width_mm.round(), first.height_mm.round()])
    }

    fn body(&self) -> Option<Value> {
        let size = self.usual(|paragraph| Some(tenths(paragraph.runs.first()?.size_pt)))?;
        let lines = self.usual(|paragraph| Some(paragraph.lines.map(tenths)))?;
        Some(Value::Text { size_pt: size as f64 / 10.0, lines: lines.map(|lines| lines as f64 / 10.0) })
    }

    fn paragraphs(&self) -> Option<Value> {
        let gap = self.usual(|paragraph| Some(tenths(paragraph.before_pt.max(paragraph.after_pt))))?;
        let align = self.usual(|paragraph| Some(paragraph.align.clone()))?;
        Some(Value::Paragraphs { gap_pt: gap as f64 / 10.0, is_justified: align == "both" })
    }

    fn end_mark(&self, at: usize) -> Value {
        let text = self.layout.paragraphs[at].text();
        if text.ends_with("./.") { Value::Words("./.".to_owned()) } else { Value::Missing }
    }

    /// What most running paragraphs of the text have.
    fn usual<T: Ord>(&self, of: impl Fn(&Paragraph) -> Option<T>) -> Option<T> {
        let running = self.parts.body.iter().map(|at| &self.layout.paragraphs[*at]);
        let running = running.filter(|paragraph| paragraph.align != "center" && paragraph.cell.is_none());
        let mut counted: BTreeMap<T, usize> = BTreeMap::new();
        for value in running.filter_map(of) {
            *counted.entry(value).or_default() += 1;
        }
        counted.into_iter().max_by_key(|(_, n)| *n).map(|(value, _)| value)
    }
}

/// Tenths, so that measures can be counted.
#[expect(clippy::cast_possible_truncation, reason = "measures of a page are small")]
fn tenths(value: f64) -> i64 {
    (value * 10.0).round() as i64
}
