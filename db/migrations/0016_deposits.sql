CREATE TABLE "deposits" (
	"publication_id" uuid PRIMARY KEY NOT NULL,
	"grant_id" uuid NOT NULL,
	"submitted_by" uuid,
	"submitted_at" timestamp (3) with time zone,
	"returned_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deposits_returned_reason_length_check" CHECK (char_length("deposits"."returned_reason") <= 2000),
	CONSTRAINT "deposits_returned_check" CHECK ("deposits"."returned_reason" is null or "deposits"."submitted_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "publication_proposals" (
	"publication_id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"proposals" jsonb NOT NULL,
	"left_fields" text[] DEFAULT '{}' NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "deposits" ADD CONSTRAINT "deposits_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposits" ADD CONSTRAINT "deposits_grant_id_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."grants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deposits" ADD CONSTRAINT "deposits_submitted_by_people_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_proposals" ADD CONSTRAINT "publication_proposals_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_proposals" ADD CONSTRAINT "publication_proposals_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deposits_grant_id_index" ON "deposits" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "deposits_submitted_by_index" ON "deposits" USING btree ("submitted_by");--> statement-breakpoint
CREATE INDEX "publication_proposals_file_id_index" ON "publication_proposals" USING btree ("file_id");