ALTER TABLE "import_changes" ADD COLUMN "note_ids" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "import_changes" ADD COLUMN "works" jsonb DEFAULT '[]'::jsonb NOT NULL;