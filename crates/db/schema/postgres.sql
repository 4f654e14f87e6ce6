activity.id uuid NOT NULL
activity.unit_id uuid NOT NULL
activity.plan_id uuid
activity.task_id uuid
activity.duty_id uuid
activity.kind character varying NOT NULL
activity.name text NOT NULL
activity.name_key text NOT NULL
activity.content text NOT NULL
activity.contact text NOT NULL
activity.state character varying NOT NULL
activity.reason text NOT NULL
activity.asked character varying NOT NULL
activity.within_id uuid
activity.kinds text NOT NULL
activity.cluster_id uuid
activity.units text NOT NULL
activity.seats integer
activity.answer_by date
activity.told_by date
activity.n_wanted integer
activity.first_at timestamp with time zone
activity.last_at timestamp with time zone
activity.results text NOT NULL
activity.lessons text NOT NULL
activity.figures text NOT NULL
activity.announced_at timestamp with time zone
activity.reported_at timestamp with time zone
activity.version integer NOT NULL
activity.created_by uuid
activity.created_at timestamp with time zone NOT NULL
activity.updated_at timestamp with time zone NOT NULL
activity CONSTRAINT activity_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id) ON DELETE SET NULL
activity CONSTRAINT activity_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE RESTRICT
activity CONSTRAINT activity_duty_id_fkey FOREIGN KEY (duty_id) REFERENCES duty(id) ON DELETE SET NULL
activity CONSTRAINT activity_pkey PRIMARY KEY (id)
activity CONSTRAINT activity_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE SET NULL
activity CONSTRAINT activity_task_id_fkey FOREIGN KEY (task_id) REFERENCES task(id) ON DELETE SET NULL
activity CONSTRAINT activity_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
activity CONSTRAINT activity_within_id_fkey FOREIGN KEY (within_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX activity_answer_by_index ON public.activity USING btree (answer_by)
CREATE INDEX activity_cluster_id_index ON public.activity USING btree (cluster_id)
CREATE INDEX activity_created_by_index ON public.activity USING btree (created_by)
CREATE INDEX activity_duty_id_index ON public.activity USING btree (duty_id)
CREATE INDEX activity_plan_id_index ON public.activity USING btree (plan_id)
CREATE INDEX activity_task_id_index ON public.activity USING btree (task_id)
CREATE INDEX activity_unit_id_first_at_index ON public.activity USING btree (unit_id, first_at)
CREATE INDEX activity_within_id_index ON public.activity USING btree (within_id)
CREATE UNIQUE INDEX activity_pkey ON public.activity USING btree (id)
activity_mark.session_id uuid NOT NULL
activity_mark.person_id uuid NOT NULL
activity_mark.presence character varying NOT NULL
activity_mark.reason text NOT NULL
activity_mark CONSTRAINT activity_mark_person_id_fkey FOREIGN KEY (person_id) REFERENCES activity_person(id) ON DELETE CASCADE
activity_mark CONSTRAINT activity_mark_pkey PRIMARY KEY (session_id, person_id)
activity_mark CONSTRAINT activity_mark_session_id_fkey FOREIGN KEY (session_id) REFERENCES activity_session(id) ON DELETE CASCADE
CREATE INDEX activity_mark_person_id_index ON public.activity_mark USING btree (person_id)
CREATE UNIQUE INDEX activity_mark_pkey ON public.activity_mark USING btree (session_id, person_id)
activity_material.id uuid NOT NULL
activity_material.activity_id uuid NOT NULL
activity_material.person_id uuid
activity_material.name text NOT NULL
activity_material.link text NOT NULL
activity_material.file character varying NOT NULL
activity_material.kind character varying NOT NULL
activity_material.n_bytes bigint NOT NULL
activity_material.scan character varying NOT NULL
activity_material.found text
activity_material.created_at timestamp with time zone NOT NULL
activity_material.removed_at timestamp with time zone
activity_material CONSTRAINT activity_material_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id) ON DELETE CASCADE
activity_material CONSTRAINT activity_material_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
activity_material CONSTRAINT activity_material_pkey PRIMARY KEY (id)
CREATE INDEX activity_material_activity_id_index ON public.activity_material USING btree (activity_id)
CREATE INDEX activity_material_person_id_index ON public.activity_material USING btree (person_id)
CREATE UNIQUE INDEX activity_material_pkey ON public.activity_material USING btree (id)
activity_partner.id uuid NOT NULL
activity_partner.activity_id uuid NOT NULL
activity_partner.partner_id uuid NOT NULL
activity_partner.role character varying NOT NULL
activity_partner.note text NOT NULL
activity_partner.created_at timestamp with time zone NOT NULL
activity_partner CONSTRAINT activity_partner_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id) ON DELETE CASCADE
activity_partner CONSTRAINT activity_partner_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner(id) ON DELETE RESTRICT
activity_partner CONSTRAINT activity_partner_pkey PRIMARY KEY (id)
CREATE INDEX activity_partner_partner_id_index ON public.activity_partner USING btree (partner_id)
CREATE UNIQUE INDEX activity_partner_activity_id_partner_id_index ON public.activity_partner USING btree (activity_id, partner_id)
CREATE UNIQUE INDEX activity_partner_pkey ON public.activity_partner USING btree (id)
activity_person.id uuid NOT NULL
activity_person.activity_id uuid NOT NULL
activity_person.activity_unit_id uuid
activity_person.activity_partner_id uuid
activity_person.name text NOT NULL
activity_person.position text NOT NULL
activity_person.key text NOT NULL
activity_person.created_by uuid
activity_person.created_at timestamp with time zone NOT NULL
activity_person CONSTRAINT activity_person_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id) ON DELETE CASCADE
activity_person CONSTRAINT activity_person_activity_partner_id_fkey FOREIGN KEY (activity_partner_id) REFERENCES activity_partner(id) ON DELETE RESTRICT
activity_person CONSTRAINT activity_person_activity_unit_id_fkey FOREIGN KEY (activity_unit_id) REFERENCES activity_unit(id) ON DELETE RESTRICT
activity_person CONSTRAINT activity_person_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE RESTRICT
activity_person CONSTRAINT activity_person_pkey PRIMARY KEY (id)
CREATE INDEX activity_person_activity_id_index ON public.activity_person USING btree (activity_id)
CREATE INDEX activity_person_activity_partner_id_index ON public.activity_person USING btree (activity_partner_id)
CREATE INDEX activity_person_activity_unit_id_index ON public.activity_person USING btree (activity_unit_id)
CREATE INDEX activity_person_created_by_index ON public.activity_person USING btree (created_by)
CREATE UNIQUE INDEX activity_person_pkey ON public.activity_person USING btree (id)
activity_session.id uuid NOT NULL
activity_session.activity_id uuid NOT NULL
activity_session.topic text NOT NULL
activity_session.starts_at timestamp with time zone NOT NULL
activity_session.ends_at timestamp with time zone NOT NULL
activity_session.form character varying NOT NULL
activity_session.place text NOT NULL
activity_session.place_key text NOT NULL
activity_session.link text NOT NULL
activity_session.speaker text NOT NULL
activity_session.speaker_key text NOT NULL
activity_session.was_at timestamp with time zone
activity_session.cancelled_at timestamp with time zone
activity_session.reason text NOT NULL
activity_session.n_others integer NOT NULL
activity_session.told_at timestamp with time zone
activity_session.version integer NOT NULL
activity_session.created_at timestamp with time zone NOT NULL
activity_session.updated_at timestamp with time zone NOT NULL
activity_session CONSTRAINT activity_session_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id) ON DELETE CASCADE
activity_session CONSTRAINT activity_session_pkey PRIMARY KEY (id)
CREATE INDEX activity_session_activity_id_starts_at_index ON public.activity_session USING btree (activity_id, starts_at)
CREATE INDEX activity_session_starts_at_index ON public.activity_session USING btree (starts_at)
CREATE UNIQUE INDEX activity_session_pkey ON public.activity_session USING btree (id)
activity_unit.id uuid NOT NULL
activity_unit.activity_id uuid NOT NULL
activity_unit.unit_id uuid NOT NULL
activity_unit.is_host boolean NOT NULL
activity_unit.state character varying NOT NULL
activity_unit.note text NOT NULL
activity_unit.answered_at timestamp with time zone
activity_unit.answered_by uuid
activity_unit.reminded_at timestamp with time zone
activity_unit.version integer NOT NULL
activity_unit.created_at timestamp with time zone NOT NULL
activity_unit.updated_at timestamp with time zone NOT NULL
activity_unit CONSTRAINT activity_unit_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id) ON DELETE CASCADE
activity_unit CONSTRAINT activity_unit_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES person(id) ON DELETE RESTRICT
activity_unit CONSTRAINT activity_unit_pkey PRIMARY KEY (id)
activity_unit CONSTRAINT activity_unit_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX activity_unit_answered_by_index ON public.activity_unit USING btree (answered_by)
CREATE INDEX activity_unit_unit_id_index ON public.activity_unit USING btree (unit_id)
CREATE UNIQUE INDEX activity_unit_activity_id_unit_id_index ON public.activity_unit USING btree (activity_id, unit_id)
CREATE UNIQUE INDEX activity_unit_pkey ON public.activity_unit USING btree (id)
address.id uuid NOT NULL
address.plan_id uuid NOT NULL
address.printed_key character varying NOT NULL
address.printed text NOT NULL
address.target character varying NOT NULL
address.target_id uuid
address.unit_kind character varying
address.person_id uuid
address.updated_at timestamp with time zone NOT NULL
address CONSTRAINT address_pkey PRIMARY KEY (id)
address CONSTRAINT address_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX address_target_id_index ON public.address USING btree (target_id)
CREATE UNIQUE INDEX address_pkey ON public.address USING btree (id)
CREATE UNIQUE INDEX address_plan_id_printed_key_index ON public.address USING btree (plan_id, printed_key)
amendment.id uuid NOT NULL
amendment.plan_id uuid NOT NULL
amendment.no integer NOT NULL
amendment.document_id uuid
amendment.state character varying NOT NULL
amendment.reason text NOT NULL
amendment.before text NOT NULL
amendment.draft text
amendment.n_added integer NOT NULL
amendment.n_changed integer NOT NULL
amendment.n_removed integer NOT NULL
amendment.n_moved integer NOT NULL
amendment.n_withdrawn integer NOT NULL
amendment.created_by uuid
amendment.created_at timestamp with time zone NOT NULL
amendment.applied_at timestamp with time zone
amendment CONSTRAINT amendment_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE SET NULL
amendment CONSTRAINT amendment_pkey PRIMARY KEY (id)
amendment CONSTRAINT amendment_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX amendment_document_id_index ON public.amendment USING btree (document_id)
CREATE UNIQUE INDEX amendment_pkey ON public.amendment USING btree (id)
CREATE UNIQUE INDEX amendment_plan_id_no_index ON public.amendment USING btree (plan_id, no)
assignment.id uuid NOT NULL
assignment.plan_id uuid NOT NULL
assignment.unit_id uuid NOT NULL
assignment.asker_id uuid NOT NULL
assignment.source_kind character varying NOT NULL
assignment.source_id uuid NOT NULL
assignment.role character varying NOT NULL
assignment.state character varying NOT NULL
assignment.asked_on date NOT NULL
assignment.starts_on date
assignment.due_on date
assignment.period character varying NOT NULL
assignment.person_id uuid
assignment.percent integer NOT NULL
assignment.accepted_at timestamp with time zone
assignment.handed_at timestamp with time zone
assignment.done_at timestamp with time zone
assignment.paused_at timestamp with time zone
assignment.created_at timestamp with time zone NOT NULL
assignment.updated_at timestamp with time zone NOT NULL
assignment CONSTRAINT assignment_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
assignment CONSTRAINT assignment_pkey PRIMARY KEY (id)
assignment CONSTRAINT assignment_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
assignment CONSTRAINT assignment_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX assignment_asker_id_state_handed_at_index ON public.assignment USING btree (asker_id, state, handed_at)
CREATE INDEX assignment_person_id_index ON public.assignment USING btree (person_id)
CREATE INDEX assignment_plan_id_unit_id_index ON public.assignment USING btree (plan_id, unit_id)
CREATE INDEX assignment_unit_id_due_on_index ON public.assignment USING btree (unit_id, due_on)
CREATE UNIQUE INDEX assignment_pkey ON public.assignment USING btree (id)
CREATE UNIQUE INDEX assignment_source_id_unit_id_period_index ON public.assignment USING btree (source_id, unit_id, period)
budget_line.id uuid NOT NULL
budget_line.plan_id uuid NOT NULL
budget_line.position integer NOT NULL
budget_line.first_line integer NOT NULL
budget_line.last_line integer NOT NULL
budget_line.scope text
budget_line.text text NOT NULL
budget_line.sources text NOT NULL
budget_line.payers text NOT NULL
budget_line CONSTRAINT budget_line_pkey PRIMARY KEY (id)
budget_line CONSTRAINT budget_line_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX budget_line_plan_id_index ON public.budget_line USING btree (plan_id)
CREATE UNIQUE INDEX budget_line_pkey ON public.budget_line USING btree (id)
calendar_feed.id uuid NOT NULL
calendar_feed.person_id uuid NOT NULL
calendar_feed.scope character varying NOT NULL
calendar_feed.token_hash character varying NOT NULL
calendar_feed.created_at timestamp with time zone NOT NULL
calendar_feed.fetched_at timestamp with time zone
calendar_feed.revoked_at timestamp with time zone
calendar_feed CONSTRAINT calendar_feed_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
calendar_feed CONSTRAINT calendar_feed_pkey PRIMARY KEY (id)
CREATE INDEX calendar_feed_person_id_index ON public.calendar_feed USING btree (person_id)
CREATE UNIQUE INDEX calendar_feed_pkey ON public.calendar_feed USING btree (id)
CREATE UNIQUE INDEX calendar_feed_token_hash_index ON public.calendar_feed USING btree (token_hash)
cascade.id uuid NOT NULL
cascade.plan_id uuid NOT NULL
cascade.asker_id uuid NOT NULL
cascade.root_id uuid NOT NULL
cascade.above_id uuid
cascade.state character varying NOT NULL
cascade.wants_plan boolean NOT NULL
cascade.wants_person boolean NOT NULL
cascade.due_on date
cascade.source_kind character varying NOT NULL
cascade.source_id uuid
cascade.quote text NOT NULL
cascade.line integer NOT NULL
cascade.target character varying NOT NULL
cascade.printed text
cascade.within_id uuid
cascade.chosen text NOT NULL
cascade.kind character varying
cascade.n_units integer NOT NULL
cascade.n_asked integer NOT NULL
cascade.n_tree bigint NOT NULL
cascade.n_tree_done bigint NOT NULL
cascade.reminded_at timestamp with time zone
cascade.n_reminded integer NOT NULL
cascade.person_id uuid
cascade.created_at timestamp with time zone NOT NULL
cascade.opened_at timestamp with time zone
cascade.n_to_remind integer
cascade CONSTRAINT cascade_asker_id_fkey FOREIGN KEY (asker_id) REFERENCES unit(id) ON DELETE RESTRICT
cascade CONSTRAINT cascade_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
cascade CONSTRAINT cascade_pkey PRIMARY KEY (id)
cascade CONSTRAINT cascade_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX cascade_above_id_index ON public.cascade USING btree (above_id)
CREATE INDEX cascade_asker_id_index ON public.cascade USING btree (asker_id)
CREATE INDEX cascade_person_id_index ON public.cascade USING btree (person_id)
CREATE INDEX cascade_plan_id_index ON public.cascade USING btree (plan_id)
CREATE INDEX cascade_root_id_index ON public.cascade USING btree (root_id)
CREATE UNIQUE INDEX cascade_pkey ON public.cascade USING btree (id)
cascade_answer.id uuid NOT NULL
cascade_answer.cascade_id uuid NOT NULL
cascade_answer.unit_id uuid NOT NULL
cascade_answer.place integer NOT NULL
cascade_answer.unit_key text NOT NULL
cascade_answer.plan character varying NOT NULL
cascade_answer.is_named boolean NOT NULL
cascade_answer.person_id uuid
cascade_answer.person_name text
cascade_answer.import_id uuid
cascade_answer.own_plan_id uuid
cascade_answer.own_number character varying
cascade_answer.own_on date
cascade_answer.file character varying
cascade_answer.file_name text
cascade_answer.reason text
cascade_answer.refusal text
cascade_answer.n_below bigint NOT NULL
cascade_answer.n_below_done bigint NOT NULL
cascade_answer.reminded_at timestamp with time zone
cascade_answer.n_reminders integer NOT NULL
cascade_answer.done_at timestamp with time zone
cascade_answer.created_at timestamp with time zone NOT NULL
cascade_answer.updated_at timestamp with time zone NOT NULL
cascade_answer CONSTRAINT cascade_answer_cascade_id_fkey FOREIGN KEY (cascade_id) REFERENCES cascade(id) ON DELETE CASCADE
cascade_answer CONSTRAINT cascade_answer_import_id_fkey FOREIGN KEY (import_id) REFERENCES import(id) ON DELETE SET NULL
cascade_answer CONSTRAINT cascade_answer_own_plan_id_fkey FOREIGN KEY (own_plan_id) REFERENCES plan(id) ON DELETE SET NULL
cascade_answer CONSTRAINT cascade_answer_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
cascade_answer CONSTRAINT cascade_answer_pkey PRIMARY KEY (id)
cascade_answer CONSTRAINT cascade_answer_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX cascade_answer_cascade_id_place_index ON public.cascade_answer USING btree (cascade_id, place)
CREATE INDEX cascade_answer_cascade_id_plan_is_named_place_index ON public.cascade_answer USING btree (cascade_id, plan, is_named, place)
CREATE INDEX cascade_answer_cascade_id_reminded_at_done_at_index ON public.cascade_answer USING btree (cascade_id, reminded_at, done_at)
CREATE INDEX cascade_answer_import_id_index ON public.cascade_answer USING btree (import_id)
CREATE INDEX cascade_answer_own_plan_id_index ON public.cascade_answer USING btree (own_plan_id)
CREATE INDEX cascade_answer_person_id_index ON public.cascade_answer USING btree (person_id)
CREATE INDEX cascade_answer_unit_id_index ON public.cascade_answer USING btree (unit_id)
CREATE UNIQUE INDEX cascade_answer_cascade_id_unit_id_index ON public.cascade_answer USING btree (cascade_id, unit_id)
CREATE UNIQUE INDEX cascade_answer_pkey ON public.cascade_answer USING btree (id)
cascade_carry.id uuid NOT NULL
cascade_carry.answer_id uuid NOT NULL
cascade_carry.import_id uuid NOT NULL
cascade_carry.source_kind character varying NOT NULL
cascade_carry.source_id uuid NOT NULL
cascade_carry.quote text NOT NULL
cascade_carry.source_line integer NOT NULL
cascade_carry.line integer NOT NULL
cascade_carry CONSTRAINT cascade_carry_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES cascade_answer(id) ON DELETE CASCADE
cascade_carry CONSTRAINT cascade_carry_import_id_fkey FOREIGN KEY (import_id) REFERENCES import(id) ON DELETE CASCADE
cascade_carry CONSTRAINT cascade_carry_pkey PRIMARY KEY (id)
CREATE INDEX cascade_carry_answer_id_index ON public.cascade_carry USING btree (answer_id)
CREATE INDEX cascade_carry_import_id_index ON public.cascade_carry USING btree (import_id)
CREATE INDEX cascade_carry_source_id_index ON public.cascade_carry USING btree (source_id)
CREATE UNIQUE INDEX cascade_carry_pkey ON public.cascade_carry USING btree (id)
cascade_person.id uuid NOT NULL
cascade_person.answer_id uuid NOT NULL
cascade_person.person_id uuid
cascade_person.name text NOT NULL
cascade_person.title text NOT NULL
cascade_person.phone text NOT NULL
cascade_person.email text NOT NULL
cascade_person.named_by uuid
cascade_person.created_at timestamp with time zone NOT NULL
cascade_person CONSTRAINT cascade_person_answer_id_fkey FOREIGN KEY (answer_id) REFERENCES cascade_answer(id) ON DELETE CASCADE
cascade_person CONSTRAINT cascade_person_named_by_fkey FOREIGN KEY (named_by) REFERENCES person(id) ON DELETE RESTRICT
cascade_person CONSTRAINT cascade_person_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
cascade_person CONSTRAINT cascade_person_pkey PRIMARY KEY (id)
CREATE INDEX cascade_person_answer_id_index ON public.cascade_person USING btree (answer_id)
CREATE INDEX cascade_person_named_by_index ON public.cascade_person USING btree (named_by)
CREATE INDEX cascade_person_person_id_index ON public.cascade_person USING btree (person_id)
CREATE UNIQUE INDEX cascade_person_pkey ON public.cascade_person USING btree (id)
cascade_sum.cascade_id uuid NOT NULL
cascade_sum.plan character varying NOT NULL
cascade_sum.is_named boolean NOT NULL
cascade_sum.n bigint NOT NULL
cascade_sum CONSTRAINT cascade_sum_cascade_id_fkey FOREIGN KEY (cascade_id) REFERENCES cascade(id) ON DELETE CASCADE
cascade_sum CONSTRAINT cascade_sum_pkey PRIMARY KEY (cascade_id, plan, is_named)
CREATE UNIQUE INDEX cascade_sum_pkey ON public.cascade_sum USING btree (cascade_id, plan, is_named)
cluster.id uuid NOT NULL
cluster.unit_id uuid NOT NULL
cluster.name text NOT NULL
cluster.name_key text NOT NULL
cluster.kind character varying NOT NULL
cluster.basis text NOT NULL
cluster.valid_from date
cluster.valid_to date
cluster.created_by uuid
cluster.created_at timestamp with time zone NOT NULL
cluster.updated_at timestamp with time zone NOT NULL
cluster CONSTRAINT cluster_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE RESTRICT
cluster CONSTRAINT cluster_pkey PRIMARY KEY (id)
cluster CONSTRAINT cluster_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX cluster_created_by_index ON public.cluster USING btree (created_by)
CREATE INDEX cluster_name_key_index ON public.cluster USING btree (name_key)
CREATE INDEX cluster_unit_id_index ON public.cluster USING btree (unit_id)
CREATE UNIQUE INDEX cluster_pkey ON public.cluster USING btree (id)
cluster_member.id uuid NOT NULL
cluster_member.cluster_id uuid NOT NULL
cluster_member.unit_id uuid NOT NULL
cluster_member.role character varying NOT NULL
cluster_member.valid_from date
cluster_member.valid_to date
cluster_member CONSTRAINT cluster_member_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id) ON DELETE CASCADE
cluster_member CONSTRAINT cluster_member_pkey PRIMARY KEY (id)
cluster_member CONSTRAINT cluster_member_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX cluster_member_cluster_id_index ON public.cluster_member USING btree (cluster_id)
CREATE INDEX cluster_member_unit_id_index ON public.cluster_member USING btree (unit_id)
CREATE UNIQUE INDEX cluster_member_pkey ON public.cluster_member USING btree (id)
committee.id uuid NOT NULL
committee.unit_id uuid NOT NULL
committee.plan_id uuid
committee.kind character varying NOT NULL
committee.name text NOT NULL
committee.name_key text NOT NULL
committee.basis text NOT NULL
committee.duties text NOT NULL
committee.ended_at timestamp with time zone
committee.created_by uuid
committee.created_at timestamp with time zone NOT NULL
committee.updated_at timestamp with time zone NOT NULL
committee CONSTRAINT committee_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE RESTRICT
committee CONSTRAINT committee_pkey PRIMARY KEY (id)
committee CONSTRAINT committee_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
committee CONSTRAINT committee_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX committee_created_by_index ON public.committee USING btree (created_by)
CREATE INDEX committee_plan_id_index ON public.committee USING btree (plan_id)
CREATE INDEX committee_unit_id_index ON public.committee USING btree (unit_id)
CREATE UNIQUE INDEX committee_pkey ON public.committee USING btree (id)
committee_charge.id uuid NOT NULL
committee_charge.committee_id uuid NOT NULL
committee_charge.member_id uuid NOT NULL
committee_charge.task_id uuid
committee_charge.duty_id uuid
committee_charge.area text NOT NULL
committee_charge.created_at timestamp with time zone NOT NULL
committee_charge CONSTRAINT committee_charge_committee_id_fkey FOREIGN KEY (committee_id) REFERENCES committee(id) ON DELETE CASCADE
committee_charge CONSTRAINT committee_charge_duty_id_fkey FOREIGN KEY (duty_id) REFERENCES duty(id) ON DELETE CASCADE
committee_charge CONSTRAINT committee_charge_member_id_fkey FOREIGN KEY (member_id) REFERENCES committee_member(id) ON DELETE CASCADE
committee_charge CONSTRAINT committee_charge_pkey PRIMARY KEY (id)
committee_charge CONSTRAINT committee_charge_task_id_fkey FOREIGN KEY (task_id) REFERENCES task(id) ON DELETE CASCADE
CREATE INDEX committee_charge_committee_id_index ON public.committee_charge USING btree (committee_id)
CREATE INDEX committee_charge_duty_id_index ON public.committee_charge USING btree (duty_id)
CREATE INDEX committee_charge_member_id_index ON public.committee_charge USING btree (member_id)
CREATE INDEX committee_charge_task_id_index ON public.committee_charge USING btree (task_id)
CREATE UNIQUE INDEX committee_charge_pkey ON public.committee_charge USING btree (id)
committee_decision.id uuid NOT NULL
committee_decision.committee_id uuid NOT NULL
committee_decision.document_id uuid NOT NULL
committee_decision.members text NOT NULL
committee_decision.created_at timestamp with time zone NOT NULL
committee_decision CONSTRAINT committee_decision_committee_id_fkey FOREIGN KEY (committee_id) REFERENCES committee(id) ON DELETE CASCADE
committee_decision CONSTRAINT committee_decision_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE CASCADE
committee_decision CONSTRAINT committee_decision_pkey PRIMARY KEY (id)
CREATE INDEX committee_decision_committee_id_index ON public.committee_decision USING btree (committee_id)
CREATE INDEX committee_decision_document_id_index ON public.committee_decision USING btree (document_id)
CREATE UNIQUE INDEX committee_decision_pkey ON public.committee_decision USING btree (id)
committee_member.id uuid NOT NULL
committee_member.committee_id uuid NOT NULL
committee_member.position integer NOT NULL
committee_member.role character varying NOT NULL
committee_member.person_id uuid
committee_member.name text NOT NULL
committee_member.title text NOT NULL
committee_member.unit_name text NOT NULL
committee_member.valid_from date
committee_member.valid_to date
committee_member CONSTRAINT committee_member_committee_id_fkey FOREIGN KEY (committee_id) REFERENCES committee(id) ON DELETE CASCADE
committee_member CONSTRAINT committee_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
committee_member CONSTRAINT committee_member_pkey PRIMARY KEY (id)
CREATE INDEX committee_member_committee_id_index ON public.committee_member USING btree (committee_id)
CREATE INDEX committee_member_person_id_index ON public.committee_member USING btree (person_id)
CREATE UNIQUE INDEX committee_member_pkey ON public.committee_member USING btree (id)
correction.id uuid NOT NULL
correction.unit_id uuid NOT NULL
correction.name_key text NOT NULL
correction.printed text NOT NULL
correction.target_id uuid NOT NULL
correction.times_used integer NOT NULL
correction.person_id uuid
correction.updated_at timestamp with time zone NOT NULL
correction CONSTRAINT correction_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
correction CONSTRAINT correction_pkey PRIMARY KEY (id)
correction CONSTRAINT correction_target_id_fkey FOREIGN KEY (target_id) REFERENCES unit(id) ON DELETE RESTRICT
correction CONSTRAINT correction_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX correction_person_id_index ON public.correction USING btree (person_id)
CREATE INDEX correction_target_id_index ON public.correction USING btree (target_id)
CREATE UNIQUE INDEX correction_pkey ON public.correction USING btree (id)
CREATE UNIQUE INDEX correction_unit_id_name_key_index ON public.correction USING btree (unit_id, name_key)
date_request.id uuid NOT NULL
date_request.assignment_id uuid NOT NULL
date_request.asker_id uuid NOT NULL
date_request.was_on date
date_request.wanted_on date NOT NULL
date_request.reason text NOT NULL
date_request.state character varying NOT NULL
date_request.answer text NOT NULL
date_request.person_id uuid
date_request.answered_by uuid
date_request.created_at timestamp with time zone NOT NULL
date_request.answered_at timestamp with time zone
date_request CONSTRAINT date_request_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES person(id) ON DELETE RESTRICT
date_request CONSTRAINT date_request_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignment(id) ON DELETE CASCADE
date_request CONSTRAINT date_request_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
date_request CONSTRAINT date_request_pkey PRIMARY KEY (id)
CREATE INDEX date_request_answered_by_index ON public.date_request USING btree (answered_by)
CREATE INDEX date_request_asker_id_state_index ON public.date_request USING btree (asker_id, state)
CREATE INDEX date_request_assignment_id_index ON public.date_request USING btree (assignment_id)
CREATE INDEX date_request_person_id_index ON public.date_request USING btree (person_id)
CREATE UNIQUE INDEX date_request_pkey ON public.date_request USING btree (id)
delivery.id uuid NOT NULL
delivery.document_id uuid NOT NULL
delivery.unit_id uuid NOT NULL
delivery.purpose character varying
delivery.delivered_at timestamp with time zone NOT NULL
delivery.read_at timestamp with time zone
delivery.read_by uuid
delivery.acknowledged_at timestamp with time zone
delivery.acknowledged_by uuid
delivery.reminded_at timestamp with time zone
delivery.n_reminders integer NOT NULL
delivery.place integer NOT NULL DEFAULT 0
delivery.standing integer DEFAULT (
CASE
    WHEN (acknowledged_at IS NULL) THEN 0
    ELSE 2
END +
CASE
    WHEN (read_at IS NULL) THEN 0
    ELSE 1
END)
delivery CONSTRAINT delivery_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE CASCADE
delivery CONSTRAINT delivery_pkey PRIMARY KEY (id)
CREATE INDEX delivery_document_id_standing_place_id_index ON public.delivery USING btree (document_id, standing, place, id)
CREATE INDEX delivery_unit_id_acknowledged_at_index ON public.delivery USING btree (unit_id, acknowledged_at)
CREATE UNIQUE INDEX delivery_document_id_unit_id_index ON public.delivery USING btree (document_id, unit_id)
CREATE UNIQUE INDEX delivery_pkey ON public.delivery USING btree (id)
digest.person_id uuid NOT NULL
digest.week date NOT NULL
digest.n_lines integer NOT NULL
digest.stop_hash character varying
digest.created_at timestamp with time zone NOT NULL
digest CONSTRAINT digest_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
digest CONSTRAINT digest_pkey PRIMARY KEY (person_id, week)
CREATE INDEX digest_stop_hash_index ON public.digest USING btree (stop_hash)
CREATE UNIQUE INDEX digest_pkey ON public.digest USING btree (person_id, week)
digest_off.person_id uuid NOT NULL
digest_off.since timestamp with time zone NOT NULL
digest_off CONSTRAINT digest_off_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
digest_off CONSTRAINT digest_off_pkey PRIMARY KEY (person_id)
CREATE UNIQUE INDEX digest_off_pkey ON public.digest_off USING btree (person_id)
document.id uuid NOT NULL
document.unit_id uuid NOT NULL
document.plan_id uuid
document.about_id uuid
document.kind character varying NOT NULL
document.subject text NOT NULL
document.subject_key text NOT NULL
document.state character varying NOT NULL
document.version integer NOT NULL
document.content text NOT NULL
document.urgency character varying
document.number integer
document.symbol character varying
document.issued_on date
document.n_to_deliver integer NOT NULL
document.n_delivered integer NOT NULL
document.returned_why text
document.created_by uuid
document.created_at timestamp with time zone NOT NULL
document.updated_at timestamp with time zone NOT NULL
document.submitted_at timestamp with time zone
document.issued_at timestamp with time zone
document.n_to_remind integer
document.n_reminded integer NOT NULL DEFAULT 0
document CONSTRAINT document_about_id_fkey FOREIGN KEY (about_id) REFERENCES document(id) ON DELETE RESTRICT
document CONSTRAINT document_pkey PRIMARY KEY (id)
document CONSTRAINT document_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
document CONSTRAINT document_plan_id_key UNIQUE (plan_id)
CREATE INDEX document_about_id_index ON public.document USING btree (about_id)
CREATE INDEX document_unit_id_state_index ON public.document USING btree (unit_id, state)
CREATE UNIQUE INDEX document_pkey ON public.document USING btree (id)
CREATE UNIQUE INDEX document_plan_id_key ON public.document USING btree (plan_id)
document_address.id uuid NOT NULL
document_address.document_id uuid NOT NULL
document_address.printed_key character varying NOT NULL
document_address.printed text NOT NULL
document_address.target character varying NOT NULL
document_address.target_id uuid
document_address.unit_kind character varying
document_address.purpose text
document_address.is_added boolean NOT NULL
document_address.person_id uuid
document_address.updated_at timestamp with time zone NOT NULL
document_address CONSTRAINT document_address_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE CASCADE
document_address CONSTRAINT document_address_pkey PRIMARY KEY (id)
CREATE UNIQUE INDEX document_address_document_id_printed_key_index ON public.document_address USING btree (document_id, printed_key)
CREATE UNIQUE INDEX document_address_pkey ON public.document_address USING btree (id)
document_approval.id uuid NOT NULL
document_approval.document_id uuid NOT NULL
document_approval.position integer NOT NULL
document_approval.printed text NOT NULL
document_approval.unit_id uuid
document_approval.state character varying NOT NULL
document_approval.authority character varying NOT NULL
document_approval.rank_printed text NOT NULL
document_approval.title_printed text NOT NULL
document_approval.name_printed text NOT NULL
document_approval.signer_id uuid
document_approval.decided_by uuid
document_approval.decided_at timestamp with time zone
document_approval.reason text
document_approval.signed_by uuid
document_approval.signed_at timestamp with time zone
document_approval.signed_digest character varying
document_approval.is_outside boolean NOT NULL
document_approval CONSTRAINT document_approval_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE CASCADE
document_approval CONSTRAINT document_approval_pkey PRIMARY KEY (id)
CREATE INDEX document_approval_unit_id_state_index ON public.document_approval USING btree (unit_id, state)
CREATE UNIQUE INDEX document_approval_document_id_position_index ON public.document_approval USING btree (document_id, "position")
CREATE UNIQUE INDEX document_approval_pkey ON public.document_approval USING btree (id)
document_comment.id uuid NOT NULL
document_comment.document_id uuid NOT NULL
document_comment.version integer NOT NULL
document_comment.place character varying NOT NULL
document_comment.quote text NOT NULL
document_comment.text text NOT NULL
document_comment.person_id uuid NOT NULL
document_comment.created_at timestamp with time zone NOT NULL
document_comment.resolved_by uuid
document_comment.resolved_at timestamp with time zone
document_comment CONSTRAINT document_comment_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE CASCADE
document_comment CONSTRAINT document_comment_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
document_comment CONSTRAINT document_comment_pkey PRIMARY KEY (id)
CREATE INDEX document_comment_document_id_index ON public.document_comment USING btree (document_id)
CREATE UNIQUE INDEX document_comment_pkey ON public.document_comment USING btree (id)
document_file.id uuid NOT NULL
document_file.document_id uuid NOT NULL
document_file.kind character varying NOT NULL
document_file.name text NOT NULL
document_file.file character varying NOT NULL
document_file.bytes bigint NOT NULL
document_file.checks text NOT NULL
document_file.person_id uuid
document_file.created_at timestamp with time zone NOT NULL
document_file CONSTRAINT document_file_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE CASCADE
document_file CONSTRAINT document_file_pkey PRIMARY KEY (id)
CREATE INDEX document_file_document_id_index ON public.document_file USING btree (document_id)
CREATE UNIQUE INDEX document_file_pkey ON public.document_file USING btree (id)
document_version.id uuid NOT NULL
document_version.document_id uuid NOT NULL
document_version.no integer NOT NULL
document_version.content text NOT NULL
document_version.why character varying NOT NULL
document_version.person_id uuid
document_version.created_at timestamp with time zone NOT NULL
document_version CONSTRAINT document_version_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE CASCADE
document_version CONSTRAINT document_version_pkey PRIMARY KEY (id)
CREATE UNIQUE INDEX document_version_document_id_no_index ON public.document_version USING btree (document_id, no)
CREATE UNIQUE INDEX document_version_pkey ON public.document_version USING btree (id)
document_writing.document_id uuid NOT NULL
document_writing.version integer NOT NULL
document_writing.revision integer NOT NULL
document_writing.content text NOT NULL
document_writing.person_id uuid
document_writing.updated_at timestamp with time zone NOT NULL
document_writing CONSTRAINT document_writing_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE CASCADE
document_writing CONSTRAINT document_writing_pkey PRIMARY KEY (document_id)
CREATE UNIQUE INDEX document_writing_pkey ON public.document_writing USING btree (document_id)
duty.id uuid NOT NULL
duty.plan_id uuid NOT NULL
duty.position integer NOT NULL
duty.text text NOT NULL
duty.text_key text NOT NULL
duty.verbs text NOT NULL
duty.unit_source character varying NOT NULL
duty.time_printed text
duty.starts_on date
duty.ends_on date
duty.state character varying NOT NULL
duty.first_line integer NOT NULL
duty.last_line integer NOT NULL
duty.item character varying
duty CONSTRAINT duty_pkey PRIMARY KEY (id)
duty CONSTRAINT duty_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX duty_plan_id_index ON public.duty USING btree (plan_id)
CREATE UNIQUE INDEX duty_pkey ON public.duty USING btree (id)
duty_unit.id uuid NOT NULL
duty_unit.plan_id uuid NOT NULL
duty_unit.duty_id uuid NOT NULL
duty_unit.role character varying NOT NULL
duty_unit.position integer NOT NULL
duty_unit.printed text NOT NULL
duty_unit.unit_id uuid
duty_unit CONSTRAINT duty_unit_duty_id_fkey FOREIGN KEY (duty_id) REFERENCES duty(id) ON DELETE CASCADE
duty_unit CONSTRAINT duty_unit_pkey PRIMARY KEY (id)
CREATE INDEX duty_unit_duty_id_index ON public.duty_unit USING btree (duty_id)
CREATE INDEX duty_unit_plan_id_index ON public.duty_unit USING btree (plan_id)
CREATE INDEX duty_unit_unit_id_index ON public.duty_unit USING btree (unit_id)
CREATE UNIQUE INDEX duty_unit_pkey ON public.duty_unit USING btree (id)
escalation.assignment_id uuid NOT NULL
escalation.step character varying NOT NULL
escalation.due_on date NOT NULL
escalation.told_at timestamp with time zone NOT NULL
escalation CONSTRAINT escalation_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignment(id) ON DELETE CASCADE
escalation CONSTRAINT escalation_pkey PRIMARY KEY (assignment_id, step, due_on)
CREATE UNIQUE INDEX escalation_pkey ON public.escalation USING btree (assignment_id, step, due_on)
escalation_rule.id uuid NOT NULL
escalation_rule.asker_id uuid
escalation_rule.unit_kind character varying
escalation_rule.is_on boolean NOT NULL
escalation_rule.officer_days integer NOT NULL
escalation_rule.leader_days integer NOT NULL
escalation_rule.above_days integer NOT NULL
escalation_rule.updated_at timestamp with time zone NOT NULL
escalation_rule.updated_by uuid
escalation_rule CONSTRAINT escalation_rule_asker_id_fkey FOREIGN KEY (asker_id) REFERENCES unit(id) ON DELETE RESTRICT
escalation_rule CONSTRAINT escalation_rule_pkey PRIMARY KEY (id)
escalation_rule CONSTRAINT escalation_rule_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES person(id) ON DELETE RESTRICT
CREATE INDEX escalation_rule_asker_id_index ON public.escalation_rule USING btree (asker_id)
CREATE INDEX escalation_rule_updated_by_index ON public.escalation_rule USING btree (updated_by)
CREATE UNIQUE INDEX escalation_rule_pkey ON public.escalation_rule USING btree (id)
event.id uuid NOT NULL
event.at timestamp with time zone NOT NULL
event.person_id uuid
event.post_id uuid
event.verb character varying NOT NULL
event.kind character varying NOT NULL
event.object_id uuid NOT NULL
event.before_digest character varying
event.after_digest character varying
event.payload text NOT NULL
event.place bigint
event.seal character varying
event CONSTRAINT event_pkey PRIMARY KEY (id)
event CONSTRAINT event_place_key UNIQUE (place)
CREATE INDEX event_kind_object_id_index ON public.event USING btree (kind, object_id)
CREATE INDEX event_person_id_index ON public.event USING btree (person_id)
CREATE UNIQUE INDEX event_pkey ON public.event USING btree (id)
CREATE UNIQUE INDEX event_place_key ON public.event USING btree (place)
evidence.id uuid NOT NULL
evidence.assignment_id uuid NOT NULL
evidence.person_id uuid
evidence.file_name text NOT NULL
evidence.file character varying NOT NULL
evidence.kind character varying NOT NULL
evidence.n_bytes bigint NOT NULL
evidence.scan character varying NOT NULL
evidence.found character varying
evidence.scanned_at timestamp with time zone
evidence.created_at timestamp with time zone NOT NULL
evidence.removed_at timestamp with time zone
evidence CONSTRAINT evidence_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignment(id) ON DELETE CASCADE
evidence CONSTRAINT evidence_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
evidence CONSTRAINT evidence_pkey PRIMARY KEY (id)
CREATE INDEX evidence_assignment_id_index ON public.evidence USING btree (assignment_id)
CREATE INDEX evidence_person_id_index ON public.evidence USING btree (person_id)
CREATE UNIQUE INDEX evidence_pkey ON public.evidence USING btree (id)
figure.id uuid NOT NULL
figure.indicator_id uuid NOT NULL
figure.plan_id uuid NOT NULL
figure.period character varying NOT NULL
figure.unit_id uuid NOT NULL
figure.above_id uuid
figure.depth integer NOT NULL
figure.is_leaf boolean NOT NULL
figure.state character varying NOT NULL
figure.due_on date NOT NULL
figure.value bigint
figure.base bigint
figure.note text NOT NULL
figure.link text NOT NULL
figure.reason text NOT NULL
figure.n_asked bigint NOT NULL
figure.below_value bigint NOT NULL
figure.below_base bigint NOT NULL
figure.below_said bigint NOT NULL
figure.below_met bigint NOT NULL
figure.person_id uuid
figure.is_by_above boolean NOT NULL
figure.said_at timestamp with time zone
figure.sent_at timestamp with time zone
figure.decided_at timestamp with time zone
figure.created_at timestamp with time zone NOT NULL
figure.updated_at timestamp with time zone NOT NULL
figure CONSTRAINT figure_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicator(id) ON DELETE CASCADE
figure CONSTRAINT figure_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
figure CONSTRAINT figure_pkey PRIMARY KEY (id)
figure CONSTRAINT figure_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
figure CONSTRAINT figure_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX figure_above_id_state_sent_at_index ON public.figure USING btree (above_id, state, sent_at)
CREATE INDEX figure_indicator_id_above_id_index ON public.figure USING btree (indicator_id, above_id)
CREATE INDEX figure_indicator_id_period_above_id_state_index ON public.figure USING btree (indicator_id, period, above_id, state)
CREATE INDEX figure_person_id_index ON public.figure USING btree (person_id)
CREATE INDEX figure_plan_id_index ON public.figure USING btree (plan_id)
CREATE INDEX figure_unit_id_due_on_index ON public.figure USING btree (unit_id, due_on)
CREATE UNIQUE INDEX figure_indicator_id_period_unit_id_index ON public.figure USING btree (indicator_id, period, unit_id)
CREATE UNIQUE INDEX figure_pkey ON public.figure USING btree (id)
figure_entry.id uuid NOT NULL
figure_entry.figure_id uuid NOT NULL
figure_entry.person_id uuid
figure_entry.verb character varying NOT NULL
figure_entry.value_before bigint
figure_entry.base_before bigint
figure_entry.value bigint
figure_entry.base bigint
figure_entry.words text NOT NULL
figure_entry.at timestamp with time zone NOT NULL
figure_entry CONSTRAINT figure_entry_figure_id_fkey FOREIGN KEY (figure_id) REFERENCES figure(id) ON DELETE CASCADE
figure_entry CONSTRAINT figure_entry_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
figure_entry CONSTRAINT figure_entry_pkey PRIMARY KEY (id)
CREATE INDEX figure_entry_figure_id_index ON public.figure_entry USING btree (figure_id)
CREATE INDEX figure_entry_person_id_index ON public.figure_entry USING btree (person_id)
CREATE UNIQUE INDEX figure_entry_pkey ON public.figure_entry USING btree (id)
figure_period.indicator_id uuid NOT NULL
figure_period.period character varying NOT NULL
figure_period.first_on date NOT NULL
figure_period.last_on date NOT NULL
figure_period.due_on date NOT NULL
figure_period.asked_on date NOT NULL
figure_period.locked_at timestamp with time zone
figure_period.locked_by uuid
figure_period.n_to_ask integer
figure_period.n_asked integer NOT NULL DEFAULT 0
figure_period.told_at timestamp with time zone
figure_period.due_told_on date
figure_period CONSTRAINT figure_period_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicator(id) ON DELETE CASCADE
figure_period CONSTRAINT figure_period_locked_by_fkey FOREIGN KEY (locked_by) REFERENCES person(id) ON DELETE RESTRICT
figure_period CONSTRAINT figure_period_pkey PRIMARY KEY (indicator_id, period)
CREATE INDEX figure_period_locked_by_index ON public.figure_period USING btree (locked_by)
CREATE UNIQUE INDEX figure_period_pkey ON public.figure_period USING btree (indicator_id, period)
founding.id uuid NOT NULL
founding.list_id uuid NOT NULL
founding.unit_id uuid
founding.kind character varying NOT NULL
founding.name text NOT NULL
founding.name_key text NOT NULL
founding.area text NOT NULL
founding.n_workers integer
founding.contact text NOT NULL
founding.note text NOT NULL
founding.state character varying NOT NULL
founding.n_steps integer NOT NULL
founding.n_done integer NOT NULL
founding.next_due date
founding.union_name text NOT NULL
founding.decision_number text NOT NULL
founding.decided_on date
founding.decided_by text NOT NULL
founding.reason character varying NOT NULL
founding.words text NOT NULL
founding.closed_at timestamp with time zone
founding.version integer NOT NULL
founding.created_by uuid
founding.created_at timestamp with time zone NOT NULL
founding.updated_at timestamp with time zone NOT NULL
founding CONSTRAINT founding_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE RESTRICT
founding CONSTRAINT founding_list_id_fkey FOREIGN KEY (list_id) REFERENCES founding_list(id) ON DELETE CASCADE
founding CONSTRAINT founding_pkey PRIMARY KEY (id)
founding CONSTRAINT founding_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX founding_created_by_index ON public.founding USING btree (created_by)
CREATE INDEX founding_list_id_index ON public.founding USING btree (list_id)
CREATE INDEX founding_unit_id_index ON public.founding USING btree (unit_id)
CREATE UNIQUE INDEX founding_list_id_unit_id_index ON public.founding USING btree (list_id, unit_id)
CREATE UNIQUE INDEX founding_pkey ON public.founding USING btree (id)
founding_list.id uuid NOT NULL
founding_list.union_id uuid NOT NULL
founding_list.task_id uuid
founding_list.within_id uuid NOT NULL
founding_list.kinds text NOT NULL
founding_list.name text NOT NULL
founding_list.steps text NOT NULL
founding_list.version integer NOT NULL
founding_list.created_by uuid
founding_list.created_at timestamp with time zone NOT NULL
founding_list.updated_at timestamp with time zone NOT NULL
founding_list CONSTRAINT founding_list_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE RESTRICT
founding_list CONSTRAINT founding_list_pkey PRIMARY KEY (id)
founding_list CONSTRAINT founding_list_task_id_fkey FOREIGN KEY (task_id) REFERENCES task(id) ON DELETE SET NULL
founding_list CONSTRAINT founding_list_union_id_fkey FOREIGN KEY (union_id) REFERENCES unit(id) ON DELETE RESTRICT
founding_list CONSTRAINT founding_list_within_id_fkey FOREIGN KEY (within_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX founding_list_created_by_index ON public.founding_list USING btree (created_by)
CREATE INDEX founding_list_task_id_index ON public.founding_list USING btree (task_id)
CREATE INDEX founding_list_union_id_index ON public.founding_list USING btree (union_id)
CREATE INDEX founding_list_within_id_index ON public.founding_list USING btree (within_id)
CREATE UNIQUE INDEX founding_list_pkey ON public.founding_list USING btree (id)
founding_step.id uuid NOT NULL
founding_step.founding_id uuid NOT NULL
founding_step.position integer NOT NULL
founding_step.name text NOT NULL
founding_step.person_id uuid
founding_step.holder text NOT NULL
founding_step.due_on date
founding_step.done_on date
founding_step.evidence text NOT NULL
founding_step.note text NOT NULL
founding_step CONSTRAINT founding_step_founding_id_fkey FOREIGN KEY (founding_id) REFERENCES founding(id) ON DELETE CASCADE
founding_step CONSTRAINT founding_step_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
founding_step CONSTRAINT founding_step_pkey PRIMARY KEY (id)
CREATE INDEX founding_step_due_on_index ON public.founding_step USING btree (due_on)
CREATE INDEX founding_step_founding_id_index ON public.founding_step USING btree (founding_id)
CREATE INDEX founding_step_person_id_index ON public.founding_step USING btree (person_id)
CREATE UNIQUE INDEX founding_step_pkey ON public.founding_step USING btree (id)
import.id uuid NOT NULL
import.unit_id uuid NOT NULL
import.person_id uuid
import.post_id uuid
import.file_name text NOT NULL
import.file character varying NOT NULL
import.n_bytes bigint NOT NULL
import.format character varying
import.state character varying NOT NULL
import.version integer NOT NULL
import.title text NOT NULL
import.on_day date NOT NULL
import.year integer
import.n_lines integer NOT NULL
import.n_issues integer NOT NULL
import.n_open integer NOT NULL
import.failure_code character varying
import.failure_vi text
import.failure_en text
import.plan_id uuid
import.created_at timestamp with time zone NOT NULL
import.updated_at timestamp with time zone NOT NULL
import.ended_at timestamp with time zone
import.form character varying
import.is_doubted boolean NOT NULL DEFAULT false
import.from_plan_id uuid
import CONSTRAINT import_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
import CONSTRAINT import_pkey PRIMARY KEY (id)
import CONSTRAINT import_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE RESTRICT
import CONSTRAINT import_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX import_from_plan_id_index ON public.import USING btree (from_plan_id)
CREATE INDEX import_person_id_index ON public.import USING btree (person_id)
CREATE INDEX import_post_id_index ON public.import USING btree (post_id)
CREATE INDEX import_unit_id_file_index ON public.import USING btree (unit_id, file)
CREATE UNIQUE INDEX import_person_id_form_file_index ON public.import USING btree (person_id, form, file)
CREATE UNIQUE INDEX import_pkey ON public.import USING btree (id)
import_change.id uuid NOT NULL
import_change.import_id uuid NOT NULL
import_change.version integer NOT NULL
import_change.batch character varying NOT NULL
import_change.person_id uuid
import_change.post_id uuid
import_change.at timestamp with time zone NOT NULL
import_change.ops text NOT NULL
import_change.inverse text NOT NULL
import_change.touched text NOT NULL
import_change.undoes integer
import_change CONSTRAINT import_change_import_id_fkey FOREIGN KEY (import_id) REFERENCES import(id) ON DELETE CASCADE
import_change CONSTRAINT import_change_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
import_change CONSTRAINT import_change_pkey PRIMARY KEY (id)
import_change CONSTRAINT import_change_post_id_fkey FOREIGN KEY (post_id) REFERENCES post(id) ON DELETE RESTRICT
CREATE INDEX import_change_person_id_index ON public.import_change USING btree (person_id)
CREATE INDEX import_change_post_id_index ON public.import_change USING btree (post_id)
CREATE UNIQUE INDEX import_change_import_id_batch_index ON public.import_change USING btree (import_id, batch)
CREATE UNIQUE INDEX import_change_import_id_version_index ON public.import_change USING btree (import_id, version)
CREATE UNIQUE INDEX import_change_pkey ON public.import_change USING btree (id)
import_draft.import_id uuid NOT NULL
import_draft.source text NOT NULL
import_draft.reading text NOT NULL
import_draft.draft text NOT NULL
import_draft CONSTRAINT import_draft_import_id_fkey FOREIGN KEY (import_id) REFERENCES import(id) ON DELETE CASCADE
import_draft CONSTRAINT import_draft_pkey PRIMARY KEY (import_id)
CREATE UNIQUE INDEX import_draft_pkey ON public.import_draft USING btree (import_id)
indicator.id uuid NOT NULL
indicator.plan_id uuid NOT NULL
indicator.asker_id uuid NOT NULL
indicator.source_kind character varying NOT NULL
indicator.source_id uuid
indicator.position integer NOT NULL
indicator.state character varying NOT NULL
indicator.name text NOT NULL
indicator.measure character varying NOT NULL
indicator.way character varying NOT NULL
indicator.direction character varying NOT NULL
indicator.target bigint
indicator.scope character varying NOT NULL
indicator.every character varying NOT NULL
indicator.starts_on date
indicator.ends_on date
indicator.due_days integer NOT NULL
indicator.decimals integer NOT NULL
indicator.least bigint
indicator.most bigint
indicator.asked character varying NOT NULL
indicator.within_id uuid
indicator.kinds text NOT NULL
indicator.printed text NOT NULL
indicator.is_stepwise boolean NOT NULL
indicator.quote text NOT NULL
indicator.line integer
indicator.created_by uuid
indicator.created_at timestamp with time zone NOT NULL
indicator.updated_at timestamp with time zone NOT NULL
indicator CONSTRAINT indicator_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE RESTRICT
indicator CONSTRAINT indicator_pkey PRIMARY KEY (id)
indicator CONSTRAINT indicator_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX indicator_created_by_index ON public.indicator USING btree (created_by)
CREATE INDEX indicator_plan_id_index ON public.indicator USING btree (plan_id)
CREATE INDEX indicator_source_id_index ON public.indicator USING btree (source_id)
CREATE INDEX indicator_state_index ON public.indicator USING btree (state)
CREATE UNIQUE INDEX indicator_pkey ON public.indicator USING btree (id)
indicator_unit.indicator_id uuid NOT NULL
indicator_unit.unit_id uuid NOT NULL
indicator_unit CONSTRAINT indicator_unit_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicator(id) ON DELETE CASCADE
indicator_unit CONSTRAINT indicator_unit_pkey PRIMARY KEY (indicator_id, unit_id)
indicator_unit CONSTRAINT indicator_unit_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX indicator_unit_unit_id_index ON public.indicator_unit USING btree (unit_id)
CREATE UNIQUE INDEX indicator_unit_pkey ON public.indicator_unit USING btree (indicator_id, unit_id)
invitation.id uuid NOT NULL
invitation.token_hash character varying NOT NULL
invitation.name character varying NOT NULL
invitation.email character varying NOT NULL
invitation.unit_id uuid
invitation.kind character varying
invitation.title character varying
invitation.is_admin boolean NOT NULL
invitation.invited_by uuid
invitation.created_at timestamp with time zone NOT NULL
invitation.expires_at timestamp with time zone NOT NULL
invitation.accepted_at timestamp with time zone
invitation.accepted_by uuid
invitation.revoked_at timestamp with time zone
invitation CONSTRAINT invitation_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES person(id) ON DELETE RESTRICT
invitation CONSTRAINT invitation_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES person(id) ON DELETE RESTRICT
invitation CONSTRAINT invitation_pkey PRIMARY KEY (id)
invitation CONSTRAINT invitation_token_hash_key UNIQUE (token_hash)
CREATE INDEX invitation_expires_at_index ON public.invitation USING btree (expires_at)
CREATE UNIQUE INDEX invitation_pkey ON public.invitation USING btree (id)
CREATE UNIQUE INDEX invitation_token_hash_key ON public.invitation USING btree (token_hash)
job.id uuid NOT NULL
job.kind character varying NOT NULL
job.payload text NOT NULL
job.run_at timestamp with time zone NOT NULL
job.attempts integer NOT NULL
job.leased_until timestamp with time zone
job.lease uuid
job.last_error text
job.given_up_at timestamp with time zone
job.created_at timestamp with time zone NOT NULL
job CONSTRAINT job_pkey PRIMARY KEY (id)
CREATE INDEX job_run_at_index ON public.job USING btree (run_at)
CREATE UNIQUE INDEX job_pkey ON public.job USING btree (id)
mail.id uuid NOT NULL
mail.sort character varying NOT NULL
mail.to_address character varying NOT NULL
mail.to_name character varying NOT NULL
mail.person_id uuid
mail.unit_id uuid
mail.locale character varying NOT NULL
mail.subject text NOT NULL
mail.body text NOT NULL
mail.unsubscribe character varying
mail.message_id character varying NOT NULL
mail.once character varying NOT NULL
mail.state character varying NOT NULL
mail.attempts integer NOT NULL
mail.last_error character varying
mail.next_at timestamp with time zone NOT NULL
mail.created_at timestamp with time zone NOT NULL
mail.tried_at timestamp with time zone
mail.sent_at timestamp with time zone
mail.sent_by uuid
mail CONSTRAINT mail_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
mail CONSTRAINT mail_pkey PRIMARY KEY (id)
mail CONSTRAINT mail_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES person(id) ON DELETE RESTRICT
mail CONSTRAINT mail_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX mail_created_at_index ON public.mail USING btree (created_at)
CREATE INDEX mail_person_id_index ON public.mail USING btree (person_id)
CREATE INDEX mail_sent_by_index ON public.mail USING btree (sent_by)
CREATE INDEX mail_state_next_at_index ON public.mail USING btree (state, next_at)
CREATE INDEX mail_tried_at_index ON public.mail USING btree (tried_at)
CREATE INDEX mail_unit_id_state_index ON public.mail USING btree (unit_id, state)
CREATE UNIQUE INDEX mail_once_index ON public.mail USING btree (once)
CREATE UNIQUE INDEX mail_pkey ON public.mail USING btree (id)
media_item.id uuid NOT NULL
media_item.plan_id uuid NOT NULL
media_item.unit_id uuid NOT NULL
media_item.person_id uuid
media_item.partner_id uuid
media_item.title text NOT NULL
media_item.phase character varying NOT NULL
media_item.kind character varying NOT NULL
media_item.channel character varying NOT NULL
media_item.outlet text NOT NULL
media_item.due_on date
media_item.source_kind character varying NOT NULL
media_item.source_id uuid
media_item.embargo_at timestamp with time zone
media_item.body text NOT NULL
media_item.byline text NOT NULL
media_item.credit text NOT NULL
media_item.licence text NOT NULL
media_item.on_page boolean NOT NULL
media_item.publishes_itself boolean NOT NULL
media_item.state character varying NOT NULL
media_item.revision integer NOT NULL
media_item.version integer NOT NULL
media_item.published_version integer
media_item.returned_why text NOT NULL
media_item.correction text NOT NULL
media_item.removed_why text NOT NULL
media_item.removed_at timestamp with time zone
media_item.published_at timestamp with time zone
media_item.published_url text NOT NULL
media_item.slug character varying NOT NULL
media_item.created_by uuid
media_item.created_at timestamp with time zone NOT NULL
media_item.updated_at timestamp with time zone NOT NULL
media_item CONSTRAINT media_item_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE RESTRICT
media_item CONSTRAINT media_item_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner(id) ON DELETE RESTRICT
media_item CONSTRAINT media_item_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
media_item CONSTRAINT media_item_pkey PRIMARY KEY (id)
media_item CONSTRAINT media_item_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
media_item CONSTRAINT media_item_slug_key UNIQUE (slug)
media_item CONSTRAINT media_item_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX media_item_created_by_index ON public.media_item USING btree (created_by)
CREATE INDEX media_item_partner_id_index ON public.media_item USING btree (partner_id)
CREATE INDEX media_item_person_id_index ON public.media_item USING btree (person_id)
CREATE INDEX media_item_plan_id_index ON public.media_item USING btree (plan_id)
CREATE INDEX media_item_state_due_on_index ON public.media_item USING btree (state, due_on)
CREATE INDEX media_item_unit_id_state_due_on_index ON public.media_item USING btree (unit_id, state, due_on)
CREATE UNIQUE INDEX media_item_pkey ON public.media_item USING btree (id)
CREATE UNIQUE INDEX media_item_slug_key ON public.media_item USING btree (slug)
media_page.id uuid NOT NULL
media_page.plan_id uuid NOT NULL
media_page.slug character varying NOT NULL
media_page.is_on boolean NOT NULL
media_page.person_id uuid
media_page.updated_at timestamp with time zone NOT NULL
media_page CONSTRAINT media_page_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
media_page CONSTRAINT media_page_pkey PRIMARY KEY (id)
media_page CONSTRAINT media_page_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
media_page CONSTRAINT media_page_slug_key UNIQUE (slug)
CREATE INDEX media_page_person_id_index ON public.media_page USING btree (person_id)
CREATE UNIQUE INDEX media_page_pkey ON public.media_page USING btree (id)
CREATE UNIQUE INDEX media_page_plan_id_index ON public.media_page USING btree (plan_id)
CREATE UNIQUE INDEX media_page_slug_key ON public.media_page USING btree (slug)
media_picture.id uuid NOT NULL
media_picture.item_id uuid NOT NULL
media_picture.file_name text NOT NULL
media_picture.file character varying NOT NULL
media_picture.kind character varying NOT NULL
media_picture.n_bytes bigint NOT NULL
media_picture.alt text NOT NULL
media_picture.caption text NOT NULL
media_picture.credit text NOT NULL
media_picture.shows_people boolean NOT NULL
media_picture.consent text NOT NULL
media_picture.scan character varying NOT NULL
media_picture.found text NOT NULL
media_picture.scanned_at timestamp with time zone
media_picture.person_id uuid
media_picture.created_at timestamp with time zone NOT NULL
media_picture.removed_at timestamp with time zone
media_picture CONSTRAINT media_picture_item_id_fkey FOREIGN KEY (item_id) REFERENCES media_item(id) ON DELETE CASCADE
media_picture CONSTRAINT media_picture_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
media_picture CONSTRAINT media_picture_pkey PRIMARY KEY (id)
CREATE INDEX media_picture_item_id_index ON public.media_picture USING btree (item_id)
CREATE INDEX media_picture_person_id_index ON public.media_picture USING btree (person_id)
CREATE UNIQUE INDEX media_picture_pkey ON public.media_picture USING btree (id)
media_refusal.id uuid NOT NULL
media_refusal.plan_id uuid NOT NULL
media_refusal.source_kind character varying NOT NULL
media_refusal.source_id uuid NOT NULL
media_refusal.person_id uuid
media_refusal.created_at timestamp with time zone NOT NULL
media_refusal CONSTRAINT media_refusal_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
media_refusal CONSTRAINT media_refusal_pkey PRIMARY KEY (id)
media_refusal CONSTRAINT media_refusal_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX media_refusal_person_id_index ON public.media_refusal USING btree (person_id)
CREATE UNIQUE INDEX media_refusal_pkey ON public.media_refusal USING btree (id)
CREATE UNIQUE INDEX media_refusal_plan_id_source_id_index ON public.media_refusal USING btree (plan_id, source_id)
media_version.id uuid NOT NULL
media_version.item_id uuid NOT NULL
media_version.no integer NOT NULL
media_version.title text NOT NULL
media_version.body text NOT NULL
media_version.byline text NOT NULL
media_version.credit text NOT NULL
media_version.licence text NOT NULL
media_version.pictures text NOT NULL
media_version.correction text NOT NULL
media_version.verdict character varying NOT NULL
media_version.why text NOT NULL
media_version.person_id uuid
media_version.created_at timestamp with time zone NOT NULL
media_version.decided_by uuid
media_version.decided_at timestamp with time zone
media_version.published_at timestamp with time zone
media_version.unit_id uuid
media_version CONSTRAINT media_version_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES person(id) ON DELETE RESTRICT
media_version CONSTRAINT media_version_item_id_fkey FOREIGN KEY (item_id) REFERENCES media_item(id) ON DELETE CASCADE
media_version CONSTRAINT media_version_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
media_version CONSTRAINT media_version_pkey PRIMARY KEY (id)
CREATE INDEX media_version_decided_by_index ON public.media_version USING btree (decided_by)
CREATE INDEX media_version_person_id_index ON public.media_version USING btree (person_id)
CREATE UNIQUE INDEX media_version_item_id_no_index ON public.media_version USING btree (item_id, no)
CREATE UNIQUE INDEX media_version_pkey ON public.media_version USING btree (id)
money_entry.id uuid NOT NULL
money_entry.line_id uuid NOT NULL
money_entry.kind character varying NOT NULL
money_entry.unit_id uuid NOT NULL
money_entry.amount bigint NOT NULL
money_entry.day date NOT NULL
money_entry.document text NOT NULL
money_entry.words text NOT NULL
money_entry.reason text NOT NULL
money_entry.link text NOT NULL
money_entry.person_id uuid
money_entry.at timestamp with time zone NOT NULL
money_entry.struck_at timestamp with time zone
money_entry.struck_by uuid
money_entry.struck_reason text NOT NULL
money_entry CONSTRAINT money_entry_line_id_fkey FOREIGN KEY (line_id) REFERENCES money_line(id) ON DELETE CASCADE
money_entry CONSTRAINT money_entry_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
money_entry CONSTRAINT money_entry_pkey PRIMARY KEY (id)
money_entry CONSTRAINT money_entry_struck_by_fkey FOREIGN KEY (struck_by) REFERENCES person(id) ON DELETE RESTRICT
money_entry CONSTRAINT money_entry_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX money_entry_line_id_index ON public.money_entry USING btree (line_id)
CREATE INDEX money_entry_person_id_index ON public.money_entry USING btree (person_id)
CREATE INDEX money_entry_struck_by_index ON public.money_entry USING btree (struck_by)
CREATE INDEX money_entry_unit_id_index ON public.money_entry USING btree (unit_id)
CREATE UNIQUE INDEX money_entry_pkey ON public.money_entry USING btree (id)
money_estimate.plan_id uuid NOT NULL
money_estimate.state character varying NOT NULL
money_estimate.version integer NOT NULL
money_estimate.document text NOT NULL
money_estimate.approved_by uuid
money_estimate.approved_at timestamp with time zone
money_estimate.updated_at timestamp with time zone NOT NULL
money_estimate CONSTRAINT money_estimate_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES person(id) ON DELETE RESTRICT
money_estimate CONSTRAINT money_estimate_pkey PRIMARY KEY (plan_id)
money_estimate CONSTRAINT money_estimate_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX money_estimate_approved_by_index ON public.money_estimate USING btree (approved_by)
CREATE UNIQUE INDEX money_estimate_pkey ON public.money_estimate USING btree (plan_id)
money_line.id uuid NOT NULL
money_line.plan_id uuid NOT NULL
money_line.above_id uuid
money_line.root_id uuid NOT NULL
money_line.depth integer NOT NULL
money_line.position integer NOT NULL
money_line.no character varying NOT NULL
money_line.content text NOT NULL
money_line.source_kind character varying NOT NULL
money_line.source_id uuid
money_line.line integer
money_line.fund character varying NOT NULL
money_line.level character varying NOT NULL
money_line.unit_id uuid NOT NULL
money_line.measure character varying NOT NULL
money_line.quantity bigint
money_line.price bigint
money_line.base bigint NOT NULL
money_line.adjusted bigint NOT NULL
money_line.allocated bigint NOT NULL
money_line.allotted bigint NOT NULL
money_line.spent bigint NOT NULL
money_line.below bigint NOT NULL
money_line.note text NOT NULL
money_line.version integer NOT NULL
money_line.created_by uuid
money_line.created_at timestamp with time zone NOT NULL
money_line.updated_at timestamp with time zone NOT NULL
money_line CONSTRAINT money_line_above_id_fkey FOREIGN KEY (above_id) REFERENCES money_line(id) ON DELETE CASCADE
money_line CONSTRAINT money_line_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE RESTRICT
money_line CONSTRAINT money_line_pkey PRIMARY KEY (id)
money_line CONSTRAINT money_line_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
money_line CONSTRAINT money_line_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX money_line_created_by_index ON public.money_line USING btree (created_by)
CREATE INDEX money_line_plan_id_depth_index ON public.money_line USING btree (plan_id, depth)
CREATE INDEX money_line_root_id_index ON public.money_line USING btree (root_id)
CREATE INDEX money_line_unit_id_index ON public.money_line USING btree (unit_id)
CREATE UNIQUE INDEX money_line_above_id_unit_id_index ON public.money_line USING btree (above_id, unit_id)
CREATE UNIQUE INDEX money_line_pkey ON public.money_line USING btree (id)
notice.id uuid NOT NULL
notice.person_id uuid NOT NULL
notice.unit_id uuid
notice.kind character varying NOT NULL
notice.about_kind character varying NOT NULL
notice.about_id uuid NOT NULL
notice.args text NOT NULL
notice.link character varying NOT NULL
notice.once character varying NOT NULL
notice.created_at timestamp with time zone NOT NULL
notice.read_at timestamp with time zone
notice.mail_from timestamp with time zone
notice CONSTRAINT notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
notice CONSTRAINT notice_pkey PRIMARY KEY (id)
notice CONSTRAINT notice_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX notice_created_at_index ON public.notice USING btree (created_at)
CREATE INDEX notice_mail_from_index ON public.notice USING btree (mail_from)
CREATE INDEX notice_person_id_read_at_index ON public.notice USING btree (person_id, read_at)
CREATE UNIQUE INDEX notice_person_id_once_index ON public.notice USING btree (person_id, once)
CREATE UNIQUE INDEX notice_pkey ON public.notice USING btree (id)
notice_choice.person_id uuid NOT NULL
notice_choice.kind character varying NOT NULL
notice_choice.shows boolean NOT NULL
notice_choice.mails boolean NOT NULL
notice_choice CONSTRAINT notice_choice_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
notice_choice CONSTRAINT notice_choice_pkey PRIMARY KEY (person_id, kind)
CREATE UNIQUE INDEX notice_choice_pkey ON public.notice_choice USING btree (person_id, kind)
office_code.id uuid NOT NULL
office_code.code character varying NOT NULL
office_code.unit_id uuid
office_code.partner_id uuid
office_code.is_sample boolean NOT NULL
office_code.person_id uuid
office_code.created_at timestamp with time zone NOT NULL
office_code CONSTRAINT office_code_code_key UNIQUE (code)
office_code CONSTRAINT office_code_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner(id) ON DELETE RESTRICT
office_code CONSTRAINT office_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
office_code CONSTRAINT office_code_pkey PRIMARY KEY (id)
office_code CONSTRAINT office_code_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX office_code_person_id_index ON public.office_code USING btree (person_id)
CREATE UNIQUE INDEX office_code_code_key ON public.office_code USING btree (code)
CREATE UNIQUE INDEX office_code_partner_id_index ON public.office_code USING btree (partner_id)
CREATE UNIQUE INDEX office_code_pkey ON public.office_code USING btree (id)
CREATE UNIQUE INDEX office_code_unit_id_index ON public.office_code USING btree (unit_id)
package.id uuid NOT NULL
package.unit_id uuid NOT NULL
package.office_id uuid
package.way character varying NOT NULL
package.sort character varying NOT NULL
package.state character varying NOT NULL
package.document_id uuid
package.about_id uuid
package.sender_code character varying NOT NULL
package.sender_name text NOT NULL
package.document_code text NOT NULL
package.symbol text NOT NULL
package.dated_on date
package.subject text NOT NULL
package.search_key text NOT NULL
package.purpose integer NOT NULL
package.status character varying
package.content text NOT NULL
package.file character varying NOT NULL
package.file_name text NOT NULL
package.n_bytes bigint NOT NULL
package.n_parties integer NOT NULL
package.once text
package.entry_id uuid
package.arrival_no integer
package.person_id uuid
package.created_at timestamp with time zone NOT NULL
package.settled_at timestamp with time zone
package.settled_by uuid
package CONSTRAINT package_about_id_fkey FOREIGN KEY (about_id) REFERENCES package(id) ON DELETE SET NULL
package CONSTRAINT package_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE SET NULL
package CONSTRAINT package_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES register_entry(id) ON DELETE SET NULL
package CONSTRAINT package_office_id_fkey FOREIGN KEY (office_id) REFERENCES unit(id) ON DELETE RESTRICT
package CONSTRAINT package_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
package CONSTRAINT package_pkey PRIMARY KEY (id)
package CONSTRAINT package_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES person(id) ON DELETE RESTRICT
package CONSTRAINT package_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX package_about_id_index ON public.package USING btree (about_id)
CREATE INDEX package_document_code_index ON public.package USING btree (document_code)
CREATE INDEX package_document_id_index ON public.package USING btree (document_id)
CREATE INDEX package_entry_id_index ON public.package USING btree (entry_id)
CREATE INDEX package_office_id_index ON public.package USING btree (office_id)
CREATE INDEX package_person_id_index ON public.package USING btree (person_id)
CREATE INDEX package_settled_by_index ON public.package USING btree (settled_by)
CREATE INDEX package_unit_id_way_state_index ON public.package USING btree (unit_id, way, state)
CREATE UNIQUE INDEX package_once_index ON public.package USING btree (once)
CREATE UNIQUE INDEX package_pkey ON public.package USING btree (id)
CREATE UNIQUE INDEX package_unit_id_way_file_index ON public.package USING btree (unit_id, way, file)
package_party.id uuid NOT NULL
package_party.package_id uuid NOT NULL
package_party.code character varying NOT NULL
package_party.name text NOT NULL
package_party.unit_id uuid
package_party.partner_id uuid
package_party.purpose text
package_party.status character varying
package_party.status_words text NOT NULL
package_party.status_at timestamp with time zone
package_party CONSTRAINT package_party_package_id_fkey FOREIGN KEY (package_id) REFERENCES package(id) ON DELETE CASCADE
package_party CONSTRAINT package_party_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner(id) ON DELETE RESTRICT
package_party CONSTRAINT package_party_pkey PRIMARY KEY (id)
package_party CONSTRAINT package_party_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX package_party_partner_id_index ON public.package_party USING btree (partner_id)
CREATE INDEX package_party_unit_id_index ON public.package_party USING btree (unit_id)
CREATE UNIQUE INDEX package_party_package_id_code_index ON public.package_party USING btree (package_id, code)
CREATE UNIQUE INDEX package_party_pkey ON public.package_party USING btree (id)
partner.id uuid NOT NULL
partner.unit_id uuid NOT NULL
partner.name text NOT NULL
partner.name_key text NOT NULL
partner.search_key text NOT NULL
partner.kind character varying NOT NULL
partner.contact text NOT NULL
partner.contact_title text NOT NULL
partner.email text NOT NULL
partner.phone text NOT NULL
partner.address text NOT NULL
partner.place text NOT NULL
partner.note text NOT NULL
partner.ended_at timestamp with time zone
partner.created_by uuid
partner.created_at timestamp with time zone NOT NULL
partner.updated_at timestamp with time zone NOT NULL
partner CONSTRAINT partner_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE RESTRICT
partner CONSTRAINT partner_pkey PRIMARY KEY (id)
partner CONSTRAINT partner_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX partner_created_by_index ON public.partner USING btree (created_by)
CREATE INDEX partner_name_key_index ON public.partner USING btree (name_key)
CREATE INDEX partner_unit_id_index ON public.partner USING btree (unit_id)
CREATE UNIQUE INDEX partner_pkey ON public.partner USING btree (id)
partner_delivery.id uuid NOT NULL
partner_delivery.document_id uuid NOT NULL
partner_delivery.partner_id uuid NOT NULL
partner_delivery.sent_on date NOT NULL
partner_delivery.sent_by character varying NOT NULL
partner_delivery.receiver text NOT NULL
partner_delivery.note text NOT NULL
partner_delivery.person_id uuid
partner_delivery.recorded_at timestamp with time zone NOT NULL
partner_delivery CONSTRAINT partner_delivery_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE CASCADE
partner_delivery CONSTRAINT partner_delivery_partner_id_fkey FOREIGN KEY (partner_id) REFERENCES partner(id) ON DELETE RESTRICT
partner_delivery CONSTRAINT partner_delivery_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
partner_delivery CONSTRAINT partner_delivery_pkey PRIMARY KEY (id)
CREATE INDEX partner_delivery_document_id_index ON public.partner_delivery USING btree (document_id)
CREATE INDEX partner_delivery_partner_id_index ON public.partner_delivery USING btree (partner_id)
CREATE INDEX partner_delivery_person_id_index ON public.partner_delivery USING btree (person_id)
CREATE UNIQUE INDEX partner_delivery_pkey ON public.partner_delivery USING btree (id)
password_reset.id uuid NOT NULL
password_reset.token_hash character varying NOT NULL
password_reset.person_id uuid NOT NULL
password_reset.made_by uuid
password_reset.created_at timestamp with time zone NOT NULL
password_reset.expires_at timestamp with time zone NOT NULL
password_reset.used_at timestamp with time zone
password_reset.revoked_at timestamp with time zone
password_reset CONSTRAINT password_reset_made_by_fkey FOREIGN KEY (made_by) REFERENCES person(id) ON DELETE RESTRICT
password_reset CONSTRAINT password_reset_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
password_reset CONSTRAINT password_reset_pkey PRIMARY KEY (id)
password_reset CONSTRAINT password_reset_token_hash_key UNIQUE (token_hash)
CREATE INDEX password_reset_made_by_index ON public.password_reset USING btree (made_by)
CREATE INDEX password_reset_person_id_index ON public.password_reset USING btree (person_id)
CREATE UNIQUE INDEX password_reset_pkey ON public.password_reset USING btree (id)
CREATE UNIQUE INDEX password_reset_token_hash_key ON public.password_reset USING btree (token_hash)
person.id uuid NOT NULL
person.name character varying NOT NULL
person.name_key character varying NOT NULL
person.email character varying NOT NULL
person.phone character varying
person.password_hash character varying
person.is_admin boolean NOT NULL
person.locale character varying
person.theme character varying
person.failed_sign_ins integer NOT NULL
person.locked_until timestamp with time zone
person.created_at timestamp with time zone NOT NULL
person.updated_at timestamp with time zone NOT NULL
person.closed_at timestamp with time zone
person CONSTRAINT person_email_key UNIQUE (email)
person CONSTRAINT person_pkey PRIMARY KEY (id)
CREATE INDEX person_name_key_index ON public.person USING btree (name_key)
CREATE UNIQUE INDEX person_email_key ON public.person USING btree (email)
CREATE UNIQUE INDEX person_pkey ON public.person USING btree (id)
plan.id uuid NOT NULL
plan.unit_id uuid NOT NULL
plan.import_id uuid
plan.subject text NOT NULL
plan.subject_key text NOT NULL
plan.doc_type character varying NOT NULL
plan.number character varying
plan.place character varying
plan.date_printed character varying
plan.issued_on date
plan.year integer
plan.window_printed character varying
plan.starts_on date
plan.ends_on date
plan.state character varying NOT NULL
plan.document text NOT NULL
plan.source text NOT NULL
plan.search_text text NOT NULL
plan.created_by uuid
plan.created_at timestamp with time zone NOT NULL
plan.updated_at timestamp with time zone NOT NULL
plan CONSTRAINT plan_pkey PRIMARY KEY (id)
CREATE INDEX plan_search_text_search_index ON public.plan USING gin (to_tsvector('simple'::regconfig, search_text)) WITH (fastupdate=off)
CREATE INDEX plan_unit_id_index ON public.plan USING btree (unit_id)
CREATE INDEX plan_year_index ON public.plan USING btree (year)
CREATE UNIQUE INDEX plan_pkey ON public.plan USING btree (id)
plan_issuer.id uuid NOT NULL
plan_issuer.plan_id uuid NOT NULL
plan_issuer.position integer NOT NULL
plan_issuer.printed text NOT NULL
plan_issuer.unit_id uuid
plan_issuer CONSTRAINT plan_issuer_pkey PRIMARY KEY (id)
plan_issuer CONSTRAINT plan_issuer_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX plan_issuer_plan_id_index ON public.plan_issuer USING btree (plan_id)
CREATE INDEX plan_issuer_unit_id_index ON public.plan_issuer USING btree (unit_id)
CREATE UNIQUE INDEX plan_issuer_pkey ON public.plan_issuer USING btree (id)
plan_participants.id uuid NOT NULL
plan_participants.plan_id uuid NOT NULL
plan_participants.position integer NOT NULL
plan_participants.first_line integer NOT NULL
plan_participants.last_line integer NOT NULL
plan_participants.session_label character varying
plan_participants.mode character varying
plan_participants.role character varying NOT NULL
plan_participants.members text NOT NULL
plan_participants CONSTRAINT plan_participants_pkey PRIMARY KEY (id)
plan_participants CONSTRAINT plan_participants_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX plan_participants_plan_id_index ON public.plan_participants USING btree (plan_id)
CREATE UNIQUE INDEX plan_participants_pkey ON public.plan_participants USING btree (id)
plan_session.id uuid NOT NULL
plan_session.plan_id uuid NOT NULL
plan_session.position integer NOT NULL
plan_session.first_line integer NOT NULL
plan_session.last_line integer NOT NULL
plan_session.label character varying NOT NULL
plan_session.text text NOT NULL
plan_session.audience text
plan_session.time_printed character varying
plan_session.starts_on date
plan_session.ends_on date
plan_session CONSTRAINT plan_session_pkey PRIMARY KEY (id)
plan_session CONSTRAINT plan_session_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX plan_session_plan_id_index ON public.plan_session USING btree (plan_id)
CREATE UNIQUE INDEX plan_session_pkey ON public.plan_session USING btree (id)
plan_venue.id uuid NOT NULL
plan_venue.plan_id uuid NOT NULL
plan_venue.position integer NOT NULL
plan_venue.first_line integer NOT NULL
plan_venue.last_line integer NOT NULL
plan_venue.session_label character varying
plan_venue.mode character varying
plan_venue.location text
plan_venue.text text NOT NULL
plan_venue CONSTRAINT plan_venue_pkey PRIMARY KEY (id)
plan_venue CONSTRAINT plan_venue_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX plan_venue_plan_id_index ON public.plan_venue USING btree (plan_id)
CREATE UNIQUE INDEX plan_venue_pkey ON public.plan_venue USING btree (id)
post.id uuid NOT NULL
post.person_id uuid NOT NULL
post.unit_id uuid NOT NULL
post.kind character varying NOT NULL
post.title character varying NOT NULL
post.is_main boolean NOT NULL
post.started_at timestamp with time zone NOT NULL
post.ended_at timestamp with time zone
post CONSTRAINT post_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
post CONSTRAINT post_pkey PRIMARY KEY (id)
CREATE INDEX post_person_id_index ON public.post USING btree (person_id)
CREATE INDEX post_unit_id_index ON public.post USING btree (unit_id)
CREATE UNIQUE INDEX post_pkey ON public.post USING btree (id)
rating.id uuid NOT NULL
rating.unit_id uuid NOT NULL
rating.plan_id uuid
rating.name text NOT NULL
rating.state character varying NOT NULL
rating.due_on date
rating.asked character varying NOT NULL
rating.within_id uuid
rating.kinds text NOT NULL
rating.cluster_id uuid
rating.grades text NOT NULL
rating.bonus_max bigint NOT NULL
rating.penalty_max bigint NOT NULL
rating.complaint_days integer NOT NULL
rating.n_to_send integer
rating.n_sent integer NOT NULL
rating.version integer NOT NULL
rating.created_by uuid
rating.created_at timestamp with time zone NOT NULL
rating.updated_at timestamp with time zone NOT NULL
rating.sent_at timestamp with time zone
rating.locked_at timestamp with time zone
rating.published_at timestamp with time zone
rating.document_id uuid
rating.document_at timestamp with time zone
rating.reminded_at timestamp with time zone
rating.soon_told date
rating.late_told date
rating.reason text NOT NULL DEFAULT ''::text
rating CONSTRAINT rating_cluster_id_fkey FOREIGN KEY (cluster_id) REFERENCES cluster(id) ON DELETE SET NULL
rating CONSTRAINT rating_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE RESTRICT
rating CONSTRAINT rating_pkey PRIMARY KEY (id)
rating CONSTRAINT rating_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE SET NULL
rating CONSTRAINT rating_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX rating_cluster_id_index ON public.rating USING btree (cluster_id)
CREATE INDEX rating_created_by_index ON public.rating USING btree (created_by)
CREATE INDEX rating_plan_id_index ON public.rating USING btree (plan_id)
CREATE INDEX rating_unit_id_index ON public.rating USING btree (unit_id)
CREATE UNIQUE INDEX rating_pkey ON public.rating USING btree (id)
rating_criterion.id uuid NOT NULL
rating_criterion.rating_id uuid NOT NULL
rating_criterion.position integer NOT NULL
rating_criterion.heading text NOT NULL
rating_criterion.name text NOT NULL
rating_criterion.kind character varying NOT NULL
rating_criterion.points bigint NOT NULL
rating_criterion.source character varying NOT NULL
rating_criterion.indicator_id uuid
rating_criterion CONSTRAINT rating_criterion_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicator(id) ON DELETE SET NULL
rating_criterion CONSTRAINT rating_criterion_pkey PRIMARY KEY (id)
rating_criterion CONSTRAINT rating_criterion_rating_id_fkey FOREIGN KEY (rating_id) REFERENCES rating(id) ON DELETE CASCADE
CREATE INDEX rating_criterion_indicator_id_index ON public.rating_criterion USING btree (indicator_id)
CREATE INDEX rating_criterion_rating_id_index ON public.rating_criterion USING btree (rating_id)
CREATE UNIQUE INDEX rating_criterion_pkey ON public.rating_criterion USING btree (id)
rating_file.id uuid NOT NULL
rating_file.sheet_id uuid NOT NULL
rating_file.criterion_id uuid
rating_file.person_id uuid
rating_file.name text NOT NULL
rating_file.file character varying NOT NULL
rating_file.kind character varying NOT NULL
rating_file.n_bytes bigint NOT NULL
rating_file.scan character varying NOT NULL
rating_file.found text
rating_file.created_at timestamp with time zone NOT NULL
rating_file.removed_at timestamp with time zone
rating_file CONSTRAINT rating_file_criterion_id_fkey FOREIGN KEY (criterion_id) REFERENCES rating_criterion(id) ON DELETE SET NULL
rating_file CONSTRAINT rating_file_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
rating_file CONSTRAINT rating_file_pkey PRIMARY KEY (id)
rating_file CONSTRAINT rating_file_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES rating_sheet(id) ON DELETE CASCADE
CREATE INDEX rating_file_criterion_id_index ON public.rating_file USING btree (criterion_id)
CREATE INDEX rating_file_person_id_index ON public.rating_file USING btree (person_id)
CREATE INDEX rating_file_sheet_id_index ON public.rating_file USING btree (sheet_id)
CREATE UNIQUE INDEX rating_file_pkey ON public.rating_file USING btree (id)
rating_mark.sheet_id uuid NOT NULL
rating_mark.criterion_id uuid NOT NULL
rating_mark.own bigint
rating_mark.own_words text NOT NULL
rating_mark.own_link text NOT NULL
rating_mark.given bigint
rating_mark.given_words text NOT NULL
rating_mark.data_n bigint
rating_mark.data_of bigint
rating_mark CONSTRAINT rating_mark_criterion_id_fkey FOREIGN KEY (criterion_id) REFERENCES rating_criterion(id) ON DELETE CASCADE
rating_mark CONSTRAINT rating_mark_pkey PRIMARY KEY (sheet_id, criterion_id)
rating_mark CONSTRAINT rating_mark_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES rating_sheet(id) ON DELETE CASCADE
CREATE INDEX rating_mark_criterion_id_index ON public.rating_mark USING btree (criterion_id)
CREATE UNIQUE INDEX rating_mark_pkey ON public.rating_mark USING btree (sheet_id, criterion_id)
rating_sheet.id uuid NOT NULL
rating_sheet.rating_id uuid NOT NULL
rating_sheet.unit_id uuid NOT NULL
rating_sheet.state character varying NOT NULL
rating_sheet.reason text NOT NULL
rating_sheet.version integer NOT NULL
rating_sheet.total bigint
rating_sheet.grade integer
rating_sheet.person_id uuid
rating_sheet.sent_at timestamp with time zone
rating_sheet.decided_at timestamp with time zone
rating_sheet.complaint text NOT NULL
rating_sheet.complained_at timestamp with time zone
rating_sheet.answer text NOT NULL
rating_sheet.answered_at timestamp with time zone
rating_sheet.created_at timestamp with time zone NOT NULL
rating_sheet.updated_at timestamp with time zone NOT NULL
rating_sheet CONSTRAINT rating_sheet_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
rating_sheet CONSTRAINT rating_sheet_pkey PRIMARY KEY (id)
rating_sheet CONSTRAINT rating_sheet_rating_id_fkey FOREIGN KEY (rating_id) REFERENCES rating(id) ON DELETE CASCADE
rating_sheet CONSTRAINT rating_sheet_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX rating_sheet_person_id_index ON public.rating_sheet USING btree (person_id)
CREATE INDEX rating_sheet_rating_id_total_index ON public.rating_sheet USING btree (rating_id, total)
CREATE INDEX rating_sheet_unit_id_index ON public.rating_sheet USING btree (unit_id)
CREATE UNIQUE INDEX rating_sheet_pkey ON public.rating_sheet USING btree (id)
CREATE UNIQUE INDEX rating_sheet_rating_id_unit_id_index ON public.rating_sheet USING btree (rating_id, unit_id)
rating_unit.rating_id uuid NOT NULL
rating_unit.unit_id uuid NOT NULL
rating_unit CONSTRAINT rating_unit_pkey PRIMARY KEY (rating_id, unit_id)
rating_unit CONSTRAINT rating_unit_rating_id_fkey FOREIGN KEY (rating_id) REFERENCES rating(id) ON DELETE CASCADE
rating_unit CONSTRAINT rating_unit_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX rating_unit_unit_id_index ON public.rating_unit USING btree (unit_id)
CREATE UNIQUE INDEX rating_unit_pkey ON public.rating_unit USING btree (rating_id, unit_id)
recipient.id uuid NOT NULL
recipient.plan_id uuid NOT NULL
recipient.position integer NOT NULL
recipient.first_line integer NOT NULL
recipient.last_line integer NOT NULL
recipient.name text NOT NULL
recipient.purpose character varying
recipient.kind character varying NOT NULL
recipient.unit_id uuid
recipient.item character varying
recipient CONSTRAINT recipient_pkey PRIMARY KEY (id)
recipient CONSTRAINT recipient_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX recipient_plan_id_index ON public.recipient USING btree (plan_id)
CREATE INDEX recipient_unit_id_index ON public.recipient USING btree (unit_id)
CREATE UNIQUE INDEX recipient_pkey ON public.recipient USING btree (id)
register.id uuid NOT NULL
register.unit_id uuid NOT NULL
register.way character varying NOT NULL
register.year integer NOT NULL
register.series character varying NOT NULL
register.name text NOT NULL
register.kinds text NOT NULL
register.next_number integer NOT NULL
register.opened_at timestamp with time zone NOT NULL
register.opened_by uuid
register.closed_at timestamp with time zone
register.closed_by uuid
register CONSTRAINT register_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES person(id) ON DELETE RESTRICT
register CONSTRAINT register_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES person(id) ON DELETE RESTRICT
register CONSTRAINT register_pkey PRIMARY KEY (id)
register CONSTRAINT register_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX register_closed_by_index ON public.register USING btree (closed_by)
CREATE INDEX register_opened_by_index ON public.register USING btree (opened_by)
CREATE UNIQUE INDEX register_pkey ON public.register USING btree (id)
CREATE UNIQUE INDEX register_unit_id_way_year_series_index ON public.register USING btree (unit_id, way, year, series)
register_entry.id uuid NOT NULL
register_entry.register_id uuid NOT NULL
register_entry.number integer
register_entry.place integer NOT NULL
register_entry.document_id uuid
register_entry.kind character varying NOT NULL
register_entry.symbol character varying NOT NULL
register_entry.printed text NOT NULL
register_entry.printed_key text NOT NULL
register_entry.issuer text NOT NULL
register_entry.issuer_key text NOT NULL
register_entry.on_day date NOT NULL
register_entry.paper_on date
register_entry.subject text NOT NULL
register_entry.signer text NOT NULL
register_entry.recipients text NOT NULL
register_entry.keeper text NOT NULL
register_entry.copies integer
register_entry.sent_on date
register_entry.receipt text NOT NULL
register_entry.note text NOT NULL
register_entry.due_on date
register_entry.progress text NOT NULL
register_entry.answer text NOT NULL
register_entry.search_text text NOT NULL
register_entry.taken_at timestamp with time zone NOT NULL
register_entry.taken_by uuid
register_entry.voided_at timestamp with time zone
register_entry.voided_by uuid
register_entry.void_reason text
register_entry CONSTRAINT register_entry_pkey PRIMARY KEY (id)
register_entry CONSTRAINT register_entry_register_id_fkey FOREIGN KEY (register_id) REFERENCES register(id) ON DELETE RESTRICT
register_entry CONSTRAINT register_entry_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES person(id) ON DELETE RESTRICT
register_entry CONSTRAINT register_entry_voided_by_fkey FOREIGN KEY (voided_by) REFERENCES person(id) ON DELETE RESTRICT
CREATE INDEX register_entry_document_id_index ON public.register_entry USING btree (document_id)
CREATE INDEX register_entry_printed_key_index ON public.register_entry USING btree (printed_key)
CREATE INDEX register_entry_register_id_place_index ON public.register_entry USING btree (register_id, place)
CREATE INDEX register_entry_search_text_search_index ON public.register_entry USING gin (to_tsvector('simple'::regconfig, search_text)) WITH (fastupdate=off)
CREATE INDEX register_entry_taken_by_index ON public.register_entry USING btree (taken_by)
CREATE INDEX register_entry_voided_by_index ON public.register_entry USING btree (voided_by)
CREATE UNIQUE INDEX register_entry_pkey ON public.register_entry USING btree (id)
CREATE UNIQUE INDEX register_entry_register_id_number_index ON public.register_entry USING btree (register_id, number)
register_mark.unit_id uuid NOT NULL
register_mark.agency character varying NOT NULL
register_mark.part character varying
register_mark.person_id uuid
register_mark.updated_at timestamp with time zone NOT NULL
register_mark CONSTRAINT register_mark_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
register_mark CONSTRAINT register_mark_pkey PRIMARY KEY (unit_id)
register_mark CONSTRAINT register_mark_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX register_mark_person_id_index ON public.register_mark USING btree (person_id)
CREATE UNIQUE INDEX register_mark_pkey ON public.register_mark USING btree (unit_id)
review.id uuid NOT NULL
review.unit_id uuid NOT NULL
review.plan_id uuid
review.about_unit_id uuid
review.kind character varying NOT NULL
review.title text NOT NULL
review.from_on date NOT NULL
review.to_on date NOT NULL
review.snapshot integer NOT NULL
review.texts text NOT NULL
review.revision integer NOT NULL
review.document_id uuid
review.created_by uuid
review.created_at timestamp with time zone NOT NULL
review.updated_at timestamp with time zone NOT NULL
review.counting_at timestamp with time zone
review.n_steps integer NOT NULL DEFAULT 0
review.n_steps_done integer NOT NULL DEFAULT 0
review.count_failed_at timestamp with time zone
review CONSTRAINT review_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id) ON DELETE SET NULL
review CONSTRAINT review_pkey PRIMARY KEY (id)
review CONSTRAINT review_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX review_document_id_index ON public.review USING btree (document_id)
CREATE INDEX review_plan_id_index ON public.review USING btree (plan_id)
CREATE INDEX review_unit_id_index ON public.review USING btree (unit_id)
CREATE UNIQUE INDEX review_pkey ON public.review USING btree (id)
review_record.snapshot_id uuid NOT NULL
review_record.assignment_id uuid NOT NULL
review_record.unit_id uuid NOT NULL
review_record.source_kind character varying NOT NULL
review_record.source_id uuid NOT NULL
review_record.role character varying NOT NULL
review_record.state character varying NOT NULL
review_record.due_on date
review_record.period character varying NOT NULL
review_record.percent integer NOT NULL
review_record.is_late boolean NOT NULL
review_record.n_files integer NOT NULL
review_record.reason text
review_record CONSTRAINT review_record_pkey PRIMARY KEY (snapshot_id, assignment_id)
review_record CONSTRAINT review_record_snapshot_id_fkey FOREIGN KEY (snapshot_id) REFERENCES review_snapshot(id) ON DELETE CASCADE
CREATE INDEX review_record_snapshot_id_source_id_index ON public.review_record USING btree (snapshot_id, source_id)
CREATE INDEX review_record_snapshot_id_unit_id_index ON public.review_record USING btree (snapshot_id, unit_id)
CREATE UNIQUE INDEX review_record_pkey ON public.review_record USING btree (snapshot_id, assignment_id)
review_snapshot.id uuid NOT NULL
review_snapshot.review_id uuid NOT NULL
review_snapshot.no integer NOT NULL
review_snapshot.numbers text NOT NULL
review_snapshot.has_records boolean NOT NULL
review_snapshot.person_id uuid
review_snapshot.taken_at timestamp with time zone NOT NULL
review_snapshot CONSTRAINT review_snapshot_pkey PRIMARY KEY (id)
review_snapshot CONSTRAINT review_snapshot_review_id_fkey FOREIGN KEY (review_id) REFERENCES review(id) ON DELETE CASCADE
CREATE UNIQUE INDEX review_snapshot_pkey ON public.review_snapshot USING btree (id)
CREATE UNIQUE INDEX review_snapshot_review_id_no_index ON public.review_snapshot USING btree (review_id, no)
session.id uuid NOT NULL
session.token_hash character varying NOT NULL
session.person_id uuid NOT NULL
session.user_agent character varying NOT NULL
session.address character varying NOT NULL
session.created_at timestamp with time zone NOT NULL
session.seen_at timestamp with time zone NOT NULL
session.expires_at timestamp with time zone NOT NULL
session CONSTRAINT session_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE CASCADE
session CONSTRAINT session_pkey PRIMARY KEY (id)
session CONSTRAINT session_token_hash_key UNIQUE (token_hash)
CREATE INDEX session_expires_at_index ON public.session USING btree (expires_at)
CREATE INDEX session_person_id_index ON public.session USING btree (person_id)
CREATE UNIQUE INDEX session_pkey ON public.session USING btree (id)
CREATE UNIQUE INDEX session_token_hash_key ON public.session USING btree (token_hash)
setting.name character varying NOT NULL
setting.value text NOT NULL
setting.updated_at timestamp with time zone NOT NULL
setting.updated_by uuid
setting CONSTRAINT setting_pkey PRIMARY KEY (name)
CREATE UNIQUE INDEX setting_pkey ON public.setting USING btree (name)
subtask.id uuid NOT NULL
subtask.assignment_id uuid NOT NULL
subtask.title text NOT NULL
subtask.person_id uuid
subtask.due_on date
subtask.after_id uuid
subtask.created_at timestamp with time zone NOT NULL
subtask.done_at timestamp with time zone
subtask CONSTRAINT subtask_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignment(id) ON DELETE CASCADE
subtask CONSTRAINT subtask_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
subtask CONSTRAINT subtask_pkey PRIMARY KEY (id)
CREATE INDEX subtask_assignment_id_index ON public.subtask USING btree (assignment_id)
CREATE INDEX subtask_person_id_index ON public.subtask USING btree (person_id)
CREATE UNIQUE INDEX subtask_pkey ON public.subtask USING btree (id)
task.id uuid NOT NULL
task.plan_id uuid NOT NULL
task.position integer NOT NULL
task.no character varying
task.title text NOT NULL
task.title_key text NOT NULL
task.group_title text
task.time_printed text
task.starts_on date
task.ends_on date
task.precision character varying NOT NULL
task.product text
task.state character varying NOT NULL
task.first_line integer NOT NULL
task.last_line integer NOT NULL
task.item character varying
task CONSTRAINT task_pkey PRIMARY KEY (id)
task CONSTRAINT task_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX task_plan_id_index ON public.task USING btree (plan_id)
CREATE UNIQUE INDEX task_pkey ON public.task USING btree (id)
task_unit.id uuid NOT NULL
task_unit.plan_id uuid NOT NULL
task_unit.task_id uuid NOT NULL
task_unit.role character varying NOT NULL
task_unit.position integer NOT NULL
task_unit.printed text NOT NULL
task_unit.unit_id uuid
task_unit CONSTRAINT task_unit_pkey PRIMARY KEY (id)
task_unit CONSTRAINT task_unit_task_id_fkey FOREIGN KEY (task_id) REFERENCES task(id) ON DELETE CASCADE
CREATE INDEX task_unit_plan_id_index ON public.task_unit USING btree (plan_id)
CREATE INDEX task_unit_task_id_index ON public.task_unit USING btree (task_id)
CREATE INDEX task_unit_unit_id_index ON public.task_unit USING btree (unit_id)
CREATE UNIQUE INDEX task_unit_pkey ON public.task_unit USING btree (id)
trust_root.id uuid NOT NULL
trust_root.pem text NOT NULL
trust_root.fingerprint character varying NOT NULL
trust_root.subject text NOT NULL
trust_root.issuer text NOT NULL
trust_root.valid_from timestamp with time zone NOT NULL
trust_root.valid_to timestamp with time zone NOT NULL
trust_root.person_id uuid
trust_root.created_at timestamp with time zone NOT NULL
trust_root CONSTRAINT trust_root_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
trust_root CONSTRAINT trust_root_pkey PRIMARY KEY (id)
CREATE INDEX trust_root_person_id_index ON public.trust_root USING btree (person_id)
CREATE UNIQUE INDEX trust_root_fingerprint_index ON public.trust_root USING btree (fingerprint)
CREATE UNIQUE INDEX trust_root_pkey ON public.trust_root USING btree (id)
unit.id uuid NOT NULL
unit.code character varying NOT NULL
unit.kind character varying NOT NULL
unit.area character varying NOT NULL
unit.rank integer NOT NULL
unit.valid_from date
unit.valid_to date
unit.source text NOT NULL
unit.verified boolean NOT NULL
unit.search_text text NOT NULL
unit CONSTRAINT unit_code_key UNIQUE (code)
unit CONSTRAINT unit_pkey PRIMARY KEY (id)
CREATE INDEX unit_kind_area_index ON public.unit USING btree (kind, area)
CREATE INDEX unit_search_text_search_index ON public.unit USING gin (to_tsvector('simple'::regconfig, search_text)) WITH (fastupdate=off)
CREATE INDEX unit_valid_from_valid_to_index ON public.unit USING btree (valid_from, valid_to)
CREATE UNIQUE INDEX unit_code_key ON public.unit USING btree (code)
CREATE UNIQUE INDEX unit_pkey ON public.unit USING btree (id)
unit_alias.id uuid NOT NULL
unit_alias.unit_id uuid NOT NULL
unit_alias.text text NOT NULL
unit_alias.text_key text NOT NULL
unit_alias.verified boolean NOT NULL
unit_alias.person_id uuid
unit_alias.created_at timestamp with time zone NOT NULL
unit_alias CONSTRAINT unit_alias_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
unit_alias CONSTRAINT unit_alias_pkey PRIMARY KEY (id)
unit_alias CONSTRAINT unit_alias_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX unit_alias_text_key_index ON public.unit_alias USING btree (text_key)
CREATE INDEX unit_alias_unit_id_text_key_index ON public.unit_alias USING btree (unit_id, text_key)
CREATE UNIQUE INDEX unit_alias_pkey ON public.unit_alias USING btree (id)
unit_contact.unit_id uuid NOT NULL
unit_contact.email character varying NOT NULL
unit_contact.updated_at timestamp with time zone NOT NULL
unit_contact.updated_by uuid
unit_contact CONSTRAINT unit_contact_pkey PRIMARY KEY (unit_id)
unit_contact CONSTRAINT unit_contact_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
unit_contact CONSTRAINT unit_contact_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES person(id) ON DELETE RESTRICT
CREATE INDEX unit_contact_updated_by_index ON public.unit_contact USING btree (updated_by)
CREATE UNIQUE INDEX unit_contact_pkey ON public.unit_contact USING btree (unit_id)
unit_import.id uuid NOT NULL
unit_import.file_name character varying NOT NULL
unit_import.person_id uuid
unit_import.post_id uuid
unit_import.rows text NOT NULL
unit_import.n_rows integer NOT NULL
unit_import.n_done integer NOT NULL
unit_import.faults text NOT NULL
unit_import.state character varying NOT NULL
unit_import.created_at timestamp with time zone NOT NULL
unit_import.ended_at timestamp with time zone
unit_import CONSTRAINT unit_import_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
unit_import CONSTRAINT unit_import_pkey PRIMARY KEY (id)
CREATE INDEX unit_import_created_at_index ON public.unit_import USING btree (created_at)
CREATE UNIQUE INDEX unit_import_pkey ON public.unit_import USING btree (id)
unit_link.id uuid NOT NULL
unit_link.kind character varying NOT NULL
unit_link.from_id uuid NOT NULL
unit_link.to_id uuid
unit_link.on_day date NOT NULL
unit_link.basis text NOT NULL
unit_link.verified boolean NOT NULL
unit_link CONSTRAINT unit_link_from_id_fkey FOREIGN KEY (from_id) REFERENCES unit(id) ON DELETE RESTRICT
unit_link CONSTRAINT unit_link_pkey PRIMARY KEY (id)
unit_link CONSTRAINT unit_link_to_id_fkey FOREIGN KEY (to_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX unit_link_from_id_index ON public.unit_link USING btree (from_id)
CREATE INDEX unit_link_to_id_index ON public.unit_link USING btree (to_id)
CREATE UNIQUE INDEX unit_link_pkey ON public.unit_link USING btree (id)
unit_name.id uuid NOT NULL
unit_name.unit_id uuid NOT NULL
unit_name.full text NOT NULL
unit_name.full_key text NOT NULL
unit_name.short text NOT NULL
unit_name.valid_from date
unit_name.valid_to date
unit_name CONSTRAINT unit_name_pkey PRIMARY KEY (id)
unit_name CONSTRAINT unit_name_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX unit_name_full_key_bytes_index ON public.unit_name USING btree (full_key COLLATE "C")
CREATE INDEX unit_name_full_key_index ON public.unit_name USING btree (full_key)
CREATE INDEX unit_name_unit_id_index ON public.unit_name USING btree (unit_id)
CREATE UNIQUE INDEX unit_name_pkey ON public.unit_name USING btree (id)
unit_parent.id uuid NOT NULL
unit_parent.unit_id uuid NOT NULL
unit_parent.line character varying NOT NULL
unit_parent.parent_id uuid
unit_parent.valid_from date
unit_parent.valid_to date
unit_parent.is_gap boolean NOT NULL
unit_parent CONSTRAINT unit_parent_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES unit(id) ON DELETE RESTRICT
unit_parent CONSTRAINT unit_parent_pkey PRIMARY KEY (id)
unit_parent CONSTRAINT unit_parent_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX unit_parent_parent_id_line_valid_from_valid_to_index ON public.unit_parent USING btree (parent_id, line, valid_from, valid_to)
CREATE INDEX unit_parent_unit_id_index ON public.unit_parent USING btree (unit_id)
CREATE UNIQUE INDEX unit_parent_pkey ON public.unit_parent USING btree (id)
unit_union.unit_id uuid NOT NULL
unit_union.name text NOT NULL
unit_union.decision_number text NOT NULL
unit_union.decided_on date
unit_union.founding_id uuid
unit_union.created_by uuid
unit_union.created_at timestamp with time zone NOT NULL
unit_union CONSTRAINT unit_union_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id) ON DELETE RESTRICT
unit_union CONSTRAINT unit_union_founding_id_fkey FOREIGN KEY (founding_id) REFERENCES founding(id) ON DELETE SET NULL
unit_union CONSTRAINT unit_union_pkey PRIMARY KEY (unit_id)
unit_union CONSTRAINT unit_union_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id) ON DELETE RESTRICT
CREATE INDEX unit_union_created_by_index ON public.unit_union USING btree (created_by)
CREATE INDEX unit_union_founding_id_index ON public.unit_union USING btree (founding_id)
CREATE UNIQUE INDEX unit_union_pkey ON public.unit_union USING btree (unit_id)
work_draft.assignment_id uuid NOT NULL
work_draft.person_id uuid NOT NULL
work_draft.body text NOT NULL
work_draft.updated_at timestamp with time zone NOT NULL
work_draft CONSTRAINT work_draft_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignment(id) ON DELETE CASCADE
work_draft CONSTRAINT work_draft_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
work_draft CONSTRAINT work_draft_pkey PRIMARY KEY (assignment_id, person_id)
CREATE INDEX work_draft_person_id_index ON public.work_draft USING btree (person_id)
CREATE UNIQUE INDEX work_draft_pkey ON public.work_draft USING btree (assignment_id, person_id)
work_report.id uuid NOT NULL
work_report.assignment_id uuid NOT NULL
work_report.person_id uuid
work_report.is_hand_in boolean NOT NULL
work_report.percent integer NOT NULL
work_report.words text NOT NULL
work_report.figures text NOT NULL
work_report.created_at timestamp with time zone NOT NULL
work_report CONSTRAINT work_report_assignment_id_fkey FOREIGN KEY (assignment_id) REFERENCES assignment(id) ON DELETE CASCADE
work_report CONSTRAINT work_report_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id) ON DELETE RESTRICT
work_report CONSTRAINT work_report_pkey PRIMARY KEY (id)
CREATE INDEX work_report_assignment_id_index ON public.work_report USING btree (assignment_id)
CREATE INDEX work_report_person_id_index ON public.work_report USING btree (person_id)
CREATE UNIQUE INDEX work_report_pkey ON public.work_report USING btree (id)
work_round.source_id uuid NOT NULL
work_round.plan_id uuid NOT NULL
work_round.printed text NOT NULL
work_round.period character varying NOT NULL
work_round.next_on date NOT NULL
work_round.ends_on date
work_round CONSTRAINT work_round_pkey PRIMARY KEY (source_id)
work_round CONSTRAINT work_round_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX work_round_next_on_index ON public.work_round USING btree (next_on)
CREATE INDEX work_round_plan_id_index ON public.work_round USING btree (plan_id)
CREATE UNIQUE INDEX work_round_pkey ON public.work_round USING btree (source_id)
work_sum.unit_id uuid NOT NULL
work_sum.plan_id uuid NOT NULL
work_sum.due_on date NOT NULL
work_sum.state character varying NOT NULL
work_sum.n bigint NOT NULL
work_sum CONSTRAINT work_sum_pkey PRIMARY KEY (unit_id, plan_id, due_on, state)
work_sum CONSTRAINT work_sum_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plan(id) ON DELETE CASCADE
CREATE INDEX work_sum_plan_id_index ON public.work_sum USING btree (plan_id)
CREATE UNIQUE INDEX work_sum_pkey ON public.work_sum USING btree (unit_id, plan_id, due_on, state)
