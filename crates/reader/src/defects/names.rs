//! Faults that show only across a document: one thing under two names, short forms mistyped or introduced twice.

use std::collections::{BTreeMap, HashMap};

use super::Text;
use super::acronyms::{SWAPPED_LETTERS_MIN, Uses, acronyms, ampersands, lost_stroke, swapped};
use super::spelling::initial;
use crate::abbreviations::introductions;
use crate::plan::{AbbreviationStatus, Defect, DefectType, Plan, Span};
/// Nouns that begin the name of a unit whose rest is then abbreviated ("Cục NGCB").
const UNIT_NOUNS: [&str; 18] = [
    "cục",
    "vụ",
    "sở",
    "bộ",
    "ban",
    "phòng",
    "trung tâm",
    "viện",
    "trường",
    "công đoàn",
    "hội",
    "liên đoàn",
    "chi cục",
    "tổng cục",
    "quỹ",
    "báo",
    "văn phòng",
    "học viện",
];
/// Short forms that stand for their full names everywhere, so that mixing both is no fault.
const EVERYDAY: [&str; 26] = [
    "GD&ĐT",
    "GDĐT",
    "GD-ĐT",
    "GDDT",
    "UBND",
    "HĐND",
    "LĐLĐ",
    "MTTQ",
    "UBMTTQ",
    "TW",
    "TP",
    "BCH",
    "BTV",
    "VHTTDL",
    "VHTT",
    "KHCN",
    "KH&CN",
    "NN&MT",
    "TT&TT",
    "KH&ĐT",
    "TN&MT",
    "LĐTBXH",
    "LĐ-TB&XH",
    "NN&PTNT",
    "YT",
    "THPT",
];

/// Finds the faults of names.
pub(super) fn find(texts: &[Text], plan: &Plan, out: &mut Vec<Defect>) {
    let uses = acronyms(texts);
    swapped(&uses, out);
    lost_stroke(&uses, texts, plan, out);
    ampersands(&uses, texts, out);
    short_units(&uses, texts, plan, out);
    redundant(texts, out);
    campaign_names(plan, out);
    own_agency(&uses, texts, plan, out);
}

/// "Cục NGCB" in a document that also writes "Cục Nhà giáo và Cán bộ quản lý giáo dục" and never says that both are one.
fn short_units(uses: &Uses, texts: &[Text], plan: &Plan, out: &mut Vec<Defect>) {
    let introduced = |short: &str| {
        plan.abbreviations.iter().any(|a| {
            a.full.is_some() && crate::abbreviations::key(&a.short) == crate::abbreviations::key(short)
        })
    };
    let mut found: BTreeMap<(u32, String), (Span, String)> = BTreeMap::new();
    for short in
        uses.keys().filter(|s| s.chars().count() >= 3 && !EVERYDAY.contains(&s.as_str()) && !introduced(s))
    {
        let mut by_noun: HashMap<String, Vec<Span>> = HashMap::new();
        // Recipients are abbreviated by habit.
        for one in uses[short].iter().filter(|one| texts[one.text].zone != crate::text::Zone::Tail) {
            if let Some(noun) = texts[one.text].unit_noun_before(one.at) {
                by_noun.entry(noun).or_default().push(one.span);
            }
        }
        for (noun, spans) in by_noun {
            let Some(full) = texts.iter().find_map(|t| t.full_name(&noun, short)) else { continue };
            let lines = Span::new(
                spans.iter().map(|s| s.start_line).min().unwrap_or(1),
                spans.iter().map(|s| s.end_line).max().unwrap_or(1),
            );
            found.insert((lines.start_line, format!("{noun} {short}")), (lines, full));
        }
    }
    out.extend(found.into_iter().map(|((_, text), (span, full))| {
        defect(DefectType::InconsistentName, &text, Some(full), None, span)
    }));
}

