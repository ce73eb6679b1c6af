ALTER TABLE "publication_imports" ADD COLUMN "imported_as" text DEFAULT 'draft' NOT NULL;--> statement-breakpoint
-- Until now all that was new was published at once.
UPDATE "publication_imports" SET "imported_as" = 'published';--> statement-breakpoint
ALTER TABLE "publication_imports" ADD CONSTRAINT "publication_imports_imported_as_check" CHECK ("publication_imports"."imported_as" in ('draft', 'published'));