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
