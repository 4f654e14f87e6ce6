//! Ids: one type per table, version 7 UUIDs made from a moment and chance that the caller gives.
//!
//! A function that asks for a `PlanId` cannot be handed a `UnitId`. Ids sort by the microsecond of their birth, so
//! a list in order of id is a list in order of creation. An id is not a secret: 62 bits of chance keep two apart,
//! tokens are made elsewhere.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::time::{Chance, Moment};

/// Text that is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not an id")]
pub struct NotAnId;

/// What all ids can do; lets generic code (events, links, tests) take any of them.
pub trait Id: Copy + Into<Uuid> + From<Uuid> + fmt::Display {
    /// Makes an id born at `now`.
    fn new(now: Moment, chance: &dyn Chance) -> Self {
        let mut bytes = [0; 8];
        chance.fill(&mut bytes);
        Self::from(uuid_v7(now, u64::from_be_bytes(bytes)))
    }

    /// Makes an id that sorts after ids of the same moment with a smaller `place` (which wraps at 16,384).
    fn in_order(now: Moment, place: u16, chance: &dyn Chance) -> Self {
        let mut bytes = [0; 8];
        chance.fill(&mut bytes);
        let tail = (u64::from(place) << 48) | (u64::from_be_bytes(bytes) >> 16);
        Self::from(uuid_v7(now, tail))
    }
}

/// Lays out a version 7 UUID by RFC 9562: milliseconds, then the microseconds as 12 bits (section 6.2, method 3),
/// then the last 62 bits of `tail`.
fn uuid_v7(now: Moment, tail: u64) -> Uuid {
    let micros = now.micros().max(0).unsigned_abs();
    let (millis, below) = (micros / 1000, micros % 1000);
    let fraction = below * 4096 / 1000;
    let high = (millis << 16) | 0x7000 | fraction;
    let low = (tail & 0x3fff_ffff_ffff_ffff) | 0x8000_0000_0000_0000;
    Uuid::from_u64_pair(high, low)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = "uuid"))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl Id for $name {}

        impl $name {
            /// The plain UUID, for columns and messages that hold ids of several tables.
            pub fn uuid(self) -> Uuid {
                self.0
            }
        }

        /// SeaORM asks for this of every key, for tables that count; a UUID is never a count.
        #[cfg(feature = "sea-orm")]
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    )*};
}

