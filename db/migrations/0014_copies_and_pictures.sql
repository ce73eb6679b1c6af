CREATE TABLE "publication_copies" (
	"publication_id" uuid PRIMARY KEY NOT NULL,
	"original_file_id" uuid NOT NULL,
	"made_from" text NOT NULL,
	"sha256" text,
	"size" bigint,
	"tail_sha256" text,
	"tail_size" integer,
	"reason" text,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "publication_copies_reason_known_check" CHECK ("publication_copies"."reason" in ('not_pdf', 'encrypted', 'signed', 'damaged', 'too_many_pages', 'too_big', 'timed_out', 'out_of_memory')),
	CONSTRAINT "publication_copies_reason_check" CHECK (("publication_copies"."reason" is not null) = ("publication_copies"."sha256" is null)),
	CONSTRAINT "publication_copies_whole_check" CHECK (num_nulls("publication_copies"."sha256", "publication_copies"."size", "publication_copies"."tail_sha256", "publication_copies"."tail_size") in (0, 4))
);
--> statement-breakpoint
CREATE TABLE "publication_pictures" (
	"publication_id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"rules_version" integer NOT NULL,
	"pictures" jsonb NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "publication_copies" ADD CONSTRAINT "publication_copies_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_copies" ADD CONSTRAINT "publication_copies_original_file_id_files_id_fk" FOREIGN KEY ("original_file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_pictures" ADD CONSTRAINT "publication_pictures_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_pictures" ADD CONSTRAINT "publication_pictures_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "publication_copies_original_file_id_index" ON "publication_copies" USING btree ("original_file_id");--> statement-breakpoint
CREATE INDEX "publication_pictures_file_id_index" ON "publication_pictures" USING btree ("file_id");