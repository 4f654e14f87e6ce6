//! A file inside a form, or inside JSON as base64.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::{self, Deserialize, Deserializer, Visitor};

use crate::clean::clean;
use crate::limits::FIELD_NAME_BYTES_MAX;

/// A file that came in. Its name and type are what the sender says; decide by the first bytes.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Upload {
    /// The name without folders, cleaned; shown to people and never used to open anything.
    pub file_name: String,
    /// What the sender calls the type.
    pub content_type: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Upload {
    pub(super) fn new(file_name: &str, content_type: &str, bytes: Vec<u8>) -> Upload {
        // Old browsers send the whole path.
        let name = clean(file_name.rsplit(['/', '\\']).next().unwrap_or_default()).replace(['\n', '\t'], " ");
        let mut end = name.len().min(FIELD_NAME_BYTES_MAX);
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        Upload { file_name: name[..end].trim().to_owned(), content_type: clean(content_type), bytes }
    }

    /// True when the person chose no file: browsers then send an empty one.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty() && self.file_name.is_empty()
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Upload({:?}, {:?}, {} bytes)", self.file_name, self.content_type, self.bytes.len())
    }
}

impl<'de> Deserialize<'de> for Upload {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Fields {
            file_name: String,
            #[serde(default)]
            content_type: String,
            bytes: Content,
        }
        let Fields { file_name, content_type, bytes } = Fields::deserialize(deserializer)?;
        Ok(Upload::new(&file_name, &content_type, bytes.0))
    }
}

/// Raw bytes from a form, base64 from JSON.
struct Content(Vec<u8>);

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Read;
        impl Visitor<'_> for Read {
            type Value = Content;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the bytes of a file in base64")
            }

            fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Content, E> {
                Ok(Content(bytes))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Content, E> {
                STANDARD.decode(text).map(Content).map_err(|_| E::custom("this is not base64"))
            }
        }
        deserializer.deserialize_byte_buf(Read)
    }
}
