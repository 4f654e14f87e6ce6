//! Rights: what a post in a unit may do with plans, imports, units and people.
//!
//! One table, read by extractors and by the test that prints it. Which unit a right reaches (one's own, those below)
//! is decided where the object is loaded; here it is only said how far a post's hand goes.

use serde::{Deserialize, Serialize};

/// The kind of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum PostKind {
    /// Lãnh đạo: approves, assigns.
    Leader,
    /// Văn thư: takes documents in, numbers them, issues them.
    Clerk,
    /// Chuyên viên soạn thảo: drafts plans and mends what was read.
    Drafter,
    /// Đầu mối: reports for the unit on what it was given.
    Focal,
    /// Người xem: reads.
    Viewer,
}

impl PostKind {
    /// All kinds, in order of rank.
    pub const ALL: [Self; 5] = [Self::Leader, Self::Clerk, Self::Drafter, Self::Focal, Self::Viewer];

    /// The word stored and sent.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Clerk => "clerk",
            Self::Drafter => "drafter",
            Self::Focal => "focal",
            Self::Viewer => "viewer",
        }
    }
}

impl std::str::FromStr for PostKind {
    type Err = NotAPostKind;

    fn from_str(word: &str) -> Result<Self, NotAPostKind> {
        Self::ALL.into_iter().find(|kind| kind.word() == word).ok_or(NotAPostKind)
    }
}

impl std::fmt::Display for PostKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no kind of post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a post is leader, clerk, drafter, focal or viewer")]
pub struct NotAPostKind;

/// What can be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Read a plan that was issued, with all its pages.
    ReadPlan,
    /// Read a plan or another document that is not issued yet.
    ReadDraft,
    /// Write the text of a document, submit it, take it back, close comments.
    DraftDocument,
    /// Write comments beside the text of a draft.
    CommentDocument,
    /// Approve, return and sign for the unit that issues: the leader's.
    ApproveDocument,
    /// Give number and date, send to recipients, follow who got it, recall.
    IssueDocument,
    /// Remove a plan from the lists.
    RemovePlan,
    /// See imports and their sources.
    ReadImport,
    /// Give a file to the reader.
    StartImport,
    /// Mend what the reader made of a file.
    ReviewImport,
    /// Turn a reviewed import into a plan.
    FinishImport,
    /// See units and their history.
    ReadUnit,
    /// Keep the other spellings of a unit, by which the reader knows it.
    EditAliases,
    /// See the people of one's units.
    ReadPeople,
    /// Invite people, give and end posts in one's units.
    EditPeople,
    /// Read who changed a plan, and when.
    ReadHistory,
    /// Read the registers of documents.
    ReadRegister,
    /// Keep the registers of documents: open them, enter papers by hand, void numbers.
    KeepRegister,
    /// Read what a unit must do, its reports and its evidence.
    ReadWork,
    /// Do it for the unit: take it on, report, hand in, pass it to somebody.
    DoWork,
    /// Decide on what the unit asked of others: accept, return, agree to another date.
    LeadWork,
    /// Keep clusters of units and partners outside.
    KeepGroups,
    /// The register of units, accounts of others: the administrator's alone.
    Administer,
}

impl Act {
    /// All acts, in the order of the printed table.
    pub const ALL: [Self; 23] = [
        Self::ReadPlan,
        Self::ReadDraft,
        Self::DraftDocument,
        Self::CommentDocument,
        Self::ApproveDocument,
        Self::IssueDocument,
        Self::RemovePlan,
        Self::ReadImport,
        Self::StartImport,
        Self::ReviewImport,
        Self::FinishImport,
        Self::ReadUnit,
        Self::EditAliases,
        Self::ReadPeople,
        Self::EditPeople,
        Self::ReadHistory,
        Self::ReadRegister,
        Self::KeepRegister,
        Self::ReadWork,
        Self::DoWork,
        Self::LeadWork,
        Self::KeepGroups,
        Self::Administer,
    ];
}

impl Act {
    /// Whether those who took over the work of a unit that ended may do it to what the unit left: its imports, and the
    /// plans made of them.
    pub const fn passes_to_heirs(self) -> bool {
        matches!(
            self,
            Self::ReadImport
                | Self::ReviewImport
                | Self::FinishImport
                | Self::ReadHistory
                | Self::RemovePlan
                | Self::ReadRegister
                | Self::ReadDraft
                | Self::DraftDocument
                | Self::CommentDocument
                | Self::IssueDocument
                | Self::ReadWork
                | Self::DoWork
                | Self::LeadWork
                | Self::KeepGroups
        )
    }
}

impl Act {
    /// Whether only a post gives it: an administrator keeps the house and signs for nobody.
    pub const fn needs_a_post(self) -> bool {
        matches!(self, Self::ApproveDocument)
    }
}

/// How far a right reaches from the unit of the post.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Not at all.
    Nowhere,
    /// The unit of the post and no other.
    OwnUnit,
    /// The unit of the post and the units below it.
    OwnUnits,
    /// All units.
    Everywhere,
}

