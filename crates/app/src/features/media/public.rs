//! The public news of a plan: a page, its items, their pictures and a feed, for everybody. Only what has a published version,
//! was meant for this page and whose embargo has ended is there; of everything else the answer is the same: not found.

use super::pages::{
    Correction, PublicItem, PublicItemPage, PublicListPage, PublicPicture, PublicRemovedPage,
};
use super::{actions, pictures};
use crate::app::App;
use crate::features::units;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use domain::ids::{MediaItemId, MediaPictureId, UnitId};
use domain::media::{blocks, plain};
use domain::time::Moment;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde_json::json;
use std::collections::HashMap;
use tables::{media_item, media_page, media_picture, media_version, plan};
use web::{Context, Error, Page, Path};

/// Items on the page and in the feed, the latest first.
const ITEMS_MAX: u64 = 100;
/// Letters of a text in a list, in the head of a page and in the feed.
const LEAD_LETTERS_MAX: usize = 240;
/// What is taken down or corrected is gone from caches within a minute.
const CACHING: &str = "public, max-age=60";

/// The page of a plan that is open, and the plan. Closed pages, recalled plans and addresses that never were look the same.
async fn open(app: &App, slug: &str) -> Result<(media_page::Model, plan::Model), Error> {
    let conn = app.db.read();
    let page = media_page::at(slug).one(conn).await?.ok_or_else(Error::not_found)?;
    let page = actions::open_page(conn, page.plan_id).await?.ok_or_else(Error::not_found)?;
    let plan = plan::by_id(page.plan_id).one(conn).await?.ok_or_else(Error::not_found)?;
    Ok((page, plan))
}

/// Whether an item was put before the public on this page; it may have been taken down since.
fn was_shown(row: &media_item::Model, now: Moment) -> bool {
    row.on_page
        && row.published_version.is_some()
        && row.published_at.is_some_and(|at| at <= now)
        && row.embargo_at.is_none_or(|until| until <= now)
}

/// The item of this address and its published version.
async fn found(
    app: &App,
    (page, slug): (&media_page::Model, &str),
) -> Result<(media_item::Model, media_version::Model), Error> {
    let conn = app.db.read();
    let row = media_item::Entity::find()
        .filter(media_item::Column::PlanId.eq(page.plan_id))
        .filter(media_item::Column::Slug.eq(slug))
        .one(conn)
        .await?;
    let row = row.filter(|row| was_shown(row, app.now())).ok_or_else(Error::not_found)?;
    let no = row.published_version.ok_or_else(Error::not_found)?;
    let version = media_version::numbered(row.id, no).one(conn).await?;
    Ok((row, version.ok_or_else(Error::not_found)?))
}

/// What the public may read on a page, the latest first.
async fn items(app: &App, page: &media_page::Model) -> Result<Vec<PublicItem>, Error> {
    let (conn, now) = (app.db.read(), app.now());
    let rows = media_item::Entity::find()
        .filter(media_item::Column::PlanId.eq(page.plan_id))
        .filter(media_item::Column::OnPage.eq(true))
        .filter(media_item::Column::PublishedVersion.is_not_null())
        .filter(media_item::Column::RemovedAt.is_null())
        .filter(media_item::Column::PublishedAt.lte(now))
        .order_by_desc(media_item::Column::PublishedAt)
        .order_by_desc(media_item::Column::Id)
        .limit(ITEMS_MAX)
        .all(conn)
        .await?;
    let rows: Vec<media_item::Model> = rows.into_iter().filter(|row| was_shown(row, now)).collect();
    let ids: Vec<MediaItemId> = rows.iter().map(|row| row.id).collect();
    let versions =
        media_version::Entity::find().filter(media_version::Column::ItemId.is_in(ids)).all(conn).await?;
    let versions: HashMap<_, _> = versions.into_iter().map(|row| ((row.item_id, row.no), row)).collect();
    let units: Vec<_> = rows
        .iter()
        .filter_map(|row| Some(answers(row, versions.get(&(row.id, row.published_version?))?)))
        .collect();
    let names = units::refs(conn, &units, now.local_day()).await?;
    let names: HashMap<_, String> = names.into_iter().map(|unit| (unit.id, unit.name)).collect();
    let view = |row: &media_item::Model| {
        let version = versions.get(&(row.id, row.published_version?))?;
        Some(PublicItem {
            title: version.title.clone(),
            address: format!("/p/{}/news/{}", page.slug, row.slug),
            lead: lead(&version.body),
            kind: row.kind,
            unit: names.get(&answers(row, version)).cloned().unwrap_or_default(),
            at: row.published_at?,
            updated_at: version.published_at?,
        })
    };
    Ok(rows.iter().filter_map(view).collect())
}

