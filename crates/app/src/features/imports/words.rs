//! What the review says about a draft: titles of items and of places to look at, words of fields and choices, in the
//! reader's language. The keys are in `locales/*/imports.ftl`.

use draft::{Draft, FieldKind, Issue, IssueKind, IssueState, Kind, Severity};
use reader::plan::DefectType;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Context, args};

/// Longest quotation of the source in a title, in letters.
const QUOTE_LETTERS_MAX: usize = 90;

/// A place to look at, as the page shows it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LookView {
    /// "i4".
    pub id: String,
    /// watch or late.
    pub family: &'static str,
    /// What it is about, one line.
    pub title: String,
    /// The first source line.
    pub line: u32,
    /// The item or field it concerns.
    pub path: String,
    /// One more sentence.
    pub text: Option<String>,
    /// As printed.
    pub old: Option<String>,
    /// The mend.
    pub new: Option<String>,
    /// Units to choose from.
    pub candidates: Vec<WayView>,
    /// The word of accepting.
    pub accept_word: String,
    /// Word of the button that opens the value it is about, or adds it where it is missing.
    pub edit_word: String,
    /// Whether leaving it is another act than accepting.
    pub can_skip: bool,
    /// Small: holds nothing up.
    pub is_small: bool,
    /// Whether accepting a small one would change any item.
    pub can_mend: bool,
    /// open, accepted, skipped, noted.
    pub state: &'static str,
    /// What became of it.
    pub state_word: Option<String>,
}

/// A unit to choose.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WayView {
    /// Id of the unit.
    pub value: String,
    /// Its name.
    pub word: String,
    /// Where it belongs.
    pub more: Option<String>,
}

/// The field that names an item.
pub fn main_field(kind: Kind) -> &'static str {
    match kind {
        Kind::Head => "subject",
        Kind::Basis => "number",
        Kind::Aim | Kind::Venue | Kind::Budget => "text",
        Kind::Session => "label",
        Kind::Participants => "members",
        Kind::Task => "task",
        Kind::Duty => "duty",
        Kind::Campaign | Kind::Recipient | Kind::Signature => "name",
    }
}

/// Shortens a text at the end of a word.
pub fn short(text: &str, letters_max: usize) -> String {
    if text.chars().count() <= letters_max {
        return text.to_owned();
    }
    let cut: String = text.chars().take(letters_max).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', '.', ' ']))
}

fn quote(text: &str) -> String {
    short(text.trim(), QUOTE_LETTERS_MAX)
}

/// The view of one place to look at.
pub fn look(context: &Context, draft: &Draft, issue: &Issue) -> LookView {
    let say = |key: &str| context.say(key, &args![]);
    let mut view = LookView {
        id: issue.id.clone(),
        family: if issue.severity == Severity::Wrong { "late" } else { "watch" },
        title: String::new(),
        line: issue.span.start_line.max(1),
        path: path_of(draft, issue),
        text: None,
        old: None,
        new: None,
        candidates: Vec::new(),
        accept_word: say("imports-accept-take"),
        edit_word: say("ui-edit-item"),
        can_skip: false,
        is_small: issue.severity == Severity::Small,
        can_mend: false,
        state: match issue.state {
            IssueState::Open => "open",
            IssueState::Accepted => "accepted",
            IssueState::Skipped => "skipped",
            IssueState::Noted => "noted",
        },
        state_word: None,
    };
    match &issue.kind {
        IssueKind::Unit { key } => unit(context, draft, key, &mut view),
        IssueKind::Missing { what } => {
            view.title = say(&format!("imports-missing-{what}"));
            view.text = Some(say(&format!("imports-missing-{what}-text")));
            view.accept_word = say("imports-accept-leave");
            if let Some(kind) = Kind::from_list(what) {
                view.edit_word = say(&format!("imports-add-{}", kind.word()));
            }
        }
        IssueKind::Unsure { reason, also } => {
            let name = issue.path.as_deref().and_then(|p| draft.item(p)).map_or("", |i| i.value.title());
            let kind =
                issue.path.as_deref().and_then(|p| draft.item(p)).map_or("task", |i| i.value.kind().word());
            view.title = match also.len() {
                0 => context.say(&format!("imports-unsure-{kind}"), &args![name = quote(name)]),
                n => context.say(&format!("imports-unsure-many-{kind}"), &args![n = n + 1]),
            };
            view.text = Some(reason_sentence(context, reason));
            view.accept_word = say("imports-accept-right");
        }
        IssueKind::Defect { defect, text, suggestion, note } => {
            view.title = context.say(&defect_key(*defect), &args![text = quote(text)]);
            if let Some(mend) = suggestion {
                view.old = Some(quote(text));
                view.new = Some(quote(mend));
                view.can_skip = true;
            } else {
                view.text = note.clone().or_else(|| Some(say("imports-defect-no-mend")));
                view.accept_word = say("imports-accept-leave");
            }
        }
    }
    if view.is_small {
        small(context, draft, issue, &mut view);
    }
    if !matches!(view.state, "open" | "noted") {
        let word = if view.state == "skipped" { "imports-left-as-is" } else { "imports-accepted" };
        view.state_word.get_or_insert_with(|| say(word));
    }
    view
}

