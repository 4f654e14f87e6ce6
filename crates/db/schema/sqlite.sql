CREATE TABLE "activity" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "plan_id" uuid_text NULL,
  "task_id" uuid_text NULL,
  "duty_id" uuid_text NULL,
  "kind" varchar NOT NULL,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "content" text NOT NULL,
  "contact" text NOT NULL,
  "state" varchar NOT NULL,
  "reason" text NOT NULL,
  "asked" varchar NOT NULL,
  "within_id" uuid_text NULL,
  "kinds" text NOT NULL,
  "cluster_id" uuid_text NULL,
  "units" text NOT NULL,
  "seats" integer NULL,
  "answer_by" date_text NULL,
  "told_by" date_text NULL,
  "n_wanted" integer NULL,
  "first_at" timestamp_with_timezone_text NULL,
  "last_at" timestamp_with_timezone_text NULL,
  "results" text NOT NULL,
  "lessons" text NOT NULL,
  "figures" text NOT NULL,
  "announced_at" timestamp_with_timezone_text NULL,
  "reported_at" timestamp_with_timezone_text NULL,
  "version" integer NOT NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("task_id") REFERENCES "task" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("duty_id") REFERENCES "duty" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("within_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("cluster_id") REFERENCES "cluster" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("created_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "activity_answer_by_index" ON "activity" ("answer_by");
CREATE INDEX "activity_cluster_id_index" ON "activity" ("cluster_id");
CREATE INDEX "activity_created_by_index" ON "activity" ("created_by");
CREATE INDEX "activity_duty_id_index" ON "activity" ("duty_id");
CREATE INDEX "activity_plan_id_index" ON "activity" ("plan_id");
CREATE INDEX "activity_task_id_index" ON "activity" ("task_id");
CREATE INDEX "activity_unit_id_first_at_index" ON "activity" ("unit_id", "first_at");
CREATE INDEX "activity_within_id_index" ON "activity" ("within_id");
CREATE TABLE "activity_mark" (
  "session_id" uuid_text NOT NULL,
  "person_id" uuid_text NOT NULL,
  "presence" varchar NOT NULL,
  "reason" text NOT NULL, PRIMARY KEY ("session_id",
  "person_id"),
  FOREIGN KEY ("session_id") REFERENCES "activity_session" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "activity_person" ("id") ON DELETE CASCADE
);
CREATE INDEX "activity_mark_person_id_index" ON "activity_mark" ("person_id");
CREATE TABLE "activity_material" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "activity_id" uuid_text NOT NULL,
  "person_id" uuid_text NULL,
  "name" text NOT NULL,
  "link" text NOT NULL,
  "file" varchar NOT NULL,
  "kind" varchar NOT NULL,
  "n_bytes" integer NOT NULL,
  "scan" varchar NOT NULL,
  "found" text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "removed_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("activity_id") REFERENCES "activity" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "activity_material_activity_id_index" ON "activity_material" ("activity_id");
CREATE INDEX "activity_material_person_id_index" ON "activity_material" ("person_id");
CREATE TABLE "activity_partner" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "activity_id" uuid_text NOT NULL,
  "partner_id" uuid_text NOT NULL,
  "role" varchar NOT NULL,
  "note" text NOT NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("activity_id") REFERENCES "activity" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("partner_id") REFERENCES "partner" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "activity_partner_activity_id_partner_id_index" ON "activity_partner" ("activity_id", "partner_id");
CREATE INDEX "activity_partner_partner_id_index" ON "activity_partner" ("partner_id");
CREATE TABLE "activity_person" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "activity_id" uuid_text NOT NULL,
  "activity_unit_id" uuid_text NULL,
  "activity_partner_id" uuid_text NULL,
  "name" text NOT NULL,
  "position" text NOT NULL,
  "key" text NOT NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("activity_id") REFERENCES "activity" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("activity_unit_id") REFERENCES "activity_unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("activity_partner_id") REFERENCES "activity_partner" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("created_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "activity_person_activity_id_index" ON "activity_person" ("activity_id");
CREATE INDEX "activity_person_activity_partner_id_index" ON "activity_person" ("activity_partner_id");
CREATE INDEX "activity_person_activity_unit_id_index" ON "activity_person" ("activity_unit_id");
CREATE INDEX "activity_person_created_by_index" ON "activity_person" ("created_by");
CREATE TABLE "activity_session" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "activity_id" uuid_text NOT NULL,
  "topic" text NOT NULL,
  "starts_at" timestamp_with_timezone_text NOT NULL,
  "ends_at" timestamp_with_timezone_text NOT NULL,
  "form" varchar NOT NULL,
  "place" text NOT NULL,
  "place_key" text NOT NULL,
  "link" text NOT NULL,
  "speaker" text NOT NULL,
  "speaker_key" text NOT NULL,
  "was_at" timestamp_with_timezone_text NULL,
  "cancelled_at" timestamp_with_timezone_text NULL,
  "reason" text NOT NULL,
  "n_others" integer NOT NULL,
  "told_at" timestamp_with_timezone_text NULL,
  "version" integer NOT NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("activity_id") REFERENCES "activity" ("id") ON DELETE CASCADE
);
CREATE INDEX "activity_session_activity_id_starts_at_index" ON "activity_session" ("activity_id", "starts_at");
CREATE INDEX "activity_session_starts_at_index" ON "activity_session" ("starts_at");
CREATE TABLE "activity_unit" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "activity_id" uuid_text NOT NULL,
  "unit_id" uuid_text NOT NULL,
  "is_host" boolean NOT NULL,
  "state" varchar NOT NULL,
  "note" text NOT NULL,
  "answered_at" timestamp_with_timezone_text NULL,
  "answered_by" uuid_text NULL,
  "reminded_at" timestamp_with_timezone_text NULL,
  "version" integer NOT NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("activity_id") REFERENCES "activity" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("answered_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "activity_unit_activity_id_unit_id_index" ON "activity_unit" ("activity_id", "unit_id");
CREATE INDEX "activity_unit_answered_by_index" ON "activity_unit" ("answered_by");
CREATE INDEX "activity_unit_unit_id_index" ON "activity_unit" ("unit_id");
CREATE TABLE "address" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "printed_key" varchar NOT NULL,
  "printed" text NOT NULL,
  "target" varchar NOT NULL,
  "target_id" uuid_text NULL,
  "unit_kind" varchar NULL,
  "person_id" uuid_text NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "address_plan_id_printed_key_index" ON "address" ("plan_id", "printed_key");
CREATE INDEX "address_target_id_index" ON "address" ("target_id");
CREATE TABLE "amendment" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "no" integer NOT NULL,
  "document_id" uuid_text NULL,
  "state" varchar NOT NULL,
  "reason" text NOT NULL,
  "before" text NOT NULL,
  "draft" text NULL,
  "n_added" integer NOT NULL,
  "n_changed" integer NOT NULL,
  "n_removed" integer NOT NULL,
  "n_moved" integer NOT NULL,
  "n_withdrawn" integer NOT NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "applied_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("document_id") REFERENCES "document" ("id") ON DELETE SET NULL
);
CREATE INDEX "amendment_document_id_index" ON "amendment" ("document_id");
CREATE UNIQUE INDEX "amendment_plan_id_no_index" ON "amendment" ("plan_id", "no");
CREATE TABLE "assignment" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "unit_id" uuid_text NOT NULL,
  "asker_id" uuid_text NOT NULL,
  "source_kind" varchar NOT NULL,
  "source_id" uuid_text NOT NULL,
  "role" varchar NOT NULL,
  "state" varchar NOT NULL,
  "asked_on" date_text NOT NULL,
  "starts_on" date_text NULL,
  "due_on" date_text NULL,
  "period" varchar NOT NULL,
  "person_id" uuid_text NULL,
  "percent" integer NOT NULL,
  "accepted_at" timestamp_with_timezone_text NULL,
  "handed_at" timestamp_with_timezone_text NULL,
  "done_at" timestamp_with_timezone_text NULL,
  "paused_at" timestamp_with_timezone_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "assignment_asker_id_state_handed_at_index" ON "assignment" ("asker_id", "state", "handed_at");
CREATE INDEX "assignment_person_id_index" ON "assignment" ("person_id");
CREATE INDEX "assignment_plan_id_unit_id_index" ON "assignment" ("plan_id", "unit_id");
CREATE UNIQUE INDEX "assignment_source_id_unit_id_period_index" ON "assignment" ("source_id", "unit_id", "period");
CREATE INDEX "assignment_unit_id_due_on_index" ON "assignment" ("unit_id", "due_on");
CREATE TABLE "budget_line" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "position" integer NOT NULL,
  "first_line" integer NOT NULL,
  "last_line" integer NOT NULL,
  "scope" text NULL,
  "text" text NOT NULL,
  "sources" text NOT NULL,
  "payers" text NOT NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE
);
CREATE INDEX "budget_line_plan_id_index" ON "budget_line" ("plan_id");
CREATE TABLE "calendar_feed" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "person_id" uuid_text NOT NULL,
  "scope" varchar NOT NULL,
  "token_hash" varchar NOT NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "fetched_at" timestamp_with_timezone_text NULL,
  "revoked_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "calendar_feed_person_id_index" ON "calendar_feed" ("person_id");
