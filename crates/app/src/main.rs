//! The binary `nhipcau`.
fn main() {}