/// The unit under whose name a version was approved: another may be in charge of the next one meanwhile.
fn answers(row: &media_item::Model, version: &media_version::Model) -> UnitId {
    version.unit_id.unwrap_or(row.unit_id)
}

/// The beginning of a text, cut between words.
fn lead(body: &str) -> String {
    let text = plain(body);
    if text.chars().count() <= LEAD_LETTERS_MAX {
        return text;
    }
    let cut: String = text.chars().take(LEAD_LETTERS_MAX).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole}…")
}

/// A page for everybody: without cookies, so that caches may keep it for a minute.
fn show<P: Page>(context: &Context, page: P) -> Result<Response, Error> {
    let status = page.status();
    let mut response = (status, context.paint(page)?).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHING));
    // The words around the news follow the reader's language and theme.
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding, accept-language, cookie"));
    Ok(response)
}

fn whole(app: &App, address: &str) -> String {
    format!("{}{address}", app.config.server.public_url.trim_end_matches('/'))
}

/// GET /p/{page}/news
pub async fn list(
    State(app): State<App>,
    context: Context,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let (page, plan) = open(&app, &slug).await?;
    let unit = units::actions::short_name(app.db.read(), plan.unit_id, app.now().local_day()).await?;
    let address = format!("/p/{}/news", page.slug);
    let shown = PublicListPage {
        canonical: whole(&app, &address),
        feed: format!("/p/{}/news.atom", page.slug),
        items: items(&app, &page).await?,
        subject: plan.subject,
        number: plan.number,
        unit,
    };
    show(&context, shown)
}

/// GET /p/{page}/news/{item}
pub async fn item(
    State(app): State<App>,
    context: Context,
    Path((page, item)): Path<(String, String)>,
) -> Result<Response, Error> {
    let (page, plan) = open(&app, &page).await?;
    let (row, version) = found(&app, (&page, &item)).await?;
    let list = format!("/p/{}/news", page.slug);
    if let Some(at) = row.removed_at {
        let removed =
            PublicRemovedPage { title: version.title, subject: plan.subject, list, at, why: row.removed_why };
        return show(&context, removed);
    }
    let conn = app.db.read();
    let address = format!("{list}/{}", row.slug);
    let unit = units::refs(conn, &[answers(&row, &version)], app.now().local_day()).await?.pop();
    let unit = unit.map(|unit| unit.name).unwrap_or_default();
    let versions = media_version::of(row.id).all(conn).await?;
    let corrections = versions
        .into_iter()
        .filter(|version| !version.correction.is_empty())
        .filter_map(|version| Some(Correction { at: version.published_at?, text: version.correction }))
        .collect();
    let pictures: Vec<PublicPicture> = pictures_of(&app, &version)
        .await?
        .into_iter()
        .map(|picture| PublicPicture {
            src: format!("{address}/{}", picture.id),
            alt: picture.alt,
            caption: picture.caption,
            credit: picture.credit,
        })
        .collect();
    let published_at = row.published_at.ok_or_else(Error::not_found)?;
    let updated_at = version.published_at.unwrap_or(published_at);
    let by = if version.byline.is_empty() { unit.clone() } else { version.byline.clone() };
    let image = pictures.first().map(|picture| whole(&app, &picture.src));
    let linked = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": version.title,
        "datePublished": published_at,
        "dateModified": updated_at,
        "inLanguage": "vi",
        "url": whole(&app, &address),
        "image": image,
        "author": {"@type": if version.byline.is_empty() { "Organization" } else { "Person" }, "name": by},
        "publisher": {"@type": "Organization", "name": unit},
    });
    let shown = PublicItemPage {
        lead: lead(&version.body),
        blocks: blocks(&version.body),
        title: version.title,
        canonical: whole(&app, &address),
        subject: plan.subject,
        list,
        feed: format!("/p/{}/news.atom", page.slug),
        unit,
        byline: version.byline,
        credit: version.credit,
        licence: version.licence,
        published_at,
        updated_at,
        corrections,
        pictures,
        image,
        linked,
    };
    show(&context, shown)
}

