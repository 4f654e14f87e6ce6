//! What the buttons of the editor do to the form: add, remove and move pieces of text, rows and columns. Each works
//! without scripts: the whole form is sent with the name of the button.

use super::form::{AppendixForm, BlockForm, ColumnForm, PaperForm, RowForm};

/// Columns of a new table.
const NEW_COLUMNS: [(&str, &str); 3] = [("TT", "6"), ("Nội dung", "60"), ("Ghi chú", "34")];

/// What a button asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Keep what is typed.
    Save,
    /// Keep it and make a version of it.
    Finish,
    /// Keep it over what somebody else wrote meanwhile.
    KeepMine,
    /// Something with the pieces: "add:body:3:clause".
    Change(Vec<String>),
}

impl Act {
    /// The act that a button names; an unknown word only saves.
    pub fn of(word: &str) -> Act {
        match word {
            "finish" => Act::Finish,
            "mine" => Act::KeepMine,
            word if word.contains(':') => Act::Change(word.split(':').map(str::to_owned).collect()),
            _ => Act::Save,
        }
    }
}

/// Does what a button asks for; gives the id of the place where to go on. What names nothing changes nothing.
pub fn change(form: &mut PaperForm, words: &[String]) -> Option<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["add-appendix", _] => {
            let text = BlockForm { is: "text".to_owned(), ..BlockForm::default() };
            form.appendices.push(AppendixForm { body: vec![text], ..AppendixForm::default() });
            Some(format!("w-appendices-{}", form.appendices.len() - 1))
        }
        ["drop-appendix", at] => {
            let at = index(at, form.appendices.len())?;
            form.appendices.remove(at);
            Some("w-appendices".to_owned())
        }
        [verb, list, at, rest @ ..] => {
            let blocks = blocks(form, list)?;
            let at = at.parse::<usize>().ok()?;
            let place = block(blocks, verb, at, rest)?;
            Some(format!("w-{}-{place}", list.replace('.', "-")))
        }
        _ => None,
    }
}

fn blocks<'a>(form: &'a mut PaperForm, list: &str) -> Option<&'a mut Vec<BlockForm>> {
    if list == "body" {
        return Some(&mut form.body);
    }
    let at = list.strip_prefix("appendices.")?.strip_suffix(".body")?.parse::<usize>().ok()?;
    form.appendices.get_mut(at).map(|appendix| &mut appendix.body)
}

fn index(word: &str, n: usize) -> Option<usize> {
    word.parse().ok().filter(|at| *at < n)
}

/// Does it to the piece at `at`; gives the place of the piece to go on with.
fn block(blocks: &mut Vec<BlockForm>, verb: &str, at: usize, rest: &[&str]) -> Option<usize> {
    match (verb, rest) {
        // Before the piece at `at`; at the end when there is none.
        ("add", [is]) => {
            let at = at.min(blocks.len());
            blocks.insert(at, new(is, at.checked_sub(1).and_then(|before| blocks.get(before))));
            Some(at)
        }
        ("drop", []) if at < blocks.len() => {
            blocks.remove(at);
            Some(at.saturating_sub(1))
        }
        ("up", []) if at > 0 && at < blocks.len() => {
            blocks.swap(at, at - 1);
            Some(at - 1)
        }
        ("down", []) if at + 1 < blocks.len() => {
            blocks.swap(at, at + 1);
            Some(at + 1)
        }
        _ => {
            table(blocks.get_mut(at)?, verb, rest)?;
            Some(at)
        }
    }
}

fn table(block: &mut BlockForm, verb: &str, rest: &[&str]) -> Option<()> {
    let n = block.columns.len();
    match (verb, rest) {
        ("add-row", []) => block.rows.push(RowForm { is_group: false, cells: vec![String::new(); n] }),
        ("add-group", []) => block.rows.push(RowForm { is_group: true, cells: vec![String::new()] }),
        ("drop-row", [row]) => {
            let row = index(row, block.rows.len())?;
            block.rows.remove(row);
        }
        ("add-column", []) => {
            block.columns.push(ColumnForm { title: String::new(), share: "20".to_owned() });
            for row in block.rows.iter_mut().filter(|row| !row.is_group) {
                row.cells.push(String::new());
            }
        }
        ("drop-column", [column]) if n > 1 => {
            let column = index(column, n)?;
            block.columns.remove(column);
            for row in block.rows.iter_mut().filter(|row| !row.is_group && row.cells.len() > column) {
                row.cells.remove(column);
            }
        }
        _ => return None,
    }
    Some(())
}