CREATE UNIQUE INDEX "calendar_feed_token_hash_index" ON "calendar_feed" ("token_hash");
CREATE TABLE "cascade" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "asker_id" uuid_text NOT NULL,
  "root_id" uuid_text NOT NULL,
  "above_id" uuid_text NULL,
  "state" varchar NOT NULL,
  "wants_plan" boolean NOT NULL,
  "wants_person" boolean NOT NULL,
  "due_on" date_text NULL,
  "source_kind" varchar NOT NULL,
  "source_id" uuid_text NULL,
  "quote" text NOT NULL,
  "line" integer NOT NULL,
  "target" varchar NOT NULL,
  "printed" text NULL,
  "within_id" uuid_text NULL,
  "chosen" text NOT NULL,
  "kind" varchar NULL,
  "n_units" integer NOT NULL,
  "n_asked" integer NOT NULL,
  "n_tree" integer NOT NULL,
  "n_tree_done" integer NOT NULL,
  "reminded_at" timestamp_with_timezone_text NULL,
  "n_reminded" integer NOT NULL,
  "person_id" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "opened_at" timestamp_with_timezone_text NULL,
  "n_to_remind" integer NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("asker_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "cascade_above_id_index" ON "cascade" ("above_id");
CREATE INDEX "cascade_asker_id_index" ON "cascade" ("asker_id");
CREATE INDEX "cascade_person_id_index" ON "cascade" ("person_id");
CREATE INDEX "cascade_plan_id_index" ON "cascade" ("plan_id");
CREATE INDEX "cascade_root_id_index" ON "cascade" ("root_id");
CREATE TABLE "cascade_answer" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "cascade_id" uuid_text NOT NULL,
  "unit_id" uuid_text NOT NULL,
  "place" integer NOT NULL,
  "unit_key" text NOT NULL,
  "plan" varchar NOT NULL,
  "is_named" boolean NOT NULL,
  "person_id" uuid_text NULL,
  "person_name" text NULL,
  "import_id" uuid_text NULL,
  "own_plan_id" uuid_text NULL,
  "own_number" varchar NULL,
  "own_on" date_text NULL,
  "file" varchar NULL,
  "file_name" text NULL,
  "reason" text NULL,
  "refusal" text NULL,
  "n_below" integer NOT NULL,
  "n_below_done" integer NOT NULL,
  "reminded_at" timestamp_with_timezone_text NULL,
  "n_reminders" integer NOT NULL,
  "done_at" timestamp_with_timezone_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("cascade_id") REFERENCES "cascade" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("import_id") REFERENCES "import" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("own_plan_id") REFERENCES "plan" ("id") ON DELETE SET NULL
);
CREATE INDEX "cascade_answer_cascade_id_place_index" ON "cascade_answer" ("cascade_id", "place");
CREATE INDEX "cascade_answer_cascade_id_plan_is_named_place_index" ON "cascade_answer" ("cascade_id", "plan", "is_named", "place");
CREATE INDEX "cascade_answer_cascade_id_reminded_at_done_at_index" ON "cascade_answer" ("cascade_id", "reminded_at", "done_at");
CREATE UNIQUE INDEX "cascade_answer_cascade_id_unit_id_index" ON "cascade_answer" ("cascade_id", "unit_id");
CREATE INDEX "cascade_answer_import_id_index" ON "cascade_answer" ("import_id");
CREATE INDEX "cascade_answer_own_plan_id_index" ON "cascade_answer" ("own_plan_id");
CREATE INDEX "cascade_answer_person_id_index" ON "cascade_answer" ("person_id");
CREATE INDEX "cascade_answer_unit_id_index" ON "cascade_answer" ("unit_id");
CREATE TABLE "cascade_carry" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "answer_id" uuid_text NOT NULL,
  "import_id" uuid_text NOT NULL,
  "source_kind" varchar NOT NULL,
  "source_id" uuid_text NOT NULL,
  "quote" text NOT NULL,
  "source_line" integer NOT NULL,
  "line" integer NOT NULL,
  FOREIGN KEY ("answer_id") REFERENCES "cascade_answer" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("import_id") REFERENCES "import" ("id") ON DELETE CASCADE
);
CREATE INDEX "cascade_carry_answer_id_index" ON "cascade_carry" ("answer_id");
CREATE INDEX "cascade_carry_import_id_index" ON "cascade_carry" ("import_id");
CREATE INDEX "cascade_carry_source_id_index" ON "cascade_carry" ("source_id");
CREATE TABLE "cascade_person" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "answer_id" uuid_text NOT NULL,
  "person_id" uuid_text NULL,
  "name" text NOT NULL,
  "title" text NOT NULL,
  "phone" text NOT NULL,
  "email" text NOT NULL,
  "named_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("answer_id") REFERENCES "cascade_answer" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("named_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "cascade_person_answer_id_index" ON "cascade_person" ("answer_id");
CREATE INDEX "cascade_person_named_by_index" ON "cascade_person" ("named_by");
CREATE INDEX "cascade_person_person_id_index" ON "cascade_person" ("person_id");
CREATE TABLE "cascade_sum" (
  "cascade_id" uuid_text NOT NULL,
  "plan" varchar NOT NULL,
  "is_named" boolean NOT NULL,
  "n" integer NOT NULL, PRIMARY KEY ("cascade_id",
  "plan",
  "is_named"),
  FOREIGN KEY ("cascade_id") REFERENCES "cascade" ("id") ON DELETE CASCADE
);
CREATE TABLE "cluster" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "kind" varchar NOT NULL,
  "basis" text NOT NULL,
  "valid_from" date_text NULL,
  "valid_to" date_text NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("created_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "cluster_created_by_index" ON "cluster" ("created_by");
CREATE INDEX "cluster_name_key_index" ON "cluster" ("name_key");
CREATE INDEX "cluster_unit_id_index" ON "cluster" ("unit_id");
CREATE TABLE "cluster_member" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "cluster_id" uuid_text NOT NULL,
  "unit_id" uuid_text NOT NULL,
  "role" varchar NOT NULL,
  "valid_from" date_text NULL,
  "valid_to" date_text NULL,
  FOREIGN KEY ("cluster_id") REFERENCES "cluster" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT
);
CREATE INDEX "cluster_member_cluster_id_index" ON "cluster_member" ("cluster_id");
CREATE INDEX "cluster_member_unit_id_index" ON "cluster_member" ("unit_id");
CREATE TABLE "committee" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "plan_id" uuid_text NULL,
  "kind" varchar NOT NULL,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "basis" text NOT NULL,
  "duties" text NOT NULL,
  "ended_at" timestamp_with_timezone_text NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("created_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "committee_created_by_index" ON "committee" ("created_by");
CREATE INDEX "committee_plan_id_index" ON "committee" ("plan_id");
CREATE INDEX "committee_unit_id_index" ON "committee" ("unit_id");
CREATE TABLE "committee_charge" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "committee_id" uuid_text NOT NULL,
  "member_id" uuid_text NOT NULL,
  "task_id" uuid_text NULL,
  "duty_id" uuid_text NULL,
  "area" text NOT NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("committee_id") REFERENCES "committee" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("member_id") REFERENCES "committee_member" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("task_id") REFERENCES "task" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("duty_id") REFERENCES "duty" ("id") ON DELETE CASCADE
);
CREATE INDEX "committee_charge_committee_id_index" ON "committee_charge" ("committee_id");
CREATE INDEX "committee_charge_duty_id_index" ON "committee_charge" ("duty_id");
CREATE INDEX "committee_charge_member_id_index" ON "committee_charge" ("member_id");
CREATE INDEX "committee_charge_task_id_index" ON "committee_charge" ("task_id");
CREATE TABLE "committee_decision" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "committee_id" uuid_text NOT NULL,
  "document_id" uuid_text NOT NULL,
  "members" text NOT NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("committee_id") REFERENCES "committee" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("document_id") REFERENCES "document" ("id") ON DELETE CASCADE
);
CREATE INDEX "committee_decision_committee_id_index" ON "committee_decision" ("committee_id");
CREATE INDEX "committee_decision_document_id_index" ON "committee_decision" ("document_id");
CREATE TABLE "committee_member" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "committee_id" uuid_text NOT NULL,
  "position" integer NOT NULL,
  "role" varchar NOT NULL,
  "person_id" uuid_text NULL,
  "name" text NOT NULL,
  "title" text NOT NULL,
  "unit_name" text NOT NULL,
  "valid_from" date_text NULL,
  "valid_to" date_text NULL,
  FOREIGN KEY ("committee_id") REFERENCES "committee" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "committee_member_committee_id_index" ON "committee_member" ("committee_id");
