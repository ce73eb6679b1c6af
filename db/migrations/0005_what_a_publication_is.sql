CREATE TABLE "partner_periods" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"place" text NOT NULL,
	"kind" text NOT NULL,
	"from_on" date,
	"to_on" date,
	"opened_by" uuid,
	"closed_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "partner_periods_kind_check" CHECK ("partner_periods"."kind" in ('partner', 'fieldwork', 'network')),
	CONSTRAINT "partner_periods_order_check" CHECK ("partner_periods"."to_on" >= "partner_periods"."from_on")
);
--> statement-breakpoint
CREATE TABLE "places" (
	"code" text PRIMARY KEY NOT NULL,
	"country" text NOT NULL,
	"names" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "places_code_check" CHECK ("places"."country" ~ '^[A-Z]{2}$' and ("places"."code" = "places"."country" or starts_with("places"."code", "places"."country" || '-'))),
	CONSTRAINT "places_names_check" CHECK ("places"."names" <> '{}'::jsonb)
);
--> statement-breakpoint
CREATE TABLE "isbns" (
	"isbn" text PRIMARY KEY NOT NULL,
	"written" text NOT NULL,
	"publication_id" uuid,
	"assigned_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "isbns_isbn_check" CHECK ("isbns"."isbn" ~ '^97[89][0-9]{10}$'),
	CONSTRAINT "isbns_assigned_check" CHECK (("isbns"."publication_id" is null) = ("isbns"."assigned_at" is null))
);
--> statement-breakpoint
CREATE TABLE "old_addresses" (
	"path" text PRIMARY KEY NOT NULL,
	"publication_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "old_addresses_path_length_check" CHECK (char_length("old_addresses"."path") <= 500)
);
--> statement-breakpoint
CREATE TABLE "publication_files" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"publication_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"language" text,
	"label" text,
	"licence" text,
	"position" integer DEFAULT 0 NOT NULL,
	"replaced_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "publication_files_kind_check" CHECK ("publication_files"."kind" in ('main', 'annex', 'slides', 'dataset', 'summary', 'other')),
	CONSTRAINT "publication_files_label_length_check" CHECK (char_length("publication_files"."label") <= 200)
);
--> statement-breakpoint
CREATE TABLE "publication_funding" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"publication_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"grant_id" uuid,
	"funder" text,
	"funder_id" text,
	"award_number" text,
	"award_title" text,
	"award_uri" text,
	CONSTRAINT "publication_funding_funder_check" CHECK (("publication_funding"."grant_id" is null) = ("publication_funding"."funder" is not null))
);
--> statement-breakpoint
CREATE TABLE "publication_notes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"publication_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" jsonb NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	"noted_by" uuid,
	CONSTRAINT "publication_notes_kind_check" CHECK ("publication_notes"."kind" in ('erratum', 'change')),
	CONSTRAINT "publication_notes_text_check" CHECK ("publication_notes"."text" <> '{}'::jsonb)
);
--> statement-breakpoint
ALTER TABLE "publications" DROP CONSTRAINT "publications_grant_id_grants_id_fk";
--> statement-breakpoint
ALTER TABLE "publications" DROP CONSTRAINT "publications_file_id_files_id_fk";
--> statement-breakpoint
DROP INDEX "publications_grant_id_index";--> statement-breakpoint
DROP INDEX "publications_file_id_index";--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "plain_summary" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "municipalities" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "sdg_evidence" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "audiences" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "tiers" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "study_types" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "family_main_id" uuid;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "family_kind" text;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "embargo_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "replaced_by_id" uuid;--> statement-breakpoint
ALTER TABLE "publications" ADD COLUMN "public_changed_at" timestamp (3) with time zone GENERATED ALWAYS AS (case when status in ('published', 'withdrawn') then updated_at end) STORED;--> statement-breakpoint
ALTER TABLE "partner_periods" ADD CONSTRAINT "partner_periods_place_places_code_fk" FOREIGN KEY ("place") REFERENCES "public"."places"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_periods" ADD CONSTRAINT "partner_periods_opened_by_people_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_periods" ADD CONSTRAINT "partner_periods_closed_by_people_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "isbns" ADD CONSTRAINT "isbns_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "old_addresses" ADD CONSTRAINT "old_addresses_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_files" ADD CONSTRAINT "publication_files_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_files" ADD CONSTRAINT "publication_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_funding" ADD CONSTRAINT "publication_funding_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_funding" ADD CONSTRAINT "publication_funding_grant_id_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."grants"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_notes" ADD CONSTRAINT "publication_notes_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_notes" ADD CONSTRAINT "publication_notes_noted_by_people_id_fk" FOREIGN KEY ("noted_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "partner_periods_place_index" ON "partner_periods" USING btree ("place");--> statement-breakpoint
CREATE INDEX "partner_periods_opened_by_index" ON "partner_periods" USING btree ("opened_by");--> statement-breakpoint
CREATE INDEX "partner_periods_closed_by_index" ON "partner_periods" USING btree ("closed_by");--> statement-breakpoint
CREATE INDEX "places_country_index" ON "places" USING btree ("country");--> statement-breakpoint
CREATE UNIQUE INDEX "isbns_publication_id_unique" ON "isbns" USING btree ("publication_id");--> statement-breakpoint
CREATE INDEX "old_addresses_publication_id_index" ON "old_addresses" USING btree ("publication_id");--> statement-breakpoint
CREATE UNIQUE INDEX "publication_files_main_unique" ON "publication_files" USING btree ("publication_id") WHERE kind = 'main' and replaced_at is null;--> statement-breakpoint
CREATE INDEX "publication_files_publication_id_index" ON "publication_files" USING btree ("publication_id","position");--> statement-breakpoint
CREATE INDEX "publication_files_file_id_index" ON "publication_files" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "publication_funding_position_unique" ON "publication_funding" USING btree ("publication_id","position");--> statement-breakpoint
CREATE INDEX "publication_funding_grant_id_index" ON "publication_funding" USING btree ("grant_id");--> statement-breakpoint
CREATE INDEX "publication_notes_publication_id_index" ON "publication_notes" USING btree ("publication_id","noted_at");--> statement-breakpoint
CREATE INDEX "publication_notes_noted_by_index" ON "publication_notes" USING btree ("noted_by");--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_family_main_id_publications_id_fk" FOREIGN KEY ("family_main_id") REFERENCES "public"."publications"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_replaced_by_id_publications_id_fk" FOREIGN KEY ("replaced_by_id") REFERENCES "public"."publications"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "publications_public_changed_at_index" ON "publications" USING btree ("public_changed_at","id");--> statement-breakpoint
CREATE INDEX "publications_family_main_id_index" ON "publications" USING btree ("family_main_id");--> statement-breakpoint
CREATE INDEX "publications_replaced_by_id_index" ON "publications" USING btree ("replaced_by_id");--> statement-breakpoint
CREATE INDEX "publications_embargo_until_index" ON "publications" USING btree ("embargo_until") WHERE embargo_until is not null;--> statement-breakpoint
-- What was attached and paid for moves into the tables of its own.
INSERT INTO "publication_files" ("publication_id", "file_id", "kind")
  SELECT "id", "file_id", 'main' FROM "publications" WHERE "file_id" IS NOT NULL;--> statement-breakpoint