/// The pictures that a version shows, in its order.
async fn pictures_of(app: &App, version: &media_version::Model) -> Result<Vec<media_picture::Model>, Error> {
    let ids: Vec<MediaPictureId> = serde_json::from_str(&version.pictures).map_err(Error::unexpected)?;
    let rows = media_picture::all_of(version.item_id).all(app.db.read()).await?;
    Ok(rows.into_iter().filter(|row| ids.contains(&row.id) && pictures::is_open(row)).collect())
}

/// GET /p/{page}/news/{item}/{picture}
pub async fn picture(
    State(app): State<App>,
    Path((page, item, picture)): Path<(String, String, MediaPictureId)>,
) -> Result<Response, Error> {
    let (page, _) = open(&app, &page).await?;
    let (row, version) = found(&app, (&page, &item)).await?;
    if row.removed_at.is_some() {
        return Err(Error::not_found());
    }
    let shown = pictures_of(&app, &version).await?;
    let found = shown.into_iter().find(|row| row.id == picture).ok_or_else(Error::not_found)?;
    pictures::send(&app, &found, CACHING).await
}

/// GET /p/{page}/news.atom (RFC 4287)
pub async fn feed(State(app): State<App>, Path(slug): Path<String>) -> Result<Response, Error> {
    let (page, plan) = open(&app, &slug).await?;
    let items = items(&app, &page).await?;
    let unit = units::actions::short_name(app.db.read(), plan.unit_id, app.now().local_day()).await?;
    let (home, own) = (format!("/p/{}/news", page.slug), format!("/p/{}/news.atom", page.slug));
    let updated = items.iter().map(|item| item.updated_at).max().unwrap_or(page.updated_at);
    let entry = |item: &PublicItem| {
        let address = whole(&app, &item.address);
        format!(
            "<entry><id>{0}</id><title>{1}</title><link href=\"{0}\"/><published>{2}</published>\
             <updated>{3}</updated><author><name>{4}</name></author><summary>{5}</summary></entry>",
            plain_xml(&address),
            plain_xml(&item.title),
            item.at,
            item.updated_at,
            plain_xml(&item.unit),
            plain_xml(&item.lead),
        )
    };
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\
         <id>{0}</id><title>{1}</title><updated>{2}</updated><author><name>{3}</name></author>\
         <link href=\"{0}\"/><link rel=\"self\" href=\"{4}\"/>{5}</feed>\n",
        plain_xml(&whole(&app, &home)),
        plain_xml(&plan.subject),
        updated,
        plain_xml(&unit),
        plain_xml(&whole(&app, &own)),
        items.iter().map(entry).collect::<String>(),
    );
    let kind = HeaderValue::from_static("application/atom+xml; charset=utf-8");
    let caching = HeaderValue::from_static(CACHING);
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, caching)], text)
        .into_response())
}

/// Text in XML: five signs have names, and what XML 1.0 knows no character for is left out.
fn plain_xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_are_cut_between_words_and_feeds_hold_no_marks() {
        assert_eq!(lead("## Mở đầu\nHội nghị"), "Mở đầu Hội nghị");
        let long = lead(&"một hai ".repeat(100));
        assert!(long.ends_with("…") && long.chars().count() <= LEAD_LETTERS_MAX + 1, "{long}");
        assert_eq!(plain_xml("<a href=\"x\">'&\u{1}"), "&lt;a href=&quot;x&quot;&gt;&apos;&amp;");
    }
}
