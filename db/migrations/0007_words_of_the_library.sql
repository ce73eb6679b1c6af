CREATE TABLE "lexicon_words" (
	"language" text NOT NULL,
	"word" text NOT NULL,
	"folded" text NOT NULL,
	"terms" text[] DEFAULT '{}' NOT NULL,
	"publications" integer NOT NULL,
	CONSTRAINT "lexicon_words_pkey" PRIMARY KEY("language","word"),
	CONSTRAINT "lexicon_words_word_length_check" CHECK (char_length("lexicon_words"."word") <= 60)
);
--> statement-breakpoint
CREATE INDEX "lexicon_words_folded_index" ON "lexicon_words" USING btree ("folded");--> statement-breakpoint
CREATE INDEX "lexicon_words_terms_index" ON "lexicon_words" USING gin ("terms");--> statement-breakpoint
CREATE INDEX "lexicon_words_folded_trigram_index" ON "lexicon_words" USING gin ("folded" gin_trgm_ops);