CREATE TABLE "alert_keys" (
	"hash" text PRIMARY KEY NOT NULL,
	"alert_id" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "alerts_token_unique";--> statement-breakpoint
ALTER TABLE "alert_keys" ADD CONSTRAINT "alert_keys_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Links in mails that were sent go on working.
INSERT INTO "alert_keys" ("hash", "alert_id", "made_at") SELECT encode(sha256(convert_to("token", 'UTF8')), 'hex'), "id", "asked_at" FROM "alerts";--> statement-breakpoint
CREATE INDEX "alert_keys_alert_id_index" ON "alert_keys" USING btree ("alert_id","made_at");--> statement-breakpoint
ALTER TABLE "alerts" DROP COLUMN "token";