CREATE TABLE "alert_mentions" (
	"alert_id" uuid NOT NULL,
	"publication_id" uuid NOT NULL,
	CONSTRAINT "alert_mentions_pkey" PRIMARY KEY("alert_id","publication_id")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token" text NOT NULL,
	"email" "citext" NOT NULL,
	"language" text NOT NULL,
	"frequency" text NOT NULL,
	"search" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_times" integer DEFAULT 1 NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"looked_at" timestamp (3) with time zone,
	CONSTRAINT "alerts_language_check" CHECK ("alerts"."language" in ('sv', 'en')),
	CONSTRAINT "alerts_frequency_check" CHECK ("alerts"."frequency" in ('daily', 'weekly')),
	CONSTRAINT "alerts_search_length_check" CHECK (char_length("alerts"."search") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "list_items" (
	"list_id" uuid NOT NULL,
	"publication_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "list_items_pkey" PRIMARY KEY("list_id","publication_id")
);
--> statement-breakpoint
CREATE TABLE "lists" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"key_hash" text NOT NULL,
	"name" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "lists_name_length_check" CHECK (char_length("lists"."name") <= 120),
	CONSTRAINT "lists_note_length_check" CHECK (char_length("lists"."note") <= 2000)
);
--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "leave_url" text;--> statement-breakpoint
ALTER TABLE "alert_mentions" ADD CONSTRAINT "alert_mentions_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_mentions" ADD CONSTRAINT "alert_mentions_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_list_id_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."lists"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_mentions_publication_id_index" ON "alert_mentions" USING btree ("publication_id");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_token_unique" ON "alerts" USING btree ("token");--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_search_unique" ON "alerts" USING btree ("email","search");--> statement-breakpoint
CREATE INDEX "alerts_looked_at_index" ON "alerts" USING btree ("looked_at");--> statement-breakpoint
CREATE INDEX "list_items_publication_id_index" ON "list_items" USING btree ("publication_id");--> statement-breakpoint
CREATE UNIQUE INDEX "lists_key_hash_unique" ON "lists" USING btree ("key_hash");--> statement-breakpoint
CREATE INDEX "lists_used_at_index" ON "lists" USING btree ("used_at");