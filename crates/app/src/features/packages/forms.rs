//! What the forms of packages take.

use domain::ids::UnitId;
use domain::time::Day;
use exchange::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Check, FormErrors, MIB, Upload, args};

/// Longest words of a form, in characters.
pub const WORDS_LETTERS_MAX: usize = 2_000;
/// Longest name of a file that is kept, in characters.
const NAME_LETTERS_MAX: usize = 200;

/// A package that is brought in.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct NewPackage {
    /// The unit that it came to.
    #[serde(default)]
    pub unit_id: String,
    /// The package.
    #[serde(default)]
    #[schema(value_type = String, format = "binary")]
    file: Option<Upload>,
}

impl Check for NewPackage {
    type Valid = Upload;
    const BODY_BYTES_MAX: usize = exchange::PACKAGE_BYTES_MAX + MIB;

    fn check(self) -> Result<Upload, FormErrors> {
        let Some(mut file) = self.file.filter(|file| !file.is_empty()) else {
            return Err(FormErrors::of("file", "packages-file-missing"));
        };
        file.file_name = file.file_name.trim().chars().take(NAME_LETTERS_MAX).collect();
        if file.file_name.is_empty() {
            file.file_name = "goi.edxml".to_owned();
        }
        Ok(file)
    }
}

/// For whom a package is made.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = NewPackageOfDocument)]
pub struct Export {
    /// "all" recipients that have a code, or "some".
    which: String,
    /// Codes of the chosen ones.
    to: Vec<String>,
}

/// The receivers that somebody chose.
#[derive(Debug, PartialEq, Eq)]
pub enum Chosen {
    /// All that have a code.
    All,
    /// Those of these codes.
    Some(Vec<String>),
}

impl Check for Export {
    type Valid = Chosen;

    fn check(self) -> Result<Chosen, FormErrors> {
        match (self.which.as_str(), self.to.is_empty()) {
            ("some", true) => Err(FormErrors::of("to", "packages-to-missing")),
            ("some", false) => Ok(Chosen::Some(self.to)),
            _ => Ok(Chosen::All),
        }
    }
}

/// How a package is received.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = PackageReceipt)]
pub struct Receive {
    /// The person has seen what speaks against it and receives it all the same.
    is_sure: bool,
    /// The unit or person that the document is given to.
    recipients: String,
    /// By when it must be answered, as typed.
    due_on: String,
}

/// A receipt that can be tried.
#[derive(Debug)]
pub struct Receipt {
    /// Whatever speaks against it.
    pub is_sure: bool,
    /// To whom it is given.
    pub recipients: String,
    /// By when it must be answered.
    pub due_on: Option<Day>,
}

impl Check for Receive {
    type Valid = Receipt;

    fn check(self) -> Result<Receipt, FormErrors> {
        let mut errors = FormErrors::none();
        let due = self.due_on.trim();
        let due_on = crate::features::units::read_day(due);
        if !due.is_empty() && due_on.is_none() {
            errors.add("due_on", "packages-day-unread");
        }
        let recipients = self.recipients.trim().to_owned();
        if recipients.chars().count() > WORDS_LETTERS_MAX {
            errors.add_with("recipients", "packages-words-long", args![n = WORDS_LETTERS_MAX]);
        }
        errors.or(|| Receipt { is_sure: self.is_sure, recipients, due_on })
    }
}

/// What is answered to a package.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = NewPackageStatus)]
pub struct Answer {
    /// "01" to "06", "15", "16".
    code: String,
    /// In words; needed to refuse.
    words: String,
}

impl Check for Answer {
    type Valid = (StatusCode, String);

    fn check(self) -> Result<Self::Valid, FormErrors> {
        let mut errors = FormErrors::none();
        let found = StatusCode::ALL.iter().find(|(_, code)| *code == self.code.trim());
        // To ask for a document back is the sender's.
        let code = found.map(|(status, _)| *status).filter(|status| *status != StatusCode::TakeBackAsked);
        if code.is_none() {
            errors.add("code", "packages-code-missing");
        }
        let words = self.words.trim().to_owned();
        let needs_words = matches!(code, Some(StatusCode::Refused | StatusCode::Disagreed));
        if needs_words && words.is_empty() {
            errors.add("words", "packages-words-missing");
        }
        if words.chars().count() > WORDS_LETTERS_MAX {
            errors.add_with("words", "packages-words-long", args![n = WORDS_LETTERS_MAX]);
        }
        errors.or(|| (code.unwrap_or(StatusCode::Arrived), words))
    }
}

/// Which file of a package is read as a plan.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = PackageFileToRead)]
pub struct ReadPlan {
    /// Its place among the files, from 0.
    file: String,
}

impl Check for ReadPlan {
    type Valid = usize;

    fn check(self) -> Result<usize, FormErrors> {
        self.file.trim().parse().map_err(|_| FormErrors::of("file", "packages-file-missing"))
    }
}

/// The unit that a form names.
pub fn unit_of(text: &str) -> Option<UnitId> {
    text.trim().parse().ok()
}
