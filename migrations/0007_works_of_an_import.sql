DROP INDEX "partners_sort";--> statement-breakpoint
DROP INDEX "partners_reading";--> statement-breakpoint
ALTER TABLE "import_changes" ADD COLUMN "works" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
-- Undoing an import takes back the engagements it made and nobody has changed since; all others are only ended.
SELECT kizuna_grant('engagements'::regclass, 'kizuna_app', 'D');
