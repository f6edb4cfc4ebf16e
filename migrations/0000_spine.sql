CREATE TABLE "approval_steps" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"approval_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"act" text COLLATE "C" NOT NULL,
	"by" uuid,
	"acting_for" uuid,
	"comment" text NOT NULL,
	CONSTRAINT "approval_steps_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"partner_id" uuid,
	"title" text NOT NULL,
	"reason" text NOT NULL,
	"proposal" jsonb NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_for" uuid,
	"approver_id" uuid,
	"decider_id" uuid NOT NULL,
	"decided_by" uuid,
	"decided_for" uuid,
	"decided_at" timestamptz(3),
	"expires_at" timestamptz(3),
	CONSTRAINT "approvals_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "approvals_never_own" CHECK ("approvals"."decided_by" IS NULL OR ("approvals"."decided_by" <> "approvals"."asked_by" AND "approvals"."decided_for" IS DISTINCT FROM "approvals"."asked_by")),
	CONSTRAINT "approvals_state" CHECK ("approvals"."state" IN ('drafted','requested','approved','decided','rejected','returned','withdrawn','expired'))
);
--> statement-breakpoint
CREATE TABLE "deputies" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"member_id" uuid NOT NULL,
	"deputy_id" uuid NOT NULL,
	"starts_at" timestamptz(3) NOT NULL,
	"ends_at" timestamptz(3) NOT NULL,
	CONSTRAINT "deputies_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "deputies_never_self" CHECK ("deputies"."member_id" <> "deputies"."deputy_id")
);
--> statement-breakpoint
CREATE TABLE "answer_files" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"request_id" uuid NOT NULL,
	"question_key" text COLLATE "C" NOT NULL,
	"file_id" uuid NOT NULL,
	"name" text NOT NULL,
	"media_type" text COLLATE "C" NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text COLLATE "C" NOT NULL,
	"by_grant" uuid,
	"by_member" uuid,
	"removed_at" timestamptz(3),
	CONSTRAINT "answer_files_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "answer_revisions" (
	"tenant_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"question_key" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"value" jsonb NOT NULL,
	"comment" text NOT NULL,
	"equivalent" boolean NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"by_grant" uuid,
	"by_member" uuid,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "answer_revisions_tenant_id_request_id_question_key_revision_pk" PRIMARY KEY("tenant_id","request_id","question_key","revision")
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"tenant_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"question_key" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"value" jsonb NOT NULL,
	"comment" text NOT NULL,
	"equivalent" boolean NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"by_grant" uuid,
	"by_member" uuid,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "answers_tenant_id_request_id_question_key_pk" PRIMARY KEY("tenant_id","request_id","question_key"),
	CONSTRAINT "answers_source" CHECK ("answers"."source" IN ('typed','typed-for','excel','prefilled'))
);
--> statement-breakpoint
CREATE TABLE "submissions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"request_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"frozen" jsonb NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"by_grant" uuid,
	"by_member" uuid,
	CONSTRAINT "submissions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "submissions_no" UNIQUE("tenant_id","request_id","no")
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"request_id" uuid NOT NULL,
	"contact_id" uuid,
	"parent_id" uuid,
	"role" text COLLATE "C" NOT NULL,
	"sections" jsonb,
	"name" text NOT NULL,
	"address" text,
	"lang" text COLLATE "C" NOT NULL,
	"token_hash" text COLLATE "C" NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"revoked_at" timestamptz(3),
	"opened_at" timestamptz(3),
	CONSTRAINT "grants_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "grants_token" UNIQUE("tenant_id","token_hash"),
	CONSTRAINT "grants_role" CHECK (("grants"."role" = 'delegate') = ("grants"."parent_id" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "otps" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"request_id" uuid NOT NULL,
	"grant_id" uuid NOT NULL,
	"hmac" text COLLATE "C" NOT NULL,
	"via" text COLLATE "C" NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"used_at" timestamptz(3),
	CONSTRAINT "otps_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "otps_tries" CHECK ("otps"."tries" BETWEEN 0 AND 5)
);
--> statement-breakpoint
CREATE TABLE "portal_sessions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"request_id" uuid NOT NULL,
	"grant_id" uuid NOT NULL,
	"token_hash" text COLLATE "C" NOT NULL,
	"user_agent" text NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"revoked_at" timestamptz(3),
	CONSTRAINT "portal_sessions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "portal_sessions_token" UNIQUE("tenant_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "question_sets" (
	"tenant_id" uuid NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"checklist" text COLLATE "C" NOT NULL,
	"checklist_version" integer NOT NULL,
	"set" text COLLATE "C" NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "question_sets_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"no" integer NOT NULL,
	"partner_id" uuid NOT NULL,
	"set" text COLLATE "C" NOT NULL,
	"question_set_id" text COLLATE "C",
	"level" integer,
	"level_version" integer NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"necessity" text NOT NULL,
	"scope" text NOT NULL,
	"method" text NOT NULL,
	"deadline" date,
	"deadline_id" uuid,
	"equivalent_accepted" boolean NOT NULL,
	"help_offered" text NOT NULL,
	"review_reason" text NOT NULL,
	"contact_id" uuid,
	"contact" jsonb NOT NULL,
	"owner_id" uuid NOT NULL,
	"lang" text COLLATE "C" NOT NULL,
	"tz" text COLLATE "C" NOT NULL,
	"portal_url" text COLLATE "C" NOT NULL,
	"delivery" text COLLATE "C" NOT NULL,
	"failure" text COLLATE "C",
	"previous" jsonb NOT NULL,
	"shown" integer DEFAULT 0 NOT NULL,
	"answered" integer DEFAULT 0 NOT NULL,
	"percent" integer DEFAULT 0 NOT NULL,
	"submission_no" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamptz(3),
	"opened_at" timestamptz(3),
	"submitted_at" timestamptz(3),
	"closed_at" timestamptz(3),
	"return_words" text DEFAULT '' NOT NULL,
	CONSTRAINT "requests_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "requests_no" UNIQUE("tenant_id","no"),
	CONSTRAINT "requests_state" CHECK ("requests"."state" IN ('draft','sending','open','submitted','returned','confirmed','cancelled')),
	CONSTRAINT "requests_delivery" CHECK ("requests"."delivery" IN ('none','queued','sent','failed','letter')),
	CONSTRAINT "requests_snapshot" CHECK ("requests"."state" IN ('draft','cancelled') OR "requests"."question_set_id" IS NOT NULL)
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"request_id" uuid NOT NULL,
	"question_key" text COLLATE "C",
	"audience" text COLLATE "C" NOT NULL,
	"topic" text COLLATE "C" NOT NULL,
	"text" text NOT NULL,
	"by_grant" uuid,
	"by_member" uuid,
	"by_name" text NOT NULL,
	CONSTRAINT "comments_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "comments_audience" CHECK ("comments"."audience" IN ('internal','partner')),
	CONSTRAINT "comments_one_author" CHECK (("comments"."by_grant" IS NULL) <> ("comments"."by_member" IS NULL))
);
--> statement-breakpoint
CREATE TABLE "item_stats" (
	"tenant_id" uuid NOT NULL,
	"question_set_id" text COLLATE "C" NOT NULL,
	"question_key" text COLLATE "C" NOT NULL,
	"done" integer NOT NULL,
	"partly" integer NOT NULL,
	"not" integer NOT NULL,
	"na" integer NOT NULL,
	"unanswered" integer NOT NULL,
	"evidenced" integer NOT NULL,
	CONSTRAINT "item_stats_tenant_id_question_set_id_question_key_pk" PRIMARY KEY("tenant_id","question_set_id","question_key")
);
--> statement-breakpoint
CREATE TABLE "results" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"partner_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"question_set_id" text COLLATE "C" NOT NULL,
	"item_set" text COLLATE "C" NOT NULL,
	"score_num" integer,
	"score_den" integer,
	"score_bp" integer,
	"band" text COLLATE "C",
	"band_by_score" text COLLATE "C",
	"capped_by" jsonb NOT NULL,
	"breakdown" jsonb NOT NULL,
	"steps" jsonb NOT NULL,
	"change" jsonb NOT NULL,
	"words" jsonb,
	"many_not_applicable" boolean NOT NULL,
	"level" integer,
	"rule_version" integer NOT NULL,
	"confirmed_on" date NOT NULL,
	"next_due" date,
	"next_due_provisional" boolean NOT NULL,
	"confirmed_by" uuid NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "results_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "results_request" UNIQUE("tenant_id","request_id"),
	CONSTRAINT "results_score" CHECK (("results"."score_num" IS NULL) = ("results"."score_den" IS NULL) AND "results"."score_den" <> 0)
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"tenant_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"submission_no" integer NOT NULL,
	"question_key" text COLLATE "C" NOT NULL,
	"answer_revision" integer NOT NULL,
	"decision" text COLLATE "C" NOT NULL,
	"comment" text NOT NULL,
	"until" date,
	"by" uuid,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "reviews_tenant_id_request_id_submission_no_question_key_pk" PRIMARY KEY("tenant_id","request_id","submission_no","question_key"),
	CONSTRAINT "reviews_decision" CHECK ("reviews"."decision" IN ('accepted','partly','equivalent','returned')),
	CONSTRAINT "reviews_until" CHECK (("reviews"."decision" = 'equivalent') = ("reviews"."until" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "catalog_versions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"no" integer NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"effective_from" date NOT NULL,
	"content" jsonb NOT NULL,
	"content_hash" text COLLATE "C" NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"shipped_no" integer,
	"based_on" uuid,
	"source" text NOT NULL,
	"published_by" uuid,
	CONSTRAINT "catalog_versions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "catalog_versions_no" UNIQUE("tenant_id","kind","key","no"),
	CONSTRAINT "catalog_versions_status" CHECK ("catalog_versions"."status" IN ('draft','published','retired')),
	CONSTRAINT "catalog_versions_origin" CHECK ("catalog_versions"."origin" IN ('shipped','own'))
);
--> statement-breakpoint
CREATE TABLE "clock_due" (
	"tenant_id" uuid NOT NULL,
	"earliest" timestamptz(3),
	CONSTRAINT "clock_due_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "clock_heartbeats" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deadline_steps" (
	"tenant_id" uuid NOT NULL,
	"deadline_id" uuid NOT NULL,
	"step_no" integer NOT NULL,
	"planned_at" timestamptz(3) NOT NULL,
	"performed_at" timestamptz(3) NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"late" boolean NOT NULL,
	CONSTRAINT "deadline_steps_tenant_id_deadline_id_step_no_pk" PRIMARY KEY("tenant_id","deadline_id","step_no"),
	CONSTRAINT "deadline_steps_outcome" CHECK ("deadline_steps"."outcome" IN ('performed','collapsed','skipped'))
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"cycle_key" text COLLATE "C" NOT NULL,
	"stream" text COLLATE "C" NOT NULL,
	"partner_id" uuid,
	"unit_id" uuid,
	"owner_id" uuid,
	"awareness_at" timestamptz(3),
	"opens_at" timestamptz(3) NOT NULL,
	"starts_from" text COLLATE "C" NOT NULL,
	"due_at" timestamptz(3) NOT NULL,
	"due_local" date,
	"tz" text COLLATE "C" NOT NULL,
	"calendar_version" text COLLATE "C" NOT NULL,
	"rule" jsonb NOT NULL,
	"steps" jsonb NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"next_step_no" integer,
	"next_step_at" timestamptz(3),
	"attempts" integer DEFAULT 0 NOT NULL,
	"parked_at" timestamptz(3),
	"closed_at" timestamptz(3),
	"close_reason" text,
	CONSTRAINT "deadlines_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "deadlines_cycle" UNIQUE("tenant_id","kind","subject_type","subject_id","cycle_key"),
	CONSTRAINT "deadlines_state" CHECK ("deadlines"."state" IN ('scheduled','open','overdue','paused','done','cancelled'))
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"engagement_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"asset" text NOT NULL,
	"direction" text COLLATE "C" NOT NULL,
	"always_on" boolean NOT NULL,
	"controls" text NOT NULL,
	"access" text COLLATE "C" NOT NULL,
	CONSTRAINT "connections_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "engagements" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"partner_id" uuid NOT NULL,
	"merge_id" uuid,
	"unit_id" uuid,
	"purpose" text NOT NULL,
	"services" text NOT NULL,
	"contract_ref" text NOT NULL,
	"period_start" date,
	"period_end" date,
	"state" text COLLATE "C" NOT NULL,
	"yearly_fee" bigint,
	"data_classes" jsonb,
	"data_volume" text COLLATE "C",
	"personal_data_count" integer,
	"on_partner_systems" boolean,
	"connections_known" boolean NOT NULL,
	"overseas" jsonb,
	"answers" jsonb NOT NULL,
	"level" integer,
	"impact" integer,
	"likelihood" integer,
	"impact_points" integer,
	"likelihood_points" integer,
	"rating" jsonb,
	"policy_version_id" uuid,
	"rated_at" timestamptz(3),
	CONSTRAINT "engagements_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "engagements_state" CHECK ("engagements"."state" IN ('planned','live','ended')),
	CONSTRAINT "engagements_period_order" CHECK ("engagements"."period_start" IS NULL OR "engagements"."period_end" IS NULL OR "engagements"."period_start" <= "engagements"."period_end")
);
--> statement-breakpoint
CREATE TABLE "overrides" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"partner_id" uuid NOT NULL,
	"level" integer NOT NULL,
	"reason" text NOT NULL,
	"expires_on" date NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"approval_id" uuid,
	"asked_by" uuid NOT NULL,
	"approved_by" uuid,
	"ended_at" timestamptz(3),
	"ended_because" text COLLATE "C",
	CONSTRAINT "overrides_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "overrides_level" CHECK ("overrides"."level" BETWEEN 0 AND 4),
	CONSTRAINT "overrides_never_own" CHECK ("overrides"."approved_by" IS NULL OR "overrides"."approved_by" <> "overrides"."asked_by")
);
--> statement-breakpoint
CREATE TABLE "rerating_chunks" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rerating_id" uuid NOT NULL,
	"from_partner" uuid NOT NULL,
	"until_partner" uuid NOT NULL,
	"done_at" timestamptz(3),
	"partners" integer,
	"moved" integer,
	CONSTRAINT "rerating_chunks_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "reratings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"policy_version_id" uuid NOT NULL,
	"chunks" integer NOT NULL,
	CONSTRAINT "reratings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "triage_answers" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"partner_id" uuid NOT NULL,
	"connected" boolean,
	"sensitive_data" boolean,
	"stops_within_day" boolean,
	"answered_by" uuid,
	"merge_id" uuid,
	CONSTRAINT "triage_answers_tenant_id_partner_id_pk" PRIMARY KEY("tenant_id","partner_id")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"name" text NOT NULL,
	"media_type" text COLLATE "C" NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text COLLATE "C" NOT NULL,
	"wrapped_key" text NOT NULL,
	"uploaded_by" text COLLATE "C" NOT NULL,
	"attached_at" timestamptz(3),
	"owner_type" text COLLATE "C",
	"owner_id" uuid,
	CONSTRAINT "files_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_changes" (
	"tenant_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"contact_ids" jsonb NOT NULL,
	"results" jsonb NOT NULL,
	CONSTRAINT "import_changes_tenant_id_import_id_partner_id_pk" PRIMARY KEY("tenant_id","import_id","partner_id")
);
--> statement-breakpoint
CREATE TABLE "import_findings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"import_id" uuid NOT NULL,
	"partner_id" uuid,
	"row" integer,
	"kind" text COLLATE "C" NOT NULL,
	"detail" jsonb NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	CONSTRAINT "import_findings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"fingerprint" text COLLATE "C" NOT NULL,
	"mapping" jsonb NOT NULL,
	CONSTRAINT "import_mappings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "import_mappings_headings" UNIQUE("tenant_id","kind","fingerprint")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"tenant_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"troubled" boolean NOT NULL,
	"partner_id" uuid,
	"made_id" uuid,
	"shown" jsonb NOT NULL,
	"doubt" text COLLATE "C",
	"candidates" jsonb NOT NULL,
	"decision" jsonb,
	"notes" jsonb NOT NULL,
	CONSTRAINT "import_rows_tenant_id_import_id_number_pk" PRIMARY KEY("tenant_id","import_id","number")
);
--> statement-breakpoint
CREATE TABLE "import_sheets" (
	"tenant_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"hidden" boolean NOT NULL,
	"row_count" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "import_sheets_tenant_id_import_id_position_pk" PRIMARY KEY("tenant_id","import_id","position")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text COLLATE "C" NOT NULL,
	"encoding" text COLLATE "C",
	"sheet" integer NOT NULL,
	"columns" jsonb NOT NULL,
	"mapping" jsonb NOT NULL,
	"remembered" boolean NOT NULL,
	"fingerprint" text COLLATE "C" NOT NULL,
	"counts" jsonb NOT NULL,
	"skipped" jsonb NOT NULL,
	"notes" jsonb NOT NULL,
	"milliseconds" integer NOT NULL,
	"troubled_rows" integer NOT NULL,
	"created_by" uuid,
	"committed_at" timestamptz(3),
	"undone_at" timestamptz(3),
	"undo_notes" jsonb NOT NULL,
	CONSTRAINT "imports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "imports_state" CHECK ("imports"."state" IN ('preview','committed','undone'))
);
--> statement-breakpoint
CREATE TABLE "prior_results" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"partner_id" uuid NOT NULL,
	"assessed_on" date NOT NULL,
	"precision" text COLLATE "C" NOT NULL,
	"score_bp" integer NOT NULL,
	"import_id" uuid,
	CONSTRAINT "prior_results_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "prior_results_day" UNIQUE("tenant_id","partner_id","assessed_on"),
	CONSTRAINT "prior_results_score" CHECK ("prior_results"."score_bp" BETWEEN 0 AND 10000)
);
--> statement-breakpoint
CREATE TABLE "acknowledgements" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"matter_type" text COLLATE "C" NOT NULL,
	"matter_id" uuid NOT NULL,
	"person_type" text COLLATE "C" NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"via" text COLLATE "C" NOT NULL,
	CONSTRAINT "acknowledgements_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "acknowledgements_once" UNIQUE("tenant_id","matter_type","matter_id","person_type","person_id")
);
--> statement-breakpoint
CREATE TABLE "mail_settings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"host" text COLLATE "C" NOT NULL,
	"port" integer NOT NULL,
	"security" text COLLATE "C" NOT NULL,
	"username" text,
	"sealed_password" text,
	"certificate_authority" text,
	"from_name" text NOT NULL,
	"from_address" text COLLATE "C" NOT NULL,
	"reply_to" text COLLATE "C",
	"rate_per_minute" integer NOT NULL,
	CONSTRAINT "mail_settings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "mail_settings_one" UNIQUE("tenant_id"),
	CONSTRAINT "mail_settings_security" CHECK ("mail_settings"."security" IN ('tls','starttls','none'))
);
--> statement-breakpoint
CREATE TABLE "message_attempts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"message_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"outcome" text COLLATE "C" NOT NULL,
	"response" text NOT NULL,
	CONSTRAINT "message_attempts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "message_attempts_no" UNIQUE("tenant_id","message_id","no"),
	CONSTRAINT "message_attempts_outcome" CHECK ("message_attempts"."outcome" IN ('accepted','temporary','permanent','unknown'))
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"notice_id" uuid NOT NULL,
	"is_drill" boolean NOT NULL,
	"partner_id" uuid,
	"recipient_type" text COLLATE "C" NOT NULL,
	"recipient_id" uuid NOT NULL,
	"channel" text COLLATE "C" NOT NULL,
	"address" text NOT NULL,
	"lang" text COLLATE "C" NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"dedupe_key" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"send_after" timestamptz(3) NOT NULL,
	"give_up_at" timestamptz(3) NOT NULL,
	"lease_until" timestamptz(3),
	"lease_no" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"correlation" text COLLATE "C" NOT NULL,
	"message_id" text COLLATE "C",
	"sent_at" timestamptz(3),
	"failure" text COLLATE "C",
	CONSTRAINT "messages_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "messages_once" UNIQUE("tenant_id","dedupe_key"),
	CONSTRAINT "messages_message_id" UNIQUE("tenant_id","message_id"),
	CONSTRAINT "messages_state" CHECK ("messages"."state" IN ('pending','sending','sent','delivered','failed','cancelled')),
	CONSTRAINT "messages_lease" CHECK (("messages"."state" = 'sending') = ("messages"."lease_until" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"matter_type" text COLLATE "C" NOT NULL,
	"matter_id" uuid NOT NULL,
	"template" text COLLATE "C" NOT NULL,
	"template_version" integer NOT NULL,
	"created_by" text COLLATE "C" NOT NULL,
	"incident_id" uuid,
	"is_drill" boolean NOT NULL,
	CONSTRAINT "notices_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "notices_drill" UNIQUE("tenant_id","id","is_drill")
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"member_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" text COLLATE "C" NOT NULL,
	"expires_at" timestamptz(3),
	"last_used_at" timestamptz(3),
	"revoked_at" timestamptz(3),
	CONSTRAINT "api_tokens_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "api_tokens_token" UNIQUE("tenant_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	CONSTRAINT "assignments_tenant_id_member_id_partner_id_pk" PRIMARY KEY("tenant_id","member_id","partner_id")
);
--> statement-breakpoint
CREATE TABLE "login_directory" (
	"email_hash" text COLLATE "C" NOT NULL,
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"needs_second_factor" boolean NOT NULL,
	CONSTRAINT "login_directory_email_hash_tenant_id_pk" PRIMARY KEY("email_hash","tenant_id")
);
--> statement-breakpoint
CREATE TABLE "member_roles" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"member_id" uuid NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"scope_kind" text COLLATE "C" NOT NULL,
	"unit_id" uuid,
	CONSTRAINT "member_roles_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "member_roles_once" UNIQUE NULLS NOT DISTINCT("tenant_id","member_id","role","scope_kind","unit_id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"email_norm" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"reading" text NOT NULL,
	"locale" text COLLATE "C" NOT NULL,
	"tz" text COLLATE "C" NOT NULL,
	"password_hash" text NOT NULL,
	"totp_secret" text,
	"totp_pending" text,
	"totp_confirmed_at" timestamptz(3),
	"totp_last_step" integer,
	"status" text COLLATE "C" NOT NULL,
	CONSTRAINT "members_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "members_email" UNIQUE("tenant_id","email_norm")
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"member_id" uuid NOT NULL,
	"code_hash" text COLLATE "C" NOT NULL,
	"used_at" timestamptz(3),
	CONSTRAINT "recovery_codes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"member_id" uuid NOT NULL,
	"token_hash" text COLLATE "C" NOT NULL,
	"user_agent" text NOT NULL,
	"last_seen_at" timestamptz(3) NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"revoked_at" timestamptz(3),
	CONSTRAINT "sessions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "sessions_token" UNIQUE("tenant_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"slug" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"tz" text COLLATE "C" NOT NULL,
	"locale" text COLLATE "C" NOT NULL,
	"fiscal_month" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	CONSTRAINT "tenants_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "throttles" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "units" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"tz" text COLLATE "C" NOT NULL,
	"calendar" text COLLATE "C" NOT NULL,
	CONSTRAINT "units_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "units_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
CREATE TABLE "intake_links" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"label" text NOT NULL,
	"unit_id" uuid,
	"token_hash" text COLLATE "C" NOT NULL,
	"expires_at" timestamptz(3) NOT NULL,
	"revoked_at" timestamptz(3),
	"created_by" uuid NOT NULL,
	CONSTRAINT "intake_links_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "intake_links_token" UNIQUE("tenant_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "intake_requests" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"link_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"asked_by" text NOT NULL,
	"purpose" text NOT NULL,
	"connected" boolean,
	"sensitive_data" boolean,
	"stops_within_day" boolean,
	CONSTRAINT "intake_requests_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "partner_merges" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"kept_id" uuid NOT NULL,
	"gone_id" uuid NOT NULL,
	"kept_before" jsonb NOT NULL,
	"kept_after" jsonb NOT NULL,
	"gone_before" jsonb NOT NULL,
	"moved" jsonb NOT NULL,
	"merged_by" uuid,
	"undone_at" timestamptz(3),
	CONSTRAINT "partner_merges_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "partner_notes" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"partner_id" uuid NOT NULL,
	"member_id" uuid,
	"body" text NOT NULL,
	CONSTRAINT "partner_notes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"partner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"department" text NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"email" text COLLATE "C",
	"phone" text COLLATE "C",
	"phone_text" text DEFAULT '' NOT NULL,
	"lang" text COLLATE "C" NOT NULL,
	"tz" text COLLATE "C" NOT NULL,
	"revoked_at" timestamptz(3),
	CONSTRAINT "contacts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "contacts_reachable" CHECK ("contacts"."email" IS NOT NULL OR "contacts"."phone" IS NOT NULL)
);
--> statement-breakpoint
CREATE TABLE "partner_current" (
	"tenant_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"stage" text COLLATE "C" NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"level_computed" integer,
	"level_effective" integer,
	"provisional" boolean NOT NULL,
	"override_id" uuid,
	"impact" integer,
	"likelihood" integer,
	"maturity" integer,
	"score_bp" integer,
	"assessment_state" text COLLATE "C" NOT NULL,
	"next_due" date,
	"answer_due" date,
	"country" text COLLATE "C" NOT NULL,
	"connection_bits" integer DEFAULT 0 NOT NULL,
	"unit_id" uuid,
	"level_rank" integer GENERATED ALWAYS AS (4 - coalesce(level_effective, -1)) STORED NOT NULL,
	"due_on" date GENERATED ALWAYS AS (least(coalesce(answer_due, DATE '9999-12-31'), coalesce(next_due, DATE '9999-12-31'))) STORED NOT NULL,
	CONSTRAINT "partner_current_tenant_id_partner_id_pk" PRIMARY KEY("tenant_id","partner_id")
);
--> statement-breakpoint
CREATE TABLE "partner_evidence" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"partner_id" uuid NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"grade" text COLLATE "C" NOT NULL,
	"number" text NOT NULL,
	"scope" text NOT NULL,
	"policy_url" text NOT NULL,
	"effective_on" date,
	"expires_on" date,
	"checked_on" date,
	"checked_by" uuid,
	"file_id" uuid,
	CONSTRAINT "partner_evidence_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "partner_search" (
	"tenant_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"grams" text[] NOT NULL,
	CONSTRAINT "partner_search_tenant_id_partner_id_pk" PRIMARY KEY("tenant_id","partner_id")
);
--> statement-breakpoint
CREATE TABLE "partner_tags" (
	"tenant_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"tag" text COLLATE "C" NOT NULL,
	CONSTRAINT "partner_tags_tenant_id_partner_id_tag_pk" PRIMARY KEY("tenant_id","partner_id","tag")
);
--> statement-breakpoint
CREATE TABLE "partner_units" (
	"tenant_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"unit_id" uuid NOT NULL,
	CONSTRAINT "partner_units_tenant_id_partner_id_unit_id_pk" PRIMARY KEY("tenant_id","partner_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "partners" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"code" text COLLATE "C",
	"name" text NOT NULL,
	"reading" text NOT NULL,
	"name_en" text NOT NULL,
	"former_names" jsonb NOT NULL,
	"corporate_number" text COLLATE "C",
	"country" text COLLATE "C" NOT NULL,
	"postal_code" text COLLATE "C" NOT NULL,
	"address" text NOT NULL,
	"industry" text COLLATE "C",
	"industry_note" text NOT NULL,
	"employees" integer,
	"capital_yen" bigint,
	"kind" text COLLATE "C" NOT NULL,
	"stage" text COLLATE "C" NOT NULL,
	"website" text NOT NULL,
	"tags" jsonb NOT NULL,
	"sort_key" text COLLATE "C" NOT NULL,
	"matching_key" text COLLATE "C" NOT NULL,
	"variant_key" text COLLATE "C" NOT NULL,
	"archived_at" timestamptz(3),
	"merged_into" uuid,
	CONSTRAINT "partners_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "partners_code" UNIQUE("tenant_id","code"),
	CONSTRAINT "partners_stage" CHECK ("partners"."stage" IN ('candidate','contracted','ending','archived'))
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"member_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"shared" boolean NOT NULL,
	CONSTRAINT "saved_views_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "saved_views_name" UNIQUE("tenant_id","member_id","name")
);
--> statement-breakpoint
CREATE TABLE "subcontracts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"partner_id" uuid NOT NULL,
	"subcontractor_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	CONSTRAINT "subcontracts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "subcontracts_edge" UNIQUE("tenant_id","partner_id","subcontractor_id"),
	CONSTRAINT "subcontracts_not_self" CHECK ("subcontracts"."partner_id" <> "subcontracts"."subcontractor_id")
);
--> statement-breakpoint
CREATE TABLE "timeline_entries" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamptz(3) NOT NULL,
	"updated_at" timestamptz(3) NOT NULL,
	"partner_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"event" text COLLATE "C" NOT NULL,
	"params" jsonb NOT NULL,
	"subject_type" text COLLATE "C",
	"subject_id" uuid,
	"by" uuid,
	CONSTRAINT "timeline_entries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "handled_events" (
	"tenant_id" uuid NOT NULL,
	"handler" text COLLATE "C" NOT NULL,
	"event_id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "handled_events_tenant_id_handler_event_id_pk" PRIMARY KEY("tenant_id","handler","event_id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"tenant_id" uuid NOT NULL,
	"actor" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer NOT NULL,
	"response" jsonb,
	"at" timestamptz(3) NOT NULL,
	CONSTRAINT "idempotency_keys_tenant_id_actor_key_pk" PRIMARY KEY("tenant_id","actor","key")
);
--> statement-breakpoint
CREATE TABLE "ledger_checkpoints" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"heads" text NOT NULL,
	"signature" text NOT NULL,
	CONSTRAINT "ledger_checkpoints_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "ledger_details" (
	"tenant_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"salt" text NOT NULL,
	"detail" text,
	"erased_at" timestamptz(3),
	CONSTRAINT "ledger_details_tenant_id_entry_id_pk" PRIMARY KEY("tenant_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"stream" text COLLATE "C" NOT NULL,
	"seq" bigint NOT NULL,
	"segment" text COLLATE "C" NOT NULL,
	"at" timestamptz(3) NOT NULL,
	"actor" text COLLATE "C" NOT NULL,
	"event" text COLLATE "C" NOT NULL,
	"subject_type" text COLLATE "C" NOT NULL,
	"subject_id" uuid NOT NULL,
	"body" text NOT NULL,
	"detail_hash" text NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_entries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "ledger_entries_link" UNIQUE("tenant_id","stream","seq")
);
--> statement-breakpoint
CREATE TABLE "ledger_heads" (
	"tenant_id" uuid NOT NULL,
	"stream" text COLLATE "C" NOT NULL,
	"segment" text COLLATE "C" NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "ledger_heads_tenant_id_stream_pk" PRIMARY KEY("tenant_id","stream")
);
--> statement-breakpoint
CREATE TABLE "ledger_segments" (
	"tenant_id" uuid NOT NULL,
	"stream" text COLLATE "C" NOT NULL,
	"segment" text COLLATE "C" NOT NULL,
	"last_seq" bigint NOT NULL,
	"last_hash" text NOT NULL,
	"closed_at" timestamptz(3) NOT NULL,
	CONSTRAINT "ledger_segments_tenant_id_stream_segment_pk" PRIMARY KEY("tenant_id","stream","segment")
);
--> statement-breakpoint
ALTER TABLE "approval_steps" ADD CONSTRAINT "approval_steps_tenant_id_approval_id_approvals_tenant_id_id_fk" FOREIGN KEY ("tenant_id","approval_id") REFERENCES "public"."approvals"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_tenant_id_asked_by_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","asked_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_tenant_id_approver_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","approver_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_tenant_id_decider_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","decider_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_tenant_id_decided_by_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","decided_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_tenant_id_member_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_tenant_id_deputy_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","deputy_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_files" ADD CONSTRAINT "answer_files_tenant_id_request_id_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_revisions" ADD CONSTRAINT "answer_revisions_tenant_id_request_id_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_tenant_id_request_id_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_tenant_id_request_id_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_tenant_id_request_id_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_tenant_id_contact_id_contacts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."contacts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_tenant_id_parent_id_grants_tenant_id_id_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."grants"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "otps" ADD CONSTRAINT "otps_tenant_id_grant_id_grants_tenant_id_id_fk" FOREIGN KEY ("tenant_id","grant_id") REFERENCES "public"."grants"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_sessions" ADD CONSTRAINT "portal_sessions_tenant_id_grant_id_grants_tenant_id_id_fk" FOREIGN KEY ("tenant_id","grant_id") REFERENCES "public"."grants"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_tenant_id_contact_id_contacts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."contacts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_tenant_id_owner_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_tenant_id_question_set_id_question_sets_tenant_id_id_fk" FOREIGN KEY ("tenant_id","question_set_id") REFERENCES "public"."question_sets"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_tenant_id_request_id_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_stats" ADD CONSTRAINT "item_stats_tenant_id_question_set_id_question_sets_tenant_id_id_fk" FOREIGN KEY ("tenant_id","question_set_id") REFERENCES "public"."question_sets"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_tenant_id_request_id_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_tenant_id_question_set_id_question_sets_tenant_id_id_fk" FOREIGN KEY ("tenant_id","question_set_id") REFERENCES "public"."question_sets"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "results" ADD CONSTRAINT "results_tenant_id_confirmed_by_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","confirmed_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_tenant_id_request_id_requests_tenant_id_id_fk" FOREIGN KEY ("tenant_id","request_id") REFERENCES "public"."requests"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_tenant_id_by_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadline_steps" ADD CONSTRAINT "deadline_steps_tenant_id_deadline_id_deadlines_tenant_id_id_fk" FOREIGN KEY ("tenant_id","deadline_id") REFERENCES "public"."deadlines"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_tenant_id_engagement_id_engagements_tenant_id_id_fk" FOREIGN KEY ("tenant_id","engagement_id") REFERENCES "public"."engagements"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_tenant_id_unit_id_units_tenant_id_id_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."units"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_tenant_id_merge_id_partner_merges_tenant_id_id_fk" FOREIGN KEY ("tenant_id","merge_id") REFERENCES "public"."partner_merges"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engagements" ADD CONSTRAINT "engagements_tenant_id_policy_version_id_catalog_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","policy_version_id") REFERENCES "public"."catalog_versions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_tenant_id_approval_id_approvals_tenant_id_id_fk" FOREIGN KEY ("tenant_id","approval_id") REFERENCES "public"."approvals"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_tenant_id_asked_by_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","asked_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_tenant_id_approved_by_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","approved_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rerating_chunks" ADD CONSTRAINT "rerating_chunks_tenant_id_rerating_id_reratings_tenant_id_id_fk" FOREIGN KEY ("tenant_id","rerating_id") REFERENCES "public"."reratings"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reratings" ADD CONSTRAINT "reratings_tenant_id_policy_version_id_catalog_versions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","policy_version_id") REFERENCES "public"."catalog_versions"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triage_answers" ADD CONSTRAINT "triage_answers_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triage_answers" ADD CONSTRAINT "triage_answers_tenant_id_answered_by_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","answered_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triage_answers" ADD CONSTRAINT "triage_answers_tenant_id_merge_id_partner_merges_tenant_id_id_fk" FOREIGN KEY ("tenant_id","merge_id") REFERENCES "public"."partner_merges"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_tenant_id_import_id_imports_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."imports"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_findings" ADD CONSTRAINT "import_findings_tenant_id_import_id_imports_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."imports"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_findings" ADD CONSTRAINT "import_findings_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_tenant_id_import_id_imports_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."imports"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_sheets" ADD CONSTRAINT "import_sheets_tenant_id_import_id_imports_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."imports"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prior_results" ADD CONSTRAINT "prior_results_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_attempts" ADD CONSTRAINT "message_attempts_tenant_id_message_id_messages_tenant_id_id_fk" FOREIGN KEY ("tenant_id","message_id") REFERENCES "public"."messages"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_notice_id_is_drill_notices_tenant_id_id_is_drill_fk" FOREIGN KEY ("tenant_id","notice_id","is_drill") REFERENCES "public"."notices"("tenant_id","id","is_drill") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_tenant_id_member_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_tenant_id_member_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_roles" ADD CONSTRAINT "member_roles_tenant_id_member_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_roles" ADD CONSTRAINT "member_roles_tenant_id_unit_id_units_tenant_id_id_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."units"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_tenant_id_member_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_tenant_id_member_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "units" ADD CONSTRAINT "units_tenant_id_parent_id_units_tenant_id_id_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."units"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_links" ADD CONSTRAINT "intake_links_tenant_id_unit_id_units_tenant_id_id_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."units"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_links" ADD CONSTRAINT "intake_links_tenant_id_created_by_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","created_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_requests" ADD CONSTRAINT "intake_requests_tenant_id_link_id_intake_links_tenant_id_id_fk" FOREIGN KEY ("tenant_id","link_id") REFERENCES "public"."intake_links"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_requests" ADD CONSTRAINT "intake_requests_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_merges" ADD CONSTRAINT "partner_merges_tenant_id_kept_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","kept_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_merges" ADD CONSTRAINT "partner_merges_tenant_id_gone_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","gone_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_notes" ADD CONSTRAINT "partner_notes_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_current" ADD CONSTRAINT "partner_current_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_evidence" ADD CONSTRAINT "partner_evidence_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_evidence" ADD CONSTRAINT "partner_evidence_tenant_id_checked_by_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","checked_by") REFERENCES "public"."members"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_search" ADD CONSTRAINT "partner_search_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_tags" ADD CONSTRAINT "partner_tags_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_units" ADD CONSTRAINT "partner_units_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_units" ADD CONSTRAINT "partner_units_tenant_id_unit_id_units_tenant_id_id_fk" FOREIGN KEY ("tenant_id","unit_id") REFERENCES "public"."units"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_tenant_id_member_id_members_tenant_id_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subcontracts" ADD CONSTRAINT "subcontracts_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subcontracts" ADD CONSTRAINT "subcontracts_tenant_id_subcontractor_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","subcontractor_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "timeline_entries" ADD CONSTRAINT "timeline_entries_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_steps_order" ON "approval_steps" USING btree ("tenant_id","approval_id","no");--> statement-breakpoint
CREATE INDEX "approvals_list" ON "approvals" USING btree ("tenant_id","state","created_at");--> statement-breakpoint
CREATE INDEX "approvals_subject" ON "approvals" USING btree ("tenant_id","subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "deputies_deputy" ON "deputies" USING btree ("tenant_id","deputy_id","ends_at");--> statement-breakpoint
CREATE INDEX "answer_files_question" ON "answer_files" USING btree ("tenant_id","request_id","question_key");--> statement-breakpoint
CREATE INDEX "grants_request" ON "grants" USING btree ("tenant_id","request_id");--> statement-breakpoint
CREATE INDEX "otps_grant" ON "otps" USING btree ("tenant_id","grant_id","created_at");--> statement-breakpoint
CREATE INDEX "portal_sessions_grant" ON "portal_sessions" USING btree ("tenant_id","grant_id");--> statement-breakpoint
CREATE INDEX "requests_partner" ON "requests" USING btree ("tenant_id","partner_id","no");--> statement-breakpoint
CREATE INDEX "requests_list" ON "requests" USING btree ("tenant_id","state","no");--> statement-breakpoint
CREATE INDEX "requests_due" ON "requests" USING btree ("tenant_id","state","deadline");--> statement-breakpoint
CREATE INDEX "comments_request" ON "comments" USING btree ("tenant_id","request_id","id");--> statement-breakpoint
CREATE INDEX "results_partner" ON "results" USING btree ("tenant_id","partner_id","confirmed_on","id");--> statement-breakpoint
CREATE UNIQUE INDEX "catalog_versions_shipped" ON "catalog_versions" USING btree ("tenant_id","kind","key","shipped_no") WHERE "catalog_versions"."origin" = 'shipped';--> statement-breakpoint
CREATE UNIQUE INDEX "catalog_versions_draft" ON "catalog_versions" USING btree ("tenant_id","kind","key") WHERE "catalog_versions"."status" = 'draft';--> statement-breakpoint
CREATE INDEX "catalog_versions_in_force" ON "catalog_versions" USING btree ("tenant_id","kind","status","key","no");--> statement-breakpoint
CREATE INDEX "deadlines_next" ON "deadlines" USING btree ("tenant_id","next_step_at") WHERE "deadlines"."next_step_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "deadlines_parked" ON "deadlines" USING btree ("tenant_id","parked_at") WHERE "deadlines"."parked_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "deadlines" USING btree ("tenant_id","state","due_at");--> statement-breakpoint
CREATE INDEX "deadlines_partner" ON "deadlines" USING btree ("tenant_id","partner_id","due_at");--> statement-breakpoint
CREATE INDEX "connections_engagement" ON "connections" USING btree ("tenant_id","engagement_id");--> statement-breakpoint
CREATE INDEX "connections_partner" ON "connections" USING btree ("tenant_id","partner_id");--> statement-breakpoint
CREATE INDEX "engagements_partner" ON "engagements" USING btree ("tenant_id","partner_id","state");--> statement-breakpoint
CREATE INDEX "engagements_period" ON "engagements" USING btree ("tenant_id","state","period_end");--> statement-breakpoint
CREATE UNIQUE INDEX "overrides_one_in_force" ON "overrides" USING btree ("tenant_id","partner_id") WHERE "overrides"."state" = 'in_force';--> statement-breakpoint
CREATE INDEX "overrides_expiry" ON "overrides" USING btree ("tenant_id","state","expires_on");--> statement-breakpoint
CREATE INDEX "overrides_approval" ON "overrides" USING btree ("tenant_id","approval_id");--> statement-breakpoint
CREATE INDEX "rerating_chunks_rerating" ON "rerating_chunks" USING btree ("tenant_id","rerating_id");--> statement-breakpoint
CREATE INDEX "files_unattached" ON "files" USING btree ("tenant_id","created_at") WHERE "files"."attached_at" IS NULL;--> statement-breakpoint
CREATE INDEX "files_owner" ON "files" USING btree ("tenant_id","owner_type","owner_id");--> statement-breakpoint
CREATE INDEX "import_findings_import" ON "import_findings" USING btree ("tenant_id","import_id","state","id");--> statement-breakpoint
CREATE INDEX "import_findings_partner" ON "import_findings" USING btree ("tenant_id","partner_id");--> statement-breakpoint
CREATE INDEX "import_rows_outcome" ON "import_rows" USING btree ("tenant_id","import_id","outcome","number");--> statement-breakpoint
CREATE INDEX "import_rows_troubled" ON "import_rows" USING btree ("tenant_id","import_id","troubled","number");--> statement-breakpoint
CREATE INDEX "imports_created" ON "imports" USING btree ("tenant_id","created_at" DESC,"id");--> statement-breakpoint
CREATE INDEX "prior_results_import" ON "prior_results" USING btree ("tenant_id","import_id");--> statement-breakpoint
CREATE INDEX "message_attempts_at" ON "message_attempts" USING btree ("tenant_id","at");--> statement-breakpoint
CREATE INDEX "messages_due" ON "messages" USING btree ("tenant_id","send_after") WHERE "messages"."state" IN ('pending','sending');--> statement-breakpoint
CREATE INDEX "messages_notice" ON "messages" USING btree ("tenant_id","notice_id","state");--> statement-breakpoint
CREATE INDEX "messages_partner" ON "messages" USING btree ("tenant_id","partner_id","created_at");--> statement-breakpoint
CREATE INDEX "messages_newest" ON "messages" USING btree ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notices_matter" ON "notices" USING btree ("tenant_id","matter_type","matter_id");--> statement-breakpoint
CREATE INDEX "assignments_partner" ON "assignments" USING btree ("tenant_id","partner_id");--> statement-breakpoint
CREATE INDEX "sessions_member" ON "sessions" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "intake_requests_partner" ON "intake_requests" USING btree ("tenant_id","partner_id");--> statement-breakpoint
CREATE INDEX "partner_merges_kept" ON "partner_merges" USING btree ("tenant_id","kept_id");--> statement-breakpoint
CREATE INDEX "partner_merges_gone" ON "partner_merges" USING btree ("tenant_id","gone_id");--> statement-breakpoint
CREATE INDEX "partner_notes_partner" ON "partner_notes" USING btree ("tenant_id","partner_id","created_at");--> statement-breakpoint
CREATE INDEX "contacts_partner" ON "contacts" USING btree ("tenant_id","partner_id");--> statement-breakpoint
CREATE INDEX "partner_current_list" ON "partner_current" USING btree ("tenant_id","stage","sort_key","partner_id");--> statement-breakpoint
CREATE INDEX "partner_current_cover" ON "partner_current" USING btree ("tenant_id","stage","impact","likelihood","level_effective","maturity","assessment_state","next_due","answer_due","unit_id","country","partner_id");--> statement-breakpoint
CREATE INDEX "partner_current_reading" ON "partner_current" USING btree ("tenant_id","sort_key","partner_id");--> statement-breakpoint
CREATE INDEX "partner_current_level" ON "partner_current" USING btree ("tenant_id","level_rank","sort_key","partner_id");--> statement-breakpoint
CREATE INDEX "partner_current_cell" ON "partner_current" USING btree ("tenant_id","impact","likelihood","sort_key","partner_id");--> statement-breakpoint
CREATE INDEX "partner_current_due" ON "partner_current" USING btree ("tenant_id","due_on","sort_key","partner_id");--> statement-breakpoint
CREATE INDEX "partner_evidence_partner" ON "partner_evidence" USING btree ("tenant_id","partner_id");--> statement-breakpoint
CREATE INDEX "partner_evidence_expiry" ON "partner_evidence" USING btree ("tenant_id","expires_on");--> statement-breakpoint
CREATE INDEX "partner_search_grams" ON "partner_search" USING gin ("grams");--> statement-breakpoint
CREATE INDEX "partner_tags_tag" ON "partner_tags" USING btree ("tenant_id","tag","partner_id");--> statement-breakpoint
CREATE INDEX "partner_units_unit" ON "partner_units" USING btree ("tenant_id","unit_id","partner_id");--> statement-breakpoint
CREATE INDEX "partners_sort" ON "partners" USING btree ("tenant_id","stage","sort_key","id");--> statement-breakpoint
CREATE INDEX "partners_reading" ON "partners" USING btree ("tenant_id","sort_key","id");--> statement-breakpoint
CREATE INDEX "partners_number" ON "partners" USING btree ("tenant_id","corporate_number");--> statement-breakpoint
CREATE INDEX "partners_matching" ON "partners" USING btree ("tenant_id","variant_key");--> statement-breakpoint
CREATE INDEX "partners_duplicates" ON "partners" USING btree ("tenant_id","variant_key","id") WHERE "partners"."stage" <> 'archived';--> statement-breakpoint
CREATE INDEX "subcontracts_sub" ON "subcontracts" USING btree ("tenant_id","subcontractor_id");--> statement-breakpoint
CREATE INDEX "timeline_entries_partner" ON "timeline_entries" USING btree ("tenant_id","partner_id","at" DESC,"id");--> statement-breakpoint
CREATE INDEX "ledger_entries_subject" ON "ledger_entries" USING btree ("tenant_id","subject_type","subject_id","at" DESC);