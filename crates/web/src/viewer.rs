//! Who is signed in, as pages and gates see it. Loading it is the app's business.

use std::net::IpAddr;

use axum::http::Extensions;
use domain::rights::{Act, PostKind, Reach, farthest_reach};
use domain::time::Moment;
use futures_util::future::BoxFuture;
use serde::Serialize;
use uuid::Uuid;

use crate::error::Error;
use crate::session::TokenHash;

/// The signed-in person; templates know it as `me`.
#[derive(Debug, Clone, Serialize)]
pub struct Viewer {
    /// The person's id.
    pub id: Uuid,
    /// Full name.
    pub name: String,
    /// One to three letters for the round badge.
    pub initials: String,
    /// What to print under the name: the title of the main post.
    pub title: String,
    /// Unit of the main post.
    pub unit_id: Option<Uuid>,
    /// Its short name.
    pub unit_name: Option<String>,
    /// All posts held now.
    pub posts: Vec<ViewerPost>,
    /// May administer the installation.
    pub is_admin: bool,
    /// Notices that are not opened yet, as far as the bell counts; 0 where no page is shown.
    pub n_unread: u64,
    /// What this person may do somewhere: the ways that pages show are these and no others.
    pub acts: Vec<Act>,
}

/// A post of the signed-in person.
#[derive(Debug, Clone, Serialize)]
pub struct ViewerPost {
    /// The post's id.
    pub id: Uuid,
    /// Kind of post.
    pub kind: PostKind,
    /// The unit it is held in.
    pub unit_id: Uuid,
    /// The unit's short name.
    pub unit_name: String,
    /// The printed title.
    pub title: String,
}

impl Viewer {
    /// The same person with the acts that the posts and the administration give.
    #[must_use]
    pub fn with_acts(mut self) -> Viewer {
        self.acts = Act::ALL.into_iter().filter(|act| self.reach(*act) > Reach::Nowhere).collect();
        self
    }

    /// How far this person may do `act`. Which object that reaches is decided where the object is loaded.
    pub fn reach(&self, act: Act) -> Reach {
        farthest_reach(self.is_admin, self.posts.iter().map(|post| post.kind), act)
    }
}

/// What was seen of the browser; the session list shows it to its owner.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The moment of the request.
    pub now: Moment,
    /// The address behind the trusted proxies.
    pub address: IpAddr,
    /// The browser's own name, cut to a sane length.
    pub agent: String,
    /// A page is shown, with the bell: a program that speaks JSON needs no count of notices.
    pub wants_page: bool,
}

/// A session that holds.
#[derive(Debug)]
pub struct Known {
    /// For templates and gates.
    pub viewer: Viewer,
    /// Put into the request's extensions as they are, for the app's own extractors.
    pub extra: Extensions,
}

/// Finds the viewer of a session; implemented by the app, which owns the session table.
pub trait Viewers: Send + Sync + 'static {
    /// The viewer, or `None` when the session is unknown, expired or ended.
    fn viewer(&self, token: TokenHash, seen: Seen) -> BoxFuture<'_, Result<Option<Known>, Error>>;
}
