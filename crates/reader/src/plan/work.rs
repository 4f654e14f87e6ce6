//! What is to be done, by whom and from what money: tasks, duties, campaigns, budget lines.

use serde::{Deserialize, Serialize};

use super::{Span, Time};

/// A row of work.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RoadmapItem {
    /// TT without its dot.
    pub no: Option<String>,
    /// The group row or heading above.
    pub group: Option<String>,
    /// The work.
    pub task: String,
    /// When.
    pub time: Option<Time>,
    /// What comes of it.
    pub product: Option<String>,
    /// Who leads.
    pub lead_units: Vec<String>,
    /// Who helps.
    pub coop_units: Vec<String>,
    /// Its lines.
    pub span: Span,
}

/// A clause that binds units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// Who is bound.
    pub units: Vec<String>,
    /// How the unit was found.
    #[serde(default)]
    pub unit_source: UnitSource,
    /// The clause without marker and leading unit name.
    pub duty: String,
    /// The leading verbs, lower case.
    pub verbs: Vec<String>,
    /// The units after "phối hợp với".
    pub with_units: Vec<String>,
    /// By when.
    pub deadline: Option<Time>,
    /// Its lines.
    pub span: Span,
}

/// How the unit of an obligation was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitSource {
    /// The title above.
    Heading,
    /// Named in the clause.
    Sentence,
    /// No unit named: the issuing parties.
    #[default]
    Document,
}

/// A named movement, award, programme, …
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Campaign {
    /// Its name.
    pub name: String,
    /// What it may be.
    pub types: Vec<CampaignType>,
    /// Whether the name stands in quotes.
    #[serde(default)]
    pub quoted: bool,
    /// Its editions.
    pub editions: Vec<Edition>,
    /// Other spellings of the name.
    #[serde(default)]
    pub variants: Vec<String>,
    /// Where it is mentioned.
    pub mentions: Vec<Span>,
}

/// The type of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CampaignType {
    /// Phong trào.
    PhongTrao,
    /// Cuộc vận động.
    CuocVanDong,
    /// Giải thưởng.
    GiaiThuong,
    /// Hội thảo.
    HoiThao,
    /// Hội nghị.
    HoiNghi,
    /// Chương trình.
    ChuongTrinh,
    /// Cuộc thi, hội thi.
    CuocThi,
    /// Ngày hội.
    NgayHoi,
    /// Lễ kỷ niệm.
    LeKyNiem,
    /// Giải thể thao.
    GiaiTheThao,
    /// Đề án.
    DeAn,
    /// Mô hình.
    MoHinh,
    /// Khẩu hiệu.
    KhauHieu,
    /// Anything else.
    Khac,
}

/// An edition of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Edition {
    /// "lần thứ 7".
    pub edition: Option<u32>,
    /// "năm 2023".
    pub year: Option<i32>,
}

/// A sentence about money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetItem {
    /// What for.
    pub scope: Option<String>,
    /// The sentence.
    pub text: String,
    /// From what.
    pub sources: Vec<String>,
    /// Who pays.
    pub payers: Vec<String>,
    /// Its lines.
    pub span: Span,
}