/// The document's own issuer under a short form that is introduced nowhere: "CĐGD Hà Nội" for "Công đoàn ngành Giáo dục Hà Nội".
fn own_agency(uses: &Uses, texts: &[Text], plan: &Plan, out: &mut Vec<Defect>) {
    let introduced = |short: &str| {
        plan.abbreviations.iter().any(|a| {
            a.full.is_some() && crate::abbreviations::key(&a.short) == crate::abbreviations::key(short)
        })
    };
    for (short, places) in uses.iter().filter(|(s, _)| {
        s.chars().count() >= SWAPPED_LETTERS_MIN && !EVERYDAY.contains(&s.as_str()) && !introduced(s)
    }) {
        for agency in &plan.header.issuing_agencies {
            // "Ban Thường vụ |Công đoàn ngành Giáo dục Hà Nội|": the body begins at a later capital.
            let bodies = agency
                .name
                .match_indices(' ')
                .map(|(at, _)| &agency.name[at + 1..])
                .chain([agency.name.as_str()]);
            for body in bodies.filter(|body| crate::words::starts_capital(body)) {
                let Some(rest) = rest_of_name(body, short).filter(|rest| !rest.is_empty()) else { continue };
                let printed = format!("{short}{rest}");
                if let Some(place) =
                    places.iter().find(|one| texts[one.text].text[one.at..].starts_with(&printed))
                {
                    out.push(defect(
                        DefectType::InconsistentName,
                        &printed,
                        Some(body.to_owned()),
                        None,
                        place.span,
                    ));
                }
            }
        }
    }
}

/// " Hà Nội": what follows in a name after the words that a short form abbreviates.
fn rest_of_name(name: &str, short: &str) -> Option<String> {
    const FILLERS: [&str; 6] = ["và", "của", "các", "về", "ngành", "-"];
    let mut letters = short.chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase);
    let mut next = letters.next();
    let mut rest = name;
    while let Some(letter) = next {
        let word = rest.split_whitespace().next()?;
        let low = crate::words::low(word);
        if initial(&low) == letter {
            next = letters.next();
        } else if !FILLERS.contains(&low.as_str()) {
            return None;
        }
        rest = rest.trim_start().strip_prefix(word)?;
    }
    Some(rest.to_owned())
}

/// "Bộ Giáo dục và Đào tạo (GD&ĐT)" introduced once more.
fn redundant(texts: &[Text], out: &mut Vec<Defect>) {
    let mut first: HashMap<String, (String, Span)> = HashMap::new();
    for text in texts {
        for found in introductions(text.text) {
            let span = text.span(&found.range);
            if found.status != AbbreviationStatus::Parenthesis {
                continue;
            }
            match first.get(&found.short) {
                Some((full, line)) if crate::words::low(full) == crate::words::low(&found.full) => {
                    let note = format!("đã giải thích ở dòng {}", line.start_line);
                    out.push(defect(
                        DefectType::RedundantDefinition,
                        &text.text[found.range.clone()],
                        Some(found.short.clone()),
                        Some(note),
                        span,
                    ));
                }
                Some(_) => {}
                None => {
                    first.insert(found.short, (found.full, span));
                }
            }
        }
    }
}

/// A programme whose name is printed in two ways.
fn campaign_names(plan: &Plan, out: &mut Vec<Defect>) {
    for campaign in plan.campaigns.iter().filter(|c| c.quoted) {
        for variant in &campaign.variants {
            if crate::words::low(variant) == crate::words::low(&campaign.name) {
                continue;
            }
            let last = campaign.mentions.last().copied().unwrap_or_default();
            out.push(defect(DefectType::InconsistentName, variant, Some(campaign.name.clone()), None, last));
        }
    }
}

pub(super) fn defect(
    kind: DefectType,
    text: &str,
    suggestion: Option<String>,
    note: Option<String>,
    span: Span,
) -> Defect {
    Defect { kind, text: text.to_owned(), suggestion, note, optional: false, span }
}