CREATE INDEX "committee_member_person_id_index" ON "committee_member" ("person_id");
CREATE TABLE "correction" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "name_key" text NOT NULL,
  "printed" text NOT NULL,
  "target_id" uuid_text NOT NULL,
  "times_used" integer NOT NULL,
  "person_id" uuid_text NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("target_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "correction_person_id_index" ON "correction" ("person_id");
CREATE INDEX "correction_target_id_index" ON "correction" ("target_id");
CREATE UNIQUE INDEX "correction_unit_id_name_key_index" ON "correction" ("unit_id", "name_key");
CREATE TABLE "date_request" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "assignment_id" uuid_text NOT NULL,
  "asker_id" uuid_text NOT NULL,
  "was_on" date_text NULL,
  "wanted_on" date_text NOT NULL,
  "reason" text NOT NULL,
  "state" varchar NOT NULL,
  "answer" text NOT NULL,
  "person_id" uuid_text NULL,
  "answered_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "answered_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("assignment_id") REFERENCES "assignment" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("answered_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "date_request_answered_by_index" ON "date_request" ("answered_by");
CREATE INDEX "date_request_asker_id_state_index" ON "date_request" ("asker_id", "state");
CREATE INDEX "date_request_assignment_id_index" ON "date_request" ("assignment_id");
CREATE INDEX "date_request_person_id_index" ON "date_request" ("person_id");
CREATE TABLE "delivery" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "document_id" uuid_text NOT NULL,
  "unit_id" uuid_text NOT NULL,
  "purpose" varchar NULL,
  "delivered_at" timestamp_with_timezone_text NOT NULL,
  "read_at" timestamp_with_timezone_text NULL,
  "read_by" uuid_text NULL,
  "acknowledged_at" timestamp_with_timezone_text NULL,
  "acknowledged_by" uuid_text NULL,
  "reminded_at" timestamp_with_timezone_text NULL,
  "n_reminders" integer NOT NULL,
  "place" integer NOT NULL DEFAULT 0,
  "standing" integer GENERATED ALWAYS AS ((CASE WHEN ("acknowledged_at" IS NULL) THEN 0 ELSE 2 END) + (CASE WHEN ("read_at" IS NULL) THEN 0 ELSE 1 END)) VIRTUAL,
  FOREIGN KEY ("document_id") REFERENCES "document" ("id") ON DELETE CASCADE
);
CREATE INDEX "delivery_document_id_standing_place_id_index" ON "delivery" ("document_id", "standing", "place", "id");
CREATE UNIQUE INDEX "delivery_document_id_unit_id_index" ON "delivery" ("document_id", "unit_id");
CREATE INDEX "delivery_unit_id_acknowledged_at_index" ON "delivery" ("unit_id", "acknowledged_at");
CREATE TABLE "digest" (
  "person_id" uuid_text NOT NULL,
  "week" date_text NOT NULL,
  "n_lines" integer NOT NULL,
  "stop_hash" varchar NULL,
  "created_at" timestamp_with_timezone_text NOT NULL, PRIMARY KEY ("person_id",
  "week"),
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "digest_stop_hash_index" ON "digest" ("stop_hash");
CREATE TABLE "digest_off" (
  "person_id" uuid_text NOT NULL PRIMARY KEY,
  "since" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE TABLE "document" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "plan_id" uuid_text NULL UNIQUE,
  "about_id" uuid_text NULL,
  "kind" varchar NOT NULL,
  "subject" text NOT NULL,
  "subject_key" text NOT NULL,
  "state" varchar NOT NULL,
  "version" integer NOT NULL,
  "content" text NOT NULL,
  "urgency" varchar NULL,
  "number" integer NULL,
  "symbol" varchar NULL,
  "issued_on" date_text NULL,
  "n_to_deliver" integer NOT NULL,
  "n_delivered" integer NOT NULL,
  "returned_why" text NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  "submitted_at" timestamp_with_timezone_text NULL,
  "issued_at" timestamp_with_timezone_text NULL,
  "n_to_remind" integer NULL,
  "n_reminded" integer NOT NULL DEFAULT 0,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("about_id") REFERENCES "document" ("id") ON DELETE RESTRICT
);
CREATE INDEX "document_about_id_index" ON "document" ("about_id");
CREATE INDEX "document_unit_id_state_index" ON "document" ("unit_id", "state");
CREATE TABLE "document_address" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "document_id" uuid_text NOT NULL,
  "printed_key" varchar NOT NULL,
  "printed" text NOT NULL,
  "target" varchar NOT NULL,
  "target_id" uuid_text NULL,
  "unit_kind" varchar NULL,
  "purpose" text NULL,
  "is_added" boolean NOT NULL,
  "person_id" uuid_text NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("document_id") REFERENCES "document" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "document_address_document_id_printed_key_index" ON "document_address" ("document_id", "printed_key");
CREATE TABLE "document_approval" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "document_id" uuid_text NOT NULL,
  "position" integer NOT NULL,
  "printed" text NOT NULL,
  "unit_id" uuid_text NULL,
  "state" varchar NOT NULL,
  "authority" varchar NOT NULL,
  "rank_printed" text NOT NULL,
  "title_printed" text NOT NULL,
  "name_printed" text NOT NULL,
  "signer_id" uuid_text NULL,
  "decided_by" uuid_text NULL,
  "decided_at" timestamp_with_timezone_text NULL,
  "reason" text NULL,
  "signed_by" uuid_text NULL,
  "signed_at" timestamp_with_timezone_text NULL,
  "signed_digest" varchar NULL,
  "is_outside" boolean NOT NULL,
  FOREIGN KEY ("document_id") REFERENCES "document" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "document_approval_document_id_position_index" ON "document_approval" ("document_id", "position");
CREATE INDEX "document_approval_unit_id_state_index" ON "document_approval" ("unit_id", "state");
CREATE TABLE "document_comment" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "document_id" uuid_text NOT NULL,
  "version" integer NOT NULL,
  "place" varchar NOT NULL,
  "quote" text NOT NULL,
  "text" text NOT NULL,
  "person_id" uuid_text NOT NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "resolved_by" uuid_text NULL,
  "resolved_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("document_id") REFERENCES "document" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "document_comment_document_id_index" ON "document_comment" ("document_id");
CREATE TABLE "document_file" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "document_id" uuid_text NOT NULL,
  "kind" varchar NOT NULL,
  "name" text NOT NULL,
  "file" varchar NOT NULL,
  "bytes" integer NOT NULL,
  "checks" text NOT NULL,
  "person_id" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("document_id") REFERENCES "document" ("id") ON DELETE CASCADE
);
CREATE INDEX "document_file_document_id_index" ON "document_file" ("document_id");
CREATE TABLE "document_version" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "document_id" uuid_text NOT NULL,
  "no" integer NOT NULL,
  "content" text NOT NULL,
  "why" varchar NOT NULL,
  "person_id" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("document_id") REFERENCES "document" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "document_version_document_id_no_index" ON "document_version" ("document_id", "no");
CREATE TABLE "document_writing" (
  "document_id" uuid_text NOT NULL PRIMARY KEY,
  "version" integer NOT NULL,
  "revision" integer NOT NULL,
  "content" text NOT NULL,
  "person_id" uuid_text NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("document_id") REFERENCES "document" ("id") ON DELETE CASCADE
);
CREATE TABLE "duty" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "position" integer NOT NULL,
  "text" text NOT NULL,
  "text_key" text NOT NULL,
  "verbs" text NOT NULL,
  "unit_source" varchar NOT NULL,
  "time_printed" text NULL,
  "starts_on" date_text NULL,
  "ends_on" date_text NULL,
  "state" varchar NOT NULL,
  "first_line" integer NOT NULL,
  "last_line" integer NOT NULL,
  "item" varchar NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE
);
CREATE INDEX "duty_plan_id_index" ON "duty" ("plan_id");
CREATE TABLE "duty_unit" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "duty_id" uuid_text NOT NULL,
  "role" varchar NOT NULL,
  "position" integer NOT NULL,
  "printed" text NOT NULL,
  "unit_id" uuid_text NULL,
  FOREIGN KEY ("duty_id") REFERENCES "duty" ("id") ON DELETE CASCADE
);
CREATE INDEX "duty_unit_duty_id_index" ON "duty_unit" ("duty_id");
CREATE INDEX "duty_unit_plan_id_index" ON "duty_unit" ("plan_id");
CREATE INDEX "duty_unit_unit_id_index" ON "duty_unit" ("unit_id");
CREATE TABLE "escalation" (
  "assignment_id" uuid_text NOT NULL,
  "step" varchar NOT NULL,
  "due_on" date_text NOT NULL,
  "told_at" timestamp_with_timezone_text NOT NULL, PRIMARY KEY ("assignment_id",
  "step",
  "due_on"),
  FOREIGN KEY ("assignment_id") REFERENCES "assignment" ("id") ON DELETE CASCADE
);
CREATE TABLE "escalation_rule" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "asker_id" uuid_text NULL,
  "unit_kind" varchar NULL,
  "is_on" boolean NOT NULL,
  "officer_days" integer NOT NULL,
  "leader_days" integer NOT NULL,
  "above_days" integer NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  "updated_by" uuid_text NULL,
  FOREIGN KEY ("asker_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("updated_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "escalation_rule_asker_id_index" ON "escalation_rule" ("asker_id");
CREATE INDEX "escalation_rule_updated_by_index" ON "escalation_rule" ("updated_by");
CREATE TABLE "event" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "at" timestamp_with_timezone_text NOT NULL,
  "person_id" uuid_text NULL,
  "post_id" uuid_text NULL,
  "verb" varchar NOT NULL,
  "kind" varchar NOT NULL,
  "object_id" uuid_text NOT NULL,
  "before_digest" varchar NULL,
  "after_digest" varchar NULL,
  "payload" text NOT NULL,
  "place" integer NULL UNIQUE,
  "seal" varchar NULL
);
CREATE INDEX "event_kind_object_id_index" ON "event" ("kind", "object_id");
CREATE INDEX "event_person_id_index" ON "event" ("person_id");
CREATE TABLE "evidence" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "assignment_id" uuid_text NOT NULL,
  "person_id" uuid_text NULL,
  "file_name" text NOT NULL,
  "file" varchar NOT NULL,
  "kind" varchar NOT NULL,
  "n_bytes" integer NOT NULL,
  "scan" varchar NOT NULL,
  "found" varchar NULL,
  "scanned_at" timestamp_with_timezone_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "removed_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("assignment_id") REFERENCES "assignment" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "evidence_assignment_id_index" ON "evidence" ("assignment_id");
CREATE INDEX "evidence_person_id_index" ON "evidence" ("person_id");
CREATE TABLE "figure" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "indicator_id" uuid_text NOT NULL,
  "plan_id" uuid_text NOT NULL,
  "period" varchar NOT NULL,
  "unit_id" uuid_text NOT NULL,
  "above_id" uuid_text NULL,
  "depth" integer NOT NULL,
  "is_leaf" boolean NOT NULL,
  "state" varchar NOT NULL,
  "due_on" date_text NOT NULL,
  "value" integer NULL,
  "base" integer NULL,
  "note" text NOT NULL,
  "link" text NOT NULL,
  "reason" text NOT NULL,
  "n_asked" integer NOT NULL,
  "below_value" integer NOT NULL,
  "below_base" integer NOT NULL,
  "below_said" integer NOT NULL,
  "below_met" integer NOT NULL,
  "person_id" uuid_text NULL,
  "is_by_above" boolean NOT NULL,
  "said_at" timestamp_with_timezone_text NULL,
  "sent_at" timestamp_with_timezone_text NULL,
  "decided_at" timestamp_with_timezone_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("indicator_id") REFERENCES "indicator" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "figure_above_id_state_sent_at_index" ON "figure" ("above_id", "state", "sent_at");