ids! {
    /// A person with an account.
    PersonId,
    /// A post: a person in a unit with a role.
    PostId,
    /// A signed-in browser or program.
    SessionId,
    /// An invitation by link.
    InvitationId,
    /// A link to set a new password.
    PasswordResetId,
    /// An event: one change in the history.
    EventId,
    /// A job in the queue.
    JobId,
    /// A unit; it keeps its id when it is renamed or moved.
    UnitId,
    /// One dated version of a unit's name, parent and kind.
    UnitVersionId,
    /// An alias or abbreviation of a unit.
    UnitAliasId,
    /// A link from a unit to the one that followed it.
    UnitChangeId,
    /// An import of a table of units.
    UnitImportId,
    /// An import of a plan from a file.
    ImportId,
    /// A batch of changes to an import.
    ImportChangeId,
    /// A plan.
    PlanId,
    /// One item read from a plan, of any kind.
    ItemId,
    /// A task of a plan's roadmap.
    TaskId,
    /// A duty of a unit in a plan.
    DutyId,
    /// A unit of a task.
    TaskUnitId,
    /// A unit of a duty.
    DutyUnitId,
    /// An issuer of a plan.
    PlanIssuerId,
    /// A session in a plan's programme.
    PlanSessionId,
    /// A venue clause of a plan.
    PlanVenueId,
    /// A group of participants in a plan.
    PlanParticipantsId,
    /// A budget clause of a plan.
    BudgetLineId,
    /// A recipient of a plan.
    RecipientId,
    /// A correction remembered for the next document.
    CorrectionId,
    /// A stored file.
    FileId,
    /// A task or duty that one unit must do.
    AssignmentId,
    /// A report on an assignment.
    WorkReportId,
    /// A file that proves what was done.
    EvidenceId,
    /// A request for another date.
    DateRequestId,
    /// A piece of an assignment.
    SubtaskId,
    /// A register of documents of one year.
    RegisterId,
    /// A line of a register.
    RegisterEntryId,
    /// A certificate by which signatures are trusted.
    TrustRootId,
    /// An official document on its way out.
    DocumentId,
    /// One version of a document's text.
    DocumentVersionId,
    /// One issuer's approval and signature of a document.
    ApprovalId,
    /// A comment beside a document's text.
    CommentId,
    /// A file that belongs to a document.
    DocumentFileId,
    /// Whom a printed name stands for.
    AddressId,
    /// A document's way to one unit.
    DeliveryId,
    /// A review of a plan, a unit or a period.
    ReviewId,
    /// The numbers of a review at a moment.
    SnapshotId,
    /// Something a person is told.
    NoticeId,
    /// A mail of the outbox.
    MailId,
    /// A secret address of a calendar.
    CalendarFeedId,
    /// A rule by which late work is told further up.
    EscalationRuleId,
    /// An indicator: what a plan asks units to count.
    IndicatorId,
    /// The figure of one unit in one period.
    FigureId,
    /// One thing that was said of a figure, or done to it.
    FigureEntryId,
    /// A line of the budget of a plan, or what of it was allotted to a unit below.
    MoneyLineId,
    /// One amount that was adjusted, allocated, allotted or spent.
    MoneyEntryId,
    /// A question to units below: an own plan, a person in charge.
    CascadeId,
    /// One unit's answer to it.
    CascadeAnswerId,
    /// A person once named in charge.
    CascadePersonId,
    /// A clause carried from a plan into an own plan.
    CascadeCarryId,
    /// A cluster of units.
    ClusterId,
    /// A unit's place in a cluster.
    ClusterMemberId,
    /// A partner outside the forest of units.
    PartnerId,
    /// A document's way to a partner.
    PartnerDeliveryId,
    /// The code of an office in packages.
    OfficeCodeId,
    /// A package of a document, or of what became of one.
    PackageId,
    /// An office that a package is for.
    PackagePartyId,
    /// A committee of people.
    CommitteeId,
    /// A person's place in a committee.
    CommitteeMemberId,
    /// What a member is in charge of.
    CommitteeChargeId,
    /// A decision on a committee.
    CommitteeDecisionId,
    /// A change of a plan that was issued.
    AmendmentId,
    /// An item of a plan's communications.
    MediaItemId,
    /// One version of an item's text, as it was submitted.
    MediaVersionId,
    /// A picture of an item.
    MediaPictureId,
    /// The public news of a plan.
    MediaPageId,
    /// A proposal for an item that was refused.
    MediaRefusalId,
    /// A rating of units.
    RatingId,
    /// A criterion of a rating.
    CriterionId,
    /// The rating sheet of one unit.
    RatingSheetId,
    /// A file of evidence on a rating sheet.
    RatingFileId,
    /// A list of units without a union.
    FoundingListId,
    /// A unit on such a list.
    FoundingId,
    /// A step to found its union.
    FoundingStepId,
    /// An activity of a unit.
    ActivityId,
    /// A session of an activity.
    ActivitySessionId,
    /// A unit that takes part in an activity.
    ActivityUnitId,
    /// A partner outside in an activity.
    ActivityPartnerId,
    /// A participant of an activity.
    ActivityPersonId,
    /// A file or link of an activity.
    MaterialId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::SeededChance;

    #[test]
    fn ids_are_version_7_and_sort_by_microsecond() {
        let chance = SeededChance::new(7);
        let mut ids = Vec::new();
        for micros in 0..5000 {
            ids.push(PlanId::new(Moment::from_micros(1_780_000_000_000_000 + micros), &chance));
        }
        assert!(ids.is_sorted());
        assert_eq!(ids[0].uuid().get_version_num(), 7);
        assert_eq!(ids[0].uuid().get_variant(), uuid::Variant::RFC4122);
    }

    #[test]
    fn ids_of_one_moment_sort_by_place() {
        let (now, chance) = (Moment::from_micros(1_780_000_000_000_000), SeededChance::new(1));
        let ids: Vec<_> = (0..16_384).map(|place| EventId::in_order(now, place, &chance)).collect();
        assert!(ids.is_sorted());
    }

    #[test]
    fn ids_are_read_from_paths_and_refused_in_a_sentence() {
        let id = UnitId::new(Moment::from_micros(0), &SeededChance::new(2));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!("12".parse::<UnitId>(), Err(NotAnId));
        assert_eq!(serde_json::to_string(&id).unwrap(), format!("\"{id}\""));
    }
}
