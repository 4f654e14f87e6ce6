//! Items of a draft: one typed value each, with the table of fields that people may edit.

use reader::plan::{
    Aim, AimKind, BudgetItem, Campaign, Citation, Form, Mode, Obligation, Participants, Recipient,
    RecipientKind, RoadmapItem, Role, Session, Signature, Span, Time, UnitSource, Venue,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One thing the document says, as it stands under review.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its address, a JSON pointer with a stable key: "/roadmap/6" for what was read, "/roadmap/n4f…" for what was
    /// added, "/header" for the letterhead. Keys never shift when something is removed.
    pub path: String,
    /// What it says.
    #[serde(flatten)]
    pub value: Value,
    /// How sure the reader was, 0 to 1; 1 for what a person added.
    pub confidence: f32,
    /// The fields that people changed.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub mended: BTreeSet<String>,
    /// A person took it out; kept so that it can come back.
    #[serde(default, skip_serializing_if = "is_false")]
    pub removed: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// The kinds of items, in the order of the review's tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Letterhead, number, date, subject: exactly one.
    Head,
    /// A document relied on.
    Basis,
    /// A purpose or requirement.
    Aim,
    /// A sitting.
    Session,
    /// A place.
    Venue,
    /// Chair or delegates.
    Participants,
    /// A row of work.
    Task,
    /// A duty of units.
    Duty,
    /// A movement, award, programme.
    Campaign,
    /// A sentence about money.
    Budget,
    /// A line of "Nơi nhận".
    Recipient,
    /// A signature block.
    Signature,
}

impl Kind {
    /// All kinds in order.
    pub const ALL: [Kind; 12] = [
        Kind::Head,
        Kind::Basis,
        Kind::Aim,
        Kind::Session,
        Kind::Venue,
        Kind::Participants,
        Kind::Task,
        Kind::Duty,
        Kind::Campaign,
        Kind::Budget,
        Kind::Recipient,
        Kind::Signature,
    ];

    /// The word used in texts and addresses of pages.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Head => "head",
            Kind::Basis => "basis",
            Kind::Aim => "aim",
            Kind::Session => "session",
            Kind::Venue => "venue",
            Kind::Participants => "participants",
            Kind::Task => "task",
            Kind::Duty => "duty",
            Kind::Campaign => "campaign",
            Kind::Budget => "budget",
            Kind::Recipient => "recipient",
            Kind::Signature => "signature",
        }
    }

    /// The list of the plan it stands in, first segment of its path.
    pub fn list(self) -> &'static str {
        match self {
            Kind::Head => "header",
            Kind::Basis => "legal_bases",
            Kind::Aim => "aims",
            Kind::Session => "sessions",
            Kind::Venue => "venues",
            Kind::Participants => "participants",
            Kind::Task => "roadmap",
            Kind::Duty => "obligations",
            Kind::Campaign => "campaigns",
            Kind::Budget => "budget",
            Kind::Recipient => "recipients",
            Kind::Signature => "signatures",
        }
    }

    /// The kind of that list.
    pub fn from_list(list: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|k| k.list() == list)
    }
}

/// Letterhead and what belongs to the document as a whole, flat so that it can be one form.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Head {
    /// Trích yếu.
    pub subject: String,
    /// "KẾ HOẠCH", …
    pub doc_type: String,
    /// Issuers, one or several.
    pub agencies: Vec<String>,
    /// "1127/KH-BGDĐT" as printed, with blanks.
    pub number: Option<String>,
    /// Place of the date line.
    pub place: Option<String>,
    /// "ngày 08 tháng 9 năm 2023" as printed, with blanks.
    pub date: Option<String>,
    /// The period of the plan.
    pub window: Option<Time>,
    /// In person, online.
    pub modes: Vec<Mode>,
    /// Subject of the plan that a decision carries.
    pub annex: Option<String>,
    /// The opening sentence.
    pub preamble: Option<String>,
    /// The closing sentence.
    pub closing: Option<String>,
    /// Lines of the subject.
    pub span: Span,
    /// Lines of single fields: number, date, preamble, …
    #[serde(default)]
    pub spans: std::collections::BTreeMap<String, Span>,
}

/// The value of an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
#[expect(missing_docs, reason = "one variant per Kind, documented there")]
pub enum Value {
    Head(Box<Head>),
    Basis(Citation),
    Aim(Aim),
    Session(Session),
    Venue(Venue),
    Participants(Participants),
    Task(Box<RoadmapItem>),
    Duty(Box<Obligation>),
    Campaign(Campaign),
    Budget(BudgetItem),
    Recipient(Recipient),
    Signature(Signature),
}

