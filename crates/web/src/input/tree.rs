//! The fields of a form as a tree: `window.from=…`, `items.0.name=…`, and the same name twice makes a list.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::StatusCode;
use multer::{Constraints, Multipart, SizeLimit};

use super::{too_large, upload::Upload};
use crate::clean::clean;
use crate::csrf::CSRF_FIELD;
use crate::error::Error;
use crate::form_errors::Typed;
use crate::limits::{FIELD_NAME_BYTES_MAX, FORM_DEPTH_MAX};
use crate::pace::is_too_slow;

#[derive(Debug)]
pub(super) enum Node {
    Text(String),
    File(Upload),
    List(Vec<Node>),
    Map(BTreeMap<String, Node>),
}

/// A form: the tree of its fields and their flat names.
#[derive(Debug)]
pub(super) struct Tree {
    pub fields: BTreeMap<String, Node>,
    typed: Typed,
    n_fields: usize,
    n_fields_max: usize,
}

/// Reads `a=1&b=2` of at most `n_fields_max` fields.
pub(super) fn urlencoded(bytes: &[u8], n_fields_max: usize) -> Result<Tree, Error> {
    let mut tree = Tree::of_at_most(n_fields_max);
    for (name, value) in form_urlencoded::parse(bytes) {
        tree.add_text(&name, &value)?;
    }
    Ok(tree)
}

/// Reads a multipart form of at most `bytes_max` bytes and `n_fields_max` fields.
pub(super) async fn multipart(
    kind: &str,
    body: Body,
    (bytes_max, n_fields_max): (usize, usize),
) -> Result<Tree, Error> {
    let boundary = multer::parse_boundary(kind).map_err(|error| broken(error, bytes_max))?;
    let limits = SizeLimit::new().whole_stream(u64::try_from(bytes_max).unwrap_or(u64::MAX));
    let constraints = Constraints::new().size_limit(limits);
    let mut parts = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
    let mut tree = Tree::of_at_most(n_fields_max);
    while let Some(part) = parts.next_field().await.map_err(|error| broken(error, bytes_max))? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let content_type = part.content_type().map_or_else(String::new, ToString::to_string);
        let bytes = part.bytes().await.map_err(|error| broken(error, bytes_max))?;
        match file_name {
            Some(file_name) => {
                let upload = Upload::new(&file_name, &content_type, bytes.to_vec());
                // An untouched file field is sent as a nameless empty file; it means "no file".
                if !upload.is_empty() {
                    tree.add(&name, Node::File(upload))?;
                }
            }
            None => tree.add_text(&name, &String::from_utf8_lossy(&bytes))?,
        }
    }
    Ok(tree)
}

fn broken(error: multer::Error, bytes_max: usize) -> Error {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            too_large(bytes_max)
        }
        other if is_too_slow(&other) => super::too_slow(),
        other => Error::new(StatusCode::BAD_REQUEST, "body-broken").because(other),
    }
}

impl Tree {
    fn of_at_most(n_fields_max: usize) -> Tree {
        Tree { fields: BTreeMap::new(), typed: Typed::default(), n_fields: 0, n_fields_max }
    }

    /// What was typed, without secrets.
    pub fn typed(&self) -> Typed {
        self.typed.clone()
    }

    fn add_text(&mut self, name: &str, value: &str) -> Result<(), Error> {
        if name == CSRF_FIELD {
            return Ok(());
        }
        let (name, value) = (clean(name), clean(value));
        if !is_secret(&name) {
            self.typed.0.entry(name.clone()).or_default().push(value.clone());
        }
        self.add(&name, Node::Text(value))
    }

    fn add(&mut self, name: &str, node: Node) -> Result<(), Error> {
        self.n_fields += 1;
        let steps: Vec<&str> = name.trim_end_matches("[]").split('.').collect();
        if self.n_fields > self.n_fields_max
            || steps.len() > FORM_DEPTH_MAX
            || name.len() > FIELD_NAME_BYTES_MAX
        {
            return Err(Error::new(StatusCode::UNPROCESSABLE_ENTITY, "form-too-complex"));
        }
        insert(&mut self.fields, &steps, node)
    }
}

fn insert(map: &mut BTreeMap<String, Node>, steps: &[&str], node: Node) -> Result<(), Error> {
    let (first, rest) = steps.split_first().expect("split gives at least one");
    if !rest.is_empty() {
        let below = map.entry((*first).to_owned()).or_insert_with(|| Node::Map(BTreeMap::new()));
        return match below {
            Node::Map(below) => insert(below, rest, node),
            _ => Err(Error::new(StatusCode::UNPROCESSABLE_ENTITY, "form-too-complex")),
        };
    }
    match map.remove(*first) {
        None => map.insert((*first).to_owned(), node),
        Some(Node::List(mut list)) => {
            list.push(node);
            map.insert((*first).to_owned(), Node::List(list))
        }
        Some(other) => map.insert((*first).to_owned(), Node::List(vec![other, node])),
    };
    Ok(())
}

/// Secrets are typed again, never printed back into a page.
fn is_secret(name: &str) -> bool {
    name == "setup_code" || ["password", "secret", "token"].iter().any(|word| name.contains(word))
}