/// A small defect says whether its mend is in the items, can be put there, or concerns none of them.
fn small(context: &Context, draft: &Draft, issue: &Issue, view: &mut LookView) {
    let say = |key: &str| context.say(key, &args![]);
    view.can_skip = false;
    view.can_mend = issue.state == IssueState::Noted && draft.would_mend(issue);
    view.accept_word = say("imports-accept-apply");
    match issue.state {
        IssueState::Accepted => view.state_word = Some(say("imports-small-applied")),
        IssueState::Noted if !view.can_mend => view.text = Some(say("imports-small-nowhere")),
        _ => {}
    }
}

fn unit(context: &Context, draft: &Draft, key: &str, view: &mut LookView) {
    let Some(found) = draft.units.get(key) else { return };
    view.title = context.say("imports-unit-which", &args![name = quote(&found.printed)]);
    view.candidates = found
        .candidates
        .iter()
        .map(|c| WayView {
            value: c.unit.clone(),
            word: c.name.clone(),
            more: (!c.place.is_empty()).then(|| context.say("imports-unit-of", &args![name = &c.place])),
        })
        .collect();
    if found.candidates.is_empty() {
        view.text = Some(context.say("imports-unit-unknown", &args![]));
        view.accept_word = context.say("imports-accept-leave", &args![]);
    } else {
        view.accept_word = context.say("imports-accept-choose", &args![]);
        view.can_skip = true;
    }
    if let Some(chosen) = &found.chosen
        && view.state == "accepted"
    {
        view.state_word = Some(context.say("imports-unit-chosen", &args![name = &chosen.name]));
    }
}

/// The field to edit for this place: its own, else that of the first item on its line.
fn path_of(draft: &Draft, issue: &Issue) -> String {
    if let Some(path) = &issue.path {
        let field = issue.field.as_deref().or_else(|| draft.item(path).map(|i| main_field(i.value.kind())));
        return field.map_or_else(|| path.clone(), |field| format!("{path}/{field}"));
    }
    // What is missing is added to its list, not written over what happens to stand on the last line.
    if let IssueKind::Missing { what } = &issue.kind
        && Kind::from_list(what).is_some()
    {
        return format!("/{what}");
    }
    let near = draft.items.iter().find(|item| {
        let span = item.value.span();
        !item.removed && span.start_line <= issue.span.end_line && issue.span.start_line <= span.end_line
    });
    near.map_or_else(String::new, |item| {
        let kind = item.value.kind();
        // An empty cell is filled where it is empty, not where the row has its name.
        let field = match (&issue.kind, kind) {
            (IssueKind::Defect { defect: DefectType::EmptyCell, .. }, Kind::Task) => "product",
            _ => main_field(kind),
        };
        format!("{}/{field}", item.path)
    })
}

/// Reasons that have a sentence of their own; a reason of a newer reader gets the general one.
const REASONS: [&str; 18] = [
    "unsure",
    "issuer_unsure",
    "title_missing",
    "marker_wrong",
    "unit_assumed",
    "unit_unsure",
    "partners_unsure",
    "verb_missing",
    "time_unread",
    "time_open",
    "lead_missing",
    "row_joined",
    "text_joined",
    "place_missing",
    "money_unsure",
    "name_missing",
    "name_unsure",
    "citation_incomplete",
];

fn reason_sentence(context: &Context, reason: &str) -> String {
    let known = REASONS.iter().find(|r| **r == reason).unwrap_or(&"unsure");
    context.say(&format!("imports-reason-{}", known.replace('_', "-")), &args![])
}

/// The key of the sentence that tells a misprint.
pub fn defect_key(defect: DefectType) -> String {
    let word = serde_json::to_value(defect).ok().and_then(|v| v.as_str().map(str::to_owned));
    format!("imports-defect-{}", word.unwrap_or_default().replace('_', "-"))
}

/// The word of a field in tables and forms.
pub fn field(context: &Context, kind: Kind, name: &str) -> String {
    context.say(&format!("imports-field-{}-{}", kind.word(), name.replace('_', "-")), &args![])
}

/// The words of the choices of a field: single words, or the whole set joined by "+".
pub fn choice(context: &Context, kind: Kind, field: &str, value: &str) -> String {
    let one = |word: &str| {
        context
            .say(&format!("imports-choice-{}-{}", field.replace('_', "-"), word.replace('_', "-")), &args![])
    };
    let _ = kind;
    let words: Vec<String> = value.split('+').map(one).collect();
    words.join(", ")
}

/// The value of a field as people read it: the words of a choice, else the text itself.
pub fn choice_of(context: &Context, kind: Kind, field: &str, value: &str) -> String {
    let spec = kind.fields().iter().find(|spec| spec.name == field);
    match spec.map(|spec| spec.kind) {
        Some(FieldKind::Choice(_) | FieldKind::Choices(_)) if !value.is_empty() => {
            choice(context, kind, field, value)
        }
        _ => value.to_owned(),
    }
}

/// The kind of an editable value as the page's script knows it.
pub fn edit_kind(kind: Kind, name: &str, of: FieldKind) -> &'static str {
    match of {
        // One name of one recipient is a text; its unit is chosen among the places to look at.
        FieldKind::Units if (kind, name) == (Kind::Recipient, "name") => "long",
        FieldKind::Line => "text",
        FieldKind::Text => "long",
        FieldKind::List => "lines",
        FieldKind::Units => "units",
        FieldKind::Time => "time",
        FieldKind::Day => "date",
        FieldKind::Choice(_) | FieldKind::Choices(_) => "choice",
    }
}