INSERT INTO "publication_funding" ("publication_id", "position", "grant_id")
  SELECT "id", 0, "grant_id" FROM "publications" WHERE "grant_id" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "publications" DROP COLUMN "grant_id";--> statement-breakpoint
ALTER TABLE "publications" DROP COLUMN "file_id";--> statement-breakpoint
ALTER TABLE "contributors" ADD CONSTRAINT "contributors_role_check" CHECK ("contributors"."role" in ('author', 'editor', 'translator', 'project-leader', 'researcher', 'supervisor', 'data-collector', 'illustrator', 'contact', 'other'));--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_family_kind_check" CHECK ("publications"."family_kind" in ('translation', 'edition', 'brief', 'report', 'toolbox', 'video', 'supplement'));--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_family_pair_check" CHECK (("publications"."family_kind" is not null) = ("publications"."family_main_id" is not null));--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_family_self_check" CHECK ("publications"."family_main_id" <> "publications"."id");--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_replaced_check" CHECK ("publications"."replaced_by_id" is null or ("publications"."status" = 'withdrawn' and "publications"."replaced_by_id" <> "publications"."id"));--> statement-breakpoint
-- A family has one main publication and no chains. Locking the main one keeps two from making a chain between them.
CREATE FUNCTION publications_family() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM publications WHERE id = NEW.family_main_id AND family_main_id IS NULL FOR SHARE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM publications WHERE family_main_id = NEW.id) THEN
    RAISE EXCEPTION 'a family has no chains'
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'publications_family_chain';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER publications_family BEFORE INSERT OR UPDATE OF family_main_id ON publications
  FOR EACH ROW WHEN (NEW.family_main_id IS NOT NULL) EXECUTE FUNCTION publications_family();--> statement-breakpoint
