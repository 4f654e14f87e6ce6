//! Tables: one file per table, with the entity and the table's named queries. Nothing else.
//!
//! Compact format of SeaORM (a fifth of the build time of the dense one). A named query gives a `Select`, so that the
//! caller can still lock it, order it or cut it into pages:
//! `tables::person::by_id(id).lock_exclusive().one(&tx).await?`.
//! People-sorted or searched text has a `*_key` column, folded by `domain::text::key`.

pub mod address;
pub mod assignment;
pub mod budget_line;
pub mod calendar_feed;
pub mod correction;
pub mod date_request;
pub mod delivery;
pub mod digest;
pub mod digest_off;
pub mod document;
pub mod document_address;
pub mod document_approval;
pub mod document_comment;
pub mod document_file;
pub mod document_version;
pub mod document_writing;
pub mod duty;
pub mod duty_unit;
pub mod escalation;
pub mod escalation_rule;
pub mod event;
pub mod evidence;
pub mod figure;
pub mod figure_entry;
pub mod figure_period;
pub mod import;
pub mod import_change;
pub mod import_draft;
pub mod indicator;
pub mod indicator_unit;
pub mod invitation;
pub mod job;
pub mod mail;
pub mod notice;
pub mod notice_choice;
pub mod password_reset;
pub mod person;
pub mod plan;
pub mod plan_issuer;
pub mod plan_participants;
pub mod plan_session;
pub mod plan_venue;
pub mod post;
pub mod recipient;
pub mod register;
pub mod register_entry;
pub mod register_mark;
pub mod review;
pub mod review_record;
pub mod review_snapshot;
pub mod session;
pub mod setting;
pub mod subtask;
pub mod task;
pub mod task_unit;
pub mod trust_root;
pub mod unit;
pub mod unit_alias;
pub mod unit_contact;
pub mod unit_import;
pub mod unit_link;
pub mod unit_name;
pub mod unit_parent;
pub mod work_draft;
pub mod work_report;
pub mod work_round;
pub mod work_sum;
