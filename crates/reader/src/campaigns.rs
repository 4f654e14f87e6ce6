//! Named movements, campaigns, awards, programmes, workshops and competitions, one item per name with all its mentions.
//!
//! A name stands in quotes after the noun that tells its type ("phong trào thi đua “Hai tốt”"); a list of quoted names
//! shares the noun before the first. Without quotes only the event that the plan is about, or one with an edition
//! ("Liên hoan … lần thứ VIII năm 2025"), is sure to be a name.

mod editions;
mod names;
mod quotes;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use crate::abbreviations::SpanOf;
use crate::plan::{Campaign, CampaignType, Edition, Header, Span};
use crate::text::{Doc, Zone};

/// One mention of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The name without quotes.
    pub name: String,
    /// Types that the noun before it allows.
    pub types: Vec<CampaignType>,
    /// In quotes.
    pub quoted: bool,
    /// "lần thứ 7 năm 2023".
    pub edition: Option<Edition>,
    /// Where.
    pub span: Span,
}

/// Shorter names differ by one word and mean two things ("Lớp học số", "Thư viện số").
const LOOSE_WORDS_MIN: usize = 5;
/// A document names no more campaigns than this; what comes after is not looked at, so that time stays bounded.
const CAMPAIGNS_MAX: usize = 300;
/// Names whose words agree at least this much are one name printed in two ways.
const SAME_NAME_SHARE: f64 = 0.87;

/// Finds the named campaigns of a document.
pub fn find(doc: &Doc, header: &Header) -> Vec<Campaign> {
    let mut out: Vec<Campaign> = Vec::new();
    let mut known = Known::default();
    let zones = [Zone::Head, Zone::Preamble, Zone::Body, Zone::Closing];
    let running = doc
        .paragraphs
        .iter()
        .filter(|p| zones.contains(&p.zone))
        .map(|p| (p.text.as_str(), SpanOf::Paragraph(p)));
    let rows = doc.tables.iter().filter(|t| t.zone == Zone::Body).flat_map(|t| &t.rows);
    let cells = rows.flat_map(|r| r.cells.iter().map(move |c| (c.as_str(), SpanOf::Line(r.line))));
    let texts: Vec<(&str, SpanOf)> = running.chain(cells).collect();
    for (text, span_of) in &texts {
        for mention in quotes::mentions(text, *span_of) {
            add(&mut out, &mut known, mention);
        }
    }
    let subject = header.subject.as_ref().map(|s| s.text.as_str()).unwrap_or_default();
    for mention in names::mentions(&texts, subject) {
        add(&mut out, &mut known, mention);
    }
    let lows: Vec<(String, SpanOf)> =
        texts.iter().map(|(text, span_of)| (crate::words::low(text), *span_of)).collect();
    for campaign in &mut out {
        mention_everywhere(campaign, &lows);
        campaign.editions = editions::tidy(std::mem::take(&mut campaign.editions));
    }
    out
}

fn add(out: &mut Vec<Campaign>, known: &mut Known, mention: Mention) {
    let is_full = out.len() >= CAMPAIGNS_MAX;
    match known.find(&mention.name).and_then(|at| out.get_mut(at)) {
        Some(old) => {
            let is_new = old.name != mention.name && !old.variants.contains(&mention.name);
            if is_new && mention.quoted == old.quoted {
                old.variants.push(mention.name);
            }
            for kind in mention.types {
                if !old.types.contains(&kind) {
                    old.types.push(kind);
                }
            }
            old.editions.extend(mention.edition);
            old.mentions.push(mention.span);
        }
        None if is_full => {}
        None => {
            known.add(&mention.name, out.len());
            out.push(Campaign {
                name: mention.name,
                types: mention.types,
                quoted: mention.quoted,
                editions: mention.edition.into_iter().collect(),
                variants: Vec::new(),
                mentions: vec![mention.span],
            });
        }
    }
}

/// The names found so far, by their words.
#[derive(Default)]
struct Known {
    exact: HashMap<Vec<String>, usize>,
    /// Names long enough to be compared loosely.
    long: Vec<(Vec<String>, usize)>,
}

impl Known {
    fn add(&mut self, name: &str, at: usize) {
        let words = name_words(name);
        if words.len() >= LOOSE_WORDS_MIN {
            self.long.push((words.clone(), at));
        }
        self.exact.insert(words, at);
    }

    fn find(&self, name: &str) -> Option<usize> {
        let words = name_words(name);
        let near = || {
            let long = words.len() >= LOOSE_WORDS_MIN;
            self.long.iter().filter(|_| long).find(|(other, _)| are_near(other, &words)).map(|(_, at)| *at)
        };
        self.exact.get(&words).copied().or_else(near)
    }
}

fn name_words(name: &str) -> Vec<String> {
    let low = crate::words::low(name);
    low.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Nearly the same words, in two names of some length.
fn are_near(a: &[String], b: &[String]) -> bool {
    let total = a.len() + b.len();
    // The shorter cannot share more words than it has.
    if 2.0 * count(a.len().min(b.len())) < SAME_NAME_SHARE * count(total) {
        return false;
    }
    let common = a.iter().filter(|w| b.contains(w)).count().min(b.iter().filter(|w| a.contains(w)).count());
    2.0 * count(common) >= SAME_NAME_SHARE * count(total)
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Adds the lines that print the name once more, with or without quotes.
fn mention_everywhere(campaign: &mut Campaign, lows: &[(String, SpanOf)]) {
    let name = crate::words::low(&campaign.name);
    if crate::words::words(&name) >= 3 {
        for (low, span_of) in lows {
            for at in crate::words::find_words(low, &name) {
                campaign.mentions.push(span_of.span(&(at..at + name.len())));
                campaign.editions.extend(editions::edition("", &low[at + name.len()..]));
            }
        }
    }
    campaign.mentions.sort_unstable();
    campaign.mentions.dedup();
}
