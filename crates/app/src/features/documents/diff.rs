//! What changed from one version of a text to another, clause by clause, and within a clause word by word.

use super::pages::{ChangeView, PieceView};
use paper::{Block, Paper, Row};
use similar::{ChangeTag, DiffOp, TextDiff, capture_diff_slices};

/// A clause of a text: where it stands and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Clause {
    place: String,
    text: String,
}

/// The clauses that differ, in order, and how many are the same.
pub fn changes(old: &Paper, new: &Paper) -> (Vec<ChangeView>, usize) {
    let (old, new) = (clauses(old), clauses(new));
    let texts = |list: &[Clause]| list.iter().map(|c| c.text.clone()).collect::<Vec<_>>();
    let (old_texts, new_texts) = (texts(&old), texts(&new));
    let (mut changes, mut n_same) = (Vec::new(), 0);
    for op in capture_diff_slices(similar::Algorithm::Myers, &old_texts, &new_texts) {
        match op {
            DiffOp::Equal { len, .. } => n_same += len,
            DiffOp::Delete { old_index, old_len, .. } => {
                changes.extend(old[old_index..old_index + old_len].iter().map(|c| whole(c, "removed")));
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                changes.extend(new[new_index..new_index + new_len].iter().map(|c| whole(c, "added")));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let (gone, come) =
                    (&old[old_index..old_index + old_len], &new[new_index..new_index + new_len]);
                changes.extend(replaced(gone, come));
            }
        }
    }
    (changes, n_same)
}

fn whole(clause: &Clause, is: &'static str) -> ChangeView {
    let pieces = vec![PieceView { is, text: clause.text.clone() }];
    ChangeView { place: clause.place.clone(), is, pieces }
}

/// Below this share of words in common two clauses are another, not a changed one.
const ALIKE_MIN: f32 = 0.5;

/// Each new clause beside the old one it is most like; what is like nothing was added or removed.
fn replaced(gone: &[Clause], come: &[Clause]) -> Vec<ChangeView> {
    let mut left: Vec<&Clause> = gone.iter().collect();
    let mut changes = Vec::new();
    for clause in come {
        let alike = |old: &Clause| TextDiff::from_words(old.text.as_str(), clause.text.as_str()).ratio();
        let best = left
            .iter()
            .enumerate()
            .map(|(at, old)| (at, alike(old)))
            .filter(|(_, ratio)| *ratio >= ALIKE_MIN)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        match best {
            Some((at, _)) => {
                // Old clauses keep their order: what stood before the match and matched nothing was taken out.
                changes.extend(left.drain(..at).map(|old| whole(old, "removed")));
                changes.push(changed(left.remove(0), clause));
            }
            None => changes.push(whole(clause, "added")),
        }
    }
    changes.extend(left.into_iter().map(|old| whole(old, "removed")));
    changes
}

fn changed(old: &Clause, new: &Clause) -> ChangeView {
    let mut pieces: Vec<PieceView> = Vec::new();
    for change in TextDiff::from_words(old.text.as_str(), new.text.as_str()).iter_all_changes() {
        let is = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Insert => "added",
            ChangeTag::Delete => "removed",
        };
        match pieces.last_mut() {
            Some(last) if last.is == is => last.text.push_str(change.value()),
            _ => pieces.push(PieceView { is, text: change.value().to_owned() }),
        }
    }
    ChangeView { place: new.place.clone(), is: "changed", pieces }
}

