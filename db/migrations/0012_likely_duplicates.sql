CREATE TABLE "dismissed_duplicates" (
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"kinds" text[] NOT NULL,
	"reason" text NOT NULL,
	"dismissed_at" timestamp (3) with time zone NOT NULL,
	"dismissed_by" uuid,
	CONSTRAINT "dismissed_duplicates_pkey" PRIMARY KEY("first_id","second_id"),
	CONSTRAINT "dismissed_duplicates_order_check" CHECK ("dismissed_duplicates"."first_id" < "dismissed_duplicates"."second_id"),
	CONSTRAINT "dismissed_duplicates_kinds_check" CHECK ("dismissed_duplicates"."kinds" <@ array['file', 'doi', 'isbn', 'text', 'title']::text[]),
	CONSTRAINT "dismissed_duplicates_reason_length_check" CHECK (char_length("dismissed_duplicates"."reason") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "publication_marks" (
	"publication_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	CONSTRAINT "publication_marks_pkey" PRIMARY KEY("publication_id","kind","value"),
	CONSTRAINT "publication_marks_kind_check" CHECK ("publication_marks"."kind" in ('doi', 'isbn', 'title')),
	CONSTRAINT "publication_marks_value_length_check" CHECK (char_length("publication_marks"."value") <= 500)
);
--> statement-breakpoint
CREATE TABLE "publication_prints" (
	"publication_id" uuid PRIMARY KEY NOT NULL,
	"prints" integer[] NOT NULL,
	"rules_version" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dismissed_duplicates" ADD CONSTRAINT "dismissed_duplicates_first_id_publications_id_fk" FOREIGN KEY ("first_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dismissed_duplicates" ADD CONSTRAINT "dismissed_duplicates_second_id_publications_id_fk" FOREIGN KEY ("second_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dismissed_duplicates" ADD CONSTRAINT "dismissed_duplicates_dismissed_by_people_id_fk" FOREIGN KEY ("dismissed_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_marks" ADD CONSTRAINT "publication_marks_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_prints" ADD CONSTRAINT "publication_prints_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dismissed_duplicates_second_id_index" ON "dismissed_duplicates" USING btree ("second_id");--> statement-breakpoint
CREATE INDEX "dismissed_duplicates_dismissed_by_index" ON "dismissed_duplicates" USING btree ("dismissed_by");--> statement-breakpoint
CREATE INDEX "publication_marks_number_index" ON "publication_marks" USING btree ("value") WHERE kind <> 'title';--> statement-breakpoint
CREATE INDEX "publication_marks_title_trigram_index" ON "publication_marks" USING gin ("value" gin_trgm_ops) WHERE kind = 'title';--> statement-breakpoint
CREATE INDEX "publication_prints_prints_index" ON "publication_prints" USING gin ("prints");