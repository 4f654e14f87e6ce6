//! The text of a document as a form: every part of a `paper::Paper` a field, and back again with nothing lost.

use domain::ids::UnitId;
use paper::{
    Appendix, Block, Cell, Circulation, Clause, Column, Drafter, Heading, Issuer, Kind, Paper, Recipient,
    Row, Secrecy, Signature, Table, Urgency,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{FormErrors, args};

/// Longest trích yếu, in letters: Subject of Decree 30/2020/NĐ-CP, appendix VI.
pub const SUBJECT_LETTERS_MAX: usize = 500;
/// Longest piece of text, in letters.
pub const TEXT_LETTERS_MAX: usize = 20_000;
/// Pieces of text of one document: its form stays below the fields that a form may have.
pub const BLOCKS_MAX: usize = 350;

/// A document as a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PaperForm {
    /// Code of its type: QĐ, BC, …
    pub kind: String,
    /// The type as printed, when more than its name.
    pub type_printed: String,
    /// Who issues it.
    pub issuers: Vec<IssuerForm>,
    /// The letters after the stroke of the number.
    pub symbol: String,
    /// The place before the date.
    pub place: String,
    /// Trích yếu.
    pub subject: String,
    /// "Kính gửi", one a line.
    pub addressees: String,
    /// Who decides, above the bases of a decision.
    pub authority: String,
    /// "Căn cứ …", one a line.
    pub bases: String,
    /// The text.
    pub body: Vec<BlockForm>,
    /// Who signs.
    pub signatures: Vec<SignatureForm>,
    /// "Nơi nhận".
    pub recipients: Vec<RecipientForm>,
    /// Appendices.
    pub appendices: Vec<AppendixForm>,
    /// Dấu mật.
    pub secrecy: String,
    /// Dấu khẩn.
    pub urgency: String,
    /// Phạm vi lưu hành.
    pub circulation: String,
    /// Initials of the drafter.
    pub drafter: String,
    /// Copies sent.
    pub n_copies: String,
    /// Address, telephone, one a line.
    pub contact: String,
}

/// An issuing agency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = DocumentIssuerForm)]
pub struct IssuerForm {
    /// The one above it, as printed.
    pub superior: String,
    /// Its name as printed.
    pub name: String,
    /// The unit that was typed.
    pub unit: String,
    /// The unit that was chosen.
    pub unit_id: String,
}

/// A piece of the text; of a table its columns and rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = DocumentBlockForm)]
pub struct BlockForm {
    /// heading, clause, text or table.
    pub is: String,
    /// Depth, 1 for the highest.
    pub level: String,
    /// "I.", "1.", "a)", "Điều 1.".
    pub marker: String,
    /// Words of a heading; the title that opens a clause.
    pub title: String,
    /// The text.
    pub text: String,
    /// Columns of a table.
    pub columns: Vec<ColumnForm>,
    /// Rows of a table.
    pub rows: Vec<RowForm>,
    /// The table is printed on pages laid across.
    pub is_landscape: bool,
}

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = DocumentColumnForm)]
pub struct ColumnForm {
    /// Its head.
    pub title: String,
    /// Its share of the width.
    pub share: String,
}

/// A row: a cell per column, or one title across.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = DocumentRowForm)]
pub struct RowForm {
    /// It is one title across the table.
    pub is_group: bool,
    /// The cells, left to right; of a title only the first.
    pub cells: Vec<String>,
}

/// A signature block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = DocumentSignatureForm)]
pub struct SignatureForm {
    /// "KT. GIÁM ĐỐC".
    pub authority: String,
    /// "PHÓ GIÁM ĐỐC".
    pub title: String,
    /// Another post, above the name.
    pub other_title: String,
    /// The name.
    pub name: String,
}

/// A line of "Nơi nhận".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = DocumentRecipientForm)]
pub struct RecipientForm {
    /// Who.
    pub name: String,
    /// "để b/c".
    pub purpose: String,
    /// The archive line.
    pub is_archive: bool,
}

/// An appendix.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = DocumentAppendixForm)]
pub struct AppendixForm {
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: Vec<BlockForm>,
    /// Its pages are laid across.
    pub is_landscape: bool,
}