impl Value {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Value::Head(_) => Kind::Head,
            Value::Basis(_) => Kind::Basis,
            Value::Aim(_) => Kind::Aim,
            Value::Session(_) => Kind::Session,
            Value::Venue(_) => Kind::Venue,
            Value::Participants(_) => Kind::Participants,
            Value::Task(_) => Kind::Task,
            Value::Duty(_) => Kind::Duty,
            Value::Campaign(_) => Kind::Campaign,
            Value::Budget(_) => Kind::Budget,
            Value::Recipient(_) => Kind::Recipient,
            Value::Signature(_) => Kind::Signature,
        }
    }

    /// The source lines it came from; (0, 0) for what a person added.
    pub fn span(&self) -> Span {
        match self {
            Value::Head(v) => v.span,
            Value::Basis(v) => v.span,
            Value::Aim(v) => v.span,
            Value::Session(v) => v.span,
            Value::Venue(v) => v.span,
            Value::Participants(v) => v.span,
            Value::Task(v) => v.span,
            Value::Duty(v) => v.span,
            Value::Campaign(v) => v.mentions.first().copied().unwrap_or_default(),
            Value::Budget(v) => v.span,
            Value::Recipient(v) => v.span,
            Value::Signature(v) => v.span,
        }
    }

    /// An empty value of that kind, for "add".
    pub fn empty(kind: Kind) -> Value {
        let span = Span::default();
        match kind {
            Kind::Head => Value::Head(Box::default()),
            Kind::Basis => Value::Basis(Citation::default()),
            Kind::Aim => Value::Aim(Aim { kind: AimKind::Purpose, text: String::new(), span }),
            Kind::Session => Value::Session(Session {
                label: String::new(),
                text: String::new(),
                audience: None,
                time: None,
                span,
            }),
            Kind::Venue => {
                Value::Venue(Venue { session: None, mode: None, location: None, text: String::new(), span })
            }
            Kind::Participants => Value::Participants(Participants {
                session: None,
                mode: None,
                role: Role::Delegates,
                members: Vec::new(),
                person: None,
                span,
            }),
            Kind::Task => Value::Task(Box::default()),
            Kind::Duty => Value::Duty(Box::new(Obligation {
                units: Vec::new(),
                unit_source: UnitSource::Sentence,
                duty: String::new(),
                verbs: Vec::new(),
                with_units: Vec::new(),
                deadline: None,
                span,
            })),
            Kind::Campaign => Value::Campaign(Campaign::default()),
            Kind::Budget => Value::Budget(BudgetItem {
                scope: None,
                text: String::new(),
                sources: Vec::new(),
                payers: Vec::new(),
                span,
            }),
            Kind::Recipient => Value::Recipient(Recipient {
                name: String::new(),
                purpose: None,
                purpose_full: None,
                kind: RecipientKind::Recipient,
                archive_codes: Vec::new(),
                span,
            }),
            Kind::Signature => Value::Signature(Signature {
                authority: None,
                authority_code: None,
                title: None,
                name: None,
                agency: None,
                span,
            }),
        }
    }

    /// The words that name it in a list or a message.
    pub fn title(&self) -> &str {
        match self {
            Value::Head(v) => &v.subject,
            Value::Basis(v) => v.number.as_deref().or(v.title.as_deref()).unwrap_or(&v.doc_type),
            Value::Aim(v) => &v.text,
            Value::Session(v) => &v.label,
            Value::Venue(v) => &v.text,
            Value::Participants(v) => v.members.first().map_or("", String::as_str),
            Value::Task(v) => &v.task,
            Value::Duty(v) => &v.duty,
            Value::Campaign(v) => &v.name,
            Value::Budget(v) => &v.text,
            Value::Recipient(v) => &v.name,
            Value::Signature(v) => v.name.as_deref().or(v.title.as_deref()).unwrap_or(""),
        }
    }

    /// The printed unit names in it, with the field each stands in.
    pub fn unit_names(&self) -> Vec<(&'static str, &str)> {
        fn all<'a>(field: &'static str, names: &'a [String], out: &mut Vec<(&'static str, &'a str)>) {
            out.extend(names.iter().map(|n| (field, n.as_str())));
        }
        let mut out = Vec::new();
        match self {
            Value::Head(v) => all("agencies", &v.agencies, &mut out),
            Value::Task(v) => {
                all("lead_units", &v.lead_units, &mut out);
                all("coop_units", &v.coop_units, &mut out);
            }
            Value::Duty(v) => {
                all("units", &v.units, &mut out);
                all("with_units", &v.with_units, &mut out);
            }
            Value::Budget(v) => all("payers", &v.payers, &mut out),
            Value::Recipient(v) if v.kind == RecipientKind::Recipient => out.push(("name", v.name.as_str())),
            _ => {}
        }
        out
    }
}

impl Value {
    /// The lists of unit names that may hold several; a recipient and an issuer are one name each.
    pub(crate) fn unit_lists_mut(&mut self) -> Vec<&mut Vec<String>> {
        match self {
            Value::Task(v) => vec![&mut v.lead_units, &mut v.coop_units],
            Value::Duty(v) => vec![&mut v.units, &mut v.with_units],
            Value::Budget(v) => vec![&mut v.payers],
            _ => Vec::new(),
        }
    }
}

/// The modes of a form, if there is one.
pub(crate) fn modes(form: Option<&Form>) -> Vec<Mode> {
    form.map(|f| f.modes.clone()).unwrap_or_default()
}
