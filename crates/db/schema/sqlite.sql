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
