//! Routes as a table: each line makes the axum route, the row of the rights table and the operation of OpenAPI.

use std::fmt;

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::middleware::{self, Next};
use axum::routing::{self, MethodRouter};
use domain::rights::{Act, PostKind, Reach};
use utoipa::{IntoParams, ToSchema};

use crate::context::Context;
use crate::gate;
pub use crate::gate::Access;
use crate::openapi::{Shape, ShapeOf};

/// One method of one path: who may come, what it takes, what it shows.
pub struct Route<S> {
    pub(crate) line: Line,
    handler: MethodRouter<S>,
}

/// What is known of a route without its handler.
pub(crate) struct Line {
    pub slice: &'static str,
    pub method: &'static str,
    pub path: &'static str,
    pub access: Access,
    pub over: Option<Over>,
    pub summary: (&'static str, &'static str),
    pub query: Option<fn() -> Vec<utoipa::openapi::path::Parameter>>,
    pub takes: Option<ShapeOf>,
    pub shows: Vec<(u16, ShapeOf)>,
    pub gives: Option<&'static str>,
}

macro_rules! methods {
    ($($name:ident $METHOD:literal),*) => {$(
        #[doc = concat!("A route for ", $METHOD, ".")]
        pub fn $name<H, T, S>(path: &'static str, handler: H) -> Route<S>
        where
            H: Handler<T, S>,
            T: 'static,
            S: Clone + Send + Sync + 'static,
        {
            Route::new($METHOD, path, routing::$name(handler))
        }
    )*};
}
methods!(get "GET", post "POST", put "PUT", patch "PATCH", delete "DELETE");

impl<S: Clone + Send + Sync + 'static> Route<S> {
    fn new(method: &'static str, path: &'static str, handler: MethodRouter<S>) -> Route<S> {
        let line = Line {
            slice: "",
            method,
            path,
            // Whoever forgets to ask for a right gets the narrowest one.
            access: Access::Administrator,
            over: None,
            summary: ("", ""),
            query: None,
            takes: None,
            shows: Vec::new(),
            gives: None,
        };
        Route { line, handler }
    }

    /// Who may come in. A route that does not say is for administrators.
    #[must_use]
    pub fn asks(mut self, access: Access) -> Route<S> {
        self.line.access = access;
        self
    }

    /// The right that is proved over one object once it is loaded: `.over("plan", Act::RemovePlan)`.
    #[must_use]
    pub fn over(mut self, object: &'static str, act: Act) -> Route<S> {
        self.line.over = Some(Over { object, act });
        self
    }

    /// What it does, in Vietnamese and in English.
    #[must_use]
    pub fn sums(mut self, vi: &'static str, en: &'static str) -> Route<S> {
        self.line.summary = (vi, en);
        self
    }

    /// The shape of the query.
    #[must_use]
    pub fn query<T: IntoParams>(mut self) -> Route<S> {
        self.line.query = Some(|| T::into_params(|| Some(utoipa::openapi::path::ParameterIn::Query)));
        self
    }

    /// The shape of the form or JSON body.
    #[must_use]
    pub fn takes<T: ToSchema>(mut self) -> Route<S> {
        self.line.takes = Some(Shape::of::<T>);
        self
    }

    /// The shape of the page. Said several times, it is one of these.
    #[must_use]
    pub fn shows<T: ToSchema>(self) -> Route<S> {
        self.shows_with::<T>(200)
    }

    /// The shape of the page that comes with this status, when that is another than 200.
    #[must_use]
    pub fn shows_with<T: ToSchema>(mut self, status: u16) -> Route<S> {
        self.line.shows.push((status, Shape::of::<T>));
        self
    }

    /// The media type of an answer that is no page: a workbook, a calendar.
    #[must_use]
    pub fn gives(mut self, media_type: &'static str) -> Route<S> {
        self.line.gives = Some(media_type);
        self
    }
}

/// A right over one object, which only the object's unit can decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Over {
    /// What kind of object: the app's own word for it.
    pub object: &'static str,
    /// What is done to it.
    pub act: Act,
}

impl fmt::Display for Over {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.act, self.object)
    }
}

/// The routes of one slice, or of all of them.
pub struct Routes<S> {
    slice: &'static str,
    routes: Vec<Route<S>>,
}

/// A row of the rights table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The slice it belongs to.
    pub slice: &'static str,
    /// `GET` and so on.
    pub method: &'static str,
    /// The path with its variable pieces.
    pub path: &'static str,
    /// Who may come in.
    pub access: Access,
    /// What is proved besides, over one object.
    pub over: Option<Over>,
    /// What it does, in Vietnamese and in English.
    pub summary: (&'static str, &'static str),
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// An empty table for `slice`: the word that its folder, templates and texts have too.
    pub fn of(slice: &'static str) -> Routes<S> {
        Routes { slice, routes: Vec::new() }
    }

    /// Adds a route.
    #[must_use]
    #[expect(clippy::should_implement_trait, reason = "a builder that reads as a list, not arithmetic")]
    pub fn add(mut self, mut route: Route<S>) -> Routes<S> {
        route.line.slice = self.slice;
        self.routes.push(route);
        self
    }

    /// Adds all routes of another slice.
    #[must_use]
    pub fn merge(mut self, other: Routes<S>) -> Routes<S> {
        self.routes.extend(other.routes);
        self
    }

    /// The rows of the rights table, in the order they were written.
    pub fn rows(&self) -> Vec<Row> {
        self.lines().map(Line::row).collect()
    }

    /// The axum router, each route behind its gate.
    pub fn router(self) -> Router<S> {
        self.routes.into_iter().fold(Router::new(), |router, route| {
            let access = route.line.access;
            let guarded = route.handler.layer(middleware::from_fn(
                move |context: Context, request: Request, next: Next| {
                    gate::guard(access, context, request, next)
                },
            ));
            router.route(route.line.path, guarded)
        })
    }

    /// The table of rights as Markdown, for `docs/develop/rights.md`.
    pub fn rights_markdown(&self) -> String {
        let mut out = String::from(
            "| slice | method | path | right asked | over one object | leader | clerk | drafter | focal | viewer | what it does |\n\
             |---|---|---|---|---|---|---|---|---|---|---|\n",
        );
        for row in self.rows() {
            let cells: Vec<&str> =
                PostKind::ALL.iter().map(|kind| word(row.access.reach_of(Some(*kind)))).collect();
            let line = format!(
                "| {} | {} | `{}` | {} | {} | {} | {} |\n",
                row.slice,
                row.method,
                row.path,
                row.access,
                row.over.map(|over| over.to_string()).unwrap_or_default(),
                cells.join(" | "),
                row.summary.1,
            );
            out.push_str(&line);
        }
        out
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.routes.iter().map(|route| &route.line)
    }
}

impl Line {
    fn row(&self) -> Row {
        let Line { slice, method, path, access, over, summary, .. } = *self;
        Row { slice, method, path, access, over, summary }
    }
}

fn word(reach: Reach) -> &'static str {
    match reach {
        Reach::Nowhere => "–",
        Reach::OwnUnit => "own unit",
        Reach::OwnUnits => "own units",
        Reach::Everywhere => "yes",
    }
}
