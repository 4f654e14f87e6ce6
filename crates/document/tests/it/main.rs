//! Files as people send them, good and bad, made in the tests: nothing here is a large file in the repository.

mod hostile;
mod mutations;
mod paper;
mod samples;
mod support;
mod word;
