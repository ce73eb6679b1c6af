CREATE EXTENSION IF NOT EXISTS citext;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TABLE "answers" (
	"application_id" uuid NOT NULL,
	"question_key" text NOT NULL,
	"value" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "answers_pkey" PRIMARY KEY("application_id","question_key")
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"call_id" uuid NOT NULL,
	"form_id" uuid NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"organisation_id" uuid,
	"country" text,
	"duration_months" integer,
	"requested_cents" bigint DEFAULT 0 NOT NULL,
	"created_by" uuid NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"revision_number" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "applications_status_check" CHECK ("applications"."status" in ('draft', 'submitted', 'screening', 'eligible', 'ineligible', 'in_review', 'decided', 'withdrawn')),
	CONSTRAINT "applications_title_length_check" CHECK (char_length("applications"."title") <= 300),
	CONSTRAINT "applications_submitted_check" CHECK ("applications"."status" in ('draft', 'withdrawn') or ("applications"."submitted_at" is not null and "applications"."revision_number" is not null)),
	CONSTRAINT "applications_requested_check" CHECK ("applications"."requested_cents" >= 0)
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"slot" text NOT NULL,
	"file_id" uuid NOT NULL,
	"name" text NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "attachments_name_length_check" CHECK (char_length("attachments"."name") <= 255)
);
--> statement-breakpoint
CREATE TABLE "budget_lines" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"category" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"year" integer DEFAULT 1 NOT NULL,
	"amount_cents" bigint NOT NULL,
	CONSTRAINT "budget_lines_amount_check" CHECK ("budget_lines"."amount_cents" >= 0),
	CONSTRAINT "budget_lines_year_check" CHECK ("budget_lines"."year" between 1 and 10),
	CONSTRAINT "budget_lines_description_length_check" CHECK (char_length("budget_lines"."description") <= 300)
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"person_id" uuid,
	"email" citext NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"role" text NOT NULL,
	"status" text NOT NULL,
	"organisation_id" uuid,
	"invited_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "participants_role_check" CHECK ("participants"."role" in ('main_applicant', 'co_applicant', 'municipality_partner', 'viewer', 'signatory')),
	CONSTRAINT "participants_status_check" CHECK ("participants"."status" in ('invited', 'accepted', 'declined', 'removed')),
	CONSTRAINT "participants_accepted_check" CHECK ("participants"."status" <> 'accepted' or "participants"."person_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"form_id" uuid NOT NULL,
	"content" jsonb NOT NULL,
	"sha256" text NOT NULL,
	"submitted_by" uuid NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"taken_back_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "submission_attempts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"instrument" text NOT NULL,
	"audience" text DEFAULT 'open' NOT NULL,
	"title" jsonb NOT NULL,
	"summary" jsonb NOT NULL,
	"texts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"themes" text[] DEFAULT '{}' NOT NULL,
	"core_values" text[] DEFAULT '{}' NOT NULL,
	"sdgs" integer[] DEFAULT '{}' NOT NULL,
	"countries" text[] DEFAULT '{}' NOT NULL,
	"currency" text DEFAULT 'SEK' NOT NULL,
	"amount_min_cents" bigint,
	"amount_max_cents" bigint,
	"envelope_cents" bigint,
	"overhead_max_percent" numeric(5, 2),
	"duration_months_min" integer,
	"duration_months_max" integer,
	"opens_at" timestamp (3) with time zone NOT NULL,
	"closes_at" timestamp (3) with time zone NOT NULL,
	"zone" text DEFAULT 'Europe/Stockholm' NOT NULL,
	"decision_planned_on" text,
	"contact_email" text DEFAULT '' NOT NULL,
	"prepared_by" uuid NOT NULL,
	"published_by" uuid,
	"published_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "calls_status_check" CHECK ("calls"."status" in ('draft', 'published', 'withdrawn', 'archived')),
	CONSTRAINT "calls_closes_after_opens_check" CHECK ("calls"."closes_at" > "calls"."opens_at"),
	CONSTRAINT "calls_amounts_check" CHECK ("calls"."amount_min_cents" <= "calls"."amount_max_cents"),
	CONSTRAINT "calls_durations_check" CHECK ("calls"."duration_months_min" <= "calls"."duration_months_max"),
	CONSTRAINT "calls_published_check" CHECK (("calls"."published_at" is null) = ("calls"."status" = 'draft')),
	CONSTRAINT "calls_two_officers_check" CHECK ("calls"."published_by" <> "calls"."prepared_by")
);
--> statement-breakpoint
CREATE TABLE "criteria" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"call_id" uuid NOT NULL,
	"key" text NOT NULL,
	"position" integer NOT NULL,
	"title" jsonb NOT NULL,
	"guidance" jsonb NOT NULL,
	"scale_min" integer DEFAULT 1 NOT NULL,
	"scale_max" integer DEFAULT 7 NOT NULL,
	"anchors" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"weight" integer NOT NULL,
	CONSTRAINT "criteria_scale_check" CHECK ("criteria"."scale_min" < "criteria"."scale_max"),
	CONSTRAINT "criteria_weight_check" CHECK ("criteria"."weight" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "forms" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"call_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"frozen_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "forms_id_call_unique" UNIQUE("id","call_id")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"status" text DEFAULT 'proposed' NOT NULL,
	"outcome" text NOT NULL,
	"amount_cents" bigint,
	"reserve_rank" integer,
	"reasons" text NOT NULL,
	"conditions" text DEFAULT '' NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"recorded_by" uuid,
	"recorded_at" timestamp (3) with time zone,
	"released_by" uuid,
	"released_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "decisions_status_check" CHECK ("decisions"."status" in ('proposed', 'recorded', 'released')),
	CONSTRAINT "decisions_outcome_check" CHECK ("decisions"."outcome" in ('awarded', 'reserve', 'declined', 'ineligible')),
	CONSTRAINT "decisions_two_officers_check" CHECK ("decisions"."recorded_by" <> "decisions"."proposed_by"),
	CONSTRAINT "decisions_recorded_check" CHECK (("decisions"."recorded_at" is not null) = ("decisions"."status" in ('recorded', 'released'))),
	CONSTRAINT "decisions_released_check" CHECK (("decisions"."released_at" is not null) = ("decisions"."status" = 'released')),
	CONSTRAINT "decisions_amount_check" CHECK (("decisions"."amount_cents" > 0) is not distinct from (case when "decisions"."outcome" = 'awarded' then true end))
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"application_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"status" text DEFAULT 'offered' NOT NULL,
	"amount_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"accepted_by" uuid,
	"accepted_at" timestamp (3) with time zone,
	"starts_on" text,
	"ends_on" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "grants_status_check" CHECK ("grants"."status" in ('offered', 'accepted', 'active', 'suspended', 'closing', 'closed', 'terminated')),
	CONSTRAINT "grants_amount_check" CHECK ("grants"."amount_cents" > 0),
	CONSTRAINT "grants_accepted_check" CHECK ("grants"."status" in ('offered', 'terminated') or "grants"."accepted_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"grant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text DEFAULT 'scheduled' NOT NULL,
	"due_on" text NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"file_id" uuid,
	"file_name" text,
	"submitted_by" uuid,
	"submitted_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"returned_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reports_kind_check" CHECK ("reports"."kind" in ('annual', 'final', 'financial')),
	CONSTRAINT "reports_status_check" CHECK ("reports"."status" in ('scheduled', 'open', 'submitted', 'returned', 'accepted')),
	CONSTRAINT "reports_submitted_check" CHECK ("reports"."status" not in ('submitted', 'accepted') or ("reports"."file_id" is not null and "reports"."submitted_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"media_type" text NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"pages" integer,
	"findings" jsonb,
	"checked_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_state_check" CHECK ("files"."state" in ('received', 'clean', 'attention')),
	CONSTRAINT "files_size_check" CHECK ("files"."size" > 0)
);
--> statement-breakpoint
CREATE TABLE "history" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "history_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entity" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"type" text NOT NULL,
	"actor_id" uuid,
	"acted_as" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"from_status" text,
	"to_status" text,
	"reason" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"request_id" text,
	"previous_hash" text DEFAULT '' NOT NULL,
	"hash" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation_names" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"name" text NOT NULL,
	"folded" text NOT NULL,
	"language" text,
	"is_acronym" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"ror" text,
	"status" text NOT NULL,
	"name" text NOT NULL,
	"country" text NOT NULL,
	"city" text,
	"types" text[] DEFAULT '{}' NOT NULL,
	"website" text,
	"domains" text[] DEFAULT '{}' NOT NULL,
	"established" integer,
	"proposed_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "organisations_status_check" CHECK ("organisations"."status" in ('listed', 'proposed', 'declined')),
	CONSTRAINT "organisations_name_length_check" CHECK (char_length("organisations"."name") <= 300)
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" citext NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"organisation_id" uuid,
	"country" text,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"orcid" text,
	"keywords" text[] DEFAULT '{}' NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"muted_mails" text[] DEFAULT '{}' NOT NULL,
	"is_disabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "people_language_check" CHECK ("people"."language" in ('sv', 'en')),
	CONSTRAINT "people_name_length_check" CHECK (char_length("people"."name") <= 200)
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"given_by" uuid,
	"given_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"reason" text NOT NULL,
	"taken_by" uuid,
	"taken_at" timestamp (3) with time zone,
	"taken_reason" text,
	CONSTRAINT "roles_role_check" CHECK ("roles"."role" in ('officer', 'administrator', 'auditor', 'reviewer'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"token_hash" text NOT NULL,
	"person_id" uuid NOT NULL,
	"user_agent" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_codes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" citext NOT NULL,
	"code_hash" text NOT NULL,
	"browser_hash" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"return_path" text DEFAULT '/' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"key" text PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"body_hash" text NOT NULL,
	"status" integer,
	"headers" jsonb,
	"body" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"key" text NOT NULL,
	"to" citext NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "contributors" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"publication_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"orcid" text,
	"role" text DEFAULT 'author' NOT NULL,
	"organisation_id" uuid,
	"organisation_name" text
);
--> statement-breakpoint
CREATE TABLE "publication_pages" (
	"publication_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"language" text NOT NULL,
	"search_vector" tsvector GENERATED ALWAYS AS (case language when 'sv' then to_tsvector('swedish', text) when 'es' then to_tsvector('spanish', text) when 'fr' then to_tsvector('french', text) when 'en' then to_tsvector('english', text) else to_tsvector('simple', text) end) STORED,
	CONSTRAINT "publication_pages_pkey" PRIMARY KEY("publication_id","number")
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"type" text NOT NULL,
	"series" text,
	"number" text,
	"language" text NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"title" jsonb NOT NULL,
	"abstract" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"key_messages" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"year" integer,
	"countries" text[] DEFAULT '{}' NOT NULL,
	"themes" text[] DEFAULT '{}' NOT NULL,
	"sdgs" integer[] DEFAULT '{}' NOT NULL,
	"core_values" text[] DEFAULT '{}' NOT NULL,
	"licence" text,
	"isbn" text,
	"doi" text,
	"url" text,
	"external_id" text,
	"grant_id" uuid,
	"report_id" uuid,
	"file_id" uuid,
	"page_count" integer,
	"created_by" uuid,
	"published_by" uuid,
	"published_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawn_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"search_text" text DEFAULT '' NOT NULL,
	"search_vector" tsvector GENERATED ALWAYS AS (case language when 'sv' then to_tsvector('swedish', search_text) when 'es' then to_tsvector('spanish', search_text) when 'fr' then to_tsvector('french', search_text) when 'en' then to_tsvector('english', search_text) else to_tsvector('simple', search_text) end) STORED,
	CONSTRAINT "publications_status_check" CHECK ("publications"."status" in ('draft', 'submitted', 'approved', 'published', 'withdrawn')),
	CONSTRAINT "publications_year_check" CHECK ("publications"."year" between 1900 and 2200),
	CONSTRAINT "publications_published_check" CHECK ("publications"."status" not in ('published', 'withdrawn') or "publications"."published_at" is not null),
	CONSTRAINT "publications_withdrawn_check" CHECK (("publications"."status" = 'withdrawn') = ("publications"."withdrawn_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text DEFAULT 'reader' NOT NULL,
	"status" text DEFAULT 'invited' NOT NULL,
	"assigned_by" uuid,
	"due_at" timestamp (3) with time zone,
	"declared_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "assignments_role_check" CHECK ("assignments"."role" in ('reader', 'rapporteur')),
	CONSTRAINT "assignments_status_check" CHECK ("assignments"."status" in ('suggested', 'invited', 'accepted', 'declined', 'expired', 'completed', 'cancelled')),
	CONSTRAINT "assignments_declared_check" CHECK ("assignments"."status" not in ('accepted', 'completed') or "assignments"."declared_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "conflicts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"application_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"status" text DEFAULT 'standing' NOT NULL,
	"statement" text DEFAULT '' NOT NULL,
	"cleared_by" uuid,
	"cleared_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "conflicts_kind_check" CHECK ("conflicts"."kind" in ('party', 'family', 'representative', 'same_environment', 'supervision', 'joint_work', 'economic', 'friendship_or_hostility', 'other')),
	CONSTRAINT "conflicts_source_check" CHECK ("conflicts"."source" in ('declared', 'found', 'set')),
	CONSTRAINT "conflicts_status_check" CHECK ("conflicts"."status" in ('standing', 'cleared')),
	CONSTRAINT "conflicts_cleared_check" CHECK ("conflicts"."status" <> 'cleared' or "conflicts"."cleared_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "review_scores" (
	"review_id" uuid NOT NULL,
	"criterion_id" uuid NOT NULL,
	"score" integer,
	"comment" text DEFAULT '' NOT NULL,
	CONSTRAINT "review_scores_pkey" PRIMARY KEY("review_id","criterion_id")
);
--> statement-breakpoint
CREATE TABLE "review_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"review_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"content" jsonb NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"assignment_id" uuid NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"comment_to_applicant" text DEFAULT '' NOT NULL,
	"comment_to_panel" text DEFAULT '' NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	"returned_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reviews_status_check" CHECK ("reviews"."status" in ('draft', 'submitted', 'returned')),
	CONSTRAINT "reviews_submitted_check" CHECK ("reviews"."status" <> 'submitted' or "reviews"."submitted_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_updated_by_people_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_form_of_call_fk" FOREIGN KEY ("form_id","call_id") REFERENCES "public"."forms"("id","call_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_uploaded_by_people_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_lines" ADD CONSTRAINT "budget_lines_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_invited_by_people_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_form_id_forms_id_fk" FOREIGN KEY ("form_id") REFERENCES "public"."forms"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_submitted_by_people_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_attempts" ADD CONSTRAINT "submission_attempts_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submission_attempts" ADD CONSTRAINT "submission_attempts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_prepared_by_people_id_fk" FOREIGN KEY ("prepared_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_published_by_people_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "criteria" ADD CONSTRAINT "criteria_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forms" ADD CONSTRAINT "forms_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_proposed_by_people_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_released_by_people_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_decision_id_decisions_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decisions"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_accepted_by_people_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_grant_id_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."grants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_submitted_by_people_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_names" ADD CONSTRAINT "organisation_names_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_given_by_people_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_taken_by_people_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contributors" ADD CONSTRAINT "contributors_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contributors" ADD CONSTRAINT "contributors_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_pages" ADD CONSTRAINT "publication_pages_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_grant_id_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."grants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_published_by_people_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_assigned_by_people_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_cleared_by_people_id_fk" FOREIGN KEY ("cleared_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_scores" ADD CONSTRAINT "review_scores_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_scores" ADD CONSTRAINT "review_scores_criterion_id_criteria_id_fk" FOREIGN KEY ("criterion_id") REFERENCES "public"."criteria"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_versions" ADD CONSTRAINT "review_versions_review_id_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."reviews"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answers_updated_by_index" ON "answers" USING btree ("updated_by");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_reference_unique" ON "applications" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "applications_call_id_status_index" ON "applications" USING btree ("call_id","status");--> statement-breakpoint
CREATE INDEX "applications_created_by_index" ON "applications" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "applications_organisation_id_index" ON "applications" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "applications_form_id_index" ON "applications" USING btree ("form_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_slot_unique" ON "attachments" USING btree ("application_id","slot") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "attachments_application_id_index" ON "attachments" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "attachments_file_id_index" ON "attachments" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "attachments_uploaded_by_index" ON "attachments" USING btree ("uploaded_by");--> statement-breakpoint
CREATE INDEX "budget_lines_application_id_index" ON "budget_lines" USING btree ("application_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "participants_email_unique" ON "participants" USING btree ("application_id","email") WHERE status <> 'removed';--> statement-breakpoint
CREATE UNIQUE INDEX "participants_main_applicant_unique" ON "participants" USING btree ("application_id") WHERE role = 'main_applicant' and status = 'accepted';--> statement-breakpoint
CREATE INDEX "participants_person_id_index" ON "participants" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "participants_organisation_id_index" ON "participants" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "participants_invited_by_index" ON "participants" USING btree ("invited_by");--> statement-breakpoint
CREATE UNIQUE INDEX "revisions_number_unique" ON "revisions" USING btree ("application_id","number");--> statement-breakpoint
CREATE INDEX "revisions_form_id_index" ON "revisions" USING btree ("form_id");--> statement-breakpoint
CREATE INDEX "revisions_submitted_by_index" ON "revisions" USING btree ("submitted_by");--> statement-breakpoint
CREATE INDEX "submission_attempts_application_id_index" ON "submission_attempts" USING btree ("application_id","at");--> statement-breakpoint
CREATE INDEX "submission_attempts_person_id_index" ON "submission_attempts" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calls_slug_unique" ON "calls" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "calls_status_closes_at_index" ON "calls" USING btree ("status","closes_at");--> statement-breakpoint
CREATE INDEX "calls_prepared_by_index" ON "calls" USING btree ("prepared_by");--> statement-breakpoint
CREATE INDEX "calls_published_by_index" ON "calls" USING btree ("published_by");--> statement-breakpoint
CREATE UNIQUE INDEX "criteria_key_unique" ON "criteria" USING btree ("call_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "forms_number_unique" ON "forms" USING btree ("call_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "decisions_application_unique" ON "decisions" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "decisions_proposed_by_index" ON "decisions" USING btree ("proposed_by");--> statement-breakpoint
CREATE INDEX "decisions_recorded_by_index" ON "decisions" USING btree ("recorded_by");--> statement-breakpoint
CREATE INDEX "decisions_released_by_index" ON "decisions" USING btree ("released_by");--> statement-breakpoint
CREATE UNIQUE INDEX "grants_reference_unique" ON "grants" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "grants_application_unique" ON "grants" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "grants_decision_unique" ON "grants" USING btree ("decision_id");--> statement-breakpoint
CREATE INDEX "grants_accepted_by_index" ON "grants" USING btree ("accepted_by");--> statement-breakpoint
CREATE INDEX "reports_grant_id_index" ON "reports" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "reports_file_id_index" ON "reports" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "reports_submitted_by_index" ON "reports" USING btree ("submitted_by");--> statement-breakpoint
CREATE INDEX "reports_decided_by_index" ON "reports" USING btree ("decided_by");--> statement-breakpoint
CREATE UNIQUE INDEX "files_sha256_unique" ON "files" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "history_sequence_unique" ON "history" USING btree ("entity","entity_id","sequence");--> statement-breakpoint
CREATE INDEX "history_actor_id_index" ON "history" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "history_at_index" ON "history" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "organisation_names_name_unique" ON "organisation_names" USING btree ("organisation_id","name");--> statement-breakpoint
CREATE INDEX "organisation_names_folded_trigram_index" ON "organisation_names" USING gin ("folded" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "organisations_ror_unique" ON "organisations" USING btree ("ror");--> statement-breakpoint
CREATE INDEX "organisations_country_index" ON "organisations" USING btree ("country");--> statement-breakpoint
CREATE INDEX "organisations_status_index" ON "organisations" USING btree ("status");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email_unique" ON "people" USING btree ("email");--> statement-breakpoint
CREATE INDEX "people_organisation_id_index" ON "people" USING btree ("organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "roles_held_unique" ON "roles" USING btree ("person_id","role") WHERE taken_at is null;--> statement-breakpoint
CREATE INDEX "roles_given_by_index" ON "roles" USING btree ("given_by");--> statement-breakpoint
CREATE INDEX "roles_taken_by_index" ON "roles" USING btree ("taken_by");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token_hash_unique" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_person_id_index" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sign_in_codes_email_index" ON "sign_in_codes" USING btree ("email","created_at");--> statement-breakpoint
CREATE INDEX "sign_in_codes_browser_hash_index" ON "sign_in_codes" USING btree ("browser_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "idempotency_keys_key_unique" ON "idempotency_keys" USING btree ("scope","key");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_at_index" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_key_unique" ON "mails" USING btree ("key");--> statement-breakpoint
CREATE INDEX "mails_to_index" ON "mails" USING btree ("to","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "contributors_position_unique" ON "contributors" USING btree ("publication_id","position");--> statement-breakpoint
CREATE INDEX "contributors_organisation_id_index" ON "contributors" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "publication_pages_search_vector_index" ON "publication_pages" USING gin ("search_vector");--> statement-breakpoint
CREATE UNIQUE INDEX "publications_slug_unique" ON "publications" USING btree ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "publications_external_id_unique" ON "publications" USING btree ("external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "publications_series_number_unique" ON "publications" USING btree ("series","number","language") WHERE status <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "publications_status_year_index" ON "publications" USING btree ("status","year");--> statement-breakpoint
CREATE INDEX "publications_grant_id_index" ON "publications" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "publications_report_id_index" ON "publications" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "publications_file_id_index" ON "publications" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "publications_created_by_index" ON "publications" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "publications_published_by_index" ON "publications" USING btree ("published_by");--> statement-breakpoint
CREATE INDEX "publications_search_vector_index" ON "publications" USING gin ("search_vector");--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_person_unique" ON "assignments" USING btree ("application_id","person_id") WHERE status not in ('cancelled');--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_rapporteur_unique" ON "assignments" USING btree ("application_id") WHERE role = 'rapporteur' and status in ('invited', 'accepted', 'completed');--> statement-breakpoint
CREATE INDEX "assignments_person_id_index" ON "assignments" USING btree ("person_id","status");--> statement-breakpoint
CREATE INDEX "assignments_assigned_by_index" ON "assignments" USING btree ("assigned_by");--> statement-breakpoint
CREATE UNIQUE INDEX "conflicts_standing_unique" ON "conflicts" USING btree ("application_id","person_id","kind","source") WHERE status = 'standing';--> statement-breakpoint
CREATE INDEX "conflicts_person_id_index" ON "conflicts" USING btree ("person_id","application_id");--> statement-breakpoint
CREATE INDEX "conflicts_cleared_by_index" ON "conflicts" USING btree ("cleared_by");--> statement-breakpoint
CREATE INDEX "review_scores_criterion_id_index" ON "review_scores" USING btree ("criterion_id");--> statement-breakpoint
CREATE UNIQUE INDEX "review_versions_number_unique" ON "review_versions" USING btree ("review_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_assignment_unique" ON "reviews" USING btree ("assignment_id");