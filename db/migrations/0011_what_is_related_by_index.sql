CREATE INDEX "contributors_author_index" ON "contributors" USING btree (coalesce(orcid, name)) WHERE role = 'author';--> statement-breakpoint
CREATE INDEX "publications_themes_index" ON "publications" USING gin ("themes");--> statement-breakpoint
CREATE INDEX "publications_countries_index" ON "publications" USING gin ("countries");