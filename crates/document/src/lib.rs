//! Bytes to document tree and back.
