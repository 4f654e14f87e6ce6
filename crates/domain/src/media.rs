//! Communications of a plan (truyền thông): kinds and states of items, which step is possible when, what a plan's words
//! propose, and the few marks that the text of an item may carry.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A word that names nothing here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names nothing of communications")]
pub struct NotMedia;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// All of them, in the order people read them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The word stored and sent.
            pub const fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }

        impl FromStr for $name {
            type Err = NotMedia;

            fn from_str(word: &str) -> Result<Self, NotMedia> {
                Self::ALL.iter().copied().find(|one| one.word() == word).ok_or(NotMedia)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

words! {
    /// When an item is told, seen from what the plan is about.
    MediaPhase,
    /// Trước.
    Before = "before",
    /// Trong.
    During = "during",
    /// Sau.
    After = "after",
}

words! {
    /// What an item is.
    MediaKind,
    /// Tin.
    News = "news",
    /// Bài viết.
    Article = "article",
    /// Phóng sự.
    Report = "report",
    /// Thông cáo báo chí.
    Release = "release",
    /// Ảnh, chùm ảnh.
    Photo = "photo",
    /// Video.
    Video = "video",
    /// Đồ họa thông tin.
    Infographic = "infographic",
    /// Bài mạng xã hội.
    Post = "post",
    /// Another one.
    Other = "other",
}

words! {
    /// Where an item is told.
    MediaChannel,
    /// Cổng, trang thông tin điện tử.
    Portal = "portal",
    /// Báo in, báo điện tử.
    Press = "press",
    /// Truyền hình.
    Television = "television",
    /// Phát thanh.
    Radio = "radio",
    /// Mạng xã hội.
    Social = "social",
    /// Bản tin nội bộ.
    Bulletin = "bulletin",
    /// Another one.
    Other = "other",
}

words! {
    /// Where an item stands.
    MediaState,
    /// Ý tưởng.
    Idea = "idea",
    /// Đang viết.
    Writing = "writing",
    /// Chờ duyệt.
    Submitted = "submitted",
    /// Đã duyệt.
    Approved = "approved",
    /// Đã đăng.
    Published = "published",
    /// Đã gỡ: it was published and is not shown any more.
    Removed = "removed",
    /// Bỏ.
    Dropped = "dropped",
}

impl MediaState {
    /// Whether its day still matters: nobody is late with what is out, taken down or dropped.
    pub const fn is_due(self) -> bool {
        matches!(self, MediaState::Idea | MediaState::Writing | MediaState::Submitted | MediaState::Approved)
    }
}

/// What can be done to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaStep {
    /// Change its text or what it is.
    Change,
    /// Ask the leader for approval.
    Submit,
    /// Take it back from the leader.
    Withdraw,
    /// Send it back with a reason.
    Return,
    /// Approve this very text.
    Approve,
    /// Tell that it is out.
    Publish,
    /// Write it anew after it was out.
    Correct,
    /// Take it down.
    Remove,
    /// Give it up.
    Drop,
    /// Take it up again.
    Reopen,
}

impl MediaStep {
    /// All steps.
    pub const ALL: [MediaStep; 10] = [
        MediaStep::Change,
        MediaStep::Submit,
        MediaStep::Withdraw,
        MediaStep::Return,
        MediaStep::Approve,
        MediaStep::Publish,
        MediaStep::Correct,
        MediaStep::Remove,
        MediaStep::Drop,
        MediaStep::Reopen,
    ];

    /// The state after the step; none when it is not possible in `state`. `is_out`: a version of it is published.
    pub const fn from(self, state: MediaState, is_out: bool) -> Option<MediaState> {
        use MediaState::{Approved, Dropped, Idea, Published, Removed, Submitted, Writing};
        match (self, state) {
            (MediaStep::Change | MediaStep::Withdraw, Idea | Writing | Approved) => match self {
                MediaStep::Change => Some(state),
                _ => None,
            },
            (MediaStep::Submit, Idea | Writing) => Some(Submitted),
            (MediaStep::Withdraw | MediaStep::Return, Submitted) => Some(Writing),
            (MediaStep::Approve, Submitted) => Some(Approved),
            (MediaStep::Publish, Approved) => Some(Published),
            (MediaStep::Correct, Published | Removed) | (MediaStep::Reopen, Dropped) => Some(Writing),
            (MediaStep::Remove, Published) => Some(Removed),
            // What is being corrected can be taken down as well; what was written stays.
            (MediaStep::Remove, Writing | Submitted | Approved) if is_out => Some(state),
            (MediaStep::Drop, Idea | Writing | Submitted | Approved) if !is_out => Some(Dropped),
            _ => None,
        }
    }
}

/// Words of a plan that speak of communications, as they are printed in lower case. "Truyền thống" and "thông tin và truyền
/// thông" (a department's name) are something else.
const SPEAKS: [&str; 9] = [
    "truyền thông",
    "tuyên truyền",
    "báo chí",
    "đưa tin",
    "phóng sự",
    "thông cáo",
    "quảng bá",
    "cổng thông tin điện tử",
    "họp báo",
];

/// What somebody might want to plan because a clause speaks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// The word that spoke.
    pub word: &'static str,
    /// The phase its words point to; before when they point to none or to all.
    pub phase: MediaPhase,
}