-- An ISBN that was given away stays where it is, whatever becomes of the publication.
CREATE FUNCTION isbns_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an ISBN that was assigned stays assigned'
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'isbns_kept';
END $$;--> statement-breakpoint
CREATE TRIGGER isbns_keep BEFORE UPDATE ON isbns FOR EACH ROW
  WHEN (OLD.publication_id IS NOT NULL AND (NEW.publication_id IS DISTINCT FROM OLD.publication_id OR NEW.isbn <> OLD.isbn))
  EXECUTE FUNCTION isbns_keep();--> statement-breakpoint
CREATE TRIGGER isbns_keep_row BEFORE DELETE ON isbns FOR EACH ROW
  WHEN (OLD.publication_id IS NOT NULL) EXECUTE FUNCTION isbns_keep();--> statement-breakpoint
-- Places and their periods are history: periods are closed, nothing is deleted.
CREATE FUNCTION places_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'places and partner periods are kept'
    USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'places_kept';
END $$;--> statement-breakpoint
CREATE TRIGGER places_keep BEFORE DELETE ON places FOR EACH ROW EXECUTE FUNCTION places_keep();--> statement-breakpoint
CREATE TRIGGER partner_periods_keep BEFORE DELETE ON partner_periods FOR EACH ROW EXECUTE FUNCTION places_keep();--> statement-breakpoint
CREATE TRIGGER partner_periods_keep_row BEFORE UPDATE ON partner_periods FOR EACH ROW
  WHEN (NEW.place <> OLD.place OR NEW.kind <> OLD.kind OR NEW.from_on IS DISTINCT FROM OLD.from_on
    OR (OLD.to_on IS NOT NULL AND NEW.to_on IS DISTINCT FROM OLD.to_on))
  EXECUTE FUNCTION places_keep();--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
ALTER TABLE partner_periods ADD CONSTRAINT partner_periods_overlap
  EXCLUDE USING gist (place WITH =, kind WITH =, daterange(from_on, to_on, '[]') WITH &&);--> statement-breakpoint
-- What a public page shows of other rows moves its datestamp too: names of organisations, municipalities and grants.
CREATE FUNCTION publications_touch(ids uuid[]) RETURNS void LANGUAGE sql AS $$
  UPDATE publications SET updated_at = greatest(now(), updated_at + interval '1 millisecond')
    WHERE id = ANY (ids) AND status IN ('published', 'withdrawn')
$$;--> statement-breakpoint
CREATE FUNCTION publications_touch_by_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publications_touch(array(SELECT publication_id FROM contributors WHERE organisation_id = NEW.id));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER publications_touch_by_organisation AFTER UPDATE OF name, ror ON organisations FOR EACH ROW
  WHEN (NEW.name <> OLD.name OR NEW.ror IS DISTINCT FROM OLD.ror) EXECUTE FUNCTION publications_touch_by_organisation();--> statement-breakpoint
