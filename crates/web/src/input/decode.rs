//! From a form's tree, or from JSON, to a typed value, with the name of the field that could not be read.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde::de::value::{Error as Slip, MapDeserializer, SeqDeserializer, StringDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde_json::Value;

use super::tree::{Node, Tree};
use super::upload::Upload;
use crate::args;
use crate::clean::clean;
use crate::error::Error;
use crate::form_errors::FormErrors;

/// What is told inside of a text that is no number; people read a sentence in their language.
const NOT_A_NUMBER: &str = "a number was expected";

/// Reads a form.
pub(super) fn form<T: DeserializeOwned>(tree: Tree) -> Result<T, FormErrors> {
    serde_path_to_error::deserialize(Node::Map(tree.fields))
        .map_err(|error| complaint(&error.path().to_string(), error.inner().to_string()))
}

/// Reads JSON: clean texts, no field that nobody asked for.
pub(super) fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    let mut value: Value = serde_json::from_slice(bytes).map_err(|error| {
        Error::new(StatusCode::BAD_REQUEST, "json").args(args![line = error.line(), column = error.column()])
    })?;
    clean_value(&mut value);
    let mut unknown = FormErrors::none();
    let mut track = serde_path_to_error::Track::new();
    let decoder = serde_path_to_error::Deserializer::new(value, &mut track);
    let result = serde_ignored::deserialize(decoder, |path| {
        unknown.add(plain(&path.to_string()), "field-unknown");
    });
    match result {
        Ok(value) if unknown.is_empty() => Ok(value),
        Ok(_) => Err(unknown.into()),
        Err(error) => Err(complaint(&track.path().to_string(), error.to_string()).into()),
    }
}

/// One complaint about the field at `path`; serde reports a missing field at its parent, with the name in the text.
fn complaint(path: &str, message: String) -> FormErrors {
    let mut field = plain(path);
    let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    if let Some(name) = missing {
        field = if field.is_empty() { name.to_owned() } else { format!("{field}.{name}") };
        return FormErrors::of(field, "field-missing");
    }
    if message == NOT_A_NUMBER {
        return FormErrors::of(field, "field-number");
    }
    FormErrors::of_with(field, "field-unreadable", args![reason = message])
}

/// `items[0].name`, `items.?.name` and `.` in the manner of form fields: `items.0.name`, ``.
fn plain(path: &str) -> String {
    let path = path.replace('[', ".").replace(']', "").replace(".?", "").replace('?', "");
    path.trim_matches('.').to_owned()
}

fn clean_value(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean(text),
        Value::Array(items) => items.iter_mut().for_each(clean_value),
        Value::Object(fields) => fields.values_mut().for_each(clean_value),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl Node {
    /// The text of a field; of a field sent twice the last one, as browsers do for a checkbox after a hidden field.
    fn text(self) -> Result<String, Slip> {
        match self {
            Node::Text(text) => Ok(text),
            Node::List(mut list) => list.pop().map_or_else(|| Ok(String::new()), Node::text),
            Node::File(_) => Err(Slip::custom("a text was expected, not a file")),
            Node::Map(_) => Err(Slip::custom("a text was expected, not a group of fields")),
        }
    }

    fn items(self) -> Vec<Node> {
        match self {
            Node::List(list) => list,
            Node::Map(map) => numbered(map),
            Node::Text(text) if text.is_empty() => Vec::new(),
            other => vec![other],
        }
    }
}

/// `items.2`, `items.10` in the order of their numbers, not of their letters.
fn numbered(map: BTreeMap<String, Node>) -> Vec<Node> {
    let mut items: Vec<(u64, Node)> =
        map.into_iter().map(|(key, node)| (key.parse().unwrap_or(u64::MAX), node)).collect();
    items.sort_by_key(|(number, _)| *number);
    items.into_iter().map(|(_, node)| node).collect()
}

impl IntoDeserializer<'_, Slip> for Node {
    type Deserializer = Node;

    fn into_deserializer(self) -> Node {
        self
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $number:ty),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Slip> {
            let text = self.text()?;
            let number: $number = text.trim().parse().map_err(|_| Slip::custom(NOT_A_NUMBER))?;
            visitor.$visit(number)
        }
    )*};
}

impl<'de> Deserializer<'de> for Node {
    type Error = Slip;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Slip> {
        match self {
            Node::Text(text) => visitor.visit_string(text),
            Node::File(upload) => visit_upload(upload, visitor),
            Node::List(list) => visitor.visit_seq(SeqDeserializer::new(list.into_iter())),
            Node::Map(map) => visitor.visit_map(MapDeserializer::new(map.into_iter())),
        }
    }

    numbers! {
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16, deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64, deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64, deserialize_f32 visit_f32 f32,
        deserialize_f64 visit_f64 f64,
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Slip> {
        match self.text()?.as_str() {
            "on" | "true" | "1" | "yes" => visitor.visit_bool(true),
            "" | "off" | "false" | "0" | "no" => visitor.visit_bool(false),
            _ => Err(Slip::custom("yes or no was expected")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Slip> {
        match self {
            Node::Text(text) if text.trim().is_empty() => visitor.visit_none(),
            other => visitor.visit_some(other),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Slip> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Slip> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Slip> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Slip> {
        visitor.visit_seq(SeqDeserializer::new(self.items().into_iter()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Slip> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Slip> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Slip> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Slip> {
        let text: StringDeserializer<Slip> = self.text()?.into_deserializer();
        text.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Slip> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Slip> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { bytes byte_buf unit unit_struct map struct i128 u128 }
}

fn visit_upload<'de, V: Visitor<'de>>(upload: Upload, visitor: V) -> Result<V::Value, Slip> {
    let fields = [
        ("file_name", Field::Text(upload.file_name)),
        ("content_type", Field::Text(upload.content_type)),
        ("bytes", Field::Bytes(upload.bytes)),
    ];
    visitor.visit_map(MapDeserializer::new(fields.into_iter()))
}

enum Field {
    Text(String),
    Bytes(Vec<u8>),
}

impl IntoDeserializer<'_, Slip> for Field {
    type Deserializer = Field;

    fn into_deserializer(self) -> Field {
        self
    }
}

impl<'de> Deserializer<'de> for Field {
    type Error = Slip;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Slip> {
        match self {
            Field::Text(text) => visitor.visit_string(text),
            Field::Bytes(bytes) => visitor.visit_byte_buf(bytes),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
