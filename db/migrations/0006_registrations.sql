CREATE TABLE "registrations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"entity" text NOT NULL,
	"publication_id" uuid,
	"grant_id" uuid,
	"agency" text NOT NULL,
	"doi" text NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"visibility" text,
	"digest" text,
	"sent_visibility" text,
	"sent_digest" text,
	"batch" text,
	"is_unknown" boolean DEFAULT false NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"attempted_at" timestamp (3) with time zone,
	"next_attempt_at" timestamp (3) with time zone,
	"leased_until" timestamp (3) with time zone,
	"looked_at" timestamp (3) with time zone,
	"looked_version" integer,
	"failure" text,
	"failure_detail" text,
	"registered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registrations_entity_check" CHECK ("registrations"."entity" in ('publication', 'grant')),
	CONSTRAINT "registrations_agency_check" CHECK ("registrations"."agency" in ('datacite', 'crossref')),
	CONSTRAINT "registrations_status_check" CHECK ("registrations"."status" in ('planned', 'sent', 'registered', 'failed')),
	CONSTRAINT "registrations_visibility_check" CHECK ("registrations"."visibility" in ('findable', 'hidden')),
	CONSTRAINT "registrations_sent_visibility_check" CHECK ("registrations"."sent_visibility" in ('findable', 'hidden')),
	CONSTRAINT "registrations_failure_check" CHECK ("registrations"."failure" in ('no_answer', 'too_many', 'agency_down', 'malformed', 'not_let_in', 'metadata_refused', 'lost')),
	CONSTRAINT "registrations_failure_detail_length_check" CHECK (char_length("registrations"."failure_detail") <= 2000),
	CONSTRAINT "registrations_one_entity_check" CHECK (("registrations"."entity" = 'publication') = ("registrations"."publication_id" is not null) and ("registrations"."entity" = 'grant') = ("registrations"."grant_id" is not null)),
	CONSTRAINT "registrations_doi_check" CHECK ("registrations"."doi" ~ '^10[.][0-9]{4,9}/[a-z0-9.-]+$'),
	CONSTRAINT "registrations_registered_check" CHECK ("registrations"."status" <> 'registered' or "registrations"."registered_at" is not null),
	CONSTRAINT "registrations_failed_check" CHECK ("registrations"."status" <> 'failed' or ("registrations"."failure" is not null and "registrations"."next_attempt_at" is null)),
	CONSTRAINT "registrations_known_check" CHECK (("registrations"."visibility" is null) = ("registrations"."registered_at" is null))
);
--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registrations" ADD CONSTRAINT "registrations_grant_id_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."grants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_doi_unique" ON "registrations" USING btree ("doi");--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_publication_unique" ON "registrations" USING btree ("publication_id");--> statement-breakpoint
CREATE UNIQUE INDEX "registrations_grant_unique" ON "registrations" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "registrations_status_index" ON "registrations" USING btree ("status");--> statement-breakpoint
CREATE INDEX "registrations_next_attempt_at_index" ON "registrations" USING btree ("next_attempt_at") WHERE next_attempt_at is not null;