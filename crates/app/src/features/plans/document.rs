//! The document behind a plan: the reviewed draft and the source lines, kept as JSON in the plan's row.

use super::pages::{AimView, CampaignView, EditionView, SignatureView, TextItem, TextLine};
use domain::source::Source;
use draft::{Draft, Kind, Value};
use std::collections::BTreeMap;
use tables::plan;
use web::Error;

/// Longest words of an item beside the text, in letters.
const WORD_LETTERS_MAX: usize = 70;

/// What the tables do not hold.
#[derive(Debug, Default)]
pub struct Parts {
    /// Purposes and requirements.
    pub aims: Vec<AimView>,
    /// Movements, awards, programmes.
    pub campaigns: Vec<CampaignView>,
    /// Signers.
    pub signatures: Vec<SignatureView>,
}

fn draft(plan: &plan::Model) -> Result<Draft, Error> {
    serde_json::from_str(&plan.document).map_err(Error::unexpected)
}

fn source(plan: &plan::Model) -> Result<Source, Error> {
    serde_json::from_str(&plan.source).map_err(Error::unexpected)
}

/// The word that a small enum is written as.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Aims, campaigns, signatures.
pub fn of(plan: &plan::Model) -> Result<Parts, Error> {
    let draft = draft(plan)?;
    let mut parts = Parts::default();
    for item in draft.items.iter().filter(|i| !i.removed) {
        match &item.value {
            Value::Aim(aim) => parts.aims.push(AimView {
                kind: word(&aim.kind),
                text: aim.text.clone(),
                line: aim.span.start_line,
            }),
            Value::Campaign(campaign) => parts.campaigns.push(CampaignView {
                name: campaign.name.clone(),
                types: campaign.types.iter().map(word).collect(),
                editions: campaign
                    .editions
                    .iter()
                    .map(|e| EditionView { edition: e.edition, year: e.year })
                    .collect(),
                lines: campaign.mentions.iter().map(|m| m.start_line).collect(),
            }),
            Value::Signature(signature) => parts.signatures.push(SignatureView {
                authority: signature.authority.clone(),
                title: signature.title.clone(),
                name: signature.name.clone(),
                agency: signature.agency.clone(),
                line: signature.span.start_line,
            }),
            _ => {}
        }
    }
    Ok(parts)
}

/// Number of source lines, without reading them all into values.
pub fn n_lines(plan: &plan::Model) -> u64 {
    #[derive(serde::Deserialize)]
    struct Lines {
        lines: Vec<serde::de::IgnoredAny>,
    }
    serde_json::from_str::<Lines>(&plan.source).map_or(0, |s| s.lines.len() as u64)
}

/// The source lines with what was read from each.
pub fn lines(plan: &plan::Model) -> Result<Vec<TextLine>, Error> {
    let source = source(plan)?;
    let mut beside = items_by_line(plan, &draft(plan)?);
    let mut lines: Vec<TextLine> = Vec::with_capacity(source.lines.len());
    for (index, line) in source.lines.into_iter().enumerate() {
        let n = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        let is_blank = line.text.trim().is_empty();
        if is_blank {
            if lines.last().is_some_and(|l| l.kind != "gap") {
                lines.push(TextLine {
                    n,
                    kind: "gap",
                    look: None,
                    text: String::new(),
                    cells: vec![],
                    items: vec![],
                });
            }
            continue;
        }
        let cells = line.cells.unwrap_or_else(|| tabbed(&line.text));
        let look = if line.look.centred {
            Some("center")
        } else if line.look.bold || line.look.heading > 0 {
            Some("strong")
        } else {
            None
        };
        let kind = if cells.len() > 1 { "row" } else { "text" };
        lines.push(TextLine {
            n,
            kind,
            look,
            text: line.text,
            cells,
            items: beside.remove(&n).unwrap_or_default(),
        });
    }
    Ok(lines)
}

/// A row of a text file: cells between tabs.
fn tabbed(text: &str) -> Vec<String> {
    if text.contains('\t') { text.split('\t').map(|c| c.trim().to_owned()).collect() } else { Vec::new() }
}

fn items_by_line(plan: &plan::Model, draft: &Draft) -> BTreeMap<u32, Vec<TextItem>> {
    let mut out: BTreeMap<u32, Vec<TextItem>> = BTreeMap::new();
    for item in draft.items.iter().filter(|i| !i.removed) {
        let kind = item.value.kind();
        let at = item.value.span().start_line;
        if at == 0 || kind == Kind::Head {
            continue;
        }
        let href = match kind {
            Kind::Session | Kind::Venue | Kind::Participants => format!("/plans/{}/sessions", plan.id),
            Kind::Budget => format!("/plans/{}/budget", plan.id),
            Kind::Recipient | Kind::Signature => format!("/plans/{}/recipients", plan.id),
            Kind::Task | Kind::Duty => {
                format!("/plans/{}/work?q={}", plan.id, first_words(item.value.title()))
            }
            _ => format!("/plans/{}", plan.id),
        };
        let text = TextItem { kind: kind.word(), word: cut(item.value.title()), href };
        out.entry(at).or_default().push(text);
    }
    out
}

/// A few folded words find the item again; folded words need no encoding but spaces.
fn first_words(title: &str) -> String {
    let folded = domain::text::key(title);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).take(6);
    words.collect::<Vec<_>>().join("+")
}

fn cut(text: &str) -> String {
    if text.chars().count() <= WORD_LETTERS_MAX {
        return text.to_owned();
    }
    let head: String = text.chars().take(WORD_LETTERS_MAX - 1).collect();
    format!("{}…", head.trim_end())
}
