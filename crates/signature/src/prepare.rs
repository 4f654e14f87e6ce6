//! Places for signatures in a PDF that is to be signed elsewhere: empty signature fields, added behind the file so that
//! not a byte of it changes.

use crate::file::{Revision, text_string, write_dict, write_maybe};
use crate::{SignatureError, refuse};
use hayro_syntax::object::{Array, Dict};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A place for a signature, in points from the upper left corner of its page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The page, from 1.
    pub page: usize,
    /// Distance from the left edge.
    pub x: f64,
    /// Distance from the upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Name of the field, as signing programs show it.
    pub label: String,
}

/// Adds an empty signature field at each place. The file stays as it is; what is new stands behind it.
pub fn prepare(pdf: &[u8], places: &[Place]) -> Result<Vec<u8>, SignatureError> {
    refuse(pdf)?;
    catch_unwind(AssertUnwindSafe(|| add(pdf, places))).unwrap_or(Err(SignatureError::NotPdf))
}

fn add(pdf: &[u8], places: &[Place]) -> Result<Vec<u8>, SignatureError> {
    let file = Revision::open(pdf)?;
    if places.is_empty() {
        return Ok(pdf.to_vec());
    }
    let mut update = Update { next: file.trailer.size, objects: BTreeMap::new() };
    let mut fields = Vec::new();
    let mut on_pages: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    let mut names = taken_names(&file)?;
    for (n, place) in places.iter().enumerate() {
        let field =
            widget(&file, place, &mut update, &mut names).ok_or(SignatureError::NoSuchPlace(n + 1))?;
        fields.push(field);
        on_pages.entry(place.page - 1).or_default().push(field);
    }
    for (page, widgets) in on_pages {
        add_to_page(&file, page, &widgets, &mut update).ok_or(SignatureError::NotPdf)?;
    }
    add_to_form(&file, &fields, &mut update).ok_or(SignatureError::NotPdf)?;
    Ok(update.behind(pdf, &file))
}

/// What is added: objects by number.
struct Update {
    next: u32,
    objects: BTreeMap<u32, Vec<u8>>,
}

impl Update {
    fn add(&mut self, body: Vec<u8>) -> u32 {
        let number = self.next;
        self.next += 1;
        self.objects.insert(number, body);
        number
    }

    /// The file with the objects behind it, and a cross-reference of the kind that it has.
    fn behind(mut self, pdf: &[u8], file: &Revision) -> Vec<u8> {
        let mut out = pdf.to_vec();
        if !out.ends_with(b"\n") {
            out.push(b'\n');
        }
        let mut places = BTreeMap::new();
        for (number, body) in &self.objects {
            places.insert(*number, out.len());
            out.extend(format!("{number} 0 obj\n").bytes());
            out.extend(body);
            out.extend(b"\nendobj\n");
        }
        let root = file.pdf.xref().root_id();
        let (at, prev) = (out.len(), file.trailer.at);
        let common = |size: u32| {
            format!("/Size {size}\n/Root {} {} R\n/Prev {prev}\n", root.obj_number, root.gen_number)
        };
        if file.trailer.is_table {
            out.extend(b"xref\n");
            for (first, rows) in runs(&places) {
                out.extend(format!("{first} {}\n", rows.len()).bytes());
                for place in rows {
                    out.extend(format!("{place:010} 00000 n \n").bytes());
                }
            }
            out.extend(format!("trailer\n<<{}", common(self.next)).bytes());
            out.extend(&file.trailer.kept);
            out.extend(b">>\n");
        } else {
            let own = self.next;
            self.next += 1;
            places.insert(own, at);
            let (mut index, mut rows) = (String::new(), Vec::new());
            for (first, run) in runs(&places) {
                let _ = write!(index, "{first} {} ", run.len());
                for place in run {
                    rows.push(1);
                    rows.extend(u32::try_from(place).unwrap_or(u32::MAX).to_be_bytes());
                    rows.extend([0, 0]);
                }
            }
            let dict =
                format!("{own} 0 obj\n<</Type /XRef\n/W [1 4 2]\n/Index [{index}]\n/Length {}\n", rows.len());
            out.extend(dict.bytes());
            out.extend(common(self.next).bytes());
            out.extend(&file.trailer.kept);
            out.extend(b">>\nstream\n");
            out.extend(rows);
            out.extend(b"\nendstream\nendobj\n");
        }
        out.extend(format!("startxref\n{at}\n%%EOF\n").bytes());
        out
    }
}

/// Places of objects whose numbers follow each other.
fn runs(places: &BTreeMap<u32, usize>) -> Vec<(u32, Vec<usize>)> {
    let mut runs: Vec<(u32, Vec<usize>)> = Vec::new();
    for (number, place) in places {
        match runs.last_mut() {
            Some((first, run)) if u32::try_from(run.len()).is_ok_and(|n| *first + n == *number) => {
                run.push(*place);
            }
            _ => runs.push((*number, vec![*place])),
        }
    }
    runs
}

