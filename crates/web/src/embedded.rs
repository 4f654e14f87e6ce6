//! What build.rs found: templates, texts and the built front end, as sorted tables of (name, content).

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
