//! The fields of each kind of item that people may edit: one table for forms, tables and checks.

use crate::item::Kind;
use serde::Serialize;

/// How a field is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is", content = "of")]
pub enum FieldKind {
    /// One line of text.
    Line,
    /// Several lines of text.
    Text,
    /// A list of texts.
    List,
    /// A list of unit names, each matched to a unit.
    Units,
    /// A time as printed, resolved by the reader's grammar.
    Time,
    /// A whole day, typed as 8/9/2023 and kept as 2023-09-08.
    Day,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Several of these words.
    Choices(&'static [&'static str]),
}

/// A field of a kind of item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FieldSpec {
    /// Its name in JSON.
    pub name: &'static str,
    /// How it is edited.
    pub kind: FieldKind,
    /// Whether it may not be left empty.
    pub required: bool,
}

impl Kind {
    /// The fields that people may edit, in the order of the form.
    pub fn fields(self) -> &'static [FieldSpec] {
        match self {
            Kind::Head => HEAD,
            Kind::Basis => BASIS,
            Kind::Aim => AIM,
            Kind::Session => SESSION,
            Kind::Venue => VENUE,
            Kind::Participants => PARTICIPANTS,
            Kind::Task => TASK,
            Kind::Duty => DUTY,
            Kind::Campaign => CAMPAIGN,
            Kind::Budget => BUDGET,
            Kind::Recipient => RECIPIENT,
            Kind::Signature => SIGNATURE,
        }
    }
}

const fn must(name: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec { name, kind, required: true }
}

const fn may(name: &'static str, kind: FieldKind) -> FieldSpec {
    FieldSpec { name, kind, required: false }
}

const MODES: FieldKind = FieldKind::Choice(&["truc_tiep", "truc_tuyen"]);

const HEAD: &[FieldSpec] = &[
    must("subject", FieldKind::Text),
    must("doc_type", FieldKind::Line),
    must("agencies", FieldKind::Units),
    may("number", FieldKind::Line),
    may("place", FieldKind::Line),
    may("date", FieldKind::Line),
    may("window", FieldKind::Time),
    may("modes", FieldKind::Choices(&["truc_tiep", "truc_tuyen"])),
    may("annex", FieldKind::Text),
    may("preamble", FieldKind::Text),
    may("closing", FieldKind::Text),
];
const BASIS: &[FieldSpec] = &[
    must("doc_type", FieldKind::Line),
    may("number", FieldKind::Line),
    may("date", FieldKind::Day),
    may("issuer", FieldKind::Line),
    may("title", FieldKind::Text),
];
const AIM: &[FieldSpec] = &[
    must("kind", FieldKind::Choice(&["purpose", "requirement", "purpose_requirement", "target"])),
    must("text", FieldKind::Text),
];
const SESSION: &[FieldSpec] = &[
    must("label", FieldKind::Line),
    may("text", FieldKind::Text),
    may("audience", FieldKind::Text),
    may("time", FieldKind::Time),
];
const VENUE: &[FieldSpec] = &[
    must("text", FieldKind::Text),
    may("session", FieldKind::Line),
    may("mode", MODES),
    may("location", FieldKind::Line),
];
const PARTICIPANTS: &[FieldSpec] = &[
    must("role", FieldKind::Choice(&["chair", "delegates"])),
    must("members", FieldKind::List),
    may("session", FieldKind::Line),
    may("mode", MODES),
];
const TASK: &[FieldSpec] = &[
    may("no", FieldKind::Line),
    must("task", FieldKind::Text),
    may("group", FieldKind::Line),
    may("time", FieldKind::Time),
    may("product", FieldKind::Text),
    may("lead_units", FieldKind::Units),
    may("coop_units", FieldKind::Units),
];
const DUTY: &[FieldSpec] = &[
    must("units", FieldKind::Units),
    must("duty", FieldKind::Text),
    may("verbs", FieldKind::List),
    may("with_units", FieldKind::Units),
    may("deadline", FieldKind::Time),
];
const CAMPAIGN: &[FieldSpec] = &[
    must("name", FieldKind::Line),
    must(
        "types",
        FieldKind::Choices(&[
            "phong_trao",
            "cuoc_van_dong",
            "giai_thuong",
            "hoi_thao",
            "hoi_nghi",
            "chuong_trinh",
            "cuoc_thi",
            "ngay_hoi",
            "le_ky_niem",
            "giai_the_thao",
            "de_an",
            "mo_hinh",
            "khau_hieu",
            "khac",
        ]),
    ),
];
const BUDGET: &[FieldSpec] = &[
    must("text", FieldKind::Text),
    may("scope", FieldKind::Text),
    may("sources", FieldKind::List),
    may("payers", FieldKind::Units),
];
const RECIPIENT: &[FieldSpec] = &[
    must("name", FieldKind::Units),
    may("purpose", FieldKind::Line),
    must("kind", FieldKind::Choice(&["recipient", "archive"])),
];
const SIGNATURE: &[FieldSpec] = &[
    may("authority", FieldKind::Line),
    may("title", FieldKind::Line),
    may("name", FieldKind::Line),
    may("agency", FieldKind::Line),
];
