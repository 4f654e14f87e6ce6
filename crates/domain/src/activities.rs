//! Activities (hoạt động) of units: what kind the words of a plan speak of, sessions, states and the steps between them,
//! lists of participants, and counts that add up. Knows no unit and no plan.

use crate::time::Moment;

/// A word that belongs to no activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this word belongs to no activity")]
pub struct NotAnActivity;

words! {
    NotAnActivity;
    /// What an activity is.
    ActivityKind,
    /// Tuyên truyền, phổ biến, quán triệt.
    Propaganda = "propaganda",
    /// Tập huấn, bồi dưỡng.
    Training = "training",
    /// Hội nghị.
    Conference = "conference",
    /// Hội thảo, tọa đàm.
    Workshop = "workshop",
    /// Giao lưu, hợp tác, trao đổi kinh nghiệm.
    Exchange = "exchange",
    /// Hội thi, hội thao, hội diễn.
    Contest = "contest",
    /// Kiểm tra, giám sát, khảo sát.
    Inspection = "inspection",
    /// Thăm hỏi, hỗ trợ, chăm lo.
    Care = "care",
    /// Another one.
    Other = "other",
}

words! {
    NotAnActivity;
    /// How people meet in a session.
    SessionForm,
    /// Trực tiếp.
    InPerson = "in_person",
    /// Trực tuyến.
    Online = "online",
    /// Trực tiếp kết hợp trực tuyến.
    Hybrid = "hybrid",
}

impl SessionForm {
    /// People come to a place.
    pub const fn needs_place(self) -> bool {
        matches!(self, SessionForm::InPerson | SessionForm::Hybrid)
    }

    /// People come to an address on the net.
    pub const fn needs_link(self) -> bool {
        matches!(self, SessionForm::Online | SessionForm::Hybrid)
    }
}

words! {
    NotAnActivity;
    /// How far an activity is.
    ActivityState,
    /// Being prepared; seen by the units that organise it.
    Draft = "draft",
    /// The units that take part know of it.
    Announced = "announced",
    /// Its sessions are over.
    Held = "held",
    /// Its results are written.
    Reported = "reported",
    /// It does not take place.
    Cancelled = "cancelled",
}

words! {
    NotAnActivity;
    /// What is done to a whole activity.
    ActivityStep,
    /// Tell the units.
    Announce = "announce",
    /// Say that its sessions are over.
    Hold = "hold",
    /// Back to announced: a session is still to come.
    Reopen = "reopen",
    /// Write its results, for the first time or again.
    Report = "report",
    /// Call it off.
    Cancel = "cancel",
    /// Throw a draft away.
    Remove = "remove",
}

impl ActivityState {
    /// Whether a step is possible in this state.
    pub const fn allows(self, step: ActivityStep) -> bool {
        use ActivityState::{Announced, Cancelled, Draft, Held, Reported};
        match step {
            ActivityStep::Announce | ActivityStep::Remove => matches!(self, Draft),
            ActivityStep::Hold | ActivityStep::Cancel => matches!(self, Announced),
            ActivityStep::Reopen => matches!(self, Held | Cancelled),
            ActivityStep::Report => matches!(self, Held | Reported),
        }
    }

    /// Whether sessions, participants and their attendance may still be written.
    pub const fn is_open(self) -> bool {
        matches!(self, ActivityState::Draft | ActivityState::Announced | ActivityState::Held)
    }

    /// Whether the units that take part may read it.
    pub const fn is_out(self) -> bool {
        !matches!(self, ActivityState::Draft)
    }
}

words! {
    NotAnActivity;
    /// What a unit that is asked said.
    AnswerState,
    /// Nothing yet.
    Waiting = "waiting",
    /// It named who comes, or said that it takes part.
    Coming = "coming",
    /// It does not take part, with a reason.
    Declined = "declined",
}

words! {
    NotAnActivity;
    /// The part of a partner outside.
    PartnerRole,
    /// Organises it together with the unit.
    Host = "host",
    /// Takes part.
    Guest = "guest",
}

