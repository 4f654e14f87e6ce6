//! Texts whose order the decree gives (appendix III, forms 1.2, 1.7 and 1.9): from what people fill in to the pieces of a
//! document. What stands above and below the text is the same for all kinds and no matter of these.

use crate::{Block, Clause, Signature};

/// Depth of a line that is neither title nor numbered.
const PLAIN_LEVEL: u32 = 3;
/// What ends the text of a document.
const END_MARK: &str = "./.";

/// Giấy mời (form 1.7).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Invitation {
    /// Who invites.
    pub host: String,
    /// Who is invited, with post and agency.
    pub invited: String,
    /// To what.
    pub event: String,
    /// Who presides.
    pub chair: Option<String>,
    /// When.
    pub time: String,
    /// Where.
    pub place: String,
    /// What to bring, whom to answer.
    pub notes: Vec<String>,
}

impl Invitation {
    /// The text of the invitation.
    pub fn body(&self) -> Vec<Block> {
        let mut body = vec![Block::Text(format!("{} trân trọng kính mời: {}", self.host, self.invited))];
        body.push(field("Tới dự", &self.event));
        body.extend(self.chair.iter().map(|chair| field("Chủ trì", chair)));
        body.extend([field("Thời gian", &self.time), field("Địa điểm", &self.place)]);
        body.extend(self.notes.iter().cloned().map(Block::Text));
        close(&mut body);
        body
    }
}

/// Biên bản (form 1.9).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Minutes {
    /// When it began: "14 giờ 00 ngày 03 tháng 7 năm 2026".
    pub begins: String,
    /// Where.
    pub place: String,
    /// Who was there, who not.
    pub attendees: String,
    /// Who presided, with post.
    pub chair: String,
    /// Who wrote.
    pub secretary: String,
    /// What was said and decided.
    pub proceedings: Vec<Block>,
    /// What is called to an end: "Cuộc họp", "Hội nghị".
    pub meeting: String,
    /// When it ended: "15 giờ 30, ngày 03 tháng 7 năm 2026".
    pub ends: String,
}

impl Minutes {
    /// The text of the minutes.
    pub fn body(&self) -> Vec<Block> {
        let mut body = vec![
            field("Thời gian bắt đầu", &self.begins),
            field("Địa điểm", &self.place),
            field("Thành phần tham dự", &self.attendees),
            field("Chủ trì", &self.chair),
            field("Thư ký", &self.secretary),
            Block::Text("Nội dung:".to_owned()),
        ];
        body.extend(self.proceedings.iter().cloned());
        body.push(Block::Text(format!("{} kết thúc vào {}", self.meeting, self.ends)));
        close(&mut body);
        body
    }

    /// The two who sign: the secretary left, who presided right.
    pub fn signatures(secretary: &str, chair: &str) -> Vec<Signature> {
        let one = |title: &str, name: &str| Signature {
            title: title.to_owned(),
            name: Some(name.to_owned()).filter(|name| !name.is_empty()),
            ..Signature::default()
        };
        vec![one("THƯ KÝ", secretary), one("CHỦ TỌA", chair)]
    }
}

/// An article of a decision (form 1.2).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// Its title; many decisions have none.
    pub title: Option<String>,
    /// What it says before its clauses.
    pub text: String,
    /// Its clauses, which carry their own markers.
    pub clauses: Vec<Clause>,
}

/// The text of a decision: "Điều 1.", "Điều 2." and so on.
pub fn articles(articles: &[Article]) -> Vec<Block> {
    let mut body = Vec::new();
    for (n, one) in (1..).zip(articles) {
        body.push(Block::Clause(Clause {
            level: 1,
            marker: Some(format!("Điều {n}.")),
            run_in: one.title.clone(),
            text: one.text.clone(),
        }));
        body.extend(one.clauses.iter().cloned().map(Block::Clause));
    }
    close(&mut body);
    body
}

