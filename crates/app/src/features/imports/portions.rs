//! The review in portions: a page shows what fits a screen or two, and says where the rest is. The rest comes as people
//! scroll to it or ask for it; without a script each portion is a link. What is answered costs as much as a portion does.

use super::Import;
use super::actions;
use super::marks;
use super::pages::ImportView;
use super::view::{self, RowView, tab_of};
use super::waiting::view_of;
use super::words::LookView;
use crate::app::App;
use crate::rights::{May, ReadImport};
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::rights::Act;
use draft::{Draft, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::{IntoParams, ToSchema};
use web::{Context, Error, Page, Query, See, Show, Wants};

/// Rows of one table at once.
pub const ROWS_MAX: usize = 40;
/// Lines of the document at once.
pub const LINES_MAX: usize = 120;
/// Places to look at at once.
pub const LOOKS_MAX: usize = 40;

/// Which part of the review to show.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
pub struct Wanted {
    /// head, grounds, sessions, roadmap, duties, campaigns, budget, recipients.
    pub tab: String,
    /// "roadmap.3": of which table which portion, from 0.
    pub rows: String,
    /// Which portion of the document.
    pub lines: Option<usize>,
    /// Which portion of the places to look at.
    pub looks: Option<usize>,
    /// Which portion of the small defects.
    pub small: Option<usize>,
}

impl Wanted {
    /// The portion of a kind's table that is asked for; the first where none is.
    pub fn rows_of(&self, kind: Kind) -> usize {
        self.table().filter(|(asked, _)| *asked == kind).map_or(0, |(_, at)| at)
    }

    /// The tab that is asked for, by its name or by a table in it.
    pub fn tab(&self) -> &str {
        match self.table() {
            Some((kind, _)) if self.tab.is_empty() => tab_of(kind),
            _ => &self.tab,
        }
    }

    fn table(&self) -> Option<(Kind, usize)> {
        let (list, at) = self.rows.split_once('.')?;
        Some((Kind::from_list(list)?, at.parse().ok()?))
    }
}

/// One portion of a list, shown here or elsewhere.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PortionView {
    /// What to ask for: "rows=roadmap.3".
    pub name: String,
    /// Of its element.
    pub id: String,
    /// Where it is shown without a script.
    pub href: String,
    /// The first of it, from 1: a row, a place to look at, a line of the document.
    pub first: usize,
    /// The last of it.
    pub last: usize,
    /// Of how many.
    pub total: usize,
    /// It is the one shown.
    pub is_here: bool,
    /// Ids of the places to look at in it, when it is not shown.
    pub items: Vec<String>,
    /// Those of them that wait: open, or small with a mend that can be put into the items.
    pub waiting: Vec<String>,
}

/// Cuts a list; `what` and the number of a portion ask for it: "looks=" or "rows=roadmap.".
pub fn cut(total: usize, size: usize, here: usize, what: &str, tab: Option<&str>) -> Vec<PortionView> {
    let last = total.saturating_sub(1) / size;
    let here = here.min(last);
    let portion = |at: usize| {
        let name = format!("{what}{at}");
        let tab = tab.map(|tab| format!("tab={tab}&")).unwrap_or_default();
        let id = format!("portion-{}-{at}", list_of(what));
        PortionView {
            href: format!("?{tab}{name}#{id}"),
            id,
            name,
            first: at * size + 1,
            last: ((at + 1) * size).min(total),
            total,
            is_here: at == here,
            items: Vec::new(),
            waiting: Vec::new(),
        }
    };
    (0..=last).map(portion).collect()
}

/// "roadmap" of "rows=roadmap.", "looks" of "looks=".
fn list_of(what: &str) -> &str {
    what.trim_end_matches(['=', '.']).rsplit('=').next().unwrap_or_default()
}

/// Where a row stands on the page without a script.
pub fn href_of_row(draft: &Draft, path: &str, kind: Kind, id: &str) -> String {
    let at = draft.items.iter().filter(|i| i.value.kind() == kind).position(|i| i.path == path).unwrap_or(0);
    row_href(kind, at, id)
}

/// The same for a row whose place among its kind is known.
pub fn row_href(kind: Kind, at: usize, id: &str) -> String {
    let tab = tab_of(kind);
    match at / ROWS_MAX {
        0 => format!("?tab={tab}#{id}"),
        portion => format!("?tab={tab}&rows={}.{portion}#{id}", kind.list()),
    }
}

