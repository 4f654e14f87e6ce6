//! The right that a route asks for, checked before its handler runs. What depends on the object itself is proved by
//! the handler's extractor; this is the first of two locks.

use std::fmt;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use domain::rights::{Act, PostKind, Reach, farthest_reach};

use crate::context::Context;
use crate::error::Error;
use crate::viewer::Viewer;

/// Who may come to a route at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everyone.
    Public,
    /// Everyone who is signed in.
    SignedIn,
    /// Whoever may do this somewhere.
    May(Act),
    /// Administrators.
    Administrator,
}

impl Access {
    /// Says whether `viewer` may come in.
    pub fn admits(self, viewer: Option<&Viewer>) -> bool {
        match (self, viewer) {
            (Access::Public, _) | (Access::SignedIn, Some(_)) => true,
            (Access::May(act), Some(viewer)) => viewer.reach(act) > Reach::Nowhere,
            (Access::Administrator, Some(viewer)) => viewer.is_admin,
            (_, None) => false,
        }
    }

    /// How far somebody with one post of `kind` gets; `None` for a visitor or a person without posts.
    pub fn reach_of(self, kind: Option<PostKind>) -> Reach {
        match self {
            Access::Public | Access::SignedIn => Reach::Everywhere,
            Access::May(act) => farthest_reach(false, kind, act),
            Access::Administrator => Reach::Nowhere,
        }
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Access::Public => f.write_str("public"),
            Access::SignedIn => f.write_str("signed in"),
            Access::May(act) => write!(f, "{act:?}"),
            Access::Administrator => f.write_str("administrator"),
        }
    }
}

/// Lets a request through, or answers 401 or 403.
pub(crate) async fn guard(access: Access, context: Context, request: Request, next: Next) -> Response {
    if access.admits(context.viewer.as_ref()) {
        return next.run(request).await;
    }
    match context.viewer {
        Some(_) => Error::forbidden().into_response(),
        None => Error::sign_in_needed().into_response(),
    }
}
