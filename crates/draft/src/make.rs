//! Makes a draft of a reading: items by kind, unit names matched, places to look at in the order of the source.

use crate::issue::{Issue, IssueKind, Severity};
use crate::item::{Head, Item, Kind, Value, modes};
use crate::units::{UnitMatch, name_key};
use crate::{Doubt, Draft, ITEMS_MAX, brackets};
use reader::plan::{Defect, DefectType, Header, Plan, Span};
use reader::{CONFIDENT, Reading};
use std::collections::{BTreeMap, BTreeSet};

/// Reasons that say the same of every item they are given for.
const JOINED_REASONS: [&str; 6] =
    ["unit_assumed", "row_joined", "text_joined", "citation_incomplete", "time_open", "name_unsure"];
/// From so many alike on they become one place to look at.
const JOINED_MIN: usize = 3;

/// Makes the draft. `resolve` says which unit a printed name stands for, on the day of the document.
pub fn make(reading: &Reading, resolve: &dyn Fn(&str) -> UnitMatch) -> Draft {
    let mut maker = Maker { draft: Draft::default(), paths: marks(reading) };
    let signs = &reading.plan_signs;
    maker.draft.doubt = signs.reason.map(|reason| Doubt { reason, found: signs.found.clone() });
    maker.items(&reading.plan);
    maker.match_units(resolve);
    maker.missing(&reading.plan);
    for defect in &reading.plan.defects {
        maker.defect(defect, resolve);
    }
    let mut draft = maker.draft;
    join_alike(&mut draft);
    draft.issues.sort_by_key(|i| (i.span.start_line, i.id.len(), i.id.clone()));
    draft
}

/// Confidence and reason by JSON pointer.
fn marks(reading: &Reading) -> BTreeMap<String, (f32, Option<String>)> {
    reading
        .items
        .iter()
        .map(|m| (m.path.clone(), (m.confidence, m.review.as_ref().map(|r| r.code.clone()))))
        .collect()
}