impl PaperForm {
    /// The form of a document; `units` are those of its issuers, by place.
    pub fn of(paper: &Paper, units: &[Option<(UnitId, String)>]) -> PaperForm {
        let issuer = |(at, one): (usize, &Issuer)| {
            let unit = units.get(at).cloned().flatten();
            IssuerForm {
                superior: one.superior.clone().unwrap_or_default(),
                name: one.name.clone(),
                unit_id: unit.as_ref().map_or_else(String::new, |(id, _)| id.to_string()),
                unit: unit.map_or_else(String::new, |(_, name)| name),
            }
        };
        PaperForm {
            kind: paper.kind.code().to_owned(),
            type_printed: paper.type_printed.clone().unwrap_or_default(),
            issuers: paper.issuers.iter().enumerate().map(issuer).collect(),
            symbol: paper.number.symbol.clone(),
            place: paper.place.clone(),
            subject: paper.subject.clone(),
            addressees: paper.addressees.join("\n"),
            authority: paper.authority.clone().unwrap_or_default(),
            bases: paper.bases.join("\n"),
            body: paper.body.iter().map(block_form).collect(),
            signatures: paper.signatures.iter().map(signature_form).collect(),
            recipients: paper.recipients.iter().map(recipient_form).collect(),
            appendices: paper.appendices.iter().map(appendix_form).collect(),
            secrecy: paper.secrecy.map_or("", Secrecy::words).to_owned(),
            urgency: paper.urgency.map_or("", Urgency::words).to_owned(),
            circulation: paper.circulation.map_or("", Circulation::words).to_owned(),
            drafter: paper.drafter.as_ref().map_or_else(String::new, |d| d.initials.clone()),
            n_copies: paper
                .drafter
                .as_ref()
                .and_then(|d| d.n_copies)
                .map_or_else(String::new, |n| n.to_string()),
            contact: paper.contact.join("\n"),
        }
    }

    /// The document; number and date, which come with the issue, stay those of `base`.
    pub fn paper(&self, base: &Paper) -> Result<Paper, FormErrors> {
        let mut errors = FormErrors::none();
        let kind = Kind::ALL.iter().find(|kind| kind.code() == self.kind).copied();
        if kind.is_none() {
            errors.add("kind", "documents-write-kind-missing");
        }
        if self.subject.chars().count() > SUBJECT_LETTERS_MAX {
            errors.add("subject", "documents-write-subject-long");
        }
        let n_blocks =
            self.body.len() + self.appendices.iter().map(|appendix| appendix.body.len()).sum::<usize>();
        if n_blocks > BLOCKS_MAX {
            errors.add_with("body", "documents-write-blocks-many", args![max = BLOCKS_MAX]);
        }
        let n_copies = match self.n_copies.trim() {
            "" => None,
            typed => typed.parse().map_err(|_| errors.add("n_copies", "documents-write-copies-number")).ok(),
        };
        check_texts(&mut errors, "body", &self.body);
        for (at, appendix) in self.appendices.iter().enumerate() {
            check_texts(&mut errors, &format!("appendices.{at}.body"), &appendix.body);
        }
        errors.or(|| self.made(base, kind.unwrap_or_default(), n_copies))
    }

    fn made(&self, base: &Paper, kind: Kind, n_copies: Option<u32>) -> Paper {
        let issuers = self
            .issuers
            .iter()
            .filter(|one| !one.is_blank())
            .map(|one| Issuer { superior: some(&one.superior), name: one.name.clone() });
        let drafter = some(&self.drafter).map(|initials| Drafter { initials, n_copies });
        Paper {
            kind,
            type_printed: some(&self.type_printed),
            issuers: issuers.collect(),
            number: paper::Number { number: base.number.number, symbol: self.symbol.clone() },
            place: self.place.clone(),
            date: base.date,
            subject: self.subject.clone(),
            addressees: lines(&self.addressees),
            authority: some(&self.authority),
            bases: lines(&self.bases),
            body: self.body.iter().map(BlockForm::block).collect(),
            signatures: self
                .signatures
                .iter()
                .filter(|one| **one != SignatureForm::default())
                .map(signature)
                .collect(),
            recipients: self.recipients.iter().filter(|one| !one.name.is_empty()).map(recipient).collect(),
            appendices: self.appendices.iter().map(appendix).collect(),
            secrecy: Secrecy::ALL.iter().copied().find(|one| one.words() == self.secrecy),
            urgency: Urgency::ALL.iter().copied().find(|one| one.words() == self.urgency),
            circulation: Circulation::ALL.iter().copied().find(|one| one.words() == self.circulation),
            drafter,
            contact: lines(&self.contact),
        }
    }
}

