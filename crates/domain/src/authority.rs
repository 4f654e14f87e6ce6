//! By what authority somebody signs (Decree 30/2020/NĐ-CP, article 13 and appendix I, part II, section 7).

use serde::{Deserialize, Serialize};

/// The authority of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// The head of the agency signs; nothing stands above the post.
    #[default]
    Head,
    /// TM.: on behalf of a collective.
    Collective,
    /// KT.: a deputy for the head.
    Deputy,
    /// TL.: by order of the head, a head of a unit below.
    ByOrder,
    /// TUQ.: by written mandate, limited in time and content.
    Mandate,
    /// Q.: acting head.
    Acting,
}

impl Authority {
    /// All of them, in the order of the decree.
    pub const ALL: [Self; 6] =
        [Self::Head, Self::Collective, Self::Deputy, Self::ByOrder, Self::Mandate, Self::Acting];

    /// The letters before the post; none when the head signs.
    pub const fn prefix(self) -> Option<&'static str> {
        match self {
            Self::Head => None,
            Self::Collective => Some("TM."),
            Self::Deputy => Some("KT."),
            Self::ByOrder => Some("TL."),
            Self::Mandate => Some("TUQ."),
            Self::Acting => Some("Q."),
        }
    }

    /// The word stored and sent.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Collective => "collective",
            Self::Deputy => "deputy",
            Self::ByOrder => "by_order",
            Self::Mandate => "mandate",
            Self::Acting => "acting",
        }
    }

    /// The authority that a stored word names.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|authority| authority.word() == word)
    }

    /// The authority that a printed line shows: "KT. BỘ TRƯỞNG" is a deputy's.
    pub fn of_printed(line: &str) -> Self {
        let line = line.trim().to_uppercase();
        // "TUQ." before "Q.": the longer letters first.
        let prefixed = [Self::Collective, Self::Deputy, Self::ByOrder, Self::Mandate, Self::Acting];
        prefixed
            .into_iter()
            .find(|authority| authority.prefix().is_some_and(|prefix| line.starts_with(prefix)))
            .unwrap_or_default()
    }

    /// Whether the signer may hold a post in a unit below the issuer: by order and by mandate only.
    pub const fn passes_down(self) -> bool {
        matches!(self, Self::ByOrder | Self::Mandate)
    }
}

/// The line of authority as it is printed: the letters, then what they stand before ("KT." and "Giám đốc" give
/// "KT. GIÁM ĐỐC"). None when the head signs, and for an acting head, whose letters stand before the post itself.
pub fn line(authority: Authority, of: &str) -> Option<String> {
    let prefix = authority.prefix().filter(|_| authority != Authority::Acting)?;
    Some(format!("{prefix} {}", of.trim().to_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_lines_name_their_authority() {
        let cases = [
            ("KT. BỘ TRƯỞNG", Authority::Deputy),
            ("TM. BAN THƯỜNG VỤ", Authority::Collective),
            ("TL. Giám đốc", Authority::ByOrder),
            ("TUQ. CHỦ TỊCH", Authority::Mandate),
            ("Q. HIỆU TRƯỞNG", Authority::Acting),
            ("GIÁM ĐỐC", Authority::Head),
            ("", Authority::Head),
        ];
        for (line, authority) in cases {
            assert_eq!(Authority::of_printed(line), authority, "{line}");
        }
    }

    #[test]
    fn words_and_lines_come_back() {
        for authority in Authority::ALL {
            assert_eq!(Authority::of_word(authority.word()), Some(authority));
            if let Some(printed) = line(authority, "Giám đốc Sở") {
                assert_eq!(Authority::of_printed(&printed), authority);
                assert!(printed.ends_with("GIÁM ĐỐC SỞ"));
            }
        }
        assert_eq!(line(Authority::Head, "Giám đốc"), None);
        assert_eq!(line(Authority::Acting, "Giám đốc"), None);
    }
}