CREATE INDEX "figure_indicator_id_above_id_index" ON "figure" ("indicator_id", "above_id");
CREATE INDEX "figure_indicator_id_period_above_id_state_index" ON "figure" ("indicator_id", "period", "above_id", "state");
CREATE UNIQUE INDEX "figure_indicator_id_period_unit_id_index" ON "figure" ("indicator_id", "period", "unit_id");
CREATE INDEX "figure_person_id_index" ON "figure" ("person_id");
CREATE INDEX "figure_plan_id_index" ON "figure" ("plan_id");
CREATE INDEX "figure_unit_id_due_on_index" ON "figure" ("unit_id", "due_on");
CREATE TABLE "figure_entry" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "figure_id" uuid_text NOT NULL,
  "person_id" uuid_text NULL,
  "verb" varchar NOT NULL,
  "value_before" integer NULL,
  "base_before" integer NULL,
  "value" integer NULL,
  "base" integer NULL,
  "words" text NOT NULL,
  "at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("figure_id") REFERENCES "figure" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "figure_entry_figure_id_index" ON "figure_entry" ("figure_id");
CREATE INDEX "figure_entry_person_id_index" ON "figure_entry" ("person_id");
CREATE TABLE "figure_period" (
  "indicator_id" uuid_text NOT NULL,
  "period" varchar NOT NULL,
  "first_on" date_text NOT NULL,
  "last_on" date_text NOT NULL,
  "due_on" date_text NOT NULL,
  "asked_on" date_text NOT NULL,
  "locked_at" timestamp_with_timezone_text NULL,
  "locked_by" uuid_text NULL,
  "n_to_ask" integer NULL,
  "n_asked" integer NOT NULL DEFAULT 0,
  "told_at" timestamp_with_timezone_text NULL,
  "due_told_on" date_text NULL, PRIMARY KEY ("indicator_id",
  "period"),
  FOREIGN KEY ("indicator_id") REFERENCES "indicator" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("locked_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "figure_period_locked_by_index" ON "figure_period" ("locked_by");
CREATE TABLE "founding" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "list_id" uuid_text NOT NULL,
  "unit_id" uuid_text NULL,
  "kind" varchar NOT NULL,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "area" text NOT NULL,
  "n_workers" integer NULL,
  "contact" text NOT NULL,
  "note" text NOT NULL,
  "state" varchar NOT NULL,
  "n_steps" integer NOT NULL,
  "n_done" integer NOT NULL,
  "next_due" date_text NULL,
  "union_name" text NOT NULL,
  "decision_number" text NOT NULL,
  "decided_on" date_text NULL,
  "decided_by" text NOT NULL,
  "reason" varchar NOT NULL,
  "words" text NOT NULL,
  "closed_at" timestamp_with_timezone_text NULL,
  "version" integer NOT NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("list_id") REFERENCES "founding_list" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("created_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "founding_created_by_index" ON "founding" ("created_by");
CREATE INDEX "founding_list_id_index" ON "founding" ("list_id");
CREATE UNIQUE INDEX "founding_list_id_unit_id_index" ON "founding" ("list_id", "unit_id");
CREATE INDEX "founding_unit_id_index" ON "founding" ("unit_id");
CREATE TABLE "founding_list" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "union_id" uuid_text NOT NULL,
  "task_id" uuid_text NULL,
  "within_id" uuid_text NOT NULL,
  "kinds" text NOT NULL,
  "name" text NOT NULL,
  "steps" text NOT NULL,
  "version" integer NOT NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("union_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("within_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("task_id") REFERENCES "task" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("created_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "founding_list_created_by_index" ON "founding_list" ("created_by");
CREATE INDEX "founding_list_task_id_index" ON "founding_list" ("task_id");
CREATE INDEX "founding_list_union_id_index" ON "founding_list" ("union_id");
CREATE INDEX "founding_list_within_id_index" ON "founding_list" ("within_id");
CREATE TABLE "founding_step" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "founding_id" uuid_text NOT NULL,
  "position" integer NOT NULL,
  "name" text NOT NULL,
  "person_id" uuid_text NULL,
  "holder" text NOT NULL,
  "due_on" date_text NULL,
  "done_on" date_text NULL,
  "evidence" text NOT NULL,
  "note" text NOT NULL,
  FOREIGN KEY ("founding_id") REFERENCES "founding" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "founding_step_due_on_index" ON "founding_step" ("due_on");
CREATE INDEX "founding_step_founding_id_index" ON "founding_step" ("founding_id");
CREATE INDEX "founding_step_person_id_index" ON "founding_step" ("person_id");
CREATE TABLE "import" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "person_id" uuid_text NULL,
  "post_id" uuid_text NULL,
  "file_name" text NOT NULL,
  "file" varchar NOT NULL,
  "n_bytes" integer NOT NULL,
  "format" varchar NULL,
  "state" varchar NOT NULL,
  "version" integer NOT NULL,
  "title" text NOT NULL,
  "on_day" date_text NOT NULL,
  "year" integer NULL,
  "n_lines" integer NOT NULL,
  "n_issues" integer NOT NULL,
  "n_open" integer NOT NULL,
  "failure_code" varchar NULL,
  "failure_vi" text NULL,
  "failure_en" text NULL,
  "plan_id" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  "ended_at" timestamp_with_timezone_text NULL,
  "form" varchar NULL,
  "is_doubted" boolean NOT NULL DEFAULT FALSE,
  "from_plan_id" uuid_text NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE RESTRICT
);
CREATE INDEX "import_from_plan_id_index" ON "import" ("from_plan_id");
CREATE UNIQUE INDEX "import_person_id_form_file_index" ON "import" ("person_id", "form", "file");
CREATE INDEX "import_person_id_index" ON "import" ("person_id");
CREATE INDEX "import_post_id_index" ON "import" ("post_id");
CREATE INDEX "import_unit_id_file_index" ON "import" ("unit_id", "file");
CREATE TABLE "import_change" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "import_id" uuid_text NOT NULL,
  "version" integer NOT NULL,
  "batch" varchar NOT NULL,
  "person_id" uuid_text NULL,
  "post_id" uuid_text NULL,
  "at" timestamp_with_timezone_text NOT NULL,
  "ops" text NOT NULL,
  "inverse" text NOT NULL,
  "touched" text NOT NULL,
  "undoes" integer NULL,
  FOREIGN KEY ("import_id") REFERENCES "import" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "import_change_import_id_batch_index" ON "import_change" ("import_id", "batch");
CREATE UNIQUE INDEX "import_change_import_id_version_index" ON "import_change" ("import_id", "version");
CREATE INDEX "import_change_person_id_index" ON "import_change" ("person_id");
CREATE INDEX "import_change_post_id_index" ON "import_change" ("post_id");
CREATE TABLE "import_draft" (
  "import_id" uuid_text NOT NULL PRIMARY KEY,
  "source" text NOT NULL,
  "reading" text NOT NULL,
  "draft" text NOT NULL,
  FOREIGN KEY ("import_id") REFERENCES "import" ("id") ON DELETE CASCADE
);
CREATE TABLE "indicator" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "asker_id" uuid_text NOT NULL,
  "source_kind" varchar NOT NULL,
  "source_id" uuid_text NULL,
  "position" integer NOT NULL,
  "state" varchar NOT NULL,
  "name" text NOT NULL,
  "measure" varchar NOT NULL,
  "way" varchar NOT NULL,
  "direction" varchar NOT NULL,
  "target" integer NULL,
  "scope" varchar NOT NULL,
  "every" varchar NOT NULL,
  "starts_on" date_text NULL,
  "ends_on" date_text NULL,
  "due_days" integer NOT NULL,
  "decimals" integer NOT NULL,
  "least" integer NULL,
  "most" integer NULL,
  "asked" varchar NOT NULL,
  "within_id" uuid_text NULL,
  "kinds" text NOT NULL,
  "printed" text NOT NULL,
  "is_stepwise" boolean NOT NULL,
  "quote" text NOT NULL,
  "line" integer NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("created_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "indicator_created_by_index" ON "indicator" ("created_by");
CREATE INDEX "indicator_plan_id_index" ON "indicator" ("plan_id");
CREATE INDEX "indicator_source_id_index" ON "indicator" ("source_id");
CREATE INDEX "indicator_state_index" ON "indicator" ("state");
CREATE TABLE "indicator_unit" (
  "indicator_id" uuid_text NOT NULL,
  "unit_id" uuid_text NOT NULL, PRIMARY KEY ("indicator_id",
  "unit_id"),
  FOREIGN KEY ("indicator_id") REFERENCES "indicator" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT
);
CREATE INDEX "indicator_unit_unit_id_index" ON "indicator_unit" ("unit_id");
CREATE TABLE "invitation" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "token_hash" varchar NOT NULL UNIQUE,
  "name" varchar NOT NULL,
  "email" varchar NOT NULL,
  "unit_id" uuid_text NULL,
  "kind" varchar NULL,
  "title" varchar NULL,
  "is_admin" boolean NOT NULL,
  "invited_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "expires_at" timestamp_with_timezone_text NOT NULL,
  "accepted_at" timestamp_with_timezone_text NULL,
  "accepted_by" uuid_text NULL,
  "revoked_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("invited_by") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("accepted_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "invitation_expires_at_index" ON "invitation" ("expires_at");
CREATE TABLE "job" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "kind" varchar NOT NULL,
  "payload" text NOT NULL,
  "run_at" timestamp_with_timezone_text NOT NULL,
  "attempts" integer NOT NULL,
  "leased_until" timestamp_with_timezone_text NULL,
  "lease" uuid_text NULL,
  "last_error" text NULL,
  "given_up_at" timestamp_with_timezone_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL
);
CREATE INDEX "job_run_at_index" ON "job" ("run_at");
CREATE TABLE "mail" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "sort" varchar NOT NULL,
  "to_address" varchar NOT NULL,
  "to_name" varchar NOT NULL,
  "person_id" uuid_text NULL,
  "unit_id" uuid_text NULL,
  "locale" varchar NOT NULL,
  "subject" text NOT NULL,
  "body" text NOT NULL,
  "unsubscribe" varchar NULL,
  "message_id" varchar NOT NULL,
  "once" varchar NOT NULL,
  "state" varchar NOT NULL,
  "attempts" integer NOT NULL,
  "last_error" varchar NULL,
  "next_at" timestamp_with_timezone_text NOT NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "tried_at" timestamp_with_timezone_text NULL,
  "sent_at" timestamp_with_timezone_text NULL,
  "sent_by" uuid_text NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("sent_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "mail_created_at_index" ON "mail" ("created_at");
CREATE UNIQUE INDEX "mail_once_index" ON "mail" ("once");
CREATE INDEX "mail_person_id_index" ON "mail" ("person_id");
CREATE INDEX "mail_sent_by_index" ON "mail" ("sent_by");
CREATE INDEX "mail_state_next_at_index" ON "mail" ("state", "next_at");
CREATE INDEX "mail_tried_at_index" ON "mail" ("tried_at");
CREATE INDEX "mail_unit_id_state_index" ON "mail" ("unit_id", "state");
CREATE TABLE "media_item" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "unit_id" uuid_text NOT NULL,
  "person_id" uuid_text NULL,
  "partner_id" uuid_text NULL,
  "title" text NOT NULL,
  "phase" varchar NOT NULL,
  "kind" varchar NOT NULL,
  "channel" varchar NOT NULL,
  "outlet" text NOT NULL,
  "due_on" date_text NULL,
  "source_kind" varchar NOT NULL,
  "source_id" uuid_text NULL,
  "embargo_at" timestamp_with_timezone_text NULL,
  "body" text NOT NULL,
  "byline" text NOT NULL,
  "credit" text NOT NULL,
  "licence" text NOT NULL,
  "on_page" boolean NOT NULL,
  "publishes_itself" boolean NOT NULL,
  "state" varchar NOT NULL,
  "revision" integer NOT NULL,
  "version" integer NOT NULL,
  "published_version" integer NULL,
  "returned_why" text NOT NULL,
  "correction" text NOT NULL,
  "removed_why" text NOT NULL,
  "removed_at" timestamp_with_timezone_text NULL,
  "published_at" timestamp_with_timezone_text NULL,
  "published_url" text NOT NULL,
  "slug" varchar NOT NULL UNIQUE,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("partner_id") REFERENCES "partner" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("created_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "media_item_created_by_index" ON "media_item" ("created_by");
CREATE INDEX "media_item_partner_id_index" ON "media_item" ("partner_id");
CREATE INDEX "media_item_person_id_index" ON "media_item" ("person_id");
CREATE INDEX "media_item_plan_id_index" ON "media_item" ("plan_id");
CREATE INDEX "media_item_state_due_on_index" ON "media_item" ("state", "due_on");
CREATE INDEX "media_item_unit_id_state_due_on_index" ON "media_item" ("unit_id", "state", "due_on");
CREATE TABLE "media_page" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "slug" varchar NOT NULL UNIQUE,
  "is_on" boolean NOT NULL,
  "person_id" uuid_text NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "media_page_person_id_index" ON "media_page" ("person_id");
CREATE UNIQUE INDEX "media_page_plan_id_index" ON "media_page" ("plan_id");
CREATE TABLE "media_picture" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "item_id" uuid_text NOT NULL,
  "file_name" text NOT NULL,
  "file" varchar NOT NULL,
  "kind" varchar NOT NULL,
  "n_bytes" integer NOT NULL,
  "alt" text NOT NULL,
  "caption" text NOT NULL,
  "credit" text NOT NULL,
  "shows_people" boolean NOT NULL,
  "consent" text NOT NULL,
  "scan" varchar NOT NULL,
  "found" text NOT NULL,
  "scanned_at" timestamp_with_timezone_text NULL,
  "person_id" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "removed_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("item_id") REFERENCES "media_item" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "media_picture_item_id_index" ON "media_picture" ("item_id");
CREATE INDEX "media_picture_person_id_index" ON "media_picture" ("person_id");
CREATE TABLE "media_refusal" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "source_kind" varchar NOT NULL,
  "source_id" uuid_text NOT NULL,
  "person_id" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "media_refusal_person_id_index" ON "media_refusal" ("person_id");
CREATE UNIQUE INDEX "media_refusal_plan_id_source_id_index" ON "media_refusal" ("plan_id", "source_id");
CREATE TABLE "media_version" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "item_id" uuid_text NOT NULL,
  "no" integer NOT NULL,
  "title" text NOT NULL,
  "body" text NOT NULL,
  "byline" text NOT NULL,
  "credit" text NOT NULL,
  "licence" text NOT NULL,
  "pictures" text NOT NULL,
  "correction" text NOT NULL,
  "verdict" varchar NOT NULL,
  "why" text NOT NULL,
  "person_id" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "decided_by" uuid_text NULL,
  "decided_at" timestamp_with_timezone_text NULL,
  "published_at" timestamp_with_timezone_text NULL,
  "unit_id" uuid_text NULL,
  FOREIGN KEY ("item_id") REFERENCES "media_item" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("decided_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "media_version_decided_by_index" ON "media_version" ("decided_by");
CREATE UNIQUE INDEX "media_version_item_id_no_index" ON "media_version" ("item_id", "no");
CREATE INDEX "media_version_person_id_index" ON "media_version" ("person_id");
CREATE TABLE "money_entry" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "line_id" uuid_text NOT NULL,
  "kind" varchar NOT NULL,
  "unit_id" uuid_text NOT NULL,
  "amount" integer NOT NULL,
  "day" date_text NOT NULL,
  "document" text NOT NULL,
  "words" text NOT NULL,
  "reason" text NOT NULL,
  "link" text NOT NULL,
  "person_id" uuid_text NULL,
  "at" timestamp_with_timezone_text NOT NULL,
  "struck_at" timestamp_with_timezone_text NULL,
  "struck_by" uuid_text NULL,
  "struck_reason" text NOT NULL,
  FOREIGN KEY ("line_id") REFERENCES "money_line" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("struck_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "money_entry_line_id_index" ON "money_entry" ("line_id");
CREATE INDEX "money_entry_person_id_index" ON "money_entry" ("person_id");
CREATE INDEX "money_entry_struck_by_index" ON "money_entry" ("struck_by");
CREATE INDEX "money_entry_unit_id_index" ON "money_entry" ("unit_id");
CREATE TABLE "money_estimate" (
  "plan_id" uuid_text NOT NULL PRIMARY KEY,
  "state" varchar NOT NULL,
  "version" integer NOT NULL,
  "document" text NOT NULL,
  "approved_by" uuid_text NULL,
  "approved_at" timestamp_with_timezone_text NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("approved_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "money_estimate_approved_by_index" ON "money_estimate" ("approved_by");
CREATE TABLE "money_line" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "above_id" uuid_text NULL,
  "root_id" uuid_text NOT NULL,
  "depth" integer NOT NULL,
  "position" integer NOT NULL,
  "no" varchar NOT NULL,
  "content" text NOT NULL,
  "source_kind" varchar NOT NULL,
  "source_id" uuid_text NULL,
  "line" integer NULL,
  "fund" varchar NOT NULL,
  "level" varchar NOT NULL,
  "unit_id" uuid_text NOT NULL,
  "measure" varchar NOT NULL,
  "quantity" integer NULL,
  "price" integer NULL,
  "base" integer NOT NULL,
  "adjusted" integer NOT NULL,
  "allocated" integer NOT NULL,
  "allotted" integer NOT NULL,
  "spent" integer NOT NULL,
  "below" integer NOT NULL,
  "note" text NOT NULL,
  "version" integer NOT NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("above_id") REFERENCES "money_line" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("created_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "money_line_above_id_unit_id_index" ON "money_line" ("above_id", "unit_id");
CREATE INDEX "money_line_created_by_index" ON "money_line" ("created_by");
CREATE INDEX "money_line_plan_id_depth_index" ON "money_line" ("plan_id", "depth");
CREATE INDEX "money_line_root_id_index" ON "money_line" ("root_id");
CREATE INDEX "money_line_unit_id_index" ON "money_line" ("unit_id");
CREATE TABLE "notice" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "person_id" uuid_text NOT NULL,
  "unit_id" uuid_text NULL,
  "kind" varchar NOT NULL,
  "about_kind" varchar NOT NULL,
  "about_id" uuid_text NOT NULL,
  "args" text NOT NULL,
  "link" varchar NOT NULL,
  "once" varchar NOT NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "read_at" timestamp_with_timezone_text NULL,
  "mail_from" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT
);
CREATE INDEX "notice_created_at_index" ON "notice" ("created_at");
CREATE INDEX "notice_mail_from_index" ON "notice" ("mail_from");
CREATE UNIQUE INDEX "notice_person_id_once_index" ON "notice" ("person_id", "once");
CREATE INDEX "notice_person_id_read_at_index" ON "notice" ("person_id", "read_at");
CREATE TABLE "notice_choice" (
  "person_id" uuid_text NOT NULL,
  "kind" varchar NOT NULL,
  "shows" boolean NOT NULL,
  "mails" boolean NOT NULL, PRIMARY KEY ("person_id",
  "kind"),
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE TABLE "office_code" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "code" varchar NOT NULL UNIQUE,
  "unit_id" uuid_text NULL,
  "partner_id" uuid_text NULL,
  "is_sample" boolean NOT NULL,
  "person_id" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("partner_id") REFERENCES "partner" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "office_code_partner_id_index" ON "office_code" ("partner_id");
CREATE INDEX "office_code_person_id_index" ON "office_code" ("person_id");
CREATE UNIQUE INDEX "office_code_unit_id_index" ON "office_code" ("unit_id");
CREATE TABLE "package" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "office_id" uuid_text NULL,
  "way" varchar NOT NULL,
  "sort" varchar NOT NULL,
  "state" varchar NOT NULL,
  "document_id" uuid_text NULL,
  "about_id" uuid_text NULL,
  "sender_code" varchar NOT NULL,
  "sender_name" text NOT NULL,
  "document_code" text NOT NULL,
  "symbol" text NOT NULL,
  "dated_on" date_text NULL,
  "subject" text NOT NULL,
  "search_key" text NOT NULL,
  "purpose" integer NOT NULL,
  "status" varchar NULL,
  "content" text NOT NULL,
  "file" varchar NOT NULL,
  "file_name" text NOT NULL,
  "n_bytes" integer NOT NULL,
  "n_parties" integer NOT NULL,
  "once" text NULL,
  "entry_id" uuid_text NULL,
  "arrival_no" integer NULL,
  "person_id" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "settled_at" timestamp_with_timezone_text NULL,
  "settled_by" uuid_text NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("office_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("document_id") REFERENCES "document" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("about_id") REFERENCES "package" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("entry_id") REFERENCES "register_entry" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("settled_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "package_about_id_index" ON "package" ("about_id");
CREATE INDEX "package_document_code_index" ON "package" ("document_code");
CREATE INDEX "package_document_id_index" ON "package" ("document_id");
CREATE INDEX "package_entry_id_index" ON "package" ("entry_id");
CREATE INDEX "package_office_id_index" ON "package" ("office_id");
CREATE UNIQUE INDEX "package_once_index" ON "package" ("once");
CREATE INDEX "package_person_id_index" ON "package" ("person_id");
CREATE INDEX "package_settled_by_index" ON "package" ("settled_by");
CREATE UNIQUE INDEX "package_unit_id_way_file_index" ON "package" ("unit_id", "way", "file");
CREATE INDEX "package_unit_id_way_state_index" ON "package" ("unit_id", "way", "state");
CREATE TABLE "package_party" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "package_id" uuid_text NOT NULL,
  "code" varchar NOT NULL,
  "name" text NOT NULL,
  "unit_id" uuid_text NULL,
  "partner_id" uuid_text NULL,
  "purpose" text NULL,
  "status" varchar NULL,
  "status_words" text NOT NULL,
  "status_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("package_id") REFERENCES "package" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("partner_id") REFERENCES "partner" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "package_party_package_id_code_index" ON "package_party" ("package_id", "code");
CREATE INDEX "package_party_partner_id_index" ON "package_party" ("partner_id");
CREATE INDEX "package_party_unit_id_index" ON "package_party" ("unit_id");
CREATE TABLE "partner" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "name" text NOT NULL,
  "name_key" text NOT NULL,
  "search_key" text NOT NULL,
  "kind" varchar NOT NULL,
  "contact" text NOT NULL,
  "contact_title" text NOT NULL,
  "email" text NOT NULL,
  "phone" text NOT NULL,
  "address" text NOT NULL,
  "place" text NOT NULL,
  "note" text NOT NULL,
  "ended_at" timestamp_with_timezone_text NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("created_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "partner_created_by_index" ON "partner" ("created_by");
CREATE INDEX "partner_name_key_index" ON "partner" ("name_key");
CREATE INDEX "partner_unit_id_index" ON "partner" ("unit_id");
CREATE TABLE "partner_delivery" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "document_id" uuid_text NOT NULL,
  "partner_id" uuid_text NOT NULL,
  "sent_on" date_text NOT NULL,
  "sent_by" varchar NOT NULL,
  "receiver" text NOT NULL,
  "note" text NOT NULL,
  "person_id" uuid_text NULL,
  "recorded_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("document_id") REFERENCES "document" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("partner_id") REFERENCES "partner" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "partner_delivery_document_id_index" ON "partner_delivery" ("document_id");
CREATE INDEX "partner_delivery_partner_id_index" ON "partner_delivery" ("partner_id");
CREATE INDEX "partner_delivery_person_id_index" ON "partner_delivery" ("person_id");
CREATE TABLE "password_reset" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "token_hash" varchar NOT NULL UNIQUE,
  "person_id" uuid_text NOT NULL,
  "made_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "expires_at" timestamp_with_timezone_text NOT NULL,
  "used_at" timestamp_with_timezone_text NULL,
  "revoked_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("made_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "password_reset_made_by_index" ON "password_reset" ("made_by");
CREATE INDEX "password_reset_person_id_index" ON "password_reset" ("person_id");
CREATE TABLE "person" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "name" varchar NOT NULL,
  "name_key" varchar NOT NULL,
  "email" varchar NOT NULL UNIQUE,
  "phone" varchar NULL,
  "password_hash" varchar NULL,
  "is_admin" boolean NOT NULL,
  "locale" varchar NULL,
  "theme" varchar NULL,
  "failed_sign_ins" integer NOT NULL,
  "locked_until" timestamp_with_timezone_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  "closed_at" timestamp_with_timezone_text NULL
);
CREATE INDEX "person_name_key_index" ON "person" ("name_key");
CREATE TABLE "plan" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "import_id" uuid_text NULL,
  "subject" text NOT NULL,
  "subject_key" text NOT NULL,
  "doc_type" varchar NOT NULL,
  "number" varchar NULL,
  "place" varchar NULL,
  "date_printed" varchar NULL,
  "issued_on" date_text NULL,
  "year" integer NULL,
  "window_printed" varchar NULL,
  "starts_on" date_text NULL,
  "ends_on" date_text NULL,
  "state" varchar NOT NULL,
  "document" text NOT NULL,
  "source" text NOT NULL,
  "search_text" text NOT NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL
);
CREATE INDEX "plan_unit_id_index" ON "plan" ("unit_id");
CREATE INDEX "plan_year_index" ON "plan" ("year");
CREATE TRIGGER plan_search_delete AFTER DELETE ON "plan" BEGIN
             DELETE FROM plan_search WHERE rowid = (SELECT n FROM plan_search_row WHERE id = old.id);
             DELETE FROM plan_search_row WHERE id = old.id;
         END;
CREATE TRIGGER plan_search_insert AFTER INSERT ON "plan" BEGIN
             INSERT INTO plan_search_row (id) VALUES (new.id);
             INSERT INTO plan_search (rowid, search_text) SELECT n, new.search_text FROM plan_search_row WHERE id = new.id;
         END;
CREATE TRIGGER plan_search_update AFTER UPDATE OF search_text ON "plan" BEGIN
             UPDATE plan_search SET search_text = new.search_text WHERE rowid = (SELECT n FROM plan_search_row WHERE id = new.id);
         END;
CREATE TABLE "plan_issuer" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "position" integer NOT NULL,
  "printed" text NOT NULL,
  "unit_id" uuid_text NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE
);
CREATE INDEX "plan_issuer_plan_id_index" ON "plan_issuer" ("plan_id");
CREATE INDEX "plan_issuer_unit_id_index" ON "plan_issuer" ("unit_id");
CREATE TABLE "plan_participants" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "position" integer NOT NULL,
  "first_line" integer NOT NULL,
  "last_line" integer NOT NULL,
  "session_label" varchar NULL,
  "mode" varchar NULL,
  "role" varchar NOT NULL,
  "members" text NOT NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE
);
CREATE INDEX "plan_participants_plan_id_index" ON "plan_participants" ("plan_id");
CREATE VIRTUAL TABLE plan_search USING fts5(search_text, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 0');
CREATE TABLE plan_search_row (n INTEGER PRIMARY KEY, id uuid_text NOT NULL UNIQUE);
CREATE TABLE "plan_session" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "position" integer NOT NULL,
  "first_line" integer NOT NULL,
  "last_line" integer NOT NULL,
  "label" varchar NOT NULL,
  "text" text NOT NULL,
  "audience" text NULL,
  "time_printed" varchar NULL,
  "starts_on" date_text NULL,
  "ends_on" date_text NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE
);
CREATE INDEX "plan_session_plan_id_index" ON "plan_session" ("plan_id");
CREATE TABLE "plan_venue" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "position" integer NOT NULL,
  "first_line" integer NOT NULL,
  "last_line" integer NOT NULL,
  "session_label" varchar NULL,
  "mode" varchar NULL,
  "location" text NULL,
  "text" text NOT NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE
);
CREATE INDEX "plan_venue_plan_id_index" ON "plan_venue" ("plan_id");
CREATE TABLE "post" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "person_id" uuid_text NOT NULL,
  "unit_id" uuid_text NOT NULL,
  "kind" varchar NOT NULL,
  "title" varchar NOT NULL,
  "is_main" boolean NOT NULL,
  "started_at" timestamp_with_timezone_text NOT NULL,
  "ended_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "post_person_id_index" ON "post" ("person_id");
CREATE INDEX "post_unit_id_index" ON "post" ("unit_id");
CREATE TABLE "rating" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "plan_id" uuid_text NULL,
  "name" text NOT NULL,
  "state" varchar NOT NULL,
  "due_on" date_text NULL,
  "asked" varchar NOT NULL,
  "within_id" uuid_text NULL,
  "kinds" text NOT NULL,
  "cluster_id" uuid_text NULL,
  "grades" text NOT NULL,
  "bonus_max" integer NOT NULL,
  "penalty_max" integer NOT NULL,
  "complaint_days" integer NOT NULL,
  "n_to_send" integer NULL,
  "n_sent" integer NOT NULL,
  "version" integer NOT NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  "sent_at" timestamp_with_timezone_text NULL,
  "locked_at" timestamp_with_timezone_text NULL,
  "published_at" timestamp_with_timezone_text NULL,
  "document_id" uuid_text NULL,
  "document_at" timestamp_with_timezone_text NULL,
  "reminded_at" timestamp_with_timezone_text NULL,
  "soon_told" date_text NULL,
  "late_told" date_text NULL,
  "reason" text NOT NULL DEFAULT '',
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("cluster_id") REFERENCES "cluster" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("created_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "rating_cluster_id_index" ON "rating" ("cluster_id");
CREATE INDEX "rating_created_by_index" ON "rating" ("created_by");
CREATE INDEX "rating_plan_id_index" ON "rating" ("plan_id");
CREATE INDEX "rating_unit_id_index" ON "rating" ("unit_id");
CREATE TABLE "rating_criterion" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "rating_id" uuid_text NOT NULL,
  "position" integer NOT NULL,
  "heading" text NOT NULL,
  "name" text NOT NULL,
  "kind" varchar NOT NULL,
  "points" integer NOT NULL,
  "source" varchar NOT NULL,
  "indicator_id" uuid_text NULL,
  FOREIGN KEY ("rating_id") REFERENCES "rating" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("indicator_id") REFERENCES "indicator" ("id") ON DELETE SET NULL
);
CREATE INDEX "rating_criterion_indicator_id_index" ON "rating_criterion" ("indicator_id");
CREATE INDEX "rating_criterion_rating_id_index" ON "rating_criterion" ("rating_id");
CREATE TABLE "rating_file" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "sheet_id" uuid_text NOT NULL,
  "criterion_id" uuid_text NULL,
  "person_id" uuid_text NULL,
  "name" text NOT NULL,
  "file" varchar NOT NULL,
  "kind" varchar NOT NULL,
  "n_bytes" integer NOT NULL,
  "scan" varchar NOT NULL,
  "found" text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "removed_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("sheet_id") REFERENCES "rating_sheet" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("criterion_id") REFERENCES "rating_criterion" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "rating_file_criterion_id_index" ON "rating_file" ("criterion_id");
CREATE INDEX "rating_file_person_id_index" ON "rating_file" ("person_id");
CREATE INDEX "rating_file_sheet_id_index" ON "rating_file" ("sheet_id");
CREATE TABLE "rating_mark" (
  "sheet_id" uuid_text NOT NULL,
  "criterion_id" uuid_text NOT NULL,
  "own" integer NULL,
  "own_words" text NOT NULL,
  "own_link" text NOT NULL,
  "given" integer NULL,
  "given_words" text NOT NULL,
  "data_n" integer NULL,
  "data_of" integer NULL, PRIMARY KEY ("sheet_id",
  "criterion_id"),
  FOREIGN KEY ("sheet_id") REFERENCES "rating_sheet" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("criterion_id") REFERENCES "rating_criterion" ("id") ON DELETE CASCADE
);
CREATE INDEX "rating_mark_criterion_id_index" ON "rating_mark" ("criterion_id");
CREATE TABLE "rating_sheet" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "rating_id" uuid_text NOT NULL,
  "unit_id" uuid_text NOT NULL,
  "state" varchar NOT NULL,
  "reason" text NOT NULL,
  "version" integer NOT NULL,
  "total" integer NULL,
  "grade" integer NULL,
  "person_id" uuid_text NULL,
  "sent_at" timestamp_with_timezone_text NULL,
  "decided_at" timestamp_with_timezone_text NULL,
  "complaint" text NOT NULL,
  "complained_at" timestamp_with_timezone_text NULL,
  "answer" text NOT NULL,
  "answered_at" timestamp_with_timezone_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("rating_id") REFERENCES "rating" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "rating_sheet_person_id_index" ON "rating_sheet" ("person_id");
CREATE INDEX "rating_sheet_rating_id_total_index" ON "rating_sheet" ("rating_id", "total");
CREATE UNIQUE INDEX "rating_sheet_rating_id_unit_id_index" ON "rating_sheet" ("rating_id", "unit_id");
CREATE INDEX "rating_sheet_unit_id_index" ON "rating_sheet" ("unit_id");
CREATE TABLE "rating_unit" (
  "rating_id" uuid_text NOT NULL,
  "unit_id" uuid_text NOT NULL, PRIMARY KEY ("rating_id",
  "unit_id"),
  FOREIGN KEY ("rating_id") REFERENCES "rating" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT
);
CREATE INDEX "rating_unit_unit_id_index" ON "rating_unit" ("unit_id");
CREATE TABLE "recipient" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "position" integer NOT NULL,
  "first_line" integer NOT NULL,
  "last_line" integer NOT NULL,
  "name" text NOT NULL,
  "purpose" varchar NULL,
  "kind" varchar NOT NULL,
  "unit_id" uuid_text NULL,
  "item" varchar NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE
);
CREATE INDEX "recipient_plan_id_index" ON "recipient" ("plan_id");
CREATE INDEX "recipient_unit_id_index" ON "recipient" ("unit_id");
CREATE TABLE "register" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "way" varchar NOT NULL,
  "year" integer NOT NULL,
  "series" varchar NOT NULL,
  "name" text NOT NULL,
  "kinds" text NOT NULL,
  "next_number" integer NOT NULL,
  "opened_at" timestamp_with_timezone_text NOT NULL,
  "opened_by" uuid_text NULL,
  "closed_at" timestamp_with_timezone_text NULL,
  "closed_by" uuid_text NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("opened_by") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("closed_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "register_closed_by_index" ON "register" ("closed_by");
CREATE INDEX "register_opened_by_index" ON "register" ("opened_by");
CREATE UNIQUE INDEX "register_unit_id_way_year_series_index" ON "register" ("unit_id", "way", "year", "series");
CREATE TABLE "register_entry" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "register_id" uuid_text NOT NULL,
  "number" integer NULL,
  "place" integer NOT NULL,
  "document_id" uuid_text NULL,
  "kind" varchar NOT NULL,
  "symbol" varchar NOT NULL,
  "printed" text NOT NULL,
  "printed_key" text NOT NULL,
  "issuer" text NOT NULL,
  "issuer_key" text NOT NULL,
  "on_day" date_text NOT NULL,
  "paper_on" date_text NULL,
  "subject" text NOT NULL,
  "signer" text NOT NULL,
  "recipients" text NOT NULL,
  "keeper" text NOT NULL,
  "copies" integer NULL,
  "sent_on" date_text NULL,
  "receipt" text NOT NULL,
  "note" text NOT NULL,
  "due_on" date_text NULL,
  "progress" text NOT NULL,
  "answer" text NOT NULL,
  "search_text" text NOT NULL,
  "taken_at" timestamp_with_timezone_text NOT NULL,
  "taken_by" uuid_text NULL,
  "voided_at" timestamp_with_timezone_text NULL,
  "voided_by" uuid_text NULL,
  "void_reason" text NULL,
  FOREIGN KEY ("register_id") REFERENCES "register" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("taken_by") REFERENCES "person" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("voided_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "register_entry_document_id_index" ON "register_entry" ("document_id");
CREATE INDEX "register_entry_printed_key_index" ON "register_entry" ("printed_key");
CREATE UNIQUE INDEX "register_entry_register_id_number_index" ON "register_entry" ("register_id", "number");
CREATE INDEX "register_entry_register_id_place_index" ON "register_entry" ("register_id", "place");
CREATE INDEX "register_entry_taken_by_index" ON "register_entry" ("taken_by");
CREATE INDEX "register_entry_voided_by_index" ON "register_entry" ("voided_by");
CREATE TRIGGER register_entry_search_delete AFTER DELETE ON "register_entry" BEGIN
             DELETE FROM register_entry_search WHERE rowid = (SELECT n FROM register_entry_search_row WHERE id = old.id);
             DELETE FROM register_entry_search_row WHERE id = old.id;
         END;
CREATE TRIGGER register_entry_search_insert AFTER INSERT ON "register_entry" BEGIN
             INSERT INTO register_entry_search_row (id) VALUES (new.id);
             INSERT INTO register_entry_search (rowid, search_text) SELECT n, new.search_text FROM register_entry_search_row WHERE id = new.id;
         END;
CREATE TRIGGER register_entry_search_update AFTER UPDATE OF search_text ON "register_entry" BEGIN
             UPDATE register_entry_search SET search_text = new.search_text WHERE rowid = (SELECT n FROM register_entry_search_row WHERE id = new.id);
         END;
CREATE VIRTUAL TABLE register_entry_search USING fts5(search_text, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 0');
CREATE TABLE register_entry_search_row (n INTEGER PRIMARY KEY, id uuid_text NOT NULL UNIQUE);
CREATE TABLE "register_mark" (
  "unit_id" uuid_text NOT NULL PRIMARY KEY,
  "agency" varchar NOT NULL,
  "part" varchar NULL,
  "person_id" uuid_text NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "register_mark_person_id_index" ON "register_mark" ("person_id");
CREATE TABLE "review" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "plan_id" uuid_text NULL,
  "about_unit_id" uuid_text NULL,
  "kind" varchar NOT NULL,
  "title" text NOT NULL,
  "from_on" date_text NOT NULL,
  "to_on" date_text NOT NULL,
  "snapshot" integer NOT NULL,
  "texts" text NOT NULL,
  "revision" integer NOT NULL,
  "document_id" uuid_text NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  "counting_at" timestamp_with_timezone_text NULL,
  "n_steps" integer NOT NULL DEFAULT 0,
  "n_steps_done" integer NOT NULL DEFAULT 0,
  "count_failed_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("document_id") REFERENCES "document" ("id") ON DELETE SET NULL
);
CREATE INDEX "review_document_id_index" ON "review" ("document_id");
CREATE INDEX "review_plan_id_index" ON "review" ("plan_id");
CREATE INDEX "review_unit_id_index" ON "review" ("unit_id");
CREATE TABLE "review_record" (
  "snapshot_id" uuid_text NOT NULL,
  "assignment_id" uuid_text NOT NULL,
  "unit_id" uuid_text NOT NULL,
  "source_kind" varchar NOT NULL,
  "source_id" uuid_text NOT NULL,
  "role" varchar NOT NULL,
  "state" varchar NOT NULL,
  "due_on" date_text NULL,
  "period" varchar NOT NULL,
  "percent" integer NOT NULL,
  "is_late" boolean NOT NULL,
  "n_files" integer NOT NULL,
  "reason" text NULL, PRIMARY KEY ("snapshot_id",
  "assignment_id"),
  FOREIGN KEY ("snapshot_id") REFERENCES "review_snapshot" ("id") ON DELETE CASCADE
);
CREATE INDEX "review_record_snapshot_id_source_id_index" ON "review_record" ("snapshot_id", "source_id");
CREATE INDEX "review_record_snapshot_id_unit_id_index" ON "review_record" ("snapshot_id", "unit_id");
CREATE TABLE "review_snapshot" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "review_id" uuid_text NOT NULL,
  "no" integer NOT NULL,
  "numbers" text NOT NULL,
  "has_records" boolean NOT NULL,
  "person_id" uuid_text NULL,
  "taken_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("review_id") REFERENCES "review" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "review_snapshot_review_id_no_index" ON "review_snapshot" ("review_id", "no");
CREATE TABLE "session" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "token_hash" varchar NOT NULL UNIQUE,
  "person_id" uuid_text NOT NULL,
  "user_agent" varchar NOT NULL,
  "address" varchar NOT NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "seen_at" timestamp_with_timezone_text NOT NULL,
  "expires_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE
);
CREATE INDEX "session_expires_at_index" ON "session" ("expires_at");
CREATE INDEX "session_person_id_index" ON "session" ("person_id");
CREATE TABLE "setting" (
  "name" varchar NOT NULL PRIMARY KEY,
  "value" text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  "updated_by" uuid_text NULL
);
CREATE TABLE "subtask" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "assignment_id" uuid_text NOT NULL,
  "title" text NOT NULL,
  "person_id" uuid_text NULL,
  "due_on" date_text NULL,
  "after_id" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "done_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("assignment_id") REFERENCES "assignment" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "subtask_assignment_id_index" ON "subtask" ("assignment_id");
CREATE INDEX "subtask_person_id_index" ON "subtask" ("person_id");
CREATE TABLE "task" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "position" integer NOT NULL,
  "no" varchar NULL,
  "title" text NOT NULL,
  "title_key" text NOT NULL,
  "group_title" text NULL,
  "time_printed" text NULL,
  "starts_on" date_text NULL,
  "ends_on" date_text NULL,
  "precision" varchar NOT NULL,
  "product" text NULL,
  "state" varchar NOT NULL,
  "first_line" integer NOT NULL,
  "last_line" integer NOT NULL,
  "item" varchar NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE
);
CREATE INDEX "task_plan_id_index" ON "task" ("plan_id");
CREATE TABLE "task_unit" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "task_id" uuid_text NOT NULL,
  "role" varchar NOT NULL,
  "position" integer NOT NULL,
  "printed" text NOT NULL,
  "unit_id" uuid_text NULL,
  FOREIGN KEY ("task_id") REFERENCES "task" ("id") ON DELETE CASCADE
);
CREATE INDEX "task_unit_plan_id_index" ON "task_unit" ("plan_id");
CREATE INDEX "task_unit_task_id_index" ON "task_unit" ("task_id");
CREATE INDEX "task_unit_unit_id_index" ON "task_unit" ("unit_id");
CREATE TABLE "trust_root" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "pem" text NOT NULL,
  "fingerprint" varchar NOT NULL,
  "subject" text NOT NULL,
  "issuer" text NOT NULL,
  "valid_from" timestamp_with_timezone_text NOT NULL,
  "valid_to" timestamp_with_timezone_text NOT NULL,
  "person_id" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE UNIQUE INDEX "trust_root_fingerprint_index" ON "trust_root" ("fingerprint");
CREATE INDEX "trust_root_person_id_index" ON "trust_root" ("person_id");
CREATE TABLE "unit" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "code" varchar NOT NULL UNIQUE,
  "kind" varchar NOT NULL,
  "area" varchar NOT NULL,
  "rank" integer NOT NULL,
  "valid_from" date_text NULL,
  "valid_to" date_text NULL,
  "source" text NOT NULL,
  "verified" boolean NOT NULL,
  "search_text" text NOT NULL
);
CREATE INDEX "unit_kind_area_index" ON "unit" ("kind", "area");
CREATE INDEX "unit_valid_from_valid_to_index" ON "unit" ("valid_from", "valid_to");
CREATE TRIGGER unit_search_delete AFTER DELETE ON "unit" BEGIN
             DELETE FROM unit_search WHERE rowid = (SELECT n FROM unit_search_row WHERE id = old.id);
             DELETE FROM unit_search_row WHERE id = old.id;
         END;
CREATE TRIGGER unit_search_insert AFTER INSERT ON "unit" BEGIN
             INSERT INTO unit_search_row (id) VALUES (new.id);
             INSERT INTO unit_search (rowid, search_text) SELECT n, new.search_text FROM unit_search_row WHERE id = new.id;
         END;
CREATE TRIGGER unit_search_update AFTER UPDATE OF search_text ON "unit" BEGIN
             UPDATE unit_search SET search_text = new.search_text WHERE rowid = (SELECT n FROM unit_search_row WHERE id = new.id);
         END;
CREATE TABLE "unit_alias" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "text" text NOT NULL,
  "text_key" text NOT NULL,
  "verified" boolean NOT NULL,
  "person_id" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "unit_alias_text_key_index" ON "unit_alias" ("text_key");
CREATE INDEX "unit_alias_unit_id_text_key_index" ON "unit_alias" ("unit_id", "text_key");
CREATE TABLE "unit_contact" (
  "unit_id" uuid_text NOT NULL PRIMARY KEY,
  "email" varchar NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL,
  "updated_by" uuid_text NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("updated_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "unit_contact_updated_by_index" ON "unit_contact" ("updated_by");
CREATE TABLE "unit_import" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "file_name" varchar NOT NULL,
  "person_id" uuid_text NULL,
  "post_id" uuid_text NULL,
  "rows" text NOT NULL,
  "n_rows" integer NOT NULL,
  "n_done" integer NOT NULL,
  "faults" text NOT NULL,
  "state" varchar NOT NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  "ended_at" timestamp_with_timezone_text NULL,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "unit_import_created_at_index" ON "unit_import" ("created_at");
CREATE TABLE "unit_link" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "kind" varchar NOT NULL,
  "from_id" uuid_text NOT NULL,
  "to_id" uuid_text NULL,
  "on_day" date_text NOT NULL,
  "basis" text NOT NULL,
  "verified" boolean NOT NULL,
  FOREIGN KEY ("from_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("to_id") REFERENCES "unit" ("id") ON DELETE RESTRICT
);
CREATE INDEX "unit_link_from_id_index" ON "unit_link" ("from_id");
CREATE INDEX "unit_link_to_id_index" ON "unit_link" ("to_id");
CREATE TABLE "unit_name" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "full" text NOT NULL,
  "full_key" text NOT NULL,
  "short" text NOT NULL,
  "valid_from" date_text NULL,
  "valid_to" date_text NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT
);
CREATE INDEX "unit_name_full_key_index" ON "unit_name" ("full_key");
CREATE INDEX "unit_name_unit_id_index" ON "unit_name" ("unit_id");
CREATE TABLE "unit_parent" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "unit_id" uuid_text NOT NULL,
  "line" varchar NOT NULL,
  "parent_id" uuid_text NULL,
  "valid_from" date_text NULL,
  "valid_to" date_text NULL,
  "is_gap" boolean NOT NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("parent_id") REFERENCES "unit" ("id") ON DELETE RESTRICT
);
CREATE INDEX "unit_parent_parent_id_line_valid_from_valid_to_index" ON "unit_parent" ("parent_id", "line", "valid_from", "valid_to");
CREATE INDEX "unit_parent_unit_id_index" ON "unit_parent" ("unit_id");
CREATE VIRTUAL TABLE unit_search USING fts5(search_text, content='', contentless_delete=1, prefix='2 3', tokenize='unicode61 remove_diacritics 0');
CREATE TABLE unit_search_row (n INTEGER PRIMARY KEY, id uuid_text NOT NULL UNIQUE);
CREATE TABLE "unit_union" (
  "unit_id" uuid_text NOT NULL PRIMARY KEY,
  "name" text NOT NULL,
  "decision_number" text NOT NULL,
  "decided_on" date_text NULL,
  "founding_id" uuid_text NULL,
  "created_by" uuid_text NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("unit_id") REFERENCES "unit" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("founding_id") REFERENCES "founding" ("id") ON DELETE SET NULL,
  FOREIGN KEY ("created_by") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "unit_union_created_by_index" ON "unit_union" ("created_by");
CREATE INDEX "unit_union_founding_id_index" ON "unit_union" ("founding_id");
CREATE TABLE "work_draft" (
  "assignment_id" uuid_text NOT NULL,
  "person_id" uuid_text NOT NULL,
  "body" text NOT NULL,
  "updated_at" timestamp_with_timezone_text NOT NULL, PRIMARY KEY ("assignment_id",
  "person_id"),
  FOREIGN KEY ("assignment_id") REFERENCES "assignment" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "work_draft_person_id_index" ON "work_draft" ("person_id");
CREATE TABLE "work_report" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "assignment_id" uuid_text NOT NULL,
  "person_id" uuid_text NULL,
  "is_hand_in" boolean NOT NULL,
  "percent" integer NOT NULL,
  "words" text NOT NULL,
  "figures" text NOT NULL,
  "created_at" timestamp_with_timezone_text NOT NULL,
  FOREIGN KEY ("assignment_id") REFERENCES "assignment" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE RESTRICT
);
CREATE INDEX "work_report_assignment_id_index" ON "work_report" ("assignment_id");
CREATE INDEX "work_report_person_id_index" ON "work_report" ("person_id");
CREATE TABLE "work_round" (
  "source_id" uuid_text NOT NULL PRIMARY KEY,
  "plan_id" uuid_text NOT NULL,
  "printed" text NOT NULL,
  "period" varchar NOT NULL,
  "next_on" date_text NOT NULL,
  "ends_on" date_text NULL,
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE
);
CREATE INDEX "work_round_next_on_index" ON "work_round" ("next_on");
CREATE INDEX "work_round_plan_id_index" ON "work_round" ("plan_id");
CREATE TABLE "work_sum" (
  "unit_id" uuid_text NOT NULL,
  "plan_id" uuid_text NOT NULL,
  "due_on" date_text NOT NULL,
  "state" varchar NOT NULL,
  "n" integer NOT NULL, PRIMARY KEY ("unit_id",
  "plan_id",
  "due_on",
  "state"),
  FOREIGN KEY ("plan_id") REFERENCES "plan" ("id") ON DELETE CASCADE
);
CREATE INDEX "work_sum_plan_id_index" ON "work_sum" ("plan_id");
