//! Paging: which page of a list, how many to a page, and the page with what it needs to print its numbers.

use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QuerySelect, Select};
use serde::{Deserialize, Serialize};

use crate::DbError;

/// Rows to a page when nothing was asked.
pub const PAGE_ROWS: u64 = 50;
/// Most rows to a page.
pub const PAGE_ROWS_MAX: u64 = 200;
/// Highest page that can be asked for; past it a search is the better question.
pub const PAGE_NUMBER_MAX: u64 = 100_000;

/// Which page, as it stands in an address: `?page=2&size=50`. Wrong numbers become the nearest right ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Asked")]
pub struct Page {
    /// From 1.
    pub page: u64,
    /// Rows to a page.
    pub size: u64,
}

#[derive(Deserialize)]
struct Asked {
    page: Option<u64>,
    size: Option<u64>,
}

impl From<Asked> for Page {
    fn from(asked: Asked) -> Self {
        Self::new(asked.page.unwrap_or(1), asked.size.unwrap_or(PAGE_ROWS))
    }
}

impl Default for Page {
    fn default() -> Self {
        Self::new(1, PAGE_ROWS)
    }
}

impl Page {
    /// The page `page` of `size` rows, within the limits.
    pub fn new(page: u64, size: u64) -> Self {
        Self { page: page.clamp(1, PAGE_NUMBER_MAX), size: size.clamp(1, PAGE_ROWS_MAX) }
    }

    /// Rows to take.
    pub fn limit(self) -> u64 {
        self.size
    }

    /// Rows to pass over.
    pub fn offset(self) -> u64 {
        (self.page - 1) * self.size
    }
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Paged<T> {
    /// The rows of this page.
    pub items: Vec<T>,
    /// Rows on all pages.
    pub total: u64,
    /// This page, from 1.
    pub page: u64,
    /// Rows to a page.
    pub size: u64,
    /// Number of pages, at least 1.
    pub n_pages: u64,
}

impl<T> Paged<T> {
    /// Puts a page together from rows that were cut out already.
    pub fn new(items: Vec<T>, total: u64, page: Page) -> Self {
        Self { items, total, page: page.page, size: page.size, n_pages: total.div_ceil(page.size).max(1) }
    }

    /// The same page with other rows.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Paged<U> {
        let Self { items, total, page, size, n_pages } = self;
        Paged { items: items.into_iter().map(turn).collect(), total, page, size, n_pages }
    }
}

/// Counts `list` and reads one page of it, the last one when there are not so many pages. The list must state its order, down to a column that is unique.
pub async fn page<E, C>(list: Select<E>, page: Page, conn: &C) -> Result<Paged<E::Model>, DbError>
where
    E: EntityTrait,
    E::Model: FromQueryResult + Send + Sync,
    C: ConnectionTrait,
{
    let total = list.clone().count(conn).await?;
    page_of(list, total, page, conn).await
}

/// Reads one page of a list of which it is known how many rows it has, as `page` does.
pub async fn page_of<E, C>(
    list: Select<E>,
    total: u64,
    page: Page,
    conn: &C,
) -> Result<Paged<E::Model>, DbError>
where
    E: EntityTrait,
    E::Model: FromQueryResult + Send + Sync,
    C: ConnectionTrait,
{
    let page = Page { page: page.page.min(total.div_ceil(page.size).max(1)), ..page };
    let items = list.limit(page.limit()).offset(page.offset()).all(conn).await?;
    Ok(Paged::new(items, total, page))
}