/// Looks whether a clause speaks of communications.
pub fn suggest(text: &str) -> Option<Suggested> {
    let lower = crate::text::nfc(text).to_lowercase();
    let told = lower.replace("thông tin và truyền thông", " ");
    let word = SPEAKS.into_iter().find(|word| told.contains(word))?;
    let (before, after) = (told.contains("trước"), told.contains("sau ") || told.contains("kết quả"));
    let during = told.contains("trong thời gian") || told.contains("trực tiếp") || told.contains("diễn ra");
    let phase = match (before, during, after) {
        (false, false, true) => MediaPhase::After,
        (false, true, _) => MediaPhase::During,
        _ => MediaPhase::Before,
    };
    Some(Suggested { word, phase })
}

/// A piece of a line: words, or a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Run {
    /// The words.
    pub text: String,
    /// Where they lead.
    pub href: Option<String>,
}

/// A part of a text. Nothing else can come out of what people type: no markup of theirs reaches a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Block {
    /// heading, paragraph or item (of a list).
    pub kind: &'static str,
    /// Its words.
    pub runs: Vec<Run>,
}

/// Reads a typed text: each line is a paragraph, "## " begins a heading, "- " an item of a list, and addresses of the web,
/// bare or as "[words](address)", become links.
pub fn blocks(text: &str) -> Vec<Block> {
    let line = |line: &str| {
        let line = line.trim();
        let (kind, words) = match (line.strip_prefix("## "), line.strip_prefix("- ")) {
            (Some(words), _) => ("heading", words),
            (_, Some(words)) => ("item", words),
            _ => ("paragraph", line),
        };
        Block { kind, runs: runs(words.trim()) }
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(line).collect()
}

/// The words of a line without marks, for lists and heads of pages.
pub fn plain(text: &str) -> String {
    let words = |block: Block| block.runs.into_iter().map(|run| run.text).collect::<String>();
    blocks(text).into_iter().map(words).collect::<Vec<_>>().join(" ")
}

/// Whether a text is the address of a page of the web and nothing more.
pub fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.chars().next().is_some_and(char::is_alphanumeric)
            && rest.split('/').next().is_some_and(|host| host.contains('.'))
            && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'`\\{}".contains(c))
    })
}

fn runs(line: &str) -> Vec<Run> {
    let mut all: Vec<Run> = Vec::new();
    let mut rest = line;
    while let Some((before, link, after)) = next_link(rest) {
        push_words(&mut all, before);
        all.push(link);
        rest = after;
    }
    push_words(&mut all, rest);
    all
}

fn push_words(all: &mut Vec<Run>, words: &str) {
    if !words.is_empty() {
        all.push(Run { text: words.to_owned(), href: None });
    }
}

/// The first link of a line, with what stands before and after it.
fn next_link(line: &str) -> Option<(&str, Run, &str)> {
    for (at, c) in line.char_indices() {
        let here = &line[at..];
        let found = if c == '[' {
            named_link(here)
        } else if here.starts_with("http://") || here.starts_with("https://") {
            bare_link(here)
        } else {
            None
        };
        if let Some((link, length)) = found {
            return Some((&line[..at], link, &line[at + length..]));
        }
    }
    None
}

fn named_link(here: &str) -> Option<(Run, usize)> {
    let middle = here.find("](")?;
    let end = middle + here[middle..].find(')')?;
    let (words, address) = (&here[1..middle], &here[middle + 2..end]);
    let is_link = !words.trim().is_empty() && !words.contains('[') && is_address(address);
    is_link.then(|| (Run { text: words.to_owned(), href: Some(address.to_owned()) }, end + 1))
}