/// A new piece: numbered on from the one before when that is of the same type.
fn new(is: &str, before: Option<&BlockForm>) -> BlockForm {
    let before = before.filter(|before| before.is == is);
    let mut block = BlockForm {
        is: is.to_owned(),
        level: before.map_or_else(|| "1".to_owned(), |before| before.level.clone()),
        marker: before.map_or_else(String::new, |before| next(&before.marker)),
        ..BlockForm::default()
    };
    if is == "table" {
        let column = |(title, share): &(&str, &str)| ColumnForm {
            title: (*title).to_owned(),
            share: (*share).to_owned(),
        };
        block.columns = NEW_COLUMNS.iter().map(column).collect();
        block.rows = vec![RowForm { is_group: false, cells: vec![String::new(); NEW_COLUMNS.len()] }];
    }
    block
}

/// The marker after this one: "Điều 2." after "Điều 1.", "b)" after "a)", "-" after "-".
fn next(marker: &str) -> String {
    let end = marker.trim_end_matches(['.', ')']);
    let (head, tail) = (end.rsplit_once(' ').map_or("", |(head, _)| head), &marker[end.len()..]);
    let word = end.rsplit(' ').next().unwrap_or_default();
    let gap = if head.is_empty() { "" } else { " " };
    if let Ok(n) = word.parse::<u32>() {
        return format!("{head}{gap}{}{tail}", n.saturating_add(1));
    }
    let roman = (1..40).find(|n| domain::text::roman(*n).as_deref() == Some(word));
    if let Some(after) = roman.and_then(|n| domain::text::roman(n + 1)).filter(|_| tail == ".") {
        return format!("{head}{gap}{after}{tail}");
    }
    let point = (1..).map_while(paper::lettering::point).position(|point| point == marker);
    point.and_then(|at| paper::lettering::point(at + 2)).unwrap_or_else(|| marker.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(':').map(str::to_owned).collect()
    }

    #[test]
    fn markers_go_on() {
        for (marker, after) in
            [("Điều 1.", "Điều 2."), ("IX.", "X."), ("2.", "3."), ("d)", "đ)"), ("-", "-"), ("", "")]
        {
            assert_eq!(next(marker), after);
        }
    }

    #[test]
    fn pieces_are_added_moved_and_removed() {
        let mut form = PaperForm::default();
        assert_eq!(change(&mut form, &words("add:body:0:clause")).as_deref(), Some("w-body-0"));
        form.body[0].marker = "Điều 1.".to_owned();
        assert_eq!(change(&mut form, &words("add:body:9:clause")).as_deref(), Some("w-body-1"));
        assert_eq!(form.body[1].marker, "Điều 2.");
        change(&mut form, &words("up:body:1"));
        assert_eq!(form.body[0].marker, "Điều 2.");
        change(&mut form, &words("drop:body:0"));
        assert_eq!(form.body.len(), 1);
        change(&mut form, &words("add-appendix:0"));
        change(&mut form, &words("add:appendices.0.body:0:table"));
        change(&mut form, &words("add-column:appendices.0.body:0"));
        assert_eq!(form.appendices[0].body[0].columns.len(), 4);
        assert_eq!(form.appendices[0].body[0].rows[0].cells.len(), 4);
    }

    #[test]
    fn what_names_nothing_changes_nothing() {
        let mut form = PaperForm::default();
        for word in
            ["drop:body:0", "up:body:1", "add-row:body:7", "drop-appendix:3", "add:nowhere:0:text", "x:y"]
        {
            assert_eq!(change(&mut form, &words(word)), None, "{word}");
        }
        assert_eq!(form, PaperForm::default());
    }
}