CREATE FUNCTION publications_touch_by_contributor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publications_touch(array[NEW.publication_id]);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER publications_touch_by_contributor AFTER UPDATE OF organisation_id ON contributors FOR EACH ROW
  WHEN (NEW.organisation_id IS DISTINCT FROM OLD.organisation_id) EXECUTE FUNCTION publications_touch_by_contributor();--> statement-breakpoint
CREATE FUNCTION publications_touch_by_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publications_touch(array(SELECT publication_id FROM publication_funding WHERE grant_id = NEW.id));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER publications_touch_by_grant AFTER UPDATE OF reference ON grants FOR EACH ROW
  WHEN (NEW.reference <> OLD.reference) EXECUTE FUNCTION publications_touch_by_grant();--> statement-breakpoint
CREATE FUNCTION publications_touch_by_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publications_touch(array(SELECT id FROM publications WHERE municipalities @> array[NEW.code]));
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER publications_touch_by_place AFTER UPDATE OF names ON places FOR EACH ROW
  WHEN (NEW.names <> OLD.names) EXECUTE FUNCTION publications_touch_by_place();--> statement-breakpoint
-- The countries that were partners when this was written; from here on the office keeps them.
INSERT INTO "places" ("code", "country", "names") VALUES
  ('BA', 'BA', jsonb_build_object('sv', 'Bosnien och Hercegovina', 'en', 'Bosnia and Herzegovina')),
  ('BO', 'BO', jsonb_build_object('sv', 'Bolivia', 'en', 'Bolivia')),
  ('BW', 'BW', jsonb_build_object('sv', 'Botswana', 'en', 'Botswana')),
  ('BY', 'BY', jsonb_build_object('sv', 'Belarus', 'en', 'Belarus')),
  ('CN', 'CN', jsonb_build_object('sv', 'Kina', 'en', 'China')),
  ('CO', 'CO', jsonb_build_object('sv', 'Colombia', 'en', 'Colombia')),
  ('GE', 'GE', jsonb_build_object('sv', 'Georgien', 'en', 'Georgia')),
  ('GT', 'GT', jsonb_build_object('sv', 'Guatemala', 'en', 'Guatemala')),
  ('HN', 'HN', jsonb_build_object('sv', 'Honduras', 'en', 'Honduras')),
  ('ID', 'ID', jsonb_build_object('sv', 'Indonesien', 'en', 'Indonesia')),
  ('IN', 'IN', jsonb_build_object('sv', 'Indien', 'en', 'India')),
  ('KE', 'KE', jsonb_build_object('sv', 'Kenya', 'en', 'Kenya')),
  ('MD', 'MD', jsonb_build_object('sv', 'Moldavien', 'en', 'Moldova')),
  ('MK', 'MK', jsonb_build_object('sv', 'Nordmakedonien', 'en', 'North Macedonia')),
  ('MZ', 'MZ', jsonb_build_object('sv', 'Moçambique', 'en', 'Mozambique')),
  ('NA', 'NA', jsonb_build_object('sv', 'Namibia', 'en', 'Namibia')),
  ('RS', 'RS', jsonb_build_object('sv', 'Serbien', 'en', 'Serbia')),
  ('TR', 'TR', jsonb_build_object('sv', 'Turkiet', 'en', 'Türkiye')),
  ('TZ', 'TZ', jsonb_build_object('sv', 'Tanzania', 'en', 'Tanzania')),
  ('UA', 'UA', jsonb_build_object('sv', 'Ukraina', 'en', 'Ukraine')),
  ('UG', 'UG', jsonb_build_object('sv', 'Uganda', 'en', 'Uganda')),
  ('VN', 'VN', jsonb_build_object('sv', 'Vietnam', 'en', 'Vietnam')),
  ('XK', 'XK', jsonb_build_object('sv', 'Kosovo', 'en', 'Kosovo')),
  ('ZA', 'ZA', jsonb_build_object('sv', 'Sydafrika', 'en', 'South Africa')),
  ('ZM', 'ZM', jsonb_build_object('sv', 'Zambia', 'en', 'Zambia')),
  ('ZW', 'ZW', jsonb_build_object('sv', 'Zimbabwe', 'en', 'Zimbabwe'));--> statement-breakpoint
