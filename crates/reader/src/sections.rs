//! What the parts of a plan are about, told by the words of their titles and handed down to what stands under them.

use crate::outline::Tree;
use crate::plan::NodeKind;
use crate::rx;
use crate::text::Doc;
use crate::words::low;

/// What a part is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Mục đích.
    Purpose,
    /// Yêu cầu.
    Requirement,
    /// Mục đích, yêu cầu.
    PurposeRequirement,
    /// Mục tiêu, chỉ tiêu.
    Target,
    /// Thời gian.
    Time,
    /// Địa điểm.
    Place,
    /// Hình thức.
    Form,
    /// Thành phần.
    Participants,
    /// Nội dung of a meeting: its agenda.
    Agenda,
    /// Nội dung, nhiệm vụ, giải pháp.
    Tasks,
    /// Lộ trình, tiến độ.
    Roadmap,
    /// Kinh phí.
    Budget,
    /// Tổ chức thực hiện.
    Implementation,
    /// Tình hình, kết quả, sự cần thiết.
    Situation,
    /// Phạm vi, đối tượng.
    Scope,
    /// Not told.
    Other,
}

/// The topic that a title names by itself.
pub fn of_title(title: &str) -> Option<Topic> {
    let low_title = low(title);
    let t = low_title.trim();
    // "MỤC ĐÍCH YÊU CẦU", "Mục tiêu, yêu cầu", "Mục đích & yêu cầu": both words side by side.
    if rx!(r"mục (?:đích|tiêu)\s*(?:[,;&/+\-–]|và|,\s*và)?\s*(?:các\s+)?yêu cầu").is_match(t) {
        return Some(Topic::PurposeRequirement);
    }
    let aims = (
        t.contains("mục đích"),
        t.starts_with("yêu cầu")
            || t.contains("và yêu cầu")
            || t.contains(", yêu cầu")
            || t.contains("- yêu cầu")
            || t.contains("– yêu cầu"),
    );
    match aims {
        (true, true) => return Some(Topic::PurposeRequirement),
        (true, false) if t.len() < 60 => return Some(Topic::Purpose),
        (false, true) if t.len() < 60 => return Some(Topic::Requirement),
        _ => {}
    }
    let table: [(&regex::Regex, Topic); 14] = [
        (rx!(r"^quan điểm(?:$|[^mt]*$)|^quan điểm chỉ đạo$"), Topic::Situation),
        (rx!(r"mục tiêu|^(?:các )?chỉ tiêu"), Topic::Target),
        (rx!(r"kinh phí|tài chính thực hiện|nguồn lực thực hiện|dự toán"), Topic::Budget),
        (
            rx!(
                r"^(?:tổ chức thực hiện|tổ chức triển khai|phân công|trách nhiệm|công tác tổ chức thực hiện|nhiệm vụ của các|thực hiện$|tổ chức và thực hiện|điều khoản thi hành|phân công nhiệm vụ)|tổ chức thực hiện$|trách nhiệm (?:của|thực hiện)|phân công (?:nhiệm vụ|thực hiện|trách nhiệm)"
            ),
            Topic::Implementation,
        ),
        (
            rx!(
                r"lộ trình|^tiến độ|tiến độ (?:thực hiện|triển khai)|kế hoạch chi tiết|lịch trình|khung thời gian|kế hoạch thời gian|bảng phân công|kế hoạch công tác (?:tháng|từng tháng)|chương trình công tác tháng|các mốc thời gian|lịch (?:công tác|triển khai)|từng tháng|theo tháng|(?:hoạt động|công tác|công việc) (?:các )?tháng|kế hoạch (?:cụ thể|chi tiết|thực hiện)$"
            ),
            Topic::Roadmap,
        ),
        (
            rx!(r"^thành phần|^đại biểu|thành phần (?:tham dự|tham gia|dự)|đối tượng (?:tham dự|dự họp|mời)"),
            Topic::Participants,
        ),
        (rx!(r"^thời gian"), Topic::Time),
        (rx!(r"^địa điểm"), Topic::Place),
        (rx!(r"^hình thức"), Topic::Form),
        (
            rx!(
                r"^nội dung (?:chương trình|hội nghị|hội thảo|buổi|cuộc họp|lễ|tọa đàm|ngày hội|phiên|làm việc)|^chương trình (?:hội nghị|hội thảo|buổi|lễ|tọa đàm|làm việc)"
            ),
            Topic::Agenda,
        ),
        (
            rx!(
                r"tình hình|kết quả đạt được|đánh giá (?:chung|kết quả|thực trạng)|thực trạng|khái quát|tồn tại|hạn chế|nguyên nhân|sự cần thiết|căn cứ (?:pháp lý|xây dựng)|bối cảnh|quan điểm|đặc điểm|thuận lợi|khó khăn"
            ),
            Topic::Situation,
        ),
        (rx!(r"^phạm vi|^đối tượng"), Topic::Scope),
        (
            rx!(r"nội dung|nhiệm vụ|giải pháp|hoạt động|biện pháp|công tác|phương hướng|chương trình"),
            Topic::Tasks,
        ),
        (
            rx!(r"^chế độ (?:thông tin|báo cáo)|thông tin, báo cáo|^báo cáo(?:$|[^\s\w]|\s[^v]|\sv[^i])"),
            Topic::Implementation,
        ),
    ];
    table.iter().find(|(pattern, _)| pattern.is_match(t)).map(|(_, topic)| *topic)
}

