//! Preparing the issue of a document, and following who got it.

use super::DocumentHead;
use crate::features::documents::addresses::Target;
use crate::features::groups::SentView;
use crate::features::packages::PackagesPart;
use domain::ids::{PartnerId, UnitId};
use domain::time::{Day, Moment};
use serde::Serialize;
use utoipa::ToSchema;
use web::Page;

/// Number, date and recipients.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuePage {
    /// Head.
    pub document: DocumentHead,
    /// Names that the plan prints, and whom each stands for.
    pub names: Vec<NameView>,
    /// How many stand for nobody yet.
    pub n_open: usize,
    /// Units it will go to.
    pub n_units: usize,
    /// Of these, units with work in it.
    pub n_with_work: usize,
    /// Tasks and duties that will be handed out, one a unit.
    pub n_shares: usize,
    /// Kinds of units that a group can be made of.
    pub kinds: Vec<KindView>,
    /// Clusters and partners that a name can stand for.
    pub groups: Vec<String>,
    /// Today.
    #[schema(value_type = String, format = Date)]
    pub today: Day,
    /// The letters after the stroke, as drafted or proposed.
    pub symbol: String,
    /// The number can be given now.
    pub may_number: bool,
    /// It can be sent now.
    pub may_send: bool,
}

impl Page for IssuePage {
    const TEMPLATE: &'static str = "documents/issue.html";
}

/// A kind of unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DocumentKindView)]
pub struct KindView {
    /// Its code.
    pub value: &'static str,
    /// Its name.
    pub word: String,
}

/// A name and whom it stands for.
#[derive(Debug, Serialize, ToSchema)]
pub struct NameView {
    /// Its place in the form.
    pub at: usize,
    /// As printed.
    pub printed: String,
    /// It stands in "Nơi nhận".
    pub is_recipient: bool,
    /// Tasks and duties that name it.
    pub n_works: usize,
    /// Whom it stands for.
    pub target: Option<Target>,
    /// The name of the unit, cluster or partner in the target.
    pub unit_name: Option<String>,
    /// Units it comes to.
    pub n_units: usize,
    /// The program proposes it.
    pub is_proposed: bool,
    /// It is not printed: somebody added it.
    pub is_added: bool,
}

/// Who got it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveriesPage {
    /// Head.
    pub document: DocumentHead,
    /// Recipients.
    pub deliveries: Vec<DeliveryView>,
    /// all, unread, unacknowledged.
    pub show: &'static str,
    /// Words of the names of units that are looked for.
    pub q: String,
    /// All of them.
    pub n_all: u64,
    /// That opened it.
    pub n_read: u64,
    /// That said they have it.
    pub n_acknowledged: u64,
    /// How many are listed in all.
    pub total: u64,
    /// This page.
    pub page: u64,
    /// Pages.
    pub n_pages: u64,
    /// Names of the plan that stand for nobody in the program: they get it by post.
    pub by_post: Vec<String>,
    /// Partners outside that the document addresses.
    pub outside: Vec<OutsideView>,
    /// What was sent to partners, as it was written down.
    pub sent_outside: Vec<SentView>,
    /// Packages of the document.
    pub packages: PackagesPart,
    /// Today, for the form.
    #[schema(value_type = String, format = Date)]
    pub today: Day,
    /// May remind.
    pub may_remind: bool,
    /// How many are to be reminded, while a round is at work.
    pub n_to_remind: Option<i32>,
    /// How many were reminded in the last round.
    pub n_reminded: i32,
    /// May write down what was sent outside.
    pub may_send_outside: bool,
}

impl Page for DeliveriesPage {
    const TEMPLATE: &'static str = "documents/deliveries.html";
}

/// A partner outside that is to get it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutsideView {
    /// The partner.
    #[schema(value_type = String)]
    pub id: PartnerId,
    /// Its name.
    pub name: String,
    /// As the document prints it.
    pub printed: String,
}

/// One unit that got it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveryView {
    /// The unit.
    #[schema(value_type = String)]
    pub unit_id: UnitId,
    /// Its name.
    pub unit_name: String,
    /// "để b/c".
    pub purpose: Option<String>,
    /// Code of what it last answered to a package: "03".
    pub package_status: Option<String>,
    /// The words of that.
    pub package_words: String,
    /// When it stood in the inbox.
    #[schema(value_type = String)]
    pub delivered_at: Moment,
    /// When it was first opened.
    #[schema(value_type = Option<String>)]
    pub read_at: Option<Moment>,
    /// By whom.
    pub read_by: Option<String>,
    /// When the unit said that it has it.
    #[schema(value_type = Option<String>)]
    pub acknowledged_at: Option<Moment>,
    /// Who said so.
    pub acknowledged_by: Option<String>,
    /// When it was last reminded.
    #[schema(value_type = Option<String>)]
    pub reminded_at: Option<Moment>,
    /// How often.
    pub n_reminders: i32,
}
