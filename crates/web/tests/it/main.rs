//! Stories told to the whole house through HTTP, with a tiny feature of its own (hearings).

mod assets;
mod cross_site;
mod docs;
mod input;
mod language;
mod pages;
mod problems;
mod sentences;
mod slow;
mod support;
