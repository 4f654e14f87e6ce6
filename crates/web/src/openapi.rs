//! OpenAPI 3.1 from the table of routes, and a page of it that a person can read.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathItem,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ObjectBuilder, OneOfBuilder, Schema, Type};
use utoipa::openapi::{
    ComponentsBuilder, InfoBuilder, OpenApi, OpenApiBuilder, PathsBuilder, Ref, RefOr, Required, Response,
    ResponseBuilder,
};

use domain::rights::Act;

use crate::context::Locale;
use crate::gate::Access;
use crate::page::Page;
use crate::route::{Line, Routes};

/// The shape of one type: its name and all schemas it needs.
pub(crate) struct Shape {
    name: String,
    schemas: Vec<(String, RefOr<Schema>)>,
}

pub(crate) type ShapeOf = fn() -> Shape;

impl Shape {
    pub fn of<T: ToSchema>() -> Shape {
        let mut schemas = Vec::new();
        T::schemas(&mut schemas);
        schemas.push((T::name().into_owned(), T::schema()));
        Shape { name: T::name().into_owned(), schemas }
    }
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// The description of all routes. Two types of one name are an error, because a program could not tell them apart.
    pub fn openapi(&self, title: &str, version: &str) -> Result<OpenApi, String> {
        let mut schemas = BTreeMap::new();
        schemas.insert("Problem".to_owned(), problem_schema());
        let mut paths = PathsBuilder::new();
        for line in self.lines() {
            let item = PathItem::new(method(line), operation(line, &mut schemas)?);
            paths = paths.path(line.path, item);
        }
        let components = ComponentsBuilder::new().schemas_from_iter(schemas).build();
        let info = InfoBuilder::new().title(title).version(version).build();
        Ok(OpenApiBuilder::new().info(info).paths(paths.build()).components(Some(components)).build())
    }
}

fn method(line: &Line) -> HttpMethod {
    match line.method {
        "POST" => HttpMethod::Post,
        "PUT" => HttpMethod::Put,
        "PATCH" => HttpMethod::Patch,
        "DELETE" => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

type Schemas = BTreeMap<String, RefOr<Schema>>;

fn operation(line: &Line, schemas: &mut Schemas) -> Result<utoipa::openapi::path::Operation, String> {
    let right = match line.over {
        Some(over) => format!("Right: {} ({over}).", line.access),
        None => format!("Right: {}.", line.access),
    };
    let mut operation = OperationBuilder::new()
        .tag(line.slice)
        .summary(Some(line.summary.1))
        .description(Some(format!("{}\n\n{right}", line.summary.0)));
    for name in path_names(line.path) {
        operation = operation.parameter(path_parameter(name));
    }
    for parameter in line.query.map(|query| query()).unwrap_or_default() {
        operation = operation.parameter(parameter);
    }
    if let Some(takes) = line.takes {
        let schema = reference(takes(), schemas)?;
        let body = RequestBodyBuilder::new()
            .content("application/json", ContentBuilder::new().schema(Some(schema.clone())).build())
            .content("application/x-www-form-urlencoded", ContentBuilder::new().schema(Some(schema)).build())
            .required(Some(Required::True));
        operation = operation.request_body(Some(body.build()));
    }
    for (status, answer) in answers(line, schemas)? {
        operation = operation.response(status.to_string(), answer);
    }
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let refused = ResponseBuilder::new()
        .description("A problem (RFC 9457)")
        .content("application/problem+json", problem);
    Ok(operation.response("default", refused.build()).build())
}

/// The answers that are no problem, by their status.
fn answers(line: &Line, schemas: &mut Schemas) -> Result<BTreeMap<u16, Response>, String> {
    let mut shown: BTreeMap<u16, Vec<RefOr<Schema>>> = BTreeMap::new();
    for (status, shape) in &line.shows {
        shown.entry(*status).or_default().push(reference(shape(), schemas)?);
    }
    if shown.keys().all(|status| *status >= 400) {
        shown.insert(200, Vec::new());
    }
    let answer = |(status, mut shapes): (u16, Vec<RefOr<Schema>>)| {
        let mut answer = ResponseBuilder::new().description(described(line, status));
        let schema = match shapes.len() {
            0 | 1 => shapes.pop(),
            _ => {
                let one_of = shapes.into_iter().fold(OneOfBuilder::new(), OneOfBuilder::item);
                Some(RefOr::T(Schema::OneOf(one_of.build())))
            }
        };
        if schema.is_some() {
            answer = answer.content("application/json", ContentBuilder::new().schema(schema).build());
        }
        if let Some(gives) = line.gives {
            answer = answer.content(gives, ContentBuilder::new().build());
        }
        (status, answer.build())
    };
    Ok(shown.into_iter().map(answer).collect())
}

fn described(line: &Line, status: u16) -> &'static str {
    match status {
        202 => "Taken in, and not done yet",
        400.. => "Not done: the page says why and what can be done",
        _ if line.method == "GET" => "The page",
        _ => "Done",
    }
}

fn reference(shape: Shape, schemas: &mut Schemas) -> Result<RefOr<Schema>, String> {
    for (name, schema) in shape.schemas {
        match schemas.get(&name) {
            Some(known) if *known != schema => {
                return Err(format!("two shapes are named {name}: name one of them with #[schema(as = …)]"));
            }
            Some(_) => {}
            None => {
                schemas.insert(name, schema);
            }
        }
    }
    Ok(RefOr::Ref(Ref::from_schema_name(shape.name)))
}

/// The names in braces: `/plans/{id}` has `id`.
fn path_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split('}').next()).map(|name| name.trim_start_matches('*'))
}

