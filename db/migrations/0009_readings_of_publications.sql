CREATE TABLE "publication_page_blocks" (
	"publication_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"blocks" jsonb NOT NULL,
	"language" text NOT NULL,
	"characters" integer NOT NULL,
	CONSTRAINT "publication_page_blocks_pkey" PRIMARY KEY("publication_id","number"),
	CONSTRAINT "publication_page_blocks_number_check" CHECK ("publication_page_blocks"."number" >= 1)
);
--> statement-breakpoint
CREATE TABLE "publication_readings" (
	"publication_id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"rules_version" integer NOT NULL,
	"headings" jsonb NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "publication_page_blocks" ADD CONSTRAINT "publication_page_blocks_reading_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publication_readings"("publication_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_readings" ADD CONSTRAINT "publication_readings_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_readings" ADD CONSTRAINT "publication_readings_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "publication_readings_file_id_index" ON "publication_readings" USING btree ("file_id");