fn bare_link(here: &str) -> Option<(Run, usize)> {
    let end = here.find(|c: char| c.is_whitespace() || "<>\"'`\\{}".contains(c)).unwrap_or(here.len());
    // A sentence goes on after the address.
    let address = here[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    is_address(address)
        .then(|| (Run { text: address.to_owned(), href: Some(address.to_owned()) }, address.len()))
}

/// Words of a title in an address: folded letters and digits with hyphens between, at most `n_max` signs.
pub fn slug(text: &str, n_max: usize) -> String {
    let folded = crate::text::key(text);
    let mut out = String::new();
    for word in folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if out.len() + word.len() + 1 > n_max {
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(word);
    }
    if out.is_empty() { "tin".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_plan_speaks_of_communications_and_not_of_traditions_or_departments() {
        let cases = [
            ("Tổ chức tuyên truyền trước, trong và sau Hội nghị", Some(MediaPhase::Before)),
            ("Đưa tin kết quả Chương trình trên Cổng thông tin điện tử", Some(MediaPhase::After)),
            ("Báo Giáo dục và Thời đại truyền thông, phát trực tiếp", Some(MediaPhase::During)),
            ("Phối hợp các cơ quan BÁO CHÍ", Some(MediaPhase::Before)),
            ("Phát huy truyền thống hiếu học", None),
            ("Sở Thông tin và Truyền thông phối hợp đường truyền", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(suggest(text).map(|one| one.phase), expected, "{text}");
        }
    }

    #[test]
    fn a_text_becomes_headings_paragraphs_items_and_links_and_nothing_else() {
        let text = "## Mở đầu\n\nXem https://moet.gov.vn/tin. Và [kế hoạch](https://so.vn/kh).\n- một\n<script>alert(1)</script>\n[x](javascript:alert(1))";
        let kinds: Vec<_> = blocks(text).into_iter().map(|block| block.kind).collect();
        assert_eq!(kinds, ["heading", "paragraph", "item", "paragraph", "paragraph"]);
        let second = &blocks(text)[1].runs;
        let links: Vec<_> = second.iter().filter_map(|run| run.href.as_deref()).collect();
        assert_eq!(links, ["https://moet.gov.vn/tin", "https://so.vn/kh"]);
        assert_eq!(second[2].text, ". Và ");
        assert!(blocks(text)[4].runs.iter().all(|run| run.href.is_none()));
        assert_eq!(plain("## Một\nhai [ba](https://a.vn/b)"), "Một hai ba");
    }

    #[test]
    fn slugs_are_short_and_plain() {
        assert_eq!(slug("Bộ trưởng gặp gỡ: 1.200 nhà giáo!", 60), "bo-truong-gap-go-1-200-nha-giao");
        assert_eq!(slug("Bộ trưởng gặp gỡ", 12), "bo-truong");
        assert_eq!(slug("…", 12), "tin");
    }

    #[test]
    fn steps_lead_from_an_idea_to_the_public_and_back_with_a_reason() {
        use MediaState::{Approved, Idea, Published, Removed, Submitted, Writing};
        let way = [
            (MediaStep::Submit, Idea, Submitted),
            (MediaStep::Return, Submitted, Writing),
            (MediaStep::Submit, Writing, Submitted),
            (MediaStep::Approve, Submitted, Approved),
            (MediaStep::Publish, Approved, Published),
            (MediaStep::Correct, Published, Writing),
            (MediaStep::Remove, Published, Removed),
        ];
        for (step, from, to) in way {
            assert_eq!(step.from(from, from == Published), Some(to), "{step:?}");
        }
        // Nobody publishes what is not approved, and nobody changes what a leader is reading.
        for state in MediaState::ALL {
            let may = MediaStep::Publish.from(*state, false).is_some();
            assert_eq!(may, *state == Approved, "{state}");
        }
        assert_eq!(MediaStep::Change.from(Submitted, false), None);
        assert_eq!(MediaStep::Withdraw.from(Approved, false), None);
        assert_eq!(MediaStep::Drop.from(Writing, true), None);
    }

    proptest! {
        #[test]
        fn no_text_loses_a_word_or_leads_anywhere_but_to_the_web(text in "[\\PC\n]{0,200}", tail in "(\\[a\\]\\(|https?://|[(\\[\\])a. ]){0,20}") {
            for block in blocks(&format!("{text}{tail}")) {
                for run in block.runs {
                    if let Some(href) = run.href {
                        prop_assert!(is_address(&href), "{href}");
                    }
                }
            }
        }

        #[test]
        fn slugs_hold_letters_digits_and_hyphens(text in "\\PC{0,80}", n in 1usize..80) {
            let slug = slug(&text, n);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(slug == "tin" || slug.len() <= n);
        }
    }
}
