CREATE TABLE "usage_counts" (
	"publication_id" uuid NOT NULL,
	"day" date NOT NULL,
	"audience" text NOT NULL,
	"access_type" text NOT NULL,
	"total_investigations" integer NOT NULL,
	"unique_investigations" integer NOT NULL,
	"total_requests" integer NOT NULL,
	"unique_requests" integer NOT NULL,
	CONSTRAINT "usage_counts_pkey" PRIMARY KEY("publication_id","day","audience","access_type"),
	CONSTRAINT "usage_counts_audience_check" CHECK ("usage_counts"."audience" in ('person', 'assistant', 'machine')),
	CONSTRAINT "usage_counts_access_type_check" CHECK ("usage_counts"."access_type" in ('Open', 'Free_To_Read')),
	CONSTRAINT "usage_counts_order_check" CHECK ("usage_counts"."unique_requests" <= "usage_counts"."total_requests" and "usage_counts"."total_requests" <= "usage_counts"."total_investigations" and "usage_counts"."unique_investigations" <= "usage_counts"."total_investigations")
);
--> statement-breakpoint
CREATE TABLE "usage_days" (
	"day" date PRIMARY KEY NOT NULL,
	"salt" text,
	"counted_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "usage_days_closed_check" CHECK ("usage_days"."closed_at" is null or "usage_days"."salt" is null)
);
--> statement-breakpoint
CREATE TABLE "usage_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"publication_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"audience" text NOT NULL,
	"access_type" text NOT NULL,
	"visitor" text,
	"at" timestamp (3) with time zone NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "usage_events_kind_check" CHECK ("usage_events"."kind" in ('page', 'citation', 'text', 'file')),
	CONSTRAINT "usage_events_audience_check" CHECK ("usage_events"."audience" in ('person', 'assistant', 'machine')),
	CONSTRAINT "usage_events_access_type_check" CHECK ("usage_events"."access_type" in ('Open', 'Free_To_Read')),
	CONSTRAINT "usage_events_visitor_check" CHECK (("usage_events"."visitor" is not null) = ("usage_events"."audience" = 'person')),
	CONSTRAINT "usage_events_count_check" CHECK ("usage_events"."count" >= 1)
);
--> statement-breakpoint
ALTER TABLE "usage_counts" ADD CONSTRAINT "usage_counts_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "usage_events" ADD CONSTRAINT "usage_events_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "usage_counts_day_index" ON "usage_counts" USING btree ("day");--> statement-breakpoint
CREATE INDEX "usage_events_at_index" ON "usage_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "usage_events_publication_id_index" ON "usage_events" USING btree ("publication_id");