/// Where a place to look at stands; `tab` is the part of the result to show beside it.
pub fn href_of_look(draft: &Draft, id: &str, tab: Option<&str>) -> String {
    let mut query: Vec<String> = tab.map(|tab| format!("tab={tab}")).into_iter().collect();
    if let Some(issue) = draft.issue(id) {
        let is_small = issue.severity == draft::Severity::Small;
        let alike = draft.issues.iter().filter(|i| (i.severity == draft::Severity::Small) == is_small);
        match alike.take_while(|i| i.id != id).count() / LOOKS_MAX {
            0 => {}
            at => query.push(format!("{}={at}", if is_small { "small" } else { "looks" })),
        }
    }
    match query.is_empty() {
        true => format!("#item-{id}"),
        false => format!("?{}#item-{id}", query.join("&")),
    }
}

/// The lines of a portion of the document.
pub fn lines_of(at: usize) -> BTreeSet<u32> {
    let line = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (line(at.saturating_mul(LINES_MAX)) + 1..=line((at + 1).saturating_mul(LINES_MAX))).collect()
}

/// A portion by itself: one of the lists is filled.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortionPage {
    /// The import.
    pub import: ImportView,
    /// Rows of a table.
    pub rows: Vec<RowView>,
    /// Places to look at.
    pub looks: Vec<LookView>,
    /// Lines of the document.
    pub source: Vec<marks::SourceLine>,
    /// Whether this person may change it.
    pub may_review: bool,
}

impl Page for PortionPage {
    const TEMPLATE: &'static str = "imports/portion.html";
}

/// GET /imports/{id}/portion
pub async fn show(
    may: May<Import, ReadImport>,
    State(app): State<App>,
    context: Context,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Error> {
    let row = may.row().clone();
    if context.wants == Wants::Html && !context.wants_fragment {
        // Somebody opened the address itself: the portion on its page.
        return Ok(See::other(format!("/imports/{}?{}", row.id, query(&wanted))).into_response());
    }
    let may_review = may.also(&app, Act::ReviewImport).await?;
    let actions::Loaded { import, source, draft } =
        actions::load(app.db.read(), row).await.map_err(Error::from)?;
    let mut page = PortionPage {
        import: view_of(&app, &import).await?,
        rows: Vec::new(),
        looks: Vec::new(),
        source: Vec::new(),
        may_review,
    };
    match (wanted.table(), wanted.lines, wanted.looks, wanted.small) {
        (Some((kind, at)), ..) => page.rows = view::rows(&context, &draft, kind, at),
        (_, Some(at), ..) if at <= source.lines.len() / LINES_MAX => {
            page.source = marks::mark(&source, &draft, Some(&lines_of(at)));
        }
        (_, _, Some(at), _) => page.looks = view::looks_in(&context, &draft, false, at),
        (_, _, _, Some(at)) => page.looks = view::looks_in(&context, &draft, true, at),
        _ => return Err(Error::not_found()),
    }
    Ok(Show(page).into_response())
}

fn query(wanted: &Wanted) -> String {
    let mut parts = Vec::new();
    if let Some((kind, at)) = wanted.table() {
        parts.push(format!("tab={}&rows={}.{at}", tab_of(kind), kind.list()));
    }
    let numbers = [("lines", wanted.lines), ("looks", wanted.looks), ("small", wanted.small)];
    parts.extend(numbers.iter().filter_map(|(name, at)| Some(format!("{name}={}", (*at)?))));
    parts.join("&")
}

#[cfg(test)]
mod tests {
    use super::{LINES_MAX, cut, lines_of};

    #[test]
    fn a_list_is_cut_without_gaps_and_one_portion_is_here() {
        for (total, here) in [(0, 0), (1, 0), (40, 3), (41, 1), (500, 12), (500, 99)] {
            let all = cut(total, 40, here, "rows=roadmap.", Some("roadmap"));
            assert_eq!(all.iter().filter(|p| p.is_here).count(), 1, "{total} {here}");
            assert_eq!((all[0].first, all.last().unwrap().last), (1, total));
            assert!(all.windows(2).all(|two| two[0].last + 1 == two[1].first), "{total}");
        }
        let second = &cut(100, 40, 0, "rows=roadmap.", Some("roadmap"))[1];
        assert_eq!(second.href, "?tab=roadmap&rows=roadmap.1#portion-roadmap-1");
        assert_eq!(second.name, "rows=roadmap.1");
        assert_eq!(cut(100, 40, 0, "looks=", None)[2].href, "?looks=2#portion-looks-2");
    }

    #[test]
    fn lines_of_portions_follow_one_another() {
        assert_eq!(lines_of(0).first(), Some(&1));
        assert_eq!(lines_of(0).len(), LINES_MAX);
        assert_eq!(lines_of(1).first().unwrap() - 1, *lines_of(0).last().unwrap());
    }
}
