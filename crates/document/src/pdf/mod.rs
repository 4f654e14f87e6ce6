//! PDF.
use crate::limits::Deadline;
use crate::{Limits, OpenError};
use domain::source::Line;

pub(crate) fn read(_bytes: &[u8], _limits: &Limits, _deadline: &Deadline) -> Result<Vec<Line>, OpenError> {
    Err(OpenError::Broken)
}