/// The topic of every node.
pub fn topics(doc: &Doc<'_>, tree: &Tree) -> Vec<Topic> {
    let mut out: Vec<Topic> = Vec::with_capacity(tree.nodes.len());
    for (at, node) in tree.nodes.iter().enumerate() {
        let above = node.parent.map_or(Topic::Other, |p| out[p]);
        let titled = matches!(node.kind, NodeKind::Heading | NodeKind::RunIn);
        let own = if titled { of_title(tree.title(doc, at)) } else { None };
        // "2. Hình thức" over "- Tổ chức cuộc thi …", "- Biên soạn …": ways to do the work, not how people meet.
        let own =
            own.filter(|own| !(*own == Topic::Form && above == Topic::Tasks && lists_work(doc, tree, at)));
        out.push(settle(above, own, node.level, tree.title(doc, at)));
    }
    out
}

/// Whether most of what stands below begins with a verb.
fn lists_work(doc: &Doc<'_>, tree: &Tree, at: usize) -> bool {
    let below = &tree.nodes[at].children;
    let verbal = below.iter().filter(|k| crate::verbs::starts_with_verb(tree.text(doc, **k))).count();
    verbal >= 2 && verbal * 2 > below.len()
}

/// "Nội dung", "Nhiệm vụ": a part of tasks beside time and place, unlike "Các hoạt động khác" at a place.
fn opens_tasks(title: &str) -> bool {
    rx!(r"^(?:nội dung|nhiệm vụ|chương trình|các nhiệm vụ|các nội dung|giải pháp)").is_match(&low(title))
}

/// A title deep in a part may only refine it: "Nhiệm vụ" of a unit stays organisation of the work.
fn settle(above: Topic, own: Option<Topic>, level: u32, title: &str) -> Topic {
    let Some(own) = own else { return above };
    match above {
        Topic::Other => own,
        Topic::PurposeRequirement | Topic::Purpose | Topic::Requirement | Topic::Target => match own {
            Topic::Purpose
            | Topic::Requirement
            | Topic::Target
            | Topic::PurposeRequirement
            | Topic::Time
            | Topic::Situation
            | Topic::Scope => own,
            _ => above,
        },
        Topic::Implementation => match own {
            Topic::Budget | Topic::Roadmap | Topic::Time | Topic::Place => own,
            _ => above,
        },
        Topic::Tasks => match own {
            Topic::Tasks | Topic::Target | Topic::Purpose | Topic::Requirement if level > 2 => above,
            _ => own,
        },
        Topic::Budget | Topic::Situation => above,
        Topic::Time | Topic::Place | Topic::Form | Topic::Participants | Topic::Scope => match own {
            Topic::Tasks if !opens_tasks(title) => above,
            _ => own,
        },
        Topic::Agenda | Topic::Roadmap => own,
    }
}
