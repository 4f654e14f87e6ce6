//! A new document: its letterhead from the unit, the parts that its type has.

use crate::app::App;
use crate::features::registers::actions as registers;
use chrono::Datelike as _;
use db::DbError;
use domain::ids::UnitId;
use domain::rights::PostKind;
use domain::time::Day;
use domain::units::{Line, UnitKind};
use paper::forms::{Article, Invitation, Minutes, articles, close};
use paper::{Block, Clause, Heading, Issuer, Kind, Number, Paper, PaperDate, Recipient, Signature};
use sea_orm::{ColumnTrait as _, ConnectionTrait, QueryFilter as _};
use tables::{post, unit, unit_name, unit_parent};
use web::Error;

/// The types that are offered first, as offices use them most.
const FIRST: [Kind; 7] = [
    Kind::Decision,
    Kind::Report,
    Kind::Notice,
    Kind::Submission,
    Kind::Letter,
    Kind::Invitation,
    Kind::Minutes,
];

/// The types that are written here: all but plans, which come from a review, and those that are no text.
pub fn kinds() -> impl Iterator<Item = Kind> {
    let rest = Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Plan && !FIRST.contains(kind));
    FIRST.into_iter().chain(rest)
}

/// Who drafts, who issues.
#[derive(Debug, Clone, Copy)]
pub struct Units {
    /// Drafts and keeps it.
    pub drafting: UnitId,
    /// Issues it.
    pub issuing: UnitId,
}

/// A document of this type before anything is written in it.
pub async fn paper(app: &App, units: Units, kind: Kind, subject: &str) -> Result<Paper, Error> {
    let (conn, today) = (app.db.read(), app.now().local_day());
    let name = name(conn, units.issuing, today).await?;
    let symbol = registers::symbol(conn, (units.issuing, Some(units.drafting)), kind, today).await?.word;
    let superior = superior(conn, units.issuing, today).await?;
    let head = head_of(conn, units.issuing).await?;
    let part = registers::agency(conn, units.drafting, today).await?.word;
    let mut paper = Paper {
        kind,
        issuers: vec![Issuer { superior, name: name.clone() }],
        number: Number { number: None, symbol },
        place: place(conn, units.issuing, today).await?,
        date: PaperDate { day: None, month: None, year: Some(today.year()) },
        subject: subject.to_owned(),
        signatures: vec![Signature { title: head.clone(), ..Signature::default() }],
        recipients: vec![
            Recipient { name: "Như trên".to_owned(), ..Recipient::default() },
            Recipient { name: format!("VT, {part}"), purpose: None, is_archive: true },
        ],
        ..Paper::default()
    };
    fill(&mut paper, &name, &head);
    Ok(paper)
}

/// The parts that a type has, empty or with the words that the decree's forms give.
fn fill(paper: &mut Paper, name: &str, head: &str) {
    let empty = || Block::Text(String::new());
    match paper.kind {
        kind if kind.enacts().is_some() => {
            paper.authority = Some(format!("{head} {}", name.to_uppercase()));
            paper.bases = vec!["Căn cứ ".to_owned(), "Theo đề nghị của ".to_owned()];
            let article = |text: &str| Article { text: text.to_owned(), ..Article::default() };
            let word = kind.word();
            paper.body = articles(&[
                article(""),
                article(&format!("{word} này có hiệu lực kể từ ngày ký.")),
                article(&format!("Các đơn vị, cá nhân có liên quan chịu trách nhiệm thi hành {word} này.")),
            ]);
            paper.recipients[0].name = "Như Điều 3".to_owned();
        }
        Kind::Invitation => {
            paper.body = Invitation { host: name.to_owned(), ..Invitation::default() }.body();
        }
        Kind::Minutes => {
            let minutes =
                Minutes {
                    meeting: "Cuộc họp".to_owned(), proceedings: vec![empty()], ..Minutes::default()
                };
            paper.body = minutes.body();
            paper.signatures = Minutes::signatures("", "");
            paper.recipients.remove(0);
        }
        Kind::Report => {
            let heading = |marker: &str, title: &str| {
                Block::Heading(Heading { level: 1, marker: Some(marker.to_owned()), title: title.to_owned() })
            };
            paper.body = vec![
                empty(),
                heading("I.", "TÌNH HÌNH CHUNG"),
                empty(),
                heading("II.", "KẾT QUẢ"),
                empty(),
                heading("III.", "KIẾN NGHỊ"),
                empty(),
                Block::Text(format!("Trên đây là báo cáo của {name}.")),
            ];
        }
        Kind::Submission => {
            let clause = |marker: &str| {
                Block::Clause(Clause { level: 1, marker: Some(marker.to_owned()), ..Clause::default() })
            };
            paper.addressees = vec![String::new()];
            paper.body = vec![
                empty(),
                clause("1."),
                clause("2."),
                Block::Text(format!("{name} kính trình xem xét, quyết định.")),
            ];
        }
        _ => paper.body = vec![empty()],
    }
    paper.addressees.retain(|one| !one.is_empty());
    close(&mut paper.body);
}

async fn name(conn: &impl ConnectionTrait, unit: UnitId, on: Day) -> Result<String, Error> {
    Ok(registers::full_name(conn, unit, on).await?)
}