fn taken_names(file: &Revision) -> Result<Vec<String>, SignatureError> {
    let found = crate::find::signatures(file)?;
    Ok(found.signed.into_iter().map(|one| one.field).chain(found.empty).collect())
}

/// The field, which is its own annotation, with an appearance that draws nothing (PDF/A asks for one).
fn widget(file: &Revision, place: &Place, update: &mut Update, names: &mut Vec<String>) -> Option<u32> {
    let pages = file.pdf.pages();
    let page = pages.get(place.page.checked_sub(1)?)?;
    let numbers = [place.x, place.y, place.width, place.height];
    let is_sound = numbers.iter().all(|n| n.is_finite() && n.abs() < 20_000.0);
    if !is_sound || place.width <= 0.0 || place.height <= 0.0 {
        return None;
    }
    let page_id = page.raw().obj_id()?;
    let media = page.media_box();
    let (left, top) = (media.x0 + place.x, media.y1 - place.y);
    let (right, bottom) = (left + place.width, top - place.height);
    if right < media.x0 || left > media.x1 || bottom > media.y1 || top < media.y0 {
        return None;
    }
    let looks = format!(
        "<</Type /XObject /Subtype /Form /BBox [0 0 {:.2} {:.2}] /Length 0>>\nstream\n\nendstream",
        place.width, place.height
    );
    let looks = update.add(looks.into_bytes());
    let name = free_name(&place.label, names);
    let body = format!(
        "<</Type /Annot /Subtype /Widget /FT /Sig /T {} /F 4 /Rect [{left:.2} {bottom:.2} {right:.2} {top:.2}] /P {} {} R \
         /AP <</N {looks} 0 R>>>>",
        text_string(&name),
        page_id.obj_number,
        page_id.gen_number
    );
    names.push(name);
    Some(update.add(body.into_bytes()))
}

/// The label, with a number behind it when a field has that name. A full stop would part the name of a field in two.
fn free_name(label: &str, names: &[String]) -> String {
    let label = crate::names::clean(label).replace('.', " ");
    let label = if label.trim().is_empty() { "Chữ ký".to_owned() } else { label.trim().to_owned() };
    let is_free = |name: &String| !names.contains(name);
    let numbered = (2..).map(|n| format!("{label} {n}"));
    std::iter::once(label.clone()).chain(numbered).find(is_free).unwrap_or(label)
}

fn add_to_page(file: &Revision, page: usize, widgets: &[u32], update: &mut Update) -> Option<()> {
    let raw = file.pdf.pages().get(page)?.raw().clone();
    let id = raw.obj_id().filter(|id| id.gen_number == 0)?;
    let mut out = Vec::new();
    write_dict(&raw, &["Annots"], &mut out, 0)?;
    out.extend(b"/Annots [");
    write_refs(raw.get("Annots"), widgets, &mut out)?;
    out.extend(b"]>>");
    update.objects.insert(id.obj_number, out);
    Some(())
}

/// The members of a list and the new ones behind them.
fn write_refs(old: Option<Array<'_>>, new: &[u32], out: &mut Vec<u8>) -> Option<()> {
    for item in old.iter().flat_map(Array::raw_iter) {
        write_maybe(&item, out, 1)?;
        out.push(b' ');
    }
    for number in new {
        out.extend(format!("{number} 0 R ").bytes());
    }
    Some(())
}

/// The form of the file with the new fields: the one that is there, or a new one in the catalog.
fn add_to_form(file: &Revision, fields: &[u32], update: &mut Update) -> Option<()> {
    let catalog = file.catalog()?;
    let root = file.pdf.xref().root_id();
    let form = catalog.get::<Dict<'_>>("AcroForm");
    let mut body = Vec::new();
    match &form {
        Some(form) => write_dict(form, &["Fields"], &mut body, 0)?,
        None => body.extend(b"<<"),
    }
    body.extend(b"/Fields [");
    write_refs(form.as_ref().and_then(|form| form.get("Fields")), fields, &mut body)?;
    body.extend(b"]>>");
    match catalog.get_ref("AcroForm") {
        Some(to) if to.gen_number == 0 => {
            update.objects.insert(to.obj_number, body);
        }
        _ => {
            let number = update.add(body);
            let mut out = Vec::new();
            write_dict(&catalog, &["AcroForm"], &mut out, 0)?;
            out.extend(format!("/AcroForm {number} 0 R>>").bytes());
            (root.gen_number == 0).then(|| update.objects.insert(root.obj_number, out))?;
        }
    }
    Some(())
}