fn path_parameter(name: &str) -> Parameter {
    let text = ObjectBuilder::new().schema_type(Type::String).build();
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .schema(Some(Schema::Object(text)))
        .build()
}

/// RFC 9457 with our own members.
fn problem_schema() -> RefOr<Schema> {
    let text = || Schema::Object(ObjectBuilder::new().schema_type(Type::String).build());
    let number = || Schema::Object(ObjectBuilder::new().schema_type(Type::Integer).build());
    let map = || {
        Schema::Object(
            ObjectBuilder::new().schema_type(Type::Object).additional_properties(Some(text())).build(),
        )
    };
    let problem = ObjectBuilder::new()
        .property("type", text())
        .property("title", text())
        .property("status", number())
        .property("detail", text())
        .property("code", text())
        .property("reference", text())
        .property("errors", map())
        .property("codes", map());
    RefOr::T(Schema::Object(problem.build()))
}

/// The readable page of the interface for programs.
#[derive(Debug, Serialize)]
pub struct ApiPage {
    /// Slices in the order of the table.
    pub slices: Vec<ApiSlice>,
}

/// The routes of one slice.
#[derive(Debug, Serialize)]
pub struct ApiSlice {
    /// The slice's word.
    pub name: &'static str,
    /// Its routes.
    pub routes: Vec<ApiRoute>,
}

/// One route, for reading.
#[derive(Debug, Serialize)]
pub struct ApiRoute {
    /// `GET` and so on.
    pub method: &'static str,
    /// The path with its variable pieces.
    pub path: &'static str,
    /// What it does, in the reader's language.
    pub summary: &'static str,
    /// Who may: public, signed-in, administrator, or the act that a post must allow.
    pub right: String,
    /// What is proved besides: the act, and the kind of object it is done to.
    pub over: Option<(String, String)>,
    /// Name of the shape of the body.
    pub takes: Option<String>,
    /// Names of the shapes of its pages.
    pub shows: Option<String>,
}

impl Page for ApiPage {
    const TEMPLATE: &'static str = "api.html";
}

/// The names of all shapes of its pages.
fn names(line: &Line) -> Option<String> {
    let names: Vec<String> = line.shows.iter().map(|(_, shape)| shape().name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A right by the word that texts call it by.
fn word(access: Access) -> String {
    match access {
        Access::Public => "public".to_owned(),
        Access::SignedIn => "signed-in".to_owned(),
        Access::Administrator => "administrator".to_owned(),
        Access::May(act) => act_word(act),
    }
}

fn act_word(act: Act) -> String {
    let word = serde_json::to_value(act).ok().and_then(|word| word.as_str().map(str::to_owned));
    word.unwrap_or_default().replace('_', "-")
}

/// Makes the readable page of all routes.
pub fn api_page<S: Clone + Send + Sync + 'static>(routes: &Routes<S>, locale: Locale) -> ApiPage {
    let mut slices: Vec<ApiSlice> = Vec::new();
    for line in routes.lines() {
        let route = ApiRoute {
            method: line.method,
            path: line.path,
            summary: if locale == Locale::Vi { line.summary.0 } else { line.summary.1 },
            right: word(line.access),
            over: line.over.map(|over| (act_word(over.act), over.object.replace(' ', "-"))),
            takes: line.takes.map(|shape| shape().name),
            shows: names(line),
        };
        match slices.iter_mut().find(|slice| slice.name == line.slice) {
            Some(slice) => slice.routes.push(route),
            None => slices.push(ApiSlice { name: line.slice, routes: vec![route] }),
        }
    }
    ApiPage { slices }
}