impl Text<'_> {
    /// Runs of words that stand together and begin with these letters, đ counting as d: their initials as printed.
    pub(super) fn runs_with_initials(&self, initials: &[char]) -> Vec<Vec<char>> {
        let plain = |c: char| if c == 'đ' { 'd' } else { c };
        self.words
            .windows(initials.len())
            .filter(|run| {
                run.iter().zip(initials).all(|(word, want)| plain(word.initial) == *want)
                    && run[1..].iter().all(|word| word.joined)
            })
            .map(|run| run.iter().map(|word| word.initial).collect())
            .collect()
    }

    /// The word before `at`, with its space, when it is capitalised ("Bộ ").
    pub(super) fn word_before(&self, at: usize) -> Option<String> {
        let before = self.text[..at].strip_suffix(' ')?;
        let word = &before[before.rfind(char::is_whitespace).map_or(0, |k| k + 1)..];
        crate::words::starts_capital(word).then(|| format!("{word} "))
    }

    /// The noun of a unit right before `at`, as printed.
    fn unit_noun_before(&self, at: usize) -> Option<String> {
        let before = self.text[..at].strip_suffix(' ')?;
        let low = &self.low[..before.len()];
        let noun =
            UNIT_NOUNS.iter().filter(|n| crate::words::ends_with_word(low, n)).max_by_key(|n| n.len())?;
        let printed = &before[before.len() - noun.len()..];
        crate::words::starts_capital(printed).then(|| printed.to_owned())
    }

    /// "Cục Nhà giáo và Cán bộ quản lý giáo dục" for "Cục" and "NGCB": the words after the noun begin with the letters.
    fn full_name(&self, noun: &str, short: &str) -> Option<String> {
        const FILLERS: [&str; 4] = ["và", "của", "các", "về"];
        let wanted: Vec<char> =
            short.chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect();
        let noun_words = noun.split(' ').count();
        let noun_low = crate::words::low(noun);
        (0..self.words.len()).find_map(|i| {
            let head = self.words.get(i..i + noun_words)?;
            let printed = &self.text[head[0].range.start..head[noun_words - 1].range.end];
            let is_noun = head.iter().map(|word| word.low.as_str()).eq(noun_low.split(' '));
            if !is_noun || !crate::words::starts_capital(printed) {
                return None;
            }
            let mut at = i + noun_words;
            let mut end = at;
            let mut letters = wanted.iter();
            let mut next = letters.next();
            while let (Some(letter), Some(word)) = (next, self.words.get(at)) {
                if !word.joined {
                    break;
                }
                if word.initial == *letter {
                    next = letters.next();
                    end = at + 1;
                } else if !FILLERS.contains(&word.low.as_str()) {
                    break;
                }
                at += 1;
            }
            // Every letter must be used, and the name begins with a capital of its own.
            let own = self.words.get(i + noun_words)?;
            let named = self.text[own.range.clone()].starts_with(char::is_uppercase);
            let is_acronym = self.text[own.range.clone()].chars().all(char::is_uppercase);
            (next.is_none() && named && !is_acronym && end > i + noun_words)
                .then(|| self.to_name_end(head[0].range.start, end))
        })
    }

    /// The name from byte `start` to word `end`, with the lower-case words that still belong to it.
    fn to_name_end(&self, start: usize, end: usize) -> String {
        let mut last = end - 1;
        while let Some(word) = self.words.get(last + 1) {
            let goes_on = word.joined
                && super::spelling::is_pair(&self.words[last].low, &word.low)
                && !is_verb(&word.low);
            let pair = self
                .words
                .get(last + 2)
                .is_some_and(|w| w.joined && super::spelling::is_pair(&word.low, &w.low));
            if !(goes_on
                || (word.joined && pair && word.low == "quản")
                || (word.joined && pair && word.low == "giáo"))
            {
                break;
            }
            last += 1;
        }
        self.text[start..self.words[last].range.end].to_owned()
    }
}

fn is_verb(low: &str) -> bool {
    matches!(low, "chủ" | "phối" | "tổ" | "thực" | "tham" | "báo" | "hướng" | "chỉ" | "xây" | "ban" | "triển")
}
