//! Where signatures belong: what the template left as marks in the pages.

use crate::Place;
use typst::foundations::{Dict, Label, Selector, Value};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// The label that the template gives to the place of a signature.
const SIGNATURE: &str = "signature";

pub(crate) fn signatures(document: &PagedDocument) -> Vec<Place> {
    let Some(label) = Label::new(PicoStr::intern(SIGNATURE)) else { return Vec::new() };
    let introspector = document.introspector();
    let marks = introspector.query(&Selector::Label(label));
    let places = marks.iter().filter_map(|mark| {
        let size = match &mark.to_packed::<MetadataElem>()?.value {
            Value::Dict(size) => size.clone(),
            _ => return None,
        };
        let at = introspector.position(mark.location()?)?;
        let page = document.pages().get(at.page.get() - 1)?;
        Some(Place {
            page: at.page.get(),
            x: at.point.x.to_pt(),
            y: at.point.y.to_pt(),
            width: number(&size, "width"),
            height: number(&size, "height"),
            page_height: page.frame.height().to_pt(),
        })
    });
    places.collect()
}

fn number(size: &Dict, name: &str) -> f64 {
    match size.get(name) {
        Ok(Value::Float(number)) => *number,
        Ok(Value::Int(number)) => *number as f64,
        _ => 0.0,
    }
}