/// "Thời gian: 08 giờ 00", regular letters.
fn field(name: &str, text: &str) -> Block {
    Block::Clause(Clause {
        level: PLAIN_LEVEL,
        marker: None,
        run_in: Some(name.to_owned()),
        text: sentence(text),
    })
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', ';', ':', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// Ends the text with "./.", in place of the mark that ends its last sentence.
pub fn close(body: &mut [Block]) {
    let last = match body.last_mut() {
        Some(Block::Text(text)) => text,
        Some(Block::Clause(clause)) => &mut clause.text,
        Some(Block::Heading(_) | Block::Table(_)) | None => return,
    };
    if !last.ends_with(END_MARK) {
        let end = last.trim_end_matches(['.', ';', ',', ' ']).len();
        last.truncate(end);
        last.push_str(END_MARK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paper;

    fn sample(json: &str) -> Paper {
        serde_json::from_str(json).expect("a document")
    }

    #[test]
    fn an_invitation_is_that_of_the_samples() {
        let invitation = Invitation {
            host: "Sở Giáo dục và Đào tạo".to_owned(),
            invited: "Bà Ninh Thị Ánh Tuyết, Phó Chủ tịch Ủy ban nhân dân tỉnh".to_owned(),
            event: "Hội nghị sơ kết học kỳ I và gặp gỡ nhà giáo năm học 2025 - 2026, tổ chức trực tiếp kết hợp trực \
                    tuyến tới 46 điểm cầu"
                .to_owned(),
            chair: Some("Ông Đàm Quốc Việt, Giám đốc Sở Giáo dục và Đào tạo".to_owned()),
            time: "08 giờ 00 ngày 23 tháng 01 năm 2026 (thứ Sáu)".to_owned(),
            place: "Hội trường lớn, Sở Giáo dục và Đào tạo, số 18 đường Bến Chùa, phường Sông Lam".to_owned(),
            notes: vec![
                "Rất mong Bà tới dự. Đề nghị xác nhận qua Văn phòng Sở trước ngày 20 tháng 01 năm 2026.".to_owned(),
            ],
        };
        let paper = sample(include_str!("../../../samples/papers/giay-moi.json"));
        assert_eq!(invitation.body(), paper.body);
    }

    #[test]
    fn minutes_are_those_of_the_samples() {
        let paper = sample(include_str!("../../../samples/papers/bien-ban.json"));
        let minutes = Minutes {
            begins: "14 giờ 00 ngày 03 tháng 7 năm 2026".to_owned(),
            place: "Phòng họp số 2, Sở Giáo dục và Đào tạo".to_owned(),
            attendees: "11 trên 12 thành viên Ban Tổ chức; vắng 01 người có lý do (bà Quách Thị Thùy Dương)"
                .to_owned(),
            chair: "Ông Lục Minh Khôi, Phó Trưởng ban thường trực".to_owned(),
            secretary: "Bà Hứa Thị Lan, chuyên viên Văn phòng Sở".to_owned(),
            proceedings: paper.body[6..9].to_vec(),
            meeting: "Cuộc họp".to_owned(),
            ends: "15 giờ 30, ngày 03 tháng 7 năm 2026".to_owned(),
        };
        assert_eq!(minutes.body(), paper.body);
        assert_eq!(Minutes::signatures("Hứa Thị Lan", "Lục Minh Khôi"), paper.signatures);
    }

    #[test]
    fn articles_are_numbered_and_the_last_is_closed() {
        let article = |text: &str| Article { text: text.to_owned(), ..Article::default() };
        let body = articles(&[
            article("Thành lập Ban Tổ chức."),
            article("Chánh Văn phòng thi hành Quyết định này."),
        ]);
        let Block::Clause(last) = &body[1] else { panic!("an article is a clause") };
        assert_eq!(last.marker.as_deref(), Some("Điều 2."));
        assert_eq!(last.text, "Chánh Văn phòng thi hành Quyết định này./.");
        assert_eq!(articles(&[]), []);
    }
}