impl IssuerForm {
    /// Nothing was typed in it.
    pub fn is_blank(&self) -> bool {
        self.name.is_empty() && self.superior.is_empty()
    }
}

fn check_texts(errors: &mut FormErrors, list: &str, blocks: &[BlockForm]) {
    for (at, block) in blocks.iter().enumerate() {
        if block.text.chars().count() > TEXT_LETTERS_MAX || block.title.chars().count() > TEXT_LETTERS_MAX {
            errors.add(format!("{list}.{at}.text"), "documents-write-text-long");
        }
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn lines(text: &str) -> Vec<String> {
    text.split('\n').filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

fn block_form(block: &Block) -> BlockForm {
    match block {
        Block::Heading(one) => BlockForm {
            is: "heading".to_owned(),
            level: one.level.to_string(),
            marker: one.marker.clone().unwrap_or_default(),
            title: one.title.clone(),
            ..BlockForm::default()
        },
        Block::Clause(one) => BlockForm {
            is: "clause".to_owned(),
            level: one.level.to_string(),
            marker: one.marker.clone().unwrap_or_default(),
            title: one.run_in.clone().unwrap_or_default(),
            text: one.text.clone(),
            ..BlockForm::default()
        },
        Block::Text(text) => BlockForm { is: "text".to_owned(), text: text.clone(), ..BlockForm::default() },
        Block::Table(table) => BlockForm {
            is: "table".to_owned(),
            columns: table
                .columns
                .iter()
                .map(|one| ColumnForm { title: one.title.clone(), share: one.share.to_string() })
                .collect(),
            rows: table.rows.iter().map(row_form).collect(),
            is_landscape: table.is_landscape,
            ..BlockForm::default()
        },
    }
}

fn row_form(row: &Row) -> RowForm {
    match row {
        Row::Group(title) => RowForm { is_group: true, cells: vec![title.clone()] },
        Row::Cells(cells) => {
            RowForm { is_group: false, cells: cells.iter().map(|cell| cell.join("\n")).collect() }
        }
    }
}

impl BlockForm {
    /// The piece of text. What was typed for another type of piece is not lost when the type is changed.
    fn block(&self) -> Block {
        let level = self.level.trim().parse().unwrap_or(1).clamp(1, 9);
        match self.is.as_str() {
            "heading" => {
                let title = if self.title.is_empty() { &self.text } else { &self.title };
                Block::Heading(Heading { level, marker: some(&self.marker), title: title.clone() })
            }
            "clause" => Block::Clause(Clause {
                level,
                marker: some(&self.marker),
                run_in: some(&self.title),
                text: self.text.clone(),
            }),
            "table" => Block::Table(self.table()),
            _ => {
                let parts = [&self.marker, &self.title, &self.text];
                let said: Vec<&str> =
                    parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
                Block::Text(said.join(" "))
            }
        }
    }

    fn table(&self) -> Table {
        let cell = |text: &str| -> Cell { text.split('\n').map(str::to_owned).collect() };
        let row = |row: &RowForm| match row.is_group {
            true => Row::Group(row.cells.first().cloned().unwrap_or_default()),
            false => {
                let cells = (0..self.columns.len()).map(|at| row.cells.get(at).map_or("", String::as_str));
                Row::Cells(cells.map(cell).collect())
            }
        };
        let column = |one: &ColumnForm| Column {
            title: one.title.clone(),
            share: one.share.trim().parse().unwrap_or(1).clamp(1, 100),
        };
        Table {
            columns: self.columns.iter().map(column).collect(),
            rows: self.rows.iter().map(row).collect(),
            is_landscape: self.is_landscape,
        }
    }
}

fn signature_form(one: &Signature) -> SignatureForm {
    SignatureForm {
        authority: one.authority.clone().unwrap_or_default(),
        title: one.title.clone(),
        other_title: one.other_title.clone().unwrap_or_default(),
        name: one.name.clone().unwrap_or_default(),
    }
}

fn signature(one: &SignatureForm) -> Signature {
    Signature {
        authority: some(&one.authority),
        title: one.title.clone(),
        other_title: some(&one.other_title),
        name: some(&one.name),
    }
}

fn recipient_form(one: &Recipient) -> RecipientForm {
    RecipientForm {
        name: one.name.clone(),
        purpose: one.purpose.clone().unwrap_or_default(),
        is_archive: one.is_archive,
    }
}

fn recipient(one: &RecipientForm) -> Recipient {
    Recipient { name: one.name.clone(), purpose: some(&one.purpose), is_archive: one.is_archive }
}

fn appendix_form(one: &Appendix) -> AppendixForm {
    AppendixForm {
        title: one.title.clone(),
        body: one.body.iter().map(block_form).collect(),
        is_landscape: one.is_landscape,
    }
}

fn appendix(one: &AppendixForm) -> Appendix {
    Appendix {
        title: one.title.clone(),
        body: one.body.iter().map(BlockForm::block).collect(),
        is_landscape: one.is_landscape,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLES: [&str; 9] = [
        include_str!("../../../../../../samples/papers/bao-cao.json"),
        include_str!("../../../../../../samples/papers/bien-ban.json"),
        include_str!("../../../../../../samples/papers/cong-van.json"),
        include_str!("../../../../../../samples/papers/giay-moi.json"),
        include_str!("../../../../../../samples/papers/ke-hoach-lien-tich.json"),
        include_str!("../../../../../../samples/papers/ke-hoach.json"),
        include_str!("../../../../../../samples/papers/quyet-dinh.json"),
        include_str!("../../../../../../samples/papers/thong-bao.json"),
        include_str!("../../../../../../samples/papers/to-trinh.json"),
    ];

    #[test]
    fn every_sample_goes_through_the_form_unchanged() {
        for sample in SAMPLES {
            let paper: Paper = serde_json::from_str(sample).expect("a document");
            let back = PaperForm::of(&paper, &[]).paper(&paper).expect("a document again");
            assert_eq!(back, paper, "{}", paper.subject);
        }
    }

    #[test]
    fn a_piece_that_changes_its_type_keeps_its_words() {
        let typed = |is: &str| BlockForm {
            is: is.to_owned(),
            level: "2".to_owned(),
            marker: "1.".to_owned(),
            title: "Nhiệm vụ".to_owned(),
            text: "Lập dự toán.".to_owned(),
            ..BlockForm::default()
        };
        assert_eq!(typed("text").block(), Block::Text("1. Nhiệm vụ Lập dự toán.".to_owned()));
        let plain = BlockForm { title: String::new(), ..typed("heading") };
        let Block::Heading(heading) = plain.block() else { panic!("a heading") };
        assert_eq!((heading.level, heading.title.as_str()), (2, "Lập dự toán."));
    }

    #[test]
    fn what_cannot_be_taken_is_said_at_its_field() {
        let form = PaperForm {
            kind: "XX".to_owned(),
            n_copies: "ba".to_owned(),
            subject: "a".repeat(SUBJECT_LETTERS_MAX + 1),
            body: vec![BlockForm { text: "a".repeat(TEXT_LETTERS_MAX + 1), ..BlockForm::default() }],
            ..PaperForm::default()
        };
        let errors = format!("{:?}", form.paper(&Paper::default()).expect_err("refused"));
        for field in ["kind", "n_copies", "subject", "body.0.text"] {
            assert!(errors.contains(&format!("\"{field}\"")), "{field}: {errors}");
        }
    }
}