/// The agency above, as its name stands in the letterhead: a people's committee before a ministry.
async fn superior(conn: &impl ConnectionTrait, of: UnitId, on: Day) -> Result<Option<String>, Error> {
    let places = unit_parent::places(&[of], on).all(conn).await.map_err(DbError::from)?;
    let parent = |line: Line| places.iter().find(|place| place.line == line).and_then(|p| p.parent_id);
    let home = unit::by_id(of).one(conn).await.map_err(DbError::from)?.map(|row| row.kind.home());
    let found = parent(Line::Administration).or_else(|| home.and_then(parent));
    match found {
        Some(above) => Ok(Some(name(conn, above, on).await?)),
        None => Ok(None),
    }
}

/// The post of the head, in capitals: as the head's account has it, else as it is called in units of this kind.
async fn head_of(conn: &impl ConnectionTrait, of: UnitId) -> Result<String, Error> {
    let posts = post::held_in(&[of]).filter(post::Column::Kind.eq(PostKind::Leader)).all(conn).await;
    let posts = posts.map_err(DbError::from)?;
    let is_head = |title: &str| {
        let key = domain::text::key(title);
        !key.is_empty() && !["pho ", "thu truong"].iter().any(|word| key.starts_with(word))
    };
    if let Some(post) = posts.iter().find(|post| is_head(&post.title)) {
        return Ok(post.title.to_uppercase());
    }
    let kind = unit::by_id(of).one(conn).await.map_err(DbError::from)?.map(|row| row.kind);
    Ok(match kind {
        Some(UnitKind::Ministry) => "BỘ TRƯỞNG",
        Some(UnitKind::Bureau) => "CỤC TRƯỞNG",
        Some(UnitKind::Department) => "VỤ TRƯỞNG",
        Some(UnitKind::Office) => "CHÁNH VĂN PHÒNG",
        Some(UnitKind::ProvinceDepartment) => "GIÁM ĐỐC",
        Some(UnitKind::Division | UnitKind::DistrictOffice | UnitKind::CommuneOffice) => "TRƯỞNG PHÒNG",
        Some(UnitKind::ProvinceCommittee | UnitKind::CommuneCommittee) => "CHỦ TỊCH",
        Some(kind) if kind.home() == Line::Union => "CHỦ TỊCH",
        Some(
            UnitKind::Preschool
            | UnitKind::Primary
            | UnitKind::LowerSecondary
            | UnitKind::UpperSecondary
            | UnitKind::MultiLevel
            | UnitKind::University,
        ) => "HIỆU TRƯỞNG",
        _ => "THỦ TRƯỞNG ĐƠN VỊ",
    }
    .to_owned())
}

/// The place before the date: the province the unit lies in; Hà Nội for what belongs to the whole country.
async fn place(conn: &impl ConnectionTrait, unit: UnitId, on: Day) -> Result<String, Error> {
    let mut at = Some(unit);
    for _ in 0..domain::units::DEPTH_MAX {
        let Some(here) = at else { break };
        let row = unit::by_id(here).one(conn).await.map_err(DbError::from)?;
        let Some(row) = row else { break };
        if matches!(
            row.kind,
            UnitKind::ProvinceDepartment | UnitKind::ProvinceCommittee | UnitKind::UnionProvince
        ) {
            let names = unit_name::of(&[here]).all(conn).await.map_err(DbError::from)?;
            return Ok(names.last().map_or_else(String::new, |name| province(&name.full)));
        }
        let places = unit_parent::places(&[here], on).all(conn).await.map_err(DbError::from)?;
        let home = places.iter().find(|place| place.line == row.kind.home()).or(places.first());
        at = home.and_then(|place| place.parent_id);
    }
    Ok("Hà Nội".to_owned())
}

/// "Bắc Ninh" of "Sở Giáo dục và Đào tạo tỉnh Bắc Ninh": what follows the last word for the level, else the body's name.
fn province(name: &str) -> String {
    let heads = ["tỉnh ", "thành phố ", "Thành phố ", "Đào tạo ", "lao động ", "Lao động "];
    let after = heads.iter().filter_map(|head| name.rfind(head).map(|at| at + head.len())).max();
    after.map_or_else(String::new, |at| name[at..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_the_province() {
        for (name, place) in [
            ("Sở Giáo dục và Đào tạo Hà Nội", "Hà Nội"),
            ("Sở Giáo dục và Đào tạo tỉnh Bắc Ninh", "Bắc Ninh"),
            ("Ủy ban nhân dân thành phố Hải Phòng", "Hải Phòng"),
            ("Liên đoàn Lao động tỉnh Lam Giang", "Lam Giang"),
        ] {
            assert_eq!(province(name), place);
        }
    }

    #[test]
    fn every_type_has_a_text_to_begin_with_and_is_offered_once() {
        let mut seen = Vec::new();
        for kind in kinds() {
            assert!(kind != Kind::Plan && !seen.contains(&kind));
            seen.push(kind);
            let mut paper = Paper { kind, recipients: vec![Recipient::default()], ..Paper::default() };
            fill(&mut paper, "Sở Giáo dục và Đào tạo", "GIÁM ĐỐC");
            assert!(!paper.body.is_empty(), "{kind:?}");
        }
        assert_eq!(seen.len() + 1, Kind::ALL.len());
    }
}