words! {
    NotAnActivity;
    /// Whether a person was there.
    Presence,
    /// There.
    Present = "present",
    /// Not there, with a reason.
    Excused = "excused",
    /// Not there.
    Absent = "absent",
}

/// Words that speak of a kind, folded, each as a word of its own. The first kind that is spoken of earliest wins; kinds
/// that say what is done come before kinds that say where (a training session may be called a conference).
const SPOKEN: [(ActivityKind, &[&str]); 8] = [
    (ActivityKind::Training, &["tap huan", "boi duong", "mo lop", "dao tao boi duong"]),
    (ActivityKind::Workshop, &["hoi thao", "toa dam", "dien dan", "seminar"]),
    (
        ActivityKind::Contest,
        &[
            "hoi thi",
            "cuoc thi",
            "the duc the thao",
            "hoi dien",
            "hoi khoe",
            "giai thi dau",
            "giai the thao",
            "lien hoan",
            "ngay hoi",
            "van nghe",
            "giai bong",
            "giai cau",
        ],
    ),
    (
        ActivityKind::Conference,
        &[
            "hoi nghi",
            "so ket",
            "tong ket",
            "gap mat",
            "le ky niem",
            "le tuyen duong",
            "ton vinh",
            "dai hoi",
            "gap go",
        ],
    ),
    (
        ActivityKind::Exchange,
        &[
            "giao luu",
            "trao doi kinh nghiem",
            "hoc tap kinh nghiem",
            "hop tac voi",
            "hop tac quoc te",
            "giao luu hop tac",
            "lien ket voi",
            "thu do cac nuoc",
            "tinh ban",
            "tinh thanh ban",
            "phoi hop voi cac tinh",
        ],
    ),
    (ActivityKind::Inspection, &["kiem tra", "giam sat", "thanh tra", "khao sat"]),
    (
        ActivityKind::Care,
        &[
            "tham hoi",
            "tang qua",
            "tro cap",
            "ho tro doan vien",
            "ho tro nha giao",
            "kham suc khoe",
            "hoan canh kho khan",
            "cham lo",
            "tu thien",
            "nhan dao",
            "quyen gop",
            "ung ho",
        ],
    ),
    (
        ActivityKind::Propaganda,
        &[
            "tuyen truyen",
            "quan triet",
            "pho bien",
            "giao duc chinh tri",
            "hoc tap nghi quyet",
            "hoc tap va lam theo",
            "nghi quyet",
            "chi thi",
            "van dong",
        ],
    ),
];

/// The kind of activity that the words of a plan's item speak of; none when they speak of none. Accents do not matter.
pub fn propose(text: &str) -> Option<ActivityKind> {
    // Without accents a sports meeting (hội thao) reads like a workshop (hội thảo).
    let told_apart = crate::text::nfc(text).to_lowercase().replace("hội thao", "hội khỏe");
    let bare: String = told_apart.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    // A resolution of a congress is told to people; the congress itself is over.
    let folded = format!(" {} ", crate::text::key(&bare)).replace(" nghi quyet dai hoi ", " nghi quyet ");
    let at = |words: &&str| folded.find(&format!(" {words} "));
    let spoken = |(kind, words): &(ActivityKind, &[&str])| {
        let first = words.iter().filter_map(at).min()?;
        Some((first, *kind))
    };
    let found: Vec<(usize, ActivityKind)> = SPOKEN.iter().filter_map(spoken).collect();
    // "Tuyên truyền, tổ chức tập huấn" is a training: to tell people of something is part of most activities.
    let is_more = |kind: ActivityKind| !matches!(kind, ActivityKind::Propaganda);
    let chosen = found.iter().filter(|(_, kind)| is_more(*kind)).min_by_key(|(at, _)| *at);
    chosen.or(found.first()).map(|(_, kind)| *kind)
}

/// Whether two spans share a moment; ends are not part of a span.
pub fn overlaps(one: (Moment, Moment), other: (Moment, Moment)) -> bool {
    one.0 < other.1 && other.0 < one.1
}

/// Persons that can be named at once.
pub const PEOPLE_LINES_MAX: usize = 500;
/// Longest name or post, in letters.
pub const PERSON_LETTERS_MAX: usize = 120;

