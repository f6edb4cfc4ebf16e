ALTER TABLE "requests" ADD COLUMN "merge_id" uuid;--> statement-breakpoint
ALTER TABLE "overrides" ADD COLUMN "merge_id" uuid;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_tenant_id_merge_id_partner_merges_tenant_id_id_fk" FOREIGN KEY ("tenant_id","merge_id") REFERENCES "public"."partner_merges"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "overrides" ADD CONSTRAINT "overrides_tenant_id_merge_id_partner_merges_tenant_id_id_fk" FOREIGN KEY ("tenant_id","merge_id") REFERENCES "public"."partner_merges"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- A merge brings the results of a duplicate to the partner that stays; nothing else of a result ever changes.
GRANT UPDATE (partner_id, updated_at) ON results TO kizuna_clock;