/// A text as a list of clauses.
fn clauses(paper: &Paper) -> Vec<Clause> {
    let mut out = Vec::new();
    let mut put = |place: &str, text: String| {
        if !text.trim().is_empty() {
            out.push(Clause { place: place.to_owned(), text });
        }
    };
    for issuer in &paper.issuers {
        put("", issuer.name.clone());
    }
    put("", paper.number.printed());
    put("", format!("{}, {}", paper.place, paper.date.printed()));
    put("", paper.subject.clone());
    for addressee in &paper.addressees {
        put("Kính gửi", addressee.clone());
    }
    for basis in &paper.bases {
        put("", basis.clone());
    }
    body(&paper.body, &mut put);
    for signature in &paper.signatures {
        let parts =
            [signature.authority.as_deref(), Some(signature.title.as_str()), signature.name.as_deref()];
        put("", parts.into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · "));
    }
    for recipient in &paper.recipients {
        let purpose = recipient.purpose.as_deref().map(|p| format!(" ({p})")).unwrap_or_default();
        put("Nơi nhận", format!("{}{purpose}", recipient.name));
    }
    for appendix in &paper.appendices {
        put("Phụ lục", appendix.title.clone());
        body(&appendix.body, &mut put);
    }
    out
}

fn body(blocks: &[Block], put: &mut impl FnMut(&str, String)) {
    let mut above = String::new();
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                let marker = heading.marker.clone().unwrap_or_default();
                above = format!("{marker} {}", heading.title).trim().to_owned();
                put("", above.clone());
            }
            Block::Clause(clause) => {
                let parts = [clause.marker.as_deref(), clause.run_in.as_deref(), Some(clause.text.as_str())];
                put(
                    &above,
                    parts.into_iter().flatten().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" "),
                );
            }
            Block::Text(text) => put(&above, text.clone()),
            Block::Table(table) => {
                for row in &table.rows {
                    let text = match row {
                        Row::Group(title) => title.clone(),
                        Row::Cells(cells) => {
                            cells.iter().map(|cell| cell.join(" ")).collect::<Vec<_>>().join(" | ")
                        }
                    };
                    put(&above, text);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use paper::Clause as Printed;

    fn of(texts: &[&str]) -> Paper {
        let clause = |text: &&str| {
            let marker = Some("-".to_owned());
            Block::Clause(Printed { level: 2, marker, run_in: None, text: (*text).to_owned() })
        };
        Paper { body: texts.iter().map(clause).collect(), ..Paper::default() }
    }

    fn told(old: &[&str], new: &[&str]) -> Vec<(&'static str, String)> {
        let (changes, _) = changes(&of(old), &of(new));
        let pieces = |change: &ChangeView| {
            let word = |piece: &PieceView| match piece.is {
                "added" => format!("+{}+", piece.text.trim()),
                "removed" => format!("-{}-", piece.text.trim()),
                _ => piece.text.trim().to_owned(),
            };
            change.pieces.iter().map(word).collect::<Vec<_>>().join(" ")
        };
        changes.iter().map(|change| (change.is, pieces(change))).collect()
    }

    #[test]
    fn the_same_text_has_no_changes() {
        assert_eq!(changes(&of(&["Một", "Hai"]), &of(&["Một", "Hai"])).0, []);
    }

    #[test]
    fn a_changed_day_is_shown_within_its_clause() {
        let old = ["Báo cáo kết quả trước ngày 15/9", "Lưu hồ sơ"];
        let new = ["Báo cáo kết quả trước ngày 20/9", "Lưu hồ sơ"];
        assert_eq!(told(&old, &new), [("changed", "- Báo cáo kết quả trước ngày -15/9- +20/9+".to_owned())]);
    }

    #[test]
    fn clauses_come_and_go() {
        let old = ["Tổ chức hội nghị", "Khảo sát đội ngũ", "Lưu hồ sơ"];
        let new = ["Tổ chức hội nghị", "Lưu hồ sơ", "Công khai trên cổng thông tin"];
        assert_eq!(
            told(&old, &new),
            [
                ("removed", "-- Khảo sát đội ngũ-".to_owned()),
                ("added", "+- Công khai trên cổng thông tin+".to_owned())
            ]
        );
    }

    #[test]
    fn a_clause_put_in_its_place_that_is_quite_another_is_one_gone_and_one_come() {
        let told = told(&["Thăm hỏi nhà giáo lão thành"], &["Rà soát quy chế chi tiêu nội bộ"]);
        let kinds: Vec<&str> = told.iter().map(|(is, _)| *is).collect();
        assert_eq!(kinds, ["added", "removed"]);
    }
}
