CREATE TABLE "publication_imports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"format" text NOT NULL,
	"source" text NOT NULL,
	"sha256" text,
	"lines" text,
	"unread" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"stopped" text,
	"records" integer NOT NULL,
	"plan" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp (3) with time zone,
	"done_by" uuid,
	CONSTRAINT "publication_imports_format_check" CHECK ("publication_imports"."format" in ('jsonl', 'bibtex', 'ris', 'csv', 'oai')),
	CONSTRAINT "publication_imports_source_length_check" CHECK (char_length("publication_imports"."source") <= 2000),
	CONSTRAINT "publication_imports_done_check" CHECK (("publication_imports"."done_at" is null) = ("publication_imports"."lines" is not null))
);
--> statement-breakpoint
ALTER TABLE "publication_imports" ADD CONSTRAINT "publication_imports_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_imports" ADD CONSTRAINT "publication_imports_done_by_people_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "publication_imports_created_at_index" ON "publication_imports" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "publication_imports_created_by_index" ON "publication_imports" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "publication_imports_done_by_index" ON "publication_imports" USING btree ("done_by");