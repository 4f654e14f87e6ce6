//! Letterheads and signatures set with tabs instead of a table: two columns woven into the same lines, unwoven here.

use crate::signs;
use domain::source::Line;
use domain::text::key;

/// Tidies all lines and takes woven columns apart.
pub(super) fn finish(lines: Vec<Line>) -> Vec<Line> {
    let mut out = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let Some(is_end) = opens_frame(&line) else {
            out.push(tidied(line));
            continue;
        };
        let (mut left, mut right) = (Vec::new(), Vec::new());
        split(&line, &mut left, &mut right);
        // A letterhead ends with its last woven line; after the signature nothing but the signature follows.
        while let Some(line) =
            lines.next_if(|line| line.cells.is_none() && (is_end || line.text.contains('\t')))
        {
            split(&line, &mut left, &mut right);
        }
        out.extend(left);
        out.push(Line::default());
        out.extend(right);
        out.push(Line::default());
    }
    out
}

/// Whether the line begins a woven letterhead (false) or signature (true).
fn opens_frame(line: &Line) -> Option<bool> {
    let (left, right) = line.text.split_once('\t').filter(|_| line.cells.is_none())?;
    let (left, right) = (key(left), key(right));
    if left.starts_with("noi nhan") {
        return Some(true);
    }
    (!left.is_empty() && right.starts_with("cong hoa xa hoi")).then_some(false)
}

fn split(line: &Line, left: &mut Vec<Line>, right: &mut Vec<Line>) {
    let text = line.text.clone();
    let half = |text: &str| Line { text: signs::one_line(text), ..line.clone() };
    match text.split_once('\t') {
        Some((before, after)) => {
            if !before.trim().is_empty() {
                left.push(half(before));
            }
            if !after.trim().is_empty() {
                right.push(half(after));
            }
        }
        None if text.trim().is_empty() => {}
        // Recipients begin with a dash; what has neither a dash nor a tab is centred under the signer's title.
        None if text.trim_start().starts_with(['-', '–', '+']) => left.push(half(&text)),
        None => right.push(half(&text)),
    }
}

fn tidied(mut line: Line) -> Line {
    if line.cells.is_none() {
        line.text = signs::tidy(&line.text);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[&str]) -> Vec<String> {
        let lines = lines.iter().map(|text| Line { text: (*text).to_owned(), ..Line::default() }).collect();
        finish(lines).into_iter().map(|line| line.text).filter(|text| !text.is_empty()).collect()
    }

    #[test]
    fn a_letterhead_set_with_tabs_is_unwoven() {
        let got = texts(&[
            "UBND TỈNH HÀ NAM\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "SỞ GIÁO DỤC\tĐộc lập - Tự do - Hạnh phúc",
            "KẾ HOẠCH",
        ]);
        let want = [
            "UBND TỈNH HÀ NAM",
            "SỞ GIÁO DỤC",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
        ];
        assert_eq!(got[..4], want);
        assert_eq!(got[4], "KẾ HOẠCH");
    }

    #[test]
    fn a_signature_set_with_tabs_is_unwoven() {
        let got = texts(&[
            "Nơi nhận:\t\tKT. GIÁM ĐỐC",
            "- Như trên;\tPHÓ GIÁM ĐỐC",
            "- Lưu: VT.",
            "\t\tTrần Văn Mẫu",
        ]);
        assert_eq!(
            got,
            ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Mẫu"]
        );
    }
}
