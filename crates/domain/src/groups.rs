//! Groups of units and people that are no units: clusters, partners outside, committees. Their kinds and parts, and what
//! changed between two lists of a committee's members.

use serde::{Deserialize, Serialize};

/// A word that names no kind of group and no part in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names no kind of group and no part in one")]
pub struct NotAGroup;

words! {
    NotAGroup;
    /// What a cluster is for.
    ClusterKind,
    /// Cụm thi đua.
    Emulation = "emulation",
    /// Cụm chuyên môn.
    Professional = "professional",
    /// Another one.
    Other = "other",
}

words! {
    NotAGroup;
    /// The part of a unit in its cluster.
    ClusterRole,
    /// Cụm trưởng.
    Leader = "leader",
    /// Cụm phó.
    Deputy = "deputy",
    /// Thành viên.
    Member = "member",
}

words! {
    NotAGroup;
    /// What a partner outside is.
    PartnerKind,
    /// A body of the state that is not in the forest of units: another province's, an embassy.
    Agency = "agency",
    /// A union or association.
    Union = "union",
    /// A school, institute or university elsewhere.
    Education = "education",
    /// A company.
    Company = "company",
    /// A newspaper or broadcaster.
    Press = "press",
    /// Another one.
    Other = "other",
}

words! {
    NotAGroup;
    /// How a document went to a partner.
    SentBy,
    /// By post.
    Post = "post",
    /// By hand, for a receipt.
    Hand = "hand",
    /// By e-mail.
    Mail = "mail",
    /// Over the national axis of documents.
    Axis = "axis",
    /// In another way.
    Other = "other",
}

words! {
    NotAGroup;
    /// What a committee is.
    CommitteeKind,
    /// Ban tổ chức.
    Organising = "organising",
    /// Ban chỉ đạo.
    Steering = "steering",
    /// Tổ giúp việc.
    Helpers = "helpers",
    /// Another one.
    Other = "other",
}

words! {
    NotAGroup;
    /// The part of a person in a committee, the highest first.
    CommitteeRole,
    /// Trưởng ban.
    Chair = "chair",
    /// Phó Trưởng ban thường trực.
    StandingDeputy = "standing_deputy",
    /// Phó Trưởng ban.
    Deputy = "deputy",
    /// Ủy viên thường trực.
    Standing = "standing",
    /// Thư ký.
    Secretary = "secretary",
    /// Ủy viên.
    Member = "member",
}

/// The part of a member as decisions print it.
pub const fn printed_role(kind: CommitteeKind, role: CommitteeRole) -> &'static str {
    match (kind, role) {
        (CommitteeKind::Helpers, CommitteeRole::Chair) => "Tổ trưởng",
        (CommitteeKind::Helpers, CommitteeRole::StandingDeputy) => "Tổ phó thường trực",
        (CommitteeKind::Helpers, CommitteeRole::Deputy) => "Tổ phó",
        (CommitteeKind::Helpers, CommitteeRole::Standing) => "Thành viên thường trực",
        (CommitteeKind::Helpers, CommitteeRole::Member) => "Thành viên",
        (_, CommitteeRole::Secretary) => "Thư ký",
        (_, CommitteeRole::Chair) => "Trưởng ban",
        (_, CommitteeRole::StandingDeputy) => "Phó Trưởng ban thường trực",
        (_, CommitteeRole::Deputy) => "Phó Trưởng ban",
        (_, CommitteeRole::Standing) => "Ủy viên thường trực",
        (_, CommitteeRole::Member) => "Ủy viên",
    }
}

/// A member as a decision lists one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Who it is, the same from list to list: an account, or the name with post.
    pub who: String,
    /// Full name.
    pub name: String,
    /// Post and unit as printed.
    pub post: String,
    /// Part in the committee.
    pub role: CommitteeRole,
}

/// What one decision changes in the list of the one before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Change {
    /// Somebody takes the place and the part of somebody else.
    Replaced {
        /// Who leaves.
        out: Listed,
        /// Who comes.
        by: Listed,
    },
    /// Somebody comes.
    Added {
        /// Who.
        member: Listed,
    },
    /// Somebody leaves.
    Removed {
        /// Who.
        member: Listed,
    },
    /// Somebody has another part.
    Moved {
        /// The part before.
        from: CommitteeRole,
        /// As it is now.
        member: Listed,
    },
}

/// What changed from one list to the next: whoever comes for somebody who leaves with the same part replaces that one.
pub fn changes(before: &[Listed], after: &[Listed]) -> Vec<Change> {
    let find = |list: &[Listed], who: &str| list.iter().find(|one| one.who == who).cloned();
    let mut leaving: Vec<Listed> =
        before.iter().filter(|one| find(after, &one.who).is_none()).cloned().collect();
    let mut told = Vec::new();
    for member in after {
        match find(before, &member.who) {
            Some(then) if then.role == member.role => {}
            Some(then) => told.push(Change::Moved { from: then.role, member: member.clone() }),
            None => match leaving.iter().position(|one| one.role == member.role) {
                Some(at) => told.push(Change::Replaced { out: leaving.remove(at), by: member.clone() }),
                None => told.push(Change::Added { member: member.clone() }),
            },
        }
    }
    told.extend(leaving.into_iter().map(|member| Change::Removed { member }));
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(who: &str, role: CommitteeRole) -> Listed {
        Listed { who: who.to_owned(), name: who.to_owned(), post: String::new(), role }
    }

    #[test]
    fn who_comes_with_the_part_of_who_leaves_replaces_that_one() {
        use CommitteeRole::{Chair, Deputy, Member};
        let before = [one("An", Chair), one("Bình", Deputy), one("Chi", Member), one("Dũng", Member)];
        let after = [one("An", Chair), one("Chi", Deputy), one("Em", Member), one("Giang", Member)];
        let told = changes(&before, &after);
        let expected = [
            Change::Moved { from: Member, member: one("Chi", Deputy) },
            Change::Replaced { out: one("Dũng", Member), by: one("Em", Member) },
            Change::Added { member: one("Giang", Member) },
            Change::Removed { member: one("Bình", Deputy) },
        ];
        assert_eq!(told, expected);
        assert_eq!(changes(&before, &before), []);
        assert_eq!(changes(&[], &after[..1]), [Change::Added { member: one("An", Chair) }]);
    }

    #[test]
    fn words_read_back() {
        for role in CommitteeRole::ALL {
            assert_eq!(role.word().parse(), Ok(*role));
        }
        assert_eq!("boss".parse::<ClusterRole>(), Err(NotAGroup));
    }
}
