//! What can be asked of and done to clusters, partners and committees. Each verb locks what it changes, applies a rule,
//! writes and records one event.

mod choices;
mod clusters;
mod committees;
mod decision;
mod partners;

pub use choices::{Choice, Chosen, chosen, cluster_choices, partner_choices};
pub use clusters::{
    ClusterNamed, NewCluster, Place, add_members, change_cluster, clusters_of, create_cluster, end_cluster,
    end_member, leaders_kept_by, members, named, open_clusters, reopen_cluster,
};
pub use committees::{
    Charge, Charged, NewCommittee, NewMember, add_charge, add_member, change_committee, charged,
    create_committee, dissolve, leave, remove_charge, set_role, who,
};
pub use decision::{Drafted, decide, listed, paper_of};
pub use partners::{NewPartner, Sent, change_partner, create_partner, record_sent, set_aside, similar};