/// Says how far a post of `kind` may do `act`.
///
/// Issued plans and units are public within the house, as the printed plans are: everyone in a post reads them all. A
/// draft is read by the units that write and issue it and those above them, and only a leader of the very unit that issues
/// it approves it. Who changed a plan is known to those who work in the units it belongs to, and what changes it stays with them. Leaders
/// and clerks keep the people and the spellings of their units, because they keep the lists of recipients today. Work is
/// read from above, but each unit does and decides its own: who could hand in for a unit below and accept it too would
/// make work done by itself.
pub fn reach(kind: PostKind, act: Act) -> Reach {
    use PostKind::{Clerk, Drafter, Focal, Leader};
    let (reach, kinds): (Reach, &[PostKind]) = match act {
        Act::ReadPlan | Act::ReadUnit => (Reach::Everywhere, &PostKind::ALL),
        Act::ReadPeople => (Reach::Everywhere, &[Leader, Clerk, Drafter, Focal]),
        Act::ReadHistory | Act::CommentDocument => (Reach::OwnUnits, &[Leader, Clerk, Drafter, Focal]),
        Act::ReadImport | Act::StartImport | Act::ReviewImport | Act::FinishImport | Act::DraftDocument => {
            (Reach::OwnUnits, &[Leader, Clerk, Drafter])
        }
        // Registers hold recipients and subjects of letters too, which are not for the whole house.
        Act::ReadRegister | Act::ReadWork | Act::ReadDraft => (Reach::OwnUnits, &PostKind::ALL),
        Act::RemovePlan
        | Act::EditAliases
        | Act::EditPeople
        | Act::KeepRegister
        | Act::IssueDocument
        | Act::KeepGroups => (Reach::OwnUnits, &[Leader, Clerk]),
        Act::DoWork => (Reach::OwnUnit, &[Leader, Clerk, Drafter, Focal]),
        Act::LeadWork => (Reach::OwnUnit, &[Leader, Drafter]),
        Act::ApproveDocument => (Reach::OwnUnit, &[Leader]),
        Act::Administer => (Reach::Nowhere, &[]),
    };
    if kinds.contains(&kind) { reach } else { Reach::Nowhere }
}

/// Says how far a person with these posts may do `act`: the farthest of them, and everywhere for an administrator
/// unless only a post gives it.
pub fn farthest_reach(is_admin: bool, posts: impl IntoIterator<Item = PostKind>, act: Act) -> Reach {
    if is_admin && !act.needs_a_post() {
        return Reach::Everywhere;
    }
    posts.into_iter().map(|kind| reach(kind, act)).max().unwrap_or(Reach::Nowhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line per act, one column per kind: E everywhere, o own units, u the own unit alone, - nowhere.
    fn printed() -> String {
        let word = |kind, act| match reach(kind, act) {
            Reach::Everywhere => " E",
            Reach::OwnUnits => " o",
            Reach::OwnUnit => " u",
            Reach::Nowhere => " -",
        };
        let line = |act: Act| {
            let name = format!("{act:?}");
            format!("{name:<16}{}\n", PostKind::ALL.map(|kind| word(kind, act)).concat())
        };
        Act::ALL.map(line).concat()
    }

    #[test]
    fn the_table_of_rights() {
        // Leader, clerk, drafter, focal, viewer.
        let expected = "\
ReadPlan         E E E E E
ReadDraft        o o o o o
DraftDocument    o o o - -
CommentDocument  o o o o -
ApproveDocument  u - - - -
IssueDocument    o o - - -
RemovePlan       o o - - -
ReadImport       o o o - -
StartImport      o o o - -
ReviewImport     o o o - -
FinishImport     o o o - -
ReadUnit         E E E E E
EditAliases      o o - - -
ReadPeople       E E E E -
EditPeople       o o - - -
ReadHistory      o o o o -
ReadRegister     o o o o o
KeepRegister     o o - - -
ReadWork         o o o o o
DoWork           u u u u -
LeadWork         u - u - -
KeepGroups       o o - - -
Administer       - - - - -
";
        assert_eq!(printed(), expected);
    }

    #[test]
    fn an_administrator_may_do_everything_and_a_person_without_posts_nothing() {
        for act in Act::ALL {
            let expected = if act.needs_a_post() { Reach::Nowhere } else { Reach::Everywhere };
            assert_eq!(farthest_reach(true, [], act), expected);
            assert_eq!(farthest_reach(false, [], act), Reach::Nowhere);
        }
    }

    #[test]
    fn two_posts_give_the_farther_reach() {
        assert_eq!(
            farthest_reach(false, [PostKind::Viewer, PostKind::Clerk], Act::EditPeople),
            Reach::OwnUnits
        );
    }

    #[test]
    fn words_read_back() {
        for kind in PostKind::ALL {
            assert_eq!(kind.word().parse(), Ok(kind));
        }
        assert_eq!("boss".parse::<PostKind>(), Err(NotAPostKind));
    }
}