INSERT INTO "partner_periods" ("place", "kind", "from_on", "to_on") VALUES
  ('BA', 'partner', '2009-01-01', NULL),
  ('BA', 'fieldwork', '2022-01-01', NULL),
  ('BO', 'fieldwork', '2022-01-01', NULL),
  ('BW', 'partner', '2009-01-01', NULL),
  ('BW', 'fieldwork', '2022-01-01', NULL),
  ('BW', 'network', '2022-01-01', '2025-12-31'),
  ('BY', 'partner', '2009-01-01', '2018-12-31'),
  ('CN', 'partner', '2009-01-01', '2021-12-31'),
  ('CO', 'partner', '2022-01-01', NULL),
  ('CO', 'fieldwork', '2022-01-01', NULL),
  ('CO', 'network', '2023-01-01', '2026-12-31'),
  ('GE', 'partner', '2009-01-01', '2021-12-31'),
  ('GE', 'fieldwork', '2022-01-01', NULL),
  ('GT', 'partner', '2022-01-01', NULL),
  ('GT', 'fieldwork', '2022-01-01', NULL),
  ('GT', 'network', '2023-01-01', '2026-12-31'),
  ('HN', 'fieldwork', '2022-01-01', NULL),
  ('ID', 'partner', '2009-01-01', '2021-12-31'),
  ('ID', 'fieldwork', '2022-01-01', NULL),
  ('IN', 'partner', '2009-01-01', '2018-12-31'),
  ('KE', 'partner', '2009-01-01', NULL),
  ('KE', 'fieldwork', '2022-01-01', NULL),
  ('MD', 'partner', '2009-01-01', '2021-12-31'),
  ('MD', 'fieldwork', '2022-01-01', NULL),
  ('MK', 'partner', '2009-01-01', '2021-12-31'),
  ('MK', 'fieldwork', '2022-01-01', NULL),
  ('MZ', 'partner', '2009-01-01', '2021-12-31'),
  ('MZ', 'fieldwork', '2022-01-01', NULL),
  ('NA', 'partner', '2009-01-01', '2021-12-31'),
  ('NA', 'fieldwork', '2022-01-01', NULL),
  ('RS', 'partner', '2009-01-01', NULL),
  ('RS', 'fieldwork', '2022-01-01', NULL),
  ('TR', 'partner', '2009-01-01', '2021-12-31'),
  ('TZ', 'partner', '2009-01-01', NULL),
  ('TZ', 'fieldwork', '2022-01-01', NULL),
  ('UA', 'partner', '2009-01-01', NULL),
  ('UA', 'fieldwork', '2022-01-01', NULL),
  ('UG', 'partner', '2009-01-01', NULL),
  ('UG', 'fieldwork', '2022-01-01', NULL),
  ('VN', 'partner', '2009-01-01', '2021-12-31'),
  ('XK', 'partner', '2009-01-01', NULL),
  ('XK', 'fieldwork', '2022-01-01', NULL),
  ('ZA', 'partner', '2009-01-01', NULL),
  ('ZA', 'fieldwork', '2022-01-01', NULL),
  ('ZA', 'network', '2022-01-01', '2025-12-31'),
  ('ZM', 'partner', '2009-01-01', NULL),
  ('ZM', 'fieldwork', '2022-01-01', NULL),
  ('ZM', 'network', '2022-01-01', '2025-12-31'),
  ('ZW', 'partner', '2022-01-01', NULL),
  ('ZW', 'fieldwork', '2022-01-01', NULL),
  ('ZW', 'network', '2022-01-01', '2025-12-31');
