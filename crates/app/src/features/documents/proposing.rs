//! What the program proposes for a printed name that nobody has answered for: by the lexicon of units, by clusters, by the
//! words themselves. A person sees each proposal before anything is sent by it.

use super::addresses::{Names, Target};
use crate::features::groups::actions::{self as groups, ClusterNamed};
use domain::ids::UnitId;
use domain::time::Day;
use domain::units::lexicon::Meaning;
use domain::units::{Lexicon, UnitCode};

/// At this score what the lexicon proposes for the name of a set is filled in; a person still sees and sends it.
const GROUP_SCORE_MIN: f32 = 0.6;
/// At this score a name of a document without a plan is taken for a unit; a person still sees and sends it.
const UNIT_SCORE_MIN: f32 = 0.75;
/// Another unit that is nearly as like must be this far below.
const UNIT_SCORE_GAP: f32 = 0.1;
/// What "as above" is called in a list of recipients, folded.
const AS_ABOVE: [&str; 6] = ["nhu tren", "nhu kinh gui", "nhu dieu", "nhu muc", "nhu phan", "don vi nhu"];

/// Words by which the name of a set begins, folded.
const SETS: [&str; 5] = ["cac ", "nhung ", "moi ", "toan the ", "tat ca "];
/// The word for a cluster, folded.
const CLUSTER: &str = "cum ";
/// What the leading units of clusters are called, folded.
const LEADERS: [&str; 2] = ["cum truong", "truong cum"];
/// Heads of agencies, folded: a copy for one of them stays in the agency that issues.
const HEADS: [&str; 7] =
    ["bo truong", "thu truong", "giam doc", "pho giam doc", "chu tich cong doan", "hieu truong", "lanh dao"];

impl Names {
    /// Fills in what the lexicon, the clusters and the words themselves propose for names that nobody has answered for.
    pub fn propose(
        &mut self,
        (lexicon, clusters): (&Lexicon, &[ClusterNamed]),
        issuer: Option<UnitId>,
        on: Day,
    ) {
        let context = issuer.map(|unit| UnitCode::new(unit.to_string()));
        let is_unread = self.is_unread;
        for name in self.names.iter_mut().filter(|name| name.target.is_none()) {
            let folded = domain::text::key(&name.printed);
            let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
            let singular = SETS.iter().find_map(|word| folded.strip_prefix(word)).unwrap_or(&folded);
            name.target = if begins(&AS_ABOVE) {
                Some(Target::Bound)
            } else if folded.contains(CLUSTER) {
                cluster(clusters, &name.printed, issuer)
            } else if HEADS.iter().any(|word| singular.starts_with(word)) {
                issuer.map(|unit| Target::Unit { unit })
            } else if begins(&SETS) || folded.contains(" cac ") {
                group(lexicon, &name.printed, context.as_ref(), on)
            } else if is_unread {
                one(lexicon, &name.printed, context.as_ref(), on)
            } else {
                None
            };
            name.is_proposed = name.target.is_some();
        }
    }
}

/// The unit that the lexicon takes a name for, when it takes it for one alone.
fn one(lexicon: &Lexicon, printed: &str, context: Option<&UnitCode>, on: Day) -> Option<Target> {
    let mut found = lexicon.resolve(printed, on, context).into_iter();
    let (best, next) = (found.next()?, found.next());
    let is_alone = next.is_none_or(|next| best.score - next.score >= UNIT_SCORE_GAP);
    let Meaning::Unit(code) = best.meaning else { return None };
    let unit = code.as_str().parse().ok()?;
    (best.score >= UNIT_SCORE_MIN && is_alone).then_some(Target::Unit { unit })
}

/// What a name with the word for a cluster stands for: a cluster whose whole name is in it, or the leaders of the clusters
/// that the issuer keeps. Anything else is left open: a person knows which cluster is meant.
fn cluster(clusters: &[ClusterNamed], printed: &str, issuer: Option<UnitId>) -> Option<Target> {
    let folded = domain::text::key(printed);
    let is_leader = LEADERS.iter().any(|words| folded.contains(words));
    if let Some(one) = groups::named(clusters, printed, issuer) {
        return Some(Target::Cluster { cluster: one.id, is_leader_only: is_leader });
    }
    let keeper = issuer.filter(|unit| is_leader && clusters.iter().any(|one| one.keeper == *unit))?;
    Some(Target::ClusterLeaders { keeper })
}

/// What the lexicon takes the name of a set for.
fn group(lexicon: &Lexicon, printed: &str, context: Option<&UnitCode>, on: Day) -> Option<Target> {
    let best = lexicon.resolve(printed, on, context).into_iter().next()?;
    let Meaning::Group(group) = best.meaning else { return None };
    if group.kinds.is_empty() || best.score < GROUP_SCORE_MIN {
        return None;
    }
    let within = group.within.and_then(|code| code.as_str().parse().ok());
    Some(Target::Group { within, kinds: group.kinds })
}