/// A line that names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrongLine {
    /// This line, from 1, has no name or is too long.
    Unread(usize),
    /// This line, from 1, names somebody a second time.
    Twice(usize),
    /// More lines than [`PEOPLE_LINES_MAX`].
    TooMany,
}

/// A participant as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Full name.
    pub name: String,
    /// Post; may be empty.
    pub position: String,
}

impl Named {
    /// By which it is known again: name and post without capitals. Marks count: Hùng and Hưng are two people.
    pub fn key(&self) -> String {
        let bare = |text: &str| {
            let text = crate::text::nfc(text).to_lowercase();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        format!("{}|{}", bare(&self.name), bare(&self.position))
    }

    /// In which it is searched: name and post without marks.
    pub fn search_key(&self) -> String {
        crate::text::key(&format!("{} {}", self.name, self.position))
    }
}

/// The headings of a table that was copied with its people.
fn is_heading(line: &str) -> bool {
    let mut words = line.split(['|', '\t', ';', ',']).map(|word| crate::text::key(word.trim()));
    let is_name = |word: &str| {
        ["ho ten", "ho va ten", "ho, ten", "ten", "ho va ten can bo", "full name", "name"].contains(&word)
    };
    let is_number = |word: &str| ["stt", "so tt", "tt", "no", "#"].contains(&word);
    let Some(first) = words.next() else { return false };
    is_name(&first) || (is_number(&first) && words.next().is_none_or(|second| is_name(&second)))
}

/// Reads lines "full name | post": parted by "|", ";", a tab or the first comma. Numbers at the beginning are left out.
pub fn read_people(text: &str) -> Result<Vec<Named>, WrongLine> {
    let mut found: Vec<Named> = Vec::new();
    let mut keys = std::collections::BTreeSet::new();
    for (at, line) in text.lines().enumerate() {
        let at = at + 1;
        let line = crate::text::nfc(line.trim());
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_numbered = rest.len() < line.len();
        let line = match rest.strip_prefix(['.', ')', '\t', '-', ' ', '|', ';']) {
            Some(rest) if is_numbered => rest.trim_start_matches(['|', ';', ' ', '\t']).trim_end(),
            _ => line.trim_start_matches(['-', '+', '•']).trim(),
        };
        if line.is_empty() || is_heading(line) {
            continue;
        }
        let (name, position) = line.split_once(['|', '\t', ';', ',']).unwrap_or((line, ""));
        let join = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_part = |c: char| matches!(c, '|' | '\t' | ';');
        let named = Named { name: join(name), position: join(&position.replace(is_part, " ")) };
        let is_long = |text: &str| text.chars().count() > PERSON_LETTERS_MAX;
        if !named.name.chars().any(char::is_alphabetic) || is_long(&named.name) || is_long(&named.position) {
            return Err(WrongLine::Unread(at));
        }
        if !keys.insert(named.key()) {
            return Err(WrongLine::Twice(at));
        }
        if found.len() == PEOPLE_LINES_MAX {
            return Err(WrongLine::TooMany);
        }
        found.push(named);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_plan_propose_a_kind_with_and_without_accents() {
        let cases = [
            ("Tuyên truyền, phổ biến Nghị quyết Đại hội Công đoàn các cấp", ActivityKind::Propaganda),
            ("Tổ chức tuyên truyền và tập huấn nghiệp vụ cho cán bộ công đoàn", ActivityKind::Training),
            ("Bồi dưỡng chuyên môn cho giáo viên", ActivityKind::Training),
            ("Hội nghị tổng kết phong trào thi đua", ActivityKind::Conference),
            ("Hội thảo “Xây dựng trường học hạnh phúc”", ActivityKind::Workshop),
            ("Tổ chức giải thể thao ngành", ActivityKind::Contest),
            ("Giao lưu, hợp tác với các tỉnh, thành phố bạn", ActivityKind::Exchange),
            ("Kiểm tra việc thực hiện quy chế dân chủ", ActivityKind::Inspection),
            ("Thăm hỏi, tặng quà nhà giáo có hoàn cảnh khó khăn", ActivityKind::Care),
        ];
        for (text, kind) in cases {
            assert_eq!(propose(text), Some(kind), "{text}");
            assert_eq!(propose(&crate::text::key(text)), Some(kind), "{text} without accents");
        }
        assert_eq!(propose("Tổ chức Hội thao ngành Giáo dục"), Some(ActivityKind::Contest));
        assert_eq!(propose("Kiểm tra, đánh giá thi đua cuối năm"), Some(ActivityKind::Inspection));
        for text in ["Báo cáo kết quả về Sở", "Xây dựng dự toán kinh phí", ""] {
            assert_eq!(propose(text), None, "{text}");
        }
    }

    #[test]
    fn steps_lead_from_draft_to_report_and_nowhere_else() {
        use ActivityState::{Announced, Cancelled, Draft, Held, Reported};
        use ActivityStep::{Announce, Cancel, Hold, Remove, Reopen, Report};
        let allowed: [(ActivityStep, &[ActivityState]); 6] = [
            (Announce, &[Draft]),
            (Hold, &[Announced]),
            (Reopen, &[Held, Cancelled]),
            (Report, &[Held, Reported]),
            (Cancel, &[Announced]),
            (Remove, &[Draft]),
        ];
        for (step, states) in allowed {
            for state in ActivityState::ALL {
                assert_eq!(state.allows(step), states.contains(state), "{step} in {state}");
            }
        }
    }

    #[test]
    fn names_are_read_as_people_paste_them() {
        let text =
            "1. Nguyễn Thị  Hoa | Hiệu trưởng\n\n- Trần Văn An, Tổ trưởng tổ Toán, Lý\n3\tLê Bình\tGiáo viên";
        let read = read_people(text).unwrap();
        let pairs: Vec<(&str, &str)> = read.iter().map(|one| (&*one.name, &*one.position)).collect();
        assert_eq!(
            pairs,
            [
                ("Nguyễn Thị Hoa", "Hiệu trưởng"),
                ("Trần Văn An", "Tổ trưởng tổ Toán, Lý"),
                ("Lê Bình", "Giáo viên")
            ]
        );
        let copied =
            read_people("STT\tHọ và tên\tChức vụ\n1\tLê An\tGV\n2 Trần Bình | GV\n3 | Lê Chi").unwrap();
        let names: Vec<&str> = copied.iter().map(|one| &*one.name).collect();
        assert_eq!(names, ["Lê An", "Trần Bình", "Lê Chi"]);
        assert_eq!(copied[1].position, "GV");
        assert_eq!(read_people("An\n| Hiệu trưởng"), Err(WrongLine::Unread(2)));
        assert_eq!(read_people("An | GV\nan|gv"), Err(WrongLine::Twice(2)));
        assert_eq!(read_people("An | GV\nAn | HT").unwrap().len(), 2);
        assert_eq!(read_people("Lê Hùng\nLê Hưng").unwrap().len(), 2);
        assert_eq!(read_people(&"Ă".repeat(PERSON_LETTERS_MAX + 1)), Err(WrongLine::Unread(1)));
        let many: String = (0..=PEOPLE_LINES_MAX).map(|n| format!("Người {n}a\n")).collect();
        assert_eq!(read_people(&many), Err(WrongLine::TooMany));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_pasted_is_read_or_named_by_its_line(text in "(?s).{0,400}") {
            let n_lines = text.lines().count();
            match read_people(&text) {
                Ok(read) => assert!(read.iter().all(|one| !one.name.trim().is_empty())),
                Err(WrongLine::Unread(line) | WrongLine::Twice(line)) => assert!((1..=n_lines).contains(&line)),
                Err(WrongLine::TooMany) => assert!(n_lines > PEOPLE_LINES_MAX),
            }
            propose(&text);
        }
    }

    #[test]
    fn spans_that_touch_do_not_overlap() {
        let at = |hour: i64| Moment::from_micros(hour * 3_600_000_000);
        assert!(overlaps((at(8), at(11)), (at(10), at(12))));
        assert!(!overlaps((at(8), at(10)), (at(10), at(12))));
        assert!(overlaps((at(8), at(12)), (at(9), at(10))));
    }
}