/// Joins what is unsure for the same reason in many items into one place to look at: fourteen duties without a named unit
/// are one question, not fourteen.
fn join_alike(draft: &mut Draft) {
    let mut alike: BTreeMap<(String, Kind), Vec<usize>> = BTreeMap::new();
    for (at, issue) in draft.issues.iter().enumerate() {
        if let (IssueKind::Unsure { reason, .. }, Some(path)) = (&issue.kind, &issue.path)
            && JOINED_REASONS.contains(&reason.as_str())
            && let Some(item) = draft.item(path)
        {
            alike.entry((reason.clone(), item.value.kind())).or_default().push(at);
        }
    }
    let mut gone = BTreeSet::new();
    for places in alike.into_values().filter(|places| places.len() >= JOINED_MIN) {
        let (first, others) = (places[0], &places[1..]);
        let paths: Vec<String> = others.iter().filter_map(|at| draft.issues[*at].path.clone()).collect();
        if let IssueKind::Unsure { also, .. } = &mut draft.issues[first].kind {
            *also = paths;
        }
        gone.extend(others.iter().copied());
    }
    let mut at = 0;
    draft.issues.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

/// Where a field of an item stands: parts of the letterhead have places of their own.
fn place(item: &Item, field: &str) -> Span {
    match &item.value {
        Value::Head(head) => head.spans.get(field).copied().unwrap_or(head.span),
        value => value.span(),
    }
}

struct Maker {
    draft: Draft,
    paths: BTreeMap<String, (f32, Option<String>)>,
}

impl Maker {
    fn items(&mut self, plan: &Plan) {
        self.add("/header", Value::Head(Box::new(head(plan))));
        self.all("legal_bases", &plan.legal_bases, |v| Value::Basis(v.clone()));
        self.all("aims", &plan.aims, |v| Value::Aim(v.clone()));
        self.all("sessions", &plan.sessions, |v| Value::Session(v.clone()));
        self.all("venues", &plan.venues, |v| Value::Venue(v.clone()));
        self.all("participants", &plan.participants, |v| Value::Participants(v.clone()));
        self.all("roadmap", &plan.roadmap, |v| Value::Task(Box::new(v.clone())));
        self.all("obligations", &plan.obligations, |v| Value::Duty(Box::new(v.clone())));
        self.all("campaigns", &plan.campaigns, |v| Value::Campaign(v.clone()));
        self.all("budget", &plan.budget, |v| Value::Budget(v.clone()));
        self.all("recipients", &plan.recipients, |v| Value::Recipient(v.clone()));
        self.all("signatures", &plan.signatures, |v| Value::Signature(v.clone()));
    }

    fn all<T>(&mut self, field: &str, values: &[T], wrap: impl Fn(&T) -> Value) {
        for (index, value) in values.iter().enumerate() {
            if self.draft.items.len() < ITEMS_MAX {
                self.add(&format!("/{field}/{index}"), wrap(value));
            }
        }
    }

    fn add(&mut self, path: &str, value: Value) {
        let (confidence, reason) = self.paths.get(path).cloned().unwrap_or((1.0, None));
        let span = value.span();
        let path = path.to_owned();
        self.draft.items.push(Item {
            path: path.clone(),
            value,
            confidence,
            mended: BTreeSet::new(),
            removed: false,
        });
        if confidence < CONFIDENT {
            let reason = reason.unwrap_or_else(|| "unsure".to_owned());
            self.issue(IssueKind::Unsure { reason, also: Vec::new() }, Some(path), span, Severity::Look);
        }
    }

    /// Matches every printed name once; a name that is not sure becomes one issue at its first place.
    fn match_units(&mut self, resolve: &dyn Fn(&str) -> UnitMatch) {
        // What was matched as a part of another name.
        let mut known = brackets::part(&mut self.draft, resolve);
        let mut wanted: Vec<(String, String, String, &'static str, Span)> = Vec::new();
        let mut seen = BTreeSet::new();
        for item in &self.draft.items {
            for (field, name) in item.value.unit_names() {
                let key = name_key(name);
                if !key.is_empty() && seen.insert(key.clone()) {
                    wanted.push((key, name.to_owned(), item.path.clone(), field, place(item, field)));
                }
            }
        }
        for (key, name, item, field, span) in wanted {
            let found = known.remove(&key).unwrap_or_else(|| resolve(&name));
            let sure = found.chosen.is_some() || found.is_group;
            // A recipient line is often a description ("Như trên"); it is no gap when it is no unit.
            let matters = field != "name" || !found.candidates.is_empty();
            self.draft.units.insert(key.clone(), found);
            if !sure && matters {
                let id = self.issue(IssueKind::Unit { key }, Some(item), span, Severity::Look);
                self.field(&id, field);
            }
        }
    }

    fn missing(&mut self, plan: &Plan) {
        let head = &plan.header;
        let item = self.draft.of(Kind::Head).next().map(|i| i.path.clone());
        let date = head.date.as_ref();
        let has_no_number = head.number.as_ref().is_none_or(|n| n.number.is_none());
        let has_no_date = date.is_none_or(|d| d.iso.is_none());
        // A draft before its issue has neither: one place to look at, not two.
        let is_draft = has_no_number && has_no_date;
        let blanks = [
            ("agencies", "agencies", head.issuing_agencies.is_empty(), Span::new(1, 1)),
            ("subject", "subject", head.subject.is_none(), Span::new(1, 1)),
            ("number-and-date", "number", is_draft, number_place(head)),
            ("number", "number", has_no_number && !is_draft, number_place(head)),
            ("date", "date", has_no_date && !is_draft, date.map_or(Span::new(1, 1), |d| d.span)),
        ];
        for (what, field, _, span) in blanks.into_iter().filter(|(_, _, is_missing, _)| *is_missing) {
            let kind = IssueKind::Missing { what: what.to_owned() };
            let id = self.issue(kind, item.clone(), span, Severity::Look);
            self.field(&id, field);
        }
        let end = Span::new(plan.source.line_count, plan.source.line_count);
        if plan.recipients.is_empty() {
            self.issue(IssueKind::Missing { what: "recipients".to_owned() }, None, end, Severity::Look);
        }
        if plan.signatures.is_empty() {
            self.issue(IssueKind::Missing { what: "signatures".to_owned() }, None, end, Severity::Look);
        }
    }

    fn defect(&mut self, defect: &Defect, resolve: &dyn Fn(&str) -> UnitMatch) {
        // These two are already issues of their own kind, with a field to fill.
        if matches!(defect.kind, DefectType::MissingNumber | DefectType::IncompleteDate) {
            return;
        }
        let severity = if names_one_unit(defect, resolve) { Severity::Small } else { severity(defect) };
        let kind = IssueKind::Defect {
            defect: defect.kind,
            text: defect.text.clone(),
            suggestion: defect.suggestion.clone(),
            note: defect.note.clone(),
        };
        // A letterhead that is not there is mended in the form of the letterhead.
        let head = (defect.kind == DefectType::MissingLetterhead)
            .then(|| self.draft.of(Kind::Head).next().map(|item| item.path.clone()))
            .flatten();
        let is_of_head = head.is_some();
        let id = self.issue(kind, head, defect.span, severity);
        if is_of_head {
            self.field(&id, "agencies");
        }
    }

    fn issue(&mut self, kind: IssueKind, path: Option<String>, span: Span, severity: Severity) -> String {
        let id = format!("i{}", self.draft.issues.len() + 1);
        self.draft.issues.push(Issue {
            id: id.clone(),
            kind,
            path,
            field: None,
            span,
            severity,
            state: severity.first_state(),
            taken_back_by: None,
        });
        id
    }

    fn field(&mut self, id: &str, field: &str) {
        if let Some(issue) = self.draft.issues.iter_mut().find(|i| i.id == id) {
            issue.field = Some(field.to_owned());
        }
    }
}

/// What can be mended without changing what the text says is small: the reader has already read through it.
fn severity(defect: &Defect) -> Severity {
    match defect.kind {
        DefectType::PageBreakSplit
        | DefectType::TableContinuation
        | DefectType::RowFragment
        | DefectType::MissingSpace
        | DefectType::StraySpace
        | DefectType::StrayPunctuation
        | DefectType::BrokenMarkup
        | DefectType::WebNoise
        | DefectType::LayoutOrder
        | DefectType::RedundantDefinition => Severity::Small,
        DefectType::Typo | DefectType::DuplicateWord | DefectType::WrongListMarker => Severity::Wrong,
        _ if defect.optional => Severity::Small,
        _ => Severity::Look,
    }
}

/// Two spellings of one known unit ("Cục CNTT", "Cục Công nghệ thông tin"): nothing depends on which is printed.
fn names_one_unit(defect: &Defect, resolve: &dyn Fn(&str) -> UnitMatch) -> bool {
    let unit = |name: &str| resolve(name).chosen.map(|chosen| chosen.unit);
    defect.kind == DefectType::InconsistentName
        && defect.suggestion.as_deref().and_then(unit).is_some_and(|other| unit(&defect.text) == Some(other))
}

fn number_place(head: &Header) -> Span {
    head.number.as_ref().map(|n| n.span).or(head.date.as_ref().map(|d| d.span)).unwrap_or(Span::new(1, 1))
}

/// Letterhead, window and the two framing sentences as one flat form.
fn head(plan: &Plan) -> Head {
    let header = &plan.header;
    let mut spans = BTreeMap::new();
    let mut note = |name: &str, span: Option<Span>| {
        if let Some(span) = span {
            spans.insert(name.to_owned(), span);
        }
    };
    note("number", header.number.as_ref().map(|v| v.span));
    note("date", header.date.as_ref().map(|v| v.span));
    note("place", header.place.as_ref().map(|v| v.span));
    note("doc_type", header.doc_type.as_ref().map(|v| v.span));
    note("subject", header.subject.as_ref().map(|v| v.span));
    note("agencies", header.issuing_agencies.first().map(|v| v.span));
    note("window", plan.time_window.as_ref().and_then(|v| v.span));
    note("modes", plan.form.as_ref().map(|v| v.span));
    note("annex", header.annex.as_ref().map(|v| v.span));
    note("preamble", plan.preamble.as_ref().map(|v| v.span));
    note("closing", plan.closing.as_ref().map(|v| v.span));
    let text = |t: &Option<reader::plan::SpannedText>| t.as_ref().map(|t| t.text.clone());
    Head {
        subject: text(&header.subject).unwrap_or_default(),
        doc_type: text(&header.doc_type).unwrap_or_default(),
        agencies: header.issuing_agencies.iter().map(|a| a.name.clone()).collect(),
        number: header.number.as_ref().map(|n| n.text.clone()),
        place: text(&header.place),
        date: header.date.as_ref().map(|d| d.text.clone()),
        window: plan.time_window.clone(),
        modes: modes(plan.form.as_ref()),
        annex: header.annex.as_ref().map(|a| a.subject.clone()),
        preamble: text(&plan.preamble),
        closing: text(&plan.closing),
        span: header.subject.as_ref().map(|s| s.span).unwrap_or_default(),
        spans,
    }
}
